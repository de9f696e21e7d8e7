// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/tokenizer_table.h"

#include "core/common/file_bytes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <vector>

namespace burnish::training {
namespace {

constexpr const char* kEndOfWord = "</w>";

std::string utf8_of(unsigned code_point) {
    if (code_point < 0x80) {
        return {static_cast<char>(code_point)};
    }
    return {static_cast<char>(0xC0 | (code_point >> 6)), static_cast<char>(0x80 | (code_point & 0x3F))};
}

/// GPT-2's names of the 256 bytes, printable ones first: the order of CLIP's first ids.
std::vector<std::string> byte_symbols() {
    std::vector<std::string> printable;
    std::vector<std::string> others;
    for (unsigned byte = 0; byte < 256; ++byte) {
        const bool prints = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
        if (prints) {
            printable.push_back(utf8_of(byte));
        } else {
            others.push_back(utf8_of(256 + static_cast<unsigned>(others.size())));
        }
    }
    printable.insert(printable.end(), others.begin(), others.end());
    return printable;
}

using Word = std::vector<std::string>;
using Pair = std::pair<std::string, std::string>;

Word letters_of(const std::string& text) {
    Word word;
    for (const char letter : text) {
        word.emplace_back(1, letter);
    }
    word.back() += kEndOfWord;
    return word;
}

void merge(Word& word, const Pair& pair) {
    for (std::size_t index = 0; index + 1 < word.size(); ++index) {
        if (word[index] == pair.first && word[index + 1] == pair.second) {
            word[index] += word[index + 1];
            word.erase(word.begin() + static_cast<std::ptrdiff_t>(index) + 1);
        }
    }
}

/// The commonest pair; of equally common ones the first in order of the alphabet. Empty when every word is whole.
Pair commonest_pair(const std::vector<Word>& words) {
    std::map<Pair, int> counts;
    for (const Word& word : words) {
        for (std::size_t index = 0; index + 1 < word.size(); ++index) {
            ++counts[{word[index], word[index + 1]}];
        }
    }
    const auto best = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return best == counts.end() ? Pair{} : best->first;
}

void write_text(const std::filesystem::path& path, const std::string& text) {
    write_file_atomically(path, std::as_bytes(std::span(text)));
}

}  // namespace

std::int64_t write_tokenizer(const std::filesystem::path& folder, std::span<const std::string> words) {
    std::vector<Word> pieces;
    for (const std::string& word : words) {
        pieces.push_back(letters_of(word));
    }
    std::vector<Pair> merges;
    for (Pair pair = commonest_pair(pieces); !pair.first.empty(); pair = commonest_pair(pieces)) {
        merges.push_back(pair);
        for (Word& word : pieces) {
            merge(word, pair);
        }
    }

    std::vector<std::string> tokens = byte_symbols();
    for (const std::string& symbol : byte_symbols()) {
        tokens.push_back(symbol + kEndOfWord);
    }
    std::string merges_text = "#version: 0.2\n";
    for (const auto& [first, second] : merges) {
        tokens.push_back(first + second);
        merges_text += first + ' ' + second + '\n';
    }
    tokens.insert(tokens.end(), {"<|startoftext|>", "<|endoftext|>"});
    nlohmann::ordered_json vocabulary = nlohmann::ordered_json::object();
    for (const std::string& token : tokens) {
        vocabulary.emplace(token, vocabulary.size());
    }

    const nlohmann::ordered_json special{{"bos_token", "<|startoftext|>"},
                                         {"eos_token", "<|endoftext|>"},
                                         {"unk_token", "<|endoftext|>"},
                                         {"pad_token", "!"}};
    nlohmann::ordered_json settings{{"model_max_length", 77},
                                    {"do_lower_case", true},
                                    {"add_prefix_space", false},
                                    {"errors", "replace"},
                                    {"tokenizer_class", "CLIPTokenizer"}};
    settings.update(special);
    std::filesystem::create_directories(folder);
    write_text(folder / "vocab.json", vocabulary.dump());
    write_text(folder / "merges.txt", merges_text);
    write_text(folder / "special_tokens_map.json", special.dump(2));
    write_text(folder / "tokenizer_config.json", settings.dump(2));
    return static_cast<std::int64_t>(vocabulary.size());
}

}  // namespace burnish::training

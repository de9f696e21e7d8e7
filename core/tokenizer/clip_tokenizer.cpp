// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/clip_tokenizer.h"

#include "core/common/error.h"
#include "core/common/file_bytes.h"
#include "core/common/json_file.h"
#include "core/tokenizer/special_tokens.h"
#include "core/tokenizer/text_normalization.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace burnish {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMaxTableBytes = 64U << 20;
constexpr std::string_view kEndOfWord = "</w>";
constexpr std::int64_t kMaxId = std::numeric_limits<std::int32_t>::max();

/// GPT-2's spelling of bytes as printable characters: 33-126, 161-172 and 174-255 stand for themselves, the others for
/// U+0100 and on in their order (openai/gpt-2 `bytes_to_unicode`).
std::array<std::string, 256> byte_spellings() {
    std::array<std::string, 256> spellings;
    unsigned next_free = 0x100;
    for (unsigned byte = 0; byte < 256; ++byte) {
        const bool is_printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
        const unsigned character = is_printable ? byte : next_free++;
        if (character < 0x80) {
            spellings[byte] = static_cast<char>(character);
        } else {
            spellings[byte] = {static_cast<char>(0xC0 | character >> 6), static_cast<char>(0x80 | (character & 0x3F))};
        }
    }
    return spellings;
}

[[noreturn]] void reject(const fs::path& file, std::string subject, std::string found, std::string expected) {
    throw Error({.code = ErrorCode::ModelCorrupt,
                 .path = file,
                 .subject = std::move(subject),
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

/// Length of the contraction ('s 't 're 've 'm 'll 'd) at `position`, 0 if there is none.
std::size_t contraction_size(std::string_view text, std::size_t position) {
    for (const std::string_view ending : {"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"}) {
        if (text.substr(position).starts_with(ending)) {
            return ending.size();
        }
    }
    return 0;
}

/// Where the run of characters of one class that begins at `position` ends. Numbers stand alone.
std::size_t run_end(std::string_view text, std::size_t position, ClassifiedCharacter first) {
    std::size_t end = position + first.size;
    while (end < text.size() && first.character_class != CharacterClass::Number) {
        const ClassifiedCharacter next = classify_character(text, end);
        if (next.character_class != first.character_class) {
            break;
        }
        end += next.size;
    }
    return end;
}

}  // namespace

ClipTokenizer::ClipTokenizer(const fs::path& folder) {
    read_vocabulary(folder / "vocab.json");
    read_special_tokens(folder);
    const std::array<std::string, 256> spellings = byte_spellings();
    const auto id_or_unknown = [this](const std::string& symbol) {
        const auto found = vocabulary_.find(symbol);
        return found == vocabulary_.end() ? unk_id_ : found->second;
    };
    for (std::size_t byte = 0; byte < spellings.size(); ++byte) {
        byte_ids_[byte] = id_or_unknown(spellings[byte]);
        last_byte_ids_[byte] = id_or_unknown(spellings[byte] + std::string(kEndOfWord));
    }
    read_merges(folder / "merges.txt");
    vocabulary_.clear();  // from here on everything is an id
}

void ClipTokenizer::read_vocabulary(const fs::path& file) {
    const nlohmann::json json = read_json_object(file, kMaxTableBytes);
    vocabulary_.reserve(json.size());
    for (const auto& [token, id] : json.items()) {
        if (!id.is_number_unsigned() || id.get<std::uint64_t>() > static_cast<std::uint64_t>(kMaxId)) {
            reject(file, token, id.dump(), "a token's number");
        }
        vocabulary_.emplace(token, id.get<std::int64_t>());
    }
}

void ClipTokenizer::read_special_tokens(const fs::path& folder) {
    const SpecialTokens special = read_special_tokens_of(folder);
    const auto id_of = [&](const std::string& content) {
        const std::int64_t given = special.tokens.at(content).id;
        const auto found = vocabulary_.find(content);
        if (given < 0 && found == vocabulary_.end()) {
            reject(folder / "vocab.json", content, "the special token is missing",
                   "every special token in the vocabulary");
        }
        return given < 0 ? found->second : std::min(given, kMaxId);
    };
    bos_id_ = id_of(special.bos);
    eos_id_ = id_of(special.eos);
    unk_id_ = id_of(special.unk);
    pad_id_ = id_of(special.pad);
    model_max_length_ = special.model_max_length;
    for (const auto& [content, matching] : special.tokens) {
        SpecialToken token = {.content = content, .id = id_of(content), .normalized = matching.normalized};
        if (token.normalized) {
            token.content = normalize_text(to_valid_utf8(content));
        }
        std::vector<SpecialToken>& list = token.normalized ? normalized_tokens_ : raw_tokens_;
        list.push_back(std::move(token));
    }
    const auto longest_first = [](const SpecialToken& a, const SpecialToken& b) {
        return a.content.size() > b.content.size();
    };
    std::stable_sort(raw_tokens_.begin(), raw_tokens_.end(), longest_first);
    std::stable_sort(normalized_tokens_.begin(), normalized_tokens_.end(), longest_first);
}

void ClipTokenizer::read_merges(const fs::path& file) {
    const std::string text = read_text_file(file, kMaxTableBytes);
    std::size_t line_number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string line = text.substr(begin, end - begin);
        begin = end + 1;
        ++line_number;
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        if (line.empty() || line.starts_with("#version")) {
            continue;
        }
        const std::size_t blank = line.find(' ');
        const auto left = vocabulary_.find(line.substr(0, blank));
        const auto right = blank == std::string::npos ? vocabulary_.end() : vocabulary_.find(line.substr(blank + 1));
        const auto merged = blank == std::string::npos ? vocabulary_.end() : vocabulary_.find(line.erase(blank, 1));
        if (left == vocabulary_.end() || right == vocabulary_.end() || merged == vocabulary_.end()) {
            reject(file, fmt::format("line {}", line_number), "a merge of tokens that are not in vocab.json",
                   "two known tokens");
        }
        merger_.add(left->second, right->second, merged->second);
    }
}

std::vector<std::int64_t> ClipTokenizer::tokenize(std::string_view text) const {
    std::vector<std::int64_t> ids;
    const std::string valid = to_valid_utf8(text);
    const std::string_view view = valid;
    std::size_t begin = 0;
    for (std::size_t position = 0; position < view.size();) {
        const auto token = std::find_if(raw_tokens_.begin(), raw_tokens_.end(), [&](const SpecialToken& candidate) {
            return view.substr(position).starts_with(candidate.content);
        });
        if (token == raw_tokens_.end()) {
            ++position;
            continue;
        }
        append_segment(view.substr(begin, position - begin), ids);
        ids.push_back(token->id);
        position += token->content.size();
        begin = position;
    }
    append_segment(view.substr(begin), ids);
    return ids;
}

/// Text between the tokens that are matched raw: normalised as a whole, then cut at the others.
void ClipTokenizer::append_segment(std::string_view text, std::vector<std::int64_t>& ids) const {
    const std::string normalized = normalize_text(text);
    const std::string_view view = normalized;
    std::size_t begin = 0;
    for (std::size_t position = 0; position < view.size();) {
        const auto token =
            std::find_if(normalized_tokens_.begin(), normalized_tokens_.end(), [&](const SpecialToken& candidate) {
                return view.substr(position).starts_with(candidate.content);
            });
        if (token == normalized_tokens_.end()) {
            ++position;
            continue;
        }
        append_words(view.substr(begin, position - begin), ids);
        ids.push_back(token->id);
        position += token->content.size();
        begin = position;
    }
    append_words(view.substr(begin), ids);
}

/// Cuts normalised text into words. The reference's pattern also keeps `<|startoftext|>` whole, but its byte-level step
/// cuts that apart again, into the same pieces as here.
void ClipTokenizer::append_words(std::string_view text, std::vector<std::int64_t>& ids) const {
    for (std::size_t position = 0; position < text.size();) {
        const ClassifiedCharacter first = classify_character(text, position);
        if (first.character_class == CharacterClass::Space) {
            position += first.size;
            continue;
        }
        const std::size_t contraction = contraction_size(text, position);
        const std::size_t end = contraction > 0 ? position + contraction : run_end(text, position, first);
        append_bpe(text.substr(position, end - position), ids);
        position = end;
    }
}

void ClipTokenizer::append_bpe(std::string_view word, std::vector<std::int64_t>& ids) const {
    std::vector<std::int64_t> symbols;
    symbols.reserve(word.size());
    for (const char character : word) {
        symbols.push_back(byte_ids_[static_cast<unsigned char>(character)]);
    }
    symbols.back() = last_byte_ids_[static_cast<unsigned char>(word.back())];
    merger_.merge_word(symbols);
    ids.insert(ids.end(), symbols.begin(), symbols.end());
}

ClipTokenizer::Encoded ClipTokenizer::encode(std::string_view text) const {
    std::vector<std::int64_t> content = tokenize(text);
    const auto length = static_cast<std::size_t>(model_max_length_);
    Encoded encoded;
    encoded.content_tokens = static_cast<int>(content.size());
    encoded.truncated = content.size() > length - 2;
    content.resize(std::min(content.size(), length - 2));
    encoded.ids.reserve(length);
    encoded.ids.push_back(bos_id_);
    encoded.ids.insert(encoded.ids.end(), content.begin(), content.end());
    encoded.ids.push_back(eos_id_);
    encoded.ids.resize(length, pad_id_);
    return encoded;
}

}  // namespace burnish

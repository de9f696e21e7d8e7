// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/prompt_parser.h"

#include "core/common/error.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace burnish {

namespace {

constexpr double kRound = 1.1;
constexpr double kSquare = 1 / 1.1;
/// Beyond this a weight leaves the range of half precision within a few layers.
constexpr double kLargestWeight = 1000;

bool is_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// A letter, digit or underscore, or part of a character beyond ASCII: what a word is made of.
bool is_word(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Whether `word` stands at `position` as a word of its own.
bool stands_alone(std::string_view text, std::size_t position, std::string_view word) noexcept {
    const std::size_t end = position + word.size();
    return text.substr(position).starts_with(word) && (position == 0 || !is_word(text[position - 1])) &&
           (end == text.size() || !is_word(text[end]));
}

/// Length of "<name:anything>" at `position`, 0 if there is none.
std::size_t network_size(std::string_view text, std::size_t position) noexcept {
    std::size_t end = position + 1;
    while (end < text.size() && is_word(text[end])) {
        ++end;
    }
    if (end == position + 1 || end == text.size() || text[end] != ':') {
        return 0;
    }
    const std::size_t close = text.find('>', end);
    return close == std::string_view::npos || close == end + 1 ? 0 : close + 1 - position;
}

/// The text without what no model is told.
std::string told_text(std::string_view text, std::vector<std::string>& ignored) {
    std::string told;
    for (std::size_t position = 0; position < text.size();) {
        std::size_t size = text[position] == '<' ? network_size(text, position) : 0;
        size = stands_alone(text, position, "AND") ? 3 : size;
        if (size == 0) {
            told += text[position++];
            continue;
        }
        ignored.emplace_back(text.substr(position, size));
        position += size;
    }
    return told;
}

/// ": 1.3 )" at `position`: its length and the number's text; length 0 if it is something else.
struct WeightText {
    std::size_t size = 0;
    std::string_view number;
};

WeightText weight_at(std::string_view text, std::size_t position) noexcept {
    std::size_t end = position + 1;
    while (end < text.size() && is_space(text[end])) {
        ++end;
    }
    const std::size_t begin = end;
    if (end < text.size() && (text[end] == '+' || text[end] == '-')) {
        ++end;
    }
    const std::size_t digits = end;
    while (end < text.size() && (text[end] == '.' || (text[end] >= '0' && text[end] <= '9'))) {
        ++end;
    }
    const std::string_view number = text.substr(begin, end - begin);
    const bool has_digits = end > digits;
    while (end < text.size() && is_space(text[end])) {
        ++end;
    }
    return has_digits && end < text.size() && text[end] == ')' ? WeightText{end + 1 - position, number} : WeightText{};
}

double weight_of(std::string_view number) {
    const std::string_view unsigned_part = number.starts_with('+') ? number.substr(1) : number;
    double weight = 0;
    const char* end = unsigned_part.data() + unsigned_part.size();
    const auto [stopped, problem] = std::from_chars(unsigned_part.data(), end, weight);
    if (problem != std::errc{} || stopped != end || !(std::abs(weight) <= kLargestWeight)) {
        throw Error({.code = ErrorCode::InvalidArgument,
                     .subject = "prompt",
                     .found = fmt::format("the weight '{}'", number),
                     .expected = fmt::format("a number from -{0} to {0}, such as (word:1.2)", kLargestWeight)});
    }
    return weight;
}

class Parser final {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    std::vector<PromptPart> run() {
        while (position_ < text_.size()) {
            step();
        }
        close_all(round_, kRound);
        close_all(square_, kSquare);
        return merged();
    }

private:
    void step() {
        const char c = text_[position_];
        const WeightText weight = c == ':' && !round_.empty() ? weight_at(text_, position_) : WeightText{};
        if (c == '\\') {
            escape();
        } else if (c == '(' || c == '[') {
            (c == '(' ? round_ : square_).push_back(parts_.size());
            ++position_;
        } else if (weight.size > 0) {
            close(round_, weight_of(weight.number));
            position_ += weight.size;
        } else if ((c == ')' && !round_.empty()) || (c == ']' && !square_.empty())) {
            close(c == ')' ? round_ : square_, c == ')' ? kRound : kSquare);
            ++position_;
        } else {
            literal();
        }
    }

    /// A backslash takes the meaning of the bracket or backslash after it; alone it is dropped, as in the reference.
    void escape() {
        constexpr std::string_view kEscaped = "()[]\\";
        const bool takes =
            position_ + 1 < text_.size() && kEscaped.find(text_[position_ + 1]) != std::string_view::npos;
        parts_.push_back({.text = takes ? std::string(1, text_[position_ + 1]) : std::string()});
        position_ += takes ? 2 : 1;
    }

    /// The text up to the next character that may mean something; one such character that means nothing here counts
    /// too.
    void literal() {
        std::size_t end = text_.find_first_of("\\()[]:", position_ + 1);
        end = std::min(end, text_.size());
        split_at_breaks(text_.substr(position_, end - position_));
        position_ = end;
    }

    void split_at_breaks(std::string_view text) {
        constexpr std::string_view kBreak = "BREAK";
        std::size_t begin = 0;
        for (std::size_t found = text.find(kBreak); found != std::string_view::npos;
             found = text.find(kBreak, found + 1)) {
            if (!stands_alone(text, found, kBreak)) {
                continue;
            }
            std::size_t end = found;
            while (end > begin && is_space(text[end - 1])) {
                --end;
            }
            parts_.push_back({.text = std::string(text.substr(begin, end - begin))});
            parts_.push_back({.is_break = true});
            begin = found + kBreak.size();
            while (begin < text.size() && is_space(text[begin])) {
                ++begin;
            }
            found = begin > 0 ? begin - 1 : 0;
        }
        parts_.push_back({.text = std::string(text.substr(begin))});
    }

    void multiply_from(std::size_t start, double factor) {
        for (std::size_t index = start; index < parts_.size(); ++index) {
            parts_[index].weight *= factor;
        }
    }

    void close(std::vector<std::size_t>& open, double factor) {
        multiply_from(open.back(), factor);
        open.pop_back();
    }

    void close_all(std::vector<std::size_t>& open, double factor) {
        while (!open.empty()) {
            close(open, factor);
        }
    }

    std::vector<PromptPart> merged() {
        std::vector<PromptPart> result;
        for (PromptPart& part : parts_) {
            if (part.is_break) {
                part.weight = 1.0;
            } else if (part.text.empty()) {
                continue;
            }
            const bool joins =
                !result.empty() && !part.is_break && !result.back().is_break && result.back().weight == part.weight;
            if (joins) {
                result.back().text += part.text;
            } else {
                result.push_back(std::move(part));
            }
        }
        if (result.empty()) {
            result.emplace_back();
        }
        return result;
    }

    std::string_view text_;
    std::size_t position_ = 0;
    std::vector<PromptPart> parts_;
    std::vector<std::size_t> round_;
    std::vector<std::size_t> square_;
};

}  // namespace

ParsedPrompt parse_prompt(std::string_view text) {
    ParsedPrompt parsed;
    const std::string told = told_text(text, parsed.ignored);
    parsed.parts = Parser(told).run();
    return parsed;
}

ParsedPrompt plain_prompt(std::string_view text) {
    return {.parts = {{.text = std::string(text)}}, .ignored = {}};
}

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/generation_parameters.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace burnish {

namespace {

constexpr std::string_view kNegativePrefix = "Negative prompt:";
constexpr std::size_t kFewestFields = 3;

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_key_character(char c) {
    return is_word(c) || c == ' ' || c == '-' || c == '/';
}

std::string quoted(const std::string& value) {
    if (value.find_first_of(",\n:") == std::string::npos) {
        return value;
    }
    return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string unquoted(std::string_view value) {
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        const auto parsed = nlohmann::json::parse(value, nullptr, false);
        if (parsed.is_string()) {
            return parsed.get<std::string>();
        }
    }
    return std::string(value);
}

/// Reads the line's fields from left to right; what does not look like `key: value` is passed over up to the next
/// comma.
class FieldReader {
public:
    explicit FieldReader(std::string_view line) : rest_(line) {}

    bool next(std::pair<std::string, std::string>& field) {
        while (!rest_.empty()) {
            rest_ = trimmed(rest_);
            const std::size_t key_end = key_length();
            if (key_end >= 2 && key_end < rest_.size() && rest_[key_end] == ':') {
                field.first = std::string(trimmed(rest_.substr(0, key_end)));
                rest_ = trimmed(rest_.substr(key_end + 1));
                field.second = unquoted(trimmed(take_value()));
                return true;
            }
            const std::size_t comma = rest_.find(',');
            rest_ = comma == std::string_view::npos ? std::string_view() : rest_.substr(comma + 1);
        }
        return false;
    }

private:
    std::size_t key_length() const {
        if (rest_.empty() || !is_word(rest_.front())) {
            return 0;
        }
        return static_cast<std::size_t>(std::ranges::find_if_not(rest_, is_key_character) - rest_.begin());
    }

    std::string_view take_value() {
        std::size_t end = std::string_view::npos;
        if (!rest_.empty() && rest_.front() == '"') {
            end = quoted_end();
        }
        if (end == std::string_view::npos) {
            end = std::min(rest_.find(','), rest_.size());
        }
        const std::string_view value = rest_.substr(0, end);
        rest_ = rest_.substr(std::min(end + 1, rest_.size()));
        return value;
    }

    /// Position behind a closed quoted string that a comma or the end follows; npos if it is not one.
    std::size_t quoted_end() const {
        for (std::size_t i = 1; i < rest_.size(); ++i) {
            if (rest_[i] == '\\') {
                ++i;
            } else if (rest_[i] == '"') {
                return i + 1 == rest_.size() || rest_[i + 1] == ',' ? i + 1 : std::string_view::npos;
            }
        }
        return std::string_view::npos;
    }

    std::string_view rest_;
};

std::vector<std::pair<std::string, std::string>> read_fields(std::string_view line) {
    std::vector<std::pair<std::string, std::string>> fields;
    FieldReader reader(line);
    for (std::pair<std::string, std::string> field; reader.next(field);) {
        fields.push_back(std::move(field));
    }
    return fields;
}

void append_line(std::string& text, std::string_view line) {
    if (!text.empty()) {
        text += '\n';
    }
    text += line;
}

}  // namespace

std::optional<std::string> GenerationParameters::field(std::string_view key) const {
    const auto found = std::ranges::find(fields, key, &std::pair<std::string, std::string>::first);
    return found == fields.end() ? std::nullopt : std::optional(found->second);
}

std::string format_generation_parameters(const GenerationParameters& parameters) {
    std::string text(trimmed(parameters.prompt));
    if (!parameters.negative_prompt.empty()) {
        append_line(text, std::string(kNegativePrefix) + ' ' + std::string(trimmed(parameters.negative_prompt)));
    }
    std::string line;
    for (const auto& [key, value] : parameters.fields) {
        line += (line.empty() ? "" : ", ") + key + ": " + quoted(value);
    }
    append_line(text, line);
    return text;
}

GenerationParameters parse_generation_parameters(std::string_view text) {
    GenerationParameters parameters;
    text = trimmed(text);
    const std::size_t last_break = text.rfind('\n');
    const std::string_view last_line = last_break == std::string_view::npos ? text : text.substr(last_break + 1);
    auto fields = read_fields(last_line);
    if (fields.size() >= kFewestFields) {
        parameters.fields = std::move(fields);
        text = last_break == std::string_view::npos ? std::string_view() : text.substr(0, last_break);
    }
    bool negative = false;
    while (!text.empty()) {
        const std::size_t line_break = std::min(text.find('\n'), text.size());
        std::string_view line = trimmed(text.substr(0, line_break));
        text.remove_prefix(std::min(line_break + 1, text.size()));
        if (!negative && line.starts_with(kNegativePrefix)) {
            negative = true;
            line = trimmed(line.substr(kNegativePrefix.size()));
        }
        append_line(negative ? parameters.negative_prompt : parameters.prompt, line);
    }
    return parameters;
}

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/batch_plan.h"

#include "core/api/refine_request.h"
#include "core/common/error.h"
#include "core/metadata/settings_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <stdexcept>

namespace burnish {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::size_t kLongestLine = std::size_t{1} << 20;
constexpr int kDeepest = 8;

class Plan final {
public:
    Plan(const fs::path& plan, const fs::path& folder) : plan_(plan), folder_(folder), known_(known_keys()) {}

    void add_line(std::string_view line) {
        ++number_;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
            return;
        }
        json object = parsed(line);
        BatchItem item;
        item.input = folder_ / text_of(object, "input");
        item.output = object.contains("output") ? text_of(object, "output") : item.input.filename().string();
        if (!is_plain_name(item.output)) {
            refuse(fmt::format("the output '{}'", item.output), "a file name without folders");
        }
        if (!outputs_.insert(item.output).second) {
            refuse(fmt::format("a second line for the output '{}'", item.output), "one line for each output");
        }
        object.erase("input");
        object.erase("output");
        check_settings(object);
        item.settings = std::move(object);
        items_.push_back(std::move(item));
    }

    std::vector<BatchItem> finish() {
        if (items_.empty()) {
            throw Error({.code = ErrorCode::InvalidArgument,
                         .path = plan_,
                         .found = "a plan without a picture",
                         .expected = R"(lines such as {"input": "a.png", "prompt": "..."})"});
        }
        return std::move(items_);
    }

private:
    /// The recipe's names of settings.
    static std::set<std::string> known_keys() {
        std::set<std::string> keys{"negative",    "denoising_start",        "denoising_end",        "original_size",
                                   "target_size", "negative_original_size", "negative_target_size", "watermark"};
        const json written = settings_to_json(RefineSettings{});
        for (const auto& [key, value] : written.items()) {
            keys.insert(key);
        }
        return keys;
    }

    static bool is_plain_name(const std::string& name) {
        return !name.empty() && name != "." && name != ".." &&
               name.find_first_of(std::string_view("/\\\0", 3)) == std::string::npos;
    }

    json parsed(std::string_view line) const {
        if (line.size() > kLongestLine) {
            refuse("a line of more than 1 MiB", "shorter lines");
        }
        int deepest = 0;
        const auto limit_depth = [&deepest](int level, json::parse_event_t, json&) {
            deepest = std::max(deepest, level);
            return level < kDeepest;
        };
        json object = json::parse(line, limit_depth, false);
        if (!object.is_object() || deepest >= kDeepest) {
            refuse("something that is not a JSON object", R"({"input": "a.png", ...})");
        }
        return object;
    }

    std::string text_of(const json& object, const char* key) const {
        const auto found = object.find(key);
        if (found == object.end() || !found->is_string() || found->get_ref<const std::string&>().empty()) {
            refuse(found == object.end() ? fmt::format("no \"{}\"", key) : fmt::format("a \"{}\" that is no text", key),
                   fmt::format("\"{}\": \"a file\"", key));
        }
        return found->get<std::string>();
    }

    void check_settings(const json& object) const {
        for (const auto& [key, value] : object.items()) {
            if (!known_.contains(key)) {
                refuse(fmt::format("the key \"{}\"", key), fmt::format("input, output, {}", fmt::join(known_, ", ")));
            }
        }
        try {
            RefineSettings scratch;
            settings_from_json(object, scratch);
        } catch (const std::invalid_argument& key) {
            refuse(fmt::format("a value of \"{}\" that cannot be used", key.what()), "a value in range");
        }
    }

    [[noreturn]] void refuse(std::string found, std::string expected) const {
        throw Error({.code = ErrorCode::InvalidArgument,
                     .path = plan_,
                     .subject = fmt::format("line {}", number_),
                     .found = std::move(found),
                     .expected = std::move(expected)});
    }

    const fs::path& plan_;
    const fs::path& folder_;
    std::set<std::string> known_;
    std::set<std::string> outputs_;
    std::vector<BatchItem> items_;
    int number_ = 0;
};

bool is_picture_name(const fs::path& path) {
    constexpr std::array<std::string_view, 6> kExtensions{".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"};
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

}  // namespace

std::vector<BatchItem> parse_batch_plan(std::string_view text, const fs::path& plan, const fs::path& folder) {
    Plan lines(plan, folder);
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.add_line(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines.finish();
}

std::vector<BatchItem> list_batch_folder(const fs::path& folder) {
    std::vector<BatchItem> items;
    std::error_code problem;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
        std::error_code ignored;
        if (entry.is_regular_file(ignored) && is_picture_name(entry.path())) {
            items.push_back(
                {.input = entry.path(), .output = entry.path().filename().string(), .settings = json::object()});
        }
    }
    std::sort(items.begin(), items.end(), [](const BatchItem& a, const BatchItem& b) { return a.output < b.output; });
    if (problem || items.empty()) {
        throw Error({.code = ErrorCode::ImageNotFound,
                     .path = folder,
                     .found = problem ? "a folder that cannot be read" : "a folder without pictures",
                     .expected = "pictures (.png, .jpg, .jpeg, .webp, .tif, .tiff)"});
    }
    return items;
}

}  // namespace burnish

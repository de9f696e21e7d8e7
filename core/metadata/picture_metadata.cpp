// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/picture_metadata.h"

#include "core/common/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace burnish {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongest = std::size_t{16} << 20;

Json binary_of(std::span<const std::byte> bytes) {
    const auto* begin = reinterpret_cast<const std::uint8_t*>(bytes.data());
    return Json::binary(std::vector<std::uint8_t>(begin, begin + bytes.size()));
}

[[noreturn]] void refuse() {
    throw Error({.code = ErrorCode::ImageUnreadable, .subject = "metadata", .found = "a message that makes no sense"});
}

/// Looks at a message before it is built: the library would throw for a list that claims more than can be, whatever it
/// is told about exceptions, and goes one call deeper with each list in a list.
class ShapeCheck final : public nlohmann::json_sax<Json> {
public:
    explicit ShapeCheck(std::size_t size) : size_(size) {}

    bool null() override { return true; }
    bool boolean(bool /*value*/) override { return true; }
    bool number_integer(number_integer_t /*value*/) override { return true; }
    bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
    bool string(string_t& /*value*/) override { return true; }
    bool binary(binary_t& /*value*/) override { return true; }
    bool key(string_t& /*value*/) override { return true; }
    bool start_object(std::size_t elements) override { return goes_down(elements); }
    bool start_array(std::size_t elements) override { return goes_down(elements); }
    bool end_object() override { return --depth_ >= 0; }
    bool end_array() override { return --depth_ >= 0; }
    bool parse_error(std::size_t /*at*/, const std::string& /*token*/, const Json::exception& /*why*/) override {
        return false;
    }

private:
    /// An element takes a byte at least; the number is not known of lists that end with a mark.
    bool goes_down(std::size_t elements) {
        constexpr int kDeepest = 3;  // the message, its texts, each of them
        return ++depth_ <= kDeepest && (elements == static_cast<std::size_t>(-1) || elements <= size_);
    }

    std::size_t size_;
    int depth_ = 0;
};

const Json& member(const Json& object, const char* key, Json::value_t type) {
    const auto found = object.find(key);
    if (found == object.end() || found->type() != type) {
        refuse();
    }
    return *found;
}

std::vector<std::byte> block(const Json& object, const char* key) {
    const Json::binary_t& bytes = member(object, key, Json::value_t::binary).get_binary();
    const auto all = std::as_bytes(std::span(bytes));
    return {all.begin(), all.end()};
}

double number(const Json& object, const char* key) {
    return plausible_dpi(member(object, key, Json::value_t::number_float).get<double>());
}

int count(const Json& object, const char* key, int highest) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_unsigned() ||
        found->get<std::uint64_t>() > static_cast<std::uint64_t>(highest)) {
        refuse();
    }
    return found->get<int>();
}

}  // namespace

double plausible_dpi(double dpi) {
    constexpr double kHighest = 1e6;
    return std::isfinite(dpi) && dpi >= 0.0 && dpi <= kHighest ? dpi : 0.0;
}

std::vector<std::byte> metadata_to_bytes(const PictureMetadata& metadata) {
    PictureMetadata kept = metadata;
    const auto blocks = [&] { return kept.exif.size() + kept.iptc.size() + kept.xmp.size(); };
    std::size_t total = blocks();
    for (auto text = kept.texts.begin(); text != kept.texts.end();) {
        const std::size_t size = text->first.size() + text->second.size();
        if (total + size > kLongest) {
            text = kept.texts.erase(text);
        } else {
            total += size;
            ++text;
        }
    }
    if (blocks() > kLongest) {
        kept.exif.clear();
        kept.iptc.clear();
        kept.xmp.clear();
    }
    Json texts = Json::array();
    for (const auto& [key, value] : kept.texts) {
        texts.push_back({binary_of(std::as_bytes(std::span(key))), binary_of(std::as_bytes(std::span(value)))});
    }
    const Json message{{"texts", std::move(texts)},
                       {"exif", binary_of(kept.exif)},
                       {"iptc", binary_of(kept.iptc)},
                       {"xmp", binary_of(std::as_bytes(std::span(kept.xmp)))},
                       {"dpi_x", kept.dpi_x},
                       {"dpi_y", kept.dpi_y},
                       {"quality", static_cast<unsigned>(std::max(kept.quality, 0))},
                       {"sampling", binary_of(std::as_bytes(std::span(kept.sampling)))},
                       {"lossless", kept.lossless},
                       {"half", kept.half},
                       {"cmyk", kept.cmyk},
                       {"pages", static_cast<unsigned>(std::max(kept.pages, 0))}};
    const std::vector<std::uint8_t> bytes = Json::to_cbor(message);
    const auto all = std::as_bytes(std::span(bytes));
    return {all.begin(), all.end()};
}

PictureMetadata metadata_from_bytes(std::span<const std::byte> bytes) {
    const auto* begin = reinterpret_cast<const std::uint8_t*>(bytes.data());
    ShapeCheck shape(bytes.size());
    if (!Json::sax_parse(begin, begin + bytes.size(), &shape, Json::input_format_t::cbor)) {
        refuse();
    }
    const Json message = Json::from_cbor(begin, begin + bytes.size(), true, false);
    if (!message.is_object()) {
        refuse();
    }
    const auto text = [](const std::vector<std::byte>& from) {
        return std::string(reinterpret_cast<const char*>(from.data()), from.size());
    };
    PictureMetadata metadata;
    for (const Json& pair : member(message, "texts", Json::value_t::array)) {
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_binary() || !pair[1].is_binary()) {
            refuse();
        }
        const Json::binary_t& key = pair[0].get_binary();
        const Json::binary_t& value = pair[1].get_binary();
        metadata.texts.emplace(std::string(key.begin(), key.end()), std::string(value.begin(), value.end()));
    }
    metadata.exif = block(message, "exif");
    metadata.iptc = block(message, "iptc");
    metadata.xmp = text(block(message, "xmp"));
    metadata.dpi_x = number(message, "dpi_x");
    metadata.dpi_y = number(message, "dpi_y");
    metadata.quality = count(message, "quality", 100);
    metadata.sampling = text(block(message, "sampling"));
    metadata.lossless = member(message, "lossless", Json::value_t::boolean).get<bool>();
    metadata.half = member(message, "half", Json::value_t::boolean).get<bool>();
    metadata.cmyk = member(message, "cmyk", Json::value_t::boolean).get<bool>();
    metadata.pages = count(message, "pages", 1'000'000);
    return metadata;
}

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/color_profile.h"
#include "core/codec/heif_library.h"
#include "core/codec/other_decoder.h"
#include "core/common/error.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <string_view>

namespace burnish::codec {

namespace {

constexpr std::size_t kLongestBlock = std::size_t{16} << 20;
constexpr std::size_t kLongestIcc = std::size_t{64} << 20;
// ISO/IEC 23091-2, tables 2 and 3.
constexpr std::array kSrgbPrimaries = {1, 2};
constexpr int kPerceptual = 16;  ///< SMPTE ST 2084
constexpr int kHybridLog = 18;

[[noreturn]] void refuse(std::string found, std::string expected = {}) {
    throw Error({.code = ErrorCode::ImageUnreadable, .found = std::move(found), .expected = std::move(expected)});
}

class HeifDecoder final : public OtherDecoder {
public:
    HeifDecoder(const HeifLibrary& heif, std::span<const std::byte> file) : heif_(heif) {
        try {
            open(file);
        } catch (...) {
            close();
            throw;
        }
    }
    ~HeifDecoder() override { close(); }

    void read(Image& picture) override {
        const bool is_deep = type == PixelType::U16;
        const int chroma = (is_deep ? HeifLibrary::kRgb16 : HeifLibrary::kRgb8) + (channels == 4 ? 1 : 0);
        HeifLibrary::Picture* decoded = nullptr;
        check(heif_.decode(handle_, &decoded, HeifLibrary::kRgb, chroma, nullptr));
        const auto release = [this](const HeifLibrary::Picture* old) { heif_.picture_release(old); };
        const std::unique_ptr<const HeifLibrary::Picture, decltype(release)> owner(decoded, release);
        int stride = 0;
        const std::uint8_t* plane = heif_.picture_plane(decoded, HeifLibrary::kInterleaved, &stride);
        const bool is_sound = plane != nullptr && heif_.picture_width(decoded, HeifLibrary::kInterleaved) == width &&
                              heif_.picture_height(decoded, HeifLibrary::kInterleaved) == height &&
                              stride >= static_cast<int>(picture.row_bytes());
        if (!is_sound) {
            refuse("is damaged: its picture has another size than its header says");
        }
        for (int y = 0; y < height; ++y) {
            std::memcpy(picture.row(y), plane + static_cast<std::ptrdiff_t>(y) * stride, picture.row_bytes());
        }
        if (is_deep) {
            spread(picture);
        }
    }

private:
    void open(std::span<const std::byte> file) {
        context_ = heif_.context_alloc();
        if (context_ == nullptr) {
            throw std::bad_alloc();
        }
        check(heif_.context_read(context_, file.data(), file.size(), nullptr));
        check(heif_.context_primary(context_, &handle_));
        width = heif_.handle_width(handle_);
        height = heif_.handle_height(handle_);
        bits = heif_.handle_bits(handle_);
        if (bits < 1 || bits > 16) {
            refuse("is damaged: it does not say how deep its samples are");
        }
        channels = heif_.handle_has_alpha(handle_) != 0 ? 4 : 3;
        type = bits > 8 ? PixelType::U16 : PixelType::U8;
        pages = std::max(heif_.context_images(context_), 1);
        read_profile();
        read_blocks();
    }

    void close() noexcept {
        if (handle_ != nullptr) {
            heif_.handle_release(handle_);
        }
        if (context_ != nullptr) {
            heif_.context_free(context_);
        }
    }

    static void check(const HeifLibrary::Failure& failure) {
        if (failure.code != 0) {
            refuse(
                fmt::format("cannot be decoded: {}", failure.message != nullptr ? failure.message : "no reason given"));
        }
    }

    void read_profile() {
        const std::size_t size = heif_.handle_profile_size(handle_);
        if (size > 0 && size <= kLongestIcc) {
            profile.resize(size);
            check(heif_.handle_profile(handle_, profile.data()));
            return;
        }
        HeifLibrary::Colours* colours = nullptr;
        if (heif_.handle_colours(handle_, &colours).code != 0 || colours == nullptr) {
            return;
        }
        const HeifLibrary::Colours said = *colours;
        heif_.colours_free(colours);
        if (said.transfer == kPerceptual || said.transfer == kHybridLog) {
            refuse("is a picture for HDR screens (PQ or HLG)", "a picture for usual screens");
        }
        const bool has_chromaticities =
            std::ranges::all_of(said.chromaticities, [](float value) { return value > -1.0F && value < 2.0F; }) &&
            said.chromaticities[7] > 0;
        if (std::ranges::find(kSrgbPrimaries, said.primaries) == kSrgbPrimaries.end() && has_chromaticities) {
            profile = ColorProfile::with_curve_of_srgb(std::span(said.chromaticities));
        }
    }

    void read_blocks() {
        std::array<std::uint32_t, 32> ids{};
        const int count = heif_.handle_blocks(handle_, nullptr, ids.data(), static_cast<int>(ids.size()));
        for (int i = 0; i < std::clamp(count, 0, static_cast<int>(ids.size())); ++i) {
            const std::uint32_t id = ids[static_cast<std::size_t>(i)];
            const char* kind = heif_.block_type(handle_, id);
            const char* content = heif_.block_content(handle_, id);
            const std::size_t size = heif_.block_size(handle_, id);
            if (kind == nullptr || size < 4 || size > kLongestBlock) {
                continue;
            }
            std::vector<std::byte> block(size);
            if (heif_.block_read(handle_, id, block.data()).code != 0) {
                continue;
            }
            if (std::string_view(kind) == "Exif" && exif.empty()) {
                keep_exif(block);
            } else if (content != nullptr && std::string_view(content) == "application/rdf+xml") {
                xmp.assign(reinterpret_cast<const char*>(block.data()), block.size());
            }
        }
    }

    /// ISO/IEC 23008-12, A.2.1: how far behind this number the TIFF structure begins, which mostly is JPEG's head.
    void keep_exif(std::span<const std::byte> block) {
        std::size_t offset = 4;
        for (std::size_t i = 0; i < 4; ++i) {
            offset += std::to_integer<std::size_t>(block[i]) << (24 - 8 * i);
        }
        if (offset < block.size()) {
            exif.assign(block.begin() + static_cast<std::ptrdiff_t>(offset), block.end());
        }
    }

    /// 10 or 12 bits to all 16.
    void spread(Image& picture) const {
        auto* samples = reinterpret_cast<std::uint16_t*>(picture.bytes().data());
        const std::uint32_t most = (1U << bits) - 1;
        for (std::size_t i = 0; i < picture.bytes().size() / 2; ++i) {
            samples[i] =
                static_cast<std::uint16_t>((std::min<std::uint32_t>(samples[i], most) * 65'535U + most / 2) / most);
        }
    }

    const HeifLibrary& heif_;
    HeifLibrary::Context* context_ = nullptr;
    HeifLibrary::Handle* handle_ = nullptr;
};

}  // namespace

void prepare_other_decoders() {
    (void)HeifLibrary::get();
}

std::unique_ptr<OtherDecoder> open_heif(std::span<const std::byte> file, const char* what, const char* others) {
    const HeifLibrary* heif = HeifLibrary::get();
    if (heif == nullptr) {
        refuse(fmt::format("is {} {} picture, which is read where the system has libheif; this one has not",
                           what[0] == 'A' ? "an" : "a", what),
               others);
    }
    return std::make_unique<HeifDecoder>(*heif, file);
}

}  // namespace burnish::codec

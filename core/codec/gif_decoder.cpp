// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/other_decoder.h"
#include "core/common/error.h"
#include "core/metadata/byte_reader.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <gif_lib.h>

namespace burnish::codec {

namespace {

constexpr std::size_t kLongestComment = std::size_t{1} << 20;

[[noreturn]] void refuse(std::string found) {
    throw Error({.code = ErrorCode::ImageUnreadable, .found = std::move(found)});
}

struct Source {
    std::span<const std::byte> file;
    std::size_t at = 0;
};

int read_source(GifFileType* gif, GifByteType* target, int size) {
    auto* source = static_cast<Source*>(gif->UserData);
    const std::size_t got = std::min(static_cast<std::size_t>(std::max(size, 0)), source->file.size() - source->at);
    std::memcpy(target, source->file.data() + source->at, got);
    source->at += got;
    return static_cast<int>(got);
}

/// Frames by their descriptors, without decoding any (GIF89a, section 20 and appendix A).
int count_frames(std::span<const std::byte> file) {
    const ByteReader bytes(file, ByteOrder::Little);
    const auto table_size = [](std::uint64_t flags) {
        return (flags & 0x80) != 0 ? std::uint64_t{3} << ((flags & 7) + 1) : std::uint64_t{0};
    };
    std::uint64_t at = 13 + table_size(bytes.number(10, 1));
    int frames = 0;
    while (at < file.size()) {
        const std::uint64_t kind = bytes.number(at, 1);
        if (kind == 0x2c) {
            ++frames;
            at += 11 + table_size(bytes.number(at + 9, 1));
        } else if (kind == 0x21) {
            at += 2;
        } else {
            break;
        }
        while (bytes.number(at, 1) != 0) {
            at += 1 + bytes.number(at, 1);
        }
        ++at;
    }
    return std::max(frames, 1);
}

struct Close {
    void operator()(GifFileType* gif) const {
        int ignored = 0;
        DGifCloseFile(gif, &ignored);
    }
};

class GifDecoder final : public OtherDecoder {
public:
    explicit GifDecoder(std::span<const std::byte> file) : source_{.file = file} {
        int problem = 0;
        gif_.reset(DGifOpen(&source_, read_source, &problem));
        if (!gif_) {
            damaged(problem);
        }
        find_frame();
        frame_ = gif_->Image;
        width = gif_->SWidth > 0 ? gif_->SWidth : frame_.Width;
        height = gif_->SHeight > 0 ? gif_->SHeight : frame_.Height;
        const bool covers = frame_.Left <= 0 && frame_.Top <= 0 && frame_.Width >= width && frame_.Height >= height;
        channels = transparent_ >= 0 || !covers ? 4 : 3;
        pages = count_frames(file);
    }

    void read(Image& picture) override {
        const ColorMapObject* colours = frame_.ColorMap != nullptr ? frame_.ColorMap : gif_->SColorMap;
        if (colours == nullptr || frame_.Width < 1 || frame_.Height < 1) {
            refuse("is damaged: it has no colours");
        }
        std::vector<GifPixelType> line(static_cast<std::size_t>(frame_.Width));
        const auto put_line = [&](int row) {
            if (DGifGetLine(gif_.get(), line.data(), frame_.Width) != GIF_OK) {
                damaged(gif_->Error);
            }
            put(picture, *colours, line, row);
        };
        if (!frame_.Interlace) {
            for (int row = 0; row < frame_.Height; ++row) {
                put_line(row);
            }
            return;
        }
        // GIF89a, appendix E: first row and distance of the four passes.
        constexpr std::array<std::array<int, 2>, 4> kPasses = {{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
        for (const auto& [first, distance] : kPasses) {
            for (int row = first; row < frame_.Height; row += distance) {
                put_line(row);
            }
        }
    }

private:
    [[noreturn]] static void damaged(int problem) {
        const char* reason = GifErrorString(problem);
        refuse(fmt::format("is damaged: {}", reason != nullptr ? reason : "it cannot be decoded"));
    }

    /// Reads up to the descriptor of the first frame: comments, and whether a colour is transparent.
    void find_frame() {
        for (;;) {
            GifRecordType record = UNDEFINED_RECORD_TYPE;
            if (DGifGetRecordType(gif_.get(), &record) != GIF_OK) {
                damaged(gif_->Error);
            }
            if (record == IMAGE_DESC_RECORD_TYPE) {
                if (DGifGetImageDesc(gif_.get()) != GIF_OK) {
                    damaged(gif_->Error);
                }
                return;
            }
            if (record != EXTENSION_RECORD_TYPE) {
                refuse("is damaged: it has no frame");
            }
            read_extension();
        }
    }

    void read_extension() {
        int code = 0;
        GifByteType* block = nullptr;
        bool is_good = DGifGetExtension(gif_.get(), &code, &block) == GIF_OK;
        while (is_good && block != nullptr) {
            const std::size_t size = block[0];
            GraphicsControlBlock control{};
            if (code == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(size, block + 1, &control) == GIF_OK) {
                transparent_ = control.TransparentColor;
            } else if (code == COMMENT_EXT_FUNC_CODE && comment.size() < kLongestComment) {
                comment.append(reinterpret_cast<const char*>(block + 1), size);
            }
            is_good = DGifGetExtensionNext(gif_.get(), &block) == GIF_OK;
        }
        if (!is_good) {
            damaged(gif_->Error);
        }
    }

    void put(Image& picture, const ColorMapObject& colours, const std::vector<GifPixelType>& line, int row) const {
        const int y = frame_.Top + row;
        if (y < 0 || y >= height) {
            return;
        }
        for (int i = 0; i < frame_.Width; ++i) {
            const int x = frame_.Left + i;
            const int index = line[static_cast<std::size_t>(i)];
            if (x < 0 || x >= width || index >= colours.ColorCount || index == transparent_) {
                continue;
            }
            std::byte* pixel = picture.row(y) + static_cast<std::ptrdiff_t>(x) * channels;
            const GifColorType& colour = colours.Colors[index];
            pixel[0] = static_cast<std::byte>(colour.Red);
            pixel[1] = static_cast<std::byte>(colour.Green);
            pixel[2] = static_cast<std::byte>(colour.Blue);
            if (channels == 4) {
                pixel[3] = std::byte{255};
            }
        }
    }

    Source source_;
    std::unique_ptr<GifFileType, Close> gif_;
    GifImageDesc frame_{};
    int transparent_ = NO_TRANSPARENT_COLOR;
};

}  // namespace

std::unique_ptr<OtherDecoder> open_gif(std::span<const std::byte> file) {
    return std::make_unique<GifDecoder>(file);
}

}  // namespace burnish::codec

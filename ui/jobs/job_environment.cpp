// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/job_environment.h"

#include "core/api/engine_loader.h"
#include "core/common/app_paths.h"
#include "core/common/file_bytes.h"

#include <utility>

namespace burnish::ui {

namespace {

class HelperProcessCodec final : public PictureCodec {
public:
    HelperProcessCodec() : m_client(codec_program_path()) {}
    DecodedImage decode(const std::filesystem::path& path, std::stop_token stop) override {
        return m_client.decode(path, std::move(stop));
    }
    std::vector<std::byte> encode(const Image& image, const EncodeOptions& options) override {
        return m_client.encode(image, options);
    }
    std::vector<std::byte> withoutPrivate(const std::filesystem::path& path) override {
        return m_client.without_private(path);
    }
    std::shared_ptr<const Image> toWorking(std::shared_ptr<const Image> image, std::stop_token stop) override {
        return m_client.to_working(image, std::move(stop));
    }
    std::shared_ptr<const Image> fromWorking(std::shared_ptr<const Image> result, const Image& like, bool allowColour,
                                             std::stop_token stop) override {
        return m_client.from_working(*result, like, std::move(stop), allowColour);
    }

private:
    CodecClient m_client;
};

}  // namespace

std::vector<std::byte> PictureCodec::withoutPrivate(const std::filesystem::path& path) {
    FileBytes file(path);
    const auto bytes = file.range(0, file.size());
    return {bytes.begin(), bytes.end()};
}

std::shared_ptr<const Image> PictureCodec::toWorking(std::shared_ptr<const Image> image, std::stop_token /*stop*/) {
    return image;
}

std::shared_ptr<const Image> PictureCodec::fromWorking(std::shared_ptr<const Image> result, const Image& /*like*/,
                                                       bool /*allowColour*/, std::stop_token /*stop*/) {
    return result;
}

JobEnvironment JobEnvironment::ofThisProgram() {
    return {.openEngine = [] { return open_engine(engine_library_path()); },
            .openCodec = [] { return std::make_unique<HelperProcessCodec>(); },
            .sessionRoot = session_root()};
}

}  // namespace burnish::ui

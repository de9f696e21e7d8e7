// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_codec.h"

#include "core/common/error.h"
#include "core/metadata/png_text.h"
#include "ui/common/image_conversion.h"
#include "ui/common/path_text.h"

#include <QBuffer>
#include <QFile>

#include <chrono>
#include <thread>

namespace burnish::test {

namespace {

class FakeCodec final : public ui::PictureCodec {
public:
    explicit FakeCodec(std::shared_ptr<const FakeCodecScript> script) : m_script(std::move(script)) {}

    DecodedImage decode(const std::filesystem::path& path, std::stop_token stop) override {
        for (int waited = 0; m_script && waited < m_script->decodeDelayMs; ++waited) {
            if (stop.stop_requested())
                throw Cancelled();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        QFile file(ui::toQString(path));
        if (!file.open(QIODevice::ReadOnly))
            throw Error({.code = ErrorCode::ImageNotFound, .path = path, .found = "no such file"});
        const QByteArray bytes = file.readAll();
        const QImage picture = QImage::fromData(bytes);
        if (picture.isNull())
            throw Error({.code = ErrorCode::ImageUnreadable, .path = path, .found = "no picture"});
        DecodedImage decoded;
        decoded.image = ui::fromQImage(picture);
        decoded.format = "png";
        auto texts = read_png_texts(std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
        if (const auto found = texts.find("burnish"); found != texts.end())
            decoded.texts.recipe = found->second;
        if (const auto found = texts.find("parameters"); found != texts.end())
            decoded.texts.parameters = found->second;
        return decoded;
    }

    std::vector<std::byte> encode(const Image& image, const EncodeOptions& options) override {
        if (m_script && m_script->failWrites)
            throw Error({.code = ErrorCode::WriteFailed, .found = "a scripted full disk"});
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        ui::toQImage(std::make_shared<Image>(image)).save(&buffer, "PNG");
        const QByteArray& png = buffer.data();
        std::map<std::string, std::string> texts;
        if (options.texts.recipe)
            texts["burnish"] = *options.texts.recipe;
        if (options.texts.parameters)
            texts["parameters"] = *options.texts.parameters;
        return with_png_texts(std::as_bytes(std::span(png.constData(), std::size_t(png.size()))), texts);
    }

private:
    std::shared_ptr<const FakeCodecScript> m_script;
};

}  // namespace

std::function<std::unique_ptr<ui::PictureCodec>()> fakeCodecFactory(std::shared_ptr<const FakeCodecScript> script) {
    return [script = std::move(script)] { return std::make_unique<FakeCodec>(script); };
}

}  // namespace burnish::test

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli_fixture.h"

#include "core/common/app_paths.h"
#include "core/weights/safetensors_reader.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcessEnvironment>
#include <QtEndian>

#include <filesystem>
#include <stdexcept>
#include <zlib.h>

namespace burnish::test {
namespace {

constexpr int kLongestRun = 110'000;

std::filesystem::path fs_path(const QString& path) {
    return path.toStdString();
}

QByteArray big_endian(quint32 value) {
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray png_chunk(const QByteArray& type_and_content) {
    const auto* begin = reinterpret_cast<const Bytef*>(type_and_content.constData());
    const auto sum = crc32(0, begin, static_cast<uInt>(type_and_content.size()));
    return big_endian(static_cast<quint32>(type_and_content.size() - 4)) + type_and_content +
           big_endian(static_cast<quint32>(sum));
}

void fill(Image& image) {
    const int maximum = image.type() == PixelType::U16 ? 65535 : 255;
    for (int y = 0; y < image.height(); ++y) {
        for (int i = 0; i < image.width() * image.channels(); ++i) {
            const int value = (y * 37 + i * 11 + (y * i) % 29) * maximum / 255 % (maximum + 1);
            if (image.type() == PixelType::U16)
                reinterpret_cast<std::uint16_t*>(image.row(y))[i] = static_cast<std::uint16_t>(value);
            else
                image.row(y)[i] = static_cast<std::byte>(value);
        }
    }
}

}  // namespace

QList<QJsonObject> CliRun::objects() const {
    QList<QJsonObject> found;
    for (const QByteArray& line : out.split('\n')) {
        if (!line.isEmpty())
            found.append(QJsonDocument::fromJson(line).object());
    }
    return found;
}

QStringList CliRun::errors() const {
    return QString::fromUtf8(err).split(QLatin1Char('\n')).filter(QStringLiteral("burnish-cli: "));
}

CliFixture::CliFixture() {
    if (!folder_.isValid())
        throw std::runtime_error("no temporary folder");
}

QString CliFixture::pocket() const {
    return QStringLiteral(BURNISH_RESOURCES "/models/pocket");
}

std::unique_ptr<QProcess> CliFixture::start(const QStringList& arguments) const {
    auto process = std::make_unique<QProcess>();
    process->setWorkingDirectory(folder_.path());
    process->start(qEnvironmentVariable("BURNISH_CLI"), arguments);
    if (!process->waitForStarted())
        throw std::runtime_error("burnish-cli does not start");
    return process;
}

CliRun CliFixture::run(const QStringList& arguments) const {
    const auto process = start(arguments);
    if (!process->waitForFinished(kLongestRun))
        throw std::runtime_error("burnish-cli does not end");
    return {.status = process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1,
            .out = process->readAllStandardOutput(),
            .err = process->readAllStandardError()};
}

QString CliFixture::picture(const QString& name, int width, int height, int channels, PixelType type) const {
    Image image(width, height, channels, type);
    fill(image);
    CodecClient codec(codec_program_path());
    save_image(codec, image, fs_path(path(name)), {.format = image_format_for(fs_path(name))});
    return path(name);
}

QString CliFixture::claimedPng(const QString& name, unsigned width, unsigned height) const {
    const QByteArray header = "IHDR" + big_endian(width) + big_endian(height) + QByteArray::fromHex("0802000000");
    return file(name,
                QByteArray::fromHex("89504e470d0a1a0a") + png_chunk(header) + png_chunk("IDAT") + png_chunk("IEND"));
}

QString CliFixture::file(const QString& name, const QByteArray& bytes) const {
    QFile target(path(name));
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size())
        throw std::runtime_error("a test file cannot be written");
    return path(name);
}

QString CliFixture::weights(const QString& name,
                            const std::vector<std::pair<std::string, std::vector<std::uint64_t>>>& tensors) const {
    std::uint64_t largest = 0;
    std::vector<TensorToWrite> entries;
    for (const auto& [key, shape] : tensors) {
        std::uint64_t count = 1;
        for (const std::uint64_t side : shape)
            count *= side;
        largest = std::max(largest, 2 * count);
        entries.push_back({.name = key, .dtype = TensorDtype::F16, .shape = shape});
    }
    const std::vector<std::byte> zeros(largest);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        std::uint64_t count = 1;
        for (const std::uint64_t side : tensors[i].second)
            count *= side;
        entries[i].bytes = std::span(zeros).first(2 * count);
    }
    write_safetensors(fs_path(path(name)), entries);
    return path(name);
}

QString CliFixture::copyOfPocket(const QString& name) const {
    std::filesystem::copy(fs_path(pocket()), fs_path(path(name)), std::filesystem::copy_options::recursive);
    return path(name);
}

DecodedImage CliFixture::decode(const QString& path) const {
    CodecClient codec(codec_program_path());
    return codec.decode(fs_path(path));
}

QByteArray CliFixture::bytesOf(const QString& path) {
    QFile source(path);
    if (!source.open(QIODevice::ReadOnly))
        throw std::runtime_error("a test file cannot be read");
    return source.readAll();
}

}  // namespace burnish::test

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/image_conversion.h"

#include <QColorSpace>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace burnish::ui {

namespace {

using SharedImage = std::shared_ptr<const Image>;

/// The layout of Qt that has the very same bytes; Invalid where there is none.
QImage::Format sharedFormat(const Image& image) {
    if (image.row_bytes() % 4 != 0)
        return QImage::Format_Invalid;
    if (image.type() == PixelType::U8) {
        switch (image.channels()) {
        case 1:
            return QImage::Format_Grayscale8;
        case 3:
            return QImage::Format_RGB888;
        case 4:
            return QImage::Format_RGBA8888;
        default:
            return QImage::Format_Invalid;
        }
    }
    if (image.type() == PixelType::U16 && image.channels() == 1)
        return QImage::Format_Grayscale16;
    if (image.type() == PixelType::U16 && image.channels() == 4)
        return QImage::Format_RGBA64;
    return QImage::Format_Invalid;
}

QImage wrap(const SharedImage& image, QImage::Format format) {
    auto* keepAlive = new SharedImage(image);
    const auto release = [](void* pointer) { delete static_cast<SharedImage*>(pointer); };
    // The const constructor: a writer gets a copy of its own.
    QImage wrapped(reinterpret_cast<const uchar*>(image->row(0)), image->width(), image->height(),
                   static_cast<qsizetype>(image->row_bytes()), format, release, keepAlive);
    if (wrapped.isNull())
        delete keepAlive;
    return wrapped;
}

QImage copyRows(const Image& image, QImage::Format format) {
    QImage copy(image.width(), image.height(), format);
    for (int y = 0; y < image.height() && !copy.isNull(); ++y)
        std::memcpy(copy.scanLine(y), image.row(y), image.row_bytes());
    return copy;
}

quint16 toSixteenBits(float value) {
    // Also sends NaN to 0.
    return value > 0.0f ? static_cast<quint16>(std::lround(std::min(value, 1.0f) * 65535.0f)) : quint16(0);
}

template <typename Sample>
Sample sampleAt(const Image& image, int y, std::size_t index) {
    Sample sample;
    std::memcpy(&sample, image.row(y) + index * sizeof(Sample), sizeof(Sample));
    return sample;
}

/// Spreads 1 to 4 channels over red, green, blue, alpha of `Target` samples.
template <typename Sample, typename Target, typename Convert>
QImage spread(const Image& image, QImage::Format format, Target opaque, Convert convert) {
    QImage copy(image.width(), image.height(), format);
    const auto channels = static_cast<std::size_t>(image.channels());
    const bool grey = channels <= 2;
    for (int y = 0; y < image.height() && !copy.isNull(); ++y) {
        auto* target = reinterpret_cast<Target*>(copy.scanLine(y));
        for (std::size_t x = 0; x < static_cast<std::size_t>(image.width()); ++x, target += 4) {
            const std::size_t first = x * channels;
            for (std::size_t c = 0; c < 3; ++c)
                target[c] = convert(sampleAt<Sample>(image, y, first + (grey ? 0 : c)));
            target[3] = image.has_alpha() ? convert(sampleAt<Sample>(image, y, first + channels - 1)) : opaque;
        }
    }
    return copy;
}

QImage convertSamples(const SharedImage& image) {
    const auto identity = [](auto value) { return value; };
    switch (image->type()) {
    case PixelType::U8:
        if (image->channels() == 1)
            return copyRows(*image, QImage::Format_Grayscale8);
        if (image->channels() == 3)
            return copyRows(*image, QImage::Format_RGB888);
        return spread<quint8, quint8>(*image, QImage::Format_RGBA8888, quint8(255), identity);
    case PixelType::U16:
        if (image->channels() == 1)
            return copyRows(*image, QImage::Format_Grayscale16);
        return spread<quint16, quint16>(*image, image->has_alpha() ? QImage::Format_RGBA64 : QImage::Format_RGBX64,
                                        quint16(65535), identity);
    case PixelType::F32:
        return spread<float, quint16>(*image, image->has_alpha() ? QImage::Format_RGBA64 : QImage::Format_RGBX64,
                                      quint16(65535), toSixteenBits);
    }
    return {};
}

QColorSpace colorSpaceOf(const Image& image) {
    if (image.icc_profile.empty())
        return QColorSpace(QColorSpace::SRgb);
    return QColorSpace::fromIccProfile(QByteArray(reinterpret_cast<const char*>(image.icc_profile.data()),
                                                  static_cast<qsizetype>(image.icc_profile.size())));
}

}  // namespace

QImage toQImage(const SharedImage& image) {
    if (!image || image->empty())
        return {};
    const QImage::Format shared = sharedFormat(*image);
    QImage picture = shared != QImage::Format_Invalid ? wrap(image, shared) : convertSamples(image);
    const QColorSpace space = colorSpaceOf(*image);
    // Attaching a space detaches the memory in no version of Qt 6, but an invalid one is not worth attaching.
    if (space.isValid())
        picture.setColorSpace(space);
    return picture;
}

QImage toDisplayImage(const SharedImage& image) {
    if (!image || image->empty())
        return {};
    const bool alpha = image->has_alpha();
    const QImage::Format straight = alpha ? QImage::Format_ARGB32 : QImage::Format_RGB32;
    const QColorSpace space = colorSpaceOf(*image);
    const QColorSpace srgb(QColorSpace::SRgb);
    QImage picture = toQImage(image);
    if (space.isValid() && space != srgb) {
        // Sixteen bits are converted before they are rounded; grey is spread first, because it has no space in Qt 6.4.
        const bool deep = image->type() != PixelType::U8;
        picture = picture.convertToFormat(deep ? QImage::Format_RGBA64 : straight);
        picture.setColorSpace(space);
        picture.convertToColorSpace(srgb);
    }
    picture = picture.convertToFormat(straight);
    picture.setColorSpace(srgb);
    return alpha ? picture.convertToFormat(QImage::Format_ARGB32_Premultiplied) : picture;
}

QImage toThumbnail(const QImage& display, int edge) {
    if (display.isNull() || (display.width() <= edge && display.height() <= edge))
        return display;
    return display.scaled(edge, edge, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

SharedImage fromQImage(const QImage& picture) {
    if (picture.isNull())
        return nullptr;
    const bool deep = picture.depth() > 32 || picture.format() == QImage::Format_Grayscale16 ||
                      picture.format() == QImage::Format_RGB30 || picture.format() == QImage::Format_BGR30;
    const bool alpha = picture.hasAlphaChannel();
    const QImage straight = picture.convertToFormat(deep    ? (alpha ? QImage::Format_RGBA64 : QImage::Format_RGBX64)
                                                    : alpha ? QImage::Format_RGBA8888
                                                            : QImage::Format_RGB888);
    auto image = std::make_shared<Image>(straight.width(), straight.height(), alpha ? 4 : 3,
                                         deep ? PixelType::U16 : PixelType::U8);
    for (int y = 0; y < straight.height(); ++y) {
        const uchar* from = straight.constScanLine(y);
        if (alpha || !deep) {
            std::memcpy(image->row(y), from, image->row_bytes());
            continue;
        }
        for (int x = 0; x < straight.width(); ++x)  // the fourth sample of RGBX is padding
            std::memcpy(image->row(y) + std::size_t(x) * 6, from + std::size_t(x) * 8, 6);
    }
    const QColorSpace space = picture.colorSpace();
    if (space.isValid() && space != QColorSpace(QColorSpace::SRgb)) {
        const QByteArray profile = space.iccProfile();
        const auto* bytes = reinterpret_cast<const std::byte*>(profile.constData());
        image->icc_profile.assign(bytes, bytes + profile.size());
    }
    return image;
}

}  // namespace burnish::ui

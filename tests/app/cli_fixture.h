// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/codec/codec_client.h"
#include "core/image/image.h"

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace burnish::test {

/// What one run of burnish-cli left behind.
struct CliRun {
    int status = -1;
    QByteArray out;
    QByteArray err;

    /// The JSON objects on standard output, one a line.
    QList<QJsonObject> objects() const;
    /// The lines on standard error that are errors.
    QStringList errors() const;
};

/// Runs the real program ($BURNISH_CLI) in a folder of its own, and makes what it reads.
class CliFixture final {
public:
    CliFixture();

    QString path(const QString& name) const { return folder_.filePath(name); }
    QString pocket() const;
    CliRun run(const QStringList& arguments) const;
    /// Started and not waited for; standard error is readable.
    std::unique_ptr<QProcess> start(const QStringList& arguments) const;

    /// A smooth picture with noise; written in the format of the name's extension. Returns its path.
    QString picture(const QString& name, int width, int height, int channels = 3, PixelType type = PixelType::U8) const;
    /// A PNG whose header claims a size and whose data is missing.
    QString claimedPng(const QString& name, unsigned width, unsigned height) const;
    QString file(const QString& name, const QByteArray& bytes) const;
    /// A safetensors file with these tensors of zeros, fp16.
    QString weights(const QString& name,
                    const std::vector<std::pair<std::string, std::vector<std::uint64_t>>>& tensors) const;
    /// A copy of the pocket model; true folders, so that parts can be taken out.
    QString copyOfPocket(const QString& name) const;

    DecodedImage decode(const QString& path) const;
    static QByteArray bytesOf(const QString& path);

private:
    QTemporaryDir folder_;
};

}  // namespace burnish::test

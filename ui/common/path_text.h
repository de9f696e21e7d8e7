// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QString>

#include <filesystem>

namespace burnish::ui {

/// A path as the user reads it; bytes that are not UTF-8 become replacement characters, so never go back from it
/// where the path itself is at hand.
inline QString toQString(const std::filesystem::path& path) {
    return QFile::decodeName(QByteArray::fromStdString(path.native()));
}

/// The path that a Qt name means on this system.
inline std::filesystem::path toPath(const QString& name) {
    return QFile::encodeName(name).toStdString();
}

}  // namespace burnish::ui

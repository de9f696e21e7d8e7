// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_result.h"
#include "core/image/image.h"
#include "core/metadata/picture_metadata.h"
#include "core/metadata/recipe.h"

#include <QImage>
#include <QMetaType>
#include <QString>

#include <filesystem>
#include <memory>
#include <vector>

namespace burnish::ui {

inline constexpr int kThumbnailEdge = 160;  ///< pixels; twice what the history shows at 1x

/// One node of the history: the source or a result. Never changes once it is in the document.
struct Picture {
    quint64 id = 0;        ///< never 0 in a document; the source is `kSourceId`
    quint64 parentId = 0;  ///< the picture it was made from; 0: it is the source
    std::shared_ptr<const Image> image;
    QImage display;           ///< 8-bit sRGB for painting (`toDisplayImage`)
    QImage thumbnail;         ///< fits `kThumbnailEdge`
    Recipe recipe;            ///< empty for the source
    RefineSettings settings;  ///< as carried out; defaults for the source
    ResolvedCompute compute;  ///< what `auto` became
    QString name;             ///< the source's file name, or "Result 3"
    int number = 0;           ///< 0 for the source, then 1, 2, ... in the order of finishing
    double seconds = 0;       ///< the whole job; 0 for the source
    int stepsRun = 0;

    bool isSource() const { return parentId == 0; }
};

inline constexpr quint64 kSourceId = 1;

/// Where a picture may change: white, in a picture of its size.
struct MaskChoice {
    QString name;  ///< of the file
    std::shared_ptr<const Image> image;
    std::string sha256;  ///< of the pixels
    QImage overlay;      ///< what may not change, to be laid over the picture: black, half transparent
};

/// A picture that was read from a file or the clipboard, ready to become the source. Made off the GUI thread.
struct DecodedSource {
    std::filesystem::path path;  ///< empty for the clipboard
    QString name;                ///< file name, or "Pasted picture"
    std::shared_ptr<const Image> image;
    QImage display;
    QImage thumbnail;
    int bits = 8;              ///< per sample in the file
    PictureTexts texts;        ///< found in the file; a recipe can be offered
    PictureMetadata metadata;  ///< found in the file; results keep it
    SourceIdentity identity;
};

/// A file on disk, and what it was when it was read.
struct FileVersion {
    std::filesystem::path path;  ///< empty: none
    std::string sha256;
};

/// A session of a program that ended early, decoded: the source and its results, parents before children.
struct RecoveredDocument {
    std::filesystem::path folder;  ///< to be adopted by the job runner
    DecodedSource source;
    std::vector<Picture> results;
    std::vector<quint64> saved;  ///< ids of results that were saved before
};

}  // namespace burnish::ui

Q_DECLARE_METATYPE(burnish::ui::DecodedSource)
Q_DECLARE_METATYPE(burnish::ui::RecoveredDocument)

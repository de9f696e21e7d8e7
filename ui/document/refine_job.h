// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"
#include "core/api/refine_result.h"
#include "core/common/error.h"
#include "core/common/progress.h"
#include "core/metadata/picture_metadata.h"
#include "core/metadata/recipe.h"

#include <QImage>
#include <QMetaType>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace burnish::ui {

/// The picture that a session starts from; shared by all of its jobs.
struct SessionSource {
    std::filesystem::path path;  ///< empty for the clipboard
    std::string name;
    SourceIdentity identity;
    std::shared_ptr<const Image> image;
    PictureMetadata metadata;
};

/// One refinement as the GUI hands it to the worker. Values only.
struct RefineJob {
    quint64 documentId = 0;  ///< results for another document than the shown one are kept on disk, not shown
    quint64 resultId = 0;    ///< reserved id of the picture to come
    quint64 parentId = 0;
    RefineRequest request;
    SourceIdentity input;  ///< identity of the picture that is refined (the source's, or the parent result's pixels)
    std::string modelName;
    std::optional<Recipe> before;  ///< recipe of the picture that is refined, if it has one
    std::shared_ptr<const SessionSource> source;
};

/// A finished refinement, made ready for painting on the worker thread. Already in the session folder, unless
/// `sessionProblem` says why not.
struct RefineOutcome {
    quint64 documentId = 0;
    quint64 resultId = 0;
    quint64 parentId = 0;
    RefineResult result;
    Recipe recipe;
    QImage display;
    QImage thumbnail;
    double seconds = 0;  ///< from start to the result, wall clock
    std::optional<Error::Parts> sessionProblem;
};

/// A refinement that failed. The engine is ready for the next one.
struct JobError {
    quint64 documentId = 0;
    quint64 resultId = 0;  ///< of the job; 0 where the engine could not be opened ahead of any job
    quint64 parentId = 0;
    Error::Parts parts;
};

}  // namespace burnish::ui

Q_DECLARE_METATYPE(burnish::ui::RefineJob)
Q_DECLARE_METATYPE(burnish::ui::RefineOutcome)
Q_DECLARE_METATYPE(burnish::ui::JobError)
Q_DECLARE_METATYPE(burnish::Progress)
Q_DECLARE_METATYPE(burnish::Error::Parts)

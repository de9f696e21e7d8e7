// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/model_text.h"

#include "core/common/app_paths.h"

#include <QCoreApplication>

namespace burnish::ui {

QString modelNote(const std::optional<CheckpointInfo>& model) {
    if (!model) {
        return {};
    }
    if (model->path == pocket_model_path()) {
        return QCoreApplication::translate(
            "burnish::ui::ModelNote",
            "The pocket refiner is for trying out, for small pictures and for machines without a GPU. For finished "
            "work "
            "download the SDXL refiner 1.0 (about 6 GB) and choose its folder with Models → Choose a model folder…");
    }
    return QString::fromStdString(model->note);
}

}  // namespace burnish::ui

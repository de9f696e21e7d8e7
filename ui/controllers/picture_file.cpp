// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/picture_file.h"

#include "core/api/step_count.h"
#include "ui/common/path_text.h"
#include "ui/controllers/file_controller.h"
#include "ui/document/refine_document.h"

#include <QFileInfo>

namespace burnish::ui {

QString suggestedFileName(const RefineDocument& document, const Picture& picture) {
    const DecodedSource* source = document.decodedSource();
    const QString base = source != nullptr ? QFileInfo(source->name).completeBaseName() : FileController::tr("picture");
    // The same kind of file as the source's, where that kind is written.
    QString suffix = source != nullptr ? QFileInfo(source->name).suffix().toLower() : QString();
    try {
        (void)image_format_for(toPath(QStringLiteral("a.") + suffix));
    } catch (const Error&) {
        suffix = QStringLiteral("png");
    }
    return QStringLiteral("%1-refined-%2.%3").arg(base).arg(picture.number).arg(suffix);
}

PictureTexts textsOf(const Picture& picture) {
    PictureTexts texts;
    if (!picture.isSource()) {
        texts.parameters = picture.recipe.to_parameters();
        texts.recipe = picture.recipe.to_json();
    }
    return texts;
}

Watermark watermarkOf(const Picture& picture) {
    return !picture.isSource() && picture.settings.strength > 0 ? picture.settings.watermark : Watermark::None;
}

bool isGenerated(const RefineDocument& document, const Picture& picture) {
    for (const Picture* made = &picture; made != nullptr && !made->isSource();
         made = document.picture(made->parentId)) {
        if (steps_that_run(made->settings) > 0) {
            return true;
        }
    }
    return false;
}

QString pictureFilter() {
    return FileController::tr("Pictures (%1)")
        .arg(QStringLiteral("*.png *.jpg *.jpeg *.webp *.tif *.tiff *.exr *.jxl *.jp2 *.j2k *.bmp *.tga *.gif *.psd "
                            "*.hdr *.ppm *.pgm *.pnm"));
}

}  // namespace burnish::ui

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/mask_controller.h"

#include "ui/canvas/canvas_area.h"
#include "ui/canvas/compare_view.h"
#include "ui/common/path_text.h"
#include "ui/controllers/picture_file.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/picture_io.h"
#include "ui/panels/mask_section.h"
#include "ui/settings/settings.h"
#include "ui/widgets/error_bar.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QWidget>

namespace burnish::ui {
namespace {

const QString kTopic = QStringLiteral("mask");

}  // namespace

MaskController::MaskController(Parts parts, QWidget* window) : QObject(window), m_parts(parts), m_window(window) {
    connect(&parts.section, &MaskSection::fileWanted, this, &MaskController::chooseByDialog);
    connect(&parts.section, &MaskSection::overlayWanted, this, &MaskController::showOverlay);
    connect(&parts.document, &RefineDocument::maskChanged, this, &MaskController::showOverlay);
    connect(&parts.io, &PictureIo::maskOpened, this, [this](const std::shared_ptr<const MaskChoice>& mask) {
        const DecodedSource* source = m_parts.document.decodedSource();
        const bool fits = source != nullptr && source->image->width() == mask->image->width() &&
                          source->image->height() == mask->image->height();
        if (fits) {  // else another picture was opened meanwhile
            m_parts.bar.closeTopic(kTopic);
            m_parts.document.setMask(mask);
        }
    });
    connect(&parts.io, &PictureIo::maskFailed, this, [this](const Error::Parts& problem) {
        m_parts.bar.show(errorNotice(problem, {{tr("Choose another…"), [this] { chooseByDialog(); }}}, kTopic));
    });
}

void MaskController::chooseByDialog() {
    if (!m_parts.document.hasSource()) {
        return;
    }
    auto* dialog = new QFileDialog(m_window, tr("Open a mask"), m_parts.settings.lastOpenFolder(), pictureFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MaskController::open);
    dialog->open();
}

void MaskController::open(const QString& file) {
    if (const DecodedSource* source = m_parts.document.decodedSource(); source != nullptr) {
        m_parts.io.openMask(toPath(file), QSize(source->image->width(), source->image->height()));
    }
}

void MaskController::showOverlay() {
    const MaskChoice* mask = m_parts.document.mask();
    const bool shown = mask != nullptr && m_parts.section.shown()->isChecked();
    m_parts.canvas.view()->setOverlay(shown ? mask->overlay : QImage());
}

}  // namespace burnish::ui

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/generate_controller.h"

#include "ui/common/error_text.h"
#include "ui/common/path_text.h"
#include "ui/controllers/file_controller.h"
#include "ui/controllers/model_controller.h"
#include "ui/dialogs/new_from_text_dialog.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/picture_io.h"
#include "ui/widgets/error_bar.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>
#include <QWidget>

namespace burnish::ui {
namespace {

const QString kTopic = QStringLiteral("generate");

/// A name in the folder that nothing has yet.
QString freeName(const QString& folder, std::uint64_t seed) {
    const QDir target(folder);
    QString name = QStringLiteral("from-text-%1.png").arg(seed);
    for (int count = 2; target.exists(name); ++count) {
        name = QStringLiteral("from-text-%1-%2.png").arg(seed).arg(count);
    }
    return target.filePath(name);
}

}  // namespace

GenerateController::GenerateController(Parts parts, QWidget* window)
    : QObject(window), m_parts(parts), m_window(window) {
    connect(&parts.runner, &JobRunner::finished, this, &GenerateController::onFinished);
    connect(&parts.io, &PictureIo::saved, this, &GenerateController::onSaved);
    connect(&parts.io, &PictureIo::saveFailed, this, &GenerateController::onSaveFailed);
}

QString GenerateController::folder() {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::PicturesLocation)).filePath(QStringLiteral("Burnish"));
}

void GenerateController::ask() {
    if (m_dialog != nullptr) {
        return m_dialog->raise();
    }
    m_dialog = new NewFromTextDialog(m_parts.document.settings(), m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    QVector<CheckpointInfo> models = m_parts.models.known();
    if (m_parts.models.model()) {
        models.prepend(*m_parts.models.model());
    }
    m_dialog->setModels(models);
    connect(m_dialog, &NewFromTextDialog::modelFolderWanted, this, [this] { chooseModel(false); });
    connect(m_dialog, &NewFromTextDialog::modelFileWanted, this, [this] { chooseModel(true); });
    connect(m_dialog, &QDialog::accepted, this, [this] { make(m_dialog->settings(), m_dialog->modelName()); });
    connect(m_dialog, &QObject::destroyed, this, [this] { m_dialog = nullptr; });
    m_dialog->open();
}

void GenerateController::chooseModel(bool asFile) {
    auto* chooser = new QFileDialog(m_dialog, asFile ? tr("Choose a model file") : tr("Choose a model folder"), {},
                                    tr("Checkpoints (%1)").arg(QStringLiteral("*.safetensors")));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(asFile ? QFileDialog::ExistingFile : QFileDialog::Directory);
    chooser->setOption(QFileDialog::ShowDirsOnly, !asFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_parts.models.look(toPath(path), [this](const CheckpointInfo& model) {
            if (m_dialog != nullptr) {
                m_dialog->addModel(model);
            }
        });
    });
    chooser->open();
}

void GenerateController::make(const RefineSettings& settings, const QString& modelName) {
    if (m_parts.runner.isRunning()) {
        return;
    }
    m_parts.bar.closeTopic(kTopic);
    RefineJob job;
    job.request.settings = settings;
    job.request.compute = m_parts.document.compute();
    job.request.preview = m_parts.document.previewWanted();
    job.modelName = modelName.toStdString();
    m_parts.runner.start(job);
}

void GenerateController::onFinished(const RefineOutcome& outcome) {
    if (!outcome.result.settings.generate) {
        return;
    }
    m_outcome = outcome;
    QDir().mkpath(folder());
    save(freeName(folder(), outcome.result.settings.seed));
}

void GenerateController::save(const QString& file) {
    const PictureTexts texts{.parameters = m_outcome.recipe.to_parameters(), .recipe = m_outcome.recipe.to_json()};
    try {
        const EncodeOptions options{.format = image_format_for(toPath(file)),
                                    .quality = 95,
                                    .texts = texts,
                                    .is_generated = true,
                                    .watermark = m_outcome.result.settings.watermark};
        m_parts.io.save(kGeneratedId, m_outcome.result.image, toPath(file), options);
    } catch (const Error& error) {
        onSaveFailed(kGeneratedId, error.parts());
    }
}

void GenerateController::saveElsewhere() {
    auto* chooser = new QFileDialog(m_window, tr("Save the picture"), {}, QStringLiteral("PNG (*.png)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(QStringLiteral("png"));
    connect(chooser, &QFileDialog::fileSelected, this, &GenerateController::save);
    // The picture is in memory only: giving up asks again.
    connect(chooser, &QFileDialog::rejected, this, [this] {
        onSaveFailed(kGeneratedId,
                     {.code = ErrorCode::WriteFailed, .path = {}, .subject = {}, .found = {}, .expected = {}});
    });
    chooser->open();
}

void GenerateController::onSaved(quint64 id, const QString& file) {
    if (id != kGeneratedId) {
        return;
    }
    m_outcome = {};
    m_parts.bar.show({.kind = Notice::Kind::Information,
                      .title = tr("The picture is finished"),
                      .body = tr("It was saved as %1.").arg(QDir::toNativeSeparators(file)),
                      .details = {},
                      .actions = {},
                      .topic = kTopic});
    m_parts.files.open(file);
}

void GenerateController::onSaveFailed(quint64 id, const Error::Parts& parts) {
    if (id != kGeneratedId) {
        return;
    }
    const ErrorText text = describeError(parts);
    m_parts.bar.show({.kind = Notice::Kind::Error,
                      .title = tr("The new picture is not saved yet"),
                      .body = text.title,
                      .details = text.details,
                      .actions = {{tr("Save elsewhere…"), [this] { saveElsewhere(); }}},
                      .topic = kTopic});
}

}  // namespace burnish::ui

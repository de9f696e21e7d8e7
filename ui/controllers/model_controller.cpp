// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/model_controller.h"

#include "core/api/tiling.h"
#include "core/common/app_paths.h"
#include "core/weights/checkpoint.h"
#include "ui/common/path_text.h"
#include "ui/document/refine_document.h"
#include "ui/settings/settings.h"
#include "ui/widgets/error_bar.h"

#include <QFileDialog>
#include <QPointer>

#include <variant>

namespace burnish::ui {
namespace {

const QString kTopic = QStringLiteral("model");

/// Every usable model in the folders where models are looked for. Any thread.
QVector<CheckpointInfo> listModels() {
    QVector<CheckpointInfo> found;
    for (const std::filesystem::path& folder : model_search_path()) {
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
            const bool isFolder = std::filesystem::exists(entry.path() / "model_index.json", ignored);
            if (!isFolder && entry.path().extension() != ".safetensors") {
                continue;
            }
            try {
                const CheckpointInfo info = inspect_checkpoint(entry.path());
                if (info.usable) {
                    found.append(info);
                }
            } catch (const std::exception&) {
                continue;  // told when it is chosen by hand
            }
        }
    }
    return found;
}

std::variant<CheckpointInfo, Error::Parts> inspect(const std::filesystem::path& model) {
    try {
        return inspect_checkpoint(model);
    } catch (const Error& error) {
        return error.parts();
    } catch (const std::exception& error) {
        return Error::Parts{
            .code = ErrorCode::Internal, .path = model, .subject = {}, .found = error.what(), .expected = {}};
    }
}

Error::Parts unusable(const CheckpointInfo& info) {
    return {.code = ErrorCode::ModelUnsupported,
            .path = info.path,
            .subject = {},
            .found = info.unusable_reason,
            .expected = {}};
}

}  // namespace

ModelController::ModelController(RefineDocument& document, Settings& settings, ErrorBar& bar, QObject* parent)
    : QObject(parent), m_document(document), m_settings(settings), m_bar(bar) {}

ModelController::~ModelController() {
    m_pool.clear();
    m_pool.waitForDone();
}

void ModelController::start() {
    std::error_code ignored;
    const std::filesystem::path last = m_settings.lastModel();
    choose(!last.empty() && std::filesystem::exists(last, ignored) ? last : pocket_model_path(), false);
    m_pool.start([this] {
        const Machine machine = probe_machine();
        const QVector<CheckpointInfo> known = listModels();
        QMetaObject::invokeMethod(this, [this, machine, known] {
            m_machine = machine;
            m_machineKnown = true;
            m_known = known;
            Q_EMIT machineKnown();
            Q_EMIT knownChanged();
        });
    });
}

void ModelController::choose(const std::filesystem::path& model, bool byUser) {
    m_pool.start([this, model, byUser, ticket = ++m_ticket] {
        const auto answer = inspect(model);
        QMetaObject::invokeMethod(this, [this, answer, byUser, ticket] {
            if (ticket != m_ticket) {
                return;
            }
            if (const auto* info = std::get_if<CheckpointInfo>(&answer)) {
                return finishChoice(*info, byUser);
            }
            tellUnusable(std::get<Error::Parts>(answer), true);
        });
    });
}

void ModelController::tellUnusable(const Error::Parts& parts, bool offersAnother) {
    QVector<NoticeAction> actions;
    if (offersAnother) {
        actions.append({tr("Choose another…"), [this] { chooseByDialog(nullptr); }});
    }
    m_bar.show(errorNotice(parts, actions, kTopic));
}

void ModelController::look(const std::filesystem::path& model,
                           const std::function<void(const CheckpointInfo&)>& whenUsable) {
    m_pool.start([this, model, whenUsable] {
        const auto answer = inspect(model);
        QMetaObject::invokeMethod(this, [this, answer, whenUsable] {
            const auto* info = std::get_if<CheckpointInfo>(&answer);
            if (info != nullptr && info->usable) {
                return whenUsable(*info);
            }
            tellUnusable(info != nullptr ? unusable(*info) : std::get<Error::Parts>(answer), false);
        });
    });
}

void ModelController::finishChoice(const CheckpointInfo& info, bool byUser) {
    const bool isExtra = info.family == ModelFamily::Lora || info.family == ModelFamily::Vae;
    if (!info.usable && byUser && isExtra) {
        m_bar.closeTopic(kTopic);
        return Q_EMIT extraChosen(info);
    }
    if (!info.usable) {
        return tellUnusable(unusable(info), true);
    }
    m_bar.closeTopic(kTopic);
    m_model = info;
    RefineSettings settings = m_document.settings();
    settings.model = info.path;
    try {
        apply_model_defaults(info.path, settings);
    } catch (const std::exception& error) {
        m_bar.show({.kind = Notice::Kind::Information,
                    .title = tr("The model's recommended settings cannot be read"),
                    .body = tr("The settings stay as they are."),
                    .details = QString::fromUtf8(error.what()),
                    .actions = {},
                    .topic = kTopic});
    }
    if (byUser) {
        m_document.setSettings(settings, SettingField::Model);
        m_settings.setLastModel(info.path);
        m_settings.setLastModelFolder(toQString(info.path.parent_path()));
    } else {
        m_document.setInitialSettings(settings);
    }
    m_document.setModelName(QString::fromStdString(info.name));
    Q_EMIT modelChanged();
}

void ModelController::chooseByDialog(QWidget* parent) {
    auto* dialog = new QFileDialog(parent, tr("Choose a model folder"), m_settings.lastModelFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) { choose(toPath(folder), true); });
    dialog->open();
}

void ModelController::chooseFileByDialog(QWidget* parent) {
    auto* dialog = new QFileDialog(parent, tr("Choose a model file"), m_settings.lastModelFolder(),
                                   tr("Checkpoints (%1)").arg(QStringLiteral("*.safetensors")));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { choose(toPath(file), true); });
    dialog->open();
}

std::optional<ComputePlan> ModelController::plan(int width, int height) const {
    if (!m_model || !m_machineKnown) {
        return std::nullopt;
    }
    try {
        const int tile = tile_side(m_document.settings().tile, m_model->best_size, {.height = height, .width = width});
        return plan_compute(m_document.compute(), *m_model, width, height, m_machine, tile);
    } catch (const std::exception&) {
        return std::nullopt;  // the run itself says what does not fit
    }
}

}  // namespace burnish::ui

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/refine_controller.h"

#include "core/api/step_count.h"
#include "core/api/tiling.h"
#include "ui/common/error_text.h"
#include "ui/common/image_conversion.h"
#include "ui/common/time_text.h"
#include "ui/controllers/model_controller.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/panels/history_model.h"
#include "ui/panels/more_section.h"
#include "ui/panels/refine_panel.h"
#include "ui/panels/status_line.h"
#include "ui/panels/strength_section.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/run_button.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

namespace burnish::ui {
namespace {

const QString kTopic = QStringLiteral("refine");
const QString kTruncatedTopic = QStringLiteral("truncated");
const QString kIgnoredTopic = QStringLiteral("ignored");
constexpr int kSayCancellingAfter = 100;  // ms

}  // namespace

RefineController::RefineController(RefineDocument& document, JobRunner& runner, ModelController& models, Views views,
                                   QObject* parent)
    : QObject(parent), m_document(document), m_runner(runner), m_models(models), m_views(views) {
    connect(&runner, &JobRunner::started, this, &RefineController::onStarted);
    connect(&runner, &JobRunner::progressChanged, this, &RefineController::showProgress);
    connect(&runner, &JobRunner::finished, this, &RefineController::onFinished);
    connect(&runner, &JobRunner::failed, this, &RefineController::onFailed);
    connect(&runner, &JobRunner::cancelled, this, &RefineController::endRun);
    connect(&runner, &JobRunner::cancelling, this,
            [this] { QTimer::singleShot(kSayCancellingAfter, this, &RefineController::updateButton); });
    connect(&runner, &JobRunner::sessionFailed, this, [this](const Error::Parts& parts) {
        const ErrorText text = describeError(parts);
        m_views.bar.show({.kind = Notice::Kind::Error,
                          .title = tr("The result is not kept for a crash"),
                          .body = tr("It is in the window; save it. %1").arg(text.title),
                          .details = text.details,
                          .actions = {},
                          .topic = QStringLiteral("session")});
    });
    m_estimateTimer.setSingleShot(true);
    m_estimateTimer.setInterval(0);
    connect(&m_estimateTimer, &QTimer::timeout, this, &RefineController::updateEstimate);
    const auto soon = [this] { m_estimateTimer.start(); };
    connect(&document, &RefineDocument::settingsChanged, this, soon);
    connect(&document, &RefineDocument::computeChanged, this, soon);
    connect(&document, &RefineDocument::sourceChanged, this, soon);
    connect(&models, &ModelController::modelChanged, this, soon);
    connect(&models, &ModelController::machineKnown, this, soon);
    connect(&document, &RefineDocument::sourceChanged, this, &RefineController::updateButton);
    connect(&models, &ModelController::modelChanged, this, &RefineController::updateButton);
    updateButton();
}

bool RefineController::canRefine() const {
    return m_document.hasSource() && m_models.model().has_value() && !m_runner.isRunning();
}

void RefineController::refine() {
    if (canRefine()) {
        for (const QString& topic : {kTopic, kTruncatedTopic, kIgnoredTopic}) {
            m_views.bar.closeTopic(topic);
        }
        m_runner.start(m_document.makeJob());
    }
}

void RefineController::cancel() {
    m_runner.cancel();
}

quint64 RefineController::runningId() const {
    const bool here = m_runner.isRunning() && m_runner.job().documentId == m_document.documentId();
    return here ? m_runner.job().resultId : 0;
}

quint64 RefineController::runningParent() const {
    return runningId() != 0 ? m_runner.job().parentId : 0;
}

void RefineController::onStarted(const RefineJob& /*job*/) {
    m_progress = {};
    m_preview = {};
    m_since.start();
    showProgress(m_progress);
    updateButton();
}

double RefineController::share() const {
    if (m_progress.seconds_left >= 0) {
        const double past = static_cast<double>(m_since.elapsed()) / 1000.0;
        return past / std::max(0.001, past + m_progress.seconds_left);
    }
    if (m_progress.stage == Stage::Denoise && m_progress.total > 0) {
        const double inside = m_progress.parts > 0 ? static_cast<double>(m_progress.part) / m_progress.parts : 0.0;
        return (m_progress.step + inside) / m_progress.total;
    }
    return 0;
}

QString RefineController::pillText() const {
    if (runningId() == 0) {
        return {};
    }
    if (m_progress.stage == Stage::Denoise && m_progress.total > 0) {
        const QLocale locale;
        return tr("Preview · step %1 of %2").arg(locale.toString(m_progress.step), locale.toString(m_progress.total));
    }
    return stageText(m_progress);
}

void RefineController::showProgress(const Progress& progress) {
    m_progress = progress;
    if (progress.preview != nullptr) {
        m_preview = toDisplayImage(progress.preview);
    }
    QString stage = stageText(progress);
    const QLocale locale;
    QString row = stage;
    if (progress.stage == Stage::Denoise && progress.total > 0) {
        row = tr("step %1 of %2").arg(locale.toString(progress.step), locale.toString(progress.total));
        stage = tr("Denoising, step %1 of %2").arg(locale.toString(progress.step), locale.toString(progress.total));
        if (progress.parts > 1) {
            stage =
                tr("%1, tile %2 of %3").arg(stage, locale.toString(progress.part + 1), locale.toString(progress.parts));
        }
    }
    m_views.history.setRunningText(row);
    m_views.status.setRunning(stage, share(), timeLeft(progress.seconds_left));
    m_views.panel.runButton()->setProgress(share());
    Q_EMIT previewChanged();
}

void RefineController::onFinished(const RefineOutcome& outcome) {
    const std::vector<double>& steps = outcome.result.step_seconds;
    if (!steps.empty()) {
        const double denoising = std::accumulate(steps.begin(), steps.end(), 0.0);
        m_secondsPerStep = denoising / static_cast<double>(steps.size());
        m_secondsAround = std::max(0.0, outcome.seconds - denoising - outcome.result.seconds.load);
        m_timedPixels = qint64(outcome.display.width()) * outcome.display.height();
        m_timedModel = outcome.result.settings.model;
    }
    m_document.addResult(outcome);
    if (outcome.sessionProblem) {
        Q_EMIT m_runner.sessionFailed(*outcome.sessionProblem);
    }
    if (outcome.result.prompt_truncated) {
        m_views.bar.show({.kind = Notice::Kind::Information,
                          .title = tr("The prompt was cut at 75 tokens"),
                          .body = tr("What came after them had no effect on this result."),
                          .details = {},
                          .actions = {},
                          .topic = kTruncatedTopic});
    }
    if (!outcome.result.ignored_prompt_parts.empty()) {
        QStringList parts;
        for (const std::string& part : outcome.result.ignored_prompt_parts) {
            parts.append(QString::fromStdString(part));
        }
        m_views.bar.show({.kind = Notice::Kind::Information,
                          .title = tr("A part of the prompt was left out"),
                          .body = tr("The model was not told: %1").arg(parts.join(QStringLiteral(", "))),
                          .details = {},
                          .actions = {},
                          .topic = kIgnoredTopic});
    }
    endRun();
}

void RefineController::onFailed(const JobError& error) {
    QVector<NoticeAction> actions;
    if (error.resultId != 0) {
        actions.append({tr("Try again"), [this] { refine(); }});
    }
    m_views.bar.show(errorNotice(error.parts, actions, kTopic));
    endRun();
}

void RefineController::endRun() {
    if (m_runner.isRunning()) {
        return;
    }
    m_preview = {};
    m_views.status.setIdle();
    updateButton();
    updateEstimate();
    Q_EMIT previewChanged();
    Q_EMIT memoryMayHaveChanged();
}

void RefineController::updateButton() {
    RunButton* button = m_views.panel.runButton();
    using State = RunButton::State;
    button->setState(!m_runner.isRunning()     ? State::Refine
                     : m_runner.isCancelling() ? State::Cancelling
                                               : State::Cancel);
    button->setEnabled(m_runner.isRunning() ? !m_runner.isCancelling() : canRefine());
    Q_EMIT stateChanged();
}

void RefineController::updateEstimate() {
    const Picture* source = m_document.source();
    const QSize size = source != nullptr ? source->display.size() : QSize(1024, 1024);
    const std::optional<ComputePlan> plan = m_models.plan(size.width(), size.height());
    double seconds = -1;
    if (source != nullptr && m_secondsPerStep >= 0 && m_timedModel == m_document.settings().model) {
        const double pixels = static_cast<double>(size.width()) * size.height();
        const double larger = pixels / std::max<double>(1, static_cast<double>(m_timedPixels));
        seconds = (m_secondsPerStep * steps_that_run(m_document.settings()) + m_secondsAround) * larger;
    }
    // Only the area around the mask is refined, which is not known here.
    const bool isWhole = !(m_document.mask() && m_document.settings().mask_crop);
    const bool isKnown = plan && source != nullptr;
    const int tiles =
        isKnown && isWhole ? tile_count(plan->compute.tile, {.height = size.height(), .width = size.width()}) : 1;
    m_views.panel.strength()->setEstimate(seconds, isKnown ? plan->peak_memory_bytes : 0, tiles);
    if (plan) {
        const QString device = QString::fromStdString(plan->compute.device);
        m_views.panel.more()->setResolved(
            QStringLiteral("%1 %2").arg(device == QLatin1String("cpu") ? QStringLiteral("CPU") : device,
                                        QString::fromStdString(plan->compute.dtype)));
    }
}

}  // namespace burnish::ui

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/checkpoint_info.h"
#include "core/api/machine.h"
#include "core/common/error.h"
#include "ui/common/ready_thread_pool.h"

#include <QObject>
#include <QVector>

#include <filesystem>
#include <functional>
#include <optional>

namespace burnish::ui {

class ErrorBar;
class RefineDocument;
class Settings;

/// Which model is in use: looks for models, inspects the chosen one off the GUI thread, remembers it, and knows what a
/// run will take on this machine. GUI thread.
class ModelController final : public QObject {
    Q_OBJECT
public:
    ModelController(RefineDocument& document, Settings& settings, ErrorBar& bar, QObject* parent = nullptr);
    ~ModelController() override;

    /// Probes the machine, lists the models at hand and opens the last one used, or the one inside.
    void start();
    /// Inspects a folder or a single file; it becomes the model if it can be used, else the bar says why not. `byUser`:
    /// its recommended settings are taken over and it is remembered.
    void choose(const std::filesystem::path& model, bool byUser);
    void chooseByDialog(QWidget* parent);      ///< a diffusers folder
    void chooseFileByDialog(QWidget* parent);  ///< a checkpoint in a single file
    /// Inspects a folder without choosing it; `usable` is called if it can be used, else the bar says why not.
    void look(const std::filesystem::path& model, const std::function<void(const CheckpointInfo&)>& usable);

    const std::optional<CheckpointInfo>& model() const { return m_model; }
    const Machine& machine() const { return m_machine; }
    const QVector<CheckpointInfo>& known() const { return m_known; }
    /// For the settings as they stand and a picture of this size; nothing while the model or the machine is unknown.
    std::optional<ComputePlan> plan(int width, int height) const;

Q_SIGNALS:
    /// A LoRA or an autoencoder was chosen by hand: it goes on the model, not in its place.
    void extraChosen(const burnish::CheckpointInfo& info);
    void modelChanged();
    void knownChanged();
    void machineKnown();

private:
    void tellUnusable(const Error::Parts& parts, bool offersAnother);
    void finishChoice(const CheckpointInfo& info, bool byUser);

    RefineDocument& m_document;
    Settings& m_settings;
    ErrorBar& m_bar;
    std::optional<CheckpointInfo> m_model;
    Machine m_machine;
    bool m_machineKnown = false;
    QVector<CheckpointInfo> m_known;
    quint64 m_ticket = 0;
    ReadyThreadPool m_pool;
};

}  // namespace burnish::ui

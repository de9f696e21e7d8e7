// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/checkpoint_info.h"
#include "core/api/refine_request.h"
#include "ui/common/ready_thread_pool.h"

#include <QWidget>

#include <filesystem>
#include <functional>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QToolButton;

namespace burnish::ui {

class ElidedLabel;
class FoldHeader;
class RefineDocument;
class Settings;

/// What is laid over a model and over the result: another autoencoder, LoRAs with a weight each, the way prompts are
/// read, the invisible watermark. Folded, with what is set beside the fold. Files are looked at on a thread of its own;
/// a file that does not fit is said so in its row, and by the engine when it runs.
class ExtrasSection final : public QWidget {
    Q_OBJECT
public:
    ExtrasSection(RefineDocument& document, Settings& settings, QWidget* parent = nullptr);
    ~ExtrasSection() override;

    FoldHeader* fold() const { return m_fold; }
    QComboBox* watermark() const { return m_watermark; }
    QCheckBox* syntax() const { return m_syntax; }
    ElidedLabel* vae() const { return m_vae; }
    /// The row of a LoRA, in their order.
    QWidget* loraRow(int index) const;
    /// Takes a LoRA or an autoencoder that was dropped on the window, and opens the fold.
    void take(const CheckpointInfo& info);
    void addLora(const std::filesystem::path& file);
    void setVae(const std::filesystem::path& file);

private:
    QWidget* makeVaeRow(QWidget* parent);
    QWidget* makeLoraRow(int index, const LoraChoice& lora);
    void askFor(const QString& title, const std::function<void(const std::filesystem::path&)>& take);
    void edit(const std::function<void(RefineSettings&)>& change, int field);
    void describe(ElidedLabel* label, const std::filesystem::path& file, bool wantsLora);
    void showSettings();
    void showLoras();

    RefineDocument& m_document;
    Settings& m_settings;
    ReadyThreadPool m_pool;
    FoldHeader* m_fold;
    ElidedLabel* m_vae = nullptr;
    QToolButton* m_ownVae = nullptr;
    QBoxLayout* m_loras = nullptr;
    QComboBox* m_watermark = nullptr;
    QCheckBox* m_syntax = nullptr;
    std::vector<LoraChoice> m_shownLoras;
    std::filesystem::path m_shownVae;
    bool m_showing = false;
};

}  // namespace burnish::ui

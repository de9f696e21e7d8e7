// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"
#include "ui/common/ready_thread_pool.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <filesystem>
#include <memory>

namespace burnish {
class ClipTokenizer;
}

namespace burnish::ui {

/// Counts the tokens of a prompt as the model's own tokenizer cuts it: off the GUI thread, 150 ms after the last
/// change. Called from the GUI thread.
class TokenCounter final : public QObject {
    Q_OBJECT
public:
    static constexpr int kDelayMilliseconds = 150;
    static constexpr int kPromptTokens = 75;

    explicit TokenCounter(QObject* parent = nullptr);
    ~TokenCounter() override;

    /// The model whose tokenizer counts; read on first need.
    void setModel(const std::filesystem::path& model);
    /// `syntax` says which characters are text and which are weights.
    void count(const QString& text, PromptSyntax syntax);

Q_SIGNALS:
    void counted(int tokens);  ///< -1: the model has no tokenizer that can be read

private:
    void run();

    struct Shared;  ///< the tokenizer, used by the pool's one thread only
    std::shared_ptr<Shared> m_shared;
    std::filesystem::path m_model;
    QString m_text;
    PromptSyntax m_syntax = PromptSyntax::Plain;
    quint64 m_ticket = 0;
    QTimer m_timer;
    ReadyThreadPool m_pool;
};

}  // namespace burnish::ui

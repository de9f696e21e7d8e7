// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/checkpoint_info.h"

#include <QDialog>

#include <optional>

namespace burnish::ui {

/// What Burnish is, the licence, purpose and limits of the model, and the libraries inside.
class AboutDialog final : public QDialog {
    Q_OBJECT
public:
    /// `engineVersions`: as the engine gave them; empty while it is not open.
    AboutDialog(const std::optional<CheckpointInfo>& model, const QString& engineVersions, QWidget* parent = nullptr);
};

}  // namespace burnish::ui

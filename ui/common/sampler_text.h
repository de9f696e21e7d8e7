// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/sampler.h"

#include <QString>

namespace burnish::ui {

/// The sampler as a list shows it: its name in other tools, with its schedule ("DPM++ 2M Karras").
inline QString samplerText(Sampler sampler) {
    const auto text = [](std::string_view view) {
        return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
    };
    const QString schedule = text(sampler_schedule_name(sampler));
    const QString name = text(sampler_display_name(sampler));
    return schedule.isEmpty() ? name : QStringLiteral("%1 %2").arg(name, schedule);
}

}  // namespace burnish::ui

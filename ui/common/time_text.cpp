// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/time_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace burnish::ui {

namespace {

struct TimeText {
    Q_DECLARE_TR_FUNCTIONS(TimeText)
};

struct Clock {
    int hours;
    int minutes;  ///< of the hour
    int seconds;  ///< of the minute
};

Clock clockOf(double seconds) {
    const auto whole = static_cast<qint64>(std::llround(std::min(seconds, 1e9)));
    return {int(whole / 3600), int(whole / 60 % 60), int(whole % 60)};
}

}  // namespace

QString aboutDuration(double seconds) {
    if (!(seconds >= 0))
        return {};
    if (seconds < 0.95)
        return TimeText::tr("less than 1 s");
    if (seconds < 59.5)
        return TimeText::tr("about %n s", "seconds", int(std::lround(seconds)));
    const int minutes = int(std::lround(std::min(seconds, 1e9) / 60));
    if (minutes < 60)
        return TimeText::tr("about %n min", "minutes", minutes);
    const QString hours = TimeText::tr("about %n h", "hours", minutes / 60);
    return minutes % 60 == 0 ? hours : TimeText::tr("%1 %n min", "%1: about 2 h", minutes % 60).arg(hours);
}

QString timeLeft(double seconds) {
    if (!(seconds >= 0))
        return {};
    if (seconds < 59.5)
        return TimeText::tr("%n s left", "seconds", std::max(1, int(std::lround(seconds))));
    const int minutes = int(std::lround(std::min(seconds, 1e9) / 60));
    if (minutes < 60)
        return TimeText::tr("%n min left", "minutes", minutes);
    const QString hours = TimeText::tr("%n h", "hours", minutes / 60);
    return TimeText::tr("%1 %n min left", "%1: 2 h", minutes % 60).arg(hours);
}

QString measuredDuration(double seconds) {
    if (!(seconds >= 0))
        return {};
    if (seconds < 59.95)
        return TimeText::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    const Clock clock = clockOf(seconds);
    if (clock.hours == 0)
        return TimeText::tr("%1 min %2 s").arg(clock.minutes).arg(clock.seconds);
    return TimeText::tr("%1 h %2 min").arg(clock.hours).arg(clock.minutes);
}

QString memoryAmount(std::uint64_t bytes) {
    // Number and unit stay on one line.
    return QLocale()
        .formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat)
        .replace(QLatin1Char(' '), QChar::Nbsp);
}

QString stageText(const Progress& progress) {
    switch (progress.stage) {
    case Stage::OpenEngine:
        return TimeText::tr("Starting the engine");
    case Stage::LoadTextEncoder:
        return TimeText::tr("Loading the text encoder");
    case Stage::EncodeText:
        return TimeText::tr("Reading the prompt");
    case Stage::LoadVae:
        return TimeText::tr("Loading the autoencoder");
    case Stage::EncodeImage:
        return TimeText::tr("Reading the picture");
    case Stage::LoadUnet:
        return TimeText::tr("Loading the refiner");
    case Stage::Denoise:
        if (progress.total > 0)
            return TimeText::tr("Step %1 of %2").arg(progress.step).arg(progress.total);
        return TimeText::tr("Refining");
    case Stage::Decode:
        return TimeText::tr("Making the picture");
    case Stage::Save:
        return TimeText::tr("Keeping the result");
    }
    return {};
}

}  // namespace burnish::ui

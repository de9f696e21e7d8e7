// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/source_notices.h"

#include "core/metadata/found_recipe.h"
#include "core/metadata/settings_json.h"
#include "core/watermark/watermark.h"
#include "ui/document/refine_document.h"
#include "ui/widgets/error_bar.h"

#include <QCoreApplication>
#include <QLocale>

#include <stdexcept>

namespace burnish::ui {
namespace {

const QString kRecipeTopic = QStringLiteral("recipe");
const QString kWatermarkTopic = QStringLiteral("watermark");

struct NoticeText {
    Q_DECLARE_TR_FUNCTIONS(burnish::ui::SourceNotices)
};

}  // namespace

void offerRecipe(const DecodedSource& source, RefineDocument& document, ErrorBar& bar) {
    const std::optional<FoundRecipe> found = find_recipe(source.texts, source.metadata);
    if (!found) {
        return bar.closeTopic(kRecipeTopic);
    }
    QStringList notes;
    for (const std::string& note : found->notes) {
        notes.append(QString::fromStdString(note));
    }
    const nlohmann::json settings = found->settings;
    const auto use = [&document, &bar, settings] {
        RefineSettings wanted = document.settings();
        try {
            settings_from_json(settings, wanted);
        } catch (const std::invalid_argument& key) {
            return bar.show(
                {.kind = Notice::Kind::Error,
                 .title = NoticeText::tr("These settings cannot be used"),
                 .body = NoticeText::tr("The value of “%1” is out of range.").arg(QString::fromUtf8(key.what())),
                 .details = {},
                 .actions = {},
                 .topic = kRecipeTopic});
        }
        document.setSettings(wanted, SettingField::All);
        bar.closeTopic(kRecipeTopic);
    };
    bar.show(
        {.kind = Notice::Kind::Information,
         .title = NoticeText::tr("This picture says how it was made (%1)").arg(QString::fromStdString(found->tool)),
         .body = notes.isEmpty()
                     ? NoticeText::tr("Prompt and settings can be taken from it.")
                     : NoticeText::tr("Prompt and settings can be taken from it. Some of it has no counterpart here."),
         .details = notes.join(QLatin1Char('\n')),
         .actions = {{NoticeText::tr("Use its settings"), use}},
         .topic = kRecipeTopic});
}

bool findsWatermark(int matching) {
    const WatermarkVerdict verdict = WatermarkReading{.bits = 0, .matching = matching}.verdict();
    return verdict == WatermarkVerdict::Likely || verdict == WatermarkVerdict::Present;
}

void tellWrittenWatermark(int matching, ErrorBar& bar) {
    const QLocale locale;
    QString title = NoticeText::tr("Saved without a watermark");
    QString body = NoticeText::tr("The picture has fewer than %1 pixels: no decoder would read it.")
                       .arg(locale.toString(qlonglong{kWatermarkLeastPixels}));
    if (matching >= 0) {
        title = findsWatermark(matching) ? NoticeText::tr("Saved with a watermark")
                                         : NoticeText::tr("The watermark cannot be read from the file");
        body = NoticeText::tr("The usual decoder finds %1 of %2 bits in it.")
                   .arg(locale.toString(matching), locale.toString(kWatermarkBits));
    }
    bar.show({.kind = Notice::Kind::Information,
              .title = title,
              .body = body,
              .details = {},
              .actions = {},
              .topic = kWatermarkTopic});
}

void tellReading(const DecodedSource& source, ErrorBar& bar) {
    if (source.metadata.pages > 1) {
        bar.show({.kind = Notice::Kind::Information,
                  .title = NoticeText::tr("Only the first page was opened"),
                  .body = NoticeText::tr("The file has several pages or frames."),
                  .details = {},
                  .actions = {},
                  .topic = QStringLiteral("pages")});
    }
    if (source.metadata.cmyk) {
        bar.show({.kind = Notice::Kind::Information,
                  .title = NoticeText::tr("The picture's printing inks were converted"),
                  .body = NoticeText::tr("It was in CMYK. Results are in sRGB."),
                  .details = {},
                  .actions = {},
                  .topic = QStringLiteral("cmyk")});
    }
}

}  // namespace burnish::ui

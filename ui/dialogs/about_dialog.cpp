// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/about_dialog.h"

#include "ui/common/model_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QScrollArea>
#include <QTabWidget>

namespace burnish::ui {
namespace {

/// A page of plain paragraphs; a paragraph that ends in a colon is a heading.
QWidget* page(const QStringList& paragraphs, const QString& name) {
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);
    for (const QString& paragraph : paragraphs) {
        const bool heading = paragraph.endsWith(QLatin1Char(':'));
        auto* label =
            new TextLabel(heading ? paragraph.chopped(1) : paragraph, heading ? TextRole::GroupTitle : TextRole::Body);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFocusPolicy(Qt::NoFocus);
        layout->addWidget(label);
    }
    layout->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(column);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(name);
    return scroll;
}

QStringList modelText(const std::optional<CheckpointInfo>& model) {
    QStringList text;
    if (model) {
        text.append(AboutDialog::tr("The model in use:"));
        QString line = QString::fromStdString(model->name);
        if (!model->license.empty()) {
            line += QStringLiteral(" · ") + AboutDialog::tr("licence: %1").arg(QString::fromStdString(model->license));
        }
        text.append(line);
        if (const QString note = modelNote(model); !note.isEmpty()) {
            text.append(note);
        }
    }
    text.append(AboutDialog::tr("The official SDXL refiner:"));
    text.append(AboutDialog::tr(
        "Stability AI's stable-diffusion-xl-refiner-1.0 comes under the CreativeML Open RAIL++-M licence of 26 July "
        "2023. "
        "It may be used freely, also for money, but not to break the law, to harm or to exploit people, "
        "minors above all, to deceive with false information, to defame, to discriminate, or to give medical "
        "or legal judgement. Whoever passes the model on, or something made from it, passes these "
        "limits on too."));
    text.append(AboutDialog::tr("What it is for:"));
    text.append(AboutDialog::tr(
        "Research, art and design, teaching, and finding out what such models can and cannot do. It is not made "
        "to show real people or events as they are; do not use it as if it did."));
    text.append(AboutDialog::tr("What it cannot do:"));
    text.append(AboutDialog::tr(
        "It does not reach the look of a photograph in every case, does not write legible words, has trouble with "
        "prompts that say how things stand to one another, and may get faces and hands wrong. Its "
        "autoencoder loses fine detail. What it learnt from carries prejudice, and so may its pictures."));
    return text;
}

QStringList libraryText(const QString& engineVersions) {
    QStringList text{
        AboutDialog::tr("Burnish is under the Apache License 2.0. It uses:"),
        AboutDialog::tr("Qt %1 · LGPL-3.0 (dynamically linked)").arg(QString::fromLatin1(qVersion())),
        AboutDialog::tr("libtorch · BSD-3-Clause; Intel oneMKL and oneDNN, NVIDIA runtime parts under their own terms"),
        AboutDialog::tr("OpenImageIO · Apache-2.0, with libjpeg-turbo, libpng, libtiff, libwebp, OpenEXR"),
        AboutDialog::tr("nlohmann-json, {fmt}, CLI11 · MIT or BSD-3-Clause"),
        QStringLiteral("utf8proc · MIT; libsodium · ISC; zlib · Zlib"),
        AboutDialog::tr("OpenAI's CLIP vocabulary · MIT"),
        AboutDialog::tr("The engine:")};
    text.append(engineVersions.isEmpty() ? AboutDialog::tr("Not opened yet; its versions stand here once it is.")
                                         : engineVersions);
    return text;
}

}  // namespace

AboutDialog::AboutDialog(const std::optional<CheckpointInfo>& model, const QString& engineVersions, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("About Burnish"));
    auto* mark = new QLabel(this);
    mark->setPixmap(QIcon(QStringLiteral(":/icons/burnish.svg")).pixmap(QSize(56, 56), devicePixelRatioF()));
    auto* name =
        new TextLabel(QStringLiteral("Burnish %1").arg(QStringLiteral(BURNISH_VERSION)), TextRole::Headline, this);
    auto* what = new TextLabel(tr("Refines pictures with the SDXL refiner, on this machine, by hand and by eye."),
                               TextRole::Body, this);
    what->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->addWidget(name);
    words->addWidget(what);
    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(mark);
    head->addLayout(words, 1);

    auto* tabs = new QTabWidget(this);
    tabs->setAccessibleName(tr("About the model and the libraries"));
    tabs->addTab(page(modelText(model), tr("Model")), tr("&Model"));
    tabs->addTab(page(libraryText(engineVersions), tr("Libraries")), tr("&Libraries"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(16);
    layout->addLayout(head);
    layout->addWidget(tabs, 1);
    layout->addWidget(buttons);
    resize(scaled(560, font()), scaled(520, font()));
}

}  // namespace burnish::ui

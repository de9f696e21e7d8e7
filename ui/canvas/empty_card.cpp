// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/empty_card.h"

#include "ui/theme/burnish_style.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeySequence>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace burnish::ui {
namespace {

QString withKeys(const QString& text, QKeySequence::StandardKey key) {
    return QStringLiteral("%1   %2").arg(text, QKeySequence(key).toString(QKeySequence::NativeText));
}

}  // namespace

EmptyCard::EmptyCard(QWidget* parent) : QWidget(parent) {
    m_picture = new QLabel(this);
    m_picture->setAlignment(Qt::AlignCenter);
    m_headline = new TextLabel(tr("Drop a picture here"), TextRole::Headline, this);
    m_formats = new TextLabel(tr("PNG, JPEG, TIFF, WebP, EXR, JPEG XL, PSD and more. Nothing leaves this machine."),
                              TextRole::Secondary, this);
    m_open = new QPushButton(withKeys(tr("Open…"), QKeySequence::Open), this);
    m_open->setDefault(true);
    m_paste = new QPushButton(withKeys(tr("Paste"), QKeySequence::Paste), this);
    m_sample = new QPushButton(tr("Try the sample"), this);
    m_ready = new TextLabel({}, TextRole::GroupTitle, this);
    m_note = new TextLabel({}, TextRole::Secondary, this);
    m_chooseModel = new QPushButton(tr("Use another model…"), this);
    m_chooseModel->setFlat(true);
    m_chooseModel->setCursor(Qt::PointingHandCursor);
    m_open->setAccessibleName(tr("Open a picture"));
    m_paste->setAccessibleName(tr("Paste a picture"));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    for (QPushButton* button : {m_open, m_paste, m_sample}) {
        button->setMinimumHeight(scaled(36, font()));
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto* rule = new QFrame(this);
    rule->setFrameShape(QFrame::HLine);
    rule->setFrameShadow(QFrame::Plain);
    rule->setForegroundRole(QPalette::Mid);
    rule->setFixedHeight(1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 36, 24, 20);
    layout->setSpacing(0);
    layout->addStretch(1);
    layout->addWidget(m_picture);
    layout->addSpacing(20);
    for (TextLabel* label : {m_headline, m_formats, m_ready, m_note}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(label != m_headline);
    }
    layout->addWidget(m_headline);
    layout->addSpacing(6);
    layout->addWidget(m_formats);
    layout->addSpacing(22);
    layout->addLayout(buttons);
    layout->addSpacing(26);
    auto* ruleRow = new QHBoxLayout;
    ruleRow->setContentsMargins(16, 0, 16, 0);
    ruleRow->addWidget(rule);
    layout->addLayout(ruleRow);
    layout->addSpacing(14);
    layout->addWidget(m_ready);
    layout->addSpacing(3);
    layout->addWidget(m_note);
    layout->addWidget(m_chooseModel, 0, Qt::AlignHCenter);
    layout->addStretch(1);

    connect(m_open, &QPushButton::clicked, this, &EmptyCard::openRequested);
    connect(m_paste, &QPushButton::clicked, this, &EmptyCard::pasteRequested);
    connect(m_sample, &QPushButton::clicked, this, &EmptyCard::sampleRequested);
    connect(m_chooseModel, &QPushButton::clicked, this, &EmptyCard::modelRequested);
    drawPicture();
}

void EmptyCard::setModel(const QString& readyLine, const QString& note) {
    m_ready->setText(readyLine);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void EmptyCard::setSampleAvailable(bool available) {
    m_sample->setVisible(available);
}

void EmptyCard::setDrag(const QString& promise, bool accepted) {
    m_promise = promise;
    m_accepted = accepted;
    m_headline->setText(promise.isEmpty() ? tr("Drop a picture here") : promise);
    update();
}

void EmptyCard::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Three of one width, where there is room for that; else each as wide as its text.
    const int wide = scaled(138, font());
    const bool room = width() >= 3 * wide + scaled(72, font());
    for (QPushButton* button : {m_open, m_paste, m_sample}) {
        button->setMinimumWidth(room ? std::max(wide, button->sizeHint().width()) : 0);
    }
}

QSize EmptyCard::sizeHint() const {
    return {scaled(560, font()), std::max(scaled(372, font()), layout()->totalHeightForWidth(scaled(560, font())))};
}

void EmptyCard::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& tokens = tokensFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = !m_promise.isEmpty();
    QPen pen(lit ? (m_accepted ? tokens.accent : tokens.error) : tokens.track, lit ? 2.0 : 1.5, Qt::DashLine);
    pen.setDashPattern({4, 3});
    if (lit) {
        pen.setStyle(Qt::SolidLine);
    }
    painter.setPen(pen);
    painter.setBrush(tokens.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 14, 14);
}

void EmptyCard::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        drawPicture();
    }
}

void EmptyCard::drawPicture() {
    const QSize size(scaled(84, font()), scaled(66, font()));
    m_picture->setPixmap(accentIcon(QStringLiteral("picture")).pixmap(size, devicePixelRatioF()));
    QPalette link = palette();
    link.setColor(QPalette::ButtonText, tokensFor(palette()).accent);
    if (m_chooseModel->palette().color(QPalette::ButtonText) != tokensFor(palette()).accent) {
        m_chooseModel->setPalette(link);
    }
}

}  // namespace burnish::ui

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/history_delegate.h"

#include "ui/panels/history_model.h"
#include "ui/theme/burnish_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace burnish::ui {
namespace {

constexpr int kIndent = 12;
constexpr int kDeepest = 3;  // deeper rows are not indented further: there must be room for the text

/// The longest form that fits; a seed is of no use with its end cut off.
QString subtitleThatFits(const QModelIndex& index, const QFontMetrics& metrics, int width) {
    QString text = index.data(HistoryModel::SubtitleRole).toString();
    for (const QString& shorter : index.data(HistoryModel::ShorterSubtitlesRole).toStringList()) {
        if (metrics.horizontalAdvance(text) <= width) {
            break;
        }
        text = shorter;
    }
    return metrics.elidedText(text, Qt::ElideRight, width);
}

void paintThumbnail(QPainter& painter, const QRect& box, const QImage& picture) {
    if (picture.isNull()) {
        return;
    }
    painter.save();
    QPainterPath round;
    round.addRoundedRect(box, 4, 4);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setClipPath(round);
    // Cut to a square around the middle: rows of one height, no bars.
    const int edge = std::min(picture.width(), picture.height());
    const QRect middle((picture.width() - edge) / 2, (picture.height() - edge) / 2, edge, edge);
    painter.drawImage(box, picture, middle);
    painter.restore();
}

}  // namespace

void HistoryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& tokens = tokensFor(option.palette);
    const QRect row = option.rect.adjusted(5, 3, -5, -2);
    if (option.state.testFlag(QStyle::State_Selected)) {
        drawBox(*painter, row, tokens.selection(), tokens.accent, 6);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        drawBox(*painter, row, tokens.raised, Qt::transparent, 6);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        drawBox(*painter, row, Qt::NoBrush, tokens.accent, 6, 2);
    }
    const int depth = std::min(index.data(HistoryModel::DepthRole).toInt(), kDeepest);
    const int edge = scaled(48, option.font);
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(option.direction, row, rect); };
    const QRect thumbnail(row.left() + 9 + depth * kIndent, row.top() + (row.height() - edge) / 2, edge, edge);
    paintThumbnail(*painter, placed(thumbnail), index.data(HistoryModel::ThumbnailRole).value<QImage>());

    const int left = thumbnail.right() + scaled(9, option.font);
    const QRect room(left, row.top(), row.right() - left - 2, row.height());
    const QFont titleFont = fontFor(TextRole::GroupTitle, option.font);
    const QFont subFont = fontFor(TextRole::Mark, option.font);
    const QFontMetrics title(titleFont);
    const QFontMetrics sub(subFont);
    const int gap = scaled(3, option.font);
    const int top = room.top() + (room.height() - title.height() - gap - sub.height()) / 2;
    const Qt::Alignment side = QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter;
    painter->setFont(titleFont);
    painter->setPen(tokens.text);
    painter->drawText(placed(QRect(room.left(), top, room.width(), title.height())), int(side),
                      title.elidedText(index.data().toString(), Qt::ElideRight, room.width()));
    painter->setFont(subFont);
    painter->setPen(tokens.secondary);
    painter->drawText(placed(QRect(room.left(), top + title.height() + gap, room.width(), sub.height())), int(side),
                      subtitleThatFits(index, sub, room.width()));
    if (index.data(HistoryModel::UnsavedRole).toBool()) {
        const double dot = scaled(5, option.font);
        const QRect at(row.right() - 12, top + (title.height() - int(dot)) / 2, int(dot), int(dot));
        drawBox(*painter, QRectF(placed(at)), tokens.accent, Qt::transparent, dot / 2);
    }
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const {
    return {scaled(120, option.font), scaled(64, option.font)};
}

}  // namespace burnish::ui

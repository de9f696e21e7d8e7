// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QStackedLayout;

namespace burnish::ui {

class CompareView;
class DropOverlay;
class EmptyCard;

/// The middle of the window: the card until there is a picture, then the comparison; and what a drop would do.
class CanvasArea final : public QWidget {
    Q_OBJECT
public:
    explicit CanvasArea(QWidget* parent = nullptr);

    CompareView* view() const { return m_view; }
    EmptyCard* card() const { return m_card; }
    void showPicture(bool shown);
    bool isPictureShown() const;
    /// Says over the canvas what a drop will do, or why it cannot be done.
    void showDrag(const QString& promise, bool accepted);
    void hideDrag();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void placeOverlay();

    CompareView* m_view;
    EmptyCard* m_card;
    QWidget* m_empty;
    QStackedLayout* m_stack;
    DropOverlay* m_overlay;
};

}  // namespace burnish::ui

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/image_pyramid.h"
#include "ui/canvas/view_transform.h"
#include "ui/common/ready_thread_pool.h"

#include <QColorSpace>
#include <QWidget>

namespace burnish::ui {

class ScreenProfile;

enum class CompareMode { Wipe, Flip };
enum class CanvasColour { Theme, Dark, MidGrey, Light };

/// Shows a picture before and after, point for point: a wipe with a divider, or the result alone with the source while
/// B or the mouse button is held. Raster only, exact to the device pixel, in the colours of the screen where its
/// profile is known. Lives in the GUI thread; the halved copies of
/// large pictures are made on a thread of its own.
class CompareView final : public QWidget {
    Q_OBJECT
public:
    explicit CompareView(QWidget* parent = nullptr);
    ~CompareView() override;

    /// The picture to compare with; a new size fits the view again.
    void setBefore(const QImage& picture, const QString& label);
    /// Null: there is none, and the picture before is shown alone. May be smaller (a preview): it is stretched over it.
    void setAfter(const QImage& picture, const QString& label);
    /// Laid over the pictures; null: nothing is. Stretched over the picture before.
    void setOverlay(const QImage& overlay);
    bool hasOverlay() const { return !m_overlay.isNull(); }
    bool hasAfter() const { return !m_after.picture.isNull(); }

    CompareMode mode() const { return m_mode; }
    void setMode(CompareMode mode);
    double wipe() const { return m_wipe; }  ///< share of the seen picture that shows "before"
    void setWipe(double share);
    bool isWipeHorizontal() const { return m_rotated; }  ///< the divider lies flat
    void rotateWipe();
    void setSourceHeld(bool held);
    bool isSourceHeld() const { return m_sourceHeld; }

    const ViewTransform& transform() const { return m_transform; }
    double zoom() const { return m_transform.scale(); }
    bool isFit() const { return m_transform.isFit(); }
    void zoomFit();
    void zoomTo(double scale);  ///< around the middle of the view
    void zoomBy(double factor);
    void setCanvasColour(CanvasColour colour);
    bool isFocusedByMouse() const { return m_focusedByMouse; }
    /// Where the divider is, in logical pixels along its axis.
    double dividerPosition() const;

Q_SIGNALS:
    void zoomChanged(double scale, bool fit);
    void wipeChanged(double share);
    void sourceHeldChanged(bool held);
    void dragOutRequested();  ///< the picture was dragged with the mouse where it is not pannable

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Side {
        QImage picture;        ///< as it was given, in sRGB
        ImagePyramid pyramid;  ///< what is drawn, in the screen's colours
        QString label;
        quint64 ticket = 0;
    };
    enum class Gesture { None, Divider, Pan, DragOut, Hold };

    void setSide(Side& side, const QImage& picture, const QString& label);
    void prepareSide(Side& side);
    void updateView();
    void afterZoom();
    QPointF toDevice(QPointF logical) const { return logical * devicePixelRatioF(); }
    bool isOverDivider(QPointF logical) const;
    bool isWiping() const;
    void moveDividerTo(QPointF logical);
    void updateCursor(QPointF logical);
    bool moveWipeByKey(int key, bool coarse);
    void paintPictures(QPainter& painter) const;
    void paintDivider(QPainter& painter) const;
    void paintPills(QPainter& painter) const;
    QColor canvas() const;

    Side m_before;
    Side m_after;
    QImage m_overlay;
    quint64 m_nextTicket = 1;
    ViewTransform m_transform;
    CompareMode m_mode = CompareMode::Wipe;
    CanvasColour m_colour = CanvasColour::Theme;
    Gesture m_gesture = Gesture::None;
    QPointF m_last;
    QPointF m_pressed;
    double m_wipe = 0.5;
    bool m_rotated = false;
    bool m_sourceHeld = false;
    bool m_spaceHeld = false;
    bool m_focusedByMouse = false;
    bool m_focusedByKey = false;
    ScreenProfile* m_screen;
    ReadyThreadPool m_pool;
};

}  // namespace burnish::ui

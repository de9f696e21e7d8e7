// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/compare_view.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace burnish::ui;

namespace {

QImage flat(QColor colour, int edge = 200) {
    QImage picture(edge, edge, QImage::Format_RGB32);
    picture.fill(colour);
    return picture;
}

}  // namespace

class TestCompareView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_view = std::make_unique<CompareView>();
        m_view->resize(448, 448);  // 400 pixels of room: scale 2
        m_view->setBefore(flat(Qt::red), QString());
        m_view->setAfter(flat(Qt::blue), QString());
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void showsBeforeLeftAndAfterRight() {
        const QImage shot = m_view->grab().toImage();
        QCOMPARE(shot.pixelColor(100, 100), QColor(Qt::red));
        QCOMPARE(shot.pixelColor(350, 100), QColor(Qt::blue));
    }

    void arrowKeysMoveTheDivider() {
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(m_view->wipe(), 0.51);
        QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(qRound(m_view->wipe() * 100), 41);
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QCOMPARE(m_view->wipe(), 0.0);
        QTest::keyClick(m_view.get(), Qt::Key_End);
        QCOMPARE(m_view->wipe(), 1.0);
    }

    void dividerFollowsThePointerExactly() {
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, QPoint(224, 300));
        QTest::mouseMove(m_view.get(), QPoint(124, 300));
        QCOMPARE(m_view->dividerPosition(), 124.0);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, QPoint(124, 300));
        QCOMPARE(m_view->wipe(), 0.25);
    }

    void doubleClickCentres() {
        m_view->setWipe(0.1);
        QTest::mouseDClick(m_view.get(), Qt::LeftButton, {}, QPoint(300, 300));
        QCOMPARE(m_view->wipe(), 0.5);
    }

    void rotatedWipeLiesFlat() {
        m_view->rotateWipe();
        const QImage shot = m_view->grab().toImage();
        QCOMPARE(shot.pixelColor(350, 100), QColor(Qt::red));
        QCOMPARE(shot.pixelColor(100, 350), QColor(Qt::blue));
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QCOMPARE(m_view->wipe(), 0.51);
    }

    void heldSourceCoversEverything() {
        m_view->setSourceHeld(true);
        QCOMPARE(m_view->grab().toImage().pixelColor(350, 100), QColor(Qt::red));
        m_view->setSourceHeld(false);
        QCOMPARE(m_view->grab().toImage().pixelColor(350, 100), QColor(Qt::blue));
    }

    void flipShowsTheSourceWhileTheButtonIsDown() {
        m_view->setMode(CompareMode::Flip);
        QCOMPARE(m_view->grab().toImage().pixelColor(100, 100), QColor(Qt::blue));
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, QPoint(100, 100));
        QCOMPARE(m_view->grab().toImage().pixelColor(100, 100), QColor(Qt::red));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, QPoint(100, 100));
        QCOMPARE(m_view->grab().toImage().pixelColor(100, 100), QColor(Qt::blue));
    }

    void smallPreviewIsStretchedOverThePicture() {
        m_view->setAfter(flat(Qt::green, 25), QString());
        const QImage shot = m_view->grab().toImage();
        QCOMPARE(shot.pixelColor(420, 420), QColor(Qt::green));
        QCOMPARE(shot.pixelColor(436, 436), shot.pixelColor(2 + 8, 8));
    }

    void wheelZoomsAtThePointer() {
        QSignalSpy zoomed(m_view.get(), &CompareView::zoomChanged);
        const QPointF at(120, 330);
        const QPointF held = m_view->transform().toPicture(at * m_view->devicePixelRatioF());
        QWheelEvent wheel(at, m_view->mapToGlobal(at), QPoint(), QPoint(0, 240), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view.get(), &wheel);
        QCOMPARE(zoomed.count(), 1);
        QVERIFY(!m_view->isFit());
        const QPointF now = m_view->transform().toPicture(at * m_view->devicePixelRatioF());
        QVERIFY(QLineF(held, now).length() < 1.0);
    }

    void fitFollowsTheWindow() {
        m_view->resize(648, 448);
        QVERIFY(m_view->isFit());
        QCOMPARE(m_view->zoom() * m_view->devicePixelRatioF(), 2.0 * m_view->devicePixelRatioF());
        m_view->zoomTo(1);
        QVERIFY(!m_view->isFit());
        QCOMPARE(m_view->zoom(), 1.0);
    }

    void isASliderForAssistiveTools() {
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(accessible != nullptr);
        QCOMPARE(accessible->role(), QAccessible::Slider);
        QVERIFY(!accessible->text(QAccessible::Name).isEmpty());
        QCOMPARE(accessible->valueInterface()->currentValue().toInt(), 50);
        accessible->valueInterface()->setCurrentValue(30);
        QCOMPARE(m_view->wipe(), 0.3);
    }

private:
    std::unique_ptr<CompareView> m_view;
};

QTEST_MAIN(TestCompareView)
#include "tst_compare_view.moc"

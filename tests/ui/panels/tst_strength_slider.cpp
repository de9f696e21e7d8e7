// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/strength_slider.h"

#include <QSignalSpy>
#include <QTest>

using namespace burnish::ui;

class TestStrengthSlider : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_slider = std::make_unique<StrengthSlider>();
        m_slider->resize(296, 46);
        m_slider->setStrength(0.30);
        m_slider->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_slider.get()));
    }

    void valueAndPositionAreOne() {
        for (int hundredths = 0; hundredths <= 100; ++hundredths) {
            const double strength = hundredths / 100.0;
            m_slider->setStrength(strength);
            QCOMPARE(m_slider->value(), hundredths);
            QCOMPARE(qRound(m_slider->strengthForX(m_slider->xForStrength(strength)) * 100), hundredths);
        }
    }

    void clickAndDragSetTheValueUnderThePointer() {
        const auto at = [this](double strength) { return QPoint(qRound(m_slider->xForStrength(strength)), 11); };
        QSignalSpy released(m_slider.get(), &QAbstractSlider::sliderReleased);
        QTest::mousePress(m_slider.get(), Qt::LeftButton, {}, at(0.5));
        QCOMPARE(m_slider->value(), 50);
        QTest::mouseMove(m_slider.get(), at(0.8));
        QCOMPARE(m_slider->value(), 80);
        QTest::mouseRelease(m_slider.get(), Qt::LeftButton, {}, at(0.8));
        QCOMPARE(released.count(), 1);
    }

    void keysStepAndGoToTheMarks() {
        QTest::keyClick(m_slider.get(), Qt::Key_Right);
        QCOMPARE(m_slider->value(), 31);
        QTest::keyClick(m_slider.get(), Qt::Key_PageUp);
        QCOMPARE(m_slider->value(), 41);
        QTest::keyClick(m_slider.get(), Qt::Key_Home);
        QCOMPARE(m_slider->value(), 0);
        for (int mark = 0; mark < 4; ++mark) {
            QTest::keyClick(m_slider.get(), Qt::Key(Qt::Key_1 + mark));
            QCOMPARE(m_slider->strength(), StrengthSlider::kMarks.at(std::size_t(mark)));
        }
    }

    void mirrorsWithTheLayout() {
        const double left = m_slider->xForStrength(0);
        m_slider->setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(m_slider->xForStrength(1), left);
        QCOMPARE(qRound(m_slider->strengthForX(m_slider->xForStrength(0.15)) * 100), 15);
    }

    void wheelIsLeftToThePanelUnlessChosen() {
        m_slider->clearFocus();
        QWheelEvent wheel(QPointF(100, 10), m_slider->mapToGlobal(QPointF(100, 10)), QPoint(), QPoint(0, 120),
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_slider.get(), &wheel);
        QCOMPARE(m_slider->value(), 30);
        QVERIFY(!wheel.isAccepted());
    }

private:
    std::unique_ptr<StrengthSlider> m_slider;
};

QTEST_MAIN(TestStrengthSlider)
#include "tst_strength_slider.moc"

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/image_pyramid.h"
#include "ui/canvas/view_transform.h"

#include <QPainter>
#include <QTest>

using namespace burnish::ui;

class TestViewTransform : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fitsInsideTheMarginAndCentres() {
        ViewTransform transform;
        transform.setView(QSizeF(928, 798), 24);
        transform.setPicture(QSize(512, 512));
        QVERIFY(transform.isFit());
        QCOMPARE(transform.scale(), 750.0 / 512);
        QCOMPARE(transform.target(), QRectF(89, 24, 750, 750));
    }

    void keepsThePointUnderTheAnchor() {
        ViewTransform transform;
        transform.setView(QSizeF(800, 600), 24);
        transform.setPicture(QSize(4000, 3000));
        const QPointF anchor(300, 200);
        transform.setScale(2, anchor);
        const QPointF held = transform.toPicture(anchor);
        transform.setScale(4, anchor);
        const QPointF now = transform.toPicture(anchor);
        // The origin lies on whole device pixels: half a device pixel is a quarter of a picture pixel at least.
        QVERIFY(qAbs(held.x() - now.x()) <= 0.5 && qAbs(held.y() - now.y()) <= 0.5);
    }

    void neverShowsTheOutsideOfALargerPicture() {
        ViewTransform transform;
        transform.setView(QSizeF(400, 300), 0);
        transform.setPicture(QSize(1000, 1000));
        transform.setScale(1, QPointF(0, 0));
        transform.pan(QPointF(5000, 5000));
        QCOMPARE(transform.target().topLeft(), QPointF(0, 0));
        transform.pan(QPointF(-5000, -5000));
        QCOMPARE(transform.target().bottomRight(), QPointF(400, 300));
    }

    void doesNotPanWhatFits() {
        ViewTransform transform;
        transform.setView(QSizeF(400, 300), 0);
        transform.setPicture(QSize(100, 100));
        transform.setScale(1, QPointF(200, 150));
        const QRectF before = transform.target();
        transform.pan(QPointF(40, 40));
        QCOMPARE(transform.target(), before);
    }

    void drawsEveryClipAtTheSamePlace() {
        // A picture in one piece and in two clipped pieces must be the same pixels: the two halves of a wipe are
        // locked.
        QImage picture(300, 200, QImage::Format_RGB32);
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                picture.setPixel(x, y, qRgb((x * 37) % 256, (y * 59) % 256, (x * y) % 256));
            }
        }
        const ImagePyramid pyramid = ImagePyramid::build(picture);
        for (const double scale : {0.37, 1.0, 1.46, 3.0, 4.0, 7.5}) {
            const QRectF target(10, 20, picture.width() * scale, picture.height() * scale);
            const auto canvas = [&](const QList<QRectF>& clips) {
                QImage result(1200, 800, QImage::Format_RGB32);
                result.fill(Qt::black);
                QPainter painter(&result);
                for (const QRectF& clip : clips) {
                    pyramid.draw(painter, target, clip, scale >= 4);
                }
                return result;
            };
            const QImage whole = canvas({QRectF(0, 0, 1200, 800)});
            for (const int at : {57, 200, 313}) {
                const QImage halves = canvas({QRectF(0, 0, at, 800), QRectF(at, 0, 1200 - at, 800)});
                int worst = 0;
                for (int y = 0; y < whole.height(); ++y) {
                    for (int x = 0; x < whole.width(); ++x) {
                        const QRgb a = whole.pixel(x, y);
                        const QRgb b = halves.pixel(x, y);
                        worst = std::max(
                            {worst, qAbs(qRed(a) - qRed(b)), qAbs(qGreen(a) - qGreen(b)), qAbs(qBlue(a) - qBlue(b))});
                    }
                }
                QVERIFY2(worst <= 2,
                         qPrintable(QStringLiteral("scale %1, divider %2: off by %3").arg(scale).arg(at).arg(worst)));
            }
        }
    }

    void pixelsAreSquaresFromFourHundredPercent() {
        QImage picture(2, 1, QImage::Format_RGB32);
        picture.setPixel(0, 0, qRgb(0, 0, 0));
        picture.setPixel(1, 0, qRgb(255, 255, 255));
        QImage result(80, 40, QImage::Format_RGB32);
        result.fill(Qt::red);
        QPainter painter(&result);
        ImagePyramid(picture).draw(painter, QRectF(0, 0, 80, 40), QRectF(0, 0, 80, 40), true);
        painter.end();
        QCOMPARE(result.pixel(39, 20), qRgb(0, 0, 0));
        QCOMPARE(result.pixel(40, 20), qRgb(255, 255, 255));
    }

    void pyramidHalvesDownToASmallCopy() {
        QImage picture(2000, 1000, QImage::Format_RGB32);
        picture.fill(Qt::gray);
        QCOMPARE(ImagePyramid::build(picture).levelCount(), 4);
        QCOMPARE(ImagePyramid(picture).levelCount(), 1);
    }
};

QTEST_MAIN(TestViewTransform)
#include "tst_view_transform.moc"

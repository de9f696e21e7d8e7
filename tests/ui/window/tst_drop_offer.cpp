// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/drop_controller.h"

#include <QMimeData>
#include <QTemporaryDir>
#include <QUrl>
#include <QtTest>

using namespace burnish::ui;

/// What the window promises while something hangs over it: told by content, the name plays no part.
class TestDropOffer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfPictureThatIsReadIsTaken_data() {
        QTest::addColumn<QByteArray>("head");
        const auto row = [](const char* name, const QByteArray& head) { QTest::newRow(name) << head; };
        row("PNG", QByteArray("\x89PNG\r\n\x1a\n"));
        row("JPEG", QByteArray("\xff\xd8\xff\xe0"));
        row("WebP", QByteArray("RIFF\x10\0\0\0WEBPVP8 ", 16));
        row("TIFF", QByteArray("II*\0\x08\0\0\0", 8));
        row("OpenEXR", QByteArray("\x76\x2f\x31\x01"));
        row("JPEG XL", QByteArray("\xff\x0a"));
        row("JPEG 2000", QByteArray("\xff\x4f\xff\x51"));
        row("BMP", QByteArray("BM"));
        row("Photoshop", QByteArray("8BPS"));
        row("Radiance HDR", QByteArray("#?RADIANCE\n"));
        row("PPM", QByteArray("P6\n2 2\n255\n"));
        row("TGA", QByteArray("\0\0\x02\0\0\0\0\0\0\0\0\0\x02\0\x02\0\x18\0", 18) + QByteArray(12, 'x'));
    }
    void everyKindOfPictureThatIsReadIsTaken() {
        QFETCH(const QByteArray, head);
        const DropOffer offer = offerFor(*dropped(write(head)));
        QCOMPARE(offer.kind, DropOffer::Kind::File);
        QVERIFY(offer.promise.contains(QStringLiteral("dropped.txt")));
    }

    void anythingElseIsRefusedWithItsName() {
        for (const QByteArray& head : {QByteArray("only words"), QByteArray(), QByteArray("%PDF-1.7")}) {
            const DropOffer offer = offerFor(*dropped(write(head)));
            QCOMPARE(offer.kind, DropOffer::Kind::Nothing);
            QVERIFY(offer.promise.contains(QStringLiteral("dropped.txt")));
        }
    }

    void aFolderIsAModelOrNothing() {
        QCOMPARE(offerFor(*dropped(m_folder.path())).kind, DropOffer::Kind::Nothing);
        QFile index(m_folder.filePath(QStringLiteral("model_index.json")));
        QVERIFY(index.open(QIODevice::WriteOnly));
        QCOMPARE(offerFor(*dropped(m_folder.path())).kind, DropOffer::Kind::Model);
    }

    void aCheckpointIsAModel() {
        const QString name = m_folder.filePath(QStringLiteral("xl.SafeTensors"));
        QVERIFY(QFile::copy(write("some weights"), name));
        QCOMPARE(offerFor(*dropped(name)).kind, DropOffer::Kind::Model);
    }

private:
    QString write(const QByteArray& head) {
        QFile file(m_folder.filePath(QStringLiteral("dropped.txt")));
        if (!file.open(QIODevice::WriteOnly) || file.write(head) != head.size()) {
            qFatal("the file to drop cannot be written");
        }
        return file.fileName();
    }
    static std::unique_ptr<QMimeData> dropped(const QString& file) {
        auto mime = std::make_unique<QMimeData>();
        mime->setUrls({QUrl::fromLocalFile(file)});
        return mime;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestDropOffer)
#include "tst_drop_offer.moc"

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/error_text.h"

#include <QSet>
#include <QTest>

using namespace burnish;
using namespace burnish::ui;

namespace {

constexpr int kLastCode = static_cast<int>(ErrorCode::Internal);

Error::Parts partsFor(int code) {
    return {.code = static_cast<ErrorCode>(code),
            .path = "/pictures/caf\xc3\xa9.png",
            .subject = "unet.conv_in.weight",
            .found = "the moon",
            .expected = "cheese"};
}

}  // namespace

class TestErrorText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasSentencesOfItsOwn() {
        QSet<QString> titles;
        QSet<QString> bodies;
        for (int code = 0; code <= kLastCode; ++code) {
            const ErrorText text = describeError(partsFor(code));
            QVERIFY2(text.title.size() > 10, qPrintable(QString::number(code)));
            QVERIFY2(text.body.size() > 20, qPrintable(QString::number(code)));
            QVERIFY2(text.details.contains(QStringLiteral("the moon")), qPrintable(text.details));
            QVERIFY2(!text.title.contains(QLatin1Char('%')) && !text.title.endsWith(QLatin1Char('.')),
                     qPrintable(text.title));
            QVERIFY2(text.body.endsWith(QLatin1Char('.')), qPrintable(text.body));
            titles.insert(text.title);
            bodies.insert(text.body);
        }
        QCOMPARE(titles.size(), kLastCode + 1);
        QCOMPARE(bodies.size(), kLastCode + 1);
    }

    void onlyInternalIsCalledOurFault() {
        for (int code = 0; code < kLastCode; ++code)
            QVERIFY(describeError(partsFor(code)).title != describeError(partsFor(kLastCode)).title);
    }

    void titleNamesTheFileWithoutItsFolder() {
        const ErrorText text = describeError(partsFor(static_cast<int>(ErrorCode::ImageUnreadable)));
        QVERIFY2(text.title.contains(QStringLiteral("café.png")), qPrintable(text.title));
        QVERIFY(!text.title.contains(QStringLiteral("/pictures")));
        QVERIFY(text.details.contains(QStringLiteral("/pictures")));
    }

    void whatIsLaidOverAModelIsNotCalledAModel() {
        for (const char* subject : {"LoRA", "vae"}) {
            const ErrorText text = describeError(
                {.code = ErrorCode::ModelUnsupported, .path = "/weights/grain.safetensors", .subject = subject});
            QVERIFY2(!text.title.contains(QStringLiteral("is not a model")), qPrintable(text.title));
            QVERIFY(text.body != describeError({.code = ErrorCode::ModelUnsupported}).body);
        }
    }

    void folderWithTrailingSlashKeepsItsName() {
        const ErrorText text = describeError({.code = ErrorCode::ModelIncomplete, .path = "/models/refiner/"});
        QVERIFY2(text.title.contains(QStringLiteral("refiner")), qPrintable(text.title));
    }

    void nothingKnownIsStillASentence() {
        for (int code = 0; code <= kLastCode; ++code) {
            const ErrorText text = describeError({.code = static_cast<ErrorCode>(code)});
            QVERIFY(!text.title.isEmpty() && !text.title.contains(QLatin1Char('%')));
            QVERIFY(!text.body.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_error_text.moc"

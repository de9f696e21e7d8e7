// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/app_paths.h"
#include "core/common/file_bytes.h"
#include "tests/support/fake_engine.h"
#include "tests/support/pictures.h"
#include "ui/common/path_text.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/picture_io.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <memory>

using namespace burnish;
using namespace burnish::ui;
using burnish::test::FakeRecord;
using burnish::test::FakeScript;
using burnish::test::patternImage;
namespace fs = std::filesystem;

namespace {

constexpr int kLimitMs = 60000;

}  // namespace

/// The file thread and the session with the real burnish-codec: what a user's pictures go through.
class TestPictureIoCodec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(fs::exists(codec_program_path()), codec_program_path().c_str());
        m_path = fs::path(m_folder.path().toStdString());
        m_environment = JobEnvironment::ofThisProgram();
        m_environment.openEngine =
            test::fakeEngineFactory(std::make_shared<FakeScript>(), std::make_shared<FakeRecord>());
        m_environment.sessionRoot = m_path / "session";
    }

    void everyFormatGoesOutAndIn_data() {
        QTest::addColumn<QString>("extension");
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("type");
        QTest::addColumn<bool>("lossless");
        QTest::newRow("png") << QStringLiteral("png") << 3 << int(PixelType::U8) << true;
        QTest::newRow("png with alpha") << QStringLiteral("png") << 4 << int(PixelType::U8) << true;
        QTest::newRow("png of 16 bit") << QStringLiteral("png") << 3 << int(PixelType::U16) << true;
        QTest::newRow("tiff of 16 bit") << QStringLiteral("tif") << 3 << int(PixelType::U16) << true;
        QTest::newRow("jpeg") << QStringLiteral("jpg") << 3 << int(PixelType::U8) << false;
        QTest::newRow("webp") << QStringLiteral("webp") << 3 << int(PixelType::U8) << false;
    }
    void everyFormatGoesOutAndIn() {
        QFETCH(QString, extension);
        QFETCH(int, channels);
        QFETCH(int, type);
        QFETCH(bool, lossless);
        const auto image = patternImage(61, 40, channels, static_cast<PixelType>(type));
        const fs::path file = m_path / toPath(QStringLiteral("picture.") + extension);
        PictureIo io(m_environment);
        QSignalSpy saved(&io, &PictureIo::saved);
        QSignalSpy opened(&io, &PictureIo::opened);
        io.save(2, image, file, {.format = image_format_for(file)});
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kLimitMs);
        io.open(file);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kLimitMs);
        const auto source = opened.at(0).at(0).value<DecodedSource>();
        QCOMPARE(source.display.size(), QSize(61, 40));
        QCOMPARE(source.image->channels(), channels);
        if (lossless)
            QCOMPARE(pixel_sha256(*source.image), pixel_sha256(*image));
    }

    /// What is written is read back from the finished file, and told before the save is.
    void aMarkIsReadBackFromTheFile() {
        PictureIo io(m_environment);
        QSignalSpy saved(&io, &PictureIo::saved);
        QSignalSpy read(&io, &PictureIo::watermarkRead);
        connect(&io, &PictureIo::saved, &io, [&read] { QCOMPARE(read.count(), 1); });
        io.save(7, patternImage(320, 256), m_path / "marked.png",
                {.format = ImageFormat::Png, .watermark = Watermark::Verified});
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kLimitMs);
        QCOMPARE(read.at(0).at(0).toULongLong(), quint64(7));
        QVERIFY(read.at(0).at(1).toInt() >= 46);
    }

    /// Strength 0 gives the picture back; saving it as JPEG again must not code it again.
    void anUnchangedJpegKeepsItsCodedData() {
        const fs::path original = m_path / "original.jpg";
        const fs::path copy = m_path / "copy.jpg";
        PictureIo io(m_environment);
        QSignalSpy saved(&io, &PictureIo::saved);
        QSignalSpy opened(&io, &PictureIo::opened);
        io.save(2, patternImage(61, 40), original, {.format = ImageFormat::Jpeg, .quality = 60});
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kLimitMs);
        io.open(original);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kLimitMs);
        const auto source = opened.at(0).at(0).value<DecodedSource>();
        const FileVersion same{original, source.identity.file_sha256};
        io.save(2, source.image, copy, {.format = ImageFormat::Jpeg}, same);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 2, kLimitMs);
        QCOMPARE(file_sha256(copy), source.identity.file_sha256);
        io.save(2, source.image, copy, {.format = ImageFormat::Jpeg, .strip_private = true}, same);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 3, kLimitMs);
        io.open(copy);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 2, kLimitMs);
        QCOMPARE(pixel_sha256(*opened.at(1).at(0).value<DecodedSource>().image), pixel_sha256(*source.image));
        std::ofstream(original) << "another picture meanwhile";
        io.save(2, source.image, copy, {.format = ImageFormat::Jpeg}, same);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 4, kLimitMs);
        QVERIFY(file_sha256(copy) != file_sha256(original));
    }

    void damagedFileIsASentenceAndTheNextOpens() {
        std::ofstream(m_path / "letter.png") << "not a picture";
        PictureIo io(m_environment);
        QSignalSpy failed(&io, &PictureIo::openFailed);
        QSignalSpy opened(&io, &PictureIo::opened);
        io.open(m_path / "letter.png");
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kLimitMs);
        QCOMPARE(failed.at(0).at(0).value<Error::Parts>().code, ErrorCode::ImageUnreadable);
        QVERIFY(toQImage(patternImage(8, 8)).save(toQString(m_path / "good.png")));
        io.open(m_path / "good.png");
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kLimitMs);
    }

    void sessionComesBackWithItsRecipe() {
        RefineDocument document;
        document.setSource(test::patternSource());
        RefineSettings settings = document.settings();
        settings.prompt = "an old street, früh am Morgen";
        settings.strength = 0.45;
        document.setInitialSettings(settings);
        {
            JobRunner runner(m_environment);
            QSignalSpy finished(&runner, &JobRunner::finished);
            runner.start(document.makeJob());
            QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLimitMs);
            const auto outcome = finished.at(0).at(0).value<RefineOutcome>();
            QVERIFY2(!outcome.sessionProblem, outcome.sessionProblem ? outcome.sessionProblem->found.c_str() : "");
            QVERIFY(document.addResult(outcome));
        }
        PictureIo io(m_environment);
        QSignalSpy found(&io, &PictureIo::recoverableFound);
        QSignalSpy recovered(&io, &PictureIo::recovered);
        io.findRecoverable();
        QTRY_COMPARE_WITH_TIMEOUT(found.count(), 1, kLimitMs);
        const auto sessions = found.at(0).at(0).value<RecoverableSessions>();
        QCOMPARE(sessions.sessions.size(), std::size_t(1));
        io.recover(sessions.sessions[0]);
        QTRY_COMPARE_WITH_TIMEOUT(recovered.count(), 1, kLimitMs);
        RefineDocument again;
        again.restore(recovered.at(0).at(0).value<RecoveredDocument>());
        QCOMPARE(again.resultCount(), 1);
        QCOMPARE(again.settings().prompt, settings.prompt);
        QCOMPARE(again.settings().strength, 0.45);
        QCOMPARE(again.settings().seed, document.settings().seed);
        QCOMPARE(pixel_sha256(*again.current()->image), pixel_sha256(*document.current()->image));
        QCOMPARE(pixel_sha256(*again.source()->image), pixel_sha256(*document.source()->image));
    }

private:
    QTemporaryDir m_folder;
    fs::path m_path;
    JobEnvironment m_environment;
};

QTEST_MAIN(TestPictureIoCodec)
#include "tst_picture_io_codec.moc"

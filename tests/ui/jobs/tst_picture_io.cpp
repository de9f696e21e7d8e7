// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/picture_io.h"

#include "core/metadata/png_text.h"
#include "core/watermark/watermark.h"
#include "tests/support/fake_codec.h"
#include "tests/support/pictures.h"
#include "ui/common/path_text.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <memory>

using namespace burnish;
using namespace burnish::ui;
using burnish::test::FakeCodecScript;
using burnish::test::patternImage;
namespace fs = std::filesystem;

namespace {

constexpr int kLimitMs = 10'000;

}  // namespace

class TestPictureIo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = fs::path(m_folder->path().toStdString());
        m_script = std::make_shared<FakeCodecScript>();
    }

    void opensAPictureReadyToPaint() {
        const fs::path file = writePattern("pattern – ü.png", 300, 200);
        PictureIo io(environment());
        QSignalSpy opened(&io, &PictureIo::opened);
        QSignalSpy opening(&io, &PictureIo::opening);
        io.open(file);
        QVERIFY(io.isOpening());
        QCOMPARE(opening.count(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kLimitMs);
        QVERIFY(!io.isOpening());
        const auto source = opened.at(0).at(0).value<DecodedSource>();
        QCOMPARE(source.path, file);
        QCOMPARE(source.name, QStringLiteral("pattern – ü.png"));
        QCOMPARE(source.display.size(), QSize(300, 200));
        QCOMPARE(source.thumbnail.width(), kThumbnailEdge);
        QCOMPARE(source.identity.file_sha256.size(), std::size_t(64));
        QCOMPARE(source.identity.pixel_sha256, pixel_sha256(*source.image));
    }

    void unreadableFileIsASentence() {
        std::ofstream(m_path / "letter.png") << "not a picture";
        PictureIo io(environment());
        QSignalSpy failed(&io, &PictureIo::openFailed);
        io.open(m_path / "letter.png");
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kLimitMs);
        QCOMPARE(failed.at(0).at(0).value<Error::Parts>().code, ErrorCode::ImageUnreadable);
        io.open(m_path / "nothing.png");
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 2, kLimitMs);
        QCOMPARE(failed.at(1).at(0).value<Error::Parts>().code, ErrorCode::ImageNotFound);
        QVERIFY(!io.isOpening());
    }

    void newerOpenWins() {
        const fs::path slow = writePattern("slow.png", 16, 16);
        const fs::path quick = writePattern("quick.png", 16, 16);
        m_script->decodeDelayMs = 200;
        PictureIo io(environment());
        QSignalSpy opened(&io, &PictureIo::opened);
        QSignalSpy cancelled(&io, &PictureIo::openCancelled);
        io.open(slow);
        QTest::qWait(20);
        io.open(quick);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kLimitMs);
        QTest::qWait(50);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.at(0).at(0).value<DecodedSource>().path, quick);
        QCOMPARE(cancelled.count(), 0);
    }

    void cancelledOpenSaysSo() {
        const fs::path file = writePattern("slow.png", 16, 16);
        m_script->decodeDelayMs = 60'000;
        PictureIo io(environment());
        QSignalSpy cancelled(&io, &PictureIo::openCancelled);
        io.open(file);
        QTest::qWait(20);
        QElapsedTimer clock;
        clock.start();
        io.cancelOpen();
        QTRY_COMPARE_WITH_TIMEOUT(cancelled.count(), 1, kLimitMs);
        QVERIFY(clock.elapsed() < 500);
        QVERIFY(!io.isOpening());
    }

    void destroyedWhileOpening() {
        const fs::path file = writePattern("slow.png", 16, 16);
        m_script->decodeDelayMs = 60'000;
        QElapsedTimer clock;
        {
            PictureIo io(environment());
            io.open(file);
            QTest::qWait(20);
            clock.start();
        }
        QVERIFY(clock.elapsed() < 500);
    }

    void pastedPictureBecomesASource() {
        QImage picture(40, 30, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::red);
        PictureIo io(environment());
        QSignalSpy opened(&io, &PictureIo::opened);
        io.openPasted(picture);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kLimitMs);
        const auto source = opened.at(0).at(0).value<DecodedSource>();
        QVERIFY(source.path.empty());
        QVERIFY(!source.name.isEmpty());
        QVERIFY(source.identity.file_sha256.empty());
        QCOMPARE(source.image->channels(), 4);
        QSignalSpy failed(&io, &PictureIo::openFailed);
        io.openPasted(QImage());
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kLimitMs);
    }

    void savesAWholePicture() {
        const auto image = patternImage(20, 10);
        PictureIo io(environment());
        QSignalSpy saved(&io, &PictureIo::saved);
        io.save(5, image, m_path / "out.png", {.format = ImageFormat::Png});
        QVERIFY(io.isSaving());
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kLimitMs);
        QVERIFY(!io.isSaving());
        QCOMPARE(saved.at(0).at(0).toULongLong(), quint64(5));
        const auto back = fromQImage(QImage(m_folder->filePath(QStringLiteral("out.png"))));
        QCOMPARE(pixel_sha256(*back), pixel_sha256(*image));
    }

    void readsTheInvisibleMark() {
        PictureIo io(environment());
        QSignalSpy read(&io, &PictureIo::watermarkRead);
        const auto plain = patternImage(320, 256);
        io.readWatermark(1, plain);
        io.readWatermark(2, std::make_shared<Image>(*with_watermark(*plain, Watermark::Verified)));
        io.readWatermark(3, patternImage(64, 64));
        QTRY_COMPARE_WITH_TIMEOUT(read.count(), 3, kLimitMs);
        QVERIFY(read.at(0).at(1).toInt() < 40);
        QCOMPARE(read.at(1).at(0).toULongLong(), quint64(2));
        QVERIFY(read.at(1).at(1).toInt() >= 46);
        QCOMPARE(read.at(2).at(1).toInt(), -1);
    }

    void failedSaveLeavesTheOldFile() {
        const fs::path file = writePattern("out.png", 8, 8);
        const auto before = fs::file_size(file);
        m_script->failWrites = true;
        PictureIo io(environment());
        QSignalSpy failed(&io, &PictureIo::saveFailed);
        io.save(5, patternImage(64, 64), file, {.format = ImageFormat::Png});
        io.save(6, patternImage(64, 64), m_path / "no" / "folder.png", {.format = ImageFormat::Png});
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 2, kLimitMs);
        QCOMPARE(failed.at(0).at(0).toULongLong(), quint64(5));
        QCOMPARE(failed.at(1).at(1).value<Error::Parts>().code, ErrorCode::WriteFailed);
        QCOMPARE(fs::file_size(file), before);
        QVERIFY(!io.isSaving());
    }

    void quittingRightAfterASaveLosesNothing() {
        {
            PictureIo io(environment());
            for (int i = 0; i < 5; ++i)
                io.save(quint64(i), patternImage(200, 200), m_path / (std::to_string(i) + ".png"),
                        {.format = ImageFormat::Png});
        }
        for (int i = 0; i < 5; ++i)
            QVERIFY(fs::exists(m_path / (std::to_string(i) + ".png")));
    }

    void dragFileHasTheNameAndTheRecipe() {
        PictureIo io(environment());
        QSignalSpy ready(&io, &PictureIo::dragFileReady);
        io.prepareDragFile(9, patternImage(20, 10), {.texts = {.recipe = std::string("{\"schema\":1}")}},
                           QStringLiteral("../astronaut refined.png"));
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, kLimitMs);
        const QString file = ready.at(0).at(1).toString();
        QVERIFY2(file.endsWith(QStringLiteral("/9/astronaut refined.png")), qPrintable(file));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray png = written.readAll();
        const auto texts = read_png_texts(std::as_bytes(std::span(png.constData(), std::size_t(png.size()))));
        QCOMPARE(texts.at("burnish"), std::string("{\"schema\":1}"));
    }

    void recoversASession() {
        makeSession(3);
        PictureIo io(environment());
        QSignalSpy found(&io, &PictureIo::recoverableFound);
        QSignalSpy recovered(&io, &PictureIo::recovered);
        io.findRecoverable();
        QTRY_COMPARE_WITH_TIMEOUT(found.count(), 1, kLimitMs);
        const auto sessions = found.at(0).at(0).value<RecoverableSessions>();
        QCOMPARE(sessions.sessions.size(), std::size_t(1));
        io.recover(sessions.sessions[0]);
        QTRY_COMPARE_WITH_TIMEOUT(recovered.count(), 1, kLimitMs);
        const auto document = recovered.at(0).at(0).value<RecoveredDocument>();
        QCOMPARE(document.source.path, fs::path("/pictures/one.png"));
        QCOMPARE(document.source.identity.file_sha256, std::string("abc"));
        QCOMPARE(document.results.size(), std::size_t(3));
        QCOMPARE(document.results[0].parentId, kSourceId);
        QCOMPARE(document.results[2].parentId, quint64(3));
        QCOMPARE(document.results[1].settings.prompt, std::string("recovered 3"));
        QCOMPARE(document.saved, std::vector<quint64>{2});
        io.discardRecoverable(sessions.sessions[0]);
        io.findRecoverable();
        QTRY_COMPARE_WITH_TIMEOUT(found.count(), 2, kLimitMs);
        QVERIFY(found.at(1).at(0).value<RecoverableSessions>().sessions.empty());
    }

    void damagedResultCostsOnlyItself() {
        const fs::path folder = makeSession(3);
        std::ofstream(folder / "result-0002.png") << "overwritten";
        PictureIo io(environment());
        QSignalSpy recovered(&io, &PictureIo::recovered);
        QSignalSpy lost(&io, &PictureIo::resultLost);
        io.recover(list_recoverable(root()).sessions.at(0));
        QTRY_COMPARE_WITH_TIMEOUT(recovered.count(), 1, kLimitMs);
        QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, kLimitMs);
        QCOMPARE(recovered.at(0).at(0).value<RecoveredDocument>().results.size(), std::size_t(2));
    }

private:
    fs::path root() const { return m_path / "session"; }
    JobEnvironment environment() const {
        return {.openCodec = test::fakeCodecFactory(m_script), .sessionRoot = root()};
    }
    fs::path writePattern(const char* name, int width, int height) const {
        const fs::path file = m_path / name;
        toQImage(patternImage(width, height)).save(toQString(file));
        return file;
    }
    /// A session with a chain of results, the first of them saved; ids from 2 on.
    fs::path makeSession(int results) const {
        const auto codec = test::fakeCodecFactory()();
        const auto source = codec->encode(*patternImage(40, 30), {.format = ImageFormat::Png});
        SessionStore store = SessionStore::create(
            root(), {.source_path = "/pictures/one.png", .source_name = "one.png", .source = {"one.png", "abc", "def"}},
            source);
        for (std::uint64_t id = 2; id < 2 + std::uint64_t(results); ++id) {
            RefineResult result;
            result.image = patternImage(40, 30);
            result.settings.prompt = "recovered " + std::to_string(id);
            const Recipe recipe(result, store.content().source, "a model");
            const auto png =
                codec->encode(*result.image, {.format = ImageFormat::Png, .texts = {.recipe = recipe.to_json()}});
            store.add_result({.id = id, .parent = id == 2 ? 0 : id - 1, .saved = id == 2}, png);
        }
        return store.folder();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<FakeCodecScript> m_script;
    fs::path m_path;
};

QTEST_MAIN(TestPictureIo)
#include "tst_picture_io.moc"

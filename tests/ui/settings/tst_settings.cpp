// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace burnish;
using namespace burnish::ui;

namespace {

void writeFile(const QString& name, const QByteArray& bytes) {
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

}  // namespace

class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_config = m_folder->filePath(QStringLiteral("config/burnish.ini"));
        m_state = m_folder->filePath(QStringLiteral("state/window.ini"));
    }

    void firstStartHasDefaults() {
        Settings settings(m_config, m_state);
        QVERIFY(settings.damagedFiles().isEmpty());
        QCOMPARE(settings.theme(), Theme::System);
        QCOMPARE(settings.compute(), ComputeSettings());
        QVERIFY(settings.lastModel().empty());
        QVERIFY(settings.recentFiles().isEmpty());
        QVERIFY(settings.previews() && settings.historyVisible() && settings.panelVisible());
        QVERIFY(!settings.sectionOpen(QStringLiteral("more")));
        QCOMPARE(settings.historyWidth(), 184);
        QCOMPARE(settings.panelWidth(), 328);
    }

    void everyValueComesBack() {
        const ComputeSettings compute{
            .device = {DeviceKind::Cuda, 1}, .dtype = ComputeDtype::Bf16, .offload = Offload::Model, .threads = 6};
        {
            Settings settings(m_config, m_state);
            settings.setTheme(Theme::Dark);
            settings.setCompute(compute);
            settings.setPreviews(false);
            settings.setLastModel("/models/caf\xc3\xa9, refiner; 1.0");
            settings.setLastOpenFolder(m_folder->path());
            settings.setLastSaveFolder(QStringLiteral("/no/such/folder"));
            settings.setLastPrompt(QStringLiteral("a photo of an \"astronaut\"; café\n50 %, @Invalid()"));
            settings.setWindowGeometry(QByteArray("\0\x01geometry\xff", 11));
            settings.setHistoryWidth(222);
            settings.setPanelVisible(false);
            settings.setSectionOpen(QStringLiteral("more"), true);
            settings.addRecentFile(QStringLiteral("/a.png"));
            QVERIFY(settings.sync());
        }
        Settings settings(m_config, m_state);
        QVERIFY(settings.damagedFiles().isEmpty());
        QCOMPARE(settings.theme(), Theme::Dark);
        QCOMPARE(settings.compute(), compute);
        QVERIFY(!settings.previews());
        QCOMPARE(settings.lastModel(), std::filesystem::path("/models/caf\xc3\xa9, refiner; 1.0"));
        QCOMPARE(settings.lastOpenFolder(), m_folder->path());
        QCOMPARE(settings.lastSaveFolder(), m_folder->path());
        QCOMPARE(settings.lastPrompt(), QStringLiteral("a photo of an \"astronaut\"; café\n50 %, @Invalid()"));
        QCOMPARE(settings.windowGeometry(), QByteArray("\0\x01geometry\xff", 11));
        QCOMPARE(settings.historyWidth(), 222);
        QVERIFY(!settings.panelVisible());
        QVERIFY(settings.sectionOpen(QStringLiteral("more")));
        QCOMPARE(settings.recentFiles(), QStringList{QStringLiteral("/a.png")});
    }

    void recentFilesAreFewAndDistinct() {
        Settings settings(m_config, m_state);
        for (int i = 0; i < 30; ++i)
            settings.addRecentFile(QStringLiteral("/%1.png").arg(i));
        settings.addRecentFile(QStringLiteral("/25.png"));
        QCOMPARE(settings.recentFiles().size(), Settings::kMaxRecentFiles);
        QCOMPARE(settings.recentFiles().at(0), QStringLiteral("/25.png"));
        QCOMPARE(settings.recentFiles().at(1), QStringLiteral("/29.png"));
        QCOMPARE(settings.recentFiles().count(QStringLiteral("/25.png")), 1);
        settings.clearRecentFiles();
        QVERIFY(settings.recentFiles().isEmpty());
    }

    void damagedFileIsKeptAsideAndSaidOnce_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("binary") << QByteArray("\0\x01\x02\xff\xfe\0garbage", 14);
        QTest::newRow("text") << QByteArray("this is a letter\nto nobody\n");
        QTest::newRow("another program's") << QByteArray("[General]\ncolour=blue\n");
        QTest::newRow("schema is a word") << QByteArray("[General]\nschema=one\ntheme=dark\n");
        QTest::newRow("zeroes after a power cut") << QByteArray(4096, '\0');
    }
    void damagedFileIsKeptAsideAndSaidOnce() {
        QFETCH(QByteArray, bytes);
        QVERIFY(QDir().mkpath(QFileInfo(m_config).path()));
        writeFile(m_config, bytes);
        {
            Settings settings(m_config, m_state);
            QCOMPARE(settings.damagedFiles(), QStringList{m_config + QStringLiteral(".bad")});
            QCOMPARE(settings.theme(), Theme::System);
            settings.setTheme(Theme::Light);
        }
        QFile aside(m_config + QStringLiteral(".bad"));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), bytes);
        Settings again(m_config, m_state);
        QVERIFY2(again.damagedFiles().isEmpty(), "said twice");
        QCOMPARE(again.theme(), Theme::Light);
    }

    void oddValuesReadAsDefaults() {
        QVERIFY(QDir().mkpath(QFileInfo(m_config).path()));
        QVERIFY(QDir().mkpath(QFileInfo(m_state).path()));
        writeFile(m_config, "[General]\nschema=1\ntheme=plaid\npreviews=perhaps\n"
                            "[compute]\ndevice=abacus\ndtype=7\nthreads=-3\ndevice_index=99999\n");
        writeFile(m_state, "[General]\nschema=1\nrecent_files=@Invalid()\n[window]\nhistory_width=9000000\n"
                           "panel_width=wide\n");
        Settings settings(m_config, m_state);
        QVERIFY(settings.damagedFiles().isEmpty());
        QCOMPARE(settings.theme(), Theme::System);
        QVERIFY(settings.previews());
        QCOMPARE(settings.compute(), ComputeSettings());
        QCOMPARE(settings.historyWidth(), 184);
        QCOMPARE(settings.panelWidth(), 328);
        QVERIFY(settings.recentFiles().isEmpty());
    }

    void newerProgramsFileIsKept() {
        QVERIFY(QDir().mkpath(QFileInfo(m_config).path()));
        writeFile(m_config, "[General]\nschema=7\ntheme=dark\nnews=1\n");
        {
            Settings settings(m_config, m_state);
            QVERIFY(settings.damagedFiles().isEmpty());
            QCOMPARE(settings.theme(), Theme::Dark);
            settings.setPreviews(false);
        }
        const QSettings file(m_config, QSettings::IniFormat);
        QCOMPARE(file.value(QStringLiteral("schema")).toInt(), 7);
        QCOMPARE(file.value(QStringLiteral("news")).toInt(), 1);
    }

    void longPromptIsCut() {
        Settings settings(m_config, m_state);
        settings.setLastPrompt(QString(1'000'000, QLatin1Char('x')));
        QCOMPARE(settings.lastPrompt().size(), 64 * 1024);
    }

    void unwritableFolderIsSaidBySync() {
        writeFile(m_folder->filePath(QStringLiteral("file")), "x");
        Settings settings(m_folder->filePath(QStringLiteral("file/config.ini")), m_state);
        settings.setTheme(Theme::Dark);
        QVERIFY(!settings.sync());
        QCOMPARE(settings.theme(), Theme::Dark);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_config;
    QString m_state;
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"

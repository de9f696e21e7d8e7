// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// What the real programs do where something is missing: no display, no home, no room on the disk, broken settings.
class TestSurroundings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_environment = QProcessEnvironment();
        for (const char* name : {"PATH", "BURNISH_ENGINE", "BURNISH_CODEC", "LD_LIBRARY_PATH", "ASAN_OPTIONS"}) {
            if (qEnvironmentVariableIsSet(name)) {
                m_environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
            }
        }
        m_environment.insert(QStringLiteral("HOME"), m_folder->filePath(QStringLiteral("home")));
        m_environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder->path());
        QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("home"))));
        QVERIFY(QFile::copy(QStringLiteral(BURNISH_RESOURCES "/samples/astronaut.jpg"),
                            m_folder->filePath(QStringLiteral("a.jpg"))));
    }

    void noDisplayIsASentence() {
        const Run run = window({QStringLiteral("a.jpg")}, {});
        QCOMPARE(run.status, 1);
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY2(run.err.contains("burnish-cli"), run.err.constData());
    }

    void helpAndVersionWorkWithoutADisplay() {
        QCOMPARE(window({QStringLiteral("--help")}, {}).status, 0);
        QVERIFY(window({QStringLiteral("--version")}, {}).out.startsWith("burnish "));
    }

    void homeThatCannotBeWrittenCostsOnlyTheSettings() {
        m_environment.insert(QStringLiteral("HOME"), QStringLiteral("/dev/null"));
        QVERIFY2(windowComesUp(), m_last.constData());
        const Run run = refine(m_folder->filePath(QStringLiteral("out.png")));
        QCOMPARE(run.status, 0);
        QVERIFY(!QImage(m_folder->filePath(QStringLiteral("out.png"))).isNull());
    }

    void brokenSettingsAreReplacedAndKept() {
        const QString config = m_folder->filePath(QStringLiteral("home/.config/burnish"));
        QVERIFY(QDir().mkpath(config));
        QFile file(config + QStringLiteral("/burnish.ini"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("\x00\xff no settings [[[", 18) == 18);
        file.close();
        QVERIFY2(windowComesUp(), m_last.constData());
        QVERIFY(QFile::exists(config + QStringLiteral("/burnish.ini.bad")));
    }

    void fullDiskKeepsTheOldFileAndSaysSo() {
        // A file system of its own with room for half of the result.
        const QByteArray script = "mkdir full && mount -t tmpfs -o size=192k tmpfs full || exit 77\n"
                                  "printf 'the old file' >full/out.png\n"
                                  "\"$0\" refine a.jpg -o full/out.png --steps 2 --seed 1 --quiet; status=$?\n"
                                  "cat full/out.png; ls -A full | grep -v '^out.png$'; exit $status\n";
        const Run run = start(QStringLiteral("unshare"),
                              {QStringLiteral("--map-root-user"), QStringLiteral("--mount"), QStringLiteral("sh"),
                               QStringLiteral("-c"), QString::fromLatin1(script), program("BURNISH_CLI")});
        if (run.status == 77 || run.err.contains("unshare failed")) {
            QSKIP("this machine lets nobody mount a file system of their own");
        }
        QVERIFY2(run.status == 6, run.err.constData());
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY2(run.err.contains("out.png"), run.err.constData());
        QCOMPARE(run.out, QByteArray("the old file"));  // and nothing half written beside it
    }

    void nothingButXdgFoldersInTheHome() {
        QVERIFY2(windowComesUp(), m_last.constData());
        QCOMPARE(refine(m_folder->filePath(QStringLiteral("out.png"))).status, 0);
        QStringList found = QDir(m_folder->filePath(QStringLiteral("home")))
                                .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        for (const char* allowed : {".config", ".local", ".cache"}) {
            found.removeAll(QString::fromLatin1(allowed));
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char(' '))));
    }

private:
    struct Run {
        int status = -1;
        QByteArray out;
        QByteArray err;
    };
    static QString program(const char* variable) { return qEnvironmentVariable(variable); }
    Run start(const QString& name, const QStringList& arguments) {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.setWorkingDirectory(m_folder->path());
        process.start(name, arguments);
        if (!process.waitForFinished(240000)) {
            process.kill();
            process.waitForFinished();
            return {};
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    Run window(const QStringList& arguments, const QString& platform) {
        if (!platform.isEmpty()) {
            m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
        }
        return start(program("BURNISH_WINDOW"), arguments);
    }
    Run refine(const QString& output) {
        return start(program("BURNISH_CLI"),
                     {QStringLiteral("refine"), QStringLiteral("a.jpg"), QStringLiteral("-o"), output,
                      QStringLiteral("--steps"), QStringLiteral("2"), QStringLiteral("--quiet")});
    }
    /// Whether the window paints, answers, and is still there a second later.
    bool windowComesUp() {
        m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        m_environment.insert(QStringLiteral("BURNISH_TIMING"), QStringLiteral("1"));
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program("BURNISH_WINDOW"), {});
        QElapsedTimer clock;
        clock.start();
        m_last.clear();
        while (!m_last.contains("window usable") && clock.elapsed() < 60000 &&
               process.state() != QProcess::NotRunning) {
            process.waitForReadyRead(200);
            m_last += process.readAll();
        }
        QTest::qWait(1000);
        const bool up = m_last.contains("window usable") && process.state() == QProcess::Running;
        process.terminate();
        process.waitForFinished(30000);
        m_last += process.readAll();
        return up;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_environment;
    QByteArray m_last;
};

QTEST_GUILESS_MAIN(TestSurroundings)
#include "tst_surroundings.moc"

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/recipe.h"
#include "tests/app/cli_fixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace burnish;
using burnish::test::CliFixture;
using burnish::test::CliRun;

class TestCliBatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesPromptsFromPlanSidecarRecipeAndOption();
    void doesNotRedoWhatIsDone();
    void goesOnAfterAKill();
    void spreadsOverProcessesAndShards();
    void leavesAnOutputToWhoeverMakesIt();
    void sumsUpWhatFailed();
    void triesAPictureOnceInAllItsProcesses();
    void neverReplacesASource();
    void refusesBeforeItBegins_data();
    void refusesBeforeItBegins();

private:
    QStringList quick(const QString& source, const QString& out, const QStringList& more = {}) const {
        return QStringList{QStringLiteral("batch"),      source,
                           QStringLiteral("-o"),         out,
                           QStringLiteral("--steps"),    QStringLiteral("2"),
                           QStringLiteral("--strength"), QStringLiteral("0.5"),
                           QStringLiteral("--seed"),     QStringLiteral("7"),
                           QStringLiteral("--json")} +
               more;
    }

    QString folderOf(const QString& name, int count) const {
        QDir().mkpath(cli_.path(name));
        for (int i = 0; i < count; ++i)
            (void)cli_.picture(QStringLiteral("%1/p%2.png").arg(name).arg(i), 32, 32);
        return cli_.path(name);
    }

    RefineSettings made(const QString& file) const {
        return Recipe::from_json(cli_.decode(file).texts.recipe.value()).settings();
    }

    static QJsonObject summaryOf(const CliRun& run) {
        return run.objects().isEmpty() ? QJsonObject() : run.objects().constLast()[QLatin1String("summary")].toObject();
    }

    CliFixture cli_;
};

void TestCliBatch::takesPromptsFromPlanSidecarRecipeAndOption() {
    const QString folder = folderOf(QStringLiteral("four"), 4);
    (void)cli_.file(QStringLiteral("four/p1.txt"), "  from the sidecar\n");
    QCOMPARE(cli_.run({QStringLiteral("refine"), folder + QStringLiteral("/p2.png"), QStringLiteral("-o"),
                       folder + QStringLiteral("/p2.png"), QStringLiteral("--steps"), QStringLiteral("1"),
                       QStringLiteral("--prompt"), QStringLiteral("from the recipe")})
                 .status,
             0);
    const QString plan =
        cli_.file(QStringLiteral("four/plan.jsonl"),
                  "{\"input\":\"p0.png\",\"prompt\":\"from the plan\",\"seed\":11,\"output\":\"first.png\"}\n"
                  "{\"input\":\"p1.png\"}\n{\"input\":\"p2.png\",\"strength\":1}\n{\"input\":\"p3.png\"}\n");
    const QString out = cli_.path(QStringLiteral("four-out"));
    const CliRun run = cli_.run(quick(plan, out, {QStringLiteral("--prompt"), QStringLiteral("from the option")}));
    QVERIFY2(run.status == 0, run.err.constData());
    QCOMPARE(made(out + QStringLiteral("/first.png")).prompt, std::string("from the plan"));
    QCOMPARE(made(out + QStringLiteral("/first.png")).seed, std::uint64_t(11));
    QCOMPARE(made(out + QStringLiteral("/p1.png")).prompt, std::string("from the sidecar"));
    QCOMPARE(made(out + QStringLiteral("/p1.png")).seed, std::uint64_t(7));
    QCOMPARE(made(out + QStringLiteral("/p2.png")).prompt, std::string("from the recipe"));
    QCOMPARE(made(out + QStringLiteral("/p2.png")).strength, 1.0);
    QCOMPARE(made(out + QStringLiteral("/p3.png")).prompt, std::string("from the option"));
    QCOMPARE(summaryOf(run)[QLatin1String("done")].toInt(), 4);
}

void TestCliBatch::doesNotRedoWhatIsDone() {
    const QString folder = folderOf(QStringLiteral("again"), 2);
    const QString out = cli_.path(QStringLiteral("again-out"));
    QCOMPARE(cli_.run(quick(folder, out)).objects().size(), 3);  // two pictures and the summary
    const CliRun second = cli_.run(quick(folder, out));
    QCOMPARE(second.status, 0);
    QCOMPARE(second.objects().size(), 1);
    QCOMPARE(summaryOf(second)[QLatin1String("done")].toInt(), 2);
    // Another setting, a picture that was taken away, and a changed source are made anew.
    QCOMPARE(cli_.run(quick(folder, out, {QStringLiteral("--guidance"), QStringLiteral("2")})).objects().size(), 3);
    QVERIFY(QFile::remove(out + QStringLiteral("/p0.png")));
    QCOMPARE(cli_.run(quick(folder, out, {QStringLiteral("--guidance"), QStringLiteral("2")})).objects().size(), 2);
    (void)cli_.picture(QStringLiteral("again/p1.png"), 40, 32);
    QCOMPARE(cli_.run(quick(folder, out, {QStringLiteral("--guidance"), QStringLiteral("2")})).objects().size(), 2);
    // So is one whose prompt beside it was written since; and the same folder by another way to it changes nothing.
    (void)cli_.file(QStringLiteral("again/p0.txt"), "a red boat");
    QCOMPARE(cli_.run(quick(folder, out, {QStringLiteral("--guidance"), QStringLiteral("2")})).objects().size(), 2);
    QCOMPARE(
        cli_.run(quick(folder + QStringLiteral("/../again"), out, {QStringLiteral("--guidance"), QStringLiteral("2")}))
            .objects()
            .size(),
        1);
}

void TestCliBatch::goesOnAfterAKill() {
    const QString folder = folderOf(QStringLiteral("killed"), 6);
    const QString out = cli_.path(QStringLiteral("killed-out"));
    const auto process = cli_.start(quick(folder, out));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(out + QStringLiteral("/p1.png")), 60000);
    ::kill(static_cast<pid_t>(process->processId()), SIGKILL);
    QVERIFY(process->waitForFinished(30000));
    const auto whole = QDir(out).entryList({QStringLiteral("*.png")}, QDir::Files).size();
    QVERIFY(whole >= 2);
    const CliRun rest = cli_.run(quick(folder, out));
    QVERIFY2(rest.status == 0, rest.err.constData());
    QCOMPARE(summaryOf(rest)[QLatin1String("done")].toInt(), 6);
    // At most the one whose note was cut off is made twice.
    QVERIFY(rest.objects().size() - 1 <= 6 - whole + 1);
    for (int i = 0; i < 6; ++i)
        QCOMPARE(cli_.decode(out + QStringLiteral("/p%1.png").arg(i)).image->width(), 32);
}

void TestCliBatch::spreadsOverProcessesAndShards() {
    const QString folder = folderOf(QStringLiteral("spread"), 5);
    const QString out = cli_.path(QStringLiteral("spread-out"));
    const CliRun half = cli_.run(quick(folder, out, {QStringLiteral("--shard"), QStringLiteral("1/2")}));
    QVERIFY2(half.status == 0, half.err.constData());
    QCOMPARE(QDir(out).entryList({QStringLiteral("*.png")}, QDir::Files),
             (QStringList{QStringLiteral("p0.png"), QStringLiteral("p2.png"), QStringLiteral("p4.png")}));
    const CliRun both = cli_.run(quick(folder, out, {QStringLiteral("--jobs"), QStringLiteral("2")}));
    QVERIFY2(both.status == 0, both.err.constData());
    QCOMPARE(both.objects().size(), 3);  // the two that were left, and the summary
    QCOMPARE(summaryOf(both)[QLatin1String("done")].toInt(), 5);
}

/// Another process, here or on another machine, holds the lock of the output that it makes.
void TestCliBatch::leavesAnOutputToWhoeverMakesIt() {
    const QString folder = folderOf(QStringLiteral("shared"), 2);
    const QString out = cli_.path(QStringLiteral("shared-out"));
    QDir().mkpath(out + QStringLiteral("/.burnish-batch"));
    const QByteArray lock = (out + QStringLiteral("/.burnish-batch/p0.png.lock")).toLocal8Bit();
    const int descriptor = ::open(lock.constData(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
    QVERIFY(descriptor >= 0 && ::flock(descriptor, LOCK_EX) == 0);
    const CliRun run = cli_.run(quick(folder, out));
    QVERIFY2(run.status == 0, run.err.constData());
    QVERIFY(!QFile::exists(out + QStringLiteral("/p0.png")));
    QCOMPARE(summaryOf(run)[QLatin1String("done")].toInt(), 1);
    QCOMPARE(summaryOf(run)[QLatin1String("open")].toInt(), 1);
    QVERIFY(run.err.contains("1 not made yet"));
    ::close(descriptor);
    QCOMPARE(summaryOf(cli_.run(quick(folder, out)))[QLatin1String("done")].toInt(), 2);
}

void TestCliBatch::sumsUpWhatFailed() {
    const QString folder = folderOf(QStringLiteral("broken"), 2);
    (void)cli_.file(QStringLiteral("broken/b.png"), "no picture");
    const QString out = cli_.path(QStringLiteral("broken-out"));
    const CliRun run = cli_.run(quick(folder, out));
    QCOMPARE(run.status, 3);
    const QJsonObject summary = summaryOf(run);
    QCOMPARE(summary[QLatin1String("done")].toInt(), 2);
    QCOMPARE(summary[QLatin1String("failed")].toArray().size(), 1);
    QVERIFY(summary[QLatin1String("failed")].toArray()[0].toObject()[QLatin1String("error")].toString().contains(
        QLatin1String("b.png")));
    QVERIFY(run.err.contains("batch: 2 of 3 done, 1 failed"));
    QVERIFY(!QFile::exists(out + QStringLiteral("/b.png")));
    // What failed is tried again by the next run.
    (void)cli_.picture(QStringLiteral("broken/b.png"), 32, 32);
    QCOMPARE(summaryOf(cli_.run(quick(folder, out)))[QLatin1String("done")].toInt(), 3);
}

void TestCliBatch::triesAPictureOnceInAllItsProcesses() {
    const QString folder = folderOf(QStringLiteral("tried"), 2);
    (void)cli_.file(QStringLiteral("tried/b.png"), "no picture");
    const QString out = cli_.path(QStringLiteral("tried-out"));
    for (int run = 1; run <= 2; ++run) {
        const CliRun both = cli_.run(quick(folder, out, {QStringLiteral("--jobs"), QStringLiteral("2")}));
        QCOMPARE(both.status, 3);
        QCOMPARE(summaryOf(both)[QLatin1String("failed")].toArray().size(), 1);
        const QByteArray journal = CliFixture::bytesOf(out + QStringLiteral("/.burnish-batch/journal.jsonl"));
        QCOMPARE(journal.count("\"done\":false"), run);
    }
}

void TestCliBatch::refusesBeforeItBegins_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing there") << cli_.path(QStringLiteral("nowhere")) << 3;
    QTest::newRow("damaged plan") << cli_.file(QStringLiteral("plan.jsonl"), "{\"input\":\"a.png\",\"size\":5}") << 2;
    QTest::newRow("two pictures for one output")
        << cli_.file(QStringLiteral("one.jsonl"), "{\"input\":\"a.png\"}\n{\"input\":\"a.gif\"}") << 2;
    QTest::newRow("folder without pictures") << folderOf(QStringLiteral("empty"), 0) << 3;
}

void TestCliBatch::neverReplacesASource() {
    const QString folder = folderOf(QStringLiteral("own"), 1);
    const QByteArray before = CliFixture::bytesOf(folder + QStringLiteral("/p0.png"));
    const CliRun run = cli_.run(quick(folder, folder));
    QCOMPARE(run.status, 2);
    QVERIFY(run.err.contains("the source itself"));
    QCOMPARE(CliFixture::bytesOf(folder + QStringLiteral("/p0.png")), before);
    // Nor the source of another line, whichever shard that one belongs to.
    const QString plan = cli_.file(QStringLiteral("own/plan.jsonl"), "{\"input\":\"p1.png\",\"output\":\"p0.png\"}\n"
                                                                     "{\"input\":\"p0.png\",\"output\":\"x.png\"}\n");
    QCOMPARE(cli_.run(quick(plan, folder, {QStringLiteral("--shard"), QStringLiteral("1/2")})).status, 2);
    QCOMPARE(CliFixture::bytesOf(folder + QStringLiteral("/p0.png")), before);
}

void TestCliBatch::refusesBeforeItBegins() {
    QFETCH(QString, source);
    QFETCH(int, status);
    const CliRun run = cli_.run(quick(source, cli_.path(QStringLiteral("refused-out"))));
    QVERIFY2(run.status == status, run.err.constData());
    QCOMPARE(run.errors().size(), 1);
}

QTEST_GUILESS_MAIN(TestCliBatch)
#include "tst_cli_batch.moc"

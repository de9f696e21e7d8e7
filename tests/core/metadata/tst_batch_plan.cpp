// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/batch_plan.h"

#include "core/common/error.h"

#include <QtTest>

#include <fstream>

using namespace burnish;

class TestBatchPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsLines() {
        const auto items = parse_batch_plan("{\"input\":\"a.png\",\"prompt\":\"a cat\",\"strength\":0.4}\r\n\n"
                                            "{\"input\":\"/b/c.jpg\",\"output\":\"d.png\",\"seed\":5}",
                                            "plan.jsonl", "/folder");
        QCOMPARE(items.size(), std::size_t(2));
        QCOMPARE(items[0].input, std::filesystem::path("/folder/a.png"));
        QCOMPARE(items[0].output, std::string("a.png"));
        QCOMPARE(items[0].settings["prompt"].get<std::string>(), std::string("a cat"));
        QCOMPARE(items[1].input, std::filesystem::path("/b/c.jpg"));
        QCOMPARE(items[1].output, std::string("d.png"));
        QVERIFY(!items[1].settings.contains("input") && !items[1].settings.contains("output"));
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("plan");
        QTest::addColumn<QString>("part");
        QTest::newRow("empty") << QByteArray() << "a plan without a picture";
        QTest::newRow("not JSON") << QByteArray("hello") << "line 1: something that is not a JSON object";
        QTest::newRow("array") << QByteArray("\n[1]") << "line 2: something that is not a JSON object";
        QTest::newRow("no input") << QByteArray("{}") << "line 1: no \"input\"";
        QTest::newRow("input is a number") << QByteArray("{\"input\":5}") << "that is no text";
        QTest::newRow("input is empty") << QByteArray("{\"input\":\"\"}") << "that is no text";
        QTest::newRow("unknown key") << QByteArray("{\"input\":\"a\",\"promt\":\"x\"}") << "the key \"promt\"";
        QTest::newRow("out of range") << QByteArray("{\"input\":\"a\",\"strength\":2}") << "a value of \"strength\"";
        QTest::newRow("folder in output")
            << QByteArray("{\"input\":\"a\",\"output\":\"../b.png\"}") << "a file name without folders";
        QTest::newRow("output is ..") << QByteArray("{\"input\":\"a\",\"output\":\"..\"}")
                                      << "a file name without folders";
        QTest::newRow("twice") << QByteArray("{\"input\":\"x/a\"}\n{\"input\":\"y/a\"}")
                               << "line 2: a second line for the output 'a'";
        QTest::newRow("deep") << QByteArray("{\"input\":\"a\",\"prompt\":") + QByteArray(40, '[') +
                                     QByteArray(40, ']') + "}"
                              << "not a JSON object";
        QTest::newRow("very long") << QByteArray("{\"input\":\"") + QByteArray(2 << 20, 'x') + "\"}"
                                   << "more than 1 MiB";
    }

    void refuses() {
        QFETCH(QByteArray, plan);
        QFETCH(QString, part);
        try {
            (void)parse_batch_plan(plan.toStdString(), "plan.jsonl", ".");
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::InvalidArgument);
            QVERIFY2(QString::fromUtf8(error.what()).contains(part), error.what());
        }
    }

    void listsPicturesOfAFolder() {
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        for (const char* name : {"b.PNG", "a.jpg", "c.txt", "d"}) {
            std::ofstream(root / name) << "x";
        }
        std::filesystem::create_directory(root / "e.png");
        const auto items = list_batch_folder(root);
        QCOMPARE(items.size(), std::size_t(2));
        QCOMPARE(items[0].output, std::string("a.jpg"));
        QVERIFY_THROWS_EXCEPTION(Error, list_batch_folder(root / "e.png"));
        QVERIFY_THROWS_EXCEPTION(Error, list_batch_folder(root / "none"));
    }
};

QTEST_GUILESS_MAIN(TestBatchPlan)
#include "tst_batch_plan.moc"

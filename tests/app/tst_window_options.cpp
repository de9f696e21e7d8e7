// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/program_documents.h"
#include "app/window_options.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace burnish;

class TestWindowOptions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QFile picture(path("a.png"));
        QVERIFY(picture.open(QIODevice::WriteOnly) && picture.write("x") == 1);
        QFile odd(path("a.xcf"));
        QVERIFY(odd.open(QIODevice::WriteOnly) && odd.write("x") == 1);
    }

    void filesAreTakenInTheirOrder() {
        const WindowCommandLine line = parse({"b.png", "-style", "fusion", "a.png", "--", "--edit"});
        QVERIFY(!line.answer);
        QCOMPARE(line.options.files.size(), std::size_t(3));
        QCOMPARE(line.options.files[1], std::filesystem::path("a.png"));
        QCOMPARE(line.options.files[2], std::filesystem::path("--edit"));
        QVERIFY(!line.options.edit);
    }

    void editTakesOneFileThatCanBeWrittenBack_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("one file") << QStringList{QStringLiteral("--edit"), QStringLiteral("a.png")} << 0;
        QTest::newRow("with an equals sign") << QStringList{QStringLiteral("--edit=a.png")} << 0;
        QTest::newRow("no file") << QStringList{QStringLiteral("--edit")} << 2;
        QTest::newRow("two files") << QStringList{QStringLiteral("--edit"), QStringLiteral("a.png"),
                                                  QStringLiteral("a.png")}
                                   << 2;
        QTest::newRow("a missing file") << QStringList{QStringLiteral("--edit"), QStringLiteral("b.png")} << 3;
        QTest::newRow("a folder") << QStringList{QStringLiteral("--edit"), QStringLiteral(".")} << 3;
        QTest::newRow("a format that is not written")
            << QStringList{QStringLiteral("--edit"), QStringLiteral("a.xcf")} << 2;
        QTest::newRow("an unknown option") << QStringList{QStringLiteral("--frobnicate")} << 2;
    }
    void editTakesOneFileThatCanBeWrittenBack() {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        std::vector<std::string> words;
        for (QString argument : arguments) {
            argument.replace(QStringLiteral("a."), path("a."));
            words.push_back(argument.replace(QStringLiteral("b."), path("b.")).toStdString());
        }
        const WindowCommandLine line = parse_window_arguments(words, true);
        QCOMPARE(line.answer ? line.answer->status : 0, status);
        if (status == 0) {
            QVERIFY(line.options.edit);
        } else {
            QVERIFY(line.answer->text.starts_with("burnish: "));
            QVERIFY(line.answer->text.find('\n') == std::string::npos);
        }
    }

    void helpAndVersionNeedNoDisplay() {
        QCOMPARE(parse_window_arguments({"--version"}, false).answer->status, 0);
        const std::string help = parse_window_arguments({"--help"}, false).answer->text;
        for (const WindowOption& option : window_option_table())
            QVERIFY(help.find(option.name.substr(option.name.find("--"))) != std::string::npos);
    }

    void noDisplayIsASentenceThatNamesTheOtherProgram() {
        const WindowCommandLine line = parse_window_arguments({}, false);
        QCOMPARE(line.answer->status, 1);
        QVERIFY(line.answer->text.find("burnish-cli") != std::string::npos);
    }

    void manualPagesHoldOnlyPlainRoff() {
        for (const char* program : {"burnish", "burnish-cli"}) {
            const std::string page = manual_page(program, "2026-11-26");
            QVERIFY(page.starts_with(".TH BURNISH"));
            for (const char c : page)
                QVERIFY2(c == '\n' || (c >= ' ' && c <= '~'), program);
        }
    }

private:
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    static WindowCommandLine parse(const std::vector<std::string>& arguments) {
        return parse_window_arguments(arguments, true);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestWindowOptions)
#include "tst_window_options.moc"

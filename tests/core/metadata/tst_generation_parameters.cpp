// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/generation_parameters.h"

#include <QtTest>

using namespace burnish;

class TestGenerationParameters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheWebUiWrites() {
        const auto read =
            parse_generation_parameters("a castle, \"old\"\nsecond line\nNegative prompt: blurry\nlow quality\n"
                                        "Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 1, "
                                        "Size: 512x768, Model: my model, "
                                        "Denoising strength: 0.3, Lora hashes: \"a: 1, b: 2\", Version: v1.9.3");
        QCOMPARE(read.prompt, std::string("a castle, \"old\"\nsecond line"));
        QCOMPARE(read.negative_prompt, std::string("blurry\nlow quality"));
        QCOMPARE(read.fields.size(), std::size_t{10});
        QCOMPARE(*read.field("Sampler"), std::string("DPM++ 2M"));
        QCOMPARE(*read.field("Lora hashes"), std::string("a: 1, b: 2"));
        QCOMPARE(*read.field("Version"), std::string("v1.9.3"));
        QVERIFY(!read.field("Hires steps"));
    }

    void takesFewerThanThreeFieldsForPrompt() {
        const auto read = parse_generation_parameters("a sign that says\nTime: now, Place: here");
        QCOMPARE(read.prompt, std::string("a sign that says\nTime: now, Place: here"));
        QVERIFY(read.fields.empty());
    }

    void roundTrips_data() {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("negative");
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << "a cat"
                               << ""
                               << "Pocket refiner";
        QTest::newRow("needs quoting") << "a: b, c"
                                       << "x, y: z"
                                       << "model, with: \"quotes\" \\ and\nbreak";
        QTest::newRow("not English") << "naïve café 寺 🏯"
                                     << "ж"
                                     << "模型, v1";
        QTest::newRow("empty") << ""
                               << ""
                               << "m";
    }

    void roundTrips() {
        QFETCH(QString, prompt);
        QFETCH(QString, negative);
        QFETCH(QString, value);
        const GenerationParameters written{.prompt = prompt.toStdString(),
                                           .negative_prompt = negative.toStdString(),
                                           .fields = {{"Steps", "50"}, {"Seed", "1"}, {"Model", value.toStdString()}}};
        const auto read = parse_generation_parameters(format_generation_parameters(written));
        QCOMPARE(read.prompt, written.prompt);
        QCOMPARE(read.negative_prompt, written.negative_prompt);
        QCOMPARE(read.fields, written.fields);
    }

    void survivesUnclosedQuotesAndBinaryRubbish() {
        const auto read = parse_generation_parameters("p\nSteps: 1, Seed: 2, Model: \"open, Size: 1x1, Version: v");
        QCOMPARE(read.prompt, std::string("p"));
        QCOMPARE(*read.field("Size"), std::string("1x1"));
        parse_generation_parameters(std::string_view("\xff\xfe\0:\":,\"\\", 9));
    }
};

QTEST_GUILESS_MAIN(TestGenerationParameters)
#include "tst_generation_parameters.moc"

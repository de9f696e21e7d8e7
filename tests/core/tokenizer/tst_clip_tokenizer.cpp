// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/clip_tokenizer.h"

#include "core/common/error.h"
#include "core/common/sha256.h"
#include "tests/core/tokenizer/clip_folder.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace burnish;
using namespace burnish::test;
namespace fs = std::filesystem;

namespace {

using Ids = std::vector<std::int64_t>;

void appendUtf8(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
    } else if (c < 0x10000) {
        text += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
                 static_cast<char>(0x80 | (c & 0x3F))};
    } else {
        text += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 0x3F)),
                 static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
    }
}

/// A line of ids as tests/tools/hash_tokenizer.py writes it.
std::string lineOf(const Ids& ids) {
    std::string line;
    for (const std::int64_t id : ids) {
        line += (line.empty() ? "" : " ") + std::to_string(id);
    }
    return line + "\n";
}

ErrorCode codeOf(const fs::path& folder) {
    try {
        const ClipTokenizer tokenizer(folder);
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::Internal;
}

}  // namespace

class TestClipTokenizer final : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_temporary;
    fs::path m_folder;
    std::unique_ptr<ClipTokenizer> m_official;

    fs::path make(const char* name, const nlohmann::json& map, const nlohmann::json& config) const {
        makeClipFolder(m_folder / name, map, config);
        return m_folder / name;
    }

private Q_SLOTS:
    void initTestCase() {
        if (!fs::exists(clipTables() / "merges.txt")) {
            QSKIP("CLIP's tables are missing; packaging/setup puts them into build/deps/clip");
        }
        m_folder = m_temporary.path().toStdString();
        m_official = std::make_unique<ClipTokenizer>(make("official", officialTokens(), {{"model_max_length", 77}}));
    }

    void equalsTheReference_data() {
        QTest::addColumn<QString>("which");
        QTest::newRow("tokenizer_2") << QStringLiteral("tokenizer_2");
        QTest::newRow("tokenizer") << QStringLiteral("tokenizer");
    }
    void equalsTheReference() {
        QFETCH(QString, which);
        std::ifstream file(BURNISH_TEST_DATA "/golden/tokenizer.json");
        const nlohmann::json golden = nlohmann::json::parse(file).at(which.toStdString());
        const ClipTokenizer tokenizer(
            make(qPrintable(which), officialTokens(golden.at("pad_token").get<std::string>()), nullptr));
        QVERIFY(golden.at("texts").size() > 20);
        for (const nlohmann::json& row : golden.at("texts")) {
            const std::string text = row.at("text");
            QVERIFY2(tokenizer.tokenize(text) == row.at("content").get<Ids>(), text.c_str());
            QVERIFY2(tokenizer.encode(text).ids == row.at("ids").get<Ids>(), text.c_str());
        }
    }

    void treatsEveryCharacterAsTheReference_data() {
        QTest::addColumn<int>("plane");
        for (const int plane : {0, 1, 2, 3, 14}) {
            QTest::addRow("plane %d", plane) << plane;
        }
    }
    void treatsEveryCharacterAsTheReference() {
        QFETCH(int, plane);
        std::ifstream file(BURNISH_TEST_DATA "/golden/tokenizer_planes.json");
        const nlohmann::json golden = nlohmann::json::parse(file).at(std::to_string(plane));
        Sha256 characters;
        Sha256 marks;
        const auto add = [&](Sha256& digest, const std::string& text) {
            const std::string line = lineOf(m_official->tokenize(text));
            digest.update(std::as_bytes(std::span(line)));
        };
        for (char32_t c = static_cast<char32_t>(plane) << 16; c < static_cast<char32_t>(plane + 1) << 16; ++c) {
            if (c >= 0xD800 && c < 0xE000) {
                continue;
            }
            std::string character;
            appendUtf8(character, c);
            add(characters, "a" + character + "b" + character + character);
            add(marks, "\u24b6\u0316" + character);
            add(marks, "\u24b6" + character + "\u0345");
        }
        QCOMPARE(characters.finish(), golden.at("characters").get<std::string>());
        QCOMPARE(marks.finish(), golden.at("marks").get<std::string>());
    }

    void cutsAfterSeventyFive() {
        std::string text;
        for (int i = 0; i < 75; ++i) {
            text += "cat ";
        }
        const auto full = m_official->encode(text);
        QVERIFY(!full.truncated);
        QCOMPARE(full.content_tokens, 75);
        const auto cut = m_official->encode(text + "dog");
        QVERIFY(cut.truncated);
        QCOMPARE(cut.content_tokens, 76);
        QCOMPARE(cut.ids, full.ids);
        QCOMPARE(cut.ids.size(), std::size_t{77});
        QCOMPARE(cut.ids.front(), std::int64_t{49406});
        QCOMPARE(cut.ids.back(), std::int64_t{49407});
    }

    void padsAnEmptyTextWithTheExclamationMark() {
        const auto empty = m_official->encode("");
        QCOMPARE(empty.content_tokens, 0);
        Ids expected(77, 0);
        expected[0] = 49406;
        expected[1] = 49407;
        QCOMPARE(empty.ids, expected);
        QCOMPARE(m_official->pad_id(), std::int64_t{0});
        QCOMPARE(m_official->model_max_length(), 77);
    }

    // Expected ids: transformers 5.23 on folders made in the same way.
    void readsSpecialTokensAsTheReference_data() {
        QTest::addColumn<QByteArray>("map");
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<qint64>("pad");
        QTest::addColumn<QList<qint64>>("ids");
        const nlohmann::json plain = {{"bos_token", "<|startoftext|>"},
                                      {"eos_token", "<|endoftext|>"},
                                      {"unk_token", "<|endoftext|>"},
                                      {"pad_token", "!"}};
        const auto dump = [](const nlohmann::json& json) { return QByteArray::fromStdString(json.dump()); };
        const QList<qint64> matched = {320, 49406, 2781, 0};
        const QList<qint64> spelled = {320, 27, 347, 993, 6659, 4160, 91, 285, 2781, 0};
        QTest::newRow("official map") << dump(officialTokens()) << dump(nullptr) << qint64{0} << matched;
        QTest::newRow("configuration alone") << dump(nullptr) << dump(officialTokens()) << qint64{0} << matched;
        QTest::newRow("plain texts match raw") << dump(plain) << dump(plain) << qint64{0} << spelled;
        QTest::newRow("neither") << dump(nullptr) << dump(nullptr) << qint64{49407}
                                 << QList<qint64>{320, 27, 347, 993, 6659, 4160, 91, 285, 2781, 256};
        QTest::newRow("the map wins") << dump(officialTokens()) << dump({{"pad_token", "<|endoftext|>"}}) << qint64{0}
                                      << matched;
        nlohmann::json decoder = plain;
        decoder["added_tokens_decoder"] = {{"0", tokenObject("!", false)},
                                           {"49406", tokenObject("<|startoftext|>")},
                                           {"49407", tokenObject("<|endoftext|>")}};
        QTest::newRow("added_tokens_decoder") << dump(plain) << dump(decoder) << qint64{0} << matched;
    }
    void readsSpecialTokensAsTheReference() {
        QFETCH(QByteArray, map);
        QFETCH(QByteArray, config);
        QFETCH(qint64, pad);
        QFETCH(QList<qint64>, ids);
        const ClipTokenizer tokenizer(make(QTest::currentDataTag(), nlohmann::json::parse(map.toStdString()),
                                           nlohmann::json::parse(config.toStdString())));
        QCOMPARE(tokenizer.pad_id(), pad);
        QCOMPARE(tokenizer.tokenize("a <|STARTOFTEXT|> wow!"), Ids(ids.begin(), ids.end()));
        QCOMPARE(tokenizer.tokenize("a<|startoftext|>b"), (Ids{320, 49406, 321}));
    }

    void invalidBytesCountAsReplacementCharacters() {
        const Ids one = m_official->tokenize("a\uFFFD b");
        QCOMPARE(m_official->tokenize("a\xFF b"), one);
        QCOMPARE(m_official->tokenize("a\xE2\x82 b"), one);
        QCOMPARE(m_official->tokenize("a\xC0\xAF b"), m_official->tokenize("a\uFFFD\uFFFD b"));
        QCOMPARE(m_official->tokenize("a\xED\xA0\x80 b"), m_official->tokenize("a\uFFFD\uFFFD\uFFFD b"));
        QCOMPARE(m_official->tokenize("a\xF0\x9F\x8E"), m_official->tokenize("a\uFFFD"));
    }

    void longTextsStayQuick_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("one word") << QByteArray(65536, 'a');
        QTest::newRow("one word of many merges") << QByteArray("photograph").repeated(6554);
        QTest::newRow("marks") << QByteArray("\u0316\u0345").repeated(16384);
        QTest::newRow("punctuation") << QByteArray(65536, '.');
        QTest::newRow("special tokens") << QByteArray(65536, '!');
    }
    void longTextsStayQuick() {
        QFETCH(QByteArray, text);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(m_official->encode(text.toStdString()).truncated);
        // The goal is half a second; sanitizers and a busy machine get the rest.
        QVERIFY2(timer.elapsed() < 2500, qPrintable(QString::number(timer.elapsed())));
    }

    void saysWhatIsWrongWithAFolder() {
        QCOMPARE(codeOf(m_folder / "absent"), ErrorCode::ModelNotFound);
        const fs::path folder = m_folder / "broken";
        fs::create_directories(folder);
        std::ofstream(folder / "merges.txt") << "#version: 0.2\n";
        for (const char* vocabulary : {"", "[]", "{\"a\": -1}", "{\"a\": 1.5}", "{\"a\": 99999999999}", "{\"a\": 1}"}) {
            std::ofstream(folder / "vocab.json") << vocabulary;
            QVERIFY2(codeOf(folder) == ErrorCode::ModelCorrupt, vocabulary);
        }
        std::ofstream(folder / "vocab.json") << R"({"a": 0, "<|startoftext|>": 1, "<|endoftext|>": 2})";
        const ClipTokenizer small(folder);
        // What the vocabulary lacks is the unknown token, a byte at a time.
        QCOMPARE(small.tokenize("ab"), (Ids{0, 2}));
        std::ofstream(folder / "merges.txt") << "#version: 0.2\na b\n";
        QCOMPARE(codeOf(folder), ErrorCode::ModelCorrupt);
        std::ofstream(folder / "merges.txt") << "#version: 0.2\n";
        std::ofstream(folder / "tokenizer_config.json") << R"({"model_max_length": 2})";
        QCOMPARE(codeOf(folder), ErrorCode::ModelCorrupt);
        std::ofstream(folder / "tokenizer_config.json") << R"({"added_tokens_decoder": {"x": "!"}})";
        QCOMPARE(codeOf(folder), ErrorCode::ModelCorrupt);
    }
};

QTEST_GUILESS_MAIN(TestClipTokenizer)
#include "tst_clip_tokenizer.moc"

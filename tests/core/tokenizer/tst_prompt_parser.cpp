// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/prompt_parser.h"

#include "core/common/error.h"
#include "core/tokenizer/prompt_chunks.h"
#include "tests/core/tokenizer/clip_folder.h"

#include <QtTest>

#include <cmath>

using namespace burnish;

namespace {

/// "a |important*1.1| word", "/" for a break.
QByteArray written(const ParsedPrompt& prompt) {
    QByteArray text;
    for (const PromptPart& part : prompt.parts) {
        text += text.isEmpty() ? "" : "|";
        text += part.is_break ? QByteArray("/") : QByteArray::fromStdString(part.text);
        text += part.weight == 1.0 ? QByteArray() : "*" + QByteArray::number(part.weight, 'g', 10);
    }
    return text;
}

}  // namespace

class TestPromptParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The first ones are the examples of the reference's own documentation and tests.
    void readsTheSyntax_data() {
        QTest::addColumn<QByteArray>("prompt");
        QTest::addColumn<QByteArray>("parts");
        const auto row = [](const char* prompt, const char* parts) {
            QTest::newRow(prompt) << QByteArray(prompt) << QByteArray(parts);
        };
        row("normal text", "normal text");
        row("an (important) word", "an |important*1.1| word");
        row("(unbalanced", "unbalanced*1.1");
        row("\\(literal\\]", "(literal]");
        row("(unnecessary)(parens)", "unnecessaryparens*1.1");
        row("a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).",
            "a |house*1.573| *1.1|on| a *1.1|hill*0.55|, sun, *1.1|sky*1.4641|.*1.1");
        row("", "");
        row("((x:1.3))", "x*1.43");
        row("(x : 1.3 )", "x *1.3");
        row("(x:+1.5)", "x*1.5");
        row("(x:-1)", "x*-1");
        row("(x:.5)", "x*0.5");
        row("x)", "x)");
        row("x]", "x]");
        row("x:1.2)", "x:1.2)");
        row("[x:1.2]", "x:1.2*0.9090909091");
        row("[[x]]", "x*0.826446281");
        row("a: b, c", "a: b, c");
        row("a\\\\b", "a\\b");
        row("a\\b", "ab");
        row("a\\", "a");
        row("(\\(x\\):1.2)", "(x)*1.2");
        row("one BREAK two", "one|/|two");
        row("(one BREAK two:1.2)", "one*1.2|/|two*1.2");
        row("one BREAK BREAK two", "one|/|/|two");
        row("BREAK", "/");
        row("BREAKFAST, aBREAK, BREAK_2", "BREAKFAST, aBREAK, BREAK_2");
        row("break", "break");
        row("a <lora:name:0.8> b", "a  b");
        row("<lora:x>", "");
        row("a < b > c", "a < b > c");
        row("<b>", "<b>");
        row("a AND b", "a  b");
        row("ANDROID AND_", "ANDROID AND_");
        row("(((((", "");
        row("()", "");
        row("[a|b] {c|d}", "a|b*0.9090909091| {c|d}");
    }

    void readsTheSyntax() {
        QFETCH(QByteArray, prompt);
        QFETCH(QByteArray, parts);
        QCOMPARE(written(parse_prompt(prompt.toStdString())), parts);
    }

    void listsWhatItLeavesOut() {
        const ParsedPrompt prompt = parse_prompt("a <lora:grain v2:0.8> AND (b <hypernet:x:1>:1.2)");
        QCOMPARE(prompt.ignored, (std::vector<std::string>{"<lora:grain v2:0.8>", "AND", "<hypernet:x:1>"}));
    }

    void refusesWeightsThatAreNoNumbers_data() {
        QTest::addColumn<QByteArray>("prompt");
        for (const char* prompt : {"(x:1.2.3)", "(x:.)", "(x:..)", "(x:99999)", "(x:1001)", "(x:-)"}) {
            QTest::newRow(prompt) << QByteArray(prompt);
        }
    }

    void refusesWeightsThatAreNoNumbers() {
        QFETCH(QByteArray, prompt);
        if (prompt == "(x:-)") {
            QCOMPARE(written(parse_prompt("(x:-)")), QByteArray("x:-*1.1"));  // no digits: no weight
            return;
        }
        try {
            (void)parse_prompt(prompt.toStdString());
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::InvalidArgument);
            QCOMPARE(error.parts().subject, std::string("prompt"));
        }
    }

    void textWithoutSyntaxGivesThePlainChunk() {
        for (const char* text :
             {"", "a photo of an astronaut riding a horse on mars", "wow!great", "it's 8k, naïve café: x"}) {
            const PromptChunks chunks = chunk_prompt(m_tokenizer, parse_prompt(text));
            QCOMPARE(chunks.chunks.size(), std::size_t(1));
            QCOMPARE(chunks.chunks.front().ids, m_tokenizer.encode(text).ids);
            QVERIFY(!chunks.is_weighted());
        }
    }

    void weightsStandBesideTheirTokens() {
        const PromptChunks chunks = chunk_prompt(m_tokenizer, parse_prompt("a (red cat:1.5) b"));
        const PromptChunk& chunk = chunks.chunks.front();
        QCOMPARE(chunk.ids, m_tokenizer.encode("a red cat b").ids);
        QCOMPARE(std::vector<float>(chunk.weights.begin(), chunk.weights.begin() + 6),
                 (std::vector<float>{1, 1, 1.5F, 1.5F, 1, 1}));
        QVERIFY(chunks.is_weighted());
    }

    void breaksAndLongTextsMakeChunks() {
        PromptChunks chunks = chunk_prompt(m_tokenizer, parse_prompt("a cat BREAK a dog"));
        QCOMPARE(chunks.chunks.size(), std::size_t(2));
        QCOMPARE(chunks.chunks[1].ids, m_tokenizer.encode("a dog").ids);
        chunks.pad_to(4, m_tokenizer);
        QCOMPARE(chunks.chunks.size(), std::size_t(4));
        QCOMPARE(chunks.chunks[3].ids, m_tokenizer.encode("").ids);

        const std::string words = repeated("word ", 80);
        const PromptChunks longer = chunk_prompt(m_tokenizer, parse_prompt(words));
        QCOMPARE(longer.chunks.size(), std::size_t(2));
        QCOMPARE(longer.chunks[0].ids, m_tokenizer.encode(repeated("word ", 75)).ids);
        QCOMPARE(longer.chunks[1].ids, m_tokenizer.encode(repeated("word ", 5)).ids);
        QVERIFY(!longer.truncated);
        QVERIFY(plain_chunk(m_tokenizer, words).truncated);
        QCOMPARE(plain_chunk(m_tokenizer, words).chunks.front().ids, m_tokenizer.encode(words).ids);
    }

    void textAfterALateCommaMovesOn() {
        // 60 words, a comma, and 20 more: the comma is the 61st token, the 76th does not fit.
        const PromptChunks chunks =
            chunk_prompt(m_tokenizer, parse_prompt(repeated("word ", 60) + "," + repeated(" cat", 20)));
        QCOMPARE(chunks.chunks.size(), std::size_t(2));
        QCOMPARE(chunks.chunks[0].ids, m_tokenizer.encode(repeated("word ", 60) + ",").ids);
        QCOMPARE(chunks.chunks[1].ids, m_tokenizer.encode(repeated(" cat", 20)).ids);
        // A comma that is farther back than 20 tokens moves nothing.
        const PromptChunks early =
            chunk_prompt(m_tokenizer, parse_prompt(repeated("word ", 50) + "," + repeated(" cat", 30)));
        QCOMPARE(early.chunks[0].ids, m_tokenizer.encode(repeated("word ", 50) + "," + repeated(" cat", 24)).ids);
    }

private:
    static std::string repeated(const std::string& text, int count) {
        std::string result;
        while (count-- > 0) {
            result += text;
        }
        return result;
    }

    static std::filesystem::path folder() {
        static QTemporaryDir parent;
        const std::filesystem::path path = std::filesystem::path(parent.path().toStdString()) / "tokenizer_2";
        if (!std::filesystem::exists(path)) {
            test::makeClipFolder(path, test::officialTokens(), {});
        }
        return path;
    }

    ClipTokenizer m_tokenizer{folder()};
};

QTEST_GUILESS_MAIN(TestPromptParser)
#include "tst_prompt_parser.moc"

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/torch_engine.h"
#include "core/tokenizer/clip_tokenizer.h"
#include "core/weights/checkpoint.h"
#include "tests/core/engine/support/engine_fixtures.h"

#include <ATen/ATen.h>

#include <QtTest>

#include <algorithm>

using namespace burnish;

class TestPromptEncoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textWithoutSyntaxIsThePlainText_data() {
        QTest::addColumn<QByteArray>("model");
        QTest::newRow("refiner") << QByteArray("tiny_default");
        QTest::newRow("base") << QByteArray("base_default");
    }

    void textWithoutSyntaxIsThePlainText() {
        QFETCH(QByteArray, model);
        const Run plain = run(model.toStdString(), PromptSyntax::Plain, "a photo of an astronaut, on mars");
        const Run a1111 = run(model.toStdString(), PromptSyntax::A1111, "a photo of an astronaut, on mars");
        for (const char* name : {"input_ids", "prompt_embeds", "pooled_prompt_embeds", "final"}) {
            QVERIFY2(at::equal(plain.trace.at(name), a1111.trace.at(name)), name);
        }
    }

    void weightsMultiplyTheStatesOfTheirTokens() {
        const at::Tensor plain = run("tiny_default", PromptSyntax::Plain, "a cat b").trace.at("prompt_embeds");
        const Run weighted = run("tiny_default", PromptSyntax::A1111, "a (cat:1.5) b");
        const at::Tensor ratio = weighted.trace.at("prompt_embeds") / plain;
        const std::int64_t count = ratio.ge(1.4).all(-1).sum().item<std::int64_t>();
        QVERIFY(count >= 1 && count <= 3);  // the tokens of one word
        QVERIFY(at::allclose(ratio.masked_select(ratio.ge(1.4)), at::scalar_tensor(1.5)));
        QVERIFY(at::equal(ratio.masked_select(ratio.lt(1.4)), at::ones_like(ratio.masked_select(ratio.lt(1.4)))));
    }

    void longTextsAreChunksSideBySide() {
        const std::string longer = repeated("cat ", 100);
        const Run whole = run("base_default", PromptSyntax::A1111, longer);
        // Both encoders go on as long as the one whose words are cut into more tokens.
        const DiffusersFolder model = open_diffusers_folder(test::golden_request("base_default").settings.model);
        const std::size_t most = std::max(ClipTokenizer(model.tokenizer).tokenize(longer).size(),
                                          ClipTokenizer(model.tokenizer_2).tokenize(longer).size());
        const auto length = static_cast<std::int64_t>(77 * ((most + 74) / 75));
        QVERIFY(length > 77);
        QCOMPARE(whole.trace.at("prompt_embeds").size(1), length);
        QCOMPARE(whole.trace.at("input_ids").size(1), length);
        QVERIFY(!whole.result.prompt_truncated);
        // The negative prompt goes on with the empty text, or is zero throughout.
        QCOMPARE(whole.trace.at("negative_prompt_embeds").size(1), length);
        const Run first = run("base_default", PromptSyntax::Plain, longer);
        QVERIFY(first.result.prompt_truncated);
        QVERIFY(at::equal(whole.trace.at("prompt_embeds").slice(1, 0, 77), first.trace.at("prompt_embeds")));
        QVERIFY(at::equal(whole.trace.at("pooled_prompt_embeds"), first.trace.at("pooled_prompt_embeds")));
    }

    void breakStartsAChunk() {
        const Run run_of_two = run("tiny_default", PromptSyntax::A1111, "a cat BREAK a dog");
        const at::Tensor embeds = run_of_two.trace.at("prompt_embeds");
        QCOMPARE(embeds.size(1), std::int64_t(154));
        QVERIFY(at::equal(embeds.slice(1, 77, 154),
                          run("tiny_default", PromptSyntax::Plain, "a dog").trace.at("prompt_embeds")));
        const at::Tensor negative = run_of_two.trace.at("negative_prompt_embeds");
        QVERIFY(at::equal(negative.slice(1, 0, 77), negative.slice(1, 77, 154)));  // both empty
    }

    void saysWhatItLeavesOut() {
        QCOMPARE(run("tiny_default", PromptSyntax::A1111, "a <lora:x:1> cat").result.ignored_prompt_parts,
                 std::vector<std::string>{"<lora:x:1>"});
        QVERIFY(run("tiny_default", PromptSyntax::Plain, "a <lora:x:1> cat").result.ignored_prompt_parts.empty());
    }

private:
    struct Run {
        RefineResult result;
        test::TensorMap trace;
    };

    Run run(const std::string& name, PromptSyntax syntax, const std::string& prompt) {
        QTemporaryDir scratch;
        RefineRequest request = test::golden_request(name);
        request.settings.prompt = prompt;
        request.settings.prompt_syntax = syntax;
        request.settings.steps = 2;
        request.trace = scratch.filePath(QStringLiteral("trace.safetensors")).toStdString();
        Run finished{.result = engine_.refine(request, {}, {}), .trace = {}};
        finished.trace = test::read_tensors(request.trace);
        return finished;
    }

    static std::string repeated(const std::string& text, int count) {
        std::string result;
        while (count-- > 0) {
            result += text;
        }
        return result;
    }

    TorchEngine engine_;
};

QTEST_GUILESS_MAIN(TestPromptEncoder)
#include "tst_prompt_encoder.moc"

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/recipe.h"

#include "core/common/error.h"
#include "core/metadata/generation_parameters.h"

#include <QtTest>

using namespace burnish;

namespace {

RefineResult unusual_result() {
    RefineResult result;
    result.image = std::make_shared<const Image>(64, 48, 3, PixelType::U8);
    result.settings = {.model = "/models/ref\u00efner",
                       .vae = "/models/va\u00e9.safetensors",
                       .loras = {{.path = "/models/a.safetensors", .weight = 0.8}, {.path = "/models/b", .weight = -1}},
                       .prompt = "naïve café 寺 🏯",
                       .negative_prompt = "",
                       .strength = 0.1 + 0.2,
                       .steps = 37,
                       .guidance_scale = 6.25,
                       .guidance_rescale = 0.7,
                       .aesthetic_score = 7.5,
                       .negative_aesthetic_score = 1.5,
                       .original_size = SizeHW{512, 768},
                       .crop = {8, 16},
                       .negative_original_size = SizeHW{256, 384},
                       .negative_crop = {1, 2},
                       .seed = 18446744073709551615ULL,
                       .noise = NoiseDtype::Pipeline,
                       .denoising_start = 0.8,
                       .tile = 768,
                       .keep_detail = 0.35,
                       .watermark = Watermark::Verified};
    result.compute = {.device = "cpu", .dtype = "bf16", .offload = "model", .threads = 2};
    result.steps_run = 7;
    return result;
}

}  // namespace

class TestRecipe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void restoresEverySetting() {
        const RefineResult result = unusual_result();
        const Recipe written(result, {.file_name = "a.png", .file_sha256 = "f", .pixel_sha256 = "p"}, "Pocket");
        const Recipe read = Recipe::from_json(written.to_json());
        QVERIFY(read.settings() == result.settings);
        QCOMPARE(read.source().pixel_sha256, std::string("p"));
        QCOMPARE(read.model_name(), std::string("Pocket"));
        QCOMPARE(read.json()["compute"]["dtype"].get<std::string>(), std::string("bf16"));
    }

    /// What was asked for is a setting; what became of it stands beside the device. Other tools' "Tiling" is another
    /// thing (pictures that repeat), and is not written.
    void saysTilesAsAskedAndAsTheyWere() {
        RefineResult result = unusual_result();
        for (const std::optional<int> tile : {std::optional<int>(), std::optional(0), std::optional(1024)}) {
            result.settings.tile = tile;
            result.compute.tile = 1024;
            const Recipe read = Recipe::from_json(Recipe(result, {}, "m").to_json());
            QCOMPARE(read.settings().tile, tile);
            QCOMPARE(read.json()["compute"]["tile"].get<int>(), 1024);
            QVERIFY(read.to_parameters().find("Til") == std::string::npos);
        }
        result.compute.tile = 0;
        QVERIFY(!Recipe(result, {}, "m").json()["compute"].contains("tile"));
    }

    void tellsNoNegativeFromAnEmptyOne() {
        RefineResult result = unusual_result();
        result.settings.negative_prompt.reset();
        QVERIFY(!Recipe::from_json(Recipe(result, {}, "m").to_json()).settings().negative_prompt);
        result.settings.negative_prompt = "";
        QVERIFY(Recipe::from_json(Recipe(result, {}, "m").to_json()).settings().negative_prompt.has_value());
    }

    void keepsUnknownKeys() {
        const std::string text = R"({"schema":1,"settings":{"steps":3,"later":true},"studio":{"shot":"a7"}})";
        const std::string again = Recipe::from_json(text).to_json();
        QVERIFY(again.find(R"("shot":"a7")") != std::string::npos);
        QVERIFY(again.find(R"("later":true)") != std::string::npos);
    }

    void tellsEveryPassBackToTheSource() {
        const RefineResult result = unusual_result();
        const Recipe first(result, {.file_name = "photo.jpg", .file_sha256 = "f0", .pixel_sha256 = "p0"}, "Pocket");
        QVERIFY(first.history().empty());
        QCOMPARE(first.origin().file_sha256, std::string("f0"));
        const Recipe second(result, {.file_name = "a.png", .file_sha256 = "f1", .pixel_sha256 = "p1"}, "Pocket",
                            &first);
        const Recipe third(result, {.file_name = "b.png", .file_sha256 = "f2", .pixel_sha256 = "p2"}, "Pocket",
                           &second);
        const Recipe read = Recipe::from_json(third.to_json());
        QCOMPARE(read.history().size(), std::size_t{2});
        QCOMPARE(read.origin().file_name, std::string("photo.jpg"));
        QCOMPARE(read.source().pixel_sha256, std::string("p2"));
        QCOMPARE(read.history()[1]["source"]["file_sha256"].get<std::string>(), std::string("f1"));
        QCOMPARE(read.history()[0]["settings"]["steps"].get<int>(), result.settings.steps);
        QVERIFY(!read.history()[1].contains("history"));
        QVERIFY(read.settings() == result.settings);
    }

    void aLongPastKeepsItsEnds() {
        RefineResult result = unusual_result();
        result.settings.prompt = std::string(1000, 'x');
        Recipe recipe(result, {.file_name = "photo.jpg", .file_sha256 = "f0", .pixel_sha256 = "p0"}, "Pocket");
        for (int pass = 1; pass <= 60; ++pass) {
            const Recipe before = recipe;
            recipe = Recipe(result, {.file_name = std::to_string(pass), .file_sha256 = "f", .pixel_sha256 = "p"},
                            "Pocket", &before);
        }
        QVERIFY(recipe.to_json().size() < 30'000);
        const auto passes = recipe.history();
        QCOMPARE(recipe.origin().file_sha256, std::string("f0"));
        QCOMPARE(passes.back()["source"]["file_name"].get<std::string>(), std::string("59"));
        QCOMPARE(passes.size() + recipe.json()["history_left_out"].get<std::size_t>(), std::size_t{60});
    }

    void takesNoRecipeForNone() {
        QVERIFY(!Recipe::from_text(std::nullopt));
        QVERIFY(!Recipe::from_text("not a recipe"));
        QVERIFY(Recipe::from_text(R"({"schema":1,"history":"long ago"})")->history().empty());
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("not JSON") << QByteArray("hello");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("no schema") << QByteArray("{}");
        QTest::newRow("later schema") << QByteArray(R"({"schema":2})");
        QTest::newRow("steps as text") << QByteArray(R"({"schema":1,"settings":{"steps":"3"}})");
        QTest::newRow("steps too many") << QByteArray(R"({"schema":1,"settings":{"steps":1001}})");
        QTest::newRow("steps beyond 64 bits")
            << QByteArray(R"({"schema":1,"settings":{"steps":18446744073709551615}})");
        QTest::newRow("strength above 1") << QByteArray(R"({"schema":1,"settings":{"strength":1.5}})");
        QTest::newRow("negative seed") << QByteArray(R"({"schema":1,"settings":{"seed":-1}})");
        QTest::newRow("half a size") << QByteArray(R"({"schema":1,"settings":{"original_size":[512]}})");
        QTest::newRow("huge tiles") << QByteArray(R"({"schema":1,"settings":{"tile":8193}})");
        QTest::newRow("unknown sampler") << QByteArray(R"({"schema":1,"settings":{"sampler":"magic"}})");
        QTest::newRow("LoRA without a weight") << QByteArray(R"({"schema":1,"model":{"loras":[{"path":"a"}]}})");
        QTest::newRow("LoRAs as text") << QByteArray(R"({"schema":1,"model":{"loras":"a"}})");
        QTest::newRow("deep") << QByteArray(R"({"schema":1,"a":)") + QByteArray(40, '[') + QByteArray(40, ']') + "}";
        QTest::newRow("very long") << QByteArray(R"({"schema":1,"a":")") + QByteArray(2 << 20, 'x') + "\"}";
    }

    void refuses() {
        QFETCH(QByteArray, text);
        QVERIFY_THROWS_EXCEPTION(Error, Recipe::from_json(text.toStdString()));
    }

    void writesTheTextThatOtherToolsRead() {
        const auto read = parse_generation_parameters(Recipe(unusual_result(), {}, "Pocket, v1").to_parameters());
        QCOMPARE(read.prompt, std::string("naïve café 寺 🏯"));
        QCOMPARE(*read.field("Steps"), std::string("37"));
        QCOMPARE(*read.field("Sampler"), std::string("Euler"));
        QCOMPARE(*read.field("CFG scale"), std::string("6.25"));
        QCOMPARE(*read.field("Seed"), std::string("18446744073709551615"));
        QCOMPARE(*read.field("Size"), std::string("64x48"));
        QCOMPARE(*read.field("Model"), std::string("Pocket, v1"));
        QCOMPARE(*read.field("Denoising strength"), std::string("0.3"));
        QCOMPARE(*read.field("RNG"), std::string("CPU"));
        QCOMPARE(*read.field("Denoising start"), std::string("0.8"));
    }
};

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"

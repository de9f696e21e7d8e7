// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/found_recipe.h"

#include "core/metadata/settings_json.h"

#include <QtTest>

#include <algorithm>

using namespace burnish;

namespace {

using Texts = std::map<std::string, std::string>;

std::optional<FoundRecipe> found_in(const Texts& texts, const PictureTexts& own = {}) {
    PictureMetadata metadata;
    metadata.texts = texts;
    return find_recipe(own, metadata);
}

/// What a settings file makes of it: everything found must be usable as it stands.
RefineSettings settings_of(const FoundRecipe& found) {
    RefineSettings settings;
    settings_from_json(found.settings, settings);
    return settings;
}

bool notes_say(const FoundRecipe& found, std::string_view part) {
    return std::ranges::any_of(found.notes, [part](const std::string& note) { return note.find(part) != note.npos; });
}

constexpr const char* kPrompt = "naïve café 寺 🏯";

}  // namespace

class TestFoundRecipe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsA1111FieldByField() {
        const auto found =
            found_in({}, {.parameters = std::string(kPrompt) +
                                        "\nsecond line\nNegative prompt: blur, (haze:1.2)\nSteps: 20, Sampler: "
                                        "DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 123, Size: "
                                        "512x512, Model hash: 7440042bbd, Model: sd_xl_refiner_1.0, Denoising "
                                        "strength: 0.3, Clip skip: 2, Version: v1.10.1"});
        QVERIFY(found);
        QCOMPARE(found->tool, std::string("AUTOMATIC1111"));
        const RefineSettings settings = settings_of(*found);
        QCOMPARE(settings.prompt, std::string(kPrompt) + "\nsecond line");
        QCOMPARE(settings.negative_prompt, std::optional<std::string>("blur, (haze:1.2)"));
        QVERIFY(settings.sampler == Sampler::DpmPp2MKarras);
        QCOMPARE(settings.guidance_scale, 7.0);
        QCOMPARE(settings.strength, 0.3);
        QCOMPARE(settings.seed, std::uint64_t{123});
        QCOMPARE(settings.steps, 24);  // int(0.3 * 20) + 1 = 7 ran there; int(24 * 0.3) = 7 run here
        QVERIFY(notes_say(*found, "7 run"));
        QVERIFY(notes_say(*found, "Clip skip (2)"));
        QVERIFY(notes_say(*found, "sd_xl_refiner_1.0"));
    }

    void readsOldSamplerNamesAndForge() {
        const auto found =
            found_in({{"parameters", "x\nSteps: 8, Sampler: DPM++ 2M SDE Karras, Seed: 1, Version: f2.0.1"}});
        QCOMPARE(found->tool, std::string("Forge"));
        QVERIFY(settings_of(*found).sampler == Sampler::DpmPp2MSde);
    }

    void saysWhichSamplerIsNotThere() {
        const auto found = found_in({{"parameters", "x\nSteps: 8, Sampler: Restart, Seed: 1, CFG scale: 2"}});
        QVERIFY(!found->settings.contains("sampler"));
        QVERIFY(notes_say(*found, "Restart"));
    }

    void readsStableDiffusionCpp() {
        const auto found =
            found_in({{"parameters", "a cat\nSteps: 9, CFG scale: 4.5, Guidance: 3.5, Seed: 42, Size: 512x512, "
                                     "Sampler: euler_a karras, Version: stable-diffusion.cpp, SDCPP: "
                                     "{\"a\": {\"b\": [1, 2]}}"}});
        QCOMPARE(found->tool, std::string("stable-diffusion.cpp"));
        const RefineSettings settings = settings_of(*found);
        QCOMPARE(settings.prompt, std::string("a cat"));
        QCOMPARE(settings.seed, std::uint64_t{42});
        QVERIFY(settings.sampler == Sampler::EulerA);
    }

    void readsComfyUi_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addRow("png") << QByteArray("prompt");
        QTest::addRow("webp") << QByteArray("Model");
    }
    void readsComfyUi() {
        QFETCH(QByteArray, key);
        const std::string graph = R"({
            "3": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": 25, "cfg": 8, "sampler_name": "euler",
                  "scheduler": "normal", "denoise": 1, "positive": ["6", 0], "negative": ["7", 0],
                  "latent_image": ["9", 0]}},
            "10": {"class_type": "KSampler", "inputs": {"seed": ["20", 0], "steps": 20, "cfg": 6.5,
                  "sampler_name": "dpmpp_2m", "scheduler": "karras", "denoise": 0.3, "positive": ["12", 0],
                  "negative": ["7", 0], "latent_image": ["3", 0]}},
            "12": {"class_type": "ConditioningCombine", "inputs": {"conditioning_1": ["6", 0]}},
            "20": {"class_type": "PrimitiveInt", "inputs": {"value": 77}},
            "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "naïve café 寺 🏯", "clip": ["4", 1]}},
            "7": {"class_type": "CLIPTextEncode", "inputs": {"text": ["21", 0]}},
            "21": {"class_type": "StringNode", "inputs": {"string": "watermark"}}})";
        const bool is_png = key == "prompt";
        const auto found = found_in({{key.toStdString(), (is_png ? "" : "prompt:") + graph}});
        QVERIFY(found);
        QCOMPARE(found->tool, std::string("ComfyUI"));
        const RefineSettings settings = settings_of(*found);
        QCOMPARE(settings.prompt, std::string(kPrompt));
        QCOMPARE(settings.negative_prompt, std::optional<std::string>("watermark"));
        QCOMPARE(settings.strength, 0.3);
        QCOMPARE(settings.seed, std::uint64_t{77});
        QCOMPARE(settings.guidance_scale, 6.5);
        QVERIFY(settings.sampler == Sampler::DpmPp2MKarras);
        QCOMPARE(settings.steps, 67);  // all 20 ran there; int(67 * 0.3) = 20
    }

    void survivesGraphsThatGoInCircles() {
        const auto found =
            found_in({{"prompt", R"({"1": {"class_type": "KSampler", "inputs": {"steps": 4, "seed": ["1", 0],
            "positive": ["1", 0], "negative": ["2", 0], "latent_image": ["1", 0]}}})"}});
        QVERIFY(found);
        QVERIFY(!found->notes.empty());
    }

    void readsInvokeAi() {
        const auto found =
            found_in({{"invokeai_metadata", R"({"positive_prompt": "naïve café 寺 🏯", "negative_prompt": "blur",
            "seed": 9, "steps": 30, "cfg_scale": 7.5, "scheduler": "euler_a", "strength": 0.5,
            "model": {"name": "sdxl-base"}, "refiner_positive_aesthetic_score": 6.5,
            "refiner_negative_aesthetic_score": 2, "refiner_start": 0.8})"}});
        QCOMPARE(found->tool, std::string("InvokeAI"));
        const RefineSettings settings = settings_of(*found);
        QCOMPARE(settings.prompt, std::string(kPrompt));
        QCOMPARE(settings.steps, 30);
        QCOMPARE(settings.aesthetic_score, 6.5);
        QCOMPARE(settings.negative_aesthetic_score, 2.0);
        QVERIFY(settings.sampler == Sampler::EulerA);
        QVERIFY(notes_say(*found, "sdxl-base"));
    }

    void readsFooocus() {
        const auto found = found_in({{"fooocus_scheme", "fooocus"}},
                                    {.parameters = R"({"prompt": "naïve café 寺 🏯", "negative_prompt": "", "steps": 30,
            "guidance_scale": 4.0, "seed": "8123", "sampler": "dpmpp_2m_sde_gpu", "scheduler": "karras",
            "base_model": "juggernaut", "refiner_model": "None"})"});
        QCOMPARE(found->tool, std::string("Fooocus"));
        const RefineSettings settings = settings_of(*found);
        QCOMPARE(settings.prompt, std::string(kPrompt));
        QCOMPARE(settings.seed, std::uint64_t{8123});
        QVERIFY(settings.sampler == Sampler::DpmPp2MSde);
    }

    void readsSwarmUi() {
        const auto found = found_in({{"UserComment", R"({"sui_image_params": {"prompt": "naïve café 寺 🏯",
            "negativeprompt": "blur", "steps": 20, "cfgscale": 7.0, "seed": 3, "sampler": "heun",
            "initimagecreativity": 0.6}})"}});
        QCOMPARE(found->tool, std::string("SwarmUI"));
        const RefineSettings settings = settings_of(*found);
        QCOMPARE(settings.prompt, std::string(kPrompt));
        QCOMPARE(settings.strength, 0.6);
        QVERIFY(settings.sampler == Sampler::Heun);
    }

    void readsNovelAi() {
        const auto found = found_in({{"Software", "NovelAI"},
                                     {"Description", "naïve café 寺 🏯, {detailed}"},
                                     {"Comment", R"({"steps": 28, "scale": 5.0, "seed": 11, "uc": "lowres",
            "sampler": "k_euler_ancestral", "strength": 0.7, "noise": 0.0})"}});
        QCOMPARE(found->tool, std::string("NovelAI"));
        const RefineSettings settings = settings_of(*found);
        QCOMPARE(settings.prompt, std::string(kPrompt) + ", {detailed}");
        QVERIFY(settings.sampler == Sampler::EulerA);
        QVERIFY(notes_say(*found, "Braces"));
    }

    void readsDrawThings() {
        const auto found =
            found_in({{"UserComment", R"({"c": "naïve café 寺 🏯", "uc": "blur", "steps": 20, "scale": 4.5,
            "seed": 2, "sampler": "DPM++ 2M Karras", "strength": 1, "model": "sd_xl_base"})"}});
        QCOMPARE(found->tool, std::string("Draw Things"));
        const RefineSettings settings = settings_of(*found);
        QCOMPARE(settings.prompt, std::string(kPrompt));
        QVERIFY(settings.sampler == Sampler::DpmPp2MKarras);
    }

    void readsItsOwnTextExactly() {
        RefineResult result;
        result.settings.prompt = kPrompt;
        result.settings.steps = 37;
        result.settings.strength = 0.25;
        result.settings.keep_detail = 0.5;
        const Recipe recipe(result, {}, "Pocket");
        const auto from_text = found_in({}, {.parameters = recipe.to_parameters()});
        QCOMPARE(from_text->tool, std::string("Burnish"));
        QCOMPARE(settings_of(*from_text).steps, 37);
        QCOMPARE(settings_of(*from_text).keep_detail, 0.5);
        const auto from_recipe = found_in({}, {.recipe = recipe.to_json()});
        QVERIFY(settings_of(*from_recipe) == result.settings);
    }

    void findsNothingInOrdinaryTexts() {
        QVERIFY(!found_in({}));
        QVERIFY(!found_in({{"Model", "Acme X100"}, {"ImageDescription", "My holiday"}, {"Comment", "{not json"}}));
        QVERIFY(!found_in({{"prompt", "a plain text"}}));
        QVERIFY(!found_in({{"Comment", std::string(200'000, '[')}}));
    }
};

QTEST_GUILESS_MAIN(TestFoundRecipe)
#include "tst_found_recipe.moc"

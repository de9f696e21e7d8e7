// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/key_map.h"

#include "core/common/error.h"
#include "core/weights/single_file.h"
#include "tests/core/weights/official_keys.h"

#include <QtTest>
#include <nlohmann/json.hpp>

#include <set>

using namespace burnish;

namespace {

KeyMap::UnetPlan refinerPlan() {
    return {.layers = 2, .down_attention = {false, true, true, false}, .up_attention = {false, true, true, false}};
}

KeyMap::UnetPlan basePlan() {
    return {.layers = 2, .down_attention = {false, true, true}, .up_attention = {true, true, false}};
}

SafetensorsHeader officialHeader(ModelFamily family, const std::string& root = "") {
    SafetensorsHeader header;
    const bool isBase = family == ModelFamily::SdxlBase;
    test::addOriginal(header, root + "model.diffusion_model.", isBase ? "unet_base" : "unet_refiner");
    test::addOriginal(header, root + "first_stage_model.", "vae");
    if (isBase) {
        test::addOriginal(header, root + "conditioner.embedders.0.transformer.", "text_encoder");
        test::addOriginal(header, root + "conditioner.embedders.1.model.", "text_encoder_2");
    } else {
        test::addOriginal(header, root + "conditioner.embedders.0.model.", "text_encoder_2");
    }
    return header;
}

/// Every parameter that a component's names find in a header.
std::multiset<std::string> foundKeys(const SafetensorsHeader& header, const StoredNames& names) {
    std::multiset<std::string> keys;
    for (const auto& [key, entry] : header.tensors) {
        for (const TensorPart& part : names.parts_of(key)) {
            keys.insert(part.key);
        }
    }
    return keys;
}

std::multiset<std::string> diffusersKeys(const std::string& component) {
    std::multiset<std::string> keys;
    for (const test::KeyPair& pair : test::officialKeys(component)) {
        keys.insert(pair.diffusers);
    }
    return keys;
}

}  // namespace

class TestKeyMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mapsTheOfficialListsBothWays_data() {
        QTest::addColumn<QString>("component");
        QTest::addColumn<int>("count");
        QTest::newRow("refiner") << "unet_refiner" << 1220;
        QTest::newRow("base") << "unet_base" << 1680;
        QTest::newRow("vae") << "vae" << 248;
    }

    void mapsTheOfficialListsBothWays() {
        QFETCH(QString, component);
        QFETCH(int, count);
        const KeyMap map = component == QLatin1String("vae")
                               ? KeyMap::vae({})
                               : KeyMap::unet(component == QLatin1String("unet_base") ? basePlan() : refinerPlan());
        const std::vector<test::KeyPair> pairs = test::officialKeys(component.toStdString());
        QCOMPARE(int(pairs.size()), count);
        for (const test::KeyPair& pair : pairs) {
            QCOMPARE(map.to_diffusers(pair.original).value_or("none"), pair.diffusers);
            QCOMPARE(map.to_original(pair.diffusers).value_or("none"), pair.original);
        }
    }

    void mapsOpenClipWithItsFusedAndTransposedTensors() {
        const StoredNames names{.map = std::make_shared<const KeyMap>(KeyMap::open_clip(32)), .is_open_clip = true};
        for (const test::KeyPair& pair : test::officialKeys("text_encoder_2")) {
            std::string stored = pair.original;
            TensorPart expected{.key = pair.diffusers};
            if (stored.ends_with("]")) {
                expected.third = stored[stored.size() - 2] - '0';
                stored.resize(stored.size() - 3);
            } else if (stored.ends_with("^T")) {
                expected.transposed = true;
                stored.resize(stored.size() - 2);
            } else {
                QCOMPARE(names.map->to_original(pair.diffusers).value_or("none"), stored);
            }
            const std::vector<TensorPart> parts = names.parts_of(stored);
            QVERIFY2(std::find(parts.begin(), parts.end(), expected) != parts.end(), stored.c_str());
            QCOMPARE(parts.size(), std::size_t(expected.third < 0 ? 1 : 3));
        }
    }

    void knowsNothingElse_data() {
        QTest::addColumn<QByteArray>("key");
        for (const char* key :
             {"", ".", "..", "input_blocks", "input_blocks.4.0", "input_blocks.4.0.in_layers.1.weight",
              "input_blocks.3.1.weight", "input_blocks.12.0.in_layers.0.weight", "output_blocks.2.2.conv.weight",
              "down_blocks.0", "x.input_blocks.0.0.weight", "input_blocks.0.0x.weight", "middle_block.3.weight",
              "out.1.weight"}) {
            QTest::newRow(key) << QByteArray(key);
        }
    }

    void knowsNothingElse() {
        QFETCH(QByteArray, key);
        QVERIFY(!KeyMap::unet(refinerPlan()).to_diffusers(key.toStdString()));
    }

    /// Configurations and names from a header alone, for both official models, also below "state_dict.".
    void opensOfficialHeaders_data() {
        QTest::addColumn<int>("family");
        QTest::addColumn<QByteArray>("root");
        QTest::newRow("refiner") << int(ModelFamily::SdxlRefiner) << QByteArray();
        QTest::newRow("base") << int(ModelFamily::SdxlBase) << QByteArray();
        QTest::newRow("base below state_dict") << int(ModelFamily::SdxlBase) << QByteArray("state_dict.");
    }

    void opensOfficialHeaders() {
        QFETCH(int, family);
        QFETCH(QByteArray, root);
        const bool isBase = family == int(ModelFamily::SdxlBase);
        const SafetensorsHeader header = officialHeader(ModelFamily(family), root.toStdString());
        const DiffusersFolder parts = open_single_file("model.safetensors", header, ModelFamily(family));
        QVERIFY(foundKeys(header, parts.unet.names) == diffusersKeys(isBase ? "unet_base" : "unet_refiner"));
        QVERIFY(foundKeys(header, parts.vae.names) == diffusersKeys("vae"));
        QVERIFY(foundKeys(header, parts.text_encoder_2.names) == diffusersKeys("text_encoder_2"));
        QCOMPARE(parts.text_encoder.has_value(), isBase);
        if (isBase) {
            QVERIFY(foundKeys(header, parts.text_encoder->names) == diffusersKeys("text_encoder"));
            const auto text = nlohmann::json::parse(parts.text_encoder->config_text);
            QCOMPARE(text["num_attention_heads"].get<int>(), 12);
            QCOMPARE(text["num_hidden_layers"].get<int>(), 12);
        }
        const auto unet = nlohmann::json::parse(parts.unet.config_text);
        QCOMPARE(unet["block_out_channels"],
                 nlohmann::json(isBase ? std::vector{320, 640, 1280} : std::vector{384, 768, 1536, 1536}));
        QCOMPARE(unet["attention_head_dim"],
                 nlohmann::json(isBase ? std::vector{5, 10, 20} : std::vector{6, 12, 24, 24}));
        QCOMPARE(unet["transformer_layers_per_block"],
                 nlohmann::json(isBase ? std::vector{1, 2, 10} : std::vector{1, 4, 4, 4}));
        QCOMPARE(unet["down_block_types"][0].get<std::string>(), std::string("DownBlock2D"));
        QCOMPARE(unet["up_block_types"][0].get<std::string>(),
                 std::string(isBase ? "CrossAttnUpBlock2D" : "UpBlock2D"));
        QCOMPARE(unet["cross_attention_dim"].get<int>(), isBase ? 2048 : 1280);
        QCOMPARE(unet["projection_class_embeddings_input_dim"].get<int>(), isBase ? 2816 : 2560);
        QCOMPARE(unet["use_linear_projection"].get<bool>(), true);
        const auto vae = nlohmann::json::parse(parts.vae.config_text);
        QCOMPARE(vae["block_out_channels"], nlohmann::json(std::vector{128, 256, 512, 512}));
        QCOMPARE(vae["layers_per_block"].get<int>(), 2);
        QCOMPARE(vae["force_upcast"].get<bool>(), true);
        const auto text = nlohmann::json::parse(parts.text_encoder_2.config_text);
        QCOMPARE(text["num_attention_heads"].get<int>(), 20);
        QCOMPARE(text["intermediate_size"].get<int>(), 5120);
        QCOMPARE(parts.force_zeros_for_empty_prompt, isBase);
    }

    void refusesWhatIsMissingOrOtherwise_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("part");
        QTest::newRow("no vae") << "vae"
                                << "no tensor 'first_stage_model.decoder.conv_in.weight'";
        QTest::newRow("no text encoder") << "text"
                                         << "no tensor 'conditioner.embedders.0.model.token_embedding.weight'";
        QTest::newRow("inpainting") << "inpaint"
                                    << "9 input channels";
        QTest::newRow("Playground") << "edm_mean"
                                    << "Playground";
    }

    void refusesWhatIsMissingOrOtherwise() {
        QFETCH(QString, change);
        QFETCH(QString, part);
        SafetensorsHeader header = officialHeader(ModelFamily::SdxlRefiner);
        if (change == QLatin1String("inpaint")) {
            header.tensors["model.diffusion_model.input_blocks.0.0.weight"].shape[1] = 9;
        } else if (change == QLatin1String("edm_mean")) {
            header.tensors["edm_mean"] = {};
        } else {
            const std::string prefix = change == QLatin1String("vae") ? "first_stage_model." : "conditioner.";
            std::erase_if(header.tensors, [&](const auto& item) { return item.first.starts_with(prefix); });
        }
        try {
            (void)open_single_file("model.safetensors", header, ModelFamily::SdxlRefiner);
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(exit_status(error.code()), 4);
            QVERIFY2(QString::fromUtf8(error.what()).contains(part), error.what());
        }
    }
};

QTEST_GUILESS_MAIN(TestKeyMap)
#include "tst_key_map.moc"

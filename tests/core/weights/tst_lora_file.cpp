// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/lora_file.h"

#include "core/common/error.h"
#include "core/weights/lora_names.h"
#include "tests/core/weights/official_keys.h"

#include <QtTest>

#include <cstring>

using namespace burnish;

namespace {

/// Tensors of a file under construction: zeros, or one fp32 value.
struct Tensors {
    std::vector<TensorToWrite> list;
    std::vector<std::vector<std::byte>> data;

    void add(const std::string& name, std::vector<std::uint64_t> shape, float value = 0.0F) {
        std::size_t count = 1;
        for (const std::uint64_t extent : shape) {
            count *= extent;
        }
        data.emplace_back(count * sizeof(float));
        for (std::size_t index = 0; index < count; ++index) {
            std::memcpy(data.back().data() + index * sizeof(float), &value, sizeof(float));
        }
        list.push_back({.name = name, .dtype = TensorDtype::F32, .shape = std::move(shape), .bytes = {}});
    }

    std::filesystem::path write(const QTemporaryDir& folder, const std::map<std::string, std::string>& metadata = {}) {
        for (std::size_t index = 0; index < list.size(); ++index) {
            list[index].bytes = data[index];
        }
        const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "lora.safetensors";
        write_safetensors(path, list, metadata);
        return path;
    }
};

std::map<std::string, std::vector<std::int64_t>> weightsOf(const std::string& component) {
    std::map<std::string, std::vector<std::int64_t>> weights;
    for (const test::KeyPair& pair : test::officialKeys(component)) {
        weights.emplace(pair.diffusers, std::vector<std::int64_t>(pair.shape.begin(), pair.shape.end()));
    }
    return weights;
}

}  // namespace

class TestLoraFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_refiner.push_back({.component = "unet", .weights = weightsOf("unet_refiner"), .original_names = &m_names});
        m_refiner.push_back(
            {.component = "text_encoder_2", .weights = weightsOf("text_encoder_2"), .is_only_text_encoder = true});
    }

    void takesKeysApart_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("module");
        QTest::addColumn<int>("role");
        const auto row = [](const char* key, const char* module, LoraRole role) {
            QTest::newRow(key) << QByteArray(key) << QByteArray(module) << int(role);
        };
        row("lora_unet_a_b.lora_down.weight", "lora_unet_a_b", LoraRole::Down);
        row("lora_unet_a_b.lora_up.weight", "lora_unet_a_b", LoraRole::Up);
        row("lora_unet_a_b.alpha", "lora_unet_a_b", LoraRole::Alpha);
        row("unet.a.b.lora_A.weight", "unet.a.b", LoraRole::Down);
        row("unet.a.b.lora_B.default.weight", "unet.a.b", LoraRole::Up);
        row("unet.a.attn1.processor.to_q_lora.down.weight", "unet.a.attn1.to_q", LoraRole::Down);
        row("unet.a.attn1.processor.to_out_lora.up.weight", "unet.a.attn1.to_out.0", LoraRole::Up);
        row("text_encoder_2.a.lora.down.weight", "text_encoder_2.a", LoraRole::Down);
        row("lora_unet_a.dora_scale", "lora_unet_a", LoraRole::Other);
        row("lora_unet_a.hada_w1_a", "lora_unet_a.hada_w1_a", LoraRole::Other);
        row(".alpha", ".alpha", LoraRole::Other);
        row("", "", LoraRole::Other);
    }

    void takesKeysApart() {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, module);
        QFETCH(int, role);
        const LoraKey parsed = parse_lora_key(key.toStdString());
        QCOMPARE(QByteArray::fromStdString(parsed.module), module);
        QCOMPARE(int(parsed.role), role);
    }

    /// Every name that an official refiner's module can have leads to that module, and to no other.
    void findsEveryModuleUnderEveryName() {
        const LoraNames names(m_refiner);
        int count = 0;
        for (const test::KeyPair& pair : test::officialKeys("unet_refiner")) {
            if (!pair.diffusers.ends_with(".weight") || pair.shape.size() < 2) {
                continue;
            }
            const std::string module = pair.diffusers.substr(0, pair.diffusers.size() - 7);
            const std::string original = pair.original.substr(0, pair.original.size() - 7);
            for (std::string name : {"unet." + module, "lora_unet_" + module, "lora_unet_" + original}) {
                if (name.starts_with("lora_")) {
                    std::replace(name.begin(), name.end(), '.', '_');
                }
                const LoraNames::Place* place = names.find(name);
                QVERIFY2(place != nullptr, name.c_str());
                QCOMPARE(place->weight, pair.diffusers);
            }
            ++count;
        }
        QVERIFY(count > 500);
    }

    /// transformers 5 has no "text_model" in the names of a base model's first encoder.
    void findsTextEncodersUnderOldAndNewNames() {
        const std::string weight = "text_model.encoder.layers.0.mlp.fc1.weight";
        const std::vector<LoraTarget> targets{
            {.component = "text_encoder", .weights = {{weight, std::vector<std::int64_t>{3072, 768}}}}};
        const LoraNames names(targets);
        for (const char* name :
             {"text_encoder.text_model.encoder.layers.0.mlp.fc1", "text_encoder.encoder.layers.0.mlp.fc1",
              "lora_te1_text_model_encoder_layers_0_mlp_fc1", "lora_te1_encoder_layers_0_mlp_fc1"}) {
            QVERIFY2(names.find(name) != nullptr, name);
            QCOMPARE(names.find(name)->weight, weight);
        }
        QVERIFY(names.find("lora_te2_text_model_encoder_layers_0_mlp_fc1") == nullptr);
    }

    void mergesAlphaRankAndWeightIntoOneFactor() {
        QTemporaryDir folder;
        Tensors tensors;
        tensors.add("lora_unet_input_blocks_4_1_proj_in.lora_down.weight", {4, 768});
        tensors.add("lora_unet_input_blocks_4_1_proj_in.lora_up.weight", {768, 4});
        tensors.add("lora_unet_input_blocks_4_1_proj_in.alpha", {}, 2.0F);
        tensors.add("unet.conv_in.lora_A.weight", {8, 4, 3, 3});
        tensors.add("unet.conv_in.lora_B.weight", {384, 8, 1, 1});
        tensors.add("lora_te_text_model_encoder_layers_0_mlp_fc1.lora_down.weight", {2, 1280});
        tensors.add("lora_te_text_model_encoder_layers_0_mlp_fc1.lora_up.weight", {5120, 2});
        const auto path = tensors.write(folder, {{"lora_adapter_metadata", R"({"unet.lora_alpha": 4})"}});
        const auto layers = match_lora(path, 0.5, m_refiner, "an SDXL refiner");
        QCOMPARE(layers.size(), std::size_t(2));
        const LoraLayer& projection = layers.at("unet").at("down_blocks.1.attentions.0.proj_in.weight").front();
        QCOMPARE(projection.factor, 0.5 * 2 / 4);
        QCOMPARE(layers.at("unet").at("conv_in.weight").front().factor, 0.5 * 4 / 8);
        QCOMPARE(layers.at("text_encoder_2").at("text_model.encoder.layers.0.mlp.fc1.weight").front().factor, 0.5);
    }

    void refusesWhatDoesNotFit_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("part");
        QTest::newRow("other width") << "base"
                                     << "it is a LoRA for SDXL base; expected a LoRA for an SDXL refiner";
        QTest::newRow("unknown module") << "unknown"
                                        << "1 of 2 parts that do not fit (lora_unet_nothing)";
        QTest::newRow("half a layer") << "half"
                                      << "1 of 1 parts";
        QTest::newRow("DoRA") << "dora"
                              << "lora_unet_input_blocks_4_1_proj_in.dora_scale";
        QTest::newRow("rank mismatch") << "rank"
                                       << "1 of 1 parts";
        QTest::newRow("alpha of two values") << "alpha"
                                             << "lora_unet_input_blocks_4_1_proj_in.alpha";
        QTest::newRow("alpha without a number") << "nan"
                                                << "lora_unet_input_blocks_4_1_proj_in.alpha";
        QTest::newRow("no LoRA") << "none"
                                 << "1 of 1 parts";
    }

    void refusesWhatDoesNotFit() {
        QFETCH(QString, kind);
        QFETCH(QString, part);
        QTemporaryDir folder;
        Tensors tensors;
        const std::string module = "lora_unet_input_blocks_4_1_proj_in";
        if (kind == QLatin1String("base")) {
            tensors.add("lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_k.lora_down.weight", {4, 2048});
            tensors.add("lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_k.lora_up.weight", {640, 4});
        } else if (kind == QLatin1String("none")) {
            tensors.add("latents", {1, 4, 8, 8});
        } else {
            tensors.add(module + ".lora_down.weight", {4, 768});
            if (kind != QLatin1String("half")) {
                tensors.add(module + ".lora_up.weight", {768, kind == QLatin1String("rank") ? 3U : 4U});
            }
        }
        if (kind == QLatin1String("unknown")) {
            tensors.add("lora_unet_nothing.lora_down.weight", {4, 768});
        } else if (kind == QLatin1String("dora")) {
            tensors.add(module + ".dora_scale", {768, 1});
        } else if (kind == QLatin1String("alpha")) {
            tensors.add(module + ".alpha", {2}, 1.0F);
        } else if (kind == QLatin1String("nan")) {
            tensors.add(module + ".alpha", {}, std::numeric_limits<float>::quiet_NaN());
        }
        try {
            (void)match_lora(tensors.write(folder), 1.0, m_refiner, "an SDXL refiner");
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::ModelUnsupported);
            QVERIFY2(QString::fromUtf8(error.what()).contains(part), error.what());
        }
    }

    void describesFromTheHeader() {
        SafetensorsHeader header;
        header.tensors["lora_unet_a_attn2_to_k.lora_down.weight"] = {.shape = {16, 1280}};
        header.tensors["lora_unet_a_attn2_to_k.lora_up.weight"] = {.shape = {640, 16}};
        QCOMPARE(describe_lora(header), std::string("kohya names, rank 16, 1 module, for the SDXL refiner"));
    }

private:
    KeyMap m_names = KeyMap::unet(
        {.layers = 2, .down_attention = {false, true, true, false}, .up_attention = {false, true, true, false}});
    std::vector<LoraTarget> m_refiner;
};

QTEST_GUILESS_MAIN(TestLoraFile)
#include "tst_lora_file.moc"

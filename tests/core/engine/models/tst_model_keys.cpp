// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/engine/models/autoencoder_kl.h"
#include "core/engine/models/clip_text_model.h"
#include "core/engine/models/unet_2d_condition_model.h"

#include <QTest>

#include <set>

using namespace burnish;

namespace {

std::set<std::string> keys_of(Module& module) {
    std::set<std::string> keys;
    module.for_each_parameter([&](const std::string& key, Parameter& parameter) {
        QVERIFY2(!parameter.value.defined(), "constructing a model allocated a weight");
        QVERIFY2(keys.insert(key).second, key.c_str());
    });
    return keys;
}

nlohmann::json refiner_unet_json() {
    return nlohmann::json::parse(R"({
        "addition_embed_type": "text_time", "addition_time_embed_dim": 256, "attention_head_dim": [6, 12, 24, 24],
        "block_out_channels": [384, 768, 1536, 1536], "cross_attention_dim": 1280,
        "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
        "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
        "projection_class_embeddings_input_dim": 2560, "transformer_layers_per_block": 4, "use_linear_projection": true,
        "norm_num_groups": 32, "class_embed_type": null, "mid_block_scale_factor": 1})");
}

void expect_refused(const nlohmann::json& json, const std::string& key) {
    try {
        UNet2DConditionConfig::from_json(ConfigReader(json, "unet/config.json"));
        QFAIL(("accepted another " + key).c_str());
    } catch (const Error& error) {
        QCOMPARE(error.code(), ErrorCode::ModelUnsupported);
        QCOMPARE(error.parts().subject, key);
        QVERIFY(!error.parts().found.empty());
        QVERIFY(!error.parts().expected.empty());
    }
}

}  // namespace

/// Names and sizes of the published refiner, without a weight (spec 1.7).
class TestModelKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unetHasTheRefinersTensors() {
        UNet2DConditionModel unet(UNet2DConditionConfig::sdxl_refiner());
        const std::set<std::string> keys = keys_of(unet);
        QCOMPARE(keys.size(), std::size_t{1220});
        QCOMPARE(unet.parameter_count(), std::int64_t{2'259'526'660});
        for (const char* key :
             {"conv_in.weight", "time_embedding.linear_1.bias", "add_embedding.linear_2.weight",
              "down_blocks.1.attentions.0.transformer_blocks.3.attn2.to_out.0.bias",
              "down_blocks.1.attentions.1.transformer_blocks.0.ff.net.0.proj.weight",
              "down_blocks.2.downsamplers.0.conv.weight", "mid_block.attentions.0.proj_in.weight",
              "mid_block.resnets.1.time_emb_proj.bias", "up_blocks.0.resnets.2.conv_shortcut.weight",
              "up_blocks.2.upsamplers.0.conv.bias", "up_blocks.3.resnets.0.norm1.weight", "conv_norm_out.bias"}) {
            QVERIFY2(keys.contains(key), key);
        }
        int resnets = 0;
        int transformer_blocks = 0;
        unet.for_each_module([&](const std::string&, Module& module) {
            resnets += dynamic_cast<ResnetBlock2D*>(&module) != nullptr ? 1 : 0;
            transformer_blocks += dynamic_cast<BasicTransformerBlock*>(&module) != nullptr ? 1 : 0;
        });
        QCOMPARE(resnets, 22);
        QCOMPARE(transformer_blocks, 44);
    }

    void autoencoderHasTheRefinersTensors() {
        AutoencoderKL vae(AutoencoderKLConfig::sdxl_refiner());
        const std::set<std::string> keys = keys_of(vae);
        QCOMPARE(keys.size(), std::size_t{248});
        QCOMPARE(vae.parameter_count(), std::int64_t{83'653'863});
        QCOMPARE(vae.encoder.parameter_count(), std::int64_t{34'163'592});
        QCOMPARE(vae.decoder.parameter_count(), std::int64_t{49'490'179});
        QVERIFY(keys.contains("encoder.mid_block.attentions.0.to_out.0.weight"));
        QVERIFY(keys.contains("decoder.up_blocks.2.resnets.0.conv_shortcut.bias"));
    }

    void textEncoderHasTheRefinersTensors() {
        CLIPTextModelWithProjection encoder(CLIPTextConfig::sdxl_refiner());
        const std::set<std::string> keys = keys_of(encoder);
        QCOMPARE(keys.size(), std::size_t{517});
        QCOMPARE(encoder.parameter_count(), std::int64_t{694'659'840});
        QVERIFY(keys.contains("text_model.encoder.layers.31.mlp.fc2.bias"));
        QVERIFY(keys.contains("text_model.embeddings.position_embedding.weight"));
        QVERIFY(keys.contains("text_projection.weight"));
    }

    void configurationOfTheRefinerIsRead() {
        const auto config = UNet2DConditionConfig::from_json(ConfigReader(refiner_unet_json(), "unet/config.json"));
        UNet2DConditionModel read(config);
        UNet2DConditionModel named(UNet2DConditionConfig::sdxl_refiner());
        QVERIFY(keys_of(read) == keys_of(named));
        QCOMPARE(read.parameter_count(), named.parameter_count());
    }

    void blocksAreReachableByName() {
        UNet2DConditionModel unet(UNet2DConditionConfig::sdxl_refiner());
        int blocks = 0;
        unet.for_each_module([&](const std::string& name, Module& module) {
            QVERIFY2(unet.find(name) == &module, name.c_str());
            ++blocks;
        });
        QVERIFY(blocks > 1000);
        QVERIFY(unet.find("down_blocks.1.attentions.0.transformer_blocks.3") != nullptr);
        QVERIFY(unet.find("down_blocks.9") == nullptr);
    }

    void otherFeaturesAreRefusedByName() {
        const std::vector<std::pair<std::string, nlohmann::json>> changes{
            {"act_fn", "mish"},
            {"class_embed_type", "timestep"},
            {"down_block_types", {"DownBlock2D", "AttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"}},
            {"up_block_types", {"UpBlock2D"}},
            {"mid_block_type", "UNetMidBlock2DSimpleCrossAttn"},
            {"attention_head_dim", {6, 12, 24}},
            {"attention_head_dim", 7},
            {"norm_num_groups", 7},
            {"norm_num_groups", nullptr},
            {"block_out_channels", {384, -1}},
            {"block_out_channels", "wide"},
            {"resnet_time_scale_shift", "scale_shift"},
            {"addition_embed_type", "text_image"},
            {"addition_embed_type", nullptr},
            {"num_attention_heads", 8},
            {"use_linear_projection", 1},
            {"time_cond_proj_dim", 256},
        };
        for (const auto& [key, value] : changes) {
            nlohmann::json json = refiner_unet_json();
            json[key] = value;
            expect_refused(json, key);
        }
    }
};

QTEST_GUILESS_MAIN(TestModelKeys)
#include "tst_model_keys.moc"

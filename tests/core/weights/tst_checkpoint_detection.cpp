// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/weights/checkpoint.h"
#include "core/weights/safetensors_reader.h"
#include "tests/core/weights/safetensors_bytes.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace burnish;
using namespace burnish::test;
namespace fs = std::filesystem;

namespace {

using Shapes = std::vector<std::pair<std::string, std::vector<std::uint64_t>>>;

const std::string kUnet = "model.diffusion_model.";
const std::string kContext = kUnet + "input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight";

/// A safetensors file of these shapes whose data is a hole in the file, so that official sizes cost nothing.
void writeShapes(const fs::path& path, const Shapes& shapes) {
    std::string header = "{";
    std::uint64_t position = 0;
    for (const auto& [name, shape] : shapes) {
        std::uint64_t bytes = 2;
        std::string sizes;
        for (const std::uint64_t size : shape) {
            bytes *= size;
            sizes += (sizes.empty() ? "" : ",") + std::to_string(size);
        }
        header += (position == 0 ? "\"" : ",\"") + name + "\":{\"dtype\":\"F16\",\"shape\":[" + sizes +
                  "],\"data_offsets\":[" + std::to_string(position) + "," + std::to_string(position + bytes) + "]}";
        position += bytes;
    }
    const std::string bytes = safetensorsBytes(header + "}");
    writeFile(path, bytes);
    fs::resize_file(path, bytes.size() + position);
}

Shapes refinerShapes() {
    return {{kUnet + "input_blocks.0.0.weight", {384, 4, 3, 3}},
            {kUnet + "label_emb.0.0.weight", {1536, 2560}},
            {kContext, {768, 1280}},
            {"first_stage_model.encoder.conv_in.weight", {128, 3, 3, 3}},
            {"conditioner.embedders.0.model.ln_final.weight", {1280}}};
}

}  // namespace

class TestCheckpointDetection final : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void tellsSingleFilesApart_data() {
        QTest::addColumn<int>("family");
        QTest::addColumn<QByteArray>("words");
        const auto row = [this](const char* name, ModelFamily family, const char* words, const Shapes& shapes) {
            writeShapes(path(std::string(name) + ".safetensors"), shapes);
            QTest::newRow(name) << static_cast<int>(family) << QByteArray(words);
        };
        row("refiner", ModelFamily::SdxlRefiner,
            "is an SDXL refiner model in a single file that cannot be used: vae: no tensor", refinerShapes());
        Shapes nested = refinerShapes();
        for (auto& [name, shape] : nested) {
            name.insert(0, "state_dict.");
        }
        row("nested refiner", ModelFamily::SdxlRefiner, "in a single file that cannot be used", nested);
        row("refiner unet alone", ModelFamily::SdxlRefiner, "no tensor 'first_stage_model.decoder.conv_in.weight'",
            {refinerShapes()[0], refinerShapes()[1]});
        row("base", ModelFamily::SdxlBase, "is an SDXL base model in a single file that cannot be used",
            {{kUnet + "input_blocks.0.0.weight", {320, 4, 3, 3}},
             {kUnet + "label_emb.0.0.weight", {1280, 2816}},
             {"conditioner.embedders.0.transformer.text_model.final_layer_norm.weight", {768}},
             {"conditioner.embedders.1.model.ln_final.weight", {1280}}});
        row("sd15", ModelFamily::Sd1, "is a Stable Diffusion 1.x model",
            {{kUnet + "input_blocks.0.0.weight", {320, 4, 3, 3}},
             {kContext, {640, 768}},
             {"cond_stage_model.transformer.text_model.final_layer_norm.weight", {768}}});
        row("sd21", ModelFamily::Sd2, "is a Stable Diffusion 2.x model",
            {{kUnet + "input_blocks.0.0.weight", {320, 4, 3, 3}},
             {kContext, {640, 1024}},
             {"cond_stage_model.model.ln_final.weight", {1024}}});
        row("kohya lora for base", ModelFamily::Lora, "is a LoRA for SDXL base, which is laid over a model (--lora)",
            {{"lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_k.lora_down.weight", {8, 2048}},
             {"lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_k.lora_up.weight", {640, 8}}});
        row("peft lora for refiner", ModelFamily::Lora, "is a LoRA for the SDXL refiner",
            {{"unet.down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.lora_A.weight", {4, 1280}},
             {"unet.down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.lora_B.weight", {768, 4}}});
        row("lora without cross attention", ModelFamily::Lora, "is a LoRA, which",
            {{"lora_te_text_model_encoder_layers_0_mlp_fc1.lora_down.weight", {4, 768}}});
        row("vae in the old layout", ModelFamily::Vae, "is a VAE, which is put in a model's place (--vae)",
            {{"encoder.conv_in.weight", {128, 3, 3, 3}},
             {"decoder.conv_in.weight", {512, 4, 3, 3}},
             {"quant_conv.weight", {8, 8, 1, 1}}});
        row("vae with a prefix", ModelFamily::Vae, "is a VAE, which is put in a model's place (--vae)",
            {{"first_stage_model.decoder.conv_out.weight", {3, 128, 3, 3}}});
        row("embedding", ModelFamily::Unknown, "textual inversion", {{"clip_g", {2, 1280}}, {"clip_l", {2, 768}}});
        row("latents", ModelFamily::Unknown, "a file of latents", {{"latents", {1, 4, 8, 8}}});
        row("flux", ModelFamily::Unknown, "a Flux model", {{"double_blocks.0.img_attn.proj.weight", {8, 8}}});
        row("sd3", ModelFamily::Unknown, "a Stable Diffusion 3 model",
            {{"model.diffusion_model.joint_blocks.0.x.weight", {8, 8}}});
        row("unet of a folder", ModelFamily::Unknown, "only the unet",
            {{"conv_in.weight", {384, 4, 3, 3}}, {"down_blocks.0.resnets.0.conv1.weight", {4, 4, 3, 3}}});
        row("something else", ModelFamily::Unknown, "of an unknown kind", {{"weight", {3}}});
        row("nothing", ModelFamily::Unknown, "of an unknown kind", {});
    }
    void tellsSingleFilesApart() {
        QFETCH(int, family);
        QFETCH(QByteArray, words);
        const fs::path file = path(std::string(QTest::currentDataTag()) + ".safetensors");
        const CheckpointInfo info = inspect_checkpoint(file);
        QCOMPARE(static_cast<int>(info.family), family);
        QVERIFY(info.layout == ModelLayout::SingleFile);
        QVERIFY(!info.usable);
        QVERIFY2(info.unusable_reason.find(words.toStdString()) != std::string::npos, info.unusable_reason.c_str());
        QVERIFY2(
            info.unusable_reason.find("SDXL refiner or base model, a diffusers folder or a single safetensors file") !=
                std::string::npos,
            info.unusable_reason.c_str());
        try {
            open_diffusers_folder(file);
            QFAIL("opened");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::ModelUnsupported);
        }
    }

    void countsTheComponentsOfASingleFile() {
        writeShapes(path("counted.safetensors"), refinerShapes());
        const CheckpointInfo info = inspect_checkpoint(path("counted.safetensors"));
        QCOMPARE(info.dtype, std::string("fp16"));
        std::map<std::string, std::uint64_t> parameters;
        for (const ComponentInfo& component : info.components) {
            parameters[component.name] = component.parameters;
        }
        QCOMPARE(parameters.size(), std::size_t{3});
        QCOMPARE(parameters.at("vae"), std::uint64_t{128 * 3 * 9});
        QCOMPARE(parameters.at("text_encoder_2"), std::uint64_t{1280});
        QCOMPARE(parameters.at("unet"), info.parameters - 128 * 3 * 9 - 1280);
        QCOMPARE(info.bytes, 2 * info.parameters);
    }

    void refusesForeignFiles_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("model.ckpt") << QByteArray("anything") << QByteArray("is a pickle");
        QTest::newRow("model.PT") << QByteArray("anything") << QByteArray("is a pickle");
        QTest::newRow("model.bin") << QByteArray("anything") << QByteArray("is a pickle");
        QTest::newRow("renamed.safetensors") << QByteArray("\x80\x02}q\x01(X") << QByteArray("is a pickle");
        QTest::newRow("zip.safetensors") << QByteArray("PK\x03\x04zipped") << QByteArray("is a zip archive");
        QTest::newRow("model.gguf") << QByteArray("GGUF\x03\x00\x00\x00", 8) << QByteArray("is a GGUF file");
        QTest::newRow("photo.png") << QByteArray("\x89PNG\r\n\x1a\n....") << QByteArray("is a picture");
        QTest::newRow("photo.jpg") << QByteArray("\xff\xd8\xff\xe0....") << QByteArray("is a picture");
        QTest::newRow("photo.webp") << QByteArray("RIFF\x10\x00\x00\x00WEBPVP8 ", 16) << QByteArray("is a picture");
        QTest::newRow("photo.tif") << QByteArray("II*\0\x08\0\0\0", 8) << QByteArray("is a picture");
    }
    void refusesForeignFiles() {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, words);
        writeFile(path(QTest::currentDataTag()), content.toStdString());
        const CheckpointInfo info = inspect_checkpoint(path(QTest::currentDataTag()));
        QVERIFY(!info.usable);
        QVERIFY2(info.unusable_reason.find(words.toStdString()) != std::string::npos, info.unusable_reason.c_str());
    }

    void aPickleIsNotEvenOpened() {
        // A named pipe would block whoever opens it for reading and waits; a file without rights would fail for others
        // than root.
        const fs::path pickle = path("unreadable.ckpt");
        fs::create_symlink("/proc/self/mem", pickle);
        QVERIFY(inspect_checkpoint(pickle).unusable_reason.find("is a pickle") != std::string::npos);
    }

    void aHeaderThatLooksLikeAnotherFormatIsRead() {
        // 0x280 = 640 bytes of header: the file begins with the bytes 80 02 of a pickle.
        std::string header = R"({"latents":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})";
        header.resize(0x280, ' ');
        writeFile(path("like_pickle.safetensors"), safetensorsBytes(header, 1));
        QVERIFY(inspect_checkpoint(path("like_pickle.safetensors")).unusable_reason.find("latents") !=
                std::string::npos);
    }

    void damagedFilesAreCorrupt() {
        for (const char* content : {"", "A text file that is called a model.", "\x10\0\0\0\0\0\0\0{"}) {
            writeFile(path("damaged.safetensors"), content);
            try {
                inspect_checkpoint(path("damaged.safetensors"));
                QFAIL(content);
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::ModelCorrupt);
            }
        }
    }

    void aLoraFolderIsNamed() {
        writeFile(path("lora/adapter_config.json"), "{}");
        QVERIFY(inspect_checkpoint(path("lora")).family == ModelFamily::Lora);
    }
};

QTEST_GUILESS_MAIN(TestCheckpointDetection)
#include "tst_checkpoint_detection.moc"

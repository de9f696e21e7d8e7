// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/checkpoint.h"

#include "core/common/error.h"
#include "core/weights/safetensors_reader.h"
#include "tests/core/weights/safetensors_bytes.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <functional>

using namespace burnish;
using namespace burnish::test;
namespace fs = std::filesystem;

namespace {

const fs::path kModels = BURNISH_TEST_DATA "/models";

nlohmann::json readJson(const fs::path& path) {
    std::ifstream file(path);
    return nlohmann::json::parse(file);
}

void changeJson(const fs::path& path, const std::function<void(nlohmann::json&)>& change) {
    nlohmann::json json = readJson(path);
    change(json);
    std::ofstream(path) << json;
}

template <typename Action>
std::pair<ErrorCode, std::string> failureOf(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return {error.code(), error.what()};
    }
    return {ErrorCode::Internal, "no error"};
}

bool has(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

class TestCheckpoint final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;

    fs::path copyOf(const char* model) const {
        fs::copy(kModels / model, m_folder / model, fs::copy_options::recursive);
        fs::permissions(m_folder / model, fs::perms::owner_all, fs::perm_options::add);
        return m_folder / model;
    }

private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
    }

    void opensRefinersOfAnyWidth_data() {
        QTest::addColumn<int>("unetFiles");
        QTest::newRow("refiner_tiny") << 1;
        QTest::newRow("refiner_wide") << 1;
        QTest::newRow("refiner_quirks") << 1;
        QTest::newRow("refiner_sharded") << 3;
    }
    void opensRefinersOfAnyWidth() {
        QFETCH(int, unetFiles);
        const fs::path root = kModels / QTest::currentDataTag();
        const CheckpointInfo info = inspect_checkpoint(root);
        QVERIFY2(info.usable, info.unusable_reason.c_str());
        QVERIFY(info.family == ModelFamily::SdxlRefiner);
        QCOMPARE(role_name(info.family), std::string("refiner"));
        QCOMPARE(info.name, std::string(QTest::currentDataTag()));
        const nlohmann::json vae = readJson(root / "vae/config.json");
        QCOMPARE(info.latent_channels, vae.at("latent_channels").get<int>());
        QCOMPARE(info.vae_scale_factor, 1 << (static_cast<int>(vae.at("block_out_channels").size()) - 1));
        QCOMPARE(info.unet_channels, readJson(root / "unet/config.json").at("block_out_channels").at(0).get<int>());
        QCOMPARE(info.components.size(), std::size_t{3});
        const DiffusersFolder folder = open_diffusers_folder(root);
        QVERIFY(folder.requires_aesthetics_score);
        QVERIFY(!folder.force_zeros_for_empty_prompt);
        QCOMPARE(static_cast<int>(folder.unet.weights.size()), unetFiles);
        QCOMPARE(folder.unet.weight_map.empty(), unetFiles == 1);
        QVERIFY(fs::exists(folder.tokenizer_2 / "merges.txt"));
    }

    void countsWhatTheHeadersSay() {
        const CheckpointInfo info = inspect_checkpoint(kModels / "refiner_sharded");
        std::uint64_t bytes = 0;
        for (const auto& entry : fs::recursive_directory_iterator(kModels / "refiner_sharded")) {
            if (entry.path().extension() == ".safetensors") {
                for (const auto& [name, tensor] : read_safetensors_header(entry.path()).tensors) {
                    bytes += tensor.size;
                }
            }
        }
        QCOMPARE(info.bytes, bytes);
        QCOMPARE(info.parameters * (info.dtype == "fp32" ? 4 : 2), bytes);
        QCOMPARE(info.components.front().files, 3);
    }

    void namesTheMissingPart_data() {
        QTest::addColumn<QByteArray>("removed");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* removed, const char* words) {
            QTest::newRow(removed) << QByteArray(removed) << QByteArray(words);
        };
        row("unet", "unet");
        row("vae", "vae: the folder is missing; expected vae/config.json and vae/diffusion_pytorch_model.safetensors");
        row("text_encoder_2", "text_encoder_2");
        row("scheduler", "scheduler: the folder is missing; expected a folder with scheduler_config.json");
        row("tokenizer_2", "tokenizer_2: the folder is missing");
        row("tokenizer_2/merges.txt", "merges.txt: tokenizer_2: the file is missing");
        row("unet/config.json", "config.json: unet: the file is missing");
        row("vae/diffusion_pytorch_model.safetensors",
            "vae: no weights; expected vae/diffusion_pytorch_model.safetensors");
        row("unet/diffusion_pytorch_model-00002-of-00003.safetensors",
            "00002-of-00003.safetensors: unet: the file is missing");
        row("model_index.json", "model_index.json: the file is missing");
    }
    void namesTheMissingPart() {
        QFETCH(QByteArray, removed);
        QFETCH(QByteArray, words);
        const fs::path root = copyOf("refiner_sharded");
        fs::remove_all(root / removed.toStdString());
        const auto [code, sentence] = failureOf([&] { open_diffusers_folder(root); });
        QCOMPARE(code, ErrorCode::ModelIncomplete);
        QVERIFY2(has(sentence, words.toStdString()), sentence.c_str());
    }

    void prefersTheHalfPrecisionVariant() {
        const fs::path root = copyOf("refiner_tiny");
        const fs::path vae = root / "vae";
        fs::copy(vae / "diffusion_pytorch_model.safetensors", vae / "diffusion_pytorch_model.fp16.safetensors");
        QCOMPARE(open_diffusers_folder(root).vae.weights.front().filename(),
                 fs::path("diffusion_pytorch_model.fp16.safetensors"));
        QCOMPARE(open_diffusers_folder(root).unet.weights.front().filename(),
                 fs::path("diffusion_pytorch_model.safetensors"));
    }

    void findsShardsOfAVariant_data() {
        QTest::addColumn<QByteArray>("index");
        QTest::newRow("present name") << QByteArray("diffusion_pytorch_model.safetensors.index.fp16.json");
        QTest::newRow("legacy name") << QByteArray("diffusion_pytorch_model.safetensors.fp16.index.json");
    }
    void findsShardsOfAVariant() {
        QFETCH(QByteArray, index);
        const fs::path unet = copyOf("refiner_sharded") / "unet";
        fs::rename(unet / "diffusion_pytorch_model.safetensors.index.json", unet / index.toStdString());
        QCOMPARE(open_diffusers_folder(m_folder / "refiner_sharded").unet.weights.size(), std::size_t{3});
    }

    void refusesAnIndexThatLeadsElsewhere_data() {
        QTest::addColumn<QByteArray>("shard");
        QTest::addColumn<int>("code");
        QTest::newRow("parent folder") << QByteArray("../vae/diffusion_pytorch_model.safetensors")
                                       << static_cast<int>(ErrorCode::ModelCorrupt);
        QTest::newRow("absolute") << QByteArray("/etc/passwd") << static_cast<int>(ErrorCode::ModelCorrupt);
        QTest::newRow("pickle") << QByteArray("diffusion_pytorch_model.bin")
                                << static_cast<int>(ErrorCode::ModelCorrupt);
        QTest::newRow("absent") << QByteArray("other.safetensors") << static_cast<int>(ErrorCode::ModelIncomplete);
        QTest::newRow("wrong shard") << QByteArray("diffusion_pytorch_model-00003-of-00003.safetensors")
                                     << static_cast<int>(ErrorCode::ModelIncomplete);
    }
    void refusesAnIndexThatLeadsElsewhere() {
        QFETCH(QByteArray, shard);
        QFETCH(int, code);
        const fs::path root = copyOf("refiner_sharded");
        changeJson(root / "unet/diffusion_pytorch_model.safetensors.index.json",
                   [&](nlohmann::json& json) { json["weight_map"]["conv_in.weight"] = shard.toStdString(); });
        const auto [found, sentence] = failureOf([&] { open_diffusers_folder(root); });
        QVERIFY2(static_cast<int>(found) == code, sentence.c_str());
    }

    void refusesDamagedFiles_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("index") << QByteArray("model_index.json") << QByteArray("{");
        QTest::newRow("index of another kind") << QByteArray("model_index.json") << QByteArray("[1]");
        QTest::newRow("config") << QByteArray("unet/config.json") << QByteArray("\xff");
        QTest::newRow("weights") << QByteArray("vae/diffusion_pytorch_model.safetensors") << QByteArray("truncated");
        QTest::newRow("card") << QByteArray("burnish.json") << QByteArray("{\"schema\": 2}");
        QTest::newRow("recommendations of another kind")
            << QByteArray("burnish.json") << QByteArray("{\"defaults\": [1]}");
    }
    void refusesDamagedFiles() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, content);
        const fs::path root = copyOf("refiner_tiny");
        std::ofstream(root / file.toStdString()) << content.toStdString();
        const auto [code, sentence] = failureOf([&] { inspect_checkpoint(root); });
        QVERIFY2(code == ErrorCode::ModelCorrupt, sentence.c_str());
        QVERIFY2(has(sentence, file.toStdString()), sentence.c_str());
    }

    void pickledComponentsAreNotOpened() {
        const fs::path root = copyOf("refiner_tiny");
        fs::rename(root / "vae/diffusion_pytorch_model.safetensors", root / "vae/diffusion_pytorch_model.bin");
        const auto [code, sentence] = failureOf([&] { open_diffusers_folder(root); });
        QCOMPARE(code, ErrorCode::ModelIncomplete);
        QVERIFY2(has(sentence, "a pickle, which Burnish does not open"), sentence.c_str());
    }

    void tellsOtherFoldersApart_data() {
        QTest::addColumn<int>("family");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("768 text") << static_cast<int>(ModelFamily::Sd1) << QByteArray("a Stable Diffusion 1.x model");
        QTest::newRow("1024 text") << static_cast<int>(ModelFamily::Sd2) << QByteArray("a Stable Diffusion 2.x model");
        QTest::newRow("unknown ids") << static_cast<int>(ModelFamily::Unknown)
                                     << QByteArray("a StableDiffusionXLImg2ImgPipeline model");
        QTest::newRow("inpainting") << static_cast<int>(ModelFamily::SdxlRefiner) << QByteArray("9 input channels");
        QTest::newRow("no unet") << static_cast<int>(ModelFamily::Unknown) << QByteArray("without a unet");
    }
    void tellsOtherFoldersApart() {
        QFETCH(int, family);
        QFETCH(QByteArray, words);
        const fs::path root = copyOf("refiner_tiny");
        const std::string tag = QTest::currentDataTag();
        changeJson(root / "unet/config.json", [&](nlohmann::json& json) {
            if (tag == "unknown ids") {
                json["projection_class_embeddings_input_dim"] =
                    json.at("projection_class_embeddings_input_dim").get<int>() + 1;
            } else if (tag == "768 text" || tag == "1024 text") {
                json["addition_embed_type"] = nullptr;
                json["cross_attention_dim"] = tag == "768 text" ? 768 : 1024;
            } else if (tag == "inpainting") {
                json["in_channels"] = 9;
            }
        });
        if (tag == "no unet") {
            changeJson(root / "model_index.json", [](nlohmann::json& json) { json.erase("unet"); });
        }
        const CheckpointInfo info = inspect_checkpoint(root);
        QVERIFY(!info.usable);
        QCOMPARE(static_cast<int>(info.family), family);
        QVERIFY2(has(info.unusable_reason, words.toStdString()), info.unusable_reason.c_str());
        QVERIFY2(
            has(info.unusable_reason, "SDXL refiner or base model, a diffusers folder or a single safetensors file"),
            info.unusable_reason.c_str());
        const auto [code, sentence] = failureOf([&] { open_diffusers_folder(root); });
        QCOMPARE(code, ErrorCode::ModelUnsupported);
        QVERIFY2(has(sentence, words.toStdString()), sentence.c_str());
    }

    /// Six time ids make a base model, which brings a second text encoder with its tokenizer.
    void baseModelNeedsBothTextEncoders() {
        const fs::path root = copyOf("base_tiny");
        const CheckpointInfo info = inspect_checkpoint(root);
        QVERIFY2(info.usable, info.unusable_reason.c_str());
        QCOMPARE(info.family, ModelFamily::SdxlBase);
        QCOMPARE(info.components.size(), std::size_t{4});
        const DiffusersFolder folder = open_diffusers_folder(root);
        QVERIFY(folder.text_encoder.has_value());
        QVERIFY(!folder.requires_aesthetics_score);
        QCOMPARE(folder.tokenizer, root / "tokenizer");
        for (const char* part : {"tokenizer", "text_encoder"}) {
            fs::remove_all(root / part);
            const auto [code, sentence] = failureOf([&] { open_diffusers_folder(root); });
            QCOMPARE(code, ErrorCode::ModelIncomplete);
            QVERIFY2(has(sentence, part), sentence.c_str());
        }
    }

    void aRefinerWhoseIndexForgotTheScoreIsARefiner() {
        const fs::path root = copyOf("refiner_tiny");
        changeJson(root / "model_index.json", [](nlohmann::json& json) { json.erase("requires_aesthetics_score"); });
        QVERIFY(open_diffusers_folder(root).requires_aesthetics_score);
    }

    void namesAComponentFolder() {
        QVERIFY(inspect_checkpoint(kModels / "refiner_tiny/vae").family == ModelFamily::Vae);
        QVERIFY(has(inspect_checkpoint(kModels / "refiner_tiny/unet").unusable_reason, "name the folder above"));
    }

    void namesASnapshotByItsRepository() {
        const fs::path snapshot =
            m_folder /
            "models--stabilityai--stable-diffusion-xl-refiner-1.0/snapshots/5d4cfe854c9a9a87939ff3653551c2b3c99a4356";
        fs::create_directories(snapshot.parent_path());
        fs::copy(kModels / "refiner_tiny", snapshot, fs::copy_options::recursive);
        QCOMPARE(inspect_checkpoint(snapshot).name, std::string("stable-diffusion-xl-refiner-1.0"));
        QCOMPARE(inspect_checkpoint(snapshot / "").name, std::string("stable-diffusion-xl-refiner-1.0"));
    }

    void readsTheModelCard() {
        const fs::path root = copyOf("refiner_tiny");
        std::ofstream(root / "burnish.json") << R"({"schema": 1, "name": "A name", "license": "CC0", "note": "A note",
            "defaults": {"steps": 20, "strength": 0.25, "aesthetic": 7.5, "unknown": [1]} })";
        const CheckpointInfo info = inspect_checkpoint(root);
        QCOMPARE(info.name, std::string("A name"));
        QCOMPARE(info.license, std::string("CC0"));
        QCOMPARE(info.note, std::string("A note"));
        RefineSettings settings;
        settings.prompt = "kept";
        apply_model_defaults(root, settings);
        QCOMPARE(settings.steps, 20);
        QCOMPARE(settings.strength, 0.25);
        QCOMPARE(settings.aesthetic_score, 7.5);
        QCOMPARE(settings.guidance_scale, RefineSettings().guidance_scale);
        QCOMPARE(settings.prompt, std::string("kept"));
    }

    void aFolderWithoutACardChangesNothing() {
        RefineSettings settings;
        apply_model_defaults(kModels / "refiner_tiny", settings);
        QVERIFY(settings == RefineSettings());
    }

    void refusesRecommendationsOutOfRange() {
        const fs::path root = copyOf("refiner_tiny");
        std::ofstream(root / "burnish.json") << R"({"schema": 1, "defaults": {"strength": 7}})";
        RefineSettings settings;
        const auto [code, sentence] = failureOf([&] { apply_model_defaults(root, settings); });
        QCOMPARE(code, ErrorCode::ModelCorrupt);
        QVERIFY2(has(sentence, "strength"), sentence.c_str());
    }

    void anAbsentModelIsNotFound() {
        QCOMPARE(failureOf([&] { inspect_checkpoint(m_folder / "absent"); }).first, ErrorCode::ModelNotFound);
        QCOMPARE(failureOf([&] { open_diffusers_folder(m_folder / "absent"); }).first, ErrorCode::ModelNotFound);
    }
};

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/engine/torch_engine.h"
#include "core/weights/checkpoint.h"
#include "tests/core/engine/support/engine_fixtures.h"
#include "tests/core/engine/support/two_layouts.h"

#include <ATen/ATen.h>

#include <QtTest>

using namespace burnish;

class TestModelFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothLayoutsGiveTheSamePicture_data() {
        QTest::addColumn<bool>("isBase");
        QTest::addColumn<int>("dtype");
        QTest::newRow("refiner, fp32") << false << int(ComputeDtype::Fp32);
        QTest::newRow("base, fp32") << true << int(ComputeDtype::Fp32);
        QTest::newRow("base, bf16") << true << int(ComputeDtype::Bf16);
    }

    void bothLayoutsGiveTheSamePicture() {
        QFETCH(bool, isBase);
        QFETCH(int, dtype);
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        test::write_model_in_two_layouts(root, isBase);
        const CheckpointInfo info = inspect_checkpoint(root / "single.safetensors");
        QVERIFY2(info.usable, info.unusable_reason.c_str());
        QCOMPARE(info.family, isBase ? ModelFamily::SdxlBase : ModelFamily::SdxlRefiner);
        QCOMPARE(info.layout, ModelLayout::SingleFile);
        QCOMPARE(info.dtype, std::string("fp16"));
        QCOMPARE(info.vae_scale_factor, 8);
        const at::Tensor from_folder = refined(root / "folder", ComputeDtype(dtype), {});
        const at::Tensor from_single = refined(root / "single.safetensors", ComputeDtype(dtype), {});
        QVERIFY(from_folder.to(at::kFloat).std().item<double>() > 5);
        QVERIFY(at::equal(from_folder, from_single));
        // Its own autoencoder in its place changes nothing either, whichever way it is named.
        for (const char* vae : {"vae.safetensors", "single.safetensors", "folder/vae", "folder"}) {
            QVERIFY2(at::equal(from_folder, refined(root / "single.safetensors", ComputeDtype(dtype), root / vae)),
                     vae);
        }
    }

    /// transformers 5 saves CLIP-L as "encoder.layers.…", every earlier version as "text_model.encoder.layers.…".
    void readsFirstTextEncodersOfEveryTransformers() {
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        test::write_model_in_two_layouts(root, true);
        const at::Tensor before = refined(root / "folder", ComputeDtype::Fp32, {});
        test::drop_prefix(root / "folder" / "text_encoder" / "model.safetensors", "text_model.");
        TorchEngine fresh;
        QVERIFY(at::equal(before, refined(root / "folder", ComputeDtype::Fp32, {}, fresh)));
    }

    void refusesWhatIsNoAutoencoder_data() {
        QTest::addColumn<QString>("vae");
        QTest::addColumn<QString>("part");
        QTest::newRow("a LoRA") << "lora.safetensors"
                                << "is a LoRA";
        QTest::newRow("16 channels") << "vae_16_channels.safetensors"
                                     << "16 latent channels";
        QTest::newRow("of another family") << "sd15.safetensors"
                                           << "Stable Diffusion 1.x model, whose latents are scaled otherwise";
        QTest::newRow("a pickle") << "pickle.ckpt"
                                  << "is a pickle";
        QTest::newRow("nothing") << "nowhere"
                                 << "no such file";
        QTest::newRow("a unet") << "unet_only.safetensors"
                                << "only the unet";
    }

    void refusesWhatIsNoAutoencoder() {
        QFETCH(QString, vae);
        QFETCH(QString, part);
        try {
            RefineRequest request = test::golden_request("tiny_default");
            request.settings.vae = test::data_folder() / "models" / vae.toStdString();
            (void)engine_.refine(request, {}, {});
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(exit_status(error.code()), 4);
            QVERIFY2(QString::fromUtf8(error.what()).contains(part), error.what());
        }
    }

    void refusesLorasOfOtherModels() {
        RefineRequest request = test::golden_request("tiny_default");
        request.settings.loras = {{.path = test::data_folder() / "models" / "lora.safetensors", .weight = 1.0}};
        try {
            (void)engine_.refine(request, {}, {});
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::ModelUnsupported);
            QVERIFY2(QString::fromUtf8(error.what()).contains(QLatin1String("parts that do not fit")), error.what());
        }
    }

    /// A weight of 0 gives the plain picture; the same LoRA twice at half weight gives it once at full weight.
    void lorasAddUp() {
        RefineRequest request = test::golden_request("lora_refiner_kohya");
        const LoraChoice lora = request.settings.loras.front();
        const at::Tensor once = test::pixels_of(*engine_.refine(request, {}, {}).image);
        request.settings.loras = {{.path = lora.path, .weight = lora.weight / 2},
                                  {.path = lora.path, .weight = lora.weight / 2}};
        const at::Tensor twice = test::pixels_of(*engine_.refine(request, {}, {}).image);
        QVERIFY((once.to(at::kInt) - twice.to(at::kInt)).abs().max().item<int>() <= 1);
        request.settings.loras = {{.path = lora.path, .weight = 0.0}};
        const at::Tensor none = test::pixels_of(*engine_.refine(request, {}, {}).image);
        request.settings.loras.clear();
        QVERIFY(at::equal(none, test::pixels_of(*engine_.refine(request, {}, {}).image)));
        QVERIFY(!at::equal(none, once));
    }

private:
    at::Tensor refined(const std::filesystem::path& model, ComputeDtype dtype, const std::filesystem::path& vae) {
        return refined(model, dtype, vae, engine_);
    }

    static at::Tensor refined(const std::filesystem::path& model, ComputeDtype dtype, const std::filesystem::path& vae,
                              TorchEngine& engine) {
        RefineRequest request{.source = test::wavy_image(64, 64, 3, PixelType::U8)};
        request.settings.model = model;
        request.settings.vae = vae;
        request.settings.prompt = "a photo of an astronaut! on mars";
        request.settings.strength = 0.5;
        request.settings.steps = 4;
        request.settings.seed = 3;
        request.compute = {.device = {.kind = DeviceKind::Cpu}, .dtype = dtype, .threads = 1};
        return test::pixels_of(*engine.refine(request, {}, {}).image);
    }

    TorchEngine engine_;
};

QTEST_GUILESS_MAIN(TestModelFiles)
#include "tst_model_files.moc"

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/checkpoint_info.h"
#include "core/common/file_bytes.h"
#include "core/tokenizer/clip_tokenizer.h"
#include "core/training/autoencoder_stage.h"
#include "core/training/batches.h"
#include "core/training/decoder_stage.h"
#include "core/training/examples.h"
#include "core/training/export_stage.h"
#include "core/training/latent_stage.h"
#include "core/training/picture_stage.h"
#include "core/training/pictures/caption.h"
#include "core/training/refiner_stage.h"
#include "core/training/tokenizer_table.h"
#include "core/weights/checkpoint.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace burnish;
using namespace burnish::training;

namespace {

/// A figure of the log, first and last.
std::pair<double, double> first_and_last(const std::filesystem::path& log, const char* figure) {
    std::ifstream file(log);
    std::vector<double> values;
    for (std::string line; std::getline(file, line);) {
        values.push_back(nlohmann::json::parse(line).at(figure).get<double>());
    }
    return {values.at(0), values.back()};
}

at::Tensor unseen_pictures(const TrainingPlan& plan) {
    return at::stack(make_in_parallel<at::Tensor>(64, [&](std::int64_t item) {
        return to_tensor(
            make_autoencoder_picture(seed_of(plan.seed, 99, static_cast<std::uint64_t>(item)), plan.small_size));
    }));
}

/// Mean over pictures that no stage trains on, through the mean latents.
double psnr_of(const TrainingPlan& plan, const PocketModel& model) {
    constexpr int kBatches = 16;
    const c10::NoGradGuard no_grad;
    double sum = 0.0;
    const at::Tensor unseen = unseen_pictures(plan);
    for (int batch = 0; batch < kBatches; ++batch) {
        const at::Tensor pictures = autoencoder_batch(plan, unseen, 99, batch);
        const at::Tensor decoded = model.vae.decode(model.vae.encode(pictures).mean);
        sum += 10.0 * (4.0 / (decoded - pictures).square().mean({1, 2, 3})).log10().mean().item<double>();
    }
    return sum / kBatches;
}

std::stop_token already_stopped() {
    std::stop_source source;
    source.request_stop();
    return source.get_token();
}

}  // namespace

/// A toy training, from pictures to a model folder; each slot goes on where the last one ended.
class TestTraining : public QObject {
    Q_OBJECT

private:
    TrainingFolder folder(const char* name) const {
        const std::filesystem::path root = std::filesystem::path(directory_.path().toStdString()) / name;
        std::filesystem::create_directories(root);
        return {root};
    }
    std::int64_t vocabulary_size() const { return ClipTokenizer(folder("run").tokenizer()).eos_id() + 1; }

    QTemporaryDir directory_;
    const TrainingPlan plan_ = TrainingPlan::toy();

private Q_SLOTS:
    void makesEveryCaptionWordOneToken() {
        const std::vector<std::string> words = caption_vocabulary();
        const std::int64_t size = write_tokenizer(folder("run").tokenizer(), words);
        const ClipTokenizer tokenizer(folder("run").tokenizer());
        QCOMPARE(tokenizer.eos_id() + 1, size);
        for (const std::string& word : words) {
            QVERIFY2(tokenizer.tokenize(word).size() == 1, word.c_str());
        }
    }

    void readsAnyTextByBytes() {
        const ClipTokenizer tokenizer(folder("run").tokenizer());
        const std::vector<std::int64_t> ids = tokenizer.tokenize("naïve 寺 xylophone");
        QVERIFY(ids.size() > 3);
        for (const std::int64_t id : ids) {
            QVERIFY(id >= 0 && id < tokenizer.bos_id());
        }
    }

    void drawsPicturesOnce() {
        QVERIFY(!draw_pictures(plan_, folder("run"), already_stopped()));
        const std::string first = file_sha256(folder("run").shard("pictures", 0));
        QVERIFY(!std::filesystem::exists(folder("run").shard("pictures", 1)));
        for (const char* name : {"run", "whole", "parts"}) {
            QVERIFY(draw_pictures(plan_, folder(name), {}));
            QCOMPARE(file_sha256(folder(name).shard("pictures", 0)), first);
        }
        QVERIFY(draw_pairs(plan_, folder("run"), {}));
        const Pairs pairs = read_pairs({folder("run").shard("pairs_large", 0)});
        QCOMPARE(pairs.source.sizes().vec(), (std::vector<std::int64_t>{16, 3, 64, 64}));
        QVERIFY(!at::equal(pairs.source, pairs.target));
    }

    void takesOtherCropsEachStep() {
        const at::Tensor pictures = read_drawn_pictures(plan_, folder("run"));
        TrainingPlan plan = plan_;
        plan.autoencoder_size = 24;
        const at::Tensor first = autoencoder_batch(plan, pictures, 1, 0);
        QCOMPARE(first.sizes().vec(), (std::vector<std::int64_t>{4, 3, 24, 24}));
        QVERIFY(at::equal(first, autoencoder_batch(plan, pictures, 1, 0)));
        QVERIFY(!at::equal(first, autoencoder_batch(plan, pictures, 1, 1)));
        QVERIFY(!at::equal(first, autoencoder_batch(plan, pictures, 2, 0)));
        QVERIFY(first.min().item<double>() >= -1.0 && first.max().item<double>() <= 1.0);
    }

    void autoencoderLearns() {
        PocketModel model(plan_.shape, vocabulary_size());
        QVERIFY(train_autoencoder(plan_, folder("run"), model, {}));
        const auto [first, last] = first_and_last(folder("run").root / "autoencoder.jsonl", "psnr");
        QVERIFY2(last > first + 3.0, qPrintable(QString::number(last - first)));
    }

    void stoppedAutoencoderRunEqualsUninterruptedOne() {
        TrainingPlan plan = plan_;
        plan.autoencoder_steps = 6;
        PocketModel whole(plan.shape, vocabulary_size());
        QVERIFY(train_autoencoder(plan, folder("whole"), whole, {}));
        for (int stop = 0; stop < 3; ++stop) {
            PocketModel part(plan.shape, vocabulary_size());
            QVERIFY(!train_autoencoder(plan, folder("parts"), part, already_stopped()));
        }
        PocketModel rest(plan.shape, vocabulary_size());
        QVERIFY(train_autoencoder(plan, folder("parts"), rest, {}));
        QCOMPARE(file_sha256(folder("parts").autoencoder_state()), file_sha256(folder("whole").autoencoder_state()));
    }

    void decoderLearnsOnAndLeavesTheEncoder() {
        PocketModel before(plan_.shape, vocabulary_size());
        load_trained_autoencoder(folder("run"), before, plan_.device);
        PocketModel model(plan_.shape, vocabulary_size());
        QVERIFY(train_decoder(plan_, folder("run"), model, {}));
        PocketModel after(plan_.shape, vocabulary_size());
        load_trained_autoencoder(folder("run"), after, plan_.device);
        const double was = psnr_of(plan_, before);
        const double is = psnr_of(plan_, after);
        QVERIFY2(is > was + 0.2, qPrintable(QString::number(is - was)));
        const c10::NoGradGuard no_grad;
        const at::Tensor pictures = autoencoder_batch(plan_, unseen_pictures(plan_), 99, 1);
        QVERIFY(at::equal(before.vae.encode(pictures).mean, after.vae.encode(pictures).mean));
    }

    void stoppedDecoderRunEqualsUninterruptedOne() {
        TrainingPlan plan = plan_;
        plan.decoder_steps = 6;
        PocketModel whole(plan.shape, vocabulary_size());
        QVERIFY(train_decoder(plan, folder("whole"), whole, {}));
        for (int stop = 0; stop < 3; ++stop) {
            PocketModel part(plan.shape, vocabulary_size());
            QVERIFY(!train_decoder(plan, folder("parts"), part, already_stopped()));
        }
        PocketModel rest(plan.shape, vocabulary_size());
        QVERIFY(train_decoder(plan, folder("parts"), rest, {}));
        QCOMPARE(file_sha256(folder("parts").decoder_state()), file_sha256(folder("whole").decoder_state()));
    }

    void teachesNoiseByDescribingItAndUnknownWordsAsNone() {
        int noises = 0;
        int silent = 0;
        int idle = 0;
        for (std::uint64_t seed = 0; seed < 400; ++seed) {
            const Example example = make_example(seed, 32);
            const bool says_noise =
                example.caption.find("nois") != std::string::npos || example.caption.find("grain") != std::string::npos;
            QVERIFY(!says_noise || example.lesson == Lesson::Describe);
            noises += says_noise && example.score > 5.0F ? 1 : 0;
            if (example.lesson == Lesson::Describe) {
                QVERIFY(example.source.rgb == example.target.rgb);
            } else if (example.lesson == Lesson::Restore) {
                (example.caption.empty() ? silent : idle) += 1;
            }
        }
        QVERIFY(noises > 5);
        QVERIFY(silent > 15 && idle > 15);
    }

    void keepsLatentsThatAreThere() {
        PocketModel model(plan_.shape, vocabulary_size());
        load_trained_autoencoder(folder("run"), model, plan_.device);
        QVERIFY(!make_latents(plan_, folder("run"), model, already_stopped()));
        const std::string first = file_sha256(folder("run").shard("latents_small", 0));
        QVERIFY(make_latents(plan_, folder("run"), model, {}));
        QCOMPARE(file_sha256(folder("run").shard("latents_small", 0)), first);
        const Pairs large = training::read_latents(plan_, folder("run"), true);
        QCOMPARE(large.source.sizes().vec(), (std::vector<std::int64_t>{16, 4, 16, 16}));
        QVERIFY(std::filesystem::exists(folder("run").scale()));
    }

    void refinerLearns() {
        PocketModel model(plan_.shape, vocabulary_size());
        QVERIFY(train_refiner(plan_, folder("run"), model, {}));
        const auto [first, last] = first_and_last(folder("run").root / "refiner.jsonl", "loss");
        QVERIFY2(last < 0.7 * first, qPrintable(QString::number(last / first)));
    }

    void stoppedRefinerRunEqualsUninterruptedOne() {
        TrainingPlan plan = plan_;
        plan.refiner_steps = 6;
        for (const char* name : {"whole", "parts"}) {
            std::filesystem::copy(folder("run").root, folder(name).root,
                                  std::filesystem::copy_options::recursive |
                                      std::filesystem::copy_options::overwrite_existing);
            std::filesystem::remove(folder(name).refiner_state());
        }
        PocketModel whole(plan.shape, vocabulary_size());
        QVERIFY(train_refiner(plan, folder("whole"), whole, {}));
        for (int stop = 0; stop < 3; ++stop) {
            PocketModel part(plan.shape, vocabulary_size());
            QVERIFY(!train_refiner(plan, folder("parts"), part, already_stopped()));
        }
        PocketModel rest(plan.shape, vocabulary_size());
        QVERIFY(train_refiner(plan, folder("parts"), rest, {}));
        QCOMPARE(file_sha256(folder("parts").refiner_state()), file_sha256(folder("whole").refiner_state()));
    }

    void beginsWithTheWeightsOfAnotherRun() {
        TrainingPlan plan = plan_;
        plan.refiner_steps = 20;
        plan.refiner_start = folder("run").refiner_state();
        std::filesystem::remove(folder("parts").refiner_state());
        std::filesystem::remove(folder("parts").root / "refiner.jsonl");
        PocketModel model(plan.shape, vocabulary_size());
        QVERIFY(train_refiner(plan, folder("parts"), model, {}));
        const double fresh = first_and_last(folder("run").root / "refiner.jsonl", "loss").first;
        const double started = first_and_last(folder("parts").root / "refiner.jsonl", "loss").first;
        QVERIFY2(started < 0.8 * fresh, qPrintable(QString::number(started / fresh)));
    }

    void exportsAModelThatCanBeUsed() {
        const std::filesystem::path recommended = folder("run").root / "recommended.json";
        std::ofstream(recommended)
            << R"({"schema": 1, "name": "Toy", "license": "Apache-2.0", "defaults": {"steps": 12}})";
        const std::filesystem::path model = folder("model").root;
        export_model(plan_, folder("run"), model, recommended);
        const CheckpointInfo info = inspect_checkpoint(model);
        QVERIFY2(info.usable, info.unusable_reason.c_str());
        QCOMPARE(info.name, std::string("Toy"));
        QCOMPARE(info.latent_channels, 4);
        QCOMPARE(info.vae_scale_factor, 4);
        QCOMPARE(info.dtype, std::string("fp16"));
        RefineSettings settings;
        apply_model_defaults(model, settings);
        QCOMPARE(settings.steps, 12);
    }
};

QTEST_GUILESS_MAIN(TestTraining)
#include "tst_training.moc"

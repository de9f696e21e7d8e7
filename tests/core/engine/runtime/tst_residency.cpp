// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/engine/pipelines/img2img_pipeline.h"
#include "core/engine/runtime/residency.h"
#include "tests/core/engine/support/engine_fixtures.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <QTest>

#include <set>

using namespace burnish;

namespace {

/// A compute device of its own on the CPU: writes down every move and what is on it.
class FakeDevice final : public Mover {
public:
    FakeDevice(std::map<std::string, WeightSource> sources, std::vector<std::string>& log, std::int64_t& most_bytes)
        : files_(std::move(sources)), log_(log), most_bytes_(most_bytes) {}

    void bring(const std::string& component, Module& module, const MoveContext& context) override {
        log_.push_back("bring " + component);
        files_.bring(component, module, context);
        bytes_ += bytes_of(module);
        most_bytes_ = std::max(most_bytes_, bytes_);
    }
    void send_away(const std::string& component, Module& module) noexcept override {
        log_.push_back("send away " + component);
        bytes_ -= bytes_of(module);
        files_.send_away(component, module);
    }
    void forget(const std::string& component, Module& module) noexcept override { files_.forget(component, module); }

    static std::int64_t bytes_of(Module& module) { return module.parameter_count() * 4; }

private:
    FileMover files_;
    std::vector<std::string>& log_;
    std::int64_t& most_bytes_;
    std::int64_t bytes_ = 0;
};

/// Writes down which component each block that runs belongs to, and checks that its weights are there and no other's
/// are.
class PlaceHook final : public BlockHook {
public:
    PlaceHook(SdxlModel& model, std::vector<std::string>& log) : model_(model), log_(log) {}

    void before(const Module& block) override {
        std::string owner;
        for (const auto& [name, tree] : trees()) {
            bool is_inside = false;
            bool is_loaded = false;
            tree->for_each_module([&](const std::string& path, Module& module) {
                is_inside = is_inside || (&module == &block && tree->find(path) == &block);
            });
            tree->for_each_parameter([&](const std::string&, const Parameter& parameter) {
                is_loaded = is_loaded || parameter.value.defined();
            });
            if (is_inside) {
                owner = name;
            }
            wrong_place = wrong_place || (is_inside != is_loaded && only_one);
            wrong_place = wrong_place || (is_inside && !is_loaded);
        }
        if (log_.empty() || log_.back() != "run " + owner) {
            log_.push_back("run " + owner);
        }
    }

    bool wrong_place = false;
    bool only_one = true;

private:
    std::vector<std::pair<std::string, Module*>> trees() {
        return {{"text_encoder_2", &model_.text_encoder_2}, {"vae", &model_.vae}, {"unet", &model_.unet}};
    }

    SdxlModel& model_;
    std::vector<std::string>& log_;
};

struct Outcome {
    std::vector<std::string> log;
    std::int64_t most_bytes = 0;
    std::int64_t largest_component = 0;
    std::int64_t all_components = 0;
    bool wrong_place = false;
};

Outcome refine_twice(const std::string& offload) {
    at::set_num_threads(1);
    const c10::InferenceMode inference;
    Outcome outcome;
    RefineRequest request = test::quick_request();
    SdxlModel model(request.settings.model, {.offload = offload, .threads = 1},
                    [&](std::map<std::string, WeightSource> sources, const TorchCompute&, bool) {
                        return std::make_unique<FakeDevice>(std::move(sources), outcome.log, outcome.most_bytes);
                    });
    PlaceHook hook(model, outcome.log);
    hook.only_one = offload == "model";
    for (int run = 0; run < 2; ++run) {
        ProgressReporter reporter({}, {}, {});
        Img2ImgPipeline(model, request, reporter, &hook).run();
    }
    outcome.wrong_place = hook.wrong_place;
    for (Module* module : {static_cast<Module*>(&model.text_encoder_2), static_cast<Module*>(&model.vae),
                           static_cast<Module*>(&model.unet)}) {
        outcome.largest_component = std::max(outcome.largest_component, FakeDevice::bytes_of(*module));
        outcome.all_components += FakeDevice::bytes_of(*module);
    }
    return outcome;
}

class FailingMover final : public Mover {
public:
    void bring(const std::string&, Module&, const MoveContext&) override {
        ++tries;
        if (tries == 1) {
            throw std::bad_alloc();
        }
    }
    void send_away(const std::string&, Module&) noexcept override { ++sent_away; }
    void forget(const std::string&, Module&) noexcept override {}
    int tries = 0;
    int sent_away = 0;
};

}  // namespace

class TestResidency : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Offload `model`: each component comes, runs and goes before the next one comes; a repeated prompt needs no text
    /// encoder.
    void oneComponentAtATime() {
        const Outcome outcome = refine_twice("model");
        const std::vector<std::string> picture{"bring vae",  "run vae",  "send away vae",
                                               "bring unet", "run unet", "send away unet",
                                               "bring vae",  "run vae",  "send away vae"};
        std::vector<std::string> expected{"bring text_encoder_2", "run text_encoder_2", "send away text_encoder_2"};
        expected.insert(expected.end(), picture.begin(), picture.end());
        expected.insert(expected.end(), picture.begin(), picture.end());
        QCOMPARE(outcome.log, expected);
        QVERIFY(!outcome.wrong_place);
        QCOMPARE(outcome.most_bytes, outcome.largest_component);
    }

    /// Offload `none`: each component comes once and stays.
    void everythingStays() {
        const Outcome outcome = refine_twice("none");
        const std::vector<std::string> expected{"bring text_encoder_2",
                                                "run text_encoder_2",
                                                "bring vae",
                                                "run vae",
                                                "bring unet",
                                                "run unet",
                                                "run vae",
                                                "run unet",
                                                "run vae"};
        QCOMPARE(outcome.log, expected);
        QVERIFY(!outcome.wrong_place);
        QCOMPARE(outcome.most_bytes, outcome.all_components);
    }

    void failedBringLeavesNothingBehind() {
        FailingMover mover;
        Module module;
        Residency residency(mover, Residency::Policy::OneAtATime);
        residency.add("unet", module);
        QVERIFY_EXCEPTION_THROWN((void)residency.lease("unet"), std::bad_alloc);
        QVERIFY(!residency.is_resident("unet"));
        {
            const Residency::Lease lease = residency.lease("unet");
            QVERIFY(residency.is_resident("unet"));
            const Residency::Lease again = residency.lease("unet");
            QCOMPARE(mover.tries, 2);
        }
        QVERIFY(!residency.is_resident("unet"));
        QCOMPARE(mover.sent_away, 1);
    }

    void componentGoesWhenItsRunFails() {
        FailingMover mover;
        mover.tries = 1;
        Module module;
        Residency residency(mover, Residency::Policy::OneAtATime);
        residency.add("unet", module);
        try {
            const Residency::Lease lease = residency.lease("unet");
            throw Cancelled();
        } catch (const Cancelled&) {
            QVERIFY(!residency.is_resident("unet"));
        }
    }
};

QTEST_GUILESS_MAIN(TestResidency)
#include "tst_residency.moc"

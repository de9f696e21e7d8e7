// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/engine/torch_engine.h"
#include "tests/core/engine/support/engine_fixtures.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace burnish;

namespace {

const nlohmann::json& requests() {
    static const nlohmann::json json = [] {
        std::ifstream stream(test::data_folder() / "golden" / "routes" / "requests.json");
        return nlohmann::json::parse(stream);
    }();
    return json;
}

const test::TensorMap& inputs() {
    static const test::TensorMap tensors =
        test::read_tensors(test::data_folder() / "golden" / "routes" / "input.safetensors");
    return tensors;
}

std::shared_ptr<const Image> source() {
    static const auto image = test::image_of(inputs().at("input"));
    return image;
}

RefineRequest request_named(const std::string& name) {
    RefineRequest request = test::request_of(requests().at(name));
    if (!request.settings.generate) {
        request.source = source();
    }
    if (requests().at(name).at("mask").get<bool>()) {
        request.mask = test::image_of(inputs().at("mask"));
    }
    return request;
}

std::string sampler_of(const std::string& name) {
    return name.substr(0, name.find('/'));
}

}  // namespace

/// Every sampler on every route to diffusers' numbers (tests/tools/golden_routes.py), and the routes to each other.
class TestRoutesGolden : public QObject {
    Q_OBJECT

private:
    TorchEngine engine_;
    QTemporaryDir scratch_;

    std::filesystem::path scratch(const char* name) const {
        return scratch_.filePath(QString::fromUtf8(name)).toStdString();
    }

private Q_SLOTS:
    void equalsDiffusers_data() {
        QTest::addColumn<QString>("sampler");
        for (const Sampler sampler : all_samplers()) {
            QTest::newRow(std::string(sampler_id(sampler)).c_str())
                << QString::fromStdString(std::string(sampler_id(sampler)));
        }
    }

    void equalsDiffusers() {
        QFETCH(QString, sampler);
        const test::TensorMap expected =
            test::read_tensors(test::data_folder() / "golden" / "routes" / (sampler.toStdString() + ".safetensors"));
        double worst = 0.0;
        std::size_t compared = 0;
        int runs = 0;
        for (const auto& [name, json] : requests().items()) {
            if (sampler_of(name) != sampler.toStdString()) {
                continue;
            }
            const std::string route = name.substr(name.find('/') + 1) + '/';
            RefineRequest request = request_named(name);
            request.trace = scratch("trace.safetensors");
            const RefineResult result = engine_.refine(request, {}, {});
            QCOMPARE(result.steps_run, json.at("steps_run").get<int>());
            for (const auto& [key, value] : test::read_tensors(request.trace)) {
                if (key.find("step_") == std::string::npos) {
                    continue;
                }
                const auto recorded = expected.find(route + key);
                QVERIFY2(recorded != expected.end(), (name + ' ' + key).c_str());
                const double difference = test::deviation(value, recorded->second);
                QVERIFY2(difference <= 1e-4, (name + ' ' + key + ' ' + std::to_string(difference)).c_str());
                worst = std::max(worst, difference);
                ++compared;
            }
            const at::Tensor found = test::pixels_of(*result.image).to(at::kInt);
            at::Tensor wanted = expected.at(route + "output").to(at::kInt);
            if (request.mask != nullptr) {
                // Ours leaves what the mask keeps as it is in the source; diffusers' went through the autoencoder.
                wanted = at::where(inputs().at("mask").ge(128), wanted, inputs().at("input").to(at::kInt));
                QVERIFY2(at::equal(at::where(inputs().at("mask").ge(128), 0, found),
                                   at::where(inputs().at("mask").ge(128), 0, wanted)),
                         name.c_str());
            }
            QVERIFY2((found - wanted).abs().max().item<int>() <= 1, name.c_str());
            ++compared;
            ++runs;
        }
        QCOMPARE(compared, expected.size());
        QVERIFY(runs >= 6);
        qInfo("%-20s %d runs, worst latents %.1e", qPrintable(sampler), runs, worst);
    }

    /// The ensemble in one go, and through two files of latents: one picture, for every sampler.
    void handOffThroughFilesIsTheSame_data() { equalsDiffusers_data(); }
    void handOffThroughFilesIsTheSame() {
        QFETCH(QString, sampler);
        const RefineRequest whole = request_named(sampler.toStdString() + "/switch_65");
        const RefineResult at_once = engine_.refine(whole, {}, {});

        RefineRequest first = whole;
        first.settings.refiner.clear();
        first.settings.refiner_prompt.reset();
        first.settings.denoising_end = std::exchange(first.settings.handoff, std::nullopt);
        first.save_latents = scratch("base.safetensors");
        first.wants_picture = false;
        const RefineResult half = engine_.refine(first, {}, {});
        QVERIFY(half.image == nullptr);

        RefineRequest second = whole;
        second.settings.model = whole.settings.refiner;
        second.settings.prompt = whole.settings.refiner_prompt.value();
        second.settings.refiner.clear();
        second.settings.refiner_prompt.reset();
        second.settings.generate.reset();
        second.settings.denoising_start = std::exchange(second.settings.handoff, std::nullopt);
        second.latents = first.save_latents;
        const RefineResult through_files = engine_.refine(second, {}, {});
        QVERIFY(at::equal(test::pixels_of(*at_once.image), test::pixels_of(*through_files.image)));
        QCOMPARE(half.steps_run + through_files.steps_run, at_once.steps_run);
    }

    void twoStagesThroughFilesAreTheSame() {
        const RefineRequest whole = request_named("euler/two_stages");
        const RefineResult at_once = engine_.refine(whole, {}, {});
        RefineRequest first = whole;
        first.settings.refiner.clear();
        first.save_latents = scratch("whole.safetensors");
        engine_.refine(first, {}, {});
        RefineRequest second = whole;
        second.settings.model = whole.settings.refiner;
        second.settings.refiner.clear();
        second.settings.generate.reset();
        second.latents = first.save_latents;
        QVERIFY(at::equal(test::pixels_of(*engine_.refine(second, {}, {}).image), test::pixels_of(*at_once.image)));
    }

    /// A base model in both places makes the picture that it makes alone: nothing is lost where it hands on to itself.
    /// Samplers that remember earlier steps or draw noise at each lose just that.
    void baseInBothPlacesIsOneRun_data() {
        QTest::addColumn<QString>("sampler");
        QTest::addColumn<double>("at");
        for (const char* sampler : {"euler", "ddim"}) {
            for (const double at : {0.8, 0.65, 0.3}) {
                const QString name = QStringLiteral("%1 at %2").arg(QString::fromUtf8(sampler)).arg(at);
                QTest::newRow(qPrintable(name)) << QString::fromUtf8(sampler) << at;
            }
        }
    }
    void baseInBothPlacesIsOneRun() {
        QFETCH(QString, sampler);
        QFETCH(double, at);
        RefineRequest request = request_named(sampler.toStdString() + "/text");
        const RefineResult alone = engine_.refine(request, {}, {});
        request.settings.refiner = request.settings.model;
        request.settings.handoff = at;
        const RefineResult both = engine_.refine(request, {}, {});
        QVERIFY(at::equal(test::pixels_of(*alone.image), test::pixels_of(*both.image)));
        QCOMPARE(both.steps_run, alone.steps_run);
    }

    /// Under offload `model` one component is there at a time, whichever model it belongs to.
    void offloadChangesNothing() {
        RefineRequest request = request_named("euler/switch_80");
        const RefineResult resident = engine_.refine(request, {}, {});
        request.compute.offload = Offload::Model;
        const RefineResult offloaded = engine_.refine(request, {}, {});
        QCOMPARE(offloaded.compute.offload, std::string("model"));
        QVERIFY(at::equal(test::pixels_of(*resident.image), test::pixels_of(*offloaded.image)));
    }

    void refusesWhatCannotBe_data() {
        QTest::addColumn<QString>("what");
        for (const char* what : {"a refiner from text", "a size between", "another VAE", "a switch without a refiner",
                                 "a refiner for a picture", "a picture from text"}) {
            QTest::newRow(what) << QString::fromUtf8(what);
        }
    }
    void refusesWhatCannotBe() {
        QFETCH(QString, what);
        RefineRequest request = request_named("euler/text");
        RefineSettings& settings = request.settings;
        const std::filesystem::path refiner = test::data_folder() / "models" / "refiner_tiny";
        ErrorCode expected = ErrorCode::InvalidArgument;
        if (what == QStringLiteral("a refiner from text")) {
            settings.model = refiner;
            expected = ErrorCode::ModelUnsupported;
        } else if (what == QStringLiteral("a size between")) {
            settings.generate = SizeHW{.height = 60, .width = 64};
        } else if (what == QStringLiteral("another VAE")) {
            settings.refiner = test::data_folder() / "models" / "refiner_wide";
            settings.handoff = 0.8;
            expected = ErrorCode::ModelUnsupported;
        } else if (what == QStringLiteral("a switch without a refiner")) {
            settings.handoff = 0.8;
        } else if (what == QStringLiteral("a refiner for a picture")) {
            settings.generate.reset();
            request.source = source();
            settings.refiner = refiner;
        } else {
            request.source = source();
        }
        try {
            engine_.refine(request, {}, {});
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), expected);
            QVERIFY(!error.parts().expected.empty());
        }
        // and the engine is ready for the next
        QVERIFY(engine_.refine(request_named("euler/text"), {}, {}).image != nullptr);
    }
};

QTEST_GUILESS_MAIN(TestRoutesGolden)
#include "tst_routes_golden.moc"

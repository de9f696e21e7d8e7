// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/engine/schedulers/euler_discrete.h"
#include "tests/core/engine/schedulers/scheduler_fixtures.h"
#include "tests/core/engine/support/engine_fixtures.h"

#include <ATen/ATen.h>

#include <QTest>

#include <cmath>
#include <fstream>

using namespace burnish;

namespace {

nlohmann::json recorded() {
    std::ifstream stream(test::data_folder() / "golden" / "schedulers.json");
    return nlohmann::json::parse(stream);
}

NoiseScheduleConfig config_of(const nlohmann::json& json) {
    return NoiseScheduleConfig::from_json(ConfigReader(json, "scheduler_config.json"));
}

struct LoopSettings {
    std::int64_t steps = 10;
    std::optional<std::int64_t> begin;
    bool scaled = true;
};

/// States of a whole loop with the stand-in model x t / (t + 1), the start included.
std::vector<at::Tensor> run_loop(const NoiseScheduleConfig& config, const LoopSettings& settings) {
    EulerDiscreteScheduler scheduler(config);
    scheduler.set_timesteps(settings.steps);
    at::Tensor sample = test::ramp_sample();
    if (settings.scaled) {
        sample = sample * scheduler.init_noise_sigma();
    }
    scheduler.set_begin_index(settings.begin.value_or(0));
    if (settings.begin) {
        sample = scheduler.add_noise(sample, test::reversed_ramp());
    }
    std::vector<at::Tensor> states{sample};
    for (std::int64_t index = settings.begin.value_or(0); index < settings.steps; ++index) {
        const at::Tensor timestep = scheduler.timesteps()[index];
        // As in the reference's tests, the scaled sample takes the place of the sample.
        sample = scheduler.scale_model_input(sample);
        sample = scheduler.step(sample * timestep / (timestep + 1), sample, {}).sample;
        states.push_back(sample);
    }
    return states;
}

NoiseScheduleConfig linspace_1100() {
    return {.num_train_timesteps = 1100};
}

}  // namespace

class TestEulerDiscrete : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tableIsThatOfTheReference() {
        const NoiseSchedule schedule(NoiseScheduleConfig::sdxl());
        const auto alpha = [&](std::int64_t index) { return schedule.alphas_cumprod()[index].item<float>(); };
        QCOMPARE(alpha(0), 0.999149978F);
        QCOMPARE(alpha(1), 0.998296022F);
        QCOMPARE(alpha(500), 0.276332498F);
        QCOMPARE(alpha(999), 0.00466009602F);
        QCOMPARE(schedule.sigmas()[0], 0.0291675329F);
        QCOMPARE(schedule.sigmas()[1], 0.041314479F);
        QCOMPARE(schedule.sigmas()[999], 14.614645F);
    }

    void spacingsEqualDiffusers() {
        const nlohmann::json json = recorded();
        for (const nlohmann::json& table : json.at("tables")) {
            nlohmann::json values = json.at("config");
            values["timestep_spacing"] = table.at("timestep_spacing");
            const std::string label = table.at("timestep_spacing").get<std::string>() + ' ' + table.at("steps").dump();
            EulerDiscreteScheduler scheduler(config_of(values));
            scheduler.set_timesteps(table.at("steps").get<std::int64_t>());
            const auto timesteps = table.at("timesteps").get<std::vector<float>>();
            const auto sigmas = table.at("sigmas").get<std::vector<float>>();
            QVERIFY2(at::equal(scheduler.timesteps(), at::tensor(timesteps)), label.c_str());
            QVERIFY2(at::allclose(scheduler.sigmas(), at::tensor(sigmas), test::kTwoUlps, 0.0), label.c_str());
            const auto initial = table.at("init_noise_sigma").get<double>();
            QVERIFY2(std::abs(scheduler.init_noise_sigma() - initial) <= 1e-6 * initial, label.c_str());
        }
    }

    void loopsEqualDiffusers() {
        double worst = 0.0;
        for (const nlohmann::json& loop : recorded().at("loops")) {
            LoopSettings settings{.steps = loop.at("steps").get<std::int64_t>(),
                                  .scaled = loop.at("scaled").get<bool>()};
            if (!loop.at("begin").is_null()) {
                settings.begin = loop.at("begin").get<std::int64_t>();
            }
            const std::vector<at::Tensor> states = run_loop(config_of(loop.at("config")), settings);
            const auto sums = loop.at("absolute_sums").get<std::vector<double>>();
            const auto corners = loop.at("corners").get<std::vector<std::vector<float>>>();
            QCOMPARE(states.size(), sums.size());
            for (std::size_t index = 0; index < states.size(); ++index) {
                const double difference = std::abs(test::absolute_sum(states[index]) - sums[index]) / sums[index];
                worst = std::max(worst, difference);
                QVERIFY2(difference <= 2e-6, loop.at("config").dump().c_str());
                const at::Tensor corner = states[index][-1][-1].slice(0, -3).slice(1, -3).reshape({9});
                QVERIFY(at::allclose(corner, at::tensor(corners[index]), 1e-5, 1e-7));
            }
        }
        qInfo("worst relative deviation of a sum: %.1e", worst);
    }

    /// The sums of diffusers' own tests (spec 10.4).
    void sumsOfTheReferenceTests() {
        QVERIFY(std::abs(test::absolute_sum(run_loop(linspace_1100(), {}).back()) - 10.0807) < 1e-3);
        QVERIFY(std::abs(test::absolute_sum(run_loop(linspace_1100(), {.begin = 8}).back()) - 57062.9297) < 1e-1);
        NoiseScheduleConfig karras = linspace_1100();
        karras.use_karras_sigmas = true;
        QVERIFY(std::abs(test::absolute_sum(run_loop(karras, {}).back()) - 124.5230) < 1e-2);
    }

    void karrasRampIsThatOfTheReference() {
        NoiseScheduleConfig config = NoiseScheduleConfig::sdxl();
        config.use_karras_sigmas = true;
        EulerDiscreteScheduler scheduler(config);
        scheduler.set_timesteps(20);
        const std::vector<float> sigmas{11.028335F, 8.979172F, 7.265433F, 5.840057F, 4.661418F};
        const std::vector<float> timesteps{951.0F, 913.7394F, 873.1348F, 828.6252F, 779.5437F};
        QVERIFY(at::allclose(scheduler.sigmas().slice(0, 0, 5), at::tensor(sigmas), 1e-6, 0.0));
        QVERIFY(at::allclose(scheduler.timesteps().slice(0, 0, 5), at::tensor(timesteps), 1e-6, 0.0));
    }

    /// A model that returns the noise itself leads back to the clean sample, wherever the run starts.
    void knownNoiseLeadsBack() {
        EulerDiscreteScheduler scheduler(NoiseScheduleConfig::sdxl());
        scheduler.set_timesteps(50);
        scheduler.set_begin_index(35);
        const at::Tensor noise = test::reversed_ramp();
        at::Tensor sample = scheduler.add_noise(test::ramp_sample(), noise);
        for (int index = 35; index < 50; ++index) {
            sample = scheduler.step(noise, sample, {}).sample;
        }
        QVERIFY(at::allclose(sample, test::ramp_sample(), 0.0, 1e-5));
    }

    void refusesWhatItDoesNotKnow_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("schedule") << QByteArray(R"({"beta_schedule": "squaredcos_cap_v2"})");
        QTest::newRow("prediction") << QByteArray(R"({"prediction_type": "flow"})");
        QTest::newRow("betas") << QByteArray(R"({"trained_betas": [0.1]})");
        QTest::newRow("exponential") << QByteArray(R"({"use_exponential_sigmas": true})");
        QTest::newRow("zero") << QByteArray(R"({"beta_start": 0})");
    }

    void refusesWhatItDoesNotKnow() {
        QFETCH(QByteArray, json);
        try {
            config_of(nlohmann::json::parse(json.toStdString()));
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::ModelUnsupported);
            QVERIFY(!error.parts().subject.empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestEulerDiscrete)
#include "tst_euler_discrete.moc"

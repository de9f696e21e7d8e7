// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/step_count.h"
#include "core/common/error.h"
#include "core/engine/pipelines/latents.h"
#include "core/engine/schedulers/make_scheduler.h"
#include "tests/core/engine/schedulers/scheduler_fixtures.h"
#include "tests/core/engine/support/engine_fixtures.h"

#include <ATen/ATen.h>

#include <QTest>

#include <cmath>
#include <fstream>

using namespace burnish;

namespace {

const nlohmann::json& recorded() {
    static const nlohmann::json json = [] {
        std::ifstream stream(test::data_folder() / "golden" / "samplers.json");
        return nlohmann::json::parse(stream);
    }();
    return json;
}

const nlohmann::json& model_config() {
    static const nlohmann::json json = [] {
        std::ifstream stream(test::data_folder() / "golden" / "schedulers.json");
        return nlohmann::json::parse(stream).at("config");
    }();
    return json;
}

std::unique_ptr<Scheduler> scheduler_of(const nlohmann::json& row, const nlohmann::json& config) {
    const auto sampler = sampler_from_id(row.at("sampler").get<std::string>());
    return make_scheduler(sampler.value(),
                          NoiseScheduleConfig::from_json(ConfigReader(config, "scheduler_config.json")),
                          row.value("eta", 0.0));
}

/// The stand-in for a model: its answer depends on what it is shown and when.
at::Tensor answer(const at::Tensor& shown, const at::Tensor& timestep) {
    return shown * timestep / (timestep + 1);
}

/// States of a recorded loop, the start included.
std::vector<at::Tensor> run_loop(const nlohmann::json& row) {
    const std::unique_ptr<Scheduler> scheduler = scheduler_of(row, row.at("config"));
    scheduler->set_timesteps(row.at("steps").get<std::int64_t>());
    const bool starts_within = !row.at("begin").is_null();
    const std::int64_t begin = starts_within ? row.at("begin").get<std::int64_t>() : 0;
    scheduler->set_begin_index(begin);
    at::Tensor sample = starts_within ? scheduler->add_noise(test::ramp_sample(), test::reversed_ramp())
                                      : test::ramp_sample() * scheduler->init_noise_sigma();
    const StepNoise noise{.generator = make_generator(0)};
    std::vector<at::Tensor> states{sample};
    for (std::int64_t index = begin; index < scheduler->timesteps().numel(); ++index) {
        const at::Tensor shown = scheduler->scale_model_input(sample);
        sample = scheduler->step(answer(shown, scheduler->timesteps()[index]), sample, noise).sample;
        states.push_back(sample);
    }
    return states;
}

std::string label_of(const nlohmann::json& row) {
    return row.at("sampler").get<std::string>() + ' ' + row.at("steps").dump() + ' ' +
           row.value("begin", nlohmann::json()).dump() + ' ' + row.at("config").dump();
}

}  // namespace

/// Every sampler against values recorded from the pinned diffusers (tests/tools/golden_samplers.py).
class TestSamplers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySamplerIsRecorded() {
        for (const Sampler sampler : all_samplers()) {
            const auto is_it = [sampler](const nlohmann::json& row) {
                return row.at("sampler").get<std::string>() == sampler_id(sampler);
            };
            QVERIFY2(std::ranges::any_of(recorded().at("loops"), is_it), std::string(sampler_id(sampler)).c_str());
            QVERIFY2(std::ranges::any_of(recorded().at("tables"), is_it), std::string(sampler_id(sampler)).c_str());
        }
    }

    void tablesEqualDiffusers() {
        for (const nlohmann::json& row : recorded().at("tables")) {
            nlohmann::json config = model_config();
            config["timestep_spacing"] = row.at("timestep_spacing");
            config.update(row.at("config"));
            const std::string label = label_of(row) + row.at("timestep_spacing").dump();
            const std::unique_ptr<Scheduler> scheduler = scheduler_of(row, config);
            scheduler->set_timesteps(row.at("steps").get<std::int64_t>());
            const at::Tensor timesteps = at::tensor(row.at("timesteps").get<std::vector<float>>());
            QVERIFY2(at::allclose(scheduler->timesteps(), timesteps, 1e-6, 0.0), label.c_str());
            const bool is_fractional = !at::equal(timesteps, timesteps.round());
            QVERIFY2(is_fractional || at::equal(scheduler->timesteps(), timesteps), label.c_str());
            QCOMPARE(scheduler->sigmas().defined(), row.contains("sigmas"));
            if (row.contains("sigmas")) {
                const at::Tensor sigmas = at::tensor(row.at("sigmas").get<std::vector<float>>());
                QVERIFY2(at::allclose(scheduler->sigmas(), sigmas, 2e-7, 0.0), label.c_str());
            }
            const auto initial = row.at("init_noise_sigma").get<double>();
            QVERIFY2(std::abs(scheduler->init_noise_sigma() - initial) <= 1e-7 * initial, label.c_str());
        }
    }

    void loopsEqualDiffusers() {
        std::map<std::string, double> worst;
        for (const nlohmann::json& row : recorded().at("loops")) {
            const std::vector<at::Tensor> states = run_loop(row);
            const auto sums = row.at("absolute_sums").get<std::vector<double>>();
            const auto corners = row.at("corners").get<std::vector<std::vector<float>>>();
            QVERIFY2(states.size() == sums.size(), label_of(row).c_str());
            for (std::size_t index = 0; index < states.size(); ++index) {
                const double difference =
                    std::abs(test::absolute_sum(states[index]) - sums[index]) / std::max(sums[index], 1.0);
                double& most = worst[row.at("sampler").get<std::string>()];
                most = std::max(most, difference);
                QVERIFY2(difference <= 5e-6, (label_of(row) + " at " + std::to_string(index)).c_str());
                const at::Tensor corner = states[index][-1][-1].slice(0, -3).slice(1, -3).reshape({9});
                const at::Tensor expected = at::tensor(corners[index]);
                const double scale = std::max(1.0, states[index].std().item<double>());
                QVERIFY2(at::allclose(corner, expected, 1e-5, 2e-6 * scale), label_of(row).c_str());
            }
        }
        for (const auto& [sampler, most] : worst) {
            qInfo("%-20s worst relative deviation of a sum %.1e", sampler.c_str(), most);
        }
    }

    /// diffusers' own tests: the scaled sample takes the place of the sample (spec 10.4).
    void sumsOfTheReferenceTests() {
        for (const nlohmann::json& row : recorded().at("upstream")) {
            const std::unique_ptr<Scheduler> scheduler = scheduler_of(row, row.at("config"));
            scheduler->set_timesteps(10);
            at::Tensor sample = test::ramp_sample() * scheduler->init_noise_sigma();
            const StepNoise noise{.generator = make_generator(0)};
            for (std::int64_t index = 0; index < scheduler->timesteps().numel(); ++index) {
                sample = scheduler->scale_model_input(sample);
                sample = scheduler->step(answer(sample, scheduler->timesteps()[index]), sample, noise).sample;
            }
            const double expected = row.at("absolute_sum").get<double>();
            const std::string label = row.dump() + " found " + std::to_string(test::absolute_sum(sample));
            QVERIFY2(std::abs(test::absolute_sum(sample) - expected) <= 1e-5 * std::max(1.0, expected), label.c_str());
        }
    }

    /// A model that returns the noise itself leads back to the clean sample, wherever the run starts.
    void knownNoiseLeadsBack_data() {
        QTest::addColumn<int>("sampler");
        for (const Sampler sampler :
             {Sampler::Euler, Sampler::DpmPp2M, Sampler::DpmPp2MKarras, Sampler::Ddim, Sampler::UniPc, Sampler::Heun}) {
            QTest::newRow(std::string(sampler_id(sampler)).c_str()) << static_cast<int>(sampler);
        }
    }

    void knownNoiseLeadsBack() {
        QFETCH(int, sampler);
        // The last alpha of DDIM is that of timestep 0 in SDXL's configuration: a little noise stays.
        NoiseScheduleConfig config = NoiseScheduleConfig::sdxl();
        config.set_alpha_to_one = true;
        const std::unique_ptr<Scheduler> scheduler = make_scheduler(static_cast<Sampler>(sampler), config);
        scheduler->set_timesteps(50);
        const std::int64_t begin = 35 * scheduler->order();
        scheduler->set_begin_index(begin);
        const at::Tensor noise = test::reversed_ramp();
        at::Tensor sample = scheduler->add_noise(test::ramp_sample(), noise);
        for (std::int64_t index = begin; index < scheduler->timesteps().numel(); ++index) {
            sample = scheduler->step(noise, sample, {}).sample;
        }
        QVERIFY(at::allclose(sample, test::ramp_sample(), 0.0, 1e-5));
    }

    /// The count that is shown before a run is that of the engine, whatever the sampler.
    void countIsThatOfTheFacade() {
        for (const Sampler sampler : all_samplers()) {
            for (const int steps : {1, 2, 3, 7, 12, 20, 30, 40, 50}) {
                const std::unique_ptr<Scheduler> scheduler = make_scheduler(sampler, NoiseScheduleConfig::sdxl());
                scheduler->set_timesteps(steps);
                const auto check = [&](const RefineSettings& settings) {
                    const int promised = steps_that_run(settings);
                    if (promised == 0) {
                        QVERIFY_EXCEPTION_THROWN(step_range(settings, *scheduler), Error);
                    } else {
                        QCOMPARE(step_range(settings, *scheduler).count(), std::int64_t{promised});
                    }
                };
                for (const double strength : {0.01, 0.3, 0.58, 1.0}) {
                    check({.strength = strength, .steps = steps, .sampler = sampler});
                }
                for (const double at : {0.2, 0.65, 0.8, 0.905}) {
                    check({.steps = steps, .sampler = sampler, .denoising_start = at});
                    check({.steps = steps, .sampler = sampler, .denoising_end = at, .generate = SizeHW{64, 64}});
                }
                QCOMPARE(steps_of_schedule({.steps = steps, .sampler = sampler}),
                         static_cast<int>(scheduler->timesteps().numel()));
            }
        }
    }

    void refusesMoreStepsThanTheDistillationHad() {
        const std::unique_ptr<Scheduler> scheduler = make_scheduler(Sampler::Lcm, NoiseScheduleConfig::sdxl());
        scheduler->set_timesteps(most_steps(Sampler::Lcm));
        try {
            scheduler->set_timesteps(most_steps(Sampler::Lcm) + 1);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::InvalidArgument);
            QVERIFY(error.parts().found.find("lcm") != std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestSamplers)
#include "tst_samplers.moc"

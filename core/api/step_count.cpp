// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/step_count.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace burnish {

namespace {

constexpr int kTrainTimesteps = 1000;
constexpr int kLcmSteps = 50;

/// Python's round() to an integer: half to even, which is nearbyint in the default rounding mode.
int timestep_cutoff(double fraction) {
    return static_cast<int>(std::nearbyint(kTrainTimesteps - fraction * kTrainTimesteps));
}

/// ln sigma of every training timestep of SDXL's schedule.
std::vector<double> log_sigmas() {
    std::vector<double> logs;
    const double first = std::sqrt(0.00085);
    const double last = std::sqrt(0.012);
    double alpha = 1.0;
    for (int timestep = 0; timestep < kTrainTimesteps; ++timestep) {
        const double root = first + (last - first) * timestep / (kTrainTimesteps - 1);
        alpha *= 1.0 - root * root;
        logs.push_back(0.5 * std::log((1.0 - alpha) / alpha));
    }
    return logs;
}

/// Timesteps of the ramp of Karras et al. over the whole table, as DPM-Solver++ rounds them.
std::vector<double> karras_timesteps(int steps) {
    constexpr double kRho = 7.0;
    const std::vector<double> logs = log_sigmas();
    const double low = std::exp(logs.front() / kRho);
    const double high = std::exp(logs.back() / kRho);
    std::vector<double> timesteps;
    for (int index = 0; index < steps; ++index) {
        const double ramp = steps > 1 ? static_cast<double>(index) / (steps - 1) : 0.0;
        const double log_sigma = kRho * std::log(high + ramp * (low - high));
        const auto above = std::upper_bound(logs.begin() + 1, logs.end() - 1, log_sigma);
        const auto floor = above - 1;
        const double weight = std::clamp((log_sigma - *floor) / (*above - *floor), 0.0, 1.0);
        timesteps.push_back(std::nearbyint(static_cast<double>(floor - logs.begin()) + weight));
    }
    return timesteps;
}

/// The timesteps of a whole run, one an iteration.
std::vector<double> timesteps_of(Sampler sampler, int steps) {
    if (sampler == Sampler::DpmPp2MKarras || sampler == Sampler::DpmPp2MSdeKarras) {
        return karras_timesteps(steps);
    }
    const bool is_multistep =
        sampler == Sampler::DpmPp2M || sampler == Sampler::DpmPp2MSde || sampler == Sampler::UniPc;
    std::vector<double> timesteps;
    for (int index = steps; index > 0; --index) {
        int timestep = (index - 1) * (kTrainTimesteps / steps) + 1;  // leading spacing, steps_offset 1
        if (is_multistep) {
            timestep = index * (kTrainTimesteps / (steps + 1)) + 1;
        } else if (sampler == Sampler::Lcm) {
            timestep = (kLcmSteps - (steps - index) * kLcmSteps / steps) * (kTrainTimesteps / kLcmSteps) - 1;
        }
        const bool is_doubled = sampler == Sampler::Heun && index < steps;
        timesteps.insert(timesteps.end(), is_doubled ? 2 : 1, timestep);
    }
    return timesteps;
}

/// Iterations of one model's part.
int count_part(const RefineSettings& settings, const std::vector<double>& timesteps, bool from_noise) {
    const int order = settings.sampler == Sampler::Heun ? 2 : 1;
    const auto all = static_cast<int>(timesteps.size());
    int begin = 0;
    if (settings.denoising_start) {
        const int cutoff = timestep_cutoff(*settings.denoising_start);
        auto count =
            static_cast<int>(std::ranges::count_if(timesteps, [cutoff](double timestep) { return timestep < cutoff; }));
        count += order == 2 && count % 2 == 0 ? 1 : 0;
        begin = std::max(0, all - count);
    } else if (!from_noise) {
        const int steps = std::clamp(settings.steps, 1, kTrainTimesteps);
        const int wanted = static_cast<int>(steps * std::min(settings.strength, 1.0));
        begin = std::min((steps - std::clamp(wanted, 1, steps)) * order, all);
    }
    int end = all;
    if (settings.denoising_end) {
        const int cutoff = timestep_cutoff(*settings.denoising_end);
        end = static_cast<int>(
            std::ranges::count_if(timesteps, [cutoff](double timestep) { return timestep >= cutoff; }));
    }
    return std::max(0, end - begin);
}

}  // namespace

int most_steps(Sampler sampler) noexcept {
    return sampler == Sampler::Lcm ? kLcmSteps : kTrainTimesteps;
}

int steps_of_schedule(const RefineSettings& settings) {
    const int steps = std::clamp(settings.steps, 1, most_steps(settings.sampler));
    return settings.sampler == Sampler::Heun ? 2 * steps - 1 : steps;
}

int steps_that_run(const RefineSettings& settings) {
    const std::vector<double> timesteps =
        timesteps_of(settings.sampler, std::clamp(settings.steps, 1, most_steps(settings.sampler)));
    if (!settings.generate) {
        const bool is_untouched = !settings.denoising_start && !(settings.strength > 0);
        return is_untouched ? 0 : count_part(settings, timesteps, false);
    }
    RefineSettings first = settings;
    first.denoising_start.reset();
    if (settings.refiner.empty()) {
        return count_part(first, timesteps, true);
    }
    RefineSettings second = settings;
    second.denoising_start = settings.handoff;
    first.denoising_end = settings.handoff;
    return count_part(first, timesteps, true) + count_part(second, timesteps, false);
}

}  // namespace burnish

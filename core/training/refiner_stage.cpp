// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/refiner_stage.h"

#include "core/engine/schedulers/noise_schedule.h"
#include "core/training/batches.h"
#include "core/training/examples.h"
#include "core/training/latent_stage.h"
#include "core/training/mixed_precision.h"
#include "core/training/optimizer.h"
#include "core/training/run_log.h"
#include "core/training/step_runner.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <array>

namespace burnish::training {
namespace {

constexpr std::uint64_t kWeightStream = 7;
constexpr std::uint64_t kDrawStream = 8;
constexpr double kLowNoiseShare = 0.85;  ///< of the samples come from the timesteps below kLowNoiseEnd
constexpr double kLowNoiseEnd = 500.0;   ///< strengths up to one half are what a refiner is for
/// Timestep from which a steered target is wanted as a whole. Fine structure is hidden by the noise above 200 or so: a
/// word for it ("sharp", "jpeg artifacts") is learned below, or not at all.
constexpr double kFullSteeringFrom = 150;
constexpr double kLeastSteering = 0.3;
constexpr double kDifference = 0.25;  ///< typical deviation of source minus target, in latents of unit deviation
constexpr std::int64_t kLargeEvery = 4;
/// Of Describe, Restore, Steer. Words are the hardest lesson: with equal shares they had no effect after 3300 steps,
/// when cleaning was learned.
constexpr std::array<double, 3> kLessonShares{0.25, 0.25, 0.5};

at::TensorOptions fp32(const at::Generator& generator) {
    return at::TensorOptions().dtype(at::kFloat).device(generator.device());
}

/// A column [B] as [B, 1, 1, 1].
at::Tensor broadcast(const at::Tensor& column) {
    return column.reshape({-1, 1, 1, 1});
}

/// What the UNet is asked and what it should answer.
struct Question {
    at::Tensor noisy;      ///< [B, C, h, w]
    at::Tensor timesteps;  ///< int64 [B]
    at::Tensor input_ids;  ///< [B, 77]
    at::Tensor time_ids;   ///< fp32 [B, 5]
    at::Tensor epsilon;    ///< [B, C, h, w]
    at::Tensor weight;     ///< [B, 1, 1, 1]

    std::vector<at::Tensor> inputs() const { return {noisy, timesteps, input_ids, time_ids, epsilon, weight}; }
    static Question from(const std::vector<at::Tensor>& inputs) {
        return {.noisy = inputs[0],
                .timesteps = inputs[1],
                .input_ids = inputs[2],
                .time_ids = inputs[3],
                .epsilon = inputs[4],
                .weight = inputs[5]};
    }
};

at::Tensor draw_timesteps(std::int64_t batch, const at::Generator& generator) {
    const at::TensorOptions options = fp32(generator);
    const at::Tensor low = at::rand({batch}, generator, options).pow(1.3) * kLowNoiseEnd;
    const at::Tensor any = at::rand({batch}, generator, options) * 1000.0;
    const at::Tensor is_low = at::rand({batch}, generator, options) < kLowNoiseShare;
    return at::where(is_low, low, any).floor().clamp(0, 999).to(at::kLong);
}

/// Sizes, crop and score; sizes say nothing about the picture here, and are learned to mean nothing.
at::Tensor draw_time_ids(const at::Tensor& scores, const at::Generator& generator) {
    const std::int64_t batch = scores.size(0);
    const at::Tensor sizes = at::randint(32, 256, {batch, 2}, generator, fp32(generator)) * 8.0;
    return at::cat({sizes, at::zeros_like(sizes), scores.unsqueeze(1)}, 1);
}

/// Indices of `batch` pairs, with the lessons in the shares of kLessonShares.
at::Tensor draw_pairs(const at::Tensor& lessons, std::int64_t batch, const at::Generator& generator) {
    at::Tensor weights = at::zeros({lessons.size(0)}, fp32(generator));
    for (std::size_t lesson = 0; lesson < kLessonShares.size(); ++lesson) {
        const at::Tensor is_lesson = (lessons == static_cast<std::int64_t>(lesson)).to(at::kFloat);
        weights += is_lesson * (kLessonShares[lesson] / is_lesson.sum().clamp_min(1.0));
    }
    return at::multinomial(weights, batch, /*replacement=*/true, generator);
}

Question draw_question(const Pairs& pairs, std::int64_t batch, const at::Tensor& alphas_cumprod, std::uint64_t seed) {
    const at::Generator generator = make_generator(pairs.source.device(), seed);
    const at::Tensor chosen = draw_pairs(pairs.lessons, batch, generator);
    const at::Tensor source = pairs.source.index_select(0, chosen).to(at::kFloat);
    const at::Tensor way = pairs.target.index_select(0, chosen).to(at::kFloat) - source;
    const at::Tensor lessons = pairs.lessons.index_select(0, chosen);

    Question question;
    question.timesteps = draw_timesteps(batch, generator);
    const at::Tensor a2 = alphas_cumprod.index_select(0, question.timesteps);
    const at::Tensor signal = broadcast(a2.sqrt());
    const at::Tensor sigma = broadcast((1.0 - a2).sqrt());

    // Half of the samples are as at the first step of a run, half somewhere along it. What a run has reached it keeps.
    const at::TensorOptions options = fp32(generator);
    const at::Tensor drawn = at::rand({batch}, generator, options);
    const at::Tensor gone = at::where(at::rand({batch}, generator, options) < 0.5, at::zeros_like(drawn), drawn);
    const at::Tensor steering = (question.timesteps.to(at::kFloat) / kFullSteeringFrom).clamp(kLeastSteering, 1.0);
    const at::Tensor is_steered = lessons == static_cast<std::int64_t>(Lesson::Steer);
    const at::Tensor wanted = at::where(is_steered, at::maximum(steering, gone), at::ones_like(gone));

    const at::Tensor difference = broadcast(gone - wanted) * way;
    const at::Tensor noise = at::randn(source.sizes(), generator, options);
    question.noisy = signal * (source + broadcast(gone) * way) + sigma * noise;
    question.epsilon = noise + signal / sigma * difference;

    // At little noise the difference outweighs the noise by far; its share of the loss stays that of the noise.
    const at::Tensor differs = (lessons != static_cast<std::int64_t>(Lesson::Describe)).to(at::kFloat);
    question.weight = 1.0 / (1.0 + (broadcast(differs * (wanted - gone)) * kDifference * signal / sigma).square());
    question.input_ids = pairs.input_ids.index_select(0, chosen);
    question.time_ids = draw_time_ids(pairs.scores.index_select(0, chosen), generator);
    return question;
}

/// Sizes and crop say nothing about these pictures; as random numbers they drown the words in the layer that they
/// share. Their weights are zero and stay zero, so that they mean nothing at any size.
void silence_sizes(PocketModel& model) {
    const c10::NoGradGuard no_grad;
    const std::int64_t width = model.unet.config().addition_time_embed_dim;
    Parameter& weight = model.unet.add_embedding.linear_1.parameters().front();
    const std::int64_t score = weight.shape[1] - width;
    weight.value.slice(1, score - 4 * width, score).zero_();
}

at::Tensor loss_of(const TrainingPlan& plan, const PocketModel& model, const Question& question) {
    at::Tensor answer;
    {
        const MixedPrecision mixed(plan);
        const CLIPTextOutput text = model.text_encoder.forward(question.input_ids);
        answer = model.unet.forward(question.noisy, question.timesteps, text.penultimate, text.text_embeds,
                                    question.time_ids);
    }
    return ((answer.to(at::kFloat) - question.epsilon).square() * question.weight).mean();
}

}  // namespace

bool train_refiner(const TrainingPlan& plan, const TrainingFolder& folder, PocketModel& model,
                   const std::stop_token& stop) {
    ParameterSet parameters(plan.device);
    parameters.add(model.unet, "unet.");
    parameters.add(model.text_encoder, "text_encoder_2.");
    parameters.initialise(seed_of(plan.seed, kWeightStream, 0));
    if (!plan.refiner_start.empty()) {
        load_averages(plan.refiner_start, parameters);
        parameters.adopt();
    }
    silence_sizes(model);
    Optimizer optimizer(parameters,
                        {.peak = plan.refiner_rate, .warmup_steps = 200, .total_steps = plan.refiner_steps});
    if (std::filesystem::exists(folder.refiner_state())) {
        optimizer.load(folder.refiner_state());
    }
    const Pairs small = read_latents(plan, folder, false);
    const Pairs large = plan.large_shards > 0 ? read_latents(plan, folder, true) : Pairs{};
    const at::Tensor alphas_cumprod = NoiseSchedule(NoiseScheduleConfig::sdxl()).alphas_cumprod().to(plan.device);

    RunLog log(folder.root, "refiner", optimizer.steps_done(), plan.refiner_steps);
    StepRunner run(plan.device, [&](const std::vector<at::Tensor>& inputs) {
        const at::Tensor loss = loss_of(plan, model, Question::from(inputs));
        loss.backward();
        std::vector<at::Tensor> figures{loss.detach(), optimizer.apply()};
        silence_sizes(model);
        return figures;
    });
    while (optimizer.steps_done() < plan.refiner_steps) {
        const std::int64_t step = optimizer.steps_done();
        const bool is_large = plan.large_shards > 0 && step % kLargeEvery == 0;
        const Question question =
            draw_question(is_large ? large : small, is_large ? plan.refiner_batch / 4 : plan.refiner_batch,
                          alphas_cumprod, seed_of(plan.seed, kDrawStream, static_cast<std::uint64_t>(step)));
        optimizer.begin_step();
        const std::vector<at::Tensor> figures = run(question.inputs());
        log.add(step + 1, {{"loss", figures[0]}, {"norm", figures[1]}});
        const bool stops = stop.stop_requested();
        if (stops || (step + 1) % plan.save_every == 0 || step + 1 == plan.refiner_steps) {
            optimizer.save(folder.refiner_state());
        }
        if (stops) {
            return false;
        }
    }
    parameters.assign(optimizer.averages());
    return true;
}

}  // namespace burnish::training

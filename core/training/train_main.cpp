// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
//
// burnish-train: makes the pocket refiner. Not installed; core/training/README.md says how it is used.
#include "core/api/engine_loader.h"
#include "core/common/error.h"
#include "core/engine/runtime/cpu_allocator.h"
#include "core/tokenizer/clip_tokenizer.h"
#include "core/training/autoencoder_stage.h"
#include "core/training/decoder_stage.h"
#include "core/training/export_stage.h"
#include "core/training/latent_stage.h"
#include "core/training/pictures/caption.h"
#include "core/training/refiner_stage.h"
#include "core/training/tokenizer_table.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <optional>
#include <thread>

namespace burnish::training {
namespace {

constexpr int kStopped = 130;

struct Arguments {
    std::string stage;
    TrainingFolder folder;
    std::filesystem::path out;
    std::filesystem::path recommended;
    bool is_toy = false;
    TrainingPlan plan;
};

/// Turns SIGINT and SIGTERM into a stop request, on a thread of its own. Called before other threads exist.
std::stop_token stop_on_signals() {
    static std::stop_source source;
    static sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([] {
        int signal = 0;
        sigwait(&signals, &signal);
        source.request_stop();
    }).detach();
    return source.get_token();
}

/// Returns false if it was stopped.
bool run_stage(const std::string& stage, const Arguments& arguments, const std::stop_token& stop) {
    const TrainingPlan& plan = arguments.plan;
    const TrainingFolder& folder = arguments.folder;
    if (stage == "export") {
        export_model(plan, folder, arguments.out, arguments.recommended);
        return true;
    }
    if (!std::filesystem::exists(folder.tokenizer() / "vocab.json")) {
        write_tokenizer(folder.tokenizer(), caption_vocabulary());
    }
    PocketModel model(plan.shape, ClipTokenizer(folder.tokenizer()).eos_id() + 1);
    if (stage == "autoencoder") {
        return train_autoencoder(plan, folder, model, stop);
    }
    if (stage == "decoder") {
        return train_decoder(plan, folder, model, stop);
    }
    if (stage == "latents") {
        load_trained_autoencoder(folder, model);
        return make_latents(plan, folder, model, stop);
    }
    return train_refiner(plan, folder, model, stop);
}

int run(const Arguments& arguments, const std::stop_token& stop) {
    std::filesystem::create_directories(arguments.folder.root);
    const std::vector<std::string> all{"autoencoder", "decoder", "latents", "refiner", "export"};
    for (const std::string& stage : arguments.stage == "all" ? all : std::vector{arguments.stage}) {
        if (!run_stage(stage, arguments, stop)) {
            return kStopped;
        }
    }
    return 0;
}

}  // namespace
}  // namespace burnish::training

int main(int argc, char** argv) {
    using namespace burnish::training;
    burnish::prepare_environment_for_engine();
    burnish::install_cpu_allocator();
    Arguments arguments;
    CLI::App app("Trains the pocket refiner in stages, each taken up where it was stopped or killed.", "burnish-train");
    app.add_option("stage", arguments.stage, "all, or one stage")
        ->required()
        ->check(CLI::IsMember({"all", "autoencoder", "decoder", "latents", "refiner", "export"}));
    app.add_option("--work", arguments.folder.root, "folder of states, latents and logs")->required();
    app.add_option("--out", arguments.out, "model folder that export writes");
    app.add_option("--recommended", arguments.recommended, "burnish.json of the model, without latent_rgb");
    app.add_flag("--toy", arguments.is_toy, "a minute's training of a toy");
    std::optional<std::int64_t> autoencoder_steps;
    std::optional<std::int64_t> decoder_steps;
    std::optional<std::int64_t> refiner_steps;
    std::optional<std::uint64_t> seed;
    std::optional<std::int64_t> small_shards;
    std::optional<std::int64_t> large_shards;
    bool computes_in_fp32 = false;
    app.add_option("--autoencoder-steps", autoencoder_steps);
    app.add_option("--decoder-steps", decoder_steps);
    app.add_option("--refiner-steps", refiner_steps);
    app.add_option("--refiner-start", arguments.plan.refiner_start,
                   "state of an earlier run whose averaged weights the refiner begins with")
        ->check(CLI::ExistingFile);
    std::optional<double> refiner_rate;
    app.add_option("--refiner-rate", refiner_rate, "highest learning rate of the refiner");
    app.add_option("--seed", seed);
    app.add_option("--small-shards", small_shards);
    app.add_option("--large-shards", large_shards);
    app.add_flag("--fp32", computes_in_fp32, "no mixed precision");
    CLI11_PARSE(app, argc, argv);

    const std::filesystem::path refiner_start = arguments.plan.refiner_start;
    arguments.plan = arguments.is_toy ? TrainingPlan::toy() : TrainingPlan{};
    arguments.plan.refiner_start = refiner_start;
    arguments.plan.autoencoder_steps = autoencoder_steps.value_or(arguments.plan.autoencoder_steps);
    arguments.plan.decoder_steps = decoder_steps.value_or(arguments.plan.decoder_steps);
    arguments.plan.refiner_steps = refiner_steps.value_or(arguments.plan.refiner_steps);
    arguments.plan.refiner_rate = refiner_rate.value_or(arguments.plan.refiner_rate);
    arguments.plan.small_shards = small_shards.value_or(arguments.plan.small_shards);
    arguments.plan.large_shards = large_shards.value_or(arguments.plan.large_shards);
    arguments.plan.seed = seed.value_or(arguments.plan.seed);
    arguments.plan.computes_in_bf16 = arguments.plan.computes_in_bf16 && !computes_in_fp32;
    try {
        return run(arguments, stop_on_signals());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "burnish-train: %s\n", error.what());
        return 1;
    }
}

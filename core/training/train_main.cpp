// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
//
// burnish-train: makes the pocket refiner. Not installed; core/training/README.md says how it is used.
#include "core/api/engine_loader.h"
#include "core/common/error.h"
#include "core/engine/cuda/cuda_support.h"
#include "core/engine/runtime/cpu_allocator.h"
#include "core/engine/runtime/device.h"
#include "core/tokenizer/clip_tokenizer.h"
#include "core/training/autoencoder_stage.h"
#include "core/training/decoder_stage.h"
#include "core/training/export_stage.h"
#include "core/training/latent_stage.h"
#include "core/training/picture_stage.h"
#include "core/training/pictures/caption.h"
#include "core/training/refiner_stage.h"
#include "core/training/tokenizer_table.h"

#include <ATen/Context.h>
#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <functional>
#include <thread>

namespace burnish::training {
namespace {

constexpr int kStopped = 130;
const std::vector<std::string> kStages{"pictures", "autoencoder", "decoder", "pairs", "latents", "refiner", "export"};

struct Arguments {
    std::string stage;
    TrainingFolder folder;
    std::filesystem::path out;
    std::filesystem::path recommended;
    std::string device = "auto";
    bool is_toy = false;
    TrainingPlan plan;
};

/// The GPU where there is one. It multiplies in TF32 then; mixed precision would only add kernels to launch.
c10::Device device_of(const std::string& name) {
    std::string reason;
    CudaSupport* cuda = name == "cpu" ? nullptr : open_cuda_support(&reason);
    if (cuda != nullptr && cuda->device_count() > 0) {
        at::globalContext().setAllowTF32CuDNN(true);
        at::globalContext().setAllowTF32CuBLAS(true);
        cuda->select(0);
        return {c10::kCUDA, 0};
    }
    if (name == "cuda") {
        throw Error({.code = ErrorCode::DeviceUnavailable, .subject = name, .found = reason, .expected = "cpu"});
    }
    return c10::kCPU;
}

TrainingPlan plan_of(const Arguments& arguments) {
    const c10::Device device = device_of(arguments.device);
    TrainingPlan plan = arguments.is_toy  ? TrainingPlan::toy()
                        : device.is_cpu() ? TrainingPlan{}
                                          : TrainingPlan::gpu(device);
    plan.device = device;
    return plan;
}

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
    if (stage == "pictures") {
        return draw_pictures(plan, folder, stop);
    }
    if (!std::filesystem::exists(folder.tokenizer() / "vocab.json")) {
        write_tokenizer(folder.tokenizer(), caption_vocabulary());
    }
    if (stage == "pairs") {
        return draw_pairs(plan, folder, stop);
    }
    PocketModel model(plan.shape, ClipTokenizer(folder.tokenizer()).eos_id() + 1);
    if (stage == "autoencoder") {
        return train_autoencoder(plan, folder, model, stop);
    }
    if (stage == "decoder") {
        return train_decoder(plan, folder, model, stop);
    }
    if (stage == "latents") {
        load_trained_autoencoder(folder, model, plan.device);
        return make_latents(plan, folder, model, stop);
    }
    return train_refiner(plan, folder, model, stop);
}

int run(const Arguments& arguments, const std::stop_token& stop) {
    std::filesystem::create_directories(arguments.folder.root);
    for (const std::string& stage : arguments.stage == "all" ? kStages : std::vector{arguments.stage}) {
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
    app.add_option("stage", arguments.stage, "all, or one stage")->required()->check(CLI::IsMember([] {
        std::vector<std::string> names = kStages;
        names.emplace_back("all");
        return names;
    }()));
    app.add_option("--work", arguments.folder.root, "folder of states, pictures, latents and logs")->required();
    app.add_option("--out", arguments.out, "model folder that export writes");
    app.add_option("--recommended", arguments.recommended, "burnish.json of the model, without latent_rgb");
    app.add_option("--device", arguments.device, "auto takes a GPU where there is one, and its plan")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}));
    app.add_flag("--toy", arguments.is_toy, "a minute's training of a toy");
    // What the plan says otherwise; the plan is known once the device is.
    std::vector<std::function<void(TrainingPlan&)>> changes;
    const auto option = [&]<typename T>(const char* name, T TrainingPlan::*member, const char* help) {
        return app.add_option_function<T>(
            name,
            [&changes, member](const T& value) {
                changes.push_back([=](TrainingPlan& plan) { plan.*member = value; });
            },
            help);
    };
    option("--seed", &TrainingPlan::seed, "");
    option("--autoencoder-shards", &TrainingPlan::autoencoder_shards, "");
    option("--autoencoder-steps", &TrainingPlan::autoencoder_steps, "");
    option("--autoencoder-batch", &TrainingPlan::autoencoder_batch, "");
    option("--decoder-steps", &TrainingPlan::decoder_steps, "");
    option("--small-shards", &TrainingPlan::small_shards, "");
    option("--large-shards", &TrainingPlan::large_shards, "");
    option("--refiner-steps", &TrainingPlan::refiner_steps, "");
    option("--refiner-batch", &TrainingPlan::refiner_batch, "");
    option("--refiner-rate", &TrainingPlan::refiner_rate, "highest learning rate of the refiner");
    option("--refiner-start", &TrainingPlan::refiner_start,
           "state of an earlier run whose averaged weights the refiner begins with")
        ->check(CLI::ExistingFile);
    app.add_flag_callback(
        "--fp32", [&changes] { changes.push_back([](TrainingPlan& plan) { plan.computes_in_bf16 = false; }); },
        "no mixed precision");
    CLI11_PARSE(app, argc, argv);
    try {
        const std::stop_token stop = stop_on_signals();
        arguments.plan = plan_of(arguments);
        for (const auto& change : changes) {
            change(arguments.plan);
        }
        return run(arguments, stop);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "burnish-train: %s\n", error.what());
        return 1;
    }
}

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/latent_stage.h"

#include "core/common/file_bytes.h"
#include "core/common/json_file.h"
#include "core/training/batches.h"
#include "core/training/examples.h"
#include "core/training/run_log.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

namespace burnish::training {
namespace {

constexpr std::uint64_t kScaleStream = 4;
constexpr std::int64_t kPicturesOfScale = 64;
constexpr std::int64_t kEncodedAtOnce = 16;

/// 8-bit pictures [N, 3, H, W] -> means of their latents, fp32.
at::Tensor encode_means(const TrainingPlan& plan, const AutoencoderKL& vae, const at::Tensor& pictures) {
    std::vector<at::Tensor> latents;
    for (const at::Tensor& some : pictures.split(kEncodedAtOnce)) {
        const at::Tensor batch = to_float(some.to(plan.device)).contiguous(at::MemoryFormat::ChannelsLast);
        latents.push_back(vae.encode(batch).mean);
    }
    return at::cat(latents).contiguous();
}

double find_scaling_factor(const TrainingPlan& plan, const PocketModel& model) {
    const std::vector<at::Tensor> pictures = make_in_parallel<at::Tensor>(kPicturesOfScale, [&](std::int64_t index) {
        const std::uint64_t seed = seed_of(plan.seed, kScaleStream, static_cast<std::uint64_t>(index));
        return to_tensor(make_autoencoder_picture(seed, plan.small_size));
    });
    return 1.0 / encode_means(plan, model.vae, at::stack(pictures)).std().item<double>();
}

std::string kind_of(const char* what, bool is_large) {
    return std::string(what) + (is_large ? "_large" : "_small");
}

}  // namespace

bool make_latents(const TrainingPlan& plan, const TrainingFolder& folder, const PocketModel& model,
                  const std::stop_token& stop) {
    const c10::NoGradGuard no_grad;
    if (!std::filesystem::exists(folder.scale())) {
        const std::string text = nlohmann::json{{"scaling_factor", find_scaling_factor(plan, model)}}.dump();
        write_file_atomically(folder.scale(), std::as_bytes(std::span(text)));
    }
    const double scaling_factor = read_scaling_factor(folder);
    const std::int64_t total = plan.small_shards + plan.large_shards;
    RunLog log(folder.root, "latents", 0, total);
    for (std::int64_t index = 0; index < total; ++index) {
        const bool is_large = index >= plan.small_shards;
        const std::int64_t shard = is_large ? index - plan.small_shards : index;
        const std::filesystem::path path = folder.shard(kind_of("latents", is_large), shard);
        if (!std::filesystem::exists(path)) {
            Pairs pairs = read_pairs({folder.shard(kind_of("pairs", is_large), shard)});
            for (at::Tensor* pictures : {&pairs.source, &pairs.target}) {
                *pictures = (encode_means(plan, model.vae, *pictures) * scaling_factor).to(at::kHalf);
            }
            write_pairs(path, pairs);
        }
        log.add(index + 1, {});
        if (stop.stop_requested()) {
            return false;
        }
    }
    return true;
}

Pairs read_latents(const TrainingPlan& plan, const TrainingFolder& folder, bool is_large) {
    std::vector<std::filesystem::path> paths;
    for (std::int64_t index = 0; index < (is_large ? plan.large_shards : plan.small_shards); ++index) {
        paths.push_back(folder.shard(kind_of("latents", is_large), index));
    }
    return read_pairs(paths).to(plan.device);
}

double read_scaling_factor(const TrainingFolder& folder) {
    return read_json_object(folder.scale()).at("scaling_factor").get<double>();
}

}  // namespace burnish::training

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/picture_stage.h"

#include "core/tokenizer/clip_tokenizer.h"
#include "core/training/batches.h"
#include "core/training/examples.h"
#include "core/training/pairs.h"
#include "core/training/run_log.h"

#include <ATen/ATen.h>

namespace burnish::training {
namespace {

constexpr std::uint64_t kPictureStream = 2;
constexpr std::uint64_t kSmallStream = 5;
constexpr std::uint64_t kLargeStream = 6;

at::Tensor make_picture_shard(const TrainingPlan& plan, std::int64_t shard) {
    return at::stack(make_in_parallel<at::Tensor>(plan.pairs_per_shard, [&](std::int64_t item) {
        const auto index = static_cast<std::uint64_t>(shard * plan.pairs_per_shard + item);
        return to_tensor(make_autoencoder_picture(seed_of(plan.seed, kPictureStream, index), plan.small_size));
    }));
}

Pairs make_pair_shard(const TrainingPlan& plan, const ClipTokenizer& tokenizer, bool is_large, std::int64_t shard) {
    const std::int64_t count = is_large ? plan.pairs_per_shard / 4 : plan.pairs_per_shard;
    const int size = is_large ? 2 * plan.small_size : plan.small_size;
    const std::vector<Example> examples = make_in_parallel<Example>(count, [&](std::int64_t item) {
        return make_example(seed_of(plan.seed, is_large ? kLargeStream : kSmallStream,
                                    static_cast<std::uint64_t>(shard * count + item)),
                            size);
    });
    std::vector<at::Tensor> sources;
    std::vector<at::Tensor> targets;
    std::vector<std::int64_t> ids;
    std::vector<float> scores;
    std::vector<std::int64_t> lessons;
    for (const Example& example : examples) {
        sources.push_back(to_tensor(example.source));
        targets.push_back(to_tensor(example.target));
        const ClipTokenizer::Encoded encoded = tokenizer.encode(example.caption);
        ids.insert(ids.end(), encoded.ids.begin(), encoded.ids.end());
        scores.push_back(example.score);
        lessons.push_back(static_cast<std::int64_t>(example.lesson));
    }
    return {.source = at::stack(sources),
            .target = at::stack(targets),
            .input_ids = at::tensor(ids, at::TensorOptions().dtype(at::kLong)).reshape({count, -1}),
            .scores = at::tensor(scores, at::TensorOptions().dtype(at::kFloat)),
            .lessons = at::tensor(lessons, at::TensorOptions().dtype(at::kLong))};
}

}  // namespace

bool draw_pictures(const TrainingPlan& plan, const TrainingFolder& folder, const std::stop_token& stop) {
    RunLog log(folder.root, "pictures", 0, plan.autoencoder_shards);
    for (std::int64_t shard = 0; shard < plan.autoencoder_shards; ++shard) {
        const std::filesystem::path path = folder.shard("pictures", shard);
        if (!std::filesystem::exists(path)) {
            write_pictures(path, make_picture_shard(plan, shard));
        }
        log.add(shard + 1, {});
        if (stop.stop_requested()) {
            return false;
        }
    }
    return true;
}

bool draw_pairs(const TrainingPlan& plan, const TrainingFolder& folder, const std::stop_token& stop) {
    const ClipTokenizer tokenizer(folder.tokenizer());
    const std::int64_t total = plan.small_shards + plan.large_shards;
    RunLog log(folder.root, "pairs", 0, total);
    for (std::int64_t index = 0; index < total; ++index) {
        const bool is_large = index >= plan.small_shards;
        const std::int64_t shard = is_large ? index - plan.small_shards : index;
        const std::filesystem::path path = folder.shard(is_large ? "pairs_large" : "pairs_small", shard);
        if (!std::filesystem::exists(path)) {
            write_pairs(path, make_pair_shard(plan, tokenizer, is_large, shard));
        }
        log.add(index + 1, {});
        if (stop.stop_requested()) {
            return false;
        }
    }
    return true;
}

at::Tensor read_drawn_pictures(const TrainingPlan& plan, const TrainingFolder& folder) {
    std::vector<std::filesystem::path> paths;
    for (std::int64_t shard = 0; shard < plan.autoencoder_shards; ++shard) {
        paths.push_back(folder.shard("pictures", shard));
    }
    return read_pictures(paths).to(plan.device);
}

}  // namespace burnish::training

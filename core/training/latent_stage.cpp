// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/latent_stage.h"

#include "core/common/file_bytes.h"
#include "core/common/json_file.h"
#include "core/engine/weights/module_loader.h"
#include "core/tokenizer/clip_tokenizer.h"
#include "core/training/batches.h"
#include "core/training/examples.h"
#include "core/training/run_log.h"
#include "core/weights/safetensors_reader.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cstring>

namespace burnish::training {
namespace {

constexpr std::uint64_t kScaleStream = 4;
constexpr std::uint64_t kSmallStream = 5;
constexpr std::uint64_t kLargeStream = 6;
constexpr std::int64_t kPicturesOfScale = 64;
constexpr std::int64_t kEncodedAtOnce = 16;

at::Tensor encode_means(const AutoencoderKL& vae, const std::vector<at::Tensor>& pictures) {
    std::vector<at::Tensor> latents;
    for (std::size_t begin = 0; begin < pictures.size(); begin += kEncodedAtOnce) {
        const std::size_t end = std::min(pictures.size(), begin + kEncodedAtOnce);
        const std::vector<at::Tensor> some(pictures.begin() + static_cast<std::ptrdiff_t>(begin),
                                           pictures.begin() + static_cast<std::ptrdiff_t>(end));
        latents.push_back(vae.encode(at::stack(some).contiguous(at::MemoryFormat::ChannelsLast)).mean);
    }
    return at::cat(latents).contiguous();
}

double find_scaling_factor(const TrainingPlan& plan, const PocketModel& model) {
    std::vector<at::Tensor> pictures;
    for (std::int64_t index = 0; index < kPicturesOfScale; ++index) {
        const std::uint64_t seed = seed_of(plan.seed, kScaleStream, static_cast<std::uint64_t>(index));
        pictures.push_back(to_tensor(make_autoencoder_picture(seed, plan.small_size)));
    }
    return 1.0 / encode_means(model.vae, pictures).std().item<double>();
}

TensorToWrite entry_of(const char* name, TensorDtype dtype, const at::Tensor& tensor) {
    return {.name = name,
            .dtype = dtype,
            .shape = {tensor.sizes().begin(), tensor.sizes().end()},
            .bytes = {static_cast<const std::byte*>(tensor.const_data_ptr()), tensor.nbytes()}};
}

void write_shard(const std::filesystem::path& path, const LatentPairs& pairs) {
    const std::vector<TensorToWrite> entries{
        entry_of("source", TensorDtype::F16, pairs.source), entry_of("target", TensorDtype::F16, pairs.target),
        entry_of("input_ids", TensorDtype::I64, pairs.input_ids), entry_of("scores", TensorDtype::F32, pairs.scores),
        entry_of("lessons", TensorDtype::I64, pairs.lessons)};
    write_safetensors(path, entries);
}

LatentPairs make_shard(const TrainingPlan& plan, const PocketModel& model, const ClipTokenizer& tokenizer,
                       double scaling_factor, bool is_large, std::int64_t shard) {
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
    const auto encode = [&](const std::vector<at::Tensor>& pictures) {
        return (encode_means(model.vae, pictures) * scaling_factor).to(at::kHalf).contiguous();
    };
    return {.source = encode(sources),
            .target = encode(targets),
            .input_ids = at::tensor(ids, at::TensorOptions().dtype(at::kLong)).reshape({count, -1}),
            .scores = at::tensor(scores, at::TensorOptions().dtype(at::kFloat)),
            .lessons = at::tensor(lessons, at::TensorOptions().dtype(at::kLong))};
}

at::Tensor read_whole(SafetensorsReader& reader, const char* name, at::ScalarType dtype) {
    const TensorEntry& entry = reader.header().tensors.at(name);
    const std::vector<std::int64_t> shape(entry.shape.begin(), entry.shape.end());
    at::Tensor tensor = at::empty(shape, at::TensorOptions().dtype(dtype));
    const std::span<const std::byte> bytes = reader.tensor_bytes(entry);
    std::memcpy(tensor.mutable_data_ptr(), bytes.data(), std::min(bytes.size(), tensor.nbytes()));
    return tensor;
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
    const ClipTokenizer tokenizer(folder.tokenizer());
    const std::int64_t total = plan.small_shards + plan.large_shards;
    RunLog log(folder.root, "latents", 0, total);
    for (std::int64_t index = 0; index < total; ++index) {
        const bool is_large = index >= plan.small_shards;
        const std::int64_t shard = is_large ? index - plan.small_shards : index;
        if (!std::filesystem::exists(folder.shard(is_large, shard))) {
            write_shard(folder.shard(is_large, shard),
                        make_shard(plan, model, tokenizer, scaling_factor, is_large, shard));
        }
        log.add(index + 1, {});
        if (stop.stop_requested()) {
            return false;
        }
    }
    return true;
}

LatentPairs read_latents(const TrainingPlan& plan, const TrainingFolder& folder, bool is_large) {
    std::vector<LatentPairs> shards;
    for (std::int64_t index = 0; index < (is_large ? plan.large_shards : plan.small_shards); ++index) {
        SafetensorsReader reader(folder.shard(is_large, index));
        shards.push_back({.source = read_whole(reader, "source", at::kHalf),
                          .target = read_whole(reader, "target", at::kHalf),
                          .input_ids = read_whole(reader, "input_ids", at::kLong),
                          .scores = read_whole(reader, "scores", at::kFloat),
                          .lessons = read_whole(reader, "lessons", at::kLong)});
    }
    const auto joined = [&](at::Tensor LatentPairs::*member) {
        std::vector<at::Tensor> parts;
        for (const LatentPairs& shard : shards) {
            parts.push_back(shard.*member);
        }
        return at::cat(parts);
    };
    return {.source = joined(&LatentPairs::source),
            .target = joined(&LatentPairs::target),
            .input_ids = joined(&LatentPairs::input_ids),
            .scores = joined(&LatentPairs::scores),
            .lessons = joined(&LatentPairs::lessons)};
}

double read_scaling_factor(const TrainingFolder& folder) {
    return read_json_object(folder.scale()).at("scaling_factor").get<double>();
}

}  // namespace burnish::training

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/latent_preview.h"

#include "core/common/error.h"
#include "core/engine/image_tensor.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace burnish {
namespace {

LatentRgb sdxl_latent_rgb() {
    const auto fp32 = at::TensorOptions().dtype(at::kFloat);
    return {.factors = at::tensor({0.3651F, 0.4232F, 0.4341F, -0.2533F, -0.0042F, 0.1068F, 0.1076F, 0.1111F, -0.0362F,
                                   -0.3165F, -0.2492F, -0.2188F},
                                  fp32)
                           .reshape({4, 3}),
            .bias = at::tensor({0.1084F, -0.0175F, -0.0011F}, fp32)};
}

at::Tensor numbers(const nlohmann::json& list, std::size_t count, const std::filesystem::path& path) {
    const auto is_number = [](const nlohmann::json& value) { return value.is_number(); };
    if (!list.is_array() || list.size() != count || !std::all_of(list.begin(), list.end(), is_number)) {
        throw Error({.code = ErrorCode::ModelCorrupt,
                     .path = path,
                     .subject = "latent_rgb",
                     .found = "another form",
                     .expected = "factors, three numbers for each latent channel, and bias, three numbers"});
    }
    return at::tensor(list.get<std::vector<float>>(), at::TensorOptions().dtype(at::kFloat));
}

}  // namespace

std::optional<LatentRgb> LatentRgb::for_model(const std::filesystem::path& model, std::int64_t channels) {
    const std::filesystem::path path = model / "burnish.json";
    std::ifstream stream(path, std::ios::binary);
    const nlohmann::json json = stream ? nlohmann::json::parse(stream, nullptr, false) : nlohmann::json();
    if (!json.is_object() || !json.contains("latent_rgb")) {
        return channels == 4 ? std::optional(sdxl_latent_rgb()) : std::nullopt;
    }
    const nlohmann::json& map = json.at("latent_rgb");
    const nlohmann::json rows = map.is_object() ? map.value("factors", nlohmann::json()) : nlohmann::json();
    std::vector<at::Tensor> factors;
    for (const nlohmann::json& row : rows) {
        factors.push_back(numbers(row, 3, path));
    }
    if (factors.size() != static_cast<std::size_t>(channels)) {
        numbers({}, 3, path);
    }
    return LatentRgb{.factors = at::stack(factors), .bias = numbers(map.value("bias", nlohmann::json()), 3, path)};
}

std::shared_ptr<const Image> LatentRgb::preview(const at::Tensor& latents) const {
    const at::Tensor channels_last = latents.to(at::kCPU, at::kFloat).permute({0, 2, 3, 1});
    return tensor_to_image((at::matmul(channels_last, factors) + bias).permute({0, 3, 1, 2}).nan_to_num(), nullptr);
}

}  // namespace burnish

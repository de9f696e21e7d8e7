// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"

#include <ATen/core/Tensor.h>
#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace burnish::test {

/// Relative bound for what another CPU rounds otherwise in its last bit (the recorded sigmas, in diffusers as here).
inline constexpr double kTwoUlps = 2.4e-7;

/// tests/data.
std::filesystem::path data_folder();

using TensorMap = std::map<std::string, at::Tensor>;

/// Every tensor of a safetensors file (F32, F16, I64, U8), each a copy.
TensorMap read_tensors(const std::filesystem::path& path);

/// uint8 [H, W, 3] as a picture.
std::shared_ptr<const Image> image_of(const at::Tensor& pixels);
/// A picture's samples as [H, W, C].
at::Tensor pixels_of(const Image& image);

/// fp32 on one thread of the CPU, or on the GPU where BURNISH_TEST_DEVICE is "cuda".
ComputeSettings test_compute();

/// What a request.json says; source and latents are left out.
RefineRequest request_of(const nlohmann::json& json);
/// A case of tests/data/golden: the request of its request.json with source or latents filled in.
RefineRequest golden_request(const std::string& name);
std::vector<std::string> golden_cases();

/// Greatest deviation, in standard deviations of `expected` where that is above 1.
double deviation(const at::Tensor& found, const at::Tensor& expected);

/// A photograph-like picture (smooth waves with a little noise) of any size, channel count and sample type.
std::shared_ptr<const Image> wavy_image(int width, int height, int channels = 3, PixelType type = PixelType::U8);

/// A small request on refiner_tiny that runs two steps.
RefineRequest quick_request();

}  // namespace burnish::test

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/engine/support/engine_fixtures.h"

#include "core/weights/safetensors_reader.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace burnish::test {
namespace {

at::ScalarType scalar_type(TensorDtype dtype) {
    switch (dtype) {
    case TensorDtype::F32:
        return at::kFloat;
    case TensorDtype::F16:
        return at::kHalf;
    case TensorDtype::I64:
        return at::kLong;
    case TensorDtype::U8:
        return at::kByte;
    default:
        throw std::runtime_error("unexpected dtype in a fixture");
    }
}

std::optional<SizeHW> size_of(const nlohmann::json& value) {
    return value.is_null() ? std::nullopt
                           : std::optional(SizeHW{.height = value.at(0).get<int>(), .width = value.at(1).get<int>()});
}

std::optional<double> number_of(const nlohmann::json& value) {
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

}  // namespace

std::filesystem::path data_folder() {
    return BURNISH_TEST_DATA;
}

TensorMap read_tensors(const std::filesystem::path& path) {
    SafetensorsReader reader(path);
    TensorMap tensors;
    for (const auto& [name, entry] : reader.header().tensors) {
        const std::vector<std::int64_t> shape(entry.shape.begin(), entry.shape.end());
        at::Tensor tensor = at::empty(shape, at::TensorOptions().dtype(scalar_type(entry.dtype)));
        const std::span<const std::byte> bytes = reader.tensor_bytes(entry);
        std::memcpy(tensor.mutable_data_ptr(), bytes.data(), bytes.size());
        tensors.emplace(name, tensor);
    }
    return tensors;
}

std::shared_ptr<const Image> image_of(const at::Tensor& pixels) {
    auto image = std::make_shared<Image>(static_cast<int>(pixels.size(1)), static_cast<int>(pixels.size(0)),
                                         static_cast<int>(pixels.size(2)), PixelType::U8);
    std::memcpy(image->bytes().data(), pixels.contiguous().const_data_ptr(), image->bytes().size());
    return image;
}

at::Tensor pixels_of(const Image& image) {
    const at::ScalarType type = image.type() == PixelType::U8    ? at::kByte
                                : image.type() == PixelType::U16 ? at::kUInt16
                                                                 : at::kFloat;
    at::Tensor pixels = at::empty({image.height(), image.width(), image.channels()}, at::TensorOptions().dtype(type));
    std::memcpy(pixels.mutable_data_ptr(), image.bytes().data(), image.bytes().size());
    return pixels;
}

ComputeSettings test_compute() {
    const char* named = std::getenv("BURNISH_TEST_DEVICE");
    const bool is_cuda = named != nullptr && std::string_view(named) == "cuda";
    return {
        .device = {.kind = is_cuda ? DeviceKind::Cuda : DeviceKind::Cpu}, .dtype = ComputeDtype::Fp32, .threads = 1};
}

RefineRequest request_of(const nlohmann::json& json) {
    RefineRequest request;
    RefineSettings& settings = request.settings;
    settings.model = data_folder() / "models" / json.at("model").get<std::string>();
    settings.prompt = json.at("prompt").get<std::string>();
    if (!json.at("negative_prompt").is_null()) {
        settings.negative_prompt = json.at("negative_prompt").get<std::string>();
    }
    settings.strength = json.at("strength").get<double>();
    settings.steps = json.at("steps").get<int>();
    settings.guidance_scale = json.at("guidance_scale").get<double>();
    settings.guidance_rescale = json.at("guidance_rescale").get<double>();
    settings.aesthetic_score = json.at("aesthetic_score").get<double>();
    settings.negative_aesthetic_score = json.at("negative_aesthetic_score").get<double>();
    settings.original_size = size_of(json.at("original_size"));
    settings.target_size = size_of(json.at("target_size"));
    settings.crop = {.top = json.at("crop").at(0).get<int>(), .left = json.at("crop").at(1).get<int>()};
    settings.negative_original_size = size_of(json.at("negative_original_size"));
    settings.negative_target_size = size_of(json.at("negative_target_size"));
    settings.negative_crop = {.top = json.at("negative_crop").at(0).get<int>(),
                              .left = json.at("negative_crop").at(1).get<int>()};
    for (const nlohmann::json& lora : json.value("loras", nlohmann::json::array())) {
        settings.loras.push_back(
            {.path = data_folder() / "models" / lora.at(0).get<std::string>(), .weight = lora.at(1).get<double>()});
    }
    if (const std::string vae = json.value("vae", ""); !vae.empty()) {
        settings.vae = data_folder() / "models" / vae;
    }
    settings.seed = json.at("seed").get<std::uint64_t>();
    settings.denoising_start = number_of(json.at("denoising_start"));
    settings.denoising_end = number_of(json.at("denoising_end"));
    settings.eta = json.at("eta").get<double>();
    settings.sampler = sampler_from_id(json.at("sampler").get<std::string>()).value();
    settings.generate = size_of(json.value("generate", nlohmann::json()));
    if (const nlohmann::json refiner = json.value("refiner", nlohmann::json()); !refiner.is_null()) {
        settings.refiner = data_folder() / "models" / refiner.get<std::string>();
    }
    if (const nlohmann::json prompt = json.value("refiner_prompt", nlohmann::json()); !prompt.is_null()) {
        settings.refiner_prompt = prompt.get<std::string>();
    }
    settings.handoff = number_of(json.value("switch", nlohmann::json()));
    request.compute = test_compute();
    return request;
}

RefineRequest golden_request(const std::string& name) {
    const std::filesystem::path folder = data_folder() / "golden" / name;
    std::ifstream stream(folder / "request.json");
    const nlohmann::json json = nlohmann::json::parse(stream);
    RefineRequest request = request_of(json);
    if (json.at("latents").get<bool>()) {
        request.latents = folder / "latents.safetensors";
    } else if (!request.settings.generate) {
        request.source = image_of(read_tensors(folder / "expected.safetensors").at("input"));
    }
    return request;
}

std::vector<std::string> golden_cases() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "golden")) {
        if (std::filesystem::exists(entry.path() / "request.json")) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

double deviation(const at::Tensor& found, const at::Tensor& expected) {
    const at::Tensor reference = expected.to(at::kDouble);
    const double spread = reference.numel() > 1 ? reference.std().item<double>() : 0.0;
    return (found.to(at::kDouble) - reference).abs().max().item<double>() / std::max(spread, 1.0);
}

std::shared_ptr<const Image> wavy_image(int width, int height, int channels, PixelType type) {
    auto image = std::make_shared<Image>(width, height, channels, type);
    std::uint32_t noise = 12345;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int channel = 0; channel < channels; ++channel) {
                noise = noise * 1664525U + 1013904223U;
                const double wave = 0.5 + 0.35 * std::sin(0.11 * x + channel) * std::cos(0.07 * y - channel);
                const double value = std::clamp(wave + 0.05 * (noise >> 24) / 255.0, 0.0, 1.0);
                const std::size_t index = static_cast<std::size_t>(x) * static_cast<std::size_t>(channels) +
                                          static_cast<std::size_t>(channel);
                if (type == PixelType::U8) {
                    reinterpret_cast<std::uint8_t*>(image->row(y))[index] =
                        static_cast<std::uint8_t>(std::lround(value * 255.0));
                } else if (type == PixelType::U16) {
                    reinterpret_cast<std::uint16_t*>(image->row(y))[index] =
                        static_cast<std::uint16_t>(std::lround(value * 65535.0));
                } else {
                    reinterpret_cast<float*>(image->row(y))[index] = static_cast<float>(value);
                }
            }
        }
    }
    return image;
}

RefineRequest quick_request() {
    RefineRequest request;
    request.settings.model = data_folder() / "models" / "refiner_tiny";
    request.settings.prompt = "a cup of coffee";
    request.settings.strength = 0.5;
    request.settings.steps = 4;
    request.settings.seed = 3;
    request.compute = test_compute();
    request.source = wavy_image(40, 32);
    return request;
}

}  // namespace burnish::test

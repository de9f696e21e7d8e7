// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/torch_engine.h"

#include "core/api/tiling.h"
#include "core/common/error.h"
#include "core/engine/pipelines/img2img_pipeline.h"
#include "core/engine/pipelines/masked_area.h"
#include "core/engine/pipelines/text2img_pipeline.h"
#include "core/engine/runtime/cpu_allocator.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <c10/core/InferenceMode.h>
#include <torch/version.h>

#include <sys/resource.h>

#include <algorithm>
#include <mutex>
#include <new>

namespace burnish {
namespace {

Error out_of_memory(const std::string& found) {
    return Error({.code = ErrorCode::OutOfMemory, .found = found, .expected = "a smaller picture, or offload model"});
}

/// torch's CPU allocator reports a failed allocation as an ordinary error.
bool is_allocation_failure(const c10::Error& error) {
    return error.msg().find("not enough memory") != std::string::npos ||
           error.msg().find("can't allocate memory") != std::string::npos;
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

/// Runs `work`; whatever it throws comes out as Error or Cancelled.
template <typename Work>
auto guarded(Work&& work) {
    try {
        return work();
    } catch (const Error&) {
        throw;
    } catch (const Cancelled&) {
        throw;
    } catch (const c10::OutOfMemoryError& error) {
        throw out_of_memory(first_line(error.msg()));
    } catch (const c10::Error& error) {
        if (is_allocation_failure(error)) {
            throw out_of_memory(first_line(error.msg()));
        }
        throw Error({.code = ErrorCode::Internal, .subject = "libtorch", .found = first_line(error.msg())});
    } catch (const std::bad_alloc&) {
        throw out_of_memory("no memory left");
    } catch (const std::exception& error) {
        throw Error({.code = ErrorCode::Internal, .found = first_line(error.what())});
    } catch (...) {
        throw Error({.code = ErrorCode::Internal, .found = "an exception of unknown kind"});
    }
}

std::uint64_t peak_memory_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

/// One operator runs at a time here, so a second pool of threads would only compete with the first.
void limit_interop_threads() {
    static std::once_flag once;
    std::call_once(once, [] { at::set_num_interop_threads(1); });
}

void check_request(const RefineRequest& request) {
    const RefineSettings& settings = request.settings;
    const auto require = [](bool holds, const char* subject, const char* expected) {
        if (!holds) {
            throw Error({.code = ErrorCode::InvalidArgument,
                         .subject = subject,
                         .found = "another value",
                         .expected = expected});
        }
    };
    const auto is_fraction = [](const std::optional<double>& value) {
        return !value || (*value > 0.0 && *value < 1.0);
    };
    require(settings.strength >= 0.0 && settings.strength <= 1.0, "strength", "0 to 1");
    require(settings.steps >= 1 && settings.steps <= 1000, "steps", "1 to 1000");
    require(settings.guidance_rescale >= 0.0 && settings.guidance_rescale <= 1.0, "guidance-rescale", "0 to 1");
    require(settings.keep_detail >= 0.0 && settings.keep_detail <= 1.0, "keep-detail", "0 to 1");
    require(is_fraction(settings.denoising_start), "denoising-start", "a number strictly between 0 and 1");
    require(is_fraction(settings.denoising_end), "denoising-end", "a number strictly between 0 and 1");
    require(!settings.denoising_start || !settings.denoising_end || *settings.denoising_start < *settings.denoising_end,
            "denoising-end", "a number above denoising-start");
    require(settings.eta >= 0.0 && settings.eta <= 1.0, "eta", "0 to 1");
    require(is_fraction(settings.handoff), "switch", "a number strictly between 0 and 1");
    require(request.source != nullptr || !request.latents.empty() || settings.generate, "source",
            "a picture, or latents");
    require(!settings.generate || (request.source == nullptr && request.latents.empty()), "source",
            "no picture where one is made from text");
    require(settings.generate || settings.refiner.empty(), "refiner", "a picture made from text");
    require(!settings.refiner.empty() || !settings.handoff, "switch", "a refiner that takes over");
    require(request.mask == nullptr || request.source != nullptr, "mask", "a picture to lay it over");
    require(request.mask == nullptr || (request.mask->width() == request.source->width() &&
                                        request.mask->height() == request.source->height()),
            "mask", "the size of the picture");
    require(settings.mask_feather >= 0 && settings.mask_feather <= 4096, "mask-feather", "0 to 4096");
    require(settings.mask_crop.value_or(0) >= 0, "mask-crop", "0 or more");
    require(!settings.handoff || !settings.denoising_end || *settings.handoff < *settings.denoising_end,
            "denoising-end", "a number above switch");
    require(settings.refiner.empty() || settings.handoff || settings.strength > 0.0, "strength", "more than 0");
    require(!settings.tile || *settings.tile == 0 ||
                (*settings.tile >= kSmallestTile && *settings.tile <= kLargestTile),
            "tile", "0, or 64 to 8192 pixels");
    require(request.latents.empty() || request.source == nullptr, "latents", "latents or a picture, not both");
    require(request.source == nullptr || !request.source->empty(), "source", "a picture that is not empty");
}

bool is_identity(const RefineRequest& request) {
    return request.source != nullptr && !request.settings.denoising_start && request.settings.strength <= 0.0;
}

SizeHW picture_size(const RefineRequest& request) {
    if (request.settings.generate) {
        return *request.settings.generate;
    }
    return request.source != nullptr ? SizeHW{.height = request.source->height(), .width = request.source->width()}
                                     : SizeHW{};
}

/// The model that the autoencoder and the LoRAs are for.
ModelChoice first_model(const RefineSettings& settings) {
    return {.path = settings.model, .vae = settings.vae, .loras = settings.loras};
}

ModelChoice second_model(const RefineSettings& settings) {
    return {.path = settings.refiner, .vae = {}, .loras = {}};
}

CheckpointInfo inspect_usable(const std::filesystem::path& path) {
    CheckpointInfo checkpoint = inspect_checkpoint(path);
    if (!checkpoint.usable) {
        throw Error({.code = ErrorCode::ModelUnsupported,
                     .path = path,
                     .found = family_name(checkpoint.family),
                     .expected = checkpoint.unusable_reason});
    }
    return checkpoint;
}

/// What the request's models are together, for the plan of memory.
CheckpointInfo inspect_models(const RefineSettings& settings) {
    CheckpointInfo all = inspect_usable(settings.model);
    if (settings.refiner.empty() || settings.refiner == settings.model) {
        return all;
    }
    const CheckpointInfo second = inspect_usable(settings.refiner);
    all.parameters += second.parameters;
    all.components.insert(all.components.end(), second.components.begin(), second.components.end());
    all.unet_channels = std::max(all.unet_channels, second.unet_channels);
    return all;
}

bool same_form(const ResolvedCompute& one, const ResolvedCompute& other) {
    return one.device == other.device && one.dtype == other.dtype && one.offload == other.offload;
}

}  // namespace

TorchEngine::TorchEngine() : machine_(probe_machine()) {
    install_cpu_allocator();
    if (machine_.cuda_driver) {
        open_cuda_support();
    }
    limit_interop_threads();
}

TorchEngine::~TorchEngine() = default;

RefineResult TorchEngine::refine(const RefineRequest& request, const ProgressCallback& progress, std::stop_token stop) {
    return guarded([&] { return refine_unguarded(request, progress, std::move(stop)); });
}

RefineResult TorchEngine::refine_unguarded(const RefineRequest& request, const ProgressCallback& progress,
                                           std::stop_token stop) {
    ProgressReporter reporter(progress, std::move(stop), FaultHook::from_environment());
    reporter.enter(Stage::OpenEngine);
    check_request(request);
    if (is_identity(request)) {
        return {.image = request.source,
                .settings = request.settings,
                .seconds = reporter.seconds(),
                .peak_memory_bytes = peak_memory_bytes()};
    }
    const SizeHW size = picture_size(request);
    const CheckpointInfo models = inspect_models(request.settings);
    const ComputePlan plan = plan_compute(request.compute, models, size.width, size.height, machine_,
                                          tile_side(request.settings.tile, models.best_size, size));
    at::set_num_threads(plan.compute.threads);

    const c10::InferenceMode inference;
    keep_only(request.settings, plan.compute);
    RefineResult result = run_route(request, plan.compute, reporter);
    const int tile = result.compute.tile;
    result.compute = plan.compute;
    result.compute.tile = tile;
    result.seconds = reporter.seconds();
    result.peak_memory_bytes = peak_memory_bytes();
    return result;
}

RefineResult TorchEngine::run_route(const RefineRequest& request, const ResolvedCompute& compute,
                                    ProgressReporter& reporter) {
    const RefineSettings& settings = request.settings;
    SdxlModel& model = open_model(first_model(settings), compute);
    if (request.mask != nullptr && settings.mask_crop) {
        return refine_area(model, request, reporter);
    }
    if (!settings.generate) {
        return Img2ImgPipeline(model, request, reporter, block_hook_).run();
    }
    SdxlModel* refiner = settings.refiner.empty() ? nullptr : &open_model(second_model(settings), compute);
    return TextToImagePipeline(model, refiner, request, reporter, block_hook_).run();
}

RefineResult TorchEngine::refine_area(SdxlModel& model, const RefineRequest& request, ProgressReporter& reporter) {
    const Image& source = *request.source;
    const auto factor = static_cast<int>(model.vae.config().scale_factor());
    const PictureArea area = area_of_mask(*request.mask, *request.settings.mask_crop);
    const WorkingSize size = working_size(area, model.best_size(), factor);
    RefineRequest part = request;
    part.source = cut_out(source, area, size);
    part.mask = cut_out(*request.mask, area, size);
    part.settings.mask_feather = 0;
    RefineResult result = Img2ImgPipeline(model, part, reporter, block_hook_).run();
    result.settings = request.settings;
    if (result.image != nullptr) {
        const PictureMask mask =
            PictureMask::from_image(*request.mask, source.height(), source.width(), 1, request.settings.mask_feather);
        result.image = composite(source, *paste_back(source, *result.image, area), mask.pixels);
    }
    return result;
}

void TorchEngine::keep_only(const RefineSettings& settings, const ResolvedCompute& compute) {
    std::erase_if(models_, [&](const OpenModel& open) {
        const bool is_named = open.choice == first_model(settings) || open.choice == second_model(settings);
        return !is_named || !same_form(open.compute, compute);
    });
}

SdxlModel& TorchEngine::open_model(const ModelChoice& choice, const ResolvedCompute& compute) {
    for (OpenModel& open : models_) {
        if (open.choice == choice) {
            return *open.model;
        }
    }
    auto model = std::make_unique<SdxlModel>(choice, compute);
    return *models_.emplace_back(choice, compute, std::move(model)).model;
}

void TorchEngine::release_models() {
    models_.clear();
    release_cached_cpu_memory();
}

std::string TorchEngine::library_versions() const {
    return "libtorch " TORCH_VERSION;
}

}  // namespace burnish

extern "C" [[gnu::visibility("default")]] burnish::Engine* burnish_create_engine(int interface_version) {
    if (interface_version != burnish::kEngineInterfaceVersion) {
        return nullptr;
    }
    return new burnish::TorchEngine();
}

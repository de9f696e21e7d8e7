// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/torch_engine.h"

#include "core/common/error.h"
#include "core/engine/pipelines/img2img_pipeline.h"
#include "core/engine/runtime/cpu_allocator.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <c10/core/InferenceMode.h>
#include <torch/version.h>

#include <sys/resource.h>

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
    require(settings.prompt_syntax == PromptSyntax::Plain, "prompt-syntax", "plain");
    require(request.source != nullptr || !request.latents.empty(), "source", "a picture, or latents");
    require(request.latents.empty() || request.source == nullptr, "latents", "latents or a picture, not both");
    require(request.source == nullptr || !request.source->empty(), "source", "a picture that is not empty");
}

bool is_identity(const RefineRequest& request) {
    return request.source != nullptr && !request.settings.denoising_start && request.settings.strength <= 0.0;
}

SizeHW picture_size(const RefineRequest& request) {
    return request.source != nullptr ? SizeHW{.height = request.source->height(), .width = request.source->width()}
                                     : SizeHW{};
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
    const CheckpointInfo checkpoint = inspect_checkpoint(request.settings.model);
    if (!checkpoint.usable) {
        throw Error({.code = ErrorCode::ModelUnsupported,
                     .path = request.settings.model,
                     .found = family_name(checkpoint.family),
                     .expected = checkpoint.unusable_reason});
    }
    const ComputePlan plan = plan_compute(request.compute, checkpoint, size.width, size.height, machine_);
    at::set_num_threads(plan.compute.threads);

    const c10::InferenceMode inference;
    Img2ImgPipeline pipeline(open_model(request.settings.model, plan.compute), request, reporter, block_hook_);
    RefineResult result = pipeline.run();
    result.compute = plan.compute;
    result.seconds = reporter.seconds();
    result.peak_memory_bytes = peak_memory_bytes();
    return result;
}

RefinerModel& TorchEngine::open_model(const std::filesystem::path& path, const ResolvedCompute& compute) {
    if (model_ == nullptr || model_path_ != path || !same_form(model_compute_, compute)) {
        // The old weights go before the new ones come.
        model_.reset();
        model_ = std::make_unique<RefinerModel>(path, compute);
        model_path_ = path;
        model_compute_ = compute;
    }
    return *model_;
}

void TorchEngine::release_models() {
    model_.reset();
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

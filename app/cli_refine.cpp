// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_refine.h"

#include "app/cli_batch.h"
#include "app/cli_generate.h"
#include "app/cli_json.h"
#include "app/cli_outputs.h"
#include "app/cli_progress.h"
#include "app/cli_report.h"
#include "app/cli_values.h"
#include "core/api/engine_loader.h"
#include "core/api/machine.h"
#include "core/api/step_count.h"
#include "core/codec/codec_client.h"
#include "core/common/app_paths.h"
#include "core/common/error.h"
#include "core/common/file_bytes.h"
#include "core/watermark/watermark.h"
#include "core/weights/checkpoint.h"
#include "core/weights/safetensors_reader.h"

#include <fmt/format.h>

#include <chrono>
#include <random>
#include <sys/resource.h>

namespace burnish::cli {
namespace {

class Stopwatch final {
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::uint64_t peak_resident_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

void throw_if_stopped(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Cancelled();
}

/// Whether the remaining inputs would meet the same failure.
bool concerns_every_input(ErrorCode code) noexcept {
    return code == ErrorCode::EngineUnavailable || code == ErrorCode::DeviceUnavailable ||
           exit_status(code) == exit_status(ErrorCode::ModelUnsupported);
}

CheckpointInfo inspect_usable_model(const std::filesystem::path& path) {
    CheckpointInfo model = inspect_checkpoint(path);
    if (!model.usable)
        throw Error({.code = ErrorCode::ModelUnsupported, .path = path, .found = model.unusable_reason});
    return model;
}

/// The latents stand where a picture stands, so what is wrong with them is an unreadable input and not an unusable
/// model.
void check_latents(const std::filesystem::path& path, const CheckpointInfo& model) {
    const auto refuse = [&path](ErrorCode code, std::string found, std::string expected) {
        throw Error({.code = code,
                     .path = path,
                     .subject = "latents",
                     .found = std::move(found),
                     .expected = std::move(expected)});
    };
    try {
        const SafetensorsHeader header = read_safetensors_header(path);
        const auto latents = header.tensors.find("latents");
        const std::string expected = fmt::format("one F32 tensor 'latents' [1, {}, h, w]", model.latent_channels);
        if (latents == header.tensors.end())
            return refuse(ErrorCode::ImageUnreadable, "no such tensor", expected);
        const TensorEntry& entry = latents->second;
        const bool fits = entry.dtype == TensorDtype::F32 && entry.shape.size() == 4 && entry.shape[0] == 1 &&
                          entry.shape[1] == static_cast<std::uint64_t>(model.latent_channels) && entry.size > 0;
        if (!fits)
            refuse(ErrorCode::ImageUnreadable,
                   fmt::format("{} [{}]", dtype_name(entry.dtype), fmt::join(entry.shape, ", ")), expected);
    } catch (const Error& error) {
        const ErrorCode code = error.code();
        if (code != ErrorCode::ModelNotFound && code != ErrorCode::ModelCorrupt)
            throw;
        refuse(code == ErrorCode::ModelNotFound ? ErrorCode::ImageNotFound : ErrorCode::ImageUnreadable,
               error.parts().found, error.parts().expected);
    }
}

std::vector<std::byte> bytes_of(const std::filesystem::path& path) {
    FileBytes file(path);
    const auto bytes = file.range(0, file.size());
    return {bytes.begin(), bytes.end()};
}

std::string steps_in_words(const RefineSettings& settings) {
    const int steps = steps_of_schedule(settings);
    const int run = steps_that_run(settings);
    const bool is_two_stages = !settings.refiner.empty() && !settings.handoff;
    return is_two_stages ? fmt::format("{} steps will run, {} of them in the second stage", run, run - steps)
                         : fmt::format("{} of {} steps will run", run, steps);
}

/// One `refine` or `generate` command: what its inputs share.
class RefineRun final {
public:
    RefineRun(const CliOptions& options, std::stop_token stop)
        : options_(options), stop_(std::move(stop)), printer_(stderr, options.quiet) {}

    int run();

private:
    void choose_settings();
    /// Of a batch: empty where the output is made already, or by another process.
    std::optional<BatchLedger::Claim> claim_of(const OutputJob& job);
    void note_failure(const OutputJob& job, const std::exception& problem, int status) noexcept;
    void run_job(const OutputJob& job);
    /// Throws Error{InvalidArgument} for a mask of another size.
    void lay_mask(const OutputJob& job, RefineRequest& request);
    RefineResult compute(const RefineRequest& request);
    RefineResult untouched(const RefineRequest& request);
    void save(const OutputJob& job, RefineResult& result, const DecodedImage& source);
    SourceIdentity identity_of(const OutputJob& job, const DecodedImage& source) const;
    std::string name_of(const OutputJob& job) const;
    std::optional<WatermarkReading> read_back(const OutputJob& job, const RefineResult& result);
    void tell(const OutputJob& job, const RefineResult& result);
    Engine& engine();
    CodecClient& codec();

    const CliOptions& options_;
    std::stop_token stop_;
    ProgressPrinter printer_;
    RefineSettings settings_;
    CheckpointInfo model_;
    Machine machine_;
    std::shared_ptr<const Image> mask_;  ///< once it is needed
    std::optional<BatchLedger> ledger_;  ///< of a batch
    std::unique_ptr<CodecClient> codec_;
    std::unique_ptr<Engine> engine_;
    double engine_seconds_ = 0;  ///< opening the engine; belongs to the load time of the first job
};

int RefineRun::run() {
    const bool is_batch = options_.command == Command::Batch;
    const std::vector<OutputJob> jobs = is_batch ? plan_batch(options_) : plan_outputs(options_);
    if (is_batch)
        ledger_.emplace(options_.output, batch_began_at());
    choose_settings();
    int status = 0;
    for (const OutputJob& job : jobs) {
        // Held until the next job: nobody else writes this output meanwhile.
        std::optional<BatchLedger::Claim> claim;
        try {
            throw_if_stopped(stop_);
            claim = claim_of(job);
            if (is_batch && !claim)
                continue;
            printer_.start_job();
            run_job(job);
            if (is_batch)
                ledger_->record(job.output.filename().string(), {.key = job.key, .is_done = true, .error = {}});
        } catch (const Cancelled&) {
            printer_.clear();
            throw;
        } catch (const std::exception& problem) {
            printer_.clear();
            // What fails once a stop was asked for is part of stopping.
            if (stop_.stop_requested())
                throw Cancelled();
            const int failure = report(problem);
            note_failure(job, problem, failure);
            status = status == 0 ? failure : status;
            const auto* error = dynamic_cast<const Error*>(&problem);
            if (error && concerns_every_input(error->code()))
                break;
        }
    }
    return status;
}

std::optional<BatchLedger::Claim> RefineRun::claim_of(const OutputJob& job) {
    if (!ledger_)
        return std::nullopt;
    const std::string name = job.output.filename().string();
    std::optional<BatchLedger::Claim> claim = ledger_->claim(name);
    // Asked while the claim is held: whoever held it before has noted what became of it.
    return claim && !ledger_->is_settled(name, job.key) ? std::move(claim) : std::nullopt;
}

void RefineRun::note_failure(const OutputJob& job, const std::exception& problem, int status) noexcept {
    if (!ledger_)
        return;
    try {
        const auto* error = dynamic_cast<const Error*>(&problem);
        ledger_->record(job.output.filename().string(),
                        {.key = job.key,
                         .is_done = false,
                         .error = error ? to_sentence(error->parts()) : std::string(problem.what()),
                         .status = status});
    } catch (const std::exception& second) {
        report(second);
    }
}

void RefineRun::choose_settings() {
    RefineSettings defaults;
    defaults.model = options_.settings.model.empty() ? pocket_model_path() : options_.settings.model;
    model_ = inspect_usable_model(defaults.model);
    apply_model_defaults(defaults.model, defaults);
    settings_ = options_.settings_over(defaults);
    if (options_.command == Command::Generate)
        settings_ = generate_settings(options_, std::move(settings_), model_);
    if (!settings_.refiner.empty())
        (void)inspect_usable_model(settings_.refiner);
    machine_ = probe_machine();
    // Only for its refusals: the device, dtype and offload are wrong usage before any picture is read.
    (void)plan_compute(options_.compute, model_, 512, 512, machine_);
    if (!options_.latents.empty())
        check_latents(options_.latents, model_);
}

void RefineRun::run_job(const OutputJob& job) {
    const Stopwatch watch;
    DecodedImage source;
    if (!job.input.empty())
        source = codec().decode(job.input, stop_);
    const RefineSettings settings = ledger_ ? settings_of(job, source, settings_) : settings_;
    RefineRequest request{.settings = settings,
                          .compute = options_.compute,
                          .source = source.image && settings.strength > 0 ? codec().to_working(source.image, stop_)
                                                                          : source.image,
                          .latents = options_.latents,
                          .save_latents = options_.save_latents,
                          .trace = options_.trace,
                          .wants_picture = !job.output.empty()};
    if (source.metadata.pages > 1)
        printer_.remark(fmt::format("{}: only the first of its pages or frames is read", job.input.string()));
    if (source.metadata.cmyk)
        printer_.remark(fmt::format("{}: CMYK, converted by its profile; the result is sRGB", job.input.string()));
    if (!options_.mask.empty())
        lay_mask(job, request);
    if (!options_.seed_given && !job.settings.contains("seed"))
        request.settings.seed = std::random_device{}() & 0xFFFFFFFFU;
    printer_.remark(
        fmt::format("{}: {}, seed {}", name_of(job), steps_in_words(request.settings), request.settings.seed));
    const bool is_untouched =
        request.settings.strength == 0 && !settings_.generate && !request.settings.denoising_start;
    RefineResult result = is_untouched ? untouched(request) : compute(request);
    if (source.image && result.image && result.steps_run > 0)
        result.image = codec().from_working(*result.image, *source.image, stop_, settings_.allow_colour);
    throw_if_stopped(stop_);
    if (result.prompt_truncated)
        printer_.remark("the prompt was cut after 75 tokens");
    if (!result.ignored_prompt_parts.empty())
        printer_.remark(fmt::format("left out of the prompt: {}", fmt::join(result.ignored_prompt_parts, ", ")));
    if (!job.output.empty())
        save(job, result, source);
    result.seconds.total = watch.seconds();
    tell(job, result);
}

void RefineRun::lay_mask(const OutputJob& job, RefineRequest& request) {
    if (!mask_)
        mask_ = codec().decode(options_.mask, stop_).image;
    const Image& source = *request.source;
    if (mask_->width() != source.width() || mask_->height() != source.height())
        throw Error({.code = ErrorCode::InvalidArgument,
                     .path = options_.mask,
                     .subject = "--mask",
                     .found = fmt::format("{} x {} pixels", mask_->width(), mask_->height()),
                     .expected = fmt::format("{} x {}, the size of '{}'", source.width(), source.height(),
                                             job.input.string())});
    request.mask = mask_;
    request.settings.mask = pixel_sha256(*mask_);
}

RefineResult RefineRun::compute(const RefineRequest& request) {
    Engine& opened = engine();
    RefineResult result = opened.refine(
        request, [this](const Progress& progress) { printer_.show(progress); }, stop_);
    result.seconds.load += std::exchange(engine_seconds_, 0);
    return result;
}

RefineResult RefineRun::untouched(const RefineRequest& request) {
    const Image& image = *request.source;
    RefineResult result;
    result.image = request.source;
    result.settings = request.settings;
    result.compute = plan_compute(request.compute, model_, image.width(), image.height(), machine_).compute;
    result.peak_memory_bytes = peak_resident_bytes();
    return result;
}

void RefineRun::save(const OutputJob& job, RefineResult& result, const DecodedImage& source) {
    const Stopwatch watch;
    printer_.show({.stage = Stage::Save});
    const ImageFormat format = image_format_for(job.output);
    const bool stays = result.steps_run == 0 && source.format == image_format_id(format);
    const bool is_coded = format == ImageFormat::Jpeg || format == ImageFormat::WebP;
    if (stays && !options_.strip_private) {
        write_file_atomically(job.output, bytes_of(job.input));
    } else if (stays && is_coded) {
        // Coded again it would not be what it was: only what is said beside the picture changes.
        write_file_atomically(job.output, codec().without_private(job.input, stop_));
    } else {
        const std::optional<Recipe> before = Recipe::from_text(source.texts.recipe);
        const Recipe recipe(result, identity_of(job, source), model_.name, before ? &*before : nullptr);
        save_image(codec(), *result.image, job.output,
                   {.format = format,
                    .texts = {.parameters = recipe.to_parameters(), .recipe = recipe.to_json()},
                    .metadata = source.metadata,
                    .is_generated = result.steps_run > 0,
                    .strip_private = options_.strip_private,
                    // What was not refined stays as it is.
                    .watermark = result.steps_run == 0 ? Watermark::None : result.settings.watermark});
    }
    result.seconds.save = watch.seconds();
}

SourceIdentity RefineRun::identity_of(const OutputJob& job, const DecodedImage& source) const {
    const std::filesystem::path& origin = job.input.empty() ? options_.latents : job.input;
    if (origin.empty())
        return {};  // made from text
    const std::string name = origin.filename().string();
    return {.file_name = is_utf8(name) ? name : std::string("?"),
            .file_sha256 = file_sha256(origin),
            .pixel_sha256 = source.image ? pixel_sha256(*source.image) : std::string()};
}

/// What a job is called in a remark: what it starts from, or the text.
std::string RefineRun::name_of(const OutputJob& job) const {
    if (options_.command == Command::Generate)
        return fmt::format("{} x {} from text", settings_.generate->width, settings_.generate->height);
    return (job.input.empty() ? options_.latents : job.input).string();
}

/// What the reference decoder reads from the finished file: the promise of a watermark is kept there or not at all.
std::optional<WatermarkReading> RefineRun::read_back(const OutputJob& job, const RefineResult& result) {
    if (result.settings.watermark == Watermark::None || job.output.empty() || result.steps_run == 0)
        return std::nullopt;
    std::optional<WatermarkReading> reading = read_watermark(*codec().decode(job.output, stop_).image);
    printer_.remark(
        reading ? fmt::format("watermark: {} of {} bits read back from the file", reading->matching, kWatermarkBits)
                : fmt::format("watermark: none written, because the picture has fewer than {} pixels",
                              kWatermarkLeastPixels));
    return reading;
}

void RefineRun::tell(const OutputJob& job, const RefineResult& result) {
    printer_.remark(fmt::format("{}: {} step{}, {:.1f} s, {} {}", job.output.empty() ? "done" : job.output.string(),
                                result.steps_run, result.steps_run == 1 ? "" : "s", result.seconds.total,
                                result.compute.device, result.compute.dtype));
    const std::optional<WatermarkReading> watermark = read_back(job, result);
    if (options_.json)
        print_line(json_line(json_of(result, job.output, watermark)));
}

Engine& RefineRun::engine() {
    if (!engine_) {
        if (!model_.note.empty())
            printer_.remark(fmt::format("{}: {}", model_.name, model_.note));
        const Stopwatch watch;
        printer_.show({.stage = Stage::OpenEngine});
        engine_ = open_engine(engine_library_path());
        engine_seconds_ = watch.seconds();
    }
    return *engine_;
}

CodecClient& RefineRun::codec() {
    if (!codec_)
        codec_ = std::make_unique<CodecClient>(codec_program_path());
    return *codec_;
}

}  // namespace

int refine(const CliOptions& options, std::stop_token stop) {
    return RefineRun(options, std::move(stop)).run();
}

}  // namespace burnish::cli

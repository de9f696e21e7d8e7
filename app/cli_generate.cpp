// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_generate.h"

#include "core/common/error.h"

namespace burnish::cli {
namespace {

constexpr double kDefaultSwitch = 0.8;

void require(bool holds, const char* option, const char* found, const char* expected) {
    if (!holds)
        throw Error({.code = ErrorCode::InvalidArgument, .subject = option, .found = found, .expected = expected});
}

}  // namespace

void check_generate(const CliOptions& options) {
    const bool has_refiner = options.has("--refiner");
    const bool writes_values = !options.save_latents.empty() || !options.trace.empty();
    require(!options.output.empty() || writes_values, "generate", "no OUT", "-o OUT");
    require(!options.has("--denoising-start"), "--denoising-start", "a picture that begins with noise",
            "'burnish-cli refine --latents' to go on from latents");
    for (const char* option : {"--refiner-prompt", "--switch"})
        require(has_refiner || !options.has(option), option, "no second model", "--refiner PATH");
    require(has_refiner || !options.has("--strength"), "--strength", "a picture from text, all of which is new",
            "--refiner PATH, which refines the finished latents");
    require(!options.has("--strength") || !options.has("--switch"), "--switch", "--strength as well",
            "--switch, to share the schedule, or --strength, to refine the finished latents");
    require(!options.has("--strength") || options.settings.strength > 0, "--strength", "0, at which nothing is refined",
            "more than 0, or no --refiner");
    const double takes_over = options.settings.handoff.value_or(kDefaultSwitch);
    require(!has_refiner || options.has("--strength") || !options.settings.denoising_end ||
                *options.settings.denoising_end > takes_over,
            "--denoising-end", "an end before the second model takes over", "more than --switch");
}

RefineSettings generate_settings(const CliOptions& options, RefineSettings settings, const CheckpointInfo& model) {
    if (model.family != ModelFamily::SdxlBase)
        throw Error({.code = ErrorCode::ModelUnsupported,
                     .path = model.path,
                     .found = "an SDXL refiner, which only finishes pictures",
                     .expected = "--model with an SDXL base model, which makes them from text"});
    settings.generate = SizeHW{.height = options.height > 0 ? options.height : model.best_size,
                               .width = options.width > 0 ? options.width : model.best_size};
    if (!settings.refiner.empty() && !options.has("--strength"))
        settings.handoff = settings.handoff.value_or(kDefaultSwitch);
    return settings;
}

}  // namespace burnish::cli

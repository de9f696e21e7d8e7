// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_option_table.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <tuple>

namespace burnish::cli {
namespace {

constexpr unsigned kRefine = command_bit(Command::Refine);
constexpr unsigned kGenerate = command_bit(Command::Generate);
constexpr unsigned kInspect = command_bit(Command::Inspect);
constexpr unsigned kBatch = command_bit(Command::Batch);
constexpr unsigned kModels = command_bit(Command::Models);
constexpr unsigned kBench = command_bit(Command::Bench);
constexpr unsigned kRuns = kRefine | kGenerate | kBatch | kBench;
constexpr unsigned kEvery = kRuns | kInspect | kModels;

constexpr std::array kCommands{
    CommandSpec{Command::Refine, "refine", "INPUT...", "refine pictures", 0, 100000, true},
    CommandSpec{Command::Inspect, "inspect", "FILE|FOLDER", "say what a model or a picture is", 1, 1, true},
    CommandSpec{Command::Generate, "generate", "", "make a picture from text, with a base model", 0, 0, true},
    CommandSpec{Command::Batch, "batch", "PLAN|FOLDER", "refine a folder or a plan, resumable", 1, 1, true},
    CommandSpec{Command::Models, "models", "list|verify|download", "manage models", 0, 2, false},
    CommandSpec{Command::Bench, "bench", "", "measure step time, memory and load time", 0, 0, false},
};

using Options = CliOptions;
using Text = OptionText;
constexpr auto kWorks = Support::Works;

constexpr std::string_view kSamplers =
    "euler|euler_a|dpmpp_2m|dpmpp_2m_karras|dpmpp_2m_sde|dpmpp_2m_sde_karras|ddim|unipc|heun|lcm";

constexpr std::array kOptions{
    OptionSpec{"-o,--output", "OUT", "file to write; a folder for several inputs", kRefine | kGenerate | kBatch, kWorks,
               "", [](Options& o, Text t) { o.output = t.text; }},
    OptionSpec{"--model", "PATH",
               "SDXL refiner or base model, a folder or a safetensors file (default: the model inside)", kRuns, kWorks,
               "", [](Options& o, Text t) { o.settings.model = t.text; }},
    OptionSpec{"--prompt", "TEXT", "what the picture shows (default: empty)", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.prompt = utf8_text(t); }},
    OptionSpec{"--negative", "TEXT", "what it should not show", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.negative_prompt = utf8_text(t); }},
    OptionSpec{"--prompt-syntax", "plain|a1111",
               "how prompts are read: plain is cut after 75 tokens, a1111 knows (word:1.2), BREAK and long texts",
               kRuns, kWorks, "plain|a1111",
               [](Options& o, Text t) {
                   o.settings.prompt_syntax = t.text == "plain" ? PromptSyntax::Plain : PromptSyntax::A1111;
               }},
    OptionSpec{"--vae", "PATH", "another autoencoder in the model's place: a folder or a safetensors file", kRuns,
               kWorks, "", [](Options& o, Text t) { o.settings.vae = t.text; }},
    OptionSpec{"--lora", "PATH[:WEIGHT]", "a LoRA laid over the model; may be given again (weight 1, -10 to 10)", kRuns,
               kWorks, "", [](Options& o, Text t) { o.settings.loras.push_back(lora_choice(t)); }, true},
    OptionSpec{"--strength", "0..1", "how much may change; 0 returns the source (default 0.3)", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.strength = number_between(t, 0, 1); }},
    OptionSpec{"--steps", "N", "steps of the whole schedule, 1 to 1000; strength decides how many run (default 50)",
               kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.steps = static_cast<int>(integer_between(t, 1, 1000)); }},
    OptionSpec{"--guidance", "F", "guidance scale, 0 to 100; above 1 the negative prompt counts (default 5)", kRuns,
               kWorks, "", [](Options& o, Text t) { o.settings.guidance_scale = number_between(t, 0, 100); }},
    OptionSpec{"--guidance-rescale", "0..1", "tames contrast under high guidance (default 0)", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.guidance_rescale = number_between(t, 0, 1); }},
    OptionSpec{"--aesthetic", "F", "aesthetic score, -100 to 100 (default 6)", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.aesthetic_score = number_between(t, -100, 100); }},
    OptionSpec{"--negative-aesthetic", "F", "aesthetic score of the negative side (default 2.5)", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.negative_aesthetic_score = number_between(t, -100, 100); }},
    OptionSpec{"--keep-detail", "0..1", "give back what the autoencoder loses where little changed (default 0)", kRuns,
               kWorks, "", [](Options& o, Text t) { o.settings.keep_detail = number_between(t, 0, 1); }},
    OptionSpec{"--allow-colour", "", "let a grey picture become one in colours (default: it stays grey)",
               kRefine | kBatch, kWorks, "", [](Options& o, Text) { o.settings.allow_colour = true; }},
    OptionSpec{"--original-size", "HxW", "size told to the model (default: the picture's)", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.original_size = size_hw(t); }},
    OptionSpec{"--target-size", "HxW", "target size told to base models; a refiner has no place for it", kRuns, kWorks,
               "", [](Options& o, Text t) { o.settings.target_size = size_hw(t); }},
    OptionSpec{"--crop", "TOP,LEFT", "crop offsets told to the model (default 0,0)", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.crop = crop_tl(t); }},
    OptionSpec{"--negative-original-size", "HxW", "the same for the negative side", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.negative_original_size = size_hw(t); }},
    OptionSpec{"--negative-target-size", "HxW", "the same for the negative side of base models", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.negative_target_size = size_hw(t); }},
    OptionSpec{"--negative-crop", "TOP,LEFT", "the same for the negative side", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.negative_crop = crop_tl(t); }},
    OptionSpec{"--seed", "N", "seed of the noise (default: random, reported and stored)", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.seed = unsigned_integer(t), o.seed_given = true; }},
    OptionSpec{
        "--noise", "fp32|pipeline", "dtype in which noise is drawn (default fp32)", kRuns, kWorks, "fp32|pipeline",
        [](Options& o, Text t) { o.settings.noise = t.text == "fp32" ? NoiseDtype::Fp32 : NoiseDtype::Pipeline; }},
    OptionSpec{"--denoising-start", "F", "take over from another model at this part of the schedule; no noise is added",
               kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.denoising_start = number_strictly_between(t, 0, 1); }},
    OptionSpec{"--denoising-end", "F", "stop at this part of the schedule, for another model to take over", kRuns,
               kWorks, "", [](Options& o, Text t) { o.settings.denoising_end = denoising_end(t); }},
    OptionSpec{"--sampler", kSamplers, "how steps are taken (default euler, as the model's own files have it)", kRuns,
               kWorks, "", [](Options& o, Text t) { o.settings.sampler = sampler_named(t); }},
    OptionSpec{"--eta", "0..1", "noise that ddim adds back at each step (default 0)", kRuns, kWorks, "",
               [](Options& o, Text t) { o.settings.eta = number_between(t, 0, 1); }},
    OptionSpec{"--mask", "FILE", "picture of INPUT's size: only what is white in it may change", kRefine | kBatch,
               kWorks, "", [](Options& o, Text t) { o.mask = t.text; }},
    OptionSpec{"--mask-feather", "PX", "soft edge of the mask, to either side (default 0)", kRefine | kBatch, kWorks,
               "", [](Options& o, Text t) { o.settings.mask_feather = static_cast<int>(integer_between(t, 0, 4096)); }},
    OptionSpec{"--mask-crop", "PX|off",
               "refine only the mask and so many pixels around it, at the model's best size (default off)",
               kRefine | kBatch, kWorks, "", [](Options& o, Text t) { o.settings.mask_crop = mask_crop(t); }},
    OptionSpec{"--width", "N", "width of the picture, a multiple of 8 (default: the model's)", kGenerate, kWorks, "",
               [](Options& o, Text t) { o.width = static_cast<int>(integer_between(t, 8, 65536)); }},
    OptionSpec{"--height", "N", "height of the picture, a multiple of 8 (default: the model's)", kGenerate, kWorks, "",
               [](Options& o, Text t) { o.height = static_cast<int>(integer_between(t, 8, 65536)); }},
    OptionSpec{"--refiner", "PATH", "second model, which finishes what the first one began", kGenerate, kWorks, "",
               [](Options& o, Text t) { o.settings.refiner = t.text; }},
    OptionSpec{"--refiner-prompt", "TEXT", "what the second model is told (default: the same prompt)", kGenerate,
               kWorks, "", [](Options& o, Text t) { o.settings.refiner_prompt = utf8_text(t); }},
    OptionSpec{
        "--switch", "F",
        "where the second model takes over (default 0.8); with --strength it refines the finished latents instead",
        kGenerate, kWorks, "", [](Options& o, Text t) { o.settings.handoff = number_strictly_between(t, 0, 1); }},
    OptionSpec{"--latents", "FILE", "safetensors with latents, in place of INPUT", kRefine, kWorks, "",
               [](Options& o, Text t) { o.latents = t.text; }},
    OptionSpec{"--save-latents", "FILE", "write the final latents", kRefine | kGenerate, kWorks, "",
               [](Options& o, Text t) { o.save_latents = t.text; }},
    OptionSpec{"--trace", "FILE", "write every intermediate value", kRefine | kGenerate, kWorks, "",
               [](Options& o, Text t) { o.trace = t.text; }},
    OptionSpec{"--device", "auto|cpu|cuda[:N]", "where to compute (default auto)", kRuns, kWorks, "",
               [](Options& o, Text t) { o.compute.device = device_choice(t); }},
    OptionSpec{"--dtype", "auto|fp32|bf16|fp16", "precision to compute in (default auto)", kRuns, kWorks,
               "auto|fp32|bf16|fp16",
               [](Options& o, Text t) {
                   o.compute.dtype = static_cast<ComputeDtype>(choice_index(t, "auto|fp32|bf16|fp16"));
               }},
    OptionSpec{
        "--offload", "auto|none|model|stream", "what stays in the device's memory (default auto)", kRuns, kWorks,
        "auto|none|model",
        [](Options& o, Text t) { o.compute.offload = static_cast<Offload>(choice_index(t, "auto|none|model")); }},
    OptionSpec{"--tile", "auto|off|PX",
               "compute in overlapping tiles of so many pixels; auto: large pictures, at the model's best size "
               "(default auto)",
               kRuns, kWorks, "", [](Options& o, Text t) { o.settings.tile = tile(t); }},
    OptionSpec{"--threads", "N", "processor threads, 1 to 1024 (default: one a core)", kRuns, kWorks, "",
               [](Options& o, Text t) { o.compute.threads = static_cast<int>(integer_between(t, 1, 1024)); }},
    OptionSpec{
        "--watermark", "verified|reference",
        "write Stability's invisible mark so that it can be read (verified), or as the reference library does", kRuns,
        kWorks, "verified|reference",
        [](Options& o,
           Text t) { o.settings.watermark = t.text == "reference" ? Watermark::Reference : Watermark::Verified; }},
    OptionSpec{"--no-watermark", "", "write no invisible mark, whatever the model recommends (default)", kRuns, kWorks,
               "", [](Options& o, Text) { o.settings.watermark = Watermark::None; }},
    OptionSpec{"--strip-private", "", "leave out where and by whom a picture was taken", kRefine | kBatch, kWorks, "",
               [](Options& o, Text) { o.strip_private = true; }},
    OptionSpec{"--json", "", "one JSON object a line on standard output", kEvery, kWorks, "",
               [](Options& o, Text) { o.json = true; }},
    OptionSpec{"--quiet", "", "no progress and no remarks on standard error", kEvery, kWorks, "",
               [](Options& o, Text) { o.quiet = true; }},
    OptionSpec{"-h,--help", "", "this text", kEvery, kWorks, "", [](Options& o, Text) { o.help = true; }},
    OptionSpec{"--version", "", "the version", kEvery, kWorks, "", [](Options& o, Text) { o.version = true; }},

    OptionSpec{"--jobs", "N", "processes that work at a time, 1 to 64, each with a model of its own (default 1)",
               kBatch, kWorks, "", [](Options& o, Text t) { o.jobs = static_cast<int>(integer_between(t, 1, 64)); }},
    OptionSpec{"--shard", "I/N", "the I-th of N parts of the work, for a cluster's scheduler (default 1/1)", kBatch,
               kWorks, "", [](Options& o, Text t) { std::tie(o.shard_index, o.shard_count) = shard(t); }},

};

}  // namespace

std::string_view long_name(const OptionSpec& option) noexcept {
    const auto comma = option.name.find(',');
    return comma == std::string_view::npos ? option.name : option.name.substr(comma + 1);
}

std::span<const OptionSpec> option_table() {
    return kOptions;
}

std::span<const CommandSpec> command_table() {
    return kCommands;
}

const CommandSpec& command_spec(Command command) {
    const auto found = std::ranges::find(kCommands, command, &CommandSpec::command);
    assert(found != kCommands.end());
    return *found;
}

}  // namespace burnish::cli

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_inspect.h"

#include "app/cli_json.h"
#include "core/codec/codec_client.h"
#include "core/common/app_paths.h"
#include "core/metadata/found_recipe.h"
#include "core/watermark/watermark.h"
#include "core/weights/checkpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace burnish::cli {
namespace {

/// The first bytes of a safetensors file (length of the header, then JSON) or of a zip archive (a pickled checkpoint).
bool has_header_of_weights(const std::filesystem::path& path) {
    std::array<unsigned char, 9> head{};
    std::ifstream file(path, std::ios::binary);
    if (!file.read(reinterpret_cast<char*>(head.data()), head.size()))
        return false;
    std::uint64_t header_size = 0;
    for (int i = 7; i >= 0; --i)
        header_size = header_size << 8 | head[static_cast<std::size_t>(i)];
    std::error_code problem;
    const std::uint64_t file_size = std::filesystem::file_size(path, problem);
    const bool zip = head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    return zip || (!problem && head[8] == '{' && header_size < file_size);
}

/// Weights are told from pictures by content: a safetensors header, a zip archive or a pickle. A name decides only
/// where the file says nothing (too short, or not there).
bool looks_like_model(const std::filesystem::path& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return true;
    if (has_header_of_weights(path))
        return true;
    constexpr std::array<std::string_view, 6> kNames{".safetensors", ".ckpt", ".pt", ".pth", ".bin", ".gguf"};
    return std::ranges::find(kNames, path.extension().string()) != kNames.end();
}

/// "2.3 GB".
std::string size_text(std::uint64_t bytes) {
    constexpr std::array<std::string_view, 4> kUnits{"kB", "MB", "GB", "TB"};
    if (bytes < 1000)
        return fmt::format("{} bytes", bytes);
    double value = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    for (; value >= 1000 && unit + 1 < kUnits.size(); ++unit)
        value /= 1000;
    return fmt::format("{:.3g} {}", value, kUnits[unit]);
}

std::string line(std::string_view label, std::string_view text) {
    return text.empty() ? std::string() : fmt::format("{:<12} {}\n", label, text);
}

std::string text_of(const CheckpointInfo& model) {
    std::string text = fmt::format("{}: {}\n", model.path.string(), family_name(model.family));
    text += line("name", model.name);
    text += line("role", role_name(model.family));
    text += line("layout", model.layout == ModelLayout::DiffusersFolder ? "diffusers folder" : "single file");
    text += line("details", model.details);
    text += line("dtype", model.dtype);
    text += line("size", fmt::format("{}, {} parameters", size_text(model.bytes), model.parameters));
    for (const ComponentInfo& component : model.components)
        text += line("", fmt::format("{}: {}, {} parameters, {}, {}", component.name, component.dtype,
                                     component.parameters, size_text(component.bytes),
                                     component.files == 1 ? "1 file" : fmt::format("{} files", component.files)));
    text += line("usable", model.usable ? "yes" : fmt::format("no: {}", model.unusable_reason));
    text += line("license", model.license);
    text += line("note", model.note);
    return text;
}

std::string watermark_text(const std::optional<WatermarkReading>& watermark) {
    if (!watermark)
        return "none; the picture is too small for one";
    return fmt::format("{}: {} of {} bits are Stability's (read {})", watermark_verdict_name(watermark->verdict()),
                       watermark->matching, kWatermarkBits, watermark->hex());
}

std::string recipe_text(const std::optional<FoundRecipe>& found) {
    if (!found)
        return {};
    std::string text = line("made with", found->tool);
    for (const auto& [name, value] : found->settings.items())
        text += line("", fmt::format("{}: {}", name, value.is_string() ? value.get<std::string>() : value.dump()));
    for (const std::string& note : found->notes)
        text += line("note", note);
    return text;
}

/// How often a picture was refined, and what with: "3 from 'photo.jpg', SHA-256 1f2e...".
std::string past_text(const PictureTexts& texts) {
    if (!texts.recipe)
        return {};
    try {
        const Recipe recipe = Recipe::from_json(*texts.recipe);
        const SourceIdentity origin = recipe.origin();
        const std::uint64_t passes =
            recipe.history().size() + recipe.json().value("history_left_out", std::uint64_t{0}) + 1;
        const std::string hash = origin.file_sha256.empty() ? origin.pixel_sha256 : origin.file_sha256;
        if (origin.file_name.empty() && hash.empty())
            return line("passes", fmt::format("{}, from text", passes));
        return line("passes", fmt::format("{}, from '{}'{}", passes, origin.file_name,
                                          hash.empty() ? std::string() : fmt::format(", SHA-256 {}", hash)));
    } catch (const std::exception&) {
        return {};
    }
}

std::string text_of(const DecodedImage& picture, const std::filesystem::path& path) {
    const Image& image = *picture.image;
    std::string text = fmt::format("{}: {} picture\n", path.string(), picture.format);
    text += line("size", fmt::format("{} x {}", image.width(), image.height()));
    text += line("samples", fmt::format("{} channels, {} bits", image.channels(), picture.bits));
    text += line("ICC profile", image.icc_profile.empty() ? "none" : fmt::format("{} bytes", image.icc_profile.size()));
    text += line("watermark", watermark_text(read_watermark(image)));
    if (picture.metadata.pages > 1)
        text += line("pages", "several; the first is read");
    text += recipe_text(find_recipe(picture.texts, picture.metadata));
    text += past_text(picture.texts);
    text += line("recipe", picture.texts.recipe.value_or("none"));
    if (picture.texts.parameters)
        text += fmt::format("parameters\n{}\n", *picture.texts.parameters);
    return text;
}

std::string without_last_break(std::string text) {
    if (text.ends_with('\n'))
        text.pop_back();
    return text;
}

}  // namespace

std::string inspect(const CliOptions& options, std::stop_token stop) {
    const std::filesystem::path& path = options.inputs.front();
    if (looks_like_model(path)) {
        const CheckpointInfo model = inspect_checkpoint(path);
        return options.json ? json_line(json_of(model)) : without_last_break(text_of(model));
    }
    CodecClient codec(codec_program_path());
    const DecodedImage picture = codec.decode(path, stop);
    return options.json ? json_line(json_of(picture, path)) : without_last_break(text_of(picture, path));
}

}  // namespace burnish::cli

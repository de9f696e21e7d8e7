// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_json.h"

#include "core/metadata/found_recipe.h"

namespace burnish::cli {
namespace {

using nlohmann::ordered_json;

ordered_json text_or_null(const std::string& text) {
    return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

ordered_json json_of(const StageSeconds& seconds) {
    return {{"load", seconds.load},       {"text", seconds.text},     {"encode", seconds.encode},
            {"denoise", seconds.denoise}, {"decode", seconds.decode}, {"save", seconds.save},
            {"total", seconds.total}};
}

ordered_json json_of(const std::optional<FoundRecipe>& found) {
    if (!found)
        return nullptr;
    return {{"tool", found->tool}, {"settings", found->settings}, {"notes", found->notes}};
}

ordered_json json_of(const ComponentInfo& component) {
    return {{"name", component.name},
            {"dtype", component.dtype},
            {"parameters", component.parameters},
            {"bytes", component.bytes},
            {"files", component.files}};
}

ordered_json json_of(const std::optional<WatermarkReading>& watermark) {
    if (!watermark)
        return nullptr;
    return {{"verdict", watermark_verdict_name(watermark->verdict())},
            {"matching_bits", watermark->matching},
            {"of", kWatermarkBits},
            {"bits", watermark->hex()}};
}

}  // namespace

ordered_json json_of(const RefineResult& result, const std::filesystem::path& output,
                     const std::optional<WatermarkReading>& watermark) {
    return {{"output", text_or_null(output.string())},
            {"width", result.image ? ordered_json(result.image->width()) : ordered_json(nullptr)},
            {"height", result.image ? ordered_json(result.image->height()) : ordered_json(nullptr)},
            {"seed", result.settings.seed},
            {"steps_run", result.steps_run},
            {"device", result.compute.device},
            {"dtype", result.compute.dtype},
            {"offload", result.compute.offload},
            {"seconds", json_of(result.seconds)},
            {"step_seconds", result.step_seconds},
            {"peak_memory_bytes", result.peak_memory_bytes},
            {"watermark", json_of(watermark)}};
}

ordered_json json_of(const CheckpointInfo& model) {
    ordered_json components = ordered_json::array();
    for (const ComponentInfo& component : model.components)
        components.push_back(json_of(component));
    return {{"kind", "model"},
            {"path", model.path.string()},
            {"name", model.name},
            {"family", family_name(model.family)},
            {"role", role_name(model.family)},
            {"layout", model.layout == ModelLayout::DiffusersFolder ? "diffusers" : "single-file"},
            {"dtype", model.dtype},
            {"bytes", model.bytes},
            {"parameters", model.parameters},
            {"components", std::move(components)},
            {"details", text_or_null(model.details)},
            {"usable", model.usable},
            {"reason", text_or_null(model.unusable_reason)},
            {"note", text_or_null(model.note)},
            {"license", text_or_null(model.license)}};
}

ordered_json json_of(const DecodedImage& picture, const std::filesystem::path& path) {
    ordered_json recipe = nullptr;
    if (picture.texts.recipe) {
        recipe = ordered_json::parse(*picture.texts.recipe, nullptr, false);
        if (recipe.is_discarded())
            recipe = *picture.texts.recipe;
    }
    return {{"kind", "picture"},
            {"path", path.string()},
            {"format", picture.format},
            {"width", picture.image->width()},
            {"height", picture.image->height()},
            {"bits", picture.bits},
            {"channels", picture.image->channels()},
            {"icc_bytes", picture.image->icc_profile.size()},
            {"watermark", json_of(read_watermark(*picture.image))},
            {"recipe", std::move(recipe)},
            {"found", json_of(find_recipe(picture.texts, picture.metadata))},
            {"exif_bytes", picture.metadata.exif.size()},
            {"xmp_bytes", picture.metadata.xmp.size()},
            {"iptc_bytes", picture.metadata.iptc.size()},
            {"pages", picture.metadata.pages},
            {"parameters", picture.texts.parameters ? ordered_json(*picture.texts.parameters) : ordered_json(nullptr)}};
}

std::string json_line(const ordered_json& value) {
    return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace burnish::cli

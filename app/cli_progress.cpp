// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_progress.h"

#include <fmt/format.h>

#include <cmath>
#include <unistd.h>

namespace burnish::cli {
namespace {

std::string_view stage_name(Stage stage) noexcept {
    switch (stage) {
    case Stage::OpenEngine:
        return "opening the engine";
    case Stage::LoadTextEncoder:
        return "loading the text encoder";
    case Stage::EncodeText:
        return "reading the prompt";
    case Stage::LoadVae:
        return "loading the autoencoder";
    case Stage::EncodeImage:
        return "encoding the picture";
    case Stage::LoadUnet:
        return "loading the refiner";
    case Stage::Denoise:
        return "denoising";
    case Stage::Decode:
        return "decoding";
    case Stage::Save:
        return "saving";
    }
    return "working";
}

std::string time_left(double seconds) {
    const long whole = std::lround(std::ceil(seconds));
    if (whole < 60)
        return fmt::format("{} s left", whole);
    return fmt::format("{} min {:02} s left", whole / 60, whole % 60);
}

}  // namespace

std::string progress_line(const Progress& progress) {
    std::string line(stage_name(progress.stage));
    if (progress.stage == Stage::Denoise && progress.total > 0)
        line += fmt::format(", step {} of {}", progress.step, progress.total);
    else if (progress.total > 0)
        line += fmt::format(", {} %", 100L * progress.step / progress.total);
    if (progress.parts > 1)
        line += fmt::format(", tile {} of {}", progress.part + 1, progress.parts);
    if (progress.seconds_left >= 0)
        line += ", " + time_left(progress.seconds_left);
    return line;
}

ProgressPrinter::ProgressPrinter(std::FILE* stream, bool quiet)
    : ProgressPrinter(stream, quiet                    ? Mode::Silent
                              : isatty(fileno(stream)) ? Mode::Rewritten
                                                       : Mode::Lines) {}

void ProgressPrinter::show(const Progress& progress) {
    const bool new_stage = last_stage_ != progress.stage;
    last_stage_ = progress.stage;
    if (mode_ == Mode::Rewritten) {
        fmt::print(stream_, "\r\033[K{}", progress_line(progress));
        std::fflush(stream_);
        line_is_open_ = true;
    } else if (mode_ == Mode::Lines && new_stage) {
        fmt::print(stream_, "{}\n", stage_name(progress.stage));
    }
}

void ProgressPrinter::clear() {
    if (!line_is_open_)
        return;
    fmt::print(stream_, "\r\033[K");
    std::fflush(stream_);
    line_is_open_ = false;
}

void ProgressPrinter::remark(std::string_view sentence) {
    clear();
    if (mode_ != Mode::Silent)
        fmt::print(stream_, "{}\n", sentence);
}

}  // namespace burnish::cli

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/runtime/progress_reporter.h"

#include "core/common/error.h"

#include <utility>

namespace burnish {
namespace {

constexpr std::chrono::milliseconds kShortestInterval{100};

double& bucket_of(Stage stage, StageSeconds& seconds) {
    switch (stage) {
    case Stage::EncodeText:
        return seconds.text;
    case Stage::EncodeImage:
        return seconds.encode;
    case Stage::Denoise:
        return seconds.denoise;
    case Stage::Decode:
        return seconds.decode;
    case Stage::Save:
        return seconds.save;
    case Stage::OpenEngine:
    case Stage::LoadTextEncoder:
    case Stage::LoadVae:
    case Stage::LoadUnet:
        break;
    }
    return seconds.load;
}

double seconds_between(std::chrono::steady_clock::time_point from, std::chrono::steady_clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
}

}  // namespace

ProgressReporter::ProgressReporter(ProgressCallback callback, std::stop_token stop, FaultHook fault)
    : callback_(std::move(callback)), stop_(std::move(stop)), fault_(std::move(fault)) {}

void ProgressReporter::enter(Stage stage, int total) {
    account();
    stage_ = stage;
    if (callback_) {
        callback_({.stage = stage, .total = total});
    }
    last_report_ = Clock::now();
    if (stop_.stop_requested()) {
        throw Cancelled();
    }
    fault_.reach(stage, stop_);
}

bool ProgressReporter::wants_update() const {
    return callback_ && Clock::now() - last_report_ >= kShortestInterval;
}

void ProgressReporter::advance(int step, int total, double seconds_left, std::shared_ptr<const Image> preview) {
    const bool is_last = step == total;
    if (!callback_ || (!is_last && !wants_update())) {
        return;
    }
    last_report_ = Clock::now();
    callback_(
        {.stage = stage_, .step = step, .total = total, .seconds_left = seconds_left, .preview = std::move(preview)});
}

void ProgressReporter::advance_part(int step, int total, int part, int parts, double seconds_left) {
    if (!wants_update()) {
        return;
    }
    last_report_ = Clock::now();
    callback_({.stage = stage_,
               .step = step,
               .total = total,
               .part = part,
               .parts = parts,
               .seconds_left = seconds_left,
               .preview = {}});
}

void ProgressReporter::account() {
    const Clock::time_point now = Clock::now();
    bucket_of(stage_, seconds_) += seconds_between(stage_started_, now);
    stage_started_ = now;
}

StageSeconds ProgressReporter::seconds() const {
    const Clock::time_point now = Clock::now();
    StageSeconds result = seconds_;
    bucket_of(stage_, result) += seconds_between(stage_started_, now);
    result.total = seconds_between(started_, now);
    return result;
}

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/job_environment.h"

#include <atomic>
#include <memory>

namespace burnish::test {

/// What a FakeCodec does, changeable by the test while it runs.
struct FakeCodecScript {
    std::atomic<int> decodeDelayMs{0};
    std::atomic<bool> failWrites{false};
};

/// A codec in this process on Qt's PNG reader and writer, with the texts of our own PNG chunks: ui tests need no
/// OpenImageIO. A file that Qt cannot read is refused as the real one refuses it.
std::function<std::unique_ptr<ui::PictureCodec>()> fakeCodecFactory(std::shared_ptr<const FakeCodecScript> script = {});

}  // namespace burnish::test

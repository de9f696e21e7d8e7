// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"

#include <filesystem>
#include <memory>

namespace burnish {

/// Sets what libtorch's thread pool reads of the environment when the engine library is opened: its threads are to
/// sleep, not spin, while they wait for each other, or a busy machine makes every operator wait for a time slice
/// (loading was eight times slower). A value that the user has set stays. Called first thing in `main`, before there
/// are threads.
void prepare_environment_for_engine() noexcept;

/// libtorch's kernels are compiled for AVX2; on an older processor they would end the program. Throws
/// Error{EngineUnavailable, subject "processor"}.
void require_processor(bool has_avx2);

/// Opens the engine library (RTLD_NOW | RTLD_LOCAL; it is never unloaded, because libtorch leaves thread-locals and
/// exit handlers behind) and creates an engine. Called from the thread that will use it; takes about 0.3 s.
/// Throws Error{EngineUnavailable} naming the library and the linker's reason, or the processor that is too old.
std::unique_ptr<Engine> open_engine(const std::filesystem::path& library);

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"

#include <filesystem>
#include <memory>

namespace burnish {

/// Opens the engine library (RTLD_NOW | RTLD_LOCAL; it is never unloaded, because libtorch leaves thread-locals and
/// exit handlers behind) and creates an engine. Called from the thread that will use it; takes about 0.3 s.
/// Throws Error{EngineUnavailable} naming the library and the linker's reason.
std::unique_ptr<Engine> open_engine(const std::filesystem::path& library);

}  // namespace burnish

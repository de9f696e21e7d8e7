// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

namespace burnish {

/// Folder of the running program, symbolic links resolved.
std::filesystem::path executable_dir();

/// libburnish_engine.so: $BURNISH_ENGINE, else beside the program, `../lib/burnish`, `../lib/<triplet>/burnish`.
std::filesystem::path engine_library_path();
/// burnish-codec: $BURNISH_CODEC, else beside the program, `../lib/burnish`, `../lib/<triplet>/burnish`.
std::filesystem::path codec_program_path();
/// The installed `share/burnish` (samples, models, CLIP's table); relative to the program.
std::filesystem::path shared_data_dir();
/// The model inside: `<shared_data_dir>/models/pocket`.
std::filesystem::path pocket_model_path();
/// Where models are looked for, in order: $BURNISH_MODELS, $XDG_DATA_HOME/burnish/models, the installed folder.
std::vector<std::filesystem::path> model_search_path();
/// $XDG_STATE_HOME/burnish/session (created on first write).
std::filesystem::path session_root();

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/app_paths.h"

#include <cstdlib>
#include <pwd.h>
#include <string>
#include <system_error>
#include <unistd.h>

namespace burnish {

namespace fs = std::filesystem;

namespace {

/// An environment variable's value; empty if unset.
fs::path from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? fs::path() : fs::path(value);
}

fs::path home_dir() {
    if (fs::path home = from_environment("HOME"); home.is_absolute()) {
        return home;
    }
    const passwd* entry = getpwuid(getuid());
    return entry != nullptr && entry->pw_dir != nullptr ? fs::path(entry->pw_dir) : fs::temp_directory_path();
}

/// An XDG base folder; the specification has relative values ignored.
fs::path xdg_dir(const char* name, const char* below_home) {
    if (fs::path folder = from_environment(name); folder.is_absolute()) {
        return folder;
    }
    return home_dir() / below_home;
}

/// GNU triplet folder that Debian installs libraries into.
#if defined(__x86_64__)
constexpr const char* kTriplet = "x86_64-linux-gnu";
#elif defined(__aarch64__)
constexpr const char* kTriplet = "aarch64-linux-gnu";
#else
constexpr const char* kTriplet = ".";
#endif

/// The first place of a part of ours that is there; the first place if none is, so that an error can name it.
fs::path find_part(const char* variable, const char* name) {
    if (fs::path named = from_environment(variable); !named.empty()) {
        return named;
    }
    const fs::path program = executable_dir();
    const fs::path lib = program.parent_path() / "lib";
    std::error_code ignored;
    for (const fs::path& folder :
         {program, lib / "burnish", lib / kTriplet / "burnish", program.parent_path() / "bin"}) {
        if (fs::exists(folder / name, ignored)) {
            return folder / name;
        }
    }
    return program / name;
}

}  // namespace

fs::path executable_dir() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::current_path() : program.parent_path();
}

fs::path engine_library_path() {
    return find_part("BURNISH_ENGINE", "libburnish_engine.so");
}

fs::path codec_program_path() {
    return find_part("BURNISH_CODEC", "burnish-codec");
}

fs::path shared_data_dir() {
    return executable_dir().parent_path() / "share" / "burnish";
}

fs::path pocket_model_path() {
    return shared_data_dir() / "models" / "pocket";
}

std::vector<fs::path> model_search_path() {
    std::vector<fs::path> folders;
    if (fs::path named = from_environment("BURNISH_MODELS"); !named.empty()) {
        folders.push_back(std::move(named));
    }
    folders.push_back(xdg_dir("XDG_DATA_HOME", ".local/share") / "burnish" / "models");
    folders.push_back(shared_data_dir() / "models");
    return folders;
}

fs::path session_root() {
    return xdg_dir("XDG_STATE_HOME", ".local/state") / "burnish" / "session";
}

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/engine_loader.h"

#include "core/common/error.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>

namespace burnish {

namespace {

[[noreturn]] void fail(const std::filesystem::path& library, std::string found, std::string expected = {}) {
    throw Error({.code = ErrorCode::EngineUnavailable,
                 .path = library,
                 .subject = "engine",
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

std::string linker_reason() {
    const char* reason = dlerror();
    return reason == nullptr ? "could not be opened" : reason;
}

}  // namespace

void prepare_environment_for_engine() noexcept {
    setenv("OMP_WAIT_POLICY", "passive", 0);
}

void require_processor(bool has_avx2) {
    if (!has_avx2)
        throw Error({.code = ErrorCode::EngineUnavailable,
                     .subject = "processor",
                     .found = "a processor without AVX2",
                     .expected = "one with AVX2 (Intel since 2013, AMD since 2015)"});
}

std::unique_ptr<Engine> open_engine(const std::filesystem::path& library) {
#if defined(__x86_64__)
    require_processor(__builtin_cpu_supports("avx2") != 0);
#endif
    void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        fail(library, linker_reason());
    }
    const auto create = reinterpret_cast<CreateEngineFunction>(dlsym(handle, kCreateEngineSymbol));
    if (create == nullptr) {
        fail(library, linker_reason(), fmt::format("a library that exports {}", kCreateEngineSymbol));
    }
    std::unique_ptr<Engine> engine(create(kEngineInterfaceVersion));
    if (engine == nullptr) {
        fail(library, "belongs to another version of Burnish",
             fmt::format("the one built with this program (interface {})", kEngineInterfaceVersion));
    }
    return engine;
}

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"
#include "core/api/refine_result.h"
#include "core/common/progress.h"

#include <stop_token>
#include <string>

namespace burnish {

/// What computes. Implemented by libburnish_engine.so (`TorchEngine`) and by the tests' `FakeEngine`.
/// One thread opens it, uses it and destroys it; no method may be called from another.
class [[gnu::visibility("default")]] Engine {
public:
    virtual ~Engine() = default;

    /// Carries out one request. Throws Error, or Cancelled within one network block of `stop` being requested;
    /// after either the engine is ready for the next request.
    virtual RefineResult refine(const RefineRequest& request, const ProgressCallback& progress,
                                std::stop_token stop) = 0;

    /// Drops every loaded weight and cached embedding.
    virtual void release_models() = 0;

    /// Versions of the libraries inside, for the About box ("libtorch 2.11.0, oneDNN 3.7").
    virtual std::string library_versions() const = 0;
};

/// Raised with every change of `Engine` or of a value that it passes: loader and library must agree.
inline constexpr int kEngineInterfaceVersion = 3;

/// The one symbol that libburnish_engine.so exports; null if the version differs.
using CreateEngineFunction = Engine* (*)(int interface_version);
inline constexpr const char* kCreateEngineSymbol = "burnish_create_engine";

}  // namespace burnish

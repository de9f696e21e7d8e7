// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace burnish::codec {

/// Built with AddressSanitizer (preset `dev-asan`). Its shadow takes terabytes of address space and its report is to
/// reach whoever runs the tests, so the helper then sets no limit on address space or files and keeps its standard
/// error. Everything else of the sandbox stays.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kIsSanitizedBuild = true;
#else
constexpr bool kIsSanitizedBuild = false;
#endif

}  // namespace burnish::codec

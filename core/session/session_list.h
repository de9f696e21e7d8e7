// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/session_store.h"

#include <filesystem>
#include <string>

namespace burnish {

inline constexpr const char* kSessionListName = "session.json";
inline constexpr const char* kSessionSourceName = "source.png";

/// The text of `session.json`. Names that are not UTF-8 are kept readable; paths come back byte for byte.
std::string session_list_text(const SessionContent& content);

/// Reads and checks `<folder>/session.json`: schema, ids, parents before children, plain file names. Throws
/// Error{ImageUnreadable} for anything that breaks a rule; never reads more than 16 MiB.
SessionContent read_session_list(const std::filesystem::path& folder);

/// The error for something in a session folder that is not as it should be.
Error damaged_session(const std::filesystem::path& path, std::string found,
                      std::string expected = "a session of Burnish");

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/error.h"
#include "core/metadata/recipe.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace burnish {

/// One result of a session; its recipe is in the PNG file itself.
struct SessionResult {
    std::uint64_t id = 0;      ///< chosen by the caller, unique in the session, not 0
    std::uint64_t parent = 0;  ///< id of the result it was made from; 0: the source
    std::string file;          ///< "result-0001.png", in the session's folder; set by `add_result`
    double seconds = 0;
    bool saved = false;  ///< the user has it elsewhere
};

/// What a session folder says.
struct SessionContent {
    std::filesystem::path source_path;  ///< the user's file; empty for the clipboard
    std::string source_name;
    SourceIdentity source;
    std::string created;                 ///< ISO 8601, UTC
    std::vector<SessionResult> results;  ///< in the order of finishing; parents before children
};

/// A session that no living process holds.
struct RecoverableSession {
    std::filesystem::path folder;
    SessionContent content;
};

struct RecoverableSessions {
    std::vector<RecoverableSession> sessions;  ///< newest first
    std::vector<Error::Parts> problems;        ///< sessions, or results of sessions, that are damaged and left out
};

/// A folder `<root>/<uuid>` with a lock, `session.json`, `source.png` and one PNG a result, each file replaced as a
/// whole or not at all, so that a process killed at any moment loses no finished result. The lock (flock) goes with the
/// process. Movable, not thread-safe; every method may touch the disk.
class SessionStore final {
public:
    /// Throws Error{WriteFailed}.
    static SessionStore create(const std::filesystem::path& root, SessionContent content,
                               std::span<const std::byte> source_png);
    /// Takes over a session of `list_recoverable`. Throws Error{WriteFailed} if another process holds it by now,
    /// Error{ImageUnreadable} if it is damaged.
    static SessionStore adopt(const std::filesystem::path& folder);
    ~SessionStore();  ///< lets go of the lock; the folder stays
    SessionStore(SessionStore&& other) noexcept;
    SessionStore& operator=(SessionStore&& other) noexcept;

    const std::filesystem::path& folder() const noexcept { return folder_; }
    const SessionContent& content() const noexcept { return content_; }

    /// Writes the picture, then the list that names it. Throws Error{WriteFailed}; the session is then as before.
    void add_result(SessionResult result, std::span<const std::byte> png);
    /// Notes that the user has a result elsewhere. Unknown ids are ignored. Throws Error{WriteFailed}.
    void mark_saved(std::uint64_t id);
    /// Removes the folder if every result is saved; else leaves it, to be offered at the next start. The store is
    /// closed afterwards.
    void close_cleanly();
    /// Removes the folder. The store is closed afterwards.
    void discard();

private:
    SessionStore(std::filesystem::path folder, int lock, SessionContent content);
    void write_list(const SessionContent& content) const;
    void unlock() noexcept;

    std::filesystem::path folder_;
    int lock_ = -1;
    SessionContent content_;
};

/// Sessions under `root` with at least one result that no living process holds. Never throws for damaged content: what
/// is damaged is listed under `problems`. A missing root is no session.
RecoverableSessions list_recoverable(const std::filesystem::path& root);

/// Removes a recoverable session's folder, unless a process holds it by now.
void discard_recoverable(const RecoverableSession& session);

}  // namespace burnish

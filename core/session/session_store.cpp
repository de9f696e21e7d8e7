// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/session/session_store.h"

#include "core/common/file_bytes.h"
#include "core/session/session_list.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <map>
#include <random>
#include <utility>

namespace burnish {
namespace fs = std::filesystem;

namespace {

constexpr const char* kLockName = "lock";
/// A folder in the making; renamed once it is whole, so that a listing never meets half a session.
constexpr const char* kNewPrefix = ".new-";

Error write_error(const fs::path& path, int error) {
    return Error({.code = ErrorCode::WriteFailed, .path = path, .found = std::strerror(error)});
}

std::string new_uuid() {
    std::random_device random;
    std::array<unsigned, 4> words{};
    for (unsigned& word : words)
        word = random();
    std::array<char, 37> text{};
    std::snprintf(text.data(), text.size(), "%08x-%04x-4%03x-%04x-%04x%08x", words[0], words[1] >> 16,
                  words[1] & 0xfffu, 0x8000u | (words[2] >> 18), words[2] & 0xffffu, words[3]);
    return text.data();
}

std::string utc_now() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

enum class LockMode { Create, Existing };

/// The descriptor that holds the lock, or -1 with errno (EWOULDBLOCK: another process has it).
int take_lock(const fs::path& folder, LockMode mode) {
    const int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | (mode == LockMode::Create ? O_CREAT : 0);
    const int descriptor = ::open((folder / kLockName).c_str(), flags, 0600);
    if (descriptor < 0)
        return -1;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        ::close(descriptor);
        errno = error;
        return -1;
    }
    return descriptor;
}

bool is_regular(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(fs::symlink_status(path, error));
}

/// Takes out results whose file is gone; their children hang on to the nearest ancestor that is left.
void drop_missing_results(const fs::path& folder, SessionContent& content, std::vector<Error::Parts>& problems) {
    std::map<std::uint64_t, std::uint64_t> moved;
    std::vector<SessionResult> left;
    for (SessionResult& result : content.results) {
        if (const auto parent = moved.find(result.parent); parent != moved.end())
            result.parent = parent->second;
        if (is_regular(folder / result.file)) {
            left.push_back(std::move(result));
            continue;
        }
        moved[result.id] = result.parent;
        problems.push_back(
            damaged_session(folder / result.file, "no file", "the result that the session names").parts());
    }
    content.results = std::move(left);
}

/// A rename is on the disk once the folder that it happened in is.
void sync_folder(const fs::path& folder) noexcept {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

void remove_folder(const fs::path& folder) {
    std::error_code error;
    // The list goes first: what is left after a kill half-way is no longer offered.
    fs::remove(folder / kSessionListName, error);
    fs::remove_all(folder, error);
}

/// Left by a process that was killed while it made a session; nothing was in it yet.
void remove_abandoned(const fs::path& folder) {
    std::error_code error;
    const auto age = fs::file_time_type::clock::now() - fs::last_write_time(folder, error);
    if (!error && age > std::chrono::hours(1))
        remove_folder(folder);
}

}  // namespace

SessionStore::SessionStore(fs::path folder, int lock, SessionContent content)
    : folder_(std::move(folder)), lock_(lock), content_(std::move(content)) {}

SessionStore::SessionStore(SessionStore&& other) noexcept
    : folder_(std::move(other.folder_)), lock_(std::exchange(other.lock_, -1)), content_(std::move(other.content_)) {}

SessionStore& SessionStore::operator=(SessionStore&& other) noexcept {
    if (this != &other) {
        unlock();
        folder_ = std::move(other.folder_);
        lock_ = std::exchange(other.lock_, -1);
        content_ = std::move(other.content_);
    }
    return *this;
}

SessionStore::~SessionStore() {
    unlock();
}

void SessionStore::unlock() noexcept {
    if (lock_ >= 0)
        ::close(std::exchange(lock_, -1));
}

SessionStore SessionStore::create(const fs::path& root, SessionContent content, std::span<const std::byte> source_png) {
    std::error_code error;
    fs::create_directories(root, error);
    if (error)
        throw write_error(root, error.value());
    // Pictures and prompts are private: nobody else may look in.
    ::chmod(root.c_str(), 0700);
    const std::string name = new_uuid();
    const fs::path making = root / (kNewPrefix + name);
    if (::mkdir(making.c_str(), 0700) != 0)
        throw write_error(making, errno);
    const int lock = take_lock(making, LockMode::Create);
    if (lock < 0) {
        const int reason = errno;
        remove_folder(making);
        throw write_error(making / kLockName, reason);
    }
    if (content.created.empty())
        content.created = utc_now();
    content.results.clear();
    SessionStore store(making, lock, std::move(content));
    try {
        write_file_atomically(making / kSessionSourceName, source_png);
        store.write_list(store.content_);
    } catch (...) {
        remove_folder(making);
        throw;
    }
    const fs::path folder = root / name;
    fs::rename(making, folder, error);
    if (error) {
        remove_folder(making);
        throw write_error(folder, error.value());
    }
    store.folder_ = folder;
    sync_folder(root);
    return store;
}

SessionStore SessionStore::adopt(const fs::path& folder) {
    const int lock = take_lock(folder, LockMode::Existing);
    if (lock < 0) {
        const int reason = errno;
        const std::string found =
            reason == EWOULDBLOCK ? "the session is open in another Burnish" : std::strerror(reason);
        throw Error({.code = ErrorCode::WriteFailed, .path = folder, .subject = "session", .found = found});
    }
    SessionStore store(folder, lock, {});
    store.content_ = read_session_list(folder);
    std::vector<Error::Parts> problems;
    drop_missing_results(folder, store.content_, problems);
    return store;
}

void SessionStore::write_list(const SessionContent& content) const {
    const std::string text = session_list_text(content);
    write_file_atomically(folder_ / kSessionListName, std::as_bytes(std::span(text)));
}

void SessionStore::add_result(SessionResult result, std::span<const std::byte> png) {
    SessionContent changed = content_;
    for (std::size_t number = changed.results.size() + 1;; ++number) {
        std::array<char, 32> name{};
        std::snprintf(name.data(), name.size(), "result-%04zu.png", number);
        result.file = name.data();
        if (!fs::exists(folder_ / result.file))
            break;
    }
    write_file_atomically(folder_ / result.file, png);
    changed.results.push_back(std::move(result));
    write_list(changed);
    content_ = std::move(changed);
}

void SessionStore::mark_saved(std::uint64_t id) {
    SessionContent changed = content_;
    for (SessionResult& result : changed.results) {
        if (result.id != id || result.saved)
            continue;
        result.saved = true;
        write_list(changed);
        content_ = std::move(changed);
        return;
    }
}

void SessionStore::close_cleanly() {
    const bool all_saved =
        std::all_of(content_.results.begin(), content_.results.end(), [](const SessionResult& r) { return r.saved; });
    if (all_saved)
        remove_folder(folder_);
    unlock();
}

void SessionStore::discard() {
    remove_folder(folder_);
    unlock();
}

RecoverableSessions list_recoverable(const fs::path& root) {
    RecoverableSessions found;
    std::error_code error;
    for (fs::directory_iterator it(root, error), end; !error && it != end; it.increment(error)) {
        const fs::path folder = it->path();
        std::error_code ignored;
        if (!fs::is_directory(fs::symlink_status(folder, ignored)))
            continue;
        const int lock = take_lock(folder, LockMode::Existing);
        if (lock < 0)
            continue;  // held by a living process, or not a session of ours
        if (folder.filename().native().rfind(kNewPrefix, 0) == 0) {
            remove_abandoned(folder);
        } else {
            try {
                RecoverableSession session{folder, read_session_list(folder)};
                if (!is_regular(folder / kSessionSourceName))
                    throw damaged_session(folder / kSessionSourceName, "no file", "the session's source");
                drop_missing_results(folder, session.content, found.problems);
                if (!session.content.results.empty())
                    found.sessions.push_back(std::move(session));
            } catch (const Error& problem) {
                found.problems.push_back(problem.parts());
            }
        }
        ::close(lock);
    }
    std::sort(found.sessions.begin(), found.sessions.end(),
              [](const auto& a, const auto& b) { return a.content.created > b.content.created; });
    return found;
}

void discard_recoverable(const RecoverableSession& session) {
    const int lock = take_lock(session.folder, LockMode::Existing);
    if (lock < 0)
        return;
    remove_folder(session.folder);
    ::close(lock);
}

}  // namespace burnish

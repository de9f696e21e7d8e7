// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/session/session_store.h"

#include "core/common/file_bytes.h"

#include <nlohmann/json.hpp>

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
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <utility>

namespace burnish {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kSchema = 1;
constexpr const char* kListName = "session.json";
constexpr const char* kLockName = "lock";
constexpr const char* kSourceName = "source.png";
/// A folder in the making; renamed once it is whole, so that a listing never meets half a session.
constexpr const char* kNewPrefix = ".new-";
constexpr std::uintmax_t kMaxListBytes = 16u << 20;
/// Larger ids do not come from us, and would not survive a JSON reader that uses doubles.
constexpr std::uint64_t kMaxId = 1ull << 53;

Error write_error(const fs::path& path, int error) {
    return Error({.code = ErrorCode::WriteFailed, .path = path, .found = std::strerror(error)});
}

Error damaged(const fs::path& path, std::string found, std::string expected = "a session of Burnish") {
    return Error({.code = ErrorCode::ImageUnreadable,
                  .path = path,
                  .subject = "session",
                  .found = std::move(found),
                  .expected = std::move(expected)});
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

/// JSON strings are UTF-8; a path's bytes may be anything, so each byte above 126 or below 32, and '%', is escaped.
std::string path_to_text(const fs::path& path) {
    std::string text;
    for (const char c : path.native()) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f && byte != '%') {
            text += c;
            continue;
        }
        std::array<char, 4> escaped{};
        std::snprintf(escaped.data(), escaped.size(), "%%%02X", static_cast<unsigned>(byte));
        text += escaped.data();
    }
    return text;
}

fs::path text_to_path(const std::string& text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        if (text[i] == '%' && i + 2 < text.size() && std::sscanf(text.c_str() + i + 1, "%2x", &value) == 1) {
            bytes += static_cast<char>(value);
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return bytes.find('\0') == std::string::npos ? fs::path(bytes) : fs::path();
}

json to_json(const SessionContent& content) {
    json results = json::array();
    for (const SessionResult& result : content.results)
        results.push_back({{"id", result.id},
                           {"parent", result.parent},
                           {"file", result.file},
                           {"seconds", result.seconds},
                           {"saved", result.saved}});
    return {{"schema", kSchema},
            {"program", "burnish " BURNISH_VERSION},
            {"created", content.created},
            {"source",
             {{"name", content.source_name},
              {"path", path_to_text(content.source_path)},
              {"file_name", content.source.file_name},
              {"file_sha256", content.source.file_sha256},
              {"pixel_sha256", content.source.pixel_sha256},
              {"file", kSourceName}}},
            {"results", std::move(results)}};
}

bool is_plain_file_name(const std::string& name) {
    return !name.empty() && name.size() < 256 && name[0] != '.' && name.find('/') == std::string::npos &&
           name.find('\0') == std::string::npos;
}

SessionResult result_from_json(const json& value, const fs::path& list) {
    SessionResult result;
    result.id = value.at("id").get<std::uint64_t>();
    result.parent = value.at("parent").get<std::uint64_t>();
    result.file = value.at("file").get<std::string>();
    result.seconds = value.value("seconds", 0.0);
    result.saved = value.value("saved", false);
    const bool ids_fit = value.at("id").is_number_unsigned() && value.at("parent").is_number_unsigned() &&
                         result.id != 0 && result.id <= kMaxId && result.parent <= kMaxId;
    if (!ids_fit)
        throw damaged(list, "a result with an impossible id");
    if (!is_plain_file_name(result.file))
        throw damaged(list, "a result outside the session's folder");
    return result;
}

SessionContent content_from_json(const json& value, const fs::path& list) {
    if (!value.is_object() || !value.contains("schema"))
        throw damaged(list, "no session");
    const json& schema = value.at("schema");
    if (!schema.is_number_integer() || schema.get<int>() != kSchema)
        throw damaged(list, "a session of another version", "schema " + std::to_string(kSchema));
    const json& source = value.at("source");
    SessionContent content;
    content.created = value.value("created", std::string());
    content.source_name = source.value("name", std::string());
    content.source_path = text_to_path(source.value("path", std::string()));
    content.source.file_name = source.value("file_name", std::string());
    content.source.file_sha256 = source.value("file_sha256", std::string());
    content.source.pixel_sha256 = source.value("pixel_sha256", std::string());
    std::set<std::uint64_t> known;
    for (const json& entry : value.at("results")) {
        SessionResult result = result_from_json(entry, list);
        if (result.parent != 0 && known.count(result.parent) == 0)
            throw damaged(list, "a result whose parent is missing");
        if (!known.insert(result.id).second)
            throw damaged(list, "two results with one id");
        content.results.push_back(std::move(result));
    }
    return content;
}

SessionContent read_list(const fs::path& folder) {
    const fs::path list = folder / kListName;
    std::error_code error;
    const std::uintmax_t size = fs::file_size(list, error);
    if (error)
        throw damaged(list, error.message());
    if (size > kMaxListBytes)
        throw damaged(list, std::to_string(size) + " bytes", "at most " + std::to_string(kMaxListBytes) + " bytes");
    std::ifstream stream(list, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    try {
        return content_from_json(json::parse(text), list);
    } catch (const json::exception& exception) {
        throw damaged(list, exception.what());
    }
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
        problems.push_back(damaged(folder / result.file, "no file", "the result that the session names").parts());
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
    fs::remove(folder / kListName, error);
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
        write_file_atomically(making / kSourceName, source_png);
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
    store.content_ = read_list(folder);
    std::vector<Error::Parts> problems;
    drop_missing_results(folder, store.content_, problems);
    return store;
}

void SessionStore::write_list(const SessionContent& content) const {
    // A name that is not UTF-8 must not cost the session.
    const std::string text = to_json(content).dump(1, ' ', false, json::error_handler_t::replace) + "\n";
    write_file_atomically(folder_ / kListName, std::as_bytes(std::span(text)));
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
                RecoverableSession session{folder, read_list(folder)};
                if (!is_regular(folder / kSourceName))
                    throw damaged(folder / kSourceName, "no file", "the session's source");
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

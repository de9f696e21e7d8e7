// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_batch_ledger.h"

#include "core/common/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace burnish::cli {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

[[noreturn]] void fail(const fs::path& path) {
    throw Error({.code = ErrorCode::WriteFailed,
                 .path = path,
                 .found = fmt::format("what is done cannot be noted: {}", std::strerror(errno))});
}

}  // namespace

BatchLedger::Claim::Claim(Claim&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

BatchLedger::Claim::~Claim() {
    if (descriptor_ >= 0)
        close(descriptor_);
}

BatchLedger::Claim& BatchLedger::Claim::operator=(Claim&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

BatchLedger::BatchLedger(const fs::path& output_folder, std::optional<std::uintmax_t> began_at)
    : folder_(output_folder / ".burnish-batch"), journal_(folder_ / "journal.jsonl") {
    std::error_code problem;
    fs::create_directories(folder_, problem);
    if (problem) {
        errno = problem.value();
        fail(folder_);
    }
    const std::uintmax_t size = fs::file_size(journal_, problem);
    began_at_ = began_at.value_or(problem ? 0 : size);
}

std::optional<BatchLedger::Claim> BatchLedger::claim(const std::string& output) {
    const fs::path lock = folder_ / (output + ".lock");
    const int descriptor = open(lock.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
    if (descriptor < 0)
        fail(lock);
    Claim claim(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            fail(lock);
        return std::nullopt;
    }
    return claim;
}

bool BatchLedger::is_settled(const std::string& output, const std::string& key) {
    const std::map<std::string, Entry>& entries = read();
    const auto found = entries.find(output);
    if (found == entries.end() || found->second.key != key) {
        return false;
    }
    std::error_code ignored;
    return found->second.is_done ? fs::exists(folder_.parent_path() / output, ignored) : found->second.is_of_this_run;
}

void BatchLedger::record(const std::string& output, const Entry& entry) {
    json object{{"output", output}, {"key", entry.key}, {"done", entry.is_done}};
    if (!entry.is_done) {
        object["error"] = entry.error;
        object["status"] = entry.status;
    }
    // The break before it ends a line that a crash cut short.
    const std::string line = '\n' + object.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
    const int descriptor = open(journal_.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
    if (descriptor < 0)
        fail(journal_);
    // One write of one line: what other processes append comes before or after it.
    const bool is_written = write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    const bool is_kept = fsync(descriptor) == 0;
    close(descriptor);
    if (!is_written || !is_kept)
        fail(journal_);
}

const std::map<std::string, BatchLedger::Entry>& BatchLedger::read() {
    std::ifstream file(journal_, std::ios::binary);
    file.seekg(read_until_);
    for (std::string line; std::getline(file, line);) {
        if (file.eof())
            break;  // it is being written, or a crash cut it short
        take(line, static_cast<std::uintmax_t>(read_until_) >= began_at_);
        read_until_ += static_cast<std::streamoff>(line.size()) + 1;
    }
    return entries_;
}

void BatchLedger::take(const std::string& line, bool is_of_this_run) {
    const json object = json::parse(line, nullptr, false);
    if (!object.is_object() || !object.contains("output") || !object["output"].is_string())
        return;
    const auto text = [&object](const char* key) {
        const auto found = object.find(key);
        return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    Entry entry{.key = text("key"), .error = text("error"), .is_of_this_run = is_of_this_run};
    entry.is_done = object.contains("done") && object["done"].is_boolean() && object["done"].get<bool>();
    entry.status = object.contains("status") && object["status"].is_number_integer() ? object["status"].get<int>() : 1;
    entries_[object["output"].get<std::string>()] = entry;
}

}  // namespace burnish::cli

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <ios>
#include <map>
#include <optional>
#include <string>

namespace burnish::cli {

/// What is done in an output folder, kept in OUT/.burnish-batch: a journal of JSON lines, to which every process
/// appends, and a lock for each output that is being made. A process that is killed leaves its locks open to others,
/// because the system drops them with it, and a finished picture is in its place before the journal says so.
class BatchLedger final {
public:
    /// The right to make one output; given back when destroyed.
    class Claim final {
    public:
        explicit Claim(int descriptor) noexcept : descriptor_(descriptor) {}
        Claim(Claim&& other) noexcept;
        Claim& operator=(Claim&& other) noexcept;
        ~Claim();

    private:
        int descriptor_;
    };

    /// How an output ended.
    struct Entry {
        std::string key;
        bool is_done = false;
        std::string error;
        int status = 0;
        bool is_of_this_run = false;
    };

    /// Makes the folder. What the journal holds from `began_at` on (its size when this run began) is of this run; by
    /// default what is appended from now on. Throws Error{WriteFailed}.
    explicit BatchLedger(const std::filesystem::path& output_folder,
                         std::optional<std::uintmax_t> began_at = std::nullopt);
    /// Size of the journal when this run began.
    std::uintmax_t began_at() const noexcept { return began_at_; }

    /// Empty where another process makes this output now.
    std::optional<Claim> claim(const std::string& output);
    /// Whether nothing is left to do for `output`: it was made with this key and is still there, or a process of this
    /// run failed with it. Looks at the journal anew.
    bool is_settled(const std::string& output, const std::string& key);
    /// Appends one line. Throws Error{WriteFailed}.
    void record(const std::string& output, const Entry& entry);
    /// The last entry of every output, with what was appended since the last call.
    const std::map<std::string, Entry>& read();

private:
    void take(const std::string& line, bool is_of_this_run);

    std::filesystem::path folder_;
    std::filesystem::path journal_;
    std::uintmax_t began_at_ = 0;
    std::streamoff read_until_ = 0;
    std::map<std::string, Entry> entries_;
};

}  // namespace burnish::cli

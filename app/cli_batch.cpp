// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_batch.h"

#include "app/cli_json.h"
#include "app/cli_option_table.h"
#include "app/cli_refine.h"
#include "app/cli_report.h"
#include "app/cli_values.h"
#include "core/common/error.h"
#include "core/common/file_bytes.h"
#include "core/common/sha256.h"
#include "core/metadata/batch_plan.h"
#include "core/metadata/settings_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cinttypes>
#include <csignal>
#include <cstdlib>
#include <set>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace burnish::cli {

namespace fs = std::filesystem;

namespace {

/// Tells a process that it is a part of a batch, and how large the journal was when the batch began.
constexpr const char* kPartVariable = "BURNISH_BATCH_PART";
constexpr std::uint64_t kLongestPlan = std::uint64_t{256} << 20;
constexpr std::uint64_t kLongestPrompt = std::uint64_t{1} << 20;

std::string hex_digest(const std::string& text) {
    Sha256 digest;
    digest.update(std::as_bytes(std::span(text)));
    return digest.finish();
}

fs::path sidecar_of(const fs::path& input) {
    return fs::path(input).replace_extension(".txt");
}

/// The file itself, however it is named.
fs::path true_path(const fs::path& path) {
    std::error_code problem;
    const fs::path result = fs::weakly_canonical(path, problem);
    return problem ? path : result;
}

/// Size and time of a file as it stands.
std::string state_of(const fs::path& path) {
    struct stat file {};
    return stat(path.c_str(), &file) == 0
               ? fmt::format("{} {}.{}", file.st_size, file.st_mtim.tv_sec, file.st_mtim.tv_nsec)
               : "none";
}

/// What decides the picture: the file and its prompt as they stand, its own settings, and the options that are common
/// to all.
std::string key_of(const BatchItem& item, const CliOptions& options) {
    std::string text = fmt::format("{}\n{}\n{}\n{}\n", true_path(item.input).string(), state_of(item.input),
                                   state_of(sidecar_of(item.input)),
                                   item.settings.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    for (const auto& [option, value] : options.given) {
        const std::string_view name = long_name(*option);
        const bool is_about_the_run = name == "--jobs" || name == "--shard" || name == "--output" || name == "--json" ||
                                      name == "--quiet" || name == "--threads";
        text += is_about_the_run ? std::string() : fmt::format("{}={}\n", name, value);
    }
    return hex_digest(text);
}

void make_folder(const fs::path& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem || !fs::is_directory(folder, problem) || access(folder.c_str(), W_OK) != 0)
        throw Error({.code = ErrorCode::WriteFailed,
                     .path = folder,
                     .found = "a place where no folder can be written to",
                     .expected = "a folder for the results"});
}

/// A picture that replaces a source would be refined again by every later run, and one that replaces another result
/// would be lost: whole plans are looked at, whatever the shard.
void refuse_conflicts(const std::vector<OutputJob>& jobs) {
    std::set<fs::path> inputs;
    std::set<fs::path> outputs;
    for (const OutputJob& job : jobs)
        inputs.insert(true_path(job.input));
    for (const OutputJob& job : jobs) {
        const fs::path output = true_path(job.output);
        const bool is_source = inputs.contains(output);
        if (is_source || !outputs.insert(output).second)
            throw Error({.code = ErrorCode::InvalidArgument,
                         .path = job.output,
                         .subject = "--output",
                         .found = is_source ? "the source itself" : "two pictures for this one output",
                         .expected = is_source ? "another folder than the sources'" : "one output for each"});
    }
}

std::string trimmed(std::string text) {
    const auto is_blank = [](unsigned char c) { return c <= ' '; };
    text.erase(std::find_if_not(text.rbegin(), text.rend(), is_blank).base(), text.end());
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), is_blank));
    return text;
}

std::vector<BatchItem> items_of(const fs::path& source) {
    std::error_code ignored;
    if (fs::is_directory(source, ignored))
        return list_batch_folder(source);
    try {
        return parse_batch_plan(read_text_file(source, kLongestPlan), source, source.parent_path());
    } catch (const Error& error) {
        if (error.code() != ErrorCode::ModelNotFound && error.code() != ErrorCode::ModelCorrupt)
            throw;
        throw Error({.code = ErrorCode::ImageNotFound,
                     .path = source,
                     .found = error.parts().found,
                     .expected = "a folder of pictures, or a plan of JSON lines"});
    }
}

pid_t start_part(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{"burnish-cli"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t process = 0;
    if (posix_spawn(&process, "/proc/self/exe", nullptr, nullptr, argv.data(), environ) != 0)
        throw Error({.code = ErrorCode::Internal, .subject = "--jobs", .found = "a process that could not be started"});
    return process;
}

int status_of(int waited) {
    return WIFEXITED(waited) ? WEXITSTATUS(waited) : WIFSIGNALED(waited) && WTERMSIG(waited) == SIGKILL ? 5 : 1;
}

/// Runs the parts to their end and passes a stop on. Returns the first status that is not 0.
int run_parts(const CliOptions& options, const std::stop_token& stop) {
    setenv(kPartVariable, std::to_string(BatchLedger(options.output).began_at()).c_str(), 1);
    std::vector<pid_t> parts;
    for (int part = 0; part < options.jobs; ++part)
        parts.push_back(start_part(options.arguments));
    int status = 0;
    bool is_told = false;
    while (!parts.empty()) {
        if (stop.stop_requested() && !std::exchange(is_told, true)) {
            for (const pid_t part : parts)
                kill(part, SIGTERM);
        }
        int waited = 0;
        const auto ended = std::find_if(parts.begin(), parts.end(),
                                        [&waited](pid_t part) { return waitpid(part, &waited, WNOHANG) == part; });
        if (ended == parts.end()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            continue;
        }
        status = status == 0 ? status_of(waited) : status;
        parts.erase(ended);
    }
    return stop.stop_requested() ? kCancelledStatus : status;
}

/// What is done and what is not, in words and for `--json`.
void sum_up(const CliOptions& options, const std::vector<OutputJob>& jobs) {
    BatchLedger ledger(options.output);
    const std::map<std::string, BatchLedger::Entry>& entries = ledger.read();
    int done = 0;
    nlohmann::ordered_json failed = nlohmann::ordered_json::array();
    for (const OutputJob& job : jobs) {
        const auto found = entries.find(job.output.filename().string());
        const bool is_known = found != entries.end() && found->second.key == job.key;
        if (is_known && found->second.is_done) {
            ++done;
        } else if (is_known) {
            failed.push_back({{"output", job.output.string()}, {"error", found->second.error}});
        }
    }
    const auto open = static_cast<int>(jobs.size()) - done - static_cast<int>(failed.size());
    if (!options.quiet) {
        fmt::print(stderr, "batch: {} of {} done, {} failed{}\n", done, jobs.size(), failed.size(),
                   open > 0 ? fmt::format(", {} not made yet", open) : "");
        for (const auto& entry : failed)
            fmt::print(stderr, "  {}\n", entry["error"].get<std::string>());
    }
    if (options.json)
        print_line(
            json_line({{"summary", {{"total", jobs.size()}, {"done", done}, {"failed", failed}, {"open", open}}}}));
}

}  // namespace

std::optional<std::uintmax_t> batch_began_at() {
    const char* text = std::getenv(kPartVariable);
    return text ? std::optional<std::uintmax_t>(std::strtoumax(text, nullptr, 10)) : std::nullopt;
}

std::vector<OutputJob> plan_batch(const CliOptions& options) {
    const std::vector<BatchItem> items = items_of(options.inputs.front());
    make_folder(options.output);
    std::vector<OutputJob> all;
    for (const BatchItem& item : items)
        all.push_back(
            {.input = item.input, .output = output_in_folder(options.output, item.output), .settings = item.settings});
    refuse_conflicts(all);
    std::vector<OutputJob> jobs;
    const auto count = static_cast<std::size_t>(options.shard_count);
    for (std::size_t index = static_cast<std::size_t>(options.shard_index) - 1; index < all.size(); index += count) {
        check_output_path(all[index].output);
        all[index].key = key_of(items[index], options);
        jobs.push_back(std::move(all[index]));
    }
    return jobs;
}

RefineSettings settings_of(const OutputJob& job, const DecodedImage& source, const RefineSettings& common) {
    RefineSettings settings = common;
    const fs::path sidecar = sidecar_of(job.input);
    std::error_code ignored;
    if (fs::is_regular_file(sidecar, ignored)) {
        std::string prompt;
        try {
            prompt = trimmed(read_text_file(sidecar, kLongestPrompt));
        } catch (const Error& error) {
            throw Error(
                {.code = ErrorCode::ImageUnreadable, .path = sidecar, .found = error.parts().found, .expected = {}});
        }
        if (!is_utf8(prompt))
            throw Error({.code = ErrorCode::ImageUnreadable,
                         .path = sidecar,
                         .found = "bytes that are not UTF-8",
                         .expected = "a prompt in UTF-8"});
        settings.prompt = prompt;
    } else if (source.texts.recipe) {
        try {
            const RefineSettings made_with = Recipe::from_json(*source.texts.recipe).settings();
            settings.prompt = made_with.prompt;
            settings.negative_prompt = made_with.negative_prompt;
            settings.prompt_syntax = made_with.prompt_syntax;
        } catch (const Error&) {
            // A recipe that cannot be read is as good as none.
            settings = common;
        }
    }
    settings_from_json(job.settings, settings);
    return settings;
}

int batch(const CliOptions& options, std::stop_token stop) {
    if (batch_began_at()) {
        CliOptions part = options;
        part.quiet = true;
        if (part.compute.threads == 0)
            part.compute.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / options.jobs);
        return refine(part, std::move(stop));
    }
    const std::vector<OutputJob> jobs = plan_batch(options);
    int status = 0;
    try {
        status = options.jobs > 1 ? run_parts(options, stop) : refine(options, stop);
    } catch (const Cancelled&) {
        sum_up(options, jobs);
        throw;
    }
    sum_up(options, jobs);
    if (status == kCancelledStatus)
        throw Cancelled();
    return status;
}

}  // namespace burnish::cli

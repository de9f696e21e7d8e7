// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_outputs.h"

#include "core/codec/codec_client.h"
#include "core/common/error.h"

#include <fmt/format.h>

#include <map>
#include <unistd.h>

namespace burnish::cli {
namespace {

namespace fs = std::filesystem;

bool has_known_extension(const fs::path& path) {
    try {
        (void)image_format_for(path);
        return true;
    } catch (const Error&) {
        return false;
    }
}

void create_folder(const fs::path& folder) {
    std::error_code problem;
    if (fs::is_directory(folder, problem))
        return;
    if (fs::exists(folder, problem))
        throw Error({.code = ErrorCode::InvalidArgument,
                     .path = folder,
                     .subject = "--output",
                     .found = "a file",
                     .expected = "a folder, because there are several inputs"});
    fs::create_directories(folder, problem);
    if (problem)
        throw Error({.code = ErrorCode::WriteFailed,
                     .path = folder,
                     .found = fmt::format("a folder that cannot be created: {}", problem.message())});
}

void check_folder_of(const fs::path& file) {
    std::error_code problem;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, problem) || access(folder.c_str(), W_OK) != 0 || fs::is_directory(file, problem))
        throw Error({.code = ErrorCode::WriteFailed,
                     .path = file,
                     .found = "a place where no file can be written",
                     .expected = "a file name in an existing folder that can be written"});
}

void refuse_shared_outputs(const std::vector<OutputJob>& jobs) {
    std::map<fs::path, fs::path> input_of;
    for (const OutputJob& job : jobs) {
        const auto [earlier, is_new] = input_of.emplace(job.output, job.input);
        if (!is_new)
            throw Error({.code = ErrorCode::InvalidArgument,
                         .path = job.output,
                         .subject = "--output",
                         .found = fmt::format("two inputs for one output: '{}' and '{}'", earlier->second.string(),
                                              job.input.string()),
                         .expected = "inputs with different names"});
    }
}

}  // namespace

fs::path output_in_folder(const fs::path& folder, const fs::path& name) {
    fs::path output = folder / name;
    return has_known_extension(output) ? output : output.replace_extension(".png");
}

std::vector<OutputJob> plan_outputs(const CliOptions& options) {
    for (const fs::path& file : {options.save_latents, options.trace}) {
        if (!file.empty())
            check_folder_of(file);
    }
    if (options.inputs.empty() || options.output.empty()) {
        if (!options.output.empty())
            check_output_path(options.output);
        return {{.input = options.inputs.empty() ? fs::path() : options.inputs.front(), .output = options.output}};
    }
    const bool ends_in_slash = !options.output.has_filename();
    if (options.inputs.size() > 1 || ends_in_slash)
        create_folder(options.output);
    std::error_code ignored;
    const bool to_folder = fs::is_directory(options.output, ignored);
    std::vector<OutputJob> jobs;
    for (const fs::path& input : options.inputs)
        jobs.push_back({.input = input,
                        .output = to_folder ? output_in_folder(options.output, input.filename()) : options.output});
    refuse_shared_outputs(jobs);
    for (const OutputJob& job : jobs)
        check_output_path(job.output);
    return jobs;
}

}  // namespace burnish::cli

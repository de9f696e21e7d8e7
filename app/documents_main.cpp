// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
// burnish-documents FOLDER DATE: writes manual pages and completions, at build time; not installed.
#include "app/program_documents.h"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

void write(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.exceptions(std::ios::failbit | std::ios::badbit);
    stream << text;
    stream.close();
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 3) {
        std::fputs("usage: burnish-documents FOLDER DATE\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    for (const std::string program : {"burnish", "burnish-cli"}) {
        write(folder / "man" / (program + ".1"), burnish::manual_page(program, argv[2]));
        write(folder / "bash" / program, burnish::completion("bash", program));
        write(folder / "zsh" / ("_" + program), burnish::completion("zsh", program));
        write(folder / "fish" / (program + ".fish"), burnish::completion("fish", program));
    }
    return 0;
} catch (const std::exception& problem) {
    std::fprintf(stderr, "burnish-documents: %s\n", problem.what());
    return 1;
}

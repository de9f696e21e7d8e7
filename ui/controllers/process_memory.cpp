// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/process_memory.h"

#include <fstream>

#include <unistd.h>

namespace burnish::ui {

quint64 residentMemory() {
    std::ifstream file("/proc/self/statm");
    quint64 pages = 0;
    quint64 resident = 0;
    file >> pages >> resident;
    return resident * static_cast<quint64>(sysconf(_SC_PAGESIZE));
}

}  // namespace burnish::ui

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/machine.h"

#include <algorithm>
#include <dlfcn.h>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sched.h>
#include <sstream>
#include <string>
#include <thread>

namespace burnish {

namespace fs = std::filesystem;

namespace {

int usable_cores() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        return std::max(1, CPU_COUNT(&set));
    }
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// A `Name:  123 kB` line of /proc/meminfo in bytes; 0 if absent.
std::uint64_t meminfo_bytes(const std::string& name) {
    std::ifstream file("/proc/meminfo");
    std::string word;
    std::uint64_t kilobytes = 0;
    while (file >> word) {
        if (word == name && file >> kilobytes) {
            return kilobytes * 1024;
        }
        file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    return 0;
}

/// The number in a control group's file; the largest number for "max" and for a file that is not there.
std::uint64_t cgroup_number(const fs::path& path) {
    std::ifstream file(path);
    std::uint64_t value = 0;
    return file >> value ? value : std::numeric_limits<std::uint64_t>::max();
}

/// `inactive_file` of memory.stat: page cache that is given back before anything is killed.
std::uint64_t cgroup_cache(const fs::path& group) {
    std::ifstream file(group / "memory.stat");
    std::string key;
    std::uint64_t value = 0;
    while (file >> key >> value) {
        if (key == "inactive_file") {
            return value;
        }
    }
    return 0;
}

/// Lowers the machine's memory to what the control groups (version 2) around this process leave.
void apply_cgroup_limits(Machine& machine) {
    const fs::path root = "/sys/fs/cgroup";
    std::ifstream file("/proc/self/cgroup");
    std::string line;
    fs::path group = root;
    while (std::getline(file, line)) {
        if (line.starts_with("0::/")) {
            group = root / line.substr(4);
        }
    }
    // A container sees its own group as the root but may be told its path on the host; then only the root is there.
    while (true) {
        const std::uint64_t limit = cgroup_number(group / "memory.max");
        if (limit < machine.memory_bytes) {
            const std::uint64_t current = cgroup_number(group / "memory.current");
            const std::uint64_t used = current - std::min(current, cgroup_cache(group));
            machine.memory_bytes = limit;
            machine.free_memory_bytes = std::min(machine.free_memory_bytes, limit - std::min(limit, used));
        }
        if (group == root || !group.has_relative_path()) {
            return;
        }
        group = group.parent_path();
    }
}

bool cpu_multiplies_bf16() {
    std::ifstream file("/proc/cpuinfo");
    std::string line;
    while (std::getline(file, line)) {
        if (!line.starts_with("flags")) {
            continue;
        }
        std::istringstream flags(line);
        std::string flag;
        while (flags >> flag) {
            if (flag == "avx512_bf16" || flag == "amx_bf16") {
                return true;
            }
        }
        return false;
    }
    return false;
}

/// Asks the driver itself, so that neither the CUDA runtime nor torch is needed. No context is created.
void probe_cuda(Machine& machine) {
    using Init = int (*)(unsigned int flags);
    using DeviceGetCount = int (*)(int* count);
    using DeviceTotalMem = int (*)(std::size_t * bytes, int device);
    void* driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
    if (driver == nullptr) {
        return;
    }
    // Never closed: the driver starts threads.
    const auto init = reinterpret_cast<Init>(dlsym(driver, "cuInit"));
    const auto get_count = reinterpret_cast<DeviceGetCount>(dlsym(driver, "cuDeviceGetCount"));
    const auto total_memory = reinterpret_cast<DeviceTotalMem>(dlsym(driver, "cuDeviceTotalMem_v2"));
    int count = 0;
    if (init == nullptr || get_count == nullptr || init(0) != 0 || get_count(&count) != 0 || count < 1) {
        return;
    }
    machine.cuda_driver = true;
    machine.cuda_devices = count;
    std::size_t bytes = 0;
    if (total_memory != nullptr && total_memory(&bytes, 0) == 0) {
        machine.cuda_memory_bytes = bytes;
    }
}

}  // namespace

Machine probe_machine() {
    Machine machine;
    machine.cores = usable_cores();
    machine.memory_bytes = meminfo_bytes("MemTotal:");
    machine.free_memory_bytes = meminfo_bytes("MemAvailable:");
    apply_cgroup_limits(machine);
    machine.bf16_is_fast = cpu_multiplies_bf16();
    probe_cuda(machine);
    return machine;
}

}  // namespace burnish

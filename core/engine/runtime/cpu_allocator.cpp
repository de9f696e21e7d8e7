// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/runtime/cpu_allocator.h"

#include <c10/core/Allocator.h>
#include <c10/core/impl/alloc_cpu.h>
#include <c10/util/Exception.h>

#include <sys/mman.h>
#include <unistd.h>

#include <map>
#include <mutex>
#include <unordered_map>

namespace burnish {
namespace {

/// Blocks below this go to malloc: they come from its arenas without a system call.
constexpr std::size_t kSmallest = std::size_t{1} << 20;
/// What may be kept: the activations of a step at 512x512 in fp32 come and go within this.
constexpr std::size_t kMostKept = std::size_t{384} << 20;

std::size_t page_size() {
    static const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return size;
}

void* map_block(std::size_t size) {
    // All of it is about to be written: one call for all its pages costs less than a fault for each.
    void* block = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    return block == MAP_FAILED ? nullptr : block;
}

class BlockCache final {
public:
    void* take(std::size_t size) {
        const std::size_t wanted = (size + page_size() - 1) / page_size() * page_size();
        {
            const std::lock_guard lock(mutex_);
            const auto found = kept_.lower_bound(wanted);
            // A block up to an eighth larger will do; more would waste what the cache is bounded for.
            if (found != kept_.end() && found->first <= wanted + wanted / 8) {
                void* block = found->second;
                kept_bytes_ -= found->first;
                used_.emplace(block, found->first);
                kept_.erase(found);
                return block;
            }
        }
        void* block = map_block(wanted);
        if (block == nullptr) {
            release_kept();
            block = map_block(wanted);
        }
        if (block != nullptr) {
            const std::lock_guard lock(mutex_);
            used_.emplace(block, wanted);
        }
        return block;
    }

    /// False if the block is none of ours.
    bool give_back(void* block) noexcept {
        std::size_t size = 0;
        {
            const std::lock_guard lock(mutex_);
            const auto found = used_.find(block);
            if (found == used_.end()) {
                return false;
            }
            size = found->second;
            used_.erase(found);
            if (size <= kMostKept) {
                kept_.emplace(size, block);
                kept_bytes_ += size;
                while (kept_bytes_ > kMostKept) {
                    drop(std::prev(kept_.end()));
                }
                return true;
            }
        }
        munmap(block, size);
        return true;
    }

    void release_kept() noexcept {
        const std::lock_guard lock(mutex_);
        while (!kept_.empty()) {
            drop(kept_.begin());
        }
    }

    std::size_t kept_bytes() noexcept {
        const std::lock_guard lock(mutex_);
        return kept_bytes_;
    }

private:
    using Kept = std::multimap<std::size_t, void*>;

    void drop(Kept::iterator entry) noexcept {
        munmap(entry->second, entry->first);
        kept_bytes_ -= entry->first;
        kept_.erase(entry);
    }

    std::mutex mutex_;
    std::unordered_map<void*, std::size_t> used_;
    Kept kept_;
    std::size_t kept_bytes_ = 0;
};

/// Never destroyed: tensors in other static objects may outlive it.
BlockCache& cache() {
    static auto* const instance = new BlockCache();
    return *instance;
}

void free_block(void* block) {
    const bool may_be_ours = reinterpret_cast<std::uintptr_t>(block) % page_size() == 0;
    if (!may_be_ours || !cache().give_back(block)) {
        c10::free_cpu(block);
    }
}

class KeepingAllocator final : public c10::Allocator {
public:
    c10::DataPtr allocate(std::size_t size) override {
        void* block = size < kSmallest ? c10::alloc_cpu(size) : cache().take(size);
        TORCH_CHECK_WITH(OutOfMemoryError, block != nullptr || size == 0, "not enough memory for ", size, " bytes");
        return {block, block, &free_block, c10::Device(c10::DeviceType::CPU)};
    }
    c10::DeleterFnPtr raw_deleter() const override { return &free_block; }
    void copy_data(void* destination, const void* source, std::size_t count) const override {
        default_copy_data(destination, source, count);
    }
};

}  // namespace

void install_cpu_allocator() {
    static KeepingAllocator* const allocator = [] {
        auto* instance = new KeepingAllocator();
        c10::SetAllocator(c10::DeviceType::CPU, instance, 1);
        return instance;
    }();
    (void)allocator;
}

void release_cached_cpu_memory() noexcept {
    cache().release_kept();
}

std::uint64_t cached_cpu_memory() noexcept {
    return cache().kept_bytes();
}

}  // namespace burnish

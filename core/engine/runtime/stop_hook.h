// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/error.h"
#include "core/engine/models/module.h"

#include <stop_token>
#include <utility>

namespace burnish {

/// Ends a forward pass at the next block once a stop is asked for, by throwing Cancelled; passes on to another hook (or
/// none).
class StopHook final : public BlockHook {
public:
    explicit StopHook(std::stop_token stop, BlockHook* next = nullptr) : stop_(std::move(stop)), next_(next) {}

    void before(const Module& block) override {
        if (stop_.stop_requested()) {
            throw Cancelled();
        }
        if (next_ != nullptr) {
            next_->before(block);
        }
    }
    void after(const Module& block) noexcept override {
        if (next_ != nullptr) {
            next_->after(block);
        }
    }

private:
    std::stop_token stop_;
    BlockHook* next_;
};

/// Sets a hook on a module tree for the length of a scope.
class HookedModule final {
public:
    HookedModule(Module& module, BlockHook& hook) : module_(module) { module_.set_block_hook(&hook); }
    ~HookedModule() { module_.set_block_hook(nullptr); }
    HookedModule(const HookedModule&) = delete;
    HookedModule& operator=(const HookedModule&) = delete;

private:
    Module& module_;
};

}  // namespace burnish

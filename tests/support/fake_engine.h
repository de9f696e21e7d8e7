// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace burnish::test {

/// What a FakeEngine throws where it is told to.
enum class Failure { None, OurError, OutOfMemory, BadAlloc, StandardException, ForeignObject, Cancelled };

/// What a FakeEngine does; shared with the test, which may change it between jobs.
struct FakeScript {
    std::chrono::milliseconds stepDelay{1};
    bool busy = false;  ///< works through the delay instead of sleeping
    bool previews = true;
    int reportsPerStep = 1;
    Failure failure = Failure::None;
    Stage failAt = Stage::Denoise;  ///< a failure at `OpenEngine` happens in the factory
    std::chrono::milliseconds openDelay{0};
};

/// What happened, as the engine saw it. Written by the worker thread, read by the test.
struct FakeRecord {
    std::atomic<int> opened{0};
    std::atomic<int> destroyed{0};
    std::atomic<int> jobs{0};
    std::atomic<int> releases{0};
    std::atomic<bool> wrongThread{false};  ///< created, used or destroyed on different threads, or on the GUI's
    std::atomic<long long> stopSeenNanoseconds{0};
};

/// An engine without weights: walks through every stage, reports as the real one does, and returns the inverted
/// picture. Checks that one thread other than the GUI's opens, uses and destroys it.
class FakeEngine final : public Engine {
public:
    FakeEngine(std::shared_ptr<const FakeScript> script, std::shared_ptr<FakeRecord> record);
    ~FakeEngine() override;

    RefineResult refine(const RefineRequest& request, const ProgressCallback& progress, std::stop_token stop) override;
    void release_models() override;
    std::string library_versions() const override;

private:
    void checkThread() const;
    void stage(Stage stage, const ProgressCallback& progress) const;
    void denoise(const RefineRequest& request, int steps, const ProgressCallback& progress,
                 const std::stop_token& stop) const;

    std::shared_ptr<const FakeScript> m_script;
    std::shared_ptr<FakeRecord> m_record;
    std::thread::id m_thread;
};

/// A factory for `JobEnvironment::openEngine`.
std::function<std::unique_ptr<Engine>()> fakeEngineFactory(std::shared_ptr<const FakeScript> script,
                                                           std::shared_ptr<FakeRecord> record);

}  // namespace burnish::test

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_engine.h"

#include "core/api/step_count.h"
#include "core/common/error.h"

#include <QCoreApplication>
#include <QThread>

#include <new>
#include <stdexcept>

namespace burnish::test {

namespace {

/// Deliberately not an exception type.
struct Foreign {};

void throwFailure(Failure failure) {
    switch (failure) {
    case Failure::None:
        return;
    case Failure::OurError:
        throw Error({.code = ErrorCode::ModelCorrupt,
                     .path = "/models/fake",
                     .subject = "unet",
                     .found = "a scripted failure"});
    case Failure::OutOfMemory:
        throw Error({.code = ErrorCode::OutOfMemory, .subject = "vae", .found = "a scripted shortage"});
    case Failure::BadAlloc:
        throw std::bad_alloc();
    case Failure::StandardException:
        throw std::runtime_error("a scripted exception");
    case Failure::ForeignObject:
        throw Foreign{};
    case Failure::Cancelled:
        throw Cancelled();
    }
}

std::shared_ptr<const Image> inverted(const Image& source) {
    auto result = std::make_shared<Image>(source);
    for (std::byte& value : result->bytes())
        value = ~value;
    return result;
}

std::shared_ptr<const Image> previewOf(int step) {
    auto preview = std::make_shared<Image>(64, 64, 3, PixelType::U8);
    for (std::byte& value : preview->bytes())
        value = static_cast<std::byte>(step);
    return preview;
}

}  // namespace

FakeEngine::FakeEngine(std::shared_ptr<const FakeScript> script, std::shared_ptr<FakeRecord> record)
    : m_script(std::move(script)), m_record(std::move(record)), m_thread(std::this_thread::get_id()) {
    checkThread();
    ++m_record->opened;
}

FakeEngine::~FakeEngine() {
    checkThread();
    ++m_record->destroyed;
}

void FakeEngine::checkThread() const {
    const auto* application = QCoreApplication::instance();
    const bool onGui = application != nullptr && QThread::currentThread() == application->thread();
    if (onGui || std::this_thread::get_id() != m_thread)
        m_record->wrongThread = true;
}

void FakeEngine::stage(Stage stage, const ProgressCallback& progress) const {
    progress({.stage = stage});
    if (m_script->failAt == stage)
        throwFailure(m_script->failure);
}

void FakeEngine::denoise(const RefineRequest& request, int steps, const ProgressCallback& progress,
                         const std::stop_token& stop) const {
    using Clock = std::chrono::steady_clock;
    for (int step = 1; step <= steps; ++step) {
        const auto end = Clock::now() + m_script->stepDelay;
        while (Clock::now() < end) {
            if (stop.stop_requested()) {
                m_record->stopSeenNanoseconds = Clock::now().time_since_epoch().count();
                throw Cancelled();
            }
            if (!m_script->busy)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        if (m_script->failAt == Stage::Denoise && step == (steps + 1) / 2)
            throwFailure(m_script->failure);
        for (int report = 0; report < m_script->reportsPerStep; ++report)
            progress({.stage = Stage::Denoise,
                      .step = step,
                      .total = steps,
                      .seconds_left = 0.1 * (steps - step),
                      .preview = request.preview && m_script->previews ? previewOf(step) : nullptr});
    }
}

RefineResult FakeEngine::refine(const RefineRequest& request, const ProgressCallback& progress, std::stop_token stop) {
    checkThread();
    ++m_record->jobs;
    for (const Stage next :
         {Stage::LoadTextEncoder, Stage::EncodeText, Stage::LoadVae, Stage::EncodeImage, Stage::LoadUnet})
        stage(next, progress);
    const int steps = steps_that_run(request.settings);
    denoise(request, steps, progress, stop);
    stage(Stage::Decode, progress);
    RefineResult result;
    if (const auto& size = request.settings.generate)
        result.image = std::make_shared<Image>(size->width, size->height, 3, PixelType::U8);
    else
        result.image = inverted(*request.source);
    result.settings = request.settings;
    result.compute.threads = 2;
    result.steps_run = steps;
    result.step_seconds.assign(static_cast<std::size_t>(steps), 0.001);
    return result;
}

void FakeEngine::release_models() {
    checkThread();
    ++m_record->releases;
}

std::string FakeEngine::library_versions() const {
    return "fake engine 1";
}

std::function<std::unique_ptr<Engine>()> fakeEngineFactory(std::shared_ptr<const FakeScript> script,
                                                           std::shared_ptr<FakeRecord> record) {
    return [script = std::move(script), record = std::move(record)]() -> std::unique_ptr<Engine> {
        std::this_thread::sleep_for(script->openDelay);
        if (script->failAt == Stage::OpenEngine)
            throwFailure(script->failure);
        return std::make_unique<FakeEngine>(script, record);
    };
}

}  // namespace burnish::test

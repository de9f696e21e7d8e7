// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/checkpoint_info.h"
#include "core/api/machine.h"
#include "core/common/error.h"

#include <QTest>

using namespace burnish;

namespace {

constexpr std::uint64_t kGigabyte = 1'000'000'000;

/// The official refiner's counts (spec.md §1.7).
CheckpointInfo refiner(const char* dtype) {
    CheckpointInfo info;
    info.family = ModelFamily::SdxlRefiner;
    info.dtype = dtype;
    info.components = {{.name = "unet", .dtype = dtype, .parameters = 2'259'526'660},
                       {.name = "vae", .dtype = dtype, .parameters = 83'653'863},
                       {.name = "text_encoder_2", .dtype = dtype, .parameters = 694'659'840}};
    info.parameters = 2'259'526'660 + 83'653'863 + 694'659'840;
    return info;
}

CheckpointInfo pocket() {
    CheckpointInfo info;
    info.dtype = "fp16";
    info.unet_channels = 16;
    info.vae_channels = 16;
    info.components = {{.name = "unet", .dtype = "fp16", .parameters = 1'000'000}};
    info.parameters = 1'000'000;
    return info;
}

Machine plainMachine() {
    return {.cores = 6, .memory_bytes = 32 * kGigabyte, .free_memory_bytes = 28 * kGigabyte};
}

Machine withGpu(std::uint64_t memory) {
    Machine machine = plainMachine();
    machine.cuda_driver = true;
    machine.cuda_devices = 2;
    machine.cuda_memory_bytes = memory;
    return machine;
}

ErrorCode codeOf(const ComputeSettings& asked, const Machine& machine) {
    try {
        plan_compute(asked, refiner("fp16"), 1024, 1024, machine);
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::Internal;
}

}  // namespace

class TestComputePlan final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void autoFollowsTheProcessor() {
        Machine machine = plainMachine();
        QCOMPARE(plan_compute({}, refiner("fp16"), 1024, 1024, machine).compute.dtype, std::string("fp32"));
        machine.bf16_is_fast = true;
        QCOMPARE(plan_compute({}, refiner("fp16"), 1024, 1024, machine).compute.dtype, std::string("bf16"));
        QCOMPARE(plan_compute({}, refiner("fp32"), 1024, 1024, machine).compute.dtype, std::string("fp32"));
        QCOMPARE(plan_compute({}, pocket(), 1024, 1024, machine).compute.dtype, std::string("fp32"));
        QCOMPARE(plan_compute({.dtype = ComputeDtype::Bf16}, pocket(), 64, 64, machine).compute.dtype,
                 std::string("bf16"));
    }

    void autoDropsIdleWeightsOfALargeModel() {
        const ComputePlan large = plan_compute({}, refiner("fp16"), 512, 512, plainMachine());
        QCOMPARE(large.compute.device, std::string("cpu"));
        QCOMPARE(large.compute.offload, std::string("model"));
        QCOMPARE(large.compute.threads, 6);
        QCOMPARE(plan_compute({}, pocket(), 512, 512, plainMachine()).compute.offload, std::string("none"));
        QCOMPARE(plan_compute({.threads = 3}, pocket(), 512, 512, plainMachine()).compute.threads, 3);
    }

    void tilesBoundTheMemory() {
        const auto peak = [](int width, int height, int tile) {
            const ComputePlan plan = plan_compute({}, refiner("fp16"), width, height, plainMachine(), tile);
            return plan.peak_memory_bytes;
        };
        QCOMPARE(plan_compute({}, refiner("fp16"), 4096, 4096, plainMachine(), 1024).compute.tile, 1024);
        QCOMPARE(peak(4096, 4096, 1024), peak(8192, 8192, 1024));
        QVERIFY(peak(4096, 4096, 1024) < peak(4096, 4096, 0));
    }

    void predictsThePeak() {
        const ComputePlan model = plan_compute({.offload = Offload::Model}, refiner("fp32"), 512, 512, plainMachine());
        const ComputePlan none = plan_compute({.offload = Offload::None}, refiner("fp32"), 512, 512, plainMachine());
        // One component at a time: the unet's 9.04 GB and a little; all of them: 12.15 GB and a little.
        QVERIFY(model.peak_memory_bytes > 9 * kGigabyte && model.peak_memory_bytes < 11 * kGigabyte);
        QVERIFY(none.peak_memory_bytes > 12 * kGigabyte && none.peak_memory_bytes < 14 * kGigabyte);
        const ComputePlan larger =
            plan_compute({.offload = Offload::Model}, refiner("fp32"), 2048, 2048, plainMachine());
        QVERIFY(larger.peak_memory_bytes > model.peak_memory_bytes);
    }

    void autoTakesTheGpuAndWhatFitsOnIt() {
        const ComputePlan big = plan_compute({}, refiner("fp32"), 1024, 1024, withGpu(24 * kGigabyte));
        QCOMPARE(big.compute.device, std::string("cuda:0"));
        QCOMPARE(big.compute.dtype, std::string("fp16"));
        QCOMPARE(big.compute.offload, std::string("none"));
        QCOMPARE(plan_compute({}, refiner("fp32"), 1024, 1024, withGpu(8 * kGigabyte)).compute.offload,
                 std::string("model"));
        QCOMPARE(plan_compute({}, refiner("fp32"), 1024, 1024, withGpu(0)).compute.offload, std::string("model"));
        QCOMPARE(plan_compute({.device = {.kind = DeviceKind::Cpu}}, refiner("fp32"), 64, 64, withGpu(kGigabyte))
                     .compute.device,
                 std::string("cpu"));
        QCOMPARE(plan_compute({.device = {.kind = DeviceKind::Cuda, .index = 1}}, refiner("fp32"), 64, 64,
                              withGpu(kGigabyte))
                     .compute.device,
                 std::string("cuda:1"));
    }

    void refusesWhatCannotBe() {
        QCOMPARE(codeOf({.device = {.kind = DeviceKind::Cuda}}, plainMachine()), ErrorCode::DeviceUnavailable);
        QCOMPARE(codeOf({.device = {.kind = DeviceKind::Cuda, .index = 2}}, withGpu(kGigabyte)),
                 ErrorCode::DeviceUnavailable);
        QCOMPARE(codeOf({.dtype = ComputeDtype::Fp16}, plainMachine()), ErrorCode::InvalidArgument);
        QCOMPARE(codeOf({.device = {.kind = DeviceKind::Cpu}, .dtype = ComputeDtype::Fp16}, withGpu(kGigabyte)),
                 ErrorCode::InvalidArgument);
        QCOMPARE(codeOf({.offload = Offload::Stream}, plainMachine()), ErrorCode::InvalidArgument);
    }

    void probesThisMachine() {
        const Machine machine = probe_machine();
        QVERIFY(machine.cores >= 1);
        QVERIFY(machine.memory_bytes > 0);
        QVERIFY(machine.free_memory_bytes > 0 && machine.free_memory_bytes <= machine.memory_bytes);
        QCOMPARE(machine.cuda_driver, machine.cuda_devices > 0);
    }
};

QTEST_GUILESS_MAIN(TestComputePlan)
#include "tst_compute_plan.moc"

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/make_scheduler.h"

#include "core/engine/schedulers/ddim.h"
#include "core/engine/schedulers/dpmsolver_multistep.h"
#include "core/engine/schedulers/euler_ancestral_discrete.h"
#include "core/engine/schedulers/euler_discrete.h"
#include "core/engine/schedulers/heun_discrete.h"
#include "core/engine/schedulers/lcm.h"
#include "core/engine/schedulers/unipc_multistep.h"

namespace burnish {

std::unique_ptr<Scheduler> make_scheduler(Sampler sampler, NoiseScheduleConfig config, double eta) {
    using Algorithm = DPMSolverMultistepScheduler::Algorithm;
    if (sampler == Sampler::DpmPp2MKarras || sampler == Sampler::DpmPp2MSdeKarras) {
        config.use_karras_sigmas = true;
    }
    switch (sampler) {
    case Sampler::EulerA:
        return std::make_unique<EulerAncestralDiscreteScheduler>(config);
    case Sampler::DpmPp2M:
    case Sampler::DpmPp2MKarras:
        return std::make_unique<DPMSolverMultistepScheduler>(config, Algorithm::Ode);
    case Sampler::DpmPp2MSde:
    case Sampler::DpmPp2MSdeKarras:
        return std::make_unique<DPMSolverMultistepScheduler>(config, Algorithm::Sde);
    case Sampler::Ddim:
        return std::make_unique<DDIMScheduler>(config, eta);
    case Sampler::UniPc:
        return std::make_unique<UniPCMultistepScheduler>(config);
    case Sampler::Heun:
        return std::make_unique<HeunDiscreteScheduler>(config);
    case Sampler::Lcm:
        return std::make_unique<LCMScheduler>(config);
    case Sampler::Euler:
        break;
    }
    return std::make_unique<EulerDiscreteScheduler>(config);
}

}  // namespace burnish

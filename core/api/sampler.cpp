// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/sampler.h"

#include <array>

namespace burnish {

namespace {

struct SamplerNames {
    Sampler sampler;
    std::string_view id;
    std::string_view display_name;  ///< A1111's, without the schedule, which stands in a field of its own
};

constexpr std::array<SamplerNames, 9> kSamplers = {{
    {Sampler::Euler, "euler", "Euler"},
    {Sampler::EulerA, "euler_a", "Euler a"},
    {Sampler::DpmPp2M, "dpmpp_2m", "DPM++ 2M"},
    {Sampler::DpmPp2MKarras, "dpmpp_2m_karras", "DPM++ 2M"},
    {Sampler::DpmPp2MSde, "dpmpp_2m_sde", "DPM++ 2M SDE"},
    {Sampler::Ddim, "ddim", "DDIM"},
    {Sampler::UniPc, "unipc", "UniPC"},
    {Sampler::Heun, "heun", "Heun"},
    {Sampler::Lcm, "lcm", "LCM"},
}};

const SamplerNames& names_of(Sampler sampler) noexcept {
    for (const SamplerNames& entry : kSamplers) {
        if (entry.sampler == sampler) {
            return entry;
        }
    }
    return kSamplers.front();
}

}  // namespace

std::string_view sampler_id(Sampler sampler) noexcept {
    return names_of(sampler).id;
}

std::string_view sampler_display_name(Sampler sampler) noexcept {
    return names_of(sampler).display_name;
}

std::optional<Sampler> sampler_from_id(std::string_view id) noexcept {
    for (const SamplerNames& entry : kSamplers) {
        if (entry.id == id) {
            return entry.sampler;
        }
    }
    return std::nullopt;
}

bool sampler_is_available(Sampler sampler) noexcept {
    return sampler == Sampler::Euler;
}

}  // namespace burnish

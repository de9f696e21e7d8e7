// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/sampler.h"

#include <array>

namespace burnish {

namespace {

struct SamplerNames {
    Sampler sampler;
    std::string_view id;
    std::string_view display_name;
    std::string_view schedule_name;
    bool has_memory;
};

constexpr std::array<SamplerNames, 10> kSamplers = {{
    {Sampler::Euler, "euler", "Euler", "", false},
    {Sampler::EulerA, "euler_a", "Euler a", "", true},
    {Sampler::DpmPp2M, "dpmpp_2m", "DPM++ 2M", "", true},
    {Sampler::DpmPp2MKarras, "dpmpp_2m_karras", "DPM++ 2M", "Karras", true},
    {Sampler::DpmPp2MSde, "dpmpp_2m_sde", "DPM++ 2M SDE", "", true},
    {Sampler::DpmPp2MSdeKarras, "dpmpp_2m_sde_karras", "DPM++ 2M SDE", "Karras", true},
    {Sampler::Ddim, "ddim", "DDIM", "", false},
    {Sampler::UniPc, "unipc", "UniPC", "", true},
    {Sampler::Heun, "heun", "Heun", "", false},
    {Sampler::Lcm, "lcm", "LCM", "", true},
}};

const SamplerNames& names_of(Sampler sampler) noexcept {
    for (const SamplerNames& entry : kSamplers) {
        if (entry.sampler == sampler) {
            return entry;
        }
    }
    return kSamplers.front();
}

constexpr auto kAll = [] {
    std::array<Sampler, kSamplers.size()> all{};
    for (std::size_t index = 0; index < all.size(); ++index) {
        all[index] = kSamplers[index].sampler;
    }
    return all;
}();

}  // namespace

std::span<const Sampler> all_samplers() noexcept {
    return kAll;
}

std::string_view sampler_id(Sampler sampler) noexcept {
    return names_of(sampler).id;
}

std::string_view sampler_display_name(Sampler sampler) noexcept {
    return names_of(sampler).display_name;
}

std::string_view sampler_schedule_name(Sampler sampler) noexcept {
    return names_of(sampler).schedule_name;
}

std::optional<Sampler> sampler_from_id(std::string_view id) noexcept {
    for (const SamplerNames& entry : kSamplers) {
        if (entry.id == id) {
            return entry.sampler;
        }
    }
    return std::nullopt;
}

bool sampler_has_memory(Sampler sampler) noexcept {
    return names_of(sampler).has_memory;
}

}  // namespace burnish

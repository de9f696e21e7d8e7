// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace burnish {

/// Samplers of the command line's table; those that work are listed by `sampler_is_available`.
enum class Sampler { Euler, EulerA, DpmPp2M, DpmPp2MKarras, DpmPp2MSde, Ddim, UniPc, Heun, Lcm };

/// The command line's name (`euler`, `dpmpp_2m_karras`, ...).
std::string_view sampler_id(Sampler sampler) noexcept;
/// The display name that A1111 writes into `parameters` ("Euler", "DPM++ 2M").
std::string_view sampler_display_name(Sampler sampler) noexcept;
std::optional<Sampler> sampler_from_id(std::string_view id) noexcept;
bool sampler_is_available(Sampler sampler) noexcept;

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace burnish {

/// How the steps are taken. Euler is the model's own scheduler_config.json; the others take what they share from it.
enum class Sampler { Euler, EulerA, DpmPp2M, DpmPp2MKarras, DpmPp2MSde, DpmPp2MSdeKarras, Ddim, UniPc, Heun, Lcm };

/// All of them, in the order in which they are offered.
std::span<const Sampler> all_samplers() noexcept;

/// The command line's name (`euler`, `dpmpp_2m_karras`, ...).
std::string_view sampler_id(Sampler sampler) noexcept;
/// The display name that A1111 writes into `parameters` ("Euler", "DPM++ 2M").
std::string_view sampler_display_name(Sampler sampler) noexcept;
/// The schedule that A1111 names beside it ("Karras"); empty: the model's own.
std::string_view sampler_schedule_name(Sampler sampler) noexcept;
std::optional<Sampler> sampler_from_id(std::string_view id) noexcept;
/// Whether it draws noise at each step (DDIM: with eta above 0), or remembers earlier steps: what a hand-off to another
/// model loses.
bool sampler_has_memory(Sampler sampler) noexcept;

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace burnish::training {

/// One step of SplitMix64: mixes a number so that neighbouring seeds give unrelated streams.
constexpr std::uint64_t mix_bits(std::uint64_t value) noexcept {
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

/// xoshiro256++ (Blackman and Vigna 2019) with draws whose values are specified here and not by a standard library.
class Random final {
public:
    explicit Random(std::uint64_t seed) noexcept {
        for (std::uint64_t& word : state_) {
            word = mix_bits(seed);
            seed += 0x9E3779B97F4A7C15ULL;
        }
    }

    std::uint64_t bits() noexcept {
        const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

    /// In [0, 1), in steps of 2^-24.
    float uniform() noexcept { return static_cast<float>(bits() >> 40) * 0x1p-24F; }
    float uniform(float low, float high) noexcept { return low + (high - low) * uniform(); }
    float log_uniform(float low, float high) noexcept { return low * std::exp(uniform() * std::log(high / low)); }
    bool chance(float probability) noexcept { return uniform() < probability; }

    /// In [0, count).
    int integer(int count) noexcept {
        return static_cast<int>(((bits() >> 32) * static_cast<std::uint64_t>(count)) >> 32);
    }
    /// In [low, high].
    int integer(int low, int high) noexcept { return low + integer(high - low + 1); }

    /// Mean 0, deviation 1: the sum of eight 16-bit numbers, a bell within 4.9 deviations, the same on every machine.
    float normal() noexcept {
        constexpr std::uint64_t kLow = 0x0000FFFF0000FFFFULL;
        const std::uint64_t first = bits();
        const std::uint64_t second = bits();
        const std::uint64_t pairs = (first & kLow) + ((first >> 16) & kLow) + (second & kLow) + ((second >> 16) & kLow);
        const auto sum = static_cast<float>((pairs & 0xFFFFFFFFU) + (pairs >> 32));
        return (sum - 4.0F * 65535.0F) * (1.2247449F / 65536.0F);
    }

    template <class T>
    const T& pick(std::span<const T> values) noexcept {
        return values[static_cast<std::size_t>(integer(static_cast<int>(values.size())))];
    }

private:
    std::uint64_t state_[4] = {};
};

}  // namespace burnish::training

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/attribute.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace burnish::training {

/// The caption of a picture with those attributes: a synonym for each, in any order, with commas, at times between
/// words that say nothing about a picture's look. Words of quality ("clean") only where nothing makes it worse.
/// Lower-case ASCII. The same arguments make the same caption; any thread.
std::string caption(std::span<const Attribute> attributes, std::uint64_t seed);

/// Words that say nothing about the picture, and none besides.
std::string idle_caption(std::uint64_t seed);

/// Every word that captions can contain, once each, sorted; except the invented ones, see `is_invented`.
std::vector<std::string> caption_vocabulary();

/// Whether a word may have been invented by `caption`: up to four times a consonant and a vowel, a consonant at the
/// end or not. They are many, and none of them is worth an entry in a tokenizer's table.
bool is_invented(std::string_view word) noexcept;

}  // namespace burnish::training

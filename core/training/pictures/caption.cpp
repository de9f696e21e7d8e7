// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/caption.h"

#include "core/training/pictures/random.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

namespace burnish::training {
namespace {

using Phrases = std::array<std::string_view, 5>;  // the unused ones are empty

constexpr std::array<Phrases, kAttributes.size()> kSynonyms = {{
    {"noisy", "grainy", "film grain", "noise", "grain"},
    {"blurry", "soft", "out of focus", "blurred", "unsharp"},
    {"jpeg artifacts", "compressed", "blocky", "compression artifacts"},
    {"low resolution", "pixelated", "low res", "upscaled"},
    {"warm", "warm light", "warm colors", "golden light"},
    {"cool", "cold", "cool colors", "bluish"},
    {"sepia", "sepia tone", "old photo"},
    {"black and white", "monochrome", "grayscale", "black white"},
    {"vivid", "saturated", "colorful", "vibrant"},
    {"muted", "desaturated", "faded", "pale colors"},
    {"high contrast", "contrasty", "strong contrast"},
    {"low contrast", "flat", "hazy", "weak contrast"},
    {"bright", "overexposed", "light", "high key"},
    {"dark", "underexposed", "dim", "low key"},
    {"sharp", "crisp", "detailed", "fine detail", "in focus"},
    {"oil painting", "painting", "oil on canvas", "brush strokes"},
    {"watercolor", "watercolour", "aquarelle", "watercolor painting"},
    {"pencil drawing", "sketch", "pencil", "drawing", "pencil sketch"},
}};

constexpr std::array<std::string_view, 3> kQuality = {"clean", "high quality", "clear"};

constexpr std::array<std::string_view, 72> kMeaningless = {
    "portrait",  "landscape", "cat",       "dog",        "woman",  "man",      "child",   "face",     "house",
    "tree",      "forest",    "mountain",  "river",      "sea",    "beach",    "sky",     "cloud",    "street",
    "city",      "car",       "bicycle",   "motorcycle", "train",  "boat",     "bridge",  "temple",   "church",
    "castle",    "tower",     "window",    "door",       "table",  "chair",    "cup",     "coffee",   "spoon",
    "bread",     "fruit",     "apple",     "flower",     "rose",   "garden",   "grass",   "leaf",     "bird",
    "horse",     "fish",      "butterfly", "hair",       "eye",    "hand",     "dress",   "hat",      "suit",
    "astronaut", "rocket",    "moon",      "star",       "book",   "letter",   "wood",    "stone",    "metal",
    "glass",     "paper",     "summer",    "winter",     "studio", "outdoors", "smiling", "standing", "beautiful",
};
constexpr std::array<std::string_view, 7> kJoints = {"a", "the", "of", "with", "in", "on", "and"};

constexpr std::string_view kConsonants = "bcdfghjklmnpqrstvwxz";
constexpr std::string_view kVowels = "aeiouy";

std::string invented(Random& random) {
    std::string word;
    const int syllables = random.integer(1, 4);
    for (int i = 0; i < syllables; ++i) {
        word += kConsonants[static_cast<std::size_t>(random.integer(static_cast<int>(kConsonants.size())))];
        word += kVowels[static_cast<std::size_t>(random.integer(static_cast<int>(kVowels.size())))];
    }
    if (random.chance(0.5F)) {
        word += kConsonants[static_cast<std::size_t>(random.integer(static_cast<int>(kConsonants.size())))];
    }
    return word;
}

std::string meaningless(Random& random) {
    if (random.chance(0.35F)) {
        return invented(random);
    }
    std::string phrase;
    if (random.chance(0.4F)) {
        phrase += random.pick(std::span<const std::string_view>(kJoints));
        phrase += ' ';
    }
    phrase += random.pick(std::span<const std::string_view>(kMeaningless));
    if (random.chance(0.2F)) {
        phrase += ' ';
        phrase += random.pick(std::span<const std::string_view>(kJoints));
        phrase += ' ';
        phrase += random.pick(std::span<const std::string_view>(kMeaningless));
    }
    return phrase;
}

std::string_view synonym(Attribute attribute, Random& random) {
    const Phrases& phrases = kSynonyms[static_cast<std::size_t>(attribute)];
    if (random.chance(0.4F)) {
        return phrases[0];
    }
    const auto count = std::count_if(phrases.begin(), phrases.end(), [](std::string_view p) { return !p.empty(); });
    return phrases[static_cast<std::size_t>(random.integer(static_cast<int>(count)))];
}

void add_quality(std::vector<std::string>& parts, bool photograph, Random& random) {
    const int count = random.integer(3);
    for (int i = 0; i < count; ++i) {
        const std::string_view word = random.pick(std::span<const std::string_view>(kQuality));
        if (std::find(parts.begin(), parts.end(), word) == parts.end()) {
            parts.emplace_back(word);
        }
    }
    if (photograph && random.chance(0.4F)) {
        parts.emplace_back(random.chance(0.5F) ? "photo" : "photograph");
    }
}

}  // namespace

std::string caption(std::span<const Attribute> attributes, std::uint64_t seed) {
    Random random(seed);
    std::vector<std::string> parts;
    for (const Attribute attribute : attributes) {
        parts.emplace_back(synonym(attribute, random));
    }
    if (std::none_of(attributes.begin(), attributes.end(), is_degradation)) {
        add_quality(parts, std::none_of(attributes.begin(), attributes.end(), is_artwork), random);
    }
    if (random.chance(0.4F)) {
        const int count = random.integer(1, 3);
        for (int i = 0; i < count; ++i) {
            parts.push_back(meaningless(random));
        }
    }
    std::string text;
    for (std::size_t left = parts.size(); left > 0; --left) {
        std::swap(parts[left - 1], parts[static_cast<std::size_t>(random.integer(static_cast<int>(left)))]);
        if (!text.empty()) {
            text += ", ";
        }
        text += parts[left - 1];
    }
    return text;
}

std::string idle_caption(std::uint64_t seed) {
    Random random(seed);
    std::string text = random.chance(0.3F) ? invented(random) : meaningless(random);
    for (int more = random.integer(3); more > 0; --more) {
        text += random.chance(0.5F) ? ", " : " ";
        text += meaningless(random);
    }
    return text;
}

std::vector<std::string> caption_vocabulary() {
    std::set<std::string> words = {"photo", "photograph"};
    const auto add = [&](std::string_view phrase) {
        std::istringstream stream{std::string(phrase)};
        for (std::string word; stream >> word;) {
            words.insert(word);
        }
    };
    for (const Phrases& phrases : kSynonyms) {
        std::for_each(phrases.begin(), phrases.end(), add);
    }
    std::for_each(kQuality.begin(), kQuality.end(), add);
    std::for_each(kMeaningless.begin(), kMeaningless.end(), add);
    std::for_each(kJoints.begin(), kJoints.end(), add);
    return {words.begin(), words.end()};
}

bool is_invented(std::string_view word) noexcept {
    const auto is_in = [](std::string_view letters, char c) { return letters.find(c) != std::string_view::npos; };
    if (word.size() < 2 || word.size() > 9) {
        return false;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (!is_in(i % 2 == 0 ? kConsonants : kVowels, word[i])) {
            return false;
        }
    }
    return true;
}

}  // namespace burnish::training

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/examples.h"

#include "core/training/pictures/attribute.h"
#include "core/training/pictures/caption.h"
#include "core/training/pictures/scene.h"

#include <vector>

namespace burnish::training {
namespace {

/// Independent choices from one seed (splitmix64, https://doi.org/10.1145/2714064.2660195).
class Choices final {
public:
    explicit Choices(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t value = (state_ += 0x9E3779B97F4A7C15U);
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
        return value ^ (value >> 31);
    }
    /// In [low, high).
    float between(float low, float high) { return low + (high - low) * static_cast<float>(next() >> 40) * 0x1p-24F; }
    bool happens(float probability) { return between(0.0F, 1.0F) < probability; }
    Attribute one_of(const std::vector<Attribute>& attributes) { return attributes[next() % attributes.size()]; }

private:
    std::uint64_t state_;
};

std::vector<Attribute> attributes_where(bool degrades) {
    std::vector<Attribute> result;
    for (const Attribute attribute : kAttributes) {
        if (is_degradation(attribute) == degrades) {
            result.push_back(attribute);
        }
    }
    return result;
}

const std::vector<Attribute>& degradations() {
    static const std::vector<Attribute> all = attributes_where(true);
    return all;
}

const std::vector<Attribute>& styles() {
    static const std::vector<Attribute> all = attributes_where(false);
    return all;
}

constexpr float kLowStrength = 0.15F;

float good_score(Choices& choices) {
    return choices.between(5.5F, 8.0F);
}

float poor_score(Choices& choices) {
    return choices.between(1.5F, 3.5F);
}

/// One degradation, at times a second one on top.
Picture degrade(const Picture& picture, Choices& choices, std::vector<Attribute>& applied) {
    Attribute attribute = choices.one_of(degradations());
    // Blur comes before noise, as in a camera.
    if (choices.happens(0.25F)) {
        applied = {Attribute::blurry, Attribute::noisy};
        const Picture blurred = apply(picture, Attribute::blurry, choices.between(kLowStrength, 1.0F), choices.next());
        return apply(blurred, Attribute::noisy, choices.between(0.0F, 0.5F), choices.next());
    }
    // Noise and compression are what most pictures suffer from.
    if (choices.happens(0.5F)) {
        attribute = choices.happens(0.6F) ? Attribute::noisy : Attribute::jpeg_artifacts;
    }
    applied = {attribute};
    return apply(picture, attribute, choices.between(kLowStrength, 1.0F), choices.next());
}

void describe(Example& example, Choices& choices) {
    example.lesson = Lesson::Describe;
    std::vector<Attribute> applied;
    example.score = good_score(choices);
    const float kind = choices.between(0.0F, 1.0F);
    if (kind < 0.35F) {
        applied = {choices.one_of(styles())};
        example.target = apply(example.target, applied.front(), choices.between(0.5F, 1.0F), choices.next());
    } else if (kind < 0.7F) {
        example.target = degrade(example.target, choices, applied);
        example.score = poor_score(choices);
    }
    example.source = example.target;
    example.caption = choices.happens(0.3F) ? std::string() : caption(applied, choices.next());
}

void restore(Example& example, Choices& choices) {
    example.lesson = Lesson::Restore;
    std::vector<Attribute> kept;
    if (choices.happens(0.2F)) {
        kept = {choices.one_of(styles())};
        example.target = apply(example.target, kept.front(), choices.between(0.5F, 1.0F), choices.next());
    }
    std::vector<Attribute> applied;
    example.source = degrade(example.target, choices, applied);
    example.score = good_score(choices);
    example.caption = choices.happens(0.6F) ? std::string() : caption(kept, choices.next());
}

void steer(Example& example, Choices& choices) {
    example.lesson = Lesson::Steer;
    const bool degrades = choices.happens(0.2F);
    std::vector<Attribute> wanted{choices.one_of(degrades ? degradations() : styles())};
    if (choices.happens(0.15F)) {
        wanted.push_back(choices.one_of(styles()));
    }
    example.source = example.target;
    for (const Attribute attribute : wanted) {
        example.target = apply(example.target, attribute, choices.between(0.7F, 1.0F), choices.next());
    }
    example.score = good_score(choices);
    example.caption = caption(wanted, choices.next());
}

}  // namespace

Example make_example(std::uint64_t seed, int size) {
    Choices choices(seed);
    Example example;
    example.target = make_scene(choices.next(), size, size);
    const float lesson = choices.between(0.0F, 1.0F);
    if (lesson < 0.3F) {
        describe(example, choices);
    } else if (lesson < 0.65F) {
        restore(example, choices);
    } else {
        steer(example, choices);
    }
    return example;
}

Picture make_autoencoder_picture(std::uint64_t seed, int size) {
    Choices choices(seed);
    Picture picture = make_scene(choices.next(), size, size);
    const float kind = choices.between(0.0F, 1.0F);
    std::vector<Attribute> applied;
    if (kind < 0.2F) {
        return apply(picture, choices.one_of(styles()), choices.between(0.5F, 1.0F), choices.next());
    }
    return kind < 0.35F ? degrade(picture, choices, applied) : picture;
}

}  // namespace burnish::training

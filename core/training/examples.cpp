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

/// No words, or words that mean nothing: what is learned for the one holds for the other.
std::string nothing_said(Choices& choices) {
    return choices.happens(0.5F) ? std::string() : idle_caption(choices.next());
}

/// Noise cannot be foretold from a source: the mean of all noises is none. So the word is taught on noisy pictures as
/// they are, with the score of a prompt, and sampling makes the noise.
void describe_noise(Example& example, Choices& choices) {
    const Attribute noisy = Attribute::noisy;
    example.target = apply(example.target, noisy, choices.between(0.4F, 1.0F), choices.next());
    example.caption = caption({&noisy, 1}, choices.next());
}

void describe(Example& example, Choices& choices) {
    example.lesson = Lesson::Describe;
    example.score = good_score(choices);
    const float kind = choices.between(0.0F, 1.0F);
    std::vector<Attribute> applied;
    if (kind < 0.2F) {
        applied = {choices.one_of(styles())};
        example.target = apply(example.target, applied.front(), choices.between(0.5F, 1.0F), choices.next());
    } else if (kind < 0.45F) {
        example.target = degrade(example.target, choices, applied);
        example.score = poor_score(choices);
    }
    if (kind < 0.6F) {
        example.caption = choices.happens(0.3F) ? nothing_said(choices) : caption(applied, choices.next());
    } else if (kind < 0.8F) {
        example.caption = nothing_said(choices);
    } else {
        describe_noise(example, choices);
    }
    example.source = example.target;
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
    example.caption = choices.happens(0.7F) ? nothing_said(choices) : caption(kept, choices.next());
}

/// What the word of a steering caption asks for. A change that depends on the place (colour, contrast, fine structure)
/// is harder than one that is the same everywhere (brightness, warmth) and comes more often.
Attribute wanted_attribute(Choices& choices) {
    using enum Attribute;
    static const std::vector<Attribute> wanted{
        black_and_white, black_and_white, muted,         muted,          vivid,
        vivid,           high_contrast,   high_contrast, jpeg_artifacts, jpeg_artifacts,
        sharp,           sharp,           oil_painting,  oil_painting,   sepia,
        pencil_drawing,  blurry,          warm,          cool,           low_contrast,
        low_resolution,  bright,          dark,          watercolor};
    return choices.one_of(wanted);
}

void steer(Example& example, Choices& choices) {
    example.lesson = Lesson::Steer;
    std::vector<Attribute> wanted{wanted_attribute(choices)};
    if (choices.happens(0.1F)) {
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
    if (lesson < 0.25F) {
        describe(example, choices);
    } else if (lesson < 0.5F) {
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

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/watermark/verified_watermark.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace burnish {

namespace {

constexpr int kBits = 48;
/// Sums of four U values stand for coefficients of half their size: two cells are 72 wide, a half cell is 36.
constexpr int kPeriod = 2 * WatermarkGrid::kScale;
constexpr int kHalf = WatermarkGrid::kScale;
/// Distance that a moved coefficient keeps from the ends of its half cell.
constexpr int kMargin = 3;
/// Squared error a sample at 42 dB, which is never passed, and at 44 dB, up to which votes beyond a majority are
/// bought.
constexpr double kHardLimit = 255.0 * 255.0 / 15848.9;
constexpr double kSoftLimit = 255.0 * 255.0 / 25118.9;
constexpr std::array kShares = {0.5, 0.6, 0.7, 0.8};

struct Step {
    std::int8_t red;
    std::int8_t green;
    std::int8_t blue;
    float cost;
};

/// For each wanted change of U the steps that may give it, cheapest first. Brightness is what an eye sees first, so it
/// costs extra.
class StepTable final {
public:
    static constexpr int kReach = 8;

    StepTable() {
        constexpr int m = kVerifiedLargestMove;
        for (int red = -m; red <= m; ++red) {
            for (int green = -m; green <= m; ++green) {
                for (int blue = -m; blue <= m; ++blue) {
                    add(red, green, blue);
                }
            }
        }
        for (std::vector<Step>& steps : steps_) {
            std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.cost < b.cost; });
        }
    }

    const std::vector<Step>& steps(int change) const { return steps_[std::size_t(change + kReach)]; }

private:
    void add(int red, int green, int blue) {
        const double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        const double change = 0.492 * (blue - luma);
        const double cost = red * red + green * green + blue * blue + 4.0 * luma * luma;
        for (int wanted = -kReach; wanted <= kReach; ++wanted) {
            // The picture's own rounding adds less than one.
            if (std::abs(change - wanted) < 1.2) {
                steps_[std::size_t(wanted + kReach)].push_back(
                    {std::int8_t(red), std::int8_t(green), std::int8_t(blue), float(cost)});
            }
        }
    }

    std::array<std::vector<Step>, 2 * kReach + 1> steps_;
};

int u_of(const std::uint8_t* pixel) noexcept {
    return chroma_u(pixel[0], pixel[1], pixel[2]);
}

/// Whether a sum of four reads as the bit, `margin` away from where it would not.
bool reads_as(bool bit, int sum, int margin) noexcept {
    const int phase = sum % kPeriod;
    return bit ? phase >= kHalf + 1 + margin && phase <= kPeriod - 1 - margin
               : phase >= margin && phase <= kHalf - 1 - margin;
}

/// A block that reads wrong, and what the cheapest move to the bit costs by estimate.
struct Candidate {
    int block = 0;
    double cost = 0;
};

class Writer final {
public:
    Writer(const RgbPicture& picture, std::uint64_t message)
        : original_(picture), marked_(picture), grid_(picture.width, picture.height), message_(message),
          samples_(static_cast<double>(picture.samples.size())) {}

    RgbPicture run();

private:
    using Sums = std::array<int, 16>;

    bool bit(int index) const noexcept { return (message_ >> (kBits - 1 - index) & 1U) != 0; }
    std::uint8_t* cell_pixel(int block, int coefficient, int pixel) noexcept {
        const int x = WatermarkGrid::kBlockPixels * (block % grid_.columns) + 2 * (coefficient % 4) + pixel % 2;
        const int y = WatermarkGrid::kBlockPixels * (block / grid_.columns) + 2 * (coefficient / 4) + pixel / 2;
        return marked_.pixel(x, y);
    }
    Sums sums_of(int block) noexcept;
    bool decodes_to(int block, bool bit) const noexcept;
    static Sums raised(const Sums& sums, bool bit) noexcept;
    static Sums lowered(const Sums& sums, bool bit) noexcept;
    static double estimate(const Sums& from, const Sums& to) noexcept;
    void collect();
    void win(int index, double share, double limit);
    bool move_block(int block, bool bit, double limit);
    bool carry_out(int block, const Sums& from, const Sums& to, bool bit, double limit);
    void move_cell(int block, int coefficient, int change);
    int move_pixel(std::uint8_t* pixel, const std::uint8_t* origin, int change) const;
    double block_error(int block) const noexcept;

    const RgbPicture& original_;
    RgbPicture marked_;
    WatermarkGrid grid_;
    std::uint64_t message_;
    double samples_;
    double error_ = 0;  ///< sum of the squared changes
    StepTable table_;
    std::array<std::vector<Candidate>, kBits> wrong_;  ///< dearest first, so that the cheapest is taken from the end
    std::array<int, kBits> right_{};
    std::array<int, kBits> blocks_{};
};

Writer::Sums Writer::sums_of(int block) noexcept {
    Sums sums{};
    for (int coefficient = 0; coefficient < 16; ++coefficient) {
        for (int pixel = 0; pixel < 4; ++pixel) {
            sums[std::size_t(coefficient)] += u_of(cell_pixel(block, coefficient, pixel));
        }
    }
    return sums;
}

bool Writer::decodes_to(int block, bool bit) const noexcept {
    std::array<double, 16> low_pass{};
    block_coefficients(marked_, block % grid_.columns, block / grid_.columns, low_pass);
    return decode_block(low_pass) == bit;
}

/// The greatest coefficient goes up to the next half cell of the bit.
Writer::Sums Writer::raised(const Sums& sums, bool bit) noexcept {
    Sums target = sums;
    const auto greatest = std::max_element(target.begin() + 1, target.end());
    while (!reads_as(bit, *greatest, kMargin)) {
        ++*greatest;
    }
    return target;
}

/// All coefficients above the half cell below go down to its upper end.
Writer::Sums Writer::lowered(const Sums& sums, bool bit) noexcept {
    Sums target = sums;
    int ceiling = *std::max_element(target.begin() + 1, target.end());
    while (ceiling > 0 && !reads_as(bit, ceiling, kMargin)) {
        --ceiling;
    }
    std::for_each(target.begin() + 1, target.end(), [ceiling](int& sum) { sum = std::min(sum, ceiling); });
    return target;
}

/// Squared change of U, a quarter of the sum's in each of four pixels; out of reach costs more than anything.
double Writer::estimate(const Sums& from, const Sums& to) noexcept {
    double cost = 0;
    for (std::size_t index = 1; index < from.size(); ++index) {
        const double change = to[index] - from[index];
        cost += std::abs(change) > 4 * 6.5 ? 1e9 : change * change / 4;
    }
    return cost;
}

void Writer::collect() {
    for (int block = 0; block < grid_.blocks(); ++block) {
        const int index = block % kBits;
        const bool wanted = bit(index);
        ++blocks_[std::size_t(index)];
        if (decodes_to(block, wanted)) {
            ++right_[std::size_t(index)];
            continue;
        }
        const Sums sums = sums_of(block);
        const double cost = std::min(estimate(sums, raised(sums, wanted)), estimate(sums, lowered(sums, wanted)));
        wrong_[std::size_t(index)].push_back({.block = block, .cost = cost});
    }
    for (std::vector<Candidate>& candidates : wrong_) {
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const Candidate& a, const Candidate& b) { return a.cost > b.cost; });
    }
}

/// Moves one pixel so that its U changes as wanted, or as near to that as can be had; returns what it became.
int Writer::move_pixel(std::uint8_t* pixel, const std::uint8_t* origin, int change) const {
    const int before = u_of(origin);
    for (int wanted = std::clamp(change, -StepTable::kReach, StepTable::kReach); wanted != 0;
         wanted += wanted > 0 ? -1 : 1) {
        for (const Step& step : table_.steps(wanted)) {
            const int red = origin[0] + step.red;
            const int green = origin[1] + step.green;
            const int blue = origin[2] + step.blue;
            const bool is_in_range = std::min({red, green, blue}) >= 0 && std::max({red, green, blue}) <= 255;
            if (is_in_range && chroma_u(red, green, blue) - before == wanted) {
                pixel[0] = std::uint8_t(red);
                pixel[1] = std::uint8_t(green);
                pixel[2] = std::uint8_t(blue);
                return wanted;
            }
        }
    }
    std::memcpy(pixel, origin, 3);
    return 0;
}

/// Spreads a change of the sum over the four pixels; what one cannot take the others do.
void Writer::move_cell(int block, int coefficient, int change) {
    std::array<int, 4> taken{};
    int rest = change;
    for (int round = 0; round < 3 && rest != 0; ++round) {
        for (int pixel = 0; pixel < 4 && rest != 0; ++pixel) {
            std::uint8_t* place = cell_pixel(block, coefficient, pixel);
            const std::uint8_t* origin = original_.samples.data() + (place - marked_.samples.data());
            const int pixels_left = 4 - pixel;
            const int share = (rest + (rest > 0 ? pixels_left - 1 : 1 - pixels_left)) / pixels_left;
            const auto index = static_cast<std::size_t>(pixel);
            const int became = move_pixel(place, origin, taken[index] + share);
            rest -= became - taken[index];
            taken[index] = became;
        }
    }
}

double Writer::block_error(int block) const noexcept {
    double error = 0;
    const int left = WatermarkGrid::kBlockPixels * (block % grid_.columns);
    const int top = WatermarkGrid::kBlockPixels * (block / grid_.columns);
    for (int y = top; y < top + WatermarkGrid::kBlockPixels; ++y) {
        const std::uint8_t* now = marked_.pixel(left, y);
        const std::uint8_t* before = original_.pixel(left, y);
        for (int sample = 0; sample < 3 * WatermarkGrid::kBlockPixels; ++sample) {
            const double change = now[sample] - before[sample];
            error += change * change;
        }
    }
    return error;
}

bool Writer::carry_out(int block, const Sums& from, const Sums& to, bool bit, double limit) {
    for (int coefficient = 1; coefficient < 16; ++coefficient) {
        const auto index = static_cast<std::size_t>(coefficient);
        if (to[index] != from[index]) {
            move_cell(block, coefficient, to[index] - from[index]);
        }
    }
    const double error = block_error(block);
    if (decodes_to(block, bit) && error_ + error <= limit * samples_) {
        error_ += error;
        return true;
    }
    for (int coefficient = 1; coefficient < 16; ++coefficient) {
        for (int pixel = 0; pixel < 4; ++pixel) {
            std::uint8_t* place = cell_pixel(block, coefficient, pixel);
            std::memcpy(place, original_.samples.data() + (place - marked_.samples.data()), 3);
        }
    }
    return false;
}

bool Writer::move_block(int block, bool bit, double limit) {
    const Sums sums = sums_of(block);
    const Sums up = raised(sums, bit);
    const Sums down = lowered(sums, bit);
    const bool up_first = estimate(sums, up) <= estimate(sums, down);
    return carry_out(block, sums, up_first ? up : down, bit, limit) ||
           carry_out(block, sums, up_first ? down : up, bit, limit);
}

/// Buys votes for a bit until `share` of them, and more than half, are right.
void Writer::win(int index, double share, double limit) {
    const auto at = static_cast<std::size_t>(index);
    const int wanted = std::max(blocks_[at] / 2 + 1, static_cast<int>(std::ceil(share * blocks_[at])));
    while (right_[at] < wanted && !wrong_[at].empty()) {
        const Candidate candidate = wrong_[at].back();
        wrong_[at].pop_back();
        right_[at] += move_block(candidate.block, bit(index), limit) ? 1 : 0;
    }
}

RgbPicture Writer::run() {
    collect();
    for (const double share : kShares) {
        const bool is_majority = share == kShares.front();
        if (!is_majority && error_ >= kSoftLimit * samples_) {
            break;
        }
        for (int index = 0; index < kBits; ++index) {
            win(index, share, is_majority ? kHardLimit : kSoftLimit);
        }
    }
    return std::move(marked_);
}

}  // namespace

RgbPicture encode_verified(const RgbPicture& picture, std::uint64_t message) {
    return Writer(picture, message).run();
}

}  // namespace burnish

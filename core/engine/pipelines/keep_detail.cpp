// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/keep_detail.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace burnish {
namespace {

constexpr double kLevel = 2.0 / 255.0;
constexpr double kUnseen = 3.0 * kLevel;          ///< a change of structure that nobody sees
constexpr double kSilence = 0.25 * kLevel;        ///< a loss too small to be measured
constexpr double kStructureSigma = 2.0;           ///< pixels; window in which structure is compared
constexpr double kLossSigma = 1.5;                ///< pixels; window in which the loss is measured
constexpr double kNoiseMargin = 3.0;              ///< the loss must stand this far out of removed noise
constexpr std::int64_t kCell = 8;                 ///< pixels; noise is judged on a grid of such cells
constexpr double kRegionSigma = 2.0;              ///< cells
constexpr std::int64_t kBandRows = 64 * kCell;    ///< what is worked on at a time, so that memory stays bounded
constexpr std::int64_t kMarginRows = 18 * kCell;  ///< more than all windows together reach

std::vector<float> gaussian(double sigma) {
    const auto radius = static_cast<std::int64_t>(3.0 * sigma + 0.5);
    std::vector<float> window;
    double sum = 0.0;
    for (std::int64_t x = -radius; x <= radius; ++x) {
        const double value = std::exp(static_cast<double>(x * x) / (-2.0 * sigma * sigma));
        window.push_back(static_cast<float>(value));
        sum += value;
    }
    for (float& value : window) {
        value = static_cast<float>(value / sum);
    }
    return window;
}

/// Every plane of [B, 1, H, W] under a Gaussian window; the edge is repeated. Rows at a time by hand: a convolution
/// with one channel is what libtorch is slowest at.
at::Tensor blurred(const at::Tensor& planes, double sigma) {
    const std::vector<float> window = gaussian(sigma);
    const auto radius = static_cast<std::int64_t>(window.size() / 2);
    const at::Tensor input = planes.contiguous();
    const std::int64_t height = input.size(2);
    const std::int64_t width = input.size(3);
    at::Tensor across = at::zeros_like(input);
    at::Tensor result = at::zeros_like(input);
    const auto* from = input.const_data_ptr<float>();
    auto* between = across.mutable_data_ptr<float>();
    auto* to = result.mutable_data_ptr<float>();
    std::vector<float> row(static_cast<std::size_t>(width + 2 * radius));
    const auto add_weighted = [width](const float* source, float weight, float* target) {
        for (std::int64_t x = 0; x < width; ++x) {
            target[x] += weight * source[x];
        }
    };
    for (std::int64_t y = 0; y < input.size(0) * height; ++y) {
        const float* source = from + y * width;
        std::fill_n(row.begin(), radius, source[0]);
        std::copy_n(source, width, row.begin() + radius);
        std::fill_n(row.end() - radius, radius, source[width - 1]);
        for (std::size_t k = 0; k < window.size(); ++k) {
            add_weighted(row.data() + k, window[k], between + y * width);
        }
    }
    for (std::int64_t plane = 0; plane < input.size(0); ++plane) {
        for (std::int64_t y = 0; y < height; ++y) {
            for (std::int64_t k = -radius; k <= radius; ++k) {
                const std::int64_t other = std::clamp<std::int64_t>(y + k, 0, height - 1);
                add_weighted(between + (plane * height + other) * width, window[static_cast<std::size_t>(k + radius)],
                             to + (plane * height + y) * width);
            }
        }
    }
    return result;
}

/// The same over whole regions: on a grid of cells, then smoothly back. The sides must be multiples of a cell.
at::Tensor over_region(const at::Tensor& plane) {
    const at::Tensor cells = blurred(at::avg_pool2d(plane, kCell), kRegionSigma);
    return at::upsample_bilinear2d(cells, {plane.size(2), plane.size(3)}, false);
}

at::Tensor mean_of_colours(const at::Tensor& planes) {
    return planes.mean(0, true);
}

/// Structural similarity (Wang et al. 2004, its contrast and structure term) of two [3, 1, H, W], over all colours
/// together: 1 where they are equal, small where something was taken away, added or redrawn.
at::Tensor structure_similarity(const at::Tensor& one, const at::Tensor& other) {
    const at::Tensor mean_one = blurred(one, kStructureSigma);
    const at::Tensor mean_other = blurred(other, kStructureSigma);
    const auto moment = [](const at::Tensor& a, const at::Tensor& b, const at::Tensor& mean_a,
                           const at::Tensor& mean_b) {
        return blurred(mean_of_colours(a * b), kStructureSigma) - mean_of_colours(mean_a * mean_b);
    };
    const double unseen = kUnseen * kUnseen;
    const at::Tensor covariance = moment(one, other, mean_one, mean_other);
    const at::Tensor variances = moment(one, one, mean_one, mean_one) + moment(other, other, mean_other, mean_other);
    return ((2.0 * covariance + unseen) / (variances + unseen)).clamp(0.0, 1.0);
}

/// Where structure was taken away the loss is part noise, and noise must not come back with the detail. A loss that is
/// no stronger than the quiet parts of its neighbourhood (their harmonic mean) is taken for noise, to the degree that
/// the refiner changed those quiet parts; what stands out of it is detail (Wiener's weight).
at::Tensor standing_out(const at::Tensor& loss, const at::Tensor& similarity) {
    const at::Tensor energy = blurred(mean_of_colours(loss.square()), kLossSigma) + kSilence * kSilence;
    const at::Tensor quiet = at::reciprocal(over_region(at::reciprocal(energy)));
    const at::Tensor noise_share = (quiet / energy).clamp_max(1.0);
    const at::Tensor trust = noise_share.square();
    const at::Tensor changed = (over_region(trust * (1.0 - similarity)) / over_region(trust)).clamp(0.0, 1.0).sqrt();
    return (1.0 - kNoiseMargin * changed * noise_share).clamp(0.0, 1.0);
}

at::Tensor band_weight(const at::Tensor& source, const at::Tensor& round_trip, const at::Tensor& decoded) {
    const std::int64_t height = source.size(2);
    const std::int64_t width = source.size(3);
    // Colours become the batch; the picture grows to whole cells by repeating its edge.
    const auto planes = [&](const at::Tensor& pixels) {
        const at::Tensor whole =
            at::replication_pad2d(pixels, {0, (kCell - width % kCell) % kCell, 0, (kCell - height % kCell) % kCell});
        return whole.transpose(0, 1).contiguous();
    };
    const at::Tensor before = planes(round_trip);
    const at::Tensor similarity = structure_similarity(planes(decoded), before);
    const at::Tensor weight = similarity * standing_out(planes(source) - before, similarity);
    return weight.narrow(2, 0, height).narrow(3, 0, width);
}

/// Goes through the picture in bands: `use` is told the first row, and the weight of the rows from there on.
template <typename Use>
void for_each_band(const at::Tensor& source, const at::Tensor& round_trip, const at::Tensor& decoded, const Use& use) {
    const std::int64_t height = source.size(2);
    for (std::int64_t top = 0; top < height; top += kBandRows) {
        const std::int64_t bottom = std::min(top + kBandRows, height);
        const std::int64_t first = std::max<std::int64_t>(top - kMarginRows, 0);
        const std::int64_t rows = std::min(bottom + kMarginRows, height) - first;
        const at::Tensor band = band_weight(source.narrow(2, first, rows), round_trip.narrow(2, first, rows),
                                            decoded.narrow(2, first, rows));
        use(top, band.narrow(2, top - first, bottom - top));
    }
}

}  // namespace

at::Tensor detail_weight(const at::Tensor& source, const at::Tensor& round_trip, const at::Tensor& decoded) {
    at::Tensor whole = at::empty({1, 1, source.size(2), source.size(3)}, at::kFloat);
    for_each_band(source, round_trip, decoded, [&whole](std::int64_t top, const at::Tensor& weight) {
        whole.narrow(2, top, weight.size(2)).copy_(weight);
    });
    return whole;
}

at::Tensor keep_detail(const at::Tensor& source, const at::Tensor& round_trip, const at::Tensor& decoded,
                       double amount) {
    at::Tensor result = at::empty_like(decoded, decoded.options(), at::MemoryFormat::Contiguous);
    for_each_band(source, round_trip, decoded, [&](std::int64_t top, const at::Tensor& weight) {
        const auto rows = [top, &weight](const at::Tensor& whole) { return whole.narrow(2, top, weight.size(2)); };
        rows(result).copy_(at::addcmul(rows(decoded), weight, rows(source) - rows(round_trip), amount));
    });
    return result;
}

}  // namespace burnish

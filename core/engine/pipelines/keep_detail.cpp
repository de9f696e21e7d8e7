// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/keep_detail.h"

#include "core/engine/pipelines/gaussian_blur.h"

#include <ATen/ATen.h>

#include <algorithm>

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
/// the refiner changed those quiet parts or `noise` was found; what stands out of it is detail (Wiener's weight).
at::Tensor standing_out(const at::Tensor& loss, const at::Tensor& similarity, const at::Tensor& noise) {
    const at::Tensor energy = blurred(mean_of_colours(loss.square()), kLossSigma) + kSilence * kSilence;
    const at::Tensor quiet = at::reciprocal(over_region(at::reciprocal(energy)));
    const at::Tensor noise_share = (quiet / energy).clamp_max(1.0);
    const at::Tensor trust = noise_share.square();
    const at::Tensor changed = (over_region(trust * (1.0 - similarity)) / over_region(trust)).clamp(0.0, 1.0);
    return (1.0 - kNoiseMargin * at::maximum(changed, noise).sqrt() * noise_share).clamp(0.0, 1.0);
}

/// Rows of what is worked on. `noise` has its own scale: one value for each `height / noise's height` pixels.
struct Band {
    at::Tensor source;
    at::Tensor round_trip;
    at::Tensor decoded;
    at::Tensor noise;

    /// `first` is a multiple of the noise's scale.
    Band rows(std::int64_t first, std::int64_t count) const {
        const std::int64_t scale = source.size(2) / noise.size(2);
        const std::int64_t coarse = (count + scale - 1) / scale;
        const auto part = [&](const at::Tensor& pixels) { return pixels.narrow(2, first, count); };
        const at::Tensor spread =
            at::upsample_bilinear2d(noise.narrow(2, first / scale, coarse), {coarse * scale, source.size(3)}, false);
        return {part(source), part(round_trip), part(decoded), spread.narrow(2, 0, count)};
    }
};

at::Tensor band_weight(const Band& band) {
    const auto& [source, round_trip, decoded, noise] = band;
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
    const at::Tensor weight = similarity * standing_out(planes(source) - before, similarity, planes(noise));
    return weight.narrow(2, 0, height).narrow(3, 0, width);
}

/// Goes through the picture in bands: `use` is told the first row, and the weight of the rows from there on.
template <typename Use>
void for_each_band(const Band& picture, const Use& use) {
    const std::int64_t height = picture.source.size(2);
    for (std::int64_t top = 0; top < height; top += kBandRows) {
        const std::int64_t bottom = std::min(top + kBandRows, height);
        const std::int64_t first = std::max<std::int64_t>(top - kMarginRows, 0);
        const std::int64_t rows = std::min(bottom + kMarginRows, height) - first;
        use(top, band_weight(picture.rows(first, rows)).narrow(2, top - first, bottom - top));
    }
}

}  // namespace

at::Tensor detail_weight(const at::Tensor& source, const at::Tensor& round_trip, const at::Tensor& decoded,
                         const at::Tensor& noise) {
    at::Tensor whole = at::empty({1, 1, source.size(2), source.size(3)}, at::kFloat);
    for_each_band({source, round_trip, decoded, noise}, [&whole](std::int64_t top, const at::Tensor& weight) {
        whole.narrow(2, top, weight.size(2)).copy_(weight);
    });
    return whole;
}

at::Tensor keep_detail(const at::Tensor& source, const at::Tensor& round_trip, const at::Tensor& decoded,
                       const at::Tensor& noise, double amount) {
    at::Tensor result = at::empty_like(decoded, decoded.options(), at::MemoryFormat::Contiguous);
    for_each_band({source, round_trip, decoded, noise}, [&](std::int64_t top, const at::Tensor& weight) {
        const auto rows = [top, &weight](const at::Tensor& whole) { return whole.narrow(2, top, weight.size(2)); };
        rows(result).copy_(at::addcmul(rows(decoded), weight, rows(source) - rows(round_trip), amount));
    });
    return result;
}

}  // namespace burnish

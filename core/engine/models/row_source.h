// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/group_statistics.h"
#include "core/engine/models/resnet.h"

#include <memory>

namespace burnish {

/// A map of [1, C, H, W] whose rows are made when they are asked for. What needs its neighbours (a convolution) asks
/// for a few rows more, and is exact: at the edges of the picture as at every row between.
class RowSource {
public:
    struct Shape {
        std::int64_t channels = 0;
        std::int64_t height = 0;
        std::int64_t width = 0;
    };

    explicit RowSource(const Shape& shape) : shape_(shape) {}
    virtual ~RowSource() = default;
    RowSource(const RowSource&) = delete;
    RowSource& operator=(const RowSource&) = delete;

    const Shape& shape() const noexcept { return shape_; }
    /// [1, C, end - begin, W].
    virtual at::Tensor rows(std::int64_t begin, std::int64_t end) const = 0;
    /// Whether rows cost nothing to ask for again.
    virtual bool is_stored() const noexcept { return false; }

private:
    Shape shape_;
};

using Rows = std::shared_ptr<const RowSource>;

/// Of a tensor that is there. `on_drop` is called when nobody needs it any more.
Rows stored_rows(at::Tensor map, std::function<void()> on_drop = {});
/// A convolution of 3 x 3 and stride 1.
Rows conv_rows(Rows source, const Conv2d& conv);
/// conv(silu(norm(source))), normalised by statistics of the whole.
Rows normed_conv_rows(Rows source, const GroupNorm& norm, GroupStatistics statistics, const Conv2d& conv);
/// A resnet without time embedding. `hidden` is what its first convolution makes; computed from `source` each time
/// where it is not stored. Both statistics are those of the wholes.
Rows resnet_rows(Rows source, Rows hidden, const ResnetBlock2D& resnet, GroupStatistics first, GroupStatistics second);
Rows upsampled_rows(Rows source, const Upsample2D& upsampler);
/// For padding at the right and the bottom, as autoencoders have it.
Rows downsampled_rows(Rows source, const Downsample2D& downsampler);

}  // namespace burnish

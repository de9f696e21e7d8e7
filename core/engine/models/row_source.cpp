// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/row_source.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

namespace burnish {
namespace {

/// Rows [begin, end) and one more to either side for each convolution, as far as the picture goes.
struct Span {
    std::int64_t begin = 0;
    std::int64_t end = 0;

    Span grown(std::int64_t rows, std::int64_t height) const {
        return {.begin = std::max<std::int64_t>(0, begin - rows), .end = std::min(height, end + rows)};
    }
    /// These rows of a band that holds `outer`.
    at::Tensor of(const at::Tensor& band, const Span& outer) const {
        return band.narrow(2, begin - outer.begin, end - begin);
    }
};

at::Tensor activated(const GroupNorm& norm, const GroupStatistics& statistics, const at::Tensor& band) {
    at::Tensor normed = norm(band, statistics);
    return at::silu_(normed);
}

class StoredRows final : public RowSource {
public:
    StoredRows(at::Tensor map, std::function<void()> on_drop)
        : RowSource({.channels = map.size(1), .height = map.size(2), .width = map.size(3)}), map_(std::move(map)),
          on_drop_(std::move(on_drop)) {}
    ~StoredRows() override {
        if (on_drop_) {
            on_drop_();
        }
    }
    StoredRows(const StoredRows&) = delete;
    StoredRows& operator=(const StoredRows&) = delete;

    at::Tensor rows(std::int64_t begin, std::int64_t end) const override { return map_.narrow(2, begin, end - begin); }
    bool is_stored() const noexcept override { return true; }

private:
    at::Tensor map_;
    std::function<void()> on_drop_;
};

class ConvRows final : public RowSource {
public:
    ConvRows(Rows source, const Conv2d& conv)
        : RowSource(
              {.channels = conv.out_channels(), .height = source->shape().height, .width = source->shape().width}),
          source_(std::move(source)), conv_(conv) {}

    at::Tensor rows(std::int64_t begin, std::int64_t end) const override {
        const Span wanted{.begin = begin, .end = end};
        const Span outer = wanted.grown(1, shape().height);
        return wanted.of(conv_(source_->rows(outer.begin, outer.end)), outer);
    }

private:
    Rows source_;
    const Conv2d& conv_;
};

class NormedConvRows final : public RowSource {
public:
    NormedConvRows(Rows source, const GroupNorm& norm, GroupStatistics statistics, const Conv2d& conv)
        : RowSource(
              {.channels = conv.out_channels(), .height = source->shape().height, .width = source->shape().width}),
          source_(std::move(source)), norm_(norm), statistics_(std::move(statistics)), conv_(conv) {}

    at::Tensor rows(std::int64_t begin, std::int64_t end) const override {
        const Span wanted{.begin = begin, .end = end};
        const Span outer = wanted.grown(1, shape().height);
        return wanted.of(conv_(activated(norm_, statistics_, source_->rows(outer.begin, outer.end))), outer);
    }

private:
    Rows source_;
    const GroupNorm& norm_;
    GroupStatistics statistics_;
    const Conv2d& conv_;
};

class ResnetRows final : public RowSource {
public:
    ResnetRows(Rows source, Rows hidden, const ResnetBlock2D& resnet, GroupStatistics first, GroupStatistics second)
        : RowSource({.channels = resnet.conv2.out_channels(),
                     .height = source->shape().height,
                     .width = source->shape().width}),
          source_(std::move(source)), hidden_(std::move(hidden)), resnet_(resnet), first_(std::move(first)),
          second_(std::move(second)) {}

    at::Tensor rows(std::int64_t begin, std::int64_t end) const override {
        const Span wanted{.begin = begin, .end = end};
        const Span inner = wanted.grown(1, shape().height);
        at::Tensor input;
        at::Tensor hidden;
        if (hidden_->is_stored()) {
            input = source_->rows(begin, end);
            hidden = hidden_->rows(inner.begin, inner.end);
        } else {
            // Asked for once and used twice: the source may have to compute it.
            const Span outer = wanted.grown(2, shape().height);
            const at::Tensor band = source_->rows(outer.begin, outer.end);
            input = wanted.of(band, outer);
            hidden = inner.of(resnet_.conv1(activated(resnet_.norm1, first_, band)), outer);
        }
        const at::Tensor changed = resnet_.conv2(activated(resnet_.norm2, second_, hidden));
        return (resnet_.conv_shortcut ? (*resnet_.conv_shortcut)(input) : input) + wanted.of(changed, inner);
    }

private:
    Rows source_;
    Rows hidden_;
    const ResnetBlock2D& resnet_;
    GroupStatistics first_;
    GroupStatistics second_;
};

class UpsampledRows final : public RowSource {
public:
    UpsampledRows(Rows source, const Upsample2D& upsampler)
        : RowSource({.channels = source->shape().channels,
                     .height = 2 * source->shape().height,
                     .width = 2 * source->shape().width}),
          source_(std::move(source)), upsampler_(upsampler) {}

    at::Tensor rows(std::int64_t begin, std::int64_t end) const override {
        const Span wanted{.begin = begin, .end = end};
        const Span outer = wanted.grown(1, shape().height);
        const Span from{.begin = outer.begin / 2, .end = (outer.end + 1) / 2};
        const Span made{.begin = 2 * from.begin, .end = 2 * from.end};
        return wanted.of(upsampler_.forward(source_->rows(from.begin, from.end)), made);
    }

private:
    Rows source_;
    const Upsample2D& upsampler_;
};

class DownsampledRows final : public RowSource {
public:
    DownsampledRows(Rows source, const Downsample2D& downsampler)
        : RowSource({.channels = source->shape().channels,
                     .height = source->shape().height / 2,
                     .width = source->shape().width / 2}),
          source_(std::move(source)), downsampler_(downsampler) {}

    at::Tensor rows(std::int64_t begin, std::int64_t end) const override {
        // The last row reads one below its two; what the padding adds after that is cut off.
        const std::int64_t last = std::min(source_->shape().height, 2 * end + 1);
        return downsampler_.forward(source_->rows(2 * begin, last)).narrow(2, 0, end - begin);
    }

private:
    Rows source_;
    const Downsample2D& downsampler_;
};

}  // namespace

Rows stored_rows(at::Tensor map, std::function<void()> on_drop) {
    return std::make_shared<StoredRows>(std::move(map), std::move(on_drop));
}

Rows conv_rows(Rows source, const Conv2d& conv) {
    return std::make_shared<ConvRows>(std::move(source), conv);
}

Rows normed_conv_rows(Rows source, const GroupNorm& norm, GroupStatistics statistics, const Conv2d& conv) {
    return std::make_shared<NormedConvRows>(std::move(source), norm, std::move(statistics), conv);
}

Rows resnet_rows(Rows source, Rows hidden, const ResnetBlock2D& resnet, GroupStatistics first, GroupStatistics second) {
    return std::make_shared<ResnetRows>(std::move(source), std::move(hidden), resnet, std::move(first),
                                        std::move(second));
}

Rows upsampled_rows(Rows source, const Upsample2D& upsampler) {
    return std::make_shared<UpsampledRows>(std::move(source), upsampler);
}

Rows downsampled_rows(Rows source, const Downsample2D& downsampler) {
    return std::make_shared<DownsampledRows>(std::move(source), downsampler);
}

}  // namespace burnish

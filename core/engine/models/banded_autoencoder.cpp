// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/banded_autoencoder.h"

#include "core/engine/models/row_source.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace burnish {
namespace {

/// Attention is stopped between so many queries.
constexpr std::int64_t kQueriesAtATime = 4096;

/// A map, and what the next norm needs to know of it.
struct Map {
    Rows rows;
    GroupStatistics statistics;
};

class BandedNetwork final {
public:
    BandedNetwork(const VaeConfig& config, at::ScalarType dtype, at::Device device, const BandBudget& budget)
        : groups_(config.groups), options_(at::TensorOptions().dtype(dtype).device(device)), budget_(budget) {}

    using BandSink = std::function<void(std::int64_t begin, std::int64_t end, const at::Tensor& band)>;

    /// Goes through the rows once, `block` announcing itself before each band.
    void run(const RowSource& source, const Module& block, const BandSink& sink) const {
        const RowSource::Shape& shape = source.shape();
        const std::int64_t row_bytes =
            shape.channels * shape.width * static_cast<std::int64_t>(options_.dtype().itemsize());
        const std::int64_t count = std::max(budget_.smallest_band, budget_.band_bytes / row_bytes);
        for (std::int64_t begin = 0; begin < shape.height; begin += count) {
            const BlockScope scope(block);
            const std::int64_t end = std::min(begin + count, shape.height);
            sink(begin, end, source.rows(begin, end));
        }
    }

    /// Takes the statistics of a map; keeps it where the budget leaves `reserve` bytes beside it, or `always`.
    Map settled(const Rows& source, const Module& block, bool always, std::int64_t reserve = 0) {
        const bool keeps = always || *stored_ + bytes_of(source->shape()) + reserve <= budget_.stored_bytes;
        at::Tensor kept = keeps ? new_map(source->shape()) : at::Tensor();
        GroupStatisticsSum sum(source->shape().channels);
        run(*source, block, [&](std::int64_t begin, std::int64_t end, const at::Tensor& band) {
            sum.add(band);
            if (keeps) {
                kept.narrow(2, begin, end - begin).copy_(band);
            }
        });
        return {.rows = keeps ? hold(std::move(kept)) : source, .statistics = sum.over(groups_)};
    }

    Map resnet(const Map& input, const ResnetBlock2D& block, bool always) {
        const Rows first = normed_conv_rows(input.rows, block.norm1, input.statistics, block.conv1);
        // What is made inside is worth less than the result: that one is asked for again by everything after it.
        const Map hidden = settled(first, block, always, bytes_of(first->shape()));
        return settled(resnet_rows(input.rows, hidden.rows, block, input.statistics, hidden.statistics), block, always);
    }

    Map middle(Map map, const UNetMidBlock2D& block) {
        map = resnet(map, block.resnets[0], true);
        for (const auto& attention : block.attentions) {
            const at::Tensor whole = map.rows->rows(0, map.rows->shape().height);
            map.rows.reset();
            const Rows attended = stored_rows(attention->forward(whole, kQueriesAtATime));
            map = settled(attended, *attention, true);
        }
        return resnet(map, block.resnets[1], true);
    }

    /// A tensor that the caller holds anyway.
    static Rows given(const at::Tensor& map) { return stored_rows(map); }
    std::int64_t bytes_of(const RowSource::Shape& shape) const {
        return shape.channels * shape.height * shape.width * static_cast<std::int64_t>(options_.dtype().itemsize());
    }
    at::Tensor new_map(const RowSource::Shape& shape) const {
        return at::empty({1, shape.channels, shape.height, shape.width}, options_, at::MemoryFormat::ChannelsLast);
    }

private:
    Rows hold(at::Tensor map) {
        const auto bytes = static_cast<std::int64_t>(map.nbytes());
        *stored_ += bytes;
        return stored_rows(std::move(map), [stored = stored_, bytes] { *stored -= bytes; });
    }

    std::int64_t groups_;
    at::TensorOptions options_;
    BandBudget budget_;
    std::shared_ptr<std::int64_t> stored_ = std::make_shared<std::int64_t>(0);
};

}  // namespace

DiagonalGaussian encode_in_bands(const AutoencoderKL& vae, const at::Tensor& pixels, const BandBudget& budget) {
    const Encoder& encoder = vae.encoder;
    BandedNetwork network(vae.config().vae, pixels.scalar_type(), pixels.device(), budget);
    const Rows first = conv_rows(BandedNetwork::given(pixels), encoder.conv_in);
    Map map = network.settled(first, encoder, false, network.bytes_of(first->shape()));
    for (const auto& block : encoder.down_blocks) {
        const bool is_last = block->downsamplers.empty();
        for (const auto& resnet : block->resnets) {
            map = network.resnet(map, *resnet, is_last);
        }
        for (const auto& downsampler : block->downsamplers) {
            map = network.settled(downsampled_rows(map.rows, *downsampler), *downsampler, false);
        }
    }
    map = network.middle(std::move(map), encoder.mid_block);
    const Rows last = normed_conv_rows(map.rows, encoder.conv_norm_out, map.statistics, encoder.conv_out);
    const at::Tensor moments = network.new_map(last->shape());
    network.run(*last, encoder, [&](std::int64_t begin, std::int64_t end, const at::Tensor& band) {
        moments.narrow(2, begin, end - begin).copy_(band);
    });
    return DiagonalGaussian::from_moments((vae.quant_conv ? (*vae.quant_conv)(moments) : moments).contiguous());
}

at::Tensor decode_in_bands(const AutoencoderKL& vae, const at::Tensor& latents, const BandBudget& budget) {
    const Decoder& decoder = vae.decoder;
    BandedNetwork network(vae.config().vae, latents.scalar_type(), latents.device(), budget);
    const at::Tensor sample = vae.post_quant_conv ? (*vae.post_quant_conv)(latents) : latents;
    Map map = network.settled(conv_rows(BandedNetwork::given(sample), decoder.conv_in), decoder, true);
    map = network.middle(std::move(map), decoder.mid_block);
    bool at_latent_size = true;
    for (const auto& block : decoder.up_blocks) {
        for (const auto& resnet : block->resnets) {
            map = network.resnet(map, *resnet, at_latent_size);
        }
        for (const auto& upsampler : block->upsamplers) {
            const Rows larger = upsampled_rows(map.rows, *upsampler);
            map = network.settled(larger, *upsampler, false, network.bytes_of(larger->shape()));
        }
        at_latent_size = false;
    }
    const Rows last = normed_conv_rows(map.rows, decoder.conv_norm_out, map.statistics, decoder.conv_out);
    const RowSource::Shape& shape = last->shape();
    at::Tensor pixels = at::empty({1, shape.channels, shape.height, shape.width}, at::kFloat);
    network.run(*last, decoder, [&](std::int64_t begin, std::int64_t end, const at::Tensor& band) {
        pixels.narrow(2, begin, end - begin).copy_(band);
    });
    return pixels;
}

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/clip_text_model.h"

#include "core/engine/models/attention.h"

#include <ATen/ATen.h>

namespace burnish {

CLIPTextConfig CLIPTextConfig::from_json(const ConfigReader& config) {
    CLIPTextConfig result;
    result.vocab_size = config.integer("vocab_size", 49408);
    result.hidden_size = config.required_integer("hidden_size");
    result.intermediate_size = config.required_integer("intermediate_size");
    result.projection_dim = config.integer("projection_dim", 512);
    result.num_hidden_layers = config.required_integer("num_hidden_layers");
    result.num_attention_heads = config.required_integer("num_attention_heads");
    result.max_position_embeddings = config.integer("max_position_embeddings", 77);
    const std::string activation = config.text("hidden_act", "quick_gelu");
    config.require_one_of("hidden_act", activation, {"gelu", "quick_gelu"});
    result.hidden_act = activation == "gelu" ? Activation::Gelu : Activation::QuickGelu;
    result.layer_norm_eps = config.number("layer_norm_eps", 1e-5);
    result.eos_token_id = config.integer("eos_token_id", 49407, 0);
    if (result.num_hidden_layers < 2) {
        config.refuse("num_hidden_layers", "at least 2 (the penultimate one conditions the UNet)");
    }
    if (result.hidden_size % result.num_attention_heads != 0) {
        config.refuse("num_attention_heads", "a divisor of hidden_size");
    }
    return result;
}

CLIPTextConfig CLIPTextConfig::sdxl_refiner() {
    return {.hidden_size = 1280,
            .intermediate_size = 5120,
            .projection_dim = 1280,
            .num_hidden_layers = 32,
            .num_attention_heads = 20,
            .hidden_act = Activation::Gelu,
            .eos_token_id = 2};
}

CLIPTextConfig CLIPTextConfig::sdxl_base_first() {
    return {.hidden_size = 768,
            .intermediate_size = 3072,
            .projection_dim = 768,
            .num_hidden_layers = 12,
            .num_attention_heads = 12,
            .eos_token_id = 2};
}

CLIPTextEmbeddings::CLIPTextEmbeddings(Module* parent, std::string name, const CLIPTextConfig& config)
    : Module(parent, std::move(name)), token_embedding(this, "token_embedding", config.vocab_size, config.hidden_size),
      position_embedding(this, "position_embedding", config.max_position_embeddings, config.hidden_size) {}

at::Tensor CLIPTextEmbeddings::forward(const at::Tensor& input_ids) const {
    const at::Tensor positions = at::arange(input_ids.size(1), input_ids.options());
    return token_embedding(input_ids) + position_embedding(positions);
}

CLIPAttention::CLIPAttention(Module* parent, std::string name, const CLIPTextConfig& config)
    : Module(parent, std::move(name)), k_proj(this, "k_proj", config.hidden_size, config.hidden_size),
      v_proj(this, "v_proj", config.hidden_size, config.hidden_size),
      q_proj(this, "q_proj", config.hidden_size, config.hidden_size),
      out_proj(this, "out_proj", config.hidden_size, config.hidden_size), heads_(config.num_attention_heads) {}

at::Tensor CLIPAttention::forward(const at::Tensor& hidden_states) const {
    return out_proj(attend(q_proj(hidden_states), k_proj(hidden_states), v_proj(hidden_states), heads_, true));
}

CLIPEncoderLayer::CLIPEncoderLayer(Module* parent, std::string name, const CLIPTextConfig& config)
    : Module(parent, std::move(name)), self_attn(this, "self_attn", config),
      layer_norm1(this, "layer_norm1", config.hidden_size, config.layer_norm_eps),
      fc1(this, "mlp.fc1", config.hidden_size, config.intermediate_size),
      fc2(this, "mlp.fc2", config.intermediate_size, config.hidden_size),
      layer_norm2(this, "layer_norm2", config.hidden_size, config.layer_norm_eps), activation_(config.hidden_act) {}

at::Tensor CLIPEncoderLayer::forward(const at::Tensor& hidden_states) const {
    const BlockScope scope(*this);
    const at::Tensor hidden = hidden_states + self_attn.forward(layer_norm1(hidden_states));
    const at::Tensor inner = fc1(layer_norm2(hidden));
    const bool is_quick = activation_ == CLIPTextConfig::Activation::QuickGelu;
    return hidden + fc2(is_quick ? inner * at::sigmoid(inner * 1.702) : at::gelu(inner));
}

CLIPTextModel::CLIPTextModel(const CLIPTextConfig& config)
    : embeddings(this, "text_model.embeddings", config), layers(this, "text_model.encoder.layers"),
      final_layer_norm(this, "text_model.final_layer_norm", config.hidden_size, config.layer_norm_eps),
      config_(config) {
    for (std::int64_t layer = 0; layer < config.num_hidden_layers; ++layer) {
        layers.emplace_back(config);
    }
}

at::Tensor CLIPTextModel::penultimate(const at::Tensor& input_ids) const {
    at::Tensor hidden = embeddings.forward(input_ids);
    for (std::size_t layer = 0; layer + 1 < layers.size(); ++layer) {
        hidden = layers[layer].forward(hidden);
    }
    return hidden;
}

CLIPTextModelWithProjection::CLIPTextModelWithProjection(const CLIPTextConfig& config)
    : CLIPTextModel(config),
      text_projection(this, "text_projection", config.hidden_size, config.projection_dim, false) {}

CLIPTextOutput CLIPTextModelWithProjection::forward(const at::Tensor& input_ids) const {
    // 1. hidden states: [B, N] -> [B, N, C]
    CLIPTextOutput output;
    output.penultimate = penultimate(input_ids);
    const at::Tensor hidden = layers[layers.size() - 1].forward(output.penultimate);

    // 2. the end token's row; its position is the first maximum of the ids where the configuration holds the legacy id
    // 2
    const at::Tensor end_positions =
        config().eos_token_id == 2 ? input_ids.argmax(-1) : input_ids.eq(config().eos_token_id).to(at::kInt).argmax(-1);
    const at::Tensor rows = at::arange(hidden.size(0), input_ids.options());
    const at::Tensor pooled = final_layer_norm(hidden).index({rows, end_positions});

    // 3. projection: [B, C] -> [B, projection_dim]
    output.text_embeds = text_projection(pooled);
    return output;
}

}  // namespace burnish

// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/config_reader.h"
#include "core/engine/models/layers.h"

namespace burnish {

/// `text_encoder/config.json` and `text_encoder_2/config.json`
/// (https://huggingface.co/stabilityai/stable-diffusion-xl-refiner-1.0/blob/main/text_encoder_2/config.json).
struct CLIPTextConfig {
    enum class Activation { Gelu, QuickGelu };

    std::int64_t vocab_size = 49408;
    std::int64_t hidden_size = 512;
    std::int64_t intermediate_size = 2048;
    std::int64_t projection_dim = 512;
    std::int64_t num_hidden_layers = 12;
    std::int64_t num_attention_heads = 8;
    std::int64_t max_position_embeddings = 77;
    Activation hidden_act = Activation::QuickGelu;
    double layer_norm_eps = 1e-5;
    std::int64_t eos_token_id = 49407;  ///< 2, as every SDXL repository has it, means: the largest id

    /// Throws Error{ModelUnsupported}.
    static CLIPTextConfig from_json(const ConfigReader& config);
    /// The published refiner's and base's OpenCLIP bigG, for tests and benchmarks.
    static CLIPTextConfig sdxl_refiner();
    /// The published base's CLIP ViT-L.
    static CLIPTextConfig sdxl_base_first();
};

class CLIPTextEmbeddings final : public Module {
public:
    CLIPTextEmbeddings(Module* parent, std::string name, const CLIPTextConfig& config);

    Embedding token_embedding;
    Embedding position_embedding;

    /// [B, N] -> [B, N, hidden_size].
    at::Tensor forward(const at::Tensor& input_ids) const;
};

/// Causal self-attention with biased projections.
class CLIPAttention final : public Module {
public:
    CLIPAttention(Module* parent, std::string name, const CLIPTextConfig& config);

    Linear k_proj;
    Linear v_proj;
    Linear q_proj;
    Linear out_proj;

    at::Tensor forward(const at::Tensor& hidden_states) const;

private:
    std::int64_t heads_;
};

class CLIPEncoderLayer final : public Module {
public:
    CLIPEncoderLayer(Module* parent, std::string name, const CLIPTextConfig& config);

    CLIPAttention self_attn;
    LayerNorm layer_norm1;
    Linear fc1;  ///< "mlp.fc1"
    Linear fc2;  ///< "mlp.fc2"
    LayerNorm layer_norm2;

    /// [B, N, hidden_size] -> the same.
    at::Tensor forward(const at::Tensor& hidden_states) const;

private:
    CLIPTextConfig::Activation activation_;
};

struct CLIPTextOutput {
    at::Tensor penultimate;  ///< output of the last but one layer, not normalised, [B, N, hidden_size]
    at::Tensor text_embeds;  ///< projected state of the end token, [B, projection_dim]; undefined without a projection
};

/// transformers' `CLIPTextModel`: SDXL's first text encoder (CLIP ViT-L).
class CLIPTextModel : public Module {
public:
    explicit CLIPTextModel(const CLIPTextConfig& config);

    CLIPTextEmbeddings embeddings;        ///< "text_model.embeddings"
    ModuleList<CLIPEncoderLayer> layers;  ///< "text_model.encoder.layers"
    LayerNorm final_layer_norm;           ///< "text_model.final_layer_norm"

    const CLIPTextConfig& config() const noexcept { return config_; }

    /// input_ids [B, N], int64, N <= max_position_embeddings. Runs the layers up to the last but one: SDXL reads no
    /// further.
    at::Tensor penultimate(const at::Tensor& input_ids) const;

private:
    CLIPTextConfig config_;
};

/// transformers' `CLIPTextModelWithProjection`: SDXL's second text encoder (OpenCLIP bigG).
class CLIPTextModelWithProjection final : public CLIPTextModel {
public:
    explicit CLIPTextModelWithProjection(const CLIPTextConfig& config);

    Linear text_projection;

    /// input_ids [B, N], int64, N <= max_position_embeddings.
    CLIPTextOutput forward(const at::Tensor& input_ids) const;
};

}  // namespace burnish

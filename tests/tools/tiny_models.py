# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Tiny refiners and a tiny base model with random, lively weights in the official diffusers folder layout."""

import json
import shutil
from pathlib import Path

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from safetensors.torch import load_file, save_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

BOS, EOS = "<|startoftext|>", "<|endoftext|>"

# Sentences from which the small vocabulary learns its merges. Lower case, as CLIP's normaliser leaves the text.
CORPUS = """
a photo of an astronaut riding a horse on mars in the evening light
a portrait of a woman with freckles and a green woollen scarf, soft window light, shallow depth of field
the old harbour at dawn with fishing boats, mist over the water and the first light on the roofs
a cat sleeping on a stone wall in the garden, warm afternoon sun, sharp whiskers, detailed fur
a cup of coffee on a wooden table beside an open book and a pair of glasses
mountains behind a lake, reflections, clouds, high detail, natural colours, film grain
blurry, low quality, noise, artefacts, oversharpened, watermark, text, deformed hands
what the autoencoder loses is given back where the refiner changed nothing at all
it's a street that they've painted, we'll say they're right and i'd think that i'm wrong
ein altes haus am see mit großen fenstern, die straße führt über die brücke
un café près de la forêt, une étoile très belle au-dessus de la mer
"""

# One entry a model: the configuration values that differ from the library's defaults.
MODELS = {
    # The refiner's own plan of blocks, small: four levels, attention in the two middle ones, depth 2.
    "refiner_tiny": {
        "seed": 101, "merges": 200, "variant": None, "shards": None,
        "unet": {
            "block_out_channels": [8, 12, 16, 16],
            "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
            "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
            "layers_per_block": 2, "transformer_layers_per_block": 2, "attention_head_dim": [2, 3, 2, 4],
            "addition_time_embed_dim": 16, "norm_num_groups": 4, "sample_size": 8,
        },
        "text": {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 3, "num_attention_heads": 4,
                 "projection_dim": 40},
        "vae": {"block_out_channels": [4, 8, 8, 12], "layers_per_block": 2, "norm_num_groups": 4,
                "scaling_factor": 0.13025, "force_upcast": True, "sample_size": 64},
        "scheduler": {},
    },
    # Three levels, a list of depths, eight latent channels, one layer a block, only fp16 files.
    "refiner_wide": {
        "seed": 202, "merges": 60, "variant": "fp16", "shards": None,
        "unet": {
            "in_channels": 8, "out_channels": 8, "block_out_channels": [12, 18, 24],
            "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
            "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
            "layers_per_block": 1, "transformer_layers_per_block": [1, 2, 3], "attention_head_dim": [2, 3, 6],
            "addition_time_embed_dim": 8, "norm_num_groups": 6, "sample_size": 16,
        },
        "text": {"hidden_size": 48, "intermediate_size": 96, "num_hidden_layers": 4, "num_attention_heads": 3,
                 "projection_dim": 32},
        "vae": {"block_out_channels": [8, 8, 16], "layers_per_block": 2, "norm_num_groups": 8, "latent_channels": 8,
                "scaling_factor": 0.4, "force_upcast": True, "sample_size": 64},
        "scheduler": {},
    },
    # Two levels, both with attention, the UNet in three shards, one number of heads for all levels.
    "refiner_sharded": {
        "seed": 303, "merges": 120, "variant": None, "shards": "160KB",
        "unet": {
            "block_out_channels": [9, 18],
            "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
            "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
            "layers_per_block": 1, "transformer_layers_per_block": 1, "attention_head_dim": 3,
            "addition_time_embed_dim": 8, "norm_num_groups": 3, "sample_size": 8,
        },
        "text": {"hidden_size": 20, "intermediate_size": 80, "num_hidden_layers": 2, "num_attention_heads": 2,
                 "projection_dim": 16},
        "vae": {"block_out_channels": [6, 6, 12, 12], "layers_per_block": 1, "norm_num_groups": 3,
                "scaling_factor": 0.18215, "force_upcast": True, "sample_size": 64},
        "scheduler": {},
    },
    # Values that real checkpoints carry now and then: the right eos_token_id, a VAE that need not be upcast and has no
    # quant convolutions, projections by 1x1 convolution, quick_gelu, v-prediction on trailing timesteps.
    "refiner_quirks": {
        "seed": 404, "merges": 90, "variant": None, "shards": None,
        "unet": {
            "block_out_channels": [8, 16],
            "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
            "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"],
            "layers_per_block": 1, "transformer_layers_per_block": 2, "attention_head_dim": [1, 2],
            "addition_time_embed_dim": 12, "norm_num_groups": 2, "norm_eps": 1e-6, "sample_size": 16,
            "use_linear_projection": False,
        },
        "text": {"hidden_size": 24, "intermediate_size": 48, "num_hidden_layers": 3, "num_attention_heads": 2,
                 "projection_dim": 24, "hidden_act": "quick_gelu", "eos_token_id": "real"},
        "vae": {"block_out_channels": [6, 12, 12], "layers_per_block": 1, "norm_num_groups": 2, "scaling_factor": 0.25,
                "force_upcast": False, "use_quant_conv": False, "use_post_quant_conv": False, "sample_size": 64},
        "scheduler": {"prediction_type": "v_prediction", "timestep_spacing": "trailing", "steps_offset": 0},
    },
    # The base's plan, small: three levels, depths as a list, both text encoders side by side, six time ids.
    "base_tiny": {
        "seed": 505, "merges": 150, "variant": "fp16", "shards": None,
        "unet": {
            "block_out_channels": [8, 12, 16],
            "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
            "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
            "layers_per_block": 1, "transformer_layers_per_block": [1, 1, 2], "attention_head_dim": [2, 3, 4],
            "addition_time_embed_dim": 16, "norm_num_groups": 4, "sample_size": 8,
        },
        "first_text": {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 3, "num_attention_heads": 2,
                       "projection_dim": 16, "hidden_act": "quick_gelu"},
        "text": {"hidden_size": 24, "intermediate_size": 48, "num_hidden_layers": 3, "num_attention_heads": 3,
                 "projection_dim": 32},
        "vae": {"block_out_channels": [4, 8, 8, 12], "layers_per_block": 1, "norm_num_groups": 4,
                "scaling_factor": 0.13025, "force_upcast": True, "sample_size": 64},
        "scheduler": {},
    },
}

SCHEDULER = {
    "_class_name": "EulerDiscreteScheduler", "_diffusers_version": "0.19.0.dev0", "beta_end": 0.012,
    "beta_schedule": "scaled_linear", "beta_start": 0.00085, "clip_sample": False, "interpolation_type": "linear",
    "num_train_timesteps": 1000, "prediction_type": "epsilon", "sample_max_value": 1.0, "set_alpha_to_one": False,
    "skip_prk_steps": True, "steps_offset": 1, "timestep_spacing": "leading", "trained_betas": None,
    "use_karras_sigmas": False,
}

MODEL_INDEX = {
    "_class_name": "StableDiffusionXLImg2ImgPipeline", "_diffusers_version": "0.19.0.dev0", "add_watermarker": None,
    "force_zeros_for_empty_prompt": False, "requires_aesthetics_score": True,
    "scheduler": ["diffusers", "EulerDiscreteScheduler"], "text_encoder": [None, None],
    "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"], "tokenizer": [None, None],
    "tokenizer_2": ["transformers", "CLIPTokenizer"], "unet": ["diffusers", "UNet2DConditionModel"],
    "vae": ["diffusers", "AutoencoderKL"],
}


BASE_INDEX = MODEL_INDEX | {
    "_class_name": "StableDiffusionXLPipeline", "force_zeros_for_empty_prompt": True, "requires_aesthetics_score": False,
    "text_encoder": ["transformers", "CLIPTextModel"], "tokenizer": ["transformers", "CLIPTokenizer"],
}


def write_json(path: Path, value) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def byte_letters() -> list[str]:
    """The letter that CLIP's vocabulary uses for each byte, in the order of its ids; see `byte_of_letter`."""
    return list(byte_of_letter())


def byte_of_letter() -> dict[str, int]:
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {chr(256 + i): byte for i, byte in enumerate(others)}


def learn_merges(count: int) -> list[tuple[str, str]]:
    letter = {byte: text for text, byte in byte_of_letter().items()}
    words: dict[tuple[str, ...], int] = {}
    for word in CORPUS.replace(",", " ,").split():
        symbols = [letter[byte] for byte in word.encode()]
        symbols[-1] += "</w>"
        words[tuple(symbols)] = words.get(tuple(symbols), 0) + 1
    merges = []
    while len(merges) < count:
        pairs: dict[tuple[str, str], int] = {}
        for symbols, times in words.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] = pairs.get(pair, 0) + times
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        words = {join(symbols, best): times for symbols, times in words.items()}
    return merges


def join(symbols: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    out, i = [], 0
    while i < len(symbols):
        if symbols[i:i + 2] == pair:
            out.append("".join(pair))
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return tuple(out)


def write_tokenizer(folder: Path, merges: list[tuple[str, str]], pad_token: str = "!") -> int:
    """Writes the four files of a CLIP tokenizer; returns the number of entries of its vocabulary."""
    letters = byte_letters()
    tokens = [*letters, *(letter + "</w>" for letter in letters), *("".join(pair) for pair in merges), BOS, EOS]
    vocabulary = {token: i for i, token in enumerate(tokens)}
    assert len(vocabulary) == len(tokens)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    lines = ["#version: 0.2", *(" ".join(pair) for pair in merges)]
    (folder / "merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def special(text):
        return {"content": text, "lstrip": False, "normalized": True, "rstrip": False, "single_word": False}

    write_json(folder / "special_tokens_map.json",
               {"bos_token": special(BOS), "eos_token": special(EOS), "pad_token": pad_token, "unk_token": special(EOS)})
    typed = {name: {"__type": "AddedToken"} | special(text)
             for name, text in (("bos_token", BOS), ("eos_token", EOS), ("unk_token", EOS))}
    write_json(folder / "tokenizer_config.json", {
        "add_prefix_space": False, "bos_token": typed["bos_token"], "clean_up_tokenization_spaces": True,
        "do_lower_case": True, "eos_token": typed["eos_token"], "errors": "replace", "model_max_length": 77,
        "pad_token": pad_token, "tokenizer_class": "CLIPTokenizer", "unk_token": typed["unk_token"]})
    return len(tokens)


def gain_of(name: str) -> float:
    """What a matrix multiplies the deviation of its (normalised) input by. Below 1 where branches join the residual
    stream and at the end: a random network with more is chaotic, and rounding errors grow tenfold a step."""
    if name.endswith(("attn2.to_v", "attn2.to_out.0")):
        return 1.6
    if name.endswith(("conv2", "to_out.0", "ff.net.2", "proj_out", "fc2", "out_proj")):
        return 0.7
    if name.endswith(("time_embedding.linear_2", "add_embedding.linear_2")):
        return 1.2
    return 0.5 if name == "conv_out" else 1.0


@torch.no_grad()
def liven(model: torch.nn.Module, generator: torch.Generator) -> None:
    """Draws every weight anew: matrices of about unit gain, biases and norms with noise. With a library's own
    initialisation the prompt hardly changes the result, and a test that compares latents proves nothing."""
    norms = (torch.nn.GroupNorm, torch.nn.LayerNorm)
    for name, module in model.named_modules():
        for key, weight in module.named_parameters(recurse=False):
            noise = torch.randn(weight.shape, generator=generator)
            if isinstance(module, norms):
                weight.copy_(0.2 * noise + (1.0 if key == "weight" else 0.0))
            elif isinstance(module, torch.nn.Embedding):
                weight.copy_(noise * (0.8 if "token" in name else 0.3))
            elif weight.ndim == 1:
                weight.copy_(0.15 * noise)
            else:
                weight.copy_(noise * gain_of(name) / weight[0].numel() ** 0.5)


@torch.no_grad()
def tame_vae(vae: AutoencoderKL, latent_channels: int) -> None:
    """Makes the posterior narrow, the latents about unit variance once scaled, and the picture unsaturated."""
    last = vae.quant_conv if vae.quant_conv is not None else vae.encoder.conv_out
    last.weight[:latent_channels] *= 1.6 / vae.config.scaling_factor
    last.bias[:latent_channels] *= 1.6 / vae.config.scaling_factor
    last.bias[latent_channels:] -= 4.0
    vae.decoder.conv_out.weight *= 0.3


def save_with_config(model, folder: Path, name: str, **options) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    model.save_pretrained(folder, **options)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config.pop("_name_or_path", None)
    write_json(folder / "config.json", config)
    print(f"  {name}: {sum(p.numel() for p in model.parameters())} weights, "
          f"{sum(f.stat().st_size for f in folder.iterdir())} bytes")


def build(name: str, root: Path) -> None:
    """Writes the model `name` of MODELS below `root`."""
    spec = MODELS[name]
    folder = root / name
    shutil.rmtree(folder, ignore_errors=True)
    print(f"{folder}:")
    vocabulary = write_tokenizer(folder / "tokenizer_2", learn_merges(spec["merges"]))
    write_json(folder / "scheduler" / "scheduler_config.json", SCHEDULER | spec["scheduler"])
    first_text = spec.get("first_text")
    write_json(folder / "model_index.json", BASE_INDEX if first_text else MODEL_INDEX)

    text_values = {"hidden_act": "gelu", "bos_token_id": 0, "eos_token_id": 2, "pad_token_id": 1} | spec["text"]
    if text_values["eos_token_id"] == "real":
        text_values |= {"bos_token_id": vocabulary - 2, "eos_token_id": vocabulary - 1, "pad_token_id": 0}
    text = CLIPTextModelWithProjection(CLIPTextConfig(vocab_size=vocabulary, max_position_embeddings=77, **text_values))

    first = []
    if first_text:
        write_tokenizer(folder / "tokenizer", learn_merges(spec["merges"]), EOS)
        first = [CLIPTextModel(CLIPTextConfig(vocab_size=vocabulary, max_position_embeddings=77, **(
            {"bos_token_id": 0, "eos_token_id": 2, "pad_token_id": 1} | first_text)))]

    unet = UNet2DConditionModel(**({
        "mid_block_type": "UNetMidBlock2DCrossAttn",
        "cross_attention_dim": text_values["hidden_size"] + (first_text["hidden_size"] if first_text else 0),
        "use_linear_projection": True, "addition_embed_type": "text_time", "addition_embed_type_num_heads": 64,
        "projection_class_embeddings_input_dim":
            text_values["projection_dim"] + (6 if first_text else 5) * spec["unet"]["addition_time_embed_dim"],
    } | spec["unet"]))

    levels = len(spec["vae"]["block_out_channels"])
    vae = AutoencoderKL(**({"down_block_types": ["DownEncoderBlock2D"] * levels,
                            "up_block_types": ["UpDecoderBlock2D"] * levels, "latent_channels": 4} | spec["vae"]))

    generator = torch.Generator("cpu").manual_seed(spec["seed"])
    for model in (text, unet, vae, *first):
        model.eval()
        liven(model, generator)
    tame_vae(vae, vae.config.latent_channels)
    if spec["variant"] == "fp16":
        for model in (text, unet, vae, *first):
            model.half()
    options = {"variant": spec["variant"]} if spec["variant"] else {}
    save_with_config(text, folder / "text_encoder_2", "text_encoder_2", **options)
    for model in first:
        save_with_config(model, folder / "text_encoder", "text_encoder", **options)
        # transformers 5 leaves the prefix out that every published SDXL repository has.
        for file in (folder / "text_encoder").glob("*.safetensors"):
            tensors = {key if key.startswith("text_model.") else f"text_model.{key}": value for key, value in load_file(file).items()}
            save_file(tensors, file, metadata={"format": "pt"})
    shards = {"max_shard_size": spec["shards"]} if spec["shards"] else {}
    save_with_config(unet, folder / "unet", "unet", **options, **shards)
    save_with_config(vae, folder / "vae", "vae", **options)

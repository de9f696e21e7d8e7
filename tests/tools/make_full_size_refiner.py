#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Writes a refiner of the real size (2.26 + 0.69 + 0.08 billion weights) with random weights in the official folder layout.

Speed and memory can be measured on it without the trained weights; its pictures are noise. The weights are cut from one
block of seeded normal noise, scaled as torch's default initialisation would be, so that activations stay finite."""

import argparse
import json
import math
import os
import struct
import time
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch  # noqa: E402
from diffusers import AutoencoderKL, UNet2DConditionModel  # noqa: E402
from transformers import CLIPTextConfig, CLIPTextModelWithProjection  # noqa: E402

import golden_tokenizer  # noqa: E402
import tiny_models  # noqa: E402

UNET = {
    "sample_size": 128, "block_out_channels": [384, 768, 1536, 1536],
    "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
    "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
    "mid_block_type": "UNetMidBlock2DCrossAttn", "layers_per_block": 2, "transformer_layers_per_block": 4,
    "attention_head_dim": [6, 12, 24, 24], "cross_attention_dim": 1280, "use_linear_projection": True,
    "addition_embed_type": "text_time", "addition_embed_type_num_heads": 64, "addition_time_embed_dim": 256,
    "projection_class_embeddings_input_dim": 2560,
}
VAE = {
    "down_block_types": ["DownEncoderBlock2D"] * 4, "up_block_types": ["UpDecoderBlock2D"] * 4,
    "block_out_channels": [128, 256, 512, 512], "layers_per_block": 2, "latent_channels": 4, "norm_num_groups": 32,
    "sample_size": 1024, "scaling_factor": 0.13025, "force_upcast": True,
}
TEXT = {
    "vocab_size": 49408, "hidden_size": 1280, "intermediate_size": 5120, "num_hidden_layers": 32,
    "num_attention_heads": 20, "max_position_embeddings": 77, "hidden_act": "gelu", "projection_dim": 1280,
    "bos_token_id": 0, "eos_token_id": 2, "pad_token_id": 1,
}
# Parameters and tensors of the real parts.
EXPECTED = {"unet": (2_259_526_660, 1220), "vae": (83_653_863, 248), "text_encoder_2": (694_659_840, 517)}
BLOCK = 1 << 25  # elements of the block of noise
DTYPES = {"fp16": (torch.float16, "F16", ".fp16"), "fp32": (torch.float32, "F32", "")}


class Noise:
    """Hands out slices of one block of normal noise, never from the same place twice in a row."""

    def __init__(self, seed: int, dtype: torch.dtype):
        self.block = torch.randn(BLOCK, generator=torch.Generator("cpu").manual_seed(seed)).to(dtype)
        self.at = 0

    def pieces(self, count: int, scale: float):
        while count:
            size = min(count, BLOCK - self.at)
            yield self.block[self.at:self.at + size] * scale
            self.at = (self.at + size + 12_345_677) % BLOCK
            count -= size


def scale_of(name: str, shape: torch.Size) -> float:
    """Standard deviation of torch's default initialisation (CLIP's for embeddings)."""
    if "embedding.weight" in name:
        return 0.02
    fan_in = math.prod(shape[1:]) if len(shape) > 1 else shape[0]
    return 1 / math.sqrt(3 * fan_in)


def write_weights(path: Path, model: torch.nn.Module, noise: Noise, dtype: str) -> None:
    torch_dtype, name_of_dtype, _ = DTYPES[dtype]
    norms = {f"{name}.weight" for name, module in model.named_modules()
             if isinstance(module, (torch.nn.GroupNorm, torch.nn.LayerNorm))}
    header, end = {"__metadata__": {"format": "pt"}}, 0
    tensors = dict(sorted(model.state_dict().items()))
    for name, tensor in tensors.items():
        size = tensor.numel() * torch_dtype.itemsize
        header[name] = {"dtype": name_of_dtype, "shape": list(tensor.shape), "data_offsets": [end, end + size]}
        end += size
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb", buffering=0) as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for name, tensor in tensors.items():
            if name in norms:
                file.write(torch.ones(tensor.numel(), dtype=torch_dtype).numpy())
                continue
            for piece in noise.pieces(tensor.numel(), scale_of(name, tensor.shape)):
                view = memoryview(piece.numpy()).cast("B")
                while view:
                    view = view[file.write(view):]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write (about 6 GB in fp16)")
    parser.add_argument("--dtype", choices=DTYPES, default="fp16", help="fp16 writes the variant's file names (%(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    variant = DTYPES[arguments.dtype][2]
    noise = Noise(arguments.seed, DTYPES[arguments.dtype][0])
    with torch.device("meta"):
        models = {"unet": UNet2DConditionModel(**UNET), "vae": AutoencoderKL(**VAE),
                  "text_encoder_2": CLIPTextModelWithProjection(CLIPTextConfig(**TEXT))}
    tiny_models.write_json(arguments.out / "model_index.json", tiny_models.MODEL_INDEX)
    tiny_models.write_json(arguments.out / "scheduler" / "scheduler_config.json", tiny_models.SCHEDULER)
    golden_tokenizer.write_real_tokenizer(arguments.out / "tokenizer_2", "!")
    for name, model in models.items():
        began = time.monotonic()
        found = sum(weight.numel() for weight in model.parameters()), len(model.state_dict())
        assert found == EXPECTED[name], f"{name}: {found}"
        folder = arguments.out / name
        folder.mkdir(parents=True, exist_ok=True)
        if name == "text_encoder_2":
            model.config.architectures = ["CLIPTextModelWithProjection"]
            model.config.save_pretrained(folder)
        else:
            model.save_config(folder)
        stem = "model" if name == "text_encoder_2" else "diffusion_pytorch_model"
        path = folder / f"{stem}{variant}.safetensors"
        write_weights(path, model, noise, arguments.dtype)
        print(f"{path}: {found[0]} weights, {path.stat().st_size} bytes, {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    main()

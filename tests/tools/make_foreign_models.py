#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Writes small stand-ins for the kinds of weight files that people have: real names and ranks, the dimensions that tell
the kinds apart real, the others 1, all values zero. They serve the detection that reads headers only."""

import argparse
import json
import math
import shutil
import struct
from pathlib import Path

MODELS = Path(__file__).resolve().parent.parent / "data" / "models"
WIDTH = {"F16": 2, "F32": 4, "I64": 8}


def write(path: Path, tensors: dict[str, list[int]], dtype: str = "F16", metadata: dict | None = None) -> None:
    header: dict = {"__metadata__": metadata} if metadata else {}
    end = 0
    for name, shape in tensors.items():
        kind = "I64" if name.endswith("position_ids") else dtype
        size = math.prod(shape) * WIDTH[kind]
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [end, end + size]}
        end += size
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + bytes(end))
    print(f"{path}: {len(tensors)} tensors, {path.stat().st_size} bytes")


def attention(prefix: str, depth: int, context: int, linear: bool) -> dict[str, list[int]]:
    tensors = {f"{prefix}.norm.weight": [1], f"{prefix}.proj_in.weight": [1, 1] if linear else [1, 1, 1, 1]}
    for block in range(depth):
        at = f"{prefix}.transformer_blocks.{block}"
        tensors |= {f"{at}.attn1.to_q.weight": [1, 1], f"{at}.attn2.to_k.weight": [1, 1 if block else context],
                    f"{at}.ff.net.0.proj.weight": [1, 1]}
    return tensors | {f"{prefix}.proj_out.weight": [1, 1] if linear else [1, 1, 1, 1]}


def ldm_unet(channels: int, levels: int, depths: list[int], context: int, label: int | None, linear: bool = True,
             in_channels: int = 4) -> dict[str, list[int]]:
    """Names of a single-file UNet (spec: two resnets a level, three on the way up); depth 0 is a level without attention."""
    root = "model.diffusion_model."
    tensors = {root + "time_embed.0.weight": [1, channels], root + "input_blocks.0.0.weight": [channels, in_channels, 3, 3]}
    if label:
        tensors |= {root + "label_emb.0.0.weight": [1, label], root + "label_emb.0.2.weight": [1, 1]}
    index = 1
    for level in range(levels):
        for _ in range(2):
            tensors[f"{root}input_blocks.{index}.0.in_layers.2.weight"] = [1, 1, 3, 3]
            tensors |= attention(f"{root}input_blocks.{index}.1", depths[level], context, linear) if depths[level] else {}
            index += 1
        if level + 1 < levels:
            tensors[f"{root}input_blocks.{index}.0.op.weight"] = [1, 1, 3, 3]
            index += 1
    middle = max(depths[-1], depths[-2])
    tensors[root + "middle_block.0.in_layers.2.weight"] = [1, 1, 3, 3]
    tensors |= attention(root + "middle_block.1", middle, context, linear)
    tensors[root + "middle_block.2.in_layers.2.weight"] = [1, 1, 3, 3]
    index = 0
    for level in reversed(range(levels)):
        for layer in range(3):
            tensors[f"{root}output_blocks.{index}.0.in_layers.2.weight"] = [1, 1, 3, 3]
            tensors |= attention(f"{root}output_blocks.{index}.1", depths[level], context, linear) if depths[level] else {}
            if layer == 2 and level:
                tensors[f"{root}output_blocks.{index}.{2 if depths[level] else 1}.conv.weight"] = [1, 1, 3, 3]
            index += 1
    return tensors | {root + "out.0.weight": [channels], root + "out.2.weight": [4, channels, 3, 3]}


def vae(prefix: str, latent_channels: int = 4) -> dict[str, list[int]]:
    names = {"encoder.conv_in.weight": [128, 3, 3, 3], "encoder.down.0.block.0.conv1.weight": [1, 1, 3, 3],
             "encoder.down.1.block.0.nin_shortcut.weight": [1, 1, 1, 1], "encoder.mid.attn_1.q.weight": [1, 1, 1, 1],
             "encoder.conv_out.weight": [2 * latent_channels, 1, 3, 3], "decoder.conv_in.weight": [1, latent_channels, 3, 3],
             "decoder.up.3.block.0.conv1.weight": [1, 1, 3, 3], "decoder.mid.attn_1.q.weight": [1, 1, 1, 1],
             "decoder.conv_out.weight": [3, 128, 3, 3],
             "quant_conv.weight": [2 * latent_channels, 2 * latent_channels, 1, 1],
             "post_quant_conv.weight": [latent_channels, latent_channels, 1, 1]}
    return {prefix + name: shape for name, shape in names.items()}


def open_clip(prefix: str, width: int, layers: int) -> dict[str, list[int]]:
    tensors = {"token_embedding.weight": [1, width], "positional_embedding": [77, 1], "ln_final.weight": [width],
               "ln_final.bias": [width], "text_projection": [1, width], "logit_scale": []}
    for layer in range(layers):
        tensors |= {f"transformer.resblocks.{layer}.attn.in_proj_weight": [3, 1],
                    f"transformer.resblocks.{layer}.mlp.c_proj.bias": [1]}
    return {prefix + name: shape for name, shape in tensors.items()}


def clip(prefix: str, width: int, layers: int) -> dict[str, list[int]]:
    tensors = {"embeddings.position_ids": [1, 77], "embeddings.token_embedding.weight": [1, width],
               "final_layer_norm.weight": [width]}
    for layer in range(layers):
        tensors |= {f"encoder.layers.{layer}.self_attn.q_proj.weight": [1, width],
                    f"encoder.layers.{layer}.layer_norm1.weight": [width]}
    return {f"{prefix}text_model.{name}": shape for name, shape in tensors.items()}


def kohya_lora() -> dict[str, list[int]]:
    names = ["lora_unet_input_blocks_4_1_transformer_blocks_0_attn1_to_q", "lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_k",
             "lora_unet_middle_block_1_proj_in", "lora_te2_text_model_encoder_layers_0_self_attn_q_proj"]
    widths = [(640, 640), (2048, 640), (1280, 1280), (1280, 1280)]
    tensors: dict[str, list[int]] = {}
    for name, (before, after) in zip(names, widths):
        tensors |= {f"{name}.alpha": [], f"{name}.lora_down.weight": [4, before], f"{name}.lora_up.weight": [after, 4]}
    return tensors


def peft_lora() -> dict[str, list[int]]:
    name = "unet.down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k"
    return {f"{name}.lora_A.weight": [4, 2048], f"{name}.lora_B.weight": [640, 4]}


def diffusers_unet() -> dict[str, list[int]]:
    at = "down_blocks.1.attentions.0.transformer_blocks.0"
    return {"conv_in.weight": [384, 4, 3, 3], "time_embedding.linear_1.weight": [1, 384], "add_embedding.linear_1.weight": [1, 2560],
            "down_blocks.0.resnets.0.conv1.weight": [1, 1, 3, 3], f"{at}.attn2.to_k.weight": [1, 1280],
            "mid_block.resnets.0.conv1.weight": [1, 1, 3, 3], "up_blocks.0.resnets.0.conv1.weight": [1, 1, 3, 3],
            "conv_out.weight": [4, 384, 3, 3]}


def flux() -> dict[str, list[int]]:
    return {"img_in.weight": [3072, 1], "double_blocks.0.img_attn.qkv.weight": [9216, 1],
            "single_blocks.0.linear1.weight": [21504, 1], "final_layer.linear.weight": [64, 1]}


def folders(models: Path) -> None:
    """A refiner whose UNet is missing (configurations only), and the index of an SD 1.5 folder."""
    source, target = models / "refiner_quirks", models / "folder_without_unet"
    shutil.rmtree(target, ignore_errors=True)
    for file in sorted(source.rglob("*")):
        if file.suffix in (".json", ".txt") and "unet" not in file.parts:
            (target / file.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target / file.relative_to(source))
    sd15 = models / "sd15_folder"
    sd15.mkdir(exist_ok=True)
    index = {"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.6.0", "safety_checker": [None, None],
             "scheduler": ["diffusers", "PNDMScheduler"], "text_encoder": ["transformers", "CLIPTextModel"],
             "tokenizer": ["transformers", "CLIPTokenizer"], "unet": ["diffusers", "UNet2DConditionModel"],
             "vae": ["diffusers", "AutoencoderKL"]}
    (sd15 / "model_index.json").write_text(json.dumps(index, indent=2) + "\n", encoding="ascii")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=MODELS, help="folder to write, with the tiny refiners in it (%(default)s)")
    models = parser.parse_args().models
    write(models / "sdxl_refiner.safetensors", ldm_unet(384, 4, [0, 4, 4, 0], 1280, 2560) | vae("first_stage_model.")
          | open_clip("conditioner.embedders.0.model.", 1280, 32))
    write(models / "sdxl_base.safetensors", ldm_unet(320, 3, [0, 2, 10], 2048, 2816) | vae("first_stage_model.")
          | clip("conditioner.embedders.0.transformer.", 768, 12) | open_clip("conditioner.embedders.1.model.", 1280, 32))
    write(models / "sd15.safetensors", ldm_unet(320, 4, [1, 1, 1, 0], 768, None, linear=False) | vae("first_stage_model.")
          | clip("cond_stage_model.transformer.", 768, 12))
    write(models / "sd21.safetensors", ldm_unet(320, 4, [1, 1, 1, 0], 1024, None) | vae("first_stage_model.")
          | open_clip("cond_stage_model.model.", 1024, 23))
    write(models / "sdxl_inpaint.safetensors", ldm_unet(320, 3, [0, 2, 10], 2048, 2816, in_channels=9)
          | vae("first_stage_model.") | open_clip("conditioner.embedders.1.model.", 1280, 32))
    write(models / "lora.safetensors", kohya_lora(), metadata={"ss_network_module": "networks.lora", "ss_base_model_version": "sdxl_base_v1-0"})
    write(models / "lora_peft.safetensors", peft_lora())
    write(models / "vae_only.safetensors", vae(""))
    write(models / "vae_16_channels.safetensors", vae("", 16))
    write(models / "unet_only.safetensors", diffusers_unet())
    write(models / "embedding.safetensors", {"clip_l": [2, 768], "clip_g": [2, 1280]}, "F32")
    write(models / "flux.safetensors", flux())
    (models / "pickle.ckpt").write_bytes(b"\x80\x02}q\x00X\x0a\x00\x00\x00state_dictq\x01}q\x02s.")
    folders(models)


if __name__ == "__main__":
    main()

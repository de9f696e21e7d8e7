#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Writes resources/models/pocket: a refiner of random weights in the official diffusers layout, about 3 MB.

It lets both programs run at once after a build and stands where a trained small model will stand. Needs the oracle's
environment (torch, diffusers, transformers; tests/README.md). The same torch writes the same files.

  make_pocket_placeholder.py --clip-merges build/deps/clip/merges.txt resources/models/pocket
"""
import argparse
import json
import pathlib
import tempfile

import torch
from diffusers import AutoencoderKL, EulerDiscreteScheduler, StableDiffusionXLImg2ImgPipeline, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModelWithProjection, CLIPTokenizer

SEED = 20260101
MERGES = 2048  # of CLIP's 48,894: English words of a few letters stay whole, and the embedding stays small
WIDTH = 32
NOTE = "Random weights: this placeholder shows that everything works; its pictures mean nothing."


def byte_symbols():
    """GPT-2's byte-to-character table, printable bytes first: the order of CLIP's first 256 ids."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {byte: chr(byte) for byte in printable}
    for byte in (b for b in range(256) if b not in table):
        table[byte] = chr(256 + len(table) - len(printable))
    return list(table.values())


def make_tokenizer(merges_file, folder):
    lines = merges_file.read_text(encoding="utf-8").splitlines()
    merges = lines[1 : 1 + MERGES]
    symbols = byte_symbols()
    words = symbols + [s + "</w>" for s in symbols] + ["".join(m.split()) for m in merges]
    words += ["<|startoftext|>", "<|endoftext|>"]
    vocabulary = {word: index for index, word in enumerate(words)}
    assert len(vocabulary) == len(words)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    (folder / "merges.txt").write_text("\n".join([lines[0], *merges]) + "\n", encoding="utf-8")
    special = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>",
               "pad_token": "!"}
    (folder / "special_tokens_map.json").write_text(json.dumps(special, indent=2), encoding="utf-8")
    settings = {"model_max_length": 77, "do_lower_case": True, "add_prefix_space": False, "errors": "replace",
                "tokenizer_class": "CLIPTokenizer", **special}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2), encoding="utf-8")
    return len(words)


def make_models(vocabulary_size):
    text_encoder = CLIPTextModelWithProjection(CLIPTextConfig(
        vocab_size=vocabulary_size, hidden_size=WIDTH, intermediate_size=2 * WIDTH, projection_dim=WIDTH,
        num_hidden_layers=3, num_attention_heads=4, max_position_embeddings=77, hidden_act="gelu",
        bos_token_id=0, eos_token_id=2, pad_token_id=1))
    vae = AutoencoderKL(
        block_out_channels=(16, 16, 32, 32), down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4, latent_channels=4, layers_per_block=1, norm_num_groups=8,
        sample_size=512, scaling_factor=0.13025, force_upcast=True)
    unet = UNet2DConditionModel(
        sample_size=64, block_out_channels=(16, 32, 48, 48),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        attention_head_dim=(2, 4, 6, 6), transformer_layers_per_block=1, layers_per_block=1, norm_num_groups=8,
        cross_attention_dim=WIDTH, use_linear_projection=True, addition_embed_type="text_time",
        addition_time_embed_dim=8, projection_class_embeddings_input_dim=5 * 8 + WIDTH)
    return text_encoder, vae, unet


@torch.no_grad()
def liven(module):
    """Larger matrices and non-zero biases: freshly initialised ones would hardly let the prompt reach the latents."""
    for name, parameter in module.named_parameters():
        if parameter.dim() >= 2:
            parameter.mul_(1.4)
        elif name.endswith("bias"):
            parameter.add_(0.05 * torch.randn_like(parameter))


@torch.no_grad()
def scale_output(convolution, values, wanted):
    """Brings the spread of what the last convolution gives to `wanted`."""
    factor = wanted / values.std().item()
    convolution.weight.mul_(factor)
    convolution.bias.mul_(factor)


def smooth_noise(count, side):
    small = torch.randn(count, 3, side // 16, side // 16)
    return torch.nn.functional.interpolate(small, size=(side, side), mode="bicubic").clamp(-1, 1)


@torch.no_grad()
def calibrate(vae, unet):
    """Latents of unit spread after scaling, pictures inside the range, predictions as large as the noise."""
    pictures = smooth_noise(4, 256)
    moments = vae.encode(pictures).latent_dist
    scale_output(vae.quant_conv, moments.mean, 1 / vae.config.scaling_factor)
    vae.quant_conv.weight[4:].mul_(0.01)
    vae.quant_conv.bias[4:] = -8.0  # log variance: the posterior is narrow, as a trained one's is
    latents = vae.encode(pictures).latent_dist.mean
    scale_output(vae.decoder.conv_out, vae.decode(latents).sample, 0.5)
    noisy = torch.randn(2, 4, 32, 32)
    conditions = {"text_embeds": torch.randn(2, WIDTH), "time_ids": torch.tensor([[256., 256, 0, 0, 6]] * 2)}
    predicted = unet(noisy, 200, torch.randn(2, 77, WIDTH), added_cond_kwargs=conditions).sample
    scale_output(unet.conv_out, predicted, 1.0)
    pooled = torch.nn.functional.avg_pool2d(vae.decode(latents).sample, 8).permute(0, 2, 3, 1).reshape(-1, 3)
    inputs = (latents * vae.config.scaling_factor).permute(0, 2, 3, 1).reshape(-1, 4)
    with_bias = torch.cat([inputs, torch.ones(len(inputs), 1)], dim=1)
    return torch.linalg.lstsq(with_bias, pooled).solution


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clip-merges", type=pathlib.Path, required=True, help="CLIP's merges.txt")
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()

    torch.manual_seed(SEED)
    with tempfile.TemporaryDirectory() as temporary:
        tokenizer_folder = pathlib.Path(temporary)
        text_encoder, vae, unet = make_models(make_tokenizer(arguments.clip_merges, tokenizer_folder))
        for module in (text_encoder, vae, unet):
            module.eval()
            liven(module)
        latent_rgb = calibrate(vae, unet)
        pipeline = StableDiffusionXLImg2ImgPipeline(
            vae=vae, text_encoder=None, text_encoder_2=text_encoder, tokenizer=None,
            tokenizer_2=CLIPTokenizer.from_pretrained(tokenizer_folder), unet=unet,
            scheduler=EulerDiscreteScheduler(
                beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", num_train_timesteps=1000,
                prediction_type="epsilon", timestep_spacing="leading", steps_offset=1,
                interpolation_type="linear", use_karras_sigmas=False),
            requires_aesthetics_score=True, force_zeros_for_empty_prompt=False, add_watermarker=False)
        pipeline.to(torch.float16).save_pretrained(arguments.folder, variant="fp16", safe_serialization=True)
        for name in ("vocab.json", "merges.txt", "special_tokens_map.json", "tokenizer_config.json"):
            (arguments.folder / "tokenizer_2" / name).write_bytes((tokenizer_folder / name).read_bytes())
        (arguments.folder / "tokenizer_2" / "tokenizer.json").unlink(missing_ok=True)
    rows = [[round(value, 4) for value in row] for row in latent_rgb.tolist()]
    settings = {"schema": 1, "name": "Pocket refiner (placeholder)", "license": "Apache-2.0", "note": NOTE,
                "defaults": {"steps": 20, "strength": 0.3},
                "latent_rgb": {"factors": rows[:4], "bias": rows[4]}}
    (arguments.folder / "burnish.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

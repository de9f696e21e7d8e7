# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""The full lists of tensors of SDXL base and refiner in both layouts, paired by diffusers' own conversion.

    golden_keys.py OUT      tests/data/keys: one zlib-packed text a component, a line a pair: original, diffusers, shape

The original names are walked out here as generative-models' modules are built (openaimodel.py, model.py, open_clip's
transformer.py). diffusers' single-file conversion then has to give exactly the keys of its own models (built on the meta
device from the official configurations), so that neither list can lack a name. Needs requirements.txt.
"""

import sys
import zlib
from pathlib import Path

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from diffusers.loaders import single_file_utils as sfu
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

UNETS = {
    "refiner": dict(channels=[384, 768, 1536, 1536], depths=[0, 4, 4, 0], middle=4, context=1280, label=2560),
    "base": dict(channels=[320, 640, 1280], depths=[0, 2, 10], middle=10, context=2048, label=2816),
}


def both(name):
    return [name + ".weight", name + ".bias"]


def resnet(prefix, changes):
    names = sum((both(prefix + inner) for inner in (".in_layers.0", ".in_layers.2", ".emb_layers.1", ".out_layers.0", ".out_layers.3")), [])
    return names + (both(prefix + ".skip_connection") if changes else [])


def transformer(prefix, depth):
    names = sum((both(prefix + inner) for inner in (".norm", ".proj_in", ".proj_out")), [])
    for block in range(depth):
        at = f"{prefix}.transformer_blocks.{block}"
        for attention in (".attn1", ".attn2"):
            names += [at + attention + inner for inner in (".to_q.weight", ".to_k.weight", ".to_v.weight")] + both(at + attention + ".to_out.0")
        names += sum((both(at + inner) for inner in (".ff.net.0.proj", ".ff.net.2", ".norm1", ".norm2", ".norm3")), [])
    return names


def unet_names(spec):
    names = sum((both(name) for name in ("time_embed.0", "time_embed.2", "label_emb.0.0", "label_emb.0.2", "input_blocks.0.0")), [])
    channels, depths, last = spec["channels"], spec["depths"], len(spec["channels"]) - 1
    width, widths, block = channels[0], [channels[0]], 1
    for level, wanted in enumerate(channels):
        for _ in range(2):
            names += resnet(f"input_blocks.{block}.0", width != wanted)
            width = wanted
            names += transformer(f"input_blocks.{block}.1", depths[level]) if depths[level] else []
            widths.append(width)
            block += 1
        if level != last:
            names += both(f"input_blocks.{block}.0.op")
            widths.append(width)
            block += 1
    names += resnet("middle_block.0", False) + transformer("middle_block.1", spec["middle"]) + resnet("middle_block.2", False)
    block = 0
    for level in reversed(range(len(channels))):
        for layer in range(3):
            names += resnet(f"output_blocks.{block}.0", True)  # the skip makes it wider
            width = channels[level]
            widths.pop()
            inside = 1
            if depths[level]:
                names += transformer(f"output_blocks.{block}.1", depths[level])
                inside = 2
            if level and layer == 2:
                names += both(f"output_blocks.{block}.{inside}.conv")
            block += 1
    return names + both("out.0") + both("out.2")


def vae_names():
    def block(prefix, changes):
        names = sum((both(prefix + inner) for inner in (".norm1", ".conv1", ".norm2", ".conv2")), [])
        return names + (both(prefix + ".nin_shortcut") if changes else [])

    def mid(part):
        attention = sum((both(f"{part}.mid.attn_1.{inner}") for inner in ("norm", "q", "k", "v", "proj_out")), [])
        return block(f"{part}.mid.block_1", False) + attention + block(f"{part}.mid.block_2", False)

    names = both("quant_conv") + both("post_quant_conv")
    for part in ("encoder", "decoder"):
        names += both(f"{part}.conv_in") + both(f"{part}.norm_out") + both(f"{part}.conv_out") + mid(part)
    channels = [128, 256, 512, 512]
    for level in range(4):
        for layer in range(2):
            names += block(f"encoder.down.{level}.block.{layer}", layer == 0 and level in (1, 2))
        for layer in range(3):
            names += block(f"decoder.up.{level}.block.{layer}", layer == 0 and level in (0, 1))
        names += both(f"encoder.down.{level}.downsample.conv") if level < 3 else []
        names += both(f"decoder.up.{level}.upsample.conv") if level > 0 else []
    assert len(channels) == 4
    return names


def open_clip_names():
    names = ["token_embedding.weight", "positional_embedding", "text_projection"] + both("ln_final")
    for layer in range(32):
        at = f"transformer.resblocks.{layer}"
        names += [at + ".attn.in_proj_weight", at + ".attn.in_proj_bias"]
        names += sum((both(at + inner) for inner in (".attn.out_proj", ".ln_1", ".ln_2", ".mlp.c_fc", ".mlp.c_proj")), [])
    return names


def marked(names):
    """A tensor a name that can be told from every other: its number."""
    return {name: torch.full((1,), float(number)) for number, name in enumerate(names)}


def pairs_of(names, converted, model):
    """(original, diffusers, shape), where the conversion moved the tensors as they are."""
    wanted = {key: list(value.shape) for key, value in model.state_dict().items() if not key.endswith("position_ids")}
    assert set(converted) == set(wanted), (sorted(set(wanted) - set(converted))[:5], sorted(set(converted) - set(wanted))[:5])
    lines = []
    for key, value in converted.items():
        lines.append((names[int(value.flatten()[0])], key, wanted[key]))
    assert len({original for original, _, _ in lines}) == len(names) == len(lines)
    return lines


def unet_pairs(kind):
    spec = UNETS[kind]
    levels = len(spec["channels"])
    attends = [bool(depth) for depth in spec["depths"]]
    with torch.device("meta"):
        model = UNet2DConditionModel(
            block_out_channels=spec["channels"], down_block_types=["CrossAttnDownBlock2D" if a else "DownBlock2D" for a in attends],
            up_block_types=["CrossAttnUpBlock2D" if a else "UpBlock2D" for a in reversed(attends)], layers_per_block=2,
            transformer_layers_per_block=[max(1, depth) for depth in spec["depths"][:-1]] + [spec["middle"]],
            attention_head_dim=[width // 64 for width in spec["channels"]], cross_attention_dim=spec["context"], use_linear_projection=True,
            addition_embed_type="text_time", addition_time_embed_dim=256, projection_class_embeddings_input_dim=spec["label"])
    names = unet_names(spec)
    checkpoint = {"model.diffusion_model." + name: value for name, value in marked(names).items()}
    config = dict(model.config) | {"layers_per_block": 2, "class_embed_type": None, "addition_embed_type": "text_time"}
    assert levels == len(model.down_blocks)
    return pairs_of(names, sfu.convert_ldm_unet_checkpoint(checkpoint, config), model)


def vae_pairs():
    with torch.device("meta"):
        model = AutoencoderKL(block_out_channels=[128, 256, 512, 512], down_block_types=["DownEncoderBlock2D"] * 4,
                              up_block_types=["UpDecoderBlock2D"] * 4, layers_per_block=2)
    names = vae_names()
    # The conversion squeezes the attention's 1x1 kernels: give it four dimensions.
    checkpoint = {"first_stage_model." + name: value.reshape(1, 1, 1, 1) if ".attn_1." in name and "norm" not in name and
                  name.endswith("weight") else value for name, value in marked(names).items()}
    return pairs_of(names, sfu.convert_ldm_vae_checkpoint(checkpoint, dict(model.config)), model)


def open_clip_pairs():
    """The fused projections and the transposed one have real sizes, so that their parts can be told apart."""
    names = open_clip_names()
    with torch.device("meta"):
        model = CLIPTextModelWithProjection(CLIPTextConfig(hidden_size=1280, intermediate_size=5120, projection_dim=1280, num_hidden_layers=32,
                                                           num_attention_heads=20, hidden_act="gelu"))
    checkpoint = {}
    for number, name in enumerate(names):
        if "in_proj" in name:
            rows = torch.arange(3).repeat_interleave(1280) + 10.0 * number
            checkpoint[name] = rows.reshape(-1, 1) if name.endswith("weight") else rows
        elif name == "text_projection":
            checkpoint[name] = torch.full((1280, 1280), 10.0 * number)  # its size decides where the fused ones are cut
            checkpoint[name][1, 0] += 2
        else:
            checkpoint[name] = torch.full((1,), 10.0 * number)
    wrapped = {"conditioner.embedders.0.model." + name: value for name, value in checkpoint.items()}
    converted = sfu.convert_open_clip_checkpoint(model, wrapped, prefix="conditioner.embedders.0.model.")
    wanted = {key: list(value.shape) for key, value in model.state_dict().items() if not key.endswith("position_ids")}
    converted = {key: value for key, value in converted.items() if key in wanted}
    assert set(converted) == set(wanted), sorted(set(wanted) - set(converted))[:5]
    lines = []
    for key, value in converted.items():
        number, part = divmod(int(value.flatten()[0]), 10)
        name = names[number]
        if name == "text_projection":
            assert value[0, 1] == 10 * number + 2  # transposed
            name += "^T"
        elif "in_proj" in name:
            name += f"[{part}]"
        lines.append((name, key, wanted[key]))
    return lines


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with torch.device("meta"):
        clip_l = CLIPTextModel(CLIPTextConfig(hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12))
    prefix = "text_model."
    clip_keys = [(key if key.startswith(prefix) else prefix + key, list(value.shape)) for key, value in clip_l.state_dict().items()
                 if not key.endswith("position_ids")]
    parts = {"unet_refiner": unet_pairs("refiner"), "unet_base": unet_pairs("base"), "vae": vae_pairs(), "text_encoder_2": open_clip_pairs(),
             "text_encoder": [(key, key, shape) for key, shape in clip_keys]}
    for name, lines in parts.items():
        text = "".join(f"{original}\t{key}\t{','.join(map(str, shape))}\n" for original, key, shape in sorted(lines))
        (out / f"{name}.z").write_bytes(zlib.compress(text.encode(), 9))
        print(name, len(lines), "pairs")


if __name__ == "__main__":
    main()

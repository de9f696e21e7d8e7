# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""LoRAs and another autoencoder on the tiny models, as diffusers runs them; long weighted prompts need no fixture.

    golden_files.py MODELS OUT      tests/data/models and tests/data/golden

Every LoRA is written twice, under kohya's names (with alpha; the UNet's in the original checkpoint's names) and under PEFT's
(alpha folded in). diffusers runs the second through load_lora_weights, unmerged. Needs requirements.txt with peft.
"""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL
from PIL import Image
from safetensors.torch import save_file

import golden_cases

# name: (case whose picture is taken, model, rank, weight, what differs from DEFAULTS)
LORAS = {
    "lora_refiner": ("tiny_default", "refiner_tiny", 3, 0.8, dict(prompt=golden_cases.PROMPT, strength=0.5, steps=8, seed=71)),
    "lora_base": ("base_default", "base_tiny", 2, -0.6, dict(prompt="a cat in the garden", negative_prompt="blurry", strength=0.5, steps=6, seed=72)),
}


def original_name(module: str, layers: int) -> str:
    """The module's name in the original checkpoint, by the rule of the blocks' numbers."""
    for kind, first, stride in (("down", 1, layers + 1), ("up", 0, layers + 1)):
        parts = module.split(".")
        if parts[0] != f"{kind}_blocks":
            continue
        block = first + int(parts[1]) * stride + int(parts[3])
        name = "input_blocks" if kind == "down" else "output_blocks"
        if parts[2] == "attentions":
            return ".".join([name, str(block), "1", *parts[4:]])
        inner = {"conv1": "in_layers.2", "time_emb_proj": "emb_layers.1", "conv2": "out_layers.3", "conv_shortcut": "skip_connection"}
        return ".".join([name, str(block), "0", inner[parts[4]]])
    if module.startswith("mid_block.attentions.0"):
        return "middle_block.1" + module[len("mid_block.attentions.0"):]
    if module.startswith("mid_block.resnets."):
        inner = {"conv1": "in_layers.2", "time_emb_proj": "emb_layers.1", "conv2": "out_layers.3"}
        return f"middle_block.{2 * int(module.split('.')[2])}.{inner[module.split('.')[3]]}"
    raise ValueError(module)


def wanted(name: str, module) -> bool:
    if isinstance(module, torch.nn.Conv2d):
        return name.endswith((".conv1", ".conv_shortcut")) and name.startswith(("down_blocks", "up_blocks"))
    return isinstance(module, torch.nn.Linear) and (
        name.endswith((".to_q", ".to_v", ".to_out.0", ".proj_in", ".ff.net.0.proj", ".q_proj", ".fc1", ".time_emb_proj")))


def make_lora(pipe, rank: int, seed: int):
    generator = torch.Generator("cpu").manual_seed(seed)
    kohya, peft = {}, {}
    layers = pipe.unet.config.layers_per_block
    for component, prefix in (("unet", "lora_unet_"), ("text_encoder", "lora_te1_"), ("text_encoder_2", "lora_te2_")):
        model = getattr(pipe, component, None)
        if model is None:
            continue
        for name, module in model.named_modules():
            if not wanted(name, module):
                continue
            shape = module.weight.shape
            kernel = tuple(shape[2:])
            down = torch.randn((rank, shape[1], *kernel), generator=generator) / (shape[1] * max(1, int(np.prod(kernel)))) ** 0.5
            up = torch.randn((shape[0], rank, *(1,) * len(kernel)), generator=generator) * 0.25
            alpha = 1.0 + torch.rand((), generator=generator).item()
            # As every published file has it; transformers 5 leaves "text_model" out, and PEFT's names below with it.
            theirs = original_name(name, layers) if component == "unet" else "text_model." + name.removeprefix("text_model.")
            base = prefix + theirs.replace(".", "_")
            kohya |= {f"{base}.lora_down.weight": down, f"{base}.lora_up.weight": up, f"{base}.alpha": torch.tensor(alpha)}
            peft |= {f"{component}.{name}.lora_A.weight": down, f"{component}.{name}.lora_B.weight": up * (alpha / rank)}
    return kohya, peft


def record(out: Path, name: str, request: dict, picture, trace: dict):
    folder = out / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tensors = {key: value.contiguous().clone() for key, value in (trace | {"input": torch.from_numpy(np.array(picture))}).items()}
    save_file(tensors, folder / "expected.safetensors")
    request = request | {"steps_run": trace["timesteps"].numel()}
    (folder / "request.json").write_text(json.dumps(request, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(name, trace["timesteps"].numel(), "steps")


def picture_of(case: str):
    source, region, size, _ = golden_cases.CASES[case]
    return golden_cases.photograph(source).crop(region).resize(size, Image.LANCZOS)


def main():
    models, out = Path(sys.argv[1]), Path(sys.argv[2])
    torch.set_num_threads(1)
    for name, (case, model, rank, weight, values) in LORAS.items():
        pipe = golden_cases.load_pipeline(models, model)
        picture = picture_of(case)
        request = golden_cases.DEFAULTS | values | {"model": model}
        plain = golden_cases.run(pipe, request, picture)
        kohya, peft = make_lora(pipe, rank, values["seed"])
        for form, tensors in (("kohya", kohya), ("peft", peft)):
            save_file({key: value.contiguous() for key, value in tensors.items()}, models / f"{name}_{form}.safetensors")
        pipe.load_lora_weights(dict(peft), adapter_name="it")
        pipe.set_adapters("it", weight)
        trace = golden_cases.run(pipe, request, picture)
        moved = golden_cases.relative(trace["final"], plain["final"])
        text = golden_cases.relative(trace["prompt_embeds"], plain["prompt_embeds"])
        print(f"{name}: {len(peft) // 2} layers, moves the result by {moved:.2f}, the text by {text:.2f}")
        assert moved > 0.02 and text > 0.005
        for form in ("kohya", "peft"):
            record(out, f"{name}_{form}", request | {"loras": [[f"{name}_{form}.safetensors", weight]]}, picture, trace)
    # Another autoencoder in the refiner's place.
    pipe = golden_cases.load_pipeline(models, "refiner_tiny")
    pipe.vae = AutoencoderKL.from_pretrained(models / "refiner_sharded" / "vae", local_files_only=True)
    request = golden_cases.DEFAULTS | dict(model="refiner_tiny", prompt="the old harbour at dawn", strength=0.6, steps=6, seed=73,
                                           vae="refiner_sharded/vae")
    picture = picture_of("tiny_default")
    record(out, "tiny_other_vae", request, picture, golden_cases.run(pipe, request, picture))


if __name__ == "__main__":
    main()

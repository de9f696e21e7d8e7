# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Whole runs of diffusers with every sampler: picture to picture, inside a mask, text to picture, and both models one
after the other.

Only the latents after each step and the picture are kept: what the conditioning is, the cases of golden_cases.py hold."""

import json
import shutil
from pathlib import Path

import diffusers
import numpy as np
import torch
from diffusers import StableDiffusionXLInpaintPipeline, StableDiffusionXLPipeline
from PIL import Image
from safetensors.torch import save_file

import golden_cases
import golden_samplers

BASE, REFINER = "base_tiny", "refiner_tiny"
PROMPT, OTHER = golden_cases.PROMPT, "the old harbour at dawn, mist over the water"
SIZE = 64

# name: what differs from golden_cases.DEFAULTS. `refiner`: a second model; `switch`: where it takes over, absent for
# two stages at `strength`.
ROUTES = {
    "strength_30": dict(model=REFINER, prompt=PROMPT, strength=0.3, steps=10, seed=71),
    "strength_60": dict(model=REFINER, prompt=PROMPT, negative_prompt="blurry", strength=0.6, steps=10, seed=72),
    "strength_100": dict(model=BASE, prompt=PROMPT, strength=1.0, steps=8, seed=73),
    "text": dict(model=BASE, prompt=OTHER, steps=8, seed=74, generate=[SIZE, SIZE]),
    "switch_80": dict(model=BASE, prompt=PROMPT, steps=12, seed=75, generate=[SIZE, SIZE], refiner=REFINER, switch=0.8),
    "switch_65": dict(model=BASE, prompt=PROMPT, negative_prompt="noise", steps=12, guidance_scale=6.0, seed=76,
                      generate=[SIZE, SIZE], refiner=REFINER, refiner_prompt=OTHER, switch=0.65),
}
def inpaint(**values) -> dict:
    return dict(prompt=OTHER, negative_prompt="blurry", steps=10, mask=True) | values


EXTRA = {  # of certain samplers
    "euler": {"inpaint": inpaint(model=REFINER, strength=0.6, seed=81), "two_stages": dict(model=BASE, prompt=PROMPT, strength=0.4, steps=8, seed=77, generate=[SIZE, SIZE],
                                 refiner=REFINER)},
    "euler_a": {"inpaint": inpaint(model=BASE, strength=0.5, seed=82)},
    "heun": {"inpaint": inpaint(model=REFINER, strength=0.3, seed=83)},
    "unipc": {"inpaint": inpaint(model=BASE, strength=1.0, seed=84)},
    "ddim": {"inpaint": inpaint(model=BASE, strength=1.0, steps=6, seed=85), "eta": dict(model=REFINER, prompt=PROMPT, strength=0.6, steps=10, eta=0.5, seed=78)},
}
DEFAULTS = golden_cases.DEFAULTS | {"mask": False, "refiner": None, "refiner_prompt": None, "switch": None}


def mask_picture() -> Image.Image:
    """A disc and a bar, neither on the grid of the latents."""
    y, x = np.mgrid[:SIZE, :SIZE]
    white = ((x - 25) ** 2 + (y - 30) ** 2 < 17 ** 2) | ((y > 45) & (y < 58) & (x > 37))
    return Image.fromarray((white * 255).astype(np.uint8))


def call(pipe, request: dict, prompt: str, prefix: str, **own) -> tuple[dict, object]:
    steps: dict = {}

    def on_latents(original, *args, **kwargs):
        result = original(*args, **kwargs)
        steps[f"{prefix}step_000"] = result.clone()
        return result

    def on_step(_, index, timestep, values):
        steps[f"{prefix}step_{index + 1:03d}"] = values["latents"].clone()
        return values

    def on_latents_of_inpaint(original, *args, **kwargs):
        result = original(*args, **kwargs)
        steps[f"{prefix}step_000"] = result[0].clone()
        return result

    with golden_cases.replaced(pipe, "prepare_latents", on_latents_of_inpaint if request["mask"] else on_latents):
        output = pipe(prompt=prompt, negative_prompt=request["negative_prompt"], num_inference_steps=request["steps"],
                      guidance_scale=request["guidance_scale"], eta=request["eta"], callback_on_step_end=on_step,
                      generator=torch.Generator("cpu").manual_seed(request["seed"]), **own).images
    return steps, output


def run(pipes: dict, sampler: str, request: dict, picture: Image.Image) -> dict:
    pipe = pipes[request["model"]]
    for each in pipes.values():
        name, extra = golden_samplers.SAMPLERS[sampler]
        each.scheduler = getattr(diffusers, name).from_config(each.own_schedule | extra)
    if request["mask"]:
        refiner = pipe.config.requires_aesthetics_score
        inpaint = StableDiffusionXLInpaintPipeline(**pipe.components, add_watermarker=False, requires_aesthetics_score=refiner,
                                                   force_zeros_for_empty_prompt=not refiner)
        inpaint.set_progress_bar_config(disable=True)
        trace, output = call(inpaint, request, request["prompt"], "", image=picture, mask_image=mask_picture(),
                             strength=request["strength"], height=SIZE, width=SIZE)
        return trace | {"output": torch.from_numpy(np.array(output[0]))}
    if not request["generate"]:
        trace, output = call(pipe, request, request["prompt"], "", image=picture, strength=request["strength"])
        return trace | {"output": torch.from_numpy(np.array(output[0]))}
    base = StableDiffusionXLPipeline(**pipe.components, add_watermarker=False)
    base.set_progress_bar_config(disable=True)
    size = {"height": request["generate"][0], "width": request["generate"][1]}
    if not request["refiner"]:
        trace, output = call(base, request, request["prompt"], "", **size)
        return trace | {"output": torch.from_numpy(np.array(output[0]))}
    trace, latents = call(base, request, request["prompt"], "", denoising_end=request["switch"], output_type="latent", **size)
    start = {"denoising_start": request["switch"]} if request["switch"] else {"strength": request["strength"]}
    more, output = call(pipes[request["refiner"]], request, request["refiner_prompt"] or request["prompt"], "refiner_",
                        image=latents, **start)
    return trace | more | {"output": torch.from_numpy(np.array(output[0]))}


def export(models: Path, target: Path) -> None:
    pipes = {name: golden_cases.load_pipeline(models, name) for name in (BASE, REFINER)}
    for pipe in pipes.values():
        pipe.own_schedule = dict(pipe.scheduler.config)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    picture = golden_cases.photograph("astronaut").crop((120, 0, 376, 256)).resize((SIZE, SIZE), Image.LANCZOS)
    mask = torch.from_numpy(np.array(mask_picture()))[..., None]
    save_file({"mask": mask, "input": torch.from_numpy(np.array(picture))}, target / "input.safetensors")
    requests, finals = {}, {}
    for sampler in golden_samplers.SAMPLERS:
        tensors = {}
        for name, values in (ROUTES | EXTRA.get(sampler, {})).items():
            request = DEFAULTS | values | {"sampler": sampler}
            trace = run(pipes, sampler, request, picture)
            final = max(key for key in trace if key.startswith(("refiner_step" if request["refiner"] else "step")))
            assert trace[final].isfinite().all(), (sampler, name)
            finals.setdefault(name, []).append(trace[final])
            requests[f"{sampler}/{name}"] = request | {"steps_run": sum(1 for key in trace if "step_" in key and not key.endswith("step_000"))}
            tensors |= {f"{name}/{key}": value.contiguous() for key, value in trace.items()}
        save_file(tensors, target / f"{sampler}.safetensors")
        print(f"{target / sampler}: {len(tensors)} tensors")
    for name, values in finals.items():  # no two samplers may pass for each other
        distances = [golden_cases.distance(a, b) for i, a in enumerate(values) for b in values[:i]]
        assert not distances or min(distances) > 2e-3, (name, min(distances))
        print(f"{name}: samplers differ by at least {min(distances, default=0):.1e}")
    lines = ",\n".join(f'"{key}": {json.dumps(value)}' for key, value in requests.items())
    (target / "requests.json").write_text("{" + lines + "}\n", encoding="ascii")
    print(f"{target}: {sum(f.stat().st_size for f in target.iterdir())} bytes")

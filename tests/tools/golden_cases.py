# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Runs StableDiffusionXLImg2ImgPipeline and StableDiffusionXLPipeline on the tiny models and records what happens
inside."""

import contextlib
import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from diffusers import StableDiffusionXLImg2ImgPipeline, StableDiffusionXLPipeline
from PIL import Image
from safetensors.torch import save_file

DEFAULTS = {
    "model": None, "prompt": "", "negative_prompt": None, "strength": 0.3, "steps": 10, "guidance_scale": 5.0,
    "guidance_rescale": 0.0, "aesthetic_score": 6.0, "negative_aesthetic_score": 2.5, "original_size": None,
    "target_size": None, "crop": [0, 0], "negative_original_size": None, "negative_target_size": None,
    "negative_crop": [0, 0], "eta": 0.0, "seed": 0, "sampler": "euler", "denoising_start": None, "denoising_end": None,
    "latents": False, "generate": None,
}

LONG = ("a very detailed photograph of an old harbour at dawn, fishing boats, mist over the water, first light on the "
        "roofs, gulls in the sky, wet stones, ropes and nets, a man with a green woollen scarf drinking coffee beside "
        "the lake, mountains behind, reflections, clouds, natural colours, film grain, high detail, sharp whiskers of a "
        "cat sleeping on the wall, warm evening sun, soft window light, shallow depth of field, and a horse on mars")
# Composed and decomposed letters, CJK, an emoji with a joiner, the pad token "!" and a special token in the text.
WORLD = "Ein ALTES Haus am See!! cafe\u0301 na\u00efve \u2014 \u65e5\u672c\u8a9e \U0001f469\u200d\U0001f3a8 \u0130ST\u03a3 it's 8k! <|endoftext|> end"
PROMPT = "a photo of an astronaut riding a horse on mars"

# name: (picture, region (left, top, right, bottom) of it, (width, height) it is scaled to, what differs from DEFAULTS)
CASES = {
    "tiny_default": ("astronaut", (120, 0, 376, 256), (64, 64), dict(
        model="refiner_tiny", prompt=PROMPT, strength=0.5, steps=8, seed=1234)),
    "tiny_odd_latents": ("coffee", (100, 60, 452, 348), (88, 72), dict(
        model="refiner_tiny", prompt="a cup of coffee on a wooden table", negative_prompt="blurry, low quality",
        strength=0.6, steps=10, guidance_scale=3.5, aesthetic_score=7.25, negative_aesthetic_score=1.0, seed=7)),
    "tiny_long_prompt": ("chelsea", (60, 20, 348, 212), (96, 64), dict(
        model="refiner_tiny", prompt=LONG, negative_prompt="", strength=0.45, steps=9, guidance_scale=7.0, seed=99,
        original_size=[1023, 777], crop=[13, 5], negative_original_size=[333, 512], negative_crop=[1, 2])),
    "tiny_world_text": ("astronaut", (60, 60, 316, 316), (64, 64), dict(
        model="refiner_tiny", prompt=WORLD, negative_prompt="! !! \u00dcberbelichtet, \u6a21\u7cca", strength=1.0, steps=6,
        guidance_scale=9.0, seed=4294967295)),
    "tiny_no_guidance": ("chelsea", (100, 40, 292, 232), (64, 64), dict(
        model="refiner_tiny", prompt="a cat sleeping on a stone wall", negative_prompt="is not used", strength=0.75,
        steps=8, guidance_scale=1.0, seed=5)),
    "tiny_truncated_count": ("coffee", (160, 80, 416, 336), (64, 64), dict(
        model="refiner_tiny", prompt="coffee", strength=0.58, steps=50, guidance_scale=2.0, seed=11)),
    "tiny_handoff": ("astronaut", (120, 0, 376, 256), (64, 64), dict(
        model="refiner_tiny", prompt=PROMPT, negative_prompt="noise", strength=0.25, steps=12, denoising_start=0.8,
        latents=True, guidance_scale=4.0, seed=21)),
    "wide_default": ("coffee", (160, 80, 416, 336), (64, 64), dict(
        model="refiner_wide", prompt="a cup of coffee beside an open book", strength=0.3, steps=10, seed=31)),
    "wide_rescale": ("chelsea", (60, 20, 396, 292), (84, 68), dict(
        model="refiner_wide", prompt="a portrait of a cat, sharp whiskers", negative_prompt="watermark, text",
        strength=0.55, steps=9, guidance_scale=7.5, guidance_rescale=0.7, seed=32)),
    "wide_one_step": ("astronaut", (120, 0, 376, 256), (64, 64), dict(
        model="refiner_wide", prompt="", negative_prompt="artefacts", strength=0.1, steps=10, seed=33)),
    "sharded_default": ("chelsea", (100, 20, 260, 260), (64, 96), dict(
        model="refiner_sharded", prompt="a cat in the garden", negative_prompt=None, strength=0.4, steps=12,
        guidance_scale=6.0, aesthetic_score=9.5, negative_aesthetic_score=0.5, crop=[64, 32], seed=41)),
    "sharded_given_latents": ("coffee", (160, 80, 416, 336), (64, 64), dict(
        model="refiner_sharded", prompt="glasses", negative_prompt="", strength=0.45, steps=11, latents=True, seed=42)),
    "sharded_between": ("astronaut", (60, 60, 316, 316), (72, 72), dict(
        model="refiner_sharded", prompt="mountains behind a lake", steps=12, denoising_start=0.6, denoising_end=0.9,
        seed=43)),
    "quirks_default": ("chelsea", (100, 40, 292, 232), (64, 64), dict(
        model="refiner_quirks", prompt="an open book! and a cat", negative_prompt="blurry", strength=0.7, steps=10,
        guidance_scale=5.0, seed=51)),
    "quirks_full_strength": ("coffee", (100, 60, 356, 252), (68, 52), dict(
        model="refiner_quirks", prompt=LONG, strength=1.0, steps=4, guidance_scale=4.0, guidance_rescale=0.3, seed=52)),
    # A base model: both text encoders, six time ids, an absent negative is zero. `generate`: from text, no picture.
    "base_default": ("astronaut", (120, 0, 376, 256), (64, 64), dict(
        model="base_tiny", prompt=PROMPT, strength=0.5, steps=8, seed=61)),
    "base_sizes": ("coffee", (100, 60, 452, 348), (72, 56), dict(
        model="base_tiny", prompt="a cup of coffee on a wooden table!", negative_prompt="", strength=0.6, steps=8,
        guidance_scale=6.5, original_size=[700, 900], target_size=[512, 640], crop=[12, 34],
        negative_original_size=[128, 256], negative_target_size=[300, 200], negative_crop=[5, 6], seed=62)),
    "base_text": (None, None, (64, 64), dict(
        model="base_tiny", prompt=WORLD, steps=8, guidance_scale=5.0, seed=63, generate=[64, 64])),
    "base_text_sizes": (None, None, (72, 40), dict(
        model="base_tiny", prompt=LONG, negative_prompt="blurry, low quality", steps=6, guidance_scale=7.5,
        guidance_rescale=0.6, original_size=[700, 900], target_size=[512, 640], crop=[12, 34],
        negative_original_size=[128, 256], negative_target_size=[300, 200], negative_crop=[5, 6], seed=64,
        generate=[40, 72])),
    "base_text_unguided": (None, None, (64, 48), dict(
        model="base_tiny", prompt="mountains behind a lake", steps=5, guidance_scale=1.0, denoising_end=0.7, seed=65,
        negative_original_size=[128, 256], generate=[48, 64])),
}


def photograph(name: str) -> Image.Image:
    """A picture of scikit-image's data folder, read without importing the package."""
    package = find_spec("skimage")
    if package is None:
        raise SystemExit("scikit-image is missing: pip install --no-deps -r requirements-data.txt")
    return Image.open(Path(package.submodule_search_locations[0]) / "data" / f"{name}.png").convert("RGB")


def load_pipeline(models: Path, name: str) -> StableDiffusionXLImg2ImgPipeline:
    folder = models / name
    variant = "fp16" if list(folder.glob("unet/*.fp16.*")) else None
    pipe = StableDiffusionXLImg2ImgPipeline.from_pretrained(
        folder, variant=variant, dtype=torch.float32, add_watermarker=False, local_files_only=True)
    pipe.set_progress_bar_config(disable=True)
    return pipe


@contextlib.contextmanager
def replaced(owner, name, function):
    original = getattr(owner, name)
    setattr(owner, name, lambda *args, **kwargs: function(original, *args, **kwargs))
    try:
        yield
    finally:
        setattr(owner, name, original)


def run(pipe, request: dict, image, output_type: str = "pil") -> dict:
    """One call of the pipeline; returns the recorded tensors and `output` (a picture, or latents)."""
    trace: dict = {}
    ids, timesteps = [], []

    def pair(name):
        return None if request[name] is None else tuple(request[name])

    def on_text(original, input_ids, *args, **kwargs):
        ids.append(input_ids.clone())
        return original(input_ids, *args, **kwargs)

    def on_prompt(original, *args, **kwargs):
        result = original(*args, **kwargs)
        names = ("prompt_embeds", "negative_prompt_embeds", "pooled_prompt_embeds", "negative_pooled_prompt_embeds")
        trace.update({name: value.clone() for name, value in zip(names, result) if value is not None})
        return result

    def on_noise(original, samples, noise, *args, **kwargs):
        trace["image_latents"], trace["noise"] = samples.clone(), noise.clone()
        return original(samples, noise, *args, **kwargs)

    def on_latents(original, *args, **kwargs):
        result = original(*args, **kwargs)
        trace["step_000"] = result.clone()
        trace.setdefault("image_latents", result.clone())  # nothing is added after denoising_start
        return result

    def on_decode(original, latents, *args, **kwargs):
        trace["decoded"] = latents.clone()
        return original(latents, *args, **kwargs)

    def on_step(_, index, timestep, values):
        timesteps.append(timestep.clone())
        trace[f"step_{index + 1:03d}"] = values["latents"].clone()
        return values

    if request["generate"]:
        pipe = StableDiffusionXLPipeline(**pipe.components, add_watermarker=False)
        pipe.set_progress_bar_config(disable=True)
        own = {"height": request["generate"][0], "width": request["generate"][1]}
    else:
        own = {"image": image, "strength": request["strength"], "denoising_start": request["denoising_start"],
               "aesthetic_score": request["aesthetic_score"],
               "negative_aesthetic_score": request["negative_aesthetic_score"]}
    with contextlib.ExitStack() as stack:
        for owner, name, function in ((pipe.text_encoder_2, "forward", on_text), (pipe, "encode_prompt", on_prompt),
                                      (pipe.scheduler, "add_noise", on_noise), (pipe, "prepare_latents", on_latents),
                                      (pipe.vae, "decode", on_decode)):
            stack.enter_context(replaced(owner, name, function))
        output = pipe(
            prompt=request["prompt"], negative_prompt=request["negative_prompt"], num_inference_steps=request["steps"],
            guidance_scale=request["guidance_scale"], guidance_rescale=request["guidance_rescale"],
            original_size=pair("original_size"), target_size=pair("target_size"),
            crops_coords_top_left=pair("crop"), negative_original_size=pair("negative_original_size"),
            negative_target_size=pair("negative_target_size"),
            negative_crops_coords_top_left=pair("negative_crop"), eta=request["eta"],
            denoising_end=request["denoising_end"],
            generator=torch.Generator("cpu").manual_seed(request["seed"]), callback_on_step_end=on_step,
            output_type=output_type, **own).images

    steps = len(timesteps)
    guided = request["guidance_scale"] > 1
    zero = guided and request["negative_prompt"] is None and pipe.config.force_zeros_for_empty_prompt
    assert len(ids) == (2 if guided and not zero else 1)
    trace["input_ids"] = ids[0]
    if zero:
        assert not trace["negative_prompt_embeds"].any()
    elif guided:
        trace["negative_input_ids"] = ids[1]
    else:
        assert "negative_prompt_embeds" not in trace
    if request["generate"]:
        trace["noise"] = trace.pop("image_latents") / pipe.scheduler.init_noise_sigma
        drawn = torch.randn(trace["noise"].shape, generator=torch.Generator("cpu").manual_seed(request["seed"]))
        assert torch.allclose(trace["noise"], drawn, atol=1e-6)
        trace["noise"] = drawn
    begin = pipe.scheduler.begin_index
    trace["timesteps"] = torch.stack(timesteps).float()
    trace["sigmas"] = pipe.scheduler.sigmas[begin:begin + steps + 1].float()
    assert torch.equal(trace["timesteps"], pipe.scheduler.timesteps[begin:begin + steps].float())
    trace["final"] = trace[f"step_{steps:03d}"].clone()
    if output_type == "latent":
        trace["output"] = output
    else:
        assert torch.equal(trace.pop("decoded"), trace["final"] / pipe.vae.config.scaling_factor)
        trace["output"] = torch.from_numpy(np.array(output[0]))
    return trace


def given_latents(pipe, request: dict, picture: Image.Image) -> torch.Tensor:
    """Latents as another stage would hand them on: noisy ones at `denoising_start`, or finished ones."""
    first = request | {"denoising_start": None, "seed": request["seed"] + 1000}
    trace = run(pipe, first, picture, "latent")
    if request["denoising_start"] is None:
        return trace["final"]
    cutoff = round(1000 - request["denoising_start"] * 1000)
    assert trace["timesteps"].tolist() == [t for t in pipe.scheduler.timesteps.tolist() if t < cutoff]
    return trace["step_000"]


def distance(a: torch.Tensor, b: torch.Tensor) -> float:
    """Greatest deviation, in standard deviations of `b` where that is above 1."""
    return ((a.double() - b.double()).abs().max() / max(b.double().std().item(), 1.0)).item()


def relative(a: torch.Tensor, b: torch.Tensor) -> float:
    return ((a - b).norm() / b.norm()).item()


def check_lively(pipe, request: dict, image, trace: dict) -> str:
    """Every input that a test may vary must show in the result, or the case could pass with that input ignored."""
    final, report = trace["final"], []
    guided = request["guidance_scale"] > 1
    changes = {"prompt": {"prompt": "the first light on the roofs"}, "score": {"aesthetic_score": 1.5},
               "size": {"original_size": [511, 300]}, "crop": {"crop": [200, 100]}, "seed": {"seed": request["seed"] - 1},
               "guidance": {"guidance_scale": request["guidance_scale"] + 1.0}}
    if guided:
        changes |= {"negative": {"negative_prompt": "mountains and clouds"}, "negative score": {"negative_aesthetic_score": 8.0}}
    if request["denoising_start"] is not None and request["latents"]:
        changes.pop("seed")  # no noise is drawn
    if not pipe.config.requires_aesthetics_score:
        changes = {what: change for what, change in changes.items() if "score" not in what}
        changes["target"] = {"target_size": [100, 900]}
        if request["negative_prompt"] is None:
            changes["zero"] = {"negative_prompt": ""}
    if request["negative_target_size"]:
        changes["negative target"] = {"negative_target_size": [900, 100]}
    if not guided:
        changes.pop("zero", None)
    for what, change in changes.items():
        other = run(pipe, request | change, image)["final"]
        moved, far = relative(other, final), distance(other, final)
        assert far > 1e-3 and (moved > 1e-2 or what != "prompt"), f"{what} moves the result by {moved:.1e} only"
        report.append(f"{what} {moved:.0e}")
    pixels = trace["output"]
    clipped = ((pixels == 0) | (pixels == 255)).float().mean().item()
    assert clipped < 0.2 and pixels.float().std() > 12, f"clipped {clipped:.2f}, deviation {pixels.float().std():.1f}"
    return f"{', '.join(report)}; clipped {clipped:.3f}"


def check_stable(pipe, request: dict, image, trace: dict) -> str:
    """Another choice of kernels stays far inside the tolerance of the parity tests."""
    with torch.backends.mkldnn.flags(enabled=False):
        other = run(pipe, request, image)
    worst = max(distance(other[name], value) for name, value in trace.items() if name.startswith("step_"))
    levels = (other["output"].int() - trace["output"].int()).abs().max().item()
    assert worst < 1e-5 and levels <= 1, f"other kernels move it by {worst:.1e}, {levels} levels"
    return f"other kernels {worst:.0e}"


def export(models: Path, target: Path, only: list[str], check: bool) -> None:
    pipes: dict = {}
    for name, (source, region, size, values) in CASES.items():
        if only and name not in only:
            continue
        request = DEFAULTS | values
        pipe = pipes.setdefault(request["model"], None) or load_pipeline(models, request["model"])
        pipes[request["model"]] = pipe
        picture = photograph(source).crop(region).resize(size, Image.LANCZOS) if source else None
        folder = target / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if request["latents"]:
            image = given_latents(pipe, request, picture)
            save_file({"latents": image.contiguous()}, folder / "latents.safetensors")
        elif request["generate"]:
            image = None
        else:
            image = picture
            picture.save(folder / "input.png", optimize=True)
        trace = run(pipe, request, image)
        if request["latents"]:
            extra = {"latents": image}
        elif request["generate"]:
            extra = {}
        else:
            extra = {"input": torch.from_numpy(np.array(picture))}
        steps = trace["timesteps"].numel()
        notes = []
        if check:
            notes = [check_lively(pipe, request, image, trace), check_stable(pipe, request, image, trace)]
        tensors = {key: value.contiguous().clone() for key, value in (trace | extra).items()}
        save_file(tensors, folder / "expected.safetensors")
        request |= {"steps_run": steps}
        (folder / "request.json").write_text(json.dumps(request, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{folder}: {steps} steps, {sum(f.stat().st_size for f in folder.iterdir())} bytes", *notes, sep="\n    ")

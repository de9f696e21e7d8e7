#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""One refine by diffusers on the CPU or a GPU; prints seconds and peak memory as JSON, with burnish-cli's names."""

import argparse
import contextlib
import json
import os
import resource
import sys
import time
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
if "cuda" not in sys.argv:
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

STARTED = time.perf_counter()


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="diffusers folder; its fp16 variant is used if it has one")
    parser.add_argument("--image", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="where the picture is written (default: nowhere)")
    parser.add_argument("--dtype", choices=["fp32", "bf16", "fp16"], default="fp32")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--offload", choices=["none", "model"], default="none",
                        help="model: enable_model_cpu_offload (on a GPU only)")
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--strength", type=float, default=0.3)
    parser.add_argument("--guidance", type=float, default=5.0)
    parser.add_argument("--prompt", default="")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=0, help="0: torch's own choice")
    parser.add_argument("--json", action="store_true", help="one JSON object on one line (default: indented)")
    return parser.parse_args()


def main() -> None:
    arguments = parse()
    import diffusers
    import torch
    import transformers
    from PIL import Image

    for library in (diffusers, transformers):
        library.utils.logging.set_verbosity_error()
        library.utils.logging.disable_progress_bar()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    pipeline = diffusers.StableDiffusionXLImg2ImgPipeline
    seconds = {"import": time.perf_counter() - STARTED}

    def settle():
        if arguments.device == "cuda":
            torch.cuda.synchronize()

    @contextlib.contextmanager
    def timed(name):
        began = time.perf_counter()
        yield
        settle()
        seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - began

    def wrap(owner, method, name):
        original = getattr(owner, method)

        def call(*args, **kwargs):
            with timed(name):
                return original(*args, **kwargs)
        setattr(owner, method, call)

    dtype = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}[arguments.dtype]
    with timed("load"):
        variant = "fp16" if list((arguments.model / "unet").glob("*.fp16*.safetensors")) else None
        pipe = pipeline.from_pretrained(arguments.model, variant=variant, dtype=dtype, add_watermarker=False,
                                        local_files_only=True)
        if arguments.device == "cuda" and arguments.offload == "model":
            pipe.enable_model_cpu_offload()
        elif arguments.device == "cuda":
            pipe.to("cuda")
    pipe.set_progress_bar_config(disable=True)
    wrap(pipe, "encode_prompt", "text")
    wrap(pipe, "prepare_latents", "encode")
    wrap(pipe.vae, "decode", "decode")

    ends: list[float] = []
    begins: list[float] = []
    original_unet = pipe.unet.forward

    def unet(*args, **kwargs):
        begins.append(time.perf_counter())
        return original_unet(*args, **kwargs)

    def on_step(_, index, timestep, values):
        settle()
        ends.append(time.perf_counter())
        return values

    pipe.unet.forward = unet
    image = Image.open(arguments.image).convert("RGB")
    with timed("refine"):
        result = pipe(prompt=arguments.prompt, image=image, strength=arguments.strength,
                      num_inference_steps=arguments.steps, guidance_scale=arguments.guidance,
                      generator=torch.Generator("cpu").manual_seed(arguments.seed), callback_on_step_end=on_step).images[0]
    if arguments.out:
        with timed("save"):
            result.save(arguments.out)
    seconds["denoise"] = ends[-1] - begins[0]
    seconds["total"] = seconds["load"] + seconds["refine"] + seconds.get("save", 0.0)  # without the imports
    report = {
        "program": f"diffusers {diffusers.__version__}, torch {torch.__version__}", "output": str(arguments.out or ""),
        "width": result.width, "height": result.height, "seed": arguments.seed, "steps_run": len(ends), "device": arguments.device,
        "offload": arguments.offload,
        "dtype": arguments.dtype, "threads": torch.get_num_threads(),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "step_seconds": [round(end - begin, 3) for begin, end in zip(begins, ends)],
        "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    json.dump(report, sys.stdout, indent=None if arguments.json else 2)
    print()


if __name__ == "__main__":
    main()

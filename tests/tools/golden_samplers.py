# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Every sampler over whole loops with the stand-in model of diffusers' scheduler tests, and the tables of its steps."""

import json
from pathlib import Path

import diffusers
import torch

import golden_schedulers

# The command line's names, what diffusers calls them, and the configuration they add to the model's own.
SAMPLERS = {
    "euler": ("EulerDiscreteScheduler", {}),
    "euler_a": ("EulerAncestralDiscreteScheduler", {}),
    "dpmpp_2m": ("DPMSolverMultistepScheduler", {"algorithm_type": "dpmsolver++"}),
    "dpmpp_2m_karras": ("DPMSolverMultistepScheduler", {"algorithm_type": "dpmsolver++", "use_karras_sigmas": True}),
    "dpmpp_2m_sde": ("DPMSolverMultistepScheduler", {"algorithm_type": "sde-dpmsolver++"}),
    "dpmpp_2m_sde_karras": ("DPMSolverMultistepScheduler",
                            {"algorithm_type": "sde-dpmsolver++", "use_karras_sigmas": True}),
    "ddim": ("DDIMScheduler", {}),
    "unipc": ("UniPCMultistepScheduler", {}),
    "heun": ("HeunDiscreteScheduler", {}),
    "lcm": ("LCMScheduler", {}),
}
SPACINGS = ["leading", "linspace", "trailing"]
STEPS = [1, 2, 7, 20, 50]
UPSTREAM = {  # the sums and means of diffusers' own tests (tests/schedulers), which the recorded loops must meet
    "euler_a": (152.3192, None), "heun": (0.1233, None), "dpmpp_2m": (None, 0.3301), "unipc": (None, 0.2464),
    "ddim": (172.0067, None), "lcm": (197.7616, None),
}


def make(sampler: str, config: dict):
    name, extra = SAMPLERS[sampler]
    return getattr(diffusers, name).from_config(config | extra)


def table(sampler: str, spacing: str, steps: int, extra: dict) -> dict:
    scheduler = make(sampler, golden_schedulers.config(spacing) | extra)
    scheduler.set_timesteps(steps)
    row = {"sampler": sampler, "timestep_spacing": spacing, "steps": steps, "config": extra,
           "timesteps": golden_schedulers.numbers(scheduler.timesteps),
           "init_noise_sigma": golden_schedulers.numbers(torch.as_tensor(scheduler.init_noise_sigma))[0]}
    if hasattr(scheduler, "sigmas"):
        row["sigmas"] = golden_schedulers.numbers(scheduler.sigmas)
    return row


def loop(sampler: str, settings: dict, steps: int, begin: int | None, eta: float = 0.0) -> dict:
    """From pure noise's scale at the start, or (img2img) from iteration `begin` with noise added."""
    scheduler = make(sampler, settings)
    scheduler.set_timesteps(steps)
    generator = torch.Generator("cpu").manual_seed(0)
    timesteps, x = scheduler.timesteps, golden_schedulers.dummy_sample()
    if begin is None:
        x = x * scheduler.init_noise_sigma
    else:
        timesteps = timesteps[begin:]
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(begin or 0)
    if begin is not None:
        x = scheduler.add_noise(x, golden_schedulers.dummy_noise(), timesteps[:1].repeat(4))
    options = {}
    if sampler not in ("heun", "unipc"):
        options["generator"] = generator
    if sampler == "ddim":
        options["eta"] = eta
    states = [x]
    for t in timesteps:
        scaled = scheduler.scale_model_input(x, t)
        x = scheduler.step(scaled * t / (t + 1), t, x, **options).prev_sample
        states.append(x)
    return {"sampler": sampler, "config": settings, "steps": steps, "begin": begin, "eta": eta,
            "absolute_sums": [state.double().abs().sum().item() for state in states],
            "corners": [golden_schedulers.numbers(state[-1, -1, -3:, -3:]) for state in states]}


def upstream(sampler: str) -> dict:
    """The loop of diffusers' own tests, where the scaled sample takes the place of the sample."""
    sums, mean = UPSTREAM[sampler]
    linear = {"num_train_timesteps": 1100, "beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "linear",
              "timestep_spacing": "linspace"}
    settings = {
        "euler_a": linear, "heun": linear,
        "dpmpp_2m": linear | {"num_train_timesteps": 1000, "lower_order_final": False, "final_sigmas_type": "sigma_min"},
        "unipc": linear | {"num_train_timesteps": 1000, "final_sigmas_type": "sigma_min"},
        "ddim": linear | {"num_train_timesteps": 1000, "timestep_spacing": "leading", "clip_sample": True},
        "lcm": {"num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"},
    }[sampler]
    scheduler = make(sampler, settings)
    scheduler.set_timesteps(10)
    generator = torch.manual_seed(0)
    x = golden_schedulers.dummy_sample() * scheduler.init_noise_sigma
    options = {"generator": generator} if sampler in ("euler_a", "lcm") else {}
    for t in scheduler.timesteps:
        x = scheduler.scale_model_input(x, t)
        x = scheduler.step(x * t / (t + 1), t, x, **options).prev_sample
    found = (x.abs().sum().item(), x.abs().mean().item())
    assert sums is None or abs(found[0] - sums) < 1e-2, (sampler, found)
    assert mean is None or abs(found[1] - mean) < 1e-3, (sampler, found)
    return {"sampler": sampler, "config": settings, "absolute_sum": found[0], "absolute_mean": found[1]}


def export(path: Path) -> None:
    tables, loops = [], []
    for sampler in SAMPLERS:
        for spacing in SPACINGS if sampler != "lcm" else ["leading"]:
            for steps in STEPS:
                tables.append(table(sampler, spacing, steps, {}))
        base = golden_schedulers.config("leading")
        order = 2 if sampler == "heun" else 1
        for settings in (base, base | {"prediction_type": "v_prediction", "timestep_spacing": "trailing"}):
            loops.append(loop(sampler, settings, 9, None))
            loops.append(loop(sampler, settings, 9, 5 * order))
        loops.append(loop(sampler, base, 17, 3 * order))
    karras = {"use_karras_sigmas": True}
    for sampler in ("euler", "heun", "unipc"):
        tables.append(table(sampler, "leading", 20, karras))
    for eta in (0.4, 1.0):
        loops.append(loop("ddim", golden_schedulers.config("leading"), 9, 5, eta))
    for sampler in ("dpmpp_2m", "dpmpp_2m_sde", "unipc"):
        loops.append(loop(sampler, golden_schedulers.config("linspace") | {
            "final_sigmas_type": "sigma_min", "lower_order_final": False}, 9, None))
    loops.append(loop("dpmpp_2m", golden_schedulers.config("leading") | {
        "final_sigmas_type": "sigma_min", "euler_at_final": True, "lower_order_final": False}, 17, None))
    loops.append(loop("ddim", golden_schedulers.config("leading") | {"clip_sample": True, "set_alpha_to_one": True}, 9, None))
    rows = {"tables": tables, "loops": loops, "upstream": [upstream(sampler) for sampler in UPSTREAM]}
    text = ",\n".join(f'"{key}": [\n  ' + ",\n  ".join(json.dumps(row) for row in value) + "\n]"
                      for key, value in rows.items())
    path.write_text("{" + text + "}\n", encoding="ascii")
    print(f"{path}: {len(tables)} tables, {len(loops)} loops, {path.stat().st_size} bytes")

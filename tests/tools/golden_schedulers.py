# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""EulerDiscreteScheduler's tables, and whole loops over the stand-in model of diffusers' scheduler tests."""

import json
from pathlib import Path

import numpy as np
import torch
from diffusers import EulerDiscreteScheduler

import tiny_models

COUNTS = [1, 2, 7, 10, 20, 25, 30, 40, 50, 1000]
SPACINGS = ["leading", "linspace", "trailing"]
PREDICTIONS = ["epsilon", "v_prediction"]


def numbers(values: torch.Tensor) -> list[float]:
    """Shortest decimals that give the same float32 back."""
    result = [float(str(value)) for value in values.detach().float().flatten().numpy()]
    assert np.array_equal(np.array(result, dtype=np.float32), values.float().flatten().numpy())
    return result


def config(spacing: str, prediction: str = "epsilon") -> dict:
    values = {key: value for key, value in tiny_models.SCHEDULER.items() if not key.startswith("_")}
    return values | {"timestep_spacing": spacing, "prediction_type": prediction}


def dummy_sample() -> torch.Tensor:
    return (torch.arange(768).reshape(3, 8, 8, 4) / 768).permute(3, 0, 1, 2).contiguous()


def dummy_noise() -> torch.Tensor:
    return (torch.arange(768).flip(0).reshape(3, 8, 8, 4) / 768).permute(3, 0, 1, 2).contiguous()


def loop(settings: dict, steps: int, begin: int | None, scaled: bool) -> dict:
    """From the start, or (img2img) from step `begin` with noise added; `scaled` multiplies the sample by
    init_noise_sigma first, which diffusers' own test does in both."""
    scheduler = EulerDiscreteScheduler.from_config(settings)
    scheduler.set_timesteps(steps)
    timesteps = scheduler.timesteps
    x = dummy_sample() * scheduler.init_noise_sigma if scaled else dummy_sample()
    if begin is not None:
        scheduler.set_begin_index(begin)
        timesteps = timesteps[begin:]
        x = scheduler.add_noise(x, dummy_noise(), timesteps[:1].repeat(4))
    states = [x]
    for t in timesteps:
        x = scheduler.scale_model_input(x, t)
        x = scheduler.step(x * t / (t + 1), t, x).prev_sample
        states.append(x)
    return {"config": settings, "steps": steps, "begin": begin, "scaled": scaled, "init_noise_sigma": numbers(torch.as_tensor(
        scheduler.init_noise_sigma))[0], "absolute_sums": [state.double().abs().sum().item() for state in states],
        "corners": [numbers(state[-1, -1, -3:, -3:]) for state in states]}


def export(path: Path) -> None:
    tables, loops = [], []
    for spacing in SPACINGS:
        for steps in COUNTS:
            scheduler = EulerDiscreteScheduler.from_config(config(spacing))
            scheduler.set_timesteps(steps)
            tables.append({"timestep_spacing": spacing, "steps": steps, "timesteps": numbers(scheduler.timesteps),
                           "sigmas": numbers(scheduler.sigmas),
                           "init_noise_sigma": numbers(torch.as_tensor(scheduler.init_noise_sigma))[0]})
        for prediction in PREDICTIONS:
            loops.append(loop(config(spacing, prediction), 10, None, True))
            loops.append(loop(config(spacing, prediction), 10, 7, False))
    upstream = {"num_train_timesteps": 1100, "beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "linear",
                "timestep_spacing": "linspace"}
    first, noisy = loop(upstream, 10, None, True), loop(upstream, 10, 8, True)
    assert abs(first["absolute_sums"][-1] - 10.0807) < 1e-2, first["absolute_sums"]
    assert abs(noisy["absolute_sums"][-1] - 57062.9297) < 1e-1, noisy["absolute_sums"]
    rows = {"config": config("leading"), "tables": tables, "loops": [*loops, first, noisy]}
    text = ",\n".join([f'"config": {json.dumps(rows["config"])}'] + [
        f'"{key}": [\n  ' + ",\n  ".join(json.dumps(row) for row in rows[key]) + "\n]" for key in ("tables", "loops")])
    path.write_text("{" + text + "}\n", encoding="ascii")
    print(f"{path}: {len(tables)} tables, {len(rows['loops'])} loops, {path.stat().st_size} bytes")

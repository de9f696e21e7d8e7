# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Records what diffusers makes of one crop of a photograph with the model inside, as it stands, at its own settings."""

import json
import os
import shutil
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file

import golden_cases

NAME = "pocket"
PHOTOGRAPH, REGION = "astronaut", (170, 60, 266, 156)  # 96 pixels of a face, not scaled
# Names of burnish.json's defaults, and of a recorded request.
NAMES = {"prompt": "prompt", "negative": "negative_prompt", "strength": "strength", "steps": "steps",
         "guidance": "guidance_scale", "guidance_rescale": "guidance_rescale", "aesthetic": "aesthetic_score",
         "negative_aesthetic": "negative_aesthetic_score"}


def export(model: Path, models: Path, target: Path) -> None:
    """`model`: the folder; its place in the request is told from `models`, where those of the other cases lie."""
    card = json.loads((model / "burnish.json").read_text(encoding="utf-8"))
    recommended = {NAMES[key]: value for key, value in card.get("defaults", {}).items() if key in NAMES}
    place = Path(os.path.relpath(model.resolve(), models.resolve())).as_posix()
    request = golden_cases.DEFAULTS | {"model": place, "prompt": "sharp, clean photo", "seed": 61} | recommended
    pipe = golden_cases.load_pipeline(model.parent, model.name)
    picture: Image.Image = golden_cases.photograph(PHOTOGRAPH).crop(REGION)
    trace = golden_cases.run(pipe, request, picture)
    stable = golden_cases.check_stable(pipe, request, picture, trace)

    folder = target / NAME
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    picture.save(folder / "input.png", optimize=True)
    tensors = trace | {"input": torch.from_numpy(np.array(picture))}
    save_file({key: value.contiguous().clone() for key, value in tensors.items()}, folder / "expected.safetensors")
    request |= {"steps_run": trace["timesteps"].numel()}
    (folder / "request.json").write_text(json.dumps(request, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{folder}: {request['steps_run']} steps, {sum(f.stat().st_size for f in folder.iterdir())} bytes, {stable}")

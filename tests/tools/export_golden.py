#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the tiny models (tests/data/models) and what the pinned diffusers makes of them and of the model inside
(tests/data/golden)."""

import argparse
import os
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import diffusers  # noqa: E402
import torch  # noqa: E402
import transformers  # noqa: E402

import golden_cases  # noqa: E402
import tiny_models  # noqa: E402

PARTS = ["models", "cases", "pocket", "tokenizer", "schedulers", "samplers", "routes"]
PINNED = {"torch": "2.11.0", "diffusers": "0.42.1", "transformers": "5.23.0"}


def main() -> None:
    data = Path(__file__).resolve().parent.parent / "data"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part (may be given again); all")
    parser.add_argument("--case", action="append", default=[], choices=sorted(golden_cases.CASES),
                        help="only this case (may be given again)")
    parser.add_argument("--model", action="append", default=[], choices=sorted(tiny_models.MODELS),
                        help="only this model (may be given again)")
    parser.add_argument("--models", type=Path, default=data / "models", help="folder of the models (%(default)s)")
    parser.add_argument("--out", type=Path, default=data / "golden", help="folder of the fixtures (%(default)s)")
    parser.add_argument("--pocket", type=Path, default=data.parent.parent / "resources" / "models" / "pocket",
                        help="folder of the model inside (%(default)s)")
    parser.add_argument("--no-check", action="store_true",
                        help="skip the runs that show each input moves the result and other kernels do not")
    arguments = parser.parse_args()
    parts = arguments.part or PARTS

    for module in (torch, diffusers, transformers):
        found, wanted = module.__version__.split("+")[0], PINNED[module.__name__]
        if found != wanted:
            parser.error(f"{module.__name__} is {found}, the fixtures are made with {wanted}: see requirements.txt")
    diffusers.utils.logging.set_verbosity_error()
    diffusers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)

    if "models" in parts:
        for name in arguments.model or tiny_models.MODELS:
            tiny_models.build(name, arguments.models)
    if "cases" in parts:
        golden_cases.export(arguments.models, arguments.out, arguments.case, not arguments.no_check)
    if "pocket" in parts:
        import golden_pocket
        golden_pocket.export(arguments.pocket, arguments.models, arguments.out)
    if "tokenizer" in parts:
        import golden_tokenizer
        golden_tokenizer.export(arguments.out / "tokenizer.json")
    if "schedulers" in parts:
        import golden_schedulers
        golden_schedulers.export(arguments.out / "schedulers.json")
    if "samplers" in parts:
        import golden_samplers
        golden_samplers.export(arguments.out / "samplers.json")
    if "routes" in parts:
        import golden_routes
        golden_routes.export(arguments.models, arguments.out / "routes")


if __name__ == "__main__":
    main()

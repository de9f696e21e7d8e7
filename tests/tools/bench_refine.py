#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Runs burnish-cli and diffusers in turns on the same model, picture and seed; prints medians and ratios as a table.

Each run is a process of its own. Times are what the programs report of themselves; the peak of memory is what the system
says of the process. Turns keep a busy machine from favouring one side."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

STAGES = ["load", "text", "encode", "denoise", "decode", "save", "total"]


class GpuMemory:
    """Greatest memory in use on the first GPU while it runs, in bytes, as nvidia-smi sees it ten times a second."""

    def __enter__(self):
        self.peak = 0
        self.process = subprocess.Popen(["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits", "-lms", "100"],
                                        stdout=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self.read)
        self.reader.start()
        return self

    def read(self):
        for line in self.process.stdout:
            self.peak = max(self.peak, int(line.split()[0]) * 2**20)

    def __exit__(self, *_):
        self.process.terminate()
        self.reader.join()


def run(command: list[str], on_gpu: bool) -> dict:
    """The JSON object that `command` prints last, with `wall` seconds and `peak` bytes as the system saw them, and
    `gpu_peak` on a GPU."""
    if on_gpu:
        with GpuMemory() as memory:
            report = run(command, False)
        return report | {"gpu_peak": memory.peak}
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    errors: list[str] = []
    reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))
    reader.start()
    output = process.stdout.read()
    reader.join()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}:\n{errors[0]}")
    report = json.loads(output.strip().splitlines()[-1])
    return report | {"wall": time.perf_counter() - began, "peak": usage.ru_maxrss * 1024}


def values(reports: list[dict]) -> dict[str, float]:
    """Medians over the runs, by the name of the table's row."""
    rows = {f"{stage} (s)": [r["seconds"].get(stage, 0.0) for r in reports] for stage in STAGES}
    rows["one step (s)"] = [r["seconds"]["denoise"] / r["steps_run"] for r in reports]
    rows["process, start to end (s)"] = [r["wall"] for r in reports]
    rows["peak of memory (GiB)"] = [r["peak"] / 2**30 for r in reports]
    if "gpu_peak" in reports[0]:
        rows["peak on the GPU (GiB)"] = [r["gpu_peak"] / 2**30 for r in reports]
    return {name: statistics.median(numbers) for name, numbers in rows.items()}


def difference(first: Path, second: Path) -> str:
    try:
        import numpy as np
        from PIL import Image
    except ImportError:
        return "not compared (numpy and Pillow are missing)"
    a, b = (np.asarray(Image.open(path).convert("RGB"), dtype=np.int16) for path in (first, second))
    if a.shape != b.shape:
        return f"sizes differ: {a.shape[1]}x{a.shape[0]} and {b.shape[1]}x{b.shape[0]}"
    far = np.abs(a - b)
    return f"{far.max()} levels at most, {far.mean():.4f} on average, {(far == 0).mean():.2%} equal"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--burnish-cli", type=Path, required=True)
    parser.add_argument("--python", type=Path, default=sys.executable, help="interpreter with diffusers (%(default)s)")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--image", type=Path, required=True)
    parser.add_argument("--dtype", choices=["fp32", "bf16", "fp16"], default="fp32")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--strength", type=float, default=0.3)
    parser.add_argument("--guidance", type=float, default=5.0)
    parser.add_argument("--prompt", default="")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--offload", default="model", help="of burnish-cli (%(default)s); diffusers keeps everything loaded on the CPU and does the same on a GPU")
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "burnish.png", Path(folder) / "diffusers.png"
        common = ["--model", str(arguments.model), "--strength", str(arguments.strength), "--steps", str(arguments.steps),
                  "--guidance", str(arguments.guidance), "--prompt", arguments.prompt, "--seed", str(arguments.seed),
                  "--dtype", arguments.dtype, "--threads", str(arguments.threads), "--json"]
        commands = {
            "burnish": [str(arguments.burnish_cli), "refine", str(arguments.image), "-o", str(ours), *common,
                        "--device", arguments.device, "--offload", arguments.offload, "--noise", "pipeline", "--no-watermark", "--quiet"],
            "diffusers": [str(arguments.python), str(Path(__file__).with_name("bench_diffusers.py")),
                          "--image", str(arguments.image), "--out", str(theirs), *common, "--device", arguments.device,
                          *(["--offload", arguments.offload] if arguments.device == "cuda" else [])],
        }
        reports: dict[str, list[dict]] = {name: [] for name in commands}
        for number in range(arguments.rounds):
            for name, command in commands.items():
                reports[name].append(run(command, arguments.device == "cuda"))
                print(f"round {number + 1}: {name} {reports[name][-1]['seconds']}", file=sys.stderr, flush=True)
        medians = {name: values(runs) for name, runs in reports.items()}
        first, second = reports["burnish"][0], reports["diffusers"][0]
        print(f"{first['width']}x{first['height']}, {arguments.device}, {arguments.dtype}, offload {arguments.offload}, {first['steps_run']} steps "
              f"({second['steps_run']} by diffusers), guidance {arguments.guidance}, {arguments.threads} threads, "
              f"medians of {arguments.rounds}; {second['program']}\n")
        print("| | Burnish | diffusers | ratio |\n|---|---|---|---|")
        for row, mine in medians["burnish"].items():
            other = medians["diffusers"][row]
            print(f"| {row} | {mine:.3f} | {other:.3f} | {f'{mine / other:.2f}' if other else ''} |")
        print(f"\nThe two pictures: {difference(ours, theirs)}.")


if __name__ == "__main__":
    main()

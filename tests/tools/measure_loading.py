#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""What opening and loading a checkpoint cost beside reading its files once; prints medians and ratios as a table.

Each round takes the plain read, `burnish-cli inspect` and the loading stages of `burnish-cli refine` (which is ended when its
first step begins) in turns, first with the files out of the page cache, then with them in it. What came from the disk is
counted, so that a warm run cannot pass for a cold one. Linux only."""

import argparse
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHUNK = 4 << 20
FIRST_STEP = "denoising"
LOADING = "loading "


def weight_files(model: Path) -> list[Path]:
    files = [model] if model.is_file() else sorted(model.rglob("*.safetensors"))
    if not files:
        raise SystemExit(f"no safetensors file under {model}")
    return files


def drop_from_cache(files: list[Path]) -> None:
    for path in files:
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)  # pages that are not written yet would stay
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def read_once(files: list[Path]) -> None:
    """One thread, front to back, through the page cache."""
    buffer = bytearray(CHUNK)
    for path in files:
        with open(path, "rb", buffering=0) as file:
            while file.readinto(buffer):
                pass


def measured_read(files: list[Path]) -> dict[str, float]:
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    read_once(files)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
    return {"seconds": seconds, "disk": (after.ru_inblock - before.ru_inblock) * 512,
            "processor": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


def measured_program(command: list[str]) -> dict[str, float]:
    """Runs to the end, or to the line that says that the first step begins. `seconds` is the whole time, `loading` the
    part of it that the program spent in stages that load."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    loading, loading_since, seconds, lines = 0.0, None, None, []
    for line in process.stderr:
        now = time.perf_counter()
        lines.append(line)
        if loading_since is not None:
            loading, loading_since = loading + now - loading_since, None
        if line.startswith(LOADING):
            loading_since = now
        if line.startswith(FIRST_STEP):
            seconds = now - began
            process.send_signal(signal.SIGKILL)
            break
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if seconds is None and process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{''.join(lines)}")
    return {"seconds": seconds or time.perf_counter() - began, "loading": loading, "disk": usage.ru_inblock * 512,
            "processor": usage.ru_utime + usage.ru_stime}


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def print_table(results: dict[tuple[str, str], list[dict[str, float]]]) -> None:
    print("| page cache | | seconds | beside reading | of which loading | beside reading | processor (s) | from the disk (GB) |")
    print("|---|---|---|---|---|---|---|---|")
    reading = {cache: medians(runs)["seconds"] for (cache, name), runs in results.items() if name == "read once"}
    for (cache, name), runs in results.items():
        row, once = medians(runs), reading[cache]
        loading = row.get("loading", 0.0)
        parts = f"{loading:.2f} | {loading / once:.2f}" if loading else " | "
        print(f"| {cache} | {name} | {row['seconds']:.2f} | {row['seconds'] / once:.2f} | {parts} | {row['processor']:.2f} "
              f"| {row['disk'] / 1e9:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--burnish-cli", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder or file; best one whose files fit into memory twice")
    parser.add_argument("--image", type=Path, required=True, help="a small picture, for refine")
    parser.add_argument("--dtypes", default="bf16,fp32", help="of refine (%(default)s)")
    parser.add_argument("--offload", default="model", help="of refine (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cold-only", action="store_true")
    arguments = parser.parse_args()
    files = weight_files(arguments.model)
    size = sum(path.stat().st_size for path in files)

    with tempfile.TemporaryDirectory() as folder:
        cli, model = str(arguments.burnish_cli), str(arguments.model)
        jobs = {"read once": lambda: measured_read(files),
                "inspect": lambda: measured_program([cli, "inspect", model])}
        for dtype in filter(None, arguments.dtypes.split(",")):
            command = [cli, "refine", str(arguments.image), "-o", f"{folder}/out.png", "--model", model, "--dtype", dtype,
                       "--device", "cpu", "--offload", arguments.offload, "--steps", "10", "--strength", "0.1", "--seed", "1"]
            jobs[f"refine to its first step, {dtype}"] = lambda command=command: measured_program(command)
        caches = ["cold"] if arguments.cold_only else ["cold", "warm"]
        results: dict[tuple[str, str], list[dict[str, float]]] = {(cache, name): [] for cache in caches for name in jobs}
        loads = []
        for number in range(arguments.rounds):
            for cache, name in results:
                if cache == "cold":
                    drop_from_cache(files)
                else:
                    read_once(files)
                loads.append(os.getloadavg()[0])
                run = jobs[name]()
                results[cache, name].append(run)
                print(f"round {number + 1}, {cache}: {name} {run}", file=sys.stderr, flush=True)
    print(f"{len(files)} files, {size / 1e9:.2f} GB, medians of {arguments.rounds} rounds in turns; load average "
          f"{min(loads):.1f} to {max(loads):.1f} on {os.cpu_count()} processors\n")
    print_table(results)


if __name__ == "__main__":
    main()

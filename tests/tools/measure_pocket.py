#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Measures what the pocket refiner does to photographs that its training never saw, and writes tables and contact sheets.

Photographs of scikit-image and scikit-learn (requirements-data.txt) at 512 pixels on the long side go through
`burnish-cli refine` with the settings that the model recommends, or those of --set. A refine that fails is reported and
counted, never left out in silence. About 200 refines in all; --quick takes two photographs and half the words (47 refines).

  measure_pocket.py --burnish-cli build/release/bin/burnish-cli --model resources/models/pocket --out build/measured
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

import picture_measures as measures

PHOTOGRAPHS = {"astronaut": "skimage/data/astronaut.png", "chelsea": "skimage/data/chelsea.png",
               "coffee": "skimage/data/coffee.png", "china": "sklearn/datasets/images/china.jpg",
               "flower": "sklearn/datasets/images/flower.jpg", "motorcycle": "skimage/data/motorcycle_left.png"}
# Word of the prompt: the measure that it should move, and which way.
WORDS = {"warm": (measures.yellowness, 1), "cool": (measures.yellowness, -1), "sepia": (measures.sepia_share, 1),
         "black and white": (measures.chroma, -1), "vivid": (measures.chroma, 1), "muted": (measures.chroma, -1),
         "high contrast": (measures.contrast, 1), "low contrast": (measures.contrast, -1),
         "bright": (measures.lightness, 1), "dark": (measures.lightness, -1), "noisy": (measures.detail, 1),
         "grainy": (measures.detail, 1), "blurry": (measures.detail, -1), "soft": (measures.detail, -1),
         "sharp": (measures.detail, 1), "jpeg artifacts": (measures.blockiness, 1),
         "low resolution": (measures.detail, -1), "oil painting": (measures.calm, 1),
         "watercolor": (measures.lightness, 1), "pencil drawing": (measures.chroma, -1)}
QUICK_WORDS = list(WORDS)[::2]
UNKNOWN = "zuqivomle"
DIAL = [0.05, 0.1, 0.2, 0.3, 0.4, 0.6]
# Cost first: a child's peak of memory begins with its parent's, which torch makes large.
GROUPS = ["cost", "cleans", "autoencoder", "harm", "steers", "dial"]


def load_photographs(quick: bool) -> dict[str, np.ndarray]:
    pictures = {}
    for name, place in list(PHOTOGRAPHS.items())[:2 if quick else None]:
        package, _, rest = place.partition("/")
        found = find_spec(package)
        if found is None:
            raise SystemExit(f"{package}'s files are missing: pip install --no-deps -r requirements-data.txt")
        with Image.open(Path(found.submodule_search_locations[0]) / rest) as opened:
            photo = opened.convert("RGB")
        scale = 512 / max(photo.size)
        size = [round(side * scale) for side in photo.size]
        left, top = (side % 8 // 2 for side in size)
        width, height = (side // 8 * 8 for side in size)
        photo = photo.resize(size, Image.Resampling.LANCZOS).crop((left, top, left + width, top + height))
        pictures[name] = np.asarray(photo)
    return pictures


class Refiner:
    """Runs burnish-cli on one picture at a time."""

    def __init__(self, arguments):
        self.command = [str(arguments.burnish_cli), "refine"]
        self.common = ["--model", str(arguments.model), "--quiet", "--device", "cpu", "--seed", str(arguments.seed)]
        self.settings = dict(item.split("=", 1) for item in arguments.set)
        self.runs, self.failures = 0, []
        self.seconds = self.peak = 0.0

    def __call__(self, picture: np.ndarray, label: str, **settings) -> np.ndarray | None:
        """The refined picture, or None where it failed; `seconds` and `peak` (MB) are those of the last run."""
        merged = self.settings | {name.replace("_", "-"): str(value) for name, value in settings.items()}
        options = [part for name, value in merged.items() for part in (f"--{name}", value)]
        self.runs += 1
        with tempfile.TemporaryDirectory() as folder:
            source, result = Path(folder) / "source.png", Path(folder) / "result.png"
            Image.fromarray(picture).save(source)
            began = time.perf_counter()
            try:
                process = subprocess.Popen([*self.command, str(source), "-o", str(result), *self.common, *options],
                                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                errors = process.stderr.read()
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                self.seconds, self.peak = time.perf_counter() - began, usage.ru_maxrss / 1024
                if process.returncode:
                    raise ValueError(f"exit status {process.returncode}: {errors.strip().splitlines()[-1:]}")
                with Image.open(result) as opened:
                    refined = np.asarray(opened.convert("RGB"))
                if refined.shape != picture.shape:
                    raise ValueError(f"the result is {refined.shape[1]}x{refined.shape[0]}")
            except (OSError, ValueError) as error:
                self.failures.append(f"{label}: {error}")
                print(f"FAILED {label}: {error}", file=sys.stderr, flush=True)
                return None
        print(f"{label}: {self.seconds:.1f} s", file=sys.stderr, flush=True)
        return refined


class Report:
    """Tables as Markdown, contact sheets as PNG, and the lines of the verdict."""

    def __init__(self, folder: Path):
        self.folder, self.parts, self.verdict = folder, [], []
        folder.mkdir(parents=True, exist_ok=True)

    def table(self, title: str, header: list[str], rows: list[list[str]]) -> None:
        lines = [f"### {title}", "", "| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
        lines += ["| " + " | ".join(row) + " |" for row in rows]
        self.parts.append("\n".join(lines) + "\n")
        print(self.parts[-1], flush=True)

    def judge(self, line: str, wanted: str, found: str, reached: bool) -> None:
        self.verdict.append([line, wanted, found, "yes" if reached else "**no**"])

    def sheet(self, name: str, rows: dict[str, dict[str, np.ndarray | None]], side: int) -> None:
        """One row a photograph, one column a version."""
        columns = list(next(iter(rows.values())))
        label = 16
        sheet = Image.new("RGB", (side * len(columns), (side + label) * len(rows)), (32, 32, 32))
        draw = ImageDraw.Draw(sheet)
        for y, (photo, versions) in enumerate(rows.items()):
            for x, (column, picture) in enumerate(versions.items()):
                place = (x * side, y * (side + label))
                draw.text((place[0] + 3, place[1] + 2), f"{photo}: {column}", fill=(230, 230, 230))
                if picture is not None:
                    small = Image.fromarray(picture)
                    small.thumbnail((side, side), Image.Resampling.LANCZOS)
                    sheet.paste(small, (place[0], place[1] + label))
        sheet.save(self.folder / f"{name}.png")

    def write(self, heading: str) -> None:
        self.table("Verdict", ["line", "wanted", "measured", "reached"], self.verdict)
        (self.folder / "measured.md").write_text("\n".join([heading, "", self.parts[-1], *self.parts[:-1]]), encoding="utf-8")


def mean(values) -> float:
    """Of those that are there; not a number if none is."""
    values = [value for value in values if value is not None]
    return statistics.fmean(values) if values else float("nan")


def measure_cleans(photos, refine, report, arguments) -> None:
    degraded = {"noise 25/255": lambda p, i: measures.with_noise(p, 25, 100 + i),
                "JPEG quality 15": lambda p, i: measures.through_jpeg(p, 15),
                "blur 1.5, noise 10/255": lambda p, i: measures.with_blur_and_noise(p, 1.5, 10, 200 + i)}
    words = {"prompt": arguments.clean_prompt, "negative": arguments.clean_negative}
    words = {name: text for name, text in words.items() if text is not None}
    sheet = {name: {"clean": photo} for name, photo in photos.items()}
    for kind, spoil in degraded.items():
        rows, gains = [], {"PSNR": [], "SSIM": []}
        for index, (name, photo) in enumerate(photos.items()):
            spoiled = spoil(photo, index)
            refined = refine(spoiled, f"{kind}, {name}", **words)
            sheet[name] |= {kind: spoiled, f"{kind} refined": refined}
            row = [name]
            for measure, of, digits in (("PSNR", measures.psnr, 2), ("SSIM", measures.ssim, 4)):
                before, after = of(photo, spoiled), of(photo, refined) if refined is not None else None
                gains[measure].append(None if after is None else after - before)
                row += ["failed"] * 3 if after is None else [
                    f"{before:.{digits}f}", f"{after:.{digits}f}", f"{after - before:+.{digits}f}"]
            rows.append(row)
        average = {measure: mean(values) for measure, values in gains.items()}
        rows.append(["**mean**", "", "", f"{average['PSNR']:+.2f}", "", "", f"{average['SSIM']:+.4f}"])
        report.table(f"Cleans: {kind}", ["photograph", "PSNR before", "after", "gain (dB)", "SSIM before", "after", "gain"],
                     rows)
        found = f"{average['PSNR']:+.2f} dB, SSIM {average['SSIM']:+.4f}"
        if kind.startswith("noise"):
            report.judge(f"cleans: {kind}", "mean PSNR ≥ +3 dB", found, average["PSNR"] >= 3)
        else:
            report.judge(f"cleans: {kind}", "mean PSNR and SSIM above 0", found,
                         average["PSNR"] > 0 and average["SSIM"] > 0)
    report.sheet("cleans", sheet, 384)


def measure_autoencoder(photos, refine, report, arguments) -> None:
    import torch
    from diffusers import AutoencoderKL
    folder = arguments.model / "vae"
    variant = "fp16" if list(folder.glob("*.fp16.*")) else None
    try:
        vae = AutoencoderKL.from_pretrained(folder, variant=variant, torch_dtype=torch.float32, local_files_only=True)
    except (OSError, ValueError) as error:
        refine.runs += 1
        refine.failures.append(f"autoencoder: {error}")
        report.judge("autoencoder alone", "mean PSNR ≥ 30 dB", "could not be loaded", False)
        return
    rows, values, sheet = [], [], {}
    for name, photo in photos.items():
        with torch.no_grad():
            tensor = torch.from_numpy(photo.astype(np.float32)).permute(2, 0, 1)[None] / 127.5 - 1
            decoded = vae.decode(vae.encode(tensor).latent_dist.mean).sample[0]
        result = measures.to_bytes((decoded.permute(1, 2, 0).numpy() + 1) * 127.5)
        values.append(measures.psnr(photo, result))
        rows.append([name, f"{values[-1]:.2f}", f"{measures.ssim(photo, result):.4f}"])
        sheet[name] = {"source": photo, "decoded": result}
    rows.append(["**mean**", f"{mean(values):.2f}", ""])
    report.table("Autoencoder alone (diffusers, fp32)", ["photograph", "PSNR (dB)", "SSIM"], rows)
    report.judge("autoencoder alone", "mean PSNR ≥ 30 dB", f"{mean(values):.2f} dB", mean(values) >= 30)
    report.sheet("autoencoder", sheet, 512)


def measure_harm(photos, refine, report, arguments) -> None:
    rows, values = [], []
    for name, photo in photos.items():
        refined = refine(photo, f"harm, {name}", prompt="", strength=0.1)
        values.append(None if refined is None else measures.psnr(photo, refined))
        rows.append([name, "failed"] if refined is None else [name, f"{values[-1]:.2f}"])
    kept = sum(value is not None and value >= 30 for value in values)
    rows.append(["**mean**", f"{mean(values):.2f}"])
    report.table("Does no harm: strength 0.1, no prompt", ["photograph", "PSNR to itself (dB)"], rows)
    report.judge("does no harm", "≥ 30 dB on every photograph",
                 f"{kept} of {len(photos)}, mean {mean(values):.2f} dB", kept == len(photos))


def measure_steers(photos, refine, report, arguments) -> None:
    words = QUICK_WORDS if arguments.quick else list(WORDS)
    results = {name: {"source": photo} for name, photo in photos.items()}
    for name, photo in photos.items():
        for word in ["", UNKNOWN, *words]:
            results[name][word or "no prompt"] = refine(photo, f"steers, {name}, \"{word}\"", prompt=word, strength=0.4)
    rows, right_words, quiet_words = [], 0, 0
    for word in words:
        measure, direction = WORDS[word]

        def change(picture, other):
            return None if picture is None or other is None else measure(picture) - measure(other)

        moved = [change(versions[word], versions["no prompt"]) for versions in results.values()]
        from_source = [change(versions[word], versions["source"]) for versions in results.values()]
        idle = [change(versions[UNKNOWN], versions["no prompt"]) for versions in results.values()]
        right, right_source = (sum(value is not None and value * direction > 0 for value in values)
                               for values in (moved, from_source))
        size = mean(abs(value) for value in moved if value is not None)
        share = mean(abs(value) for value in idle if value is not None) / size if size else float("inf")
        right_words += right == len(photos)
        quiet_words += share <= 0.1
        rows.append([word, f"{measure.__name__} {'↑' if direction > 0 else '↓'}",
                     " ".join("failed" if value is None else f"{value:+.2f}" for value in moved),
                     f"{mean(moved):+.2f}", f"{right} of {len(photos)}", f"{right_source} of {len(photos)}", f"{share:.1%}"])
    report.table(f"Steers: strength 0.4, each word against no prompt, same seed ({', '.join(photos)})",
                 ["word", "measure", "change by photograph", "mean", "right", "right against the source",
                  f"\"{UNKNOWN}\" beside it"], rows)
    report.judge("steers", "every word the right way on every photograph",
                 f"{right_words} of {len(words)} words", right_words == len(words))
    report.judge("unknown word", "moves no measure by more than a tenth",
                 f"{quiet_words} of {len(words)} measures", quiet_words == len(words))
    report.sheet("steers", results, 224)


def measure_dial(photos, refine, report, arguments) -> None:
    rows, monotone, sheet = [], 0, {}
    for name, photo in photos.items():
        refined = [refine(photo, f"dial, {name}, {strength}", prompt="", strength=strength) for strength in DIAL]
        far = [None if picture is None else measures.distance(photo, picture) for picture in refined]
        rises = None not in far and all(a < b for a, b in zip(far, far[1:]))
        monotone += rises
        rows.append([name, *("failed" if value is None else f"{value:.2f}" for value in far), "yes" if rises else "**no**"])
        sheet[name] = {"source": photo} | {str(strength): picture for strength, picture in zip(DIAL, refined)}
    report.table("Strength is a dial: distance to the source in levels, no prompt",
                 ["photograph", *map(str, DIAL), "grows"], rows)
    report.judge("strength is a dial", "grows on every photograph", f"{monotone} of {len(photos)}", monotone == len(photos))
    report.sheet("dial", sheet, 256)


def measure_cost(photos, refine, report, arguments) -> None:
    square = np.asarray(Image.fromarray(photos["astronaut"]).resize((512, 512), Image.Resampling.LANCZOS))
    seconds, peaks = [], []
    for number in range(3):
        if refine(square, f"cost, run {number + 1}") is not None:
            seconds.append(refine.seconds)
            peaks.append(refine.peak)
    megabytes = sum(file.stat().st_size for file in arguments.model.rglob("*") if file.is_file()) / 1e6
    median = statistics.median(seconds) if seconds else float("nan")
    peak = max(peaks, default=float("nan"))
    report.table("Cost: 512x512, a fresh process each time", ["seconds by run", "median (s)", "peak (MB)", "files (MB)"],
                 [[" ".join(f"{value:.2f}" for value in seconds), f"{median:.2f}", f"{peak:.0f}", f"{megabytes:.1f}"]])
    report.judge(f"time of 512x512 ({os.cpu_count()} cores, load {os.getloadavg()[0]:.1f})", "≤ 5 s", f"{median:.2f} s", median <= 5)
    report.judge("peak of memory", "≤ 1 GB", f"{peak:.0f} MB", peak <= 1000)
    report.judge("files", "≤ 30 MB", f"{megabytes:.1f} MB", megabytes <= 30)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--burnish-cli", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder for measured.md and the contact sheets")
    parser.add_argument("--set", action="append", default=[], metavar="OPTION=VALUE",
                        help="an option of burnish-cli for every refine that does not fix it: strength, steps, guidance, "
                             "aesthetic, negative-aesthetic, keep-detail, ... (may be given again)")
    parser.add_argument("--clean-prompt", help="prompt while cleaning (the model's own default)")
    parser.add_argument("--clean-negative", help="negative prompt while cleaning (the model's own default)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", choices=GROUPS, help="only this group (may be given again)")
    parser.add_argument("--quick", action="store_true", help="two photographs, every second word")
    arguments = parser.parse_args()
    if any("=" not in item for item in arguments.set):
        parser.error("--set takes OPTION=VALUE")

    photos, refine, report = load_photographs(arguments.quick), Refiner(arguments), Report(arguments.out)
    for group in arguments.only or GROUPS:
        globals()[f"measure_{group}"](photos, refine, report, arguments)
    report.judge("refines", "none fails", f"{len(refine.failures)} of {refine.runs} failed", not refine.failures)
    command = " ".join(["measure_pocket.py", *(f"--set {item}" for item in arguments.set), *(["--quick"] * arguments.quick),
                        *(f"--only {group}" for group in arguments.only or [])])
    for failure in refine.failures:
        report.parts.insert(0, f"Failed: {failure}\n")
    report.write(f"Made by `{command}`, seed {arguments.seed}, {len(photos)} photographs at 512 pixels.")
    return 1 if refine.failures else 0


if __name__ == "__main__":
    sys.exit(main())

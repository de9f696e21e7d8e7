#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Measures what a light refine keeps: a Display P3 picture at strength 0.1, and a photograph with lettering that is
refined ten times in a row at 0.05. Prints tables as Markdown, writes the pictures, and fails where a goal is missed.

  measure_kept.py --burnish-cli build/release/bin/burnish-cli --model resources/models/pocket --out build/kept

Needs Pillow and numpy; the lettering is DejaVu's where it is installed, else Pillow's own."""

import argparse
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import picture_measures as measures

SAMPLE = Path(__file__).parents[2] / "resources/samples/astronaut.jpg"
SIZE = (512, 384)
P3_TO_XYZ = np.array([[0.48657095, 0.26566769, 0.19821729], [0.22897456, 0.69173852, 0.07928691],
                      [0.0, 0.04511338, 1.04394437]])
SRGB_TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                        [0.0193339, 0.1191920, 0.9503041]])
BRADFORD = np.array([[1.0479298, 0.0229468, -0.0501922], [0.0296278, 0.9904345, -0.0170738],
                     [-0.0092430, 0.0150552, 0.7518743]])
PATCHES = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "cyan": (0, 255, 255),
           "magenta": (255, 0, 255), "yellow": (255, 255, 0), "orange": (255, 110, 0), "leaf": (30, 190, 40)}
PATCH = 48
LETTERING = ["Fine print, 9 pixels high: the quick brown fox jumps over the lazy dog",
             "naïve café, 1234567890, £€$ (a, b, c) [x; y]", "BURNISH", "Ten passes, and still legible?"]


def linear(encoded):
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def lab_of(picture, to_xyz):
    ratio = linear(picture.astype(np.float64) / 255) @ to_xyz.T / (to_xyz @ np.ones(3))
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)


def p3_profile() -> bytes:
    """ICC.1:2022 version 4: three primaries adapted to D50, sRGB's curve."""
    def s15(value):
        return struct.pack(">i", round(value * 65536))

    def xyz(values):
        return b"XYZ \0\0\0\0" + b"".join(s15(value) for value in values)

    def text(value):
        encoded = value.encode("utf-16-be")
        return b"mluc\0\0\0\0" + struct.pack(">II", 1, 12) + b"enUS" + struct.pack(">II", len(encoded), 28) + encoded

    adapted = BRADFORD @ P3_TO_XYZ
    curve = (b"para\0\0\0\0" + struct.pack(">HH", 3, 0)
             + b"".join(s15(value) for value in (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)))
    tags = {b"desc": text("Display P3"), b"cprt": text("public domain"), b"wtpt": xyz((0.9642, 1.0, 0.8249)),
            b"rXYZ": xyz(adapted[:, 0]), b"gXYZ": xyz(adapted[:, 1]), b"bXYZ": xyz(adapted[:, 2]),
            b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
            b"chad": b"sf32\0\0\0\0" + b"".join(s15(value) for value in BRADFORD.flatten())}
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", start + len(body), len(value))
        body += value + b"\0" * (-len(value) % 4)
    head = struct.pack(">I4sI4s4s4s", 128 + len(table) + len(body), b"\0\0\0\0", 0x04300000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28 + s15(0.9642) + s15(1.0) + s15(0.8249)
    return head.ljust(128, b"\0") + table + body


def photograph():
    with Image.open(SAMPLE) as opened:
        return opened.convert("RGB").resize((SIZE[0], SIZE[0]), Image.Resampling.LANCZOS).crop((0, 0, *SIZE))


def p3_picture():
    """The photograph's numbers taken for Display P3, which pushes its colours outside sRGB, and saturated patches."""
    picture = photograph()
    draw = ImageDraw.Draw(picture)
    boxes = {}
    for index, (name, colour) in enumerate(PATCHES.items()):
        left, top = 16 + 60 * index, SIZE[1] - PATCH - 16
        draw.rectangle((left, top, left + PATCH - 1, top + PATCH - 1), fill=colour)
        boxes[name] = (left, top)
    return picture, boxes


def lettered_photograph():
    picture = photograph()
    draw = ImageDraw.Draw(picture)
    for row, (line, size) in enumerate(zip(LETTERING, (9, 11, 28, 14))):
        try:
            font = ImageFont.truetype("DejaVuSans.ttf", size)
        except OSError:
            font = ImageFont.load_default(size)
        draw.text((16, 20 + 36 * row), line, font=font, fill=(245, 245, 235) if row % 2 == 0 else (250, 220, 60))
    return picture


def refine(arguments, source: Path, target: Path, **settings):
    command = [str(arguments.burnish_cli), "refine", str(source), "-o", str(target), "--model", str(arguments.model),
               "--quiet", "--device", "cpu", "--dtype", "fp32"]
    for name, value in settings.items():
        command += ["--" + name.replace("_", "-"), str(value)]
    subprocess.run(command, check=True)


def pixels(path: Path):
    with Image.open(path) as opened:
        return np.asarray(opened.convert("RGB")), opened.info.get("icc_profile")


def measure_p3(arguments, out: Path) -> bool:
    picture, boxes = p3_picture()
    profile = p3_profile()
    source = out / "p3.png"
    picture.save(source, icc_profile=profile)
    before = lab_of(np.asarray(picture), P3_TO_XYZ)
    outside = (np.linalg.solve(SRGB_TO_XYZ, P3_TO_XYZ @ linear(np.asarray(picture) / 255.0).reshape(-1, 3).T) < -0.001)
    print(f"\nDisplay P3 at strength 0.1; {outside.any(axis=0).mean():.0%} of the pixels lie outside sRGB\n")
    print("| keep detail | seed | mean ΔE2000 | worst patch, mean ΔE2000 |\n|---|---|---|---|")
    good = True
    for keep in (0, 1):
        for seed in arguments.seeds:
            target = out / f"p3-keep{keep}-seed{seed}.png"
            refine(arguments, source, target, strength=0.1, keep_detail=keep, seed=seed)
            after, kept_profile = pixels(target)
            distance = measures.delta_e_2000(before, lab_of(after, P3_TO_XYZ))
            patches = {name: float(distance[top:top + PATCH, left:left + PATCH].mean())
                       for name, (left, top) in boxes.items()}
            worst = max(patches, key=patches.get)
            print(f"| {keep} | {seed} | {distance.mean():.2f} | {worst} {patches[worst]:.2f} |")
            good &= kept_profile == profile
            if keep == 1:
                good &= distance.mean() < 1.5 and patches[worst] < 3
    return bool(good)


def measure_passes(arguments, out: Path) -> bool:
    picture = lettered_photograph()
    original = np.asarray(picture)
    before = measures.lab(original)
    print("\nA photograph with lettering, refined again and again at strength 0.05\n")
    print("| keep detail | file | passes | mean ΔE2000 | SSIM |\n|---|---|---|---|---|")
    good = True
    for keep, kind in ((0, "png"), (1, "png"), (1, "jpg")):
        source = out / f"lettering.{kind}"
        picture.save(source, quality=95, subsampling=0)
        for count in range(1, arguments.passes + 1):
            target = out / f"lettering-keep{keep}-{count}.{kind}"
            refine(arguments, source, target, strength=0.05, keep_detail=keep, seed=count)
            source = target
            if count in (1, 5, arguments.passes):
                after = pixels(target)[0]
                colour = float(measures.delta_e_2000(before, measures.lab(after)).mean())
                likeness = measures.ssim(original, after)
                print(f"| {keep} | {kind} | {count} | {colour:.2f} | {likeness:.4f} |")
                if keep == 1 and kind == "png":
                    good &= colour < 1 and likeness > 0.98
    return bool(good)


def check_measure():
    """Pairs 1, 7 and 25 of Sharma, Wu and Dalal's table."""
    for first, second, expected in (((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
                                    ((50, 0, 0), (50, -1, 2), 2.3669),
                                    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644)):
        found = float(measures.delta_e_2000(np.array(first, float), np.array(second, float)))
        assert abs(found - expected) < 1e-4, (found, expected)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--burnish-cli", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--passes", type=int, default=10)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    check_measure()
    wide = measure_p3(arguments, arguments.out)
    lasting = measure_passes(arguments, arguments.out)
    print(f"\nP3: {'reached' if wide else 'MISSED'}; ten passes: {'reached' if lasting else 'MISSED'}")
    return 0 if wide and lasting else 1


if __name__ == "__main__":
    sys.exit(main())

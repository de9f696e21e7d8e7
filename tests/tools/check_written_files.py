#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Writes a picture in every format with burnish-cli and reads it with Pillow, ImageMagick, djxl and ExifTool: the same
pixels (as PNG written beside it has them, or BMP where the format has no profile), the same profile, the prompt, and an
Exif thumbnail that shows the new picture.

  check_written_files.py --burnish-cli build/release/bin/burnish-cli --model tests/data/models/refiner_tiny

Needs Pillow and numpy; `convert`, `djxl` (libjxl-tools) and `exiftool` where they are installed."""

import argparse
import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from measure_kept import p3_profile, photograph

PROMPT = "naïve café 寺 🏯"
FORMATS = ["png", "jpg", "webp", "tif", "bmp", "tga", "ppm", "jxl", "exr", "hdr"]
PILLOW = {"png": 0, "jpg": 0, "webp": 6, "tif": 0, "bmp": 0, "tga": 0, "ppm": 0}  # mean levels allowed
MAGICK = {"png": 0, "jpg": 1, "webp": 6, "tif": 0, "bmp": 0, "tga": 0, "ppm": 0}
WITHOUT_PROFILE = ["bmp", "tga", "ppm", "jxl", "exr", "hdr"]
# Formats that Pillow does not know, by the command that turns them into 8-bit sRGB; Radiance files are scene-linear.
OUTSIDE = {"jxl": (["djxl", "{source}", "{target}"], 1.5),
           "hdr": (["convert", "{source}", "-set", "colorspace", "RGB", "-colorspace", "sRGB", "-depth", "8", "{target}"], 1.0)}


def make_source(folder: Path) -> Path:
    picture = photograph().resize((256, 192))
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Acme", 1
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 24.0)})
    source = folder / "source.jpg"
    picture.save(source, quality=92, exif=exif, icc_profile=p3_profile())
    thumbnail = io.BytesIO()
    Image.new("RGB", (160, 120), (255, 0, 255)).save(thumbnail, "jpeg")
    (folder / "thumbnail.jpg").write_bytes(thumbnail.getvalue())
    if shutil.which("exiftool"):
        subprocess.run(["exiftool", "-q", "-overwrite_original", f"-ThumbnailImage<={folder / 'thumbnail.jpg'}",
                        str(source)], check=True)
    return source


def distance(first, second) -> float:
    return float(np.abs(first.astype(float) - second.astype(float)).mean())


def tags_of(path: Path) -> dict:
    text = subprocess.run(["exiftool", "-j", "-b", "-charset", "utf8", str(path)], capture_output=True, check=True).stdout
    return json.loads(text)[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--burnish-cli", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()
    problems = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = make_source(folder)
        for kind in FORMATS:
            target = folder / f"out.{kind}"
            subprocess.run([arguments.burnish_cli, "refine", source, "-o", target, "--model", arguments.model, "--quiet",
                            "--prompt", PROMPT, "--seed", "1", "--steps", "4"], check=True)
            said = []

            def check(good, what):
                if not good:
                    problems.append(f"{kind}: {what}")
                said.append(what if good else f"NOT {what}")

            with Image.open(folder / "out.png") as opened:
                expected = np.asarray(opened.convert("RGB"))
            if kind in PILLOW:
                with Image.open(target) as opened:
                    opened.load()
                    seen = np.asarray(opened.convert("RGB"))
                    profile = opened.info.get("icc_profile")
                    texts = {**opened.info, **getattr(opened, "text", {})}
                    comment = opened.getexif().get_ifd(0x8769).get(0x9286, b"")
                    description = opened.getexif().get(0x010E, "")
                if kind not in WITHOUT_PROFILE and kind != "jpg":
                    check(distance(expected, seen) <= PILLOW[kind], f"Pillow sees the pixels ({distance(expected, seen):.2f})")
                if kind not in WITHOUT_PROFILE:
                    check(profile == p3_profile(), "Pillow sees the profile")
                if kind == "png":
                    check(texts.get("parameters", "").startswith(PROMPT), "Pillow reads the prompt")
                elif kind in ("jpg", "webp"):
                    check(comment[:8] == b"UNICODE\0" and comment[8:].decode("utf-16-be").startswith(PROMPT),
                          "Pillow reads the prompt")
                elif kind == "tif":
                    text = description.encode("latin-1", "ignore").decode("utf-8", "ignore") or description
                    check(PROMPT in (text, description) or text.startswith(PROMPT) or description.startswith(PROMPT),
                          "Pillow reads the prompt")
            if kind in MAGICK and shutil.which("convert"):
                result = subprocess.run(["convert", str(target), "-depth", "8", "rgb:-"], capture_output=True)
                check(result.returncode == 0 and len(result.stdout) == expected.size, "ImageMagick reads it")
                if kind not in WITHOUT_PROFILE and result.returncode == 0:
                    seen = np.frombuffer(result.stdout, "u1").reshape(expected.shape)
                    with Image.open(target) as opened:
                        mine = np.asarray(opened.convert("RGB"))
                    check(distance(mine, seen) <= MAGICK[kind], "ImageMagick sees Pillow's pixels")
            if kind in OUTSIDE and shutil.which(OUTSIDE[kind][0][0]):
                command, allowed = OUTSIDE[kind]
                turned = folder / f"{kind}-turned.png"
                result = subprocess.run([part.format(source=target, target=turned) for part in command], capture_output=True)
                check(result.returncode == 0, f"{command[0]} reads it")
                if result.returncode == 0:
                    with Image.open(turned) as opened, Image.open(folder / "out.bmp") as plain:
                        off = distance(np.asarray(plain.convert("RGB")), np.asarray(opened.convert("RGB")))
                    check(off <= allowed, f"{command[0]} sees the pixels ({off:.2f})")
            if shutil.which("exiftool") and kind in ("png", "jpg", "webp", "tif", "exr"):
                tags = tags_of(target)
                check(any(str(value).startswith(PROMPT) for value in tags.values()), "ExifTool reads the prompt")
                check(not str(tags.get("Warning", "")) and not tags.get("Error"), f"ExifTool has no complaint{tags.get('Warning', '')}")
                if kind in ("png", "jpg", "webp", "tif"):
                    check(tags.get("Make") == "Acme", "ExifTool reads the camera")
                    check(str(tags.get("DigitalSourceType", "")).endswith("compositeWithTrainedAlgorithmicMedia"),
                          "ExifTool reads the source type")
                if kind in ("png", "jpg", "webp"):
                    embedded = subprocess.run(["exiftool", "-b", "-ThumbnailImage", str(target)], capture_output=True).stdout
                    with Image.open(io.BytesIO(embedded)) as thumbnail:
                        small = np.asarray(Image.fromarray(expected).resize(thumbnail.size, Image.Resampling.BOX))
                        check(distance(np.asarray(thumbnail.convert("RGB")).astype(float).mean((0, 1)), small.mean((0, 1))) < 12,
                              "the thumbnail shows the new picture")
            print(f"{kind}: {'; '.join(said) or 'written'}")
    for problem in problems:
        print("PROBLEM", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

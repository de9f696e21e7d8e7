# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Records what the Python library invisible-watermark writes into and reads from ten photographs.

    golden_watermark.py record OUT     tests/data/watermark: the photographs (JPEG) and watermark.json
    golden_watermark.py check FOLDER   reads every picture of FOLDER with the library's decoder

`record` marks the decoded JPEG files as diffusers' StableDiffusionXLWatermarker does (floats 0..255, BGR), rounds, and
keeps the decoded bits, every 17th row and the sum of the source's samples, by which the test knows that it starts from the same pixels.
`check` is for pictures that Burnish has marked: `BURNISH_WATERMARK_OUT=FOLDER tst_watermark` writes them as PNG; each is
read as it is and once more after a lossless WebP. Needs requirements-data.txt too.
"""

import base64
import io
import json
import sys
import zlib
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
from imwatermark import WatermarkDecoder, WatermarkEncoder
from PIL import Image

MESSAGE = 0xB3EC907BB19E
BITS = [int(bit) for bit in f"{MESSAGE:048b}"]
ROW_STEP = 17
SIZE = 320
# name of the picture in scikit-image's wheel, left and top of the part that is taken, shrunk first by this factor
PICTURES = {
    "astronaut": (80, 0, 1), "chelsea": (80, 0, 1), "coffee": (140, 40, 1), "rocket": (180, 60, 1), "hubble_deep_field": (300, 200, 1),
    "ihc": (60, 60, 1), "retina": (250, 400, 1), "motorcycle_left": (200, 100, 1), "brick": (0, 0, 1), "gravel": (100, 60, 1),
}


def decode(bgr):
    return WatermarkDecoder("bits", 48).decode(bgr, "dwtDct")


def as_hex(bits):
    return f"{int(''.join(str(int(bit)) for bit in bits), 2):012X}"


def photographs():
    folder = Path(find_spec("skimage").submodule_search_locations[0]) / "data"
    for name, (left, top, factor) in PICTURES.items():
        file = next((path for path in sorted(folder.glob(name + ".*")) if path.suffix in (".png", ".jpg", ".jpeg")), None)
        if file is None:
            print("not in this wheel:", name)
            continue
        picture = Image.open(file).convert("RGB")
        picture = picture.resize((picture.width // factor, picture.height // factor), Image.LANCZOS)
        yield name, picture.crop((left, top, left + SIZE, top + SIZE))


def record(out: Path):
    out.mkdir(parents=True, exist_ok=True)
    encoder = WatermarkEncoder()
    encoder.set_watermark("bits", BITS)
    result = {}
    for name, picture in photographs():
        file = out / f"{name}.jpg"
        picture.save(file, quality=88, subsampling=0)
        rgb = np.asarray(Image.open(file).convert("RGB"))
        bgr = np.ascontiguousarray(rgb[:, :, ::-1])
        marked = encoder.encode(bgr.astype(np.float32), "dwtDct")
        marked = np.clip(marked, 0, 255).round().astype(np.uint8)
        rows = marked[::ROW_STEP, :, ::-1] - rgb[::ROW_STEP].astype(np.int16)
        packed = zlib.compress(rows.astype(np.int16).astype("<i2").tobytes(), 9)
        result[name] = {"plain_bits": as_hex(decode(bgr)), "reference_bits": as_hex(decode(marked)), "row_step": ROW_STEP,
                        "rows_changed_by": base64.b64encode(packed).decode(), "pixel_sum": int(rgb.astype(np.int64).sum())}
        largest = np.abs(marked.astype(int) - bgr.astype(int)).max()
        print(f"{name}: reference reads {sum(a == b for a, b in zip(decode(marked), BITS))} of 48, largest change {largest}")
    (out / "watermark.json").write_text(json.dumps(result, indent=1) + "\n")


def check(folder: Path):
    for file in sorted(folder.iterdir()):
        bgr = cv2.imread(str(file), cv2.IMREAD_COLOR)
        if bgr is not None:
            buffer = io.BytesIO()
            Image.open(file).save(buffer, "WEBP", lossless=True)
            webp = cv2.imdecode(np.frombuffer(buffer.getvalue(), np.uint8), cv2.IMREAD_COLOR)
            counts = [sum(int(a) == b for a, b in zip(decode(picture), BITS)) for picture in (bgr, webp)]
            print(f"{file.name}: {counts[0]} of 48 bits, {counts[1]} after a lossless WebP")


if __name__ == "__main__":
    {"record": record, "check": check}[sys.argv[1]](Path(sys.argv[2]))

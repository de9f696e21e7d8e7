#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Hashes what the reference's CLIP tokenizer makes of every character: tests/data/golden/tokenizer_planes.json.

For each Unicode plane with assigned characters, two SHA-256 digests of lines of ids (decimal, separated by blanks):
`characters`, of `a{c}b{c}{c}` for each character c of the plane, which shows its class and its lower case; and `marks`, of
U+24B6 U+0316 {c} and of U+24B6 {c} U+0345, which shows how it is ordered and composed. A digest tells that something
differs, not what: print the lines on both sides to find it.

  hash_tokenizer.py --clip build/deps/clip --out tests/data/golden/tokenizer_planes.json
"""
import argparse
import hashlib
import json
import pathlib
import tempfile

from transformers import CLIPTokenizer

import tiny_models

PLANES = [0, 1, 2, 3, 14]
BATCH = 8192


def digest(tokenizer, texts):
    result = hashlib.sha256()
    for start in range(0, len(texts), BATCH):
        for ids in tokenizer(texts[start : start + BATCH]).input_ids:
            result.update((" ".join(map(str, ids[1:-1])) + "\n").encode())
    return result.hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clip", type=pathlib.Path, required=True, help="folder with CLIP's merges.txt")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    lines = (arguments.clip / "merges.txt").read_text(encoding="utf-8").splitlines()[1:]
    with tempfile.TemporaryDirectory() as folder:
        tiny_models.write_tokenizer(pathlib.Path(folder), [tuple(line.split()) for line in lines])
        tokenizer = CLIPTokenizer.from_pretrained(folder)
    planes = {}
    for plane in PLANES:
        characters = [chr(c) for c in range(plane << 16, (plane + 1) << 16) if not 0xD800 <= c < 0xE000]
        planes[str(plane)] = {
            "characters": digest(tokenizer, [f"a{c}b{c}{c}" for c in characters]),
            "marks": digest(tokenizer, [text for c in characters for text in (f"\u24b6\u0316{c}", f"\u24b6{c}\u0345")]),
        }
    arguments.out.write_text(json.dumps(planes, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

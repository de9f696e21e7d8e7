#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""clip_table.py WHEEL DEST: writes CLIP's merges.txt and vocab.json, as checkpoints carry them.

The wheel of open_clip_torch holds the table of byte-pair merges that CLIP was trained with. The vocabulary follows
from it: 256 byte letters, the same with `</w>`, every merge joined, and the two special tokens (49,408 in all).
"""

import gzip
import json
import sys
import zipfile
from pathlib import Path

TABLE = "open_clip/bpe_simple_vocab_16e6.txt.gz"
MERGES = 48894  # of 262,144 in the table: CLIP uses only the first ones


def byte_letters() -> list[str]:
    """One printable letter for each byte value, in the order of their token ids (GPT-2's table)."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAC + 1), *range(0xAE, 0xFF + 1)]
    others = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + index) for index in range(len(others))]


def main() -> None:
    wheel, dest = Path(sys.argv[1]), Path(sys.argv[2])
    with zipfile.ZipFile(wheel) as archive:
        lines = gzip.decompress(archive.read(TABLE)).decode("utf-8").split("\n")
    merges = lines[1 : 1 + MERGES]  # the first line is the version

    letters = byte_letters()
    tokens = letters + [letter + "</w>" for letter in letters]
    tokens += [merge.replace(" ", "") for merge in merges]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    vocabulary = {token: index for index, token in enumerate(tokens)}
    if len(vocabulary) != 49408:
        sys.exit(f"clip_table.py: {wheel.name} gives {len(vocabulary)} tokens, expected 49408")

    dest.mkdir(parents=True, exist_ok=True)
    (dest / "merges.txt").write_text("\n".join(["#version: 0.2", *merges]) + "\n", encoding="utf-8")
    (dest / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()

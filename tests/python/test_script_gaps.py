"""The list that makes two stages of conversion one lookup (cpp/tools/script_gaps.py), against running both stages."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "cpp" / "tools" / "script_gaps.py"
if not TOOL.exists():
    pytest.skip("no source tree", allow_module_level=True)
spec = importlib.util.spec_from_file_location("script_gaps", TOOL)
assert spec is not None
assert spec.loader is not None
script_gaps = importlib.util.module_from_spec(spec)
spec.loader.exec_module(script_gaps)


def some(choose: random.Random, letters: str, most: int) -> str:
    return "".join(choose.choices(letters, k=choose.randint(1, most)))


def segments(words: script_gaps.Stage, text: str) -> list[str]:
    found, at, begin = [], 0, 0
    while at < len(text):
        word = words.match(text, at)
        if word:
            found += [text[begin:at], word]
            begin = at + len(word)
        at += len(word) if word else 1
    return [*found, text[begin:]]


def test_one_lookup_does_what_two_stages_do() -> None:
    choose = random.Random(5)
    closed = several = 0
    for _ in range(150):
        letters = "abcde"[: choose.randint(2, 5)]
        first = {some(choose, letters, 3): some(choose, letters + "X", 3) for _ in range(choose.randint(1, 5))}
        second = {some(choose, letters + "X", 3): some(choose, "STUV", 3) for _ in range(choose.randint(1, 5))}
        words = {word: "" for word in (some(choose, letters, 3) for _ in range(choose.randint(1, 4))) if len(word) > 1} or {"zz": ""}
        stages = [script_gaps.Stage(first), script_gaps.Stage(second)]
        segmentation = script_gaps.Stage(words)
        try:
            gaps = script_gaps.Stages(segmentation, *stages).gaps()
        except SystemExit:
            continue  # some dictionaries have no such list; building the table stops then
        closed += 1
        several += any(len(key) > 3 for key in gaps)
        singles = {char: script_gaps.apply(stages, char) for char in letters}
        listed = script_gaps.Stage({**singles, **gaps})
        for _ in range(60):
            text = some(choose, letters, 14)
            for segment in segments(segmentation, text)[::2]:
                assert listed.apply(segment) == script_gaps.apply(stages, segment), (segment, first, second, words)
    assert closed > 60
    assert several > 15

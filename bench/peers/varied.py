"""Chinese text of our own that does not repeat itself: sentences put together from the three hundred phrases of phrases.txt.

Repeated sentences keep a converter's tables in the nearest cache and its branches predicted, which real text does not.
"""
from __future__ import annotations

import random
from pathlib import Path

# Kinds of phrases, and what stands between them.
SHAPES = [shape.split() for shape in (
    "when ， who how did what ， then 。",
    "who where did what ； why 。",
    "“ why ，” who 说，“ then 。”",
    "when who where how did what 、 what 和 what 。",
    "then 。",
    "听说 who did what ， why ？",
    "what （ who did 的） where 。",
)]


def phrases() -> dict[str, list[str]]:
    """Kind -> its phrases."""
    kinds: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("phrases.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            kinds[line.strip("[]")] = found = []
        elif not line.startswith("#"):
            found += line.split()
    return kinds


def varied(characters: int, seed: int = 1) -> str:
    """At least so many characters, in paragraphs; the same for the same seed."""
    chance, kinds = random.Random(seed), phrases()
    paragraphs: list[str] = []
    total = 0
    while total < characters:
        parts = [part for _ in range(chance.randint(2, 7)) for part in chance.choice(SHAPES)]
        paragraphs.append("".join(chance.choice(kinds[part]) if part in kinds else part for part in parts))
        total += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)

"""Own text for the benchmarks: sentences put together from own phrases by a fixed rule, thousands of different ones a language."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def phrases(language: str) -> list[list[str]]:
    """Openings, doers, doings and endings; a sentence takes one of each."""
    lines = (Path(__file__).parent / "phrases.txt").read_text("utf-8").split("\n")
    at = lines.index(f"[{language}]")
    return [line.split("|") for line in lines[at + 1:at + 5]]


def sentences(language: str, seed: int = 0) -> Iterator[str]:
    """Sentences without end; the numbers in them and the choices come from a linear congruential generator."""
    state = 12345 + seed

    def pick(below: int) -> int:
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (state >> 33) % below
    parts = phrases(language)
    while True:
        yield "".join(part[pick(len(part))].replace("{n}", str(1 + pick(2000))) for part in parts) + ("\n" if pick(4) == 0 else "")


def text(language: str, size: int, encoding: str) -> bytes:
    """Sentences in an encoding, cut behind the last character that fits into `size` bytes."""
    made, total = [], 0
    for sentence in sentences(language):
        made.append(sentence.encode(encoding))
        total += len(made[-1])
        if total >= size:
            break
    whole = b"".join(made)[:size]
    return whole.decode(encoding, "ignore").encode(encoding)


def characters(language: str, count: int, seed: int = 0) -> str:
    """At least so many characters of whole sentences."""
    made, total = [], 0
    for sentence in sentences(language, seed):
        made.append(sentence)
        total += len(sentence)
        if total >= count:
            break
    return "".join(made).rstrip("\n")

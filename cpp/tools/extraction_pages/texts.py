"""Paragraphs of real text, from the files given by --texts (plain or .zst, one paragraph a line)."""
from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

MOST_BYTES = 3_000_000  # of a file: enough for variety
GENRE_OF = {"cmrc": "encyclopedia", "drcd": "encyclopedia", "laws": "law", "msdocs": "documentation", "bible": "scripture", "poetry": "poetry"}
ENDS = tuple("。！？；」”）")


def head_of(path: Path) -> str:
    if path.suffix != ".zst":
        with path.open("rb") as file:
            return file.read(MOST_BYTES).decode("utf-8", "ignore")
    with subprocess.Popen(["zstd", "-dc", str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        data = process.stdout.read(MOST_BYTES)
        process.kill()
    return data.decode("utf-8", "ignore")


def readers(files: list[Path]) -> dict[str, dict[str, Callable[[random.Random], list[str]]]]:
    """language -> genre -> a function that gives the paragraphs of an article."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(files):
        genre = next((genre for start, genre in GENRE_OF.items() if path.name.startswith(start)), "encyclopedia")
        lines = head_of(path).split("\n")[:-1]
        if ".tsv" in path.name:
            columns = [line.split("\t") for line in lines]
            for at, language in enumerate(("zh-Hans", "zh-Hant-TW")):
                found.setdefault(language, {}).setdefault(genre, []).extend(row[at] for row in columns if len(row) > at)
        else:
            found.setdefault("zh-Hans" if "Hans" in path.name else "zh-Hant-TW", {}).setdefault(genre, []).extend(lines)
    kept = {language: {genre: usable(genre, lines) for genre, lines in genres.items()} for language, genres in found.items()}
    return {language: {genre: reader_of(genre, lines) for genre, lines in genres.items() if lines} for language, genres in kept.items()}


def usable(genre: str, lines: list[str]) -> list[str]:
    if genre == "poetry":
        return [line for line in lines if 20 <= len(line) <= 400]
    if genre == "scripture":
        return [line for line in lines if len(line) >= 8]
    # Whole sentences only: fragments of forms and tables are no paragraphs.
    return [" ".join(line.split()) for line in lines if line.endswith(ENDS) and len(line) >= (30 if genre == "encyclopedia" else 12) and "|" not in line and "-{" not in line]


def reader_of(genre: str, kept: list[str]) -> Callable[[random.Random], list[str]]:
    def read(choose: random.Random) -> list[str]:
        count = 1 if genre == "poetry" else choose.randint(2, 9) if genre == "encyclopedia" else choose.randint(4, 14)
        at = choose.randrange(max(1, len(kept) - count + 1))
        return kept[at : at + count]
    return read

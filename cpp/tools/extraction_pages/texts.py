"""Paragraphs of real text, from the files given by --texts (plain or .zst, one paragraph a line)."""
from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

MOST_BYTES = 3_000_000  # of a file: enough for variety
GENRE_OF = {"cmrc": "encyclopedia", "drcd": "encyclopedia", "laws": "law", "msdocs": "documentation", "bible": "scripture", "poetry": "poetry"}
ALIKE = {"documentation": ("documentation", "manual"), "law": ("law", "manual")}  # whole sentences; all lines as they follow each other
COUNTS = {"poetry": (1, 9), "encyclopedia": (1, 9), "manual": (4, 50)}  # paragraphs (poems) of an article
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
                for each in ALIKE.get(genre, (genre,)):
                    found.setdefault(language, {}).setdefault(each, []).extend(row[at] for row in columns if len(row) > at)
        else:
            for each in ALIKE.get(genre, (genre,)):
                found.setdefault("zh-Hans" if "Hans" in path.name else "zh-Hant-TW", {}).setdefault(each, []).extend(lines)
    kept = {language: {genre: usable(genre, lines) for genre, lines in genres.items()} for language, genres in found.items()}
    return {language: {genre: reader_of(genre, lines) for genre, lines in genres.items() if lines} for language, genres in kept.items()}


def usable(genre: str, lines: list[str]) -> list[str]:
    if genre == "poetry":
        return [line for line in lines if 20 <= len(line) <= 400]
    if genre == "manual":
        return [" ".join(line.split()) for line in lines if line.strip() and len(line) <= 600 and not any(mark in line for mark in "|<>*`[]&{")]
    if genre == "scripture":
        return [line for line in lines if len(line) >= 8]
    # Whole sentences only: fragments of forms and tables are no paragraphs.
    return [" ".join(line.split()) for line in lines if line.endswith(ENDS) and len(line) >= (30 if genre == "encyclopedia" else 12) and "|" not in line and "-{" not in line]


def reader_of(genre: str, kept: list[str]) -> Callable[[random.Random], list[str]]:
    def read(choose: random.Random) -> list[str]:
        least, most = COUNTS.get(genre, (4, 14))
        count = least if least == 1 and choose.random() < 0.4 else choose.randint(least, most)
        at = choose.randrange(max(1, len(kept) - count + 1))
        return kept[at : at + count]
    return read

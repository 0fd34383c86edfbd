"""Sentences from word lists: `{name}` is one of a list, `{=name}` the same one through an article, `{3-9}` a number, `{{` a brace."""
from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

SLOT = re.compile(r"\{\{|\}\}|\{(=?)([a-zA-Z_.0-9]+)(?:-(\d+))?\}")
FILES = {"zh-Hans": ["zh_hans"], "zh-Hant-TW": ["zh_hant_tw"], "zh-Hant-HK": ["zh_hant_tw", "zh_hant_hk"], "ja": ["ja"], "ko": ["ko"], "en": ["en"]}


@cache
def lists_of(language: str) -> dict[str, list[str]]:
    """The lists of a language: `@name = a | b` on one line, or `@name` with one alternative a line."""
    lists: dict[str, list[str]] = {}
    for file in FILES[language]:
        block = ""
        for line in (Path(__file__).parent / "words" / f"{file}.txt").read_text("utf-8").split("\n"):
            if inline := re.match(r"@([a-z_.0-9]+) = (.*)$", line):
                lists[inline[1]], block = inline[2].split(" | "), ""
            elif head := re.match(r"@([a-z_.0-9]+)$", line):
                block = head[1]
                lists[block] = []
            elif line and block:
                lists[block].append(line)
    return lists


class Words:
    """Draws from the lists of a language. What `{=name}` was stays until `forget`."""

    def __init__(self, language: str, choose: random.Random) -> None:
        self.lists, self.choose = lists_of(language), choose
        self.bound: dict[str, str] = {}

    def forget(self) -> None:
        self.bound.clear()

    def has(self, name: str) -> bool:
        return name in self.lists

    def __call__(self, name: str) -> str:
        return self.expand(self.choose.choice(self.lists[name]))

    def some(self, name: str, least: int, most: int) -> list[str]:
        """Different entries, as far as there are."""
        entries = self.lists[name]
        picked = self.choose.sample(entries, min(len(entries), self.choose.randint(least, most)))
        return list(dict.fromkeys(self.expand(entry) for entry in picked))

    def expand(self, text: str) -> str:
        def fill(slot: re.Match[str]) -> str:
            if slot[2] is None:
                return slot[0][0]
            if slot[3]:
                return str(self.choose.randint(int(slot[2]), max(int(slot[2]), int(slot[3]))))
            if slot[2] not in self.lists:
                return slot[0]  # a field, filled in by whoever knows it
            if not slot[1]:
                return self(slot[2])
            if slot[2] not in self.bound:
                self.bound[slot[2]] = self(slot[2])
            return self.bound[slot[2]]
        return SLOT.sub(fill, text)

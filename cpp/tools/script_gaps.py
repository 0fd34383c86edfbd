"""Two stages of conversion as one lookup: what both together make of the text between segments.

Both stages take the longest match, and no match crosses a segment. Between segments text falls into chunks: a chunk ends at the first place
where a match of the first stage and one of the second end together, so nothing before it matters for what follows. Most chunks are one character;
the others are listed here, so that the longest one listed is what both stages do. That fails only where a longer match of the first stage begins at
an inner border of a listed one and ends behind it; then the text up to the end of that match is listed as well. Standard library only.
"""
from __future__ import annotations

from collections.abc import Iterator

MOST_CHARACTERS = 30  # the engine has room for no longer key


class Stage:
    """A dictionary, taken by the longest match."""

    def __init__(self, entries: dict[str, str]) -> None:
        self.entries = entries
        self.longest = max(map(len, entries), default=0)

    def match(self, text: str, at: int) -> str | None:
        for size in range(min(self.longest, len(text) - at), 0, -1):
            if text[at:at + size] in self.entries:
                return text[at:at + size]
        return None

    def pieces(self, text: str) -> Iterator[tuple[str, str]]:
        """What is taken of a text without description sequences, and what becomes of it, piece by piece."""
        at = 0
        while at < len(text):
            key = self.match(text, at) or text[at]
            yield key, self.entries.get(key, key)
            at += len(key)

    def apply(self, text: str) -> str:
        return "".join(value for _, value in self.pieces(text))


def apply(chain: list[Stage], text: str) -> str:
    for stage in chain:
        text = stage.apply(text)
    return text


class Stages:
    """Two stages behind a segmentation."""

    def __init__(self, words: Stage, first: Stage, second: Stage) -> None:
        self.words, self.first, self.second = words, first, second
        #: phrases of the first stage that match between segments; with what else is not one character for one
        self.phrases = {key: value for key, value in first.entries.items() if len(key) > 1 and not self.has_word(key)}
        self.special = {**self.phrases, **{key: value for key, value in first.entries.items() if len(key) == 1 < len(value)}}
        self.spellings: dict[str, list[str]] = {}
        for char in sorted({*first.entries, *second.entries, *"".join(second.entries)}):
            if len(char) == 1 and char not in self.special:
                self.spellings.setdefault(first.entries.get(char, char), []).append(char)
        #: what may follow the beginnings of the second stage's keys
        self.rests: dict[str, set[str]] = {}
        for key in second.entries:
            for size in range(1, len(key)):
                self.rests.setdefault(key[:size], set()).add(key[size:])

    def has_word(self, text: str) -> bool:
        return any(self.words.match(text, at) for at in range(len(text)))

    def gaps(self) -> dict[str, str]:
        """Each chunk of two and more characters with what becomes of it, and what else has to be listed."""
        starts = [*self.special.items(), *((char, value) for value, chars in self.spellings.items() for char in chars)]
        found = {source for start in starts for source in self.chunks(start[0], start[1], 0, {0, len(start[1])})}
        chunks = {source for source in found if len(source) > 1 and not self.has_word(source) and self.together(source) == [len(source)]}
        listed, new = set(chunks), chunks
        while new:
            new = {longer for source in new for longer in self.reaching_behind(source, chunks)} - listed
            listed |= new
            if any(len(source) > MOST_CHARACTERS for source in listed):
                raise SystemExit(f"compile_script_table: the stages do not come together within {MOST_CHARACTERS} characters")
        return {source: apply([self.first, self.second], source) for source in sorted(listed)}

    def chunks(self, source: str, middle: str, at: int, borders: set[int]) -> Iterator[str]:
        """All chunks that begin with `source`, and some others; `middle` is what the first stage makes of it, `at` where the second one is."""
        if len(source) > MOST_CHARACTERS:
            raise SystemExit(f"compile_script_table: the stages do not come together within {MOST_CHARACTERS} characters: {source}")
        rest = middle[at:]
        for wanted in self.rests.get(rest, ()):
            for piece, value in self.continuations(wanted):
                yield from self.chunks(source + piece, middle + value, at, borders | {len(middle) + len(value)})
        at += len(next(self.second.pieces(rest))[0])
        if at == len(middle):
            yield source
        elif at not in borders:
            yield from self.chunks(source, middle, at, borders)

    def continuations(self, wanted: str) -> Iterator[tuple[str, str]]:
        """Pieces whose values begin like `wanted`, or with it."""
        for char in self.spellings.get(wanted[0], ()):
            yield char, wanted[0]
        for piece, value in self.special.items():
            if value.startswith(wanted) or wanted.startswith(value):
                yield piece, value

    def borders(self, source: str) -> tuple[list[int], list[int]]:
        """Where the pieces of the first stage end, in the source and in its output."""
        ends, middle_ends = [0], [0]
        for key, value in self.first.pieces(source):
            ends.append(ends[-1] + len(key))
            middle_ends.append(middle_ends[-1] + len(value))
        return ends, middle_ends

    def together(self, source: str) -> list[int]:
        """Where in the source matches of both stages end together, if nothing follows it."""
        ends, middle_ends = self.borders(source)
        at, found = 0, []
        for key, _ in self.second.pieces(self.first.apply(source)):
            at += len(key)
            if at in middle_ends:
                found.append(ends[middle_ends.index(at)])
        return found

    def reaching_behind(self, source: str, chunks: set[str]) -> Iterator[str]:
        """Texts that begin like `source`, but where something that begins inside ends behind it."""
        inner = [(at, self.phrases) for at in self.borders(source)[0][1:-1]] + [(at, chunks) for at in self.together(source)[:-1]]
        for at, keys in inner:
            for key in keys:
                if len(key) > len(source) - at and key.startswith(source[at:]) and not self.has_word(source[:at] + key):
                    yield source[:at] + key

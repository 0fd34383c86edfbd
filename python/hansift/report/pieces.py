"""What all reports share: a diff as a list of pieces, and characters that cannot be seen made visible."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hansift import Record


class SpanLike(Protocol):
    @property
    def begin(self) -> int: ...
    @property
    def end(self) -> int: ...


class EditLike(Protocol):
    """What a report needs of an edit: spans in code points, and the rule's id."""

    @property
    def source(self) -> SpanLike: ...
    @property
    def output(self) -> SpanLike: ...
    @property
    def rule(self) -> str: ...


class FlagLike(Protocol):
    """What a report needs of a flag."""

    @property
    def span(self) -> SpanLike: ...
    @property
    def rule(self) -> str: ...
    @property
    def reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a diff. Without a rule it is unchanged, and `before` and `after` are the same."""

    before: str
    after: str
    rule: str = ""
    reason: str = ""
    confidence: float = 1.0


def pieces(source: str, output: str, edits: Iterable[EditLike]) -> list[Piece]:
    """The diff, in order; the pieces' `before` make up the source, their `after` the output.

    >>> from types import SimpleNamespace as N
    >>> edit = N(source=N(begin=1, end=2), output=N(begin=1, end=2), rule="cleaning.width")
    >>> [(p.before, p.after, p.rule) for p in pieces("a１b", "a1b", [edit])]
    [('a', 'a', ''), ('１', '1', 'cleaning.width'), ('b', 'b', '')]
    """
    found: list[Piece] = []
    at = to = 0
    for edit in edits:
        if edit.source.begin > at:
            found.append(Piece(source[at : edit.source.begin], output[to : edit.output.begin]))
        before, after = source[edit.source.begin : edit.source.end], output[edit.output.begin : edit.output.end]
        if before == after:  # what one stage did a later one undid
            found.append(Piece(before, after))
        else:
            reason = getattr(edit, "reason", "") or reason_of(edit.rule)
            found.append(Piece(before, after, edit.rule, reason, getattr(edit, "confidence", 1.0)))
        at, to = edit.source.end, edit.output.end
    if at < len(source) or to < len(output):
        found.append(Piece(source[at:], output[to:]))
    return found


def by_line(items: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The same pieces, one list a line of the output; a piece that changes line breaks stays whole."""
    line: list[Piece] = []
    for item in items:
        if item.rule:
            line.append(item)
            if item.after.endswith("\n"):
                yield line
                line = []
            continue
        *whole, rest = item.before.split("\n")
        for part in whole:
            if part:
                line.append(Piece(part, part))
            yield line
            line = []
        if rest:
            line.append(Piece(rest, rest))
    if line:
        yield line


def is_unseen(character: str) -> bool:
    """White space other than a plain space, controls, zero-width and private-use characters."""
    return character != " " and unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zs", "Zl", "Zp")


def visible(character: str) -> str:
    """A name for a character that cannot be seen.

    >>> visible(chr(0x200B)), visible(chr(10))
    ('U+200B', '⏎')
    """
    return {"\n": "⏎", "\t": "⇥", "\u3000": "□"}.get(character, f"U+{ord(character):04X}")


def plain(text: str) -> str:
    """`text` with all that cannot be seen named; an ideographic space, which can be seen as an indent, stays.

    >>> plain("今天" + chr(0x200B) + "好")
    '今天<U+200B>好'
    """
    return "".join(f"<{visible(c)}>" if is_unseen(c) and c != "\u3000" else c for c in text)


def script_of(record: Record) -> str:
    """The script of a Chinese text; of another one, its language if that is known.

    >>> import hansift
    >>> script_of(hansift.Pipeline(extract=False)("これは日本語の文です。"))
    'ja'
    """
    report = record.script
    return report.language or report.script if report.script == "other" else report.script


@lru_cache(maxsize=1)
def _catalogue() -> Mapping[str, str]:
    import hansift

    return {rule.id: rule.reason for rule in hansift.rules()}


def reason_of(rule: str) -> str:
    """The catalogue's line for a rule, or for several joined by +; empty if it has none.

    >>> reason_of("no.such.rule")
    ''
    """
    found = (_catalogue().get(part.strip(), "") for part in rule.split("+"))
    return "; ".join(line for line in found if line)

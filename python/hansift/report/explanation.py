"""What a report needs to know about a record, whether it is drawn as HTML or as text."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

import hansift

if TYPE_CHECKING:
    from hansift import Edit, Record


TAGS = re.compile(r"<[!/]?[A-Za-z-][^<>]*>?|\A[A-Za-z][^<>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record with what it was made from at each stage."""

    record: Record
    decoded: str  # the whole page as text
    extracted: str  # its body as it stood on the page
    edits: list[Edit]  # from `extracted` to `record.text`
    dropped: list[tuple[str, str]]  # (reason, text) of what is not in the body
    flags: list[tuple[str, str, str]]  # (rule, reason, text there)
    sentences: list[str]


def explain(record: Record, raw: bytes | str | None = None) -> Explanation:
    """Walk the first two stages again, so that every later edit can be shown with the text it changed.

    `raw` is what the record was made from; without it the trace's own source is taken.
    """
    raw = record.trace.source if raw is None else raw
    if isinstance(raw, str):
        decoded = raw
    else:
        again = hansift.decode(raw)
        if again.encoding != record.encoding and record.encoding != "binary":
            again = hansift.decode(raw, encoding=record.encoding)
        decoded = again.text

    def part(begin: int, end: int) -> str:
        """The page between two offsets of the raw input."""
        if isinstance(raw, str):
            return raw[begin:end]
        span = again.trace.to_output(hansift.Span(begin, end))
        return decoded[span.begin : span.end]

    extracted = hansift.extract(decoded, format=record.format).text
    edits = changes(extracted, record)
    if edits is None and (found := changes(decoded, record)) is not None:  # a profile that does not extract
        extracted, edits = decoded, found
    return Explanation(
        record=record,
        decoded=decoded,
        extracted=extracted,
        edits=compared(extracted, record.text) if edits is None else edits,
        dropped=[(item.reason, text) for item in record.dropped if (text := seen(part(item.span.begin, item.span.end), record.format))],
        flags=[(flag.rule, flag.reason, part(flag.span.begin, flag.span.end)[:60]) for flag in record.flags],
        sentences=[record.text[span.begin : span.end] for span in record.sentences],
    )


def seen(piece: str, format: str) -> str:
    """What a reader sees of a piece of a page, in one line: without tags, references resolved. A piece may begin or end inside a tag."""
    return " ".join((unescape(TAGS.sub(" ", piece)) if format == "html" else piece).split())


def changes(source: str, record: Record) -> list[Edit] | None:
    """Edits of the last stages, those that lead from `source` to the record's text; None if no stage read it."""
    for first in range(len(record.trace.stages) + 1):
        rest = record.trace.since(first, source)
        if rest.verify():
            return list(rest.edits)
    return None


def compared(source: str, output: str) -> list[Edit]:
    """What a plain comparison finds, for records without a trace."""
    matcher = difflib.SequenceMatcher(None, source, output, autojunk=False)
    codes = matcher.get_opcodes() if len(source) < 20_000 else [("replace", 0, len(source), 0, len(output))]
    return [hansift.Edit(hansift.Span(a, b), hansift.Span(c, d), "(changed)") for tag, a, b, c, d in codes if tag != "equal"]

"""What a report needs to know about a record, whether it is drawn as HTML or as text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import hansift
from hansift.report.pieces import EditLike

if TYPE_CHECKING:
    from hansift import Pipeline, Record


@dataclass(frozen=True, slots=True)
class Range:
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """An edit over several stages; `rule` joins the rules that took part by " + "."""

    source: Range
    output: Range
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record with what it was made from at each stage."""

    record: Record
    decoded: str  # the whole page as text
    extracted: str  # its body as it stood on the page
    edits: list[Change]  # from `extracted` to `record.text`
    dropped: list[tuple[str, str]]  # (reason, text) of what is not in the body
    flags: list[tuple[str, str, str]]  # (rule, reason, text there)
    sentences: list[str]


def explain(record: Record, raw: bytes | str, *, pipeline: Pipeline | None = None) -> Explanation:
    """Walk the first two stages again, so that every later edit can be shown with the text it changed."""
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

    whole = pipeline is not None and not pipeline.profile.extract
    extracted = decoded if whole else hansift.extract(decoded, format=record.format).text
    return Explanation(
        record=record,
        decoded=decoded,
        extracted=extracted,
        edits=changes(extracted, record.text, record.trace.stages),
        dropped=[(item.reason, text) for item in record.dropped if (text := " ".join(part(item.span.begin, item.span.end).split()))],
        flags=[(flag.rule, flag.reason, part(flag.span.begin, flag.span.end)[:60]) for flag in record.flags],
        sentences=list(record.sentences),
    )


def changes(source: str, output: str, stages: Sequence[Sequence[EditLike]]) -> list[Change]:
    """Edits from `source` to `output`: those of the last stages that lead from one to the other; if none do, a plain comparison."""
    for first in range(len(stages) + 1):
        found = compose(stages[first:])
        if fits(source, output, found):
            return found
    compared = difflib.SequenceMatcher(None, source, output, autojunk=False).get_opcodes() if len(source) < 20_000 else []
    return [Change(Range(a, b), Range(c, d), "(changed)") for tag, a, b, c, d in compared if tag != "equal"]


def compose(stages: Iterable[Iterable[EditLike]]) -> list[Change]:
    """Edits of stages behind one another as one flat list. Edits that overlap become one; edits that only touch do not."""
    flat: list[Change] | None = None
    for stage in stages:
        edits = [
            Change(Range(e.source.begin, e.source.end), Range(e.output.begin, e.output.end), e.rule, getattr(e, "confidence", 1.0))
            for e in stage
        ]
        flat = edits if flat is None else _join(flat, edits)
    return flat or []


def _join(first: list[Change], second: list[Change]) -> list[Change]:
    # All edits by where they lie in the text between the two stages.
    between = sorted([(e.output.begin, e.output.end, 0, e) for e in first] + [(e.source.begin, e.source.end, 1, e) for e in second],
                     key=lambda item: item[:3])
    out: list[Change] = []
    to_source = to_output = 0  # what to add to an offset outside edits
    at = 0
    while at < len(between):
        begin, end = between[at][0], between[at][1]
        group = [between[at]]
        at += 1
        while at < len(between) and between[at][0] < end:
            end = max(end, between[at][1])
            group.append(between[at])
            at += 1
        source_begin, output_begin = begin + to_source, begin + to_output
        for low, high, stage, edit in group:
            if stage == 0:
                to_source += edit.source.end - edit.source.begin - (high - low)
            else:
                to_output += edit.output.end - edit.output.begin - (high - low)
        rules = list(dict.fromkeys(edit.rule for _, _, _, edit in sorted(group, key=lambda item: item[2])))
        out.append(
            Change(
                Range(source_begin, end + to_source),
                Range(output_begin, end + to_output),
                " + ".join(rules),
                min(edit.confidence for _, _, _, edit in group),
            )
        )
    return out


def fits(source: str, output: str, edits: Iterable[Change]) -> bool:
    """Whether source and output are equal outside the edits."""
    at = to = 0
    for edit in edits:
        if edit.source.begin < at or edit.output.begin < to or source[at : edit.source.begin] != output[to : edit.output.begin]:
            return False
        at, to = edit.source.end, edit.output.end
    return at <= len(source) and to <= len(output) and source[at:] == output[to:]

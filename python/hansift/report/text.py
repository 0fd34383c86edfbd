"""The same reports for a terminal or a log: changed lines with the rules that changed them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hansift.report.pieces import EditLike, Piece, by_line, pieces, plain, reason_of, script_of, visible

if TYPE_CHECKING:
    from hansift.report.explanation import Explanation

LONGEST = 400  # characters of a line that are shown


def diff(source: str, output: str, edits: Iterable[EditLike], *, colour: bool = False, context: int | None = None) -> str:
    """Changed lines before (-) and after (+), each with its edits; unchanged lines are counted.

    Parameters
    ----------
    source, output : str
        Before and after.
    edits : iterable of Edit
        With spans in code points.
    colour : bool, default False
        Mark with ANSI colours.
    context : int, optional
        Show only so many unchanged characters beside each change.

    Examples
    --------
    >>> from hansift.report import text
    >>> from types import SimpleNamespace as N
    >>> edit = N(source=N(begin=0, end=1), output=N(begin=0, end=1), rule="demo.rule")
    >>> print(text.diff("１楼", "1楼", [edit]))
    - １楼
    + 1楼
        '１' → '1'  demo.rule
    """
    items = pieces(source, output, edits)
    if not any(item.rule for item in items):
        return "nothing changed"
    out: list[str] = []
    unchanged = 0
    for line in by_line(items):
        if not any(item.rule for item in line):
            unchanged += 1
            continue
        if unchanged:
            out.append(_paint(f"  … {unchanged} line{'s' if unchanged > 1 else ''} unchanged", "2", colour))
            unchanged = 0
        out.append(_side("-", line, True, colour, context))
        out.append(_side("+", line, False, colour, context))
        noted = Counter((item.before, item.after, item.rule) for item in line if item.rule)
        for (before, after, rule), count in noted.items():
            times = f"  ({count} times)" if count > 1 else ""
            out.append(_paint(f"    {_quoted(before)} → {_quoted(after)}  {rule}{times}", "2", colour))
    if unchanged:
        out.append(_paint(f"  … {unchanged} line{'s' if unchanged > 1 else ''} unchanged", "2", colour))
    return "\n".join(out)


def page(what: Explanation, *, name: str = "", colour: bool = False) -> str:
    """An explained record, stage by stage."""
    record = what.record
    verdict = "kept" if record.verdict.keep else "dropped: " + ", ".join(record.verdict.reasons)
    rows = [
        ("file", name),
        ("encoding", f"{record.encoding} ({record.encoding_confidence:.0%})"),
        ("format", record.format),
        ("script", script_of(record)),
        ("title", record.title or ""),
        *((key, value) for key, value in dict(record.metadata).items()),
        ("text", f"{len(record.text):,} characters, {len(what.sentences):,} sentences"),
        ("verdict", verdict),
    ]
    width = max(len(key) for key, _ in rows)
    out = [f"{_paint(key.ljust(width), '2', colour)}  {value}" for key, value in rows if value]
    if what.flags:
        out.append("\n" + _paint("flagged", "1", colour))
        out += [f"  {rule}: {reason} {_quoted(text)}" for rule, reason, text in what.flags]
    if what.dropped:
        out.append("\n" + _paint("left out of the page", "1", colour))
        out += [f"  {reason}: {text[:72]}{'…' if len(text) > 72 else ''}" for reason, text in what.dropped]
    out.append("\n" + _paint("changed in the text", "1", colour))
    out.append(diff(what.extracted, record.text, what.edits, colour=colour))
    counts = Counter(edit.rule for edit in what.edits)
    if counts:
        out.append("\n" + _paint("rules", "1", colour))
        out += [f"  {count:4}  {rule}: {reason_of(rule)}" for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return "\n".join(out)


def _side(sign: str, line: list[Piece], before: bool, colour: bool, context: int | None) -> str:
    out, length = [], 0
    for number, item in enumerate(line):
        text = item.before if before else item.after
        if item.rule:
            text = plain(text)
            if text:
                out.append(_paint(text, ("31" if before else "32") + ";4", colour))
        else:
            text = text.rstrip("\n")
            if context is not None and len(text) > 2 * context + 1:
                head = text[:context] if number else ""
                tail = text[len(text) - context :] if number + 1 < len(line) else ""
                text = f"{head}…{tail}"
            out.append(text)
        length += len(text)
        if length > LONGEST:
            out.append("…")
            break
    return f"{sign} {''.join(out)}"


def _quoted(text: str) -> str:
    shown = plain(text).replace("\u3000", f"<{visible(chr(0x3000))}>")
    return f"'{shown[:60]}{'…' if len(shown) > 60 else ''}'"


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text

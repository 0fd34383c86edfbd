"""Coloured diffs and explained records as HTML: one file, no script from anywhere, light and dark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from hansift.report.pieces import EditLike, FlagLike, Piece, by_line, is_unseen, pieces, reason_of, script_of, visible

if TYPE_CHECKING:
    from hansift import Record
    from hansift.report.explanation import Explanation

# Rules are told apart by the colour of the line under an edit; deleted and inserted by their ground, and by more than colour.
HUES = (212, 28, 286, 168, 340, 52, 250, 130, 8, 190, 312, 90)

STYLE = """
.hansift{--ink:#1f2328;--dim:#656d76;--rule:#d0d7de;--ground:#fff;--soft:#f6f8fa;--del:#ffd7d5;--delink:#82071e;--ins:#ccf5d2;
  --insink:#0a4f1e;--warn:#fff3c4;--line:45%;color:var(--ink);background:var(--ground);
  font:16px/1.75 system-ui,"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
@media (prefers-color-scheme:dark){.hansift{--ink:#e6edf3;--dim:#9198a1;--rule:#3d444d;--ground:#0d1117;--soft:#151b23;
  --del:#5d1f23;--delink:#ffdcd7;--ins:#12492a;--insink:#c5f6d0;--warn:#4a3a05;--line:65%}}
.hansift h1{font-size:1.5em;line-height:1.35;margin:.2em 0 .5em}
.hansift h2{font-size:1.1em;margin:2em 0 .5em;padding-bottom:.25em;border-bottom:1px solid var(--rule)}
.hansift h2 small{font-weight:400;color:var(--dim);margin-left:.6em}
.hansift .line{margin:0;padding:.1em .8em;min-height:1.75em;white-space:pre-wrap;overflow-wrap:anywhere}
.hansift .line.changed{background:var(--soft);border-left:3px solid var(--rule);padding-left:calc(.8em - 3px)}
.hansift del,.hansift ins{border-radius:3px;padding:0 .12em;border-bottom:2px solid hsl(var(--hue,0) 70% var(--line));cursor:help}
.hansift del{background:var(--del);color:var(--delink)}
.hansift ins{background:var(--ins);color:var(--insink);text-decoration:none}
.hansift del+ins{margin-left:.1em}
.hansift .unseen{display:inline-block;font:.7em/1 ui-monospace,monospace;padding:.1em .25em;border:1px solid currentColor;
  border-radius:3px;margin:0 .1em;opacity:.85}
.hansift .legend{list-style:none;padding:0;margin:.8em 0;font-size:.86em;line-height:1.6}
.hansift .legend li{display:flex;gap:.6em;align-items:baseline;margin:.15em 0}
.hansift .legend i{flex:none;width:.85em;height:.85em;border-radius:2px;background:hsl(var(--hue,0) 70% var(--line))}
.hansift .legend b{flex:none;min-width:2.2em;text-align:right;font-variant-numeric:tabular-nums}
.hansift .legend code{flex:none}
.hansift .legend span{color:var(--dim)}
.hansift code{font:.92em ui-monospace,"DejaVu Sans Mono",monospace}
.hansift details>summary{color:var(--dim);font-size:.86em;cursor:pointer;padding:.1em .8em}
.hansift table{border-collapse:collapse;font-size:.9em}
.hansift th,.hansift td{text-align:left;vertical-align:top;padding:.2em 1.2em .2em 0;font-weight:400}
.hansift th{color:var(--dim);white-space:nowrap}
.hansift .gone{color:var(--dim);font-size:.86em;white-space:pre-wrap;overflow-wrap:anywhere;display:-webkit-box;
  -webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}
.hansift .badge{display:inline-block;border:1px solid var(--rule);border-radius:1em;padding:0 .7em;margin:0 .4em .3em 0;
  font-size:.86em;background:var(--soft)}
.hansift .badge.bad{background:var(--del);color:var(--delink);border-color:transparent}
.hansift .badge.good{background:var(--ins);color:var(--insink);border-color:transparent}
.hansift .badge.warn{background:var(--warn);border-color:transparent}
.hansift ol{margin:.4em 0;padding-left:2.6em}
.hansift ol li::marker{color:var(--dim);font-size:.85em}
.hansift nav a{display:block;color:inherit;text-decoration:none;padding:.15em 0}
.hansift nav a:hover{text-decoration:underline}
.hansift nav small{color:var(--dim)}
"""
PAGE_STYLE = """
html{background:#fff;color-scheme:light dark}
@media (prefers-color-scheme:dark){html{background:#0d1117}}
body{margin:0}
main.hansift{max-width:56em;margin:0 auto;padding:2em 1.5em 4em;min-height:100vh;box-sizing:border-box}
"""
UNCHANGED_SHOWN = 1  # unchanged lines beside a changed one that stay open; longer runs are folded
UNCHANGED_INSIDE = 400  # characters of an unchanged stretch inside a changed line from which on it is folded
CHANGED_SHOWN = 200  # changed lines that stay open


def diff(source: str, output: str, edits: Iterable[EditLike], title: str | None = None, flags: Iterable[FlagLike] = ()) -> str:
    """A standalone page that shows what changed between two texts, and by which rule.

    Parameters
    ----------
    source, output : str
        Before and after.
    edits : iterable of Edit
        With spans in code points, sorted, as `clean(...).edits` has them.
    title : str, optional
        Heading of the page.
    flags : iterable of Flag
        What was seen and not repaired, as `clean(...).flags` has it; spans in the source.

    Returns
    -------
    str
        HTML with its style inside; nothing is loaded from anywhere.

    Examples
    --------
    >>> from hansift.report import html
    >>> from types import SimpleNamespace as N
    >>> edit = N(source=N(begin=0, end=1), output=N(begin=0, end=1), rule="demo.rule")
    >>> "<del" in html.diff("１", "1", [edit]) and "demo.rule" in html.diff("１", "1", [edit])
    True
    """
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    return document(title or "hansift", heading + _body(pieces(source, output, edits)) + _flags(source, flags))


def fragment(source: str, output: str, edits: Iterable[EditLike], flags: Iterable[FlagLike] = ()) -> str:
    """The same diff as a piece of a page, for a notebook."""
    return f'<style>{STYLE}</style><div class="hansift">{_body(pieces(source, output, edits))}{_flags(source, flags)}</div>'


def page(record: Record, raw: bytes | str | None = None, *, title: str | None = None) -> str:
    """A standalone page that explains a record: every stage from the raw bytes to the verdict.

    Parameters
    ----------
    record : Record
        Made with its trace.
    raw : bytes or str, optional
        What the record was made from; else the source of its trace.
    title : str, optional
        Heading; else the record's title.
    """
    from hansift.report.explanation import explain

    return pages([(title or record.title or "(no title)", explain(record, raw))])


def record_fragment(record: Record) -> str:
    """An explained record as a piece of a page, for a notebook."""
    from hansift.report.explanation import explain

    return f'<style>{STYLE}</style><div class="hansift">{_explained(record.title or "(no title)", explain(record))}</div>'


def pages(items: Sequence[tuple[str, Explanation]], title: str | None = None) -> str:
    """Several explained records in one standalone page, with a list of contents."""
    parts = []
    if len(items) > 1:
        links = "".join(
            f'<a href="#p{number}">{escape(name)} <small>{escape(_gist(what))}</small></a>' for number, (name, what) in enumerate(items)
        )
        parts.append(f"<h1>{escape(title or 'Explained records')}</h1><nav>{links}</nav>")
    for number, (name, what) in enumerate(items):
        parts.append(f'<section id="p{number}">{_explained(name, what)}</section>')
    return document(title or items[0][0] if items else "hansift", "<hr>".join(parts))


def document(title: str, body: str) -> str:
    """A page of its own around `body`, with our style."""
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title>"
        f'<style>{STYLE}{PAGE_STYLE}</style></head><body><main class="hansift">{body}</main></body></html>\n'
    )


def _body(items: list[Piece]) -> str:
    counts = Counter(item.rule for item in items if item.rule)
    hues = {rule: HUES[n % len(HUES)] for n, rule in enumerate(counts)}
    if not counts:
        return '<p class="badge good">nothing changed</p>' + _lines(items, hues)
    return _legend(counts, hues, {item.rule: item.reason for item in items}) + _lines(items, hues)


def _flags(source: str, flags: Iterable[FlagLike]) -> str:
    return _flagged([(flag.rule, flag.reason or reason_of(flag.rule), source[flag.span.begin : flag.span.end][:60]) for flag in flags])


def _flagged(flags: Sequence[tuple[str, str, str]]) -> str:
    if not flags:
        return ""
    rows = "".join(
        f"<tr><th><code>{escape(rule)}</code></th><td>{escape(reason)}</td><td><code>{_shown(text)}</code></td></tr>"
        for rule, reason, text in flags
    )
    return f"<h2>Flagged<small>damage that was seen and not wholly repaired</small></h2><table>{rows}</table>"


def _legend(counts: Counter[str], hues: dict[str, int], reasons: dict[str, str]) -> str:
    rows = "".join(
        f'<li><i style="--hue:{hues[rule]}"></i><b>{count}</b><code>{escape(rule)}</code><span>{escape(reasons[rule])}</span></li>'
        for rule, count in counts.most_common()
    )
    return f'<ul class="legend">{rows}</ul>'


def _lines(items: list[Piece], hues: dict[str, int]) -> str:
    out: list[str] = []
    run: list[str] = []
    changed = 0
    open_end = 0  # end of `out` when the last changed line that stays open was written

    def close(last: bool) -> None:
        head = run[:UNCHANGED_SHOWN] if out else []
        tail = run[max(len(head), len(run) - UNCHANGED_SHOWN) :] if not last else []
        middle = run[len(head) : len(run) - len(tail)]
        out.extend(head)
        if len(middle) > 2 and (out or not last):
            out.append(f"<details><summary>… {len(middle)} lines unchanged</summary>{''.join(middle)}</details>")
        else:
            out.extend(middle)
        out.extend(tail)
        run.clear()

    for line in by_line(items):
        if any(item.rule for item in line):
            close(False)
            out.append(f'<div class="line changed">{"".join(_piece(item, hues) for item in line)}</div>')
            changed += 1
            if changed == CHANGED_SHOWN:
                open_end = len(out)
        else:
            run.append(f'<div class="line">{"".join(escape(item.after) for item in line)}</div>')
    close(True)
    if changed <= CHANGED_SHOWN:
        return "".join(out)
    return f"{''.join(out[:open_end])}<details><summary>… {changed - CHANGED_SHOWN} more changed lines</summary>{''.join(out[open_end:])}</details>"


def _piece(item: Piece, hues: dict[str, int]) -> str:
    if not item.rule:
        text = item.before
        if len(text) <= UNCHANGED_INSIDE:
            return escape(text)
        head, middle, tail = text[:80], text[80:-80], text[-80:]
        return f"{escape(head)}<details><summary>… {len(middle)} characters unchanged</summary>{escape(middle)}</details>{escape(tail)}"
    sure = f" ({item.confidence:.0%} sure)" if item.confidence < 1 else ""
    attributes = f' style="--hue:{hues[item.rule]}" title="{escape(item.rule + sure)}&#10;{escape(item.reason)}"'
    gone = f"<del{attributes}>{_shown(item.before)}</del>" if item.before else ""
    new = f"<ins{attributes}>{_shown(item.after)}</ins>" if item.after else ""
    return gone + new


def _shown(text: str) -> str:
    return "".join(f'<span class="unseen">{visible(c)}</span>' if is_unseen(c) else escape(c) for c in text)


def _gist(what: Explanation) -> str:
    changes = f"{len(what.edits)} edits" if what.edits else "nothing changed"
    return f"{what.record.encoding} · {script_of(what.record)} · {changes} · {'kept' if what.record.verdict.keep else 'dropped'}"


def _explained(name: str, what: Explanation) -> str:
    record = what.record
    verdict = record.verdict
    badges = [
        _badge(f"{record.encoding} ({record.encoding_confidence:.0%})"),
        _badge(script_of(record)),
        _badge(f"{len(record.text):,} characters"),
        _badge(f"{len(record.sentences):,} sentences"),
        _badge("kept", "good") if verdict.keep else _badge("dropped: " + ", ".join(verdict.reasons), "bad"),
    ]
    facts = [("title", record.title), *dict(record.metadata).items()]
    table = "".join(f"<tr><th>{escape(key)}</th><td>{escape(value)}</td></tr>" for key, value in facts if value)
    parts = [f"<h1>{escape(name)}</h1>", "".join(badges), f"<table>{table}</table>"]
    parts.append(_flagged(what.flags))
    if what.dropped:
        rows = "".join(
            f'<tr><th>{escape(reason)}</th><td><div class="gone">{escape(text)}</div></td></tr>' for reason, text in what.dropped
        )
        parts.append(f"<h2>Left out of the page<small>{len(what.dropped)} pieces</small></h2><table>{rows}</table>")
    parts.append("<h2>The text<small>what cleaning and script changed</small></h2>")
    parts.append(_body(pieces(what.extracted, record.text, what.edits)) if record.text or what.extracted else "<p>(no article)</p>")
    if what.sentences:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in what.sentences)
        parts.append(f"<details><summary>{len(what.sentences)} sentences</summary><ol>{items}</ol></details>")
    return "".join(parts)


def _badge(text: str, kind: str = "") -> str:
    return f'<span class="badge {kind}">{escape(text)}</span>'

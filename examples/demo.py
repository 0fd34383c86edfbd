"""The main job on the example pages: raw bytes in, corpus records out, everything explained.

    python examples/demo.py [PAGES] [OUT]        default: examples/pages demo-out

Writes OUT/corpus.jsonl, OUT/rejects.jsonl and OUT/explained.html, and prints before and after of a few pages and a summary.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import hansift
from hansift.io import JsonLinesWriter, Reader, Rejected, Sifted, Summary, row, sift
from hansift.report import html, text
from hansift.report.explanation import explain
from hansift.report.pieces import plain, script_of

SHOWN = ("01_gbk_news.html", "14_auto_converted.html", "16_folded_punctuation.txt", "20_truncated_gbk.html", "22_entities_zero_width.html")
WIDTH = 100


def cut(line: str, length: int = WIDTH // 2) -> str:
    """A line that fits: Han characters take two columns."""
    return line if len(line) <= length else line[: length - 1] + "…"


def heading(line: str) -> None:
    print(f"\n── {line} " + "─" * max(0, WIDTH - len(line) - 4))


def show(item: Sifted, name: str) -> None:
    """Before and after of one page."""
    record = item.record
    what = explain(record, item.document.data)
    heading(name)
    raw = item.document.data
    assert isinstance(raw, bytes)
    first = next((at for at, byte in enumerate(raw) if byte >= 0x80), 0)
    place = hansift.decode(raw).trace.to_output((first, first + 1)).begin
    print("raw       ", raw[first : first + 28].hex(" "), "…")
    print("decoded   ", f"{record.encoding} ({record.encoding_confidence:.0%}):", cut(" ".join(what.decoded[place:].split()), 40))
    print("title     ", record.title)
    for key, value in record.metadata.items():
        print(f"{key:10} ", value, sep="")
    print("left out  ", ", ".join(sorted({reason for reason, _ in what.dropped})) or "nothing")
    print("script    ", script_of(record))
    print("verdict   ", "kept" if record.verdict.keep else "dropped: " + ", ".join(record.verdict.reasons))
    for rule, reason, piece in what.flags[:3]:
        print(f"flagged    {rule}: {reason}: {plain(piece)}")
    print("changed")
    lines = text.diff(what.extracted, record.text, what.edits, context=8).splitlines()
    for line in lines[:9]:
        print("   ", cut(line, 80))
    if len(lines) > 9:
        print(f"    … {len(lines) - 9} more lines in explained.html")
    print("sentences")
    for sentence in what.sentences[:3]:
        print("    ", cut(" ".join(sentence.split())), sep="")
    if len(what.sentences) > 3:
        print(f"    … {len(what.sentences) - 3} more")


def convert(path: Path) -> None:
    """The same walk with a target script; a character of the result leads back to its bytes."""
    heading(f'{path.name}, script="zh-Hans"')
    raw = path.read_bytes()
    record = hansift.Pipeline(profile="web", script="zh-Hans")(raw)
    print("title     ", record.title)
    print("text      ", cut(record.text))
    place = record.text.index("铁")
    span = record.trace.to_source((place, place + 1))
    print("铁         from the bytes", raw[span.begin : span.end].hex(" "), "=", raw[span.begin : span.end].decode(record.encoding))


def main(pages: Path, out: Path) -> int:
    if not pages.is_dir():
        print(f"demo: {pages}: no such folder (give the folder with the example pages)", file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    pipeline = hansift.Pipeline(profile="web")
    summary = Summary()
    items: list[Sifted] = []
    start = time.perf_counter()
    with JsonLinesWriter(str(out / "corpus.jsonl")) as corpus, JsonLinesWriter(str(out / "rejects.jsonl")) as rejects:
        for item in sift(Reader([pages]), pipeline, jobs=2):
            summary.add(item)
            if isinstance(item, Rejected):
                rejects.write({"path": item.path, "kind": item.kind, "reason": item.reason})
                continue
            items.append(item)
            if item.record.verdict.keep:
                corpus.write(row(item))
            else:
                rejects.write({"path": item.document.path, "kind": "dropped", "reason": ", ".join(item.record.verdict.reasons)})
    summary.seconds = time.perf_counter() - start

    named = {Path(item.document.path or "").name: item for item in items}
    for name in SHOWN:
        if name in named:
            show(named[name], name)
    convert(pages / "03_big5_news.html")
    heading("all pages")
    for name, item in named.items():
        record = item.record
        verdict = "kept" if record.verdict.keep else "dropped: " + ", ".join(record.verdict.reasons)
        size = f"{len(record.text):5} chars {len(record.sentences):3} sentences"
        print(f"{name:30} {record.encoding:12} {script_of(record):12} {size}  {verdict}")
    heading("summary")
    print(summary.table())
    explained = [(name, explain(item.record, item.document.data)) for name, item in named.items()]
    (out / "explained.html").write_text(html.pages(explained, title="hansift: example pages, explained"), encoding="utf-8")
    heading("written")
    print(f"{out / 'corpus.jsonl'}     {summary.kept} records")
    print(f"{out / 'rejects.jsonl'}    {len(items) - summary.kept + summary.skipped + summary.unreadable} pages, each with the reason")
    print(f"{out / 'explained.html'}   open it in a browser: every change with its rule")
    return 0


if __name__ == "__main__":
    arguments = [Path(argument) for argument in sys.argv[1:]]
    here = Path(__file__).resolve().parent
    sys.exit(main(arguments[0] if arguments else here / "pages", arguments[1] if len(arguments) > 1 else Path("demo-out")))

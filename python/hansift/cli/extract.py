"""Find the article of a page: its body as text, or (--json) title, metadata, blocks, and what was left out and why."""

from __future__ import annotations

import argparse
from collections import Counter
from contextlib import suppress

import hansift
from hansift.cli.common import Answer, add_files, each_file, text_of, with_newline

EXAMPLE = """hansift extract page.html
hansift extract --json page.html | jq -r .title
hansift extract --site --keep comment pages/*.html"""


def arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser, json=True, encoding=True)
    parser.add_argument("--format", default="auto", metavar="NAME", help="auto, html, markdown or text (default auto)")
    parser.add_argument("--site", action="store_true", help="the files are pages of one site: learn from all of them what the site's frame is")
    parser.add_argument("--keep", action="append", default=[], metavar="REASON", help="do not drop lines for this reason; may be repeated")


def work(args: argparse.Namespace) -> int:
    site = hansift.SiteModel() if args.site else None
    if site is not None:
        for path in args.files:
            if path != "-":
                with suppress(OSError), open(path, "rb") as file:  # each_file() says what cannot be read
                    site.add(text_of(file.read(), args.encoding)[0], format=args.format)

    def answer(data: bytes) -> Answer:
        source, damage = text_of(data, args.encoding)
        page = hansift.extract(source, format=args.format, site=site, keep=args.keep)
        counts = Counter(f"dropped: {item.reason}" for item in page.dropped)
        row = {
            "title": page.title,
            "metadata": dict(page.metadata),
            "format": page.format,
            "blocks": [{"kind": b.kind, "text": b.text, "begin": b.span.begin, "end": b.span.end} for b in page.blocks],
            "dropped": [{"reason": d.reason, "begin": d.span.begin, "end": d.span.end} for d in page.dropped],
            "text": page.text,
        }
        return Answer(with_newline(page.text), row if args.json else None, damage, counts)

    return each_file(args, answer)

"""Sentences, one a line; or pieces of bounded length that follow them (--chunk). In text output a line break inside a sentence is a space;
--json has the exact text and where it stands."""

from __future__ import annotations

import argparse
from collections import Counter

import hansift
from hansift.cli.common import Answer, UsageError, add_files, count, each_file, positive, text_of

EXAMPLE = """echo '今天下雨了。她说：“带上伞！”' | hansift split
今天下雨了。
她说：“带上伞！”"""


def arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser, json=True, encoding=True)
    parser.add_argument("--quotes", default="outer", metavar="HOW", help="outer: a quotation stays whole; inner; split (default outer)")
    parser.add_argument("--newlines", default="auto", metavar="HOW", help="what a line break is: auto, hard or soft (default auto)")
    parser.add_argument("--profile", metavar="NAME", help="standard or uax29 (default standard)")
    parser.add_argument("--chunk", type=positive, metavar="N", help="pieces of at most N characters instead of sentences")
    parser.add_argument("--overlap", type=count, default=0, metavar="N", help="with --chunk: repeat up to N characters of whole sentences")


def work(args: argparse.Namespace) -> int:
    if args.overlap and not args.chunk:
        raise UsageError("--overlap needs --chunk (how long a piece may be)")
    options = {"quotes": args.quotes, "newlines": args.newlines, "profile": args.profile}

    def pieces(text: str) -> list[tuple[int, int]]:
        if args.chunk:
            found = hansift.chunk(text, max_chars=args.chunk, overlap=args.overlap, **options)
            return [(piece.span.begin, piece.span.end) for piece in found]
        return [(span.begin, span.end) for span in hansift.split_spans(text, **options)]

    def answer(data: bytes) -> Answer:
        text, damage = text_of(data, args.encoding)
        spans = pieces(text)
        key = "chunks" if args.chunk else "sentences"
        counts = Counter({key: len(spans)})
        if args.json:
            return Answer(row={key: [{"text": text[b:e], "begin": b, "end": e} for b, e in spans]}, damage=damage, counts=counts)
        lines = (" ".join(text[b:e].splitlines()) if "\n" in text[b:e] or "\r" in text[b:e] else text[b:e] for b, e in spans)
        return Answer("".join(f"{line}\n" for line in lines), damage=damage, counts=counts)

    pieces("")  # wrong names, before any file is read
    return each_file(args, answer)

"""Sentences, one a line; or clauses, paragraphs, or pieces of bounded length that follow sentences (--chunk). In text output a line break
inside a sentence is a space; --json has the exact text, where it stands, and why a sentence ends there."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

import hansift
from hansift import segmentation
from hansift.cli.common import Answer, UsageError, add_files, count, each_file, positive, text_of

EXAMPLE = """echo '今天下雨了。她说：“带上伞！”' | hansift split
今天下雨了。
她说：“带上伞！”"""


def arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser, json=True, encoding=True)
    parser.add_argument("--quotes", default="outer", metavar="HOW", help="outer: a quotation stays whole; inner; split (default outer)")
    parser.add_argument("--newlines", default="auto", metavar="HOW", help="what a line break is: auto, hard or soft (default auto)")
    parser.add_argument("--profile", metavar="NAME", help="standard or uax29 (default standard)")
    parser.add_argument("--semicolons", action="store_true", help="a semicolon ends a sentence, too")
    parser.add_argument("--clauses", action="store_true", help="clauses instead of sentences: cut behind commas and colons, too")
    parser.add_argument("--paragraphs", action="store_true", help="paragraphs instead of sentences; hard-wrapped lines are joined")
    parser.add_argument("--chunk", type=positive, metavar="N", help="pieces of at most N characters instead of sentences")
    parser.add_argument("--overlap", type=count, default=0, metavar="N", help="with --chunk: repeat up to N characters of whole sentences")
    parser.add_argument(
        "--keep", metavar="WHAT", help="with --chunk: what is kept together: sentences, paragraphs or sections (default sentences)"
    )


def work(args: argparse.Namespace) -> int:
    if (args.overlap or args.keep) and not args.chunk:
        raise UsageError("--overlap and --keep need --chunk (how long a piece may be)")
    chosen = [name for name in ("clauses", "paragraphs", "chunk") if getattr(args, name)]
    if len(chosen) > 1:
        raise UsageError(f"--{chosen[0]} and --{chosen[1]} exclude each other")
    options = {"quotes": args.quotes, "newlines": args.newlines, "profile": args.profile, "semicolons": args.semicolons}
    key = {"chunk": "chunks"}.get(chosen[0], chosen[0]) if chosen else "sentences"

    def pieces(text: str) -> list[dict[str, Any]]:
        if key == "chunks":
            chunks = hansift.chunk(text, max_chars=args.chunk, overlap=args.overlap, keep=args.keep or "sentences", **options)
            return [{"text": piece.text, "begin": piece.begin, "end": piece.end} for piece in chunks]
        if key == "sentences":
            return [{"text": s.text, "begin": s.begin, "end": s.end, "reason": s.reason} for s in segmentation.sentences(text, **options)]
        find = segmentation.clause_spans if key == "clauses" else segmentation.paragraph_spans
        return [{"text": text[begin:end], "begin": begin, "end": end} for begin, end in find(text, newlines=args.newlines)]

    def line(piece: str) -> str:
        if key == "paragraphs":
            return segmentation.unwrap(piece, newlines="soft")
        return " ".join(piece.splitlines()) if "\n" in piece or "\r" in piece else piece

    def answer(data: bytes) -> Answer:
        text, damage = text_of(data, args.encoding)
        found = pieces(text)
        counts = Counter({key: len(found)})
        if args.json:
            return Answer(row={key: found}, damage=damage, counts=counts)
        return Answer("".join(f"{line(piece['text'])}\n" for piece in found), damage=damage, counts=counts)

    segmentation.split("", **options)  # wrong names, before any file is read
    pieces("")
    return each_file(args, answer)

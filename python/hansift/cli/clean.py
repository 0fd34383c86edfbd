"""Undo damage, then tidy: width, punctuation, spacing, characters, lines. What cannot be repaired is flagged."""

from __future__ import annotations

import argparse
from collections import Counter

import hansift
from hansift.cli.common import Answer, add_files, each_file, text_of

EXAMPLE = """echo '价格&#65306;１２元' | hansift clean
价格：12元"""


def arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser, json=True, encoding=True)
    parser.add_argument("--profile", default="web", metavar="NAME", help="web, minimal, books, ocr, ftfy, none, or a .toml file (default web)")
    parser.add_argument("--disable", action="append", default=[], metavar="RULE", help="a rule or family not to run; may be repeated")
    parser.add_argument("--enable", action="append", default=[], metavar="RULE", help="a rule or family to run besides; may be repeated")
    parser.add_argument("--punctuation", default="", choices=("keep", "full", "half"), help="width of , : ; ! ? ( ) in Chinese")


def work(args: argparse.Namespace) -> int:
    def clean(source: str) -> hansift.Cleaned:
        return hansift.clean(source, profile=args.profile, disable=args.disable, enable=args.enable, punctuation=args.punctuation)

    def answer(data: bytes) -> Answer:
        source, damage = text_of(data, args.encoding)
        found = clean(source)
        row = {
            "text": found.text,
            "edits": [
                {"rule": e.rule, "source": [e.source.begin, e.source.end], "output": [e.output.begin, e.output.end]} for e in found.edits
            ],
            "flags": [{"rule": f.rule, "begin": f.span.begin, "end": f.span.end, "reason": f.reason} for f in found.flags],
        }
        return Answer(found.text, row if args.json else None, damage, Counter(edit.rule for edit in found.edits))

    clean("")  # wrong names, before any file is read
    return each_file(args, answer)

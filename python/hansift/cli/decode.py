"""Bytes to UTF-8 text. The encoding is detected unless you name it; bytes that are no characters become U+FFFD and are reported."""

from __future__ import annotations

import argparse
from collections import Counter

import hansift
from hansift.cli.common import Answer, add_files, each_file, undecodable

EXAMPLE = "hansift decode gbk_page.html > utf8_page.html"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser, json=True, encoding=True)
    parser.add_argument("--declared", metavar="LABEL", help="charset of the HTTP header: a hint, the bytes overrule it")


def work(args: argparse.Namespace) -> int:
    def answer(data: bytes) -> Answer:
        found = hansift.decode(data, encoding=args.encoding, declared=args.declared)
        row = {
            "encoding": found.encoding,
            "confidence": round(found.confidence, 4),
            "replacements": [list(lost) for lost in found.replacements],
            "text": found.text,
        }
        return Answer(found.text, row if args.json else None, undecodable(found), Counter({found.encoding: 1}))

    return each_file(args, answer)

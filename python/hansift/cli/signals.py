"""Quality signals and verdict of texts: one line of JSON for each."""

from __future__ import annotations

import argparse
from collections import Counter

import hansift
from hansift.cli.common import Answer, add_files, each_file, text_of

EXAMPLE = "hansift extract page.html | hansift signals | jq '{chars, keep, reasons}'"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser, encoding=True)
    parser.add_argument("--fingerprint", action="store_true", help="add the exact hash and the band keys for finding near-duplicates")


def work(args: argparse.Namespace) -> int:
    def answer(data: bytes) -> Answer:
        text, damage = text_of(data, args.encoding)
        signals = hansift.signals(text)
        verdict = hansift.judge(signals)
        row = {**signals.to_dict(), "keep": verdict.keep, "reasons": list(verdict.reasons)}
        if args.fingerprint:
            found = hansift.fingerprint(text)
            row["exact"] = found.exact
            row["bands"] = list(found.bands)
        return Answer(row=row, damage=damage, counts=Counter(["kept"] if verdict.keep else verdict.reasons))

    return each_file(args, answer)

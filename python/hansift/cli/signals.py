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
    # The verdict's walk with every other stage off.
    judge = hansift.Pipeline(
        profile="minimal", extract=False, clean="none", restore=False, sentences=False, fingerprint=args.fingerprint, trace=False
    )

    def answer(data: bytes) -> Answer:
        text, damage = text_of(data, args.encoding)
        found = judge(text)
        row: dict[str, object] = {**found.signals.to_dict(), "keep": found.verdict.keep, "reasons": list(found.verdict.reasons)}
        if found.fingerprint is not None:
            row["fingerprint"] = found.fingerprint.exact
            row["bands"] = list(found.fingerprint.bands)
        return Answer(row=row, damage=damage, counts=Counter(["kept"] if found.verdict.keep else found.verdict.reasons))

    return each_file(args, answer)

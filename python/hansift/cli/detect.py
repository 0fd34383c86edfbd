"""Name the encoding of files: one line of JSON for each."""

from __future__ import annotations

import argparse
from collections import Counter

import hansift
from hansift.cli.common import Answer, add_files, each_file

EXAMPLE = """hansift detect page.html
{"path": "page.html", "encoding": "gbk", "confidence": 1.0, "language": "zh", "alternatives": []}"""


def arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser)
    parser.add_argument("--declared", metavar="LABEL", help="charset of the HTTP header: a hint, the bytes overrule it")
    parser.add_argument("--tld", metavar="NAME", help="top level domain of the page (cn, tw, jp): a hint")


def work(args: argparse.Namespace) -> int:
    def answer(data: bytes) -> Answer:
        found = hansift.detect(data, declared=args.declared, tld=args.tld)
        row = {
            "encoding": found.encoding,
            "confidence": round(found.confidence, 4),
            "language": found.language,
            "alternatives": [{"encoding": other.encoding, "confidence": round(other.confidence, 4)} for other in found.alternatives],
        }
        if len(found.spans) > 1:
            row["spans"] = [{"begin": span.begin, "end": span.end, "encoding": span.encoding} for span in found.spans]
        damage = "no text in these bytes (is it a picture or an archive?)" if found.encoding == "binary" else None
        return Answer(row=row, damage=damage, counts=Counter({found.encoding: 1}))

    return each_file(args, answer)

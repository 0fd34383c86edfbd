"""Convert between Simplified and Traditional, and between variants, by words."""

from __future__ import annotations

import argparse

import hansift
from hansift.cli.common import Answer, add_files, each_file, text_of

EXAMPLE = """echo 汉语软件 | hansift convert --to s2twp
漢語軟體"""


def arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser, json=True, encoding=True)
    parser.add_argument("-t", "--to", required=True, metavar="CONFIG", help="s2t, s2tw, s2twp, s2hk, t2s, tw2s …, or zh-Hans, zh-Hant-TW …")
    parser.add_argument("--no-context", action="store_true", help="one-to-many characters by words alone, byte for byte as OpenCC")
    parser.add_argument("--user-dictionary", metavar="FILE", help="own words, before all others: word, tab, what it becomes on each line")
    parser.add_argument("--restore", action="store_true", help="first mend Traditional text that a converter broke")


def work(args: argparse.Namespace) -> int:
    converter = hansift.Converter(args.to, context=not args.no_context, user_dictionary=args.user_dictionary)

    def answer(data: bytes) -> Answer:
        source, damage = text_of(data, args.encoding)
        text = converter(hansift.restore(source).text if args.restore else source)
        return Answer(text, {"text": text} if args.json else None, damage)

    return each_file(args, answer)

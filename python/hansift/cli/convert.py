"""Convert between Simplified and Traditional, and between variants, by words."""

from __future__ import annotations

import argparse

import hansift
from hansift.cli.common import Answer, UsageError, add_files, each_file, text_of

EXAMPLE = """echo 汉语软件 | hansift convert --to s2twp
漢語軟體"""


def arguments(parser: argparse.ArgumentParser) -> None:
    add_files(parser, json=True, encoding=True)
    parser.add_argument("-t", "--to", required=True, metavar="CONFIG", help="s2t, s2tw, s2twp, s2hk, t2s, tw2s …, or zh-Hans, zh-Hant-TW …")
    parser.add_argument("--no-context", action="store_true", help="one-to-many characters by words alone, byte for byte as OpenCC")
    parser.add_argument("--user-dictionary", metavar="FILE", help="own words, before all others: from, tab, to on each line")
    parser.add_argument("--restore", action="store_true", help="first mend Traditional text that a converter broke")


def work(args: argparse.Namespace) -> int:
    words = _words(args.user_dictionary) if args.user_dictionary else None
    converter = hansift.Converter(args.to, context=not args.no_context, user_dictionary=words)

    def answer(data: bytes) -> Answer:
        source, damage = text_of(data, args.encoding)
        text = converter(hansift.restore(source).text if args.restore else source)
        return Answer(text, {"text": text} if args.json else None, damage)

    return each_file(args, answer)


def _words(path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    try:
        with open(path, encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                line = line.rstrip("\r\n")
                if not line or line.startswith("#"):
                    continue
                source, tab, target = line.partition("\t")
                if not tab or not source:
                    raise UsageError(f"{path}:{number}: no entry '{line[:60]}' (write: from, tab, to)")
                if found.setdefault(source, target) != target:
                    raise UsageError(f"{path}:{number}: '{source[:60]}' has two targets (keep one of them)")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {getattr(error, 'strerror', None) or error} (a UTF-8 file: from, tab, to on each line)") from error
    return found

#!/usr/bin/env python3
"""Repair of UTF-8 that was read in single-byte code pages, on the translated manual pages of Debian; and whether good text stays as it is.

    mkdir pages && (cd pages && apt-get download manpages-{cs,da,de,el,es,fi,fr,hu,it,ja,mk,nb,nl,pl,pt-br,ro,ru,sr,sv,tr,uk,vi,zh})
    python bench/accuracy/code_pages.py pages [--sentences 40] [--misses 10]

A case is right if the sentence comes back character for character: whole, as one line among good ones, as two words, and read wrongly twice.
Sentences that the profile would change anyway are left out.
"""
from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from manpages import pages

import hansift

CODE_PAGES = ("cp1252", "latin-1", "cp1250", "cp1251", "cp1254", "mac_roman", "cp1257", "iso8859-2", "cp437", "cp850", "cp866", "koi8-r", "cp1253",
              "cp1255", "cp1256", "mac_cyrillic")


def sentences(package: Path) -> list[str]:
    found: dict[str, None] = {}
    for page in pages(package):
        for line in re.split(r"(?<=[.!?。])\s+|\n", page):
            text = " ".join(line.split())
            if 30 <= len(text) <= 300 and not text.isascii() and not re.search(r"[\\\"]", text):
                found[text] = None
    return list(found)


def read_as(text: str, code_page: str) -> str | None:
    """The bytes of UTF-8 as characters of a code page, its holes as control characters; None where it has neither."""
    out = []
    for byte in text.encode():
        char = bytes((byte,)).decode(code_page, "ignore")
        if not char and not 0x80 <= byte < 0xA0:
            return None
        out.append(char or chr(byte))
    return "".join(out)


def cases(text: str, good: str, code_page: str, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """(form, damaged, right)"""
    damaged = read_as(text, code_page)
    if damaged is None or re.search("[\r\n\x85]", damaged):
        return
    yield "whole", damaged, text
    yield "line", f"{good}\n{damaged}\n{good}", f"{good}\n{text}\n{good}"
    twice = read_as(damaged, code_page)
    if twice is not None and not re.search("[\r\n\x85]", twice):
        yield "twice", twice, text
    words = text.split()
    begin = chance.randrange(max(1, len(words) - 1))
    few = " ".join(words[begin:begin + 2])
    if not few.isascii() and hansift.clean(few).text == few:
        yield "two words", read_as(few, code_page) or few, few


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with the Debian packages")
    parser.add_argument("--sentences", type=int, default=40, help="of each language and code page")
    parser.add_argument("--misses", type=int, default=0, help="show so many misses of each code page")
    options = parser.parse_args()
    texts = {package.name.split("_")[0].removeprefix("manpages-"): sentences(package) for package in sorted(options.folder.glob("manpages-*.deb"))}

    changed = [(language, text) for language, lines in texts.items() for text in lines
               if any(edit.rule.startswith("cleaning.mojibake") for edit in hansift.clean(text).edits)]
    print(f"good sentences changed: {len(changed)} of {sum(map(len, texts.values()))}", changed[:5])

    for code_page in CODE_PAGES:
        right: Counter[str] = Counter()
        total: Counter[str] = Counter()
        misses = options.misses
        for language, lines in texts.items():
            chance = random.Random(f"{code_page} {language}")
            clean = [text for text in chance.sample(lines, min(len(lines), 2 * options.sentences)) if hansift.clean(text).text == text]
            for text in clean[: options.sentences]:
                for form, damaged, expected in cases(text, clean[0], code_page, chance):
                    total[form] += 1
                    result = hansift.clean(damaged).text
                    right[form] += result == expected
                    if result != expected and misses > 0:
                        misses -= 1
                        print(code_page, language, form, repr(damaged[:100]), repr(result[:100]))
        print(f"{code_page:13}", "  ".join(f"{form} {100 * right[form] / total[form]:.1f} %" for form in total), f" of {total['whole']}")


if __name__ == "__main__":
    main()

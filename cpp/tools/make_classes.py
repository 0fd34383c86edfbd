#!/usr/bin/env python3
"""Write cpp/data/text/classes.inc: the packed character classes of cpp/src/text/classes.hpp.

Input: the Unicode Character Database as Debian's package unicode-data lays it out (/usr/share/unicode, version 15.0.0).

    python cpp/tools/make_classes.py [--ucd /usr/share/unicode] > cpp/data/text/classes.inc
"""
from __future__ import annotations

import argparse
from pathlib import Path

CATEGORIES = "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co Cn".split()
SCRIPTS = "Common Latin Han Hiragana Katakana Hangul Bopomofo Cyrillic Greek Arabic Hebrew Devanagari Thai".split()
WIDE, WHITE_SPACE, EXTENDS, IGNORABLE, PICTOGRAPHIC, IDEOGRAPHIC = (1 << bit for bit in range(9, 15))
LIMIT, BLOCK = 0x110000, 128


def ranges(path: Path) -> list[tuple[int, int, str]]:
    """(first, last, property) of a UCD property file."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        fields = [field.strip() for field in line.split("#", 1)[0].split(";")]
        if len(fields) >= 2:
            first, _, last = fields[0].partition("..")
            found.append((int(first, 16), int(last or first, 16), fields[1]))
    return found


def categories(path: Path) -> list[str]:
    found = ["Cn"] * LIMIT
    first = None
    for line in path.read_text("utf-8").splitlines():
        code, name, category = line.split(";")[:3]
        value = int(code, 16)
        if name.endswith(", First>"):
            first = value
        elif name.endswith(", Last>"):
            assert first is not None
            found[first:value + 1] = [category] * (value + 1 - first)
        else:
            found[value] = category
    return found


def table(ucd: Path) -> list[int]:
    category = categories(ucd / "UnicodeData.txt")
    bits = [CATEGORIES.index(name) for name in category]
    for first, last, script in ranges(ucd / "Scripts.txt"):
        number = 0 if script == "Inherited" else SCRIPTS.index(script) if script in SCRIPTS else len(SCRIPTS)
        for value in range(first, last + 1):
            bits[value] |= number << 5
    marks = {
        "EastAsianWidth.txt": {"W": WIDE, "F": WIDE},
        "PropList.txt": {"White_Space": WHITE_SPACE, "Ideographic": IDEOGRAPHIC},
        "DerivedCoreProperties.txt": {"Grapheme_Extend": EXTENDS, "Default_Ignorable_Code_Point": IGNORABLE},
        "emoji/emoji-data.txt": {"Extended_Pictographic": PICTOGRAPHIC, "Emoji_Modifier": EXTENDS},
        "auxiliary/GraphemeBreakProperty.txt": {"SpacingMark": EXTENDS, "ZWJ": EXTENDS},
    }
    for name, wanted in marks.items():
        for first, last, property_name in ranges(ucd / name):
            for value in range(first, last + 1):
                bits[value] |= wanted.get(property_name, 0)
    return bits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ucd", type=Path, default=Path("/usr/share/unicode"))
    bits = table(parser.parse_args().ucd)
    blocks: dict[tuple[int, ...], int] = {}
    index = [blocks.setdefault(tuple(bits[at:at + BLOCK]), len(blocks)) for at in range(0, LIMIT, BLOCK)]
    print("// Made by cpp/tools/make_classes.py from the Unicode Character Database 15.0.0 (Unicode-DFS-2016). Do not edit.")
    print(f"const std::uint16_t class_index[{len(index)}] = {{")
    for at in range(0, len(index), 32):
        print(",".join(map(str, index[at:at + 32])) + ",")
    print(f"}};\nconst std::uint16_t class_blocks[{len(blocks)}][{BLOCK}] = {{")
    for block in blocks:
        print("{" + ",".join(map(str, block)) + "},")
    print("};")


if __name__ == "__main__":
    main()

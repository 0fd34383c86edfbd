#!/usr/bin/env python3
"""Write cpp/data/segmentation/sentence_break.inc: the property Sentence_Break as a two-stage table.

Input: the Unicode Character Database as Debian's package unicode-data lays it out (/usr/share/unicode, version 15.0.0).

    python cpp/tools/make_sentence_break.py [--ucd /usr/share/unicode] > cpp/data/segmentation/sentence_break.inc
"""
from __future__ import annotations

import argparse
from pathlib import Path

VALUES = "Other CR LF Extend Format Sep Sp Lower Upper OLetter Numeric ATerm SContinue STerm Close".split()
LIMIT, BLOCK = 0x110000, 128


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ucd", type=Path, default=Path("/usr/share/unicode"))
    source = parser.parse_args().ucd / "auxiliary" / "SentenceBreakProperty.txt"
    lines = source.read_text("utf-8").splitlines()
    values = bytearray(LIMIT)
    for line in lines:
        fields = [field.strip() for field in line.split("#", 1)[0].split(";")]
        if len(fields) == 2:
            first, _, last = fields[0].partition("..")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                values[code] = VALUES.index(fields[1])
    blocks: dict[bytes, int] = {}
    index = [blocks.setdefault(bytes(values[at:at + BLOCK]), len(blocks)) for at in range(0, LIMIT, BLOCK)]
    print(f"// Made by cpp/tools/make_sentence_break.py from {lines[0].lstrip('# ')}. Do not edit.")
    print(f"constexpr std::uint8_t sentence_index[{len(index)}] = {{" if len(blocks) < 256 else f"constexpr std::uint16_t sentence_index[{len(index)}] = {{")
    for at in range(0, len(index), 32):
        print(",".join(map(str, index[at:at + 32])) + ",")
    print(f"}};\nconstexpr std::uint8_t sentence_blocks[{len(blocks)}][{BLOCK}] = {{")
    for block in blocks:
        print("{" + ",".join(map(str, block)) + "},")
    print("};")


if __name__ == "__main__":
    main()

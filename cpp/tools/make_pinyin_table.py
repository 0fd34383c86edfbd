"""Writes the readings of the characters of GBK: cpp/data/cleaning/pinyin.table.

    python cpp/tools/make_pinyin_table.py

Needs pypinyin 0.55.0 (PyPI, MIT), whose table of single characters is that of mozillazg/pinyin-data. Layout, little-endian: "HSPY"; number of
syllables and number of readings (16 and 32 bit); the syllables without tone, sorted, eight bytes each, padded with zeros, u with diaeresis
written v; for each cell of GBK (rows 81 to FE, columns 40 to FE) the first of its readings, and the end (16 bit); the readings, the usual one
first: syllable << 3 | tone (16 bit; tone 0 is the neutral one).
"""
from __future__ import annotations

import argparse
import struct
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data" / "cleaning"
TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}


def split(reading: str) -> tuple[str, int]:
    """Letters and tone."""
    letters, tone = "", 0
    for char in unicodedata.normalize("NFD", reading.strip()):
        if char in TONES:
            tone = TONES[char]
        elif char == "\u0308":
            letters = letters[:-1] + "v"
        elif char == "\u0302":      # an e with circumflex
            continue
        else:
            letters += char
    return letters, tone


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", type=Path, default=DATA / "pinyin.table")
    options = parser.parse_args()
    from pypinyin.constants import PINYIN_DICT
    cells: list[list[tuple[str, int]]] = []
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            char = bytes((lead, trail)).decode("gbk", "ignore")
            readings = PINYIN_DICT.get(ord(char), "") if len(char) == 1 else ""
            cells.append(list(dict.fromkeys(split(r) for r in readings.split(",") if r)))
    syllables = sorted({letters for cell in cells for letters, _ in cell})
    assert all(s.isascii() and s.isalpha() and len(s) <= 7 for s in syllables)
    index = {s: i for i, s in enumerate(syllables)}
    starts, flat = [0], []
    for cell in cells:
        flat += [index[letters] << 3 | tone for letters, tone in cell]
        starts.append(len(flat))
    assert len(flat) < 65536
    data = b"HSPY" + struct.pack("<HI", len(syllables), len(flat)) + b"".join(s.encode().ljust(8, b"\0") for s in syllables)
    data += struct.pack(f"<{len(starts)}H", *starts) + struct.pack(f"<{len(flat)}H", *flat)
    options.o.write_bytes(data)
    print(f"{options.o}: {len(data)} bytes, {len(syllables)} syllables, {len(flat)} readings")


if __name__ == "__main__":
    main()

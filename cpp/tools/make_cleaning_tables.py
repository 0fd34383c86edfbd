#!/usr/bin/env python3
"""Write the tables of the cleaning room, cpp/data/cleaning/{entities,forms,normal}.inc, and cpp/data/encoding/private_use.inc, which the
encoding room has because it needs it too and comes first.

Inputs: Python's html.entities (the HTML Standard's list), the Unicode Character Database as Debian's unicode-data lays it out, Python's
big5hkscs codec, and glibc's character maps (Debian: locales, /usr/share/i18n/charmaps). See cpp/data/cleaning/README.md.

    python cpp/tools/make_cleaning_tables.py [--ucd /usr/share/unicode] [--charmaps /usr/share/i18n/charmaps]
"""
from __future__ import annotations

import argparse
import gzip
import html.entities
import re
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
LIMIT, BLOCK = 0x110000, 128
HEADER = "// Made by cpp/tools/make_cleaning_tables.py (sources: cpp/data/cleaning/README.md). Do not edit.\n"


def rows(path: Path) -> list[list[str]]:
    lines = (line.split("#", 1)[0] for line in path.read_text("utf-8").splitlines())
    return [[field.strip() for field in line.split(";")] for line in lines if line.strip()]


def code_points(field: str) -> list[int]:
    return [int(code, 16) for code in field.split()]


def span(field: str) -> range:
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


# --- named entities ---------------------------------------------------------------------------------------------------------------------
def entities() -> str:
    """One blob "name NUL text NUL ..." sorted by name, and where each name begins."""
    named = sorted((name[:-1].encode(), text.encode()) for name, text in html.entities.html5.items() if name.endswith(";"))
    offsets, at, lines = [], 0, []
    for name, text in named:
        offsets.append(at)
        at += len(name) + len(text) + 2
        escaped = "".join(f"\\{byte:03o}" for byte in text)
        lines.append(f'"{name.decode()}\\0" "{escaped}\\0"')
    assert at < 65536
    return (HEADER + "constexpr char entity_text[] =\n" + "\n".join(lines) + ";\n"
            + f"constexpr std::uint16_t entity_offsets[{len(offsets)}] = {{\n" + wrapped(offsets) + "};\n")


def wrapped(values: list[int], per_line: int = 24) -> str:
    return "".join(",".join(map(str, values[at:at + per_line])) + ",\n" for at in range(0, len(values), per_line))


# --- characters that stand for another one ------------------------------------------------------------------------------------------------
SMALL = {0xFE50: "，", 0xFE51: "、", 0xFE54: "；", 0xFE55: "：", 0xFE56: "？", 0xFE57: "！", 0xFE58: "—", 0xFE59: "（", 0xFE5A: "）",
         0xFE5B: "{", 0xFE5C: "}", 0xFE5D: "〔", 0xFE5E: "〕", 0xFE5F: "#", 0xFE60: "&", 0xFE61: "*", 0xFE62: "+", 0xFE63: "-",
         0xFE64: "<", 0xFE65: ">", 0xFE66: "=", 0xFE68: "\\", 0xFE69: "$", 0xFE6A: "%", 0xFE6B: "@"}
VERTICAL = {0xFE10: "，", 0xFE11: "、", 0xFE12: "。", 0xFE13: "：", 0xFE14: "；", 0xFE15: "！", 0xFE16: "？", 0xFE17: "〖", 0xFE18: "〗",
            0xFE19: "…", 0xFE31: "—", 0xFE32: "–", 0xFE35: "（", 0xFE36: "）", 0xFE37: "{", 0xFE38: "}", 0xFE39: "〔", 0xFE3A: "〕",
            0xFE3B: "【", 0xFE3C: "】", 0xFE3D: "《", 0xFE3E: "》", 0xFE3F: "〈", 0xFE40: "〉", 0xFE41: "「", 0xFE42: "」", 0xFE43: "『",
            0xFE44: "』", 0xFE47: "[", 0xFE48: "]"}


def forms(ucd: Path) -> str:
    found: dict[int, tuple[str, int]] = {}
    for codes, target in rows(ucd / "EquivalentUnifiedIdeograph.txt"):
        for code in span(codes):
            if 0x2E80 <= code <= 0x2FDF:
                found[code] = ("radical", int(target, 16))
    for fields in rows(ucd / "UnicodeData.txt"):
        code, decomposition = int(fields[0], 16), fields[5]
        if 0x2F00 <= code <= 0x2FD5:
            found[code] = ("radical", int(decomposition.split()[1], 16))
        elif (0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F) and decomposition:
            target = int(decomposition, 16)
            while nested := unicodedata.decomposition(chr(target)):
                target = int(nested, 16)
            found[code] = ("ideograph", target)
    for kind, table in (("small", SMALL), ("vertical", VERTICAL)):
        for code, char in table.items():
            found[code] = (kind, ord(char))
    for code in range(0xFF66, 0xFF9E):
        found[code] = ("katakana", ord(unicodedata.normalize("NFKC", chr(code))))
    for code, char in {0xFF61: "。", 0xFF62: "「", 0xFF63: "」", 0xFF64: "、", 0xFF65: "・", 0xFF9E: "゛", 0xFF9F: "゜"}.items():
        found[code] = ("katakana", ord(char))
    body = "".join(f"{{0x{code:X},Form::{kind},0x{target:X}}},\n" for code, (kind, target) in sorted(found.items()))
    return HEADER + f"constexpr FormEntry form_table[{len(found)}] = {{\n{body}}};\n"


# --- canonical normalization ------------------------------------------------------------------------------------------------------------
def normal(ucd: Path) -> str:
    combining, canonical = {}, {}
    for fields in rows(ucd / "UnicodeData.txt"):
        code = int(fields[0], 16)
        if fields[3] != "0":
            combining[code] = int(fields[3])
        if fields[5] and not fields[5].startswith("<"):
            canonical[code] = code_points(fields[5])
    quick_no, quick_maybe, excluded = set(), set(), set()
    for fields in rows(ucd / "DerivedNormalizationProps.txt"):
        if fields[1] == "NFC_QC":
            (quick_no if fields[2] == "N" else quick_maybe).update(span(fields[0]))
        elif fields[1] == "Full_Composition_Exclusion":
            excluded.update(span(fields[0]))

    def full(code: int) -> list[int]:
        return [piece for part in canonical[code] for piece in (full(part) if part in canonical else [part])]

    # A record: combining class, quick check (0 yes, 1 maybe, 2 no), where the decomposition begins in the pool, its length.
    records: dict[tuple[int, int, int, int], int] = {(0, 0, 0, 0): 0}
    pool: list[int] = []
    index = [0] * LIMIT
    for code in sorted({*combining, *canonical, *quick_no, *quick_maybe}):
        begin, size = 0, 0
        if code in canonical:
            pieces = full(code)
            begin, size = len(pool), len(pieces)
            pool += pieces
        quick = 2 if code in quick_no else 1 if code in quick_maybe else 0
        index[code] = records.setdefault((combining.get(code, 0), quick, begin, size), len(records))
    blocks: dict[tuple[int, ...], int] = {}
    pages = [blocks.setdefault(tuple(index[at:at + BLOCK]), len(blocks)) for at in range(0, LIMIT, BLOCK)]
    pairs = sorted((parts[0], parts[1], code) for code, parts in canonical.items() if len(parts) == 2 and code not in excluded)
    assert len(pool) < 65536 and len(blocks) < 256
    return (HEADER + f"constexpr std::uint8_t normal_index[{len(pages)}] = {{\n{wrapped(pages)}}};\n"
            + f"constexpr std::uint16_t normal_blocks[{len(blocks)}][{BLOCK}] = {{\n"
            + "".join("{" + ",".join(map(str, block)) + "},\n" for block in blocks) + "};\n"
            + f"constexpr NormalRecord normal_records[{len(records)}] = {{\n"
            + "".join("{%d,%d,%d,%d},\n" % (r[2], r[0], r[1], r[3]) for r in records) + "};\n"
            + f"constexpr std::uint32_t normal_pool[{len(pool)}] = {{\n{wrapped(pool)}}};\n"
            + f"constexpr NormalPair normal_pairs[{len(pairs)}] = {{\n"
            + "".join("{0x%X,0x%X,0x%X},\n" % pair for pair in pairs) + "};\n")


# --- private use --------------------------------------------------------------------------------------------------------------------------
def charmap(path: Path) -> dict[bytes, str]:
    """glibc's map: bytes -> characters, lines that only map one way (%IRREVERSIBLE%) left out."""
    found = {}
    for line in gzip.decompress(path.read_bytes()).decode("utf-8", "replace").splitlines():
        if match := re.match(r"((?:<U[0-9A-F]+>)+)\s+((?:/x[0-9a-fA-F]{2})+)\s", line):
            chars = "".join(chr(int(code, 16)) for code in re.findall(r"<U([0-9A-F]+)>", match[1]))
            found.setdefault(bytes.fromhex(match[2].replace("/x", "")), chars)
    return found


def private_hkscs(charmaps: Path) -> dict[int, int]:
    """Code page 950 puts the user-defined rows of Big5 one after another into the private-use area; Big5-HKSCS fills these rows."""
    glibc = charmap(charmaps / "BIG5-HKSCS.gz")
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    found, code = {}, 0xE000
    ranges = ((0xFA40, 0xFEFE), (0x8E40, 0xA0FE), (0x8140, 0x8DFE), (0xC6A1, 0xC8FE))
    for first, last in ranges:
        for lead in range(first >> 8, (last >> 8) + 1):
            for trail in trails:
                if not first <= lead << 8 | trail <= last:
                    continue
                data = bytes((lead, trail))
                try:
                    char = data.decode("big5hkscs")
                except UnicodeDecodeError:
                    char = ""
                # Only where CPython and glibc agree; not U+F000 to U+F2FF, where icon fonts live.
                if len(char) == 1 and glibc.get(data) == char and unicodedata.category(char) != "Co" and not 0xF000 <= code <= 0xF2FF:
                    found[code] = ord(char)
                code += 1
    assert code == 0xF849, hex(code)
    return found


def private_gbk(charmaps: Path) -> dict[int, int]:
    """Code points that GBK and GB 18030-2000 had put into the private-use area for want of characters, as GB 18030-2022 names them."""
    glibc = charmap(charmaps / "GB18030.gz")
    found = {0xE76C: 0x20AC, 0xE7C7: 0x1E3F, 0xE7C8: 0x01F9}  # A2E3, A8BC, A8BF
    found.update({0xE7E7 + i: code for i, code in enumerate([0x303E, *range(0x2FF0, 0x2FFC)])})  # A989 to A995
    vertical = [0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19]  # A6D9 to A6DF, A6EC, A6ED, A6F3
    found.update({0xE78D + i: code for i, code in enumerate(vertical)})
    code = 0xE815
    for trail in [*range(0x50, 0x7F), *range(0x80, 0xA1)]:  # FE50 to FEA0
        char = glibc.get(bytes((0xFE, trail)), "")
        if len(char) == 1 and unicodedata.category(char) != "Co":
            found[code] = ord(char)
        code += 1
    assert code == 0xE865
    return found


def private(charmaps: Path) -> str:
    text = HEADER.replace("data/cleaning", "data/encoding")
    for name, table in (("gbk", private_gbk(charmaps)), ("hkscs", private_hkscs(charmaps))):
        for code, target in table.items():
            assert 0xE000 <= code <= 0xF8FF and not 0xE000 <= target <= 0xF8FF
        text += (f"constexpr PrivateEntry private_{name}[{len(table)}] = {{\n"
                 + "".join(f"{{0x{code:X},0x{target:X}}},\n" for code, target in sorted(table.items())) + "};\n")
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ucd", type=Path, default=Path("/usr/share/unicode"))
    parser.add_argument("--charmaps", type=Path, default=Path("/usr/share/i18n/charmaps"))
    options = parser.parse_args()
    for name, text in (("entities", entities()), ("forms", forms(options.ucd)), ("normal", normal(options.ucd))):
        (DATA / "cleaning" / f"{name}.inc").write_text(text, "utf-8")
    (DATA / "encoding" / "private_use.inc").write_text(private(options.charmaps), "utf-8")


if __name__ == "__main__":
    main()

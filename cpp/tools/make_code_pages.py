"""Makes the tables of the encoding room that are not in the WHATWG standard, and the list of labels.

    python cpp/tools/make_code_pages.py ENCODING_RS_SOURCE

ENCODING_RS_SOURCE is the unpacked crate encoding_rs (its src/lib.rs lists the labels of the standard). Needs Python 3.11, `iconv`
(glibc, for VISCII) and `uconv` (ICU, for EUC-TW). Writes labels.inc, code_pages.inc and cns11643.table into cpp/data/encoding.
"""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data" / "encoding"

#: our name -> Python's codec
CODE_PAGES = {
    "cp437": "cp437", "cp720": "cp720", "cp737": "cp737", "cp775": "cp775", "cp850": "cp850", "cp852": "cp852", "cp855": "cp855",
    "cp857": "cp857", "cp858": "cp858", "cp860": "cp860", "cp861": "cp861", "cp862": "cp862", "cp863": "cp863", "cp864": "cp864",
    "cp865": "cp865", "cp869": "cp869", "koi8-t": "koi8_t", "kz1048": "kz1048", "ptcp154": "ptcp154",
    "x-mac-ce": "mac_latin2", "x-mac-croatian": "mac_croatian", "x-mac-greek": "mac_greek", "x-mac-icelandic": "mac_iceland",
    "x-mac-romanian": "mac_romanian", "x-mac-turkish": "mac_turkish",
}

#: labels beyond the standard's
EXTRA_LABELS = {
    "utf-32le": "utf-32 utf32 utf-32-le utf32le utf_32_le ucs-4le ucs-4", "utf-32be": "utf-32-be utf32be utf_32_be ucs-4be",
    "utf-16le": "utf16le utf_16_le utf16", "utf-16be": "utf16be utf_16_be",
    "utf-8": "utf_8 utf-8-sig utf8-sig utf-8-bom",
    "hz": "hz hz-gb-2312 hzgb", "euc-tw": "euc-tw euctw x-euc-tw cns11643", "johab": "johab cp1361 ms1361",
    "iso-2022-kr": "iso-2022-kr iso2022kr csiso2022kr", "iso-2022-cn": "iso-2022-cn iso-2022-cn-ext iso2022cn csiso2022cn",
    "gbk": "cp936 ms936 windows-936 936 euc-cn euccn", "gb18030": "gb18030-2000 gb18030-2005 gb18030-2022 gb-18030",
    "big5": "cp950 ms950 windows-950 950 big5hkscs big5-eten hkscs", "euc-kr": "cp949 ms949 uhc 949 euckr ks-c-5601-1987",
    "shift_jis": "cp932 windows-932 932 sjis-win shiftjis mskanji", "euc-jp": "eucjp cp51932 eucjpms euc_jp",
    "iso-2022-jp": "iso2022jp iso2022_jp cp50220 cp50221 jis",
    "viscii": "viscii csviscii", "macintosh": "mac-roman macroman", "x-mac-cyrillic": "mac-cyrillic maccyrillic",
    "iso-8859-16": "iso8859-16 l10 latin10", "ibm866": "ibm-866", "windows-874": "cp874",
    "windows-1252": "cp-1252", "windows-1251": "cp-1251", "windows-1250": "cp-1250",
    "x-mac-ce": "mac-ce mac-centraleurope maccentraleurope mac-latin2", "x-mac-greek": "mac-greek", "x-mac-turkish": "mac-turkish",
    "x-mac-icelandic": "mac-iceland mac-icelandic", "x-mac-romanian": "mac-romanian", "x-mac-croatian": "mac-croatian",
    "kz1048": "rk1048 strk1048-2002", "ptcp154": "cp154 pt154 cyrillic-asian",
}


def decoded(codec: str) -> list[int]:
    found = []
    for byte in range(0x80, 0x100):
        if codec == "viscii":
            text = subprocess.run(["iconv", "-f", "VISCII", "-t", "UTF-8"], input=bytes([byte]), capture_output=True).stdout.decode()
        else:
            text = bytes([byte]).decode(codec, "replace")
        found.append(ord(text) if len(text) == 1 and text != "\ufffd" else 0)
    return found


def code_pages() -> None:
    lines = ["// Made by cpp/tools/make_code_pages.py. Code points of bytes 80 to FF; 0: not mapped."]
    for name, codec in [*CODE_PAGES.items(), ("viscii", "viscii")]:
        table = decoded(codec)
        lines.append(f'{{"{name}",\n {{')
        lines += ["  " + "".join(f"0x{value:04X}," for value in table[row:row + 16]) for row in range(0, 128, 16)]
        lines[-1] += "}},"
    (DATA / "code_pages.inc").write_text("\n".join(lines) + "\n")


def cns() -> None:
    """CNS 11643, planes 1 to 7 and 15: 16-bit code points of their rows A1 to FE, then one bit each for plane 2 of Unicode."""
    values = []
    for plane in (*range(1, 8), 15):
        for row in range(0xA1, 0xFF):
            for cell in range(0xA1, 0xFF):
                code = bytes([row, cell]) if plane == 1 else bytes([0x8E, 0xA0 + plane, row, cell])
                values.append(code)
    source = b"\n".join(values) + b"\n"
    out = subprocess.run(["uconv", "-f", "EUC-TW", "-t", "UTF-8", "--from-callback", "substitute"], input=source, capture_output=True, check=True)
    lines = out.stdout.decode().split("\n")[:-1]
    assert len(lines) == len(values)
    table = [ord(line) if len(line) == 1 and line != "\ufffd" and not 0xE000 <= ord(line) < 0xF900 else 0 for line in lines]
    assert all(value < 0x10000 or 0x20000 <= value < 0x30000 for value in table)
    bits = bytearray((len(table) + 7) // 8)
    for at, value in enumerate(table):
        if value >= 0x20000:
            bits[at // 8] |= 1 << at % 8
    (DATA / "cns11643.table").write_bytes(b"".join((value & 0xFFFF).to_bytes(2, "little") for value in table) + bytes(bits))
    print("CNS 11643: mapped", sum(value > 0 for value in table))


def labels(crate: Path) -> None:
    source = (crate / "src" / "lib.rs").read_text(encoding="utf-8")
    keys = re.findall(r'"([^"]+)"', source.split("static LABELS_SORTED")[1].split("];")[0].split("= [")[1])
    statics = re.findall(r"&(\w+)_INIT", source.split("static ENCODINGS_IN_LABEL_SORT")[1].split("];")[0].split("= [")[1])
    names = {ident: name.lower() for ident, name in re.findall(r'pub static (\w+)_INIT: Encoding = Encoding \{\s*name: "([^"]+)"', source)}
    assert len(keys) == len(statics) == 228
    found = {key: names[ident] for key, ident in zip(keys, statics)}
    for name in [*CODE_PAGES, "viscii"]:
        found.setdefault(name, name)
        if name.startswith("cp"):
            for form in ("ibm%s", "dos%s", "ibm-%s", "%s"):
                found.setdefault(form % name[2:], name)
    for name, extra in EXTRA_LABELS.items():
        for label in [name, *extra.split()]:
            if found.get(label, "replacement") == "replacement":
                found[label] = name
    lines = ["// Made by cpp/tools/make_code_pages.py. {label, canonical name}, sorted by label."]
    lines += [f'{{"{label}", "{name}"}},' for label, name in sorted(found.items(), key=lambda item: item[0].encode())]
    (DATA / "labels.inc").write_text("\n".join(lines) + "\n")
    print("labels:", len(found), "names:", len(set(found.values())))


if __name__ == "__main__":
    labels(Path(sys.argv[1]))
    code_pages()
    cns()

#!/usr/bin/env python3
"""Repair of mojibake with a double-byte code page on either side, on texts of your own.

    python bench/accuracy/mojibake.py TEXTS [--cases 60] [--misses 5] [--only gbk_as_big5]

TEXTS is a folder with zh-Hans.txt, zh-Hant.txt, ja.txt and ko.txt: one clean sentence a line. Each is damaged by each chain of the table, at three
lengths and in four places, and must come back exactly; where the wrong decoder lost bytes, the character may be U+FFFD. Prints the share that
is right by chain and length, then by place, and how many of the undamaged lines were changed.
"""
from __future__ import annotations

import argparse
import codecs
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import hansift

WINDOWS_1252 = {byte: bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}
BACK = {char: byte for byte, char in WINDOWS_1252.items()}

#: name -> languages, (written, read) pairs
CHAINS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "utf8_as_gbk": ("zh-Hans zh-Hant ja", (("utf-8", "gb18030"),)),
    "utf8_as_gbk_strict": ("zh-Hans zh-Hant ja", (("utf-8", "gbk"),)),
    "utf8_as_gbk_twice": ("zh-Hans", (("utf-8", "gb18030"), ("utf-8", "gb18030"))),
    "utf8_as_big5": ("zh-Hant zh-Hans", (("utf-8", "cp950"),)),
    "utf8_as_sjis": ("ja zh-Hans", (("utf-8", "cp932"),)),
    "utf8_as_euckr": ("ko zh-Hans", (("utf-8", "cp949"),)),
    "utf8_as_eucjp": ("ja", (("utf-8", "euc_jp"),)),
    "gbk_as_latin1": ("zh-Hans zh-Hant", (("gbk", "latin-1"),)),
    "gbk_as_cp1252": ("zh-Hans", (("gbk", "cp1252"),)),
    "gbk_as_latin1_utf8_latin1": ("zh-Hans", (("gbk", "latin-1"), ("utf-8", "latin-1"))),
    "gbk_as_latin1_utf8_gbk": ("zh-Hans", (("gbk", "latin-1"), ("utf-8", "gb18030"))),
    "gbk_as_big5": ("zh-Hans", (("gbk", "cp950"),)),
    "gbk_as_sjis": ("zh-Hans", (("gbk", "cp932"),)),
    "gbk_as_euckr": ("zh-Hans", (("gbk", "cp949"),)),
    "big5_as_gbk": ("zh-Hant", (("cp950", "gb18030"),)),
    "big5_as_gbk_strict": ("zh-Hant", (("cp950", "gbk"),)),
    "big5_as_latin1": ("zh-Hant", (("cp950", "latin-1"),)),
    "big5_as_cp1252": ("zh-Hant", (("cp950", "cp1252"),)),
    "big5_as_sjis": ("zh-Hant", (("cp950", "cp932"),)),
    "sjis_as_latin1": ("ja", (("cp932", "latin-1"),)),
    "sjis_as_gbk": ("ja", (("cp932", "gb18030"),)),
    "sjis_as_eucjp": ("ja", (("cp932", "euc_jp"),)),
    "eucjp_as_latin1": ("ja", (("euc_jp", "latin-1"),)),
    "eucjp_as_gbk": ("ja", (("euc_jp", "gb18030"),)),
    "eucjp_as_sjis": ("ja", (("euc_jp", "cp932"),)),
    "euckr_as_latin1": ("ko", (("cp949", "latin-1"),)),
    "euckr_as_gbk": ("ko", (("cp949", "gb18030"),)),
}
LENGTHS = {"4-8": (4, 8), "9-20": (9, 20), "21+": (21, 90)}
PLACES = ("whole", "title", "line", "inline")

_lost: list[tuple[int, int]] = []


def _as_browsers_do(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    end = error.start + 1
    if end < len(error.object) and error.object[end] >= 0x80:
        end += 1
    _lost.append((error.start, end))
    return "\ufffd", end


codecs.register_error("browsers", _as_browsers_do)


def damage(text: str, chain: tuple[tuple[str, str], ...]) -> tuple[str, set[int]] | None:
    """The damaged text, and which characters of `text` lost bytes. None if the chain cannot meet this text."""
    damaged, lost = text, set[int]()
    for step, (written, read) in enumerate(chain):
        try:
            codes = [bytes((BACK[c],)) if written == "cp1252" else c.encode(written) for c in damaged]
        except (UnicodeError, KeyError):
            return None
        data = b"".join(codes)
        _lost.clear()
        result = "".join(WINDOWS_1252[b] for b in data) if read == "cp1252" else data.decode(read, "browsers")
        if _lost:
            if step:
                return None
            owners = [i for i, code in enumerate(codes) for _ in code]
            lost = {owners[b] for begin, end in _lost for b in range(begin, end)}
        damaged = result
    if "\n" in damaged or "\r" in damaged or damaged == text or len(lost) > max(1, len(text) // 5):
        return None
    return damaged, lost


def right(text: str, lost: set[int], answer: str) -> bool:
    if not lost:
        return answer == text
    return re.fullmatch("".join(f"(?:{re.escape(c)}|\ufffd{{0,2}})" if i in lost else re.escape(c) for i, c in enumerate(text)), answer) is not None


def pieces(lines: list[str], low: int, high: int) -> list[str]:
    """Whole sentences of a length, or clauses of them where it is short."""
    found = lines if high > 60 else [p.strip() for line in lines for p in re.split("[，。、；：！？（）「」『』《》“”,.;:!?()]", line)]
    return [p for p in dict.fromkeys(found) if low <= len(p) <= high and sum(c >= "\u2e80" for c in p) * 2 > len(p)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--cases", type=int, default=60, help="of one chain and length")
    parser.add_argument("--misses", type=int, default=0, help="how many misses of each chain to show")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    texts = {path.stem: path.read_text("utf-8").splitlines() for path in sorted(options.texts.glob("*.txt"))}
    clean = {lang: [t for t in lines[:3000] if hansift.clean(t).text == t] for lang, lines in texts.items()}
    by_length: Counter[tuple[str, str, bool]] = Counter()
    by_place: Counter[tuple[str, bool]] = Counter()

    def cases(name: str, length: str) -> Iterator[tuple[str, str, str, set[int]]]:
        langs, chain = CHAINS[name]
        rng = random.Random(f"{name}:{length}")
        pools = {lang: pieces(clean[lang], *LENGTHS[length]) for lang in langs.split() if lang in clean}
        made = 0
        for attempt in range(options.cases * 20):
            if made == options.cases or not pools:
                return
            lang = list(pools)[attempt % len(pools)]
            if not pools[lang]:
                continue
            text = rng.choice(pools[lang])
            found = damage(text, chain)
            if found is None:
                continue
            damaged, lost = found
            place = PLACES[made % (3 if lang == "ko" else 4)]
            head, tail = rng.choice(clean[lang]), rng.choice(clean[lang])
            before = head + ("\n" if place == "line" else "") if place in ("line", "inline") else ""
            after = ("\n" + tail if place != "inline" else tail) if place != "whole" else ""
            made += 1
            yield place, before + damaged + after, before + text + after, {i + len(before) for i in lost}

    print(f"{'chain':28}" + "".join(f"{length:>9}" for length in LENGTHS))
    for name in CHAINS:
        if options.only not in name:
            continue
        shown = 0
        for length in LENGTHS:
            for place, source, expected, lost in cases(name, length):
                answer = hansift.clean(source).text
                good = right(expected, lost, answer)
                by_length[name, length, good] += 1
                by_place[place, good] += 1
                if not good and shown < options.misses:
                    shown += 1
                    print(f"  {name} {length} {place}\n    in   {source[:120]!r}\n    want {expected[:120]!r}\n    got  {answer[:120]!r}")
        shares = []
        for length in LENGTHS:
            counts = by_length[name, length, True], by_length[name, length, False]
            shares.append(f"{100 * counts[0] / sum(counts):9.1f}" if sum(counts) else f"{'-':>9}")
        print(f"{name:28}" + "".join(shares), flush=True)
    for place in PLACES:
        total = by_place[place, True] + by_place[place, False]
        print(f"{place}: {100 * by_place[place, True] / max(total, 1):.1f} % of {total}")
    changed = [(a, b) for lines in texts.values() for a in lines if "cleaning.mojibake" in str((b := hansift.clean(a)).edits)]
    print(f"clean lines in which mojibake was seen: {len(changed)} of {sum(map(len, texts.values()))}")
    for source, result in changed[: options.misses * 4]:
        print(f"    {source[:100]!r} -> {result.text[:100]!r}")


if __name__ == "__main__":
    main()

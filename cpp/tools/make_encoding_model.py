"""Trains the language model of hansift::detect: cpp/data/encoding/language.model and case_pairs.inc.

    python cpp/tools/make_encoding_model.py --packages DEBS --text TEXTS

DEBS: a folder with the Debian packages libreoffice-help-LANG, libreoffice-l10n-LANG, debian-reference-LANG, debian-handbook, manpages-ja,
tesseract-ocr-mlt (`apt-get download`); TEXTS: a folder with genuine Chinese text (*.zst). Needs zstandard and wordfreq (PyPI) and the programs
combine_tessdata and dawg2wordlist (Debian's tesseract-ocr). The model is deterministic for the same inputs. Its layout is described at the head of cpp/src/encoding/model.hpp.
"""
from __future__ import annotations

import argparse
import gettext
import html
import io
import math
import re
import subprocess
import tarfile
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data" / "encoding"

#: our language -> (wordfreq code, LibreOffice code)
LANGUAGES = {
    "zh-Hans": ("zh", "zh-cn"), "zh-Hant": (None, "zh-tw"), "ja": ("ja", "ja"), "ko": ("ko", "ko"),
    "en": ("en", "en-us"), "de": ("de", "de"), "fr": ("fr", "fr"), "es": ("es", "es"), "pt": ("pt", "pt"), "it": ("it", "it"),
    "nl": ("nl", "nl"), "da": ("da", "da"), "sv": ("sv", "sv"), "nb": ("nb", None), "is": ("is", "is"), "fi": ("fi", "fi"),
    "ca": ("ca", "ca"), "ga": (None, "ga"), "pl": ("pl", "pl"), "cs": ("cs", "cs"), "sk": ("sk", "sk"), "hu": ("hu", "hu"),
    "ro": ("ro", "ro"), "hr": ("sh", "hr"), "sl": ("sl", "sl"), "et": (None, "et"), "lv": ("lv", "lv"), "lt": ("lt", "lt"),
    "tr": ("tr", "tr"), "vi": ("vi", "vi"), "ru": ("ru", "ru"), "uk": ("uk", "uk"), "bg": ("bg", "bg"), "be": (None, "be"),
    "sr": (None, "sr"), "mk": ("mk", "mk"), "el": ("el", "el"), "he": ("he", "he"), "ar": ("ar", "ar"), "fa": ("fa", "fa"), "th": (None, "th"),
    "eo": (None, "eo"), "mt": (None, None),
}
#: languages of which only a list of words is at hand: the word list inside a Debian package of Tesseract
WORD_LISTS = {"mt": ("tesseract-ocr-mlt", "mlt")}
CJK = ("zh-Hans", "zh-Hant", "ja", "ko")
MORE = {"zh-Hans": ["debian-reference-zh-cn", "debian-handbook:zh-CN"], "zh-Hant": ["debian-reference-zh-tw"],
        "ja": ["debian-reference-ja", "manpages-ja"]}
#: texts of the second folder and how often each character of them counts
TEXTS = {"zh-Hans": {"cmrc2018.zh-Hans-CN": 12, "msdocs-visualstudio.parallel:0": 0.1, "poetry.zh-Hans": 0.25},
         "zh-Hant": {"drcd.zh-Hant-TW": 12, "msdocs-visualstudio.parallel:1": 0.1, "laws-taiwan.zh-Hant-TW": 0.06, "bible-chiun.zh-Hant": 0.5,
                     "poetry.zh-Hant": 0.25}}
#: in alphabets these stand where ASCII punctuation could
TYPOGRAPHIC = "\u2013\u2014\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2026\u2039\u203a\xab\xbb"
SLOTS = 212992
CJK_BIGRAMS = 36000
OTHER_BIGRAMS = 1100
UNKNOWN = 255


# ---------------------------------------------------------------- corpora
def members(package: Path):
    """(name, bytes) of the files of a Debian package."""
    process = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(package)], capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(process.stdout)) as archive:
        for member in archive:
            if member.isfile():
                file = archive.extractfile(member)
                assert file is not None
                yield member.name, file.read()


def plain(page: str) -> str:
    page = re.sub(r"(?is)<(script|style|head)\b.*?</\1>", " ", page)
    return re.sub(r"[ \t]+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page)))


def package_text(package: Path, only: str = "") -> str:
    import gzip
    parts = []
    for name, data in members(package):
        if only and f"/{only}/" not in name and f".{only}." not in name:
            continue
        if name.endswith((".html", ".htm")):
            parts.append(plain(data.decode("utf-8", "ignore")))
        elif name.endswith(".mo"):
            catalogue = gettext.GNUTranslations(io.BytesIO(data))
            parts += [v for k, v in catalogue._catalog.items() if k and isinstance(v, str)]  # type: ignore[attr-defined]
        elif name.endswith(".gz") and "/man/" in name:
            text = gzip.decompress(data).decode("utf-8", "ignore")
            parts.append(re.sub(r"\\f.|\\-|\\&|^\.\w+", " ", text, flags=re.M))
    return "\n".join(parts)


def corpus(language: str, packages: Path, texts: Path) -> Counter:
    """Weighted lines of running text."""
    lines: Counter = Counter()
    _, office = LANGUAGES[language]
    names = [f"libreoffice-{part}-{office}" for part in ("help", "l10n")] if office else []
    for entry in names + MORE.get(language, []):
        name, _, only = entry.partition(":")
        for package in sorted(packages.glob(f"{name}_*.deb")):
            found = package_text(package, only)
            for line in found.split("\n"):
                if line.strip():
                    lines[line.strip()] = 1
    for entry, weight in TEXTS.get(language, {}).items():
        import zstandard
        name, _, column = entry.partition(":")
        for path in texts.glob(name + ".t*.zst"):
            with zstandard.open(path, "rt", encoding="utf-8") as file:
                for line in file:
                    text = line.rstrip("\n").split("\t")[int(column)] if column else line.strip()
                    lines[text] = weight
    return lines


def tesseract_words(package: Path, code: str) -> dict[str, float]:
    """The words of a trained Tesseract model: lower-case ones and names, all equally frequent."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        for name, data in members(package):
            if name.endswith(f"{code}.traineddata"):
                (folder / "model").write_bytes(data)
        subprocess.run(["combine_tessdata", "-u", str(folder / "model"), str(folder / "part.")], check=True, capture_output=True)
        subprocess.run(["dawg2wordlist", *(str(folder / f"part.lstm-{part}") for part in ("unicharset", "word-dawg")), str(folder / "words")],
                       check=True, capture_output=True)
        found = (folder / "words").read_text("utf-8").split()
    return {word: 1.0 for word in found if not word.isupper()}


def words(language: str, packages: Path) -> dict[str, float]:
    if language in WORD_LISTS:
        package, model = WORD_LISTS[language]
        return tesseract_words(next(iter(sorted(packages.glob(f"{package}_*.deb")))), model)
    code, _ = LANGUAGES[language]
    if code is None:
        return {}
    import wordfreq
    return wordfreq.get_frequency_dict(code, "best")


# ---------------------------------------------------------------- counting
def folded(character: str, cjk: bool) -> str:
    """The symbol of a character: lower case, one digit, one blank for all ASCII punctuation and white space; as Model::symbol and cost."""
    if character in TYPOGRAPHIC and not cjk:
        return " "
    if character < "\x80":
        if character.isalpha():
            return "a" if cjk else character.lower()
        return "0" if character.isdigit() else " "
    low = character.lower()
    return low if len(low) == 1 else character


def vietnamese_1258(text: str) -> str:
    """Windows-1258 writes the tone as a combining mark behind a letter that may have one of its own."""
    out = []
    for character in text:
        parts = unicodedata.normalize("NFD", character)
        tone = [p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323"]
        if tone and len(parts) > 1:
            out.append(unicodedata.normalize("NFC", "".join(p for p in parts if p not in tone)) + tone[0])
        else:
            out.append(character)
    return "".join(out)


def romanian_cedilla(text: str) -> str:
    """The older code pages have s and t with a cedilla where Romanian has a comma."""
    return unicodedata.normalize("NFC", text).translate(str.maketrans("ȘșȚț", "ŞşŢţ"))


#: languages as older encodings spell them: name -> (language, transformation)
VARIANTS = {"vi-1258": ("vi", vietnamese_1258), "ro-cedilla": ("ro", romanian_cedilla)}


def count(language: str, lines: Counter, vocabulary: dict[str, float], transform=lambda text: text) -> tuple[Counter, Counter]:
    one: Counter = Counter()
    two: Counter = Counter()
    cjk = language in CJK
    total = 0.0

    def feed(text: str, weight: float) -> None:
        last = " "
        for character in text:
            symbol = folded(character, cjk)
            if symbol == " " and last == " ":
                continue
            if cjk and symbol < "\x80" and last < "\x80":
                last = symbol
                continue
            one[symbol] += weight
            two[last, symbol] += weight
            last = symbol

    for line, weight in lines.items():
        if cjk and not re.search(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]", line):
            continue
        feed(transform(line) + " ", weight)
        total += len(line) * weight
    # Words weigh as much as the running text, but no blanks of their own in languages that write none.
    scale = max(total, 3e6) / max(1e-9, sum(f * (len(w) + 1) for w, f in vocabulary.items()))
    for word, frequency in vocabulary.items():
        blanks = "" if language in ("zh-Hans", "zh-Hant", "ja", "th") else " "
        weight = frequency * scale
        text = transform(word) + blanks
        last = None if not blanks else " "
        for character in text:
            symbol = folded(character, cjk)
            one[symbol] += weight
            if last is not None:
                two[last, symbol] += weight
            last = symbol
    return one, two


# ---------------------------------------------------------------- the model
def slot_hash(language: int, first: int, second: int) -> int:
    """As model.hpp: 32 bits."""
    value = (first * 0x9E3779B1 ^ second * 0x85EBCA77 ^ (language + 1) * 0xC2B2AE3D) & 0xFFFFFFFF
    value ^= value >> 15
    value = value * 0x2C1B3C6D & 0xFFFFFFFF
    return value ^ value >> 13


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    import pickle

    names = [*LANGUAGES, *VARIANTS]
    counted = {}
    for name in names:
        cache = options.cache / f"{name}.pickle" if options.cache else None
        if cache and cache.exists():
            counted[name] = pickle.loads(cache.read_bytes())
            continue
        base, transform = VARIANTS.get(name, (name, lambda text: unicodedata.normalize("NFC", text)))
        counted[name] = count(base, corpus(base, options.packages, options.text), words(base, options.packages), transform)
        if cache:
            cache.write_bytes(pickle.dumps(counted[name]))
        print(name, len(counted[name][0]), len(counted[name][1]), flush=True)

    unigrams = bytearray()
    offsets = []
    chosen: list[tuple[float, int, str, str, float]] = []
    for index, name in enumerate(names):
        one, two = counted[name]
        cjk = name in CJK
        one = Counter({k: v for k, v in one.items() if ord(k) < 0x10000 and (k >= "\x80" or k.isalnum() or k == " ")})
        total = sum(one.values())
        cost = {k: -math.log2(v / total) for k, v in one.items() if v / total > 2.0 ** -22}
        offsets.append(len(unigrams))
        # runs: first code point, count, costs in eighths of a bit; ends with a count of 0
        points = sorted(ord(k) for k in cost)
        runs: list[list[int]] = []
        for point in points:
            if runs and point - runs[-1][-1] <= 4:
                runs[-1] += range(runs[-1][-1] + 1, point + 1)
            else:
                runs.append([point])
        for run in runs:
            unigrams += run[0].to_bytes(2, "little") + len(run).to_bytes(2, "little")
            unigrams += bytes(min(254, round(cost[chr(p)] * 8)) if chr(p) in cost else UNKNOWN for p in run)
        unigrams += bytes(4)
        firsts: Counter = Counter()
        for (a, b), v in two.items():
            firsts[a] += v
        found = []
        for (a, b), v in two.items():
            if a not in cost or b not in cost or v / total < 2.0 ** -21:
                continue
            if cjk and (a < "\x80" or b < "\x80"):
                continue
            conditional = -math.log2(v / firsts[a])
            gain = cost[b] + 2 - conditional
            if gain > 1.5:
                found.append((v / total * gain, index, a, b, conditional))
        found.sort(reverse=True)
        limit = CJK_BIGRAMS if cjk else OTHER_BIGRAMS
        chosen += found[:limit]
        print(f"{name}: {len(cost)} unigrams, {min(limit, len(found))} of {len(found)} bigrams", flush=True)

    # Two slots a key (its own and the next): 8 bits of fingerprint, 4 bits of cost. The most useful first; what finds no slot is left out.
    prints = bytearray(SLOTS + 1)
    costs = bytearray(SLOTS + 1)
    chosen.sort(reverse=True)
    lost = 0
    for _, index, a, b, conditional in chosen:
        key = slot_hash(index, ord(a), ord(b))
        slot = key * SLOTS >> 32
        mark = key & 0xFF or 1
        for at in (slot, slot + 1):
            if prints[at] == 0:
                prints[at] = mark
                costs[at] = min(15, max(0, round(conditional)))
                break
            if prints[at] == mark:
                break
        else:
            lost += 1
    print(f"{len(chosen)} bigrams, {lost} without a slot")
    nibbles = bytes(costs[i] | (costs[i + 1] if i + 1 <= SLOTS else 0) << 4 for i in range(0, SLOTS + 1, 2))
    header = b"HSLM" + len(names).to_bytes(4, "little") + SLOTS.to_bytes(4, "little") + len(unigrams).to_bytes(4, "little")
    header += b"".join(o.to_bytes(4, "little") for o in offsets)
    model = header + bytes(unigrams) + bytes(prints) + nibbles
    (DATA / "language.model").write_bytes(model)
    (DATA / "languages.inc").write_text("// Made by cpp/tools/make_encoding_model.py: languages of language.model, in order.\n"
                                        + "".join(f'"{n}",\n' for n in names))
    pairs = [(c, ord(chr(c).lower())) for c in [*range(0x80, 0x588), *range(0x1E00, 0x1F00)]
             if chr(c).lower() != chr(c) and len(chr(c).lower()) == 1]
    (DATA / "case_pairs.inc").write_text("// Made by cpp/tools/make_encoding_model.py: {upper case, lower case}, sorted.\n"
                                         + "".join(f"{{0x{u:04X}, 0x{v:04X}}},\n" for u, v in pairs))
    print(f"{len(model)} bytes, of them {len(unigrams)} unigrams")


if __name__ == "__main__":
    main()

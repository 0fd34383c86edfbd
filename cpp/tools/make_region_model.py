"""Makes cpp/data/script/region.tsv, which tells Traditional text of Taiwan, of Hong Kong and converted from the mainland apart.

    python make_region_model.py --opencc FOLDER --text FOLDER --words cpp/data/script/region_words.tsv --output cpp/data/script/region.tsv

--opencc is OpenCC's data folder, --text holds the *.txt.zst and *.tsv.zst named in cpp/data/script/README.md. Needs numpy and the command
zstd. Run by hand when the inputs change; the result is kept in the repository, so the build needs neither.

A row is one to four characters and four weights in tenths of a natural logarithm: for the mainland and for Hong Kong, both against
Taiwan, and what the first and the second character of a pair say of a wrong choice of the other one (see `wrong_choices`).
"""
from __future__ import annotations

import argparse
import itertools
import math
import random
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from compile_script_table import Source
from script_dictionaries import candidates_of, read_dictionary
from script_gaps import Stage

# Text: file, column, most characters, weight of the whole. Converted are the mainland's.
TAIWAN = [("drcd.zh-Hant-TW.txt.zst", 0, 10**7, 1.0), ("msdocs-visualstudio.parallel.tsv.zst", 1, 10**6, 0.3), ("laws-taiwan.zh-Hant-TW.txt.zst", 0, 10**6, 0.1),
          ("msdocs-cloud-adoption.zh-Hant-TW.txt.zst", 0, 10**6, 0.1), ("msdocs-aspnet.zh-Hant-TW.txt.zst", 0, 10**6, 0.1)]
MAINLAND = [("cmrc2018.zh-Hans-CN.txt.zst", 0, 10**7, 1.0), ("msdocs-visualstudio.parallel.tsv.zst", 0, 10**6, 0.3)]
# Old books tell which characters go together, but not how often a character is used today.
OLD = [("bible-chiun.zh-Hant.txt.zst", 0, 10**6, 0.1), ("poetry.zh-Hant.txt.zst", 0, 10**6, 0.1)]

WINDOW = 256          # Han; the same as in identify.cpp
LEAST_WINDOWS = 20    # in which a pair must stand to be learnt
PULL = 1e-3           # towards what the list of words says
MOST_PAIRS, MOST_CHOICES = 6000, 12500

# Spellings that editors use side by side: one for the other is no sign of conversion.
FREE = """台臺檯 布佈 占佔 周週 僱雇 凌淩 托託 注註 了瞭 象像 升昇陞 杯盃 岩巖 回迴 他牠它祂 恤卹 慾欲 具俱 伙夥 游遊 床牀 裏裡 志誌 彷仿 彿佛 采採 煙菸烟
鑒鑑 掛挂 秘祕 污汙 溼濕 糊餬 劃畫 仇讎 捲卷 沉沈 嘗嚐 念唸 搜蒐 閑閒 兇凶 毀燬 弦絃 挨捱 唇脣 吃喫 贊讚 疊迭 復覆 鐘鍾 歎嘆 朱硃 峰峯 砲炮 匯彙 克剋 獲穫
繫係 繫系 郁鬱 百佰 千仟 萬万 個箇 才纔 局侷 暗闇 弔吊 夸誇 娘孃 鼓皷 粘黏 豬猪 豔艷 並併 并併 杆桿 背揹 扎紮 札扎 涌湧 淒悽 熏燻 佣傭 困睏 扣釦 累纍 拐柺
曬晒 核覈 洶汹 划劃 症癥 淨凈 減减 決决 蹤踪 跡迹蹟 線綫 僵殭 借藉 奸姦 籤簽 盡儘 厘釐 佑祐 輝煇 饑飢 幸倖 鬨哄 譁嘩 呆獃 致緻 折摺 酸痠 秋鞦 群羣""".split()

HAN = range(0x4E00, 0xA000)


def lines(path: Path, most: int) -> list[str]:
    """Lines of a compressed file, spread over it, of `most` characters together."""
    text = subprocess.run(["zstd", "-dcq", str(path)], capture_output=True, check=True).stdout.decode("utf-8").split("\n")
    step = max(1, sum(map(len, text)) // most)
    return text[::step]


@dataclass
class Choices:
    """Characters that one Simplified character may become, counted in genuine text with their neighbours."""

    members: dict[str, list[str]]                                                                   # Simplified -> Traditional
    used: Counter[str] = field(default_factory=Counter)
    before: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))    # character -> what stands before it
    behind: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def __post_init__(self) -> None:
        self.classes: defaultdict[str, list[str]] = defaultdict(list)
        for simple, members in self.members.items():
            for char in members:
                self.classes[char].append(simple)

    def count(self, rows: Iterable[str], weight: float) -> None:
        for row in rows:
            for at, char in enumerate(row):
                if char not in self.classes:
                    continue
                # Genuine text here is short of food and hair; that a dictionary has many words with a character says it is used.
                self.used[char] += weight
                if at > 0 and ord(row[at - 1]) in HAN:
                    self.before[char][row[at - 1]] += weight
                if at + 1 < len(row) and ord(row[at + 1]) in HAN:
                    self.behind[char][row[at + 1]] += weight


def is_free() -> set[tuple[str, str]]:
    return {(a, b) for group in FREE for a in group for b in group if a != b}


def wrong_choices(choices: Choices) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """How likely a character is the converter's wrong choice for another one, as a sum of three logarithms of odds.

    Of the character itself, of the one before it (by pair) and of the one behind it (by pair).
    """
    free = is_free()
    alone: dict[str, float] = {}
    after: dict[str, float] = {}
    ahead: dict[str, float] = {}
    for char, classes in choices.classes.items():
        meant: dict[str, float] = {}   # what may have been meant, and how much of it is spelled `char`
        own, before, behind = choices.used[char], Counter(choices.before[char]), Counter(choices.behind[char])
        for simple in classes:
            for other in choices.members[simple]:
                if other == char:
                    continue
                if (char, other) in free:
                    own += choices.used[other]
                    before.update(choices.before[other])
                    behind.update(choices.behind[other])
                    continue
                # Most often a character is left as it is in Simplified text.
                share = (0.6 if char == simple else 0.0) + 0.4 / max(1, len(choices.members[simple]) - 1)
                meant[other] = max(meant.get(other, 0.0), share)
        total = sum(share * choices.used[other] for other, share in meant.items())
        if total < 20:
            continue
        alone[char] = math.log(0.1 * total / (own + 2))
        for own_pairs, all_pairs, odds, first in ((before, choices.before, after, True), (behind, choices.behind, ahead, False)):
            wrong: Counter[str] = Counter()
            for other, share in meant.items():
                for neighbour, number in all_pairs[other].items():
                    wrong[neighbour] += number * share
            wrong_sum, own_sum = sum(wrong.values()) + 1e-9, sum(own_pairs.values()) + 1e-9
            for neighbour in wrong.keys() | own_pairs.keys():
                both = wrong[neighbour] + own_pairs[neighbour]
                usual = 2 * both / (wrong_sum + own_sum)
                value = math.log((wrong[neighbour] + usual) / (wrong_sum + 2) / ((own_pairs[neighbour] + usual) / (own_sum + 2)))
                if both >= 2 and abs(value) > 0.4:
                    odds[neighbour + char if first else char + neighbour] = max(-9.0, min(4.5, value))
    return alone, after, ahead


def useful_choices(choices: Choices, rows: list[tuple[str, float]], alone: dict[str, float], after: dict[str, float], ahead: dict[str, float]) -> set[str]:
    """The pairs that change most what is said of these rows, each with a weight, as they are and with each character chosen wrong."""
    gain: Counter[str] = Counter()

    def add(left: str, char: str, right: str, weight: float) -> None:
        base, a, b = alone[char], after.get(left + char, 0.0), ahead.get(char + right, 0.0)
        score = max(0.0, min(5.0, base + a + b))
        gain[left + char] += weight * abs(score - max(0.0, min(5.0, base + b)))
        gain[char + right] += weight * abs(score - max(0.0, min(5.0, base + a)))

    for row, weight in rows:
        for at in range(1, len(row) - 1):
            left, char, right = row[at - 1:at + 2]
            for simple in choices.classes.get(char, ()):
                for other in choices.members[simple]:
                    if other in alone:
                        add(left, other, right, weight if other == char else 0.2 * weight)
    best = sorted((pair for pair in gain if pair in after or pair in ahead), key=lambda pair: (-gain[pair], pair))
    return set(best[:MOST_CHOICES])


def read_words(path: Path) -> dict[str, dict[str, float]]:
    """Word -> weight by region; words of all regions, or of Taiwan and the mainland, tell nothing."""
    words: dict[str, dict[str, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        regions, weight, listed = line.split("\t")
        for word in listed.split():
            if len(word) > 4 or any(ord(char) not in HAN for char in word):
                raise SystemExit(f"{path}: {word} is not one to four Han")
            of = words.setdefault(word, {})
            for region in regions.split():
                of[region] = max(of.get(region, 0.0), int(weight) / 10)
    return {word: of for word, of in words.items() if len(of) < 3 and set(of) != {"TW", "CN"}}


def rates(words: Iterable[str], sources: list[list[str]]) -> Counter[str]:
    """In how many pieces of a thousand characters a word is used in a million characters, at most, in any source.

    By pieces, because one article about Hong Kong has its words often.
    """
    wanted = set(words)
    best: Counter[str] = Counter()
    for rows in sources:
        text = "\n".join(rows)
        seen: Counter[str] = Counter()
        for start in range(0, len(text), 1000):
            piece = text[start:start + 1000]
            seen.update({piece[i:i + size] for size in range(1, 5) for i in range(len(piece) - size + 1)} & wanted)
        size = sum(ord(char) in HAN for char in text)
        for word, number in seen.items():
            best[word] = max(best[word], 1e6 * number / size)
    return best


def word_weights(words: dict[str, dict[str, float]], taiwan: list[list[str]], mainland: list[list[str]]) -> dict[str, tuple[float, float]]:
    """Word -> (mainland, Hong Kong), less where the text of another region has the word, too."""
    rate = {"TW": rates(words, taiwan), "CN": rates(words, mainland), "HK": Counter()}  # no text of Hong Kong to count in
    weights: dict[str, tuple[float, float]] = {}
    for word, of in words.items():
        strength = max(of.values())
        own = max(60.0, *(rate[region][word] for region in of))

        def against(others: float) -> float:
            return max(0.0, min(strength, math.log(own / (others + 2))))

        if "HK" in of and len(of) == 1:
            # Others, too, write of Hong Kong, but there such words are used every day.
            weights[word] = (0.0, max(0.25 * strength, against(max(rate["TW"][word], rate["CN"][word]))))
        elif "CN" in of:
            value = against(rate["TW"][word])
            weights[word] = (min(value, of["CN"]), 0.8 * min(value, of.get("HK", 0.0)))
        else:
            value = against(rate["CN"][word])
            weights[word] = (-value, 0.0 if "HK" in of else -0.7 * value)
    return {word: pair for word, pair in weights.items() if pair != (0.0, 0.0)}


def windows(rows: list[str], rng: random.Random) -> Iterator[str]:
    piece, size, want = "", 0, rng.randint(80, WINDOW)
    for row in rows:
        for part in (row[i:i + 300] for i in range(0, len(row), 300)):
            piece += part + "\n"
            size += sum(ord(char) in HAN for char in part)
            if size >= want:
                yield piece
                piece, size, want = "", 0, rng.randint(80, WINDOW)


def learn(taiwan: list[tuple[list[str], float]], mainland: list[tuple[list[str], float]], words: dict[str, float]) -> dict[str, float]:
    """Weights of words and pairs by logistic regression on windows, pulled towards those of the list."""
    rng = random.Random(3)
    pieces: list[tuple[set[str], float, float]] = []
    longer = {word for word in words if len(word) != 2}
    seen: Counter[str] = Counter()
    for label, sources in ((0.0, taiwan), (1.0, mainland)):
        for rows, weight in sources:
            cut = list(windows(rows, rng))
            rng.shuffle(cut)
            cut = cut[:3000]
            for window in cut:
                found = {a + b for a, b in itertools.pairwise(window) if ord(a) in HAN and ord(b) in HAN}
                seen.update(found)
                found.update(piece for size in (1, 3, 4) for piece in (window[i:i + size] for i in range(len(window) - size + 1)) if piece in longer)
                pieces.append((found, label, weight / len(cut)))
    names = sorted({*(pair for pair, number in seen.items() if number >= LEAST_WINDOWS), *words})
    index = {name: number for number, name in enumerate(names)}
    rows_of = [sorted(index[name] for name in found if name in index) for found, _, _ in pieces]
    columns = np.array([number for row in rows_of for number in row], dtype=np.int32)
    row = np.repeat(np.arange(len(pieces)), [len(row) for row in rows_of])
    label = np.array([piece[1] for piece in pieces])
    share = np.array([piece[2] for piece in pieces])
    for value in (0.0, 1.0):
        share[label == value] /= 2 * share[label == value].sum()
    prior = np.array([words.get(name, 0.0) for name in names])
    weight, bias = prior.copy(), 0.0
    mean, square = np.zeros(len(names) + 1), np.zeros(len(names) + 1)
    for step in range(1, 151):  # Adam, over everything at once
        odds = np.bincount(row, weight[columns], minlength=len(pieces)) + bias
        off = (1 / (1 + np.exp(-np.clip(odds, -30, 30))) - label) * share
        slope = np.append(np.bincount(columns, off[row], minlength=len(names)) + PULL * (weight - prior), off.sum())
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        move = 0.03 * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
        weight -= move[:-1]
        bias -= move[-1]
    best = sorted((name for name in names if name not in words), key=lambda name: (-abs(weight[index[name]]) * math.sqrt(seen[name]), name))
    return {name: float(weight[index[name]]) for name in [*best[:MOST_PAIRS], *words]}


def tenths(value: float) -> int:
    return max(-127, min(127, round(10 * value)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--opencc", type=Path, required=True)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--hold-out", type=int, default=1, help="learn from all but the last of so many parts of each file (1: from all)")
    options = parser.parse_args()
    source = Source(options.opencc)
    variants = read_dictionary(options.opencc / "TWVariants.txt")
    flat = Stage(source.flat({"type": "group", "match_policy": "short_circuit", "dicts": [
        {"type": "text", "file": "STPhrases.txt"}, {"type": "text", "file": "STCharacters.txt"}]}))

    def to_taiwan(text: str) -> str:
        return "".join(variants.get(char, char) for char in text)

    def read(name: str, column: int, most: int) -> list[str]:
        rows = [row.split("\t") for row in lines(options.text / name, most)]
        rows = rows[:len(rows) * (options.hold_out - 1) // options.hold_out] if options.hold_out > 1 else rows
        return [row[column] for row in rows if len(row) > column]

    taiwan = [(read(name, column, most), weight) for name, column, most, weight in TAIWAN]
    mainland = [([to_taiwan(flat.apply(row)) for row in read(name, column, most)], weight) for name, column, most, weight in MAINLAND]
    weights = word_weights(read_words(options.words), [rows for rows, _ in taiwan], [rows for rows, _ in mainland])
    learnt = learn(taiwan, mainland, {word: pair[0] for word, pair in weights.items()})

    members: dict[str, list[str]] = {}
    for simple, several in candidates_of(options.opencc / "STCharacters.txt").items():
        if len(several) > 1:
            members[simple] = list(dict.fromkeys(map(to_taiwan, [*several, simple])))
    choices = Choices(members)
    for rows, _ in taiwan:
        choices.count(rows, 1.0)
    for name, column, most, weight in OLD:
        choices.count(read(name, column, most), weight)
    phrases = [to_taiwan(phrase) for phrase in source.dictionary("STPhrases.txt").values()]
    choices.count(phrases, 1.0)
    alone, after, ahead = wrong_choices(choices)
    useful = useful_choices(choices, [*((row, 1.0) for rows, _ in taiwan for row in rows[:20000]), *((f" {phrase} ", 3.0) for phrase in phrases)], alone, after, ahead)

    rows: list[str] = []
    for key in sorted({*learnt, *alone, *useful}):
        mainland_weight, hong_kong = tenths(learnt.get(key, 0.0)), tenths(weights.get(key, (0.0, 0.0))[1])
        # A character alone: its own odds stand where a pair has those of its second character.
        first, second = (tenths(ahead.get(key, 0.0)), tenths(after.get(key, 0.0))) if key in useful else (0, tenths(alone[key]) or -1) if key in alone else (0, 0)
        if mainland_weight or hong_kong or first or second:
            rows.append(f"{key}\t{mainland_weight}\t{hong_kong}\t{first}\t{second}\n")
    options.output.write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows)} rows: {len(learnt)} with a region, {len(alone)} characters and {len(useful)} pairs for wrong choices")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

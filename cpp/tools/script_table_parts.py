"""Sections of the table of the script room: strings, character maps, filters, and keys found by their first two characters.

compile_script_table.py fills them; cpp/src/script/table.hpp reads them.
"""
from __future__ import annotations

import struct
from array import array

# Flags of a character, in the high byte of its word; the low three bytes are its UTF-8 bytes XOR those of what it becomes.
ODD = 1          # becomes something that is not three bytes of UTF-8: the low bytes are an index into the odd values
NORMALIZE = 2    # compatibility ideograph: the text has to be normalised first
DESCRIPTION = 4  # operator of an ideographic description sequence
BEGINS = 8       # an entry of two and more characters begins with it
SURROGATE = 16   # half a character of UTF-16
BY_CHARACTER = 1 << 23  # of a value number: the value is that of the characters one by one, in every configuration of the lexicon

HASH_1, HASH_2, HASH_3, HASH_4 = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5
MASK = 0xFFFFFFFFFFFFFFFF


class Pool:
    """Strings behind one another, each once."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.at: dict[bytes, int] = {}

    def add(self, text: str) -> tuple[int, int]:
        raw = text.encode("utf-8")
        if raw not in self.at:
            self.at[raw] = len(self.data)
            self.data += raw
        return self.at[raw], len(raw)


class Writer:
    """The file: 64-byte aligned sections, found by their offsets."""

    def __init__(self, header: int) -> None:
        self.data = bytearray(header)
        self.at: dict[bytes, int] = {}

    def add(self, raw: bytes) -> int:
        if raw not in self.at:
            self.data += b"\0" * (-len(self.data) % 64)
            self.at[raw] = len(self.data)
            self.data += raw
        return self.at[raw]


def hash_pair(first: int, second: int) -> int:
    return (first * HASH_1 + second * HASH_2) & MASK


def hash_triple(first: int, second: int, third: int) -> int:
    return (hash_pair(first, second) + third * HASH_3) & MASK


class Filter:
    """A set of hashes that may say yes too often: words of 64 bits, two bits a hash in one word."""

    def __init__(self, count: int) -> None:
        self.log2 = max(3, (count * 16 // 64).bit_length())
        self.words = [0] * (1 << self.log2)

    def add(self, value: int) -> None:
        self.words[value >> (64 - self.log2)] |= 1 << (value >> 44 & 63) | 1 << (value >> 38 & 63)

    def raw(self) -> bytes:
        return array("Q", self.words).tobytes()


class Characters:
    """Maps of single characters: per map an index by code point >> 8 into blocks that all maps share."""

    def __init__(self) -> None:
        self.blocks: dict[bytes, int] = {}
        self.odd: list[int] = []
        self.odd_ids: dict[str, int] = {}

    def add(self, mapping: dict[str, str], pool: Pool, normal: set[str], begins: set[str] = frozenset()) -> bytes:
        words: dict[int, dict[int, int]] = {0: {}}

        def put(char: str, word: int) -> None:
            words.setdefault(ord(char) >> 8, {})[ord(char) & 255] = word

        for char, value in sorted(mapping.items()):
            if char in normal:
                continue
            raw, new = char.encode(), value.encode()
            if len(raw) == 3 and len(new) == 3:
                put(char, int.from_bytes(raw, "little") ^ int.from_bytes(new, "little"))
            elif raw != new:
                if value not in self.odd_ids:
                    offset, size = pool.add(value)
                    self.odd_ids[value] = len(self.odd)
                    self.odd.append(offset | size << 24)
                put(char, self.odd_ids[value] | ODD << 24)
        for char in normal:
            put(char, NORMALIZE << 24)
        for point in range(0x2FF0, 0x3000):
            put(chr(point), DESCRIPTION << 24)
        for point in range(0xD800, 0xE000):
            put(chr(point), SURROGATE << 24)
        for char in begins - normal:
            block = words.setdefault(ord(char) >> 8, {})
            block[ord(char) & 255] = block.get(ord(char) & 255, 0) | BEGINS << 24
        index = array("H", bytes(2 * 0x1100))
        for high, block in sorted(words.items()):
            raw = array("I", (block.get(low, 0) for low in range(256))).tobytes()
            index[high] = self.blocks.setdefault(raw, len(self.blocks))
        return index.tobytes()


class HeadFilter:
    """A set of pairs of UTF-16 units that may say yes too often, asked for nearly every character: one bit a pair, 16 to 32 bits for each."""

    def __init__(self, count: int) -> None:
        self.log2 = max(6, (count * 16).bit_length())
        self.words = [0] * (1 << self.log2 - 5)

    def add(self, first: int, second: int) -> None:
        bit = ((first | second << 16) * HASH_1 & MASK) >> (64 - self.log2)
        self.words[bit >> 5] |= 1 << (bit & 31)

    def raw(self) -> bytes:
        return array("I", self.words).tobytes()


def add_keys(keys: list[str], heads: HeadFilter, pairs: Filter, triples: Filter) -> None:
    """The first two units of all keys go to one filter, keys of two characters to the next, the first three characters of longer ones to the last.

    The last two are asked with code points or with units of UTF-16; where these differ both are in.
    """
    for key in keys:
        heads.add(*array("H", key.encode("utf-16-le"))[:2])
        for numbers in (list(map(ord, key)), array("H", key.encode("utf-16-le"))):
            if len(key) == 2:
                pairs.add(hash_pair(*numbers[:2]))
            else:
                triples.add(hash_triple(*numbers[:3]))


class Lexicon:
    """Keys of at least two characters, found by their first two: a hash table of pairs, then the tails, longest first."""

    def __init__(self, keys: list[str], keys_pool: Pool, plain: set[str]) -> None:
        """`plain`: keys whose value is always that of their characters one by one; only `valued`, the others, have one in the table."""
        self.keys = sorted(keys)
        self.valued = [key for key in self.keys if key not in plain]
        if len(self.keys) > BY_CHARACTER:
            raise SystemExit("compile_script_table: too many keys")
        value_of = {**dict.fromkeys(plain, BY_CHARACTER), **{key: number for number, key in enumerate(self.valued)}}
        self.pairs: dict[str, list[str]] = {}
        for key in self.keys:
            self.pairs.setdefault(key[:2], []).append(key)
        self.log2 = max(4, (len(self.pairs) * 8 // 7).bit_length())
        slots: list[tuple[int, int, int, int]] = [(0, 0, 0, 0)] * (1 << self.log2)
        tails: list[bytes] = []
        for pair in sorted(self.pairs, key=lambda p: (-len(self.pairs[p]), p)):
            first, second = map(ord, pair)
            longer = sorted((key for key in self.pairs[pair] if len(key) > 2), key=lambda k: (-len(k.encode()), k))
            word = value_of.get(pair, -1) + 1
            at = hash_pair(first, second) >> (64 - self.log2)
            while slots[at][0]:
                at = (at + 1) & (len(slots) - 1)
            slots[at] = (first | len(longer) << 21, second, word, len(tails))
            for key in longer:
                tail = key[2:].encode()
                rest = keys_pool.add(key)[0] + len(key[:2].encode()) + 8 if len(tail) > 8 else 0
                tails.append(struct.pack("<8sII", tail[:8], value_of[key] | len(tail) << 24, rest))
        self.slots = b"".join(struct.pack("<IIII", *slot) for slot in slots)
        self.tails = b"".join(tails)


class RegionModel:
    """One to four characters with four small weights: an open hash table, and a filter before it."""

    def __init__(self, weights: dict[str, tuple[int, ...]]) -> None:
        self.log2 = 15
        self.filter = Filter(len(weights))
        entries: list[tuple[int, ...]] = [(0, 0, 0, 0, 0)] * (1 << self.log2)
        if len(weights) * 4 > len(entries) * 3:
            raise SystemExit("compile_script_table: too many rows in region.tsv")
        at_of: dict[str, int] = {}
        for key, values in sorted(weights.items()):
            value = self.hash(key)
            at = value >> (64 - self.log2)
            while entries[at][0]:
                at = (at + 1) & (len(entries) - 1)
            entries[at] = (value & 0xFFFFFFFF, *values)
            at_of[key] = at
            self.filter.add(value)
        # Two keys may have the same check, as long as none is found where the other is looked for.
        for key, own in at_of.items():
            value = self.hash(key)
            at = value >> (64 - self.log2)
            while entries[at][0] not in (0, value & 0xFFFFFFFF):
                at = (at + 1) & (len(entries) - 1)
            if at != own or not entries[own][0]:
                raise SystemExit(f"compile_script_table: {key} of region.tsv cannot be told from another row")
        self.entries = b"".join(struct.pack("<I4b", *entry) for entry in entries)

    @staticmethod
    def hash(key: str) -> int:
        numbers = list(map(ord, key))
        if len(numbers) == 1:
            numbers.insert(0, 0)
        return sum(number * factor for number, factor in zip(numbers, (HASH_1, HASH_2, HASH_3, HASH_4))) & MASK

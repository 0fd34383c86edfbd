"""Makes cpp/data/script/restore_words.txt and restore_exclude.txt from genuine text.

    python make_script_lists.py --opencc FOLDER --text FOLDER --output cpp/data/script

--opencc is OpenCC's data folder, --text holds the *.txt.zst and *.tsv.zst named in cpp/data/script/README.md. Needs the command zstd.
Run by hand when the inputs change; the results are kept in the repository, so the build needs neither.
"""
from __future__ import annotations

import argparse
import subprocess
from collections import Counter
from pathlib import Path

from compile_script_table import Source, read_dictionary
from script_restore import LONGEST, candidates_of, damages

HAN = range(0x4E00, 0xA000)


def lines(path: Path, most: int) -> list[str]:
    """Lines of a compressed file, spread over it, of `most` characters together."""
    text = subprocess.run(["zstd", "-dcq", str(path)], capture_output=True, check=True).stdout.decode("utf-8").split("\n")
    step = max(1, sum(map(len, text)) // most)
    return text[::step]


def pairs(rows: list[str]) -> Counter[str]:
    count: Counter[str] = Counter()
    for row in rows:
        count.update({row[i:i + 2] for i in range(len(row) - 1) if ord(row[i]) in HAN and ord(row[i + 1]) in HAN})
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--opencc", type=Path, required=True)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    source = Source(options.opencc)
    phrases = {**read_dictionary(options.opencc / "STPhrases_GeneratedFromRegionalPhrases.txt"), **read_dictionary(options.opencc / "STPhrases.txt")}
    taiwan = read_dictionary(options.opencc / "TWVariants.txt")
    # Damages that genuine text has: as words of their own, or where two words meet.
    genuine: list[str] = []
    for name, most in (("drcd.zh-Hant-TW", 10**7), ("msdocs-aspnet.zh-Hant-TW", 10**6), ("msdocs-cloud-adoption.zh-Hant-TW", 10**6),
                       ("bible-chiun.zh-Hant", 10**6), ("bible-chiunl.zh-Hant", 10**6), ("poetry.zh-Hant", 2 * 10**6), ("laws-taiwan.zh-Hant-TW", 5 * 10**6)):
        genuine += lines(options.text / f"{name}.txt.zst", most)
    # Pairs of characters that are common in genuine text: with the phrases they say which character belongs where.
    common = pairs(genuine)
    simple = source.flat({"type": "group", "match_policy": "short_circuit", "dicts": [{"type": "text", "file": "TSCharacters.txt"}]})
    several = candidates_of(options.opencc / "STCharacters.txt")
    words = sorted(pair for pair, count in common.items() if count >= 20 and any(len(several.get(simple.get(c, c), ())) > 1 for c in pair))
    (options.output / "restore_words.txt").write_text("".join(word + "\n" for word in words), encoding="utf-8")
    for word in words:
        phrases.setdefault("".join(simple.get(c, c) for c in word), word)
    damaged, right = damages(phrases, options.opencc / "STCharacters.txt", taiwan)
    seen: Counter[str] = Counter()
    good: Counter[str] = Counter()
    wanted = {value for value, _ in damaged.values()}
    heads = {key[0] for key in damaged} | {key[0] for key in right}
    longest = max(map(len, right))
    for row in genuine:
        at = 0
        while at < len(row):
            step = 1
            if row[at] in heads:
                for size in range(min(longest, len(row) - at), 1, -1):
                    piece = row[at:at + size]
                    if size <= LONGEST and piece in damaged:
                        seen[piece] += 1
                        step = size
                        break
                    if piece in right:
                        good[piece] += piece in wanted
                        step = size
                        break
            at += step
    for key in damaged:
        if len(key) == 2 and common[key] > seen[key]:
            seen[key] = common[key]
            good[damaged[key][0]] = max(good[damaged[key][0]], common[damaged[key][0]])
    exclude = sorted(key for key, count in seen.items() if count and good[damaged[key][0]] < 60 * count)
    (options.output / "restore_exclude.txt").write_text("".join(key + "\n" for key in exclude), encoding="utf-8")
    print(f"{len(damaged)} damaged spellings, {len(exclude)} of them excluded")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

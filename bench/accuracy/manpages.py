#!/usr/bin/env python3
"""Detection on text that no model was trained on: the translated manual pages of Debian, in the older encodings of their languages.

    mkdir pages && (cd pages && apt-get download manpages-{cs,da,de,el,es,fi,fr,hu,it,mk,nb,nl,pl,pt-br,ro,ru,sr,sv,uk,vi,zh})
    python bench/accuracy/manpages.py pages [--misses 20]

An answer is right if it decodes the bytes to the same text. Detectors that are installed are measured beside hansift. Some pages are tables of
code pages (iso_8859-2(7)): nobody can tell those.
"""
from __future__ import annotations

import argparse
import gzip
import io
import random
import re
import subprocess
import tarfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import hansift

ENCODINGS = {
    "cs": "cp1250 iso8859-2 cp852", "da": "cp1252 cp865", "de": "cp1252 mac_roman cp850 iso8859-15", "el": "cp1253 iso8859-7 cp737",
    "es": "cp1252 cp850", "fi": "cp1252", "fr": "cp1252 mac_roman cp850", "hu": "cp1250 iso8859-2", "it": "cp1252",
    "mk": "cp1251 iso8859-5", "nb": "cp1252", "nl": "cp1252", "pl": "cp1250 iso8859-2 cp852", "pt-br": "cp1252 cp850",
    "ro": "cp1250 iso8859-2 iso8859-16", "ru": "cp1251 koi8-r iso8859-5 cp866 mac_cyrillic", "sr": "cp1251 iso8859-5",
    "sv": "cp1252 mac_roman", "uk": "cp1251 koi8-u", "vi": "cp1258", "zh": "gb18030",
}
SIZES = (1500, 64, 32)
PAGES = 60  # of a language


def pages(package: Path) -> Iterator[str]:
    """The text of manual pages, without most of the markup."""
    archive = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(package)], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for file in files:
            if not file.isfile() or not file.name.endswith(".gz") or "/man/" not in file.name or "zh_TW" in file.name:
                continue
            data = files.extractfile(file)
            assert data is not None
            text = gzip.decompress(data.read()).decode("utf-8", "ignore")
            text = re.sub(r"\\f.|\\-|\\&|^[.'].*$|\\\(..|\\\[..*?\]", "", text, flags=re.M)
            text = re.sub(r"\n\s*\n+", "\n", text)
            if len(text) > 800:
                yield text


def spelled(text: str, language: str, encoding: str) -> str:
    """The text as people wrote it in an older encoding."""
    if encoding == "cp1258":
        return "".join(c if c.encode("cp1258", "ignore") else unicodedata.normalize("NFD", c) for c in text)
    if language == "ro" and encoding != "iso8859-16":
        return text.translate(str.maketrans("ȘșȚț", "ŞşŢţ"))
    return text


def detectors() -> dict[str, Callable[[bytes], str | None]]:
    found: dict[str, Callable[[bytes], str | None]] = {"hansift": lambda data: hansift.detect(data).encoding}
    try:
        import chardet
        found["chardet"] = lambda data: chardet.detect(data)["encoding"]
    except ImportError:
        pass
    try:
        import chardetng_py
        found["chardetng"] = lambda data: str(chardetng_py.detect(data, allow_utf8=True))
    except ImportError:
        pass
    return found


def decodes(data: bytes, encoding: str | None, text: str) -> bool:
    if encoding is None or encoding == "binary":
        return False
    try:
        return hansift.decode(data, encoding=encoding).text == text
    except hansift.ConfigError:
        try:
            return data.decode(encoding, "replace") == text
        except LookupError:
            return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with the Debian packages")
    parser.add_argument("--misses", type=int, default=0, help="show so many misses of hansift")
    options = parser.parse_args()
    chance = random.Random(3)
    tools = detectors()
    total: Counter[int] = Counter()
    right: Counter[tuple[str, int]] = Counter()
    for package in sorted(options.folder.glob("manpages-*.deb")):
        language = package.name.split("_")[0].removeprefix("manpages-")
        texts = list(pages(package))
        chance.shuffle(texts)
        for page in texts[:PAGES]:
            for encoding in ENCODINGS.get(language, "").split():
                source = spelled(page, language, encoding)
                for size in SIZES:
                    begin = chance.randrange(max(1, len(source) - size))
                    data = source[begin:begin + size].encode(encoding, "ignore")
                    if data.isascii():
                        continue
                    text = data.decode(encoding)
                    total[size] += 1
                    for name, detect in tools.items():
                        answer = detect(data)
                        if decodes(data, answer, text):
                            right[name, size] += 1
                        elif name == "hansift" and options.misses > 0:
                            options.misses -= 1
                            print(language, encoding, answer, repr("".join(c for c in text if c > "\x7f")[:60]))
    for name in tools:
        print(f"{name:10}", "  ".join(f"{size} characters: {100 * right[name, size] / max(1, total[size]):.2f} % of {total[size]}" for size in SIZES))


if __name__ == "__main__":
    main()

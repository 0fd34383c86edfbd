from __future__ import annotations

import argparse
import json
from pathlib import Path

from extraction_pages.pages import Shares, generate


def main() -> None:
    parser = argparse.ArgumentParser(prog="extraction_pages", description="Pages with labelled lines, one JSON object a line.")
    parser.add_argument("--texts", nargs="*", type=Path, default=[], help="files of real paragraphs, plain or .zst")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--text-share", type=float, default=Shares.text)
    parser.add_argument("--markdown-share", type=float, default=Shares.markdown)
    parser.add_argument("--index-share", type=float, default=Shares.index, help="pages without an article")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for record in generate(options.count, options.seed, options.texts, Shares(options.text_share, options.markdown_share, options.index_share)):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


main()

#!/usr/bin/env python3
"""Extraction on generated pages whose every line is labelled (cpp/tools/extraction_pages).

    cd cpp/tools && python -m extraction_pages --texts FILES --count 2000 --seed 7 --out pages.jsonl
    python bench/accuracy/extraction_pages.py pages.jsonl [--by design] [--errors 40] [--example ID]

4-gram and line F1 are of the body's text, without white space, mean over pages; a page without an article counts 1 if nothing is extracted, else 0.
Leak is the share of the output's characters that stand in lines of boilerplate. Fields are exact, over the pages with an article
that show one or for which one was made up; dates to the day.
"""
from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import hansift

BODY = frozenset(("heading", "paragraph", "list_item", "quotation", "table_row", "code", "verse"))
FIELDS = ("title", "date", "source", "author", "editor")
MEASURES = ("ngram", "line", "leak", "decision", *FIELDS, "caption")
Page = dict[str, Any]


def bare(text: str) -> str:
    """Without white space, bars between cells, and a bullet in front: those are read in several right ways."""
    return re.sub(r"^[·•●◆■*-](?=.)", "", re.sub(r"[\s|\u3000\u00a0]+", "", text))


def f1(found: Counter[str], wanted: Counter[str]) -> float:
    if not found and not wanted:
        return 1.0
    shared = (found & wanted).total()
    return 2 * shared / (found.total() + wanted.total())


def grams(text: str) -> Counter[str]:
    return Counter(text[at : at + 4] for at in range(max(1, len(text) - 3))) if text else Counter()


def gold_body(record: Page) -> list[str]:
    return [bare(row.get("body", row["text"])) for row in record["lines"] if row["kind"] in BODY] if record["article"] else []


def people(text: str) -> str:
    return "".join(sorted(part for part in re.split(r"[\s、,，/／·・;；]+|\band\b", text) if part))


class Result:
    """How one page went, and its faults as (what, kind of line, text)."""

    def __init__(self, record: Page) -> None:
        page = hansift.extract(record["source"], format=record["format"])
        self.record, self.scores, self.faults = record, {}, []
        body = [line for line in gold_body(record) if line]
        output = [line for line in map(bare, page.text.split("\n")) if line]
        self.scores["ngram"] = f1(grams("".join(output)), grams("".join(body)))
        self.scores["line"] = f1(Counter(output), Counter(body))
        self.scores["decision"] = float(bool(output) == record["article"])
        self.lines(output, body)
        self.fields(page)
        self.captions(page)

    def lines(self, output: list[str], body: list[str]) -> None:
        record, left, wanted = self.record, Counter(output), Counter(body)
        spare, leaked = left - wanted, 0
        lost = wanted - left
        whole = "\n".join(output)
        for row in record["lines"]:
            text = bare(row.get("body", row["text"]))
            if not text:
                continue
            if row["kind"] in BODY and record["article"]:
                if lost[text]:
                    lost[text] -= 1
                    signed = bare(row["text"]) != text and bare(row["text"]) in whole
                    what = "lost" if text not in whole else "signature kept" if signed else "joined"
                    self.faults.append((what, row["kind"], row["text"]))
            elif spare[text]:
                spare[text] -= 1
                leaked += len(text)
                self.faults.append(("leaked", row["kind"], row["text"]))
        for text, count in spare.items():
            if count and text not in wanted:
                self.faults.append(("no such line", "", text))
        self.scores["leak"] = leaked / max(1, sum(map(len, output)))

    def fields(self, page: Any) -> None:
        record, metadata = self.record, page.metadata
        wanted = {"title": bare(record["title"]), "date": record["date"][:10], "source": bare(record["source_name"]),
                  "author": people(" ".join(record["authors"])), "editor": people(" ".join(record["editors"]))}
        found = {"title": bare(page.title or ""), "date": metadata.get("date", "")[:10], "source": bare(metadata.get("source", "")),
                 "author": people(metadata.get("author", "")), "editor": people(metadata.get("editor", ""))}
        for name in FIELDS:
            if wanted[name]:
                self.scores[name] = float(found[name] == wanted[name])
                if found[name] != wanted[name]:
                    what = f"{name} {'wrong' if found[name] else 'missing'}"
                    self.faults.append((what, "", f"{wanted[name]} ≠ {found[name]}  ({self.wording(name)})"))
            elif found[name] and record["article"]:
                self.scores[name] = 0.0
                self.faults.append((f"{name} invented", "", found[name]))

    def wording(self, name: str) -> str:
        if name == "title":
            return ""
        return " ‖ ".join(row["text"][-60:] for row in self.record["lines"] if name in row.get("fields", {}))[:120]

    def captions(self, page: Any) -> None:
        if self.record["format"] == "html" and self.record["article"]:
            found = {bare(block.text) for block in page.blocks if block.kind == "caption"}
            wanted = [bare(row["text"]) for row in self.record["lines"] if row["kind"] == "caption"]
            if wanted:
                self.scores["caption"] = sum(text in found for text in wanted) / len(wanted)


def means(results: list[Result]) -> str:
    shown = []
    for name in MEASURES:
        values = [result.scores[name] for result in results if name in result.scores]
        shown.append(f"{sum(values) / len(values):9.3f}" if values else "        -")
    return "".join(shown)


def table(results: list[Result], by: str) -> None:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[str(result.record[by])].append(result)
    print(f"\n{by:22}{'pages':>6}" + "".join(f"{name:>9}" for name in MEASURES))
    order = sorted(groups, key=lambda name: sum(result.scores["line"] for result in groups[name]) / len(groups[name]))
    for name in order:
        print(f"{name:22}{len(groups[name]):6}{means(groups[name])}")


def faults(results: list[Result], most: int) -> None:
    groups: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for result in results:
        for what, kind, text in result.faults:
            groups[what, kind, result.record["format"]].append((f"{result.record['id']} {result.record['design']}/{result.record['genre']}", text))
    for (what, kind, form), cases in sorted(groups.items(), key=lambda item: -len(item[1]))[:most]:
        pages = len({case for case, _ in cases})
        print(f"\n{len(cases):6} in {pages} pages  {form}: {what} {kind}".rstrip())
        for case, text in cases[:: max(1, len(cases) // 5)][:5]:
            print(f"        {case}: {text[:110]}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=Path)
    parser.add_argument("--by", nargs="*", default=["format", "lang", "genre", "design"])
    parser.add_argument("--only", help="key=value of a record, as format=html")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--example", help="print a page, its labels and its faults")
    options = parser.parse_args()
    records = [json.loads(line) for line in options.pages.read_text("utf-8").splitlines()]
    if options.example:
        record = next(record for record in records if record["id"] == options.example)
        print(record["source"], *record["lines"], sep="\n")
        print(*Result(record).faults, sep="\n")
        return
    if options.only:
        key, value = options.only.split("=")
        records = [record for record in records if str(record[key]) == value]
    results = [Result(record) for record in records]
    print(f"{'':22}{'pages':>6}" + "".join(f"{name:>9}" for name in MEASURES))
    articles = [result for result in results if result.record["article"]]
    indexes = [result for result in results if not result.record["article"]]
    for name, some in (("all", results), ("with an article", articles), ("without", indexes)):
        print(f"{name:22}{len(some):6}{means(some)}")
    for by in options.by:
        table(results if by == "genre" else articles, by)
    if options.errors:
        faults(results, options.errors)


if __name__ == "__main__":
    main()

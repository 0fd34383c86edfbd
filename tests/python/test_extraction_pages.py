"""The generator of labelled pages (cpp/tools/extraction_pages): deterministic, labels true to the pages, designs unlike each other."""

from __future__ import annotations

import html
import json
import random
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import hansift

TOOLS = Path(__file__).resolve().parents[2] / "cpp" / "tools"
if not TOOLS.exists():
    pytest.skip("no source tree", allow_module_level=True)
sys.path.insert(0, str(TOOLS))
from extraction_pages import articles, pages, texts  # noqa: E402
from extraction_pages.designs import DESIGNS  # noqa: E402
from extraction_pages.grammar import FILES, lists_of  # noqa: E402
from extraction_pages.scene import Scene  # noqa: E402
from extraction_pages.tree import BODY  # noqa: E402

BESIDE = {"title", "meta", "caption"}
BOILERPLATE = {
    "navigation", "breadcrumb", "related", "comments", "share", "copyright", "advertisement", "control", "counter", "tags", "author_bio", "hidden"}
SAMPLE = list(pages.generate(240, 3))


HAN_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
INLINE = {"a", "b", "strong", "em", "i", "u", "font", "span", "small", "time", "code", "button", "img", "input", "cite"}


class Visible(HTMLParser):
    """The lines of a page by another parser than ours."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.skipping += tag in ("script", "style", "title")
        self.found += [] if tag in INLINE else ["\n"]

    def handle_endtag(self, tag: str) -> None:
        self.skipping -= tag in ("script", "style", "title")
        self.found += [] if tag in INLINE else ["\n"]

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.found.append(data if self.verbatim(data) else " ".join(data.split("\n")))

    def verbatim(self, data: str) -> bool:
        return self.lasttag in ("pre", "code")


def bare(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)


def shown(record: pages.Record) -> str:
    source = str(record["source"])
    if record["format"] == "html":
        parser = Visible()
        parser.feed(source)
        return bare("".join(parser.found))
    if record["format"] == "markdown":
        source = re.sub(r"\]\(/[^)]*\)|\]\(https?:[^)]*\)|<[^>]*>", "", source)
        source = re.sub(r"[*#>\[\]!`-]|\d+\. ", "", source)
    return bare(source)


def lines(record: pages.Record) -> list[dict[str, Any]]:
    found = record["lines"]
    assert isinstance(found, list)
    return found


def test_deterministic() -> None:
    assert SAMPLE[:20] == list(pages.generate(20, 3))
    assert SAMPLE[0] != next(iter(pages.generate(1, 4)))
    json.dumps(SAMPLE)


@pytest.mark.parametrize("record", SAMPLE, ids=lambda record: f"{record['id']}-{record['design']}-{record['format']}")
def test_labels(record: pages.Record) -> None:
    page, at = shown(record), 0
    assert page
    assert lines(record)
    assert record["article"] == any(line["kind"] in BODY for line in lines(record))
    for line in lines(record):
        assert line["kind"] in BODY | BESIDE | BOILERPLATE
        assert not re.search(r"\{[A-Za-z0-9=_.-]+\}", line["text"]), "a slot that nothing filled"
        assert line.get("body", "x"), line
        text = bare(line["text"])
        if record["format"] == "markdown":
            text = re.sub(r"[*#>\[\]!`-]|\d+\. ", "", bare(re.sub(r"\d+\. ", "", line["text"])))
        place = page.find(text, at)
        assert place >= 0, (line, page[at : at + 80])
        at = place + len(text)
        if "body" in line:
            assert line["body"] in line["text"]


def test_lines_of_html() -> None:
    """Each label is a whole line: what the markup joins is no two lines."""
    for record in SAMPLE:
        if record["format"] == "html":
            parser = Visible()
            parser.feed(str(record["source"]))
            found = {bare(line) for line in "".join(parser.found).split("\n")}
            assert not [line for line in lines(record) if line["kind"] != "table_row" and bare(line["text"]) not in found], record["id"]


def test_parses() -> None:
    for record in SAMPLE:
        page = hansift.extract(str(record["source"]), format=str(record["format"]))
        assert page.trace.verify()


def test_facts_are_shown() -> None:
    for record in SAMPLE:
        source = html.unescape(str(record["source"]))
        shown = re.sub(r"\s|<br>|\\n", "", source.replace("'", '"'))  # a headline may stand on two lines
        assert re.sub(r"\s", "", str(record["title"]).replace("'", '"')) in shown
        year = str(record["date"])[:4]
        if year:
            eras = (str(int(year) - 1911), f"令和{int(year) - 2018}", f"平成{int(year) - 1988}")
            assert any(form in source for form in (year, *eras, year.translate(HAN_DIGITS), f"{year[2:]}-", f"{year[2:]}."))
        for name in [record["source_name"], *record["authors"], *record["editors"]]:  # type: ignore[misc]
            assert str(name) in source


def test_variety() -> None:
    assert len(DESIGNS) >= 60
    assert len({design.name for design in DESIGNS}) == len(DESIGNS)
    assert {record["format"] for record in SAMPLE} == {"html", "text", "markdown"}
    assert {record["lang"] for record in SAMPLE} == set(FILES)
    assert len(lists_of("zh-Hans")["byline"]) >= 40
    assert 0.05 < sum(not record["article"] for record in SAMPLE) / len(SAMPLE) < 0.25


def test_no_two_designs_alike() -> None:
    seen: dict[str, str] = {}
    for design in DESIGNS:
        language = (design.languages.split() or ["zh-Hans"])[0]
        choose = random.Random(1)
        composer = articles.Composer(language, pages.Words(language, choose), choose, {})
        genre = next((genre for genre in design.genres.split() if genre not in articles.TEXT_GENRES), "news")
        scene = Scene(design, composer.compose(genre), composer, choose)
        form = pages.structure(pages.source_of(pages.article_page(scene), design, choose))
        assert form not in seen, f"{design.name} and {seen.get(form)}"
        seen[form] = design.name


def test_texts(tmp_path: Path) -> None:
    file = tmp_path / "drcd.zh-Hant-TW.txt"
    file.write_text("渡口在河的東岸，每天有四班船，冬天水淺的時候只開兩班，要坐船的人得早些來。\n" * 12, encoding="utf-8")
    read = texts.readers([file])["zh-Hant-TW"]["encyclopedia"]
    assert all(paragraph.startswith("渡口") for paragraph in read(random.Random(1)))
    assert any(record["genre"] == "encyclopedia" for record in pages.generate(200, 5, [file]))

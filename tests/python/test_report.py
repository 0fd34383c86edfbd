"""Reports: diffs say all that changed and nothing else, hold any text, and records explain themselves."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hansift
from hansift.report import html, text
from hansift.report.explanation import explain
from hansift.report.pieces import by_line, pieces

PAGES = Path(__file__).resolve().parents[2] / "examples" / "pages"


class Reader(HTMLParser):
    """The visible text of a page with deletions left out, and the tags that were not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.titles: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "hr", "br"):
            self.open.append(tag)
        self.titles += [value or "" for key, value in attributes if key == "title"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "del", "ul", "title"} & set(self.open):
            self.seen.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def edits(*parts: tuple[str, str, str]) -> tuple[str, str, list[hansift.Edit]]:
    """(before, after, rule) pieces as source, output and edits."""
    source = output = ""
    found = []
    for before, after, rule in parts:
        if rule:
            changed = hansift.Span(len(source), len(source) + len(before))
            found.append(hansift.Edit(changed, hansift.Span(len(output), len(output) + len(after)), rule))
        source, output = source + before, output + after
    return source, output, found


def test_pieces_make_up_both_texts() -> None:
    cleaned = hansift.clean("价格&#65306;１２元\n第二行")
    found = pieces("价格&#65306;１２元\n第二行", cleaned.text, cleaned.edits)
    assert "".join(p.before for p in found) == "价格&#65306;１２元\n第二行"
    assert "".join(p.after for p in found) == cleaned.text
    assert [len(line) > 0 for line in by_line(found)] == [True, True]


@given(st.lists(st.tuples(st.text(max_size=6), st.text(max_size=6), st.sampled_from(["", "a.b", "c.d"])), max_size=8))
def test_any_diff_is_well_formed_html_and_shows_the_output(parts: list[tuple[str, str, str]]) -> None:
    source, output, found = edits(*[(before, after if rule else before, rule) for before, after, rule in parts])
    page = html.diff(source, output, found, title="<&>\"'")
    reader = read(page)
    seen = "".join(reader.seen)
    for character in set(output):
        if character.isalnum():
            assert character in seen
    assert page.count("<script") == 0


def test_html_names_rule_reason_and_escapes() -> None:
    source, output, found = edits(("<b>", "<b>", ""), ("１", "1", "cleaning.width.letters"), ("&amp;", "&amp;", ""))
    page = html.diff(source, output, found, title="x < y")
    assert "<title>x &lt; y</title>" in page
    assert "&lt;b&gt;" in page
    assert "<b>1</b>" in page
    reader = read(page)
    assert any(title.startswith("cleaning.width.letters\n") and len(title) > 25 for title in reader.titles)
    assert "prefers-color-scheme:dark" in page
    assert "http" not in page


def test_html_says_when_nothing_changed() -> None:
    assert "nothing changed" in html.diff("同样", "同样", [])


def test_html_makes_invisible_characters_visible() -> None:
    source, output, found = edits(("今天", "今天", ""), ("\u200b", "", "cleaning.invisible"), ("好", "好", ""))
    assert "U+200B" in html.diff(source, output, found)


def test_html_folds_long_unchanged_parts() -> None:
    source, output, found = edits(("甲\n" * 20, "甲\n" * 20, ""), ("１", "1", "a.b"), ("\n乙" * 20, "\n乙" * 20, ""))
    page = html.diff(source, output, found)
    assert page.count("<details>") == 2
    assert "lines unchanged" in page


def test_fragment_is_what_a_notebook_shows() -> None:
    cleaned = hansift.clean("１２元")
    assert cleaned._repr_html_() == html.fragment("１２元", cleaned.text, cleaned.edits, cleaned.flags)
    assert cleaned._repr_html_().startswith("<style>")
    record = hansift.Pipeline()((PAGES / "12_mojibake_span.html").read_bytes())
    assert "老街口的修表铺" in record._repr_html_()


def test_cleaned_shows_its_flags_and_folds_what_is_long() -> None:
    source = "<i>损坏\ufffd的</i>" + "很长的一行" * 200 + "１２元\n"
    cleaned = hansift.clean(source)
    page = cleaned._repr_html_()
    reader = read(page)
    seen = "".join(reader.seen)
    for part in ("cleaning.loss.replacement", "characters that were lost before", "characters unchanged", "12"):
        assert part in seen
    assert "１２" not in seen
    assert "<i>" not in page
    assert "&lt;i&gt;" in page
    assert page.count("<details>") == 1
    many = hansift.clean("第１行\n" * 500)
    assert "… 300 more changed lines" in "".join(read(many._repr_html_()).seen)


def test_text_diff() -> None:
    parts = [("不变\n", "不变\n", ""), ("１", "1", "a.b"), ("楼\n", "楼\n", ""), ("\u200b", "", "c.d"), ("好", "好", "")]
    source, output, found = edits(*parts)
    assert text.diff(source, output, found).splitlines() == [
        "  … 1 line unchanged",
        "- １楼",
        "+ 1楼",
        "    '１' → '1'  a.b",
        "- <U+200B>好",
        "+ 好",
        "    '<U+200B>' → ''  c.d",
    ]
    assert text.diff("同", "同", []) == "nothing changed"
    assert "\x1b[" in text.diff(source, output, found, colour=True)


def test_text_diff_with_context() -> None:
    source, output, found = edits(("甲" * 50, "甲" * 50, ""), ("１", "1", "a.b"), ("乙" * 50, "乙" * 50, ""))
    assert text.diff(source, output, found, context=2).splitlines()[0] == "- …甲甲１乙乙…"


@pytest.mark.parametrize("path", sorted(PAGES.iterdir()), ids=lambda path: path.name)
def test_every_page_explains_itself(path: Path) -> None:
    raw = path.read_bytes()
    record = hansift.Pipeline(script="zh-Hans")(raw)
    what = explain(record, raw)
    assert not any(edit.rule == "(changed)" for edit in what.edits), "the trace does not lead from the extracted text to the record's"
    found = pieces(what.extracted, record.text, what.edits)
    assert "".join(p.before for p in found) == what.extracted
    assert "".join(p.after for p in found) == record.text
    assert what == explain(record), "the trace carries the raw input"
    read(html.page(record, raw))
    assert record.encoding in text.page(what, name=path.name)


def test_a_profile_that_does_not_extract_is_explained() -> None:
    raw = "<p>１２元</p>".encode()
    record = hansift.Pipeline(extract=False)(raw)
    what = explain(record, raw)
    assert what.extracted == "<p>１２元</p>"
    assert [edit.rule for edit in what.edits]
    assert "(changed)" not in {edit.rule for edit in what.edits}


def test_a_record_without_trace_is_compared() -> None:
    raw = "今天价格是１２元。".encode()
    record = hansift.Pipeline(trace=False)(raw)
    what = explain(record, raw)
    assert "".join(p.after for p in pieces(what.extracted, record.text, what.edits)) == record.text


def test_decoded_str_is_explained() -> None:
    page = (PAGES / "14_auto_converted.html").read_text(encoding="utf-8")
    record = hansift.Pipeline()(page)
    what = explain(record, page)
    assert what.decoded == page
    assert "(changed)" not in {edit.rule for edit in what.edits}


def test_pages_has_contents_and_sections() -> None:
    pipeline = hansift.Pipeline()
    items = []
    for name in ("01_gbk_news.html", "18_list_page.html"):
        raw = (PAGES / name).read_bytes()
        items.append((name, explain(pipeline(raw), raw)))
    page = html.pages(items, title="两页")
    read(page)
    assert len(re.findall(r'<section id="p\d">', page)) == 2
    assert 'href="#p1"' in page

"""extract as Python sees it, and the room's case files."""

from __future__ import annotations

import pickle
import re
import time
from typing import Any

import pytest

import hansift


def check(case: dict[str, Any]) -> None:
    page = hansift.extract(case["input"], format=case.get("format", "auto"))
    expected = case["expected"]
    for name in ("format", "title", "text"):
        if name in expected:
            assert getattr(page, name) == expected[name], case["why"]
    for name, value in expected.get("metadata", {}).items():
        assert page.metadata.get(name) == value, case["why"]
    assert page.trace.verify()


@pytest.mark.cases("extraction/html.jsonl")
def test_html(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.cases("extraction/markdown.jsonl")
def test_markdown(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.cases("extraction/articles.jsonl")
def test_what_is_article(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.cases("extraction/text.jsonl")
def test_plain_text(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.cases("extraction/metadata.jsonl")
def test_metadata(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.cases("extraction/titles.jsonl")
def test_titles(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.cases("extraction/dates.jsonl")
def test_dates(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.cases("extraction/names.jsonl")
def test_names(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.cases("extraction/heads.jsonl")
def test_heads(case: dict[str, Any]) -> None:
    check(case)


def test_facts_and_flags() -> None:
    body = "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n河对岸的人只好绕到上游的桥，多走两个小时的路。"
    source = "老渡口停航\n来源：河口日报 作者：王小河 3天前\n" + body
    page = hansift.extract(source)
    shown = {fact.key: source[fact.span.begin : fact.span.end] for fact in page.facts}
    assert shown == {"title": "老渡口停航", "source": "河口日报", "author": "王小河"}
    assert [(flag.rule, source[flag.span.begin : flag.span.end]) for flag in page.flags] == [("extraction.date.relative", "3天前")]
    assert pickle.loads(pickle.dumps(page)) == page


PAGE = (
    '<!DOCTYPE html><html><head><title>𠀀 老树 - 某站</title></head><body><nav><a href="/">首页</a> <a href="/n">新闻</a></nav>'
    "<article><h1>河边的老树</h1><p>今天早上下了一场小雨，河边的&#32769;树长出了新叶。</p>"
    "<p>孩子们在树下跑来跑去，谁也不肯回家，直到天完全黑了。</p></article></body></html>"
)


def test_page() -> None:
    page = hansift.extract(PAGE)
    assert page.title == "河边的老树"
    assert page.format == "html"
    assert page.text == "今天早上下了一场小雨，河边的老树长出了新叶。\n孩子们在树下跑来跑去，谁也不肯回家，直到天完全黑了。"
    body = [block for block in page.blocks if block.kind == "paragraph"]
    assert [block.text for block in body] == page.text.split("\n")
    for block in body:
        assert page.text[block.output.begin : block.output.end] == block.text
        assert PAGE[block.span.begin : block.span.end].replace("&#32769;", "老").removeprefix("<p>").removesuffix("</p>") == block.text
    assert all(isinstance(piece.reason, str) and piece.reason for piece in page.dropped)
    assert any("新闻" in PAGE[piece.span.begin : piece.span.end] for piece in page.dropped)
    assert page.trace.verify()
    assert isinstance(page.metadata, dict)
    assert page.blocks is page.blocks


def test_page_is_a_value() -> None:
    page, other = hansift.extract(PAGE), hansift.extract(PAGE)
    assert page == other
    assert hash(page) == hash(other)
    again = pickle.loads(pickle.dumps(page))
    assert again == page
    assert again.blocks == page.blocks
    with pytest.raises(AttributeError):
        page.title = "x"  # type: ignore[misc]
    assert "title='河边的老树'" in repr(page)


def test_format_is_a_name() -> None:
    assert hansift.extract(PAGE, format="text").format == "text"
    with pytest.raises(hansift.ConfigError, match="markdown"):
        hansift.extract(PAGE, format="pdf")


def test_site_model() -> None:
    stories = ("老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。", "河对岸的人只好绕到上游的桥，多走两个小时的路。",
               "船要是还不开，就得从山那边运米了。")
    frame = "<div>河口网，讲河口的故事。</div><div><p>{}</p><p>本站已有 {} 位读者，欢迎您常来坐坐，也带朋友来。</p></div>"
    pages = [frame.format(story, number) for number, story in enumerate(stories, 98)]
    site = hansift.SiteModel()
    assert not site.knows("河口网，讲河口的故事。")
    for source in pages:
        site.add(source, format="html")
    assert repr(site) == f"<SiteModel of {site.pages} pages>" == "<SiteModel of 3 pages>"
    for model in (site, pickle.loads(pickle.dumps(site))):
        page = hansift.extract(pages[0], format="html", site=model)
        assert page.text == "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。"
        assert "site" in {piece.reason for piece in page.dropped}


def test_keep() -> None:
    source = '<body><p>老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。</p><div class="comments"><p>我小时候坐过那条船。</p></div></body>'
    assert hansift.extract(source, keep=["comment"]).text.endswith("坐过那条船。")
    with pytest.raises(hansift.ConfigError, match="choose one of: advertisement, byline"):
        hansift.extract(source, keep=["everything"])
    assert hansift.extract(source, keep="comment") == hansift.extract(source, keep=("comment",))


def test_names_that_are_all_new_cost_no_more() -> None:
    def seconds(count: int) -> float:
        source = "".join(f"<i a{i}=1>x</i>" for i in range(count))
        begin = time.process_time()
        hansift.extract(source, format="html")
        return time.process_time() - begin

    seconds(1000)
    assert seconds(80000) < 40 * seconds(8000) + 0.05


def test_site_must_be_a_model() -> None:
    with pytest.raises(TypeError, match="site must be SiteModel or None"):
        hansift.extract("<p>a", site=5)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["SiteModel", "Trace", "Fingerprint"])
def test_an_object_made_without_init_says_so(name: str) -> None:
    cls = getattr(hansift, name)
    empty = cls.__new__(cls)
    for method in ("__repr__", "__reduce__", "pages", "edits", "exact"):
        if hasattr(cls, method):
            with pytest.raises(TypeError, match="without __init__"):
                getattr(empty, method)()


def test_a_site_model_reduces_by_every_protocol() -> None:
    site = hansift.SiteModel()
    site.add("<p>本站内容，欢迎转载。</p>")
    make, arguments, _ = site.__reduce__()
    assert make(*arguments).__class__ is hansift.SiteModel
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(site, protocol)).pages == 1


def test_docstring_lists_the_kinds_of_blocks() -> None:
    from hansift import Block

    listed = re.findall(r"\w+", re.sub(r"\([^)]*\)", "", (Block.__doc__ or "").split("Kinds:")[1]))
    assert listed == ["caption", "heading", "paragraph", "list_item", "quotation", "table_row", "code", "verse"]

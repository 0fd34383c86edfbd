"""Pipeline, Record and settings as Python sees them."""

from __future__ import annotations

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import hansift
from hansift import Span

ARTICLE = (
    "今天早上下了一場小雨，河邊的老樹長出了新葉。她說：「春天真的來了！」孩子們在樹下跑來跑去，誰也不肯回家。\n"
    "一位老人坐在長椅上，慢慢地讀著報紙，共１２頁。"
)


def test_record() -> None:
    record = hansift.Pipeline(script="zh-Hans")(ARTICLE.encode("big5"))
    assert "春天真的来了" in record.text
    assert "12页" in record.text
    assert record.encoding == "big5"
    assert 0 < record.encoding_confidence <= 1
    assert record.format == "text"
    assert record.script.script.startswith("zh-Hant")
    assert record.verdict.keep is True
    assert record.verdict.reasons == ()
    assert record.signals == hansift.signals(record.text)
    assert record.fingerprint == hansift.fingerprint(record.text)
    assert record.flags == ()
    assert [record.text[span.begin : span.end] for span in record.sentences] == hansift.split(record.text)
    for block in record.blocks:
        assert record.text[block.output.begin : block.output.end] or block.kind in ("title", "meta", "caption")
    assert record.trace.verify()


def test_every_character_leads_back_to_its_bytes() -> None:
    data = ARTICLE.encode("big5")
    record = hansift.Pipeline(script="zh-Hans")(data)
    at = record.text.index("树")
    span = record.trace.to_source(Span(at, at + 1))
    assert data[span.begin : span.end].decode("big5") == "樹"


def test_text_is_not_decoded() -> None:
    record = hansift.Pipeline()(ARTICLE)
    assert record.trace.source is ARTICLE
    assert record.text.replace("\n", "") == ARTICLE.replace("\n", "").replace("１２", "12")
    assert record.trace.verify()


def test_spans_of_bytes_and_of_text() -> None:
    page = "𠀀𠀀\n\n" + ARTICLE
    pipeline = hansift.Pipeline()
    for source in (page, page.encode()):
        record = pipeline(source)
        for block in record.blocks:
            piece = source[block.span.begin : block.span.end]
            text = piece if isinstance(piece, str) else piece.decode()
            assert block.text.replace("12", "１２") in text


def test_record_is_a_value(pages: list[bytes]) -> None:
    pipeline = hansift.Pipeline(script="zh-Hans")
    for page in pages:
        record = pipeline(page)
        assert record == pipeline(page)
        assert hash(record) == hash(pipeline(page))
        again = pickle.loads(pickle.dumps(record))
        assert again == record
        assert again.to_dict() == record.to_dict()
        assert record.trace.verify(), page
        assert repr(record).startswith("Record(text=")
        with pytest.raises(AttributeError):
            record.text = ""  # type: ignore[misc]


def test_record_as_json(pages: list[bytes]) -> None:
    pipeline = hansift.Pipeline()
    for page in pages:
        found = json.loads(json.dumps(pipeline(page).to_dict(), allow_nan=False))
        assert found["version"] == hansift.__version__
        assert found["keep"] is (not found["reasons"])
        assert all(begin < end <= len(found["text"]) for begin, end in found["sentences"])


def test_pickled_pipeline_gives_the_same_records(pages: list[bytes]) -> None:
    pipeline = hansift.Pipeline(script="zh-Hant-TW", disable=["cleaning.width"], quotes="inner", min_chars=5)
    again = pickle.loads(pickle.dumps(pipeline))
    assert again.profile == pipeline.profile
    assert [again(page) for page in pages] == [pipeline(page) for page in pages]
    assert pickle.dumps(again) == pickle.dumps(pipeline)


def test_settings() -> None:
    profile = hansift.Pipeline().profile
    assert profile.name == "web"
    assert profile.extract is True
    assert hansift.Pipeline(profile.to_dict()).profile == profile
    changed = hansift.Pipeline(
        "web", script="s2t", format="text", extract=False, clean="minimal", disable=["cleaning.width"], restore=False, context=False,
        sentences=False, quotes="split", newlines="hard", splitter="uax29", fingerprint=False, trace=False, min_chars=3, max_symbols=1,
    ).profile  # fmt: skip
    assert (
        changed._replace(**{name: getattr(profile, name) for name in profile._fields if getattr(changed, name) != getattr(profile, name)})
        == profile
    )
    assert (changed.script, changed.quotes, changed.max_symbols, changed.disable) == ("s2t", "split", 1.0, ("cleaning.width",))


def test_switched_off_parts() -> None:
    record = hansift.Pipeline(sentences=False, fingerprint=False)(ARTICLE)
    assert record.sentences == ()
    assert record.fingerprint is None
    assert record.to_dict()["fingerprint"] is None


def test_trace_off_gives_the_same_text(pages: list[bytes]) -> None:
    with_trace, without = hansift.Pipeline(script="zh-Hans"), hansift.Pipeline(script="zh-Hans", trace=False)
    for page in pages:
        assert with_trace(page).text == without(page).text


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"no_such": 1}, "no_such"),
        ({"extract": 1}, "extract"),
        ({"min_chars": -1}, "min_chars"),
        ({"min_chars": 1.5}, "min_chars"),
        ({"max_symbols": "x"}, "max_symbols"),
        ({"max_symbols": float("nan")}, "max_symbols"),
        ({"quotes": "all"}, "outer"),
        ({"format": "pdf"}, "markdown"),
        ({"clean": "wep"}, "web"),
        ({"disable": ["cleaning.nothing"]}, "cleaning.nothing"),
        ({"disable": 3}, "disable"),
        ({"script": "zh-Klingon"}, "s2t"),
        ({"profile": "wep"}, "minimal"),
        ({"profile": 3}, "profile"),
    ],
    ids=lambda value: str(value),
)
def test_wrong_settings_are_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(hansift.ConfigError, match=message):
        hansift.Pipeline(**settings)


def test_profile_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(hansift.Pipeline(script="s2t", min_chars=7).to_toml(), "utf-8")
    for given in (path, str(path)):
        profile = hansift.Pipeline(given).profile
        assert (profile.script, profile.min_chars) == ("s2t", 7)
    assert hansift.Pipeline(path, script="t2s").profile.script == "t2s"
    with pytest.raises(hansift.IoError, match=r"none\.toml"):
        hansift.Pipeline(tmp_path / "none.toml")


@pytest.mark.cases("pipeline/profile_errors.jsonl")
def test_errors_of_profile_files(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(case["input"], "utf-8")
    with pytest.raises(hansift.ConfigError) as caught:
        hansift.Pipeline(path)
    for part in case["expected"]:
        assert part in str(caught.value), case["why"]


def test_hints_reach_the_detector() -> None:
    data = "中文".encode("big5")
    assert hansift.Pipeline()(data, declared="big5", tld="tw").encoding in ("big5", "gbk", "gb18030")


def test_one_pipeline_in_many_threads(pages: list[bytes]) -> None:
    pipeline = hansift.Pipeline(script="zh-Hans")
    expected = [pipeline(page) for page in pages]
    with ThreadPoolExecutor(16) as pool:
        for found in pool.map(lambda _: [pipeline(page) for page in pages], range(32)):
            assert found == expected


def test_notebook_shows_the_record() -> None:
    assert "<" in hansift.Pipeline()(ARTICLE.encode("big5"))._repr_html_()


def test_mojibake_is_undone_before_the_article_is_looked_for() -> None:
    body = "老渡口的船今天停了，因为河水涨得太高，船夫说要等三天。\n河对岸的人只好绕到上游的桥，多走两个小时的路。"
    page = "首页 > 新闻 > 正文\n" + body.encode().decode("latin-1") + "\n版权所有 河口网"
    record = hansift.Pipeline()(page)
    assert record.text == body
    assert record.trace.verify()
    spans = [block.span for block in record.blocks]
    assert [page[span.begin:span.end].encode("latin-1").decode() for span in spans] == body.split("\n")
    assert {piece.reason for piece in record.dropped} == {"navigation", "copyright"}


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_records_pickle_by_every_protocol(protocol: int) -> None:
    record = hansift.Pipeline()("价格&#65306;１２元<p>老渡口的船今天停了。".encode())
    assert pickle.loads(pickle.dumps(record, protocol)) == record

"""split, split_spans and chunk as Python sees them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hansift
from hansift import Span

TEXT = "𠀀天亮了。他问：“去哪儿？回家吗？”没有人回答！\n\nIt rained. Nobody went out.\n"


def test_sentences() -> None:
    assert hansift.split("好。是吗？") == ["好。", "是吗？"]
    assert hansift.split("") == []
    assert hansift.split(" \n ") == []


def test_spans_are_those_of_the_sentences() -> None:
    spans = hansift.split_spans(TEXT)
    assert all(type(span) is Span for span in spans)
    assert [TEXT[span.begin : span.end] for span in spans] == hansift.split(TEXT)


@pytest.mark.parametrize(("unit", "encoding", "width"), [("byte", "utf-8", 1), ("utf16", "utf-16-le", 2), ("codepoint", "utf-32-le", 4)])
def test_units(unit: str, encoding: str, width: int) -> None:
    data = TEXT.encode(encoding)
    pieces = [data[span.begin * width : span.end * width].decode(encoding) for span in hansift.split_spans(TEXT, unit=unit)]
    assert pieces == hansift.split(TEXT)


def test_levels_nest() -> None:
    ends = [{span.end for span in hansift.split_spans(TEXT, quotes=level)} for level in ("outer", "inner", "split")]
    assert ends[0] <= ends[1] <= ends[2]
    assert len(ends[0]) < len(ends[1])


def test_chunks() -> None:
    chunks = hansift.chunk(TEXT, max_chars=30, overlap=10)
    for chunk in chunks:
        assert isinstance(chunk, hansift.Chunk)
        assert chunk.text == TEXT[chunk.begin : chunk.end]
        assert chunk.span == Span(chunk.begin, chunk.end)
        assert 0 < len(chunk.text) <= 30
    assert hansift.chunk("", max_chars=5) == []
    assert [chunk.text for chunk in hansift.chunk("好。", max_chars=10**30)] == ["好。"]


@pytest.mark.parametrize(
    "options", [{"quotes": "all"}, {"newlines": "no"}, {"profile": "icu"}, {"unit": "bytes"}], ids=lambda options: next(iter(options))
)
def test_unknown_names_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(hansift.ConfigError, match="choose one of"):
        hansift.split_spans(TEXT, **options)


@pytest.mark.parametrize("options", [{"max_chars": 0}, {"max_chars": -1}, {"max_chars": 5, "overlap": 5}, {"max_chars": 5, "overlap": -1}])
def test_impossible_bounds_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(hansift.ConfigError):
        hansift.chunk(TEXT, **options)


@pytest.mark.parametrize("amount", [1.5, "5", True, None])
def test_bounds_are_whole_numbers(amount: Any) -> None:
    with pytest.raises(TypeError):
        hansift.chunk(TEXT, max_chars=amount)


@given(st.text(alphabet=st.sampled_from("天。！？”“「」 \n\t.aA1…𠀀é"), max_size=60), st.sampled_from(["outer", "inner", "split"]))
def test_sentences_tile_the_text(text: str, quotes: str) -> None:
    at = 0
    for span in hansift.split_spans(text, quotes=quotes):
        assert at <= span.begin < span.end
        assert not text[at : span.begin].strip()
        assert text[span.begin : span.end].strip() == text[span.begin : span.end]
        at = span.end
    assert not text[at:].strip()


# Marks of a case: at which levels a boundary must (r), may (f) or must not (-) be there.
MARKS = {"│": "rrr", "╎": "-rr", "╏": "--r", "┊": "fff", "┆": "-ff"}


def visible(text: str) -> int:
    return len("".join(text.split()))


@pytest.mark.cases("segmentation/sentences.jsonl")
@pytest.mark.parametrize(("level", "quotes"), [(0, "outer"), (1, "inner"), (2, "split")])
def test_sentence_cases(case: dict[str, Any], level: int, quotes: str) -> None:
    text = "".join(character for character in case["marked"] if character not in MARKS)
    must, may, seen = set(), set(), ""
    for character in case["marked"]:
        if character in MARKS:
            {"r": must, "f": may, "-": set()}[MARKS[character][level]].add(visible(seen))
        else:
            seen += character
    found = {visible(text[: span.end]) for span in hansift.split_spans(text, quotes=quotes)}
    assert {at for at in found if at < visible(text)} - may == must, case["why"]


@pytest.mark.cases("segmentation/newlines.jsonl")
def test_newline_cases(case: dict[str, Any]) -> None:
    assert hansift.split(case["input"], newlines=case["newlines"]) == case["expected"], case["why"]


@pytest.mark.cases("segmentation/chunks.jsonl")
def test_chunk_cases(case: dict[str, Any]) -> None:
    found = hansift.chunk(case["input"], max_chars=case["max_chars"], overlap=case["overlap"])
    assert [chunk.text for chunk in found] == case["expected"], case["why"]

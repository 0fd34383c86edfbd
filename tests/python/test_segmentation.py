"""split, split_spans and chunk as Python sees them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hansift
from hansift import Span
from hansift import segmentation as seg

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


@pytest.mark.parametrize(
    "options",
    [
        {"max_chars": 0},
        {"max_chars": -1},
        {"max_chars": 5, "overlap": 5},
        {"max_chars": 5, "overlap": -1},
        {},
        {"max_chars": 5, "max_bytes": 5},
        {"max_bytes": 3},
        {"max_tokens": 5},
        {"max_chars": 5, "count": len},
        {"max_chars": 5, "keep": "pages"},
        {"max_tokens": 5, "count": lambda text: 9},
        {"max_tokens": 5, "count": lambda text: -1},
    ],
)
def test_impossible_bounds_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(hansift.ConfigError):
        hansift.chunk(TEXT, **options)


@pytest.mark.parametrize("amount", [1.5, "5", True, None])
def test_bounds_are_whole_numbers(amount: Any) -> None:
    if amount is not None:
        with pytest.raises(TypeError):
            hansift.chunk(TEXT, max_chars=amount)
    with pytest.raises(TypeError):
        hansift.chunk(TEXT, max_tokens=5, count=lambda text: amount)


@given(st.text(alphabet=st.sampled_from("天。！？”“「」 \n\t.aA1…𠀀é"), max_size=60), st.sampled_from(["outer", "inner", "split"]))
def test_sentences_tile_the_text(text: str, quotes: str) -> None:
    at = 0
    for span in hansift.split_spans(text, quotes=quotes):
        assert at <= span.begin < span.end
        assert not text[at : span.begin].strip()
        assert text[span.begin : span.end].strip() == text[span.begin : span.end]
        at = span.end
    assert not text[at:].strip()


def test_a_counter_may_raise() -> None:
    def broken(text: str) -> int:
        raise RuntimeError("no tokenizer")

    with pytest.raises(RuntimeError, match="no tokenizer"):
        hansift.chunk(TEXT, max_tokens=5, count=broken)
    with pytest.raises(TypeError, match="count must be callable"):
        hansift.chunk(TEXT, max_tokens=5, count=3)  # type: ignore[arg-type]


def test_counters_are_asked_seldom() -> None:
    asked = 0

    def count(text: str) -> int:
        nonlocal asked
        asked += len(text)
        return len(text)

    text = "天亮了，我们走吧。" * 2000
    chunks = hansift.chunk(text, max_tokens=500, count=count)
    assert [chunk.text for chunk in chunks] == [chunk.text for chunk in hansift.chunk(text, max_chars=500)]
    assert asked < 6 * len(text)


def test_reasons() -> None:
    found = seg.sentences(TEXT, quotes="inner")
    assert [sentence.text for sentence in found] == hansift.split(TEXT, quotes="inner")
    assert [sentence.span for sentence in found] == hansift.split_spans(TEXT, quotes="inner")
    assert found[0].reason == "terminator"
    assert "blank_line" in {sentence.reason for sentence in found}
    assert all(TEXT[sentence.begin : sentence.end] == sentence.text for sentence in found)


def test_offsets_are_those_of_split_spans() -> None:
    numpy = pytest.importorskip("numpy")
    pyarrow = pytest.importorskip("pyarrow")
    for text in (TEXT, "", "ascii. only."):
        for unit in ("codepoint", "byte", "utf16"):
            offsets = seg.split_offsets(text, unit=unit)
            wanted = [list(span) for span in hansift.split_spans(text, unit=unit)]
            array = numpy.asarray(offsets)
            assert array.dtype == numpy.int64
            assert array.shape == (len(wanted), 2)
            assert array.tolist() == wanted
            assert pyarrow.array(offsets).to_pylist() == wanted
            assert [list(span) for span in offsets] == wanted
            assert len(offsets) == len(wanted)
    arrow = pyarrow.array(seg.split_offsets(TEXT)).values  # the child alone outlives its parent
    assert arrow.to_pylist()[:2] == list(hansift.split_spans(TEXT)[0])
    with pytest.raises(IndexError):
        seg.split_offsets("")[0]
    assert seg.split_offsets(TEXT)[-1] == hansift.split_spans(TEXT)[-1]
    with pytest.raises((TypeError, ValueError)):
        memoryview(seg.split_offsets(TEXT))[0, 0] = 1  # they are read-only


def test_batches() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    texts = [TEXT, None, "", "天亮了。走吧。"] * 50
    spans = [None if text is None else [span._asdict() for span in hansift.split_spans(text, unit="utf16")] for text in texts]
    pieces = [None if text is None else hansift.split(text, quotes="inner") for text in texts]
    columns = [pyarrow.array(texts), pyarrow.array(texts, pyarrow.large_string()), pyarrow.array(texts).dictionary_encode()]
    table = pyarrow.table({"id": range(len(texts)), "body": texts})
    inputs: list[tuple[Any, dict[str, Any]]] = [(column, {}) for column in columns]
    inputs += [
        (pyarrow.chunked_array([texts[:7], texts[7:]]), {}),
        (table, {"column": "body"}),
        (table.to_batches()[0], {"column": "body"}),
    ]
    for arrow, options in inputs:
        for threads in (1, 3):
            found = pyarrow.chunked_array(seg.split_batch(arrow, unit="utf16", threads=threads, **options))
            assert found.type == pyarrow.list_(pyarrow.struct([("begin", pyarrow.int32()), ("end", pyarrow.int32())]))
            assert found.to_pylist() == spans
        found = pyarrow.chunked_array(seg.split_batch(arrow, output="text", quotes="inner", **options))
        assert found.type == pyarrow.list_(pyarrow.string())
        assert found.to_pylist() == pieces
    assert pyarrow.chunked_array(seg.split_batch(pyarrow.chunked_array([], pyarrow.string()))).to_pylist() == []
    with pytest.raises(hansift.ConfigError, match="no column 'text'"):
        seg.split_batch(table)
    with pytest.raises(hansift.ConfigError, match="choose one of: spans, text"):
        seg.split_batch(table, column="body", output="lists")
    with pytest.raises(TypeError, match="takes strings"):
        seg.split_batch(table, column="id")
    with pytest.raises(TypeError, match="PyCapsule"):
        seg.split_batch(texts)


ANY = st.text(alphabet=st.sampled_from("天地，。；：！？”“「」（） \n\r\t\u3000\u2029.,;:aA1…𠀀é\u0301、か"), max_size=80)
OPTIONS = st.fixed_dictionaries(
    {
        "quotes": st.sampled_from(["outer", "inner", "split"]),
        "newlines": st.sampled_from(["auto", "hard", "soft"]),
        "profile": st.sampled_from([None, "uax29"]),
        "semicolons": st.booleans(),
    }
)


@given(st.lists(ANY, max_size=8), OPTIONS, st.sampled_from(["codepoint", "byte", "utf16"]))
def test_streams_are_the_whole(pieces: list[str], options: dict[str, Any], unit: str) -> None:
    stream = seg.SentenceStream(unit=unit, **options)
    found = [sentence for piece in pieces for sentence in stream.feed(piece)] + stream.finish()
    assert found == seg.sentences("".join(pieces), unit=unit, **options)
    assert stream.finish() == []


def test_streams_are_bounded() -> None:
    stream = seg.SentenceStream(paragraph_cap=2048)
    found = [sentence for _ in range(5000) for sentence in stream.feed("天亮了，")] + stream.finish()
    assert "".join(sentence.text for sentence in found) == "天亮了，" * 5000
    assert {sentence.reason for sentence in found[:-1]} == {"cap"}
    with pytest.raises(hansift.ConfigError, match="at least 1024"):
        seg.SentenceStream(paragraph_cap=10)


@given(ANY, OPTIONS)
def test_semicolons_cut_finer(text: str, options: dict[str, Any]) -> None:
    ends = [{span.end for span in hansift.split_spans(text, **{**options, "semicolons": semicolons})} for semicolons in (False, True)]
    assert ends[0] <= ends[1]


@given(ANY)
def test_clauses_and_paragraphs_tile_the_text(text: str) -> None:
    ends = []
    for spans, pieces in (
        (seg.clause_spans(text), seg.clauses(text)),
        (hansift.split_spans(text, quotes="split"), hansift.split(text, quotes="split")),
        (seg.paragraph_spans(text), seg.paragraphs(text)),
    ):
        assert [text[span.begin : span.end] for span in spans] == pieces
        assert "".join("".join(pieces).split()) == "".join(text.split())
        ends.append({span.end for span in spans})
    assert ends[0] >= ends[1] >= ends[2]


@given(ANY, st.sampled_from(["auto", "hard", "soft"]))
def test_unwrapping_changes_white_space_only(text: str, newlines: str) -> None:
    joined = seg.unwrap(text, newlines=newlines)
    traced = seg.unwrap_traced(text, newlines=newlines)
    assert traced.text == joined
    assert traced.trace.verify()
    assert "".join(joined.split()) == "".join(text.split())
    if newlines == "hard":
        assert joined == text


@given(
    ANY,
    st.sampled_from(["max_chars", "max_bytes", "max_tokens"]),
    st.integers(4, 40),
    st.integers(0, 39),
    st.sampled_from(["sentences", "paragraphs", "sections"]),
    OPTIONS,
)
def test_chunks_keep_their_bound(text: str, bound: str, limit: int, overlap: int, keep: str, options: dict[str, Any]) -> None:
    sizes = {
        "max_chars": len,
        "max_bytes": lambda piece: len(piece.encode()),
        "max_tokens": lambda piece: (len(piece) + 2) // 3 + piece.count("1"),
    }
    count = {"count": sizes["max_tokens"]} if bound == "max_tokens" else {}
    overlap = min(overlap, limit - 1)
    chunks = hansift.chunk(text, overlap=overlap, keep=keep, **{bound: limit}, **count, **options)
    sentences = hansift.split_spans(text, **options)
    at = 0
    for chunk in chunks:
        assert chunk.text == text[chunk.begin : chunk.end]
        assert sizes[bound](chunk.text) <= limit
        assert not text[at : chunk.begin].strip("\u200b\ufeff \n\r\t\u3000\u2029")
        assert sizes[bound](text[chunk.begin : at]) <= overlap
        at = max(at, chunk.end)
    assert not text[at:].strip()
    for span in sentences:
        if sizes[bound](text[span.begin : span.end]) <= limit:
            assert any(chunk.begin <= span.begin and span.end <= chunk.end for chunk in chunks)


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

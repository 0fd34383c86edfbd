"""Contracts on random input: total functions, traces that prove themselves, idempotence, equal answers by every way."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

import hansift

PIECES = st.sampled_from(
    [
        "今天下雨了。", "今天天氣很好", "１２", "ＡＢ", "&#65306;", "&amp;lt;", "\\u4e2d\\u6587", "%E4%BD%A0", "锟斤拷", "ä½\xa0å¥½",
        "\u200b", "\ufeff", "\x00", "\u202e",
        "é", "e\u0301", "👩\u200d👩\u200d👧", "\ufffd", " ", "\n", "\r\n", "\t", "。", "？”", "“", "「",
        "<p>", "</p>", "<div>", "<!--", "# ", "- ", "http://a.cn/%20", "干部", "隻要", "后勁", "ｶﾞ", "か", "가", "abc", "A.B", ",", ":",
        "𠀀", "（xī)", "ÃÂ", "\ue5e5",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map("".join), st.text(max_size=40).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
)
BYTES = st.one_of(
    st.binary(max_size=80),
    st.builds(
        lambda text, name: text.encode(name, "ignore"),
        TEXTS,
        st.sampled_from(["utf-8", "gb18030", "big5", "shift_jis", "euc-kr", "utf-16"]),
    ),
)
PIPELINE = hansift.Pipeline(script="zh-Hans", min_chars=0)


def check_trace(source: str | bytes, output: str, trace: hansift.Trace) -> None:
    """The edits alone tell where source and output differ."""
    assert trace.fault is None
    if isinstance(source, bytes):
        return
    at = to = 0
    for edit in trace:
        assert at <= edit.source.begin <= edit.source.end
        assert to <= edit.output.begin <= edit.output.end
        assert source[at : edit.source.begin] == output[to : edit.output.begin]
        assert source[edit.source.begin : edit.source.end] != output[edit.output.begin : edit.output.end] or "+" in edit.rule
        at, to = edit.source.end, edit.output.end
    assert source[at:] == output[to:]


@given(BYTES)
def test_decode(data: bytes) -> None:
    decoded = hansift.decode(data)
    decoded.text.encode()
    check_trace(data, decoded.text, decoded.trace)
    assert hansift.decode(data, encoding=decoded.encoding).text is not None if decoded.encoding != "binary" else True
    assert 0 <= hansift.detect(data).confidence <= 1


@given(TEXTS)
def test_extract(text: str) -> None:
    for format in ("auto", "html", "markdown", "text"):
        page = hansift.extract(text, format=format)
        check_trace(text, page.text, page.trace)
        for block in page.blocks:
            assert block.span.end <= len(text)
            if block.output.begin != block.output.end:
                assert page.text[block.output.begin : block.output.end] == block.text


@given(TEXTS)
def test_clean(text: str) -> None:
    cleaned = hansift.clean(text)
    check_trace(text, cleaned.text, cleaned.trace)
    assert hansift.clean(cleaned.text).text == cleaned.text
    assert all(flag.span.end <= len(text) for flag in cleaned.flags)
    for span in (hansift.Span(0, len(cleaned.text)), hansift.Span(len(cleaned.text) // 2, len(cleaned.text))):
        back = cleaned.trace.to_source(span)
        assert 0 <= back.begin <= back.end <= len(text)


@given(TEXTS, st.sampled_from(["s2t", "s2twp", "t2s", "hk2s", "zh-Hant-HK"]))
def test_convert(text: str, config: str) -> None:
    converter = hansift.Converter(config)
    converted = converter.convert_traced(text)
    assert converted.text == converter(text) == hansift.convert(text, config)
    check_trace(text, converted.text, converted.trace)


@given(TEXTS)
def test_restore(text: str) -> None:
    restored = hansift.restore(text)
    check_trace(text, restored.text, restored.trace)


@given(TEXTS)
def test_sentences_and_chunks(text: str) -> None:
    spans = hansift.split_spans(text)
    assert [text[span.begin : span.end] for span in spans] == hansift.split(text)
    assert all(len(chunk.text) <= 7 for chunk in hansift.chunk(text, max_chars=7))


@given(BYTES)
def test_records_of_bytes(data: bytes) -> None:
    record = PIPELINE(data)
    check_trace(data, record.text, record.trace)
    assert record.verdict.keep is (not record.verdict.reasons)
    assert pickle.loads(pickle.dumps(record)) == record
    for block in record.blocks:
        assert block.span.end <= len(data)
        if block.output.begin != block.output.end:
            assert record.text[block.output.begin : block.output.end] == block.text
    for flag in record.flags:
        assert flag.span.end <= len(data)
    assert [record.text[span.begin : span.end] for span in record.sentences] == hansift.split(record.text)


@given(TEXTS)
def test_records_of_text(text: str) -> None:
    record = PIPELINE(text)
    check_trace(text, record.text, record.trace)
    assert all(block.span.end <= len(text) for block in record.blocks)


@given(st.lists(BYTES, max_size=5))
def test_batches(documents: list[bytes]) -> None:
    import pytest

    pa = pytest.importorskip("pyarrow")
    found = pa.table(PIPELINE.batch(pa.table({"raw": pa.array(documents, pa.binary())}))).to_pylist()
    assert [row["text"] for row in found] == [PIPELINE(document).text for document in documents]
    assert [row["keep"] for row in found] == [PIPELINE(document).verdict.keep for document in documents]

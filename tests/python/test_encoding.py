"""detect and decode as Python sees them; the accuracy of the models is the C++ tests' and the ratchet's."""

from __future__ import annotations

import codecs
import copy
import pickle
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hansift
from hansift.encoding import Decoder, Detector, encodings

TEXT = "今天早上下了一场小雨，河边的老树长出了新叶。孩子们在树下跑来跑去，谁也不肯回家。"


def test_detection() -> None:
    found = hansift.detect(TEXT.encode("gb18030"))
    assert found.encoding in ("gbk", "gb18030")
    assert 0.5 < found.confidence <= 1
    assert found.language in ("zh", None)
    assert [(span.begin, span.end, span.encoding) for span in found.spans] == [(0, len(TEXT.encode("gb18030")), found.encoding)]
    assert all(isinstance(guess, hansift.EncodingGuess) and guess.encoding != found.encoding for guess in found.alternatives)


@pytest.mark.parametrize("data", [b"", b"plain", bytes(range(256)), b"\x00" * 99, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"])
def test_any_bytes_are_detected(data: bytes) -> None:
    found = hansift.detect(data)
    assert 0 <= found.confidence <= 1
    at = 0
    for span in found.spans:
        assert span.begin == at
        at = span.end
    assert at == len(data) or not found.spans


def test_hints_are_only_hints() -> None:
    data = TEXT.encode("utf-8")
    assert hansift.detect(data, declared="big5", tld="tw").encoding == "utf-8"
    assert hansift.detect(data, declared="no such label").encoding == "utf-8"


def test_decoding() -> None:
    decoded = hansift.decode(TEXT.encode("gb18030"), encoding="GB18030")
    assert decoded.text == TEXT
    assert decoded.encoding == "gb18030"
    assert decoded.confidence == 1
    assert decoded.replacements == ()
    assert decoded.trace.verify()


def test_replacements_are_spans_of_the_bytes() -> None:
    data = "春".encode() + b"\xff" + "天".encode() + b"\xe5\xa4"
    decoded = hansift.decode(data, encoding="utf-8")
    assert decoded.text == "春\ufffd天\ufffd"
    assert decoded.replacements == (hansift.Span(3, 4), hansift.Span(7, 9))
    assert decoded.trace.verify()


@pytest.mark.parametrize("name", ["gb18030", "gbk", "big5", "euc-kr", "shift_jis", "euc-jp", "windows-1252", "koi8-r", "utf-16le"])
def test_decoding_agrees_with_the_codecs_of_python(name: str) -> None:
    text = {
        "euc-kr": "강가의 늙은 나무",
        "shift_jis": "川のそばの古い木",
        "euc-jp": "川のそばの古い木",
        "windows-1252": "Où est le café?",
        "koi8-r": "старое дерево",
        "big5": "河邊的老樹",
    }.get(name, "河边的老树")
    assert hansift.decode(codecs.encode(text, name), encoding=name).text == text


def test_byte_order_marks_are_dropped() -> None:
    assert hansift.decode(b"\xef\xbb\xbf" + TEXT.encode()).text == TEXT
    assert hansift.decode(TEXT.encode("utf-16")).text == TEXT


def test_names() -> None:
    names = encodings()
    assert list(names) == sorted(names)
    assert {"utf-8", "gb18030", "gbk", "big5", "euc-kr", "shift_jis", "windows-1252"} <= set(names)


@pytest.mark.parametrize("name", ["no-such-encoding", "", "binary"])
def test_unknown_encodings_are_refused(name: str) -> None:
    with pytest.raises(hansift.ConfigError):
        hansift.decode(b"abc", encoding=name)


def test_other_buffers_are_bytes_too() -> None:
    data = TEXT.encode("gb18030")
    assert hansift.decode(bytearray(data), encoding="gbk").text == TEXT  # type: ignore[arg-type]
    assert hansift.decode(memoryview(data), encoding="gbk").text == TEXT  # type: ignore[arg-type]


def bytes_of(escaped: str) -> bytes:
    r"""Bytes of a case: UTF-8, and \xNN for single ones."""
    return re.sub(rb"\\x([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), escaped.encode())


@pytest.mark.cases("encoding/decode.jsonl")
def test_decode_cases(case: dict[str, Any]) -> None:
    decoded = hansift.decode(bytes_of(case["input"]), encoding=case["encoding"])
    assert decoded.text == case["expected"], case["why"]
    assert decoded.trace.verify()


@pytest.mark.cases("encoding/labels.jsonl")
def test_labels(case: dict[str, Any]) -> None:
    if case["expected"] is None:
        with pytest.raises(hansift.ConfigError):
            hansift.decode(b"", encoding=case["input"])
    else:
        assert hansift.decode(b"", encoding=case["input"]).encoding == case["expected"], case["why"]


SAMPLES = [
    TEXT.encode("gb18030"), TEXT.encode("utf-16-le"), TEXT.encode("hz"), "été à Noël, ça va?\n".encode("latin-1"),
    TEXT.encode("gb18030") + b"\n" + TEXT.encode() + b"\n", b"\x89PNG\r\n\x1a\n", b"",
]


@given(data=st.one_of(st.sampled_from(SAMPLES), st.binary(max_size=200)), cuts=st.lists(st.integers(0, 200), max_size=8))
def test_detector_answers_as_one_call(data: bytes, cuts: list[int]) -> None:
    detector = Detector()
    at = 0
    for cut in [*sorted(cuts), len(data)]:
        detector.feed(data[at:cut])
        at = max(at, cut)
    assert detector.finish() == hansift.detect(data)


def test_detector_takes_hints_and_bytes_only() -> None:
    ambiguous = "мир".encode("koi8-r")
    assert hansift.detect(ambiguous, declared="koi8-r").encoding == "koi8-r"
    detector = Detector(declared="koi8-r", tld="ru")
    detector.feed(bytearray(ambiguous))
    assert detector.finish() == hansift.detect(ambiguous, declared="koi8-r", tld="ru")
    with pytest.raises(TypeError):
        detector.feed("text")  # type: ignore[arg-type]


def test_labels_in_the_page_decide_only_what_the_bytes_leave_open() -> None:
    word = "春天".encode("gb18030")
    assert hansift.detect(b"<meta charset=iso-8859-1>" + word * 8).encoding == "gbk"
    assert hansift.detect(b"<meta charset=gb2312>" + "今天天氣很好，我們去公園。".encode("big5")).encoding == "big5"
    for label in ("windows-1250", "windows-1252"):  # č or è
        page = f"<?xml version='1.0' encoding='{label}'?><a> ".encode() + b"\xe8"
        assert hansift.detect(page).encoding == label


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_results_survive_every_pickle_protocol(protocol: int) -> None:
    for made in (hansift.detect(b"abc"), hansift.decode(b"a\xff")):
        assert pickle.loads(pickle.dumps(made, protocol)) == made


def test_streams_are_not_copied_and_take_one_plan() -> None:
    with pytest.raises(TypeError):
        copy.copy(Detector())
    with pytest.raises(TypeError):
        copy.copy(Decoder("gbk"))
    with pytest.raises(hansift.ConfigError):
        Decoder("gbk", spans=[hansift.EncodingSpan(0, 2, "big5")])

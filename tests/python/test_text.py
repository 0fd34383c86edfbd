"""Small types, traces and the catalogue."""

from __future__ import annotations

import copy
import pickle

import pytest

import hansift
from hansift import Span

SMALL = [
    hansift.Span(1, 3),
    hansift.Edit(Span(0, 1), Span(0, 2), "cleaning.entity"),
    hansift.Flag(Span(0, 1), "cleaning.loss"),
    hansift.EncodingSpan(0, 4, "gbk"),
    hansift.EncodingGuess("gbk", 0.5),
    hansift.Block("paragraph", "好", Span(0, 1)),
    hansift.Dropped("navigation", Span(0, 1)),
    hansift.Chunk("好", Span(0, 1)),
    hansift.Rule("a.b", "why", "x", "y", "0.1.0"),
    hansift.Verdict(False, ("quality.short",)),
]


@pytest.mark.parametrize("value", SMALL, ids=lambda value: type(value).__name__)
def test_small_types_are_values(value: object) -> None:
    assert type(value).__module__ == "hansift"
    again = pickle.loads(pickle.dumps(value))
    assert again == value
    assert type(again) is type(value)
    assert hash(again) == hash(value)
    assert copy.deepcopy(value) == value
    assert repr(value).startswith(type(value).__name__ + "(")
    with pytest.raises(AttributeError):
        value.no_such_field = 1  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        setattr(value, type(value)._fields[0], 0)  # type: ignore[attr-defined]


def test_defaults_of_edit() -> None:
    edit = hansift.Edit(Span(0, 1), Span(0, 2), "cleaning.entity")
    assert (edit.reason, edit.confidence) == ("", 1.0)


def test_verdict_is_true_if_the_text_stays() -> None:
    assert hansift.Verdict(True)
    assert not hansift.Verdict(False, ("quality.short",))


def test_chunk_has_begin_and_end() -> None:
    chunk = hansift.Chunk("好吗", Span(3, 5))
    assert (chunk.begin, chunk.end) == (3, 5)


def test_trace_of_one_stage() -> None:
    source = "共１２元，好&#65306;"
    trace = hansift.clean(source).trace
    assert trace.source == source
    assert trace.output == hansift.clean(source).text
    assert list(trace) == list(trace.edits)
    assert len(trace) == len(trace.edits) > 0
    assert trace[0] == trace.edits[0]
    assert trace[:1] == trace.edits[:1]
    assert trace
    assert trace.verify()
    assert trace.fault is None
    assert "edits" in repr(trace)
    for edit in trace:
        assert isinstance(edit, hansift.Edit)
        assert trace.to_source(edit.output) == edit.source
        assert trace.to_output(edit.source) == edit.output
    assert trace.edits is trace.edits


def test_trace_counts_in_code_points_on_both_sides() -> None:
    text = "𠀀𠀁１𠀂"
    cleaned = hansift.clean(text)
    assert [(edit.source, edit.output) for edit in cleaned.edits] == [(Span(2, 3), Span(2, 3))]
    assert cleaned.trace.to_source(Span(3, 4)) == Span(3, 4)
    assert cleaned.trace.to_source((0, 99)) == Span(0, 4)


def test_trace_from_bytes_counts_bytes() -> None:
    data = "春天来了".encode("gbk")
    trace = hansift.decode(data, encoding="gbk").trace
    assert trace.source == data
    assert trace.to_source(Span(1, 2)) == Span(2, 4)
    assert trace.to_output(Span(4, 8)) == Span(2, 4)
    assert trace.verify()


def test_trace_is_a_value() -> None:
    one, two = hansift.clean("１２").trace, hansift.clean("１２").trace
    assert one == two
    assert hash(one) == hash(two)
    assert one != hansift.clean("１３").trace
    assert one != "trace"
    for value in (one, hansift.decode("春天".encode("gbk"), encoding="gbk").trace, hansift.clean("").trace):
        again = pickle.loads(pickle.dumps(value))
        assert again == value
        assert again.edits == value.edits
        assert again.verify()


def test_trace_of_many_stages_composes() -> None:
    data = "共１２元，價格很好。今天下雨了，大家都沒有出門。".encode("big5hkscs")
    record = hansift.Pipeline(script="zh-Hans", extract=False)(data)
    assert record.trace.source == data
    assert record.trace.verify()
    assert len(record.trace.stages) >= 2
    assert all(isinstance(edit, hansift.Edit) for stage in record.trace.stages for edit in stage)
    at = record.text.index("价")
    span = record.trace.to_source(Span(at, at + 1))
    assert "價" in data[span.begin : span.end].decode("big5hkscs")
    assert pickle.loads(pickle.dumps(record.trace)) == record.trace


def test_rest_of_a_trace() -> None:
    source = "共１２元，價格"
    record = hansift.Pipeline(script="zh-Hans", extract=False, min_chars=0)(source)
    assert record.trace.since(0, source) == record.trace
    assert record.trace.since(len(record.trace.stages), record.text).verify()
    with pytest.raises(hansift.ConfigError):
        record.trace.since(99, source)


@pytest.mark.parametrize("span", [(2, 1), (-1, 1)])
def test_wrong_spans_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(hansift.ConfigError):
        hansift.clean("abc").trace.to_source(span)


@pytest.mark.parametrize("span", [3, "ab", (1, 2, 3), None])
def test_what_is_no_span_is_refused(span: object) -> None:
    with pytest.raises(TypeError):
        hansift.clean("abc").trace.to_source(span)  # type: ignore[arg-type]


def test_catalogue() -> None:
    rules = hansift.rules()
    assert len({rule.id for rule in rules}) == len(rules) > 50
    rooms = [rule.id.partition(".")[0] for rule in rules]
    order = ["encoding", "extraction", "cleaning", "script", "segmentation", "quality", "pipeline"]
    assert [order.index(room) for room in rooms] == sorted(order.index(room) for room in rooms)
    for rule in rules:
        assert isinstance(rule, hansift.Rule)
        assert rule.reason
        assert "\n" not in rule.reason
        assert rule.since


def test_examples_of_the_cleaning_rules() -> None:
    """What the catalogue says is what clean() does, with the rule alone."""
    for rule in hansift.rules():
        if rule.id.startswith("cleaning."):
            assert hansift.clean(rule.before, profile="none", enable=[rule.id]).text == rule.after, rule.id

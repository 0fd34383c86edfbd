"""clean as Python sees it, and the room's case files."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import hansift


def cleaned(case: dict[str, Any]) -> hansift.Cleaned:
    return hansift.clean(case["input"], profile=case.get("profile", "web"), disable=case.get("disable", ()), enable=case.get("enable", ()))


@pytest.mark.cases("cleaning/repairs.jsonl")
def test_repairs(case: dict[str, Any]) -> None:
    result = cleaned(case)
    assert result.text == case["expected"], case["why"]
    assert result.trace.verify()


@pytest.mark.cases("cleaning/western.jsonl")
def test_western_mojibake_and_escapes(case: dict[str, Any]) -> None:
    result = cleaned(case)
    assert result.text == case["expected"], case["why"]
    assert result.trace.verify()


@pytest.mark.cases("cleaning/no_harm.jsonl")
def test_no_harm(case: dict[str, Any]) -> None:
    result = cleaned(case)
    assert result.text is case["input"], case["why"]
    assert result.edits == ()


@pytest.mark.cases("cleaning/flags.jsonl")
def test_flags(case: dict[str, Any]) -> None:
    result = cleaned(case)
    assert result.text == case["expected"], case["why"]
    if "flag" in case:
        assert case["flag"] in [flag.rule for flag in result.flags]


def test_flags_are_spans_of_the_input() -> None:
    text = "𠀀我们\ufffd去吧"
    flag = hansift.clean(text).flags[0]
    assert text[flag.span.begin : flag.span.end] == "\ufffd"
    assert flag.reason


def test_edits_explain_themselves() -> None:
    edit = hansift.clean("共１２元").edits[0]
    assert edit.rule == "cleaning.width.letters"
    assert edit.reason
    assert 0 < edit.confidence <= 1


def test_rules_are_switched() -> None:
    assert hansift.clean("１２元", disable=["cleaning.width"]).text == "１２元"
    assert hansift.clean("１２元", disable="cleaning.width").text == "１２元"
    assert hansift.clean("１２元", profile="none").text == "１２元"
    assert hansift.clean("１２元", profile="none", enable=["cleaning.width.letters"]).text == "12元"


@pytest.mark.parametrize("options", [{"profile": "wep"}, {"disable": ["cleaning.no_such_rule"]}, {"enable": ["x"]}])
def test_unknown_names_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(hansift.ConfigError, match="choose one of"):
        hansift.clean("text", **options)


def test_result_is_a_value() -> None:
    one, two = hansift.clean("１２元"), hansift.clean("１２元")
    assert one == two
    assert hash(one) == hash(two)
    assert pickle.loads(pickle.dumps(one)) == one
    assert repr(one).startswith("Cleaned(text='12元'")
    with pytest.raises(AttributeError):
        one.text = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        hansift.Cleaned()


def test_notebook_shows_the_difference() -> None:
    pytest.importorskip("hansift.report")
    assert "cleaning.width.letters" in hansift.clean("１２元")._repr_html_()

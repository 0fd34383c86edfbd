"""clean as Python sees it, and the room's case files."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from typing import Any

import pytest

import hansift


def cleaned(case: dict[str, Any]) -> hansift.Cleaned:
    return hansift.clean(case["input"], **{key: case[key] for key in ("profile", "disable", "enable", "punctuation") if key in case})


@pytest.mark.cases("cleaning/profiles.jsonl")
def test_profiles(case: dict[str, Any]) -> None:
    result = cleaned(case)
    assert result.text == case["expected"], case["why"]
    assert result.trace.verify()


def test_a_profile_is_a_file_of_a_pipeline(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\nscript = "zh-Hans"\n[clean]\nprofile = "books"\npunctuation = "half"\ndisable = ["cleaning.width"]\n', "utf-8")
    assert hansift.clean("書，１２", profile=path).text == "書,１２"
    assert hansift.clean("書，１２", profile=str(path), punctuation="keep").text == "書，１２"
    assert hansift.clean("書，１２", profile=str(path), enable=["cleaning.width.letters"]).text == "書,12"
    assert hansift.Pipeline(path, extract=False)("書，１２，很好看的一本書").text == "书,１２,很好看的一本书"
    for line, text in (
        ("2: clean.punctuation: unknown width of punctuation 'wide'; choose one of: keep,", '[clean]\npunctuation = "wide"\n'),
        ("3: clean.profile: unknown cleaning profile 'book'; choose one of: web,", '[clean]\npunctuation = "full"\nprofile = "book"\n'),
        ("3: clean.disable: unknown cleaning rule 'cleaning.with'; choose one of:", '[clean]\ndisable = ["cleaning.width",\n"cleaning.with"]\n'),
        ("1: key 'clean.enable' must be an array of strings, not a string", 'clean.enable = "cleaning.width"\n'),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(hansift.ConfigError, match=re.escape(f"mine.toml: profile, line {line}")):
            hansift.clean("", profile=path)
    with pytest.raises(hansift.IoError, match="cannot read the profile"):
        hansift.clean("", profile="no/such.toml")


def test_names_are_checked() -> None:
    for wrong in (None, 5, b"cleaning.width"):
        with pytest.raises(TypeError, match="disable must be a str or an iterable of str, not"):
            hansift.clean("", disable=wrong)  # type: ignore[arg-type]
    with pytest.raises(hansift.ConfigError, match=r"disable: '\\ud800' has a lone surrogate"):
        hansift.clean("", disable=["\ud800"])


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


@pytest.mark.cases("cleaning/evidence.jsonl")
def test_evidence_of_damage(case: dict[str, Any]) -> None:
    result = cleaned(case)
    assert result.text == case.get("expected", case["input"]), case["why"]
    assert result.trace.verify()


@pytest.mark.cases("cleaning/escapes.jsonl")
def test_escapes_of_code_and_of_text(case: dict[str, Any]) -> None:
    result = cleaned(case)
    assert result.text == case.get("expected", case["input"]), case["why"]
    assert result.trace.verify()


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
    assert "cleaning.width.letters" in hansift.clean("１２元")._repr_html_()


@pytest.mark.parametrize("family", ["cleaning", "cleaning.punctuation", "cleaning.width", "cleaning.lines"])
@pytest.mark.parametrize("profile", ["web", "none", "minimal"])
def test_a_family_does_not_enable_what_undoes_others(family: str, profile: str) -> None:
    text = "今天天气很好，我们去公园；你呢？（是的）\n今天天气很好，我们去公园；你呢？（是的）"
    assert hansift.clean(text, profile=profile, enable=[family]).text == text

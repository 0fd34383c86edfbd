"""signals, verdict and fingerprint as Python sees them, and the room's case files."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import hansift


@pytest.mark.cases("quality/signals.jsonl")
def test_signals(case: dict[str, Any]) -> None:
    found = hansift.signals(case["input"])
    for name, value in case["expected"].items():
        assert getattr(found, name) == pytest.approx(value), f"{name}: {case['why']}"


@pytest.mark.cases("quality/verdict.jsonl")
def test_verdict(case: dict[str, Any]) -> None:
    pipeline = hansift.Pipeline(extract=False, clean="none", restore=False, **case.get("options", {}))
    verdict = pipeline(case["input"]).verdict
    assert sorted(verdict.reasons) == sorted(case["expected"]), case["why"]
    assert verdict.keep is (not case["expected"])


@pytest.mark.cases("quality/fingerprint.jsonl")
def test_fingerprint(case: dict[str, Any]) -> None:
    one, other = hansift.fingerprint(case["input"]), hansift.fingerprint(case["other"])
    assert (one.exact == other.exact) is (case["expected"] == "exact"), case["why"]


def test_signals_have_names() -> None:
    found = hansift.signals("春天来了。Spring!")
    assert (found.han, found.latin) == (4, 6)
    assert list(found.to_dict()) == list(found._fields)
    assert found.to_dict()["entropy"] == found.entropy
    assert pickle.loads(pickle.dumps(found)) == found


def test_fingerprint_is_a_value() -> None:
    text = "今天早上下了一场小雨，河边的老树长出了新叶。孩子们在树下跑来跑去，谁也不肯回家。"
    one, two, near = hansift.fingerprint(text), hansift.fingerprint(text), hansift.fingerprint(text + "天黑了。")
    assert one == two
    assert hash(one) == hash(two)
    assert one != near
    assert one != "fingerprint"
    assert len(one.exact) == 32
    int(one.exact, 16)
    assert len(one.bands) == 16
    assert len(one.minhash) == 128
    assert one.similarity(two) == 1.0
    assert 0.5 < one.similarity(near) < 1
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert (again.bands, again.minhash) == (one.bands, one.minhash)
    assert one.exact in repr(one)

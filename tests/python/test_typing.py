"""The types that are shipped: the package under mypy --strict, a user's program, and the stubs against what is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import hansift

pytest.importorskip("mypy")

PROGRAM = """
from collections.abc import Sequence
from typing import assert_type
import hansift

detection = hansift.detect(b"", declared=None, tld="cn")
assert_type(detection.encoding, str)
assert_type(detection.spans, tuple[hansift.EncodingSpan, ...])
assert_type(hansift.decode(b"").replacements, tuple[hansift.Span, ...])
assert_type(hansift.extract("").title, str | None)
assert_type(hansift.extract("").metadata, dict[str, str])
cleaned = hansift.clean("", disable=["cleaning.width"])
assert_type(cleaned.edits[0].source.begin, int)
assert_type(cleaned.trace, hansift.Trace)
for edit in cleaned.trace:
    assert_type(edit.rule, str)
assert_type(hansift.convert("", "s2t"), str)
assert_type(hansift.Converter("s2t")(""), str)
assert_type(hansift.Converter("s2t").convert_traced("").edits, tuple[hansift.Edit, ...])
assert_type(hansift.split(""), list[str])
assert_type(hansift.split_spans("", unit="byte"), list[hansift.Span])
assert_type(hansift.chunk("", max_chars=1)[0].begin, int)
assert_type(hansift.signals("").entropy, float)
assert_type(hansift.fingerprint("").bands, tuple[int, ...])
record = hansift.Pipeline(script="zh-Hans", min_chars=1)(b"")
assert_type(record.fingerprint, hansift.Fingerprint | None)
assert_type(record.verdict.keep, bool)
assert_type(hansift.rules()[0].id, str)
"""

WRONG = """
import hansift
hansift.clean(b"")  # E
hansift.detect("")  # E
hansift.clean("").text = ""  # E
hansift.chunk("")  # E
hansift.clean("", "web")  # E
"""


def run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_a_typed_program(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, "utf-8")
    answer = run("mypy", "--strict", f"--cache-dir={tmp_path / 'cache'}", str(path))
    assert "Success" in answer, answer


def test_wrong_programs_are_found(tmp_path: Path) -> None:
    path = tmp_path / "wrong.py"
    path.write_text(WRONG, "utf-8")
    answer = run("mypy", "--strict", f"--cache-dir={tmp_path / 'cache'}", str(path))
    lines = [number for number, line in enumerate(WRONG.splitlines(), 1) if "# E" in line]
    assert sorted({int(line.split(":")[1]) for line in answer.splitlines() if ": error:" in line}) == lines, answer


# What the stubs say on purpose otherwise than the running module.
ALLOWED = r"""
# named tuples are made without `typing`
hansift\._types\.\w+\._?\w*
hansift\._types\.\w+
# pybind11's classes: their metaclass
hansift\._core\.(ArrowBatches|Converter|Decoder|Detector|Fingerprint|Offsets|Pipeline|SentenceStream|SiteModel|Trace)
hansift\._core\.\w+\.__(init|new|call|buffer|reduce_ex|getstate|setstate)__
hansift\._core\.__doc__
hansift\._core\.\w+\._pybind11_conduit_v1_
hansift\._core\._Lazy
"""


def test_stubs_say_what_is_there(tmp_path: Path) -> None:
    allowed = tmp_path / "allowed"
    allowed.write_text(ALLOWED, "utf-8")
    answer = run("mypy.stubtest", "hansift._core", "--ignore-unused-allowlist", "--allowlist", str(allowed))
    assert "Success" in answer, answer


def test_fields_of_the_stubs_are_those_of_the_types() -> None:
    """stubtest cannot compare named tuples that are made by hand: the fields and their order are compared here."""
    stub = (Path(hansift.__file__).parent / "_types.pyi").read_text("utf-8")
    for part in stub.split("\nclass ")[1:]:
        name = part.partition("(")[0].partition(":")[0]
        fields = getattr(getattr(hansift, name, None), "_fields", None)
        if fields is None:
            continue
        if "(NamedTuple)" in part:
            named = tuple(
                line.split(":")[0].strip() for line in part.splitlines()[1:] if ":" in line and "def " not in line and "@" not in line
            )
            assert named == fields, name
        else:
            properties = [line.split("def ")[1].split("(")[0] for line in part.splitlines() if "def " in line]
            assert [p for p in properties if p in fields] == list(fields), name

"""What holds for every function: argument types, errors, signatures, docstrings that run, a quick import."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

import hansift

ROOMS = ["text", "encoding", "extraction", "cleaning", "script", "segmentation", "quality", "pipeline"]

ON_TEXT: dict[str, Callable[[Any], Any]] = {
    "extract": hansift.extract,
    "clean": hansift.clean,
    "identify": hansift.identify,
    "convert": lambda text: hansift.convert(text, "s2t"),
    "Converter": hansift.Converter("s2t"),
    "convert_traced": hansift.Converter("s2t").convert_traced,
    "restore": hansift.restore,
    "split": hansift.split,
    "split_spans": hansift.split_spans,
    "chunk": lambda text: hansift.chunk(text, max_chars=9),
    "split_offsets": hansift.segmentation.split_offsets,
    "sentences": hansift.segmentation.sentences,
    "clauses": hansift.segmentation.clauses,
    "paragraphs": hansift.segmentation.paragraphs,
    "unwrap": hansift.segmentation.unwrap,
    "unwrap_traced": hansift.segmentation.unwrap_traced,
    "stream": lambda text: hansift.segmentation.SentenceStream().feed(text),
    "signals": hansift.signals,
    "fingerprint": hansift.fingerprint,
}


@pytest.mark.parametrize("name", ON_TEXT)
@pytest.mark.parametrize("value", [b"bytes", None, 3, ["text"]], ids=lambda value: type(value).__name__)
def test_text_is_str(name: str, value: Any) -> None:
    with pytest.raises(TypeError, match="must be str, not"):
        ON_TEXT[name](value)


@pytest.mark.parametrize("name", [*ON_TEXT, "Pipeline"])
def test_lone_surrogates_are_refused_with_their_index(name: str) -> None:
    function = {**ON_TEXT, "Pipeline": hansift.Pipeline()}[name]
    with pytest.raises(UnicodeEncodeError) as caught:
        function("好吗\ud800好")
    assert caught.value.start == 2


@pytest.mark.parametrize("function", [hansift.detect, hansift.decode], ids=lambda function: function.__name__)
@pytest.mark.parametrize("value", ["text", None, 3, [1, 2]], ids=lambda value: type(value).__name__)
def test_data_is_bytes(function: Callable[[Any], Any], value: Any) -> None:
    with pytest.raises(TypeError, match="must be bytes, not"):
        function(value)


def test_names_are_str() -> None:
    with pytest.raises(TypeError, match="encoding must be str"):
        hansift.decode(b"", encoding=b"utf-8")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="profile must be str"):
        hansift.clean("", profile=None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="config must be str"):
        hansift.convert("", b"s2t")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("function", "signature"),
    [
        (hansift.detect, "(data, *, declared=None, tld=None)"),
        (hansift.decode, "(data, *, encoding=None, declared=None, private_use='keep')"),
        (hansift.extract, "(source, *, format='auto', site=None, keep=())"),
        (hansift.clean, "(text, *, profile='web', disable=(), enable=(), punctuation='')"),
        (hansift.identify, "(text)"),
        (hansift.convert, "(text, config, *, context=True)"),
        (hansift.Converter, "(config, *, context=True, user_dictionary=None)"),
        (hansift.restore, "(text)"),
        (hansift.split, "(text, *, quotes='outer', newlines='auto', profile=None, semicolons=False)"),
        (hansift.split_spans, "(text, *, unit='codepoint', quotes='outer', newlines='auto', profile=None, semicolons=False)"),
        (
            hansift.chunk,
            "(text, *, max_chars=None, max_bytes=None, max_tokens=None, count=None, overlap=0, keep='sentences',"
            " quotes='outer', newlines='auto', profile=None, semicolons=False)",
        ),
        (hansift.signals, "(text)"),
        (hansift.fingerprint, "(text)"),
        (hansift.Pipeline, "(profile='web', script=None, **overrides)"),
        (hansift.Pipeline.batch, "(self, arrow, threads=None)"),
        (hansift.rules, "()"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_signatures_are_the_design(function: Callable[..., Any], signature: str) -> None:
    found = inspect.signature(function)
    bare = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in found.parameters.values()]
    assert str(found.replace(parameters=bare, return_annotation=inspect.Signature.empty)) == signature


def test_errors() -> None:
    assert issubclass(hansift.ConfigError, hansift.Error)
    assert issubclass(hansift.ConfigError, ValueError)
    assert issubclass(hansift.DataError, hansift.Error)
    assert issubclass(hansift.IoError, hansift.Error)
    assert issubclass(hansift.IoError, OSError)
    assert not issubclass(hansift.Error, ValueError)
    with pytest.raises(ValueError, match="choose one of"):
        hansift.convert("x", "s2x")
    error = pickle.loads(pickle.dumps(hansift.ConfigError("x")))
    assert type(error) is hansift.ConfigError


def test_messages_are_short() -> None:
    with pytest.raises(hansift.ConfigError) as caught:
        hansift.convert("x", "长" * 10_000)
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("name", ["hansift", *[f"hansift.{room}" for room in ROOMS]])
def test_examples_of_the_docstrings_run(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted or name == "hansift.pipeline"  # Pipeline says that it lives in hansift
    assert found.failed == 0


def test_everything_public_is_documented() -> None:
    for name in hansift.__all__:
        assert name == "__version__" or inspect.getdoc(getattr(hansift, name)), name
    for room in ROOMS:
        module = importlib.import_module(f"hansift.{room}")
        assert module.__doc__
        assert all(hasattr(module, name) for name in module.__all__)


def in_new_process(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_import_brings_nothing_heavy() -> None:
    loaded = in_new_process("import sys; before = set(sys.modules); import hansift; print(*sorted(set(sys.modules) - before))").split()
    assert {"hansift", "hansift._core"} <= set(loaded)
    slow = {
        "typing",
        "dataclasses",
        "inspect",
        "re",
        "enum",
        "json",
        "logging",
        "pathlib",
        "asyncio",
        "pyarrow",
        "numpy",
        "pandas",
        "polars",
    }
    assert slow.isdisjoint(loaded)
    assert not {name for name in loaded if name.startswith(("hansift.cli", "hansift.io", "hansift.report", "hansift.engines"))}


def test_results_do_not_keep_more_alive_than_they_show() -> None:
    """The lazy parts of a result work after everything else is gone, and are made once."""
    page = hansift.extract("".join(["# 标题\n\n", "河边的老树长出了新叶，孩子们在树下跑来跑去。\n\n" * 3]))
    blocks = page.blocks
    assert page.blocks is blocks
    assert blocks[0].kind in ("title", "heading", "paragraph")


def test_functions_run_side_by_side() -> None:
    text = "共１２元，今天天氣很好。&#65306;" * 200
    expected = [function(text) for function in ON_TEXT.values()]
    wrong: list[int] = []

    def work() -> None:
        for _ in range(3):
            wrong.extend(i for i, function in enumerate(ON_TEXT.values()) if function(text) != expected[i])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_long_work_lets_others_run() -> None:
    """The GIL is released: with no forced switch, another thread comes to its turn while a long text is cleaned."""
    text = "共１２元，今天天氣很好，&#65306;河边的老树。" * 2_000
    go, came = threading.Lock(), threading.Event()
    interval = sys.getswitchinterval()
    go.acquire()
    thread = threading.Thread(target=lambda: (go.acquire(), came.set()))
    thread.start()
    sys.setswitchinterval(60)  # only a release lets the other thread in
    try:
        go.release()
        for _ in range(2000):
            hansift.clean(text)
            if came.is_set():
                break
        released = came.is_set()
    finally:
        sys.setswitchinterval(interval)
        thread.join()
    assert released

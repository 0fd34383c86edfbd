"""identify, convert, Converter and restore as Python sees them, and the room's case files."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import hansift
from hansift.script import conversions, load_user_dictionary


@pytest.mark.cases("script/convert.jsonl")
def test_convert(case: dict[str, Any]) -> None:
    converter = hansift.Converter(
        case["config"], context=case.get("context", True), user_dictionary=[tuple(pair) for pair in case.get("user_dictionary", ())]
    )
    assert converter(case["input"]) == case["expected"], case["why"]
    traced = converter.convert_traced(case["input"])
    assert traced.text == case["expected"]
    assert traced.trace.verify()


def rows(name: str) -> list[dict[str, Any]]:
    path = Path(__file__).parent.parent / "data" / "script" / name
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_departures_of_context_are_flagged() -> None:
    departed = 0
    for case in rows("context.jsonl")[::7]:
        converter = hansift.Converter(case["config"])
        plain = hansift.convert(case["input"], case["config"], context=False)
        traced = converter.convert_traced(case["input"])
        assert traced.text == converter(case["input"]) == case["expected"]
        assert traced.trace.verify()
        if plain != traced.text and case["config"] == "s2tw":
            departed += 1
            assert traced.flags, case
        for flag in traced.flags:
            assert flag.rule.startswith("script.context.")
            assert 0 <= flag.span.begin < flag.span.end <= len(case["input"])
            assert "margin" in flag.reason
    assert departed > 80


def test_round_trip() -> None:
    converter = hansift.Converter("s2twp")
    trip = converter.round_trip("服务器的内存和头发😀")
    assert (trip.text, trip.back, trip.lost) == ("伺服器的記憶體和頭髮😀", "服务器的内存和头发😀", ())
    source = "😀芸術と藝術"
    trip = hansift.Converter("t2jp").round_trip(source)
    assert [source[span.begin : span.end] for span in trip.lost] == ["芸"]
    for name in conversions():
        assert hansift.Converter(name).round_trip("").lost == ()


def test_lines_in_the_target_script_stay() -> None:
    traditional = "范先生寫信給里長，講后冠的事"
    assert hansift.convert(traditional, "s2tw") == traditional
    traced = hansift.Converter("s2tw").convert_traced(traditional + "\n头发\n")
    assert traced.text == traditional + "\n頭髮\n"
    assert traced.flags[0].rule == "script.context.already"


@pytest.mark.cases("script/identify.jsonl")
def test_identify(case: dict[str, Any]) -> None:
    report = hansift.identify(case["input"])
    assert report.script == case["expected"], case["why"]
    assert 0 <= report.confidence <= 1
    assert all(type(count) is int for count in report.evidence.values())


@pytest.mark.cases("script/restore.jsonl")
def test_restore(case: dict[str, Any]) -> None:
    restored = hansift.restore(case["input"])
    assert restored.text == case["expected"], case["why"]
    assert restored.trace.verify()
    assert all(edit.rule.startswith("script.restore") for edit in restored.edits)


def test_untouched_text_is_the_same_object() -> None:
    text = "plain text"
    assert hansift.convert(text, "s2t") is text
    assert hansift.restore(text).text is text


def test_every_width_of_str() -> None:
    convert = hansift.Converter("s2t", context=False)
    cases = {"汉字": "漢字", "汉字😀汉字" * 200: "漢字😀漢字" * 200, "é": "é", "汉\x00字": "漢\x00字", "": "", "\U0002b300": "襀"}
    for text, expected in cases.items():
        made = convert(text)
        assert made == expected
        assert hash(made) == hash(expected)  # of the same width
        assert hansift.convert(text, "s2t") == expected

    class Own(str):
        pass

    assert type(convert(Own("木"))) is str
    for text in ("木" * 3000, "木😀"):
        assert convert(text) is text


@pytest.mark.parametrize("text", ["\ud83d", "汉\udc00", "😀\ud800", "\udc00" * 3000])
def test_half_a_character_is_refused(text: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        hansift.convert(text, "s2t")


def test_converter_is_picklable_by_its_configuration() -> None:
    converter = hansift.Converter("s2tw", context=False, user_dictionary={"云端": "雲端"})
    again = pickle.loads(pickle.dumps(converter))
    assert (again.config, again.context, again.user_dictionary) == ("s2tw", False, {"云端": "雲端"})
    assert again("云端汉字") == converter("云端汉字")
    assert repr(converter) == "Converter('s2tw', context=False, user_dictionary=<1 words>)"


def test_calls_of_a_converter() -> None:
    convert = hansift.Converter("s2t")
    assert convert(text="汉字") == convert("汉字") == "漢字"
    for arguments in ((), ("汉", "字"), (b"",), (None,)):
        with pytest.raises(TypeError):
            convert(*arguments)  # type: ignore[arg-type, call-arg]
    with pytest.raises(TypeError):
        hansift.Converter.__new__(hansift.Converter)("汉")
    with pytest.raises(TypeError):
        hansift.Converter.__new__(hansift.Converter).convert_traced("汉")


def test_names() -> None:
    names = conversions()
    assert list(names) == sorted(names)
    assert {"s2t", "s2tw", "s2twp", "s2hk", "t2s", "tw2s", "tw2sp", "hk2s", "t2tw", "zh-Hans", "zh-Hant-TW"} <= set(names)


@pytest.mark.parametrize("config", ["s2x", "", "zh-Hant-XX"])
def test_unknown_configurations_are_refused(config: str) -> None:
    with pytest.raises(hansift.ConfigError, match="s2t"):
        hansift.convert("汉字", config)
    with pytest.raises(hansift.ConfigError, match="s2t"):
        hansift.Converter(config)


def test_user_dictionary_is_checked() -> None:
    with pytest.raises(hansift.ConfigError):
        hansift.Converter("s2t", user_dictionary=[("云", "雲"), ("云", "云")])
    with pytest.raises(hansift.ConfigError):
        hansift.Converter("s2t", user_dictionary={"": "x"})
    with pytest.raises(TypeError):
        hansift.Converter("s2t", user_dictionary={"a": 1})  # type: ignore[dict-item]


def test_user_dictionary_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "字典.txt"
    path.write_text("# own words\n云端\t雲端 其他\n青梧镇\t青梧鎮公所\n", encoding="utf-8")
    words = {"云端": "雲端", "青梧镇": "青梧鎮公所"}
    assert load_user_dictionary(path) == words
    for given in (path, str(path)):
        converter = hansift.Converter("s2tw", user_dictionary=given)
        assert converter("青梧镇的云端汉字") == "青梧鎮公所的雲端漢字"
        assert pickle.loads(pickle.dumps(converter)).user_dictionary == words


@pytest.mark.parametrize(
    ("line", "reason"),
    [("云 雲".encode(), "no tab"), (b"\tx", "no word"), ("云\t云".encode(), "line 1"), (b"\xe4\ta", "UTF-8"), (b"a\tb\tc", "more than one tab")],
)
def test_malformed_user_dictionary_files_are_refused(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes("云\t雲\n\n".encode() + line + b"\n")
    with pytest.raises(hansift.ConfigError, match=rf"words\.txt:3: .*{reason}"):
        hansift.Converter("s2t", user_dictionary=path)
    with pytest.raises(hansift.IoError, match="nowhere"):
        hansift.Converter("s2t", user_dictionary=tmp_path / "nowhere")


def test_own_words_in_every_width_of_str() -> None:
    convert = hansift.Converter("s2t", context=False, user_dictionary={"é": "e", "云": "😀", "😁": "汉"})
    cases = {"é": "e", "café云汉": "cafe😀漢", "😁汉😁": "汉漢汉", "云" * 3000: "😀" * 3000, "汉😁" * 2000: "漢汉" * 2000, "木": "木"}
    for text, expected in cases.items():
        made = convert(text)
        assert made == expected
        assert hash(made) == hash(expected)
        assert convert.convert_traced(text).text == expected
    with pytest.raises(UnicodeEncodeError):
        convert("云\ud83d")


def test_notebook_shows_the_difference() -> None:
    assert "<" in hansift.Converter("s2t").convert_traced("汉字")._repr_html_()

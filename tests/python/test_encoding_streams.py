"""Decoder, encode and the private-use policy; and the codecs of Python as an oracle where they follow the same tables."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hansift
from hansift.encoding import Decoder, encode, encodings

NAMES = encodings()
PIECES = st.sampled_from(
    b"a 0 \x81 ~ ~{VP ~} \x1b$B \x1b(B \x1b$)A \x1b$)C \x1b$*H \x1bN \x0e \x0f \x8e\xa2 \x8f\xb0 \xa1\xa1 \xfe\x51 \xe4\xb8 \xef\xbb\xbf \xff\xfe"
    b" \xd8 \x3d \xde \x00 \xff".split(b" ")
)


@given(name=st.sampled_from(NAMES), pieces=st.lists(st.one_of(PIECES, st.binary(max_size=9)), max_size=30), again=st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_stream_is_its_pieces(name: str, pieces: list[bytes], again: bool) -> None:
    data = b"".join(pieces)
    whole = hansift.decode(data, encoding=name, private_use="flag")
    decoder = Decoder(name, private_use="flag")
    for _ in range(2 if again else 1):
        text, lost, flags = "", [], []
        for piece in [*pieces, None]:
            text += decoder.finish() if piece is None else decoder.feed(piece)
            lost += decoder.replacements
            flags += decoder.flags
        assert text == whole.text
        assert tuple(lost) == whole.replacements
        assert tuple(flags) == whole.flags
    assert decoder.encoding == whole.encoding


def test_a_mixed_file_is_decoded_by_its_spans() -> None:
    first = "第一行是用国标编码写的，内容很普通。\n".encode("gbk")
    second = "第二行却是用统一码写的，内容也很普通。\n".encode()
    data = first * 3 + second * 3
    spans = (hansift.EncodingSpan(0, len(first) * 3, "gbk"), hansift.EncodingSpan(len(first) * 3, len(data), "utf-8"))
    decoder = Decoder(spans=spans)
    assert "".join(decoder.feed(data[i : i + 1]) for i in range(len(data))) + decoder.finish() == first.decode("gbk") * 3 + second.decode() * 3


def test_decoders_need_an_encoding() -> None:
    with pytest.raises(hansift.ConfigError):
        Decoder()
    with pytest.raises(hansift.ConfigError, match="klingon"):
        Decoder("klingon-8")
    with pytest.raises(hansift.ConfigError, match="klingon"):
        Decoder(spans=[hansift.EncodingSpan(0, 1, "klingon-8")])
    with pytest.raises(hansift.ConfigError, match="private_use"):
        Decoder("gbk", private_use="burn")
    with pytest.raises(TypeError):
        Decoder("gbk").feed("text")  # type: ignore[arg-type]


def test_a_gigabyte_takes_no_memory() -> None:
    import resource

    piece = ("河边的老树长出了新叶。" * 3000).encode("gb18030") + b"\xff"
    decoder = Decoder("gb18030")
    decoder.feed(piece)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range((1 << 30) // len(piece)):
        decoder.feed(piece)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kilobytes
    assert decoder.replacement_count == (1 << 30) // len(piece) + 1


def test_private_use() -> None:
    data = b"a\xfe\x51\xaa\xa1"
    assert hansift.decode(data, encoding="gbk").text == "a\ue816\ue000"
    standard = hansift.decode(data, encoding="gbk", private_use="standard")
    assert standard.text == "a\U00020087\ue000"
    assert standard.trace.edits[0].rule == "encoding.private_use"
    assert standard.trace.verify()
    flagged = hansift.decode(data, encoding="gbk", private_use="flag")
    assert [(flag.span, flag.rule) for flag in flagged.flags] == [((1, 3), "encoding.private_use"), ((3, 5), "encoding.private_use")]
    with pytest.raises(hansift.ConfigError, match="private_use"):
        hansift.decode(data, private_use="burn")


def test_the_trace_is_made_late_and_is_the_same() -> None:
    data = "春天来了abc".encode("gbk") + b"\xff"
    decoded = hansift.decode(data, encoding="gbk")
    assert pickle.loads(pickle.dumps(decoded)) == decoded
    assert decoded.trace is decoded.trace
    assert decoded.trace.verify()
    assert decoded.trace.output == decoded.text
    assert hansift.decode(b"plain", encoding="gbk").text == "plain"
    assert hansift.decode("é".encode("euc-jp"), encoding="euc-jp").text == "é"


def test_encoding() -> None:
    encoded = encode("a瑞b", "latin1", errors="html")
    assert (encoded.data, encoded.encoding, encoded.unencodable) == (b"a&#29790;b", "windows-1252", (hansift.Span(1, 2),))
    assert encode("a瑞b", "latin1").data == b"a?b"
    with pytest.raises(hansift.DataError, match=r"windows-1252 has no '瑞' \(character 1"):
        encode("a瑞b", "latin1", errors="strict")
    for wrong in ({"encoding": "klingon-8"}, {"encoding": "replacement"}, {"encoding": "gbk", "errors": "ignore"}):
        with pytest.raises(hansift.ConfigError):
            encode("a", **wrong)
    with pytest.raises(UnicodeEncodeError):
        encode("\ud800", "gbk")


@given(text=st.text(st.characters(exclude_categories=["Cs"])), name=st.sampled_from([n for n in NAMES if n != "replacement"]))
@settings(max_examples=300, deadline=None)
def test_what_is_encoded_comes_back(text: str, name: str) -> None:
    encoded = encode("x" + text, name)
    lossy = set("¥‾−") | {chr(c) for c in range(0xFF61, 0xFFA0)} | {chr(c) for c in range(0xE78D, 0xE865)}
    if not encoded.unencodable and not lossy & set(text):
        assert hansift.decode(encoded.data, encoding=name).text == "x" + text


def scalars() -> Iterator[str]:
    return (chr(c) for c in range(0x80, 0x30000) if not 0xD800 <= c <= 0xDFFF)


#: our name -> Python's codec, and the characters in which Python's tables are others (a function of the character)
ORACLES = {
    "gbk": ("gbk", lambda c: False),
    "euc-kr": ("cp949", lambda c: False),
    "shift_jis": ("cp932", lambda c: c in "\x80\xa5‾−\xa0¢£¬‖〜" or "\ue000" <= c <= "\uf8ff"),
    "johab": ("johab", lambda c: c == "₩"),
    "big5": ("cp950", lambda c: not "\u4e00" <= c <= "\u9fff" or c == "仝"),  # symbols and what ETEN added have other codes
    "koi8-u": ("koi8_u", lambda c: c in "╝╬"),
    "windows-1251": ("cp1251", lambda c: c == "\x98"),
}


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_encode_agrees_with_the_codecs_of_python(name: str) -> None:
    codec, differs = ORACLES[name]
    wrong = []
    for c in scalars():
        if differs(c):
            continue
        try:
            expected = c.encode(codec)
        except UnicodeEncodeError:
            continue
        if name == "shift_jis" and expected[0] in (0xED, 0xEE):
            continue  # NEC's copies of IBM's characters, which the standard never writes
        encoded = encode(c, name)
        if encoded.unencodable or encoded.data != expected:
            wrong.append((c, f"{ord(c):X}", encoded.data, expected))
    assert not wrong, (len(wrong), wrong[:20])


@pytest.mark.parametrize(("name", "codec"), [("johab", "johab"), ("hz", "hz"), ("iso-2022-kr", "iso2022_kr")])
def test_decode_agrees_with_the_codecs_of_python(name: str, codec: str) -> None:
    """Every two-byte code that Python maps, by itself."""
    wrong = []
    for lead in range(0x21, 0xFF):
        for trail in range(0x21, 0xFF):
            code = bytes([lead, trail])
            if name == "johab" and lead < 0x80:
                continue
            if name != "johab" and (lead > 0x7E or trail > 0x7E):
                continue
            data = {"johab": b"%b", "hz": b"~{%b~}", "iso-2022-kr": b"\x1b$)C\x0e%b\x0f"}[name] % code
            try:
                expected = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if len(expected) == 1 and (got := hansift.decode(data, encoding=name).text) != expected:
                wrong.append((code.hex(), got, expected))
    assert len(wrong) <= len(KNOWN[name]), wrong[:30]
    assert {code for code, _, _ in wrong} <= KNOWN[name], wrong[:30]


#: Codes that Python reads otherwise. johab: no character is made of fillers only. hz: U+00B7 and U+2014 as in the standard's gb18030, where
#: Python's GB 2312 has U+30FB and U+2015.
KNOWN: dict[str, set[str]] = {"johab": {"8441"}, "hz": {"2124", "212a"}, "iso-2022-kr": set()}

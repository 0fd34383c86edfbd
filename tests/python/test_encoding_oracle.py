"""decode and encode against encoding_rs, byte by byte, where `make bench-peers` has built it (build/peers)."""

from __future__ import annotations

import ctypes
import os
import random
from pathlib import Path

import pytest

import hansift
from hansift.encoding import encode, encodings

LIBRARY = Path(os.environ.get("HANSIFT_PEERS_LIBRARY", Path(__file__).parents[2] / "build/peers/release/libpeers_native.so"))
pytestmark = pytest.mark.skipif(not LIBRARY.is_file(), reason="build/peers is not built: make bench-peers")
BEYOND = {"hz", "euc-tw", "johab", "iso-2022-kr", "iso-2022-cn", "viscii", "kz1048", "ptcp154", "koi8-t", "replacement"}
STANDARD = [
    name for name in encodings()
    if name not in BEYOND and not name.startswith(("cp", "utf-32")) and (not name.startswith("x-mac") or name == "x-mac-cyrillic")
]  # fmt: skip
DOUBLE = ("gb18030", "gbk", "big5", "euc-kr", "shift_jis", "euc-jp")


def oracle(label: str, data: bytes, *, back: bool = False) -> bytes:
    library = ctypes.CDLL(str(LIBRARY))
    convert = library.rs_convert
    convert.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]
    convert.restype = ctypes.c_ssize_t
    room = ctypes.create_string_buffer(12 * len(data) + 16)
    size = convert(label.encode(), int(back), data, len(data), room, len(room))
    assert 0 <= size <= len(room)
    return room.raw[:size]


def agree(label: str, data: bytes) -> None:
    mine, other = hansift.decode(data, encoding=label).text, oracle(label, data).decode()
    if mine != other:
        at = next((i for i, (a, b) in enumerate(zip(mine, other, strict=False)) if a != b), min(len(mine), len(other)))
        pytest.fail(f"{label}: at character {at}: {mine[at : at + 8]!r}, not {other[at : at + 8]!r}")


@pytest.mark.parametrize("label", STANDARD)
def test_every_pair_of_bytes(label: str) -> None:
    agree(label, b"x\n" + b"".join(bytes([a, b, 10]) for a in range(256) for b in range(256)))
    agree(label, b"x\n" + b"".join(bytes([a, b]) for a in range(256) for b in range(256)))


@pytest.mark.parametrize("label", STANDARD)
def test_hostile_bytes(label: str) -> None:
    rng = random.Random(label)
    pool = bytes(range(256)) + b"\x1b$B(J)I\x0e\x0f\x30\x39\x80\x81\x84\x8e\x8f\xa1\xc2\xd8\xdc\xe0\xed\xf0\xf4\xfe\xff" * 9
    agree(label, b"x" + bytes(rng.choices(pool, k=300_000)))
    for _ in range(500):
        agree(label, b"x" + bytes(rng.choices(pool, k=rng.randrange(24))))


def test_every_code_of_three_and_four_bytes() -> None:
    agree("euc-jp", b"".join(bytes([0x8F, a, b, 10]) for a in range(256) for b in range(256)))
    fours = [bytes([a, b, c, d]) for a in range(0x81, 0xFF) for b in range(0x30, 0x3A) for c in range(0x81, 0xFF) for d in range(0x30, 0x3A)]
    agree("gb18030", b"\n".join(fours))


@pytest.mark.parametrize("label", [name for name in STANDARD if not name.startswith("utf-16")])
def test_every_character_is_written_as_the_standard_says(label: str) -> None:
    last = 0x110000 if label in ("utf-8", "gb18030") else 0x30000
    scalars = [chr(c) for c in range(last) if not 0xD800 <= c <= 0xDFFF]
    random.Random(label).shuffle(scalars)
    text = "".join(scalars)
    mine, other = encode(text, label, errors="html").data, oracle(label, text.encode(), back=True)
    if mine != other:
        at = next((i for i, (a, b) in enumerate(zip(mine, other, strict=False)) if a != b), min(len(mine), len(other)))
        pytest.fail(f"{label}: at byte {at}: {mine[at : at + 20]!r}, not {other[at : at + 20]!r}")

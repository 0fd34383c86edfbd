"""Peers that are C, C++ or Rust: the crate in native/ (encoding_rs and Google CED; `make bench-peers` builds it if there is a cargo) and the
system's uchardet. What is not there is left out.
"""
from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
LIBRARY = FOLDER.parent.parent / "build" / "peers" / "release" / "libpeers_native.so"


def _library() -> ctypes.CDLL | None:
    path = os.environ.get("HANSIFT_PEERS_LIBRARY", str(LIBRARY))
    return ctypes.CDLL(path) if Path(path).is_file() else None


def _version(crate: str) -> str:
    found = re.search(rf'name = "{crate}"\nversion = "([^"]+)"', (FOLDER / "native" / "Cargo.lock").read_text("utf-8"))
    return found[1] if found else ""


def decoders(encoding: str) -> dict[str, Callable[[bytes], Any]]:
    """encoding_rs, from bytes to a Rust String: hansift makes a Python str in the same time."""
    library = _library()
    if library is None:
        return {}
    library.rs_decode.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_size_t]
    library.rs_decode.restype = ctypes.c_ssize_t
    label = encoding.encode()

    def decode(data: bytes) -> int:
        size: int = library.rs_decode(label, data, len(data), 1)
        assert size >= 0, encoding
        return size
    return {f"encoding_rs {_version('encoding_rs')} (native call)": decode}


def detectors() -> dict[str, Callable[[bytes], Any]]:
    """CED and uchardet."""
    found: dict[str, Callable[[bytes], Any]] = {}
    library = _library()
    if library is not None:
        library.ced_detect.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
        library.ced_detect.restype = ctypes.c_char_p
        found[f"Google CED (crate compact-enc-det {_version('compact-enc-det')})"] = lambda data: library.ced_detect(data, len(data), None)
    try:
        uchardet = ctypes.CDLL(os.environ.get("UCHARDET_LIBRARY", "libuchardet.so.0"))
    except OSError:
        return found
    uchardet.uchardet_new.restype = ctypes.c_void_p
    for name in ("uchardet_data_end", "uchardet_reset", "uchardet_get_charset"):
        getattr(uchardet, name).argtypes = [ctypes.c_void_p]
    uchardet.uchardet_get_charset.restype = ctypes.c_char_p
    uchardet.uchardet_handle_data.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    handle = uchardet.uchardet_new()

    def detect(data: bytes) -> bytes:
        uchardet.uchardet_reset(handle)
        uchardet.uchardet_handle_data(handle, data, len(data))
        uchardet.uchardet_data_end(handle)
        name: bytes = uchardet.uchardet_get_charset(handle)
        return name
    return found | {"uchardet (system)": detect}

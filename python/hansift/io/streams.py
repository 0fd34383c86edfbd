"""Byte streams, compressed or not; the extras they need."""

from __future__ import annotations

import gzip
import importlib
import os
import stat
import sys
from types import ModuleType, TracebackType
from typing import IO, Any, cast

from hansift import IoError

EXTRAS = {"zstandard": "zstd", "fastwarc": "warc", "pyarrow": "parquet"}


def require(module: str, use: str) -> ModuleType:
    """Import an optional package, or say how to get it.

    Raises
    ------
    IoError
        If it is not installed; the message has the command.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise IoError(f"{use} needs {package} (pip install 'hansift[{EXTRAS.get(package, package)}]')") from error


def compression_of(path: str) -> str:
    """`gz`, `zst` or nothing, by the name."""
    lower = path.lower()
    return "gz" if lower.endswith(".gz") else "zst" if lower.endswith((".zst", ".zstd")) else ""


def bare_name(path: str) -> str:
    """The name without the suffix of a compression.

    >>> bare_name("a.jsonl.zst")
    'a.jsonl'
    """
    return path[: path.rindex(".")] if compression_of(path) else path


class CountedFile:
    """A raw file that counts what was read, so that progress is in bytes of the file even when it is compressed."""

    def __init__(self, raw: IO[bytes]) -> None:
        self.raw = raw
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self.raw.read(size)
        self.count += len(data)
        return data

    def readline(self, limit: int = -1) -> bytes:
        data = self.raw.readline(limit)
        self.count += len(data)
        return data

    def readinto(self, buffer: Any) -> int:
        count = cast(int, self.raw.readinto(buffer))  # type: ignore[attr-defined]
        self.count += count
        return count

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        return self.count

    @property
    def closed(self) -> bool:
        return self.raw.closed

    def close(self) -> None:
        self.raw.close()


def decompressed(raw: IO[bytes], compression: str) -> IO[bytes]:
    """The stream inside a compressed one."""
    if compression == "gz":
        return cast(IO[bytes], gzip.GzipFile(fileobj=raw))
    if compression == "zst":
        if sys.version_info >= (3, 14):
            from compression import zstd  # the standard library has it from 3.14 on

            return cast(IO[bytes], zstd.ZstdFile(raw))
        import io

        zstandard = require("zstandard", "reading .zst")
        reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        return cast(IO[bytes], io.BufferedReader(reader, 1 << 16))
    return raw


def decompression_errors() -> tuple[type[BaseException], ...]:
    """What a damaged compressed file raises while it is read."""
    import zlib

    found: list[type[BaseException]] = [OSError, EOFError, zlib.error]
    if sys.version_info >= (3, 14):
        from compression import zstd

        found.append(zstd.ZstdError)
    elif "zstandard" in sys.modules:
        found.append(sys.modules["zstandard"].ZstdError)
    return tuple(found)


class OutputFile:
    """A file that appears under its name only when it is complete: written beside it as NAME.part, then renamed.

    What is not a regular file (a pipe, /dev/null) is written directly. Leaving the block by an exception removes the part.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._direct = os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode)
        self._part = path if self._direct else path + ".part"
        try:
            self.raw: IO[bytes] = open(self._part, "wb")  # noqa: SIM115 (closed by close)
        except OSError as error:
            raise IoError(f"cannot write {path}: {error.strerror} (choose another -o)") from error
        self.stream: IO[bytes] = self._compressed(compression_of(path))

    def _compressed(self, compression: str) -> IO[bytes]:
        if compression == "gz":
            # No name and no time in the header: the same records give the same bytes.
            return cast(IO[bytes], gzip.GzipFile(filename="", mode="wb", fileobj=self.raw, compresslevel=6, mtime=0))
        if compression == "zst":
            try:
                if sys.version_info >= (3, 14):
                    from compression import zstd

                    return cast(IO[bytes], zstd.ZstdFile(self.raw, "wb"))
                compressor = require("zstandard", "writing .zst").ZstdCompressor(level=3)
                return cast(IO[bytes], compressor.stream_writer(self.raw, closefd=False))
            except IoError:
                self.discard()
                raise
        return self.raw

    def close(self) -> None:
        if self.stream is not self.raw:
            self.stream.close()
        self.raw.close()
        if not self._direct:
            os.replace(self._part, self.path)

    def discard(self) -> None:
        self.raw.close()
        if not self._direct and os.path.exists(self._part):
            os.unlink(self._part)

    def __enter__(self) -> OutputFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()

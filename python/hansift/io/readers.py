"""From names of files and folders to documents, one after another, never all at once."""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import IO, cast

from hansift import ConfigError, IoError
from hansift.io.documents import Document, Rejected, scalar, shown
from hansift.io.streams import CountedFile, bare_name, compression_of, decompressed, decompression_errors, require

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".txt", ".text", ".md", ".markdown")
ROW_SUFFIXES = (".jsonl", ".ndjson")
ARCHIVE_SUFFIXES = (".warc",)
KINDS = ("auto", "page", "jsonl", "warc")
MAX_BYTES = 64 << 20


def kind_of(path: str) -> str | None:
    """`page`, `jsonl`, `warc`, or None for a name that says nothing."""
    lower = bare_name(path).lower()
    if lower.endswith(ROW_SUFFIXES):
        return "jsonl"
    if lower.endswith(ARCHIVE_SUFFIXES):
        return "warc"
    return "page" if lower.endswith(PAGE_SUFFIXES) else None


class Reader:
    """Documents of files and folders, in a fixed order.

    Parameters
    ----------
    inputs : iterable of str
        Files, folders (walked in the order of their names; hidden files left out) and `-` for standard input.
    kind : {"auto", "page", "jsonl", "warc"}, default "auto"
        What the files are. `auto` goes by the name: .html .htm .txt .md are pages, .jsonl(.zst, .gz) rows, .warc(.gz) archives;
        a named file of another name is a page, in a folder it is skipped. Standard input is rows if it begins with `{`.
    max_bytes : int, default 64 MiB
        A larger document is rejected, so that memory is bounded.
    exclude : iterable of str
        Files to leave out of folders: the output that is being written.

    Yields
    ------
    Document or Rejected
        Rejected for what is missing, broken, too large or no page: reported, never fatal.

    Raises
    ------
    IoError
        If a package that a file needs is not installed.

    Notes
    -----
    Rows are objects with `text`, `html` (both decoded) or `raw_b64` (bytes), and, if they like, `id`, `url` and `declared`.
    """

    def __init__(
        self,
        inputs: Iterable[str | os.PathLike[str]],
        *,
        kind: str = "auto",
        max_bytes: int = MAX_BYTES,
        exclude: Iterable[str] = (),
    ) -> None:
        if kind not in KINDS:
            raise ConfigError(f"unknown kind of input '{kind}'; choose one of: {', '.join(KINDS)}")
        if max_bytes < 1:
            raise ConfigError(f"max_bytes is {max_bytes}; it must be at least 1")
        self.inputs = [os.fspath(item) for item in inputs]
        self.kind = kind
        self.max_bytes = max_bytes
        self._exclude = {os.path.realpath(path) for path in exclude}
        self._done = 0
        self._open: CountedFile | None = None

    @property
    def bytes_read(self) -> int:
        """Bytes of the input files that were read so far."""
        return self._done + (self._open.count if self._open else 0)

    def total_bytes(self) -> int | None:
        """Bytes of all input files together; None if standard input is among them."""
        if "-" in self.inputs:
            return None
        total = 0
        for path, _ in self._files():
            with contextlib.suppress(OSError):
                total += os.stat(path).st_size
        return total

    def __iter__(self) -> Iterator[Document | Rejected]:
        for path, kind in self._files():
            if path == "-":
                yield from self._read(CountedFile(sys.stdin.buffer), "-", kind or "stdin")
                continue
            if kind is None:
                yield Rejected(shown(path), "not a page, .jsonl or .warc by its name", "skipped")
                continue
            try:
                if os.path.isdir(path):  # only a folder that could not be listed comes here
                    os.listdir(path)
                raw = open(path, "rb")  # noqa: SIM115 (closed below)
            except OSError as error:
                yield Rejected(shown(path), error.strerror or str(error))
                continue
            with raw:
                self._open = CountedFile(raw)
                yield from self._read(self._open, path, kind)
                self._done += self._open.count
                self._open = None

    def _files(self) -> Iterator[tuple[str, str | None]]:
        """(path, kind) of every file; kind None: nothing for us."""
        forced = None if self.kind == "auto" else self.kind
        for item in self.inputs:
            if item == "-":
                yield item, forced
            elif os.path.isdir(item):
                failures: list[OSError] = []
                for folder, folders, names in os.walk(item, onerror=failures.append):
                    folders[:] = sorted(name for name in folders if not name.startswith("."))
                    for name in sorted(names):
                        path = os.path.join(folder, name)
                        if not name.startswith(".") and not (self._exclude and os.path.realpath(path) in self._exclude):
                            yield path, forced or kind_of(path)
                for error in failures:
                    yield cast(str, error.filename), "page"
            else:
                yield item, forced or kind_of(item) or "page"

    def _read(self, raw: CountedFile, path: str, kind: str) -> Iterator[Document | Rejected]:
        stream = decompressed(cast("IO[bytes]", raw), compression_of(path) if kind != "warc" else "")
        name = shown(path)
        try:
            if kind == "stdin":
                yield from self._standard_input(stream)
            elif kind == "jsonl":
                yield from self._rows(stream, name)
            elif kind == "warc":
                yield from self._archive(stream, name)
            else:
                yield self._page(stream.read(self.max_bytes + 1), name)
        except IoError:  # a missing package is an OSError, too, but no damage
            raise
        except decompression_errors() as error:
            yield Rejected(name, f"cannot be read to its end: {error}")

    def _page(self, data: bytes, name: str) -> Document | Rejected:
        if len(data) > self.max_bytes:
            return Rejected(name, f"larger than {self.max_bytes} bytes (raise --max-bytes)")
        return Document(data=data, path=name)

    def _standard_input(self, stream: IO[bytes]) -> Iterator[Document | Rejected]:
        first = stream.readline(self.max_bytes + 1)
        if first.lstrip().startswith(b"{"):
            yield from self._rows(stream, "-", first)
        else:
            yield self._page(first + stream.read(max(0, self.max_bytes + 1 - len(first))), "-")

    def _rows(self, stream: IO[bytes], name: str, first: bytes = b"") -> Iterator[Document | Rejected]:
        number = 0
        # Base64 makes four bytes of three; the rest is room for the other fields.
        limit = self.max_bytes * 4 // 3 + (1 << 20)
        while line := first or stream.readline(limit):
            first = b""
            number += 1
            where = f"{name}:{number}"
            if not line.endswith(b"\n") and len(line) >= limit:
                while (line := stream.readline(limit)) and not line.endswith(b"\n"):
                    pass
                yield Rejected(where, f"line of more than {limit} bytes (raise --max-bytes)")
            elif line.strip():
                yield self._row(line, where)

    def _row(self, line: bytes, where: str) -> Document | Rejected:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            return Rejected(where, f"no JSON: {error}")
        if not isinstance(row, dict):
            return Rejected(where, f"a JSON {type(row).__name__}; expected an object with text, html or raw_b64")
        given = [key for key in ("raw_b64", "html", "text") if row.get(key) is not None]
        if not given:
            return Rejected(where, "no text, html or raw_b64")
        value = row[given[0]]
        if not isinstance(value, str):
            return Rejected(where, f"{given[0]} is no string")
        data: bytes | str = scalar(value)
        if given[0] == "raw_b64":
            try:
                data = base64.b64decode(value, validate=True)
            except (binascii.Error, ValueError) as error:
                return Rejected(where, f"raw_b64 is no base64: {error}")
        found = Document(data=data, path=where, **{key: _text(row.get(key)) for key in ("id", "url", "declared")})
        if found.size > self.max_bytes:
            return Rejected(where, f"larger than {self.max_bytes} bytes (raise --max-bytes)")
        return found

    def _archive(self, stream: IO[bytes], name: str) -> Iterator[Document | Rejected]:
        warc = require("fastwarc.warc", "reading WARC")
        records = iter(warc.ArchiveIterator(stream, record_types=warc.WarcRecordType.response, parse_http=True, auto_decode="all"))
        while True:
            try:
                record = next(records)
            except StopIteration:
                return
            except Exception as error:  # a broken archive: what came before it is good
                yield Rejected(name, f"cannot be read to its end: {error}")
                return
            url = record.headers.get("WARC-Target-URI")
            identity = record.headers.get("WARC-Record-ID")
            where = f"{name}:{url or identity}"
            content = (record.http_content_type or "").lower()
            status = record.http_headers.status_code if record.http_headers is not None else None
            if status is not None and not 200 <= status < 300:
                yield Rejected(where, f"HTTP status {status}", "skipped")
                continue
            if content and not content.startswith(("text/", "application/xhtml")):
                yield Rejected(where, f"content type {content}", "skipped")
                continue
            try:
                data = record.reader.read(self.max_bytes + 1)
            except Exception as error:
                yield Rejected(where, f"cannot be read: {error}")
                continue
            if len(data) > self.max_bytes:
                yield Rejected(where, f"larger than {self.max_bytes} bytes (raise --max-bytes)")
                continue
            yield Document(data=data, path=name, id=identity, url=url, declared=record.http_charset or None)


def _text(value: object) -> str | None:
    """An identifier as text: numbers are common there."""
    return None if value is None else scalar(value if isinstance(value, str) else str(value))

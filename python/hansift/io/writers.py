"""Records to files: JSON Lines (plain, gzip, zstd) and Parquet."""

from __future__ import annotations

import json
from types import TracebackType
from typing import IO, Any, Protocol

from hansift import ConfigError, signals
from hansift.io.streams import OutputFile, bare_name, compression_of, require

Row = dict[str, Any]


def line_of(row: Row) -> bytes:
    """A row of JSON Lines, with its line feed.

    >>> line_of({"text": "好。"}).decode()
    '{"text": "好。"}\\n'
    """
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


class Writer(Protocol):
    """Takes rows, one by one; used in a `with` block. An exception inside the block leaves no file behind."""

    def write(self, row: Row) -> None: ...

    def __enter__(self) -> Writer: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None: ...


class JsonLinesWriter:
    """One object a line, UTF-8.

    Parameters
    ----------
    target : str or binary file
        A path (compressed by its suffix .gz or .zst), or an open stream, which is not closed.
    """

    def __init__(self, target: str | IO[bytes]) -> None:
        self._file = OutputFile(target) if isinstance(target, str) else None
        self._stream: IO[bytes] = self._file.stream if self._file else target  # type: ignore[assignment]

    def write(self, row: Row) -> None:
        self._stream.write(line_of(row))

    def __enter__(self) -> JsonLinesWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        if self._file:
            self._file.__exit__(kind, error, where)
        else:
            self._stream.flush()


class ParquetWriter:
    """Row groups of bounded size, zstd inside. Needs pyarrow.

    Parameters
    ----------
    path : str
        The file.
    rows, chars : int
        A row group is written when it has so many rows or characters of text.

    Notes
    -----
    The columns are fixed: those of `Pipeline.batch` (docs/schema.md), so files of different runs can be read together.
    """

    def __init__(self, path: str, *, rows: int = 4096, chars: int = 16_000_000) -> None:
        self._arrow = require("pyarrow", "writing Parquet")
        parquet = require("pyarrow.parquet", "writing Parquet")
        self._rows, self._chars = rows, chars
        self._pending: list[Row] = []
        self._pending_chars = 0
        self._schema = _schema(self._arrow)
        self._file = OutputFile(path)
        self._writer = parquet.ParquetWriter(self._file.raw, self._schema, compression="zstd")

    def write(self, row: Row) -> None:
        self._pending.append(_columns(row))
        self._pending_chars += len(row.get("text") or "")
        if len(self._pending) >= self._rows or self._pending_chars >= self._chars:
            self._flush()

    def _flush(self) -> None:
        if self._pending:
            self._writer.write_table(self._arrow.Table.from_pylist(self._pending, schema=self._schema))
            self._pending, self._pending_chars = [], 0

    def __enter__(self) -> ParquetWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        try:
            if kind is None:
                self._flush()
            self._writer.close()
        except BaseException:
            self._file.discard()
            raise
        self._file.__exit__(kind, error, where)


def open_writer(target: str | IO[bytes]) -> Writer:
    """The writer for a path by its suffix (.jsonl, .jsonl.gz, .jsonl.zst, .parquet), or JSON Lines for a stream.

    Raises
    ------
    ConfigError
        For another suffix.
    IoError
        If the file cannot be made, or a package is missing.
    """
    if not isinstance(target, str):
        return JsonLinesWriter(target)
    name = bare_name(target).lower()
    if name.endswith((".jsonl", ".ndjson", ".json")) or target == "/dev/null":
        return JsonLinesWriter(target)
    if name.endswith(".parquet") and not compression_of(target):
        return ParquetWriter(target)
    raise ConfigError(f"no format for output '{target}'; end it in one of: .jsonl, .jsonl.gz, .jsonl.zst, .parquet")


def _schema(arrow: Any) -> Any:
    """The columns of `Pipeline.batch`, behind `path`, `id` and `url`."""
    text, place = arrow.string(), arrow.int64()
    span = arrow.struct([("begin", arrow.int32()), ("end", arrow.int32())])
    flag = arrow.struct([("begin", place), ("end", place), ("rule", text), ("reason", text)])
    counted = signals("").to_dict()
    counts = arrow.struct([(name, arrow.float64() if isinstance(value, float) else arrow.int64()) for name, value in counted.items()])
    return arrow.schema(
        [
            ("path", text),
            ("id", text),
            ("url", text),
            ("text", text),
            ("title", text),
            ("metadata", arrow.map_(text, text)),
            ("encoding", text),
            ("encoding_confidence", arrow.float64()),
            ("format", text),
            ("script", text),
            ("script_confidence", arrow.float64()),
            ("keep", arrow.bool_()),
            ("reasons", arrow.list_(text)),
            ("sentences", arrow.list_(span)),
            ("signals", counts),
            ("fingerprint", text),
            ("bands", arrow.list_(arrow.uint64())),
            ("flags", arrow.list_(flag)),
            ("version", text),
            ("rules_version", arrow.int32()),
        ]
    )


def _columns(row: Row) -> Row:
    """A row as the schema has it: metadata as pairs, spans by name."""
    found = dict(row)
    found["metadata"] = list((row.get("metadata") or {}).items())
    found["sentences"] = [{"begin": begin, "end": end} for begin, end in row.get("sentences") or ()]
    return found

"""A pipeline as an engine wants it: small to send, quick to compare, Arrow in and Arrow out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import hansift
from hansift.io.streams import require

COLUMNS = ("text", "keep")


class Sift:
    """`Sift(script="zh-Hans")(batch) -> pyarrow.Table`.

    Parameters
    ----------
    columns : sequence of str, default ("text", "keep")
        What to give, of the columns of `Pipeline.batch` (docs/schema.md).
    raw, id : str, default "raw" and "id"
        The column of the pages (binary; a column of strings is taken as their UTF-8) and that of their names.
    drop : bool, default False
        Leave out the rows that the verdict drops.
    threads : int, default 1
        Threads of one call; engines bring their own processes. 0 = all cores.
    **configuration
        Arguments of `Pipeline`: profile, script, ...

    Notes
    -----
    Pickles as its configuration: the pipeline is made where it is first called, once. Two with the same configuration are equal and
    have the same fingerprint for the engines' caches. Needs pyarrow.

    Raises
    ------
    ConfigError
        For a wrong configuration, where it is made and not in a worker.
    """

    def __init__(
        self,
        *,
        columns: Sequence[str] = COLUMNS,
        raw: str = "raw",
        id: str = "id",
        drop: bool = False,
        threads: int = 1,
        **configuration: Any,
    ) -> None:
        hansift.Pipeline(**configuration)
        self.columns, self.raw, self.id, self.drop, self.threads = tuple(columns), raw, id, drop, threads
        self.configuration = configuration
        self._pipeline: hansift.Pipeline | None = None

    def __call__(self, batch: Any) -> Any:
        """The records of a RecordBatch, a Table, or anything that gives an Arrow stream."""
        arrow = require("pyarrow", "a batch")
        if self._pipeline is None:
            self._pipeline = hansift.Pipeline(**self.configuration)
        table = arrow.Table.from_batches([batch]) if isinstance(batch, arrow.RecordBatch) else arrow.table(batch)
        missing = [name for name in (self.id, self.raw) if name not in table.column_names]
        if missing:
            raise hansift.ConfigError(f"no column '{missing[0]}' in the batch; it has: {', '.join(table.column_names)}")
        pages = arrow.table(
            {"id": table.column(self.id).cast(arrow.string()), "raw": table.column(self.raw).cast(arrow.binary())}
        )
        answer = arrow.table(self._pipeline.batch(pages, threads=self.threads or None))
        unknown = [name for name in self.columns if name not in answer.column_names]
        if unknown:
            raise hansift.ConfigError(f"unknown column '{unknown[0]}'; choose from: {', '.join(answer.column_names)}")
        # The caller's id keeps its type.
        found = arrow.table({self.id: table.column(self.id), **{name: _plain(arrow, answer.column(name)) for name in self.columns}})
        return found.filter(answer.column("keep")) if self.drop else found

    def schema(self, id_type: Any = None) -> Any:
        """The Arrow schema of an answer; `id_type` is the type of the id column, a string unless you say otherwise."""
        arrow = require("pyarrow", "a schema")
        none = arrow.table({self.id: arrow.array([], id_type or arrow.string()), self.raw: arrow.array([], arrow.binary())})
        return self(none).schema

    def _key(self) -> tuple[Any, ...]:
        return self.columns, self.raw, self.id, self.drop, self.threads, tuple(sorted(self.configuration.items(), key=lambda item: item[0]))

    def __reduce__(self) -> tuple[Any, ...]:
        options = {"columns": self.columns, "raw": self.raw, "id": self.id, "drop": self.drop, "threads": self.threads}
        return _make, ({**options, **self.configuration},)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sift) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(repr(self._key()))

    def __dask_tokenize__(self) -> tuple[Any, ...]:
        return "hansift.Sift", hansift.__version__, repr(self._key())

    def __repr__(self) -> str:
        settings = "".join(f", {name}={value!r}" for name, value in sorted(self.configuration.items()))
        return f"Sift(columns={self.columns!r}{settings})"


def _make(options: dict[str, Any]) -> Sift:
    return Sift(**options)


def _plain(arrow: Any, column: Any) -> Any:
    """Large strings as strings: engines write the schema `string` in their signatures."""
    return column.cast(arrow.string()) if column.type == arrow.large_string() else column

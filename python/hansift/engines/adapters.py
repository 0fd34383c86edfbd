"""The few lines that each engine needs around a Sift. The engine is imported when its function is called."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from hansift.engines.sift import Sift
from hansift.io.streams import require


def spark(sift: Sift) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """What `DataFrame.mapInArrow` takes: record batches in, record batches out.

    The workers must run the Python that has hansift and pyarrow: set PYSPARK_PYTHON.
    """

    def over(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            yield from sift(batch).to_batches()

    return over


def spark_schema(sift: Sift) -> str:
    """The schema of the answer as `mapInArrow` wants it."""
    return ", ".join(f"`{field.name}` {_spark_type(field.type)}" for field in sift.schema())


def _spark_type(kind: Any) -> str:
    arrow = require("pyarrow", "Spark")
    types = arrow.types
    if types.is_list(kind) or types.is_large_list(kind):
        return f"array<{_spark_type(kind.value_type)}>"
    if types.is_struct(kind):
        return f"struct<{', '.join(f'{field.name}: {_spark_type(field.type)}' for field in kind)}>"
    if types.is_map(kind):
        return f"map<{_spark_type(kind.key_type)}, {_spark_type(kind.item_type)}>"
    names = {"bool": "boolean", "int32": "int", "uint32": "bigint", "int64": "bigint", "uint64": "decimal(20, 0)", "halffloat": "float"}
    return names.get(str(kind), str(kind))


def polars(frame: Any, sift: Sift) -> Any:
    """A DataFrame or LazyFrame with the sifted columns; a lazy one stays lazy and works batch by batch."""
    pl = require("polars", "polars")
    if isinstance(frame, pl.LazyFrame):
        schema = pl.from_arrow(sift.schema().empty_table()).schema
        return frame.map_batches(lambda part: pl.from_arrow(sift(part.to_arrow())), schema=schema, streamable=True)
    return pl.from_arrow(sift(frame.to_arrow()))


def duckdb(connection: Any, query: str, sift: Sift, *, rows: int = 1024) -> Any:
    """A reader of record batches over the rows of a query, sifted as they are read; duckdb can query it, or make a table of it.

    The names in `query` are those of the connection.
    """
    arrow = require("pyarrow", "duckdb")
    relation = connection.sql(query)
    reader = relation.to_arrow_reader(rows) if hasattr(relation, "to_arrow_reader") else relation.fetch_arrow_reader(rows)
    id_type = reader.schema.field(sift.id).type
    batches = (part for batch in reader for part in sift(batch).to_batches())
    return arrow.RecordBatchReader.from_batches(sift.schema(id_type), batches)


def dask(frame: Any, sift: Sift) -> Any:
    """A dask DataFrame with the sifted columns, partition by partition.

    dask makes strings of columns of Python objects, bytes too, unless `dataframe.convert-string` is off; Arrow's binary columns are left
    alone.
    """
    arrow = require("pyarrow", "dask")

    def over(part: Any) -> Any:
        return sift(arrow.Table.from_pandas(part, preserve_index=False)).to_pandas()

    return frame.map_partitions(over, meta=sift.schema().empty_table().to_pandas())


def datatrove(sift: Sift, *, batch: int = 128) -> Any:
    """A step for datatrove: every document's text becomes the record's text, `keep` goes into its metadata.

    datatrove's documents are text; raw pages travel as base64, marked by `metadata["encoding"] == "base64"`.
    """
    step = require("datatrove.pipeline.base", "datatrove").PipelineStep

    class SiftStep(step):  # type: ignore[misc, valid-type]
        name, type = "hansift", "FORMAT"

        def __init__(self) -> None:
            super().__init__()
            self.sift = Sift(**{**sift.__reduce__()[1][0], "columns": ("text", "keep"), "raw": "raw", "id": "id", "drop": False})

        def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
            arrow = require("pyarrow", "datatrove")
            stream = iter(data)
            while documents := list(itertools.islice(stream, batch)):
                raw = arrow.array([_raw(document) for document in documents], arrow.binary())
                answer = self.sift(arrow.table({"id": [str(document.id) for document in documents], "raw": raw}))
                for document, found in zip(documents, answer.to_pylist(), strict=True):
                    document.text = found["text"]
                    document.metadata["keep"] = found["keep"]
                    yield document

    return SiftStep()


def _raw(document: Any) -> bytes:
    import base64

    text: str = document.text
    if document.metadata.get("encoding") == "base64":
        return base64.b64decode(text)
    return text.encode("utf-8", "replace")

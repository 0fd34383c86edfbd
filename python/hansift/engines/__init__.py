"""The same records on every engine: one object, and the idiom that hands it to each.

| engine | how |
|---|---|
| Hugging Face datasets | `dataset.with_format("arrow").map(Sift(...), batched=True, remove_columns=dataset.column_names)` |
| Ray Data | `dataset.map_batches(Sift(...), batch_format="pyarrow")` |
| Spark | `frame.mapInArrow(spark(sift), spark_schema(sift))` |
| dask | `dask(frame, sift)` |
| polars | `polars(frame, sift)`; lazy frames, too |
| duckdb | `duckdb(connection, "select id, raw from pages", sift)` |
| datatrove | `datatrove(Sift(...))` as a step of a pipeline |

Examples
--------
>>> from hansift.engines import Sift
>>> import pyarrow
>>> table = pyarrow.table({"id": ["a"], "raw": ["价格&#65306;１２元".encode("gb18030")]})
>>> Sift(columns=("text",), extract=False)(table).to_pylist()
[{'id': 'a', 'text': '价格：12元'}]
"""

from hansift.engines.adapters import dask, datatrove, duckdb, polars, spark, spark_schema
from hansift.engines.sift import Sift

__all__ = ["Sift", "dask", "datatrove", "duckdb", "polars", "spark", "spark_schema"]

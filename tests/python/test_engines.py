"""One object for all engines: the same records everywhere."""

from __future__ import annotations

import base64
import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import hansift
from hansift import engines
from hansift.engines import Sift

pyarrow = pytest.importorskip("pyarrow")

PAGES = sorted((Path(__file__).resolve().parents[2] / "examples" / "pages").iterdir())
CONFIGURATION = {"script": "zh-Hans"}


@pytest.fixture(scope="module")
def table() -> Any:
    raw = [path.read_bytes() for path in PAGES]
    return pyarrow.table({"id": [path.name for path in PAGES], "raw": raw, "other": list(range(len(PAGES)))})


@pytest.fixture(scope="module")
def want() -> list[dict[str, Any]]:
    pipeline = hansift.Pipeline(**CONFIGURATION)
    records = [(path.name, pipeline(path.read_bytes())) for path in PAGES]
    return [{"id": name, "text": record.text, "keep": record.verdict.keep} for name, record in records]


def test_table_batch_and_stream(table: Any, want: Any) -> None:
    sift = Sift(**CONFIGURATION)
    assert sift(table).to_pylist() == want
    assert sift(table.to_batches()[0]).to_pylist() == want
    assert sift(table.to_reader()).to_pylist() == want
    assert Sift(threads=0, **CONFIGURATION)(table).to_pylist() == want
    assert sift(table.slice(0, 0)).num_rows == 0


def test_columns_and_drop(table: Any, want: Any) -> None:
    renamed = table.rename_columns(["name", "page", "other"])
    found = Sift(id="name", raw="page", columns=("keep",), **CONFIGURATION)(renamed)
    assert found.to_pylist() == [{"name": row["id"], "keep": row["keep"]} for row in want]
    assert Sift(drop=True, **CONFIGURATION)(table).column("id").to_pylist() == [row["id"] for row in want if row["keep"]]
    numbered = table.set_column(0, "id", pyarrow.array(range(len(PAGES))))
    assert Sift(columns=("keep",))(numbered).schema.field("id").type == pyarrow.int64()


def test_configuration_errors_come_at_once(table: Any) -> None:
    with pytest.raises(hansift.ConfigError):
        Sift(script="zh-Klingon")
    with pytest.raises(hansift.ConfigError, match="no column 'raw' in the batch; it has: id"):
        Sift()(table.select(["id"]))
    with pytest.raises(hansift.ConfigError, match="unknown column 'colour'; choose from: "):
        Sift(columns=("colour",))(table)


def test_pickles_as_its_configuration(table: Any) -> None:
    sift = Sift(**CONFIGURATION)
    before = pickle.dumps(sift)
    sift(table)
    assert pickle.dumps(sift) == before
    assert len(before) < 500
    copy = pickle.loads(before)
    assert copy == sift
    assert hash(copy) == hash(sift)
    assert repr(copy) == repr(sift)
    assert copy.__dask_tokenize__() == sift.__dask_tokenize__()
    assert copy != Sift(script="zh-Hant")
    assert copy(table).equals(sift(table))


def test_schema(table: Any) -> None:
    sift = Sift(columns=("text", "keep", "sentences"))
    assert sift.schema() == sift(table).schema
    assert engines.spark_schema(Sift()) == "`id` string, `text` string, `keep` boolean"
    assert "`sentences` array<" in engines.spark_schema(sift)


def test_spark_takes_and_gives_record_batches(table: Any, want: Any) -> None:
    found = list(engines.spark(Sift(**CONFIGURATION))(iter(table.to_batches(max_chunksize=5))))
    assert all(isinstance(batch, pyarrow.RecordBatch) for batch in found)
    assert pyarrow.Table.from_batches(found).to_pylist() == want


def test_polars(table: Any, want: Any) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.from_arrow(table)
    assert engines.polars(frame, Sift(**CONFIGURATION)).to_dicts() == want
    lazy = engines.polars(frame.lazy(), Sift(**CONFIGURATION))
    assert lazy.filter(polars.col("keep")).collect().to_dicts() == [row for row in want if row["keep"]]


def test_duckdb(table: Any, want: Any) -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    connection.register("pages", table)
    reader = engines.duckdb(connection, "select id, raw from pages", Sift(**CONFIGURATION), rows=4)
    assert reader.read_all().to_pylist() == want


def test_datasets(table: Any, want: Any, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    dataset = datasets.Dataset(table).with_format("arrow")
    found = dataset.map(Sift(**CONFIGURATION), batched=True, batch_size=5, remove_columns=dataset.column_names)
    assert found.with_format(None).to_list() == want


def test_dask(table: Any, want: Any) -> None:
    pandas = pytest.importorskip("pandas")
    pages = table.to_pandas(types_mapper=pandas.ArrowDtype)
    frame = pytest.importorskip("dask.dataframe").from_pandas(pages, npartitions=3)
    assert engines.dask(frame, Sift(**CONFIGURATION)).compute(scheduler="sync").to_dict("records") == want


def test_datatrove(want: Any) -> None:
    pytest.importorskip("datatrove")
    data = (SimpleNamespace(id=p.name, text=base64.b64encode(p.read_bytes()).decode(), metadata={"encoding": "base64"}) for p in PAGES)
    found = engines.datatrove(Sift(**CONFIGURATION), batch=6).run(data)
    assert [{"id": d.id, "text": d.text, "keep": d.metadata["keep"]} for d in found] == want

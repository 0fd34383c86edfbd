"""Pipeline.batch: Arrow in, Arrow out, through the C interfaces alone."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest

import hansift

pa = pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def pipeline() -> hansift.Pipeline:
    return hansift.Pipeline(script="zh-Hans")


@pytest.fixture(scope="module")
def table(pages: list[bytes]) -> Any:
    return pa.table({"id": [f"p{i}" for i in range(len(pages))], "raw": pa.array(pages, pa.binary())})


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the answer in the form of Record.to_dict()."""
    row = dict(row)
    row["metadata"] = dict(row["metadata"])
    row["sentences"] = [[span["begin"], span["end"]] for span in row["sentences"]]
    return row


def rows(answer: Any) -> list[dict[str, Any]]:
    return pa.table(answer).to_pylist()  # type: ignore[no-any-return]


def test_rows_are_records(pipeline: hansift.Pipeline, table: Any, pages: list[bytes]) -> None:
    answer = pipeline.batch(table)
    assert isinstance(answer, hansift.pipeline.ArrowBatches)
    assert len(answer) == len(pages)
    found = rows(answer)
    assert [row.pop("id") for row in found] == table["id"].to_pylist()
    for row, page in zip(found, pages, strict=True):
        assert plain(row) == pipeline(page).to_dict()


def test_answer_is_valid_and_can_be_read_again(pipeline: hansift.Pipeline, table: Any) -> None:
    answer = pipeline.batch(table)
    first = pa.table(answer)
    first.validate(full=True)
    del answer
    gc.collect()
    answer = pipeline.batch(table)
    assert pa.table(answer) == pa.table(answer) == first
    assert pa.schema(answer) == first.schema
    assert (
        first.schema.metadata == {b"hansift.version": hansift.__version__.encode(), b"hansift.rules_version": b"1"} or first.schema.metadata
    )
    assert "records" in repr(answer)


@pytest.mark.parametrize("threads", [1, 2, 5, None])
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_threads_and_batches_do_not_matter(pipeline: hansift.Pipeline, table: Any, threads: int | None, size: int) -> None:
    many = pa.concat_tables([table] * 5)
    chunked = pa.Table.from_batches(many.to_batches(max_chunksize=size), many.schema)
    assert rows(pipeline.batch(chunked, threads=threads)) == rows(pipeline.batch(many, threads=1))


@pytest.mark.parametrize(
    "make",
    [
        lambda t: t,
        lambda t: t.combine_chunks().to_batches()[0],
        lambda t: t.to_reader(),
        lambda t: pa.RecordBatchReader.from_batches(t.schema, iter(t.to_batches(max_chunksize=2))),
        lambda t: t.to_struct_array(),
        lambda t: t.to_struct_array().combine_chunks(),
        lambda t: t["raw"],
        lambda t: t["raw"].combine_chunks(),
    ],
    ids=["table", "batch", "reader", "generator", "chunked-structs", "structs", "chunked-array", "array"],
)
def test_containers(pipeline: hansift.Pipeline, table: Any, make: Any) -> None:
    found = rows(pipeline.batch(make(table)))
    assert [row["text"] for row in found] == [row["text"] for row in rows(pipeline.batch(table))]


RAW_TYPES = [
    pa.binary(),
    pa.large_binary(),
    pa.binary_view(),
    pa.dictionary(pa.int8(), pa.binary()),
    pa.dictionary(pa.int64(), pa.large_binary()),
]
TEXT_TYPES = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]


def column(values: list[Any], kind: Any) -> Any:
    return pa.array(values, kind.value_type).dictionary_encode().cast(kind) if pa.types.is_dictionary(kind) else pa.array(values, kind)


@pytest.mark.parametrize("kind", RAW_TYPES, ids=str)
def test_types_of_raw(pipeline: hansift.Pipeline, pages: list[bytes], kind: Any) -> None:
    expected = [pipeline(page).text for page in pages]
    assert [row["text"] for row in rows(pipeline.batch(pa.table({"raw": column(pages, kind)})))] == expected


def test_fixed_size_binary() -> None:
    pipeline = hansift.Pipeline(extract=False)
    raw = pa.array(["春天".encode(), "夏天".encode()], pa.binary(6))
    assert [row["text"] for row in rows(pipeline.batch(pa.table({"raw": raw}).slice(1)))] == ["夏天"]


@pytest.mark.parametrize("kind", TEXT_TYPES, ids=str)
def test_types_of_text(pipeline: hansift.Pipeline, kind: Any) -> None:
    texts = ["共１２元，河邊的老樹", "", "好", "短", "𠀀 long enough not to be inlined in a view"]
    answer = rows(pipeline.batch(pa.table({"text": column(texts, kind)})))
    assert [plain(row) for row in answer] == [pipeline(text).to_dict() for text in texts]


def test_nulls_and_slices(pipeline: hansift.Pipeline, pages: list[bytes]) -> None:
    raw = [page if i % 3 else None for i, page in enumerate(pages)]
    ids = [None if i % 4 == 0 else i for i in range(len(pages))]
    whole = pa.table({"raw": pa.array(raw, pa.binary()), "id": pa.array(ids, pa.int32()), "other": pa.array([1.5] * len(raw))})
    for begin, length in ((0, len(raw)), (1, 5), (4, 3), (7, 0)):
        found = rows(pipeline.batch(whole.slice(begin, length)))
        assert [row["id"] for row in found] == ids[begin : begin + length]
        for row, page in zip(found, raw[begin : begin + length], strict=True):
            if page is None:
                assert {value for name, value in row.items() if name != "id"} == {None}
            else:
                assert row["text"] == pipeline(page).text


def test_null_structs() -> None:
    pipeline = hansift.Pipeline(extract=False)
    structs = pa.array([{"raw": b"one"}, None, {"raw": b"two"}], pa.struct([("raw", pa.binary())]))
    assert [row["text"] for row in rows(pipeline.batch(structs))] == ["one", None, "two"]
    assert [row["text"] for row in rows(pipeline.batch(structs.slice(1)))] == [None, "two"]


@pytest.mark.parametrize(
    "kind", [pa.int8(), pa.uint16(), pa.int64(), pa.uint64(), pa.large_string(), pa.binary(), pa.string_view()], ids=str
)
def test_types_of_id(pipeline: hansift.Pipeline, kind: Any) -> None:
    given = [1, None, 3] if pa.types.is_integer(kind) else ["a", None, "c"]
    table = pa.table({"id": pa.array(given, kind), "raw": [b"x", b"y", b"z"]})
    assert [row["id"] for row in rows(pipeline.batch(table))] == given


def test_hints_and_urls(pipeline: hansift.Pipeline) -> None:
    data = "中文網頁".encode("big5")
    urls = ["https://user@www.example.com.TW:8080/a?b", None, "no url"]
    table = pa.table({"raw": [data] * 3, "charset": ["big5", None, "no such label"], "url": urls})
    found = rows(pipeline.batch(table))
    assert [row["url"] for row in found] == urls
    assert found[0]["encoding"] == pipeline(data, declared="big5", tld="tw").encoding
    assert found[1]["encoding"] == found[2]["encoding"] == pipeline(data).encoding


def test_empty_inputs(pipeline: hansift.Pipeline, table: Any) -> None:
    full = pa.table(pipeline.batch(table))
    for nothing in (
        table.slice(0, 0),
        pa.table({"id": pa.array([], pa.string()), "raw": pa.array([], pa.binary())}),
        pa.Table.from_batches([], table.schema),
    ):
        answer = pipeline.batch(nothing)
        assert len(answer) == 0
        assert pa.table(answer).schema == full.schema


def test_record_batch(pipeline: hansift.Pipeline, table: Any) -> None:
    answer = pipeline.batch(table.to_batches()[0])
    batch = pa.record_batch(answer)
    batch.validate(full=True)
    assert batch.num_rows == table.num_rows
    with pytest.raises(hansift.ConfigError, match="2 batches"):
        pipeline.batch(pa.Table.from_batches(table.to_batches() * 2)).__arrow_c_array__()


def test_capsules_that_nobody_reads(pipeline: hansift.Pipeline, table: Any) -> None:
    answer = pipeline.batch(table)
    capsules = [answer.__arrow_c_stream__(), answer.__arrow_c_array__(), answer.__arrow_c_schema__()]
    del answer, capsules
    gc.collect()


@pytest.mark.parametrize("given", [{"raw": [b"x"]}, [b"x"], b"x", None, "x"], ids=lambda value: type(value).__name__)
def test_what_is_no_arrow_is_refused(pipeline: hansift.Pipeline, given: object) -> None:
    with pytest.raises(TypeError, match="PyCapsule"):
        pipeline.batch(given)


@pytest.mark.parametrize(
    "columns",
    [
        {"raw": [1, 2]},
        {"raw": [[b"x"], [b"y"]]},
        {"raw": [b"x", b"y"], "id": [1.5, 2.5]},
        {"raw": [b"x", b"y"], "url": [1, 2]},
        {"text": [True, False]},
    ],
    ids=str,
)
def test_types_that_cannot_be_read_are_refused(pipeline: hansift.Pipeline, columns: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="column"):
        pipeline.batch(pa.table(columns))
    with pytest.raises(TypeError, match="array"):
        pipeline.batch(pa.array([1, 2]))


def test_missing_columns_are_named(pipeline: hansift.Pipeline) -> None:
    with pytest.raises(hansift.ConfigError, match="body, page"):
        pipeline.batch(pa.table({"body": [b"x"], "page": [b"y"]}))


@pytest.mark.parametrize("threads", [0, -1, 100_000])
def test_thread_counts(pipeline: hansift.Pipeline, table: Any, threads: int) -> None:
    with pytest.raises(hansift.ConfigError, match="threads"):
        pipeline.batch(table, threads=threads)


def test_errors_of_a_stream_are_passed_on(pipeline: hansift.Pipeline, table: Any) -> None:
    def broken() -> Iterator[Any]:
        yield from table.to_batches()
        raise RuntimeError("the disk is gone")

    with pytest.raises(hansift.IoError, match="the disk is gone"):
        pipeline.batch(pa.RecordBatchReader.from_batches(table.schema, broken()))


def test_polars(pipeline: hansift.Pipeline, pages: list[bytes]) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"id": list(range(len(pages))), "raw": pages})
    answer = polars.DataFrame(pipeline.batch(frame))
    assert answer["text"].to_list() == [pipeline(page).text for page in pages]
    assert answer["id"].to_list() == frame["id"].to_list()

"""Readers and writers: every format, every kind of damage, memory and order."""

from __future__ import annotations

import base64
import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

import hansift
from hansift.io import Document, JsonLinesWriter, Reader, Rejected, Sifted, Summary, open_writer, row, sift
from hansift.io.documents import scalar, shown
from hansift.io.streams import require

GOOD = (
    "今天下雨了，路上的人都打着伞。他们走得很快，没有人停下来。屋里的灯一盏一盏亮了，厨房里飘出饭菜的香味。"
    "孩子趴在窗台上，数着经过的车，数到第三十七辆，父亲就回来了。"
)


def documents(*inputs: Any, **options: Any) -> list[Document]:
    found = list(Reader(inputs, **options))
    assert not [item for item in found if isinstance(item, Rejected)], found
    return [item for item in found if isinstance(item, Document)]


def rejected(*inputs: Any, **options: Any) -> list[Rejected]:
    return [item for item in Reader(inputs, **options) if isinstance(item, Rejected)]


# --- reading ---


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/2.html", "b/1.txt", "a.md", "c.HTM", "b/.hidden.html", ".git/x.html", "b/picture.jpg", "目录/页面.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = list(Reader([tmp_path]))
    order = [os.path.relpath(item.path or "", tmp_path) for item in found]
    assert order == ["a.md", "c.HTM", "b/1.txt", "b/2.html", "b/picture.jpg", "目录/页面.html"]
    assert [item.kind for item in found if isinstance(item, Rejected)] == ["skipped"]


def test_a_named_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"abc")
    assert documents(tmp_path / "page")[0].data == b"abc"


def test_missing_file_and_unknown_kind(tmp_path: Path) -> None:
    [missing] = rejected(tmp_path / "no.html")
    assert missing.kind == "unreadable"
    assert "No such file" in missing.reason
    with pytest.raises(hansift.ConfigError, match="choose one of: auto, page, jsonl, warc"):
        Reader([], kind="zip")
    with pytest.raises(hansift.ConfigError, match="at least 1"):
        Reader([], max_bytes=0)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_bytes(b"x")
    (tmp_path / "x.html").chmod(0)
    assert "Permission" in rejected(tmp_path)[0].reason


def test_excluded_output(tmp_path: Path) -> None:
    (tmp_path / "in.html").write_bytes(b"x")
    (tmp_path / "out.jsonl").write_bytes(b"")
    assert [d.path for d in documents(tmp_path, exclude=[str(tmp_path / "out.jsonl")])] == [str(tmp_path / "in.html")]


def test_rows(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "好。"},
        {"id": 7, "url": "http://news.example.tw/x?y", "raw_b64": base64.b64encode("好".encode("big5")).decode(), "declared": "big5"},
        {"html": "<p>好</p>"},
        {"text": "a\ud800b"},
    ]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(r) + "\n\n" for r in rows))
    first, second, third, fourth = documents(tmp_path / "r.jsonl")
    assert (first.data, first.id, first.path) == ("好。", "a", f"{tmp_path}/r.jsonl:1")
    assert (second.data, second.id, second.url, second.declared, second.tld) == (b"\xa6n", "7", "http://news.example.tw/x?y", "big5", "tw")
    assert third.data == "<p>好</p>"
    assert third.path == f"{tmp_path}/r.jsonl:5"
    assert fourth.data == "a\ufffdb"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "no JSON"),
        (b"[1]", "a JSON list; expected an object"),
        (b"{}", "no text, html or raw_b64"),
        (b'{"text": null}', "no text, html or raw_b64"),
        (b'{"text": 5}', "text is no string"),
        (b'{"raw_b64": "a?"}', "raw_b64 is no base64"),
        (b'{"text": "\xff"}', "no JSON"),
        (b"[" * 100_000, "no JSON"),
    ],
)
def test_broken_rows_are_rejected_and_the_rest_is_read(tmp_path: Path, line: bytes, reason: str) -> None:
    (tmp_path / "r.jsonl").write_bytes(b'{"text": "1"}\n' + line + b'\n{"text": "3"}')
    one, two, three = Reader([tmp_path / "r.jsonl"])
    assert isinstance(one, Document)
    assert isinstance(three, Document)
    assert three.data == "3"
    assert isinstance(two, Rejected)
    assert reason in two.reason
    assert two.path.endswith("r.jsonl:2")


def test_too_large_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "big.html").write_bytes(b"x" * 101)
    (tmp_path / "fits.html").write_bytes(b"x" * 100)
    (tmp_path / "rows.jsonl").write_bytes(b'{"text": "' + b"x" * 3_000_000 + b'"}\n{"text": "ok"}\n{"text": "' + b"x" * 101 + b'"}\n')
    found = list(Reader([tmp_path], max_bytes=100))
    assert [type(item).__name__ for item in found] == ["Rejected", "Document", "Rejected", "Document", "Rejected"]
    assert all("--max-bytes" in item.reason for item in found if isinstance(item, Rejected))


def test_gzip_and_damage(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(GOOD.encode()))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "1"}\n{"text": "2"}\n'))
    assert [d.data for d in documents(tmp_path)] == [GOOD.encode(), "1", "2"]
    packed = gzip.compress(os.urandom(200_000))
    (tmp_path / "c.html.gz").write_bytes(packed[:1000])
    (tmp_path / "d.html.gz").write_bytes(b"not gzip")
    lost = rejected(tmp_path)
    assert [Path(item.path).name for item in lost] == ["c.html.gz", "d.html.gz"]
    assert all(item.reason.startswith("cannot be read to its end") for item in lost)


def test_zstd(tmp_path: Path) -> None:
    pytest.importorskip("zstandard")
    with open_writer(str(tmp_path / "r.jsonl.zst")) as writer:
        for number in range(1000):
            writer.write({"text": str(number)})
    assert [d.data for d in documents(tmp_path / "r.jsonl.zst")] == [str(n) for n in range(1000)]
    data = (tmp_path / "r.jsonl.zst").read_bytes()
    (tmp_path / "two.jsonl.zst").write_bytes(data + data)
    assert len(documents(tmp_path / "two.jsonl.zst")) == 2000
    (tmp_path / "cut.jsonl.zst").write_bytes(b"garbage")
    assert "cannot be read" in rejected(tmp_path / "cut.jsonl.zst")[0].reason


def warc(*pages: tuple[str, str, bytes]) -> bytes:
    """A small archive; (url, headers, body) each."""
    out = b""
    for number, (url, headers, body) in enumerate(pages):
        http = f"{headers}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        out += (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:036}>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
            f"WARC-Target-URI: {url}\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        ).encode() + http + b"\r\n\r\n"
    return out


def test_warc(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    data = warc(
        ("http://a.example.cn/1", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk", GOOD.encode("gbk")),
        ("http://a.example.cn/2", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html", b"gone"),
        ("http://a.example.cn/3", "HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        ("http://a.example.cn/4", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", gzip.compress(b"packed")),
    )
    (tmp_path / "x.warc").write_bytes(data)
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(data))
    for name in ("x.warc", "x.warc.gz"):
        found = list(Reader([tmp_path / name]))
        first = found[0]
        assert isinstance(first, Document)
        assert (first.data, first.url, first.declared, first.tld) == (GOOD.encode("gbk"), "http://a.example.cn/1", "gbk", "cn")
        assert [item.kind for item in found if isinstance(item, Rejected)] == ["skipped", "skipped"]
        assert isinstance(found[3], Document)
        assert found[3].data == b"packed"


def test_a_broken_warc_gives_what_came_before(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    data = gzip.compress(warc(("http://a.example/", "HTTP/1.1 200 OK\r\nContent-Type: text/html", GOOD.encode())))
    (tmp_path / "x.warc.gz").write_bytes(data + data[: len(data) // 2])
    found = list(Reader([tmp_path / "x.warc.gz"]))
    assert isinstance(found[0], Document)
    assert found[0].data == GOOD.encode()
    (tmp_path / "none.warc").write_bytes(b"")
    assert list(Reader([tmp_path / "none.warc"])) == []


def test_a_missing_extra_names_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module, extra, name in (("fastwarc", "warc", "x.warc"), ("zstandard", "zstd", "x.jsonl.zst")):
        if module == "zstandard" and sys.version_info >= (3, 14):
            continue
        monkeypatch.setitem(sys.modules, module, None)
        monkeypatch.setitem(sys.modules, f"{module}.warc", None)
        (tmp_path / name).write_bytes(b"")
        with pytest.raises(hansift.IoError, match=rf"needs {module} \(pip install 'hansift\[{extra}\]'\)"):
            list(Reader([tmp_path / name]))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(hansift.IoError, match=r"hansift\[parquet\]"):
        open_writer(str(tmp_path / "x.parquet"))
    assert not (tmp_path / "x.parquet.part").exists()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fake:
        def __init__(self, data: bytes) -> None:
            self.buffer = io.BytesIO(data)

    monkeypatch.setattr(sys, "stdin", Fake(b"<p>\nx\n</p>"))
    assert documents("-")[0].data == b"<p>\nx\n</p>"
    monkeypatch.setattr(sys, "stdin", Fake(b' {"text": "1"}\n{"text": "2"}\n'))
    assert [d.data for d in documents("-")] == ["1", "2"]
    monkeypatch.setattr(sys, "stdin", Fake(b'{"text": "1"}\n'))
    assert documents("-", kind="page")[0].data == b'{"text": "1"}\n'


def test_progress_in_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(b"x" * 50)
    reader = Reader([tmp_path])
    assert reader.total_bytes() == 100
    assert [reader.bytes_read for _ in reader] == [50, 100]
    assert Reader(["-"]).total_bytes() is None


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.html"
    try:
        with open(path, "wb") as file:
            file.write(b"x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    [found] = documents(tmp_path)
    assert (found.path or "").endswith("\ufffd.html")
    assert shown("a") == "a"
    assert scalar("好") == "好"


# --- the walk ---


def test_order_is_kept_whatever_jobs() -> None:
    items: list[Document | Rejected] = [Document(data=f"第{n}天。{GOOD}".encode(), id=str(n)) for n in range(300)]
    items.insert(5, Rejected("x", "broken"))
    pipeline = hansift.Pipeline()
    want = [row(item) if isinstance(item, Sifted) else item for item in sift(items, pipeline)]
    for jobs in (2, 5, 0):
        assert [row(item) if isinstance(item, Sifted) else item for item in sift(items, pipeline, jobs=jobs)] == want
    assert [r["id"] for r in want if isinstance(r, dict)] == [str(n) for n in range(300)]


def test_reading_ahead_is_bounded() -> None:
    read = 0

    def endless() -> Any:
        nonlocal read
        while True:
            read += 1
            yield Document(data=b"x" * 1000)

    walk = sift(endless(), hansift.Pipeline(), jobs=2)
    for _ in range(10):
        next(walk)
    walk.close()
    assert read < 64 * 8


def test_summary_adds_up() -> None:
    summary = Summary()
    pipeline = hansift.Pipeline()
    items: list[Document | Rejected] = [
        Document(data=GOOD.encode("gb18030")),
        Document(data="短。"),
        Document(data=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        Rejected("x", "broken"),
        Rejected("y", "picture", "skipped"),
    ]
    for item in sift(items, pipeline):
        summary.add(item)
    assert (summary.documents, summary.unreadable, summary.skipped) == (3, 1, 1)
    assert summary.kept + sum(summary.dropped.values()) == summary.documents
    assert summary.kept == 1
    assert summary.damaged == 1
    assert sum(summary.encodings.values()) == sum(summary.scripts.values()) == 3
    table = summary.table()
    assert "documents" in table
    assert "kept" in table
    assert json.dumps(summary.to_dict())


# --- writing ---


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_rows_round_trip_and_bytes_are_the_same_each_time(tmp_path: Path, suffix: str) -> None:
    if suffix.endswith("zst"):
        pytest.importorskip("zstandard")
    for name in ("a", "b"):
        with open_writer(str(tmp_path / (name + suffix))) as writer:
            for number in range(50):
                writer.write({"id": str(number), "text": "好。\u2028" * number})
    assert (tmp_path / ("a" + suffix)).read_bytes() == (tmp_path / ("b" + suffix)).read_bytes()
    assert [d.data for d in documents(tmp_path / ("a" + suffix))] == ["好。\u2028" * number for number in range(50)]


def test_a_failed_run_leaves_no_file(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        with open_writer(str(path)) as writer:
            writer.write({})
            raise RuntimeError

    for name in ("x.jsonl", "x.jsonl.gz"):
        with pytest.raises(RuntimeError):
            fail(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("old")
    with open_writer(str(tmp_path / "x.jsonl")) as writer:
        writer.write({"a": 1})
        assert (tmp_path / "x.jsonl").read_text() == "old"
    assert (tmp_path / "x.jsonl").read_text() == '{"a": 1}\n'


def test_outputs_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(hansift.ConfigError, match=r"end it in one of: \.jsonl"):
        open_writer("x.csv")
    with pytest.raises(hansift.IoError, match="cannot write"):
        open_writer(str(tmp_path / "no" / "x.jsonl"))
    with open_writer("/dev/null") as writer:
        writer.write({})


def test_a_stream_stays_open() -> None:
    stream = io.BytesIO()
    with JsonLinesWriter(stream) as writer:
        writer.write({"a": "好"})
    assert stream.getvalue().decode() == '{"a": "好"}\n'


def test_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    pipeline = hansift.Pipeline()
    items = [Document(data=f"第{n}天。{GOOD}".encode("gb18030"), id=str(n), url="http://a.example/") for n in range(10)]
    rows = [row(item) for item in sift(items, pipeline) if isinstance(item, Sifted)]
    from hansift.io import ParquetWriter

    with ParquetWriter(str(tmp_path / "x.parquet"), rows=4) as writer:
        for item in rows:
            writer.write(item)
    assert parquet.ParquetFile(tmp_path / "x.parquet").num_row_groups == 3
    table = parquet.read_table(tmp_path / "x.parquet").to_pylist()
    for got, want in zip(table, rows, strict=True):
        assert set(want) - set(got) == set(), "a field of the record is not in the file"
        assert got["path"] is None
        for key in ("id", "url", "text", "title", "encoding", "script", "keep", "reasons", "fingerprint", "bands"):
            assert got[key] == want[key], key
        assert dict(got["metadata"]) == want["metadata"]
        assert got["signals"] == want["signals"]
        assert [[s["begin"], s["end"]] for s in got["sentences"]] == [list(s) for s in want["sentences"]]
    arrow = pytest.importorskip("pyarrow")
    batch = arrow.table(pipeline.batch(arrow.table({"raw": [b"x"]}))).schema
    ours = parquet.read_schema(tmp_path / "x.parquet")
    assert [(f.name, f.type) for f in ours if f.name not in ("path", "id", "url")] == [(f.name, f.type) for f in batch]
    with ParquetWriter(str(tmp_path / "none.parquet")):
        pass
    assert parquet.read_table(tmp_path / "none.parquet").num_rows == 0


def test_require_gives_the_module() -> None:
    assert require("json", "reading") is json

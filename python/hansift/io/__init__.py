"""Files in, files out: pages, JSON Lines, WARC; JSON Lines and Parquet; plain, gzip or zstd.

What needs an extra package imports it on first use; a missing one is an `IoError` that names the command to install it.

Examples
--------
>>> from hansift import Pipeline
>>> from hansift.io import Document, sift
>>> pages = [Document(data="今天天气很好。", id="a"), Document(data="明天也不错。", id="b")]
>>> [(item.document.id, item.record.text) for item in sift(pages, Pipeline(extract=False))]
[('a', '今天天气很好。'), ('b', '明天也不错。')]
"""

from hansift.io.corpus import Sifted, Summary, row, sift
from hansift.io.documents import Document, Rejected
from hansift.io.readers import Reader
from hansift.io.writers import JsonLinesWriter, ParquetWriter, Writer, open_writer

__all__ = [
    "Document",
    "JsonLinesWriter",
    "ParquetWriter",
    "Reader",
    "Rejected",
    "Sifted",
    "Summary",
    "Writer",
    "open_writer",
    "row",
    "sift",
]

"""The whole walk in one call, on one page and on a batch; each character of the record leads back to the raw bytes."""

from pathlib import Path

import hansift

PAGES = Path(__file__).parent / "pages"
pipeline = hansift.Pipeline(profile="web", script="zh-Hans")

raw = (PAGES / "03_big5_news.html").read_bytes()
record = pipeline(raw)
print(record.title, record.metadata)
for span in record.sentences[:3]:
    print("   ", record.text[span.begin : span.end])

# 铁 was 鐵 in Big5: where?
place = record.text.index("铁")
span = record.trace.to_source(hansift.Span(place, place + 1))
print("铁 comes from the bytes", raw[span.begin : span.end].hex(" "), "=", raw[span.begin : span.end].decode("big5"))

# Many pages at once: Arrow in, Arrow out, all cores.
try:
    import pyarrow
except ImportError:
    print("(pip install pyarrow to see the batch)")
else:
    files = sorted(PAGES.iterdir())
    table = pyarrow.table({"id": [file.name for file in files], "raw": [file.read_bytes() for file in files]})
    records = pyarrow.table(pipeline.batch(table))
    kept = sum(records.column("keep").to_pylist())
    print(f"{len(files)} pages, {kept} kept; columns: {', '.join(records.column_names)}")

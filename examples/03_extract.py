"""The article of a page: title, metadata, body; and what was left out, and why."""

from pathlib import Path

import hansift

PAGES = Path(__file__).parent / "pages"

page = hansift.extract(hansift.decode((PAGES / "01_gbk_news.html").read_bytes()).text)
print("title   ", page.title)
for key, value in page.metadata.items():
    print(f"{key:8} {value}")
print()
print(page.text)
print()
for piece in page.dropped:
    text = " ".join(page.trace.source[piece.span.begin : piece.span.end].split())
    print(f"left out, {piece.reason}: {text[:60]}")

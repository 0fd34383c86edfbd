"""One pass of counting, a verdict with reasons, and fingerprints that find copies."""

from pathlib import Path

import hansift

PAGES = Path(__file__).parent / "pages"
pipeline = hansift.Pipeline()

for name in ("01_gbk_news.html", "18_list_page.html", "19_spam.html"):
    record = pipeline((PAGES / name).read_bytes())
    signals = record.signals
    print(f"{name:22} {'kept' if record.verdict.keep else 'dropped: ' + ', '.join(record.verdict.reasons)}")
    print(f"    {signals.chars} characters, {signals.han} Han, {signals.duplicate_10gram:.0%} in repeated 10-grams")

text = pipeline((PAGES / "01_gbk_news.html").read_bytes()).text
same = hansift.fingerprint(text)
wider = hansift.fingerprint(text.replace("，", " , "))
edited = hansift.fingerprint(text.replace("本周六", "下周日"))
print("other punctuation: the same exact hash:", same.exact == wider.exact)
shared = sum(a == b for a, b in zip(same.bands, edited.bands, strict=True))
print(f"a word changed: similarity {same.similarity(edited):.2f}, bands shared: {shared} of {len(same.bands)}")

"""Bytes to text. Damage is reported with its place, and every character leads back to its bytes."""

from pathlib import Path

import hansift

PAGES = Path(__file__).parent / "pages"

# A GBK page that says it is UTF-8: the bytes decide, not the label.
decoded = hansift.decode((PAGES / "10_gbk_labelled_utf8.html").read_bytes(), declared="utf-8")
print(decoded.encoding, f"{decoded.confidence:.0%}", len(decoded.replacements), "places that are no characters")

# A damaged file: a byte lost, two overwritten, the end cut off.
raw = (PAGES / "20_truncated_gbk.html").read_bytes()
decoded = hansift.decode(raw)
for lost in decoded.replacements:
    place = decoded.trace.to_output(lost)
    around = decoded.text[max(0, place.begin - 8) : place.end + 8].replace("\n", " ")
    print(f"bytes {lost.begin}..{lost.end} = {raw[lost.begin : lost.end].hex(' ')}: …{around}…")

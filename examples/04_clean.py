"""Repair, then tidy. Every edit says where it is and which rule made it."""

from collections import Counter
from pathlib import Path

import hansift

PAGES = Path(__file__).parent / "pages"

for sample in ("价格&#65306;１２元", "今天\u200b下雨,出门\u200b带伞.", "\\u4eca\\u5929\\u5929\\u6c14\\u5f88\\u597d。"):
    cleaned = hansift.clean(sample)
    print(repr(sample), "→", repr(cleaned.text))
    for edit in cleaned.edits:
        before = sample[edit.source.begin : edit.source.end]
        after = cleaned.text[edit.output.begin : edit.output.end]
        print(f"    {before!r} → {after!r}  {edit.rule}: {edit.reason}")

# A page full of references and invisible characters: how often each rule worked.
page = hansift.extract(hansift.decode((PAGES / "22_entities_zero_width.html").read_bytes()).text)
cleaned = hansift.clean(page.text)
print()
print(Counter(edit.rule for edit in cleaned.edits))
print("outside of the edits nothing was touched:", cleaned.trace.verify())

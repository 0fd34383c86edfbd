"""Repair, then tidy. Every edit says where it is and which rule made it."""

from pathlib import Path

import hansift

PAGES = Path(__file__).parent / "pages"

for sample in ("价格&#65306;１２元", "今天\u200b下雨，出门\u200b带伞。", "ä»Šå¤©å¤©æ°”å¾ˆå¥½ã€‚"):
    cleaned = hansift.clean(sample)
    print(repr(sample), "→", repr(cleaned.text))
    for edit in cleaned.edits:
        before = sample[edit.source.begin : edit.source.end]
        after = cleaned.text[edit.output.begin : edit.output.end]
        print(f"    {before!r} → {after!r}  {edit.rule}: {edit.reason}")

# A page whose words were glossed on bytes, to hide that it is a copy.
glossed = (PAGES / "13_glossed.txt").read_text(encoding="utf-8")
cleaned = hansift.clean(glossed)
print()
print("before:", glossed.splitlines()[6][:60])
print("after: ", cleaned.text.splitlines()[6][:60])
print(len(cleaned.edits), "edits; nothing else was touched:", cleaned.trace.verify())

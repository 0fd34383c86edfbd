"""Pictures of what happened: coloured HTML (`html`) and plain text for terminals (`text`).

Examples
--------
>>> import hansift
>>> from hansift.report import html
>>> cleaned = hansift.clean("１２元")
>>> html.diff("１２元", cleaned.text, cleaned.edits, title="before and after").startswith("<!DOCTYPE html>")
True
"""

from hansift.report import html, text

__all__ = ["html", "text"]

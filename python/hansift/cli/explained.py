"""A folder of explained records: a page for each document, and an index."""

from __future__ import annotations

import os
import re
from html import escape
from types import TracebackType

import hansift
from hansift.io import Sifted
from hansift.report import html
from hansift.report.pieces import script_of


class ExplainedFolder:
    """Pages are numbered in the order of the run; the index is written at the end."""

    def __init__(self, folder: str, limit: int) -> None:
        self._folder, self._limit = folder, limit
        self._rows: list[str] = []
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise hansift.IoError(f"cannot make the folder {folder}: {error.strerror} (choose another --explain)") from error

    def add(self, item: Sifted) -> None:
        if len(self._rows) >= self._limit:
            return
        name = item.document.name
        base = re.sub(r"[^\w.-]+", "_", os.path.basename(name))[:80]
        file = f"{len(self._rows) + 1:05}_{base}.html"
        with open(os.path.join(self._folder, file), "w", encoding="utf-8") as out:
            out.write(html.page(item.record, item.document.data, title=name))
        verdict = "kept" if item.record.verdict.keep else "dropped"
        self._rows.append(
            f'<tr><td><a href="{escape(file)}">{escape(name)}</a></td><td>{escape(item.record.title or "")}</td>'
            f"<td>{escape(item.record.encoding)}</td><td>{escape(script_of(item.record))}</td><td>{verdict}</td></tr>"
        )

    def __enter__(self) -> ExplainedFolder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        with open(os.path.join(self._folder, "index.html"), "w", encoding="utf-8") as out:
            out.write(html.document("Explained records", f"<h1>Explained records</h1><table>{''.join(self._rows)}</table>"))

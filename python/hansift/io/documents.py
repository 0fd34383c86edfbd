"""What a reader gives: documents, and what could not be read."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document before the walk.

    Parameters
    ----------
    data : bytes or str
        The raw page, or text that somebody has decoded already.
    id, url : str, optional
        Carried into the record.
    path : str, optional
        Where it came from: a file, or `file:line` for a row of JSON Lines.
    declared : str, optional
        Charset of the HTTP header: a hint for the detector.
    """

    data: bytes | str
    id: str | None = None
    url: str | None = None
    path: str | None = None
    declared: str | None = None

    @property
    def size(self) -> int:
        """Bytes; of text, as UTF-8."""
        return len(self.data) if isinstance(self.data, bytes) else len(self.data.encode("utf-8", "surrogatepass"))

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.path or self.id or self.url or "(document)"

    @property
    def tld(self) -> str | None:
        """Top level domain of the URL, a hint for the detector; none for an address in numbers.

        >>> Document(data=b"", url="http://news.example.cn:8080/a.html").tld
        'cn'
        """
        if not self.url or "://" not in self.url:
            return None
        host = self.url.split("://", 1)[1].split("/", 1)[0].split("?", 1)[0].rsplit("@", 1)[-1].split(":", 1)[0]
        last = host.rstrip(".").rsplit(".", 1)[-1].lower()
        return last if last.isascii() and last.isalpha() else None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that gave no document.

    `kind` is "unreadable" (a file or row that is broken), or "skipped" (not a page at all: a picture in a folder, a 404 in an archive).
    """

    path: str
    reason: str
    kind: str = "unreadable"


def shown(path: str | os.PathLike[str]) -> str:
    """A path that can be printed and written as UTF-8, whatever bytes the file system has.

    >>> shown("目录/页.html")
    '目录/页.html'
    """
    return os.fsencode(path).decode("utf-8", "replace")


def scalar(text: str) -> str:
    """`text` with lone surrogates, which JSON can smuggle in, replaced by U+FFFD.

    >>> scalar("a" + chr(0xD800) + "b")
    'a\ufffdb'
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text)
    return text

"""Sentences, and length-bounded chunks that follow them (docs/segmentation.md)."""

from __future__ import annotations

from hansift import _core
from hansift._types import Chunk, Span

__all__ = ["Chunk", "Span", "chunk", "split", "split_spans"]


def split(text: str, *, quotes: str = "outer", newlines: str = "auto", profile: str | None = None) -> list[str]:
    """Split a text into sentences.

    Parameters
    ----------
    text : str
    quotes : {"outer", "inner", "split"}, default "outer"
        outer: a quotation stays with the sentence that carries it; inner: split inside quotations, too; split: also between a
        quotation and its attribution.
    newlines : {"auto", "hard", "soft"}, default "auto"
        What a single line break is: auto decides by block, hard is always a boundary, soft never.
    profile : {None, "standard", "uax29"}
        uax29: the default rules of Unicode and nothing else.

    Returns
    -------
    list of str

    Raises
    ------
    ConfigError
        For another name.

    Examples
    --------
    >>> import hansift
    >>> hansift.split("天亮了。他问：“去哪儿？回家吗？”")
    ['天亮了。', '他问：“去哪儿？回家吗？”']
    >>> hansift.split("天亮了。他问：“去哪儿？回家吗？”", quotes="inner")
    ['天亮了。', '他问：“去哪儿？', '回家吗？”']
    """
    return _core.split(text, quotes, newlines, profile)


def split_spans(
    text: str, *, unit: str = "codepoint", quotes: str = "outer", newlines: str = "auto", profile: str | None = None
) -> list[Span]:
    """Find the sentences of a text.

    Parameters
    ----------
    text : str
    unit : {"codepoint", "byte", "utf16"}, default "codepoint"
        What offsets count.
    quotes, newlines, profile
        As for `split`.

    Returns
    -------
    list of Span
        In order, not empty; between them lies white space only.

    Raises
    ------
    ConfigError
        For another name.

    Examples
    --------
    >>> import hansift
    >>> hansift.split_spans("好。是吗？")
    [Span(begin=0, end=2), Span(begin=2, end=5)]
    """
    return _core.split_spans(text, unit, quotes, newlines, profile)


def chunk(
    text: str, *, max_chars: int, overlap: int = 0, quotes: str = "outer", newlines: str = "auto", profile: str | None = None
) -> list[Chunk]:
    """Cut a text into pieces of whole sentences and bounded length.

    Parameters
    ----------
    text : str
    max_chars : int
        Upper bound of a chunk in code points, at least 1. A sentence is cut only if it alone is longer.
    overlap : int, default 0
        A chunk may repeat up to this many code points, whole sentences, of the one before; less than `max_chars`.
    quotes, newlines, profile
        As for `split`.

    Returns
    -------
    list of Chunk
        .text .span, and .begin .end in code points.

    Raises
    ------
    ConfigError
        For another name or bounds that cannot be kept.

    Examples
    --------
    >>> import hansift
    >>> [piece.text for piece in hansift.chunk("天亮了。我们走吧。路很长。", max_chars=9)]
    ['天亮了。我们走吧。', '路很长。']
    """
    return _core.chunk(text, max_chars, overlap, quotes, newlines, profile)

"""Sentences, clauses, paragraphs, and length-bounded chunks that follow them (docs/segmentation.md)."""

from __future__ import annotations

from collections.abc import Callable

from hansift import _core
from hansift._core import ArrowBatches, Offsets
from hansift._types import Chunk, Sentence, Span, Unwrapped

__all__ = [
    "Chunk",
    "Offsets",
    "Sentence",
    "SentenceStream",
    "Span",
    "Unwrapped",
    "chunk",
    "clause_spans",
    "clauses",
    "paragraph_spans",
    "paragraphs",
    "sentences",
    "split",
    "split_batch",
    "split_offsets",
    "split_spans",
    "unwrap",
    "unwrap_traced",
]


def split(text: str, *, quotes: str = "outer", newlines: str = "auto", profile: str | None = None, semicolons: bool = False) -> list[str]:
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
    semicolons : bool, default False
        A semicolon ends a sentence, too.

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
    return _core.split(text, quotes, newlines, profile, semicolons)


def split_spans(
    text: str,
    *,
    unit: str = "codepoint",
    quotes: str = "outer",
    newlines: str = "auto",
    profile: str | None = None,
    semicolons: bool = False,
) -> list[Span]:
    """Find the sentences of a text.

    Parameters
    ----------
    text : str
    unit : {"codepoint", "byte", "utf16"}, default "codepoint"
        What offsets count.
    quotes, newlines, profile, semicolons
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
    return _core.split_spans(text, unit, quotes, newlines, profile, semicolons)


def split_offsets(
    text: str,
    *,
    unit: str = "codepoint",
    quotes: str = "outer",
    newlines: str = "auto",
    profile: str | None = None,
    semicolons: bool = False,
) -> Offsets:
    """Find the sentences of a text, as one array: the quick form of `split_spans`.

    Parameters
    ----------
    text : str
    unit, quotes, newlines, profile, semicolons
        As for `split_spans`.

    Returns
    -------
    Offsets
        ``numpy.asarray(offsets)`` has shape (n, 2) and type int64; ``pyarrow.array(offsets)`` holds lists of two. Neither copies. Also a
        sequence of Span.

    Raises
    ------
    ConfigError
        For another name.

    Examples
    --------
    >>> from hansift.segmentation import split_offsets
    >>> memoryview(split_offsets("好。是吗？")).tolist()
    [[0, 2], [2, 5]]
    """
    return _core.split_offsets(text, unit, quotes, newlines, profile, semicolons)


def sentences(
    text: str,
    *,
    unit: str = "codepoint",
    quotes: str = "outer",
    newlines: str = "auto",
    profile: str | None = None,
    semicolons: bool = False,
) -> list[Sentence]:
    """Split a text into sentences and say of each why it ends where it does.

    Parameters
    ----------
    text : str
    unit, quotes, newlines, profile, semicolons
        As for `split_spans`.

    Returns
    -------
    list of Sentence
        .text .span .reason: terminator, dot, ellipsis, quotation, attribution, parenthesis, dash, semicolon, line_break, blank_line, text_end
        uax29 or list_item (docs/segmentation.md)

    Raises
    ------
    ConfigError
        For another name.

    Examples
    --------
    >>> from hansift.segmentation import sentences
    >>> [(sentence.text, sentence.reason) for sentence in sentences("第一章\\n天亮了。“走吧！”门开了")]
    [('第一章', 'line_break'), ('天亮了。', 'terminator'), ('“走吧！”', 'quotation'), ('门开了', 'text_end')]
    """
    return _core.sentences(text, unit, quotes, newlines, profile, semicolons)


class SentenceStream:
    """`sentences` for a text that comes in pieces.

    However the text is cut, the sentences are those of the whole, as long as no paragraph (text between blank lines) takes more bytes of
    UTF-8 than the cap. Of a longer one, those sentences are given out that its first `paragraph_cap` bytes decide, and a sentence of that
    length is cut (reason "cap"); this, too, depends on the text alone. Memory is bounded by the cap.
    Threads may share a stream, but take each other's sentences.

    Parameters
    ----------
    paragraph_cap : int, default 1048576
        At least 1024.
    unit, quotes, newlines, profile, semicolons
        As for `split_spans`; offsets count from the start of the stream.

    Raises
    ------
    ConfigError
        For another name or too small a cap.

    Examples
    --------
    >>> from hansift.segmentation import SentenceStream
    >>> stream = SentenceStream()
    >>> [[sentence.text for sentence in stream.feed(piece)] for piece in ("天亮", "了。走吧。\\n", "\\n路很长。")]
    [[], [], ['天亮了。', '走吧。']]
    >>> stream.finish()
    [Sentence(text='路很长。', span=Span(begin=9, end=13), reason='text_end')]
    """

    __slots__ = ("_native",)

    def __init__(
        self,
        *,
        paragraph_cap: int = 1 << 20,
        unit: str = "codepoint",
        quotes: str = "outer",
        newlines: str = "auto",
        profile: str | None = None,
        semicolons: bool = False,
    ) -> None:
        self._native = _core.SentenceStream(unit, paragraph_cap, quotes, newlines, profile, semicolons)

    def feed(self, text: str) -> list[Sentence]:
        """Take the next piece and return the sentences that are certain now."""
        return self._native.feed(text)

    def finish(self) -> list[Sentence]:
        """End the text and return the rest; the next `feed` begins another text."""
        return self._native.finish()


def split_batch(
    arrow: object,
    *,
    column: str = "text",
    output: str = "spans",
    unit: str = "codepoint",
    quotes: str = "outer",
    newlines: str = "auto",
    profile: str | None = None,
    semicolons: bool = False,
    threads: int | None = None,
) -> ArrowBatches:
    """Split a column of texts into sentences, on all cores and without the GIL.

    Parameters
    ----------
    arrow : object with the Arrow PyCapsule interface
        An array of strings, or a table, record batch or stream with such a column.
    column : str, default "text"
        Which column, if it is a table.
    output : {"spans", "text"}, default "spans"
        spans: list<struct<begin: int32, end: int32>>; text: list<string>.
    unit, quotes, newlines, profile, semicolons
        As for `split_spans`.
    threads : int, optional
        None: one a core.

    Returns
    -------
    ArrowBatches
        A column of lists, one a row, null where the text is: ``pyarrow.chunked_array(result)``, ``polars.Series(result)``.

    Raises
    ------
    TypeError
        If `arrow` has no strings.
    ConfigError
        For another name, or a column that is not there.

    Examples
    --------
    >>> import pyarrow  # doctest: +SKIP
    >>> from hansift.segmentation import split_batch
    >>> texts = pyarrow.array(["好。是吗？", None, "天亮了"])  # doctest: +SKIP
    >>> pyarrow.chunked_array(split_batch(texts, output="text")).to_pylist()  # doctest: +SKIP
    [['好。', '是吗？'], None, ['天亮了']]
    """
    return _core.split_batch(arrow, column, output, unit, quotes, newlines, profile, semicolons, threads)


def clauses(text: str, *, newlines: str = "auto") -> list[str]:
    """Split a text into clauses: the sentences of ``quotes="split"``, cut behind commas, colons and semicolons, too.

    Parameters
    ----------
    text : str
    newlines
        As for `split`.

    Returns
    -------
    list of str

    Raises
    ------
    ConfigError
        For another name.

    Examples
    --------
    >>> from hansift.segmentation import clauses
    >>> clauses("雨停了，天亮了；一共1,000人在12:30出发。")
    ['雨停了，', '天亮了；', '一共1,000人在12:30出发。']
    """
    return _core.clauses(text, newlines)


def clause_spans(text: str, *, unit: str = "codepoint", newlines: str = "auto") -> list[Span]:
    """Find the clauses of a text.

    Parameters
    ----------
    text : str
    unit, newlines
        As for `split_spans`.

    Returns
    -------
    list of Span

    Raises
    ------
    ConfigError
        For another name.

    Examples
    --------
    >>> from hansift.segmentation import clause_spans
    >>> clause_spans("雨停了，天亮了。")
    [Span(begin=0, end=4), Span(begin=4, end=8)]
    """
    return _core.clause_spans(text, unit, newlines)


def paragraphs(text: str, *, newlines: str = "auto") -> list[str]:
    """Split a text into paragraphs; the lines of a hard-wrapped one stay together, with their line breaks.

    Parameters
    ----------
    text : str
    newlines
        As for `split`: hard makes each line a paragraph, soft what stands between blank lines.

    Returns
    -------
    list of str

    Raises
    ------
    ConfigError
        For another name.

    Examples
    --------
    >>> from hansift.segmentation import paragraphs
    >>> paragraphs("第一章\\n天亮了。我们走吧。\\n\\n路很长。")
    ['第一章', '天亮了。我们走吧。', '路很长。']
    """
    return _core.paragraphs(text, newlines)


def paragraph_spans(text: str, *, unit: str = "codepoint", newlines: str = "auto") -> list[Span]:
    """Find the paragraphs of a text.

    Parameters
    ----------
    text : str
    unit, newlines
        As for `split_spans`.

    Returns
    -------
    list of Span

    Raises
    ------
    ConfigError
        For another name.

    Examples
    --------
    >>> from hansift.segmentation import paragraph_spans
    >>> paragraph_spans("第一章\\n天亮了。")
    [Span(begin=0, end=3), Span(begin=4, end=8)]
    """
    return _core.paragraph_spans(text, unit, newlines)


def unwrap(text: str, *, newlines: str = "auto") -> str:
    """Join the lines of hard-wrapped paragraphs: without a space between Chinese or Japanese characters, else with one.

    Parameters
    ----------
    text : str
    newlines
        As for `split`: soft joins all lines between blank lines.

    Returns
    -------
    str
        All line breaks that part paragraphs are as they were.

    Raises
    ------
    ConfigError
        For another name.

    Examples
    --------
    >>> from hansift.segmentation import unwrap
    >>> unwrap("春天来\\n了，use\\nPython", newlines="soft")
    '春天来了，use Python'
    """
    return _core.unwrap(text, newlines)


def unwrap_traced(text: str, *, newlines: str = "auto") -> Unwrapped:
    """Join the lines of hard-wrapped paragraphs and tell where.

    Parameters
    ----------
    text : str
    newlines
        As for `unwrap`.

    Returns
    -------
    Unwrapped
        The text of `unwrap`, and a trace with one edit for each line break that went.

    Raises
    ------
    ConfigError
        For another name.

    Examples
    --------
    >>> from hansift.segmentation import unwrap_traced
    >>> unwrap_traced("春天来\\n了", newlines="soft").edits[0].source
    Span(begin=3, end=4)
    """
    return _core.unwrap_traced(text, newlines)


TYPE_CHECKING = False  # importing `typing` would take longer than all the rest
if TYPE_CHECKING:
    from typing import overload
else:

    def overload(function):
        return function


@overload
def chunk(
    text: str,
    *,
    max_chars: int,
    overlap: int = 0,
    keep: str = "sentences",
    quotes: str = "outer",
    newlines: str = "auto",
    profile: str | None = None,
    semicolons: bool = False,
) -> list[Chunk]: ...


@overload
def chunk(  # noqa: F811
    text: str,
    *,
    max_bytes: int,
    overlap: int = 0,
    keep: str = "sentences",
    quotes: str = "outer",
    newlines: str = "auto",
    profile: str | None = None,
    semicolons: bool = False,
) -> list[Chunk]: ...


@overload
def chunk(  # noqa: F811
    text: str,
    *,
    max_tokens: int,
    count: Callable[[str], int],
    overlap: int = 0,
    keep: str = "sentences",
    quotes: str = "outer",
    newlines: str = "auto",
    profile: str | None = None,
    semicolons: bool = False,
) -> list[Chunk]: ...


def chunk(  # noqa: F811
    text: str,
    *,
    max_chars: int | None = None,
    max_bytes: int | None = None,
    max_tokens: int | None = None,
    count: Callable[[str], int] | None = None,
    overlap: int = 0,
    keep: str = "sentences",
    quotes: str = "outer",
    newlines: str = "auto",
    profile: str | None = None,
    semicolons: bool = False,
) -> list[Chunk]:
    """Cut a text into pieces of whole sentences and bounded length.

    Parameters
    ----------
    text : str
    max_chars, max_bytes, max_tokens : int
        Upper bound of a chunk in code points, bytes of UTF-8 (at least 4) or tokens; one of them is given. A sentence is cut only if it
        alone is longer, then behind a comma or space, else between words, else between characters.
    count : callable
        With `max_tokens`: the number of tokens of a str, such as ``lambda text: len(tokenizer.encode(text))``. Called a few times a chunk.
    overlap : int, default 0
        A chunk may repeat whole sentences of the one before, up to this size in the unit of the bound; less than the bound.
    keep : {"sentences", "paragraphs", "sections"}, default "sentences"
        paragraphs: one that fits is not cut, and a heading stays with what follows; sections: the same, and a heading begins a chunk.
    quotes, newlines, profile, semicolons
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
    >>> [piece.text for piece in hansift.chunk("It rained. Nobody went out.", max_tokens=3, count=lambda text: len(text.split()))]
    ['It rained.', 'Nobody went out.']
    """
    return _core.chunk(text, max_chars, max_bytes, max_tokens, count, overlap, keep, quotes, newlines, profile, semicolons)

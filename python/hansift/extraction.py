"""A page of HTML, Markdown or plain crawled text to its article."""

from __future__ import annotations

from collections.abc import Iterable

from hansift import _core
from hansift._core import SiteModel
from hansift._types import Block, Dropped, Fact, Page

__all__ = ["Block", "Dropped", "Fact", "Page", "SiteModel", "extract"]


def extract(source: str, *, format: str = "auto", site: SiteModel | None = None, keep: Iterable[str] = ()) -> Page:
    """Find the article of a page: title, metadata, body.

    Parameters
    ----------
    source : str
        The page, decoded. Lone surrogates are refused.
    format : {"auto", "html", "markdown", "text"}, default "auto"
    site : SiteModel, optional
        What was learnt of the frame of the site from other pages.
    keep : str or iterable of str, optional
        Reasons (`Dropped.reason`) for which lines are not to be dropped, or "caption": they become part of the text.

    Returns
    -------
    Page
        .title .metadata .blocks (kind, text, span) .dropped (reason, span) .text (the body, one line a block) .trace
        .facts (key, value, span: title and metadata, and where each was read) .flags (dates that are not certain)

    Raises
    ------
    ConfigError
        If `format` or a word of `keep` is another one; the message lists the choices.

    Notes
    -----
    Characters stay as they are on the page: nothing is repaired or converted. Spans are in code points of `source`.
    Never fails on input. Linear time. Thread-safe; releases the GIL.

    Examples
    --------
    >>> import hansift
    >>> page = hansift.extract("<html><body><article><h1>A day out</h1><p>We walked along the river until the sun went down.</p>"
    ...                        "</article></body></html>", format="html")
    >>> page.text
    'We walked along the river until the sun went down.'
    """
    return _core.extract(source, format, site, keep)

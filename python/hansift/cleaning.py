"""Repair (undo damage), then tidy (normalise)."""

from __future__ import annotations

from collections.abc import Iterable

from hansift import _core
from hansift._types import Cleaned

__all__ = ["Cleaned", "clean"]


def clean(text: str, *, profile: str = "web", disable: Iterable[str] = (), enable: Iterable[str] = ()) -> Cleaned:
    """Undo the damage of a crawl and normalise what is left; clean text comes back as it is.

    Parameters
    ----------
    text : str
        Any script. Lone surrogates are refused.
    profile : {"web", "minimal", "none", "ftfy"}, default "web"
        Which rules run.
    disable, enable : iterable of str
        Rules to switch off or on after that, by id ("cleaning.width.letters") or family ("cleaning.width").

    Returns
    -------
    Cleaned
        .text .edits .flags .trace; in a notebook a coloured diff. Spans are in code points.

    Raises
    ------
    ConfigError
        For an unknown profile or rule; the message names the choices.

    Notes
    -----
    `clean(clean(x).text).text == clean(x).text`. Linear time. Thread-safe; releases the GIL.

    Examples
    --------
    >>> import hansift
    >>> cleaned = hansift.clean("共１２元")
    >>> cleaned.text
    '共12元'
    >>> [edit.rule for edit in cleaned.edits]
    ['cleaning.width.letters']
    """
    return _core.clean(text, profile, disable, enable)

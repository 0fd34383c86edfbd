"""Repair (undo damage), then tidy (normalise)."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike, fspath

from hansift import _core
from hansift._types import Cleaned

__all__ = ["Cleaned", "clean"]


def clean(
    text: str,
    *,
    profile: str | PathLike[str] = "web",
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    punctuation: str = "",
) -> Cleaned:
    """Undo the damage of a crawl and normalise what is left; clean text comes back as it is.

    Parameters
    ----------
    text : str
        Any script. Lone surrogates are refused.
    profile : {"web", "minimal", "books", "ocr", "ftfy", "none"} or path, default "web"
        Which rules run (docs/cleaning.md). A path ends in .toml: a profile as `Pipeline` reads it, of which the table [clean] counts;
        it is read at each call.
    disable, enable : str or iterable of str
        Rules to switch off or on after that, by id ("cleaning.width.letters") or family ("cleaning.width"); one name may stand alone.
    punctuation : {"", "keep", "full", "half"}
        Width of , : ; ! ? ( ) in Chinese: as it is, full-width, or ASCII; "" as the profile has it. Japanese is left alone.

    Returns
    -------
    Cleaned
        .text .edits .flags .trace; in a notebook a coloured diff. Spans are in code points.

    Raises
    ------
    ConfigError
        For an unknown profile, rule or width; the message names the choices.
    IoError
        If the file of a profile cannot be read.

    Notes
    -----
    `clean(clean(x).text).text == clean(x).text`. Linear time, but for single lines of megabytes of mojibake. Thread-safe; releases the GIL.

    Examples
    --------
    >>> import hansift
    >>> cleaned = hansift.clean("共１２元")
    >>> cleaned.text
    '共12元'
    >>> [edit.rule for edit in cleaned.edits]
    ['cleaning.width.letters']
    """
    return _core.clean(text, fspath(profile) if isinstance(profile, PathLike) else profile, disable, enable, punctuation)

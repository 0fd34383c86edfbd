"""One-pass signals, verdict, exact and near-duplicate fingerprints (docs/quality.md)."""

from __future__ import annotations

from hansift import _core
from hansift._core import Fingerprint
from hansift._types import Signals, Verdict

__all__ = ["Fingerprint", "Signals", "Verdict", "fingerprint", "signals"]


def signals(text: str) -> Signals:
    """Count in one pass what tells good text from bad. No word segmenter is needed.

    Parameters
    ----------
    text : str

    Returns
    -------
    Signals
        Counts and shares (0 to 1) by name; `.to_dict()`.

    Examples
    --------
    >>> import hansift
    >>> hansift.signals("春天来了。").han
    4
    """
    return _core.signals(text)


def fingerprint(text: str) -> Fingerprint:
    """Fingerprint a text, to find its exact and near duplicates.

    Parameters
    ----------
    text : str

    Returns
    -------
    Fingerprint
        .exact .bands .minhash .similarity(other)

    Examples
    --------
    >>> import hansift
    >>> hansift.fingerprint("春天来了。").exact == hansift.fingerprint("春天 来了 .").exact
    True
    """
    return _core.fingerprint(text)

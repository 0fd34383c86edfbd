"""What every room stands on: spans, edits, traces, and the catalogue of rules."""

from __future__ import annotations

from hansift import _core
from hansift._core import Trace
from hansift._types import Edit, Flag, Rule, Span

__all__ = ["Edit", "Flag", "Rule", "Span", "Trace", "rules"]


def rules() -> tuple[Rule, ...]:
    """List the catalogue: every rule of every room, in the order of the walk.

    Returns
    -------
    tuple of Rule
        Each with its id, a one-line reason, an example (before, after) and the version that brought it.

    Examples
    --------
    >>> import hansift
    >>> any(rule.id == "cleaning.width.letters" for rule in hansift.rules())
    True
    """
    return _core.rules()

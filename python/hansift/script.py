"""Which script a text is in, conversion between scripts, and mending what converters broke."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hansift import _core
from hansift._types import Converted, Restored, RoundTrip, ScriptReport, ScriptSpan
from hansift.errors import ConfigError

__all__ = [
    "Converted",
    "Converter",
    "Restored",
    "RoundTrip",
    "ScriptReport",
    "ScriptSpan",
    "conversions",
    "convert",
    "identify",
    "load_user_dictionary",
    "restore",
]


def identify(text: str) -> ScriptReport:
    """Identify the script and variant of a text.

    Parameters
    ----------
    text : str

    Returns
    -------
    ScriptReport
        .script ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "zh-Hant-CN", "zh-Hant", "zh", "mixed", "other"), .language
        .confidence .evidence (what was counted) .spans (of a mixed text)

    Examples
    --------
    >>> import hansift
    >>> hansift.identify("这条河从山里流出来，经过我们的村庄。").script
    'zh-Hans'
    """
    return _core.identify(text)


def convert(text: str, config: str, *, context: bool = True) -> str:
    """Convert text to another script.

    Parameters
    ----------
    text : str
    config : str
        OpenCC's name (s2t, s2tw, s2twp, s2hk, t2s, tw2s, tw2sp, hk2s, t2tw, ...) or a BCP 47 target (zh-Hans, zh-Hant-TW, ...).
    context : bool, default True
        Choose among the forms of ambiguous characters, and of the words that a region has in some senses only, by the sentence; leave
        lines alone that are in the target script already. False: the text is that of OpenCC 1.4.2, byte by byte.

    Returns
    -------
    str

    Raises
    ------
    ConfigError
        For an unknown `config`; the message names the choices.

    Examples
    --------
    >>> import hansift
    >>> hansift.convert("汉字", "s2t")
    '漢字'
    """
    return _core.convert(text, config, context)


class Converter(_core.Converter):
    """A conversion to keep and call; immutable, shared between threads, pickled as its configuration.

    Parameters
    ----------
    config : str
        As for `convert`.
    context : bool, default True
    user_dictionary : mapping of str to str, iterable of pairs, or path of a file, optional
        Own words, applied before all others, longest first. A file is read once, as by `load_user_dictionary`.

    Raises
    ------
    ConfigError
        For an unknown `config`, an empty word, two meanings of one word, or a malformed line of the file.
    IoError
        If the file cannot be read.

    Examples
    --------
    >>> import hansift
    >>> convert = hansift.Converter("s2t", user_dictionary={"云端": "雲端"})
    >>> convert("云端")
    '雲端'
    >>> convert.convert_traced("云端").edits[0].source
    Span(begin=0, end=2)
    """

    __slots__ = ("_settings",)

    def __init__(
        self,
        config: str,
        *,
        context: bool = True,
        user_dictionary: Mapping[str, str] | Iterable[tuple[str, str]] | str | os.PathLike[str] | None = None,
    ) -> None:
        words: dict[str, str] = {}
        for word, meaning in _pairs(user_dictionary):
            if words.setdefault(word, meaning) != meaning:
                raise ConfigError(f"user_dictionary has two meanings of {word[:60]!r}: {words[word][:60]!r} and {meaning[:60]!r}")
        self._settings = (config, context, MappingProxyType(words))
        super().__init__(config, context, words)

    @property
    def config(self) -> str:
        """The name it was made with."""
        return self._settings[0]

    @property
    def context(self) -> bool:
        """Whether it chooses in context."""
        return self._settings[1]

    @property
    def user_dictionary(self) -> Mapping[str, str]:
        """The own words."""
        return self._settings[2]

    def convert_traced(self, text: str) -> Converted:
        """The converted text with its trace; `flags` say where context departs from longest match, and by what margin."""
        return super().convert_traced(text)

    def round_trip(self, text: str) -> RoundTrip:
        """Convert there and back, and say what did not come back as it was.

        The way back is the configuration that leads the other way (s2twp and tw2sp, t2jp and jp2t, ...), without own words.

        Examples
        --------
        >>> import hansift
        >>> hansift.Converter("t2s").round_trip("乾坤和干涉").lost
        ()
        >>> hansift.Converter("t2s").round_trip("范先生寫後記").back
        '范先生寫後記'
        """
        return super().round_trip(text)

    def __reduce__(self) -> tuple[object, ...]:
        return _converter, (self.config, self.context, dict(self.user_dictionary))

    def __repr__(self) -> str:
        words = f", user_dictionary=<{len(self.user_dictionary)} words>" if self.user_dictionary else ""
        return f"Converter({self.config!r}{'' if self.context else ', context=False'}{words})"


Converter.__module__ = "hansift"


def _converter(config: str, context: bool, words: dict[str, str]) -> Converter:
    return Converter(config, context=context, user_dictionary=words)


def _pairs(words: Mapping[str, str] | Iterable[tuple[str, str]] | str | os.PathLike[str] | None) -> Iterable[tuple[str, str]]:
    if words is None:
        return ()
    if isinstance(words, (str, os.PathLike)):
        words = load_user_dictionary(words)
    return words.items() if isinstance(words, Mapping) else words


def load_user_dictionary(path: str | os.PathLike[str]) -> dict[str, str]:
    """Read own words from a file in OpenCC's text format.

    On each line: a word, a tab, what it becomes. Of several candidates with spaces between them the first counts. Empty lines and
    lines that begin with ``#`` are skipped. A file with a malformed line is refused as a whole.

    Parameters
    ----------
    path : str or path

    Returns
    -------
    dict of str to str

    Raises
    ------
    ConfigError
        For a line without a tab or a word, with a second tab or a second meaning of a word, or not in UTF-8; names file and line.
    IoError
        If the file cannot be read.
    """
    return _core.load_user_dictionary(os.fsencode(path))


def conversions() -> tuple[str, ...]:
    """List the names that `convert` takes, sorted.

    Examples
    --------
    >>> from hansift.script import conversions
    >>> "s2twp" in conversions()
    True
    """
    return _core.conversions()


def restore(text: str) -> Restored:
    """Mend Traditional text that a converter broke; other text comes back as it is.

    Parameters
    ----------
    text : str

    Returns
    -------
    Restored
        .text .edits .flags .trace; in a notebook a coloured diff.

    Examples
    --------
    >>> import hansift
    >>> hansift.restore("plain text").edits
    ()
    """
    return _core.restore(text)

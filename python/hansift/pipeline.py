"""The whole walk: bytes in, records out."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fsdecode

from hansift import _core
from hansift._core import ArrowBatches
from hansift._types import Profile, Record
from hansift.errors import ConfigError

__all__ = ["Pipeline", "Profile", "Record"]


class Pipeline:
    """Everything in one call; immutable, shared between threads, pickled as its settings.

    Parameters
    ----------
    profile : str, path or mapping, default "web"
        A built-in profile ("web", "minimal"), a file of settings (its name ends in .toml), or settings by name.
    script : str, optional
        Convert to this script (as `convert`); None leaves the script as the profile has it.
    **overrides
        Settings by name, over those of the profile: format, extract, clean, disable, enable, punctuation, restore, context, sentences,
        quotes, newlines, splitter, fingerprint, trace (False: no trace, blocks, dropped and flags either), and the thresholds of the
        verdict (min_chars, max_symbols, ...). `Pipeline().profile` shows them all with their values.

    Raises
    ------
    ConfigError
        For an unknown name or a wrong value; the message names the choices.
    IoError
        If the file of settings cannot be read.

    Examples
    --------
    >>> import hansift
    >>> pipeline = hansift.Pipeline(script="zh-Hans", extract=False)
    >>> record = pipeline("今天天氣很好，我們去河邊散步。")
    >>> record.text, record.script.script
    ('今天天气很好，我们去河边散步。', 'zh-Hant')
    """

    __slots__ = ("_call", "_native")

    def __init__(self, profile: str | PathLike[str] | Mapping[str, object] = "web", script: str | None = None, **overrides: object) -> None:
        settings = {**_settings(profile), **overrides}
        if script is not None:
            settings["script"] = script
        self._native = _core.Pipeline(settings)
        self._call = self._native.__call__

    @property
    def profile(self) -> Profile:
        """All settings."""
        return self._native.profile()

    def __call__(self, data: bytes | str, *, declared: str | None = None, tld: str | None = None) -> Record:
        """Walk one document.

        Parameters
        ----------
        data : bytes or str
            Raw bytes, or text that is decoded already.
        declared, tld : str, optional
            Hints for the encoding of bytes, as for `detect`.

        Returns
        -------
        Record
            .text .title .metadata .blocks .sentences .signals .verdict .fingerprint .flags .trace .to_dict()
        """
        return self._call(data, declared, tld)

    def batch(self, arrow: object, threads: int | None = None) -> ArrowBatches:
        """Walk many documents, with the GIL released and all cores busy.

        Parameters
        ----------
        arrow : object with the Arrow PyCapsule interface
            A table, record batch or stream of pyarrow, polars, duckdb, ... with a column `raw` (binary) or `text` (string: decoded
            already); `charset` (declared encoding), `url` and `id` are used where they are there. Not copied.
        threads : int, optional
            None: all cores.

        Returns
        -------
        ArrowBatches
            One row a document, in order: `pyarrow.table(...)`, `polars.DataFrame(...)` read it. Columns: docs/schema.md. A null
            document gives a row of nulls. Sentences are in code points of the text.

        Raises
        ------
        ConfigError
            If there is no column `raw` or `text`.
        TypeError
            If `arrow` is no Arrow object, or a column has a type that cannot be read.
        """
        return _core.batch(self._native, arrow, threads)

    def to_toml(self) -> str:
        """The settings as a file that `Pipeline(path)` reads."""
        return self._native.to_toml()

    def __reduce__(self) -> tuple[object, ...]:
        return Pipeline, (self.profile.to_dict(),)

    def __repr__(self) -> str:
        profile = self.profile
        return f"Pipeline({profile.name!r}{f', script={profile.script!r}' if profile.script else ''})"


Pipeline.__module__ = "hansift"


def _settings(profile: str | PathLike[str] | Mapping[str, object]) -> dict[str, object]:
    if isinstance(profile, Mapping):
        return dict(profile)
    if isinstance(profile, (str, PathLike)):
        path = fsdecode(profile)
        if path.endswith(".toml"):
            return _core.profile_from_file(path).to_dict()
        if isinstance(profile, str):
            return _core.profile_named(profile).to_dict()
    raise ConfigError(f"profile is {str(profile)[:60]!r}; it must be a name, the path of a .toml file, or settings by name")

"""Bytes to text: detect and decode."""

from __future__ import annotations

from hansift import _core
from hansift._types import Decoded, Detection, EncodingGuess, EncodingSpan

__all__ = ["Decoded", "Detection", "Detector", "EncodingGuess", "EncodingSpan", "decode", "detect", "encodings"]


def detect(data: bytes, *, declared: str | None = None, tld: str | None = None) -> Detection:
    """Name the encoding of bytes.

    Parameters
    ----------
    data : bytes
        Any bytes; more than a few hundred make it surer.
    declared : str, optional
        Label that came with them (HTTP header, catalogue): a hint that the bytes overrule. Unknown labels are ignored.
    tld : str, optional
        Top level domain of the page ("cn", "tw", "jp"): a hint.

    Returns
    -------
    Detection
        .encoding .confidence .language .alternatives .spans (bytes; several if the file mixes encodings).

    Raises
    ------
    TypeError
        If `data` is a str: it is decoded already.

    Notes
    -----
    Never fails on input. Linear time; legacy text costs a few microseconds and little more where it is long. Thread-safe; releases the GIL.

    Examples
    --------
    >>> import hansift
    >>> hansift.detect("山下有一條小河，河邊長滿了青草。".encode("big5")).encoding
    'big5'
    """
    return _core.detect(data, declared, tld)


class Detector:
    """`detect` for bytes that come in pieces.

    However the bytes are cut, the answer is that of one call with all of them. Memory does not grow with the input.

    Parameters
    ----------
    declared, tld : str, optional
        As for `detect`.

    Notes
    -----
    Keeps about 60 KB. One a stream; not to be shared between threads.

    Examples
    --------
    >>> from hansift.encoding import Detector
    >>> detector = Detector()
    >>> data = "山下有一條小河，河邊長滿了青草。".encode("big5")
    >>> for at in range(0, len(data), 5):
    ...     detector.feed(data[at : at + 5])
    >>> detector.finish().encoding
    'big5'
    """

    __slots__ = ("_native",)

    def __init__(self, *, declared: str | None = None, tld: str | None = None) -> None:
        self._native = _core.Detector(declared, tld)

    def feed(self, data: bytes) -> None:
        """Add the next piece."""
        self._native.feed(data)

    def finish(self) -> Detection:
        """Name the encoding of all that was fed; afterwards the detector is as new."""
        return self._native.finish()


def decode(data: bytes, *, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Decode bytes by the WHATWG rules, in the encoding that they are in.

    Parameters
    ----------
    data : bytes
    encoding : str, optional
        Label to decode with; else it is detected.
    declared : str, optional
        As for `detect`.

    Returns
    -------
    Decoded
        .text .encoding .confidence .replacements (spans of undecodable bytes) .trace

    Raises
    ------
    ConfigError
        If `encoding` is unknown; the message names the choices.

    Notes
    -----
    A byte order mark is dropped; undecodable bytes become U+FFFD, as many as the standard says. Linear time. Thread-safe.

    Examples
    --------
    >>> import hansift
    >>> decoded = hansift.decode("第一行\\n第二行\\n".encode("gb18030"), encoding="gb18030")
    >>> decoded.text
    '第一行\\n第二行\\n'
    >>> decoded.trace.to_source((0, 3))
    Span(begin=0, end=6)
    """
    return _core.decode(data, encoding, declared)


def encodings() -> tuple[str, ...]:
    """List the encodings that `decode` takes, sorted.

    Examples
    --------
    >>> from hansift.encoding import encodings
    >>> "gb18030" in encodings()
    True
    """
    return _core.encodings()

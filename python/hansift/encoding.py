"""Bytes to text and back: detect, decode, encode."""

from __future__ import annotations

from collections.abc import Iterable

from hansift import _core
from hansift._types import Decoded, Detection, Encoded, EncodingGuess, EncodingSpan, Flag, Span
from hansift.errors import ConfigError

__all__ = ["Decoded", "Decoder", "Detection", "Detector", "Encoded", "EncodingGuess", "EncodingSpan", "decode", "detect", "encode", "encodings"]


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
        .encoding .confidence .language (None where it was not looked at: UTF-8, ASCII) .alternatives .spans (bytes; several if the file mixes
        encodings: .encoding is then what most of it is, and .confidence its share of the bytes)

    Raises
    ------
    TypeError
        If `data` is a str: it is decoded already.

    Notes
    -----
    Never fails on input. Linear time; double-byte text costs some microseconds a page, letters of alphabets a tenth
    of a millisecond. Thread-safe; releases the GIL.

    Examples
    --------
    >>> import hansift
    >>> hansift.detect("山下有一條小河，河邊長滿了青草。".encode("big5")).encoding
    'big5'
    """
    return _core.detect(data, declared, tld)


class Detector:
    """`detect` for bytes that come in pieces.

    However the bytes are cut, the answer is that of one call with all of them.
    Memory does not grow with the input, but for the spans of a file that mixes encodings.

    Parameters
    ----------
    declared, tld : str, optional
        As for `detect`.

    Notes
    -----
    Keeps about 60 KB. One a stream; not to be shared between threads. Keeps the GIL.

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

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a stream in the making can be neither copied nor pickled")

    def feed(self, data: bytes) -> None:
        """Add the next piece."""
        self._native.feed(data)

    def finish(self) -> Detection:
        """Name the encoding of all that was fed; afterwards the detector is as new."""
        return self._native.finish()


def decode(data: bytes, *, encoding: str | None = None, declared: str | None = None, private_use: str = "keep") -> Decoded:
    """Decode bytes by the WHATWG rules, in the encoding that they are in.

    Parameters
    ----------
    data : bytes
    encoding : str, optional
        Label to decode with; else it is detected.
    declared : str, optional
        As for `detect`.
    private_use : {"keep", "standard", "flag"}, default "keep"
        What becomes of private-use characters that a code page has for want of better ones: they stay, as the standard says; or they
        become the characters that Unicode has for them now, where it has one (an edit of the trace); or they stay and are listed in
        `.flags`.

    Returns
    -------
    Decoded
        .text .encoding .confidence .replacements (spans of undecodable bytes) .trace .flags

    Raises
    ------
    ConfigError
        If `encoding` or `private_use` is unknown; the message names the choices.

    Notes
    -----
    A byte order mark is dropped; undecodable bytes become U+FFFD, as many as the standard says. Linear time. Thread-safe. The trace is
    made when it is first looked at.

    Examples
    --------
    >>> import hansift
    >>> decoded = hansift.decode("第一行\\n第二行\\n".encode("gb18030"), encoding="gb18030")
    >>> decoded.text
    '第一行\\n第二行\\n'
    >>> decoded.trace.to_source((0, 3))
    Span(begin=0, end=6)
    """
    return _core.decode(data, encoding, declared, private_use)


class Decoder:
    """Decode a stream piece by piece: however it is cut, the text is that of one `decode` over all of it.

    Parameters
    ----------
    encoding : str, optional
        Label to decode with.
    spans : iterable of EncodingSpan, optional
        What to decode with where, in bytes of the stream, as `detect(...).spans` has it for files that mix encodings. One of the two must
        be given: a stream cannot be detected before it was read.
    private_use : {"keep", "standard", "flag"}, default "keep"
        As for `decode`.

    Raises
    ------
    ConfigError
        If neither, both or an unknown encoding is given, or `spans` do not follow one another from 0 on. Bytes beyond the last one go with it.

    Notes
    -----
    Memory is that of the last piece. Calls from several threads queue; which piece comes first is then not certain.

    Examples
    --------
    >>> from hansift.encoding import Decoder
    >>> decoder = Decoder("gb18030")
    >>> data = "河边的老树".encode("gb18030")
    >>> decoder.feed(data[:3]), decoder.feed(data[3:]), decoder.finish()
    ('河', '边的老树', '')
    """

    __slots__ = ("_native",)

    def __init__(self, encoding: str | None = None, *, spans: Iterable[EncodingSpan] | None = None, private_use: str = "keep") -> None:
        if encoding is not None and spans is not None:
            raise ConfigError("encoding and spans: give one of them")
        self._native = _core.Decoder(encoding, spans, private_use)

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a stream in the making can be neither copied nor pickled")

    def feed(self, data: bytes) -> str:
        """Return the text of the next bytes, as far as it is certain."""
        return self._native.feed(data)

    def finish(self) -> str:
        """End the stream and return what a sequence that was cut off becomes; the next `feed` begins another stream.

        Examples
        --------
        >>> from hansift.encoding import Decoder
        >>> decoder = Decoder("utf-8")
        >>> decoder.feed(b"ab\\xe6\\xb2"), decoder.finish(), decoder.replacements
        ('ab', '�', (Span(begin=2, end=4),))
        """
        return self._native.finish()

    @property
    def encoding(self) -> str:
        """Canonical name; that of most bytes if there are several."""
        return self._native.encoding()

    @property
    def replacements(self) -> tuple[Span, ...]:
        """Undecodable bytes that the last `feed` or `finish` came upon, counted from the start of the stream."""
        return self._native.replacements()

    @property
    def replacement_count(self) -> int:
        """How many there were in all."""
        return self._native.replacement_count()

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Private-use characters that the last `feed` or `finish` came upon, with ``private_use="flag"``."""
        return self._native.flags()


def encode(text: str, encoding: str, *, errors: str = "replace") -> Encoded:
    """Encode text by the WHATWG rules.

    Parameters
    ----------
    text : str
        Lone surrogates are refused.
    encoding : str
        Any label that `decode` takes but "replacement". No byte order mark is written.
    errors : {"replace", "html", "strict"}, default "replace"
        For characters that the encoding does not have: a question mark; the number as HTML writes it, which browsers do in forms; or
        an exception.

    Returns
    -------
    Encoded
        .data .encoding .unencodable (spans of the text, one a character)

    Raises
    ------
    ConfigError
        If `encoding` or `errors` is unknown.
    DataError
        With ``errors="strict"``: the message names the first such character and where it is.

    Notes
    -----
    Linear time. Thread-safe; releases the GIL.

    Examples
    --------
    >>> from hansift.encoding import encode
    >>> encode("老树", "gbk").data
    b'\\xc0\\xcf\\xca\\xf7'
    >>> encoded = encode("a瑞b", "windows-1252", errors="html")
    >>> encoded.data, encoded.unencodable
    (b'a&#29790;b', (Span(begin=1, end=2),))
    """
    return _core.encode(text, encoding, errors)


def encodings() -> tuple[str, ...]:
    """List the encodings that `decode` takes, sorted.

    Examples
    --------
    >>> from hansift.encoding import encodings
    >>> "gb18030" in encodings()
    True
    """
    return _core.encodings()

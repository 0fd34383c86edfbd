"""The types that results are made of. Small ones are named tuples; results are objects with fixed fields. None can be changed.

The core fills them directly. Import time is kept low on purpose: nothing but `collections` is imported. Types for mypy: _types.pyi.
"""

from collections import namedtuple


class Span(namedtuple("Span", "begin end")):
    """Half-open range [begin, end): code points of a `str`, bytes of `bytes`."""

    __slots__ = ()


class Edit(namedtuple("Edit", "source output rule reason confidence", defaults=("", 1.0))):
    """One change: `source` became `output` by `rule`; both are spans in the units of their sides, code points of a `str`, bytes of
    `bytes`. Everything outside the edits of a trace is identical on both sides."""

    __slots__ = ()


class Flag(namedtuple("Flag", "span rule reason", defaults=("",))):
    """Damage that was seen and not (wholly) repaired; `span` lies in the input, in code points."""

    __slots__ = ()


class ScriptSpan(namedtuple("ScriptSpan", "begin end script")):
    """Code points [begin, end) of a mixed text that are in one script."""

    __slots__ = ()


class RoundTrip(namedtuple("RoundTrip", "text back lost")):
    """A text converted (`text`) and converted back (`back`); `lost` are the spans of the source, in
    code points, that did not come back as they were."""

    __slots__ = ()


class Rule(namedtuple("Rule", "id reason before after since")):
    """An entry of the rule catalogue; `before` becomes `after`."""

    __slots__ = ()


class EncodingSpan(namedtuple("EncodingSpan", "begin end encoding")):
    """Bytes [begin, end) of a file that mixes encodings."""

    __slots__ = ()


class EncodingGuess(namedtuple("EncodingGuess", "encoding confidence")):
    """An encoding and the probability that it is right."""

    __slots__ = ()


class Block(namedtuple("Block", "kind text span output", defaults=(Span(0, 0),))):
    """A paragraph-level piece: where it came from (`span`, in the source) and where it stands in the text (`output`; empty if it
    is not part of it), both in code points.

    Kinds: caption (never part of the text), heading, paragraph, list_item, quotation, table_row, code, verse.
    """

    __slots__ = ()


class Dropped(namedtuple("Dropped", "reason span")):
    """A piece of the page that is in no block, and why: navigation, advertisement, ... `span` lies in the source, in code points."""

    __slots__ = ()


class Fact(namedtuple("Fact", "key value span")):
    """Title or metadata as the page gives it, and the span of the source that it was read from, in code points (empty: it does
    not stand there in one piece)."""

    __slots__ = ()


class Chunk(namedtuple("Chunk", "text span")):
    """A length-bounded piece of a text; `span` in code points of the text."""

    __slots__ = ()
    begin = property(lambda self: self[1][0], doc="First code point.")
    end = property(lambda self: self[1][1], doc="Behind the last code point.")


class Sentence(namedtuple("Sentence", "text span reason")):
    """A sentence, where it stands (`span`, in the unit asked for), and why it ends there (docs/segmentation.md)."""

    __slots__ = ()
    begin = property(lambda self: self[1][0], doc="Where it begins, in the unit asked for.")
    end = property(lambda self: self[1][1], doc="Behind its end.")


class Signals(
    namedtuple(
        "Signals",
        "chars han kana hangul latin letters digits punctuation symbols replacement words lines sentences terminal_lines bullet_lines"
        " ellipsis_lines short_lines duplicate_lines duplicate_line_chars list_marks keyword_chars loose_chars function_chars"
        " top_2gram top_3gram top_4gram duplicate_5gram duplicate_10gram distinct_chars mean_line_chars entropy",
    )
):
    """What one pass over a text counts; shares are 0 to 1 (docs/quality.md)."""

    __slots__ = ()

    def to_dict(self):
        """The signals by name."""
        return self._asdict()


class Verdict(namedtuple("Verdict", "keep reasons", defaults=((),))):
    """Whether a text stays, and the ids of the rules that speak against it. True in a condition if it stays."""

    __slots__ = ()

    def __bool__(self):
        return self[0]


class Profile(
    namedtuple(
        "Profile",
        "name format extract clean disable enable punctuation restore script context sentences quotes newlines splitter fingerprint trace"
        " min_chars max_chars min_letters max_symbols max_bullet_lines max_ellipsis_lines max_duplicate_lines max_duplicate_line_chars"
        " max_top_2gram max_top_3gram max_top_4gram max_duplicate_10gram min_terminal_lines max_replacement min_distinct_chars"
        " min_entropy max_keyword_chars min_keyword_function max_loose_chars min_loose_function",
    )
):
    """Every setting of a pipeline. `Pipeline(profile.to_dict())` makes the same one again."""

    __slots__ = ()

    def to_dict(self):
        """The settings by name."""
        return self._asdict()


class Result:
    """A result with fixed fields: equal if all fields are, immutable, picklable. Made by hansift only.

    The order of `__slots__` is that of the fields, and that in which the core gives the values.
    """

    __slots__ = ()
    _fields = ()

    def __new__(cls, *values, **named):
        raise TypeError(f"{cls.__name__} is a result; hansift makes it")

    def __setattr__(self, name, value):
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __delattr__(self, name):
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def _values(self):
        return tuple([getattr(self, name) for name in self._fields])

    def __eq__(self, other):
        return self._values() == other._values() if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash(getattr(self, self._fields[0]))

    def __reduce__(self):
        return _result, (type(self), self._values())

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([f'{name}={_short(getattr(self, name))}' for name in self._fields])})"


def _result(cls, values):
    """The result that was pickled."""
    made = object.__new__(cls)
    for slot, value in zip(cls.__slots__, values, strict=True):
        object.__setattr__(made, slot, value)
    return made


def _short(value):
    if isinstance(value, str) and len(value) > 60:
        return f"{value[:57]!r}... ({len(value)} characters)"
    if type(value) is tuple and len(value) > 3:
        return f"({', '.join(map(repr, value[:3]))}, ... {len(value)} in all)"
    return repr(value)


def _lazy(slot, doc):
    """A property over a slot that the core may have filled with a function: the first look calls it and keeps the answer."""

    def get(self):
        value = getattr(self, slot)
        if callable(value):
            value = value()
            object.__setattr__(self, slot, value)
        return value

    return property(get, doc=doc)


def _html(self):
    from hansift.report import html

    return html.fragment(self.trace.source, self.text, self.trace.edits, getattr(self, "flags", ()))


def _edits(self):
    return self.trace.edits


class Detection(Result):
    """Which encoding bytes are in.

    Attributes
    ----------
    encoding : str
        Canonical name in lower case (the WHATWG label); "binary" for bytes that are no text.
    confidence : float
        Probability, 0 to 1, that `encoding` decodes the bytes to the right text.
    language : str or None
        BCP 47, where it matters.
    alternatives : tuple of EncodingGuess
        Runners-up, best first.
    spans : tuple of EncodingSpan
        Tile the input; one span unless the file mixes encodings.
    """

    __slots__ = _fields = ("encoding", "confidence", "language", "alternatives", "spans")


class Decoded(Result):
    """Text from bytes.

    Attributes
    ----------
    text : str
    encoding : str
    confidence : float
        1 if the caller named the encoding.
    replacements : tuple of Span
        Bytes that no character corresponds to; U+FFFD stands for them.
    trace : Trace
        From the bytes to the text; made when it is first looked at.
    flags : tuple of Flag
        Private-use characters, with ``private_use="flag"``; spans of the bytes.
    """

    _fields = ("text", "encoding", "confidence", "replacements", "trace", "flags")
    __slots__ = ("text", "encoding", "confidence", "replacements", "_trace", "flags")
    trace = _lazy("_trace", "From the bytes to the text.")


class Encoded(Result):
    """Bytes from text.

    Attributes
    ----------
    data : bytes
    encoding : str
    unencodable : tuple of Span
        Characters of the text that the encoding does not have; something else stands for them.
    """

    __slots__ = _fields = ("data", "encoding", "unencodable")


class Page(Result):
    """The article of a page.

    Attributes
    ----------
    title : str or None
    metadata : dict of str to str
        date, source, author, editor, site, language, url, and what front matter says.
    blocks : tuple of Block
        In page order, title and captions too.
    dropped : tuple of Dropped
    facts : tuple of Fact
        Title and metadata once more, each with its span in the source.
    flags : tuple of Flag
        Dates that are not certain: told from the day of the visit, of an update, or with day and month that could be the other way round.
    text : str
        The body, one line a block.
    format : str
        What the page was taken for: html, markdown, text.
    trace : Trace
        From the source to the text.
    """

    _layout = ("title", "metadata", "_blocks", "_dropped", "_facts", "_flags", "text", "format", "trace")
    __slots__ = _layout
    _fields = tuple([slot.lstrip("_") for slot in _layout])
    blocks = _lazy("_blocks", "tuple of Block: title, captions and body in page order.")
    dropped = _lazy("_dropped", "tuple of Dropped: what is in no block.")
    facts = _lazy("_facts", "tuple of Fact: title and metadata with their spans.")
    flags = _lazy("_flags", "tuple of Flag: dates that are not certain.")

    def __hash__(self):
        return hash(self.text)


class Cleaned(Result):
    """Repaired and tidied text.

    Attributes
    ----------
    text : str
    flags : tuple of Flag
        What was seen and not repaired; spans in the input, in code points.
    trace : Trace
    edits : tuple of Edit
        The trace's.
    """

    __slots__ = _fields = ("text", "flags", "trace")
    edits = property(_edits, doc="tuple of Edit: what changed, in code points.")
    _repr_html_ = _html


class ScriptReport(Result):
    """Which script a text is in.

    Attributes
    ----------
    script : str
        zh-Hans, zh-Hant-TW, zh-Hant-HK, zh-Hant-CN (made from mainland text by a converter), zh-Hant (variant unknown), zh (nothing
        tells the script), mixed, other (no Chinese).
    language : str or None
        zh, ja, ko, or None where the script does not tell it.
    confidence : float
    evidence : dict of str to int
        What was counted.
    spans : tuple of ScriptSpan
        Of a mixed text: its sentences and lines by script, in code points. Empty otherwise, and in the record of a pipeline.
    """

    __slots__ = _fields = ("script", "language", "confidence", "evidence", "spans")


class Converted(Result):
    """Text in another script: `text`, `flags` (where context departs from longest match, and why), `trace`, and the trace's `edits`."""

    __slots__ = _fields = ("text", "flags", "trace")
    edits = property(_edits, doc="tuple of Edit: what changed, in code points.")
    _repr_html_ = _html


class Restored(Result):
    """Traditional text with the damage of a converter mended: `text`, `flags`, `trace`, and the trace's `edits`."""

    __slots__ = _fields = ("text", "flags", "trace")
    edits = property(_edits, doc="tuple of Edit: what changed, in code points.")
    _repr_html_ = _html


class Unwrapped(Result):
    """Text whose hard-wrapped lines were joined: `text`, `trace`, and the trace's `edits`."""

    __slots__ = _fields = ("text", "trace")
    edits = property(_edits, doc="tuple of Edit: what changed, in code points.")
    _repr_html_ = _html


class Record(Result):
    """One document after the whole walk.

    Spans of `blocks`, `dropped` and `flags` lie in the raw input: bytes of `bytes`, code points of a `str`. Sentences, and the
    `output` of blocks, lie in `text`, in code points.

    Attributes
    ----------
    text : str
        The body: decoded, extracted, cleaned, converted.
    title : str or None
    metadata : dict of str to str
    encoding : str
    encoding_confidence : float
    format : str
    script : ScriptReport
        Of the text before conversion.
    blocks : tuple of Block
    dropped : tuple of Dropped
    sentences : tuple of Span
    signals : Signals
    verdict : Verdict
    fingerprint : Fingerprint or None
    flags : tuple of Flag
    trace : Trace
        From the raw input to `text`, one stage a room.
    rules_version : int
        Moves whenever the text that some rule gives changes.
    """

    _layout = (
        "text",
        "title",
        "metadata",
        "encoding",
        "encoding_confidence",
        "format",
        "script",
        "_blocks",
        "_dropped",
        "_sentences",
        "_signals",
        "verdict",
        "fingerprint",
        "_flags",
        "trace",
        "rules_version",
    )
    __slots__ = _layout
    _fields = tuple([slot.lstrip("_") for slot in _layout])
    blocks = _lazy("_blocks", "tuple of Block: title, captions and body in page order.")
    dropped = _lazy("_dropped", "tuple of Dropped: what is in no block.")
    sentences = _lazy("_sentences", "tuple of Span: in code points of `text`.")
    signals = _lazy("_signals", "Signals of the text.")
    flags = _lazy("_flags", "tuple of Flag: damage that was seen and not repaired.")

    def to_dict(self):
        """The record as JSON can hold it (docs/schema.md): what `hansift run` writes."""
        from hansift._core import __version__

        fingerprint = self.fingerprint
        return {
            "text": self.text,
            "title": self.title,
            "metadata": dict(self.metadata),
            "encoding": self.encoding,
            "encoding_confidence": self.encoding_confidence,
            "format": self.format,
            "script": self.script.script,
            "script_confidence": self.script.confidence,
            "keep": self.verdict.keep,
            "reasons": list(self.verdict.reasons),
            "sentences": [list(span) for span in self.sentences],
            "signals": self.signals.to_dict(),
            "fingerprint": None if fingerprint is None else fingerprint.exact,
            "bands": None if fingerprint is None else list(fingerprint.bands),
            "flags": [{"begin": flag.span.begin, "end": flag.span.end, "rule": flag.rule, "reason": flag.reason} for flag in self.flags],
            "version": __version__,
            "rules_version": self.rules_version,
        }

    def _repr_html_(self):
        from hansift.report import html

        return html.page(self, self.trace.source)


for _type in (
    Span, Edit, Flag, Rule, EncodingSpan, EncodingGuess, Block, Dropped, Fact, Chunk, Signals, Verdict, Profile,
    Result, Detection, Decoded, Encoded, Page, Cleaned, ScriptReport, Converted, Restored, Unwrapped, Record,
):  # fmt: skip
    _type.__module__ = "hansift"

# Types of _types.py, which makes them without `typing`, so that importing hansift stays quick.

from typing import Any, NamedTuple, final

from hansift._core import Fingerprint, Trace

class Span(NamedTuple):
    begin: int
    end: int

class Edit(NamedTuple):
    source: Span
    output: Span
    rule: str
    reason: str = ""
    confidence: float = 1.0

class Flag(NamedTuple):
    span: Span
    rule: str
    reason: str = ""

class ScriptSpan(NamedTuple):
    begin: int
    end: int
    script: str

class RoundTrip(NamedTuple):
    text: str
    back: str
    lost: tuple[Span, ...]

class Rule(NamedTuple):
    id: str
    reason: str
    before: str
    after: str
    since: str

class EncodingSpan(NamedTuple):
    begin: int
    end: int
    encoding: str

class EncodingGuess(NamedTuple):
    encoding: str
    confidence: float

class Block(NamedTuple):
    kind: str
    text: str
    span: Span
    output: Span = ...

class Dropped(NamedTuple):
    reason: str
    span: Span

class Fact(NamedTuple):
    key: str
    value: str
    span: Span

class Chunk(NamedTuple):
    text: str
    span: Span
    @property
    def begin(self) -> int: ...
    @property
    def end(self) -> int: ...

class Sentence(NamedTuple):
    text: str
    span: Span
    reason: str
    @property
    def begin(self) -> int: ...
    @property
    def end(self) -> int: ...

class Signals(NamedTuple):
    chars: int
    han: int
    kana: int
    hangul: int
    latin: int
    letters: int
    digits: int
    punctuation: int
    symbols: int
    replacement: int
    words: int
    lines: int
    sentences: int
    terminal_lines: float
    bullet_lines: float
    ellipsis_lines: float
    short_lines: float
    duplicate_lines: float
    duplicate_line_chars: float
    list_marks: float
    keyword_chars: float
    loose_chars: float
    function_chars: float
    top_2gram: float
    top_3gram: float
    top_4gram: float
    duplicate_5gram: float
    duplicate_10gram: float
    distinct_chars: float
    mean_line_chars: float
    entropy: float
    def to_dict(self) -> dict[str, int | float]: ...

class Verdict(NamedTuple):
    keep: bool
    reasons: tuple[str, ...] = ()
    def __bool__(self) -> bool: ...

class Profile(NamedTuple):
    name: str
    format: str
    extract: bool
    clean: str
    disable: tuple[str, ...]
    enable: tuple[str, ...]
    punctuation: str
    restore: bool
    script: str
    context: bool
    sentences: bool
    quotes: str
    newlines: str
    splitter: str
    fingerprint: bool
    trace: bool
    min_chars: int
    max_chars: int
    min_letters: float
    max_symbols: float
    max_bullet_lines: float
    max_ellipsis_lines: float
    max_duplicate_lines: float
    max_duplicate_line_chars: float
    max_top_2gram: float
    max_top_3gram: float
    max_top_4gram: float
    max_duplicate_10gram: float
    min_terminal_lines: float
    max_replacement: float
    min_distinct_chars: float
    min_entropy: float
    max_keyword_chars: float
    min_keyword_function: float
    max_loose_chars: float
    min_loose_function: float
    def to_dict(self) -> dict[str, Any]: ...

class Result: ...

@final
class Detection(Result):
    @property
    def encoding(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def language(self) -> str | None: ...
    @property
    def alternatives(self) -> tuple[EncodingGuess, ...]: ...
    @property
    def spans(self) -> tuple[EncodingSpan, ...]: ...

@final
class Decoded(Result):
    @property
    def text(self) -> str: ...
    @property
    def encoding(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def replacements(self) -> tuple[Span, ...]: ...
    @property
    def trace(self) -> Trace: ...
    @property
    def flags(self) -> tuple[Flag, ...]: ...

@final
class Encoded(Result):
    @property
    def data(self) -> bytes: ...
    @property
    def encoding(self) -> str: ...
    @property
    def unencodable(self) -> tuple[Span, ...]: ...

@final
class Page(Result):
    @property
    def title(self) -> str | None: ...
    @property
    def metadata(self) -> dict[str, str]: ...
    @property
    def blocks(self) -> tuple[Block, ...]: ...
    @property
    def dropped(self) -> tuple[Dropped, ...]: ...
    @property
    def facts(self) -> tuple[Fact, ...]: ...
    @property
    def flags(self) -> tuple[Flag, ...]: ...
    @property
    def text(self) -> str: ...
    @property
    def format(self) -> str: ...
    @property
    def trace(self) -> Trace: ...

@final
class Cleaned(Result):
    @property
    def text(self) -> str: ...
    @property
    def flags(self) -> tuple[Flag, ...]: ...
    @property
    def trace(self) -> Trace: ...
    @property
    def edits(self) -> tuple[Edit, ...]: ...
    def _repr_html_(self) -> str: ...

@final
class ScriptReport(Result):
    @property
    def script(self) -> str: ...
    @property
    def language(self) -> str | None: ...
    @property
    def confidence(self) -> float: ...
    @property
    def evidence(self) -> dict[str, int]: ...
    @property
    def spans(self) -> tuple[ScriptSpan, ...]: ...

@final
class Converted(Result):
    @property
    def text(self) -> str: ...
    @property
    def flags(self) -> tuple[Flag, ...]: ...
    @property
    def trace(self) -> Trace: ...
    @property
    def edits(self) -> tuple[Edit, ...]: ...
    def _repr_html_(self) -> str: ...

@final
class Restored(Result):
    @property
    def text(self) -> str: ...
    @property
    def flags(self) -> tuple[Flag, ...]: ...
    @property
    def trace(self) -> Trace: ...
    @property
    def edits(self) -> tuple[Edit, ...]: ...
    def _repr_html_(self) -> str: ...

@final
class Unwrapped(Result):
    @property
    def text(self) -> str: ...
    @property
    def trace(self) -> Trace: ...
    @property
    def edits(self) -> tuple[Edit, ...]: ...
    def _repr_html_(self) -> str: ...

@final
class Record(Result):
    @property
    def text(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def metadata(self) -> dict[str, str]: ...
    @property
    def encoding(self) -> str: ...
    @property
    def encoding_confidence(self) -> float: ...
    @property
    def format(self) -> str: ...
    @property
    def script(self) -> ScriptReport: ...
    @property
    def blocks(self) -> tuple[Block, ...]: ...
    @property
    def dropped(self) -> tuple[Dropped, ...]: ...
    @property
    def sentences(self) -> tuple[Span, ...]: ...
    @property
    def signals(self) -> Signals: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def fingerprint(self) -> Fingerprint | None: ...
    @property
    def flags(self) -> tuple[Flag, ...]: ...
    @property
    def trace(self) -> Trace: ...
    @property
    def rules_version(self) -> int: ...
    def to_dict(self) -> dict[str, Any]: ...
    def _repr_html_(self) -> str: ...

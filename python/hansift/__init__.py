"""Raw crawled bytes in, corpus text you can trust out; every change explained.

    bytes -> decode -> extract -> clean -> restore, convert -> split -> signals -> record

Each step is a function, `Pipeline` is the whole walk, and every result says what changed, where, and by which rule.

Examples
--------
>>> import hansift
>>> record = hansift.Pipeline(script="zh-Hans")("春天來了，大家都很高興。".encode("big5"))
>>> record.encoding, record.text
('big5', '春天来了，大家都很高兴。')
"""

from hansift._core import Fingerprint, Trace, __version__
from hansift._types import (
    Block,
    Chunk,
    Cleaned,
    Converted,
    Decoded,
    Detection,
    Dropped,
    Edit,
    Encoded,
    EncodingGuess,
    EncodingSpan,
    Fact,
    Flag,
    Page,
    Profile,
    Record,
    Restored,
    RoundTrip,
    Rule,
    ScriptReport,
    ScriptSpan,
    Signals,
    Span,
    Unwrapped,
    Verdict,
)
from hansift.cleaning import clean
from hansift.encoding import decode, detect
from hansift.errors import ConfigError, DataError, Error, IoError
from hansift.extraction import SiteModel, extract
from hansift.pipeline import Pipeline
from hansift.quality import fingerprint, signals
from hansift.script import Converter, convert, identify, restore
from hansift.segmentation import chunk, split, split_spans
from hansift.text import rules

__all__ = [
    "Block",
    "Chunk",
    "Cleaned",
    "ConfigError",
    "Converted",
    "Converter",
    "DataError",
    "Decoded",
    "Detection",
    "Dropped",
    "Edit",
    "Encoded",
    "EncodingGuess",
    "EncodingSpan",
    "Error",
    "Fact",
    "Fingerprint",
    "Flag",
    "IoError",
    "Page",
    "Pipeline",
    "Profile",
    "Record",
    "Restored",
    "RoundTrip",
    "Rule",
    "ScriptReport",
    "ScriptSpan",
    "Signals",
    "SiteModel",
    "Span",
    "Trace",
    "Unwrapped",
    "Verdict",
    "__version__",
    "chunk",
    "clean",
    "convert",
    "decode",
    "detect",
    "extract",
    "fingerprint",
    "identify",
    "restore",
    "rules",
    "signals",
    "split",
    "split_spans",
]

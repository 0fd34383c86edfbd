"""The walk over many documents: threads, a fixed order, bounded memory, and the sums at the end."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from hansift import Pipeline, Record
from hansift.io.documents import Document, Rejected
from hansift.report.pieces import script_of

# A task of the pool is a group of documents: big enough that handing it over costs nothing, small enough that memory stays small.
GROUP_DOCUMENTS = 64
GROUP_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Sifted:
    """A document and its record."""

    document: Document
    record: Record


def sift(items: Iterable[Document | Rejected], pipeline: Pipeline, *, jobs: int = 1) -> Iterator[Sifted | Rejected]:
    """Walk over documents, in their order whatever `jobs` is.

    Parameters
    ----------
    items : iterable of Document or Rejected
        Read as far ahead as the threads need it, no further; what was rejected is passed on in its place.
    pipeline : Pipeline
        Shared by all threads; it works without the GIL.
    jobs : int, default 1
        Threads; 0 = all cores.

    Yields
    ------
    Sifted or Rejected
        One for each item.
    """
    jobs = jobs if jobs > 0 else os.cpu_count() or 1
    if jobs == 1:
        for item in items:
            yield _one(item, pipeline)
        return
    with ThreadPoolExecutor(jobs, thread_name_prefix="hansift") as pool:
        waiting: deque[Future[list[Sifted | Rejected]]] = deque()
        try:
            for group in _groups(items):
                waiting.append(pool.submit(_many, group, pipeline))
                while len(waiting) > 2 * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _groups(items: Iterable[Document | Rejected]) -> Iterator[list[Document | Rejected]]:
    group: list[Document | Rejected] = []
    size = 0
    for item in items:
        group.append(item)
        size += len(item.data) if isinstance(item, Document) else 0
        if len(group) >= GROUP_DOCUMENTS or size >= GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _many(group: list[Document | Rejected], pipeline: Pipeline) -> list[Sifted | Rejected]:
    return [_one(item, pipeline) for item in group]


def _one(item: Document | Rejected, pipeline: Pipeline) -> Sifted | Rejected:
    if isinstance(item, Rejected):
        return item
    if isinstance(item.data, str):
        return Sifted(item, pipeline(item.data))
    return Sifted(item, pipeline(item.data, declared=item.declared, tld=item.tld))


def row(item: Sifted) -> dict[str, Any]:
    """What is written for a document: `path`, `id` and `url` where it has them, then `Record.to_dict()` (docs/schema.md)."""
    document = item.document
    found: dict[str, Any] = {
        key: value for key, value in (("path", document.path), ("id", document.id), ("url", document.url)) if value is not None
    }
    found.update(item.record.to_dict())
    return found


def damage(record: Record) -> str | None:
    """What was seen in a document and could not be repaired, in one line; None if nothing was."""
    if record.encoding == "binary":
        return "no text in these bytes (is it a picture or an archive?)"
    flags = record.flags
    if not flags:
        return None
    first = flags[0]
    more = f", and {len(flags) - 1} more" if len(flags) > 1 else ""
    return f"damaged at {first.span.begin} ({first.rule}: {first.reason}){more}"


@dataclass(slots=True)
class Summary:
    """Sums over a run."""

    documents: int = 0
    kept: int = 0
    damaged: int = 0
    skipped: int = 0
    unreadable: int = 0
    bytes: int = 0
    chars: int = 0
    seconds: float = 0.0
    dropped: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    scripts: Counter[str] = field(default_factory=Counter)
    edits: Counter[str] = field(default_factory=Counter)

    def add(self, item: Sifted | Rejected) -> None:
        """Count one."""
        if isinstance(item, Rejected):
            if item.kind == "skipped":
                self.skipped += 1
            else:
                self.unreadable += 1
            return
        record = item.record
        self.documents += 1
        self.bytes += item.document.size
        self.encodings[record.encoding] += 1
        self.scripts[script_of(record)] += 1
        self.damaged += damage(record) is not None
        self.edits.update(edits_by_rule(record))
        if record.verdict.keep:
            self.kept += 1
            self.chars += len(record.text)
        else:
            # The first reason, so that the parts add up to the whole.
            self.dropped[record.verdict.reasons[0] if record.verdict.reasons else "(no reason)"] += 1

    @property
    def rate(self) -> float:
        """Raw megabytes a second; 0 if nothing was timed."""
        return self.bytes / 1e6 / self.seconds if self.seconds else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers, for JSON."""
        return {
            "documents": self.documents,
            "kept": self.kept,
            "dropped": dict(self.dropped.most_common()),
            "damaged": self.damaged,
            "skipped": self.skipped,
            "unreadable": self.unreadable,
            "bytes": self.bytes,
            "chars": self.chars,
            "encodings": dict(self.encodings.most_common()),
            "scripts": dict(self.scripts.most_common()),
            "edits": dict(self.edits.most_common()),
            "seconds": round(self.seconds, 3),
            "mb_per_second": round(self.rate, 3),
        }

    def table(self) -> str:
        """The summary as a person reads it."""
        lines = [
            ("documents", f"{self.documents:,} ({self.bytes / 1e6:,.2f} MB raw)"),
            ("kept", f"{self.kept:,} ({self.chars:,} characters)"),
            ("dropped", f"{sum(self.dropped.values()):,}"),
            *((f"  {rule}", f"{count:,}") for rule, count in _ordered(self.dropped)),
            *([("damaged", f"{self.damaged:,}")] if self.damaged else []),
            *([("unreadable", f"{self.unreadable:,}")] if self.unreadable else []),
            *([("skipped", f"{self.skipped:,}")] if self.skipped else []),
            ("encodings", _listed(self.encodings)),
            ("scripts", _listed(self.scripts)),
            ("edits", f"{sum(self.edits.values()):,}"),
            *((f"  {rule}", f"{count:,}") for rule, count in _ordered(self.edits)),
        ]
        if self.seconds:
            lines.append(("time", f"{self.seconds:.2f} s, {self.rate:.2f} MB/s"))
        width = max(len(name) for name, _ in lines)
        return "\n".join(f"{name:<{width}}  {value}" for name, value in lines)


def edits_by_rule(record: Record) -> Counter[str]:
    """How often each rule of cleaning and script changed the text."""
    return Counter(edit.rule for stage in record.trace.stages for edit in stage if not edit.rule.startswith(("encoding.", "extraction.")))


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in _ordered(counts)) or "-"

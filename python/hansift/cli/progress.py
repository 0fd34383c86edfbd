"""A line on a terminal that says how far a run is. Nothing elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from hansift.io import Reader

WIDTH = 24
INTERVAL_S = 0.1


class Progress:
    """Drawn at most ten times a second; goes by bytes of the input files, since nobody knows how many documents there are."""

    def __init__(self, reader: Reader, *, shown: bool) -> None:
        self._reader = reader
        self._shown = shown
        self._total = reader.total_bytes() if shown else None
        self._start = self._last = time.perf_counter()
        self._drawn = False

    def update(self, documents: int) -> None:
        now = time.perf_counter()
        if not self._shown or now - self._last < INTERVAL_S:
            return
        self._last = now
        done = self._reader.bytes_read
        rate = done / 1e6 / (now - self._start)
        bar = ""
        if self._total:
            share = min(1.0, done / self._total)
            filled = int(share * WIDTH)
            bar = f"{'█' * filled}{'░' * (WIDTH - filled)} {share:4.0%}  "
        sys.stderr.write(f"\r\x1b[K{bar}{documents:,} documents  {rate:.1f} MB/s read")
        sys.stderr.flush()
        self._drawn = True

    def clear(self) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        self.clear()

"""`make demo`: the main job on the example pages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_demo(tmp_path: Path) -> None:
    out = tmp_path / "demo-out"
    done = subprocess.run([sys.executable, str(EXAMPLES / "demo.py"), str(EXAMPLES / "pages"), str(out)], capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    shown = done.stdout.decode()
    assert sorted(path.name for path in out.iterdir()) == ["corpus.jsonl", "explained.html", "rejects.jsonl"]
    rows = [json.loads(line) for line in (out / "corpus.jsonl").read_text("utf-8").split("\n") if line]
    lost = [json.loads(line) for line in (out / "rejects.jsonl").read_text("utf-8").split("\n") if line]
    pages = sorted(path.name for path in (EXAMPLES / "pages").iterdir())
    assert sorted(Path(row["path"]).name for row in rows + lost) == pages
    assert all(row["text"] and row["keep"] for row in rows)
    for word in ("decoded", "title", "date", "source", "changed", "sentences", "summary", "documents", "explained.html"):
        assert word in shown
    assert (out / "explained.html").read_text(encoding="utf-8").count("<section") == len(pages)


def test_demo_without_pages(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, str(EXAMPLES / "demo.py"), str(tmp_path / "no"), str(tmp_path)], capture_output=True, timeout=60)
    assert done.returncode == 2
    assert b"no such folder" in done.stderr
    assert b"Traceback" not in done.stderr

"""The examples run, the pages are what their script makes, and the README says the truth about them."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import hansift
from hansift.report.pieces import script_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PAGES = EXAMPLES / "pages"

CASES = Path(__file__).resolve().parents[1] / "data" / "examples" / "pages.jsonl"
# By page: what the record must be; `in` must stand in the text, `out` must not, `date` is how the date begins.
EXPECTED: dict[str, dict[str, Any]] = {case["id"]: case["expected"] for case in map(json.loads, CASES.read_text("utf-8").splitlines())}


def test_pages_are_what_their_script_makes() -> None:
    done = subprocess.run([sys.executable, str(EXAMPLES / "make_pages.py"), "--check"], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()


def test_every_page_is_expected_and_in_the_readme() -> None:
    names = {path.name for path in PAGES.iterdir()}
    assert names == set(EXPECTED)
    assert len(names) >= 16
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in [*PAGES.iterdir(), *EXAMPLES.glob("0*.py")]:
        assert f"`{path.name}`" in readme, path.name


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_page(name: str) -> None:
    record = hansift.Pipeline()((PAGES / name).read_bytes())
    want = EXPECTED[name]
    assert record.encoding in want.get("encoding", (record.encoding,))
    assert record.verdict.keep is want.get("keep", True), record.verdict.reasons
    assert script_of(record) == want.get("script", script_of(record))
    assert record.title == want.get("title", record.title)
    assert record.metadata.get("date", "").startswith(want.get("date", ""))
    for key, value in want.get("metadata", {}).items():
        assert record.metadata.get(key) == value
    assert record.text == want.get("text", record.text)
    for piece in want.get("in", []):
        assert piece in record.text
    for piece in want.get("out", []):
        assert piece not in record.text
    if want.get("flags"):
        assert record.flags
    assert record.trace.verify()


@pytest.mark.parametrize("script", sorted(EXAMPLES.glob("0*.py")), ids=lambda path: path.name)
def test_script_runs(script: Path) -> None:
    done = subprocess.run([sys.executable, "-W", "error", str(script)], capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout
    assert not done.stderr
    assert (script.read_text(encoding="utf-8").split('"""')[1]).strip().endswith((".", "?"))


def test_scripts_follow_the_walk() -> None:
    rooms = [re.sub(r"^\d+_|\.py$", "", path.name) for path in sorted(EXAMPLES.glob("0*.py"))]
    assert rooms == ["detect", "decode", "extract", "clean", "script", "split", "quality", "pipeline"]


def test_notebook_has_no_outputs() -> None:
    notebook = json.loads((EXAMPLES / "tour.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def test_notebook_runs() -> None:
    missing = [name for name in ("nbclient", "nbformat", "ipykernel") if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed")
    code = (
        "import nbformat, nbclient, sys; notebook = nbformat.read(sys.argv[1], 4); nbformat.validate(notebook);"
        "nbclient.NotebookClient(notebook, timeout=120, kernel_name='python3', resources={'metadata': {'path': sys.argv[2]}}).execute();"
        "shown = [output for cell in notebook.cells for output in cell.get('outputs', []) if 'text/html' in output.get('data', {})];"
        "print(len(shown))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(EXAMPLES / "tour.ipynb"), str(EXAMPLES)], capture_output=True, timeout=180)
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    assert int(done.stdout.split()[-1]) >= 3, "results do not show themselves as coloured diffs"

"""What the documents say is what the code does."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import hansift

ROOT = Path(__file__).resolve().parents[2]


def test_examples_of_the_readme() -> None:
    failed, attempted = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert attempted > 10
    assert failed == 0


def test_catalogue_in_docs_is_that_of_the_code() -> None:
    made = subprocess.run([sys.executable, "-m", "hansift", "rules", "--markdown"], capture_output=True, check=True, text=True, encoding="utf-8").stdout
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == made, "run: hansift rules --markdown -o docs/rules.md"


def test_links_between_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_version_is_that_of_the_header() -> None:
    header = (ROOT / "cpp/include/hansift/version.hpp").read_text("utf-8")
    assert f'HANSIFT_VERSION "{hansift.__version__}"' in header

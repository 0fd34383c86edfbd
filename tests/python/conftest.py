"""Case files as parameters, and the inputs that every contract is tried on.

`@pytest.mark.cases("cleaning/repairs.jsonl")` gives a test one `case` (a dict) a line of tests/data/cleaning/repairs.jsonl, the file
that the C++ test of the room reads, too.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"

# A busy machine must not fail a test for being slow; the same examples every time, so that a failure can be seen again.
settings.register_profile("hansift", deadline=None, derandomize=True, max_examples=100, suppress_health_check=list(HealthCheck))
settings.load_profile("hansift")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "cases(path): one test a line of this file of tests/data, as the argument `case`")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for mark in metafunc.definition.iter_markers("cases"):
        lines = (DATA / mark.args[0]).read_text("utf-8").split("\n")
        found = [json.loads(line) for line in lines if line]
        metafunc.parametrize("case", [pytest.param(case, id=case["id"]) for case in found])


@pytest.fixture(scope="session")
def pages() -> list[bytes]:
    """Raw documents in several encodings and formats, written for the tests."""
    article = (
        "河边的老树\n\n今天早上下了一场小雨，河边的老树长出了新叶。她说：“春天真的来了！”\n"
        "孩子们在树下跑来跑去，谁也不肯回家。\n一位老人坐在长椅上，慢慢地读着报纸。\n"
    )
    traditional = "河邊的老樹\n\n今天早上下了一場小雨，河邊的老樹長出了新葉。她說：「春天真的來了！」\n"
    japanese = "川のそばの古い木に新しい葉が出た。彼女は「春が来た」と言った。\n"
    korean = "강가의 늙은 나무에 새 잎이 돋았다. 그녀는 봄이 왔다고 말했다.\n"
    html = (
        f'<!DOCTYPE html><html><head><meta charset="gbk"></head><body><nav>首页 新闻</nav><h1>河边的老树</h1><p>{article}</p></body></html>'
    )
    return [
        article.encode("utf-8"),
        article.encode("gb18030"),
        traditional.encode("big5"),
        japanese.encode("shift_jis"),
        korean.encode("euc-kr"),
        html.encode("gb18030"),
        article.encode("utf-16"),
        ("# 标题\n\n" + article).encode("utf-8"),
        b"",
        b"\xff\xfe\x00\xd8",
        bytes(range(256)),
        article.encode("gb18030")[:-1],
        "共１２元&#65306;好 \ufffd".encode(),
    ]

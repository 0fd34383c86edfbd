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

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PAGES = EXAMPLES / "pages"

# name: what the record must be; `in`: must stand in the text, `out`: must not.
EXPECTED: dict[str, dict[str, Any]] = {
    "01_gbk_news.html": {
        "encoding": ("gbk", "gb18030"), "title": "青梧镇百年石桥修缮完工 本周六重新通行", "script": "zh-Hans",
        "metadata": {"source": "临汐晚报", "author": "沈秋白", "editor": "顾小满"}, "date": "2019-04-18",
        "in": ["桥面由一百二十四块青石铺成"], "out": ["相关阅读", "版权所有", "分享到", "当前位置", "首页"],
    },
    "02_gb18030_names.html": {"encoding": ("gb18030",), "date": "2021-11-03", "in": ["“𬭎”“𬱖”“𬬭”“㛃”“䶮”“𠮷”“㵑”“𫍯”", "市民李𬱖说"]},
    "03_big5_news.html": {"encoding": ("big5",), "title": "海濱鐵馬道通車 假日湧入五千人", "date": "2018-10-07", "in": ["全長十二公里"], "out": ["熱門新聞", "請勿任意轉載"]},
    "04_big5_hkscs_column.html": {"encoding": ("big5",), "script": "zh-Hant-HK", "in": ["喺", "嚟", "㗎", "嘅"]},
    "05_utf16le_notice.html": {"encoding": ("utf-16le",), "title": "关于图书馆闭馆盘点的通知", "in": ["澜江县图书馆", "其中地方文献六千册"]},
    "06_utf8_bom_essay.txt": {"encoding": ("utf-8",), "title": "冬天的第一炉炭", "in": ["火柴划了两根都灭了"]},
    "07_shift_jis_blog.html": {"encoding": ("shift_jis",), "script": "ja", "title": "港町の朝市に行ってきました", "in": ["①わかめの味噌汁", "ソーラー電車", "能楽堂"], "out": ["前の記事", "プロフィール"]},
    "08_euc_jp_guide.html": {"encoding": ("euc-jp",), "script": "ja", "in": ["楮（こうぞ）、三椏（みつまた）、雁皮（がんぴ）"]},
    "09_euc_kr_news.html": {"encoding": ("euc-kr",), "script": "ko", "in": ["주민 150여 명이 참석했다"], "out": ["무단전재"]},
    "10_gbk_labelled_utf8.html": {"encoding": ("gbk", "gb18030"), "title": "山里的信号站", "in": ["静得能听见雪从树枝上掉下来"]},
    "11_gbk_labelled_latin1.html": {"encoding": ("gbk", "gb18030"), "title": "家常酸菜的腌法", "in": ["缸要洗净，用开水烫一遍"]},
    "12_mojibake_span.html": {
        "encoding": ("utf-8",), "in": ["铺子里挂着四十多只钟，走得都不一样快", "有一回，一个小姑娘拿来一只塑料电子表"], "out": ["é“ºå", "ÓÐÒ»"],
    },
    "13_glossed.txt": {"encoding": ("utf-8",), "in": ["荒了二十多年的老水渠", "山高路遠"], "out": ["(lái)", "(dǐng)", "zǒng)", "?yàn)"]},
    "14_auto_converted.html": {"script": "zh-Hant-CN", "in": ["發展"], "out": ["首頁"]},
    "15_front_matter.md": {"title": "用一台旧笔记本做家庭服务器", "date": "2023-02-11", "metadata": {"author": "半亩"}, "in": ["rsync -a --delete /photos/ /backup/photos/", "先把电池拆下来"], "out": ["<b>", "layout", "more -->"]},
    "16_folded_punctuation.txt": {"title": "深夜列车上的接力", "metadata": {"source": "江海晨报"}, "in": ["11月3日深夜，开往澜江的1374次列车上，", "体温37.2度，"], "out": ["打印本页", "上一篇", "当前位置"]},
    "17_dialogue_story.txt": {"title": "渡口", "in": ["“等谁？”", "今天是你。上来吧！"]},
    "18_list_page.html": {"keep": False, "text": ""},
    "19_spam.html": {"keep": False},
    "20_truncated_gbk.html": {"encoding": ("gbk", "gb18030"), "flags": True, "in": ["一台望远镜", "第一批灰鹤回到了月牙湖", "十几个浮岛"]},
    "21_english.html": {"encoding": ("utf-8",), "script": "other", "title": "A Short History of the Harbour Clock", "in": ["naïve but generous Swiss engineer", "“It’s the only clock I trust,”"], "out": ["All rights reserved", "Tides"]},
    "22_entities_zero_width.html": {"title": "项目管理笔记", "in": ["我的做法是先写一页纸：", "A & B", "x < y"], "out": ["\u200b", "\ufeff", "\u00ad", "&amp;", "&#"]},
}


def test_pages_are_what_their_script_makes() -> None:
    done = subprocess.run([sys.executable, str(EXAMPLES / "make_pages.py"), "--check"], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()


def test_every_page_is_expected_and_in_the_readme() -> None:
    names = {path.name for path in PAGES.iterdir()}
    assert names == set(EXPECTED) and len(names) >= 16
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in [*PAGES.iterdir(), *EXAMPLES.glob("0*.py")]:
        assert f"`{path.name}`" in readme, path.name


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_page(name: str) -> None:
    record = hansift.Pipeline()((PAGES / name).read_bytes())
    want = EXPECTED[name]
    assert record.encoding in want.get("encoding", (record.encoding,))
    assert record.verdict.keep is want.get("keep", True), record.verdict.reasons
    assert record.script.script == want.get("script", record.script.script)
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
    assert done.stdout and not done.stderr
    assert (script.read_text(encoding="utf-8").split('"""')[1]).strip().endswith((".", "?"))


def test_scripts_follow_the_walk() -> None:
    rooms = [re.sub(r"^\d+_|\.py$", "", path.name) for path in sorted(EXAMPLES.glob("0*.py"))]
    assert rooms == ["detect", "decode", "extract", "clean", "script", "split", "quality", "pipeline"]


def test_notebook_has_no_outputs() -> None:
    notebook = json.loads((EXAMPLES / "tour.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code and all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


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

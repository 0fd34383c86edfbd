"""The command line as people and scripts use it: output, messages, exit codes."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import hansift
from hansift.cli import COMMANDS, main

PAGES = Path(__file__).resolve().parents[2] / "examples" / "pages"
GBK = PAGES / "01_gbk_news.html"
DAMAGED = PAGES / "20_truncated_gbk.html"
FILE_COMMANDS = {"detect": [], "decode": [], "extract": [], "clean": [], "convert": ["--to", "t2s"], "split": [], "signals": []}


class Done:
    def __init__(self, code: int, out: bytes, err: str) -> None:
        self.code, self.raw, self.err = code, out, err

    @property
    def out(self) -> str:
        return self.raw.decode()

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.split("\n") if line]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    """`call("detect", FILE, stdin=b"...")` in this process; output at the level of file descriptors."""

    def run(*arguments: object, stdin: bytes = b"") -> Done:
        stream = io.TextIOWrapper(io.BytesIO(stdin))
        monkeypatch.setattr(sys, "stdin", stream)
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Done(code, out, err.decode())

    return run


def process(*arguments: object, stdin: bytes | None = None, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "hansift.cli", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, **options)


# --- every subcommand ---


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(call: Any, command: str) -> None:
    done = call(command, "--help")
    assert done.code == 0
    assert "example:" in done.out
    assert f"hansift {command}" in done.out.split("example:")[1]


def test_help_lists_the_walk_in_order(call: Any) -> None:
    done = call("--help")
    places = [done.out.index(f"    {command} ") for command in COMMANDS]
    assert done.code == 0
    assert places == sorted(places)
    assert "exit codes" in done.out
    assert call("--version").out.strip() == f"hansift {hansift.__version__}"


@pytest.mark.parametrize("command", COMMANDS)
def test_bad_flag(call: Any, command: str) -> None:
    done = call(command, *FILE_COMMANDS.get(command, []), "--no-such-flag")
    assert done.code == 2
    assert done.err.startswith("hansift: ")
    assert "--help" in done.err
    assert done.raw == b""


def test_no_or_unknown_command(call: Any) -> None:
    assert call().code == 2
    done = call("frobnicate")
    assert done.code == 2
    assert "frobnicate" in done.err
    assert "detect" in done.err


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_stdin_and_file_are_the_same(call: Any, command: str) -> None:
    options = FILE_COMMANDS[command]
    page = "<html><body><h1>题</h1><p>今天下雨了，大家都在家里看书，没有人出门。第二天，天就晴了。</p></body></html>".encode()
    from_stdin = call(command, *options, stdin=page)
    from_dash = call(command, *options, "-", stdin=page)
    assert from_stdin.code == from_dash.code == 0
    assert from_stdin.raw == from_dash.raw != b""


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_missing_files_are_named_and_the_rest_is_done(call: Any, command: str, tmp_path: Path) -> None:
    done = call(command, *FILE_COMMANDS[command], tmp_path / "no.html", GBK)
    assert done.code == 1
    assert done.err.startswith(f"hansift: {tmp_path}/no.html: No such file")
    assert done.raw != b""
    folder = call(command, *FILE_COMMANDS[command], tmp_path)
    assert folder.code == 1
    assert "Is a directory" in folder.err


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_empty_file(call: Any, command: str, tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert call(command, *FILE_COMMANDS[command], tmp_path / "empty").code == 0


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_strict(call: Any, command: str) -> None:
    loose = call(command, *FILE_COMMANDS[command], DAMAGED)
    strict = call(command, *FILE_COMMANDS[command], "--strict", DAMAGED)
    assert loose.code == 0
    assert loose.raw == strict.raw
    if command != "detect":  # it names the encoding all the same
        assert strict.code == 1
        assert "no gb" in strict.err
        assert "byte" in strict.err
    assert call(command, *FILE_COMMANDS[command], "--strict", GBK).code == 0


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_jobs_change_nothing(call: Any, command: str) -> None:
    pages = sorted(PAGES.iterdir())
    one = call(command, *FILE_COMMANDS[command], *pages)
    for jobs in (3, 0):
        assert call(command, *FILE_COMMANDS[command], "-j", jobs, *pages).raw == one.raw


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_stats_go_to_stderr(call: Any, command: str) -> None:
    done = call(command, *FILE_COMMANDS[command], "--stats", GBK, GBK)
    assert done.code == 0
    assert "2 inputs, 0 unreadable" in done.err
    assert done.raw == call(command, *FILE_COMMANDS[command], GBK, GBK).raw


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_output_file_and_folder(call: Any, command: str, tmp_path: Path) -> None:
    options = FILE_COMMANDS[command]
    want = call(command, *options, GBK).raw
    assert call(command, *options, GBK, "-o", tmp_path / "one").raw == b""
    assert (tmp_path / "one").read_bytes() == want
    assert call(command, *options, GBK, DAMAGED, "-o", f"{tmp_path}/many/").code == 0
    assert (tmp_path / "many" / GBK.name).read_bytes() == want
    assert sorted(p.name for p in (tmp_path / "many").iterdir()) == [GBK.name, DAMAGED.name]


def test_outputs_that_cannot_be(call: Any, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.html").write_bytes(b"1")
    (tmp_path / "x.html").write_bytes(b"2")
    clash = call("decode", tmp_path / "a" / "x.html", tmp_path / "x.html", "-o", f"{tmp_path}/out/")
    assert clash.code == 2
    assert "would both be written" in clash.err
    itself = call("decode", tmp_path / "x.html", "-o", tmp_path)
    assert itself.code == 2
    assert "over itself" in itself.err
    assert (tmp_path / "x.html").read_bytes() == b"2"
    assert call("decode", tmp_path / "x.html", "-o", tmp_path / "no" / "such").code == 2


def test_unicode_and_broken_file_names(call: Any, tmp_path: Path) -> None:
    name = tmp_path / "新闻 页面.html"
    name.write_bytes(GBK.read_bytes())
    assert call("detect", name).rows[0]["path"] == str(name)
    strange = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.html")
    try:
        Path(strange).write_bytes(b"abc")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert call("detect", strange).rows[0]["path"] == f"{tmp_path}/\ufffd.html"


# --- what each one says ---


def test_detect(call: Any) -> None:
    [row] = call("detect", GBK).rows
    assert row["encoding"] in ("gbk", "gb18030")
    assert row["confidence"] > 0.9
    assert row["language"] == "zh"
    assert "alternatives" in row
    assert call("detect", "--declared", "big5", "--tld", "cn", GBK).rows[0]["encoding"] == row["encoding"]
    done = call("detect", "--strict", stdin=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert done.code == 1
    assert done.rows[0]["encoding"] == "binary"
    assert "picture" in done.err


def test_decode(call: Any) -> None:
    assert call("decode", GBK).raw == GBK.read_bytes().decode("gbk").encode()
    assert call("decode", "--encoding", "big5", stdin="中文".encode("big5")).out == "中文"
    [row] = call("decode", "--json", DAMAGED).rows
    assert row["path"] == str(DAMAGED)
    assert row["replacements"]
    assert row["text"].count("\ufffd") >= len(row["replacements"])
    wrong = call("decode", "--encoding", "klingon", GBK)
    assert wrong.code == 2
    assert "klingon" in wrong.err
    assert wrong.err.startswith("hansift: ")


def test_extract(call: Any) -> None:
    text = call("extract", GBK).out
    assert "永济石桥建于清光绪年间" in text
    assert "版权所有" not in text
    assert text.endswith("\n")
    [row] = call("extract", "--json", GBK).rows
    assert row["title"] == "青梧镇百年石桥修缮完工 本周六重新通行"
    assert row["metadata"]["source"] == "临汐晚报"
    assert row["dropped"]
    assert call("extract", "--format", "docx", GBK).code == 2


def test_clean(call: Any) -> None:
    assert call("clean", stdin="价格&#65306;１２元\n".encode()).out.rstrip("\n") == "价格：12元"
    [row] = call("clean", "--json", stdin="１２元".encode()).rows
    assert row["text"] == "12元"
    assert row["edits"][0]["rule"].startswith("cleaning.width")
    assert row["path"] == "-"
    assert call("clean", "--disable", "cleaning.width", stdin="１２元".encode()).out == "１２元"
    for wrong in (["--profile", "strict"], ["--disable", "cleaning.nothing"]):
        done = call("clean", *wrong, GBK)
        assert done.code == 2
        assert wrong[1] in done.err
        assert done.raw == b""


def test_convert(call: Any, tmp_path: Path) -> None:
    assert call("convert", "--to", "s2twp", stdin="汉语软件\n".encode()).out == "漢語軟體\n"
    assert call("convert", GBK).code == 2
    wrong = call("convert", "--to", "s2x", GBK)
    assert wrong.code == 2
    assert "s2x" in wrong.err
    assert "s2tw" in wrong.err
    words = tmp_path / "words.tsv"
    words.write_text("# own words\n青梧镇\t青梧鎮公所\n", encoding="utf-8")
    assert call("convert", "--to", "s2tw", "--user-dictionary", words, stdin="青梧镇\n".encode()).out == "青梧鎮公所\n"
    words.write_text("青梧镇 青梧鎮\n", encoding="utf-8")
    assert "words.tsv:1" in call("convert", "--to", "s2tw", "--user-dictionary", words).err
    words.write_text("a\tb\na\tc\n", encoding="utf-8")
    assert "words.tsv:2" in call("convert", "--to", "s2tw", "--user-dictionary", words).err
    assert call("convert", "--to", "s2tw", "--user-dictionary", tmp_path / "no").code == 2
    assert call("convert", "--to", "s2tw", "--no-context", stdin="头发".encode()).out == "頭髮"


def test_split(call: Any) -> None:
    text = "今天下雨了。她说：“带上伞！”\n".encode()
    assert call("split", stdin=text).out == "今天下雨了。\n她说：“带上伞！”\n"
    [row] = call("split", "--json", stdin=text).rows
    assert [s["text"] for s in row["sentences"]] == ["今天下雨了。", "她说：“带上伞！”"]
    assert row["sentences"][1]["begin"] == 6
    [row] = call("split", "--chunk", "8", "--json", stdin=text).rows
    assert all(len(c["text"]) <= 8 for c in row["chunks"])
    assert call("split", "--clauses", stdin=text).out == "今天下雨了。\n她说：\n“带上伞！”\n"
    assert call("split", "--semicolons", stdin="山高；水长。".encode()).out == "山高；\n水长。\n"
    assert call("split", "--paragraphs", "--newlines", "soft", stdin="春天\n来了\n\n夏天".encode()).out == "春天来了\n夏天\n"
    [row] = call("split", "--chunk", "99", "--keep", "sections", "--json", stdin="天亮了。\n\n第二章\n\n路很长。".encode()).rows
    assert [piece["text"] for piece in row["chunks"]] == ["天亮了。", "第二章\n\n路很长。"]
    assert call("split", "--clauses", "--chunk", "5", stdin=text).code == 2
    assert call("split", "--keep", "sections", stdin=text).code == 2
    assert call("split", "--chunk", "5", "--keep", "pages", stdin=text).code == 2
    assert call("split", "--quotes", "none", stdin=text).code == 2
    assert call("split", "--chunk", "0", stdin=text).code == 2
    assert call("split", "--overlap", "5", stdin=text).code == 2
    assert call("split", "--chunk", "5", "--overlap", "5", stdin=text).code == 2


def test_signals(call: Any) -> None:
    text = ("今天下雨了，路上的人都打着伞。他们走得很快，没有人停下来。" * 2).encode()
    [row] = call("signals", stdin=text).rows
    assert row["chars"] == 58
    assert row["han"] > 40
    assert isinstance(row["keep"], bool)
    [short] = call("signals", "--fingerprint", stdin="短".encode()).rows
    assert short["keep"] is False
    assert short["reasons"]
    assert len(short["bands"]) == 16
    assert len(short["fingerprint"]) == 32


def test_the_stages_can_be_piped(call: Any) -> None:
    data = (PAGES / "03_big5_news.html").read_bytes()
    for command in (["decode"], ["extract"], ["clean"], ["convert", "--to", "t2s"], ["split"]):
        done = call(*command, stdin=data)
        assert done.code == 0
        data = done.raw
    whole = hansift.Pipeline(script="zh-Hans")((PAGES / "03_big5_news.html").read_bytes())
    assert data.decode().splitlines() == [whole.text[s.begin : s.end] for s in whole.sentences]


def test_rules(call: Any) -> None:
    rules = hansift.rules()
    assert [row["id"] for row in call("rules", "--json").rows] == [rule.id for rule in rules]
    table = call("rules").out
    assert all(rule.id in table for rule in rules)
    some = call("rules", "cleaning", "--json").rows
    assert some
    assert all(row["id"].startswith("cleaning") for row in some)
    markdown = call("rules", "--markdown").out
    assert markdown.startswith("# Rules\n")
    assert markdown.count("\n| `") == len(rules)
    for line in markdown.splitlines():
        if line.startswith("| `"):
            assert line.replace("\\|", "").count("|") == 6, line
    assert call("rules", "no.such").code == 2


def test_explain(call: Any, tmp_path: Path) -> None:
    done = call("explain", PAGES / "22_entities_zero_width.html")
    assert done.code == 0
    assert "cleaning." in done.out
    assert "项目管理笔记" in done.out
    assert "\x1b" not in done.out
    page = tmp_path / "why.html"
    assert call("explain", GBK, DAMAGED, "--html", page, "--script", "zh-Hant-TW").raw == b""
    assert page.read_text(encoding="utf-8").count("<section") == 2
    assert call("explain", GBK, "--html", "-o", tmp_path / "other.html").raw == b""
    assert (tmp_path / "other.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert call("explain", GBK, "--html").raw.startswith(b"<!DOCTYPE html>")
    assert call("explain", tmp_path / "other.html", "--html", tmp_path / "other.html").code == 2
    assert call("explain", "--strict", DAMAGED).code == 1
    assert call("explain", tmp_path / "no").code == 1
    assert call("explain", GBK, "--profile", "nothing").code == 2


# --- run ---


def test_run_folder(call: Any, tmp_path: Path) -> None:
    out, rejects = tmp_path / "corpus.jsonl", tmp_path / "rejects.jsonl"
    done = call("run", PAGES, "-o", out, "--rejects", rejects, "--script", "zh-Hans")
    rows = [json.loads(line) for line in out.read_text("utf-8").split("\n") if line]
    lost = [json.loads(line) for line in rejects.read_text("utf-8").split("\n") if line]
    assert done.code == 0
    assert done.raw == b""
    assert "\r" not in done.err
    assert "\x1b" not in done.err
    assert len(rows) + len(lost) == len(list(PAGES.iterdir()))
    assert all(row["keep"] for row in rows)
    assert {Path(row["path"]).name for row in lost} >= {"18_list_page.html"}
    assert all(row["reason"] for row in lost)
    for word in ("documents", "kept", "dropped", "encodings", "scripts", "edits", "MB/s"):
        assert word in done.err
    everything = call("run", PAGES, "--all", "-q", "--script", "zh-Hans")
    assert everything.err == ""
    assert len(everything.rows) == len(rows) + len(lost)


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet"])
def test_run_gives_the_same_bytes_whatever_jobs(call: Any, tmp_path: Path, suffix: str) -> None:
    if suffix in (".jsonl.zst", ".parquet"):
        pytest.importorskip({".jsonl.zst": "zstandard", ".parquet": "pyarrow"}[suffix])
    for jobs in (1, 2, 7):
        assert call("run", PAGES, "-o", tmp_path / f"{jobs}{suffix}", "--jobs", jobs, "-q").code == 0
    first = (tmp_path / f"1{suffix}").read_bytes()
    assert first
    assert all((tmp_path / f"{jobs}{suffix}").read_bytes() == first for jobs in (2, 7))


def test_run_rows_keep_their_names(call: Any) -> None:
    text = "今天下雨了，路上的人都打着伞。他们走得很快，没有人停下来。屋里的灯一盏一盏亮了，厨房里飘出饭菜的香味。"
    lines = [{"id": "a", "url": "http://a.example/", "text": text}, {"id": 2, "html": f"<p>{text}</p>"}, "broken", {"text": "短。"}]
    data = "".join((json.dumps(line) if isinstance(line, dict) else line) + "\n" for line in lines).encode()
    done = call("run", "--all", stdin=data)
    assert done.code == 0
    assert [row.get("id") for row in done.rows] == ["a", "2", None]
    assert done.rows[0]["url"] == "http://a.example/"
    assert "hansift: -:3: no JSON" in done.err
    assert done.rows[0]["text"] == text
    assert call("run", "--strict", "-q", stdin=data).code == 1


def test_run_reports_and_goes_on(call: Any, tmp_path: Path) -> None:
    (tmp_path / "good.html").write_bytes(GBK.read_bytes())
    (tmp_path / "bad.html.gz").write_bytes(b"no gzip")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    done = call("run", tmp_path, "--rejects", tmp_path / "rejects.jsonl")
    assert done.code == 0
    assert len(done.rows) == 1
    assert f"{tmp_path}/bad.html.gz: cannot be read" in done.err
    kinds = [json.loads(line)["kind"] for line in (tmp_path / "rejects.jsonl").read_text().splitlines()]
    assert kinds == ["unreadable", "skipped"]
    assert call("run", tmp_path, "--strict", "-q").code == 1
    missing = call("run", tmp_path / "no.html", tmp_path / "good.html")
    assert missing.code == 1
    assert len(missing.rows) == 1
    strict = call("run", "--strict", "-q", DAMAGED)
    assert strict.code == 1
    assert "20_truncated_gbk.html" in strict.err


def test_run_stats_and_explain(call: Any, tmp_path: Path) -> None:
    done = call("run", PAGES, "-o", tmp_path / "x.jsonl", "--stats", "--explain", tmp_path / "why", "--explain-limit", "3")
    summary = json.loads(done.err)
    assert summary["documents"] == len(list(PAGES.iterdir()))
    assert summary["kept"] + sum(summary["dropped"].values()) == summary["documents"]
    pages = sorted(path.name for path in (tmp_path / "why").iterdir())
    assert len(pages) == 4
    assert pages[-1] == "index.html"


def test_run_profile_file(call: Any, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(hansift.Pipeline(min_chars=100_000).to_toml(), encoding="utf-8")
    done = call("run", GBK, "--profile", tmp_path / "p.toml")
    assert done.code == 0
    assert done.rows == []
    (tmp_path / "p.toml").write_text("no_such_key = 1\n")
    wrong = call("run", GBK, "--profile", tmp_path / "p.toml")
    assert wrong.code == 2
    assert "no_such_key" in wrong.err
    wrongs = (["--profile", tmp_path / "no.toml"], ["--profile", "nothing"], ["--script", "zh-Klingon"], ["-o", "x.csv"], ["--jobs", "-1"])
    for arguments in wrongs:
        assert call("run", GBK, *arguments).code == 2


def test_run_never_writes_over_its_input(call: Any, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "好。"}\n')
    assert call("run", tmp_path / "x.jsonl", "-o", tmp_path / "x.jsonl").code == 2
    assert call("run", GBK, "-o", tmp_path / "y.jsonl", "--rejects", tmp_path / "y.jsonl").code == 2
    assert call("run", tmp_path, "-o", tmp_path / "out.jsonl", "-q", "--all").code == 0
    assert call("run", tmp_path, "-o", tmp_path / "out.jsonl", "-q", "--all").code == 0  # a second time: its own output is no input
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 1


# --- as a process ---


def test_broken_pipe() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "hansift.cli", "run", "--all", "-q", *[str(PAGES)] * 40], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 141


def test_interrupt(tmp_path: Path) -> None:
    fifo = tmp_path / "rows.jsonl"
    os.mkfifo(fifo)
    out = tmp_path / "out.jsonl"
    with subprocess.Popen([sys.executable, "-m", "hansift.cli", "run", str(fifo), "-o", str(out)], stderr=subprocess.PIPE) as running:
        with open(fifo, "wb") as writing:  # opens when the other side does: it runs now
            writing.write(b'{"text": "1"}\n')
            writing.flush()
            running.send_signal(signal.SIGINT)
        assert running.stderr
        assert b"Traceback" not in running.stderr.read()
        assert running.wait(60) == 130
    assert not out.exists()
    assert not Path(f"{out}.part").exists()


def test_streams_of_any_locale(tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = process("clean", stdin="１２元\n".encode(), env=environment)
    assert (done.returncode, done.stdout.decode()) == (0, "12元\n")
    assert process("rules", env=environment).returncode == 0
    assert process("run", str(GBK), env=environment).returncode == 0


def test_start_is_quick() -> None:
    """Nothing heavy is imported unless it is asked for."""
    code = (
        "import sys; from hansift.cli import main; main(['detect', sys.argv[1]]);"
        "print([name for name in ('pyarrow', 'zstandard', 'fastwarc', 'asyncio') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(GBK)], capture_output=True, timeout=60)
    assert done.stdout.decode().splitlines()[-1] == "[]"


def on_terminal(*arguments: object) -> bytes:
    """What a person sees: standard output and standard error are a terminal."""
    import pty

    ours, theirs = pty.openpty()
    running = subprocess.Popen([sys.executable, "-m", "hansift.cli", *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = b""
    while True:
        try:
            seen += (data := os.read(ours, 65536))
        except OSError:  # the terminal's other side is closed
            break
        if not data:
            break
    os.close(ours)
    running.wait(60)
    return seen


def test_a_terminal_gets_progress_and_colours(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    text = (PAGES / "21_english.html").read_text(encoding="utf-8")
    rows.write_text("".join(json.dumps({"html": text, "id": n}) + "\n" for n in range(3000)))
    seen = on_terminal("run", rows, "-o", tmp_path / "x.jsonl")
    assert "█".encode() in seen
    assert seen.rsplit(b"\x1b[K", 1)[1].startswith(b"documents")  # the bar is gone before the summary
    assert b"\x1b[" in on_terminal("explain", PAGES / "16_folded_punctuation.txt")
    assert b"\x1b[" not in on_terminal("explain", "--no-color", PAGES / "16_folded_punctuation.txt")
    assert b"\x1b[1m" in on_terminal("rules", "cleaning")
    assert b"nothing to read" in on_terminal("run")


def test_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert b"\x1b[" not in on_terminal("explain", PAGES / "16_folded_punctuation.txt")

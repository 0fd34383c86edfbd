#!/usr/bin/env bash
# The wheel alone: in an empty environment outside the checkout, with no third-party library beside it.
#
#   tests/install/check_wheel.sh FOLDER_OF_THE_WHEEL
set -euo pipefail
wheel=$(ls "$(cd "$1" && pwd)"/hansift-*.whl)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

size=$(stat -c %s "$wheel")
echo "wheel: $((size / 1024)) KiB"
test "$size" -le $((15 * 1024 * 1024)) || { echo "the wheel is larger than 15 MB" >&2; exit 1; }

python3 -m venv "$work/venv"
python="$work/venv/bin/python"
"$python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps "$wheel"
cd "$work"

core=$("$python" -c 'import hansift._core as core; print(core.__file__)')
needed=$(ldd "$core" | grep -iE 'icu|opencc|lexbor|xxhash|marisa|zstd' || true)
test -z "$needed" || { echo "the module needs libraries that are not in the wheel: $needed" >&2; exit 1; }
if strings -n 8 "$core" | grep -F "$OLDPWD" | head -n 3 | grep .; then
  echo "paths of the build machine are in the module" >&2
  exit 1
fi

"$python" -W error - <<'PYTHON'
import sys

before = set(sys.modules)  # what the interpreter's own start loads is not ours
import hansift

page = "<html><head><title>汉字</title></head><body><p>我们在学校里学习，老师说：“很好。”大家都很高兴。</p></body></html>".encode("gb18030")
record = hansift.Pipeline(profile="web", script="zh-Hant-TW")(page)
assert record.encoding in ("gb18030", "gbk"), record.encoding
assert hansift.convert("汉语", "s2t") == "漢語"
assert hansift.convert("软件", "s2twp") == "軟體"
assert hansift.split("好。是吗？") == ["好。", "是吗？"]
foreign = {name.partition(".")[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names) - {"hansift"}
assert not foreign, foreign
print("works in an empty environment")
PYTHON

# CPU time of the import beyond the bare interpreter, best of nine.
"$python" - <<'PYTHON'
import resource, subprocess, sys


def cpu(code: str) -> float:
    best = 1e9
    for _ in range(9):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best * 1000


milliseconds = cpu("import hansift") - cpu("pass")
print(f"import: {milliseconds:.1f} ms")
sys.exit("import takes more than 30 ms" if milliseconds > 30 else 0)
PYTHON

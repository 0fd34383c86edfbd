"""The catalogue: every rule of every room with its reason and an example, in the order of the walk."""

from __future__ import annotations

import argparse
import json
import shutil
import sys

import hansift
from hansift.cli.common import Output, UsageError, wants_colour
from hansift.report.pieces import is_unseen

EXAMPLE = """hansift rules cleaning
hansift rules --markdown > docs/rules.md"""

ROOMS = {
    "text": "Text",
    "encoding": "Encoding: bytes to text",
    "extraction": "Extraction: page to article",
    "cleaning": "Cleaning: repair, then tidy",
    "script": "Script: restore and convert",
    "segmentation": "Segmentation: sentences",
    "quality": "Quality: what speaks against a text",
    "pipeline": "Pipeline",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("prefix", nargs="*", metavar="RULE", help="only rules whose id begins so (default: all)")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--json", action="store_true", help="a line of JSON for each rule")
    kind.add_argument("--markdown", action="store_true", help="the text of docs/rules.md")
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write")


def work(args: argparse.Namespace) -> int:
    found = [rule for rule in hansift.rules() if not args.prefix or any(rule.id.startswith(prefix) for prefix in args.prefix)]
    if not found:
        raise UsageError(f"no rule begins with '{' or '.join(args.prefix)}' (hansift rules lists all)")
    if args.json:
        text = "".join(json.dumps(_fields(rule), ensure_ascii=False) + "\n" for rule in found)
    elif args.markdown:
        text = markdown(found)
    else:
        text = _table(found, wants_colour(sys.stdout) and not args.output)
    with Output(args.output, ["-"]) as output:
        output.write("-", text.encode("utf-8", "replace"))
    return 0


def markdown(found: list[hansift.Rule]) -> str:
    """The catalogue as docs/rules.md has it."""
    parts = [
        "# Rules\n",
        f"The {len(found)} rules of hansift {hansift.__version__}, in the order of the walk. Written by `hansift rules --markdown`.",
        "A profile switches rules by id or by family (`cleaning.width` is every rule whose id begins so).",
        "Each example is the rule's first test.",
    ]
    room = ""
    for rule in found:
        if rule.id.split(".")[0] != room:
            room = rule.id.split(".")[0]
            parts.append(f"\n## {ROOMS.get(room, room)}\n\n| rule | what and why | before | after | since |\n|---|---|---|---|---|")
        after = "(flagged)" if rule.after == rule.before else _cell(rule.after)
        parts.append(f"| `{rule.id}` | {_escaped(rule.reason)} | {_cell(rule.before)} | {after} | {rule.since} |")
    return "\n".join(parts) + "\n"


def _fields(rule: hansift.Rule) -> dict[str, str]:
    return {"id": rule.id, "reason": rule.reason, "before": rule.before, "after": rule.after, "since": rule.since}


def _escaped(text: str) -> str:
    return _plain(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


def _cell(text: str) -> str:
    """An example in a code span of a table."""
    shown = _plain(text).replace("|", "\\|")
    if not shown:
        return "(nothing)"
    fence = "``" if "`" in shown else "`"
    return f"{fence}{' ' if len(fence) > 1 else ''}{shown}{' ' if len(fence) > 1 else ''}{fence}"


def _plain(text: str) -> str:
    """One line: line breaks as ⏎, what cannot be seen by its number."""
    return "".join("⏎" if c == "\n" else f"<{ord(c):04X}>" if is_unseen(c) and c != "\u3000" else c for c in text)


def _table(found: list[hansift.Rule], colour: bool) -> str:
    width = max(shutil.get_terminal_size((120, 24)).columns, 60)
    lines = []
    for rule in found:
        name = f"\x1b[1m{rule.id}\x1b[0m" if colour else rule.id
        lines.append(f"{name}  {_plain(rule.reason)}")
        before, after = _plain(rule.before), _plain(rule.after)
        room = max((width - 10) // 4, 10)  # a Han character takes two columns
        lines.append(f"    {_cut(before, room)}" + ("" if after == before else f" → {_cut(after, room)}"))
    return "\n".join(lines) + "\n"


def _cut(text: str, length: int) -> str:
    return f"'{text}'" if len(text) <= length else f"'{text[: length - 1]}…'"

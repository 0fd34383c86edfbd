#!/usr/bin/env python3
"""Check the arrows between the rooms: which files include what (docs/architecture.md: a room never includes a room to its right), and that no
two headers of a room define different types of one name, which C++ allows nobody to notice.

    python tests/check_rooms.py

Linking checks the same for calls; this also sees headers that only hold types and inline code.
"""
from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = {
    "text": set(),
    "encoding": {"text"},
    "extraction": {"text"},
    "cleaning": {"text", "encoding"},
    "script": {"text"},
    "segmentation": {"text"},
    "quality": {"text"},
    "pipeline": {"text", "encoding", "extraction", "cleaning", "script", "segmentation", "quality"},
}
ROOM_OF_HEADER = {"trace": "text", **{room: room for room in ALLOWED}}
FREE_HEADERS = {"error", "export", "version"}
THIRD_PARTY = {"extraction": {"lexbor"}, "quality": {"xxhash"}, "pipeline": {"toml++"}}
KNOWN_THIRD_PARTY = set().union(*THIRD_PARTY.values()) | {"unicode", "opencc"}


def problems(room: str, path: Path) -> list[str]:
    """Wrong includes of one file of a room."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        include = re.match(r'\s*#\s*include\s*[<"]([^">]+)[">]', line)
        if not include:
            continue
        name = include[1]
        target = None
        if name.startswith("hansift/"):
            header = name.removeprefix("hansift/").removesuffix(".hpp")
            if header not in FREE_HEADERS:
                target = ROOM_OF_HEADER.get(header, header)
        elif name.split("/")[0] in ALLOWED and name.count("/") == 1:
            target = name.split("/")[0]
        elif name.split("/")[0].removesuffix(".h") in KNOWN_THIRD_PARTY - THIRD_PARTY.get(room, set()):
            target = name.split("/")[0]
        if target is not None and target != room and target not in ALLOWED[room]:
            found.append(f"{path.relative_to(ROOT)}:{number}: {room} may not include {name}")
    return found


def repeated_types(room: str, headers: list[Path]) -> list[str]:
    """Types that two headers of a room define at the scope of one namespace."""
    seen: dict[tuple[str, str], Path] = {}
    found = []
    for path in sorted(headers):
        namespace = ""
        for line in path.read_text("utf-8").splitlines():
            if opened := re.match(r"namespace ([\w:]+) {", line):
                namespace = opened[1]
            defined = re.match(r"(?:struct|class|enum class) (?:HANSIFT_API )?(\w+)\b(?!::)[^;]*{", line)
            if defined and seen.setdefault((namespace, defined[1]), path) != path:
                found.append(f"{path.relative_to(ROOT)}: {namespace}::{defined[1]} is defined in {seen[namespace, defined[1]].name}, too")
    return found


def main() -> int:
    wrong = []
    for room in ALLOWED:
        files = [path for path in (ROOT / "cpp/src" / room).rglob("*") if path.suffix in (".cpp", ".hpp", ".h")]
        header = ROOT / f"cpp/include/hansift/{room}.hpp"
        files += [header, *([header.with_name("trace.hpp")] if room == "text" else [])]
        for path in files:
            wrong += problems(room, path)
        wrong += repeated_types(room, [path for path in files if path.suffix == ".hpp"])
    for path in (ROOT / "cpp/include/hansift").glob("*.hpp"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.match(r'\s*#\s*include\s*[<"](lexbor|unicode|opencc|xxhash|toml)', line):
                wrong.append(f"{path.relative_to(ROOT)}:{number}: third-party header in the public face")
    print("\n".join(wrong) or "rooms: every include follows the picture")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

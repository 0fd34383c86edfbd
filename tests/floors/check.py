#!/usr/bin/env python3
"""The ratchet: run the evaluation kits and compare their figures with floors.json.

    python tests/floors/check.py --kits FOLDER [KIT ...]            exit 1 if a figure is worse than its floor
    python tests/floors/check.py --kits FOLDER [KIT ...] --raise    raise the floors that were passed; floors never fall

Only figures that are the same on every run have a floor: rows of time, memory and ratios are left out.
"""
from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
KITS = ("encoding", "extraction", "cleaning", "script", "segmentation", "pipeline")
# The rows of this kit that time nothing.
PARTS = {"pipeline": ("decoding", "records", "near", "end-to-end", "determinism")}
NOISY = re.compile(r"speed|linearity|hostile|threads|import|installed|packages|memory|growth|step|pipeline,|first use", re.IGNORECASE)
SLACK = 1e-6


def flatten(kit: str, report: Any) -> dict[str, tuple[float, bool]]:
    """{row: (figure, lower is better)} of a kit's JSON report."""
    found: dict[str, tuple[float, bool]] = {}
    if kit == "extraction":
        for row, value in report["hansift"].items():
            found[row] = (value, "distance" in row or "leak" in row)
    elif kit == "cleaning":
        for row in report["rows"]:
            found[row["measure"]] = (row["hansift"], row["at_most"])
    elif kit == "script":
        for row, entry in report.items():
            value = entry.get("hansift", entry.get("value")) if isinstance(entry, dict) else entry
            found[row] = (value, "harm" in row or "per10k" in row or "differential" in row)
    elif kit == "segmentation":
        for row in report:
            found[row["measure"]] = (row["value"], row["lower_is_better"])
    elif kit == "encoding":
        for row in report:
            found[row["title"]] = (row["hansift"], not row["higher"])
    else:
        for row in report:
            found[row["name"]] = (row["ours"], row["goal"]["at_most"])
    return {row: (float(value), lower) for row, (value, lower) in found.items() if isinstance(value, int | float) and not NOISY.search(row)}


def measure(folder: Path, kit: str) -> dict[str, tuple[float, bool]]:
    found: dict[str, tuple[float, bool]] = {}
    with tempfile.TemporaryDirectory() as work:
        out = Path(work) / "report.json"
        for part in PARTS.get(kit, ("",)):
            command = [sys.executable, str(folder / kit / "score.py"), "--json", str(out), *(["--only", part] if part else [])]
            run = subprocess.run(command, capture_output=True, text=True, cwd=work)
            if run.returncode != 0 or not out.exists():
                raise SystemExit(f"{kit}: the scorer failed\n{run.stdout[-2000:]}\n{run.stderr[-2000:]}")
            found |= flatten(kit, json.loads(out.read_text("utf-8")))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="KIT", help=", ".join(KITS))
    parser.add_argument("--kits", type=Path, required=True, help="folder of the evaluation kits")
    parser.add_argument("--raise", dest="raising", action="store_true", help="raise the floors that were passed")
    options = parser.parse_args()
    floors: dict[str, dict[str, dict[str, Any]]] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    below = 0
    for kit in options.names or KITS:
        figures = measure(options.kits.resolve(), kit)  # the scorers run in a folder of their own
        known = floors.setdefault(kit, {})
        for row, floor in known.items():
            if row not in figures:
                below += 1
                print(f"{kit}: {row}: no figure, floor {floor['floor']}")
        for row, (value, lower) in figures.items():
            floor = known.get(row)
            worse = floor is not None and (value > floor["floor"] + SLACK if lower else value < floor["floor"] - SLACK)
            if worse:
                below += 1
                print(f"{kit}: {row}: {value:.6g} is worse than the floor {floor['floor']:.6g}")
            elif options.raising and (floor is None or value != floor["floor"]):
                known[row] = {"floor": round(value, 6), "at_most": lower}
        print(f"{kit}: {len(figures)} figures, {len(known)} floors", flush=True)
    if options.raising:
        FLOORS.write_text(json.dumps(floors, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())

"""The whole walk over files and folders: decode, extract, clean, convert, split, judge; records out.

Reads pages (.html .htm .txt .md), rows (.jsonl with text, html or raw_b64) and archives (.warc), each also as .gz or .zst; folders with
all that is in them. Writes the records that are kept, in the order of the input whatever --jobs is. What is unreadable, skipped or
dropped by the verdict is counted in the summary and listed in --rejects; it never stops the run.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from contextlib import ExitStack
from typing import Any

import hansift
from hansift.cli.common import UsageError, count, is_terminal, positive, say
from hansift.cli.explained import ExplainedFolder
from hansift.cli.progress import Progress
from hansift.io import JsonLinesWriter, Reader, Rejected, Sifted, Summary, open_writer, row, sift
from hansift.io.corpus import damage
from hansift.io.readers import KINDS, MAX_BYTES

EXAMPLE = """hansift run pages/ crawl.warc.gz -o corpus.jsonl.zst --script zh-Hans --rejects rejects.jsonl"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="files and folders; - or none: standard input")
    parser.add_argument("-o", "--output", metavar="OUT", help=".jsonl, .jsonl.gz, .jsonl.zst or .parquet (default: JSON Lines on stdout)")
    parser.add_argument("-j", "--jobs", type=count, default=0, metavar="N", help="threads; 0: all cores (default 0)")
    parser.add_argument("--profile", default="web", metavar="NAME|FILE", help="a built-in profile, or a file ending in .toml (default web)")
    parser.add_argument("--script", metavar="TARGET", help="convert to zh-Hans, zh-Hant-TW, s2twp, … (default: leave as it is)")
    parser.add_argument("--rejects", metavar="FILE", help="JSON Lines of all that is not in OUT: path, kind, reason")
    parser.add_argument("--all", action="store_true", help="also write what the verdict drops (look at verdict.keep)")
    parser.add_argument("--explain", metavar="DIR", help="write a page for each document that shows what changed and why")
    parser.add_argument("--explain-limit", type=positive, default=200, metavar="N", help="at most so many pages (default 200)")
    parser.add_argument("--input", dest="kind", choices=KINDS, default="auto", help="what the files are, if their names do not say it")
    parser.add_argument("--max-bytes", type=positive, default=MAX_BYTES, metavar="N", help="reject larger documents (default 64 MiB)")
    parser.add_argument("--strict", action="store_true", help="name damaged documents; exit 1 if there are any, or anything is unreadable")
    parser.add_argument("--stats", action="store_true", help="the summary as one line of JSON")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress, no summary")


def work(args: argparse.Namespace) -> int:
    if not args.inputs and sys.stdin.isatty():
        raise UsageError("nothing to read (name files or folders, or give - for standard input)")
    outputs = [path for path in (args.output, args.rejects) if path not in (None, "-")]
    if len({os.path.realpath(path) for path in outputs}) < len(outputs):
        raise UsageError(f"-o and --rejects are both {args.output} (give them two names)")
    for path in args.inputs:
        if any(os.path.realpath(path) == os.path.realpath(output) for output in outputs):
            raise UsageError(f"{path} is both input and output (choose another -o)")
    pipeline = hansift.Pipeline(args.profile, script=args.script)
    inputs = args.inputs or ["-"]
    reader = Reader(inputs, kind=args.kind, max_bytes=args.max_bytes, exclude=[*outputs, *(f"{path}.part" for path in outputs)])
    summary = Summary()
    named = set(inputs)
    missing = False
    start = time.perf_counter()

    with ExitStack() as stack:
        writer = stack.enter_context(open_writer(sys.stdout.buffer if args.output in (None, "-") else args.output))
        rejects = stack.enter_context(JsonLinesWriter(args.rejects)) if args.rejects else None
        explained = stack.enter_context(ExplainedFolder(args.explain, args.explain_limit)) if args.explain else None
        progress = stack.enter_context(Progress(reader, shown=is_terminal(sys.stderr) and not args.quiet))
        for item in sift(reader, pipeline, jobs=args.jobs):
            summary.add(item)
            progress.update(summary.documents)
            if isinstance(item, Rejected):
                if item.kind != "skipped":
                    missing |= item.path in named
                    progress.clear()
                    say(f"{item.path}: {item.reason} (left out)")
                if rejects:
                    rejects.write({"path": item.path, "kind": item.kind, "reason": item.reason})
                continue
            if args.strict and (found := damage(item.record)):
                progress.clear()
                say(f"{item.document.name}: {found}")
            if item.record.verdict.keep or args.all:
                writer.write(row(item))
            if rejects and not item.record.verdict.keep and not args.all:
                rejects.write(_dropped(item))
            if explained:
                explained.add(item)
    summary.seconds = time.perf_counter() - start
    if args.stats:
        print(json.dumps(summary.to_dict(), ensure_ascii=False), file=sys.stderr)
    elif not args.quiet:
        print(summary.table(), file=sys.stderr)
    return 1 if missing or (args.strict and (summary.damaged or summary.unreadable)) else 0


def _dropped(item: Sifted) -> dict[str, Any]:
    found: dict[str, Any] = {"path": item.document.path, "kind": "dropped", "reason": ", ".join(item.record.verdict.reasons)}
    for key in ("id", "url"):
        if value := getattr(item.document, key):
            found[key] = value
    return found

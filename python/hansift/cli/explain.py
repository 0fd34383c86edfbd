"""What the walk changed in a page, and why: encoding, what was left out, each changed line with the rules that changed it."""

from __future__ import annotations

import argparse
import os
import sys

import hansift
from hansift.cli.common import Output, UsageError, say, wants_colour
from hansift.io.documents import shown
from hansift.report import html, text
from hansift.report.explanation import explain

EXAMPLE = """hansift explain page.html
hansift explain page.html --html -o why.html"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE", help="pages; - or none: standard input")
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write")
    parser.add_argument("--html", nargs="?", const="", metavar="OUT", help="write one coloured page instead, to OUT or to that of -o")
    parser.add_argument("--no-color", "--no-colour", action="store_true", help="plain text on a terminal, too")
    parser.add_argument("--profile", default="web", metavar="NAME|FILE", help="a built-in profile, or a file ending in .toml (default web)")
    parser.add_argument("--script", metavar="TARGET", help="convert to zh-Hans, zh-Hant-TW, s2twp, …")
    parser.add_argument("--strict", action="store_true", help="exit 1 if any input was damaged")


def work(args: argparse.Namespace) -> int:
    from hansift.io.corpus import damage

    pipeline = hansift.Pipeline(args.profile, script=args.script)
    names: list[str] = args.files or ["-"]
    as_html = args.html is not None
    target = args.html or args.output
    if target and any(name != "-" and os.path.realpath(name) == os.path.realpath(target) for name in names):
        raise UsageError(f"{shown(target)} would be written over itself (choose another file for the page)")
    colour = not target and not as_html and not args.no_color and wants_colour(sys.stdout)
    unreadable = damaged = 0
    found = []
    with Output(target, names if not as_html else []) as output:
        for name in names:
            try:
                if name == "-":
                    raw = sys.stdin.buffer.read()
                else:
                    with open(name, "rb") as file:
                        raw = file.read()
            except OSError as error:
                say(f"{shown(name)}: {error.strerror or error} (skipped)")
                unreadable += 1
                continue
            what = explain(pipeline(raw), raw)
            if wrong := damage(what.record):
                damaged += 1
                if args.strict:
                    say(f"{shown(name)}: {wrong}")
            if as_html:
                found.append((what.record.title or os.path.basename(shown(name)), what))
            else:
                output.write(name, (text.page(what, name=shown(name), colour=colour) + "\n").encode("utf-8", "replace"))
        if as_html and found:
            output.write("", html.pages(found).encode("utf-8", "replace"))
    return 1 if unreadable or (damaged and args.strict) else 0

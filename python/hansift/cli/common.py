"""What the subcommands share: arguments, inputs, outputs, messages."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import IO, Any, NoReturn, TypeVar

import hansift
from hansift.cli import COMMANDS
from hansift.io.documents import shown
from hansift.io.streams import OutputFile
from hansift.io.writers import line_of

T = TypeVar("T")
U = TypeVar("U")


class UsageError(Exception):
    """Arguments that do not fit one another; printed, exit code 2."""


class Parser(argparse.ArgumentParser):
    """Keeps examples as they are typed, and speaks like the rest of the program."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        options.setdefault("allow_abbrev", False)
        super().__init__(**options)

    def error(self, message: str) -> NoReturn:
        say(f"{message} ({self.prog} --help shows the arguments)")
        self.exit(2)


def parse(argv: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="hansift",
        description="Raw crawled bytes in, corpus text you can trust out, and every change explained.",
        epilog="exit codes: 0 done; 1 a named input could not be read, or --strict and an input was damaged; 2 wrong usage.\n"
        "example:\n  hansift run pages/ -o corpus.jsonl.zst --script zh-Hans",
    )
    parser.add_argument("--version", action="version", version=f"hansift {hansift.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    # Only the subcommand that is asked for is loaded; the others are names in the help.
    wanted = argv[0] if argv and argv[0] in COMMANDS else None
    for name, about in COMMANDS.items():
        if wanted in (None, name):
            module = importlib.import_module(f"hansift.cli.{name}")
            examples = "\n".join(f"  {line}" for line in module.EXAMPLE.splitlines())
            sub = commands.add_parser(name, help=about, description=module.__doc__, epilog=f"example:\n{examples}")
            module.arguments(sub)
            sub.set_defaults(work=module.work)
        else:
            commands.add_parser(name, help=about)
    return parser.parse_args(argv)


def say(message: str) -> None:
    """A line of our own on stderr."""
    with suppress(BrokenPipeError, ValueError):
        print(f"hansift: {message}", file=sys.stderr, flush=True)


def add_files(parser: argparse.ArgumentParser, *, json: bool = False, encoding: bool = False) -> None:
    """The arguments of every subcommand that takes files one by one."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="input; - or none: standard input")
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write, or a folder (ending in /): one file for each input")
    parser.add_argument("-j", "--jobs", type=count, default=1, metavar="N", help="threads; 0: all cores (default 1)")
    if encoding:
        parser.add_argument("--encoding", metavar="LABEL", help="encoding of the input (default: detected)")
    if json:
        parser.add_argument("--json", action="store_true", help="a line of JSON for each input instead of text")
    parser.add_argument("--strict", action="store_true", help="exit 1 if any input was damaged")
    parser.add_argument("--stats", action="store_true", help="sums on stderr at the end")


def count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"{text} is negative")
    return value


def positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return value


count.__name__ = positive.__name__ = "number"  # what argparse calls the type in its message


@dataclass(slots=True)
class Answer:
    """What a subcommand makes of one input: text, or a row of JSON (`path` is put in front)."""

    text: str = ""
    row: dict[str, Any] | None = None
    damage: str | None = None
    counts: Counter[str] = field(default_factory=Counter)


def each_file(args: argparse.Namespace, work: Callable[[bytes], Answer]) -> int:
    """Do `work` on every input, in threads, write the answers in order, and give the exit code."""
    names: list[str] = args.files or ["-"]
    if not args.files and sys.stdin.isatty():
        say("reading standard input (end it with Ctrl-D; give files to read those)")
    unreadable = damaged = size = 0
    counts: Counter[str] = Counter()
    start = time.perf_counter()

    def read_and_work(name: str) -> tuple[str, int, Answer | OSError]:
        try:
            data = sys.stdin.buffer.read() if name == "-" else _read(name)
        except OSError as error:
            return name, 0, error
        return name, len(data), work(data)

    with Output(args.output, names) as output:
        for name, length, answer in in_order(read_and_work, names, args.jobs):
            if isinstance(answer, OSError):
                say(f"{shown(name)}: {answer.strerror or answer} (skipped)")
                unreadable += 1
                continue
            size += length
            counts.update(answer.counts)
            if answer.damage:
                damaged += 1
                say(f"{shown(name)}: {answer.damage}")
            row = {"path": shown(name), **answer.row} if answer.row is not None else None
            output.write(name, line_of(row) if row is not None else answer.text.encode("utf-8", "replace"))
    if args.stats:
        seconds = time.perf_counter() - start
        say(f"{len(names)} inputs, {unreadable} unreadable, {damaged} damaged")
        say(f"{size:,} bytes, {seconds:.2f} s, {size / 1e6 / seconds:.1f} MB/s")
        for key, value in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            say(f"{value:8,} {key}")
    return 1 if unreadable or (damaged and args.strict) else 0


def _read(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()


def in_order(function: Callable[[T], U], items: Iterable[T], jobs: int) -> Iterator[U]:
    """`map` with threads: results in the order of the items, only a few of them waiting."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        yield from map(function, items)
        return
    with ThreadPoolExecutor(jobs) as pool:
        waiting: deque[Future[U]] = deque()
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) > 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class Output:
    """Standard output, a file, or a folder that gets a file for each input."""

    def __init__(self, target: str | None, names: list[str]) -> None:
        self._stack = ExitStack()
        self._folder: str | None = None
        self._stream: IO[bytes] = sys.stdout.buffer
        self._paths: dict[str, str] = {}
        if target in (None, "-"):
            return
        assert target is not None
        if target.endswith(os.sep) or os.path.isdir(target):
            self._folder = target
            taken: dict[str, str] = {}
            for name in names:
                base = "stdin" if name == "-" else os.path.basename(name)
                if base in taken and taken[base] != name:
                    both = f"{shown(taken[base])} and {shown(name)}"
                    raise UsageError(f"{both} would both be written to {target}{base} (run them one by one)")
                taken[base] = name
                self._paths[name] = os.path.join(target, base)
            same = [n for n, path in self._paths.items() if n != "-" and os.path.realpath(n) == os.path.realpath(path)]
            if same:
                raise UsageError(f"{shown(same[0])} would be written over itself (choose another folder for -o)")
            try:
                os.makedirs(target, exist_ok=True)
            except OSError as error:
                raise hansift.IoError(f"cannot make the folder {target}: {error.strerror} (choose another -o)") from error
        else:
            self._stream = self._stack.enter_context(OutputFile(target)).stream

    def write(self, name: str, data: bytes) -> None:
        if self._folder is None:
            self._stream.write(data)
            return
        with OutputFile(self._paths[name]) as file:
            file.stream.write(data)

    def __enter__(self) -> Output:
        return self

    def __exit__(self, *what: Any) -> None:
        if self._stream is sys.stdout.buffer and what[0] is None:
            self._stream.flush()
        self._stack.__exit__(*what)


def text_of(data: bytes, encoding: str | None) -> tuple[str, str | None]:
    """The text of an input, and what is wrong with its bytes."""
    decoded = hansift.decode(data, encoding=encoding)
    return decoded.text, undecodable(decoded)


def undecodable(decoded: hansift.Decoded) -> str | None:
    """One line about bytes that are no characters; None if all are."""
    if decoded.encoding == "binary":
        return "no text in these bytes (is it a picture or an archive?)"
    lost = decoded.replacements
    if not lost:
        return None
    first = lost[0].begin
    return f"{len(lost)} places are no {decoded.encoding}, the first at byte {first} (--encoding LABEL decodes it otherwise)"


def with_newline(text: str) -> str:
    """Text that ends in a line feed, unless it is empty."""
    return text if not text or text.endswith("\n") else text + "\n"


def is_terminal(stream: Any) -> bool:
    """Whether a person looks at it."""
    return bool(stream.isatty()) and os.environ.get("TERM") != "dumb"


def wants_colour(stream: Any) -> bool:
    """Colours are for terminals of people who did not say NO_COLOR."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")

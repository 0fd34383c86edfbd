"""The command line: `hansift SUBCOMMAND`, one module a subcommand, in the order of the walk.

Exit codes: 0 done; 1 an input that was named could not be read, or any input was damaged and --strict was given; 2 wrong usage or
configuration (nothing was done); 130 interrupted; 141 the reader of our output went away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

COMMANDS = {
    "detect": "name the encoding of files",
    "decode": "bytes to UTF-8 text",
    "extract": "find the article of a page",
    "clean": "repair damage, then tidy",
    "convert": "between Simplified and Traditional",
    "split": "sentences, one a line",
    "signals": "quality signals and verdict",
    "run": "the whole walk over files and folders, to JSON Lines or Parquet",
    "explain": "what the walk changed in a page, and why",
    "rules": "the catalogue of rules",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments without the program's name; else those of the process.

    Returns
    -------
    int
        The exit code.
    """
    from hansift import Error
    from hansift.cli import common

    try:
        args = common.parse(list(sys.argv[1:] if argv is None else argv))
        code: int = args.work(args)
        sys.stdout.flush()
        return code
    except SystemExit as leave:  # argparse: --help, --version, wrong usage
        return leave.code if isinstance(leave.code, int) else 2
    except BrokenPipeError:
        # Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        common.say("interrupted")
        return 130
    except (Error, common.UsageError) as error:
        common.say(str(error))
        return 2

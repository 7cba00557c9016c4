"""``python -m ownerapp``: hand the arguments to the composition root."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    from ownerapp.bootstrap import run  # noqa: PLC0415 - nothing is loaded by an import of this

    return run(sys.argv[1:] if argv is None else list(argv))


def entry() -> NoReturn:
    """Run the program as a process of its own.

    Everything is closed when ``main`` returns; taking the interpreter and the toolkit apart
    after that would cost a tenth of a second at every end and save nothing.
    """
    _open_missing_streams()
    try:
        code = main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 1
    os._exit(code)


def _open_missing_streams() -> None:
    """Put nothing where a standard stream is closed, as some starters of programs leave them.

    The next file that is opened takes the number of a closed stream. It might be the store, and
    a warning that a library writes to number 2 would then be written into it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - stays open, and has no path


if __name__ == "__main__":
    entry()

"""``python -m shipping``: build the package, and with ``--check`` prove it in a bare system.

The Debian packages with Qt's libraries are handed over by ``dev.py``, which lists them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from shipping.bare_system import prove
from shipping.deb import NoToolError, build

PROJECT = Path(__file__).resolve().parents[1]
FAILED, SURROUNDINGS = 1, 3


def main(arguments: Sequence[str]) -> int:
    """Build, and prove where asked; return the exit code."""
    # The icon is drawn without a screen.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    parser = argparse.ArgumentParser(prog="dev.py package")
    parser.add_argument("--to", type=Path, default=PROJECT / "dist")
    parser.add_argument("--check", action="store_true", help="install it in a bare system, too")
    parser.add_argument("--libraries", nargs="*", default=(), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    try:
        made = build(PROJECT, options.to, options.libraries)
        size = made.stat().st_size // 1024 // 1024
        _say(f"{made} ({size} MiB)")
        if not options.check:
            return 0
        failed = prove(made, PROJECT, _say)
    except NoToolError as error:
        _say(f"{error} is not installed, so no package can be made here")
        return SURROUNDINGS
    except subprocess.CalledProcessError as error:
        _say(f"a step failed with {error.returncode}: {' '.join(map(str, error.cmd))}")
        return FAILED
    return FAILED if failed else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

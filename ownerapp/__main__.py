"""``python -m ownerapp``: hand the arguments to the composition root."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    from ownerapp.bootstrap import run  # noqa: PLC0415 - nothing is loaded by an import of this

    return run(sys.argv[1:] if argv is None else list(argv))


if __name__ == "__main__":
    sys.exit(main())

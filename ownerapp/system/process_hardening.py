"""What a process does first so that nothing of it lies open: modes and core dumps."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Final

OWNER_ONLY_UMASK: Final = 0o077


def harden_process() -> None:
    """Let new files be the owner's alone, and leave no core dump with keys in it."""
    os.umask(OWNER_ONLY_UMASK)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        # A system that already forbids to change the limit has set one of its own.
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

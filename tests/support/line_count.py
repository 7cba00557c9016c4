"""Counts the work of a call by the lines it runs: the same on every computer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(call: Callable[[], object], package: str) -> int:
    """Return how many lines of a package's modules a call runs; loops count each time."""
    count = 0

    def on_line(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return on_line

    def on_call(frame: FrameType, _event: str, _argument: object) -> Any:
        return on_line if frame.f_globals.get("__name__", "").startswith(package) else None

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        call()
    finally:
        sys.settrace(before)
    return count

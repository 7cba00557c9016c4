"""Stalls of the event loop while a person uses the window.

A child process opens the prepared folder in a real window, does one thing after another
like a person, and measures how late a timer of one millisecond is at worst. That is what a
person feels as the window not answering.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.promise import Promise

LIMIT_MS = 25


def run(data_dir: Path, env: dict[str, str]) -> list[Promise]:
    """Measure each kind of use on a prepared folder."""
    target = data_dir.parent / "exports"
    return stalls_of(["benchmarks.visit", str(data_dir), str(target)], env)


def stalls_of(visit: list[str], env: dict[str, str]) -> list[Promise]:
    """Make a visit in a process of its own and return a promise for each of its parts."""
    result = subprocess.run(
        [sys.executable, "-m", *visit], env=env, check=True, capture_output=True, text=True
    )
    measured: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return [
        Promise(
            name=f"longest stall while {name}",
            value=value,
            limit=LIMIT_MS,
            unit="ms",
            note=f"at most {measured['worked'][name]:.1f} ms of work at a stretch",
        )
        for name, value in measured["worst"].items()
    ]

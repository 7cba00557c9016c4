"""A short run of every target; ``python3 dev.py fuzz all --minutes 30`` is the long one.

Where atheris is, coverage leads; elsewhere the targets get their seeds and mutations of them.
Both are the same command, and every finding is an error with its input.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.coverage_run import is_possible
from tests.fuzz.guard import ROOT
from tests.fuzz.targets import NAMES

RUNS = 80 if is_possible() else 2_000


def fuzz(name: str, folder: Path, *more: str) -> str:
    """Run the command in a process of its own, which a crash may end."""
    command = [sys.executable, "-m", "tests.fuzz.run", name, "--folder", str(folder), *more]
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_handed_over_crashes_hangs_or_reaches_outside(
    name: str, tmp_path: Path
) -> None:
    said = fuzz(name, tmp_path, "--runs", str(RUNS), "--seed", "1")
    assert f"{RUNS} executions" in said
    assert "0 findings" in said
    assert list((tmp_path / name / "findings").iterdir()) == []
    if is_possible():
        edges = re.search(r"(\d+) edges", said)
        assert edges is not None
        assert int(edges[1]) > 50


def test_where_coverage_cannot_lead_mutations_of_the_seeds_are_tried(tmp_path: Path) -> None:
    said = fuzz("keys", tmp_path, "--runs", "300", "--without-coverage")
    assert "300 executions" in said
    assert "no coverage" in said

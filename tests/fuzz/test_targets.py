"""A short run of every target; ``python3 dev.py fuzz all --minutes 30`` is the long one.

Every target gets its seeds and mutations of them. Where atheris is, coverage leads some targets
as well, those whose readers are soon prepared for it: the long run has all of them, and says so
where coverage leads nowhere. Both are the same command, and every finding is an error with its
input.
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

RUNS = 400 if is_possible() else 2_000
LED_RUNS = 80
LED = ("code", "keys", "stamps")


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
    said = fuzz(name, tmp_path, "--runs", str(RUNS), "--seed", "1", "--without-coverage")
    assert f"{RUNS} executions" in said
    assert "no coverage" in said
    assert "0 findings" in said
    assert list((tmp_path / name / "findings").iterdir()) == []


@pytest.mark.skipif(not is_possible(), reason="atheris is for Linux before Python 3.13")
@pytest.mark.parametrize("name", LED)
def test_where_coverage_can_lead_it_leads_and_nothing_is_found(name: str, tmp_path: Path) -> None:
    said = fuzz(name, tmp_path, "--runs", str(LED_RUNS), "--seed", "1")
    assert f"{LED_RUNS} executions" in said
    assert "0 findings" in said
    assert list((tmp_path / name / "findings").iterdir()) == []
    edges = re.search(r"(\d+) edges", said)
    assert edges is not None
    assert int(edges[1]) > 50

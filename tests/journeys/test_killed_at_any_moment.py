"""A process may die at any moment: nothing that was acknowledged is lost, and it starts again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.kill_run import DEEDS

ROOT = Path(__file__).parents[2]
KILLS = 10
"""For each deed; ``python3 dev.py kill`` is the long run."""
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


@pytest.mark.parametrize("deed", DEEDS)
def test_ten_kills_at_random_moments_lose_nothing(deed: str, tmp_path: Path) -> None:
    words = [deed, "--rounds", str(KILLS)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.kill_run", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(tmp_path)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, (words, done.stderr)
    line = rf"{deed}: {KILLS} killed, (\d+) acknowledged, none lost \(seed \d+\)\n"
    said = re.fullmatch(line, done.stdout)
    assert said, done.stdout
    # A run in which no deed was ever done would prove nothing.
    assert int(said[1]) >= KILLS // 10

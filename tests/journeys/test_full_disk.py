"""A disk that is really full: every deed says so, loses nothing, and works once there is room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.full_disk_deeds import can_mount, mounted


def test_every_deed_on_a_full_disk_says_so_and_loses_nothing(tmp_path: Path) -> None:
    if not can_mount(tmp_path):
        pytest.skip("this session may not mount a disk")
    done = mounted(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    said = re.findall(r"^(\w+): [1-9]\d* x disk-full, none lost$", done.stdout, re.MULTILINE)
    assert said == ["save", "rotate", "export", "backup", "erase", "migrate"]

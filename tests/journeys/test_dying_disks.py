"""The power may go at any moment and the disk may fail: nothing acknowledged is lost by that.

Here a sample; all moments and all syncs are those of ``dev.py kill power`` and ``kill sync``.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.disk_shim import IS_POSSIBLE, Change
from tests.support.power_model import Disk

ROOT = Path(__file__).parents[2]
needs_shim = pytest.mark.skipif(not IS_POSSIBLE, reason="needs Linux and a C compiler")


def ran(death: str, *words: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.kill_run", death, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folder)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


@needs_shim
@pytest.mark.parametrize(("story", "sample"), [("use", 16), ("old", 8), ("moved", 8)])
def test_the_power_may_go_after_any_write_and_nothing_acknowledged_is_lost(
    story: str, sample: int, tmp_path: Path
) -> None:
    said = ran("power", story, "--sample", str(sample), folder=tmp_path)
    line = re.fullmatch(
        rf"{story}: (\d+) changes \(\d+ writes, (\d+) syncs\), {sample} cuts .*, none lost .*\n",
        said,
    )
    assert line, said
    # A run in which little was written and nothing was synced would prove nothing.
    assert int(line[1]) > sample
    assert int(line[2]) >= 5


@needs_shim
@pytest.mark.parametrize(("story", "every"), [("use", 60), ("old", 16), ("moved", 20)])
def test_a_sync_that_fails_is_named_and_nothing_acknowledged_is_lost(
    story: str, every: int, tmp_path: Path
) -> None:
    said = ran("sync", story, "--every", str(every), folder=tmp_path)
    assert re.fullmatch(rf"{story}: [1-9]\d* of \d+ syncs failed, none lost .*\n", said), said


class TestTheModelOfAPowerCut:
    """A model that lost nothing would prove nothing."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        made = tmp_path / "disk"
        made.mkdir()
        return made

    def change(self, kind: str, name: Path, data: bytes = b"", other: str = "") -> Change:
        return Change(kind=kind, inode=1, offset=0, size=0, data=data, name=str(name), other=other)

    def test_bytes_and_names_that_were_not_synced_are_gone(self, folder: Path) -> None:
        disk, path = Disk(folder), folder / "file"
        for change in (self.change("C", path), self.change("W", path, b"whole")):
            disk.do(change)
        disk.seen()
        assert path.read_bytes() == b"whole"
        disk.dropped()
        assert list(folder.iterdir()) == []
        disk.do(self.change("S", folder))
        disk.dropped()
        assert path.read_bytes() == b""
        disk.do(self.change("S", path))
        disk.dropped()
        assert path.read_bytes() == b"whole"

    def test_what_a_failed_sync_was_to_save_is_gone_for_good(self, folder: Path) -> None:
        path = folder / "file"
        path.write_bytes(b"old")
        disk = Disk(folder)
        inode = path.stat().st_ino
        for kind in ("W", "X", "S"):
            disk.do(
                Change(
                    kind=kind, inode=inode, offset=0, size=0, data=b"new", name=str(path), other=""
                )
            )
        disk.dropped()
        assert path.read_bytes() == b"old"

    def test_a_write_may_be_there_in_part(self, folder: Path) -> None:
        path = folder / "file"
        path.write_bytes(bytes(4096))
        disk = Disk(folder)
        disk.do(
            Change(
                kind="W",
                inode=path.stat().st_ino,
                offset=0,
                size=0,
                data=b"x" * 4096,
                name=str(path),
                other="",
            )
        )
        left = set()
        for seed in range(50):
            disk.torn(random.Random(seed))  # noqa: S311 - a fate, not a secret
            left.add(path.read_bytes().count(b"x"))
        assert {0, 4096} < left
        assert all(count % 512 == 0 for count in left)

    def test_a_rename_that_was_not_synced_leaves_the_old_file(self, folder: Path) -> None:
        old, new = folder / "store.json", folder / ".tmp"
        old.write_bytes(b"old")
        new.write_bytes(b"new")
        disk = Disk(folder)
        disk.do(self.change("R", new, other=str(old)))
        disk.dropped()
        assert old.read_bytes() == b"old"
        disk.do(self.change("S", folder))
        disk.dropped()
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"store.json": b"new"}

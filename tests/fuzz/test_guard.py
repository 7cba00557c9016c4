"""The guard of the fuzz targets refuses what it is there to refuse."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fuzz.guard import TouchedOutsideError, guarded


def test_a_target_may_write_into_its_own_folder_and_read_elsewhere(tmp_path: Path) -> None:
    with guarded(tmp_path) as guard:
        guard.active = True
        (tmp_path / "inside").write_text("words", encoding="utf-8")
        assert Path(__file__).read_bytes()


@pytest.mark.parametrize(
    "reach",
    [
        lambda outside: outside.write_text("words", encoding="utf-8"),
        lambda outside: outside.mkdir(),
        lambda outside: Path(__file__).rename(outside),
        lambda _outside: subprocess.run(["true"], check=False),
        lambda _outside: socket.create_connection(("127.0.0.1", 9)),
    ],
)
def test_a_target_that_reaches_outside_is_found(
    tmp_path: Path, reach: Callable[[Path], object]
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    with guarded(inside) as guard:
        guard.active = True
        with pytest.raises(TouchedOutsideError):
            reach(tmp_path / "outside")
    assert not (tmp_path / "outside").exists()


def test_what_another_thread_does_meanwhile_is_not_the_targets(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    with guarded(inside) as guard:
        guard.active = True
        other = threading.Thread(target=(tmp_path / "outside").write_text, args=["words"])
        other.start()
        other.join()
    assert guard.touched == []
    assert (tmp_path / "outside").read_text(encoding="utf-8") == "words"

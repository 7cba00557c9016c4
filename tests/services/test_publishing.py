"""A process that dies between an export's entry and its files' names: the next start goes on."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.errors import DiskFailedError
from ownerapp.domain.event import Method
from ownerapp.presentation.desk import Desk
from ownerapp.services.erasure import ErasureService
from ownerapp.system.atomic_files import SystemFiles
from tests.support.desks import ENGLISH, OWNER, Place, add_car, kinds_of

DAY_SECONDS = 24 * 60 * 60


class DiesError(BaseException):
    """Ends the program as a kill does: nothing after it runs."""


def names(folder: Path) -> set[str]:
    return {path.suffix for path in folder.iterdir()}


def staged(folder: Path) -> list[Path]:
    return sorted(folder.glob(".ownerapp-together-*.tmp"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "stick" / "exports"


@pytest.fixture
def died(place: Place, folder: Path, request: Any, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Return a place whose program died after so many files of an export had their names."""
    add_car(place.open())
    place.close()
    left, real = [getattr(request, "param", 0)], os.replace

    def replace(name: Any, target: Any) -> None:
        if Path(target).parent == folder:
            if not left[0]:
                raise DiesError
            left[0] -= 1
        real(name, target)

    desk = Desk(place.around, data_dir=str(place.data_dir), method=Method.CLI)
    (car,) = desk.cars()
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        with pytest.raises(DiesError):
            desk.records.export(
                car,
                folder=str(folder),
                language=ENGLISH,
                interface_language="en",
                formats=("json", "csv"),
            )
    desk.close()
    return place


@pytest.mark.parametrize("died", [0, 1], indirect=True)
def test_the_next_start_gives_the_files_their_names(died: Place, folder: Path) -> None:
    assert ".tmp" in names(folder)
    opened = died.open()
    assert names(folder) == {".json", ".csv"}
    assert kinds_of(opened).count("record.exported") == 1
    (found,) = folder.glob("*.json")
    with opened.store.read() as work:
        (entry,) = work.exports()
    assert died.around().sealer.sha256(found.read_bytes()) == entry.sha256


def test_a_disk_that_was_taken_out_is_finished_once_it_is_back(died: Place, folder: Path) -> None:
    away = folder.parent.with_name("drawer")
    folder.parent.rename(away)
    died.open()
    died.close()
    away.rename(folder.parent)
    died.open()
    assert names(folder) == {".json", ".csv"}


def test_a_file_that_was_made_in_the_meantime_is_not_written_over(
    died: Place, folder: Path
) -> None:
    with died.sql() as connection:
        (name,) = connection.execute("SELECT name FROM exports").fetchone()
    other = folder / f"{name}.json"
    other.write_text("mine", encoding="utf-8")
    died.open()
    assert other.read_text(encoding="utf-8") == "mine"
    assert (folder / f"{name}-2.json").exists()
    assert not staged(folder)


def test_files_that_somebody_removed_stop_no_start(died: Place, folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    died.open()
    assert not names(folder)
    with died.sql() as connection:
        assert connection.execute(
            "SELECT value FROM meta WHERE name = 'publishing'"
        ).fetchone() == ("{}",)


def test_erasing_forgets_where_unfinished_files_lie(died: Place, folder: Path) -> None:
    folder.parent.rename(folder.parent.with_name("drawer"))
    opened = died.open()
    service = ErasureService(opened)
    service.erase(service.plan_person(OWNER))
    with died.sql() as connection:
        kept = connection.execute("SELECT value FROM meta").fetchall()
    assert not any("stick" in value for (value,) in kept)


def test_what_a_process_left_that_died_before_the_entry_goes_a_day_later(tmp_path: Path) -> None:
    old, young = (tmp_path / f".ownerapp-together-{name}.tmp" for name in ("old", "young"))
    for path in (old, young):
        path.touch()
    past = young.stat().st_mtime - 2 * DAY_SECONDS
    os.utime(old, (past, past))
    SystemFiles().write_together({str(tmp_path / "one"): b"1"}, lambda _staged: None)
    assert {path.name for path in tmp_path.iterdir()} == {"one", young.name}


@pytest.mark.parametrize("fails", ["the name", "the sync after it"])
def test_erasing_somebody_first_finishes_what_a_failing_disk_left(
    place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    add_car(place.open())
    place.close()
    desk = Desk(place.around, data_dir=str(place.data_dir), method=Method.CLI)
    (car,) = desk.cars()
    real = os.replace
    failed: list[Any] = []

    def replace(name: Any, target: Any) -> None:
        if Path(target).parent == folder and not failed:
            failed.append(target)
            if fails == "the sync after it":
                real(name, target)
            raise OSError(errno.EIO, "the disk failed", str(target))
        real(name, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        with pytest.raises(DiskFailedError):
            desk.records.export(
                car,
                folder=str(folder),
                language=ENGLISH,
                interface_language="en",
                formats=("json", "csv"),
            )
        erasure = desk._erasure_service()
        erasure.erase(erasure.plan_person(OWNER))
    desk.close()

    assert failed
    assert names(folder) == {".json", ".csv"}

"""Many programs write into one store at once, each something else: all of it is there."""

from __future__ import annotations

import hashlib
import os
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ownerapp.domain.event import CONSENT_KINDS, Method
from ownerapp.domain.ids import PracticeId
from ownerapp.presentation.desk import Desk
from ownerapp.services.backup import BackupService
from ownerapp.services.erasure import ErasureService
from ownerapp.services.keys import KeyService
from ownerapp.services.opening import STORE_KEY_SECRET, OpenedStore
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.services.restoring import restore
from ownerapp.system.write_lock import FileWriteLock
from tests.support.desks import DRIVING, ENGLISH, NAME, Place, add_car, events_of, kinds_of
from tests.support.kept_vaults import KeptVaults
from tests.support.kill_run import CheapPlace, cars_of, intact, turn
from tests.support.plain_pages import found_in

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
TIMES = 6
CALENDAR = PracticeId("calendar")
ERASED = "Somebody Who Goes"
Deed = Callable[[Place, OpenedStore], None]


def place_in(folder: Path) -> Place:
    return CheapPlace(data_dir=folder / "data", vaults=KeptVaults(folder / "keyring"))


def turning(practice: PracticeId) -> Deed:
    def deed(_place: Place, opened: OpenedStore) -> None:
        car = next(car for car in cars_of(opened) if car.name == NAME)
        for _time in range(TIMES):
            turn(opened, car, practice)

    return deed


def rotating(_place: Place, opened: OpenedStore) -> None:
    for _time in range(TIMES):
        KeyService(opened).rotate()


def exporting(place: Place, opened: OpenedStore) -> None:
    lock = opened.around.lock
    desk = Desk(lambda: place.around(lock=lock), data_dir=str(place.data_dir), method=Method.CLI)
    car = next(car for car in desk.cars() if car.name == NAME)
    for _time in range(TIMES):
        desk.records.export(
            car,
            folder=str(place.data_dir.parent / "exports"),
            language=ENGLISH,
            interface_language="en",
            formats=("json", "csv"),
        )
    desk.close()


def backing_up(place: Place, opened: OpenedStore) -> None:
    def refuse(_kit: RecoveryKit) -> None:
        raise AssertionError

    for _time in range(TIMES):
        BackupService(opened).back_up(str(place.data_dir.parent / "backup"), show=refuse)


def erasing(_place: Place, opened: OpenedStore) -> None:
    for number in range(TIMES):
        add_car(opened, name=f"Car {number}", owner=ERASED)
        service = ErasureService(opened)
        service.erase(service.plan_person(ERASED))


def started(folder: Path, deed: Deed) -> int:
    """Do a deed in a process of its own, which waits for the others as long as it takes."""
    child = os.fork()
    if child:
        return child
    try:
        place = place_in(folder)
        lock = FileWriteLock(place.data_dir / "write.lock", wait_seconds=120)
        deed(place, place.open(lock=lock))
        place.close()
    except BaseException:  # noqa: BLE001 - the process ends here in any case
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def test_all_that_many_programs_write_at_once_is_there_and_the_history_is_whole(
    tmp_path: Path,
) -> None:
    place = place_in(tmp_path)
    opened = place.open()
    add_car(opened)
    kits: list[RecoveryKit] = []
    BackupService(opened).back_up(str(tmp_path / "backup"), show=kits.append)
    place.close()
    deeds = (turning(DRIVING), turning(CALENDAR), rotating, exporting, backing_up, erasing)
    children = [started(tmp_path, deed) for deed in deeds]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)
    opened = place.open()
    intact(opened)
    events = events_of(opened)
    kinds = Counter(event.kind.value for event in events)
    for practice in (DRIVING, CALENDAR):
        said = [item for item in events if item.kind in CONSENT_KINDS and item.practice == practice]
        assert len(said) == TIMES
    assert kinds["key.rotated"] == kinds["record.exported"] == kinds["person.erased"] == TIMES
    assert len(opened.known_keys()) == TIMES + 1
    with opened.store.read() as work:
        entries = work.exports()
    for entry in entries:
        data = (tmp_path / "exports" / f"{entry.name}.json").read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry.sha256
    assert len(list((tmp_path / "exports").iterdir())) == 2 * TIMES
    key = place.vaults.keyring(opened.info.store_id).get(STORE_KEY_SECRET) or ""
    size = len(kinds_of(opened))
    place.close()
    assert not found_in(place.data_dir, bytes.fromhex(key), [ERASED])
    target = CheapPlace(data_dir=tmp_path / "elsewhere")
    assert restore(target.around(), str(tmp_path / "backup"), kits[0].code).entries <= size
    intact(target.open())
    target.close()

"""What a program does while its disk is watched, and what must be there after it stopped.

A story runs in a process of its own; what it acknowledged, in order, is all that is known of
it afterwards. An error that has a name is told and the story goes on; any other ends it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.event import CONSENT_KINDS, Method
from ownerapp.presentation.desk import Desk
from ownerapp.services.backup import BackupService
from ownerapp.services.erasure import ErasureService
from ownerapp.services.keys import KeyService
from ownerapp.services.opening import STORE_KEY_SECRET, OpenedStore
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.services.restoring import restore
from ownerapp.services.scrubbing import is_pending
from ownerapp.system.atomic_files import STAGED_SUFFIX
from tests.support.desks import ENGLISH, Place, add_car, events_of, kinds_of
from tests.support.kept_vaults import KeptVaults
from tests.support.kill_run import CheapPlace, cars_of, intact, turn
from tests.support.old_stores import first_version_of, version_of

ERASED = "Somebody Who Goes"
_T = TypeVar("_T")


class Teller:
    """Does the steps of a story and tells what became of each."""

    def __init__(self, acknowledge: Callable[[int], None]) -> None:
        self._acknowledge = acknowledge
        self.said: list[str] = []
        self.failed: list[tuple[str, str]] = []

    def do(self, what: str, step: Callable[[], _T]) -> _T | None:
        """Do one step; None where it failed with an error that has a name."""
        try:
            done = step()
        except OwnerAppError as error:
            self.failed.append((what, error.code))
            return None
        self._acknowledge(len(self.said))
        self.said.append(what)
        return done


class Story:
    """A story in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, name: str = "data") -> Place:
        """Return a data folder with a keyring of its own that outlives the process."""
        vaults = KeptVaults(self.folder / f"{name}-keyring")
        return CheapPlace(data_dir=self.folder / name, vaults=vaults)

    def prepare(self) -> None:
        """Make what is there before."""

    def act(self, teller: Teller) -> None:
        """Do it."""
        raise NotImplementedError

    def check(self, said: Counter[str], failed: Counter[str]) -> None:
        """Start again on what is left."""
        raise NotImplementedError

    def go_on(self, place: Place) -> None:
        """Answer once more, and find the answer at the next start."""
        opened = place.open()
        cars = cars_of(opened) or (add_car(opened),)
        turn(opened, cars[0])
        kinds = kinds_of(opened)
        place.close()
        opened = place.open()
        assert kinds_of(opened) == kinds
        intact(opened)
        place.close()


class Use(Story):
    """From the first start on: answers, a new key, an export, a backup, somebody erased."""

    @property
    def stick(self) -> Path:
        """Where exports and the backup go."""
        return self.folder / "stick"

    @property
    def code(self) -> Path:
        """Where the person noted the code of the recovery kit: not on this disk."""
        return self.folder.with_name("code")

    def _note(self, kit: RecoveryKit) -> None:
        self.code.write_text(kit.code, encoding="ascii")

    @override
    def act(self, teller: Teller) -> None:
        place = self.place()
        opened = _tried(teller, "opened", place.open)
        if opened:
            self._use(teller, place, opened)
        place.close()
        opened = _tried(teller, "opened", place.open)
        if opened:
            _save(teller, opened)
        place.close()

    def _use(self, teller: Teller, place: Place, opened: OpenedStore) -> None:
        car = _tried(teller, "car", lambda: add_car(opened))
        if car is None:
            return
        for _number in range(3):
            teller.do("saved", lambda: turn(opened, car))
        teller.do("rotated", KeyService(opened).rotate)
        teller.do("saved", lambda: turn(opened, car))
        desk = Desk(place.around, data_dir=str(place.data_dir), method=Method.CLI)
        for _number in range(2):
            teller.do(
                "exported",
                lambda: desk.records.export(
                    car,
                    folder=str(self.stick / "exports"),
                    language=ENGLISH,
                    interface_language="en",
                    formats=("json", "csv"),
                ),
            )
        desk.close()
        backups = BackupService(opened)
        for _number in range(2):
            teller.do("backed up", lambda: backups.back_up(self._backup, show=self._note))
            teller.do("saved", lambda: turn(opened, car))
        if teller.do("added", lambda: add_car(opened, name="Second", owner=ERASED)):
            service = ErasureService(opened)
            teller.do("erased", lambda: service.erase(service.plan_person(ERASED)))
        teller.do("saved", lambda: turn(opened, car))

    @property
    def _backup(self) -> str:
        return str(self.stick / "backup")

    @override
    def check(self, said: Counter[str], failed: Counter[str]) -> None:
        place = self.place()
        opened = place.open()
        intact(opened)
        events = events_of(opened)
        decided = sum(event.kind in CONSENT_KINDS for event in events)
        assert 0 <= decided - said["saved"] <= 1 + failed["saved"], (decided, said)
        kinds = Counter(event.kind.value for event in events)
        assert 0 <= kinds["key.rotated"] - said["rotated"] <= 1
        assert 0 <= kinds["record.exported"] - said["exported"] <= 1 + failed["exported"]
        with opened.store.read() as work:
            people = [person.name for person in work.people()]
            assert len(work.vehicles()) >= said["car"]
            assert not is_pending(work)
            entries = work.exports()
        assert ERASED not in people or not said["erased"]
        named = set()
        for entry in entries:
            for kind in entry.formats:
                path = Path(entry.folder) / f"{entry.name}.{kind}"
                named.add(path)
                if kind == "json":
                    assert hashlib.sha256(path.read_bytes()).hexdigest() == entry.sha256
                assert path.stat().st_size
        exports = self.stick / "exports"
        present = {path for path in exports.glob("*") if path.suffix != STAGED_SUFFIX}
        assert present == named, present ^ named
        place.close()
        if said["backed up"]:
            target = self.place("elsewhere")
            code = self.code.read_text(encoding="ascii")
            assert restore(target.around(), self._backup, code).entries
            intact(target.open())
            target.close()
        self.go_on(place)


class Old(Story):
    """A store of the first version is opened, brought up to date, and used."""

    _ENTRIES = 6

    @override
    def prepare(self) -> None:
        place = self.place()
        opened = place.open()
        car = add_car(opened)
        for _number in range(self._ENTRIES):
            turn(opened, car)
        key = _key_of(place, opened)
        place.close()
        first_version_of(place.store_path, key)

    @override
    def act(self, teller: Teller) -> None:
        place = self.place()
        opened = _tried(teller, "opened", place.open)
        if opened:
            _save(teller, opened)
        place.close()

    @override
    def check(self, said: Counter[str], failed: Counter[str]) -> None:
        place = self.place()
        opened = place.open()
        intact(opened)
        decided = sum(event.kind in CONSENT_KINDS for event in events_of(opened))
        assert 0 <= decided - said["saved"] - self._ENTRIES <= 1, (decided, said, failed)
        key = _key_of(place, opened)
        place.close()
        copies = sorted((place.data_dir / "backups").glob("*.db"))
        assert copies
        assert {version_of(copy, key) for copy in copies} == {"0001"}
        self.go_on(place)


class Moved(Use):
    """A backup is restored into an empty folder, and the history goes on there."""

    @override
    def prepare(self) -> None:
        super().act(Teller(lambda _number: None))
        shutil.rmtree(self.place().data_dir)

    @override
    def act(self, teller: Teller) -> None:
        place = self.place("new")
        code = self.code.read_text(encoding="ascii")
        if teller.do("restored", lambda: restore(place.around(), self._backup, code)):
            opened = _tried(teller, "opened", place.open)
            if opened:
                _save(teller, opened)
            place.close()

    @override
    def check(self, said: Counter[str], failed: Counter[str]) -> None:
        place = self.place("new")
        if not (place.data_dir / "store.json").exists():
            assert not said["restored"], "an acknowledged restore is gone"
            restore(place.around(), self._backup, self.code.read_text(encoding="ascii"))
        opened = place.open()
        intact(opened)
        kinds = kinds_of(opened)
        place.close()
        # The second backup holds five answers; the history of the new folder goes on from it.
        decided = sum(kind.startswith("consent.") for kind in kinds)
        assert 0 <= decided - said["saved"] - 5 <= 1, (kinds, said, failed)
        assert kinds.count("store.restored") == 1
        self.go_on(place)


STORIES: dict[str, type[Story]] = {"use": Use, "old": Old, "moved": Moved}


def _tried(teller: Teller, what: str, step: Callable[[], _T]) -> _T | None:
    """Do a step without which a story cannot go on: once more, as a person would."""
    done = teller.do(what, step)
    return done if done is not None else teller.do(what, step)


def _save(teller: Teller, opened: OpenedStore) -> None:
    """Answer for the first car, if there is one."""
    cars = cars_of(opened)
    if cars:
        teller.do("saved", lambda: turn(opened, cars[0]))


def _key_of(place: Place, opened: OpenedStore) -> bytes:
    vault: Any = place.vaults.keyring(opened.info.store_id)
    return bytes.fromhex(vault.get(STORE_KEY_SECRET) or "")

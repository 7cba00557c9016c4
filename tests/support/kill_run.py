"""Kills processes with SIGKILL at random moments and says what was found after each.

Run by itself: ``python3 dev.py kill [DEED ...] [--rounds N]``. Each round forks a process that
does the deed again and again and reports each time that it was acknowledged, kills it at a
random moment, and looks at what is left as the next start of the program does.

Other deaths: ``power`` cuts the power, ``sync`` fails the disk's syncs, and ``full`` leaves the
disk no room; each takes ``--help``.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import random
import select
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from typing_extensions import override

from ownerapp.domain.choice import Status
from ownerapp.domain.event import CONSENT_KINDS, Method
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.log import LogState
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.presentation.desk import Desk
from ownerapp.services.backup import BackupService
from ownerapp.services.erasure import ErasureService
from ownerapp.services.importing import ImportService
from ownerapp.services.keys import KeyService
from ownerapp.services.log_check import full_check
from ownerapp.services.merging import MergeService
from ownerapp.services.opening import STORE_KEY_SECRET, OpenedStore
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.services.projection import kept, rebuilt
from ownerapp.services.restoring import restore
from ownerapp.services.scrubbing import is_pending
from ownerapp.services.surroundings import Surroundings
from ownerapp.system.argon2_seal import Argon2Cost
from ownerapp.system.atomic_files import STAGED_SUFFIX
from ownerapp.system.recovery import CodeRecovery
from tests.support.desks import (
    DRIVING,
    ENGLISH,
    NAME,
    Place,
    add_car,
    commit,
    events_of,
    kinds_of,
    no,
    shipped,
    yes,
)
from tests.support.kept_vaults import KeptVaults
from tests.support.old_stores import first_version_of, version_of
from tests.support.plain_pages import found_in

_ERASED = "Somebody Who Goes"
_RECORDS = 60
"""How many records another computer made."""


class CheapPlace(Place):
    """A data folder whose recovery kits cost little."""

    @override
    def around(self, **instead: Any) -> Surroundings:
        cost = Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1)
        return super().around(**{"recovery": CodeRecovery(cost), **instead})


class Deed:
    """Something that is done until the process dies, and what must hold then."""

    longest_seconds: ClassVar = 0.08
    """How long the deed may take on a slow computer; it is killed within that time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self) -> Place:
        """Return the data folder as one process sees it."""
        return Place(data_dir=self.folder / "data", vaults=KeptVaults(self.folder / "keyring"))

    def prepare(self) -> None:
        """Make what is there before the first deed."""
        place = self.place()
        add_car(place.open())
        place.close()

    def act(self, acknowledge: Callable[[], None]) -> None:
        """Do it again and again."""
        raise NotImplementedError

    def check(self, acknowledged: int) -> None:
        """Look at what is left after a kill."""
        raise NotImplementedError


class Saving(Deed):
    """Turns a practice on and off, in turn."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._before = 0

    @override
    def act(self, acknowledge: Callable[[], None]) -> None:
        opened = self.place().open()
        (car,) = cars_of(opened)
        while True:
            turn(opened, car)
            acknowledge()

    @override
    def check(self, acknowledged: int) -> None:
        place = self.place()
        opened = place.open()
        intact(opened)
        decided = [event for event in events_of(opened) if event.kind in CONSENT_KINDS]
        assert 0 <= len(decided) - self._before - acknowledged <= 1, (len(decided), acknowledged)
        self._before = len(decided)
        with opened.store.read() as work:
            held = [choice.event_seq for choice in work.choices.all()]
        assert held == [event.seq for event in decided[-1:]]
        place.close()


class Exporting(Deed):
    """Exports a record as two files, one of them a PDF now and then."""

    longest_seconds: ClassVar = 0.15

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._exports = folder / "stick" / "exports"
        self._before = 0

    @override
    def act(self, acknowledge: Callable[[], None]) -> None:
        place = self.place()
        desk = Desk(place.around, data_dir=str(place.data_dir), method=Method.CLI)
        (car,) = desk.cars()
        for number in count(self._before):
            desk.records.export(
                car,
                folder=str(self._exports),
                language=ENGLISH,
                interface_language="en",
                formats=("pdf", "json") if number % 5 == 0 else ("json", "csv"),
            )
            acknowledge()

    @override
    def check(self, acknowledged: int) -> None:
        place = self.place()
        opened = place.open()
        intact(opened)
        with opened.store.read() as work:
            entries = work.exports()
        named = {f"{entry.name}.{kind}" for entry in entries for kind in entry.formats}
        present = {path.name for path in self._exports.glob("*") if path.suffix != STAGED_SUFFIX}
        # No half export, no entry without its files and no file without its entry.
        assert present == named, present ^ named
        assert 0 <= len(entries) - self._before - acknowledged <= 1, (len(entries), acknowledged)
        for entry in entries[: len(entries) - self._before]:
            whole = {kind: self._exports / f"{entry.name}.{kind}" for kind in entry.formats}
            assert hashlib.sha256(whole["json"].read_bytes()).hexdigest() == entry.sha256
            if "pdf" in whole:
                assert whole["pdf"].read_bytes().rstrip().endswith(b"%%EOF")
            else:
                assert whole["csv"].read_bytes().endswith(b"\r\n")
        assert kinds_of(opened).count("record.exported") == len(entries)
        self._before = len(entries)
        place.close()


class Migrating(Deed):
    """Opens one store of the first version after the other."""

    longest_seconds: ClassVar = 0.25
    ready: ClassVar = 12

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._kinds: list[str] = []
        self._round = 0

    def target(self, number: int) -> Place:
        """Return a folder of its own, with the one keyring."""
        data_dir = self.folder / f"old-{self._round}-{number}"
        return Place(data_dir=data_dir, vaults=KeptVaults(self.folder / "keyring"))

    @override
    def prepare(self) -> None:
        super().prepare()
        place = self.place()
        opened = place.open()
        for _number in range(10):
            turn(opened, cars_of(opened)[0])
        self._kinds = kinds_of(opened)
        key = place.vaults.keyring(opened.info.store_id).get(STORE_KEY_SECRET) or ""
        place.close()
        first_version_of(place.store_path, bytes.fromhex(key))
        self._lay_out()

    def _lay_out(self) -> None:
        for number in range(self.ready):
            data_dir = self.target(number).data_dir
            data_dir.mkdir()
            for name in ("store.json", "store.db"):
                shutil.copyfile(self.place().data_dir / name, data_dir / name)

    @override
    def act(self, acknowledge: Callable[[], None]) -> None:
        for number in range(self.ready):
            place = self.target(number)
            place.open()
            place.close()
            acknowledge()
        time.sleep(60)

    @override
    def check(self, acknowledged: int) -> None:
        for number in range(acknowledged + 1):
            place = self.target(number)
            opened = place.open()
            intact(opened)
            assert kinds_of(opened) == self._kinds
            with opened.store.read() as work:
                assert [choice.key.practice for choice in work.choices.all()] == [DRIVING]
            key = place.vaults.keyring(opened.info.store_id).get(STORE_KEY_SECRET) or ""
            place.close()
            # A copy from before is there, whole and of the old version.
            copies = sorted((place.data_dir / "backups").glob("*.db"))
            assert copies
            assert {version_of(copy, bytes.fromhex(key)) for copy in copies} == {"0001"}
        for number in range(self.ready):
            shutil.rmtree(self.target(number).data_dir)
        self._round += 1
        self._lay_out()


class Rotating(Deed):
    """Changes the key and answers, in turn."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._before = 0

    @override
    def act(self, acknowledge: Callable[[], None]) -> None:
        opened = self.place().open()
        (car,) = cars_of(opened)
        while True:
            KeyService(opened).rotate()
            acknowledge()
            turn(opened, car)

    @override
    def check(self, acknowledged: int) -> None:
        place = self.place()
        opened = place.open()
        intact(opened)
        changes = kinds_of(opened).count("key.rotated")
        assert 0 <= changes - self._before - acknowledged <= 1, (changes, acknowledged)
        self._before = changes
        known = opened.known_keys()
        assert len(known) == changes + 1
        with opened.store.read() as work:
            for kind in KeyKind:
                private = [bool(key.private) for key in work.keys(kind)]
                assert private == [False] * changes + [True]
        if changes < 100:
            read = opened.around.key_histories.read(KeyService(opened).statement())
            assert read.keys == known
        place.close()


class BackingUp(Deed):
    """Answers and writes a backup over the one before, in turn."""

    longest_seconds: ClassVar = 0.25

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._path = folder / "stick" / "backup"
        self._code = ""
        self._round = 0

    @override
    def place(self) -> Place:
        return CheapPlace(data_dir=self.folder / "data", vaults=KeptVaults(self.folder / "keyring"))

    @override
    def prepare(self) -> None:
        super().prepare()
        place, shown = self.place(), list[RecoveryKit]()
        BackupService(place.open()).back_up(str(self._path), show=shown.append)
        place.close()
        self._code = shown[0].code

    @override
    def act(self, acknowledge: Callable[[], None]) -> None:
        opened = self.place().open()
        (car,) = cars_of(opened)
        while True:
            turn(opened, car)
            BackupService(opened).back_up(str(self._path), show=lambda _kit: os._exit(1))
            acknowledge()

    @override
    def check(self, acknowledged: int) -> None:
        place = self.place()
        opened = place.open()
        intact(opened)
        size = len(kinds_of(opened))
        place.close()
        assert len(list(self._path.parent.iterdir())) <= 2, "the backup, and at most one part"
        # A whole backup lies there at any moment: the last one or the one before.
        self._round += 1
        target = CheapPlace(data_dir=self.folder / f"back-{self._round}")
        restored = restore(target.around(), str(self._path), self._code)
        back = target.open()
        intact(back)
        assert len(kinds_of(back)) == restored.entries + 1 <= size + 1
        target.close()


class Restoring(BackingUp):
    """Restores one backup into one folder after the other."""

    longest_seconds: ClassVar = 0.5

    def target(self, number: int) -> Place:
        """Return a folder of its own, with a keyring of its own."""
        folder = self.folder / f"target-{self._round}-{number}"
        return CheapPlace(data_dir=folder / "data", vaults=KeptVaults(folder / "keyring"))

    @override
    def act(self, acknowledge: Callable[[], None]) -> None:
        for number in count():
            restore(self.target(number).around(), str(self._path), self._code)
            acknowledge()

    @override
    def check(self, acknowledged: int) -> None:
        for number in range(acknowledged + 1):
            place = self.target(number)
            if not (place.data_dir / "store.json").exists():
                assert number == acknowledged, "an acknowledged restore is gone"
                restore(place.around(), str(self._path), self._code)
            opened = place.open()
            intact(opened)
            assert kinds_of(opened) == ["notice.installed", "store.restored"]
            place.close()
            # A small file that was about to get its name may be left; it is in nobody's way.
            names = {item.name for item in place.data_dir.iterdir()}
            left = {name for name in names if not name.endswith(STAGED_SUFFIX)}
            assert left <= {"store.db", "store.json", "write.lock", "write.lock.pid"}, left
        self._round += 1


class Erasing(Deed):
    """Adds a person with a car and erases both, in turn."""

    @override
    def act(self, acknowledge: Callable[[], None]) -> None:
        opened = self.place().open()
        for number in count():
            add_car(opened, name=f"Car {number}", owner=_ERASED)
            service = ErasureService(opened)
            assert service.erase(service.plan_person(_ERASED)).is_clean
            acknowledge()

    @override
    def check(self, acknowledged: int) -> None:
        place = self.place()
        opened = place.open()
        intact(opened)
        with opened.store.read() as work:
            is_there = any(person.name == _ERASED for person in work.people())
            assert not is_pending(work)
        key = bytes.fromhex(place.vaults.keyring(opened.info.store_id).get("db-key") or "")
        if is_there:
            # Killed before it was erased: it is whole, and is erased now.
            service = ErasureService(opened)
            service.erase(service.plan_person(_ERASED))
        # A person whose adding was cut off in the middle was never here, but half of it may
        # lie in the log until it is closed.
        place.close()
        found = found_in(place.data_dir, key, [_ERASED])
        assert found == set(), (found, is_there)
        assert len(found_in(place.data_dir, key, [NAME])) == 1


class Joining(BackingUp):
    """Answers on another computer, backs it up, and joins its history to this one."""

    longest_seconds: ClassVar = 0.5

    def other(self) -> Place:
        """Return the other computer."""
        folder = self.folder / "other"
        return CheapPlace(data_dir=folder / "data", vaults=KeptVaults(folder / "keyring"))

    @override
    def prepare(self) -> None:
        Deed.prepare(self)
        place, shown = self.other(), list[RecoveryKit]()
        opened = place.open()
        add_car(opened)
        BackupService(opened).back_up(str(self._path), show=shown.append)
        place.close()
        self._code = shown[0].code

    @override
    def act(self, acknowledge: Callable[[], None]) -> None:
        opened, other = self.place().open(), self.other().open()
        (car,) = cars_of(other)
        while True:
            turn(other, car)
            BackupService(other).back_up(str(self._path), show=lambda _kit: os._exit(1))
            MergeService(opened).merge(str(self._path), self._code)
            acknowledge()

    @override
    def check(self, acknowledged: int) -> None:
        place, other_place = self.place(), self.other()
        opened, other = place.open(), other_place.open()
        intact(opened)
        joined = kinds_of(opened).count("store.merged")
        assert 0 <= joined - self._round - acknowledged <= 1, (joined, acknowledged)
        self._round = joined
        with opened.store.read() as work, other.store.read() as theirs:
            here = list(work.merged.read(other.ledger.origin))
            assert here == list(theirs.events.read(0, len(here)))
        place.close()
        other_place.close()


class Importing(Deed):
    """Imports one record after the other that another computer made."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._key = ""
        self._before = 0

    @override
    def prepare(self) -> None:
        super().prepare()
        place = Place(data_dir=self.folder / "other")
        opened = place.open()
        car = add_car(opened)
        commit(opened, car, no(DRIVING))
        self._key = opened.known_keys()[-1].fingerprint
        desk = place.desk()
        for number in range(_RECORDS):
            desk.records.export(
                car,
                folder=str(self.folder / "out" / str(number)),
                language=ENGLISH,
                interface_language="en",
                formats=("json",),
            )
        desk.close()
        place.close()

    @override
    def act(self, acknowledge: Callable[[], None]) -> None:
        service = ImportService(self.place().open())
        for number in range(len(service.all()), _RECORDS):
            (path,) = (self.folder / "out" / str(number)).iterdir()
            (imported,) = service.keep(service.read(str(path), accepted=[self._key]), adopt=True)
            if imported.is_new:
                acknowledge()
        # All are here: the next kill finds nothing to do.
        time.sleep(self.longest_seconds)

    @override
    def check(self, acknowledged: int) -> None:
        place = self.place()
        opened = place.open()
        intact(opened)
        entries = kinds_of(opened).count("record.imported")
        assert 0 <= entries - self._before - acknowledged <= 1, (entries, acknowledged)
        self._before = entries
        found = ImportService(opened).all()
        assert len(found) == entries
        assert all(item.receipt for item in found)
        place.close()


DEEDS: dict[str, type[Deed]] = {
    "save": Saving,
    "export": Exporting,
    "migrate": Migrating,
    "backup": BackingUp,
    "rotate": Rotating,
    "restore": Restoring,
    "erase": Erasing,
    "merge": Joining,
    "import": Importing,
}


_OTHER_DEATHS = {
    "power": "tests.support.power_run",
    "sync": "tests.support.sync_run",
    "full": "tests.support.full_disk_deeds",
}


def intact(opened: OpenedStore) -> None:
    """Check the whole history, and that the choices are those that it says."""
    assert opened.log_report.state is LogState.INTACT, opened.log_report
    report = full_check(opened.store, opened.ledger, opened.around)
    assert report.state is LogState.INTACT, report
    assert kept(opened) == rebuilt(opened)


def cars_of(opened: OpenedStore) -> tuple[Vehicle, ...]:
    """Return the cars of a store."""
    with opened.store.read() as work:
        return tuple(work.vehicles())


def turn(opened: OpenedStore, car: Vehicle, practice: PracticeId = DRIVING) -> None:
    """Turn a practice on where it is off, and off where it is on."""
    with opened.store.read() as work:
        kept_choices = {item.key.practice: item.status for item in work.choices.all(car.id)}
    is_on = kept_choices.get(practice) is Status.GIVEN
    answer = no(practice) if is_on else yes(shipped().notice, practice, Term.MONTHS_3)
    commit(opened, car, answer)


def killed(deed: Deed, chance: random.Random) -> int:
    """Let a process do the deed, kill it, and return how often it was acknowledged."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(ours)
            os.write(theirs, b"r")
            deed.act(lambda: (os.write(theirs, b"a"), None)[1])
        except BaseException:  # noqa: BLE001 - the process ends here in any case
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(theirs)
    # Ready, then some deeds on most rounds: a slow computer must not only kill the first one.
    wanted = 1 + chance.choice((0, 1, 1, 2))
    heard = b""
    while len(heard) < wanted:
        assert select.select([ours], [], [], 60)[0]
        read = os.read(ours, wanted - len(heard))
        assert read, "the process ended by itself"
        heard += read
    time.sleep(chance.uniform(0, deed.longest_seconds))
    os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), status
    with os.fdopen(ours, "rb") as said:
        return (heard + said.read()).count(b"a")


def run(name: str, folder: Path, *, rounds: int, seed: int) -> int:
    """Do all rounds of one deed and return how often it was acknowledged.

    Raises:
        AssertionError: Something that must hold after a kill did not.
    """
    chance = random.Random(seed)  # noqa: S311 - a moment, not a secret
    deed = DEEDS[name](folder)
    deed.prepare()
    every = 0
    for _round in range(rounds):
        acknowledged = killed(deed, chance)
        deed.check(acknowledged)
        every += acknowledged
    return every


def main() -> None:
    """Do the deeds that are asked for; anything that does not hold ends it with a traceback."""
    if sys.argv[1:] and sys.argv[1] in _OTHER_DEATHS:
        module = importlib.import_module(_OTHER_DEATHS[sys.argv[1]])
        module.main(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(prog="dev.py kill", description=__doc__)
    parser.add_argument("deeds", nargs="*", default=list(DEEDS), metavar="DEED")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))  # noqa: S311 - as above
    options = parser.parse_args()
    if unknown := set(options.deeds) - set(DEEDS):
        parser.error(f"no such deed: {', '.join(unknown)}; there are: {', '.join(DEEDS)}")
    total = 0
    for name in options.deeds:
        with TemporaryDirectory() as folder:
            every = run(name, Path(folder), rounds=options.rounds, seed=options.seed)
        said = f"{options.rounds} killed, {every} acknowledged, none lost"
        print(f"{name}: {said} (seed {options.seed})", flush=True)  # noqa: T201 - a task's output
        total += options.rounds
    if len(options.deeds) > 1:
        print(f"{total} killed in all", flush=True)  # noqa: T201 - a task's output


if __name__ == "__main__":
    main()

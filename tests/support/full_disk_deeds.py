"""Does everything that writes on a small disk with less and less room; says what happened.

Run by itself: ``python3 dev.py kill full``, on Linux and where a disk may be mounted. Each deed
is tried with no room at first, then with more, until it succeeds. Where it fails it says that
the disk is full, and once there is room everything acknowledged is there and nothing else is.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

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
from tests.support.desks import ENGLISH, Place, add_car, events_of, kinds_of
from tests.support.kept_vaults import KeptVaults
from tests.support.kill_run import CheapPlace, cars_of, intact, turn
from tests.support.old_stores import first_version_of, version_of
from tests.support.plain_pages import found_in

ROOT = Path(__file__).parents[2]
DISK_BYTES = 6 * 1024 * 1024
PAGE = 4096
ROOMS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 128, 192, 256, 384)
_ERASED = "Somebody Who Goes"


class SmallDisk:
    """A car's data on a small disk, and its keyring on another one."""

    def __init__(self, folder: Path, elsewhere: Path) -> None:
        self.folder = folder
        self._elsewhere = elsewhere
        self._ballast = folder / "ballast"
        self.done: Counter[str] = Counter()
        self.failed: Counter[tuple[str, str]] = Counter()
        self._kits: list[RecoveryKit] = []

    def place(self, name: str = "data") -> Place:
        """Return a data folder on the small disk."""
        vaults = KeptVaults(self._elsewhere / "keyring")
        return CheapPlace(data_dir=self.folder / name, vaults=vaults)

    def squeezed(self, name: str, deed: Callable[[], object]) -> Iterator[int]:
        """Try a deed with more and more room; yield after each try, with the room back."""
        for pages in ROOMS:
            self._fill(pages * PAGE)
            try:
                deed()
            except OwnerAppError as error:
                self.failed[name, error.code] += 1
                is_done = False
            else:
                self.done[name] += 1
                is_done = True
            finally:
                self._ballast.unlink()
            yield pages
            if is_done:
                return
        raise AssertionError(name, "never had room enough")

    def _fill(self, room: int) -> None:
        free = shutil.disk_usage(self.folder).free
        self._ballast.write_bytes(bytes(max(free - room, 0)))

    def use(self) -> None:
        """Do what is done with an opened store."""
        place = self.place()
        opened = place.open()
        car = add_car(opened)
        turn(opened, car)
        self.done["save"] += 1
        for _pages in self.squeezed("save", lambda: turn(opened, car)):
            self.check(opened)
        for _pages in self.squeezed("rotate", KeyService(opened).rotate):
            self.check(opened)
        desk = Desk(place.around, data_dir=str(place.data_dir), method=Method.CLI)
        for _pages in self.squeezed(
            "export",
            lambda: desk.records.export(
                car,
                folder=str(self.folder / "exports"),
                language=ENGLISH,
                interface_language="en",
                formats=("pdf", "json", "csv"),
            ),
        ):
            self.check(opened)
        desk.close()
        path = str(self.folder / "backup")
        backups = BackupService(opened)
        for _turn in range(2):  # the second one takes the place of the first
            for _pages in self.squeezed(
                "backup", lambda: backups.back_up(path, show=self._kits.append)
            ):
                self.check(opened)
        add_car(opened, name="Second", owner=_ERASED)
        service = ErasureService(opened)
        plan = service.plan_person(_ERASED)
        for _pages in self.squeezed("erase", lambda: service.erase(plan)):
            self.check(opened)
        place.close()
        opened = place.open()
        self.check(opened)
        with opened.store.read() as work:
            assert not is_pending(work)
        turn(opened, car)
        self.done["save"] += 1
        key = self._key_of(place, opened)
        place.close()
        assert not found_in(place.data_dir, key, [_ERASED])
        self.check(place.open())
        place.close()

    def check(self, opened: OpenedStore) -> None:
        """Find what was acknowledged, and nothing else."""
        intact(opened)
        events = events_of(opened)
        kinds = Counter(event.kind.value for event in events)
        assert sum(event.kind in CONSENT_KINDS for event in events) == self.done["save"]
        assert kinds["key.rotated"] == self.done["rotate"]
        assert kinds["record.exported"] == self.done["export"]
        assert kinds["person.erased"] == self.done["erase"]
        with opened.store.read() as work:
            entries = work.exports()
            people = [person.name for person in work.people()]
        assert (_ERASED in people) is (len(people) > 1)
        exports = self.folder / "exports"
        files = {path.name for path in exports.iterdir()} if exports.exists() else set()
        assert files == {f"{entry.name}.{kind}" for entry in entries for kind in entry.formats}
        for entry in entries:
            data = (exports / f"{entry.name}.json").read_bytes()
            assert hashlib.sha256(data).hexdigest() == entry.sha256
        left = {path.name for path in self.folder.iterdir()} - {"data", "exports", "backup"}
        assert not left, left
        if self.done["backup"]:
            self._check_backup(opened)

    def _check_backup(self, opened: OpenedStore) -> None:
        with TemporaryDirectory(dir=self._elsewhere) as folder:
            target = CheapPlace(data_dir=Path(folder) / "data")
            path, code = str(self.folder / "backup"), self._kits[-1].code
            assert restore(target.around(), path, code).entries <= len(kinds_of(opened))
            intact(target.open())
            target.close()

    def migrate(self) -> None:
        """Bring an old store up to date."""
        place = self.place("old")
        opened = place.open()
        turn(opened, add_car(opened))
        kinds = kinds_of(opened)
        key = self._key_of(place, opened)
        place.close()
        first_version_of(place.store_path, key)
        tried = self.place("old")

        def open_and_close() -> None:
            tried.open()
            tried.close()

        for _pages in self.squeezed("migrate", open_and_close):
            if not self.done["migrate"]:
                assert version_of(place.store_path, key) == "0001"
        copies = sorted((place.data_dir / "backups").iterdir())
        assert {version_of(copy, key) for copy in copies} == {"0001"}
        opened = place.open()
        intact(opened)
        assert kinds_of(opened) == kinds
        turn(opened, cars_of(opened)[0])
        place.close()

    def _key_of(self, place: Place, opened: OpenedStore) -> bytes:
        vault = place.vaults.keyring(opened.info.store_id)
        return bytes.fromhex(vault.get(STORE_KEY_SECRET) or "")


def squeeze(folder: Path) -> None:
    """Do everything on a small disk that is mounted already."""
    with TemporaryDirectory() as elsewhere:
        disk = SmallDisk(folder, Path(elsewhere))
        disk.use()
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        disk.migrate()
    for name in ("save", "rotate", "export", "backup", "erase", "migrate"):
        codes = {code: number for (what, code), number in disk.failed.items() if what == name}
        assert set(codes) == {"disk-full"}, (name, codes)
        print(f"{name}: {codes['disk-full']} x disk-full, none lost")  # noqa: T201 - a task's output


def can_mount(folder: Path) -> bool:
    """Tell whether this session may mount a small disk."""
    return (
        sys.platform == "linux"
        and shutil.which("unshare") is not None
        and not subprocess.run(
            ["unshare", "-m", "sh", "-c", _mount(folder)], check=False, capture_output=True
        ).returncode
    )


def mounted(folder: Path) -> subprocess.CompletedProcess[str]:
    """Do everything on a small disk, mounted for one process alone."""
    words = [sys.executable, "-m", "tests.support.full_disk_deeds", str(folder)]
    return subprocess.run(
        ["unshare", "-m", "sh", "-c", f'{_mount(folder)} && exec "$@"', "-", *words],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )


def _mount(folder: Path) -> str:
    return f'mount -t tmpfs -o size={DISK_BYTES} tmpfs "{folder}"'


def main(arguments: Sequence[str]) -> None:
    """Mount a small disk and do everything on it, or do it in a folder that is one."""
    if arguments:
        squeeze(Path(arguments[0]).resolve())
        return
    with TemporaryDirectory() as folder:
        if not can_mount(Path(folder)):
            raise SystemExit("this session may not mount a disk")
        done = mounted(Path(folder))
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    raise SystemExit(done.returncode)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Real surroundings in a folder of a test, with a clock and a keyring that the test sets.

Everything but the clock and the vaults is what the program itself uses: SQLCipher, real
signatures, real files, the real typesetter.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ownerapp.bootstrap import make_surroundings
from ownerapp.cli.arguments import parse_arguments
from ownerapp.cli.run import Terminal, report_error, run_command
from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.event import Event, Method
from ownerapp.domain.ids import Language, NoticeHash, PackId, PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.term import Term
from ownerapp.domain.text import ShownText, shown_line
from ownerapp.domain.vehicle import Vehicle
from ownerapp.packs.reader import PackReader
from ownerapp.packs.shipped_list import notices_folder
from ownerapp.presentation.desk import Desk
from ownerapp.services.choices import Answer, CarChoices, ChoiceService
from ownerapp.services.history import HistoryService
from ownerapp.services.ledger import HEAD_SECRET
from ownerapp.services.opening import STORE_KEY_SECRET, OpenedStore, Opening
from ownerapp.services.ports.notices import LoadedNotice
from ownerapp.services.surroundings import Surroundings
from ownerapp.services.vehicles import Vehicles, checked_details
from tests.support.bare_store import bare_connection
from tests.support.fake_vault import AUTHORS, FakeVault, FakeVaults
from tests.support.printers import kept_printer

ENGLISH, CHINESE = Language("en"), Language("zh_Hans")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CABIN = PracticeId("cabin-camera-clips")
"""Optional and sensitive, so asked on its own."""
DRIVING = PracticeId("driving-behaviour")
"""Optional and not sensitive; it may stay on until it is turned off."""
REQUIRED = PracticeId("crash-recorder")
NAME, OWNER, PLATE, VIN = "Little Blue", "Lin Yue", "沪A·D12345", "LSVAA4182E2123456"


class SettableClock:
    """The ``Clock`` port, moved by hand."""

    def __init__(self, now: datetime = NOON, zone: str = "Asia/Shanghai") -> None:
        self._now = now
        self._zone = zone
        self._monotonic_ms = 0

    def now(self) -> datetime:
        return self._now

    def monotonic_ms(self) -> int:
        self._monotonic_ms += 1
        return self._monotonic_ms

    def zone(self) -> ZoneInfo:
        return ZoneInfo(self._zone)

    def zone_name(self) -> str:
        return self._zone

    def set(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def move(self, **span: float) -> None:
        self._now += timedelta(**span)

    def travel(self, zone: str) -> None:
        self._zone = zone


class FakeAutostart:
    """The ``Autostart`` port in memory; nothing of a test starts at anybody's sign-in."""

    def __init__(self) -> None:
        self.entry: tuple[str, str] | None = None

    def is_on(self) -> bool:
        return self.entry is not None

    def turn_on(self, *, name: str, comment: str) -> None:
        self.entry = (name, comment)

    def turn_off(self) -> None:
        self.entry = None


class FakeDesktopNotices:
    """The ``DesktopNotices`` port in memory; nothing of a test is shown on anybody's desktop."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.takes = True

    def say(self, title: str, text: str) -> bool:
        if self.takes:
            self.said.append((title, text))
        return self.takes


@dataclass(kw_only=True)
class Place:
    """A data folder with the clock and the keyring around it; ``open`` is a program's start.

    Pages are typeset and read by a process that all places share.
    """

    data_dir: Path
    clock: SettableClock = field(default_factory=SettableClock)
    vaults: FakeVaults = field(default_factory=FakeVaults)
    packs: PackReader | None = None
    """What is shipped, where that is not the program's own packs."""
    autostart: FakeAutostart | None = field(default_factory=FakeAutostart)
    desktop: FakeDesktopNotices = field(default_factory=FakeDesktopNotices)
    _opened: list[OpenedStore] = field(default_factory=list)

    def around(self, **instead: Any) -> Surroundings:
        """Return the ports; some may be given instead."""
        made = make_surroundings(self.data_dir, wait_seconds=0.2)
        ours = {
            "clock": self.clock,
            "vaults": self.vaults,
            "packs": self.packs or listed_packs(),
            "autostart": self.autostart,
            "desktop_notices": self.desktop,
            **dict.fromkeys(("paper", "pdf_reader", "pictures"), kept_printer()),
        }
        return replace(made, **{**ours, **instead})

    def open(self, passphrase: str | None = None, /, **instead: Any) -> OpenedStore:
        """Start the program: open the store, or make it."""
        opened = Opening(self.around(**instead)).open(passphrase)
        self._opened.append(opened)
        return opened

    def desk(self, method: Method = Method.CLI) -> Desk:
        """Return a desk of this folder; the caller closes it."""
        return Desk(self.around, data_dir=str(self.data_dir), method=method)

    def close(self) -> None:
        """End every program that was started here."""
        for opened in self._opened:
            opened.close()
        self._opened.clear()

    @property
    def vault(self) -> FakeVault:
        """The keyring's part for the one store, or the vault file."""
        if self.vaults.file is not None:
            return self.vaults.file
        (vault,) = (
            item for name, item in self.vaults.keyrings.items() if name not in {"probe", AUTHORS}
        )
        return vault

    @property
    def store_path(self) -> Path:
        return self.data_dir / "store.db"

    @contextmanager
    def sql(self) -> Iterator[Any]:
        """Reach into the store as another program with the key would; its guards are gone."""
        key = bytes.fromhex(self.vault.secrets[STORE_KEY_SECRET])
        with bare_connection(self.store_path, key) as connection:
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            yield connection

    def head(self) -> str | None:
        """Return the head that the vault keeps."""
        return self.vault.secrets.get(HEAD_SECRET)


def listed_packs() -> PackReader:
    """Return the shipped packs as if their list had just been renewed.

    The list has a test of its own; a pack that is being written must not fail all others.
    """
    paths = notices_folder().glob("*.json")
    hashes = (hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
    return PackReader(listed=frozenset(NoticeHash(item) for item in hashes))


def shipped(pack: str = "cn-reference-ev") -> LoadedNotice:
    """Return a shipped pack."""
    loaded = listed_packs().by_id(PackId(pack))
    assert loaded is not None
    return loaded


def practice_of(notice: Notice, practice: PracticeId) -> Practice:
    found = notice.practice(practice)
    assert found is not None
    return found


def add_car(
    opened: OpenedStore, *, pack: str = "cn-reference-ev", name: str = NAME, owner: str = OWNER
) -> Vehicle:
    """Add a car with plate and VIN."""
    details = checked_details(name=name, owner=owner, plate=PLATE, vin=VIN)
    return Vehicles(opened).add(details, shipped(pack))


def shown_of(practice: Practice, language: Language = ENGLISH) -> ShownText:
    """Return the whole text that a yes needs, in one language."""
    lines = []
    for name, text in practice.yes_texts().items():
        said = text.get(language)
        assert said is not None
        lines.append(shown_line(name, language, said))
    return tuple(lines)


def yes(
    notice: Notice, practice: PracticeId, term: Term | None, language: Language = ENGLISH
) -> Answer:
    """Return a yes with everything that it needs; the term may be wrong on purpose."""
    shown = shown_of(practice_of(notice, practice), language)
    return Answer(practice=practice, on=True, term=term, shown=shown)


def no(practice: PracticeId) -> Answer:
    return Answer(practice=practice, on=False)


def commit(
    opened: OpenedStore, car: Vehicle, *answers: Answer, language: Language = ENGLISH
) -> CarChoices:
    """Give answers at once, on the command line."""
    return ChoiceService(opened).commit(car, answers, method=Method.CLI, language=language)


def events_of(opened: OpenedStore) -> list[Event]:
    return HistoryService(opened).entries()


def kinds_of(opened: OpenedStore) -> list[str]:
    return [event.kind.value for event in events_of(opened)]


def command(place: Place, *words: str, says: Sequence[str] | None = None) -> tuple[int, str, str]:
    """Run a command with this folder's clock and keyring; return code, output and errors.

    Args:
        place: The folder.
        words: The command as it is typed.
        says: What somebody at a terminal types where a secret is asked for, all of it; None
            where nobody is there.
    """
    answers = iter(says or ())
    out, err = io.StringIO(), io.StringIO()
    terminal = Terminal(
        out=out,
        err=err,
        is_interactive=says is not None,
        ask=input,
        ask_secret=lambda _words: next(answers, ""),
    )
    arguments = parse_arguments(["--lang", "en", *words])
    desk = place.desk()
    try:
        code = run_command(
            arguments, desk, terminal=terminal, language="en", passphrase=lambda: None
        )
    except OwnerAppError as error:
        code = report_error(error, arguments, terminal)
    finally:
        desk.close()
    assert next(answers, None) is None, "more was said than was asked for"
    return code, out.getvalue(), err.getvalue()

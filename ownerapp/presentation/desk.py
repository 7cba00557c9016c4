"""The one object that a front end holds: every use case behind plain calls.

All methods are synchronous and know no thread; the window calls them on its store thread.
They return frozen domain values, which presenters turn into words. The surroundings are
made on first use, so that a window can paint before anything heavy is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.event import Event, Method
from ownerapp.domain.ids import Language, NoticeHash, PracticeId
from ownerapp.domain.log import LogReport
from ownerapp.domain.notice import Notice
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.services.choices import Answer, CarChoices, ChoiceService
from ownerapp.services.history import HistoryService, PracticeOnDay
from ownerapp.services.log_check import accept_break, full_check
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.notice_trust import NoticeTrustService, TrustReader
from ownerapp.services.opening import Need, OpenedStore, Opening
from ownerapp.services.vehicles import CarDetails, Vehicles, checked_details

if TYPE_CHECKING:
    from ownerapp.domain.notice_change import NoticeDifference
    from ownerapp.presentation.about_page import AboutFacts
    from ownerapp.presentation.author_desk import AuthorDesk
    from ownerapp.presentation.backup_desk import BackupDesk
    from ownerapp.presentation.car_desk import CarDesk
    from ownerapp.presentation.key_desk import KeyDesk
    from ownerapp.presentation.notice_desk import NoticeDesk
    from ownerapp.presentation.record_desk import RecordDesk
    from ownerapp.presentation.rights_desk import RightsDesk
    from ownerapp.services.correcting import Correcting, KeptDetails
    from ownerapp.services.erasure import Erased, ErasurePlan, ErasureService
    from ownerapp.services.handed_over import HandedOver
    from ownerapp.services.notice_library import NoticeLibrary
    from ownerapp.services.notice_updates import ComingNotice, NoticeStanding, NoticeUpdates
    from ownerapp.services.own_rules import OwnRuleService
    from ownerapp.services.ports.notices import LoadedNotice
    from ownerapp.services.ports.vault import VaultKind
    from ownerapp.services.record_counts import RecordCounts
    from ownerapp.services.strips import Strips, StripService, StripsSoFar
    from ownerapp.services.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFacts:
    """What the settings page says about the store."""

    data_dir: str
    vault: VaultKind
    fingerprint: str
    """Of the record key."""
    origin: str


class Desk:
    """All use cases of one data folder.

    Args:
        make: Makes the surroundings; called once, on first use.
        data_dir: The data folder, for the settings page.
        method: How the person acts through this front end.
    """

    def __init__(self, make: Callable[[], Surroundings], *, data_dir: str, method: Method) -> None:
        self._make = make
        self._data_dir = data_dir
        self._method = method
        self._around: Surroundings | None = None
        self._opened: OpenedStore | None = None
        self._choices: ChoiceService | None = None
        self._trust: TrustReader | None = None
        self._kept_notices: NoticeShelf | None = None
        self._updates: NoticeUpdates | None = None
        self._rights: RightsDesk | None = None
        self._strips: StripService | None = None
        self._counts: RecordCounts | None = None
        self._compared = 0
        """How many entries the list of choices was compared with since the store was opened."""

    # -------------------------------------------------------------- opening

    @property
    def around(self) -> Surroundings:
        """Return the surroundings, making them on first use."""
        if self._around is None:
            self._around = self._make()
        return self._around

    def zone(self) -> tzinfo:
        """Return the local zone, in which dates are shown."""
        return self.around.clock.zone()

    def now(self) -> datetime:
        """Return the present instant."""
        return self.around.clock.now()

    def has_store(self) -> bool:
        """Tell whether this data folder has a store."""
        return Opening(self.around).has_store()

    def need(self) -> Need:
        """Return what has to be asked before :meth:`open`; see ``Opening.need``."""
        return Opening(self.around).need()

    def need_of_new_store(self) -> Need:
        """Return what has to be asked before a store is made, whatever is here now."""
        return Opening(self.around).need_of_new_store()

    def open(self, passphrase: str | None = None, *, by_itself: bool = False) -> LogReport:
        """Open the store and return how its history stands; see ``Opening.open``.

        A newer notice whose day has come applies from then on; not where the computer opens
        the store by itself (``by_itself``), because that writes nothing.
        """
        if self._opened is None:
            self._opened = Opening(self.around, by_itself=by_itself).open(passphrase)
            if not by_itself:
                self._apply_due_notices()
        return self._opened.log_report

    @property
    def is_open(self) -> bool:
        """Tell whether the store is open."""
        return self._opened is not None

    @property
    def asks_passphrase(self) -> bool:
        """Tell whether nobody opens the store again without a passphrase."""
        return self._opened is not None and self._opened.asks_passphrase

    def set_lock(self, passphrase: str, *, present: str | None = None) -> None:
        """Lock the key of the store under a passphrase; see ``locking.set_lock``."""
        from ownerapp.services.locking import set_lock  # noqa: PLC0415 - seldom needed

        opened = self._require()
        vault = self.around.vaults.keyring(opened.info.store_id)
        set_lock(self.around, vault, passphrase, present=present)
        self._opened = replace(opened, asks_passphrase=True)

    def change_passphrase(self, passphrase: str, *, present: str) -> None:
        """Let another passphrase open the store, wherever its keys are; see ``locking``.

        Raises:
            PassphraseTooShortError: Fewer than 8 characters; nothing changed.
            WrongPassphraseError: ``present`` is not the one in force; nothing changed.
            UnavailableError: Keyring, disk or folder fail; a passphrase that was right stays so.
        """
        from ownerapp.services.locking import change_file_passphrase  # noqa: PLC0415 - as above
        from ownerapp.services.ports.vault import VaultKind  # noqa: PLC0415 - as above

        opened = self._require()
        if opened.info.vault is VaultKind.FILE:
            vault = opened.ledger.vault
            change_file_passphrase(self.around, vault, passphrase, present=present)
        else:
            self.set_lock(passphrase, present=present)

    def passphrase_in(self, path: str) -> str:
        """Return the passphrase that stands in a file of a person's own."""
        from ownerapp.services.locking import passphrase_in  # noqa: PLC0415 - as above

        return passphrase_in(self.around, path)

    def remove_lock(self, passphrase: str) -> None:
        """Let the keyring open the store again by itself; see ``locking.remove_lock``."""
        from ownerapp.services.locking import remove_lock  # noqa: PLC0415 - seldom needed

        opened = self._require()
        remove_lock(self.around, self.around.vaults.keyring(opened.info.store_id), passphrase)
        self._opened = replace(opened, asks_passphrase=False)

    def close(self) -> None:
        """Close the store and the typesetter; nothing of the store is kept in memory."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None
            self._choices = None
            self._updates = None
            self._rights = None
            self._strips = None
            self._counts = None
            self._compared = 0
            self._trust = None
            self._kept_notices = None
        elif self._around is not None:
            # Who only checks a record has no store, but may have started the reader of PDFs.
            self._around.paper.close()

    def facts(self) -> DeskFacts:
        """Return what the settings page says about the store."""
        opened = self._require()
        return DeskFacts(
            data_dir=self._data_dir,
            vault=opened.info.vault,
            # Another process may have changed the key since the start.
            fingerprint=opened.known_keys()[-1].fingerprint,
            origin=opened.ledger.origin,
        )

    def about(self) -> AboutFacts:
        """Return what the program knows about itself; the own keys only of an open store."""
        from ownerapp.presentation.about_page import about_facts  # noqa: PLC0415 - off the start

        keys = self._opened.known_keys() if self._opened is not None else ()
        return about_facts(keys, data_dir=self._data_dir)

    # -------------------------------------------------------------- files

    def kind_of_file(self, path: str) -> HandedOver:
        """Return whether a file is meant to be a notice or a record.

        Raises:
            FileMissingError: There is none.
            FileTooLargeError: It is larger than any of them.
            FileUnreadableError: It cannot be read.
        """
        from ownerapp.services.handed_over import LIMIT_BYTES, kind_of  # noqa: PLC0415 - as above

        return kind_of(self.around.files.read(path, limit_bytes=LIMIT_BYTES))

    # -------------------------------------------------------------- cars

    def check_details(
        self, *, name: str, owner: str = "", plate: str = "", vin: str = ""
    ) -> CarDetails:
        """Return cleaned details of a car; raises what is wrong with a field."""
        return checked_details(name=name, owner=owner, plate=plate, vin=vin)

    def cars(self) -> tuple[Vehicle, ...]:
        """Return all cars, oldest first."""
        return Vehicles(self._require()).all()

    def people(self) -> tuple[Person, ...]:
        """Return all people, oldest first."""
        return Vehicles(self._require()).people()

    def find_car(self, car: str | None) -> Vehicle:
        """Return the car that is meant; see ``Vehicles.find``."""
        return Vehicles(self._require()).find(car)

    def add_car(self, details: CarDetails, notice: LoadedNotice) -> Vehicle:
        """Keep a car that follows a notice."""
        return Vehicles(self._require()).add(details, notice)

    def kept_details(self, vehicle: Vehicle) -> KeptDetails:
        """Return what is kept about a car, and what else a correction concerns."""
        return self._correcting().look(vehicle.id)

    def correct_car(self, vehicle: Vehicle, details: CarDetails) -> KeptDetails:
        """Correct what is kept about a car, and return what was kept before."""
        return self._correcting().correct(vehicle.id, details)

    def _correcting(self) -> Correcting:
        from ownerapp.services.correcting import Correcting  # noqa: PLC0415 - off the start

        return Correcting(self._require())

    def owner_name(self, vehicle: Vehicle) -> str:
        """Return the name of a car's owner, which may be empty."""
        people = {person.id: person.name for person in Vehicles(self._require()).people()}
        return people.get(vehicle.person, "")

    # -------------------------------------------------------------- choices

    def choices(self, vehicle: Vehicle) -> CarChoices:
        """Return the present choices of a car."""
        return self._choice_service().view(vehicle)

    def look_again(self, vehicle: Vehicle) -> tuple[CarChoices, NoticeStanding]:
        """Return the present choices of a car, after a newer notice whose day has come applies.

        For a window that is open for long.
        """
        self._apply_due_notices()
        return self.choices(vehicle), self.standing(vehicle)

    def answer(
        self, vehicle: Vehicle, answers: Sequence[Answer], *, language: Language
    ) -> CarChoices:
        """Save answers at once, all or none, and return the choices after them."""
        return self._choice_service().commit(
            vehicle, answers, method=self._method, language=language
        )

    def pause(self, vehicle: Vehicle, practice: PracticeId, *, language: Language) -> CarChoices:
        """Turn a practice off until it is resumed; see ``ChoiceService.pause``."""
        service = self._choice_service()
        return service.pause(vehicle, practice, method=self._method, language=language)

    def resume(self, vehicle: Vehicle, practice: PracticeId, *, language: Language) -> CarChoices:
        """Let a paused yes go on until its own end; see ``ChoiceService.resume``."""
        service = self._choice_service()
        return service.resume(vehicle, practice, method=self._method, language=language)

    def set_in_car(
        self, vehicle: Vehicle, practice: PracticeId, *, language: Language
    ) -> CarChoices:
        """Write down the person's own word; see ``ChoiceService.set_in_car``."""
        service = self._choice_service()
        return service.set_in_car(vehicle, practice, method=self._method, language=language)

    def keep_note(self, vehicle: Vehicle, practice: PracticeId, text: str) -> CarChoices:
        """Keep a private note; see ``ChoiceService.keep_note``."""
        return self._choice_service().keep_note(vehicle, practice, text)

    def keep_on(self, vehicle: Vehicle) -> CarChoices:
        """Let everything stay on; see ``ChoiceService.keep_on``."""
        return self._choice_service().keep_on(vehicle)

    def write_calendar(self, path: str, *, interface_language: str) -> int:
        """Write when yeses end and answers are due as a calendar file; return how many entries."""
        from ownerapp.presentation.calendar_file import calendar_file  # noqa: PLC0415 - as above
        from ownerapp.presentation.reminder_calendar import (  # noqa: PLC0415 - as above
            calendar_entries,
            deadline_entries,
        )
        from ownerapp.presentation.voice import Voice, notice_language  # noqa: PLC0415 - as above

        views = [self.choices(car) for car in self.cars()]
        said = [
            (view, Voice(view.notice, notice_language(view.notice, interface_language)))
            for view in views
        ]
        entries = (
            *calendar_entries(said),
            *deadline_entries(self.rights.all(), interface_language),
        )
        self.around.files.write(path, calendar_file(entries, now=self.now()))
        return len(entries)

    def due_now(self) -> str:
        """Return what of all cars and requests ends soon or is due; empty where nothing is."""
        from ownerapp.presentation.due_now import due_now  # noqa: PLC0415 - as above

        return due_now([self.choices(car) for car in self.cars()], self.rights.all())

    def say_on_desktop(self, text: str) -> bool:
        """Say something outside the window; tell whether the desktop took it."""
        from ownerapp.presentation.due_now import TITLE  # noqa: PLC0415 - as above

        return self.around.desktop_notices.say(TITLE, text)

    def reminds_at_sign_in(self) -> bool | None:
        """Tell whether ``ownerapp remind`` runs at sign-in; None where that cannot be set."""
        entry = self.around.autostart
        return None if entry is None else entry.is_on()

    def remind_at_sign_in(self, *, wanted: bool) -> None:
        """Let ``ownerapp remind`` run at sign-in from now on, or not any more.

        Raises:
            UnavailableError: The entry cannot be written or taken away.
        """
        from ownerapp.presentation.due_now import (  # noqa: PLC0415 - as above
            entry_comment,
            entry_name,
        )

        entry = self.around.autostart
        if entry is None:
            return
        if wanted:
            entry.turn_on(name=entry_name(), comment=entry_comment())
        else:
            entry.turn_off()

    def make_my_record(
        self,
        details: CarDetails,
        notice: LoadedNotice,
        answers: Sequence[Answer],
        *,
        language: Language,
    ) -> Vehicle:
        """Save the whole draft of a first run at once: car, notice and answers."""
        return self._choice_service().make_my_record(
            details, notice, answers, method=self._method, language=language
        )

    # -------------------------------------------------------------- newer notices

    def standing(self, vehicle: Vehicle) -> NoticeStanding:
        """Return how a car stands with the versions of its notice."""
        return self._notice_updates().standing(vehicle)

    def pending_update(self, vehicle: Vehicle) -> ComingNotice | None:
        """Return the newer version that applies to a car from a later day on, or None."""
        return self.standing(vehicle).coming

    def difference(self, vehicle: Vehicle) -> NoticeDifference | None:
        """Return what changed in a car's notice since the person last answered, or None."""
        return self._notice_updates().difference(vehicle)

    def mark_change_seen(self, vehicle: Vehicle, notice: NoticeHash, *, is_coming: bool) -> None:
        """Keep that the person looked at what changed, or at what will."""
        self._notice_updates().mark_seen(vehicle, notice, is_coming=is_coming)

    def use_notice(self, vehicle: Vehicle, notice: LoadedNotice) -> Vehicle:
        """Let a car follow a notice that the person chose; see ``NoticeUpdates.use``."""
        return self._notice_updates().use(vehicle, notice, self._method)

    # -------------------------------------------------------------- history

    def history(
        self,
        vehicle: Vehicle | None = None,
        *,
        newest: int | None = None,
        since: int = 0,
        before: int | None = None,
    ) -> list[Event]:
        """Return entries of the history, oldest first; see ``HistoryService.entries``."""
        return self._history_service().entries(vehicle, newest=newest, since=since, before=before)

    def on_day(self, vehicle: Vehicle, day: date) -> tuple[PracticeOnDay, ...]:
        """Return what held for each optional practice on one local day."""
        return self._history_service().on_day(vehicle, day)

    def told(
        self,
        vehicle: Vehicle,
        *,
        newest: int | None = None,
        since: int = 0,
        before: int | None = None,
    ) -> tuple[list[Event], tuple[Notice, ...]]:
        """Return entries of a car, and the notices that it followed, oldest first."""
        events, followed = self._history_service().told(
            vehicle, newest=newest, since=since, before=before
        )
        return events, tuple(item.notice for item in followed)

    def followed(self, vehicle: Vehicle) -> tuple[Notice, ...]:
        """Return the notices that a car has followed, oldest first; the last is the present."""
        return tuple(item.notice for item in self._history_service().followed(vehicle))

    def strips(self, vehicle: Vehicle) -> Strips:
        """Return when each practice of a car was on."""
        return self._strip_service(vehicle).strips()

    def strips_so_far(self, vehicle: Vehicle) -> StripsSoFar:
        """Read a slice of a car's history; the strips come with its last slice."""
        return self._strip_service(vehicle).read_on()

    def _strip_service(self, vehicle: Vehicle) -> StripService:
        """Return the service that remembers what it has read of the car looked at last."""
        from ownerapp.services.strips import StripService  # noqa: PLC0415 - no start needs it

        opened, service = self._require(), self._strips
        if service is None or not service.is_of(opened, vehicle):
            service = self._strips = StripService(opened, vehicle, self._shelf())
        return service

    def notice_of(self, vehicle: Vehicle) -> Notice:
        """Return the notice that a car follows."""
        return self._choice_service().notice_of(vehicle)

    def check_history(
        self, *, is_wanted: Callable[[], bool] = lambda: True, goes_on: bool = False
    ) -> LogReport:
        """Recompute and check the whole history, and the list of choices made from it.

        See ``log_check.full_check``.

        Args:
            is_wanted: Asked now and then; False stops it.
            goes_on: Compare of the list of choices only what entries speak of that no check
                since the store was opened has seen. The entries are all recomputed in any case.
        """
        from ownerapp.services.projection import repair  # noqa: PLC0415 - no start needs it

        opened = self._require()
        report = full_check(opened.store, opened.ledger, self.around, is_wanted=is_wanted)
        if not report.is_good:
            self._compared = 0
            return report
        if repair(opened, since=self._compared if goes_on else 0):
            report = replace(report, repaired=True)
        self._compared = report.size
        return report

    def accept_break(self, report: LogReport) -> LogReport:
        """Go on from a broken history, visibly, and return the check after it."""
        accept_break(self._require().ledger, report)
        return self.check_history()

    # -------------------------------------------------------------- requests

    @property
    def rights(self) -> RightsDesk:
        """Return what is done with letters, replies and last days."""
        if self._rights is None:
            from ownerapp.presentation.rights_desk import RightsDesk  # noqa: PLC0415 - as above

            self._rights = RightsDesk(self._require(), self._method, self._shelf())
        return self._rights

    # -------------------------------------------------------------- notices, records, and others

    @property
    def notices(self) -> NoticeDesk:
        """Return what is done with notices and with the keys that signed them."""
        from ownerapp.presentation.notice_desk import NoticeDesk  # noqa: PLC0415 - as above

        return NoticeDesk(
            self.around, self._require, library=self._library, trust=self._trust_service
        )

    @property
    def records(self) -> RecordDesk:
        """Return what is done with records: export, check, import."""
        from ownerapp.presentation.record_desk import RecordDesk  # noqa: PLC0415 - as above

        return RecordDesk(
            self.around,
            self._require,
            if_open=self._opened,
            choices=self._choice_service,
            shelf=self._shelf(),
            trust=self._trust_reader(),
            counts=self._record_counts,
        )

    @property
    def signing_keys(self) -> KeyDesk:
        """Return what is done with the keys that sign records."""
        from ownerapp.presentation.key_desk import KeyDesk  # noqa: PLC0415 - as above

        return KeyDesk(self.around, self._require)

    @property
    def backups(self) -> BackupDesk:
        """Return what is done with backups, recovery kits and other computers' histories."""
        from ownerapp.presentation.backup_desk import BackupDesk  # noqa: PLC0415 - as above

        return BackupDesk(self.around, self._require)

    @property
    def authors(self) -> AuthorDesk:
        """Return what those do who write, translate and sign notices."""
        from ownerapp.presentation.author_desk import AuthorDesk  # noqa: PLC0415 - as above

        return AuthorDesk(self.around, self._trust_service)

    @property
    def this_car(self) -> CarDesk:
        """Return what is done with one car besides choices."""
        from ownerapp.presentation.car_desk import CarDesk  # noqa: PLC0415 - as above

        return CarDesk(self._require(), self._method, self._choice_service(), self._shelf())

    # -------------------------------------------------------------- own rules

    @property
    def rules(self) -> OwnRuleService:
        """Return what is done with a person's own rules."""
        from ownerapp.services.own_rules import OwnRuleService  # noqa: PLC0415 - as above

        return OwnRuleService(self._require())

    # -------------------------------------------------------------- erasing

    def plan_erasing_person(self, person: str) -> ErasurePlan:
        """Return what erasing a person, by id or by name, would erase; nothing is done yet."""
        return self._erasure_service().plan_person(person)

    def plan_erasing_car(self, car: str | None) -> ErasurePlan:
        """Return what erasing a car would erase; nothing is done yet."""
        return self._erasure_service().plan_car(car)

    def erase(self, plan: ErasurePlan) -> Erased:
        """Erase what a plan names, for good; see ``ErasureService.erase``."""
        return self._erasure_service().erase(plan)

    # -------------------------------------------------------------- private

    def _require(self) -> OpenedStore:
        if self._opened is None:
            self.open()
        if self._opened is None:  # pragma: no cover - open() either opens or raises
            raise RuntimeError
        return self._opened

    def _choice_service(self) -> ChoiceService:
        if self._choices is None:
            self._choices = ChoiceService(self._require(), self._trust_reader(), self._shelf())
        return self._choices

    def _notice_updates(self) -> NoticeUpdates:
        if self._updates is None:
            from ownerapp.services.notice_updates import NoticeUpdates  # noqa: PLC0415 - as above

            self._updates = NoticeUpdates(self._require(), self._shelf(), self._trust_reader())
        return self._updates

    def _apply_due_notices(self) -> None:
        """Let newer notices apply; a failure never keeps anybody from the choices."""
        try:
            self._notice_updates().apply_due()
        except OwnerAppError:
            # Nothing was written; the next look goes on, and a later act says what is wrong.
            return

    def _history_service(self) -> HistoryService:
        return HistoryService(self._require(), self._shelf())

    def _record_counts(self) -> RecordCounts:
        if self._counts is None:
            from ownerapp.services.record_counts import RecordCounts  # noqa: PLC0415 - as above

            self._counts = RecordCounts(self._require(), self._shelf())
        return self._counts

    def _shelf(self) -> NoticeShelf:
        if self._kept_notices is None:
            self._kept_notices = NoticeShelf(self.around.packs)
        return self._kept_notices

    def _trust_service(self) -> NoticeTrustService:
        return NoticeTrustService(self.around, self._opened, self._trust_reader(), self._shelf())

    def _trust_reader(self) -> TrustReader:
        if self._trust is None:
            self._trust = TrustReader(self.around)
        return self._trust

    def _library(self) -> NoticeLibrary:
        from ownerapp.services.notice_library import NoticeLibrary  # noqa: PLC0415 - as above

        return NoticeLibrary(self.around, self._opened)

    def _erasure_service(self) -> ErasureService:
        from ownerapp.services.erasure import ErasureService  # noqa: PLC0415 - as above

        return ErasureService(self._require())

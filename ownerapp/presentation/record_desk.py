"""What a person does with records: export, look at, check, and join those made elsewhere.

All methods are synchronous and know no thread, as those of the desk itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ownerapp.domain.ids import Language, PracticeId, RecordId
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import ChoiceService
from ownerapp.services.history import HistoryService
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.notice_trust import TrustReader
from ownerapp.services.opening import OpenedStore
from ownerapp.services.vehicles import Vehicles

if TYPE_CHECKING:
    from ownerapp.domain.json_value import JsonObject
    from ownerapp.domain.keys import KnownKey
    from ownerapp.domain.notice import Notice
    from ownerapp.domain.paper import RecordPaper
    from ownerapp.domain.record import Disclosure, RecordContent
    from ownerapp.domain.verdict import Report
    from ownerapp.services.importing import Imported, ImportService, ReadRecord
    from ownerapp.services.ports.kept import ExportEntry, ImportedRecord
    from ownerapp.services.record_counts import RecordCounts
    from ownerapp.services.records import ExportResult, OtherCar, RecordService
    from ownerapp.services.surroundings import Surroundings
    from ownerapp.services.verification import VerificationService


class RecordDesk:
    """What a person does with records: export, look at, check, and join those made elsewhere.

    Args:
        around: The ports.
        opened: Opens the store where that is needed, and returns it.
        if_open: The store where it is open already; whoever checks a file needs none.
        choices: Returns the choices of the cars in the store.
        shelf: The notices that were kept.
        trust: Tells whose word a notice is.
        counts: Returns what counts the practices that were on in each record.
    """

    def __init__(
        self,
        around: Surroundings,
        opened: Callable[[], OpenedStore],
        *,
        if_open: OpenedStore | None,
        choices: Callable[[], ChoiceService],
        shelf: NoticeShelf,
        trust: TrustReader,
        counts: Callable[[], RecordCounts],
    ) -> None:
        self._around = around
        self._opened = opened
        self._if_open = if_open
        self._choices = choices
        self._shelf = shelf
        self._trust = trust
        self._counts = counts

    # -------------------------------------------------------------- exporting

    def exports(self) -> tuple[ExportEntry, ...]:
        """Return all exported records, newest first."""
        return self._record_service().exports()

    def on_counts(self) -> Mapping[RecordId, int]:
        """Return how many of its practices were on when each record was exported."""
        return self._counts().of_all()

    def export(
        self,
        vehicle: Vehicle,
        *,
        folder: str,
        language: Language,
        interface_language: str,
        formats: tuple[str, ...] = ("pdf", "json"),
        disclosure: Disclosure | None = None,
        practices: Sequence[PracticeId] | None = None,
        day: date | None = None,
        every_car: bool = False,
        time_stamp: str | None = None,
        is_wanted: Callable[[], bool] = lambda: True,
        on_paper: Callable[[RecordPaper], None] = lambda _paper: None,
    ) -> ExportResult:
        """Sign and write a record of a car, or one of each car; see ``RecordService.export``.

        Args:
            vehicle: The car; of several, the first.
            folder: Where the files go.
            language: The language of the notice's texts.
            interface_language: The language of all other words.
            formats: What is written.
            disclosure: What identifies the person, as they ticked it.
            practices: What the record is about; None means everything optional.
            day: How the choices stood when this day ended; None means now.
            every_car: Make a record of each other car, too.
            time_stamp: The server that is asked for time stamps; None asks nobody.
            is_wanted: Asked before and after the slow part; a no leaves nothing behind.
            on_paper: Takes the words of each PDF, so that it can be printed as well.
        """
        # Loaded when first needed: whoever checks a file exports nothing.
        from ownerapp.domain.record import Disclosure  # noqa: PLC0415
        from ownerapp.presentation.bundle_guide import bundle_guide  # noqa: PLC0415
        from ownerapp.presentation.history_rows import history_rows  # noqa: PLC0415
        from ownerapp.presentation.record_paper import record_paper  # noqa: PLC0415
        from ownerapp.presentation.voice import practice_titles  # noqa: PLC0415
        from ownerapp.services.records import ExportRequest  # noqa: PLC0415

        request = ExportRequest(
            vehicle=vehicle,
            folder=folder,
            formats=formats,
            language=language,
            disclosure=disclosure or Disclosure(),
            practices=None if practices is None else tuple(practices),
            day=day,
            others=self._other_cars(vehicle, interface_language) if every_car else (),
            time_stamp=time_stamp,
        )
        zone = self._around.clock.zone()
        fingerprints = self._fingerprints()

        def paper(
            content: RecordContent, signed: JsonObject, digest: str, code: str
        ) -> RecordPaper:
            made = record_paper(
                content,
                signed,
                digest,
                code=code,
                fingerprint=fingerprints.get(content.issuer, ""),
                language=interface_language,
                zone=zone,
            )
            on_paper(made)
            return made

        return self._record_service().export(
            request,
            paper=paper,
            history_rows=lambda events: history_rows(
                events,
                {
                    name: title
                    for car in reversed(request.cars())
                    for name, title in practice_titles(
                        self._followed(car.vehicle), car.language
                    ).items()
                },
                zone,
            ),
            guide=lambda folders, checker, stamped: bundle_guide(
                folders, checker, language=interface_language, stamped=stamped
            ),
            is_wanted=is_wanted,
        )

    def preview(
        self,
        vehicle: Vehicle,
        *,
        language: Language,
        interface_language: str,
        disclosure: Disclosure,
        practices: Sequence[PracticeId] | None = None,
        day: date | None = None,
        every_car: bool = False,
    ) -> tuple[RecordPaper, ...]:
        """Return the words of the PDFs that :meth:`export` would write now; nothing is signed."""
        from ownerapp.presentation.record_paper import preview_paper  # noqa: PLC0415 - as above
        from ownerapp.services.records import ExportRequest  # noqa: PLC0415 - as above

        zone = self._around.clock.zone()
        fingerprints = self._fingerprints()
        return self._record_service().preview(
            ExportRequest(
                vehicle=vehicle,
                folder="",
                formats=("pdf",),
                language=language,
                disclosure=disclosure,
                practices=None if practices is None else tuple(practices),
                day=day,
                others=self._other_cars(vehicle, interface_language) if every_car else (),
            ),
            paper=lambda content: preview_paper(
                content,
                fingerprint=fingerprints.get(content.issuer, ""),
                language=interface_language,
                zone=zone,
            ),
        )

    def draw(self, papers: Sequence[RecordPaper]) -> tuple[bytes, ...]:
        """Return the pages of records as pictures (PNG); any thread may ask, they take turns."""
        return tuple(page for paper in papers for page in self._around.paper.draw(paper))

    # -------------------------------------------------------------- checking

    def verify_file(
        self, path: str, *, accepted: Sequence[str] = (), keys: str | None = None
    ) -> Report:
        """Check a file; works with and without an open store.

        See ``VerificationService.verify_file``.
        """
        return self._verification().verify_file(path, accepted=accepted, keys=keys)

    def verify_text(
        self, text: str, *, accepted: Sequence[str] = (), keys: str | None = None
    ) -> Report:
        """Check a text that was typed or pasted; see ``VerificationService.verify_text``."""
        return self._verification().verify_text(text, accepted=accepted, keys=keys)

    def keys_in_file(self, path: str) -> tuple[KnownKey, ...]:
        """Return the keys in an issuer's file of keys; see ``VerificationService.keys_in``."""
        return self._verification().keys_in(path)

    # -------------------------------------------------------------- another computer

    def read(
        self, path: str, *, car: str | None = None, accepted: Sequence[str] = ()
    ) -> tuple[ReadRecord, ...]:
        """Verify a record that was made elsewhere, to import it; see ``ImportService.read``."""
        return self._import_service().read(path, car=car, accepted=accepted)

    def import_records(
        self, records: Sequence[ReadRecord], *, adopt: bool = False
    ) -> tuple[Imported, ...]:
        """Join records to the history; see ``ImportService.keep``."""
        return self._import_service().keep(records, adopt=adopt)

    def imported(self, vehicle: Vehicle | None = None) -> tuple[ImportedRecord, ...]:
        """Return the imported records of a car, or of all, newest first."""
        return self._import_service().all(vehicle)

    # -------------------------------------------------------------- private

    def _fingerprints(self) -> dict[str, str]:
        """Return the fingerprint of each record key of this store, by the name of the issuer."""
        return {key.did: key.fingerprint for key in self._opened().known_keys()}

    def _other_cars(self, vehicle: Vehicle, interface_language: str) -> tuple[OtherCar, ...]:
        from ownerapp.presentation.voice import notice_language  # noqa: PLC0415 - as above
        from ownerapp.services.records import OtherCar  # noqa: PLC0415 - as above

        return tuple(
            OtherCar(
                vehicle=car,
                language=notice_language(self._choices().notice_of(car), interface_language),
            )
            for car in Vehicles(self._opened()).all()
            if car.id != vehicle.id
        )

    def _followed(self, vehicle: Vehicle) -> tuple[Notice, ...]:
        """Return the notices that a car has followed, oldest first; the last is the present."""
        history = HistoryService(self._opened(), self._shelf)
        return tuple(item.notice for item in history.followed(vehicle))

    def _record_service(self) -> RecordService:
        from ownerapp.services.records import RecordService  # noqa: PLC0415 - as above

        return RecordService(self._opened(), self._choices(), self._shelf, self._trust)

    def _verification(self) -> VerificationService:
        from ownerapp.services.verification import VerificationService  # noqa: PLC0415 - as above

        return VerificationService(self._around, self._if_open)

    def _import_service(self) -> ImportService:
        from ownerapp.services.importing import ImportService  # noqa: PLC0415 - as above

        return ImportService(self._opened(), self._trust, self._shelf)

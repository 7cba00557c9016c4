"""Exports: all files or none, bound to one entry, and no name that was not ticked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.errors import (
    DiskFullError,
    FolderReadOnlyError,
    NothingToExportError,
    StoreBusyError,
    TypesetFailedError,
)
from ownerapp.domain.event import Event, Method
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.record import Disclosure
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Check, Outcome, Verdict
from ownerapp.presentation.desk import Desk
from ownerapp.services.choices import ChoiceService
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.other_logs import record_events
from ownerapp.services.ports.signing import LogSealer
from ownerapp.services.ports.store import UnitOfWork
from ownerapp.services.record_counts import RecordCounts
from ownerapp.services.records import ExportRequest, RecordService
from ownerapp.services.verification import VerificationService
from tests.support.desks import (
    CABIN,
    DRIVING,
    ENGLISH,
    NAME,
    OWNER,
    PLATE,
    VIN,
    Place,
    add_car,
    command,
    commit,
    events_of,
    no,
    shipped,
    yes,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where exports go; it is made by the first one."""
    return tmp_path / "exports"


def export(
    place: Place,
    car: Vehicle,
    folder: Path,
    *,
    formats: tuple[str, ...] = ("json",),
    disclosure: Disclosure | None = None,
    **instead: Any,
) -> list[Path]:
    """Export through a desk of its own, as each command does."""
    desk = Desk(lambda: place.around(**instead), data_dir=str(place.data_dir), method=Method.CLI)
    try:
        result = desk.records.export(
            car,
            folder=str(folder),
            language=ENGLISH,
            interface_language="en",
            formats=formats,
            disclosure=disclosure,
        )
    finally:
        desk.close()
    return [Path(path) for path in result.paths]


def pdf_text(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout


class TestWhatIsWritten:
    def test_pdf_and_json_lie_beside_each_other_and_the_pdf_holds_the_same_json(
        self, place: Place, car: Vehicle, folder: Path
    ) -> None:
        json_path, pdf_path = sorted(export(place, car, folder, formats=("pdf", "json")))
        assert (json_path.suffix, pdf_path.suffix) == (".json", ".pdf")
        assert json_path.stem == pdf_path.stem
        assert {path.name for path in folder.iterdir()} == {json_path.name, pdf_path.name}
        attached = subprocess.run(
            ["qpdf", "--show-attachment=consent-receipt.json", str(pdf_path)],
            capture_output=True,
            check=True,
        )
        assert attached.stdout == json_path.read_bytes()

    def test_every_optional_practice_is_in_it_refusals_and_undecided_ones_included(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, folder: Path
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.MONTHS_3), no(DRIVING))
        (path,) = export(place, car, folder)
        (record,) = json.loads(path.read_bytes())["credentialSubject"]["dpv:hasRecordOfActivity"]
        states = {
            process["dct:identifier"]: process["dpv:hasConsentStatus"][-1]["@type"][0]
            for process in record["dpv:hasProcess"]
        }
        assert set(states) == {item.id for item in notice.optional()}
        assert states[CABIN] == "dpv:ConsentGiven"
        assert states[DRIVING] == "dpv:ConsentRefused"
        assert states[PracticeId("calendar")] == "dpv:ConsentRequested"

    def test_the_list_says_how_many_were_on_when_each_record_was_made(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, folder: Path
    ) -> None:
        export(place, car, folder)
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7), yes(notice, DRIVING, Term.YEAR_1))
        export(place, car, folder)
        place.clock.move(days=8)
        export(place, car, folder)
        commit(opened, car, no(DRIVING))
        service = RecordService(opened, ChoiceService(opened))

        counts = RecordCounts(opened, NoticeShelf(opened.around.packs)).of_all()

        assert [counts[entry.record] for entry in service.exports()] == [1, 2, 0]

    def test_the_list_reads_no_history_where_no_record_was_made(
        self, opened: OpenedStore, car: Vehicle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        commit(opened, car, no(CABIN))
        monkeypatch.setattr(
            "ownerapp.services.record_counts.record_events", lambda *_given: pytest.fail("read")
        )
        assert RecordCounts(opened, NoticeShelf(opened.around.packs)).of_all() == {}

    def test_the_list_reads_only_what_came_since_it_was_last_shown(
        self,
        place: Place,
        opened: OpenedStore,
        car: Vehicle,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        notice = shipped().notice
        starts: list[int] = []

        def read(work: UnitOfWork, sealer: LogSealer, *, start: int = 0) -> list[Event]:
            starts.append(start)
            return record_events(work, sealer, start=start)

        monkeypatch.setattr("ownerapp.services.record_counts.record_events", read)
        shelf = NoticeShelf(opened.around.packs)
        counts = RecordCounts(opened, shelf)
        commit(opened, car, yes(notice, CABIN, Term.YEAR_1))
        export(place, car, folder)
        assert list(counts.of_all().values()) == [1]
        assert counts.of_all() == counts.of_all()
        assert starts == [0]
        commit(opened, car, yes(notice, DRIVING, Term.YEAR_1))
        export(place, car, folder)
        assert sorted(counts.of_all().values()) == [1, 2]
        assert len(starts) == 2
        assert starts[1] > 0
        assert counts.of_all() == RecordCounts(opened, shelf).of_all()

    def test_a_second_export_never_writes_over_the_first(
        self, place: Place, car: Vehicle, folder: Path
    ) -> None:
        paths = [export(place, car, folder)[0] for _time in range(3)]
        assert len({path.read_bytes() for path in paths}) == len(set(paths)) == 3

    def test_a_second_car_with_the_same_notice_gets_a_valid_record(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, folder: Path
    ) -> None:
        commit(opened, car, no(CABIN))
        place.clock.move(days=1)
        other = add_car(opened, name="The other")
        commit(opened, other, yes(notice, CABIN, Term.DRIVE))
        (path,) = export(place, other, folder)
        report = VerificationService(opened.around, opened).verify_file(str(path))
        assert report.verdict is Verdict.VALID

    def test_a_history_table_alone_is_no_record_and_writes_no_entry(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        before = len(events_of(opened))
        (path,) = export(place, car, folder, formats=("csv",))
        assert path.suffix == ".csv"
        assert len(events_of(opened)) == before

    def test_without_any_practice_there_is_nothing_to_export(
        self, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        service = RecordService(opened, ChoiceService(opened))
        request = ExportRequest(
            vehicle=car, folder=str(folder), formats=("json",), language=ENGLISH, practices=()
        )
        before = len(events_of(opened))
        with pytest.raises(NothingToExportError):
            service.export(request, paper=_no_paper, history_rows=_no_paper, guide=_no_paper)
        assert len(events_of(opened)) == before
        assert not folder.exists() or not list(folder.iterdir())


def _no_paper(*_arguments: object) -> Any:
    raise AssertionError


class TestItsPlaceInTheLog:
    def test_the_record_names_the_entry_that_binds_exactly_this_file(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        commit(opened, car, no(CABIN))
        (path,) = export(place, car, folder)
        position = json.loads(path.read_bytes())["credentialSubject"]["car:logPosition"]
        event = events_of(opened)[position["car:index"]]
        assert position["car:origin"] == opened.ledger.origin
        assert event.kind == "record.exported"
        assert event.detail["sha256"] == opened.around.sealer.sha256(path.read_bytes())

    def test_another_record_at_this_place_is_not_valid_though_its_signature_holds(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        (path,) = export(place, car, folder)
        document = json.loads(path.read_bytes())
        document.pop("proof")
        document["credentialSubject"]["car:logPosition"]["car:index"] = 0
        moved = opened.around.signer.sign(
            document, key=opened.ledger.key, created=place.clock.now()
        )
        report = VerificationService(opened.around, opened).verify_bytes(
            opened.around.sealer.canonical(moved)
        )
        outcomes = {item.check: item for item in report.checks}
        assert outcomes[Check.SIGNATURE].outcome is Outcome.OK
        assert outcomes[Check.LOG].outcome is Outcome.FAILED
        assert report.verdict is Verdict.NOT_VALID


class TestAllFilesOrNone:
    def assert_nothing(self, opened: OpenedStore, folder: Path, before: int) -> None:
        assert len(events_of(opened)) == before
        assert RecordService(opened, ChoiceService(opened)).exports() == ()
        assert not folder.is_dir() or list(folder.iterdir()) == []

    def test_a_folder_that_cannot_be_made_leaves_nothing(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_bytes(b"")
        before = len(events_of(opened))
        for folder in (tmp_path / "file", tmp_path / "file" / "below"):
            with pytest.raises(FolderReadOnlyError):
                export(place, car, folder)
            self.assert_nothing(opened, folder, before)

    @pytest.mark.skipif(sys.platform != "linux", reason="uses /proc")
    def test_a_folder_that_cannot_be_written_leaves_nothing(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        before = len(events_of(opened))
        folder.mkdir(mode=0o500)
        # Modes do not bind the superuser, under whom some build machines run.
        for refusing in [Path("/proc/self/exports"), *([folder] if os.geteuid() else [])]:
            with pytest.raises(FolderReadOnlyError):
                export(place, car, refusing)
            self.assert_nothing(opened, refusing, before)

    @pytest.mark.parametrize("room", [0, 1])
    def test_a_disk_with_room_for_some_of_them_only_leaves_nothing(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path, room: int
    ) -> None:
        real = place.around().files

        class SmallDisk:
            """Files that fit; after so many the disk is full, as the system tells it."""

            def __getattr__(self, name: str) -> object:
                return getattr(real, name)

            def write_together(self, files: dict[str, bytes], commit: Any) -> None:
                def commit_after(*_arguments: object) -> None:
                    raise DiskFullError(path=str(folder))

                real.write_together(dict(list(files.items())[:room]), commit_after)

        before = len(events_of(opened))
        with pytest.raises(DiskFullError):
            export(place, car, folder, formats=("pdf", "json"), files=SmallDisk())
        self.assert_nothing(opened, folder, before)

    def test_a_character_that_the_paper_cannot_draw_leaves_nothing(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        # A name that was kept before the fonts changed: checked_details lets none in today.
        with opened.store.write() as work:
            work.add_vehicle(replace(car, name="Car \U0001f697"))
            work.commit()
        before = len(events_of(opened))
        with pytest.raises(TypesetFailedError) as caught:
            export(
                place,
                replace(car, name="Car \U0001f697"),
                folder,
                formats=("pdf", "json"),
                disclosure=Disclosure(name=True),
            )
        assert caught.value.codepoint == "U+1F697"
        self.assert_nothing(opened, folder, before)

    def test_another_program_that_keeps_the_lock_leaves_no_file(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        before = len(events_of(opened))
        with place.around().lock.hold(), pytest.raises(StoreBusyError):
            export(place, car, folder)
        self.assert_nothing(opened, folder, before)


class TestWhatIsDisclosed:
    SECRETS = (NAME, OWNER, PLATE, VIN)

    def texts(self, place: Place, car: Vehicle, folder: Path, disclosure: Disclosure) -> list[str]:
        paths = export(place, car, folder, formats=("pdf", "json"), disclosure=disclosure)
        json_path, pdf_path = sorted(paths)
        printed = pdf_text(pdf_path)
        return [json_path.read_text(encoding="utf-8"), printed.replace("\n", " ")]

    @pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
    def test_names_plate_and_vin_are_in_neither_file_unless_they_were_ticked(
        self, place: Place, car: Vehicle, folder: Path
    ) -> None:
        for text in self.texts(place, car, folder, Disclosure()):
            assert not [secret for secret in self.SECRETS if secret in text]
        everything = Disclosure(name=True, plate=True, vin=True)
        for text in self.texts(place, car, folder, everything):
            assert [secret for secret in self.SECRETS if secret in text] == list(self.SECRETS)

    @pytest.mark.parametrize(
        ("ticked", "found"),
        [
            (Disclosure(name=True), {NAME, OWNER}),
            (Disclosure(plate=True), {PLATE}),
            (Disclosure(vin=True), {VIN}),
        ],
        ids=["name", "plate", "vin"],
    )
    def test_each_tick_discloses_what_it_says_and_no_more(
        self, place: Place, car: Vehicle, folder: Path, ticked: Disclosure, found: set[str]
    ) -> None:
        (path,) = export(place, car, folder, disclosure=ticked)
        text = path.read_text(encoding="utf-8")
        assert {secret for secret in self.SECRETS if secret in text} == found


class TestARecordWhoseConsentHasEnded:
    def test_it_stays_valid_and_says_when_it_ended(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, folder: Path
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DRIVE), yes(notice, DRIVING, Term.DAYS_7))
        json_path, pdf_path = sorted(export(place, car, folder, formats=("pdf", "json")))
        said = []
        for days, on, ended in ((0, 2, 0), (2, 1, 1), (8, 0, 2)):
            place.clock.move(days=days)
            code, out, _err = command(place, "verify", str(json_path), "--json")
            facts = json.loads(out)["facts"]
            assert code == 0
            assert (facts["on"], facts["ended"]) == (str(on), str(ended))
            assert ("ended-on" in facts) is (not on)
            for language in ("en", "zh_Hans"):
                code, out, err = command(place, "--lang", language, "verify", str(json_path))
                assert (code, err, out.splitlines()[-1]) == (0, "", "valid")
                said.append(set(out.splitlines()))
        assert command(place, "verify", str(pdf_path))[0] == 0
        for language_number in (0, 1):
            new = said[-2 + language_number] - said[language_number]
            assert any("2026" in line for line in new)

    def test_one_made_after_the_end_tells_the_yes_and_its_end(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, folder: Path
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DRIVE))
        place.clock.move(days=2)
        (path,) = export(place, car, folder)
        assert command(place, "verify", str(path))[0] == 0
        (record,) = json.loads(path.read_bytes())["credentialSubject"]["dpv:hasRecordOfActivity"]
        (process,) = (item for item in record["dpv:hasProcess"] if item["dct:identifier"] == CABIN)
        states = [item["@type"][0] for item in process["dpv:hasConsentStatus"]]
        assert states == ["dpv:ConsentRequested", "dpv:ConsentGiven", "dpv:ConsentExpired"]

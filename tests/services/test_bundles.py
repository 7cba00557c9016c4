"""Bundles: whole or not at all, and every part vouches for the others."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.domain.errors import StoreBusyError
from ownerapp.domain.event import Method
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Check, Outcome, Report, Verdict
from ownerapp.presentation.desk import Desk
from ownerapp.services.bundling import CHECKER, GUIDE, KEYS, NOTICE, PAPER, PROOF, RECEIPT
from ownerapp.services.opening import OpenedStore
from ownerapp.services.verification import VerificationService
from ownerapp.system.clock import SystemClock
from tests.support import golden, golden_bundles
from tests.support.desks import (
    CABIN,
    ENGLISH,
    Place,
    add_car,
    command,
    commit,
    events_of,
    shipped,
    yes,
)

EXPECTED: dict[str, Any] = json.loads(
    (golden_bundles.FOLDER / golden.EXPECTED_NAME).read_text(encoding="utf-8")
)
ONE_RECORD = [GUIDE, RECEIPT, PAPER, PROOF, NOTICE, KEYS, CHECKER]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "exports"


@pytest.fixture
def stranger(tmp_path: Path) -> Place:
    """A computer on which nothing was ever set up."""
    return Place(data_dir=tmp_path / "stranger")


def export(
    place: Place, car: Vehicle, folder: Path, *, every_car: bool = False, **instead: Any
) -> Path:
    """Export a bundle through a desk of its own."""
    desk = Desk(lambda: place.around(**instead), data_dir=str(place.data_dir), method=Method.CLI)
    try:
        result = desk.records.export(
            car,
            folder=str(folder),
            language=ENGLISH,
            interface_language="en",
            formats=("bundle",),
            every_car=every_car,
        )
    finally:
        desk.close()
    (path,) = result.paths
    return Path(path)


def outcomes(report: Report) -> dict[Check, Outcome]:
    return {item.check: item.outcome for item in report.checks}


def not_good(report: Report, outcome: Outcome) -> dict[str, str]:
    return {item.check.value: item.reason for item in report.checks if item.outcome is outcome}


class TestWhatIsInIt:
    def test_it_holds_all_that_proves_the_record_and_nothing_private(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        path = export(place, car, folder)

        with zipfile.ZipFile(path) as bundle:
            assert bundle.namelist() == ONE_RECORD
            files = {name: bundle.read(name) for name in ONE_RECORD}
            times = {item.date_time for item in bundle.infolist()}
        assert times == {(2026, 11, 20, 12, 0, 0)}
        assert [item.name for item in folder.iterdir()] == [path.name]
        assert path.suffix == ".zip"
        assert files[NOTICE] == shipped().pack
        assert files[CHECKER] == opened.around.bundles.checker()
        pdf = opened.around.pdf_reader.read(files[PAPER])
        assert pdf.receipt == files[RECEIPT]
        assert opened.around.sealer.sha256(files[CHECKER]) in files[GUIDE].decode()

    def test_its_proof_is_of_the_entry_that_binds_it_under_the_head_of_that_commit(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        path = export(place, car, folder)

        with zipfile.ZipFile(path) as bundle:
            proof = bundle.read(PROOF).decode()
        with opened.store.read() as work:
            checkpoint = work.events.latest_checkpoint()
            (stored,) = [*work.events.read(len(events_of(opened)) - 1)]
        assert checkpoint is not None
        assert proof.endswith(f"\n\n{checkpoint.note}")
        assert f"\nindex {stored.seq}\n" in proof
        assert proof.splitlines()[1].startswith("extra ")

    def test_of_several_cars_each_has_a_folder_and_all_have_one_head(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        place.clock.move(hours=1)
        other = add_car(opened, name="The other")
        commit(opened, other, yes(shipped().notice, CABIN, Term.DAYS_7))
        path = export(place, car, folder, every_car=True)

        with zipfile.ZipFile(path) as bundle:
            names = bundle.namelist()
            proofs = [bundle.read(name).decode() for name in names if name.endswith(PROOF)]
        folders = {name.partition("/")[0] for name in names if "/" in name}
        assert len(folders) == len(proofs) == 2
        assert {proof.partition("\n\n")[2] for proof in proofs} == {proofs[0].partition("\n\n")[2]}
        assert {name for name in names if "/" not in name} == {GUIDE, KEYS, CHECKER}
        last = [event.kind for event in events_of(opened)][-2:]
        assert last == ["record.exported", "record.exported"]
        report = VerificationService(opened.around, opened).verify_file(str(path))
        assert report.verdict is Verdict.VALID
        assert report.facts["records"] == "2"

    def test_a_save_that_fails_leaves_neither_a_bundle_nor_an_entry(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        before = len(events_of(opened))
        with place.around().lock.hold(), pytest.raises(StoreBusyError):
            export(place, car, folder)
        assert len(events_of(opened)) == before
        assert not folder.is_dir() or not [*folder.iterdir()]


class TestHowItIsJudged:
    def test_by_its_own_computer_it_is_valid_with_every_part(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path
    ) -> None:
        path = export(place, car, folder)
        report = VerificationService(opened.around, opened).verify_file(str(path))
        assert report.verdict is Verdict.VALID
        for check in (
            Check.BUNDLE,
            Check.KEY_HISTORY,
            Check.LOG_PROOF,
            Check.NOTICE,
            Check.PDF_SAME_JSON,
            Check.PDF_SEAL_KEY,
            Check.LOG,
        ):
            assert outcomes(report)[check] is Outcome.OK

    def test_a_stranger_cannot_tell_until_the_key_is_accepted(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path, stranger: Place
    ) -> None:
        path = export(place, car, folder)
        fingerprint = opened.known_keys()[-1].fingerprint
        for words, verdict, code in (
            ((), "cannot tell", 1),
            (("--key", fingerprint), "valid", 0),
        ):
            said = command(stranger, "verify", str(path), *words)
            assert (said[0], said[1].splitlines()[-1]) == (code, verdict)

    def test_after_a_change_of_the_key_the_first_key_still_vouches(
        self, place: Place, opened: OpenedStore, car: Vehicle, folder: Path, stranger: Place
    ) -> None:
        first = opened.known_keys()[-1].fingerprint
        desk = place.desk()
        desk.signing_keys.rotate()
        desk.close()
        place.clock.move(hours=1)
        stranger.clock.move(hours=2)
        path = export(place, car, folder)
        said = command(stranger, "verify", str(path), "--key", first)
        assert said[1].splitlines()[-1] == "valid"
        assert (
            "The fingerprint matches: the history of keys in the zip file ties the key that signed "
            "it to the one you gave."
        ) in said[1].splitlines()

    @pytest.mark.parametrize("is_several", [False, True], ids=["one record", "two records"])
    @pytest.mark.parametrize("is_right", [True, False], ids=["its key", "another key"])
    def test_the_key_that_was_given_is_compared_as_with_a_single_file(
        self,
        place: Place,
        opened: OpenedStore,
        car: Vehicle,
        folder: Path,
        stranger: Place,
        *,
        is_several: bool,
        is_right: bool,
    ) -> None:
        place.clock.move(hours=1)
        commit(opened, add_car(opened, name="The other"), yes(shipped().notice, CABIN, Term.DAYS_7))
        path = export(place, car, folder, every_car=is_several)
        signer = opened.known_keys()[-1].fingerprint
        key = signer if is_right else "0" * 32
        stranger.clock.move(hours=2)
        code, out, _err = command(stranger, "verify", str(path), "--key", key)
        json_code, value, _err = command(stranger, "verify", str(path), "--key", key, "--json")

        (given,) = json.loads(value)["given"]
        assert code == json_code == (0 if is_right else 1)
        assert given["matches"] == ("yes" if is_right else "no")
        assert given["text"] in out.splitlines()
        assert ("2 of 2 records" in given["text"]) == is_several
        assert (signer in given["text"]) == (not is_right)
        assert out.splitlines()[-1] == ("valid" if is_right else "cannot tell")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VerificationService]:
    """The verifier on a computer without a store, by the clock of today."""
    place = Place(data_dir=tmp_path_factory.mktemp("verifier") / "data")
    worker = PdfWorker()
    yield VerificationService(place.around(pdf_reader=worker, clock=SystemClock()))
    worker.close()


@pytest.mark.parametrize("given", golden_bundles.INPUTS)
@pytest.mark.parametrize("item", EXPECTED["bundles"], ids=lambda item: item["file"])
def test_the_golden_bundles_get_the_verdict_that_stands_beside_them(
    item: dict[str, Any], given: str, service: VerificationService
) -> None:
    data = (golden_bundles.FOLDER / item["file"]).read_bytes()
    key = EXPECTED["keys"].get(given)
    report = service.verify_bytes(data, accepted=[key] if key else [])
    said = {
        "verdict": report.verdict.value,
        "failed": not_good(report, Outcome.FAILED),
        "unknown": not_good(report, Outcome.UNKNOWN),
    }
    assert said == item["results"][given]


def test_the_golden_bundles_are_what_the_generator_makes(service: VerificationService) -> None:
    made = [*golden_bundles.golden_bundles()]
    kept = {path.name for path in golden_bundles.FOLDER.iterdir()}
    assert kept == {item.name for item in made} | {golden.EXPECTED_NAME}
    assert golden_bundles.expected_text(made) == (
        golden_bundles.FOLDER / golden.EXPECTED_NAME
    ).read_text(encoding="utf-8")
    for item in made:
        # How tightly they are packed may differ from one library to the next.
        again = service.verify_bytes(item.data)
        assert again == service.verify_bytes((golden_bundles.FOLDER / item.name).read_bytes())

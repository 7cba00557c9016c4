"""A record, its PDF, its code and a picture of it: one verdict for the same key."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ownerapp.domain.event import Method
from ownerapp.domain.ids import Sha256Hex
from ownerapp.domain.record_code import RecordCode
from ownerapp.domain.verdict import Check, Outcome, Report, Verdict
from ownerapp.presentation.desk import Desk
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.checking import PictureCodes
from ownerapp.services.verification import VerificationService
from ownerapp.signing.cose_receipt import read_envelope, read_payload, unpack
from tests.support import codes
from tests.support.desks import ENGLISH, Place, add_car

PAGE_DPI = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("codes")


@pytest.fixture(scope="module")
def place(folder: Path) -> Iterator[Place]:
    """Return one data folder for all tests here: they read more than they write."""
    made = Place(data_dir=folder / "data")
    yield made
    made.close()


@pytest.fixture(scope="module")
def opened(place: Place) -> Iterator[OpenedStore]:
    made = place.open()
    yield made
    made.around.paper.close()


@pytest.fixture(scope="module")
def exported(place: Place, opened: OpenedStore, folder: Path) -> dict[str, Path]:
    """Return the files of one record: JSON, PDF, a picture of the first page, and its code."""
    car = add_car(opened)
    desk = place.desk(Method.DESKTOP)
    try:
        result = desk.records.export(
            car, folder=str(folder / "out"), language=ENGLISH, interface_language="en"
        )
    finally:
        desk.close()
    files = {Path(path).suffix: Path(path) for path in result.paths}
    subprocess.run(
        ["pdftoppm", "-r", str(PAGE_DPI), "-l", "1", "-singlefile", "-png", str(files[".pdf"]),
         str(folder / "page")],
        check=True,
        capture_output=True,
    )  # fmt: skip
    files[".png"] = folder / "page.png"
    scanned = subprocess.run(
        ["zbarimg", "-q", "--raw", str(files[".png"])], check=True, capture_output=True
    )
    files[".txt"] = folder / "code.txt"
    files[".txt"].write_bytes(scanned.stdout)
    return files


@pytest.fixture(scope="module")
def service(opened: OpenedStore) -> VerificationService:
    return VerificationService(opened.around, opened)


@pytest.fixture(scope="module")
def stranger(folder: Path) -> Iterator[VerificationService]:
    """Return the check on a computer that knows nobody."""
    place = Place(data_dir=folder / "elsewhere")
    around = place.around()
    yield VerificationService(around)
    around.paper.close()


def text_in(path: Path) -> str:
    return path.read_bytes().decode("ascii").removesuffix("\n")


def code_in(path: Path) -> RecordCode:
    return read_payload(read_envelope(unpack(text_in(path))).payload)


def outcome(report: Report, check: Check) -> tuple[Outcome, str]:
    (found,) = [item for item in report.checks if item.check is check]
    return found.outcome, found.reason


def test_all_four_are_valid_here_and_name_the_same_entry_of_the_history(
    exported: dict[str, Path], service: VerificationService
) -> None:
    reports = {kind: service.verify_file(str(path)) for kind, path in exported.items()}

    assert {kind: report.verdict for kind, report in reports.items()} == dict.fromkeys(
        (".json", ".pdf", ".png", ".txt"), Verdict.VALID
    )
    for fact in ("record-id", "sha256", "issuer", "fingerprint", "created", "log-index"):
        assert len({report.facts[fact] for report in reports.values()}) == 1, fact
    for report in reports.values():
        assert outcome(report, Check.LOG) == (Outcome.OK, "")
    assert [reports[kind].facts["kind"] for kind in (".json", ".pdf", ".png", ".txt")] == [
        "json", "pdf", "code", "code",
    ]  # fmt: skip


def test_a_stranger_cannot_tell_until_the_key_is_given(
    exported: dict[str, Path], service: VerificationService, stranger: VerificationService
) -> None:
    fingerprint = service.verify_file(str(exported[".json"])).facts["fingerprint"]
    for path in exported.values():
        assert stranger.verify_file(str(path)).verdict is Verdict.CANNOT_TELL
        given = stranger.verify_file(str(path), accepted=(fingerprint,))
        assert given.verdict is Verdict.VALID
        assert Check.LOG not in {item.check for item in given.checks}


def test_the_digest_in_the_code_is_that_of_the_file(
    exported: dict[str, Path], opened: OpenedStore
) -> None:
    data = exported[".json"].read_bytes()
    process = json.loads(data)["credentialSubject"]["dpv:hasRecordOfActivity"][0]["dpv:hasProcess"]
    code = code_in(exported[".txt"])

    assert code.record_sha256 == opened.around.sealer.sha256(data)
    assert [state.value for state in code.states] == [item["car:status"] for item in process]


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("", "\n"), ("\n ", "\r\n\r\n"), ("\ufeff", "\n"), ("\t", "\t\n")],
)
def test_a_pasted_code_may_have_breaks_around_it(
    exported: dict[str, Path], service: VerificationService, before: str, after: str
) -> None:
    text = text_in(exported[".txt"])

    assert service.verify_text(before + text + after).verdict is Verdict.VALID


def test_a_whole_record_may_be_pasted_too(
    exported: dict[str, Path], service: VerificationService
) -> None:
    text = exported[".json"].read_text(encoding="utf-8")

    assert service.verify_text(text).verdict is Verdict.VALID
    assert service.verify_text(text.replace("dpv:", "dpx:", 1)).verdict is Verdict.NOT_VALID


@pytest.mark.parametrize("text", ["", "hello", "VC1:", "VC1:\u00e9", "\udc80", "VC1:\udc80", "{}"])
def test_what_is_no_code_and_no_record_is_not_valid(
    service: VerificationService, text: str
) -> None:
    assert service.verify_text(text).verdict is Verdict.NOT_VALID


def test_a_code_that_claims_the_place_of_another_record_is_not_valid_though_it_is_signed(
    exported: dict[str, Path], service: VerificationService, opened: OpenedStore
) -> None:
    code = code_in(exported[".txt"])
    forged = {
        "other-record": replace(code, record_sha256=Sha256Hex("ab" * 32)),
        "no-entry": replace(code, index=10_000),
    }
    for why, changed in forged.items():
        text = opened.around.signer.code(changed, key=opened.ledger.key)
        report = service.verify_text(text)

        assert outcome(report, Check.SIGNATURE) == (Outcome.OK, "")
        assert outcome(report, Check.LOG) == (Outcome.FAILED, why)
        assert report.verdict is Verdict.NOT_VALID


def test_a_foreign_code_is_not_looked_for_in_our_history(service: VerificationService) -> None:
    report = service.verify_text(codes.code_text())

    assert report.verdict is Verdict.CANNOT_TELL
    assert Check.LOG not in {item.check for item in report.checks}


def test_another_record_of_ours_is_valid_and_names_another_record(
    exported: dict[str, Path], place: Place, opened: OpenedStore, service: VerificationService,
    tmp_path: Path,
) -> None:  # fmt: skip
    other = add_car(opened, name="The other")
    desk = Desk(place.around, data_dir=str(place.data_dir), method=Method.CLI)
    try:
        desk.records.export(
            other, folder=str(tmp_path / "two"), language=ENGLISH, interface_language="en",
            formats=("json",),
        )  # fmt: skip
    finally:
        desk.close()
    (second,) = (tmp_path / "two").iterdir()
    first, theirs = service.verify_file(str(exported[".txt"])), service.verify_file(str(second))

    assert first.verdict is theirs.verdict is Verdict.VALID
    assert first.facts["record-id"] != theirs.facts["record-id"]
    assert first.facts["sha256"] != theirs.facts["sha256"]


class _Found:
    """The ``PictureReader`` port with an answer of the test's."""

    def __init__(self, found: PictureCodes) -> None:
        self._found = found

    def codes(self, data: bytes) -> PictureCodes:
        return self._found


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (PictureCodes(), "no-code"),
        (PictureCodes(texts=("VC1:A", "VC1:B")), "several-codes"),
        (PictureCodes(reason="too-large"), "too-large"),
        (PictureCodes(reason="unreadable"), "unreadable"),
        (PictureCodes(reason="reader-failed"), "reader-failed"),
    ],
)
@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"])
def test_a_picture_without_one_readable_code_proves_nothing(
    opened: OpenedStore, found: PictureCodes, reason: str, start: bytes
) -> None:
    around = replace(opened.around, pictures=_Found(found))
    report = VerificationService(around, opened).verify_bytes(start)

    assert report.verdict is Verdict.CANNOT_TELL
    assert outcome(report, Check.READABLE) == (Outcome.UNKNOWN, reason)
    assert report.facts == {"kind": "picture"}


def test_the_receipt_id_in_the_code_is_the_records(
    exported: dict[str, Path], opened: OpenedStore
) -> None:
    with opened.store.read() as work:
        known = {entry.record for entry in work.exports()}

    assert code_in(exported[".txt"]).receipt_id in known

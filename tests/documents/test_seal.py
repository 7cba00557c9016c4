"""The sealed file as common tools see it."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.documents.sealing import seal
from ownerapp.documents.typesetting import Typesetter
from ownerapp.domain.errors import TypesetFailedError
from ownerapp.domain.keys import SigningKey
from ownerapp.resources import resource_path
from tests.support import papers

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def pdfsig(path: Path) -> str:
    # Its exit code is 0 for a broken seal too: only the text tells.
    run = subprocess.run(["pdfsig", str(path)], check=False, capture_output=True, text=True)
    return run.stdout


def is_good(report: str) -> bool:
    return "Signature is Valid" in report and bool(
        re.search(r"^\s*-\s+Total document signed$", report, re.MULTILINE)
    )


def written(folder: Path, data: bytes) -> Path:
    path = folder / "record.pdf"
    path.write_bytes(data)
    return path


def test_pdfsig_calls_it_valid_and_wholly_signed(sealed: bytes, tmp_path: Path) -> None:
    report = pdfsig(written(tmp_path, sealed))
    assert is_good(report)
    assert "Signature Field Name: ConsentApp" in report
    assert "Signature Type: ETSI.CAdES.detached" in report
    assert "Signing Hash Algorithm: SHA-256" in report
    assert report.count("Signature #") == 1


def test_pdfsig_notices_a_changed_byte_and_appended_bytes(sealed: bytes, tmp_path: Path) -> None:
    changed = bytearray(sealed)
    changed[len(sealed) // 2] ^= 1
    assert not is_good(pdfsig(written(tmp_path, bytes(changed))))
    assert not is_good(pdfsig(written(tmp_path, sealed + b"\n% more\n")))


def test_qpdf_finds_no_fault_and_gives_the_record_back(sealed: bytes, tmp_path: Path) -> None:
    path = written(tmp_path, sealed)
    check = subprocess.run(
        ["qpdf", "--check", str(path)], check=True, capture_output=True, text=True
    )
    assert "No syntax or stream encoding errors found" in check.stdout
    assert check.stderr == ""
    shown = subprocess.run(
        ["qpdf", "--show-attachment=consent-receipt.json", str(path)],
        check=True,
        capture_output=True,
    )
    assert shown.stdout == papers.RECEIPT


def test_the_typeset_file_is_an_exact_prefix_of_the_sealed_one(
    sealed: bytes, typesetter: Typesetter
) -> None:
    plain = typesetter.typeset(paper_json(papers.english()), papers.RECEIPT)
    assert sealed.startswith(plain)
    assert len(sealed) < len(plain) + 12_000


def test_the_seal_states_the_records_time_in_utc(sealed: bytes) -> None:
    assert b"(D:20261120120000Z)" in sealed.replace(b"+00'00'", b"Z")


@pytest.mark.parametrize("defect", ["key", "certificate", "pdf"])
def test_what_cannot_be_used_for_sealing_is_our_error_without_a_cause(
    defect: str, typesetter: Typesetter, key: SigningKey
) -> None:
    plain = typesetter.typeset(paper_json(papers.english()), papers.RECEIPT)
    with pytest.raises(TypesetFailedError) as caught:
        seal(
            b"%PDF-1.7 nothing" if defect == "pdf" else plain,
            private_pkcs8=b"secret" if defect == "key" else key.private,
            certificate=b"0\0" if defect == "certificate" else key.certificate,
            at=AT,
        )
    assert caught.value.reason == "worker"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_the_private_key_is_nowhere_in_the_file(sealed: bytes, key: SigningKey) -> None:
    assert key.private not in sealed
    assert key.private.hex().encode() not in sealed.lower()
    assert key.certificate.hex().encode() in sealed.lower()


def test_two_records_by_one_worker_are_sealed_apart(worker: PdfWorker, key: SigningKey) -> None:
    first = worker.make(papers.chinese(), b"{}", seal=key)
    second = worker.make(papers.arabic(), b"[]", seal=papers.document_key())
    assert worker.read(first).receipt == b"{}"
    assert worker.read(second).receipt == b"[]"
    assert worker.read(first).certificate_sha256 != worker.read(second).certificate_sha256


def test_the_fonts_and_the_template_are_shipped() -> None:
    assert resource_path("templates", "record.typ").is_file()
    assert list(resource_path("fonts").glob("NotoSans-*.ttf"))

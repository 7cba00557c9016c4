"""A seal with a time stamp (PAdES B-T) as other programs see it, and what breaks it."""

# pyHanko's own value types carry no annotations.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import cms, x509
from asn1crypto import pem as armour
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.pdf_reading import read_pdf
from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.documents.sealing import seal, with_token
from ownerapp.documents.typesetting import Typesetter
from ownerapp.domain.errors import TimeStampFailedError, TypesetFailedError
from ownerapp.domain.keys import SigningKey
from ownerapp.domain.time_stamp import TOKEN_LIMIT_BYTES
from ownerapp.domain.verdict import Check, Outcome
from ownerapp.signing.time_stamp import Rfc3161TimeStamps
from tests.documents.test_pdf_reading import is_all_good, said
from tests.documents.test_seal import AT, is_good, pdfsig, written
from tests.support import papers
from tests.support.time_stamps import Authority, new_authority


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def stamps(authority: Authority) -> Rfc3161TimeStamps:
    return Rfc3161TimeStamps(lambda _server, query: authority.answer(query))


@pytest.fixture(scope="module")
def stamped(worker: PdfWorker, key: SigningKey, stamps: Rfc3161TimeStamps) -> bytes:
    return worker.make(
        papers.english(),
        papers.RECEIPT,
        seal=key,
        stamp=lambda signature: stamps.ask("http://stamps.example", signature).token,
    )


def test_pdfsig_calls_it_valid_and_wholly_signed(stamped: bytes, tmp_path: Path) -> None:
    report = pdfsig(written(tmp_path, stamped))
    assert is_good(report)
    assert report.count("Signature #") == 1
    check = subprocess.run(
        ["qpdf", "--check", str(tmp_path / "record.pdf")],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "No syntax or stream encoding errors found" in check.stdout


def test_another_reader_finds_the_time_stamp_and_trusts_its_root(
    stamped: bytes, key: SigningKey, authority: Authority, stamps: Rfc3161TimeStamps
) -> None:
    root = x509.Certificate.load(armour.unarmor(authority.root_path.read_bytes())[2])
    own = x509.Certificate.load(key.certificate)
    (signature,) = PdfFileReader(BytesIO(stamped)).embedded_signatures
    status = validate_pdf_signature(
        signature,
        ValidationContext(trust_roots=[own], allow_fetching=False),
        ValidationContext(trust_roots=[root], allow_fetching=False),
    )
    assert status.intact
    assert status.valid
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.trusted
    facts = read_pdf(stamped)
    assert facts.stamp is not None
    checked = stamps.check(facts.stamp.token, facts.stamp.signature)
    assert checked.at == status.timestamp_validity.timestamp.replace(microsecond=0)


def test_the_reader_hands_the_stamp_on_and_finds_nothing_else_wrong(
    worker: PdfWorker, stamped: bytes
) -> None:
    facts = worker.read(stamped)
    assert is_all_good(facts)
    assert facts.receipt == papers.RECEIPT
    assert facts.stamp is not None
    assert facts == read_pdf(stamped)


def test_a_seal_without_a_stamp_has_none(sealed: bytes) -> None:
    assert read_pdf(sealed).stamp is None
    assert b"/Reason" not in sealed


def test_a_seal_that_lost_its_stamp_says_that_one_is_missing(
    typesetter: Typesetter, key: SigningKey, stamps: Rfc3161TimeStamps
) -> None:
    plain = typesetter.typeset(paper_json(papers.english()), b"{}")
    bare = seal(plain, private_pkcs8=key.private, certificate=key.certificate, at=AT, stamped=True)
    facts = read_pdf(bare)
    assert facts.stamp is not None
    assert facts.stamp.token == b""
    result = stamps.check(facts.stamp.token, facts.stamp.signature).result
    assert (result.outcome, result.reason) == (Outcome.FAILED, "missing")


def test_a_stamp_in_a_seal_that_states_none_breaks_the_seal(
    sealed: bytes, stamped: bytes, stamps: Rfc3161TimeStamps
) -> None:
    facts = read_pdf(stamped)
    assert facts.stamp is not None
    start = sealed.rindex(b"/Contents <") + len(b"/Contents <")
    end = sealed.index(b">", start)
    container = cms.ContentInfo.load(bytes.fromhex(sealed[start:end].decode()))
    attribute = {"type": "signature_time_stamp_token"}
    small = cms.ContentInfo({"content_type": "data", "content": b"a stamp"})
    container["content"]["signer_infos"][0]["unsigned_attrs"] = [
        cms.CMSAttribute({**attribute, "values": [small]})
    ]
    digits = container.dump(force=True).hex().upper().encode()
    assert len(digits) <= end - start
    changed = sealed[:start] + digits.ljust(end - start, b"0") + sealed[end:]
    found = read_pdf(changed)
    assert said(found)[Check.PDF_SEAL] == (Outcome.FAILED, "container")
    assert found.stamp is None


def test_no_byte_of_the_container_can_change(stamped: bytes, stamps: Rfc3161TimeStamps) -> None:
    start = stamped.rindex(b"/Contents <") + len(b"/Contents <")
    used = len(stamped[start : stamped.index(b">", start)].rstrip(b"0"))
    for at in (*range(0, used, 61), used + 10, stamped.index(b">", start) - 1):
        changed = bytearray(stamped)
        changed[start + at if at < used + 20 else at] ^= 1
        facts = read_pdf(bytes(changed))
        is_stamp_good = facts.stamp is not None and (
            stamps.check(facts.stamp.token, facts.stamp.signature).result.outcome is Outcome.OK
        )
        assert not (is_all_good(facts) and is_stamp_good), at


def test_a_token_without_room_is_refused(stamped: bytes) -> None:
    large = cms.ContentInfo({"content_type": "data", "content": b"x" * 2 * TOKEN_LIMIT_BYTES})
    with pytest.raises(TypesetFailedError):
        with_token(stamped, large.dump())


def test_when_no_stamp_comes_there_is_no_pdf_and_the_worker_goes_on(
    worker: PdfWorker, key: SigningKey
) -> None:
    def down(_signature: bytes) -> bytes:
        raise TimeStampFailedError(server="http://stamps.example", reason="no-connection")

    with pytest.raises(TimeStampFailedError):
        worker.make(papers.english(), b"{}", seal=key, stamp=down)
    assert is_all_good(worker.read(worker.make(papers.english(), b"{}", seal=key)))

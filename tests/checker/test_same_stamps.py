"""Page and program judge the time stamp of a PDF's seal alike."""

from __future__ import annotations

import random

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.documents.sealing import with_token
from ownerapp.domain.verdict import Check
from ownerapp.services.verification import VerificationService
from ownerapp.signing.time_stamp import Rfc3161TimeStamps
from tests.support import papers
from tests.support.checker_page import CheckerPage, answers, assert_alike
from tests.support.printers import kept_printer
from tests.support.record_changes import KEY, VALID, flipped
from tests.support.time_stamps import NAME, Authority, new_authority

STAMP = Check.PDF_STAMP.value


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def worker() -> PdfWorker:
    return kept_printer()


def stamped(worker: PdfWorker, authority: Authority) -> bytes:
    stamps = Rfc3161TimeStamps(lambda _server, query: authority.answer(query))
    return worker.make(
        papers.english(),
        VALID,
        seal=papers.document_key(),
        stamp=lambda signature: stamps.ask("http://stamps.example", signature).token,
    )


@pytest.fixture(scope="module")
def pdf(worker: PdfWorker, authority: Authority) -> bytes:
    return stamped(worker, authority)


def token_of(pdf: bytes, worker: PdfWorker) -> bytes:
    stamp = worker.read(pdf).stamp
    assert stamp is not None
    return stamp.token


def test_a_stamped_pdf_is_valid_with_the_same_time_and_name(
    page: CheckerPage, service: VerificationService, pdf: bytes
) -> None:
    (answer,) = assert_alike(page, service, [(pdf, KEY)])
    assert answer.verdict == "valid"
    assert (STAMP, "ok", "") in answer.checks
    assert answer.facts["stamp-authority"] == NAME
    assert page.text("result").count(NAME) == 1
    assert "was not checked against anyone's list" in page.text("result")


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_each_kind_of_key_and_hash_is_judged_alike(
    page: CheckerPage,
    service: VerificationService,
    worker: PdfWorker,
    tmp_path_factory: pytest.TempPathFactory,
    digest: str,
) -> None:
    items = []
    for key in (
        rsa.generate_private_key(public_exponent=65537, key_size=3072),
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP384R1()),
    ):
        folder = tmp_path_factory.mktemp("other")
        named_by = "sha1" if digest == "sha256" else digest
        other = new_authority(folder, key=key, digest=digest, named_by=named_by, name="Zürich 时")
        items.append((stamped(worker, other), KEY))
    for answer in assert_alike(page, service, items):
        assert answer.verdict == "valid"
        assert answer.facts["stamp-authority"] == "Zürich 时"


def changed_token(token: bytes) -> bytes:
    """Return a token whose stated time is another one."""
    at = token.index(b"\x18\x0f2") + 4
    return token[:at] + bytes((token[at] ^ 1,)) + token[at + 1 :]


def with_certificate_twice(token: bytes) -> bytes:
    message = cms.ContentInfo.load(token)
    certificates = message["content"]["certificates"]
    certificates.append(certificates[0])
    return bytes(message.dump(force=True))


def test_a_missing_foreign_or_tampered_stamp_is_not_valid_in_both(
    page: CheckerPage,
    service: VerificationService,
    worker: PdfWorker,
    authority: Authority,
    pdf: bytes,
) -> None:
    token = token_of(pdf, worker)
    foreign = token_of(stamped(worker, authority), worker)
    items = {
        "missing": b"",
        "other-bytes": foreign,
        "digest": changed_token(token),
        "form": with_certificate_twice(token),
    }
    found = assert_alike(page, service, [(put_in(pdf, item), KEY) for item in items.values()])
    for reason, answer in zip(items, found, strict=True):
        assert answer.verdict == "not valid"
        assert answer.outcomes("failed") == {STAMP: reason}
        assert "stamp-time" not in answer.facts


def put_in(pdf: bytes, token: bytes) -> bytes:
    """Return the PDF with other bytes, or none, in the place of its token."""
    if token:
        return with_token(pdf, token)
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", start)
    container = cms.ContentInfo.load(bytes.fromhex(pdf[start:end].decode()))
    del container["content"]["signer_infos"][0]["unsigned_attrs"]
    bare: bytes = container.dump(force=True).hex().upper().encode()
    return pdf[:start] + bare.ljust(end - start, b"0") + pdf[end:]


def test_any_changed_byte_of_the_container_is_not_valid_in_both(
    page: CheckerPage, service: VerificationService, pdf: bytes, chance: random.Random
) -> None:
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    used = len(pdf[start : pdf.index(b">", start)].rstrip(b"0"))
    places = [start + chance.randrange(used) for _ in range(40)]
    items = [(flipped(pdf, at, 0), KEY) for at in places]
    items += [(flipped(pdf, start + used + 40, 0), KEY), (pdf + b"\n", KEY)]
    for answer in (*answers(service, items), *page.answers(items)):
        assert answer.verdict == "not valid"

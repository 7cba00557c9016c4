"""The golden pages: sealed certificates of a hand-over, which carry no record.

They stand among the golden receipts and are written with them. The document key is fixed, as the
history of the owner's keys names its certificate; it is public and belongs to nobody.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64decode
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.domain.handover import HandoverFacts, Occasion, Told, VinProof, tasks, vin_message
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.keys import KeyKind, SigningKey
from ownerapp.domain.notice import Notice
from ownerapp.domain.small_paper import CertificatePaper
from ownerapp.presentation.handover_certificate import certificate
from ownerapp.signing.adapters import C2spLogSealer
from tests.support import records

CERTIFICATE = b64decode(
    "MIIBOjCB4aADAgECAgFOMAoGCCqGSM49BAMCMCcxJTAjBgNVBAMMHG93bmVyYXBwIGdvbGRlbiBkb2N1bWVudCBrZXkw"
    "HhcNMjUxMTAxMDAwMDAwWhcNMzUxMTAxMDAwMDAwWjAnMSUwIwYDVQQDDBxvd25lcmFwcCBnb2xkZW4gZG9jdW1lbnQg"
    "a2V5MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEUVw9brnjlrkE0/7Kf1T9zQzB6Ze/N13KUVrQpsO0A19FNr46UPMY"
    "+/mlR1kCoiFQK+8NV+CMU7LMClbxfZ+TVDAKBggqhkjOPQQDAgNIADBFAiEAgo0wkCuiiPzWE1+HkWPR0gBzU30exsmu"
    "HE270yxS1FkCIEn/GHMUiYHDoUc3JRwHs4SwpHNZfU0L/MOiGqeaLYXP"
)
"""Of the owner's first document key, DER."""
VIN = "LSVAA4182E2123456"
"""Made up."""
SALT = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
_SCALAR = int.from_bytes(bytes(range(1, 33)), "big")
_FROM = datetime(2025, 11, 1, tzinfo=UTC)


def document_key() -> SigningKey:
    """Return the owner's first document key."""
    key = ec.derive_private_key(_SCALAR, ec.SECP256R1())
    return SigningKey(
        kind=KeyKind.DOCUMENT,
        private=key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        public=key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint),
        certificate=CERTIFICATE,
        valid_from=_FROM,
    )


def certificate_paper(notice: Notice, at: datetime) -> CertificatePaper:
    """Return the certificate of a car that was sold."""
    todo = tasks(notice, Occasion.SOLD)
    facts = HandoverFacts(
        occasion=Occasion.SOLD,
        at=at,
        notice=notice,
        tasks=todo,
        told={todo[0].key: Told.DONE},
        closed=(PracticeId("charging-records"),),
        proof=VinProof(salt=SALT, sha256=C2spLogSealer().sha256(vin_message(VIN, SALT))),
    )
    return certificate(facts, language="en", zone=ZoneInfo(records.ZONE))


def sealed_page(
    worker: PdfWorker, notice: Notice, at: datetime, key: SigningKey | None = None
) -> bytes:
    """Return the certificate's PDF, sealed with the owner's first document key or another one."""
    return worker.make_small(certificate_paper(notice, at), seal=key or document_key())


def with_a_changed_bit(pdf: bytes) -> bytes:
    """Return a PDF in which one bit of the page's content is another one; it can still be read."""
    for found in re.finditer(rb"stream\r?\n", pdf):
        try:
            content = zlib.decompressobj().decompress(pdf[found.end() :])
        except zlib.error:
            continue
        if b" Tf" in content:
            at = pdf.index(b"endstream", found.end()) - 8
            return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
    raise AssertionError("the page has no content")

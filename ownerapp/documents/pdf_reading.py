"""Reads an untrusted PDF: the attached record, and what its seal proves.

Rules:

1. Bounded before any work: size, decoded streams, counts, depth.
2. The seal is one PAdES signature by ``/ConsentApp``: ECDSA P-256 with SHA-256, one signer,
   one certificate, and a container whose every byte follows from the signed attributes,
   the certificate and the signature. Who the certificate belongs to is not decided here;
   its SHA-256 is handed on. Where the signed part of the seal says that it has a time stamp,
   the container also holds one token and nothing else; it is handed on unread, empty where it
   is missing, with the signature that it must be over.
3. The signed range starts at byte 0, leaves out nothing but the container in hexadecimal,
   and must end where the file ends: a seal allows no later revision at all.
4. There is exactly one attachment, of the right name, in the signed revision's catalog.
5. Whatever else a library raises for malformed input is a failed check.
6. It runs in the worker: there it can be ended, and what the libraries log goes nowhere.
7. Where a seal holds and the signed revision carries nothing, no record belongs to it: it is a
   sealed page. Its attachment is missing all the same; what that means is decided elsewhere.

A file that differs in any byte from a sealed one therefore fails a check, unless the byte
changes a valid ECDSA signature into its mirror image (r, n - s).

Reasons: ``too-large``, ``not-a-pdf``, ``unreadable``, ``encrypted``, ``no-seal``,
``several-seals``, ``range``, ``container``, ``algorithm``, ``digest``, ``signature``;
``bytes-after``; ``missing``, ``several``, ``name``, ``relationship``, ``changed``.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import (
    DecodeLimits,
    DecodePurpose,
    DocumentDecodeBudget,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from ownerapp.documents.seal_container import seal_container
from ownerapp.domain.values import dataclass
from ownerapp.domain.verdict import Check, CheckResult, Outcome
from ownerapp.services.ports.checking import PdfFacts
from ownerapp.services.ports.papers import PdfStamp

MAX_PDF_BYTES = 32 * 1024 * 1024
MAX_RECEIPT_BYTES = 8 * 1024 * 1024
ATTACHMENT_NAME = "consent-receipt.json"
FIELD_NAME = "ConsentApp"
STAMPED_REASON = "With a time stamp"
"""What the signed part of a seal says that has a time stamp."""

_MAX_SEALS = 4
_MAX_NAMES = 16
_MAX_DEPTH = 4
_MAX_CONTAINER_BYTES = 64 * 1024
_MIB = 1024 * 1024

_LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=16 * _MIB),
    per_purpose={
        DecodePurpose.OBJECT_STREAM: StreamDecodeLimits(
            max_ratio=100, ratio_floor=_MIB, max_output_size=4 * _MIB
        ),
        DecodePurpose.XREF_STREAM: StreamDecodeLimits(max_output_size=_MIB),
    },
    # A predictor of one column takes a second for 8 MiB, so little more is ever decoded.
    document_budget=DocumentDecodeBudget(base_allowance=16 * _MIB, max_ratio=1),
)

_FILTERS = (None, "/FlateDecode", ["/FlateDecode"])

_RANGE = re.compile(rb"/ByteRange\s{0,4}\[\s{0,4}0 (\d{1,10}) (\d{1,10}) (\d{1,10})\s{0,200}\]")
_DATE = re.compile(r"D:((?!00)[0-9]{14})Z")
_HEX = re.compile(rb"<([0-9A-F]+)>")

_MALFORMED = (
    PdfError,
    CMSStructuralError,
    SignatureValidationError,
    InvalidSignature,
    UnsupportedAlgorithm,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the parsers raise for input that is not as they expect."""


@dataclass(frozen=True, slots=True)
class _Range:
    """The signed range: what is before the container, and where the signed part ends."""

    before: int
    after: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seal:
    """What is in a seal that holds; the certificate is DER."""

    certificate: bytes
    stamp: PdfStamp | None
    at: str


class _Finding(Exception):  # noqa: N818 - not an error of the program, a reason
    """A check does not hold; the reason is one of the module's list."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_pdf(data: bytes) -> PdfFacts:
    """Return the attached record, the checks and the certificate's hash."""
    if len(data) > MAX_PDF_BYTES:
        return _unreadable("too-large")
    if not data.startswith(b"%PDF-"):
        return _unreadable("not-a-pdf")
    signed = _signed_range(data)
    if signed is None:
        return _without_seal(data)
    revision = data[: signed.end]
    found, seal = _seal_check(revision, signed)
    is_whole = signed.end == len(data)
    whole = _result(Check.PDF_WHOLE_FILE, "" if is_whole else "bytes-after")
    receipt, attachment = _attachment_check(revision)
    if receipt is not None and not is_whole:
        # What another reader would show is the last revision's attachment.
        latest, _ = _attachment_check(data)
        if latest != receipt:
            receipt, attachment = None, _result(Check.PDF_ATTACHMENT, "changed")
    return PdfFacts(
        receipt=receipt,
        checks=(seal, whole, attachment),
        certificate_sha256=hashlib.sha256(found.certificate).hexdigest() if found else "",
        stamp=found.stamp if found else None,
        sealed_at=found.at if found else "",
        is_page=found is not None and attachment.reason == "missing" and _carries_nothing(revision),
    )


def _result(check: Check, reason: str) -> CheckResult:
    outcome = Outcome.FAILED if reason else Outcome.OK
    return CheckResult(check=check, outcome=outcome, reason=reason)


def _unreadable(reason: str) -> PdfFacts:
    skipped = Outcome.SKIPPED
    return PdfFacts(
        receipt=None,
        checks=(
            _result(Check.PDF_SEAL, reason),
            CheckResult(check=Check.PDF_WHOLE_FILE, outcome=skipped),
            CheckResult(check=Check.PDF_ATTACHMENT, outcome=skipped),
        ),
    )


def _without_seal(data: bytes) -> PdfFacts:
    receipt, attachment = _attachment_check(data)
    return PdfFacts(
        receipt=receipt,
        checks=(
            _result(Check.PDF_SEAL, "no-seal"),
            CheckResult(check=Check.PDF_WHOLE_FILE, outcome=Outcome.SKIPPED),
            attachment,
        ),
    )


# ------------------------------------------------------------------------- the seal


def _signed_range(data: bytes) -> _Range | None:
    """Return the first range that a seal in this file could mean, or None.

    Ours stands in plain text, once. It is only a candidate: rule 3 is checked against the
    parsed signature, in the revision that the range describes.
    """
    for count, found in enumerate(_RANGE.finditer(data)):
        before, after, length = (int(number) for number in found.groups())
        if count < _MAX_SEALS and 0 < before < after < after + length <= len(data):
            return _Range(before, after, after + length)
    return None


def _seal_check(revision: bytes, signed: _Range) -> tuple[_Seal | None, CheckResult]:
    try:
        seal = _checked_seal(revision, signed)
    except _Finding as finding:
        return None, _result(Check.PDF_SEAL, finding.reason)
    except _MALFORMED:
        return None, _result(Check.PDF_SEAL, "unreadable")
    return seal, _result(Check.PDF_SEAL, "")


def _checked_seal(revision: bytes, signed: _Range) -> _Seal:
    """Return what is in a seal, after every check of rules 2 and 3."""
    container = _container(revision, signed)
    embedded = _signature(_open(revision))
    expected = [0, signed.before, signed.after, signed.end - signed.after]
    if (
        list(map(int, embedded.byte_range)) != expected
        or bytes(embedded.pkcs7_content) != container
    ):
        raise _Finding("range")
    signer_info, certificate = embedded.signer_info, embedded.signer_cert
    _check_algorithms(signer_info, certificate.public_key)
    is_stamped = _entry(embedded.sig_object, "/Reason") == STAMPED_REASON
    token = _token(signer_info) if is_stamped else b""
    _check_container(container, signer_info, certificate, token)
    is_intact, is_signed = validate_sig_integrity(
        signer_info, certificate, "data", embedded.compute_digest()
    )
    if not is_intact:
        raise _Finding("digest")
    if not is_signed:
        raise _Finding("signature")
    signature = bytes(signer_info["signature"].native)
    stamp = PdfStamp(token=token, signature=signature) if is_stamped else None
    at = _instant(_entry(embedded.sig_object, "/M"))
    return _Seal(certificate=bytes(certificate.dump()), stamp=stamp, at=at)


def _instant(date: object) -> str:
    """Return a date of a PDF as our seals write it, in UTC, as RFC 3339; else nothing."""
    found = _DATE.fullmatch(date) if isinstance(date, str) else None
    if found is None:
        return ""
    try:
        at = datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return ""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _container(revision: bytes, signed: _Range) -> bytes:
    """Return what the range leaves out; it may be nothing but hexadecimal."""
    gap = revision[signed.before : signed.after]
    if len(gap) > 2 * _MAX_CONTAINER_BYTES:
        raise _Finding("range")
    found = _HEX.fullmatch(gap)
    if found is None or len(found[1]) % 2:
        raise _Finding("range")
    return bytes.fromhex(found[1].decode("ascii"))


def _open(data: bytes) -> PdfFileReader:
    reader = PdfFileReader(BytesIO(data), strict=True, decode_limits=_LIMITS)
    if reader.encrypted:
        raise _Finding("encrypted")
    return reader


def _signature(reader: PdfFileReader) -> EmbeddedPdfSignature:
    form = _entry(reader.root, "/AcroForm")
    fields = _entry(form, "/Fields")
    if not isinstance(fields, generic.ArrayObject) or not fields:
        raise _Finding("no-seal")
    if len(fields) > 1:
        raise _Finding("several-seals")
    field = fields[0]
    seal = _entry(field, "/V")
    if (
        _entry(field, "/FT") != "/Sig"
        or _entry(field, "/T") != FIELD_NAME
        or _entry(field, "/Kids") is not None
        or _entry(seal, "/Type") not in {None, "/Sig"}
        or _entry(seal, "/SubFilter") != "/ETSI.CAdES.detached"
    ):
        raise _Finding("no-seal")
    return EmbeddedPdfSignature(reader, field, FIELD_NAME)


def _entry(holder: object, key: str) -> object:
    """Return a dictionary's entry with references followed, or None."""
    if not isinstance(holder, generic.DictionaryObject) or key not in holder:
        return None
    value: object = holder[key]
    return value


def _check_algorithms(signer_info: cms.SignerInfo, public_key: object) -> None:
    """Accept P-256 and SHA-256 only: the file does not choose."""
    key_algorithm = getattr(public_key, "algorithm", "")
    if (
        key_algorithm != "ec"
        or getattr(public_key, "curve", None) != ("named", "secp256r1")
        or signer_info["digest_algorithm"]["algorithm"].native != "sha256"
        or signer_info["signature_algorithm"]["algorithm"].native != "sha256_ecdsa"
    ):
        raise _Finding("algorithm")


def _token(signer_info: cms.SignerInfo) -> bytes:
    """Return the bytes of the one time stamp, or nothing."""
    for attribute in signer_info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            for value in attribute["values"]:
                return bytes(value.dump())
    return b""


def _check_container(
    container: bytes, signer_info: cms.SignerInfo, certificate: x509.Certificate, token: bytes
) -> None:
    """Demand the one container that these signed attributes, certificate and token make.

    What surrounds the signed attributes is not covered by the signature; building it anew
    leaves no room in which a byte could change.
    """
    built = seal_container(certificate, signer_info, token)
    if container[: len(built)] != built or container[len(built) :].strip(b"\0"):
        raise _Finding("container")


# ------------------------------------------------------------------------- the attachment


def _attachment_check(data: bytes) -> tuple[bytes | None, CheckResult]:
    try:
        receipt = _attachment(_open(data))
    except _Finding as finding:
        return None, _result(Check.PDF_ATTACHMENT, finding.reason)
    except _MALFORMED:
        return None, _result(Check.PDF_ATTACHMENT, "unreadable")
    return receipt, _result(Check.PDF_ATTACHMENT, "")


def _attachment(reader: PdfFileReader) -> bytes:
    root = reader.root
    named = _names(_entry(_entry(root, "/Names"), "/EmbeddedFiles"), _MAX_DEPTH)
    if not named:
        raise _Finding("missing")
    associated = _entry(root, "/AF")
    if len(named) > 1:
        raise _Finding("several")
    name, reference = named[0]
    # Both as references: equal dictionaries in two places would be two attachments.
    if (
        not isinstance(associated, generic.ArrayObject)
        or [associated.raw_get(index) for index in range(len(associated))] != [reference]
        or not isinstance(reference, generic.IndirectObject)
    ):
        raise _Finding("relationship")
    specification: object = associated[0]
    if _entry(specification, "/AFRelationship") != "/Source":
        raise _Finding("relationship")
    if {name, _entry(specification, "/F"), _entry(specification, "/UF")} != {ATTACHMENT_NAME}:
        raise _Finding("name")
    stream = _entry(_entry(specification, "/EF"), "/F")
    if not isinstance(stream, generic.StreamObject):
        raise _Finding("unreadable")
    if _entry(stream, "/DecodeParms") is not None or _entry(stream, "/Filter") not in _FILTERS:
        # Ours has neither, and a small file could make it a second's work.
        raise _Finding("unreadable")
    content = bytes(stream.data)
    if len(content) > MAX_RECEIPT_BYTES:
        raise _Finding("too-large")
    return content


def _carries_nothing(data: bytes) -> bool:
    """Tell whether a file has no attachment of any kind in its catalog."""
    try:
        root = _open(data).root
        return _entry(root, "/AF") is None and (
            _entry(_entry(root, "/Names"), "/EmbeddedFiles") is None
        )
    except (_Finding, *_MALFORMED):
        return False


def _names(node: object, depth: int) -> list[tuple[object, object]]:
    """Return the entries of a name tree, bounded in depth and number; values unresolved."""
    flat, kids = _entry(node, "/Names"), _entry(node, "/Kids")
    entries: list[tuple[object, object]] = []
    if isinstance(flat, generic.ArrayObject):
        if len(flat) > _MAX_NAMES or len(flat) % 2:
            raise _Finding("several")
        entries = [(flat[at], flat.raw_get(at + 1)) for at in range(0, len(flat), 2)]
    if isinstance(kids, generic.ArrayObject):
        if len(kids) > _MAX_NAMES or not depth:
            raise _Finding("several")
        for at in range(len(kids)):
            entries.extend(_names(kids[at], depth - 1))
            if len(entries) > _MAX_NAMES:
                # Sixteen times the same child at each step would be half a million.
                raise _Finding("several")
    return entries

"""What an untrusted PDF can and cannot make the reader say.

Property: a file that differs from a sealed one in any byte, or is shorter or longer, never
passes all checks and never raises. (A forger who knows a valid signature can mirror it to
(r, n - s); that is the one other encoding of the same seal, and no mutation here finds it.)
"""

# pyHanko's own value types carry no annotations.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import hashlib
import logging
import zlib
from io import BytesIO

import pytest
from asn1crypto import cms, keys, x509
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ownerapp.documents import pdf_reading
from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.pdf_reading import read_pdf
from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.documents.sealing import seal
from ownerapp.documents.typesetting import Typesetter
from ownerapp.domain.keys import SigningKey
from ownerapp.domain.verdict import Check, Outcome, Verdict, verdict_of
from ownerapp.services.ports.checking import PdfFacts
from tests.documents.test_seal import AT
from tests.support import papers

ALL = (Check.PDF_SEAL, Check.PDF_WHOLE_FILE, Check.PDF_ATTACHMENT)


@pytest.fixture(autouse=True)
def quiet_library(caplog: pytest.LogCaptureFixture) -> None:
    # It warns about malformed files; in the worker nothing is logged.
    caplog.set_level(logging.CRITICAL, logger="pyhanko")


def said(facts: PdfFacts) -> dict[Check, tuple[Outcome, str]]:
    return {check.check: (check.outcome, check.reason) for check in facts.checks}


def is_all_good(facts: PdfFacts) -> bool:
    return verdict_of(facts.checks) is Verdict.VALID


def with_swapped_attachment(pdf: bytes) -> bytes:
    """Return the file with a later revision in which the attachment is another one."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    stream = names[1]["/EF"].raw_get("/F").get_object()
    stream._data = b'{"other": true}'
    stream._encoded_data = None
    writer.update_container(stream)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def test_a_sealed_file_passes_every_check(sealed: bytes, key: SigningKey) -> None:
    facts = read_pdf(sealed)
    assert said(facts) == dict.fromkeys(ALL, (Outcome.OK, ""))
    assert facts.receipt == papers.RECEIPT
    assert facts.certificate_sha256 == hashlib.sha256(key.certificate).hexdigest()


def test_the_worker_says_the_same_as_the_function(worker: PdfWorker, sealed: bytes) -> None:
    for data in (
        sealed,
        sealed[:-1],
        sealed + b"\n",
        b"",
        b"%PDF-1.7",
        with_swapped_attachment(sealed),
    ):
        assert worker.read(data) == read_pdf(data)


@pytest.mark.parametrize("more", [b"\n", b"\0", b"%%EOF\n", b"\n% a comment\n%%EOF\n"])
def test_appended_bytes_are_named(sealed: bytes, more: bytes) -> None:
    facts = read_pdf(sealed + more)
    assert said(facts)[Check.PDF_WHOLE_FILE] == (Outcome.FAILED, "bytes-after")
    assert not is_all_good(facts)


def test_a_later_revision_with_another_attachment_is_named(sealed: bytes) -> None:
    facts = read_pdf(with_swapped_attachment(sealed))
    assert said(facts) == {
        Check.PDF_SEAL: (Outcome.OK, ""),
        Check.PDF_WHOLE_FILE: (Outcome.FAILED, "bytes-after"),
        Check.PDF_ATTACHMENT: (Outcome.FAILED, "changed"),
    }
    assert facts.receipt is None


def test_an_attachment_changed_in_place_breaks_the_seal(
    typesetter: Typesetter, key: SigningKey
) -> None:
    receipt = bytes(range(32, 127)).replace(b'"', b"") * 3
    plain = typesetter.typeset(paper_json(papers.english()), receipt)
    pdf = seal(plain, private_pkcs8=key.private, certificate=key.certificate, at=AT)
    stored = zlib.compress(receipt)
    at = pdf.find(stored[:12])
    assert at > 0
    changed = bytearray(pdf)
    changed[at + 20] ^= 4
    facts = read_pdf(bytes(changed))
    assert said(facts)[Check.PDF_SEAL] == (Outcome.FAILED, "digest")


def test_a_seal_by_another_key_holds_but_names_another_certificate(
    typesetter: Typesetter, key: SigningKey
) -> None:
    plain = typesetter.typeset(paper_json(papers.english()), b"{}")
    other = papers.document_key()
    forged = seal(plain, private_pkcs8=other.private, certificate=other.certificate, at=AT)
    facts = read_pdf(forged)
    assert is_all_good(facts)
    assert facts.certificate_sha256 == hashlib.sha256(other.certificate).hexdigest()
    assert facts.certificate_sha256 != hashlib.sha256(key.certificate).hexdigest()


def test_a_seal_made_by_another_key_than_the_certificates_is_no_seal(
    typesetter: Typesetter, key: SigningKey
) -> None:
    plain = typesetter.typeset(paper_json(papers.english()), b"{}")
    forged = seal(
        plain,
        private_pkcs8=papers.document_key().private,
        certificate=key.certificate,
        at=AT,
    )
    facts = read_pdf(forged)
    assert said(facts)[Check.PDF_SEAL] == (Outcome.FAILED, "signature")
    assert facts.certificate_sha256 == ""


def test_a_file_without_a_seal_says_so_and_still_gives_the_record(typesetter: Typesetter) -> None:
    facts = read_pdf(typesetter.typeset(paper_json(papers.english()), papers.RECEIPT))
    assert said(facts) == {
        Check.PDF_SEAL: (Outcome.FAILED, "no-seal"),
        Check.PDF_WHOLE_FILE: (Outcome.SKIPPED, ""),
        Check.PDF_ATTACHMENT: (Outcome.OK, ""),
    }
    assert facts.receipt == papers.RECEIPT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-a-pdf"),
        (b"{}", "not-a-pdf"),
        (b" %PDF-1.7", "not-a-pdf"),
        (b"%PDF-1.7\n" + b"\0" * pdf_reading.MAX_PDF_BYTES, "too-large"),
    ],
)
def test_what_is_no_pdf_within_the_bound_is_named(data: bytes, reason: str) -> None:
    facts = read_pdf(data)
    assert said(facts)[Check.PDF_SEAL] == (Outcome.FAILED, reason)
    assert facts.receipt is None


def edited(pdf: bytes, change: str) -> bytes:
    """Return an unsealed file with a defect in its attachments."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    root = writer.root
    names = root["/Names"]["/EmbeddedFiles"]["/Names"]
    reference = names.raw_get(1)
    specification = reference.get_object()
    match change:
        case "missing":
            del root["/Names"]
        case "several":
            names.extend([pdf_string("two.json"), reference])
        case "name":
            specification["/UF"] = pdf_string("other.json")
            writer.update_container(specification)
        case "relationship":
            specification["/AFRelationship"] = pdf_name("/Data")
            writer.update_container(specification)
        case "unassociated":
            del root["/AF"]
        case "copy":
            copy = writer.add_object(DictionaryObject(specification))
            root["/AF"] = ArrayObject([copy])
        case "deep":
            tree = DictionaryObject({pdf_name("/Names"): names})
            for _ in range(40):
                tree = DictionaryObject({pdf_name("/Kids"): ArrayObject([writer.add_object(tree)])})
            root["/Names"] = DictionaryObject({pdf_name("/EmbeddedFiles"): tree})
        case _:
            tree = DictionaryObject()
            loop = writer.add_object(tree)
            tree["/Kids"] = ArrayObject([loop, loop])
            root["/Names"] = DictionaryObject({pdf_name("/EmbeddedFiles"): loop})
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("missing", "missing"),
        ("several", "several"),
        ("name", "name"),
        ("relationship", "relationship"),
        ("unassociated", "relationship"),
        ("copy", "relationship"),
        ("deep", "several"),
        ("cycle", "several"),
    ],
)
def test_even_under_a_good_seal_there_is_one_attachment_of_the_right_name(
    typesetter: Typesetter, key: SigningKey, change: str, reason: str
) -> None:
    plain = edited(typesetter.typeset(paper_json(papers.english()), b"{}"), change)
    pdf = seal(plain, private_pkcs8=key.private, certificate=key.certificate, at=AT)
    facts = read_pdf(pdf)
    assert said(facts)[Check.PDF_SEAL] == (Outcome.OK, "")
    assert said(facts)[Check.PDF_ATTACHMENT] == (Outcome.FAILED, reason)
    assert facts.receipt is None


@pytest.mark.parametrize(
    ("size", "reason"),
    [(pdf_reading.MAX_RECEIPT_BYTES + 1, "too-large"), (20 * 1024 * 1024, "unreadable")],
)
def test_an_attachment_that_unpacks_beyond_the_bound_is_refused(
    typesetter: Typesetter, size: int, reason: str
) -> None:
    plain = typesetter.typeset(paper_json(papers.english()), b"0" * size)
    assert len(plain) < size // 10
    assert said(read_pdf(plain))[Check.PDF_ATTACHMENT] == (Outcome.FAILED, reason)


def test_two_seals_are_one_too_many(sealed: bytes) -> None:
    other = papers.document_key()
    again = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name="Second", md_algorithm="sha256"),
        signer=signers.SimpleSigner(
            signing_cert=x509.Certificate.load(other.certificate),
            signing_key=keys.PrivateKeyInfo.load(other.private),
            cert_registry=SimpleCertificateStore(),
        ),
    ).sign_pdf(writer, output=again)
    facts = read_pdf(again.getvalue())
    assert said(facts)[Check.PDF_WHOLE_FILE] == (Outcome.FAILED, "bytes-after")
    assert not is_all_good(facts)


def gap_of(pdf: bytes) -> tuple[int, int]:
    signed = pdf_reading._signed_range(pdf)
    assert signed is not None
    return signed.before, signed.after


def with_container(pdf: bytes, change: str) -> bytes:
    """Return the file with the same signature in a container that says it otherwise."""
    before, after = gap_of(pdf)
    room = (after - before - 2) // 2
    container = bytes.fromhex(pdf[before + 1 : after - 1].decode())
    message = cms.ContentInfo.load(container, strict=False)
    content = message["content"]
    match change:
        case "version":
            content["version"] = "v3"
        case "certificate twice":
            content["certificates"].append(content["certificates"][0])
        case "unsigned attribute":
            content["signer_infos"][0]["unsigned_attrs"] = [
                cms.CMSAttribute({"type": "1.2.3.4", "values": []})
            ]
        case "padding":
            length = len(message.dump())
            built = container[:length] + b"\1" * (room - length)
            return pdf[: before + 1] + built.hex().upper().encode() + pdf[after - 1 :]
        case "name in capitals":
            # The certificate's issuer and its subject come first, then the signer's name.
            name = b"ownerapp document key"
            issuer, subject, signer, rest = container.split(name, 3)
            built = name.join([issuer, subject, signer]) + name.upper() + rest
            return pdf[: before + 1] + built.hex().upper().encode() + pdf[after - 1 :]
        case _:
            return pdf[: before + 1] + container.hex().encode() + pdf[after - 1 :]
    whole: bytes = message.dump(force=True)
    assert len(whole) <= room
    padded = whole + b"\0" * (room - len(whole))
    return pdf[: before + 1] + padded.hex().upper().encode() + pdf[after - 1 :]


@pytest.mark.parametrize(
    "change",
    [
        "version", "certificate twice", "unsigned attribute", "padding", "lower case",
        "name in capitals",
    ],
)  # fmt: skip
def test_the_container_leaves_no_room_for_a_change(sealed: bytes, change: str) -> None:
    other = with_container(sealed, change)
    assert len(other) == len(sealed)
    assert other != sealed
    outcome, reason = said(read_pdf(other))[Check.PDF_SEAL]
    assert outcome is Outcome.FAILED
    assert reason in {"container", "range"}


def mutations(length: int) -> st.SearchStrategy[tuple[str, int, bytes]]:
    place = st.integers(min_value=0, max_value=length - 1)
    return st.tuples(
        st.sampled_from(["flip", "cut", "insert", "delete", "overwrite"]),
        place,
        st.binary(min_size=1, max_size=40),
    )


def mutated(data: bytes, kind: str, at: int, what: bytes) -> bytes:
    match kind:
        case "flip":
            return data[:at] + bytes([data[at] ^ (what[0] or 1)]) + data[at + 1 :]
        case "cut":
            return data[:at]
        case "insert":
            return data[:at] + what + data[at:]
        case "delete":
            return data[:at] + data[at + len(what) :]
        case _:
            return data[:at] + what + data[at + len(what) :]


@settings(max_examples=150, deadline=None)
@given(choice=st.data())
def test_no_mutation_of_a_sealed_file_passes_or_raises(
    sealed: bytes, choice: st.DataObject
) -> None:
    before, _ = gap_of(sealed)
    # Half of the changes fall where the seal, the catalog and the tables are.
    tail = choice.draw(st.booleans())
    start = before - 4_000 if tail else 0
    kind, at, what = choice.draw(mutations(len(sealed) - start))
    data = mutated(sealed, kind, start + at, what)
    assert is_all_good(read_pdf(data)) is (data == sealed)


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=600))
def test_arbitrary_bytes_after_a_pdf_header_never_pass_or_raise(data: bytes) -> None:
    assert not is_all_good(read_pdf(b"%PDF-1.7\n" + data))


def test_the_name_of_the_field_is_the_same_on_both_sides() -> None:
    from ownerapp.documents import sealing  # noqa: PLC0415 - only for this comparison

    assert sealing.FIELD_NAME == pdf_reading.FIELD_NAME

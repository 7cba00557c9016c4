"""The seal of a PDF: PAdES B-B, P-256, self-signed, added after the typeset bytes.

pyHanko costs half a second to import, so only the worker imports this module. The private
key stays in memory; nothing here writes a file or asks the network.

A seal with a time stamp (PAdES B-T) is made in two steps, so that the network is asked
elsewhere: the seal states in its signed part that it has a stamp and leaves room for it;
:func:`signature_of` returns what has to be stamped; :func:`with_token` puts the token in.
"""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore
from typing_extensions import override

from ownerapp.documents.seal_container import seal_container
from ownerapp.domain.errors import TypesetFailedError
from ownerapp.domain.time_stamp import TOKEN_LIMIT_BYTES

FIELD_NAME = "ConsentApp"
"""Of the signature field; the reader demands exactly this one."""
STAMPED_REASON = "With a time stamp"
"""What a seal with a time stamp states in its signed part: without its stamp it is broken."""
_STAMPED_DIGITS = 2 * (TOKEN_LIMIT_BYTES + 4 * 1024)
"""The room of a container with a token, in hexadecimal digits; without one it has 1 kB."""
_CONTAINER = re.compile(rb"/Contents <([0-9A-F]{%d})>" % _STAMPED_DIGITS)


class _DatedSigner(signers.PdfSigner):
    """A signer that states the record's time, not the computer's clock and zone."""

    def __init__(
        self, meta: signers.PdfSignatureMetadata, signer: signers.Signer, at: datetime
    ) -> None:
        super().__init__(meta, signer, new_field_spec=fields.SigFieldSpec(FIELD_NAME))
        self._at = at

    @override
    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def seal(
    pdf: bytes, *, private_pkcs8: bytes, certificate: bytes, at: datetime, stamped: bool = False
) -> bytes:
    """Return the PDF with its seal; the given bytes are an exact prefix of the result.

    Args:
        pdf: The typeset document.
        private_pkcs8: The P-256 private key, PKCS #8 DER.
        certificate: Its self-signed certificate, DER.
        at: The time that the seal states, in UTC.
        stamped: The seal states that it has a time stamp, and has room for it.

    Raises:
        TypesetFailedError: The key or certificate cannot be used.
    """
    output = BytesIO()
    try:
        own = x509.Certificate.load(certificate)
        signer = signers.SimpleSigner(
            signing_cert=own,
            signing_key=keys.PrivateKeyInfo.load(private_pkcs8),
            # The signer embeds its own certificate; a registry would embed it again.
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        )
        meta = signers.PdfSignatureMetadata(
            field_name=FIELD_NAME,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=STAMPED_REASON if stamped else None,
        )
        dated = _DatedSigner(meta, signer, at)
        dated.sign_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)),
            bytes_reserved=_STAMPED_DIGITS if stamped else None,
            output=output,
        )
    except (PdfError, ValueError, TypeError):
        # Without text and cause: they could quote the key.
        raise TypesetFailedError(reason="worker") from None
    return output.getvalue()


def signature_of(sealed: bytes) -> bytes:
    """Return the signature of a seal that has room for a time stamp."""
    container = cms.ContentInfo.load(_room(sealed)[1])
    return bytes(container["content"]["signer_infos"][0]["signature"].native)


def with_token(sealed: bytes, token: bytes) -> bytes:
    """Return the PDF with the token of a time stamp in its seal; no signed byte changes.

    Raises:
        TypesetFailedError: There is no room for it.
    """
    start, before = _room(sealed)
    content = cms.ContentInfo.load(before)["content"]
    (certificate,) = content["certificates"]
    built = seal_container(certificate.chosen, content["signer_infos"][0], token)
    digits = built.hex().upper().encode("ascii")
    if len(digits) > _STAMPED_DIGITS:
        raise TypesetFailedError(reason="worker")
    return sealed[:start] + digits.ljust(_STAMPED_DIGITS, b"0") + sealed[start + _STAMPED_DIGITS :]


def _room(sealed: bytes) -> tuple[int, bytes]:
    """Return where the container's digits begin, and its bytes."""
    # The seal is the last that was written.
    found = next(reversed(list(_CONTAINER.finditer(sealed))), None)
    if found is None:
        raise TypesetFailedError(reason="worker")
    return found.start(1), bytes.fromhex(found[1].decode("ascii"))

"""The seal of a PDF: PAdES B-B, P-256, self-signed, added after the typeset bytes.

pyHanko costs half a second to import, so only the worker imports this module. The private
key stays in memory; nothing here writes a file or asks the network.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore
from typing_extensions import override

from ownerapp.domain.errors import TypesetFailedError

FIELD_NAME = "ConsentApp"
"""Of the signature field; the reader demands exactly this one."""


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


def seal(pdf: bytes, *, private_pkcs8: bytes, certificate: bytes, at: datetime) -> bytes:
    """Return the PDF with its seal; the given bytes are an exact prefix of the result.

    Args:
        pdf: The typeset document.
        private_pkcs8: The P-256 private key, PKCS #8 DER.
        certificate: Its self-signed certificate, DER.
        at: The time that the seal states, in UTC.

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
            field_name=FIELD_NAME, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        )
        dated = _DatedSigner(meta, signer, at)
        dated.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=output)
    except (PdfError, ValueError, TypeError):
        # Without text and cause: they could quote the key.
        raise TypesetFailedError(reason="worker") from None
    return output.getvalue()

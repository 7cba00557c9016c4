"""Making the two key pairs: Ed25519 for records, P-256 with a certificate for PDFs.

The certificate is self-signed and says nothing of the person: its subject is the start of
the key's own SHA-256. It only carries the key into the PDF; trust comes from the record.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from hashlib import sha256

from ownerapp.domain.values import dataclass
from ownerapp.signing import ed25519

CERTIFICATE_YEARS = 10
_SERIAL_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPair:
    """A fresh key pair in the forms that the store keeps."""

    private: bytes = field(repr=False)
    public: bytes
    certificate: bytes = b""


def make_record_pair() -> KeyPair:
    """Return a new Ed25519 pair as raw bytes."""
    private, public = ed25519.generate()
    return KeyPair(private=private, public=public)


def make_document_pair(not_before: datetime) -> KeyPair:
    """Return a new P-256 pair with a self-signed certificate for ten years.

    The private key is PKCS #8 DER, the public one the uncompressed point, the certificate
    DER.
    """
    # X.509 is slow to import and needed once in the life of a store.
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ec import (  # noqa: PLC0415
        SECP256R1,
        generate_private_key,
    )
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    key = generate_private_key(SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    digest = sha256(point).digest()
    common_name = f"ownerapp record key {digest[:4].hex()}"
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common_name)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    # A positive serial number of fewer than 20 octets (RFC 5280, 4.1.2.2).
    serial = int.from_bytes(digest[4 : 4 + _SERIAL_BYTES], "big") or 1
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(not_before)
        .not_valid_after(_years_after(not_before, CERTIFICATE_YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    return KeyPair(
        private=key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        public=point,
        certificate=certificate.public_bytes(Encoding.DER),
    )


def _years_after(moment: datetime, years: int) -> datetime:
    """Return the same day some years on; 29 February becomes the 28th."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)

"""Reads and checks the token of a time stamp (RFC 3161, in CMS of RFC 5652).

Rules:

1. A token in a record has one form only: one signer, its one certificate, no other
   certificate or list, and algorithms as written here. What surrounds the signed attributes is
   not signed; building all of it anew leaves no room in which a byte could change.
   :func:`plain_token` brings a server's token into this form; no signed byte changes by that.
2. The file does not choose: RSA of 2,048 to 8,192 bits (PKCS #1 v1.5) or ECDSA on P-256 and
   P-384, with SHA-256, SHA-384 or SHA-512; the key in the one form of DER, its point whole.
3. The certificate is the one that the signed attributes name by its hash, is for time stamps
   and nothing else, critically, and was valid at the stated time. Whose it is nobody says: it is
   checked against no list.
4. The page that checks records in a browser does the same, in the same order
   (``resources/checker/source/time_stamp.js``).

Reasons: ``missing``, ``form``, ``algorithm``, ``digest``, ``certificate``, ``signature``,
``other-bytes``, ``time``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.time_stamp import TOKEN_LIMIT_BYTES
from ownerapp.domain.values import dataclass
from ownerapp.domain.verdict import Check
from ownerapp.signing.der import (
    BOOLEAN,
    INTEGER,
    OBJECT,
    OCTET_STRING,
    SEQUENCE,
    SET,
    DerError,
    DerItem,
    der,
    der_item,
    der_items,
)
from ownerapp.signing.failure import failed

_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_TST_INFO = bytes.fromhex("060b2a864886f70d0109100104")
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_CERTIFICATE_V1 = bytes.fromhex("060b2a864886f70d010910020c")
_CERTIFICATE_V2 = bytes.fromhex("060b2a864886f70d010910022f")
_EXTENDED_KEY_USAGE = bytes.fromhex("0603551d25")
_ONLY_TIME_STAMPING = bytes.fromhex("300a06082b06010505070308")
_COMMON_NAME = bytes.fromhex("0603550403")
_ORGANIZATION = bytes.fromhex("060355040a")
_TRUE = bytes.fromhex("0101ff")

_HASHES = {
    bytes.fromhex("0609608648016503040201"): "sha256",
    bytes.fromhex("0609608648016503040202"): "sha384",
    bytes.fromhex("0609608648016503040203"): "sha512",
}
_NULL = bytes.fromhex("0500")
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")
_CURVES = {
    bytes.fromhex("301306072a8648ce3d020106082a8648ce3d030107"): 32,
    bytes.fromhex("301006072a8648ce3d020106052b81040022"): 48,
}
_ECDSA = {
    "sha256": bytes.fromhex("300a06082a8648ce3d040302"),
    "sha384": bytes.fromhex("300a06082a8648ce3d040303"),
    "sha512": bytes.fromhex("300a06082a8648ce3d040304"),
}
_SIGNATURE_HASHES = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_MIN_RSA_BITS, _MAX_RSA_BITS, _RSA_EXPONENT = 2048, 8192, 65537
_VERSION_1, _VERSION_3 = bytes.fromhex("020101"), bytes.fromhex("020103")
_CERTIFICATES, _ATTRIBUTES, _VERSION = 0xA0, 0xA0, 0xA0
_EXTENSIONS = 0xA3
_GENERALIZED_TIME, _UTC_TIME = 0x18, 0x17
_UTF8, _PRINTABLE, _IA5 = 0x0C, 0x13, 0x16
_TIME = re.compile(rb"(\d{14})(?:\.\d{1,9})?Z")
_SHORT_TIME = re.compile(rb"(\d\d)\d{10}Z")
_TURN_OF_CENTURY = 50
_NAME_LIMIT = 120
_NOT_SHOWN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_NONCE_FROM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenFacts:
    """What a token that holds states."""

    at: datetime
    authority: str
    nonce: int | None


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a token that are not the same in every token."""

    info: bytes
    """The TSTInfo."""
    certificate: bytes
    attributes: bytes
    """The content of the signed attributes."""
    hash_name: str
    signature: bytes


def plain_token(token: bytes) -> bytes:
    """Return a server's token in the one form of rule 1.

    Raises:
        CheckFailedError: It is not a token of a kind that can be checked here.
    """
    try:
        built = _built(_parts_of_answer(token))
    except CheckFailedError:
        raise
    except (LookupError, ValueError):
        raise failed(Check.PDF_STAMP, "form") from None
    if len(built) > TOKEN_LIMIT_BYTES:
        raise failed(Check.PDF_STAMP, "form")
    return built


def check_token(token: bytes, data: bytes) -> TokenFacts:
    """Return what a token states, after checking that it holds over these bytes.

    Raises:
        CheckFailedError: The first rule that does not hold.
    """
    if not token:
        raise failed(Check.PDF_STAMP, "missing")
    try:
        return _checked(token, data)
    except CheckFailedError:
        raise
    except (DerError, LookupError, ValueError, UnsupportedAlgorithm, OverflowError):
        raise failed(Check.PDF_STAMP, "form") from None


def _checked(token: bytes, data: bytes) -> TokenFacts:
    parts = _parts(token)
    if len(token) > TOKEN_LIMIT_BYTES or _built(parts) != token:
        raise failed(Check.PDF_STAMP, "form")
    signed = _attributes(parts.attributes)
    digest = hashlib.new(parts.hash_name, parts.info).digest()
    if signed[_CONTENT_TYPE].all != _TST_INFO or signed[_MESSAGE_DIGEST].all != der(
        OCTET_STRING, digest
    ):
        raise failed(Check.PDF_STAMP, "digest")
    if not _is_named(parts.certificate, signed) or not _is_for_time_stamps(parts.certificate):
        raise failed(Check.PDF_STAMP, "certificate")
    _check_signature(parts)
    version, _policy, imprint, _serial, at, *more = der_items(der_item(parts.info).content)
    algorithm, hashed = der_items(imprint.content)
    name = _HASHES[der_item(algorithm.content).all]
    if version.all != _VERSION_1 or hashed.all != der(
        OCTET_STRING, hashlib.new(name, data).digest()
    ):
        raise failed(Check.PDF_STAMP, "other-bytes")
    stated = _instant(at)
    first, last = (_instant(item) for item in der_items(_certificate(parts.certificate)[3].content))
    if not first <= stated <= last:
        raise failed(Check.PDF_STAMP, "time")
    nonce = next((item for item in more if item.tag == INTEGER), None)
    return TokenFacts(
        at=stated,
        authority=_authority(parts.certificate),
        nonce=None if nonce is None else int.from_bytes(nonce.content, "big", signed=True),
    )


# ------------------------------------------------------------------------- its form


def _parts(token: bytes) -> _Parts:
    """Return the parts of a token in the form of rule 1."""
    signed = der_items(der_items(der_items(der_item(token).content)[1].content)[0].content)
    info = der_items(der_items(signed[2].content)[1].content)[0]
    signer = der_items(der_items(signed[4].content)[0].content)
    return _Parts(
        info.content,
        der_item(signed[3].content).all,
        signer[3].content,
        _HASHES[der_item(signer[2].content).all],
        signer[5].content,
    )


def _parts_of_answer(token: bytes) -> _Parts:
    """Return the parts of a token as servers send it: with more certificates, in any order."""
    signed = der_items(der_items(der_items(der_item(token).content)[1].content)[0].content)
    info = der_items(der_items(signed[2].content)[1].content)[0]
    (signer,) = der_items(signed[-1].content)
    _version, _sid, hashing, attributes, _signing, signature, *_unsigned = der_items(signer.content)
    if attributes.tag != _ATTRIBUTES or signed[3].tag != _CERTIFICATES:
        raise DerError
    named = _attributes(attributes.content)
    certificate = next(
        (item.all for item in der_items(signed[3].content) if _is_named(item.all, named)), None
    )
    if certificate is None:
        raise DerError
    hash_name = _HASHES[der_item(hashing.content).all]
    return _Parts(info.content, certificate, attributes.content, hash_name, signature.content)


def _built(parts: _Parts) -> bytes:
    """Return the one token that these parts make."""
    oid = next(oid for oid, name in _HASHES.items() if name == parts.hash_name)
    hashing = der(SEQUENCE, oid, _NULL)
    certificate = _certificate(parts.certificate)
    key = der_items(certificate[5].content)[0].all
    if key != _RSA and key not in _CURVES:
        raise failed(Check.PDF_STAMP, "algorithm")
    signer = der(
        SEQUENCE,
        _VERSION_1,
        der(SEQUENCE, certificate[2].all, certificate[0].all),
        hashing,
        der(_ATTRIBUTES, parts.attributes),
        _RSA if key == _RSA else _ECDSA[parts.hash_name],
        der(OCTET_STRING, parts.signature),
    )
    content = der(SEQUENCE, _TST_INFO, der(0xA0, der(OCTET_STRING, parts.info)))
    signed = der(
        SEQUENCE,
        _VERSION_3,
        der(SET, hashing),
        content,
        der(_CERTIFICATES, parts.certificate),
        der(SET, signer),
    )
    return der(SEQUENCE, _SIGNED_DATA, der(0xA0, signed))


def _attributes(content: bytes) -> dict[bytes, DerItem]:
    """Return the first value of each signed attribute; a type may stand there once."""
    found: dict[bytes, DerItem] = {}
    for attribute in der_items(content):
        kind, values = der_items(attribute.content)
        if kind.all in found:
            raise DerError
        found[kind.all] = der_item(values.content)
    return found


def _certificate(certificate: bytes) -> list[DerItem]:
    """Return serial, algorithm, issuer, validity, subject, key and what follows."""
    version, *fields = der_items(der_items(der_item(certificate).content)[0].content)
    if version.tag != _VERSION or len(fields) < 6:  # noqa: PLR2004 - the fields above
        raise DerError
    return fields


# ------------------------------------------------------------------------- who signed


def _is_named(certificate: bytes, signed: dict[bytes, DerItem]) -> bool:
    """Tell whether the signed attributes name this certificate by its hash."""
    name = "sha256"
    if _CERTIFICATE_V2 in signed:
        first, *more = _first_named(signed[_CERTIFICATE_V2])
        if first.tag == SEQUENCE:
            name = _HASHES[der_item(first.content).all]
            first = more[0]
    elif _CERTIFICATE_V1 in signed:
        name = "sha1"
        first = _first_named(signed[_CERTIFICATE_V1])[0]
    else:
        return False
    # The older attribute of RFC 3161 knows SHA-1 only; the certificate also holds the key
    # that the signature is checked with.
    digest = hashlib.new(name, certificate, usedforsecurity=False).digest()
    return first.all == der(OCTET_STRING, digest)


def _first_named(attribute: DerItem) -> list[DerItem]:
    return der_items(der_item(der_item(attribute.content).content).content)


def _is_for_time_stamps(certificate: bytes) -> bool:
    fields = _certificate(certificate)
    if fields[-1].tag != _EXTENSIONS:
        return False
    for extension in der_items(der_item(fields[-1].content).content):
        kind, *rest = der_items(extension.content)
        if kind.all == _EXTENDED_KEY_USAGE:
            is_critical = rest[0].tag == BOOLEAN and rest[0].all == _TRUE
            return is_critical and rest[-1].content == _ONLY_TIME_STAMPING
    return False


def _check_signature(parts: _Parts) -> None:
    key_info = _certificate(parts.certificate)[5]
    key = load_der_public_key(key_info.all)
    hashing = _SIGNATURE_HASHES[parts.hash_name]
    message = der(SET, parts.attributes)
    # Rule 2: libraries differ in which other encodings of a point they take.
    if key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) != key_info.all:
        raise failed(Check.PDF_STAMP, "form")
    try:
        if isinstance(key, rsa.RSAPublicKey):
            if (
                not _MIN_RSA_BITS <= key.key_size <= _MAX_RSA_BITS
                or key.public_numbers().e != _RSA_EXPONENT
            ):
                raise failed(Check.PDF_STAMP, "algorithm")
            key.verify(parts.signature, message, padding.PKCS1v15(), hashing)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            # Built anew: two encodings of one signature would be two files with one stamp.
            if encode_dss_signature(*decode_dss_signature(parts.signature)) != parts.signature:
                raise failed(Check.PDF_STAMP, "signature")
            key.verify(parts.signature, message, ec.ECDSA(hashing))
        else:
            raise failed(Check.PDF_STAMP, "algorithm")
    except (InvalidSignature, ValueError):
        raise failed(Check.PDF_STAMP, "signature") from None


# ------------------------------------------------------------------------- what it states


def _instant(item: DerItem) -> datetime:
    """Return a time as ASN.1 writes it, to the second."""
    text = item.content
    if item.tag == _UTC_TIME:
        short = _SHORT_TIME.fullmatch(text)
        if short is None:
            raise DerError
        text = (b"20" if int(short[1]) < _TURN_OF_CENTURY else b"19") + text
    elif item.tag != _GENERALIZED_TIME:
        raise DerError
    found = _TIME.fullmatch(text)
    if found is None:
        raise DerError
    return datetime.strptime(found[1].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _authority(certificate: bytes) -> str:
    """Return the name that a certificate states: its common name, else its organisation's."""
    names: dict[bytes, str] = {}
    for part in der_items(_certificate(certificate)[4].content):
        for pair in der_items(part.content):
            kind, value = der_items(pair.content)
            if kind.tag == OBJECT and value.tag in {_UTF8, _PRINTABLE, _IA5}:
                names[kind.all] = _shown(value.content)
    return names.get(_COMMON_NAME) or names.get(_ORGANIZATION) or ""


def _shown(name: bytes) -> str:
    """Return a foreign name without characters that steer a screen."""
    text = name.decode("utf-8", errors="replace")
    kept = [
        "\ufffd" if unicodedata.category(character) in _NOT_SHOWN else character
        for character in text
    ]
    return "".join(kept[:_NAME_LIMIT])

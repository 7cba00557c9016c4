"""Key pairs, base58, did:key, fingerprints."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_private_key,
)
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.keys import bare_fingerprint
from ownerapp.signing import ed25519
from ownerapp.signing.base58 import base58_decode, base58_encode
from ownerapp.signing.did_key import (
    did_key,
    fingerprint,
    public_key_of,
    verification_method,
)
from ownerapp.signing.keys import make_document_pair, make_record_pair

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@given(st.binary(max_size=80))
def test_base58_gives_back_every_byte(data: bytes) -> None:
    text = base58_encode(data)

    assert base58_decode(text, length=len(data)) == data


# The examples of the Internet-Draft draft-msporny-base58.
@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Hello World!", "2NEpo7TZRRrLZSi2U"),
        (
            b"The quick brown fox jumps over the lazy dog.",
            "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
        ),
        (bytes.fromhex("0000287fb4cd"), "11233QC4"),
    ],
)
def test_base58_is_the_published_one(data: bytes, text: str) -> None:
    assert base58_encode(data) == text
    assert base58_decode(text, length=len(data)) == data


@pytest.mark.parametrize("text", ["", "0", "O", "I", "l", "\u0661", "2" * 200, "1" * 33, "zz zz"])
def test_base58_of_another_length_or_alphabet_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        base58_decode(text, length=32)


def test_the_did_of_the_published_test_seed_is_known(seed: bytes) -> None:
    public = ed25519.public_of(seed)

    assert did_key(public) == "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"
    assert verification_method(did_key(public)) == (
        "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"
        "#z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"
    )


@given(st.binary(min_size=32, max_size=32))
def test_a_did_key_gives_back_its_public_key(public: bytes) -> None:
    did = did_key(public)

    assert did.startswith("did:key:z6Mk")
    assert public_key_of(did) == public


@pytest.mark.parametrize(
    "did",
    [
        "",
        "did:key:",
        "did:key:z",
        "did:web:maker.example",
        "did:key:z6Mk",
        # A P-256 key: another kind of key never passes for an Ed25519 one.
        "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
        "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd#x",
        "did:key:Z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd",
    ],
)
def test_what_is_no_ed25519_did_key_is_refused(did: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        public_key_of(did)


def test_an_x25519_key_of_the_same_length_is_no_signing_key() -> None:
    did = "did:key:z" + base58_encode(b"\xec\x01" + bytes(range(32)))

    with pytest.raises(ValueError, match=r"^$"):
        public_key_of(did)


def test_a_did_key_needs_a_whole_key() -> None:
    with pytest.raises(ValueError, match=r"^$"):
        did_key(bytes(31))


def test_a_fingerprint_is_half_a_sha_256_in_groups_of_four(seed: bytes) -> None:
    shown = fingerprint(ed25519.public_of(seed))

    assert [len(group) for group in shown.split(" ")] == [4] * 8
    assert shown == shown.lower()
    assert bare_fingerprint(shown.upper().replace(" ", "-")) == shown.replace(" ", "")
    assert bare_fingerprint(f" {shown.replace(' ', ':')}\n") == shown.replace(" ", "")


def test_record_pairs_are_raw_bytes_and_never_the_same() -> None:
    first, second = make_record_pair(), make_record_pair()

    assert (len(first.private), len(first.public)) == (32, 32)
    assert first.private != second.private
    assert ed25519.public_of(first.private) == first.public


def test_a_key_pair_never_shows_its_private_part() -> None:
    pair = make_record_pair()

    assert pair.private.hex() not in repr(pair)
    assert repr(pair.private) not in repr(pair)


def test_the_document_certificate_is_self_signed_neutral_and_lasts_ten_years() -> None:
    pair = make_document_pair(NOW)

    certificate = x509.load_der_x509_certificate(pair.certificate)
    certificate.verify_directly_issued_by(certificate)
    key = load_der_private_key(pair.private, password=None)
    assert isinstance(key, EllipticCurvePrivateKey)
    assert key.curve.name == "secp256r1"
    point = certificate.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    assert point == pair.public
    assert certificate.not_valid_before_utc == NOW
    assert certificate.not_valid_after_utc == NOW.replace(year=2036)
    (name,) = certificate.subject
    assert str(name.value).startswith("ownerapp record key ")
    assert len(str(name.value).split(" ")[-1]) == 8
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign


def test_a_certificate_made_on_a_leap_day_ends_on_the_28th() -> None:
    pair = make_document_pair(datetime(2028, 2, 29, tzinfo=UTC))

    end = x509.load_der_x509_certificate(pair.certificate).not_valid_after_utc
    assert end == datetime(2038, 2, 28, tzinfo=UTC)


def test_wycheproof_signatures_are_judged_as_published(vectors: Path) -> None:
    groups = json.loads((vectors / "wycheproof" / "ed25519_test.json").read_bytes())["testGroups"]

    cases = [
        (
            case["result"] == "valid",
            ed25519.holds(
                bytes.fromhex(group["publicKey"]["pk"]),
                bytes.fromhex(case["msg"]),
                bytes.fromhex(case["sig"]),
            ),
        )
        for group in groups
        for case in group["tests"]
    ]

    assert len(cases) == 151
    assert sum(expected for expected, _ in cases) == 88
    assert all(expected is judged for expected, judged in cases)


# RFC 8032, section 7.1, test 2.
def test_a_signature_is_the_one_that_rfc_8032_prints() -> None:
    private = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )

    assert ed25519.sign(private, b"\x72") == signature
    assert ed25519.holds(ed25519.public_of(private), b"\x72", signature)


@pytest.mark.parametrize(("public", "signature"), [(b"", bytes(64)), (bytes(32), b"")])
def test_a_key_or_signature_of_the_wrong_length_never_holds(
    public: bytes, signature: bytes
) -> None:
    assert not ed25519.holds(public, b"message", signature)

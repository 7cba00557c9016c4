"""Page and program judge the time stamp beside a bundle's records alike, check for check."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from asn1crypto import cms, tsp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ownerapp.documents.bundle import make_bundle
from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.verdict import Check
from ownerapp.services.bundling import PROOF, TIME_STAMP
from ownerapp.services.verification import VerificationService
from ownerapp.signing import time_stamp_token
from ownerapp.signing.der import OCTET_STRING, SEQUENCE, SET, der, der_items
from ownerapp.signing.time_stamp import Rfc3161TimeStamps
from ownerapp.signing.time_stamp_token import plain_token
from tests.fuzz.targets import stamps as fuzzed
from tests.support import golden, golden_bundles, golden_stamps
from tests.support.checker_page import Answer, CheckerPage, assert_alike
from tests.support.record_changes import KEY, VALID
from tests.support.time_stamps import Authority, new_authority

STAMP = Check.CHECKPOINT_STAMP.value
CHANGES = 60
"""Of each kind."""
PARTS = golden_bundles.parts(VALID, keys=golden.golden_history())
HEAD = golden_bundles.head_of(PARTS[PROOF])


def asked(authority: Authority, data: bytes = HEAD) -> bytes:
    stamps = Rfc3161TimeStamps(lambda _server, query: authority.answer(query))
    return stamps.ask(golden_stamps.SERVER, data).answer


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def answer(authority: Authority) -> bytes:
    return asked(authority)


def alike(
    page: CheckerPage,
    service: VerificationService,
    stamps: list[bytes],
    parts: Mapping[str, bytes] = PARTS,
) -> list[Answer]:
    """Return what both say of bundles with each of these beside the record."""
    bundles = [make_bundle({**parts, TIME_STAMP: item}, at=golden.MADE_AT) for item in stamps]
    return assert_alike(page, service, [(bundle, KEY) for bundle in bundles])


def test_a_good_stamp_is_good_in_both_and_the_page_says_so(
    page: CheckerPage, service: VerificationService, answer: bytes
) -> None:
    with_changes = answer.replace(b"\x30\x03\x02\x01\x00", b"\x30\x03\x02\x01\x01", 1)
    for found in alike(page, service, [answer, with_changes]):
        assert (STAMP, "ok", "") in found.checks
        assert found.outcomes("failed") == {}
        assert found.outcomes("unknown") == {"pdf-attachment": "part-missing"}
    said = "The time stamp beside it belongs to its place in the history"
    assert page.text("result").count(said) == 1


def test_a_bundle_whose_stamp_was_taken_out_says_nothing_of_one_in_both(
    page: CheckerPage, service: VerificationService
) -> None:
    bundle = make_bundle(PARTS, at=golden.MADE_AT)
    (found,) = assert_alike(page, service, [(bundle, KEY)])
    assert STAMP not in {check for check, _outcome, _reason in found.checks}


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_each_kind_of_key_and_hash_is_judged_alike(
    page: CheckerPage,
    service: VerificationService,
    tmp_path_factory: pytest.TempPathFactory,
    digest: str,
) -> None:
    keys = (
        rsa.generate_private_key(public_exponent=65537, key_size=3072),
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP384R1()),
    )
    named_by = "sha1" if digest == "sha256" else digest
    stamps = [
        asked(
            new_authority(
                tmp_path_factory.mktemp("other"), key=key, digest=digest, named_by=named_by
            )
        )
        for key in keys
    ]
    for found in alike(page, service, stamps):
        assert (STAMP, "ok", "") in found.checks


def in_token(answer: bytes, change: Callable[[cms.SignedData], None]) -> bytes:
    """Return an answer with something changed in its token."""
    response = tsp.TimeStampResp.load(answer)
    change(response["time_stamp_token"]["content"])
    changed: bytes = response.dump(force=True)
    return changed


def without_certificates(signed: cms.SignedData) -> None:
    signed["certificates"] = []


def only_the_first_certificate(signed: cms.SignedData) -> None:
    signed["certificates"] = [signed["certificates"][0]]


def only_the_last_certificate(signed: cms.SignedData) -> None:
    signed["certificates"] = [signed["certificates"][len(signed["certificates"]) - 1]]


def two_signers(signed: cms.SignedData) -> None:
    signed["signer_infos"].append(signed["signer_infos"][0])


def no_signer(signed: cms.SignedData) -> None:
    signed["signer_infos"] = []


def an_attribute_twice(signed: cms.SignedData) -> None:
    attributes = signed["signer_infos"][0]["signed_attrs"]
    attributes.append(attributes[0])


def an_attribute_less(signed: cms.SignedData) -> None:
    attributes = signed["signer_infos"][0]["signed_attrs"]
    signed["signer_infos"][0]["signed_attrs"] = [
        item for item in attributes if item["type"].native != "message_digest"
    ]


def an_unsigned_attribute(signed: cms.SignedData) -> None:
    signed["signer_infos"][0]["unsigned_attrs"] = [
        cms.CMSAttribute({"type": "1.2.3.4", "values": []})
    ]


def another_signature(signed: cms.SignedData) -> None:
    signed["signer_infos"][0]["signature"] = bytes(256)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without_certificates, "form"),
        (two_signers, "form"),
        (no_signer, "form"),
        (an_attribute_twice, "form"),
        (an_attribute_less, "form"),
        (another_signature, "signature"),
        # What a server may add without anybody having signed it is left away.
        (an_unsigned_attribute, None),
    ],
)
def test_a_token_of_another_form_is_judged_alike(
    page: CheckerPage,
    service: VerificationService,
    answer: bytes,
    change: Callable[[cms.SignedData], None],
    reason: str | None,
) -> None:
    (found,) = alike(page, service, [in_token(answer, change)])
    assert found.outcomes("failed") == ({} if reason is None else {STAMP: reason})


def test_the_certificate_is_found_wherever_it_stands_and_missed_where_it_is_not(
    page: CheckerPage, service: VerificationService, answer: bytes
) -> None:
    one, other = alike(
        page,
        service,
        [
            in_token(answer, only_the_first_certificate),
            in_token(answer, only_the_last_certificate),
        ],
    )
    failures = [one.outcomes("failed"), other.outcomes("failed")]
    assert sorted(failures, key=len) == [{}, {STAMP: "form"}]


def test_a_stamp_of_another_checkpoint_is_not_valid_in_both(
    page: CheckerPage, service: VerificationService, authority: Authority, answer: bytes
) -> None:
    others = [asked(authority, HEAD + b"."), asked(authority, HEAD.rstrip(b"\n"))]
    for found in alike(page, service, others):
        assert found.verdict == "not valid"
        assert found.outcomes("failed") == {STAMP: "other-bytes"}
    for proof in (b"no proof at all", b"c2sp.org/tlog-proof@v1\n\n" + HEAD + b"\n"):
        (found,) = alike(page, service, [answer], {**PARTS, PROOF: proof})
        assert found.outcomes("failed")[STAMP] == "other-bytes"


def test_what_is_no_answer_or_refuses_is_judged_alike(
    page: CheckerPage, service: VerificationService, answer: bytes
) -> None:
    _status, token = (item.all for item in der_items(der_items(answer)[0].content))
    granted = bytes.fromhex("3003020100")
    stamps = [
        b"", b"<html>", b"\0" * 40, b"\x30\x00", b"\x30\x80\0\0", b"\x30\x03abc", b"\x30\xff",
        b"\x30\x80" + answer[4:132], answer[:-1], answer + b"\0", answer + bytes(64 * 1024),
        bytes(64 * 1024 + 1), golden_stamps.refused(), token,
        der(SEQUENCE, granted), der(SEQUENCE, granted, token, token),
        *(
            der(SEQUENCE, der(SEQUENCE, bytes.fromhex(state)), token)
            for state in ("", "020102", "02020000", "0200", "0a0100", "0201ff")
        ),
        der(SEQUENCE, granted, der(SET, token)), der(SEQUENCE, granted, der(OCTET_STRING, token)),
        der(SEQUENCE, granted, der(SEQUENCE)),
    ]  # fmt: skip
    found = alike(page, service, stamps)

    assert [item.outcomes("failed") for item in found] == [{STAMP: "form"}] * len(stamps)


def test_an_answer_whose_token_is_too_large_is_judged_alike(
    page: CheckerPage, service: VerificationService, answer: bytes
) -> None:
    """The answer is within its limit, its token with the one certificate is not."""

    def longer(signed: cms.SignedData) -> None:
        signer = signed["signer_infos"][0]
        signer["signature"] = bytes(9 * 1024)

    (found,) = alike(page, service, [in_token(answer, longer)])
    assert found.outcomes("failed") == {STAMP: "form"}


def test_whatever_byte_of_an_answer_changes_both_say_the_same(
    page: CheckerPage, service: VerificationService, answer: bytes, chance: random.Random
) -> None:
    stamps = []
    for _change in range(120):
        changed = bytearray(answer)
        for _more in range(chance.choice((1, 1, 1, 3))):
            changed[chance.randrange(len(answer))] = chance.choice((0, 0x80, chance.randrange(256)))
        stamps.append(bytes(changed))
    for _cut in range(20):
        at = chance.randrange(len(answer))
        stamps.append(answer[:at] + chance.randbytes(chance.randrange(4)) + answer[at + 1 :])

    found = alike(page, service, stamps)

    reasons = {item.outcomes("failed").get(STAMP) for item in found}
    assert reasons >= {"form", "digest", "signature"}


FORGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_TYPES = {
    "content": bytes.fromhex("06092a864886f70d010903"),
    "digest": bytes.fromhex("06092a864886f70d010904"),
    "certificate": bytes.fromhex("060b2a864886f70d010910022f"),
}
_INFO = bytes.fromhex("060b2a864886f70d0109100104")
BIT_STRING = 0x03


def forged(
    info: bytes,
    certificate: bytes,
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = FORGER,
) -> bytes:
    """Return the answer of somebody who signs any statement with any certificate on it."""
    digest = der(OCTET_STRING, hashlib.sha256(info).digest())
    named = der(SEQUENCE, der(OCTET_STRING, hashlib.sha256(certificate).digest()))
    attributes = b"".join(
        der(SEQUENCE, kind, der(SET, value))
        for kind, value in (
            (_TYPES["content"], _INFO),
            (_TYPES["digest"], digest),
            (_TYPES["certificate"], der(SEQUENCE, der(SEQUENCE, named))),
        )
    )
    message = der(SET, attributes)
    if isinstance(key, rsa.RSAPrivateKey):
        signature = key.sign(message, padding.PKCS1v15(), hashes.SHA256())
    else:
        signature = key.sign(message, ec.ECDSA(hashes.SHA256()))
    parts = time_stamp_token._Parts(info, certificate, attributes, "sha256", signature)
    return der(SEQUENCE, bytes.fromhex("3003020100"), time_stamp_token._built(parts))


def test_whatever_value_changes_both_say_the_same_even_where_a_forger_signs_it(
    page: CheckerPage,
    service: VerificationService,
    chance: random.Random,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    own = asked(new_authority(tmp_path_factory.mktemp("forger"), key=FORGER))
    token = plain_token(der_items(der_items(own)[0].content)[1].all)
    parts = time_stamp_token._parts(token)
    stamps = [forged(parts.info, parts.certificate)]
    while len(stamps) < 3 * CHANGES:
        stamps.append(fuzzed.mutate(own, chance))
        with suppress(CheckFailedError, ValueError, LookupError):
            stamps.append(forged(fuzzed.mutate(parts.info, chance), parts.certificate))
        with suppress(CheckFailedError, ValueError, LookupError):
            stamps.append(forged(parts.info, fuzzed.mutate(parts.certificate, chance)))

    good, *found = alike(page, service, stamps)

    assert (STAMP, "ok", "") in good.checks
    reasons = {item.outcomes("failed").get(STAMP) for item in found}
    assert reasons >= {None, "form", "other-bytes", "certificate"}


@pytest.mark.parametrize("form", [PublicFormat.CompressedPoint, None])
def test_a_key_whose_point_is_written_in_another_way_is_judged_alike(
    page: CheckerPage, service: VerificationService, tmp_path: Path, form: PublicFormat | None
) -> None:
    """Libraries differ in whether they take it: compressed, or the hybrid of both ways."""
    key = ec.generate_private_key(ec.SECP256R1())
    own = asked(new_authority(tmp_path, key=key))
    parts = time_stamp_token._parts(plain_token(der_items(der_items(own)[0].content)[1].all))
    whole = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    hybrid = bytes((6 + whole[-1] % 2,)) + whole[1:]
    point = key.public_key().public_bytes(Encoding.X962, form) if form else hybrid
    stamps = [
        forged(parts.info, with_point(parts.certificate, whole, instead), key)
        for instead in (whole, point)
    ]

    good, other = alike(page, service, stamps)

    assert (STAMP, "ok", "") in good.checks
    assert other.outcomes("failed") == {STAMP: "form"}


def with_point(certificate: bytes, whole: bytes, instead: bytes) -> bytes:
    """Return a certificate with another encoding of its key; nobody looks at its signature."""
    signed, *rest = der_items(der_items(certificate)[0].content)
    fields = [
        der(SEQUENCE, der_items(field.content)[0].all, der(BIT_STRING, b"\0" + instead))
        if whole in field.all
        else field.all
        for field in der_items(signed.content)
    ]
    return der(SEQUENCE, der(SEQUENCE, *fields), *(item.all for item in rest))

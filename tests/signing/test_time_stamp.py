"""Time stamps of a real ``openssl ts`` authority: what holds, and what never does."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given, settings
from hypothesis import strategies as st
from rfc3161_client import VerifierBuilder, decode_timestamp_response

from ownerapp.domain.errors import CheckFailedError, TimeStampAddressError, TimeStampFailedError
from ownerapp.domain.time_stamp import TimeStamp, checked_server
from ownerapp.domain.verdict import Check, Outcome
from ownerapp.signing.time_stamp import Rfc3161TimeStamps
from ownerapp.signing.time_stamp_token import check_token, plain_token
from ownerapp.system.clock import SystemClock
from tests.support.time_stamps import NAME, Authority, new_authority

DATA = b"the signature of a seal"
SERVER = "http://stamps.example/ts"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def stamp(authority: Authority) -> TimeStamp:
    return asked(authority)


def asked(
    authority: Authority, change: Callable[[bytes], bytes] = bytes, data: bytes = DATA
) -> TimeStamp:
    """Return the stamp of an authority whose answer is changed on the way."""
    stamps = Rfc3161TimeStamps(lambda _server, query: change(authority.answer(query)))
    return stamps.ask(SERVER, data)


def verdict(token: bytes, data: bytes = DATA) -> tuple[Outcome, str]:
    found = Rfc3161TimeStamps(lambda *_: b"").check(token, data)
    assert found.result.check is Check.PDF_STAMP
    assert (found.at is None) == (found.result.outcome is Outcome.FAILED)
    return found.result.outcome, found.result.reason


def test_a_good_stamp_holds_and_says_when_and_by_whom(stamp: TimeStamp) -> None:
    assert verdict(stamp.token) == (Outcome.OK, "")
    assert stamp.authority == NAME
    assert abs(SystemClock().now() - stamp.at) < timedelta(minutes=5)


def test_openssl_and_another_library_call_the_same_stamp_good(
    authority: Authority, stamp: TimeStamp, tmp_path: Path
) -> None:
    (tmp_path / "data").write_bytes(DATA)
    for name, stored, more in (
        ("answer.tsr", stamp.answer, []),
        ("token.der", stamp.token, ["-token_in"]),
    ):
        (tmp_path / name).write_bytes(stored)
        run = subprocess.run(
            [
                "openssl", "ts", "-verify", "-data", "data", "-in", name, *more,
                "-CAfile", str(authority.root_path),
            ],
            cwd=tmp_path, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert "Verification: OK" in run.stdout
    root = x509.load_pem_x509_certificate(authority.root_path.read_bytes())
    plain = tsp.TimeStampResp(
        {"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(stamp.token)}
    ).dump()
    verifier = VerifierBuilder().add_root_certificate(root).build()
    assert verifier.verify_message(decode_timestamp_response(plain), DATA)


def test_an_answer_with_several_certificates_in_any_order_is_taken(stamp: TimeStamp) -> None:
    # This is what the library that builds the request cannot read.
    with pytest.raises(ValueError, match="InvalidSetOrdering"):
        decode_timestamp_response(stamp.answer)
    kept = cms.ContentInfo.load(stamp.token)["content"]["certificates"]
    sent = tsp.TimeStampResp.load(stamp.answer)["time_stamp_token"]["content"]["certificates"]
    assert (len(kept), len(sent)) == (1, 2)


def test_a_stamp_over_other_bytes_does_not_hold(stamp: TimeStamp) -> None:
    assert verdict(stamp.token, DATA + b".") == (Outcome.FAILED, "other-bytes")


@pytest.mark.parametrize(
    ("token", "reason"),
    [(b"", "missing"), (b"\0" * 40, "form"), (b"\x30\x80\0\0", "form"), (b"\x30\x03abc", "form")],
)
def test_what_is_no_token_is_named(token: bytes, reason: str) -> None:
    assert verdict(token) == (Outcome.FAILED, reason)


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
@pytest.mark.parametrize("named_by", ["sha1", "sha256", "sha512"])
@pytest.mark.parametrize("kind", ["p256", "p384"])
def test_the_usual_kinds_of_keys_and_hashes_hold(
    tmp_path: Path, kind: str, digest: str, named_by: str
) -> None:
    key = ec.generate_private_key(ec.SECP256R1() if kind == "p256" else ec.SECP384R1())
    authority = new_authority(tmp_path, key=key, digest=digest, named_by=named_by)
    assert verdict(asked(authority).token) == (Outcome.OK, "")


@pytest.mark.parametrize(
    "key",
    [
        rsa.generate_private_key(public_exponent=65537, key_size=1024),  # noqa: S505 - on purpose
        ec.generate_private_key(ec.SECP521R1()),
        ec.generate_private_key(ec.SECP256K1()),
    ],
    ids=["a short RSA key", "P-521", "another curve"],
)
def test_a_stamp_by_another_kind_of_key_is_refused_when_it_is_asked_for(
    tmp_path: Path, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
) -> None:
    authority = new_authority(tmp_path, key=key)
    with pytest.raises(TimeStampFailedError) as caught:
        asked(authority)
    assert caught.value.reason == "form"


def test_a_stamp_by_somebody_whose_certificate_is_not_for_stamps_is_refused(
    tmp_path: Path,
) -> None:
    # openssl itself refuses to sign with such a certificate; the signature is put in later.
    good = new_authority(tmp_path / "good")
    other = new_authority(
        tmp_path / "other",
        usage=(ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING),
    )
    with pytest.raises(subprocess.CalledProcessError):
        asked(other)
    token = cms.ContentInfo.load(asked(good).token)
    pem = (other.folder / "signer.pem").read_bytes()
    foreign = x509.load_pem_x509_certificate(pem)
    assert foreign.extensions.get_extension_for_class(x509.ExtendedKeyUsage).critical
    token["content"]["certificates"] = [
        cms.CertificateChoices.load(foreign.public_bytes(Encoding.DER))
    ]
    assert verdict(token.dump(force=True))[0] is Outcome.FAILED


def test_no_byte_of_a_token_can_change(stamp: TimeStamp) -> None:
    for at in range(len(stamp.token)):
        changed = bytearray(stamp.token)
        changed[at] ^= 1 << (at % 8)
        outcome, reason = verdict(bytes(changed))
        assert outcome is Outcome.FAILED, at
        assert reason


def test_nothing_can_be_added_to_a_token(stamp: TimeStamp) -> None:
    other = cms.ContentInfo.load(stamp.token)
    content = other["content"]
    content["certificates"].append(content["certificates"][0])
    unsigned = cms.ContentInfo.load(stamp.token)
    unsigned["content"]["signer_infos"][0]["unsigned_attrs"] = [
        cms.CMSAttribute({"type": "1.2.3.4", "values": []})
    ]
    for token in (other.dump(force=True), unsigned.dump(force=True), stamp.token + b"\0"):
        assert verdict(token) == (Outcome.FAILED, "form")


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_the_bytes_the_check_names_a_reason(stamp: TimeStamp, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(stamp.token)))
    token = stamp.token[:cut] + data.draw(st.binary(max_size=60)) + stamp.token[cut + 1 :]
    outcome, reason = verdict(token)
    assert (outcome is Outcome.OK) == (token == stamp.token)
    assert reason or token == stamp.token
    with suppress(CheckFailedError):
        assert plain_token(token)


# ------------------------------------------------------------------------- answers


def test_an_answer_of_two_signers_or_none_is_named(authority: Authority, stamp: TimeStamp) -> None:
    for count in (0, 2):
        response = tsp.TimeStampResp.load(stamp.answer)
        content = response["time_stamp_token"]["content"]
        content["signer_infos"] = [content["signer_infos"][0]] * count
        answer = response.dump(force=True)
        result = Rfc3161TimeStamps(lambda *_: b"").check_answer(answer, DATA)
        assert (result.outcome, result.reason) == (Outcome.FAILED, "form")
        with pytest.raises(TimeStampFailedError) as caught:
            asked(authority, partial(_instead, answer))
        assert caught.value.reason == "not-a-stamp"


def test_an_answer_that_says_no_is_named(authority: Authority) -> None:
    alone = bytes.fromhex("30053003020102")
    for said in (lambda _answer: alone, lambda answer: answer[:8] + b"\x02" + answer[9:]):
        with pytest.raises(TimeStampFailedError) as caught:
            asked(authority, said)
        assert caught.value.reason == "refused"
        assert caught.value.server == SERVER


@pytest.mark.parametrize(
    "answer", [b"", b"<html>", b"\x30\x00", b"\x30\x05\x30\x03\x02\x01\x00", b"\x30\xff"]
)
def test_an_answer_that_is_no_stamp_is_named(authority: Authority, answer: bytes) -> None:
    with pytest.raises(TimeStampFailedError) as caught:
        asked(authority, lambda _answer: answer)
    assert caught.value.reason in {"not-a-stamp", "refused"}


def _instead(earlier: bytes, _answer: bytes) -> bytes:
    return earlier


def test_the_answer_to_another_question_is_not_taken(authority: Authority) -> None:
    """A stamp over the same bytes with another nonce, and one over other bytes."""
    reasons = []
    for data in (DATA, b"other"):
        earlier = asked(authority, data=data).answer
        with pytest.raises(TimeStampFailedError) as caught:
            asked(authority, partial(_instead, earlier))
        reasons.append((caught.value.reason, caught.value.detail))
    assert reasons == [("other", "nonce"), ("other", "other-bytes")]


def test_a_tampered_stamp_is_not_taken(authority: Authority) -> None:
    def tampered(answer: bytes) -> bytes:
        at = answer.index(b"2026") if b"2026" in answer else answer.index(b"\x18\x0f20")
        return answer[: at + 3] + b"7" + answer[at + 4 :]

    with pytest.raises(TimeStampFailedError) as caught:
        asked(authority, tampered)
    assert caught.value.reason == "other"


def test_the_server_sees_a_hash_and_nothing_of_the_bytes(authority: Authority) -> None:
    queries: list[bytes] = []

    def transport(server: str, query: bytes) -> bytes:
        assert server == SERVER
        queries.append(query)
        return authority.answer(query)

    Rfc3161TimeStamps(transport).ask(f"  {SERVER} ", DATA)
    Rfc3161TimeStamps(transport).ask(SERVER, DATA)
    for query in queries:
        assert DATA not in query
        assert hashlib.sha256(DATA).digest() in query
        assert len(query) < 100
    assert queries[0] != queries[1]


@pytest.mark.parametrize(
    "address",
    [
        "", "stamps.example", "ftp://stamps.example", "file:///etc/passwd", "http://",
        "https://me:secret@stamps.example", "http://stamps.example/#part", "http://a b",
        "http://stamps.example:0", "http://stamps.example:99999", "http://[::1", "javascript:1",
        "http://stämps.example", "http://stamps.example/\n", "http://" + "a" * 600,
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_asked_is_refused_before_anything_is_sent(address: str) -> None:
    def transport(_server: str, _query: bytes) -> bytes:
        raise AssertionError

    if address.endswith("\n"):
        assert checked_server(address) == address.strip()
        return
    with pytest.raises(TimeStampAddressError):
        Rfc3161TimeStamps(transport).ask(address, DATA)


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Zeitstempel Köln", "Zeitstempel Köln"),
        ("with\u202eother\nline", "with\ufffdother\ufffdline"),
        ("x" * 64, "x" * 64),
    ],
)
def test_a_foreign_name_cannot_steer_a_screen(tmp_path: Path, given_name: str, shown: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    authority = new_authority(tmp_path, key=key, name=given_name)
    facts = check_token(asked(authority).token, DATA)
    assert facts.authority == shown

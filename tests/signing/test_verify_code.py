"""The verifier of codes: good ones, hostile ones, and the verdict of the record itself."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.keys import KnownKey
from ownerapp.domain.verdict import Outcome, Report, Verdict
from ownerapp.services.ports.checking import RecordVerifier
from ownerapp.services.ports.signing import RecordSigner
from ownerapp.signing.adapters import C2spLogSealer, DataIntegritySigner, ReceiptVerifier
from ownerapp.signing.base45 import base45_encode
from ownerapp.signing.cose_receipt import key_id
from tests.support import codes, record_variety, records

NOW = records.MADE_AT + timedelta(hours=1)
OURS = (records.known_key(),)
CONTENT = records.content(records.shipped_notice())
SIGNED = records.signed_bytes(CONTENT)
TEXT = codes.code_text(CONTENT)
COSE = codes.cose_of(TEXT)
CLAIMS = codes.claims_of(TEXT)
OTHER = records.known_key(records.OTHER_SEED)
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def verify(
    text: str,
    *,
    known: tuple[KnownKey, ...] = OURS,
    accepted: tuple[str, ...] = (),
    now: datetime = NOW,
) -> Report:
    verifier: RecordVerifier = ReceiptVerifier()
    return verifier.verify_code(text, known_keys=known, accepted=accepted, now=now)


def outcomes(report: Report) -> dict[str, tuple[str, str]]:
    return {item.check.value: (item.outcome.value, item.reason) for item in report.checks}


def failed(report: Report) -> list[tuple[str, str]]:
    return [
        (item.check.value, item.reason) for item in report.checks if item.outcome is Outcome.FAILED
    ]


def claims(**changes: Any) -> dict[Any, Any]:
    """The honest payload with a part replaced, or taken out with None; ``inner_4`` is inside."""
    value: dict[Any, Any] = {**CLAIMS, codes.RECEIPT: dict(CLAIMS[codes.RECEIPT])}
    for name, new in changes.items():
        where, _, label = name.rpartition("_")
        target = value[codes.RECEIPT] if where == "inner" else value
        key: Any = codes.RECEIPT if label == "receipt" else int(label)
        if new is None:
            del target[key]
        else:
            target[key] = new
    return value


def test_an_honest_code_is_valid_and_says_what_it_binds() -> None:
    signer: RecordSigner = DataIntegritySigner()
    assert signer is not None
    report = verify(TEXT)

    assert report.verdict is Verdict.VALID
    assert outcomes(report) == {
        "readable": ("ok", "code"),
        "format": ("ok", "code"),
        "suite": ("ok", ""),
        "issuer": ("ok", ""),
        "signature": ("ok", ""),
        "key": ("ok", "ours"),
        "texts": ("skipped", "not-in-a-code"),
        "states": ("ok", "only-when-made"),
    }
    assert report.facts == {
        "kind": "code",
        "issuer": CONTENT.issuer,
        "fingerprint": OURS[0].fingerprint,
        "record-id": CONTENT.receipt_id,
        "sha256": C2spLogSealer().sha256(SIGNED),
        "created": "2026-11-21T09:30:00Z",
        "signed-at": "2026-11-21T09:30:00Z",
        "log-index": "41",
        "notice-sha256": CONTENT.notice.hash,
        "notice-version": CONTENT.notice.version,
        "choices": "8",
        "on-when-made": "3",
    }


_KEYS: tuple[tuple[str, tuple[KnownKey, ...], tuple[str, ...], datetime], ...] = (
    ("ours", OURS, (), NOW),
    ("unknown", (), (), NOW),
    ("accepted", (), (OURS[0].fingerprint,), NOW),
    ("accepted in capitals", (), (OURS[0].fingerprint.upper().replace(" ", ":"),), NOW),
    ("a part accepted", (), (OURS[0].fingerprint[:19],), NOW),
    ("another accepted", (OTHER,), (OTHER.fingerprint,), NOW),
    (
        "retired before",
        (replace(OURS[0], valid_until=records.MADE_AT - timedelta(hours=1)),),
        (OURS[0].fingerprint,),
        NOW,
    ),
    ("retired after", (replace(OURS[0], valid_until=NOW),), (), NOW),
    ("not yet made", (replace(OURS[0], valid_from=NOW),), (), NOW),
    ("from the future", OURS, (), records.MADE_AT - timedelta(days=2)),
    ("a slow clock", OURS, (), records.MADE_AT - timedelta(hours=20)),
    ("choices have ended", OURS, (), records.MADE_AT + timedelta(days=4_000)),
)


@pytest.mark.parametrize(("known", "accepted", "now"), [case[1:] for case in _KEYS])
def test_the_code_has_the_verdict_of_its_record_for_the_same_key(
    known: tuple[KnownKey, ...], accepted: tuple[str, ...], now: datetime
) -> None:
    code = verify(TEXT, known=known, accepted=accepted, now=now)
    record = ReceiptVerifier().verify(SIGNED, known_keys=known, accepted=accepted, now=now)

    assert code.verdict is record.verdict
    ours, theirs = outcomes(code), outcomes(record)
    assert ours.pop("texts") == ("skipped", "not-in-a-code")
    assert theirs.pop("texts") == ("ok", "")
    for check in ("readable", "format", "states"):
        assert ours.pop(check)[0] == theirs.pop(check)[0]
    assert ours == theirs
    for fact in ("issuer", "fingerprint", "record-id", "sha256", "created", "log-index"):
        assert code.facts[fact] == record.facts[fact]


def test_the_verdicts_of_the_table_above_are_of_all_three_kinds() -> None:
    seen = {
        name: verify(TEXT, known=known, accepted=accepted, now=now).verdict.value
        for name, known, accepted, now in _KEYS
    }

    assert seen == {
        "ours": "valid",
        "unknown": "cannot tell",
        "accepted": "valid",
        "accepted in capitals": "valid",
        "a part accepted": "cannot tell",
        "another accepted": "cannot tell",
        "retired before": "not valid",
        "retired after": "valid",
        "not yet made": "not valid",
        "from the future": "cannot tell",
        "a slow clock": "valid",
        "choices have ended": "valid",
    }


def test_every_record_and_its_code_agree_but_for_what_a_code_does_not_hold() -> None:
    for made in list(record_variety.every_status())[::5]:
        now = made.created + timedelta(hours=1)
        code = verify(codes.code_text(made), now=now)
        record = ReceiptVerifier().verify(
            records.signed_bytes(made), known_keys=OURS, accepted=(), now=now
        )

        # A code holds no times of answers, so it cannot say that their order cannot be told.
        is_in_order = outcomes(record)["states"] != ("unknown", "times-out-of-order")
        assert code.verdict is Verdict.VALID
        assert record.verdict is (Verdict.VALID if is_in_order else Verdict.CANNOT_TELL)
        assert code.facts["sha256"] == record.facts["sha256"]
        assert code.facts["choices"] == record.facts["choices"]


class TestAttacks:
    def test_a_code_of_another_record_differs_in_its_digest_alone(self) -> None:
        other = records.content(records.shipped_notice("cn-reference-ev"))
        report = verify(codes.code_text(other))

        assert report.verdict is Verdict.VALID
        assert report.facts["sha256"] != verify(TEXT).facts["sha256"]

    def test_a_state_turned_round_is_not_valid(self) -> None:
        _, _, payload, signature = codes.parts_of(TEXT)
        states = CLAIMS[codes.RECEIPT][4]
        changed = payload.replace(states, b"\1" * len(states))
        assert changed != payload
        report = verify(codes.text_of(codes.built(None, payload=changed, signature=signature)))

        assert failed(report) == [("signature", "signature-does-not-hold")]
        assert "record-id" not in report.facts

    def test_a_foreign_signature_under_our_name_is_not_valid(self) -> None:
        own_name = codes.built(CLAIMS, seed=records.OTHER_SEED)
        our_name = codes.built(
            CLAIMS, seed=records.OTHER_SEED, header={1: -8, 4: key_id(OURS[0].public)}
        )

        assert failed(verify(codes.text_of(own_name))) == [("issuer", "proof-by-another-key")]
        report = verify(codes.text_of(our_name), accepted=(OTHER.fingerprint,))
        assert failed(report) == [("signature", "signature-does-not-hold")]

    def test_a_code_issued_anew_by_another_key_is_that_keys(self) -> None:
        foreign = codes.built(claims(_1=OTHER.did), seed=records.OTHER_SEED)
        report = verify(codes.text_of(foreign))

        assert outcomes(report)["key"] == ("unknown", "not-accepted")
        assert report.facts["fingerprint"] == OTHER.fingerprint
        assert report.verdict is Verdict.CANNOT_TELL

    @pytest.mark.parametrize("signature", [b"", b"\0" * 64, b"\0" * 63, b"\0" * 65])
    def test_a_stripped_signature_is_not_valid(self, signature: bytes) -> None:
        report = verify(codes.text_of(codes.built(CLAIMS, signature=signature)))

        assert failed(report) == [("signature", "signature-does-not-hold")]

    @pytest.mark.parametrize(
        ("header", "check", "why"),
        [
            ({}, "suite", "other-cryptosuite"),
            ({1: -7, 4: b"12345678"}, "suite", "other-cryptosuite"),
            ({1: 5, 4: b"12345678"}, "suite", "other-cryptosuite"),
            ({1: "EdDSA", 4: b"12345678"}, "suite", "other-cryptosuite"),
            ({1: -8}, "suite", "unknown-proof-member"),
            ({1: -8, 2: [1], 4: b"12345678"}, "suite", "unknown-proof-member"),
            ({1: -8, 3: "text/html", 4: b"12345678"}, "suite", "unknown-proof-member"),
            ({1: -8, 4: b"12345678"}, "issuer", "proof-by-another-key"),
            ({1: -8, 4: key_id(OURS[0].public)[:7]}, "issuer", "proof-by-another-key"),
            ({1: -8, 4: key_id(OURS[0].public).hex()}, "issuer", "proof-by-another-key"),
            ([1, -8], "format", "schema"),
            (-8, "format", "schema"),
        ],
    )
    def test_a_header_of_another_kind_is_refused_though_it_is_signed(
        self, header: object, check: str, why: str
    ) -> None:
        report = verify(codes.text_of(codes.built(CLAIMS, header=header)))

        assert failed(report) == [(check, why)]

    def test_an_unsigned_header_beside_it_is_refused(self) -> None:
        for unprotected in ({4: key_id(OURS[0].public)}, {1: -7}, {"x": 1}):
            report = verify(codes.text_of(codes.built(CLAIMS, unprotected=unprotected)))
            assert failed(report) == [("suite", "unknown-proof-member")]

    @pytest.mark.parametrize(
        "cose",
        [
            codes.built(CLAIMS, tag=None),
            codes.built(CLAIMS, tag=17),
            codes.built(CLAIMS, tag=98),
            cbor2.dumps(cbor2.CBORTag(61, cbor2.CBORTag(18, []))),
            b"\xd8\x12" + COSE[1:],
            b"",
        ],
    )
    def test_an_envelope_of_another_kind_is_no_record(self, cose: bytes) -> None:
        assert failed(verify(codes.text_of(cose))) == [("format", "not-a-record")]

    @pytest.mark.parametrize(
        "value",
        [
            [],
            [b"", {}, b""],
            [b"", {}, b"", b"", b""],
            ["", {}, b"", b""],
            {},
            1,
            [b"", [], b"", b""],
        ],
    )
    def test_an_envelope_with_other_parts_is_refused(self, value: object) -> None:
        cose = cbor2.dumps(cbor2.CBORTag(18, value))
        assert failed(verify(codes.text_of(cose))) == [("format", "schema")]

    @pytest.mark.parametrize(
        "changed",
        [
            claims(_1=None),
            claims(_1=b"did"),
            claims(_1="d" * 57),
            claims(_6=None),
            claims(_6=-1),
            claims(_6=0),
            claims(_6=4_102_444_800),
            claims(_6=2**64 - 1),
            claims(_6="2026"),
            # Exports do not expire: the claim for an end is not part of version 1.
            claims(_4=1_900_000_000),
            claims(_7=b"id"),
            {**claims(), "name": "Lin"},
            claims(_receipt=None),
            claims(_receipt=[1]),
            claims(inner_1=None),
            claims(inner_1=b"\0" * 15),
            claims(inner_1=CONTENT.receipt_id),
            claims(inner_2=b"\0" * 31),
            claims(inner_3=b"\0" * 33),
            claims(inner_4=b""),
            claims(inner_4=b"\0"),
            claims(inner_4=b"\x08"),
            claims(inner_4=b"\1" * 1_001),
            claims(inner_4=[1, 2]),
            claims(inner_5=-1),
            claims(inner_5=2**53),
            claims(inner_5=b"\1"),
            claims(inner_6="1" * 501),
            claims(inner_6=1),
            claims(inner_7=1),
            [],
            0,
            "",
        ],
    )
    def test_a_payload_outside_of_version_1_is_refused_though_it_is_signed(
        self, changed: object
    ) -> None:
        report = verify(codes.text_of(codes.built(changed)))

        assert failed(report) == [("format", "schema")]
        assert report.verdict is Verdict.NOT_VALID
        assert "issuer" not in report.facts

    @pytest.mark.parametrize("issuer", ["", "did:web:example.org", "did:key:z6Mk", "\u202e" * 20])
    def test_an_issuer_that_is_no_key_is_refused(self, issuer: str) -> None:
        report = verify(codes.text_of(codes.built(claims(_1=issuer))))

        assert failed(report) == [("issuer", "issuer-not-a-key")]

    @pytest.mark.parametrize(
        ("payload", "why"),
        [
            # The same label twice, the second time with another answer.
            (b"\xa2\x01\x61a\x01\x61b", "duplicate-key"),
            (b"\xbf\x01\x61a\xff", "not-allowed"),
            (b"\xa1\x06\xf9\x7e\x00", "not-allowed"),
            (b"\xa1\x06\xfb\x41\xda\x00\x00\x00\x00\x00\x00", "not-allowed"),
            (b"\xa1\x06\xc2\x49\x01" + b"\0" * 8, "not-allowed"),
            (b"\xa1\x06\xc1\x1a\x67\x00\x00\x00", "not-allowed"),
            (b"\xa1\x01\x5b" + b"\xff" * 8, "cut-short"),
            (b"\xa1\x06\x18\x01", "not-shortest"),
            (cbor2.dumps(CLAIMS, canonical=True) + b"\0", "bytes-after"),
            (b"\x81" * 1_500, "too-deep"),
        ],
    )
    def test_a_payload_that_could_be_read_in_two_ways_is_not_readable(
        self, payload: bytes, why: str
    ) -> None:
        report = verify(codes.text_of(codes.built(None, payload=payload)))

        assert failed(report) == [("readable", why)]
        assert report.verdict is Verdict.NOT_VALID

    def test_bytes_after_the_envelope_are_not_read_over(self) -> None:
        for more in (b"\0", COSE, b"\xf6"):
            assert failed(verify(codes.text_of(COSE + more))) == [("readable", "bytes-after")]

    @pytest.mark.parametrize("change", [str.lower, lambda text: text[::-1], lambda text: text[4:]])
    def test_what_does_not_begin_like_a_code_is_none(self, change: Callable[[str], str]) -> None:
        assert failed(verify(change(TEXT))) == [("readable", "not-a-code")]


@pytest.mark.parametrize("version", ["2", "10", "9999"])
def test_a_code_of_an_unknown_version_cannot_be_told(version: str) -> None:
    for rest in (TEXT[4:], "", "anything at all"):
        report = verify(f"VC{version}:{rest}")

        assert report.verdict is Verdict.CANNOT_TELL
        assert outcomes(report)["format"] == ("unknown", "version-unknown")
        assert failed(report) == []


@pytest.mark.parametrize("version", ["0", "01", "12345", "-1", "x", ""])
def test_what_names_no_version_is_no_code(version: str) -> None:
    assert failed(verify(f"VC{version}:{TEXT[4:]}")) == [("readable", "not-a-code")]


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(COSE) * 8 - 1))
def test_any_changed_bit_of_the_receipt_is_never_valid(bit: int) -> None:
    changed = bytearray(COSE)
    changed[bit // 8] ^= 1 << bit % 8

    report = verify(codes.text_of(bytes(changed)))
    assert report.verdict is not Verdict.VALID
    assert report.verdict is Verdict.NOT_VALID


def is_packed_the_same(text: str) -> bool:
    """Tell whether a text is only another packing of the very same receipt."""
    try:
        return codes.cose_of(text) == COSE
    except CheckFailedError:
        return False


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.sampled_from(ALPHABET))
def test_any_changed_character_is_never_valid_unless_the_receipt_is_the_same(
    at: int, character: str
) -> None:
    changed = TEXT[:at] + character + TEXT[at + 1 :]

    assert (verify(changed).verdict is Verdict.VALID) is is_packed_the_same(changed)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(codes.packed_of(TEXT)) * 8 - 1))
def test_any_changed_bit_of_the_packing_is_never_valid_unless_the_receipt_is_the_same(
    bit: int,
) -> None:
    # Between a header of deflate and what it is about lie bits that mean nothing.
    packed = bytearray(codes.packed_of(TEXT))
    packed[bit // 8] ^= 1 << bit % 8
    changed = "VC1:" + base45_encode(bytes(packed))

    assert (verify(changed).verdict is Verdict.VALID) is is_packed_the_same(changed)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(TEXT) - 1))
def test_a_cut_code_is_never_valid(at: int) -> None:
    assert verify(TEXT[:at]).verdict is Verdict.NOT_VALID


def test_how_it_is_packed_is_free_what_is_packed_is_not() -> None:
    for level in (0, 1, 6):
        assert verify(codes.text_of(COSE, level=level)).verdict is Verdict.VALID
    stored = "VC1:" + base45_encode(zlib.compress(COSE, 0))
    assert verify(stored).facts == verify(TEXT).facts


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_arbitrary_bytes_in_a_code_never_pass_or_raise(data: bytes) -> None:
    assert verify(codes.text_of(data)).verdict is Verdict.NOT_VALID
    assert verify(codes.text_of(b"\xd2\x84" + data)).verdict is Verdict.NOT_VALID
    assert verify("VC1:" + base45_encode(data)).verdict is Verdict.NOT_VALID


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_arbitrary_texts_never_pass_or_raise(text: str) -> None:
    assert verify(text).verdict is not Verdict.VALID
    assert verify("VC1:" + text).verdict is Verdict.NOT_VALID


_CBOR = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers(-(2**70), 2**70)
    | st.binary(max_size=40)
    | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.integers(-9, 9) | st.text(max_size=4), inner, max_size=4)
        | st.builds(cbor2.CBORTag, st.integers(40, 2**32), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(_CBOR, st.sampled_from(["_1", "_6", "_receipt", "inner_1", "inner_4", "inner_6"]))
def test_honestly_signed_nonsense_is_never_more_than_what_it_says(value: Any, place: str) -> None:
    changed = claims(**{place: value if value is not None else 0.5})
    report = verify(codes.text_of(codes.built(changed)))

    if report.verdict is Verdict.VALID:
        # Another id, other states or another version: of the right kind and truly signed.
        assert codes.claims_of(codes.text_of(codes.built(changed))) == changed
        assert isinstance(value, (str, bytes, int))
    else:
        assert report.verdict is Verdict.NOT_VALID

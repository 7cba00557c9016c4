"""The verifier: good records, hostile ones, and what it says of each."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.ids import Language
from ownerapp.domain.keys import KnownKey
from ownerapp.domain.log import TreeEdge
from ownerapp.domain.record import Disclosure
from ownerapp.domain.verdict import Check, CheckResult, Outcome, Report, Verdict
from ownerapp.resources import resource_path
from ownerapp.services.ports.checking import RecordVerifier
from ownerapp.services.ports.signing import LogSealer, RecordSigner
from ownerapp.signing.adapters import C2spLogSealer, DataIntegritySigner, ReceiptVerifier
from ownerapp.signing.data_integrity import add_proof, proof_options
from ownerapp.signing.did_key import verification_method
from ownerapp.signing.receipt_schema import main as schema_main
from tests.support import record_variety, records

NOW = records.MADE_AT + timedelta(hours=1)
OURS = (records.known_key(),)
SIGNED = records.signed_bytes()
Change = Callable[[dict[str, Any]], None]


def _verify(
    data: bytes,
    *,
    known: tuple[KnownKey, ...] = OURS,
    accepted: tuple[str, ...] = (),
    now: datetime = NOW,
    extra: tuple[CheckResult, ...] = (),
    facts: dict[str, str] | None = None,
) -> Report:
    verifier: RecordVerifier = ReceiptVerifier()
    return verifier.verify(
        data, known_keys=known, accepted=accepted, now=now, extra=extra, extra_facts=facts
    )


def _outcome(report: Report, check: Check) -> tuple[str, str]:
    (found,) = [item for item in report.checks if item.check is check]
    return found.outcome.value, found.reason


def _failed(report: Report) -> list[tuple[str, str]]:
    return [
        (item.check.value, item.reason) for item in report.checks if item.outcome is Outcome.FAILED
    ]


def _document() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(SIGNED)
    return value


def _process(document: dict[str, Any], at: int = 0) -> dict[str, Any]:
    process: dict[str, Any] = _record(document)["dpv:hasProcess"][at]
    return process


def _record(document: dict[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = document["credentialSubject"]["dpv:hasRecordOfActivity"][0]
    return record


@pytest.mark.parametrize("pack", ["eu-reference-ev", "cn-reference-ev"])
@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize("disclosure", [Disclosure(), Disclosure(name=True, plate=True, vin=True)])
def test_what_the_builder_makes_fits_the_schema_and_is_valid(
    pack: str, language: str, disclosure: Disclosure
) -> None:
    notice = records.shipped_notice(pack)
    made = records.content(notice, language=Language(language), disclosure=disclosure)
    data = records.signed_bytes(made)
    schema = json.loads(
        resource_path("schema", "consent-receipt-1.schema.json").read_text(encoding="utf-8")
    )

    report = _verify(data)

    assert _failed(report) == []
    assert [item.outcome for item in report.checks] == [Outcome.OK] * 8
    assert report.verdict is Verdict.VALID
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(data))


def test_the_shipped_schema_is_the_one_of_the_structs(tmp_path: Path) -> None:
    path = tmp_path / "made" / "schema.json"

    assert schema_main(["--check"]) == 0
    assert schema_main(["--check"], path) == 1
    assert schema_main(["--write"], path) == 0
    assert schema_main(["--check"], path) == 0
    path.write_text("{}")
    assert schema_main(["--check"], path) == 1


def test_line_breaks_and_member_order_are_free() -> None:
    reordered = json.dumps(dict(reversed(_document().items())), indent=3).encode()

    assert _verify(reordered).verdict is Verdict.VALID
    assert _verify(reordered).facts["sha256"] == _verify(SIGNED).facts["sha256"]


def test_the_facts_say_what_record_this_is() -> None:
    facts = _verify(SIGNED).facts

    assert facts["kind"] == "json"
    assert facts["record-id"] == "2b1f0f27-7a1e-4fd6-a0ff-8bfb3f0a8b77"
    assert facts["issuer"] == records.known_key().did
    assert facts["fingerprint"] == records.known_key().fingerprint
    assert facts["created"] == facts["signed-at"] == "2026-11-21T09:30:00Z"
    assert (facts["log-origin"], facts["log-index"]) == (records.ORIGIN, "41")
    assert facts["sha256"] == C2spLogSealer().sha256(SIGNED)
    assert (facts["choices"], facts["on"], facts["ended"]) == ("8", "3", "0")
    assert "ended-on" not in facts
    assert facts["notice-trust"] == "shipped"
    assert "notice-key" not in facts


def test_the_facts_say_which_key_signed_the_notice() -> None:
    made = records.content(records.shipped_notice(), trust=record_variety.TRUSTS[2])
    facts = _verify(records.signed_bytes(made)).facts

    assert facts["notice-trust"] == "signed"
    assert facts["notice-key"] == record_variety.KEY.fingerprint


def test_a_record_of_before_that_does_not_say_whose_word_its_notice_is_stays_valid() -> None:
    document = records.signed_document()
    record = document["credentialSubject"]["dpv:hasRecordOfActivity"][0]
    del record["dpv:hasNotice"][0]["car:noticeTrust"]
    del record["car:switchNotStated"]
    report = _verify(records.sign_again(document))

    assert report.verdict is Verdict.VALID
    assert "notice-trust" not in report.facts


class TestKeys:
    def test_an_unknown_key_cannot_be_told(self) -> None:
        report = _verify(SIGNED, known=())

        assert _outcome(report, Check.KEY) == ("unknown", "not-accepted")
        assert report.verdict is Verdict.CANNOT_TELL

    @pytest.mark.parametrize("form", [str, str.upper, lambda text: text.replace(" ", ":")])
    def test_a_given_fingerprint_makes_it_valid(self, form: Callable[[str], str]) -> None:
        report = _verify(SIGNED, known=(), accepted=(form(records.known_key().fingerprint),))

        assert _outcome(report, Check.KEY) == ("ok", "accepted")
        assert report.verdict is Verdict.VALID

    @pytest.mark.parametrize("given_text", ["", " ", "5", records.known_key().fingerprint[:19]])
    def test_a_part_of_a_fingerprint_accepts_nothing(self, given_text: str) -> None:
        report = _verify(SIGNED, known=(), accepted=(given_text,))

        assert report.verdict is Verdict.CANNOT_TELL

    def test_a_fingerprint_of_another_key_accepts_nothing(self) -> None:
        other = records.known_key(records.OTHER_SEED).fingerprint

        assert _verify(SIGNED, known=(), accepted=(other,)).verdict is Verdict.CANNOT_TELL

    @pytest.mark.parametrize(
        ("start", "end", "verdict"),
        [
            (records.ASKED_AT, records.MADE_AT + timedelta(days=1), Verdict.VALID),
            # Records hold whole seconds: a key made within the same second is in use.
            (records.MADE_AT, None, Verdict.VALID),
            (records.ASKED_AT, records.MADE_AT - timedelta(hours=1), Verdict.NOT_VALID),
            (records.MADE_AT + timedelta(hours=1), None, Verdict.NOT_VALID),
        ],
    )
    def test_an_expired_key_signs_nothing(
        self, start: datetime, end: datetime | None, verdict: Verdict
    ) -> None:
        ours = records.known_key()
        key = KnownKey(
            did=ours.did,
            public=ours.public,
            fingerprint=ours.fingerprint,
            valid_from=start,
            valid_until=end,
        )

        assert _verify(SIGNED, known=(key,)).verdict is verdict


class TestAttacks:
    def test_a_duplicate_key_is_not_read(self) -> None:
        data = SIGNED.replace(b'"validFrom":', b'"validFrom":"2020-01-01T00:00:00Z","validFrom":')

        report = _verify(data)

        assert _failed(report) == [("readable", "duplicate-key")]
        assert report.verdict is Verdict.NOT_VALID
        assert "record-id" not in report.facts

    def test_a_swapped_context_is_refused(self) -> None:
        document = _document()
        document["@context"] = ["https://attacker.example/v1", document["@context"][1]]
        data = records.sign_again(document)

        assert ("suite", "other-context") in _failed(_verify(data))

    def test_a_foreign_issuer_is_refused(self) -> None:
        document = _document()
        document["issuer"] = records.known_key(records.OTHER_SEED).did

        report = _verify(json.dumps(document).encode())

        assert ("issuer", "proof-by-another-key") in _failed(report)
        assert report.verdict is Verdict.NOT_VALID

    def test_a_proof_by_another_key_than_the_issuers_is_not_valid_even_if_accepted(self) -> None:
        document = _document()
        del document["proof"]
        attacker = records.known_key(records.OTHER_SEED)
        options = proof_options(
            document, method=verification_method(attacker.did), created="2026-11-21T09:30:00Z"
        )
        data = json.dumps(add_proof(document, options, private_key=records.OTHER_SEED)).encode()

        report = _verify(data, accepted=(attacker.fingerprint,))

        assert _failed(report) == [("issuer", "proof-by-another-key")]
        assert _outcome(report, Check.SIGNATURE) == ("skipped", "earlier-check")
        assert report.verdict is Verdict.NOT_VALID

    def test_a_stripped_proof_is_not_valid(self) -> None:
        document = _document()
        del document["proof"]

        report = _verify(json.dumps(document).encode())

        assert ("suite", "proof-missing") in _failed(report)
        assert report.verdict is Verdict.NOT_VALID

    def test_another_member_is_refused_though_its_issuer_signed_it(self) -> None:
        document = _document()
        _process(document)["car:more"] = "hidden from the page"

        report = _verify(records.sign_again(document))

        assert _failed(report) == [("format", "schema")]
        assert _outcome(report, Check.SIGNATURE)[0] == "ok"
        assert report.verdict is Verdict.NOT_VALID

    def test_a_refusal_turned_into_a_yes_is_not_valid(self) -> None:
        data = SIGNED.replace(b"dpv:ConsentRefused", b"dpv:ConsentGiven")
        assert data != SIGNED

        report = _verify(data)

        assert _failed(report) == [("signature", "signature-does-not-hold")]

    @pytest.mark.parametrize(
        "data",
        [b"", b"[]", b"null", b"{}", b'{"type":"dpv:ConsentReceipt"}', b"%PDF-1.7", b"\xff"],
    )
    def test_what_is_no_record_is_not_valid(self, data: bytes) -> None:
        report = _verify(data)

        assert report.verdict is Verdict.NOT_VALID
        assert len(_failed(report)) == 1
        assert [item.check for item in report.checks] == list(Check)[:8]

    @settings(max_examples=150, deadline=None)
    @given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
    def test_any_changed_byte_is_never_valid(self, at: int, mask: int) -> None:
        changed = bytearray(SIGNED)
        changed[at] ^= mask

        assert _verify(bytes(changed)).verdict is not Verdict.VALID

    @settings(max_examples=50, deadline=None)
    @given(st.integers(0, len(SIGNED) - 1))
    def test_a_cut_record_is_never_valid(self, at: int) -> None:
        assert _verify(SIGNED[:at]).verdict is Verdict.NOT_VALID


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        for name, item in value.items():
            found += _paths(item, (*path, name))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            found += _paths(item, (*path, at))
    return found


PATHS = _paths(_document())


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PATHS), _JSON, st.booleans())
def test_any_replaced_value_is_never_valid_and_never_raises(
    path: tuple[str | int, ...], value: object, resigned: bool
) -> None:
    document: Any = _document()
    before = copy.deepcopy(document)
    target = document
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    if document == before:
        return
    if resigned and path[0] not in {"proof", "issuer"}:
        # Honestly signed nonsense may be valid or not; it must only never raise.
        _verify(records.sign_again(document))
    else:
        assert _verify(json.dumps(document).encode()).verdict is not Verdict.VALID


@pytest.mark.parametrize(
    "change",
    [
        {"@context": ["https://www.w3.org/ns/credentials/v2", "{}/v2"]},
        {"profile": "dpv-27560:receipt-2"},
    ],
)
def test_an_unknown_version_cannot_be_told_but_a_changed_one_is_not_valid(
    change: dict[str, Any],
) -> None:
    document = _document()
    if "profile" in change:
        document["credentialSubject"]["dct:conformsTo"] = change["profile"]
    else:
        base = document["@context"][1].removesuffix("/v1")
        document["@context"] = [text.format(base) for text in change["@context"]]
    signed = records.sign_again(document)

    honest, changed = _verify(signed), _verify(signed.replace(b"loc:", b"pd:"))

    assert _outcome(honest, Check.FORMAT) == ("unknown", "version-unknown")
    assert _outcome(honest, Check.STATES) == ("skipped", "version-unknown")
    assert honest.verdict is Verdict.CANNOT_TELL
    assert ("signature", "signature-does-not-hold") in _failed(changed)
    assert changed.verdict is Verdict.NOT_VALID


def test_a_record_whose_consents_have_ended_is_valid_and_says_when() -> None:
    only_ending = records.content(
        records.shipped_notice(), answers=(records.ANSWERS[0], records.ANSWERS[1])
    )
    data = records.signed_bytes(only_ending)

    before = _verify(data, now=datetime(2027, 11, 20, 11, 0, tzinfo=UTC))
    after = _verify(data, now=datetime(2027, 11, 20, 12, 1, tzinfo=UTC))

    assert (before.verdict, before.facts["on"], before.facts["ended"]) == (Verdict.VALID, "1", "1")
    assert "ended-on" not in before.facts
    assert (after.verdict, after.facts["on"]) == (Verdict.VALID, "0")
    assert after.facts["ended-on"] == "2027-11-20T12:00:00Z"


def test_a_record_from_the_future_cannot_be_told() -> None:
    early = _verify(SIGNED, now=records.MADE_AT - timedelta(days=2))
    slow_clock = _verify(SIGNED, now=records.MADE_AT - timedelta(hours=20))

    assert _outcome(early, Check.STATES) == ("unknown", "made-in-the-future")
    assert early.verdict is Verdict.CANNOT_TELL
    assert slow_clock.verdict is Verdict.VALID


def _set(path: str, value: object) -> Change:
    def change(document: dict[str, Any]) -> None:
        target: Any = document
        *parents, last = path.split("|")
        for name in parents:
            target = target[int(name) if name.isdecimal() else name]
        if value is None:
            del target[last]
        else:
            target[int(last) if last.isdecimal() else last] = value

    return change


_RECORD = "credentialSubject|dpv:hasRecordOfActivity|0"
_FIRST = f"{_RECORD}|dpv:hasProcess|0"
_OPEN = f"{_RECORD}|dpv:hasProcess|2"
_ID = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("change", "check", "reason"),
    [
        (_set("id", f"urn:uuid:{_ID}"), "states", "ids-differ"),
        (_set("credentialSubject|id", f"urn:uuid:{_ID}#receipt"), "states", "ids-differ"),
        (_set(f"{_RECORD}|dct:identifier", _ID), "states", "ids-differ"),
        (_set(f"{_RECORD}|dpv:hasDataSubject|dct:identifier", _ID), "states", "ids-differ"),
        (_set("validFrom", "2026-11-20T00:00:00Z"), "states", "ids-differ"),
        (
            _set(f"{_RECORD}|dct:creator", records.known_key(records.OTHER_SEED).did),
            "states",
            "ids-differ",
        ),
        (_set(f"{_RECORD}|dct:conformsTo", "dpv-27560:record"), "states", "profiles-differ"),
        (_set(f"{_FIRST}|car:status", "refused"), "states", "status-differs"),
        (_set(f"{_FIRST}|car:status", "undecided"), "states", "status-differs"),
        (
            _set(f"{_FIRST}|dpv:hasConsentStatus|1|dpv:isIndicatedAtTime", "2026-02-30T10:00:00Z"),
            "states",
            "bad-time",
        ),
        (
            _set(f"{_FIRST}|dpv:hasConsentStatus|0|dpv:isIndicatedBy", "urn:party:maker"),
            "states",
            "asked-by-another",
        ),
        (_set(f"{_FIRST}|car:term", "1y"), "states", "end-differs"),
        (_set(f"{_FIRST}|car:endsAt|car:at", "2027-03-20T12:00:00Z"), "states", "end-differs"),
        (
            _set(f"{_FIRST}|car:endsAt|car:at", "2026-11-20T13:00:00Z"),
            "states",
            "ended-before-made",
        ),
        (_set(f"{_FIRST}|car:endsAt", None), "states", "end-differs"),
        (
            _set(f"{_OPEN}|car:endsAt", {"car:at": "2027-11-20T12:00:00Z", "car:zone": "UTC"}),
            "states",
            "end-differs",
        ),
        (_set(f"{_FIRST}|car:shownText|0|text", "Something else"), "texts", "other-text"),
        (_set(f"{_FIRST}|car:shownTextSha256", "0" * 64), "texts", "other-text"),
        (_set(f"{_FIRST}|car:shownTextSha256", None), "texts", "hash-missing"),
        (_set(f"{_FIRST}|car:term", "forever"), "format", "schema"),
        (_set(f"{_FIRST}|dpv:hasConsentStatus|1|@type|0", "dpv:Terminated"), "format", "schema"),
        (_set(f"{_FIRST}|dpv:hasConsentStatus", []), "format", "schema"),
        (_set(f"{_RECORD}|dpv:hasProcess", []), "format", "schema"),
        (_set(f"{_RECORD}|dpv:hasNotice", []), "format", "schema"),
        (_set(f"{_RECORD}|dpv:hasDataController", []), "format", "schema"),
        (_set(f"{_FIRST}|dct:title", "x" * 20_001), "format", "schema"),
        (_set("credentialSubject|car:logPosition|car:index", -1), "format", "schema"),
        # JSON Schema's "$" does not match before a last line break; Python's alone would.
        (_set(f"{_RECORD}|dct:language", "en\n"), "format", "schema"),
        (_set(f"{_RECORD}|dpv:hasJurisdiction|0", "loc:DE\n"), "format", "schema"),
        (_set(f"{_RECORD}|car:shows|0", "made-here\n"), "format", "schema"),
        (_set(f"{_FIRST}|car:endsAt|car:zone", "Europe/Berlin\n"), "format", "schema"),
        (_set(f"{_FIRST}|car:shownText|0|lang", "en\n"), "format", "schema"),
    ],
)
def test_a_record_that_contradicts_itself_is_not_valid_though_signed(
    change: Change, check: str, reason: str
) -> None:
    document = _document()
    change(document)

    report = _verify(records.sign_again(document))

    assert _failed(report) == [(check, reason)]
    assert report.verdict is Verdict.NOT_VALID


def _made_after_its_proof(document: dict[str, Any]) -> None:
    document["validFrom"] = document["credentialSubject"]["dct:created"] = "2026-11-21T10:00:00Z"
    _record(document)["dct:created"] = "2026-11-21T10:00:00Z"


OUT_OF_ORDER = (
    _set(f"{_FIRST}|dpv:hasConsentStatus|0|dpv:isIndicatedAtTime", "2026-11-20T12:30:00Z"),
    _set(f"{_OPEN}|dpv:hasConsentStatus|1|dpv:isIndicatedAtTime", "2026-11-21T10:00:00Z"),
    _made_after_its_proof,
)


@pytest.mark.parametrize("change", OUT_OF_ORDER)
def test_times_out_of_order_cannot_be_told_because_a_clock_may_be_set_back(change: Change) -> None:
    document = _document()
    change(document)

    report = _verify(records.sign_again(document))

    assert _failed(report) == []
    assert _outcome(report, Check.STATES) == ("unknown", "times-out-of-order")
    assert report.verdict is Verdict.CANNOT_TELL
    assert report.facts["record-id"] == "2b1f0f27-7a1e-4fd6-a0ff-8bfb3f0a8b77"


@pytest.mark.parametrize("change", OUT_OF_ORDER)
def test_times_out_of_order_hide_no_other_contradiction(change: Change) -> None:
    document = _document()
    change(document)
    _set(f"{_FIRST}|car:status", "refused")(document)

    report = _verify(records.sign_again(document))

    assert _failed(report) == [("states", "status-differs")]
    assert report.verdict is Verdict.NOT_VALID


@pytest.mark.parametrize(
    ("zone", "hours", "verdict"),
    [
        # The rules of a zone may change between the yes and its end.
        (records.ZONE, 1, Verdict.VALID),
        (records.ZONE, 4, Verdict.NOT_VALID),
        # A computer that does not know its zone writes UTC or nothing.
        ("UTC", 24, Verdict.VALID),
        ("", 24, Verdict.VALID),
        ("Moon/Tranquility", 24, Verdict.VALID),
        ("../../etc/passwd", 24, Verdict.NOT_VALID),
        ("America", 24, Verdict.VALID),
        ("UTC", 97, Verdict.NOT_VALID),
    ],
)
def test_an_end_may_differ_by_what_zones_can_make(zone: str, hours: int, verdict: Verdict) -> None:
    document = _document()
    end = _process(document)["car:endsAt"]
    moved = datetime.fromisoformat(end["car:at"]) + timedelta(hours=hours)
    end |= {"car:at": f"{moved:%Y-%m-%dT%H:%M:%SZ}", "car:zone": zone}

    assert _verify(records.sign_again(document)).verdict is verdict


def test_a_record_of_undecided_practices_alone_has_no_texts_to_check() -> None:
    made = records.content(records.shipped_notice(), answers=(records.Answer(()),))

    report = _verify(records.signed_bytes(made))

    assert _outcome(report, Check.TEXTS) == ("skipped", "")
    assert report.verdict is Verdict.VALID


def test_the_time_of_a_proof_of_another_version_must_be_one() -> None:
    document = _document()
    document["credentialSubject"]["dct:conformsTo"] = "dpv-27560:receipt-9"
    del document["proof"]
    did = records.known_key().did
    for created in ("yesterday", 7):
        options: dict[str, Any] = proof_options(
            document, method=verification_method(did), created=""
        )
        options["created"] = created
        signed = add_proof(document, options, private_key=records.SEED)

        assert _failed(_verify(json.dumps(signed).encode())) == [("key", "bad-time")]


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (Outcome.OK, Verdict.VALID),
        (Outcome.SKIPPED, Verdict.VALID),
        (Outcome.UNKNOWN, Verdict.CANNOT_TELL),
        (Outcome.FAILED, Verdict.NOT_VALID),
    ],
)
def test_checks_made_elsewhere_count_like_our_own(outcome: Outcome, verdict: Verdict) -> None:
    extra = CheckResult(check=Check.PDF_SEAL, outcome=outcome)

    report = _verify(SIGNED, extra=(extra,), facts={"kind": "pdf", "certificate": "ab"})

    assert report.checks[-1] == extra
    assert report.verdict is verdict
    assert (report.facts["kind"], report.facts["certificate"]) == ("pdf", "ab")


def test_signer_and_sealer_keep_to_their_ports() -> None:
    signer: RecordSigner = DataIntegritySigner()
    sealer: LogSealer = C2spLogSealer()
    key = signer.make_record_key(NOW)
    document_key = signer.make_document_key(NOW)
    known = signer.known_key(key, document_key.certificate)
    edge = sealer.extend(sealer.extend(TreeEdge(), []), [sealer.leaf_hash(b"one")])

    checkpoint = sealer.make_checkpoint(
        origin=records.ORIGIN, size=1, root=sealer.root(edge), key=key
    )

    assert sealer.is_checkpoint_good(checkpoint, origin=records.ORIGIN, keys=[known])
    assert sealer.root(edge) == sealer.root_of([sealer.leaf_hash(b"one")])
    assert known.certificate_sha256 == sealer.sha256(document_key.certificate)
    assert signer.known_key(key).certificate_sha256 == ""
    assert sealer.parse(sealer.canonical({"b": 1, "a": [True, None]})) == {
        "a": [True, None],
        "b": 1,
    }
    assert key.private.hex() not in repr(key)

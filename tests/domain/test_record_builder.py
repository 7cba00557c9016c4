"""What a record says of a choice, and what it never says (rules of ``record``)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.event import EventKind, Method
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import PartyRole, Place, Reach
from ownerapp.domain.record import (
    TERM_DURATIONS,
    RecordContent,
    receipt_document,
    statement_codes,
)
from ownerapp.domain.term import Term
from ownerapp.domain.text import Text, shown_line, shown_text_value
from ownerapp.domain.trust import NoticeTrust
from tests.support import record_variety, records

EVERY = tuple(record_variety.every_status())
ONE = records.content(records.shipped_notice("eu-reference-ev"))
GIVEN, EXPIRED = EventKind.CONSENT_GIVEN, EventKind.CONSENT_EXPIRED
LAST = {
    Status.UNDECIDED: "dpv:ConsentRequested",
    Status.REFUSED: "dpv:ConsentRefused",
    Status.GIVEN: "dpv:ConsentGiven",
    Status.PAUSED: "dpv:ConsentGiven",
    Status.WITHDRAWN: "dpv:ConsentWithdrawn",
    Status.EXPIRED: "dpv:ConsentExpired",
    Status.SUPERSEDED: "dpv:ConsentInvalidated",
}


def consent_record(made: RecordContent) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(receipt_document(made)))
    record: dict[str, Any] = document["credentialSubject"]["dpv:hasRecordOfActivity"][0]
    return record


def processes(made: RecordContent) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = consent_record(made)["dpv:hasProcess"]
    return found


def process_of(made: RecordContent, status: Status) -> dict[str, Any]:
    at = next(at for at, item in enumerate(made.choices) if item.status is status)
    return processes(made)[at]


def with_evidence(made: RecordContent, *levels: EvidenceLevel | None) -> RecordContent:
    on = [item for item in made.choices if item.status is Status.GIVEN][: len(levels)]
    assert len(on) == len(levels)
    return replace(
        made,
        choices=tuple(
            replace(item, choice=replace(item.choice, evidence=level))
            for item, level in zip(on, levels, strict=True)
            if item.choice is not None
        ),
    )


def test_every_practice_that_was_asked_for_is_there_with_its_status() -> None:
    for made in EVERY:
        for item, process in zip(made.choices, processes(made), strict=True):
            assert process["dct:identifier"] == item.practice.id
            assert process["car:status"] == item.status.value
            assert process["dpv:hasConsentStatus"][-1]["@type"][0] == LAST[item.status]


def test_an_undecided_practice_was_requested_and_nothing_else() -> None:
    for made in EVERY:
        for item in record_variety.undecided(made):
            process = processes(made)[made.choices.index(item)]
            (status,) = process["dpv:hasConsentStatus"]

            assert status == {
                "@type": ["dpv:ConsentRequested"],
                "dpv:isIndicatedBy": made.issuer,
                "dpv:isIndicatedAtTime": "2026-11-20T11:58:30Z",
            }
            assert {"car:term", "car:endsAt", "car:evidence", "car:shownText"}.isdisjoint(process)


def test_the_request_is_indicated_by_this_program_and_never_by_the_maker() -> None:
    for made in EVERY:
        for process in processes(made):
            first, *later = process["dpv:hasConsentStatus"]
            assert first["@type"] == ["dpv:ConsentRequested"]
            assert first["dpv:isIndicatedBy"] == made.issuer
            by = {status["dpv:isIndicatedBy"] for status in later}
            assert by <= {made.issuer, f"urn:uuid:{made.person.id}"}


def test_only_a_yes_has_a_duration() -> None:
    for made in EVERY:
        for process in processes(made):
            for status in process["dpv:hasConsentStatus"]:
                is_yes = status["@type"][0] == "dpv:ConsentGiven"
                assert ("dpv:hasDuration" in status) == is_yes


def test_a_refusal_has_no_term_no_end_and_no_evidence() -> None:
    for status in (Status.REFUSED, Status.WITHDRAWN):
        process = process_of(ONE, status)

        assert {"car:term", "car:endsAt", "car:evidence"}.isdisjoint(process)
        assert "car:shownTextSha256" in process


@pytest.mark.parametrize("term", Term)
def test_a_term_is_written_as_its_duration(term: Term) -> None:
    made = records.content(ONE.notice, answers=(records.Answer((GIVEN,), term),))
    (process,) = processes(made)
    duration = process["dpv:hasConsentStatus"][-1]["dpv:hasDuration"]

    assert process["car:term"] == term.value
    if term is Term.OPEN:
        assert duration == {"@type": "dpv:IndeterminateDuration"}
        assert "car:endsAt" not in process
    else:
        assert duration == {"@type": "dpv:TemporalDuration", "rdf:value": TERM_DURATIONS[term]}
        assert process["car:endsAt"]["car:zone"] == records.ZONE


def test_every_term_that_ends_has_a_duration() -> None:
    assert set(TERM_DURATIONS) == set(Term) - {Term.OPEN}


def test_what_time_alone_ended_says_when() -> None:
    made = record_variety.ended_by_time(records.content(ONE.notice))
    ended = [
        item
        for item in made.choices
        if item.status is Status.EXPIRED and item.events[-1].kind is not EXPIRED
    ]

    assert len(ended) == 2
    for item in ended:
        assert item.choice is not None
        assert item.choice.ends_at is not None
        last = processes(made)[made.choices.index(item)]["dpv:hasConsentStatus"][-1]
        assert last["@type"] == ["dpv:ConsentExpired"]
        assert last["dpv:isIndicatedBy"] == made.issuer
        assert last["dpv:isIndicatedAtTime"] == f"{item.choice.ends_at:%Y-%m-%dT%H:%M:%SZ}"


def test_an_expiry_that_was_written_down_stands_once() -> None:
    process = process_of(ONE, Status.EXPIRED)
    types = [status["@type"][0] for status in process["dpv:hasConsentStatus"]]

    assert types.count("dpv:ConsentExpired") == 1


@pytest.mark.parametrize("method", Method)
def test_each_method_says_how_the_person_acted(method: Method) -> None:
    item = ONE.choices[0]
    events = tuple(replace(event, method=method) for event in item.events)
    made = replace(ONE, choices=(replace(item, events=events),))
    status = processes(made)[0]["dpv:hasConsentStatus"][-1]

    assert status["dpv:isIndicatedBy"] == f"urn:uuid:{made.person.id}"
    assert len(status["dpv:hasIndicationMethod"]) > 10


def test_a_yes_to_what_is_asked_singly_is_explicit() -> None:
    answers = (records.Answer((GIVEN,), Term.DAYS_7),) * len(ONE.notice.optional())
    made = records.content(ONE.notice, answers=answers)
    types = {
        (item.practice.asked_singly, process["dpv:hasConsentStatus"][-1]["@type"][1])
        for item, process in zip(made.choices, processes(made), strict=True)
    }

    assert types == {(True, "dpv:ExplicitlyExpressedConsent"), (False, "dpv:ExpressedConsent")}


@pytest.mark.parametrize("pack", record_variety.PACKS)
def test_profile_and_gdpr_terms_follow_the_regime(pack: str) -> None:
    document = receipt_document(records.content(records.shipped_notice(pack)))
    text = json.dumps(document)

    is_european = pack == "eu-reference-ev"
    assert ("eu-gdpr:" in text) == is_european
    suffix = "-eu-gdpr" if is_european else ""
    assert f'"dpv-27560:receipt{suffix}"' in text
    assert f'"dpv-27560:record{suffix}"' in text
    assert text.count("dpv-27560:") == 2


LISTS = {
    "dpv:hasRecordOfActivity", "dpv:hasNotice", "dpv:hasJurisdiction", "dpv:hasApplicableLaw",
    "dpv:hasDataController", "dpv:hasProcess", "dpv:hasConsentControl", "dpv:hasRight",
    "dpv:hasEntity", "dpv:hasPurpose", "dpv:hasPersonalData", "dpv:hasProcessing",
    "dpv:hasLegalBasis", "dpv:hasRecipient", "dpv:hasStorageCondition",
    "dpv:hasProcessingCondition", "dpv:hasLocation", "dpv:hasThirdCountry",
    "dpv:hasOrganisationalMeasure", "dpv:hasConsentStatus", "car:alwaysOn", "car:shows",
    "car:switchNotStated",
    "car:doesNotShow", "car:shownText", "car:nativeText", "car:notStated", "@context",
}  # fmt: skip


def _kinds(value: object, found: dict[str, set[bool]]) -> None:
    if isinstance(value, dict):
        for name, item in value.items():
            found.setdefault(name, set()).add(isinstance(item, list))
            _kinds(item, found)
    elif isinstance(value, list):
        for item in value:
            _kinds(item, found)


def test_lists_stay_lists_with_one_member_or_none() -> None:
    found: dict[str, set[bool]] = {}
    for made in EVERY:
        _kinds(receipt_document(made), found)
    lonely = replace(ONE, choices=ONE.choices[:1])
    _kinds(receipt_document(lonely), found)

    ambiguous = {name for name, kinds in found.items() if kinds == {True, False}}
    # "type" is one word on the receipt and record, as in the W3C's own credentials.
    assert ambiguous <= {"type", "@type"}
    assert {name for name, kinds in found.items() if kinds == {True}} - {"@type"} <= LISTS
    assert all(found[name] == {True} for name in LISTS - {"car:nativeText"})


@pytest.mark.parametrize("disclosure", record_variety.DISCLOSURES)
def test_name_plate_and_vin_stand_in_it_only_when_ticked(disclosure: Any) -> None:
    made = records.content(ONE.notice, disclosure=disclosure)
    text = json.dumps(receipt_document(made))

    assert (made.person.name in text) == disclosure.name
    assert (made.vehicle.name in text) == disclosure.name
    assert (made.vehicle.plate in text) == disclosure.plate
    assert (made.vehicle.vin in text) == disclosure.vin


def test_a_ticked_field_that_is_empty_is_not_written() -> None:
    nobody = replace(ONE.person, name="")
    bare = replace(ONE.vehicle, plate="", vin="")
    made = replace(ONE, person=nobody, vehicle=bare, disclosure=record_variety.DISCLOSURES[-1])
    record = consent_record(made)

    assert "dpv:hasName" not in record["dpv:hasDataSubject"]
    assert {"car:plate", "car:vin"}.isdisjoint(record["car:vehicle"])


def test_what_nobody_stated_is_named_and_not_filled_in() -> None:
    made = records.content(record_variety.with_gaps(ONE.notice))
    record = consent_record(made)

    assert record["dpv:hasConsentControl"] == [
        {"@type": ["dpv:WithdrawConsent"], "car:notStated": ["dpv:isExercisedAt"]}
    ]
    assert "schema:url" not in record["dpv:hasNotice"][0]
    for party in record["dpv:hasEntity"]:
        assert party["car:notStated"] == ["dpv:hasAddress", "schema:contactPoint"]
        assert {"dpv:hasAddress", "schema:contactPoint"}.isdisjoint(party)
    for process in record["dpv:hasProcess"]:
        assert process["dpv:hasRecipient"] == ["car:NotStated"]
        location, duration = process["dpv:hasStorageCondition"]
        assert location["dpv:hasLocation"] == ["car:NotStated"]
        assert duration == {
            "@type": ["dpv:StorageDuration"],
            "dct:description": "car:NotStated",
        }


def test_what_stays_in_the_car_says_so() -> None:
    base = ONE.choices[0]
    inside = replace(
        base.practice,
        reach=Reach.CAR,
        provisions=(),
        storage_countries=(),
        processing_countries=(),
        processing_place=Place.IN_VEHICLE,
        transfers=(),
    )
    made = replace(ONE, choices=(replace(base, practice=inside),))
    (process,) = processes(made)

    assert process["dpv:hasRecipient"] == ["car:NoRecipient"]
    assert process["dpv:hasStorageCondition"][0]["dpv:hasLocation"] == ["dpv:WithinDevice"]
    assert process["dpv:hasProcessingCondition"][0]["dpv:hasLocation"] == ["dpv:WithinDevice"]


def test_a_place_of_processing_that_nobody_states_is_named_so() -> None:
    base = ONE.choices[0]
    cloud = replace(base.practice, processing_place=Place.CLOUD, processing_countries=())
    made = replace(ONE, choices=(replace(base, practice=cloud),))

    condition = processes(made)[0]["dpv:hasProcessingCondition"][0]
    assert condition["dpv:hasLocation"] == ["car:NotStated"]


@pytest.mark.parametrize("role", PartyRole)
def test_only_parties_that_are_named_somewhere_are_listed(role: PartyRole) -> None:
    notice = ONE.notice
    stranger = replace(notice.parties[0], id="stranger")
    parties = tuple(replace(party, role=role) for party in notice.parties)
    listed = consent_record(replace(ONE, notice=replace(notice, parties=(*parties, stranger))))[
        "dpv:hasEntity"
    ]

    assert "urn:party:stranger" not in {party["id"] for party in listed}
    assert f"urn:party:{notice.controller}" in {party["id"] for party in listed}
    assert all(party["type"][0] == "dpv:Organisation" for party in listed)


def test_a_party_is_listed_with_what_is_stated_of_it() -> None:
    notice = ONE.notice
    only_country = replace(notice.parties[0], address=Text(), country="DE", phone="+49 30 1")
    made = replace(ONE, notice=replace(notice, parties=(only_country,)))
    (party,) = consent_record(made)["dpv:hasEntity"]

    assert party["dpv:hasAddress"] == {
        "@type": "schema:PostalAddress", "schema:addressCountry": "DE",
    }  # fmt: skip
    assert party["schema:contactPoint"]["schema:telephone"] == "+49 30 1"
    assert "car:notStated" not in party

    only_street = replace(only_country, country="", address=Text({"en": "Example Street 1"}))
    made = replace(ONE, notice=replace(notice, parties=(only_street,)))
    (party,) = consent_record(made)["dpv:hasEntity"]

    assert party["dpv:hasAddress"] == {
        "@type": "schema:PostalAddress", "schema:streetAddress": "Example Street 1",
    }  # fmt: skip


def test_the_texts_that_were_shown_stand_in_it_with_their_hash() -> None:
    native = (shown_line("title", Language("zh_Hans"), "标题"),)
    base = ONE.choices[0]
    made = replace(ONE, choices=(replace(base, native=native),))
    (process,) = processes(made)
    assert base.choice is not None

    assert process["car:shownText"] == shown_text_value(base.shown)
    assert process["car:shownTextSha256"] == base.choice.text_sha256
    assert process["car:nativeText"] == shown_text_value(native)


@pytest.mark.rule("X-03")
def test_an_answer_to_an_earlier_notice_names_it() -> None:
    base = ONE.choices[0]
    assert base.choice is not None
    older = replace(base.choice, notice=records.shipped_notice("cn-reference-ev").hash)
    process = processes(replace(ONE, choices=(replace(base, choice=older),)))[0]

    assert process["car:decidedOnPack"] == older.notice
    assert "car:decidedOnPack" not in processes(ONE)[0]


def test_a_record_in_chinese_says_its_language_in_two_letters() -> None:
    made = records.content(ONE.notice, language=Language("zh_Hans"))
    record = consent_record(made)

    assert record["dct:language"] == "zh"
    assert record["dpv:hasProcess"][0]["dct:title"] == made.choices[0].practice.title.get(
        Language("zh_Hans")
    )


def test_required_practices_are_listed_with_their_reason() -> None:
    always_on = consent_record(ONE)["car:alwaysOn"]

    assert [item["dct:identifier"] for item in always_on] == [
        practice.id for practice in ONE.notice.required()
    ]
    assert all(item["dct:description"] for item in always_on)


def test_a_practice_whose_switch_is_not_stated_is_neither_a_choice_nor_always_on() -> None:
    notice = record_variety.with_gaps(ONE.notice)
    record = consent_record(records.content(notice))

    listed = {item["dct:identifier"]: item["dct:title"] for item in record["car:switchNotStated"]}
    assert set(listed) == {practice.id for practice in notice.undetermined()} != set()
    assert all(listed.values())
    assert record["car:alwaysOn"] == []
    assert listed.keys().isdisjoint(item["dct:identifier"] for item in record["dpv:hasProcess"])
    assert consent_record(ONE)["car:switchNotStated"] == []


@pytest.mark.parametrize(
    ("trust", "word", "has_key"),
    [
        (record_variety.TRUSTS[0], "shipped", False),
        (record_variety.TRUSTS[1], "signed", True),
        (record_variety.TRUSTS[2], "signed", True),
        (record_variety.TRUSTS[3], "unsigned", False),
        (record_variety.TRUSTS[4], "broken", False),
    ],
)
def test_a_record_says_whose_word_its_notice_is(
    trust: NoticeTrust, word: str, *, has_key: bool
) -> None:
    made = records.content(ONE.notice, trust=trust)
    (notice,) = consent_record(made)["dpv:hasNotice"]

    assert notice["car:noticeTrust"] == word
    assert notice.get("car:noticeKey") == (record_variety.KEY.fingerprint if has_key else None)
    is_nobodys = "notice-not-signed" in statement_codes(made)[1]
    assert is_nobodys == (word in {"unsigned", "broken"})


def test_under_which_name_a_key_was_accepted_stays_with_the_person() -> None:
    accepted = record_variety.TRUSTS[1]
    text = json.dumps(receipt_document(records.content(ONE.notice, trust=accepted)))

    assert accepted.accepted_as not in text


# ------------------------------------------------------------------------- statements


def test_statements_stand_in_the_record_as_computed() -> None:
    for made in EVERY:
        shows, does_not = statement_codes(made)
        record = consent_record(made)

        assert (record["car:shows"], record["car:doesNotShow"]) == (list(shows), list(does_not))
        assert ("texts-as-shown" in shows) == any(item.shown for item in made.choices)
        assert ("undecided-are-off" in shows) == bool(record_variety.undecided(made))


@pytest.mark.parametrize(
    ("levels", "confirmed"),
    [
        ((EvidenceLevel.IN_FORCE, EvidenceLevel.CHECKED), True),
        ((EvidenceLevel.CHECKED,), True),
        ((EvidenceLevel.IN_FORCE, EvidenceLevel.RECEIVED), False),
        ((EvidenceLevel.SELF_REPORTED,), False),
        ((EvidenceLevel.RECORDED,), False),
        ((None,), False),
        ((), False),
    ],
)
def test_a_record_is_silent_about_the_car_only_when_all_of_it_is_confirmed(
    levels: tuple[EvidenceLevel | None, ...], confirmed: bool
) -> None:
    made = with_evidence(ONE, *levels)

    assert ("car-not-confirmed" not in statement_codes(made)[1]) == confirmed


def test_no_record_claims_who_pressed_when_or_what_the_maker_does() -> None:
    for made in EVERY:
        assert {"who-pressed", "clock-not-witnessed", "maker-not-told", "notice-not-verified"} <= (
            set(statement_codes(made)[1])
        )


def test_a_record_is_plain_json() -> None:
    for made in EVERY:
        document = receipt_document(made)

        assert json.loads(json.dumps(document, allow_nan=False)) == document

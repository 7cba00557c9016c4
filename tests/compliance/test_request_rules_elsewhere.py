"""Rules of the EU, UK, Korea, Japan, Brazil and on crash records: kept and broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.compliance.requests import REQUEST_RULES
from ownerapp.compliance.requests.crash_record import (
    AccessGround,
    ConsentForm,
    CrashRecordAccess,
    check_crash_record_access,
)
from ownerapp.domain.errors import PlaceUnknownError
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.notice_codes import LegalGround
from ownerapp.domain.request import (
    Extension,
    Outcome,
    OutputFormat,
    Request,
    RequestForm,
    RequestType,
    Wait,
)
from tests.support.requests_made import MONDAY, answered, codes, made, report, shown

EU, UK = RuleRegime.EU, RuleRegime.UK
KOREA, JAPAN, BRAZIL = RuleRegime.KOREA, RuleRegime.JAPAN, RuleRegime.BRAZIL
MONTH = date(2026, 4, 2)
"""One month after the Monday of the plain request."""
AFTER = date(2026, 12, 1)
PDF, CSV, JSON, XML = OutputFormat.PDF, OutputFormat.CSV, OutputFormat.JSON, OutputFormat.XML


def changed(request: Request, **changes: object) -> Request:
    return replace(request, **changes)  # type: ignore[arg-type]


# ------------------------------------------------------------------------- GDPR

GDPR = made(
    EU,
    RequestType.ACCESS,
    shown_dues=shown("EU.gdpr.any", MONTH),
    answer=answered(MONTH, formats=frozenset({PDF})),
)


@pytest.mark.rule("EU-G-20")
@pytest.mark.parametrize(
    ("changes", "today", "found"),
    [
        ({}, AFTER, []),
        ({"answer": None}, MONTH, []),
        ({"answer": None}, MONTH + timedelta(days=1), ["overdue"]),
        ({"answer": answered(date(2026, 4, 3))}, AFTER, ["answered-late"]),
        ({"shown_dues": ()}, AFTER, ["due-missing"]),
        ({"shown_dues": shown("EU.gdpr.any", date(2026, 4, 1))}, AFTER, ["due-differs"]),
        (
            {
                "extension": Extension(until=date(2026, 6, 2), told_on=MONTH),
                "answer": answered(date(2026, 6, 2)),
            },
            AFTER,
            [],
        ),
        (
            {
                "extension": Extension(until=date(2026, 6, 2), told_on=date(2026, 4, 3)),
                "answer": answered(date(2026, 6, 2)),
            },
            AFTER,
            ["extension-told-late", "answered-late"],
        ),
        (
            {"extension": Extension(until=date(2026, 6, 2))},
            AFTER,
            ["extension-not-told"],
        ),
        (
            {"extension": Extension(until=date(2026, 6, 3), told_on=MONDAY)},
            AFTER,
            ["extended-too-far"],
        ),
        # Withdrawing consent has no month.
        ({"type": RequestType.WITHDRAW, "answer": None}, AFTER, []),
    ],
)
def test_a_month_and_an_extension_that_is_told_inside_it(
    changes: dict[str, object], today: date, found: list[str]
) -> None:
    assert codes(changed(GDPR, **changes), "EU-G-20", today) == found


@pytest.mark.rule("EU-G-20")
def test_without_a_member_state_the_month_is_left_undecided() -> None:
    found = report(changed(GDPR, member_state="", fee=Decimal(5)), AFTER)

    assert [item.rule for item in found.findings] == ["EU-G-22"]
    assert [item.rule for item in found.undecided] == ["EU-G-20"]
    assert all(isinstance(item.reason, PlaceUnknownError) for item in found.undecided)


REMEDIES = {"reason": "excessive", "authority": "the authority", "court": "the court"}


@pytest.mark.rule("EU-G-21")
@pytest.mark.parametrize(
    ("closed", "remedies", "found"),
    [
        (MONTH, {}, []),
        (MONTH, {"reason": ""}, ["no-reason"]),
        (MONTH, {"authority": " "}, ["no-authority"]),
        (MONTH, {"court": ""}, ["no-court"]),
        (date(2026, 4, 3), {}, ["refused-late"]),
    ],
)
def test_a_refusal_comes_in_the_month_with_reason_authority_and_court(
    closed: date, remedies: dict[str, str], found: list[str]
) -> None:
    # An extension does not make more time for a refusal.
    request = changed(
        GDPR,
        extension=Extension(until=date(2026, 6, 2), told_on=MONDAY),
        answer=answered(closed, Outcome.REFUSED, **(REMEDIES | remedies)),
    )

    assert codes(request, "EU-G-21", AFTER) == found
    assert codes(GDPR, "EU-G-21", AFTER) == []
    assert codes(changed(request, type=RequestType.WITHDRAW), "EU-G-21", AFTER) == []


@pytest.mark.rule("EU-G-22")
@pytest.mark.parametrize(
    ("fee", "reason", "found"),
    [
        (Decimal(0), "", []),
        (None, "", []),
        (Decimal("12.50"), "the tenth request this year", []),
        (Decimal("12.50"), " ", ["fee-without-reason"]),
    ],
)
def test_a_fee_needs_a_reason(fee: Decimal | None, reason: str, found: list[str]) -> None:
    assert codes(changed(GDPR, fee=fee, fee_reason=reason), "EU-G-22") == found


@pytest.mark.rule("EU-G-24")
@pytest.mark.parametrize(
    ("is_electronic", "outcome", "formats", "found"),
    [
        (True, Outcome.GRANTED, {PDF}, []),
        (True, Outcome.GRANTED, {OutputFormat.PAPER, CSV}, []),
        (True, Outcome.GRANTED, {OutputFormat.PAPER}, ["not-electronic"]),
        (True, Outcome.PARTLY, set(), ["not-electronic"]),
        (True, Outcome.REFUSED, set(), []),
        (False, Outcome.GRANTED, {OutputFormat.PAPER}, []),
        (None, Outcome.GRANTED, {OutputFormat.PAPER}, []),
    ],
)
def test_an_electronic_request_brings_a_common_electronic_form(
    *, is_electronic: bool | None, outcome: Outcome, formats: set[OutputFormat], found: list[str]
) -> None:
    answer = answered(MONTH, outcome, formats=frozenset(formats))
    request = changed(GDPR, is_electronic=is_electronic, answer=answer)

    assert codes(request, "EU-G-24") == found
    assert codes(changed(request, type=RequestType.DELETE), "EU-G-24") == []


@pytest.mark.rule("EU-G-25")
@pytest.mark.parametrize(
    ("ground", "formats", "found"),
    [
        (LegalGround.GDPR_CONSENT, {JSON}, []),
        (LegalGround.GDPR_CONTRACT, {XML, PDF}, []),
        (None, {CSV}, []),
        (LegalGround.GDPR_CONTRACT, {PDF}, ["not-portable"]),
        (LegalGround.GDPR_LEGITIMATE_INTEREST, {JSON}, ["ground-without-portability"]),
    ],
)
def test_data_from_consent_or_contract_is_handed_over_in_a_portable_format(
    ground: LegalGround | None, formats: set[OutputFormat], found: list[str]
) -> None:
    answer = answered(MONTH, formats=frozenset(formats))
    request = changed(GDPR, type=RequestType.PORT, ground=ground, answer=answer)

    assert codes(request, "EU-G-25") == found
    assert codes(changed(request, type=RequestType.ACCESS), "EU-G-25") == []


@pytest.mark.rule("EU-A-06")
@pytest.mark.parametrize("type_", [RequestType.DATA_ACT_ACCESS, RequestType.DATA_ACT_SHARE])
def test_product_data_costs_the_user_nothing(type_: RequestType) -> None:
    request = changed(GDPR, type=type_)

    assert codes(changed(request, fee=Decimal(0)), "EU-A-06") == []
    assert codes(request, "EU-A-06") == []
    assert codes(changed(request, fee=Decimal(3), fee_reason="work"), "EU-A-06") == ["fee-charged"]
    assert codes(changed(GDPR, fee=Decimal(3)), "EU-A-06") == []


# ------------------------------------------------------------------------- United Kingdom

PAUSE = Wait(asked_on=date(2026, 3, 10), ended_on=date(2026, 3, 16))
BRITISH = made(UK, RequestType.ACCESS, uk_nation="ENG", answer=answered(MONTH))


@pytest.mark.rule("UK-01")
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"answer": answered(date(2026, 4, 7))}, ["answered-late"]),
        # Seven paused days; Easter before them.
        ({"clarifications": (PAUSE,), "answer": answered(date(2026, 4, 9))}, []),
        ({"clarifications": (PAUSE,), "answer": answered(date(2026, 4, 10))}, ["answered-late"]),
        # While the company waits, nothing is late.
        ({"clarifications": (Wait(asked_on=date(2026, 3, 10)),), "answer": None}, []),
        ({"identity": Wait(asked_on=date(2026, 3, 10)), "answer": None}, []),
        ({"shown_dues": shown("UK.gdpr.any", MONTH)}, []),
        (
            {"shown_dues": shown("UK.gdpr.any", MONTH), "clarifications": (PAUSE,)},
            ["due-differs"],
        ),
        (
            {
                "shown_dues": shown("UK.gdpr.any", MONTH),
                "clarifications": (Wait(asked_on=date(2026, 3, 10)),),
            },
            ["due-while-waiting"],
        ),
        (
            {"clarifications": (Wait(asked_on=MONTH, ended_on=MONDAY),)},
            ["pause-ends-before-it-begins"],
        ),
        (
            {
                "extension": Extension(until=date(2026, 6, 2), told_on=MONTH),
                "answer": answered(date(2026, 6, 2)),
            },
            [],
        ),
        (
            {"extension": Extension(until=date(2026, 6, 3), told_on=MONTH)},
            ["extended-too-far"],
        ),
        # A pause puts the longest extension off too.
        (
            {
                "clarifications": (PAUSE,),
                "extension": Extension(until=date(2026, 6, 9), told_on=MONTH),
            },
            [],
        ),
        ({"type": RequestType.COMPLAINT, "clarifications": (PAUSE,)}, []),
    ],
)
def test_the_uk_month_can_pause_and_be_extended_by_two(
    changes: dict[str, object], found: list[str]
) -> None:
    assert codes(changed(BRITISH, **changes), "UK-01", AFTER) == found


@pytest.mark.rule("UK-02")
@pytest.mark.parametrize(
    ("url", "acknowledged", "today", "found"),
    [
        ("https://example.org/complaint", date(2026, 8, 3), AFTER, []),
        (None, date(2026, 8, 3), AFTER, []),
        (" ", date(2026, 8, 3), AFTER, ["no-form"]),
        # Thirty days from 3 July end on Sunday 2 August, and move to Monday.
        (None, date(2026, 8, 4), AFTER, ["acknowledged-late"]),
        (None, None, AFTER, ["not-acknowledged"]),
        (None, None, date(2026, 8, 3), []),
    ],
)
def test_a_complaint_has_an_electronic_form_and_is_confirmed_in_thirty_days(
    url: str | None, acknowledged: date | None, today: date, found: list[str]
) -> None:
    request = made(
        UK,
        RequestType.COMPLAINT,
        received_on=date(2026, 7, 3),
        uk_nation="ENG",
        form=RequestForm(url=url),
        acknowledged_on=acknowledged,
    )

    assert codes(request, "UK-02", today) == found
    assert codes(changed(request, type=RequestType.ACCESS), "UK-02", today) == []


# ------------------------------------------------------------------------- Korea, Japan, Brazil


@pytest.mark.rule("KR-01")
@pytest.mark.parametrize(
    ("form", "found"),
    [
        (RequestForm(steps=2, consent_steps=2, is_consent_channel=True), []),
        (RequestForm(steps=1, consent_steps=2), []),
        (RequestForm(steps=3, consent_steps=2), ["more-steps"]),
        (RequestForm(steps=3), []),
        (RequestForm(consent_steps=2), []),
        (RequestForm(is_consent_channel=False), ["other-channel"]),
    ],
)
def test_asking_is_no_harder_than_agreeing_was(form: RequestForm, found: list[str]) -> None:
    assert codes(made(KOREA, RequestType.ACCESS, form=form), "KR-01") == found


@pytest.mark.rule("KR-02")
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"type": RequestType.RESTRICT}, []),
        ({"answer": answered(date(2026, 3, 13))}, ["answered-late"]),
        ({"answer": None}, ["overdue"]),
        ({"shown_dues": ()}, ["due-missing"]),
        (
            {"shown_dues": shown("KR.access_correct_delete_suspend", date(2026, 3, 13))},
            ["due-differs"],
        ),
        ({"type": RequestType.WITHDRAW, "answer": None}, []),
    ],
)
def test_korea_answers_in_ten_days(changes: dict[str, object], found: list[str]) -> None:
    tenth = date(2026, 3, 12)
    request = made(
        KOREA,
        RequestType.DELETE,
        shown_dues=shown("KR.access_correct_delete_suspend", tenth),
        answer=answered(tenth),
    )

    assert codes(changed(request, **changes), "KR-02", AFTER) == found


@pytest.mark.rule("JP-01")
@pytest.mark.parametrize(
    ("closed", "formats", "today", "found"),
    [
        (date(2026, 3, 16), {CSV}, AFTER, []),
        (date(2026, 3, 16), {OutputFormat.PAPER}, AFTER, ["not-electronic"]),
        (date(2026, 3, 17), {PDF}, AFTER, ["target-passed"]),
        (None, set(), date(2026, 3, 16), []),
        (None, set(), date(2026, 3, 17), ["target-passed"]),
    ],
)
def test_japan_discloses_electronically_and_fourteen_days_are_a_target(
    closed: date | None, formats: set[OutputFormat], today: date, found: list[str]
) -> None:
    answer = answered(closed, formats=frozenset(formats)) if closed else None
    request = made(JAPAN, RequestType.ACCESS, answer=answer)

    assert codes(request, "JP-01", today) == found
    assert codes(changed(request, type=RequestType.WITHDRAW), "JP-01", today) == []


@pytest.mark.rule("JP-01")
def test_a_deletion_in_japan_needs_no_format() -> None:
    request = made(JAPAN, RequestType.DELETE, answer=answered(MONDAY))

    assert codes(request, "JP-01", AFTER) == []


FULL = made(
    BRAZIL,
    RequestType.ACCESS,
    shown_dues=shown("BR.access_full", date(2026, 3, 17)),
    answer=answered(date(2026, 3, 17)),
)


@pytest.mark.rule("BR-01")
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"answer": answered(date(2026, 3, 18))}, ["answered-late"]),
        ({"answer": None}, ["overdue"]),
        ({"shown_dues": ()}, ["due-missing"]),
        ({"answer": answered(date(2026, 3, 3), is_simple=True), "shown_dues": ()}, []),
        ({"answer": answered(date(2026, 3, 4), is_simple=True)}, ["simple-answer-late"]),
        ({"type": RequestType.DELETE, "answer": None}, []),
    ],
)
def test_brazil_answers_simply_at_once_or_fully_in_fifteen_days(
    changes: dict[str, object], found: list[str]
) -> None:
    assert codes(changed(FULL, **changes), "BR-01", AFTER) == found


@pytest.mark.rule("BR-03")
@pytest.mark.parametrize(
    ("recipients", "outcome", "found"),
    [
        (("Example Insurance", "Example Maps"), Outcome.GRANTED, []),
        ((), Outcome.GRANTED, []),
        (None, Outcome.GRANTED, []),
        (("Example Insurance", " "), Outcome.GRANTED, ["recipient-without-name"]),
        (("",), Outcome.REFUSED, []),
    ],
)
def test_brazil_names_who_received_the_data(
    recipients: tuple[str, ...] | None, outcome: Outcome, found: list[str]
) -> None:
    answer = answered(MONDAY, outcome, recipients=recipients)

    assert codes(changed(FULL, answer=answer), "BR-03") == found
    assert codes(changed(FULL, answer=answer, type=RequestType.DELETE), "BR-03") == []


# ------------------------------------------------------------------------- crash records


@pytest.mark.rule("US-F-02")
@pytest.mark.parametrize(
    ("ground", "form", "found"),
    [
        (AccessGround.COURT, None, []),
        (AccessGround.MEDICAL, None, []),
        (AccessGround.OWNER_CONSENT, ConsentForm.WRITTEN, []),
        (AccessGround.OWNER_CONSENT, ConsentForm.ELECTRONIC, []),
        (AccessGround.OWNER_CONSENT, ConsentForm.AUDIO, []),
        (AccessGround.OWNER_CONSENT, ConsentForm.UNRECORDED, ["consent-without-record"]),
        (AccessGround.OWNER_CONSENT, None, ["consent-without-record"]),
        (None, ConsentForm.WRITTEN, ["no-ground"]),
    ],
)
def test_a_crash_record_is_read_on_a_listed_ground_only(
    ground: AccessGround | None, form: ConsentForm | None, found: list[str]
) -> None:
    access = CrashRecordAccess(ground=ground, consent_form=form)

    assert [(item.rule, item.code) for item in check_crash_record_access(access)] == [
        ("US-F-02", code) for code in found
    ]


@pytest.mark.rule("US-F-03")
@pytest.mark.parametrize("ground", AccessGround)
@pytest.mark.parametrize("is_disclosed", [True, False, None])
def test_inquiry_and_research_get_no_vin(ground: AccessGround, is_disclosed: bool | None) -> None:
    access = CrashRecordAccess(
        ground=ground, consent_form=ConsentForm.WRITTEN, is_vin_disclosed=is_disclosed
    )
    found = [(item.rule, item.code) for item in check_crash_record_access(access)]
    withheld = ground in {AccessGround.INQUIRY, AccessGround.RESEARCH}

    assert found == ([("US-F-03", "identity-disclosed")] if withheld and is_disclosed else [])


# ------------------------------------------------------------------------- all rules


def test_the_rules_over_a_request_are_these() -> None:
    assert set(REQUEST_RULES) == {
        "CN-AD-30", "CN-O-02", "CN-O-06", "CN-P-23", "EU-G-20", "EU-G-21", "EU-G-22", "EU-G-24",
        "EU-G-25", "EU-A-06", "US-C-11", "US-C-12", "US-C-13", "US-C-17", "US-V-02", "UK-01",
        "UK-02", "KR-01", "KR-02", "JP-01", "BR-01", "BR-03",
    }  # fmt: skip


DATES = st.dates(date(2019, 1, 1), date(2030, 12, 31))
WAITS = st.builds(Wait, asked_on=DATES, ended_on=st.none() | DATES)


@given(
    type_=st.sampled_from(RequestType),
    regimes=st.lists(st.sampled_from(RuleRegime), unique=True).map(tuple),
    received_on=DATES,
    closed_on=st.none() | DATES,
    outcome=st.sampled_from(Outcome),
    extension=st.none() | st.builds(Extension, until=DATES, told_on=st.none() | DATES),
    waits=st.lists(WAITS, max_size=3).map(tuple),
    identity=st.none() | WAITS,
    today=DATES,
)
def test_whatever_a_person_writes_down_is_answered_with_findings_and_no_failure(
    *,
    type_: RequestType,
    regimes: tuple[RuleRegime, ...],
    received_on: date,
    closed_on: date | None,
    outcome: Outcome,
    extension: Extension | None,
    waits: tuple[Wait, ...],
    identity: Wait | None,
    today: date,
) -> None:
    request = changed(
        GDPR,
        type=type_,
        regimes=regimes,
        received_on=received_on,
        is_about_sensitive=True,
        extension=extension,
        clarifications=waits,
        identity=identity,
        answer=answered(closed_on, outcome) if closed_on else None,
    )
    found = report(request, today)

    assert {item.rule for item in found.findings} <= set(REQUEST_RULES)
    assert {item.rule for item in found.undecided} <= set(REQUEST_RULES)
    for finding in found.findings:
        assert finding.code
        assert "None" not in finding.facts.values()

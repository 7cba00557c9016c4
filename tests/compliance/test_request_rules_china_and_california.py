"""Rules of China and California over a request: for each a request that keeps and breaks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ownerapp.compliance.requests.request_log import (
    RequestLogEntry,
    check_request_log,
    kept_until,
)
from ownerapp.domain.errors import HolidaysUnknownError
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.request import (
    Extension,
    Outcome,
    Request,
    RequestForm,
    RequestType,
    ShownDue,
)
from tests.support.requests_made import MONDAY, answered, codes, made, report, shown

CHINA, CALIFORNIA = RuleRegime.CHINA, RuleRegime.CALIFORNIA
AFTER = date(2026, 12, 1)
"""Long after every last day here."""


# ------------------------------------------------------------------------- China

SENSITIVE = made(CHINA, RequestType.DELETE, received_on=date(2026, 2, 6), is_about_sensitive=True)
TENTH = date(2026, 2, 27)
KEPT = replace(
    SENSITIVE,
    shown_dues=(
        ShownDue(parameter="CN.auto.delete_sensitive", on=TENTH),
        ShownDue(parameter="CN.app.correct_delete", on=TENTH),
    ),
    answer=answered(TENTH),
)


@pytest.mark.rule("CN-AD-30")
def test_sensitive_data_deleted_on_the_tenth_working_day_is_in_time() -> None:
    assert codes(KEPT, "CN-AD-30", AFTER) == []


@pytest.mark.rule("CN-AD-30")
@pytest.mark.parametrize(
    ("request_", "today", "found"),
    [
        (SENSITIVE, MONDAY, ["due-missing", "overdue"]),
        (replace(KEPT, answer=None), TENTH, []),
        (replace(KEPT, answer=None), TENTH + timedelta(days=1), ["overdue"]),
        (replace(KEPT, answer=answered(date(2026, 2, 28))), AFTER, ["answered-late"]),
        (
            replace(KEPT, shown_dues=shown("CN.auto.delete_sensitive", TENTH - timedelta(days=1))),
            AFTER,
            ["due-differs"],
        ),
        # The rule is about sensitive data and about deletion.
        (replace(SENSITIVE, is_about_sensitive=False), AFTER, []),
        (replace(SENSITIVE, type=RequestType.ACCESS), AFTER, []),
    ],
)
def test_a_deletion_that_is_shown_wrong_or_comes_late_is_found(
    request_: Request, today: date, found: list[str]
) -> None:
    assert codes(request_, "CN-AD-30", today) == found


@pytest.mark.rule("CN-AD-30")
def test_over_an_unknown_year_the_rule_is_left_undecided_and_others_are_not() -> None:
    late = made(
        CHINA,
        RequestType.DELETE,
        received_on=date(2026, 12, 18),
        is_about_sensitive=True,
        answer=answered(date(2027, 1, 20), Outcome.REFUSED),
    )
    found = report(late, date(2027, 2, 1))

    assert {item.rule for item in found.undecided} == {"CN-AD-30", "CN-O-02"}
    assert all(isinstance(item.reason, HolidaysUnknownError) for item in found.undecided)
    assert {item.rule for item in found.findings} == {"CN-P-23"}


@pytest.mark.rule("CN-O-02")
@pytest.mark.parametrize(
    ("type_", "parameter"),
    [
        (RequestType.CORRECT, "CN.app.correct_delete"),
        (RequestType.DELETE, "CN.app.correct_delete"),
        (RequestType.CLOSE_ACCOUNT, "CN.app.correct_delete"),
        (RequestType.COMPLAINT, "CN.app.complaint"),
    ],
)
def test_fifteen_working_days_are_the_longest_that_may_be_shown_and_taken(
    type_: RequestType, parameter: str
) -> None:
    fifteenth = date(2026, 3, 5)
    request = replace(SENSITIVE, type=type_, answer=answered(fifteenth))

    def found(due: date | None, **changes: object) -> list[str]:
        dues = shown(parameter, due) if due else ()
        return codes(replace(request, shown_dues=dues, **changes), "CN-O-02", AFTER)  # type: ignore[arg-type]

    assert found(fifteenth) == []
    assert found(fifteenth - timedelta(days=7)) == []
    assert found(fifteenth + timedelta(days=1)) == ["due-too-late"]
    assert found(None) == ["due-missing"]
    assert found(fifteenth, answer=answered(date(2026, 3, 6))) == ["answered-late"]
    assert found(fifteenth, answer=None) == ["overdue"]
    assert codes(replace(request, type=RequestType.ACCESS), "CN-O-02", AFTER) == []


@pytest.mark.rule("CN-O-06")
@pytest.mark.parametrize(
    ("is_from_minor", "outcome", "document", "found"),
    [
        (True, Outcome.REFUSED, "answer.pdf", []),
        (True, Outcome.REFUSED, " ", ["no-document"]),
        (True, Outcome.PARTLY, "", ["no-document"]),
        (True, Outcome.GRANTED, "", []),
        (False, Outcome.REFUSED, "", []),
    ],
)
def test_a_refusal_to_a_minor_is_in_writing(
    *, is_from_minor: bool, outcome: Outcome, document: str, found: list[str]
) -> None:
    request = replace(
        KEPT,
        is_from_minor=is_from_minor,
        answer=answered(TENTH, outcome, document=document, reason="for the law"),
    )

    assert codes(request, "CN-O-06") == found


@pytest.mark.rule("CN-P-23")
@pytest.mark.parametrize(
    ("outcome", "reason", "found"),
    [
        (Outcome.REFUSED, "kept for a legal duty", []),
        (Outcome.REFUSED, "", ["no-reason"]),
        (Outcome.PARTLY, "  ", ["no-reason"]),
        (Outcome.GRANTED, "", []),
    ],
)
def test_a_refusal_has_reasons(outcome: Outcome, reason: str, found: list[str]) -> None:
    assert codes(replace(KEPT, answer=answered(TENTH, outcome, reason=reason)), "CN-P-23") == found


def test_an_open_request_is_no_refusal() -> None:
    assert codes(replace(KEPT, answer=None, is_from_minor=True), "CN-P-23") == []


# ------------------------------------------------------------------------- California

KNOW = made(
    CALIFORNIA,
    RequestType.ACCESS,
    received_on=date(2026, 11, 10),
    acknowledged_on=date(2026, 11, 25),
    answer=answered(date(2026, 12, 25)),
)
LATER = date(2027, 6, 1)


@pytest.mark.rule("US-C-11")
def test_receipt_in_ten_business_days_and_the_answer_in_45_days_are_in_time() -> None:
    assert codes(KNOW, "US-C-11", LATER) == []


@pytest.mark.rule("US-C-11")
@pytest.mark.parametrize(
    ("changes", "today", "found"),
    [
        # Thanksgiving moved the tenth business day to 25 November.
        ({"acknowledged_on": date(2026, 11, 26)}, LATER, ["acknowledged-late"]),
        ({"acknowledged_on": None}, LATER, ["not-acknowledged"]),
        ({"acknowledged_on": None, "answer": None}, date(2026, 11, 25), []),
        ({"acknowledged_on": None, "answer": None}, date(2026, 11, 26), ["not-acknowledged"]),
        # An answer within the ten days confirms receipt as well.
        ({"acknowledged_on": None, "answer": answered(date(2026, 11, 25))}, LATER, []),
        ({"answer": answered(date(2026, 12, 26))}, LATER, ["answered-late"]),
        ({"answer": None}, date(2026, 12, 26), ["overdue"]),
        # Ninety days, if told within the 45.
        (
            {
                "answer": answered(date(2027, 2, 8)),
                "extension": Extension(until=date(2027, 2, 8), told_on=date(2026, 12, 25)),
            },
            LATER,
            [],
        ),
        (
            {
                "answer": answered(date(2027, 2, 9)),
                "extension": Extension(until=date(2027, 2, 8), told_on=date(2026, 12, 25)),
            },
            LATER,
            ["answered-late"],
        ),
        (
            {
                "answer": answered(date(2027, 2, 1)),
                "extension": Extension(until=date(2027, 2, 8), told_on=date(2026, 12, 26)),
            },
            LATER,
            ["extension-told-late", "answered-late"],
        ),
        (
            {
                "answer": answered(date(2027, 2, 1)),
                "extension": Extension(until=date(2027, 2, 8)),
            },
            LATER,
            ["extension-not-told", "answered-late"],
        ),
        (
            {
                "answer": answered(date(2027, 2, 9)),
                "extension": Extension(until=date(2027, 2, 9), told_on=date(2026, 12, 1)),
            },
            LATER,
            ["extended-too-far", "answered-late"],
        ),
        ({"type": RequestType.OPT_OUT, "answer": None}, LATER, []),
    ],
)
def test_a_late_receipt_answer_or_extension_is_found(
    changes: dict[str, object], today: date, found: list[str]
) -> None:
    assert codes(replace(KNOW, **changes), "US-C-11", today) == found  # type: ignore[arg-type]


@pytest.mark.rule("US-C-11")
def test_the_45_days_are_judged_where_the_business_days_are_not_known() -> None:
    request = made(CALIFORNIA, RequestType.ACCESS, received_on=date(2027, 12, 24), answer=None)
    found = report(request, date(2028, 3, 1))

    assert [item.code for item in found.findings] == ["overdue"]
    assert [item.rule for item in found.undecided] == ["US-C-11"]


@pytest.mark.rule("US-C-12")
@pytest.mark.parametrize("type_", [RequestType.OPT_OUT, RequestType.LIMIT])
def test_an_opt_out_is_done_in_fifteen_business_days(type_: RequestType) -> None:
    fifteenth = date(2026, 12, 4)
    request = replace(KNOW, type=type_, answer=answered(fifteenth))
    late = replace(request, answer=answered(fifteenth + timedelta(days=1)))

    assert codes(request, "US-C-12", LATER) == []
    assert codes(late, "US-C-12", LATER) == ["answered-late"]
    assert codes(replace(request, answer=None), "US-C-12", LATER) == ["overdue"]
    assert codes(replace(late, type=RequestType.ACCESS), "US-C-12", LATER) == []


@pytest.mark.rule("US-C-13")
@pytest.mark.parametrize(
    ("type_", "asks", "found"),
    [
        (RequestType.OPT_OUT, False, []),
        (RequestType.OPT_OUT, None, []),
        (RequestType.OPT_OUT, True, ["identity-asked"]),
        (RequestType.LIMIT, True, ["identity-asked"]),
        (RequestType.ACCESS, True, []),
    ],
)
def test_an_opt_out_asks_for_no_identity_document(
    type_: RequestType, *, asks: bool | None, found: list[str]
) -> None:
    request = replace(KNOW, type=type_, form=RequestForm(asks_identity_document=asks))

    assert codes(request, "US-C-13") == found


@pytest.mark.rule("US-C-17")
@pytest.mark.parametrize(
    ("parts", "everything", "found"),
    [
        (True, True, []),
        (True, False, ["no-delete-all"]),
        (True, None, []),  # not known
        (False, False, []),  # there are no parts to choose
        (None, False, []),
    ],
)
def test_where_parts_can_be_deleted_one_choice_deletes_everything(
    *, parts: bool | None, everything: bool | None, found: list[str]
) -> None:
    form = RequestForm(offers_parts=parts, offers_all=everything)

    assert codes(replace(KNOW, type=RequestType.DELETE, form=form), "US-C-17") == found
    assert codes(replace(KNOW, form=form), "US-C-17") == []


@pytest.mark.rule("US-V-02")
@pytest.mark.parametrize(
    ("text", "closed", "due", "found"),
    [
        ("HOW TO DISCONNECT REMOTE VEHICLE ACCESS", date(2026, 12, 1), date(2026, 12, 1), []),
        (None, date(2026, 12, 1), date(2026, 12, 1), []),
        (
            "How to disconnect remote vehicle access",
            date(2026, 12, 1),
            date(2026, 12, 1),
            ["link-text-differs"],
        ),
        (None, date(2026, 12, 2), date(2026, 12, 1), ["answered-late"]),
        (None, None, date(2026, 12, 1), ["overdue"]),
        (None, date(2026, 12, 1), date(2026, 11, 27), ["due-differs"]),
        (None, date(2026, 12, 1), None, ["due-missing"]),
    ],
)
def test_remote_access_ends_in_two_business_days_through_a_link_of_these_words(
    text: str | None, closed: date | None, due: date | None, found: list[str]
) -> None:
    # The day before Thanksgiving: that day, the next and the weekend do not count.
    request = made(
        CALIFORNIA,
        RequestType.DISCONNECT,
        received_on=date(2026, 11, 25),
        form=RequestForm(link_text=text),
        shown_dues=shown("US-CA.sb1394", due) if due else (),
        answer=answered(closed) if closed else None,
    )

    assert codes(request, "US-V-02", LATER) == found
    assert codes(replace(request, type=RequestType.DELETE), "US-V-02", LATER) == []


# ------------------------------------------------------------------------- California's log

ENTRY = RequestLogEntry(
    made_on=date(2026, 3, 2),
    type=RequestType.DELETE,
    manner="by mail",
    answered_on=date(2026, 3, 31),
    outcome=Outcome.REFUSED,
    refusal_basis="a legal duty",
)


@pytest.mark.rule("US-C-18")
def test_an_entry_is_complete_and_kept_for_24_months_after_its_last_date() -> None:
    in_order = (
        ENTRY,
        replace(ENTRY, purged_on=date(2028, 3, 31)),
        # Still open: there is no answer to keep.
        replace(ENTRY, answered_on=None, outcome=None, refusal_basis=""),
        replace(ENTRY, outcome=Outcome.GRANTED, refusal_basis=""),
    )

    assert kept_until(ENTRY) == date(2028, 3, 31)
    assert check_request_log(in_order) == ()


@pytest.mark.rule("US-C-18")
@pytest.mark.parametrize(
    ("changes", "code", "fact"),
    [
        ({"made_on": None}, "field-missing", "date"),
        ({"type": None}, "field-missing", "type"),
        ({"manner": " "}, "field-missing", "manner"),
        ({"answered_on": None}, "field-missing", "answer date"),
        ({"outcome": None, "refusal_basis": ""}, "field-missing", "nature of the answer"),
        ({"refusal_basis": ""}, "field-missing", "basis of the refusal"),
        ({"outcome": Outcome.PARTLY, "refusal_basis": ""}, "field-missing", "basis of the refusal"),
        ({"purged_on": date(2028, 3, 30)}, "purged-early", "2028-03-30"),
    ],
)
def test_an_entry_that_lacks_something_or_went_early_is_found(
    changes: dict[str, object], code: str, fact: str
) -> None:
    (found,) = check_request_log((replace(ENTRY, **changes),))  # type: ignore[arg-type]

    assert (found.rule, found.code) == ("US-C-18", code)
    assert fact in found.facts.values()


@pytest.mark.rule("US-C-18")
def test_an_entry_without_any_date_has_no_day_to_go() -> None:
    empty = RequestLogEntry(made_on=None, type=None, manner="", purged_on=date(2026, 1, 1))

    assert kept_until(empty) is None
    assert [item.code for item in check_request_log((empty,))] == ["field-missing"] * 3

"""Requests: drafted, sent as the person says, answered, late, and gone with the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ownerapp.compliance.deadlines.clock import ClockState
from ownerapp.domain.errors import (
    FieldRequiredError,
    FileTooLargeError,
    HolidaysUnknownError,
    PracticeMissingError,
    RequestMissingError,
    RequestStepError,
    RightNotKnownError,
    TextNotAllowedError,
)
from ownerapp.domain.event import Event, Method
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.ids import Language, PracticeId, RequestId, VehicleId
from ownerapp.domain.log import LogState
from ownerapp.domain.record import Disclosure
from ownerapp.domain.rights import (
    REPLY_FILE_LIMIT,
    WORDS_LIMIT,
    ReplyKind,
    RequestState,
    RightAsked,
    Sending,
    Way,
    rights_of,
)
from ownerapp.domain.vehicle import Vehicle
from ownerapp.packs.letters import letter_book
from ownerapp.presentation.erasing import plan_sentences
from ownerapp.services.erasure import ErasureService
from ownerapp.services.history import HistoryService
from ownerapp.services.log_check import full_check
from ownerapp.services.opening import OpenedStore
from ownerapp.services.projection import repair
from ownerapp.services.request_steps import ReplyGiven
from ownerapp.services.rights import RequestView, RightsService, Wish, letter_bytes
from tests.support.desks import (
    CABIN,
    CHINESE,
    DRIVING,
    ENGLISH,
    NAME,
    OWNER,
    PLATE,
    REQUIRED,
    VIN,
    Place,
    add_car,
    commit,
    events_of,
    no,
)

FRIDAY = date(2026, 11, 20)
"""The day of the tests' clock."""
DELETE = Wish(right=RightAsked.DELETE_OUTSIDE, practice=CABIN)


def drafted(
    opened: OpenedStore, car: Vehicle, wish: Wish = DELETE, language: Language = ENGLISH
) -> RequestView:
    return RightsService(opened).draft(car, wish, method=Method.CLI, language=language)


def sent(
    opened: OpenedStore,
    car: Vehicle,
    wish: Wish = DELETE,
    *,
    on: date = FRIDAY,
    by: Way = Way.MAIL,
) -> RequestView:
    draft = drafted(opened, car, wish)
    return RightsService(opened).sent(draft.request.id, on=on, by=by, method=Method.CLI)


def replied(opened: OpenedStore, view: RequestView, given: ReplyGiven) -> RequestView:
    return RightsService(opened).reply(view.request.id, given, method=Method.CLI)


def steps(opened: OpenedStore) -> list[tuple[str, object]]:
    return [
        (event.kind.value, event.detail["step"])
        for event in events_of(opened)
        if event.kind.value.startswith("request.")
    ]


def last(opened: OpenedStore) -> Event:
    return events_of(opened)[-1]


def test_a_letter_is_a_draft_until_the_person_says_it_was_sent(
    opened: OpenedStore, car: Vehicle
) -> None:
    draft = drafted(opened, car)
    assert draft.state is RequestState.DRAFTED
    assert not draft.clocks
    assert draft.report is None
    done = RightsService(opened).sent(
        draft.request.id, on=FRIDAY, by=Way.POST, method=Method.DESKTOP
    )
    assert done.state is RequestState.SENT
    assert steps(opened) == [("request.made", "drafted"), ("request.made", "sent")]
    assert last(opened).detail["by"] == "post"


def test_a_draft_can_be_thrown_away_and_a_sent_letter_cannot(
    opened: OpenedStore, car: Vehicle
) -> None:
    rights = RightsService(opened)
    rights.drop(drafted(opened, car).request.id, method=Method.CLI)
    assert not rights.all()
    assert steps(opened)[-1] == ("request.made", "dropped")
    view = sent(opened, car)
    with pytest.raises(RequestStepError):
        rights.drop(view.request.id, method=Method.CLI)
    assert [item.request.id for item in rights.all()] == [view.request.id]


def test_a_draft_that_was_thrown_away_comes_back_as_it_was_and_both_stay_in_the_history(
    opened: OpenedStore, car: Vehicle
) -> None:
    rights = RightsService(opened)
    draft = drafted(opened, car)
    rights.drop(draft.request.id, method=Method.DESKTOP)
    assert rights.bring_back(draft.request, method=Method.DESKTOP) == draft
    assert rights.all() == (draft,)
    assert [step for _kind, step in steps(opened)] == ["drafted", "dropped", "brought-back"]
    before = len(steps(opened))
    rights.bring_back(draft.request, method=Method.DESKTOP)
    assert len(steps(opened)) == before
    with pytest.raises(RequestStepError):
        rights.bring_back(sent(opened, car).request, method=Method.DESKTOP)


def test_a_draft_does_not_come_back_for_a_car_that_was_erased(
    opened: OpenedStore, car: Vehicle
) -> None:
    rights = RightsService(opened)
    draft = drafted(opened, car)
    rights.drop(draft.request.id, method=Method.DESKTOP)
    gone = replace(draft.request, vehicle=VehicleId("0f2f6f4e-3c52-4a41-8d0a-0e6b6d5b9f11"))
    with pytest.raises(RequestMissingError):
        rights.bring_back(gone, method=Method.DESKTOP)
    assert not rights.all()


def test_a_wrong_day_is_corrected_the_time_counted_anew_and_the_earlier_entry_stays(
    opened: OpenedStore, car: Vehicle
) -> None:
    rights = RightsService(opened)
    view = sent(opened, car)
    before = events_of(opened)
    assert view.headline is not None
    thursday = date(2026, 11, 19)
    corrected = rights.correct_sent(
        view.request.id, on=thursday, by=Way.POST, method=Method.DESKTOP
    )
    assert corrected.request.sent == Sending(on=thursday, by=Way.POST)
    assert corrected.request.sent_before == (Sending(on=FRIDAY, by=Way.MAIL),)
    assert corrected.headline is not None
    assert corrected.headline.on == date(2026, 12, 3) < view.headline.on
    assert {due.on for due in corrected.request.shown_dues} != {
        due.on for due in view.request.shown_dues
    }
    assert events_of(opened)[: len(before)] == before
    assert [step for _kind, step in steps(opened)][-2:] == ["sent", "sent-corrected"]
    assert (last(opened).detail["on"], last(opened).detail["by"]) == ("2026-11-19", "post")
    assert full_check(opened.store, opened.ledger, opened.around).state is LogState.INTACT
    # What is said again changes nothing.
    rights.correct_sent(view.request.id, on=thursday, by=Way.POST, method=Method.DESKTOP)
    assert len(events_of(opened)) == len(before) + 1


def test_a_corrected_day_fits_what_came_after_the_letter(opened: OpenedStore, car: Vehicle) -> None:
    rights = RightsService(opened)
    draft = drafted(opened, car)

    def refused(request: RequestId, on: date) -> str:
        with pytest.raises(RequestStepError) as caught:
            rights.correct_sent(request, on=on, by=Way.MAIL, method=Method.CLI)
        return caught.value.reason

    assert refused(draft.request.id, FRIDAY) == "not-sent"
    view = sent(opened, car, on=date(2026, 11, 16))
    request = view.request.id
    assert refused(request, date(2026, 11, 21)) == "in-future"
    replied(opened, view, ReplyGiven(kind=ReplyKind.RECEIPT, on=date(2026, 11, 18)))
    assert refused(request, date(2026, 11, 19)) == "after-later"
    rights.arrived(request, on=date(2026, 11, 17), method=Method.CLI)
    assert refused(request, date(2026, 11, 18)) == "after-later"
    rights.correct_sent(request, on=date(2026, 11, 17), by=Way.MAIL, method=Method.CLI)
    rights.close(request, method=Method.CLI)
    assert refused(request, date(2026, 11, 16)) == "closed"


def test_a_closed_request_goes_on_with_the_same_days(opened: OpenedStore, car: Vehicle) -> None:
    rights = RightsService(opened)
    view = sent(opened, car)
    rights.close(view.request.id, method=Method.DESKTOP)
    assert rights.reopen(view.request.id, method=Method.DESKTOP) == view
    assert [step for _kind, step in steps(opened)][-2:] == ["closed", "reopened"]
    before = len(steps(opened))
    assert rights.reopen(view.request.id, method=Method.DESKTOP) == view
    assert len(steps(opened)) == before


def test_no_entry_of_the_history_names_anybody_or_quotes_a_letter_or_a_reply(
    opened: OpenedStore, car: Vehicle
) -> None:
    wish = replace(
        DELETE, words="My own words", disclosure=Disclosure(name=True, plate=True, vin=True)
    )
    view = sent(opened, car, wish)
    replied(opened, view, ReplyGiven(kind=ReplyKind.OTHER, on=FRIDAY, text="Their words"))
    for event in events_of(opened):
        said = str(event.payload())
        for secret in (NAME, OWNER, PLATE, VIN, "My own words", "Their words"):
            assert secret not in said


def test_the_hash_in_the_history_is_over_a_salt_and_the_letter(
    opened: OpenedStore, car: Vehicle
) -> None:
    view = drafted(opened, car)
    salted = bytes.fromhex(view.request.salt) + letter_bytes(view.request.letters)
    assert last(opened).detail["letter"] == opened.around.sealer.sha256(salted)


@pytest.mark.rule("CN-AD-30")
def test_deleting_sensitive_data_is_due_ten_chinese_working_days_on(
    opened: OpenedStore, car: Vehicle
) -> None:
    view = sent(opened, car, on=date(2026, 9, 24))
    ahead = view.headline
    assert ahead is not None
    assert ahead.clock.parameter.id == "CN.auto.delete_sensitive"
    # Mid-autumn Festival and National Day lie in between; 10 October is worked.
    assert ahead.on == date(2026, 10, 15)
    assert view.request.shown_due("CN.auto.delete_sensitive") == ahead.on
    assert view.state is RequestState.OVERDUE
    assert view.report is not None
    found = {(item.rule, item.code) for item in view.report.findings}
    assert ("CN-AD-30", "overdue") in found


@pytest.mark.rule("CN-O-02")
def test_a_correction_is_due_at_most_fifteen_working_days_on(
    opened: OpenedStore, car: Vehicle
) -> None:
    view = sent(opened, car, Wish(right=RightAsked.CORRECT, practice=DRIVING, words="Not I drove."))
    ahead = view.headline
    assert ahead is not None
    assert ahead.clock.parameter.id == "CN.app.correct_delete"
    assert ahead.on == date(2026, 12, 11)


@pytest.mark.rule("CN-P-23")
def test_a_refusal_without_reasons_is_found(opened: OpenedStore, car: Vehicle) -> None:
    view = replied(opened, sent(opened, car), ReplyGiven(kind=ReplyKind.REFUSED, on=FRIDAY))
    assert view.state is RequestState.REFUSED
    assert view.report is not None
    assert ("CN-P-23", "no-reason") in {(f.rule, f.code) for f in view.report.findings}


@pytest.mark.rule("EU-G-20")
def test_the_union_gives_a_month_that_can_be_extended_inside_it(
    place: Place, opened: OpenedStore
) -> None:
    car = add_car(opened, pack="eu-reference-ev")
    view = sent(opened, car, Wish(right=RightAsked.ACCESS))
    ahead = view.headline
    assert ahead is not None
    # 20 December is a Sunday.
    assert ahead.on == date(2026, 12, 21)
    place.clock.set(datetime(2026, 12, 18, 12, tzinfo=UTC))
    longer = ReplyGiven(
        kind=ReplyKind.EXTENSION, on=date(2026, 12, 18), until=date(2027, 2, 19), text="More time"
    )
    view = replied(opened, view, longer)
    assert view.state is RequestState.EXTENDED
    assert view.headline is not None
    assert view.headline.on == date(2027, 2, 19)
    place.clock.set(datetime(2027, 2, 20, 12, tzinfo=UTC))
    assert RightsService(opened).find(view.request.id).state is RequestState.OVERDUE


@pytest.mark.rule("EU-G-21")
def test_a_refusal_in_the_union_has_to_name_reasons_authority_and_court(
    opened: OpenedStore,
) -> None:
    car = add_car(opened, pack="eu-reference-ev")
    view = sent(opened, car, Wish(right=RightAsked.DELETE_OUTSIDE))
    given = ReplyGiven(kind=ReplyKind.REFUSED, on=FRIDAY, reason="We need it.")
    report = replied(opened, view, given).report
    assert report is not None
    codes = {item.code for item in report.findings if item.rule == "EU-G-21"}
    assert codes == {"no-authority", "no-court"}


@pytest.mark.rule("US-C-11")
def test_california_gives_ten_business_days_for_receipt_and_45_days_for_the_answer(
    place: Place, opened: OpenedStore
) -> None:
    car = add_car(opened, pack="us-ca-reference-ev")
    view = sent(opened, car, Wish(right=RightAsked.ACCESS))
    dues = {item.parameter: item.on for item in view.request.shown_dues}
    assert dues["US-CA.know_delete_correct"] == date(2027, 1, 4)
    # Thanksgiving and the day after it do not count.
    assert dues["US-CA.ack"] == date(2026, 12, 8)
    place.clock.move(days=3)
    view = replied(opened, view, ReplyGiven(kind=ReplyKind.RECEIPT, on=date(2026, 11, 23)))
    assert view.state is RequestState.ACKNOWLEDGED
    assert view.headline is not None
    assert view.headline.on == date(2027, 1, 4)


@pytest.mark.rule("US-C-12")
def test_an_opt_out_is_due_fifteen_business_days_on(opened: OpenedStore) -> None:
    car = add_car(opened, pack="us-ca-reference-ev")
    view = sent(opened, car, Wish(right=RightAsked.OPT_OUT))
    assert view.headline is not None
    assert view.headline.on == date(2026, 12, 15)


def test_a_year_whose_holidays_are_not_known_has_no_last_day(
    place: Place, opened: OpenedStore, car: Vehicle
) -> None:
    place.clock.set(datetime(2030, 3, 1, 12, tzinfo=UTC))
    view = sent(opened, car, on=date(2030, 3, 1))
    refused = [clock for clock in view.clocks if clock.refusal is not None]
    assert refused
    assert isinstance(refused[0].refusal, HolidaysUnknownError)
    assert view.request.shown_due("CN.auto.delete_sensitive") is None


def test_a_law_without_a_number_gives_no_last_day(opened: OpenedStore, car: Vehicle) -> None:
    view = sent(opened, car, Wish(right=RightAsked.RESTRICT))
    (clock,) = view.clocks
    assert clock.deadline is not None
    assert clock.deadline.state is ClockState.NO_NUMBER
    assert view.headline is None
    assert view.state is RequestState.SENT


def test_the_clock_runs_from_the_day_of_arrival_once_it_is_known(
    place: Place, opened: OpenedStore, car: Vehicle
) -> None:
    view = sent(opened, car, by=Way.POST)
    assert view.headline is not None
    before = view.headline.on
    place.clock.move(days=3)
    view = RightsService(opened).arrived(view.request.id, on=date(2026, 11, 23), method=Method.CLI)
    assert view.headline is not None
    assert view.headline.on > before
    assert view.request.shown_due("CN.auto.delete_sensitive") == view.headline.on


def test_what_the_company_asks_for_waits_for_the_person(opened: OpenedStore, car: Vehicle) -> None:
    view = sent(opened, car)
    due = view.headline
    rights = RightsService(opened)
    with pytest.raises(RequestStepError):
        rights.gave(view.request.id, on=FRIDAY, method=Method.CLI)
    view = replied(opened, view, ReplyGiven(kind=ReplyKind.IDENTITY, on=FRIDAY))
    assert view.state is RequestState.WAITING_FOR_YOU
    # China's law does not stop the clock for it.
    assert view.headline == due
    view = rights.gave(view.request.id, on=FRIDAY, method=Method.CLI)
    assert view.state is RequestState.ACKNOWLEDGED


def test_a_file_is_kept_byte_for_byte_and_encrypted(
    place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
) -> None:
    content = b"%PDF-1.7 the answer of the company \x00\xff" * 50
    path = tmp_path / "answer.pdf"
    path.write_bytes(content)
    view = replied(
        opened,
        sent(opened, car),
        ReplyGiven(kind=ReplyKind.GRANTED, on=FRIDAY, path=str(path)),
    )
    assert view.state is RequestState.ANSWERED
    (reply,) = view.replies
    assert (reply.name, reply.size) == ("answer.pdf", len(content))
    assert RightsService(opened).content(reply.id) == content
    salted = bytes.fromhex(reply.salt) + content
    assert reply.sha256 == opened.around.sealer.sha256(salted) == last(opened).detail["reply"]
    for part in place.data_dir.rglob("*"):
        if part.is_file():
            assert b"the answer of the company" not in part.read_bytes()


def test_a_reply_is_bounded(opened: OpenedStore, car: Vehicle, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(REPLY_FILE_LIMIT + 1)
    view = sent(opened, car)
    given = ReplyGiven(kind=ReplyKind.OTHER, on=FRIDAY)
    with pytest.raises(FileTooLargeError):
        replied(opened, view, replace(given, path=str(path)))
    with pytest.raises(TextNotAllowedError):
        replied(opened, view, replace(given, text="x" * 20_001))
    with pytest.raises(RequestStepError):
        replied(opened, view, given)
    assert not RightsService(opened).find(view.request.id).replies


def test_steps_that_do_not_fit_are_refused_and_change_nothing(
    opened: OpenedStore, car: Vehicle
) -> None:
    rights = RightsService(opened)
    draft = drafted(opened, car)
    with pytest.raises(RequestStepError):
        replied(opened, draft, ReplyGiven(kind=ReplyKind.RECEIPT, on=FRIDAY))
    with pytest.raises(RequestStepError):
        rights.sent(draft.request.id, on=date(2026, 11, 22), by=Way.MAIL, method=Method.CLI)
    view = rights.sent(draft.request.id, on=FRIDAY, by=Way.MAIL, method=Method.CLI)
    with pytest.raises(RequestStepError):
        rights.sent(view.request.id, on=FRIDAY, by=Way.MAIL, method=Method.CLI)
    for given in (
        ReplyGiven(kind=ReplyKind.RECEIPT, on=date(2026, 11, 19)),
        ReplyGiven(kind=ReplyKind.EXTENSION, on=FRIDAY),
        ReplyGiven(kind=ReplyKind.EXTENSION, on=FRIDAY, until=FRIDAY),
    ):
        with pytest.raises(RequestStepError):
            replied(opened, view, given)
    replied(opened, view, ReplyGiven(kind=ReplyKind.GRANTED, on=FRIDAY))
    with pytest.raises(RequestStepError):
        replied(opened, view, ReplyGiven(kind=ReplyKind.REFUSED, on=FRIDAY))
    assert rights.close(view.request.id, method=Method.CLI).state is RequestState.CLOSED
    with pytest.raises(RequestStepError):
        rights.close(view.request.id, method=Method.CLI)


def test_a_request_is_found_by_the_beginning_of_its_id_alone(
    opened: OpenedStore, car: Vehicle
) -> None:
    view = drafted(opened, car)
    rights = RightsService(opened)
    assert rights.find(view.request.id[:8]).request.id == view.request.id
    for wrong in ("", view.request.id[:3], "none at all"):
        with pytest.raises(RequestMissingError):
            rights.find(wrong)


def test_what_the_law_or_the_notice_does_not_know_is_refused(
    opened: OpenedStore, car: Vehicle
) -> None:
    with pytest.raises(RightNotKnownError):
        drafted(opened, car, Wish(right=RightAsked.OPT_OUT))
    with pytest.raises(FieldRequiredError):
        drafted(opened, car, Wish(right=RightAsked.CORRECT))
    with pytest.raises(PracticeMissingError):
        drafted(opened, car, replace(DELETE, practice=PracticeId("nothing-like-it")))
    with pytest.raises(TextNotAllowedError):
        drafted(opened, car, replace(DELETE, words="x" * (WORDS_LIMIT + 1)))
    assert not RightsService(opened).all()


@pytest.mark.rule("EU-A-06")
@pytest.mark.parametrize("regime", [RuleRegime.CHINA, RuleRegime.EU, RuleRegime.CALIFORNIA])
def test_every_right_that_is_offered_has_a_letter_in_every_language(regime: RuleRegime) -> None:
    book = letter_book()
    for right in rights_of(regime):
        law = book.law(regime, right)
        assert law is not None, right
        assert set(law.subject) == set(law.paragraphs) == set(law.article) == set(book.pieces)
    offered = {right.type.value for right in rights_of(RuleRegime.EU)}
    assert {"access", "port", "da_access"} <= offered


def test_a_complaint_tells_what_became_of_the_request_that_it_is_about(
    place: Place, opened: OpenedStore, car: Vehicle
) -> None:
    first = sent(opened, car)
    place.clock.move(days=60)
    wish = Wish(right=RightAsked.COMPLAIN, practice=CABIN, about=first.request.id)
    own = drafted(opened, car, wish).request.letters[1]
    said = "\n".join(own.paragraphs)
    assert own.language == ENGLISH
    assert own.recipient == ("Cyberspace Administration of China",)
    assert "On 20 November 2026 I sent the company a letter" in said
    assert "4 December 2026" in said
    assert "I have no answer to it." in said
    with pytest.raises(RequestStepError):
        drafted(opened, car, replace(wish, right=RightAsked.ACCESS))
    with pytest.raises(RequestMissingError):
        drafted(opened, car, replace(wish, about=RequestId("nothing")))


def test_requests_do_not_touch_choices(opened: OpenedStore, car: Vehicle) -> None:
    before = commit(opened, car, no(CABIN))
    sent(opened, car)
    after = commit(opened, car, no(DRIVING))
    assert before.of(CABIN) == after.of(CABIN)
    assert not repair(opened)
    assert full_check(opened.store, opened.ledger, opened.around).state is LogState.INTACT
    never = sent(opened, car, Wish(right=RightAsked.ACCESS, practice=REQUIRED))
    assert never.practice is not None
    assert all(item.practice.optional for item in HistoryService(opened).on_day(car, FRIDAY))
    assert not repair(opened)


def test_requests_and_replies_go_with_the_person(
    place: Place, opened: OpenedStore, car: Vehicle
) -> None:
    view = sent(opened, car, replace(DELETE, words="Zebrastreifen im Novembernebel"))
    text = "Ein unverwechselbarer Satz der Firma"
    view = replied(opened, view, ReplyGiven(kind=ReplyKind.OTHER, on=FRIDAY, text=text))
    erasure = ErasureService(opened)
    plan = erasure.plan_person(car.person)
    assert plan.requests == 1
    assert "1 letter goes too, with the replies to it." in plan_sentences(plan)
    erasure.erase(plan)
    assert not RightsService(opened).all()
    with place.sql() as connection:
        for count in (
            "SELECT count(*) FROM requests",
            "SELECT count(*) FROM request_replies",
        ):
            assert connection.execute(count).fetchone() == (0,)


def test_the_language_of_the_person_comes_second_where_it_is_another(
    opened: OpenedStore, car: Vehicle
) -> None:
    def languages(wished: str) -> list[str]:
        view = drafted(opened, car, language=Language(wished))
        return [part.language for part in view.request.letters]

    assert languages("en") == ["zh_Hans", "en"]
    assert languages(CHINESE) == ["zh_Hans"]
    # There are no letters in German.
    assert languages("de") == ["zh_Hans"]

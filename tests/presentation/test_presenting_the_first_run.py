"""The first run in words: its steps, the draft, and the review before anything is saved."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.term import Term
from ownerapp.presentation import first_run
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.draft import draft_choices
from ownerapp.presentation.first_run import Step
from ownerapp.services.choices import Answer, CarChoices
from ownerapp.services.vehicles import checked_details
from tests.support.choice_views import ENGLISH, NOW
from tests.support.desks import CABIN, DRIVING, shipped

ZONE = ZoneInfo("Asia/Shanghai")


def draft(*answers: Answer) -> CarChoices:
    return draft_choices(
        shipped(),
        checked_details(name="Little Blue"),
        {answer.practice: answer for answer in answers},
        now=NOW,
        zone=ZONE,
    )


def review(view: CarChoices) -> first_run.ReviewState:
    return first_run.review_state(ChoicesPresenter(view, language=ENGLISH, zone=ZONE).state(), view)


def test_a_draft_without_answers_is_undecided_throughout() -> None:
    view = draft()

    assert {item.status for item in view.choices} == {Status.UNDECIDED}
    assert {item.choice for item in view.choices} == {None}
    assert view.vehicle.name == "Little Blue"
    assert view.entries == 0


def test_a_draft_shows_each_answer_as_it_would_be_saved() -> None:
    view = draft(
        Answer(practice=CABIN, on=True, term=Term.DAYS_7),
        Answer(practice=DRIVING, on=True, term=Term.OPEN),
    )
    cabin, driving = view.of(CABIN), view.of(DRIVING)

    assert cabin is not None
    assert driving is not None
    assert cabin.status is driving.status is Status.GIVEN
    assert cabin.choice is not None
    assert driving.choice is not None
    assert (cabin.choice.ends_at is None, driving.choice.ends_at is None) == (False, True)


def test_a_no_in_a_draft_is_a_refusal_and_touches_nothing_else() -> None:
    view = draft(Answer(practice=CABIN, on=False))
    statuses = {item.practice.id: item.status for item in view.choices}

    assert statuses.pop(CABIN) is Status.REFUSED
    assert set(statuses.values()) == {Status.UNDECIDED}
    assert view.of(PracticeId("nothing")) is None


def test_the_review_lists_what_is_on_until_when_and_what_is_off() -> None:
    view = draft(Answer(practice=CABIN, on=True, term=Term.DAYS_7))
    state = review(view)

    assert [row.word for row in state.on] == ["On until 27 Nov 2026"]
    assert {row.word for row in state.off} == {"Not answered"}
    assert len(state.off) == len(view.choices) - 1
    assert (state.on_title, state.off_title) == ("1 is on", f"{len(state.off)} are off")


def test_the_review_keeps_a_no_apart_from_what_nobody_answered() -> None:
    state = review(draft(Answer(practice=CABIN, on=False)))
    words = [row.word for row in state.off]

    assert words.count("Kept off") == 1
    assert set(words) == {"Kept off", "Not answered"}
    assert state.off_title == f"{len(words)} are off"


def test_a_draft_never_says_that_an_answer_is_recorded() -> None:
    view = draft(
        Answer(practice=CABIN, on=True, term=Term.DAYS_7), Answer(practice=DRIVING, on=False)
    )
    page = ChoicesPresenter(view, language=ENGLISH, zone=ZONE).state()
    cards = {card.practice: card for group in page.groups for card in group.cards}
    on = cards[CABIN].line

    assert on is not None
    assert on.text == "Not saved yet"
    assert cards[DRIVING].line is None
    assert "Not saved yet: 1" in [line.text for line in page.counts]
    assert page.meter_name.startswith("1 on and not saved yet")
    assert "History" not in [row.label for row in cards[CABIN].details]
    assert "ecorded" not in repr((page.counts, page.meter_name, on, cards[CABIN].details))


def test_the_review_holds_no_required_practice() -> None:
    state = review(draft())

    assert state.on == ()
    assert len(state.off) == len(shipped().notice.optional())
    assert state.none_on


def test_every_step_has_a_name_and_a_way_on(language: str) -> None:
    names = [first_run.step_name(step) for step in Step]

    assert len(set(names)) == len(Step)
    assert all(first_run.next_words(step) for step in Step)
    assert first_run.back_words() not in {first_run.next_words(step) for step in Step}
    assert first_run.step_count(2, 5)


def test_the_button_that_saves_is_named_after_what_it_does() -> None:
    assert first_run.next_words(Step.REVIEW) == "Make my record"
    assert first_run.next_words(Step.RECORD) == "Save my record"
    assert first_run.step_count(2, 5) == "Step 2 of 5"


def test_the_review_holds_nothing_whose_switch_is_not_stated() -> None:
    view = draft_choices(
        shipped("tesla-cn-compiled"), checked_details(name="A"), {}, now=NOW, zone=ZONE
    )
    state = review(view)

    assert state.on == ()
    assert len(state.off) == len(shipped("tesla-cn-compiled").notice.optional())


@pytest.mark.parametrize("count", [1, 2])
def test_answers_that_a_change_of_language_opened_again_are_counted(
    count: int, language: str
) -> None:
    assert first_run.dropped_words(count)

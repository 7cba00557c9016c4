"""What European rules ask of whoever asks for consent, and this program keeps itself."""

from __future__ import annotations

import re
from dataclasses import fields
from zoneinfo import ZoneInfo

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.notice import Notice
from ownerapp.domain.text import Text
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.states import CardState, TermState
from tests.support import records
from tests.support.choice_views import ENGLISH, choice_on, view

ZONE = ZoneInfo("Europe/Berlin")
OTHER_MATTERS = re.compile(
    r"\b(terms of (use|service)|contract|subscri\w+|i agree|accept)\b", re.IGNORECASE
)
NOTICE_TEXTS = frozenset(
    {
        "title", "sentence", "question", "alone_reason", "what", "why", "where_processed",
        "where_stored", "how_long", "who", "how_to_stop", "necessity", "effect", "if_off",
        "still_sent",
    }
)  # fmt: skip


@pytest.fixture
def notice() -> Notice:
    return records.shipped_notice("eu-reference-ev")


@pytest.fixture
def cards(notice: Notice) -> list[CardState]:
    state = ChoicesPresenter(view(notice), language=ENGLISH, zone=ZONE).state()
    return [card for group in state.groups for card in group.cards]


@pytest.mark.rule("EU-G-15")
def test_a_question_holds_one_practices_own_texts_and_nothing_else_to_agree_to(
    notice: Notice, cards: list[CardState]
) -> None:
    asked = [card for card in cards if card.ask is not None]
    assert len(asked) == len(notice.optional())
    for card in asked:
        practice = notice.practice(card.practice)
        assert practice is not None
        assert card.ask is not None
        own = {
            value.get(ENGLISH)
            for field in fields(practice)
            if isinstance(value := getattr(practice, field.name), Text)
        } | {practice.retention.text.get(ENGLISH)}
        stated = {line.text for line in card.ask.shown if line.field in NOTICE_TEXTS}
        ours = [line.text for line in card.ask.shown if line.field not in NOTICE_TEXTS]

        assert stated <= own, card.practice
        assert not any(OTHER_MATTERS.search(text) for text in ours), card.practice


def test_words_about_other_matters_would_be_found() -> None:
    assert OTHER_MATTERS.search("By going on you accept our terms of use")


@pytest.mark.rule("EU-D-01")
def test_every_switch_is_on_the_first_page(notice: Notice, cards: list[CardState]) -> None:
    assert {card.practice for card in cards if not card.required} == {
        practice.id for practice in notice.optional()
    }


@pytest.mark.rule("EU-D-01")
def test_making_the_page_makes_no_question(cards: list[CardState]) -> None:
    """A question is made only when somebody presses a switch."""
    assert all(callable(card.ask_later) for card in cards if not card.required)


@pytest.mark.rule("EU-D-02")
def test_nothing_is_on_and_no_length_is_chosen_beforehand(cards: list[CardState]) -> None:
    optional = [card for card in cards if not card.required]

    assert not any(card.on for card in optional)
    names = {field.name for field in fields(TermState)}
    assert names == {"term", "title", "ends", "turn_on", "keep_end"}, "none says it is chosen"
    for card in optional:
        assert card.ask is not None
        assert card.ask.turn_on == "Turn on"
        assert not any(term.keep_end for term in card.ask.terms)


@pytest.mark.rule("EU-D-04")
def test_a_no_has_no_length_and_is_never_locked(cards: list[CardState]) -> None:
    for card in cards:
        if card.ask is not None:
            assert card.ask.keep_off == "Keep off"
            assert not any("Keep off" in term.turn_on for term in card.ask.terms)


@pytest.mark.rule("EU-D-06")
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("level", EvidenceLevel)
def test_a_switch_is_shown_on_exactly_while_a_yes_is_recorded(
    notice: Notice, status: Status, level: EvidenceLevel
) -> None:
    practice = notice.optional()[0]
    choice = choice_on(practice, status, notice, level=level)
    state = ChoicesPresenter(view(notice, [choice]), language=ENGLISH, zone=ZONE).state()
    card = state.card(practice.id)

    assert card is not None
    assert card.on == (status is Status.GIVEN)
    assert card.word.startswith("On ") == card.on

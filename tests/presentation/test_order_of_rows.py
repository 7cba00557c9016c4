"""What a notice tells of a collection stands in one order on the card and in the question."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from ownerapp.domain.ids import Language
from ownerapp.presentation.choices_page import ChoicesPresenter
from tests.support.choice_views import CHINESE, ENGLISH, notice_of, view


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_the_details_of_a_card_stand_in_the_order_of_the_question(language: Language) -> None:
    state = ChoicesPresenter(
        view(notice_of(20)), language=language, zone=ZoneInfo("Asia/Shanghai")
    ).state()
    compared = 0
    for group in state.groups:
        for card in group.cards:
            if card.ask is None:
                continue
            asked = [row.label for row in card.ask.rows]
            details = [row.label for row in card.details if row.label in asked]
            assert details == [label for label in asked if label in details]
            assert details[:2] == asked[:2]
            assert len(details) >= 6
            compared += 1
    assert compared == 20

"""The letters: whole in every language and law, with nothing in them that nobody stated."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.compliance.deadlines.parameters import GradeMark
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.ids import Language, NoticeHash, PersonId, VehicleId
from ownerapp.domain.notice import Notice
from ownerapp.domain.record import Disclosure
from ownerapp.domain.rights import LetterPart, RecipientRole, RightAsked, rights_of
from ownerapp.domain.vehicle import Vehicle
from ownerapp.packs.deadlines import deadline_parameters
from ownerapp.packs.letters import letter_book
from ownerapp.services.letter_writing import (
    LetterFacts,
    address_for,
    deadlines_for,
    letter_languages,
    write_letter,
)
from tests.support.desks import CABIN, CHINESE, ENGLISH, OWNER, PLATE, VIN, shipped

PACKS = {
    RuleRegime.CHINA: "cn-reference-ev",
    RuleRegime.EU: "eu-reference-ev",
    RuleRegime.CALIFORNIA: "us-ca-reference-ev",
}
EVERY = [(regime, right) for regime in PACKS for right in rights_of(regime)]


def facts(notice: Notice, right: RightAsked, **changes: Any) -> LetterFacts:
    regime = RuleRegime(notice.regime.value)
    law = letter_book().law(regime, right)
    assert law is not None
    made = LetterFacts(
        notice=notice,
        practice=notice.practice(CABIN),
        vehicle=Vehicle(
            id=VehicleId("car"),
            person=PersonId("person"),
            name="Little Blue",
            plate=PLATE,
            vin=VIN,
            notice=NoticeHash("ab" * 32),
        ),
        owner=OWNER,
        right=right,
        law=law,
        disclosure=Disclosure(),
        words="",
        deadlines=deadlines_for(right, regime.value, deadline_parameters(), is_sensitive=True),
    )
    return replace(made, **changes)


def letters(regime: RuleRegime, right: RightAsked, **changes: Any) -> tuple[LetterPart, ...]:
    notice = shipped(PACKS[regime]).notice
    return write_letter(facts(notice, right, **changes), letter_book(), (ENGLISH, CHINESE))


def whole(part: LetterPart) -> str:
    return "\n".join(
        (*part.recipient, part.subject, *part.paragraphs, *part.signature, *part.notes)
    )


@pytest.mark.parametrize(("regime", "right"), EVERY)
def test_every_letter_is_whole_in_every_language_and_names_its_article(
    regime: RuleRegime, right: RightAsked
) -> None:
    law = letter_book().law(regime, right)
    assert law is not None
    for part in letters(regime, right):
        text = whole(part)
        assert "{" not in text
        assert "  " not in text
        assert law.article[part.language] in text
        assert part.subject
        if law.grade is not GradeMark.TEXT:
            assert any(note.startswith(law.article[part.language]) for note in part.notes)
        for secret in (OWNER, PLATE, VIN):
            assert secret not in text


def test_name_plate_and_vin_stand_in_a_letter_only_where_they_were_ticked() -> None:
    for field, secret in (("name", OWNER), ("plate", PLATE), ("vin", VIN)):
        ticked = Disclosure(**{field: True})
        for part in letters(RuleRegime.EU, RightAsked.ACCESS, disclosure=ticked):
            assert secret in whole(part)
            for other in {OWNER, PLATE, VIN} - {secret}:
                assert other not in whole(part)


@pytest.mark.rule("CN-P-22")
def test_a_withdrawal_asks_for_deletion_too() -> None:
    english, chinese = letters(RuleRegime.CHINA, RightAsked.WITHDRAW)
    assert "delete what you collected on this consent (PIPL Art 47)" in whole(english)
    assert "删除基于该同意收集的个人信息" in whole(chinese)


def test_what_does_not_bind_is_not_named_as_a_period_of_the_law() -> None:
    for part in letters(RuleRegime.CHINA, RightAsked.ACCESS):
        assert "35273" not in whole(part)
        assert "30" not in whole(part)


def test_a_period_that_was_not_read_in_the_law_says_so() -> None:
    english, _chinese = letters(RuleRegime.CHINA, RightAsked.DELETE_OUTSIDE)
    assert "The law gives 10 working days for the answer" in whole(english)
    note = (
        "Automobile Data Provisions Art 9(5): from a summary, not checked against the legal text."
    )
    assert note in english.notes


def test_a_month_and_a_working_day_are_counted_in_words() -> None:
    english, chinese = letters(RuleRegime.EU, RightAsked.ACCESS)
    assert "The law gives 1 month for the answer" in whole(english)
    assert "期限为 1 个月" in whole(chinese)
    english, _chinese = letters(RuleRegime.CALIFORNIA, RightAsked.ACCESS)
    assert "confirmation of receipt within 10 working days" in whole(english)


def test_a_complaint_goes_to_the_authority_and_all_else_to_the_company() -> None:
    for regime, pack in PACKS.items():
        notice = shipped(pack).notice
        for right in rights_of(regime):
            role = address_for(notice, right).role
            complains = right is RightAsked.COMPLAIN
            assert (role is RecipientRole.AUTHORITY) == complains


def test_what_the_maker_does_not_state_stands_nowhere_in_the_letter() -> None:
    notice = shipped("tesla-cn-compiled").notice
    address = address_for(notice, RightAsked.ACCESS)
    assert address.role is RecipientRole.CONTROLLER
    assert not address.email
    law = letter_book().law(RuleRegime.CHINA, RightAsked.ACCESS)
    assert law is not None
    for part in write_letter(
        facts(notice, RightAsked.ACCESS, practice=None), letter_book(), (CHINESE,)
    ):
        assert part.recipient == ("特斯拉",)
        assert "not-stated" not in whole(part)
    authority = address_for(notice, RightAsked.COMPLAIN)
    assert authority.name.not_stated
    assert not write_letter(
        facts(notice, RightAsked.COMPLAIN, practice=None), letter_book(), (ENGLISH,)
    )[0].recipient


def test_a_letter_begins_in_the_language_of_the_notice() -> None:
    book = letter_book()
    chinese, european = shipped().notice, shipped("eu-reference-ev").notice
    assert letter_languages(book, chinese, ENGLISH) == (CHINESE, ENGLISH)
    assert letter_languages(book, european, CHINESE) == (ENGLISH, CHINESE)
    assert letter_languages(book, european, Language("fr")) == (ENGLISH,)


@given(words=st.text(max_size=300), name=st.text(max_size=60))
def test_what_a_person_typed_is_put_in_once_and_never_read_as_a_place(
    words: str, name: str
) -> None:
    for part in letters(
        RuleRegime.EU,
        RightAsked.OBJECT,
        words=words + "{article} {name} {",
        owner=name,
        disclosure=Disclosure(name=True),
    ):
        assert words + "{article} {name} {" in whole(part)

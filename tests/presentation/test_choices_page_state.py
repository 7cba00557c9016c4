"""The choices page: 50 practices, counts, chips, state words, and nothing chosen beforehand."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.choice import Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import NoticeHash
from ownerapp.domain.notice import Notice, Practice, Reach, Regime
from ownerapp.domain.notice_codes import AnonymisationMethod, Mode, Origin
from ownerapp.domain.notice_facts import Anonymisation
from ownerapp.domain.text import TEXT_NOT_STATED, Text
from ownerapp.presentation.choices_page import (
    ALWAYS_ON_GROUP,
    UNDETERMINED_GROUP,
    ChoicesPresenter,
)
from ownerapp.presentation.states import (
    CardState,
    ChipState,
    ChoicesState,
    MeterCell,
    Tone,
)
from ownerapp.presentation.words import collections_on
from ownerapp.services.choices import CarChoices
from tests.support import records
from tests.support.choice_views import CHINESE, ENGLISH, choice_on, notice_of, view

ZONE = ZoneInfo("Asia/Shanghai")
PACKS = ("cn-reference-ev", "eu-reference-ev")
LEVELS = st.sampled_from(EvidenceLevel)
STATUSES = st.sampled_from(Status)


def page(choices: CarChoices) -> ChoicesState:
    return ChoicesPresenter(choices, language=ENGLISH, zone=ZONE).state()


def optional_cards(state: ChoicesState) -> list[CardState]:
    return [card for group in state.groups for card in group.cards if card.has_switch]


def one_card(
    notice: Notice, status: Status, *, level: EvidenceLevel = EvidenceLevel.RECORDED, **kind: bool
) -> CardState:
    practice = notice.optional()[0]
    item = choice_on(practice, status, notice, level=level, **kind)
    card = page(view(notice, [item])).card(practice.id)
    assert card is not None
    return card


def test_a_notice_of_50_practices_has_a_card_for_each_in_its_group() -> None:
    notice = notice_of(50)
    state = page(view(notice))
    cards = optional_cards(state)

    assert len(cards) == 50
    assert {card.practice for card in cards} == {item.id for item in notice.optional()}
    assert state.heading == "0 of 50 optional collections are on"
    assert len(state.meter) == 50
    assert state.groups[-1].id == ALWAYS_ON_GROUP
    assert [group.id for group in state.groups[:-1]] == [
        group.id
        for group in notice.groups
        if any(item.group == group.id for item in notice.optional())
    ]


def test_nothing_is_on_before_the_person_says_so() -> None:
    state = page(view(notice_of(50)))

    assert not any(card.on for card in optional_cards(state))
    assert set(state.meter) == {MeterCell.EMPTY}
    assert {card.word for card in optional_cards(state)} == {"Off"}
    for card in optional_cards(state):
        assert card.ask is not None
        assert len(card.ask.terms) >= 2


@given(st.lists(st.tuples(STATUSES, LEVELS), min_size=1, max_size=14))
def test_heading_meter_and_counts_agree_with_the_choices(
    made: list[tuple[Status, EvidenceLevel]],
) -> None:
    notice = notice_of(14)
    items = [
        choice_on(practice, status, notice, level=level)
        for practice, (status, level) in zip(notice.optional(), made, strict=False)
    ]
    state = page(view(notice, items))
    on = sum(status is Status.GIVEN for status, _level in made)
    confirmed = sum(status is Status.GIVEN and level.value in {"4", "5"} for status, level in made)

    assert state.heading.startswith(f"{on} of {len(made)} optional")
    assert state.meter == (
        *[MeterCell.FILLED] * confirmed,
        *[MeterCell.STRIPED] * (on - confirmed),
        *[MeterCell.EMPTY] * (len(made) - on),
    )
    assert state.meter_name == (
        f"{confirmed} confirmed, {on - confirmed} recorded only, {len(made) - on} off"
    )
    counts = [line.text for line in state.counts]
    assert (f"Confirmed by the car: {confirmed}" in counts) == (confirmed > 0)
    assert f"Recorded only: {on - confirmed}" in counts
    assert f"Always on: {len(notice.required())}" in counts
    assert sum(card.on for card in optional_cards(state)) == on


def test_one_practice_is_counted_in_the_singular() -> None:
    assert page(view(notice_of(1))).heading == "0 of 1 optional collection is on"


@pytest.mark.parametrize(
    ("status", "is_open", "word", "line"),
    [
        (Status.UNDECIDED, False, "Off", None),
        (Status.REFUSED, False, "Off", None),
        (Status.WITHDRAWN, False, "Off", None),
        (Status.GIVEN, False, "On until 20 Feb 2027", "Recorded here"),
        (Status.GIVEN, True, "On until you turn it off", "Recorded here"),
        (Status.EXPIRED, False, "Off", "Ended on 3 Nov 2026"),
        (Status.SUPERSEDED, False, "Off", "The notice changed"),
    ],
)
def test_state_words(status: Status, is_open: bool, word: str, line: str | None) -> None:
    card = one_card(notice_of(1), status, is_open=is_open)

    assert card.word == word
    assert (card.line.text if card.line else None) == line
    assert card.on == (status is Status.GIVEN)
    assert card.toggle_description == ", ".join(part for part in (word, line) if part)


@pytest.mark.parametrize(
    ("level", "word"),
    [
        (EvidenceLevel.RECORDED, "Recorded here"),
        (EvidenceLevel.WAITING, "Waiting to send"),
        (EvidenceLevel.HANDED_OVER, "Handed over"),
        (EvidenceLevel.RECEIVED, "Received"),
        (EvidenceLevel.IN_FORCE, "In force, says the other side"),
        (EvidenceLevel.CHECKED, "Checked"),
        (EvidenceLevel.SELF_REPORTED, "You said you set it"),
        (EvidenceLevel.REFUSED, "Refused"),
    ],
)
def test_evidence_is_never_a_higher_word_than_its_level_and_green_only_from_4(
    level: EvidenceLevel, word: str
) -> None:
    card = one_card(notice_of(1), Status.GIVEN, level=level)

    assert card.line is not None
    assert card.line.text == word
    assert (card.line.tone is Tone.CONFIRMED) == (level.value in {"4", "5"})
    assert (card.line.icon == "dcheck") == (level.value in {"4", "5"})


@pytest.mark.parametrize("status", [item for item in Status if item is not Status.GIVEN])
@pytest.mark.parametrize("level", EvidenceLevel)
def test_nothing_is_green_while_it_is_off(status: Status, level: EvidenceLevel) -> None:
    card = one_card(notice_of(1), status, level=level)

    assert card.line is None or card.line.tone is not Tone.CONFIRMED


# ------------------------------------------------------------------------- chips


BLURRED = Anonymisation(method=AnonymisationMethod.CONTOUR, before_egress=True)


def chips_of(practice: Practice, pack: str = "cn-reference-ev") -> tuple[ChipState, ...]:
    notice = notice_of(1, pack)
    card = page(view(replace(notice, practices=(practice,)))).card(practice.id)
    assert card is not None
    return card.chips


@pytest.mark.parametrize(
    ("sensitive", "blurred", "reach"), list(product([True, False], [True, False], Reach))
)
def test_chips_stand_in_a_fixed_order(sensitive: bool, blurred: bool, reach: Reach) -> None:
    practice = replace(
        notice_of(1).optional()[0],
        sensitive=sensitive,
        anonymisation=BLURRED if blurred else None,
        reach=reach,
    )
    icons = [chip.icon or "reach" for chip in chips_of(practice)]

    order = ["finger", "reach", "blur", "clock"]
    assert icons == [
        icon for icon in order if (icon != "finger" or sensitive) and (icon != "blur" or blurred)
    ]


STORED = {
    "cn-reference-ev": "Stored in mainland China",
    "eu-reference-ev": "Stored in the EU and EEA",
}
SENT = {
    "cn-reference-ev": "Sent within mainland China",
    "eu-reference-ev": "Sent within the EU and EEA",
}


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("countries", [(), ("CN",), ("DE", "FR")])
def test_a_place_of_storage_is_claimed_only_when_one_is_stated(
    pack: str, countries: tuple[str, ...]
) -> None:
    practice = replace(
        notice_of(1, pack).optional()[0], reach=Reach.COUNTRY, storage_countries=countries
    )
    (chip,) = (chip for chip in chips_of(practice, pack) if chip.reach is not None)

    assert chip.text == (STORED if countries else SENT)[pack]
    assert chip.reach == 1


@pytest.mark.parametrize("regime", Regime)
@pytest.mark.parametrize(
    ("reach", "stored"), [*((reach, ()) for reach in Reach), (Reach.COUNTRY, ("US",))]
)
def test_each_reach_has_words_for_each_regime(
    regime: Regime, reach: Reach, stored: tuple[str, ...], language: str
) -> None:
    notice = replace(notice_of(1), regime=regime)
    practice = replace(notice.optional()[0], reach=reach, storage_countries=stored)
    card = page(view(replace(notice, practices=(practice,)))).card(practice.id)
    assert card is not None
    assert card.ask is not None
    (chip,) = (chip for chip in card.chips if chip.reach is not None)

    assert chip.text
    assert (chip.tone is Tone.ATTENTION) == (reach is Reach.ABROAD)
    assert [stop.reached for stop in card.ask.route] == [
        True, reach is not Reach.CAR, reach is Reach.ABROAD,
    ]  # fmt: skip
    assert all(stop.title and stop.detail for stop in card.ask.route)


# ------------------------------------------------------------------------- not stated


def bare(practice: Practice) -> Practice:
    """Return the practice with nothing stated but its title."""
    texts = {
        name: Text()
        for name in Practice.__dataclass_fields__
        if isinstance(getattr(practice, name), Text) and name != "title"
    }
    empty = replace(practice.retention, period=None, text=Text(), chip=Text())
    changes: dict[str, object] = {
        **texts,
        "retention": empty,
        "storage_countries": (),
        "processing_countries": (),
        "provisions": (),
        "transfers": (),
        "reach": Reach.COUNTRY,
        "anonymisation": None,
    }
    return replace(practice, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("required", [True, False])
def test_what_the_notice_does_not_state_is_said_to_be_not_stated(required: bool) -> None:
    notice = notice_of(1)
    mode = Mode.REQUIRED if required else Mode.OPTIONAL
    practice = replace(bare(notice.optional()[0]), mode=mode)
    bare_notice = replace(notice, practices=(practice,))
    card = page(view(bare_notice)).card(practice.id)
    assert card is not None

    stated = {row.label: row.text for row in card.details}
    assert stated.pop("Who says so").startswith("Declared in notice 1.0 for ")
    assert set(stated.values()) == {"Not stated by the maker"}
    assert "Time kept not stated" in {chip.text for chip in card.chips}
    assert not any("Stored" in chip.text for chip in card.chips)
    if card.ask is not None:
        assert {row.text for row in card.ask.rows} == {"Not stated by the maker"}
        assert card.ask.locked


# ------------------------------------------------------------------------- required


@pytest.mark.parametrize("pack", PACKS)
def test_required_practices_have_a_reason_and_no_question(pack: str) -> None:
    notice = notice_of(3, pack)
    group = page(view(notice)).groups[-1]

    assert (group.id, group.icon) == (ALWAYS_ON_GROUP, "lock")
    assert group.count == f"{len(notice.required())} items"
    for card in group.cards:
        assert card.required
        assert card.word == "Always on"
        assert card.ask is None
        assert card.chips[-1].icon == "scales"
        assert any(row.label == "Why it is always on" for row in card.details)


def test_a_notice_without_required_practices_has_no_such_group() -> None:
    notice = notice_of(3)
    state = page(view(replace(notice, practices=notice.optional())))

    assert ALWAYS_ON_GROUP not in {group.id for group in state.groups}
    assert "Always on: 0" in {line.text for line in state.counts}


# --------------------------------------------------------------------- compiled notices


def test_a_collection_whose_switch_is_not_stated_is_shown_without_one() -> None:
    notice = records.shipped_notice("tesla-cn-compiled")
    state = page(view(notice))
    group = next(item for item in state.groups if item.id == UNDETERMINED_GROUP)

    assert group.title == "It is not stated whether these can be switched off"
    assert [card.practice for card in group.cards] == [item.id for item in notice.undetermined()]
    for card in group.cards:
        assert not card.has_switch
        assert not card.required
        assert not card.on
        assert card.word == "Switch not stated"
        assert card.ask is None
    counts = {line.text for line in state.counts}
    assert f"Switch not stated: {len(group.cards)}" in counts
    assert not any(text.startswith("Always on") for text in counts)


def test_a_notice_without_any_switch_says_so_and_offers_nothing_to_press() -> None:
    notice = records.shipped_notice("lotus-cn-compiled")
    state = page(view(notice))

    assert notice.optional() == ()
    assert state.heading == "This notice states no switch"
    assert state.all_off == state.all_on == ""
    assert state.meter == ()
    assert [line.text for line in state.counts] == ["Switch not stated: 1"]


@pytest.mark.parametrize("pack", ["tesla-cn-compiled", "byd-cn-compiled", "nio-cn-compiled"])
def test_without_a_length_there_is_a_no_and_a_reason_why_there_is_no_yes(pack: str) -> None:
    notice = records.shipped_notice(pack)
    cards = optional_cards(page(view(notice)))
    assert cards
    for card in cards:
        assert card.has_switch
        ask = card.ask
        assert ask is not None
        assert ask.terms == ()
        assert ask.terms_heading == ""
        assert ask.keep_off
        assert ask.locked == (
            "The sources do not state for how long, so a yes cannot be recorded here."
        )


def test_an_issuer_that_offers_no_length_is_told_apart_from_sources() -> None:
    notice = replace(records.shipped_notice("byd-cn-compiled"), origin=Origin.ISSUER)
    ask = optional_cards(page(view(notice)))[0].ask
    assert ask is not None

    assert ask.locked.startswith("The notice does not state for how long,")


@pytest.mark.parametrize(
    ("origin", "start"), [(Origin.ISSUER, "The notice"), (Origin.COMPILED, "The sources")]
)
def test_a_text_that_no_language_has_is_not_called_untranslated(origin: Origin, start: str) -> None:
    notice = replace(notice_of(1), origin=origin)
    practice = replace(notice.optional()[0], necessity=TEXT_NOT_STATED)
    ask = optional_cards(page(view(replace(notice, practices=(practice,)))))[0].ask
    assert ask is not None

    assert ask.locked.startswith(f"{start} ")
    assert "everything that has to be said before a yes" in ask.locked


def test_only_a_compiled_notice_is_called_so_aloud() -> None:
    compiled = page(view(records.shipped_notice("tesla-cn-compiled")))
    reference = page(view(notice_of(1)))

    assert compiled.is_compiled
    assert compiled.origin_note.startswith("This notice was compiled from public statements.")
    assert not reference.is_compiled
    assert reference.notice_link == compiled.notice_link == "Read and check the notice"


def test_details_tell_the_choice_and_its_entry_once_there_is_one() -> None:
    notice = notice_of(1)
    untouched = {row.label for row in one_card(notice, Status.UNDECIDED).details}
    refused = {row.label: row.text for row in one_card(notice, Status.REFUSED).details}

    assert {"Your choice", "History"}.isdisjoint(untouched)
    assert refused["Your choice"] == "Kept off, 31 Oct 2026, notice 1.0"
    assert refused["History"] == "Entry 12"


def test_a_choice_on_an_earlier_notice_does_not_claim_the_present_version() -> None:
    notice = notice_of(1)
    newer = replace(notice, hash=NoticeHash("cd" * 32), version="2.0")
    item = choice_on(notice.optional()[0], Status.SUPERSEDED, notice)
    card = page(view(newer, [item])).card(item.practice.id)
    assert card is not None

    details = {row.label: row.text for row in card.details}
    assert details["Your choice"] == "Off, the notice changed, 31 Oct 2026, an earlier notice"


def test_a_card_that_is_not_there_is_not_found() -> None:
    notice = notice_of(1)

    assert page(view(notice)).card(notice_of(2).optional()[1].id) is None


@pytest.mark.parametrize("pack", PACKS)
def test_every_text_of_the_page_is_filled_in_every_language(pack: str, language: str) -> None:
    notice = notice_of(14, pack)
    state = ChoicesPresenter(
        view(notice), language=CHINESE if language == "zh_Hans" else ENGLISH, zone=ZONE
    ).state()
    unfilled = re.compile(r"\{[a-z_]+\}")

    for card in optional_cards(state):
        assert card.title
        assert card.sentence
        assert not unfilled.search(repr(card))
    assert state.all_off != state.all_on
    assert state.origin_note


@pytest.mark.parametrize(
    ("on", "count", "said"),
    [
        (0, 19, "0 of 19 optional collections are on"),
        (1, 19, "1 of 19 optional collections is on"),
        (2, 19, "2 of 19 optional collections are on"),
        (0, 1, "0 of 1 optional collection is on"),
        (1, 1, "1 of 1 optional collection is on"),
    ],
)
def test_the_verb_goes_with_how_many_are_on(on: int, count: int, said: str) -> None:
    assert collections_on(on, count) == said

"""Evidence, verdicts, anchors, settings, keys, notices and papers as values."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.documents.paper_json import paper_json
from ownerapp.domain.evidence import Evidence, EvidenceLevel
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.log import Anchor, LogReport, LogState
from ownerapp.domain.notice import Notice, Reach
from ownerapp.domain.notice_codes import Mode
from ownerapp.domain.settings import Settings
from ownerapp.domain.term import Term
from ownerapp.domain.text import Text
from ownerapp.domain.verdict import Check, CheckResult, Outcome, Verdict, verdict_of
from tests.support import papers, records, store_values

ZEROS = "0" * 64
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_only_levels_4_and_5_are_confirmed() -> None:
    assert [level.value for level in EvidenceLevel] == ["0", "1", "2", "3", "4", "5", "M", "X"]
    assert {level.value for level in EvidenceLevel if level.is_confirmed} == {"4", "5"}
    assert Evidence(level=EvidenceLevel.RECORDED, at=AT).source == ""


def results(*outcomes: Outcome) -> list[CheckResult]:
    return [
        CheckResult(check=check, outcome=outcome)
        for check, outcome in zip(Check, outcomes, strict=False)
    ]


@pytest.mark.parametrize("outcomes", list(product(Outcome, repeat=3)))
def test_one_failure_makes_it_not_valid_and_one_doubt_makes_it_untold(
    outcomes: tuple[Outcome, ...],
) -> None:
    verdict = verdict_of(results(*outcomes))

    if Outcome.FAILED in outcomes:
        assert verdict is Verdict.NOT_VALID
    elif Outcome.UNKNOWN in outcomes or Outcome.OK not in outcomes:
        assert verdict is Verdict.CANNOT_TELL
    else:
        assert verdict is Verdict.VALID


def test_nothing_checked_is_never_valid() -> None:
    assert verdict_of([]) is Verdict.CANNOT_TELL
    assert verdict_of(results(Outcome.SKIPPED)) is Verdict.CANNOT_TELL


def test_verdicts_are_the_words_that_the_command_line_ends_with() -> None:
    assert [verdict.value for verdict in Verdict] == ["valid", "not valid", "cannot tell"]


@given(st.integers(0, 10**9), st.binary(min_size=32, max_size=32))
def test_an_anchor_comes_back_from_its_text(size: int, root: bytes) -> None:
    anchor = Anchor(size=size, root=root)

    assert Anchor.from_text(anchor.to_text()) == anchor


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "12",
        "12:",
        f":{'0' * 64}",
        f"-1:{'0' * 64}",
        "1:00",
        f"1:{'g' * 64}",
        f"x:{'0' * 64}",
    ],
)
def test_a_text_that_is_no_anchor_gives_none(text: str) -> None:
    assert Anchor.from_text(text) is None


def test_only_an_intact_log_is_good() -> None:
    good = {state for state in LogState if LogReport(state=state, size=0, checked_at=AT).is_good}

    assert good == {LogState.INTACT, LogState.NOT_ANCHORED}


def made(name: str, value: Any) -> Settings:
    changes: dict[str, Any] = {name: value}
    return replace(Settings(), **changes)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("text_scale_percent", (100, 200), (99, 201)),
        ("window_width", (None, 100, 32_767), (99, 32_768)),
        ("window_height", (None, 100, 32_767), (99, 32_768)),
    ],
)
def test_settings_keep_their_numbers_in_range(
    name: str, good: tuple[Any, ...], bad: tuple[Any, ...]
) -> None:
    for value in good:
        assert getattr(made(name, value), name) == value
    for value in bad:
        with pytest.raises(ValueError, match=str(value)):
            made(name, value)


@pytest.mark.parametrize("kind", KeyKind)
def test_a_private_key_is_not_in_what_is_printed_of_it(kind: KeyKind) -> None:
    key = store_values.signing_key(kind)

    assert repr(key.private) not in repr(key)
    assert repr(key.public) in repr(key)


@pytest.fixture(params=["cn-reference-ev", "eu-reference-ev"])
def notice(request: pytest.FixtureRequest) -> Notice:
    return records.shipped_notice(request.param)


def test_every_practice_is_either_optional_or_required(notice: Notice) -> None:
    optional = {practice.id for practice in notice.optional()}
    required = {practice.id for practice in notice.required()}

    assert optional.isdisjoint(required)
    assert optional | required == {practice.id for practice in notice.practices}
    for practice in notice.practices:
        assert notice.practice(practice.id) is practice
    assert notice.practice(PracticeId("nothing")) is None
    assert notice.party("nobody") is None
    controller = notice.party(notice.controller)
    assert controller is not None


@pytest.mark.rule("CN-AD-25")
@pytest.mark.rule("CN-X-05")
@pytest.mark.parametrize(("sensitive", "reach"), list(product([True, False], Reach)))
def test_what_is_sensitive_or_leaves_the_country_is_asked_singly(
    notice: Notice, sensitive: bool, reach: Reach
) -> None:
    practice = replace(notice.optional()[0], sensitive=sensitive, reach=reach)

    assert practice.asked_singly == (sensitive or reach is Reach.ABROAD)
    assert not replace(practice, mode=Mode.REQUIRED).asked_singly


@pytest.mark.rule("CN-AD-24")
def test_a_yes_needs_necessity_and_effect_and_every_other_text(notice: Notice) -> None:
    english = Language("en")
    for practice in notice.optional():
        assert {"necessity", "effect", "what", "why", "who", "how_to_stop"} <= set(
            practice.yes_texts()
        )
        assert practice.is_complete_in(english)
        assert ("question" in practice.yes_texts()) == practice.asked_singly
        for missing in (Text(), Text({"de": "..."})):
            assert not replace(practice, necessity=missing).is_complete_in(english)
            assert not replace(practice, effect=missing).is_complete_in(english)


@pytest.mark.rule("CN-T-02")
def test_a_chinese_notice_that_states_an_open_end_still_does_not_offer_it() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    for practice in notice.optional():
        stating = replace(practice, terms=tuple(Term))

        assert (Term.OPEN in notice.offered_terms(stating)) == (not practice.sensitive)


def test_equal_papers_give_equal_text_whatever_the_order_of_their_making() -> None:
    paper = papers.paper()

    assert paper_json(paper) == paper_json(papers.paper())
    value = json.loads(paper_json(paper))
    assert list(value) == sorted(value)
    assert value["title"] == paper.title

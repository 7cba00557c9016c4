"""The question before a yes: everything on it is kept with the answer, and no text is pushed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Practice, Reach
from ownerapp.domain.term import Term
from ownerapp.domain.text import Text
from ownerapp.i18n import translate_in
from ownerapp.presentation.asking import on_terminal, with_term
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.states import AskState, CardState
from ownerapp.presentation.voice import interface_language, notice_language
from ownerapp.services.choices import Answer, check_answer
from tests.support import records
from tests.support.choice_views import CHINESE, ENGLISH, choice_on, view

ZONE = ZoneInfo("Asia/Shanghai")
PACKS = ("cn-reference-ev", "eu-reference-ev")
TEXTS = ("what", "why", "where_processed", "where_stored", "who", "how_to_stop", "necessity")


def cards(notice: Notice, language: Language = ENGLISH) -> list[CardState]:
    state = ChoicesPresenter(view(notice), language=language, zone=ZONE).state()
    return [card for group in state.groups for card in group.cards if card.ask is not None]


def ask_of(practice: Practice, notice: Notice, language: Language = ENGLISH) -> AskState:
    return ChoicesPresenter(view(notice), language=language, zone=ZONE).ask(practice)


def seen_with(card: CardState, ask: AskState) -> list[str]:
    """Return every text that a person sees when the buttons are in reach."""
    both = [
        *(chip.text for chip in ask.chips),
        *(text for row in ask.rows for text in (row.label, row.text)),
        ask.terms_heading,
        *(text for term in ask.terms for text in (term.title, term.ends)),
        ask.locked,
        ask.keep_off,
        ask.turn_on,
        ask.footnote,
        ask.notice_link,
    ]
    sheet = [
        ask.question,
        ask.reason,
        ask.origin,
        ask.route_heading,
        *(text for stop in ask.route for text in (stop.title, stop.detail)),
    ]
    on_card = [card.title, card.sentence, card.word, card.line.text if card.line else ""]
    return [text for text in both + (sheet if card.asked_singly else on_card) if text]


@pytest.mark.rule("CN-AD-24")
@pytest.mark.parametrize("pack", PACKS)
def test_everything_that_is_seen_is_kept_with_the_answer(pack: str, language: str) -> None:
    notice = records.shipped_notice(pack)
    spoken = notice_language(notice, language)
    for card in cards(notice, spoken):
        assert card.ask is not None
        kept = Counter(line.text for line in card.ask.shown)

        assert Counter(seen_with(card, card.ask)) - kept == Counter(), card.practice


@pytest.mark.rule("CN-AD-24")
@pytest.mark.parametrize("pack", PACKS)
def test_what_decides_an_answer_stands_before_the_particulars(pack: str) -> None:
    notice = records.shipped_notice(pack)
    for card in cards(notice):
        assert card.ask is not None
        labels = [line.text for line in card.ask.shown if line.field.startswith("label.")]

        assert [row.label for row in card.ask.rows] == labels
        assert labels[:4] == ["What", "Why", "Why it is needed", "What it means for you"]


def test_a_sheet_of_a_compiled_notice_says_whose_words_it_shows_and_keeps_that() -> None:
    notice = records.shipped_notice("tesla-cn-compiled")
    for card in cards(notice):
        assert card.asked_singly
        ask = card.ask
        assert ask is not None
        assert ask.origin.startswith("This notice was compiled from public statements.")
        assert Counter(seen_with(card, ask)) - Counter(line.text for line in ask.shown) == Counter()
    assert {ask.origin for card in cards(records.shipped_notice()) if (ask := card.ask)} == {""}


@pytest.mark.parametrize("status", Status)
def test_a_card_keeps_its_state_with_the_answer(status: Status) -> None:
    notice = records.shipped_notice("eu-reference-ev")
    practice = next(item for item in notice.optional() if not item.asked_singly)
    item = choice_on(practice, status, notice)
    presenter = ChoicesPresenter(view(notice, [item]), language=ENGLISH, zone=ZONE)
    card = presenter.state().card(practice.id)
    assert card is not None
    assert card.ask is not None

    for shown in (card.shown, card.ask.shown):
        texts = {line.field: line.text for line in shown}
        assert texts["title"] == card.title
        assert texts["sentence"] == card.sentence
        assert texts["state"] == card.word
        assert texts.get("state.line") == (card.line.text if card.line else None)
    assert presenter.ask(practice) == card.ask


@pytest.mark.parametrize("pack", PACKS)
def test_each_piece_is_kept_once_and_no_other_piece(pack: str) -> None:
    notice = records.shipped_notice(pack)
    for card in cards(notice):
        assert card.ask is not None
        fields = [line.field for line in card.ask.shown]
        is_sheet = card.asked_singly

        assert len(set(fields)) == len(fields)
        assert all(line.text for line in card.ask.shown)
        assert ("question" in fields) == is_sheet
        assert ("route.2.detail" in fields) == is_sheet
        assert ("state" in fields) != is_sheet


@pytest.mark.parametrize("pack", PACKS)
def test_a_yes_names_its_term_on_the_button_that_was_pressed(pack: str) -> None:
    notice = records.shipped_notice(pack)
    for card in cards(notice):
        assert card.ask is not None
        for term in card.ask.terms:
            shown = with_term(card.ask, term)
            texts = {line.field: line.text for line in shown}

            assert texts["button"] == term.turn_on
            assert "turn_on" not in texts
            assert [line for line in shown if line.field != "button"] == [
                line for line in card.ask.shown if line.field != "turn_on"
            ]


@pytest.mark.parametrize(("pack", "spoken"), list(product(PACKS, [ENGLISH, CHINESE])))
def test_what_is_kept_is_all_that_a_yes_needs(pack: str, spoken: Language) -> None:
    notice = records.shipped_notice(pack)
    with translate_in(spoken):
        for practice in notice.optional():
            ask = ask_of(practice, notice, spoken)
            for term in ask.terms:
                for shown in (with_term(ask, term), on_terminal(ask, term)):
                    answer = Answer(practice=practice.id, on=True, term=term.term, shown=shown)
                    check_answer(notice, answer, spoken)


def test_a_terminal_keeps_what_it_prints_and_no_more() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    for practice in notice.optional():
        ask = ask_of(practice, notice)
        fields = [line.field for line in on_terminal(ask, ask.terms[0])]

        assert {field.partition(".")[0] for field in fields} <= {
            "title", "sentence", "question", "alone_reason", "chip", "label", "terms", "term",
            "button", "if_off", "still_sent", "how_long", "effect", *TEXTS,
        }  # fmt: skip
        assert "button" in fields


@pytest.mark.rule("CN-AD-26")
def test_terms_are_those_the_notice_offers_and_none_is_chosen() -> None:
    for pack in PACKS:
        notice = records.shipped_notice(pack)
        for practice in notice.optional():
            ask = ask_of(practice, notice)

            assert tuple(term.term for term in ask.terms) == notice.offered_terms(practice)
            assert len(ask.terms) >= 2
            assert not any(line.field == "button" for line in ask.shown)
            assert ask.turn_on == "Turn on"


@pytest.mark.rule("CN-T-02")
def test_no_sensitive_question_in_china_has_an_open_end() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    for practice in notice.optional():
        stating = replace(practice, terms=tuple(Term))
        ask = ask_of(stating, notice)
        has_open = Term.OPEN in {term.term for term in ask.terms}

        assert has_open == (not practice.sensitive)
        assert ("No end date" in {line.text for line in ask.shown}) == has_open


def test_terms_say_when_they_end() -> None:
    notice = records.shipped_notice("eu-reference-ev")
    ends = {term.term: term.ends for term in ask_of(notice.optional()[0], notice).terms}

    assert ends[Term.DRIVE] == "Ends when you say so, within 24 hours"
    assert ends[Term.DAYS_7] == "Ends 27 Nov 2026"
    assert ends[Term.MONTHS_3] == "Ends 20 Feb 2027"
    assert ends[Term.YEAR_1] == "Ends 20 Nov 2027"


def test_every_term_has_a_title_and_a_button_in_every_language(language: str) -> None:
    notice = records.shipped_notice("eu-reference-ev")
    practice = replace(notice.optional()[0], terms=tuple(Term), sensitive=False)
    terms = ask_of(practice, notice).terms

    assert len(terms) == len(Term)
    assert len({term.title for term in terms}) == len(Term)
    assert len({term.turn_on for term in terms}) == len(Term)


@pytest.mark.rule("EU-D-05")
@pytest.mark.parametrize("missing", ["necessity", "effect", "who", "what", "title"])
def test_an_incomplete_text_takes_no_yes_and_says_why(missing: str) -> None:
    notice = records.shipped_notice("cn-reference-ev")
    practice = notice.optional()[0]
    only_chinese: dict[str, Text] = {missing: Text({"zh_Hans": "只有中文"})}
    half = replace(practice, **only_chinese)  # type: ignore[arg-type]

    assert not ask_of(practice, notice).locked
    assert ask_of(half, notice).locked
    locked = ask_of(half, notice).locked
    assert locked in {line.text for line in ask_of(half, notice).shown}
    assert not ask_of(half, notice, CHINESE).locked


def test_a_text_in_the_notices_own_language_is_marked_and_kept_as_such() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    practice = replace(notice.optional()[0], why=Text({"zh_Hans": "为了行车安全"}))
    ask = ask_of(practice, notice)

    (row,) = (row for row in ask.rows if row.text == "为了行车安全")
    assert row.native
    (line,) = (line for line in ask.shown if line.field == "why")
    assert line.lang == CHINESE
    assert sum(row.native for row in ask.rows) == 1


def test_words_of_ours_are_kept_with_our_language_and_the_notices_with_its_own() -> None:
    notice = records.shipped_notice("eu-reference-ev")
    practice = next(item for item in notice.optional() if item.asked_singly)
    with translate_in("zh_Hans"):
        languages = {line.field: line.lang for line in ask_of(practice, notice).shown}

    for field in ("title", "sentence", "question", "why", "effect"):
        assert languages[field] == ENGLISH
    for field in ("label.why", "chip.0", "route.heading", "term.3m", "keep_off", "footnote"):
        assert languages[field] == CHINESE


@pytest.mark.parametrize(
    ("interface", "spoken"),
    [("en", "en"), ("zh_Hans", "zh_Hans"), ("en-XA", "en"), ("ar-XB", "en")],
)
def test_a_pseudo_language_is_never_kept(interface: str, spoken: str) -> None:
    with translate_in(interface):
        assert interface_language() == spoken
        notice = records.shipped_notice("cn-reference-ev")
        assert notice_language(notice, interface) == spoken


@pytest.mark.parametrize(
    ("languages", "native", "spoken"),
    [(("en", "zh_Hans"), "zh_Hans", "en"), (("zh_Hans",), "zh_Hans", "zh_Hans")],
)
def test_a_language_that_the_notice_lacks_leads_to_english_or_its_own(
    languages: tuple[str, ...], native: str, spoken: str
) -> None:
    notice = replace(
        records.shipped_notice("cn-reference-ev"),
        languages=tuple(Language(item) for item in languages),
        native_language=Language(native),
    )

    assert notice_language(notice, "de") == spoken


def test_what_stays_in_the_car_reaches_no_further() -> None:
    notice = records.shipped_notice("eu-reference-ev")
    practice = replace(notice.optional()[0], reach=Reach.CAR)
    route = ask_of(practice, notice).route

    assert [stop.reached for stop in route] == [True, False, False]
    assert [stop.detail for stop in route[1:]] == ["Not sent", "Not sent"]


@pytest.mark.rule("US-C-06")
@pytest.mark.rule("US-C-07")
def test_refusing_and_agreeing_weigh_the_same() -> None:
    notice = records.shipped_notice("eu-reference-ev")
    ask = ask_of(notice.optional()[0], notice)

    assert (ask.keep_off, ask.turn_on) == ("Keep off", "Turn on")
    assert abs(len(ask.keep_off) - len(ask.turn_on)) <= 2

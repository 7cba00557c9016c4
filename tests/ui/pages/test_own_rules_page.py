"""Own rules in the window: they suggest, the person answers, and nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import DiskFullError
from ownerapp.domain.event import EventKind
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.own_rule import OwnRule, RuleAbout
from ownerapp.domain.term import Term
from ownerapp.i18n import set_language
from ownerapp.services.own_rules import OwnRuleService
from ownerapp.ui import fonts, theme
from ownerapp.ui.dialogs.ask_sheet import AskSheet
from ownerapp.ui.dialogs.rules_sheet import RulesSheet
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.offer_card import OfferCard
from ownerapp.ui.pages.own_rules_section import OwnRulesSection
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.banner import BannerKind
from tests.support.desks import CABIN, DRIVING, OWNER, Place, add_car, commit, no, shipped, yes
from tests.support.notice_versions import PACK
from tests.support.rule_scenes import RULES, with_rules
from tests.support.settings_scenes import settings_page
from tests.support.sweep import texts_told
from tests.support.windows import Shown, shown_window

POSITION, VOICE, REMOTE = (
    PracticeId(name) for name in ("precise-location", "voice-commands", "remote-cabin-view")
)
DROWSY = PracticeId("drowsiness-warning")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A car with one yes and one no, of a person without rules."""
    made = Place(data_dir=tmp_path / "data")
    opened = made.open()
    car = add_car(opened)
    commit(opened, car, yes(shipped().notice, CABIN, Term.MONTHS_3))
    commit(opened, car, no(DRIVING))
    made.close()
    yield made
    made.close()


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[Shown]:
    fonts.load_first()
    fonts.load_rest(qapp)
    with shown_window(qapp, qtbot, place) as window:
        yield window
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


def section_of(shown: Shown) -> OwnRulesSection:
    section = settings_page(shown).rules
    shown.wait_idle()
    return section


def choices_of(shown: Shown) -> ChoicesPage:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    return page


def line_on(shown: Shown, practice: str) -> str:
    card = choices_of(shown).card(PracticeId(practice))
    assert card is not None
    return card.rule()


def offer_of(shown: Shown) -> OfferCard | None:
    """Return the card with the offer, where it is shown."""
    choices_of(shown)
    card = shown.home.ruling().card()
    return card if card is not None and card.isVisible() else None


def sheet_of(shown: Shown) -> RulesSheet:
    sheet = shown.home.ruling().sheet()
    assert sheet is not None
    return sheet


def asked(shown: Shown) -> AskSheet:
    sheet = shown.home.flow().sheet()
    assert sheet is not None
    return sheet


def status(shown: Shown, practice: str) -> Status:
    view = shown.home.view()
    assert view is not None
    found = view.of(PracticeId(practice))
    assert found is not None
    return found.status


def kinds(shown: Shown) -> list[EventKind]:
    found: list[EventKind] = []
    shown.session.call(lambda desk: [event.kind for event in desk.history()], found.extend)
    shown.wait_idle()
    return found


def rules(shown: Shown) -> list[tuple[RuleAbout, Term | None]]:
    found: list[OwnRule] = []
    shown.session.call(lambda desk: desk.rules.of(desk.find_car(None)), found.extend)
    shown.wait_idle()
    return [(rule.about, rule.at_most) for rule in found]


def make_rule(shown: Shown, about: str, wish: str) -> None:
    """Make a rule as a person does: two fields and a button."""
    section = section_of(shown)
    section.about.pick(about)
    section.wish.pick(wish)
    section.keep_button.click()
    shown.wait_idle()


class TestSettings:
    """Making, changing and removing rules."""

    def test_without_rules_an_example_teaches_and_nothing_is_chosen(self, shown: Shown) -> None:
        section = section_of(shown)
        told = texts_told(section)

        assert any("No rules yet. For example: pictures from inside" in text for text in told)
        assert any("You confirm each answer yourself." in text for text in told)
        assert (section.about.key(), section.wish.key()) == ("", "")
        section.keep_button.click()
        assert section.about_row.error() == "Choose what the rule is about."
        assert section.wish_row.error() == "Choose what the rule says."
        assert QApplication.focusWidget() is section.about
        assert rules(shown) == []

    def test_a_rule_is_made_and_changed_and_the_history_does_not_hear_of_it(
        self, shown: Shown
    ) -> None:
        before = kinds(shown)
        make_rule(shown, "location", "3m")
        section = section_of(shown)
        assert (section.about.key(), section.wish.key()) == ("", "")
        assert section.said.text() == "The rule speaks about 3 collections of this car."
        section.lines[0].change_link.click()
        assert (section.about.key(), section.wish.key()) == ("location", "3m")
        assert section.keep_button.text() == "Change the rule"
        assert QApplication.focusWidget() is section.wish
        section.wish.pick("7d")
        section.keep_button.click()
        shown.wait_idle()

        assert rules(shown) == [(RuleAbout.LOCATION, Term.DAYS_7)]
        assert [line.row.described for line in section.lines] == ["Location: At most 7 days"]
        assert kinds(shown) == before

    def test_a_removed_rule_comes_back_by_undo(self, shown: Shown) -> None:
        make_rule(shown, "cabin-pictures", "keep-off")
        make_rule(shown, "location", "drive")
        section = section_of(shown)
        section.lines[0].remove_link.setFocus()
        section.lines[0].remove_link.click()
        shown.wait_idle()

        assert rules(shown) == [(RuleAbout.LOCATION, Term.DRIVE)]
        assert section.said.text() == "The rule was removed. Answers stay as they are."
        assert QApplication.focusWidget() is section.lines[0].change_link
        shown.speak("zh_Hans")
        assert "Undo" not in texts_told(section)
        shown.speak("en")
        section.said.link_pressed.emit()
        shown.wait_idle()
        assert rules(shown) == [
            (RuleAbout.CABIN_PICTURES, None),
            (RuleAbout.LOCATION, Term.DRIVE),
        ]
        assert section.said.text() == ""

    def test_a_new_rule_leads_to_the_cards_that_it_is_about(self, shown: Shown) -> None:
        make_rule(shown, "biometric", "keep-off")
        section = section_of(shown)
        assert section.said.text() == "The rule speaks about nothing in this car."
        make_rule(shown, "sound", "keep-off")
        assert section.said.text() == "The rule speaks about 1 collection of this car."
        section.said.link_pressed.emit()
        shown.settle()
        assert shown.home.page("choices").isVisible()
        assert section.said.text() == ""
        assert rules(shown) == [(RuleAbout.SOUND, None), (RuleAbout.BIOMETRIC, None)]

    def test_what_cannot_be_saved_is_said_and_changes_nothing(
        self, shown: Shown, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_args: object, **_more: object) -> None:
            raise DiskFullError(path="store.db")

        monkeypatch.setattr(OwnRuleService, "keep", full)
        make_rule(shown, "location", "7d")
        section = section_of(shown)

        assert section.said.kind() is BannerKind.STOP
        assert section.lines == []
        assert section.about.key() == "location"

    def test_a_rule_made_elsewhere_is_shown(self, shown: Shown) -> None:
        with_rules(shown)
        assert len(section_of(shown).lines) == len(RULES)

    def test_of_several_people_it_is_said_whose_rules_these_are(
        self, shown: Shown, qapp: QApplication, qtbot: QtBot, place: Place
    ) -> None:
        assert not any("These are the rules of" in text for text in texts_told(section_of(shown)))
        shown.parts.window.close()
        desk = place.desk()
        desk.add_car(desk.check_details(name="Red", owner="Wang Fang"), desk.notices.load(PACK))
        desk.close()
        with shown_window(qapp, qtbot, place) as again:
            assert f"These are the rules of {OWNER}." in texts_told(section_of(again))


class TestCards:
    """What a rule says on the cards."""

    def test_a_rule_is_a_quiet_line_and_chooses_nothing(self, shown: Shown) -> None:
        before = kinds(shown)
        with_rules(shown)

        assert line_on(shown, POSITION) == "Your rule “Location” says: at most 7 days"
        assert line_on(shown, REMOTE) == "Your rule “Pictures from inside the car” says: keep off"
        assert line_on(shown, "calendar") == ""
        assert line_on(shown, "battery-health-research") == (
            "The notice offers no time as short as your rule “Anything that leaves the country” "
            "allows"
        )
        assert status(shown, POSITION) is Status.UNDECIDED
        assert kinds(shown) == before

    def test_an_answer_beyond_a_rule_is_said_and_left_alone(self, shown: Shown) -> None:
        with_rules(shown)
        assert line_on(shown, CABIN) == (
            "On until 20 Feb 2027. Your rule “Pictures from inside the car” says: keep off"
        )
        assert status(shown, CABIN) is Status.GIVEN

    def test_after_a_no_nothing_is_offered(self, shown: Shown) -> None:
        make_rule(shown, "driving", "1y")
        assert line_on(shown, DRIVING) == "Your rule “How I drive” says: at most 1 year"
        offer = shown.home.ruling().offer()
        assert offer is not None
        assert offer.practices == (DROWSY,)

    def test_the_line_goes_with_its_rule(self, shown: Shown) -> None:
        make_rule(shown, "sound", "keep-off")
        assert line_on(shown, VOICE)
        section_of(shown).lines[0].remove_link.click()
        shown.wait_idle()
        card = choices_of(shown).card(VOICE)
        assert card is not None
        assert card.rule() == ""
        assert offer_of(shown) is None

    def test_what_is_kept_with_an_answer_says_nothing_of_the_rule(self, shown: Shown) -> None:
        with_rules(shown)
        state = choices_of(shown).state_shown()
        assert state is not None
        card = state.card(POSITION)
        assert card is not None
        sheet, ask = card.sheet_ask, card.ask
        assert sheet is not None
        assert ask is not None
        for lines in (card.shown, sheet.shown, ask.shown):
            assert not any("rule" in line.text for line in lines)


class TestOffer:
    """Going through the suggestions."""

    def test_the_noes_stand_in_one_list_and_each_yes_is_asked_alone(self, shown: Shown) -> None:
        with_rules(shown)
        offer = offer_of(shown)
        assert offer is not None
        assert offer.go_button.text() == "Go through 6 collections one by one"
        offer.go_button.click()
        shown.settle()
        sheet = sheet_of(shown)
        assert [row.practice for row in sheet.offer().noes] == [DROWSY, REMOTE]
        assert sheet.pair.refuse_button.text() == "Keep off these 2"
        assert status(shown, REMOTE) is Status.UNDECIDED
        sheet.pair.refuse_button.click()
        shown.wait_idle()
        shown.settle()

        assert status(shown, DROWSY) is status(shown, REMOTE) is Status.REFUSED
        ask = asked(shown)
        assert "Your rule “Location” says: at most 7 days" in texts_told(ask)
        assert ask.controls.tiles.chosen_key() is None
        assert {tile.option.key for tile in ask.controls.tiles.tiles()} >= {"3m", "1y"}
        assert status(shown, POSITION) is Status.UNDECIDED
        ask.controls.pair.refuse_button.click()
        shown.wait_idle()
        shown.settle()
        assert asked(shown).ask().progress == "2 of 4"
        asked(shown).stop_button.click()
        shown.wait_idle()

        offer = offer_of(shown)
        assert offer is not None
        assert offer.go_button.text() == "Go through 3 collections one by one"

    def test_one_no_can_be_given_alone(self, shown: Shown) -> None:
        with_rules(shown)
        shown.home.ruling().open()
        sheet = sheet_of(shown)
        sheet.lines()[1].link.click()
        shown.wait_idle()
        shown.settle()

        assert (status(shown, REMOTE), status(shown, DROWSY)) == (
            Status.REFUSED,
            Status.UNDECIDED,
        )
        assert [row.practice for row in sheet_of(shown).offer().noes] == [DROWSY]
        sheet_of(shown).lines()[0].link.click()
        shown.wait_idle()
        shown.settle()
        assert status(shown, DROWSY) is Status.REFUSED
        asked(shown).reject()

    def test_escape_answers_nothing_and_sets_nothing_aside(self, shown: Shown) -> None:
        with_rules(shown)
        before = kinds(shown)
        shown.home.ruling().open()
        QTest.keyClick(sheet_of(shown), Qt.Key.Key_Escape)
        shown.wait_idle()
        shown.settle()

        assert shown.home.ruling().sheet() is None
        assert shown.home.flow().sheet() is None
        assert kinds(shown) == before
        assert offer_of(shown) is not None

    def test_what_was_left_open_does_not_come_back_and_the_others_are_asked(
        self, shown: Shown
    ) -> None:
        with_rules(shown)
        before = kinds(shown)
        shown.home.ruling().open()
        sheet_of(shown).pair.agree_button.click()
        shown.wait_idle()
        shown.settle()
        assert asked(shown).ask().progress == "1 of 4"
        asked(shown).reject()
        shown.wait_idle()

        assert status(shown, REMOTE) is Status.UNDECIDED
        assert kinds(shown) == before
        offer = shown.home.ruling().offer()
        assert offer is not None
        assert offer.noes == ()
        shown.home.ruling().open()
        assert shown.home.ruling().sheet() is None
        assert asked(shown).ask().practice == offer.yeses[0]
        asked(shown).reject()

    @pytest.mark.rule("US-C-20")
    @pytest.mark.parametrize("width", [960, 1180, 1900])
    def test_not_now_is_as_large_as_going_through_and_stands_first(
        self, shown: Shown, width: int
    ) -> None:
        shown.window.resize(width, 760)
        with_rules(shown)
        offer = offer_of(shown)
        assert offer is not None
        shown.settle()
        no, go = offer.later_button, offer.go_button
        assert no.size() == go.size()
        assert no.font() == go.font()
        assert (no.y(), go.y()) == (0, 0)
        assert no.x() < go.x()

    def test_not_now_is_for_good_with_this_version_and_a_new_rule_brings_only_its_own(
        self, shown: Shown, qapp: QApplication, qtbot: QtBot, place: Place
    ) -> None:
        with_rules(shown)
        offer = offer_of(shown)
        assert offer is not None
        offer.later_button.setFocus()
        offer.later_button.click()
        shown.wait_idle()
        shown.settle()
        assert offer_of(shown) is None
        assert QApplication.focusWidget() is choices_of(shown).cards()[0].details_button
        assert line_on(shown, POSITION)
        shown.parts.window.close()
        with shown_window(qapp, qtbot, place) as again:
            assert offer_of(again) is None
            make_rule(again, "contacts", "keep-off")
            later = again.home.ruling().offer()
            assert later is not None
            assert later.practices == ("phone-contacts",)

    def test_a_third_thing_never_stands_above_the_cards(self, shown: Shown) -> None:
        with_rules(shown)
        page = choices_of(shown)
        assert offer_of(shown) is not None
        page.banner.say(BannerKind.INFO, "One.")
        shown.settle()
        assert offer_of(shown) is not None
        page.ending.say(BannerKind.INFO, "Two.")
        shown.settle()
        assert offer_of(shown) is None
        page.banner.clear()
        shown.settle()
        assert offer_of(shown) is not None

    def test_another_language_reaches_the_card_and_the_open_list(self, shown: Shown) -> None:
        with_rules(shown)
        choices_of(shown)
        shown.home.ruling().open()
        before = texts_told(sheet_of(shown))
        shown.speak("zh_Hans")
        assert not before & texts_told(sheet_of(shown))
        card = shown.home.ruling().card()
        assert card is not None
        assert "rules" not in " ".join(texts_told(card))
        sheet_of(shown).reject()

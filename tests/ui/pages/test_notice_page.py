"""The page about a notice: read, check, what is not stated; and it answers nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.domain.errors import DiskFullError
from ownerapp.domain.finding import NoticeReport, Profile
from ownerapp.domain.notice import Notice
from ownerapp.domain.settings import Theme
from ownerapp.domain.trust import NoticeTrust, TrustLevel
from ownerapp.i18n import set_language
from ownerapp.packs.parse import parse_pack
from ownerapp.presentation.notice_desk import NoticeDesk
from ownerapp.qa.nasty_packs import nasty_packs
from ownerapp.resources import resource_path
from ownerapp.ui import fonts, theme
from ownerapp.ui.dialogs.notice_window import NoticeWindow
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.fold_card import FoldCard
from ownerapp.ui.pages.notice import NoticePage
from ownerapp.ui.pages.notice_check import FindingsCard, RequirementsCard
from ownerapp.ui.pages.notice_read import FoldedPart, NoticeCard
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.banner import Banner
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.reading_text import ReadingText
from ownerapp.ui.widgets.text import Text
from tests.support.desks import CABIN, Place, add_car, shipped
from tests.support.source_tree import ROOT
from tests.support.windows import Shown, shown_window


@pytest.fixture(params=["tesla-cn-compiled"])
def shown(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Shown]:
    """The window over a car that follows a notice, a compiled one unless a test asks."""
    fonts.load_first()
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open(), pack=request.param)
    place.close()
    with shown_window(qapp, qtbot, place) as window:
        yield window
    place.close()
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


REFERENCE = pytest.mark.parametrize("shown", ["cn-reference-ev"], indirect=True)


@pytest.fixture
def page(shown: Shown) -> NoticePage:
    """The page, as its link on the choices opens it."""
    choices = shown.home.page("choices")
    assert isinstance(choices, ChoicesPage)
    choices.notice_page_wanted.emit()
    page = shown.window.stack.currentWidget()
    assert isinstance(page, NoticePage)
    settle(shown, page)
    return page


def settle(shown: Shown, page: NoticePage) -> None:
    shown.qtbot.waitUntil(page.is_settled, timeout=20_000)
    shown.wait_idle()
    shown.settle()


def view(shown: Shown, page: NoticePage, key: str) -> None:
    page.show_view(key)
    settle(shown, page)


def said(root: QWidget) -> list[str]:
    """Return every text that is on the page."""
    plain = [text.text() for text in root.findChildren(Text) if text.isVisible()]
    read = [text.toPlainText() for text in root.findChildren(ReadingText) if text.isVisible()]
    return plain + read


def followed(shown: Shown) -> Notice:
    choices = shown.home.view()
    assert choices is not None
    return choices.notice


def read_card(page: NoticePage, practice: str) -> NoticeCard:
    card = page.read.card(practice)
    assert card is not None
    return card


# ------------------------------------------------------------------------- coming and going


def test_the_banner_of_the_choices_leads_to_the_notice_and_back(shown: Shown, qtbot: QtBot) -> None:
    choices = shown.go("choices")
    (banner,) = (item for item in choices.findChildren(Banner) if item.isVisible())
    banner.findChildren(LinkButton)[0].click()
    page = shown.window.stack.currentWidget()
    assert isinstance(page, NoticePage)
    assert shown.window.sidebar.nav.current_key() == "choices"
    settle(shown, page)
    page.back_link.click()
    assert shown.window.stack.currentWidget() is choices


@REFERENCE
def test_the_row_of_the_choices_leads_back_as_well(shown: Shown, page: NoticePage) -> None:
    nav = shown.window.sidebar.nav
    spot = nav.visualRect(nav.currentIndex()).center()
    QTest.mouseClick(nav.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert shown.window.stack.currentWidget() is shown.home.page("choices")


@REFERENCE
def test_the_menu_of_the_car_leads_to_its_notice(shown: Shown) -> None:
    menu = shown.home._car_button.menu()
    (read,) = (item for item in menu.actions() if item.text() == "Read the notice of this car")
    read.trigger()
    page = shown.window.stack.currentWidget()
    assert isinstance(page, NoticePage)
    settle(shown, page)
    assert shown.window.first_run() is None
    menu.deleteLater()


def test_the_head_says_which_notice_it_is_and_whose_word(page: NoticePage) -> None:
    texts = said(page)

    assert page.head.heading.text().startswith("Public statements about Tesla cars")
    assert "Tesla, Cars in mainland China" in texts
    assert "Version 1.0, compiled on 21 Nov 2026" in texts
    assert "Shipped with ownerapp" in texts
    assert sum("compiled from public statements" in text for text in texts) == 1


def test_a_notice_that_nobody_known_signed_says_what_follows_from_that(
    shown: Shown, page: NoticePage
) -> None:
    page.show_notice(followed(shown), NoticeTrust(level=TrustLevel.UNSIGNED))
    settle(shown, page)
    texts = " ".join(said(page))

    assert "Not signed by its author" in texts
    assert "Anybody may have written or changed it." in texts
    page.show_notice(followed(shown), None)
    settle(shown, page)
    assert "signed" not in " ".join(said(page.head))


def test_the_arrow_keys_go_along_the_views_and_the_wheel_does_not(
    shown: Shown, page: NoticePage
) -> None:
    page.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.tabs, Qt.Key.Key_Right)
    assert page.view() == "check"
    settle(shown, page)
    QTest.keyClick(page.tabs, Qt.Key.Key_Right)
    QTest.keyClick(page.tabs, Qt.Key.Key_Left)
    assert page.view() == "check"
    spot = QPointF(page.tabs.tabRect(2).center())
    turn = QWheelEvent(
        spot, page.tabs.mapToGlobal(spot), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(page.tabs, turn)
    assert page.view() == "check"
    settle(shown, page)
    QTest.mouseMove(page.tabs, page.tabs.tabRect(2).center())
    QTest.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabRect(2).center())
    assert page.view() == "not-stated"
    settle(shown, page)


def test_a_view_is_come_back_to_where_it_was_left(shown: Shown, page: NoticePage) -> None:
    bar = page.scroll_area.verticalScrollBar()
    bar.setValue(300)
    view(shown, page, "check")
    assert bar.value() == 0
    view(shown, page, "read")
    assert bar.value() == 300


# ------------------------------------------------------------------------- read


@pytest.mark.parametrize("shown", ["tesla-cn-compiled", "eu-reference-ev"], indirect=True)
def test_every_practice_has_a_card_with_all_its_facts(shown: Shown, page: NoticePage) -> None:
    for practice in followed(shown).practices:
        card = read_card(page, practice.id)
        assert card.text is not None
        assert "What is collected\n" in card.text.toPlainText()
        card.open_rest(wanted=True)
        assert card.rest is not None
        assert "Kinds of data" in card.rest.toPlainText()
        card.open_rest(wanted=False)
        assert not card.is_open()


def test_collections_whose_switch_is_not_stated_stand_under_their_own_heading(
    page: NoticePage,
) -> None:
    texts = said(page)

    assert "Switch not stated" in texts
    assert "It is not stated whether these can be switched off." in texts


@pytest.mark.parametrize("shown", ["lotus-cn-compiled"], indirect=True)
def test_a_notice_without_any_switch_says_so_at_the_top(page: NoticePage) -> None:
    assert "The sources state no collection that a person can switch on or off." in said(page)


def test_a_text_can_be_selected_and_copied_with_the_keyboard(
    shown: Shown, page: NoticePage
) -> None:
    practice = followed(shown).practices[0]
    text = read_card(page, practice.id).text
    assert text is not None
    text.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert "Who decides" in QApplication.clipboard().text()
    QTest.keyClick(text, Qt.Key.Key_X)
    assert "Who decides" in text.toPlainText()


@REFERENCE
def test_the_keys_that_scroll_do_so_inside_a_text(page: NoticePage) -> None:
    bar = page.scroll_area.verticalScrollBar()
    text = read_card(page, CABIN).text
    assert text is not None
    text.setFocus(Qt.FocusReason.OtherFocusReason)
    bar.setValue(0)
    for key, moves in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_Space, 1),
        (Qt.Key.Key_Up, -1),
        (Qt.Key.Key_PageUp, -1),
        (Qt.Key.Key_End, 1),
        (Qt.Key.Key_Home, -1),
    ):
        before = bar.value()
        QTest.keyClick(text, key)
        assert (bar.value() - before) * moves > 0, key
    assert bar.value() == 0


@REFERENCE
def test_a_selection_that_grows_beyond_the_window_is_followed(page: NoticePage) -> None:
    bar = page.scroll_area.verticalScrollBar()
    text = read_card(page, CABIN).text
    assert text is not None
    text.setFocus(Qt.FocusReason.OtherFocusReason)
    bar.setValue(0)
    keys = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(text, Qt.Key.Key_End, keys)

    assert text.textCursor().hasSelection()
    assert bar.value() > 0


@REFERENCE
def test_a_part_is_gone_to_by_its_name(shown: Shown, page: NoticePage) -> None:
    names = page.read.go_to
    keys = [names.itemData(number) for number in range(names.count())]
    assert keys[0] == "about"
    assert CABIN in keys
    names.setCurrentIndex(keys.index("sources"))
    names.activated.emit(keys.index("group-energy"))
    page.read.go("group-energy")
    shown.settle()
    header = page.read._places["group-energy"]
    top = header.mapTo(page.scroll_area.viewport(), QPoint(0, 0)).y()

    assert 0 <= top <= 16
    assert names.key() == "group-energy"


@REFERENCE
def test_a_practice_can_be_shown_before_the_text_is_there(shown: Shown) -> None:
    page = shown.home.page("notice")
    assert isinstance(page, NoticePage)
    shown.home.show_page("notice")
    page.show_practice(CABIN)
    settle(shown, page)
    shown.settle()
    top = read_card(page, CABIN).mapTo(page.scroll_area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= 16
    page.scroll_area.verticalScrollBar().setValue(0)
    page.show_practice(CABIN)
    shown.settle()
    assert page.scroll_area.verticalScrollBar().value() > 0


@REFERENCE
def test_long_parts_are_folded_and_written_when_they_are_opened(page: NoticePage) -> None:
    folded = {part._part.key: part for part in page.read.parts() if isinstance(part, FoldedPart)}
    sensors = folded["sensors"]
    assert sensors.findChildren(ReadingText) == []
    sensors.button.click()

    assert "Front camera, main" in sensors.findChildren(ReadingText)[0].toPlainText()
    sensors.button.click()
    assert not sensors.is_open()


# ------------------------------------------------------------------------- check


def test_the_check_says_each_requirement_and_each_finding(shown: Shown, page: NoticePage) -> None:
    view(shown, page, "check")
    card = next(part for part in page.check.parts() if isinstance(part, RequirementsCard))
    texts = said(card)

    for title in ("Cabin data is processed in the car", "People are told prominently"):
        assert title in texts
    assert "Not declared" in texts
    assert "Not applicable" in texts
    assert page.check.headline.text().startswith("The notice does not declare ")
    assert "What is missing here may stand in the maker's own notice." in " ".join(said(page))
    found: list[NoticeReport] = []
    shown.session.call(lambda desk: desk.notices.check(followed(shown)), found.append)
    shown.wait_idle()
    cards = [part for part in page.check.parts() if isinstance(part, FindingsCard)]
    for part in cards:
        part.open_content(wanted=True)
    assert sum(len(part.findings()) for part in cards) == len(found[0].findings)


def test_the_law_stands_one_step_below_a_finding(shown: Shown, page: NoticePage) -> None:
    view(shown, page, "check")
    card = next(part for part in page.check.parts() if isinstance(part, FindingsCard))
    assert not card.is_open()
    card.button.click()
    finding = card.findings()[0]
    assert not any(text.startswith("CN-") for text in said(finding))
    finding.button.click()
    shown.settle()
    texts = said(finding)

    assert {"What helps", "Where it stands", "How it was read", "Rule"} <= set(texts)
    assert any(text.startswith("China, ") for text in texts)
    finding.button.click()
    assert not finding.is_open()


@REFERENCE
def test_few_findings_are_open_and_rules_without_one_are_folded(
    shown: Shown, page: NoticePage
) -> None:
    view(shown, page, "check")
    cards = [part for part in page.check.parts() if isinstance(part, FoldCard)]
    findings = [card for card in cards if isinstance(card, FindingsCard)]
    others = [card for card in cards if not isinstance(card, FindingsCard)]

    assert findings
    assert all(card.is_open() for card in findings)
    assert len(others) >= 2
    for card in others:
        assert not card.is_open()
        card.open_content(wanted=True)
        assert len(said(card)) > 3


def test_other_rules_are_looked_at_when_they_are_chosen_and_each_check_is_made_once(
    shown: Shown, page: NoticePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Profile | None] = []
    check = NoticeDesk.check

    def counted(self: NoticeDesk, notice: Notice, profile: Profile | None = None) -> NoticeReport:
        asked.append(profile)
        return check(self, notice, profile)

    monkeypatch.setattr(NoticeDesk, "check", counted)
    view(shown, page, "check")
    first = page.check.headline.text()
    page.check.profile_picked.emit("eu")
    settle(shown, page)
    assert page.check.headline.text() != first
    assert page.check.profiles.key() == "eu"
    page.check.profile_picked.emit("law+caam")
    settle(shown, page)
    assert page.check.headline.text() == first
    shown.speak("zh_Hans")
    settle(shown, page)
    assert page.check.headline.text() != first

    assert asked == [Profile.LAW_AND_CAAM, Profile.EU]


def test_a_check_that_fails_says_so_and_is_made_at_the_next_look(
    shown: Shown, page: NoticePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> NoticeReport:
        raise DiskFullError(path="store.db")

    with monkeypatch.context() as patch:
        patch.setattr(NoticeDesk, "check", full)
        page.show_view("check")
        shown.wait_idle()
    assert "The disk is full." in page.banner.text()
    page.show_view("read")
    view(shown, page, "check")
    assert page.check.headline.text()


# ------------------------------------------------------------------------- not stated


def test_what_is_not_stated_stands_by_its_name(shown: Shown, page: NoticePage) -> None:
    view(shown, page, "not-stated")
    texts = said(page)

    assert page.missing.headline.text().endswith("facts are not stated")
    assert "The sources do not state" in texts
    assert "Nothing is said about" in texts
    assert "Lengths offered for a yes" in texts
    assert any("Ask Tesla for what is missing." in text for text in texts)


# ------------------------------------------------------------------------- beside a question


def test_beside_a_question_the_notice_is_a_window_and_nothing_is_answered(
    shown: Shown, qtbot: QtBot
) -> None:
    choices = shown.home.view()
    assert choices is not None
    before = choices.entries
    shown.go("choices")
    shown.home.flow().ask(shipped("tesla-cn-compiled").notice.optional()[0].id)
    sheet = shown.home.flow().sheet()
    assert sheet is not None
    sheet.notice_wanted.emit()
    window = shown.window.findChild(NoticeWindow)
    assert window is not None
    settle(shown, window.page)
    assert not window.page.back_link.isVisible()
    assert window.windowTitle().startswith("Public statements")
    shown.speak("zh_Hans")
    settle(shown, window.page)
    assert window.windowTitle() == window.page.head.heading.text()
    with qtbot.waitSignal(window.destroyed, timeout=5_000):
        window.close_button.click()
    assert shown.home.flow().sheet() is sheet
    sheet.reject()
    shown.refresh()
    shown.wait_idle()
    choices = shown.home.view()
    assert choices is not None
    assert choices.entries == before


# ------------------------------------------------------------------------- quality


@pytest.mark.parametrize("key", ["read", "check", "not-stated"])
@pytest.mark.parametrize(
    ("language", "look", "percent", "size"),
    [
        ("en", Theme.DARK, 100, (1440, 900)),
        ("zh_Hans", Theme.LIGHT, 100, (960, 640)),
        ("en-XA", Theme.HIGH_CONTRAST, 200, (960, 640)),
        ("ar-XB", Theme.LIGHT, 200, (960, 640)),
    ],
)
def test_the_page_is_never_wider_than_what_is_seen_of_it(  # noqa: PLR0917 - one look each
    shown: Shown,
    page: NoticePage,
    key: str,
    language: str,
    look: Theme,
    percent: int,
    size: tuple[int, int],
) -> None:
    shown.window.resize(*size)
    page.show_view(key)
    shown.look(language=language, theme=look, percent=percent)
    settle(shown, page)

    assert page.scroll_area.content().width() <= page.scroll_area.viewport().width()
    last = page.tabs.tabRect(page.tabs.count() - 1)
    assert page.tabs.rect().contains(last)
    for text in page.findChildren(ReadingText):
        if text.isVisible():
            text.grab()
            needed, room = text.document().size(), text.viewport().size()
            assert needed.width() <= room.width(), text.accessibleName()
            assert 0 <= room.height() - needed.height() < 2, text.accessibleName()


@REFERENCE
def test_very_long_names_make_no_page_wider_than_the_window(shown: Shown, page: NoticePage) -> None:
    value = json.loads(resource_path("notices", "eu-reference-ev.json").read_bytes())
    pack = json.dumps(nasty_packs(value)["longest-texts"]).encode()
    notice = parse_pack(pack)
    shown.window.resize(960, 640)
    page.show_notice(notice, None)
    settle(shown, page)

    assert page.scroll_area.content().width() <= page.scroll_area.viewport().width()
    first = notice.practices[0]
    assert any(first.title.by_language["en"] in text for text in said(page))


def test_going_to_and_fro_leaves_nothing_behind(shown: Shown, page: NoticePage) -> None:
    def everything() -> int:
        QApplication.sendPostedEvents()
        shown.settle()
        return len(shown.window.findChildren(QWidget))

    for key in ("check", "not-stated", "read"):
        view(shown, page, key)
    shown.speak("zh_Hans")
    settle(shown, page)
    shown.speak("en")
    settle(shown, page)
    before = everything()
    for _ in range(2):
        for key in ("check", "not-stated", "read"):
            view(shown, page, key)
        for language in ("zh_Hans", "en"):
            shown.speak(language)
            settle(shown, page)
        page.check.profile_picked.emit("eu")
        page.check.profile_picked.emit("law+caam")
        settle(shown, page)
    assert everything() <= before + 2


def test_a_start_loads_no_rules(tmp_path: Path) -> None:
    code = (
        "import sys, ownerapp.ui.pages.home, ownerapp.ui.first_run.first_run;"
        "print([m for m in sys.modules if m.startswith('ownerapp.compliance')"
        " or 'rule_words' in m or m.endswith(('notice_page', 'pages.notice'))])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
    )

    assert result.stdout.strip() == "[]"

"""The page *notice changed*: it tells, and what it asks is answered like everything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import DiskFullError
from ownerapp.domain.event import EventKind
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.own_rule import RuleAbout
from ownerapp.domain.settings import Theme
from ownerapp.domain.term import Term
from ownerapp.i18n import set_language
from ownerapp.i18n.word_diff import Part, Piece
from ownerapp.presentation.desk import Desk
from ownerapp.ui import fonts, theme
from ownerapp.ui.pages.changing import Changing
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.notice_changed import NoticeChangedPage
from ownerapp.ui.pages.timeline import LIST, TimelinePage
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.marked_text import MarkedText
from tests.support.desks import CABIN, DRIVING, ENGLISH, Place, yes
from tests.support.notice_versions import (
    PACK,
    Edit,
    declared,
    first_tree,
    gone,
    kept_longer,
    mapped,
    next_tree,
    said,
    shipping,
)
from tests.support.sweep import problems, tab_problems, texts_told
from tests.support.windows import Shown, shown_window

VOICE, DASHCAM = PracticeId("voice-commands"), PracticeId("dashcam")
DUE = datetime(2026, 12, 1, 4, tzinfo=UTC)
EDITS: tuple[Edit, ...] = (
    kept_longer(VOICE),
    kept_longer(DRIVING, days=800),
    said(CABIN, "why", en="For you alone, and nobody else.", zh_Hans="仅供您本人使用。"),
    declared(CABIN, "wording"),
    gone(DASHCAM),
    mapped("split", ("precise-location",), ("location", "trips")),
    mapped("merged", ("phone-contacts", "digital-key"), ("phone",)),
)
LOOKS = tuple(
    (language, percent, size)
    for language in ("en", "zh_Hans", "en-XA", "ar-XB")
    for percent, size in ((100, (1180, 760)), (200, (960, 640)))
)


@dataclass
class Scene:
    """The window of a car whose notice changed."""

    shown: Shown
    place: Place

    @property
    def changing(self) -> Changing:
        return self.shown.home.changing()

    @property
    def choices(self) -> ChoicesPage:
        page = self.shown.home.page("choices")
        assert isinstance(page, ChoicesPage)
        return page

    def open(self) -> NoticeChangedPage:
        """Press what leads to the page."""
        banner = self.changing.banner
        if banner.isVisible():
            banner.link_pressed.emit()
        else:
            self.changing.link.click()
        self.shown.wait_idle()
        page = self.changing.page()
        self.shown.qtbot.waitUntil(page.table.is_built)
        self.shown.settle()
        assert page.isVisible()
        return page

    def status(self, practice: str) -> Status:
        view = self.shown.home.view()
        assert view is not None
        found = view.of(PracticeId(practice))
        assert found is not None
        return found.status

    def kinds(self) -> list[EventKind]:
        found: list[EventKind] = []
        self.shown.session.call(lambda desk: [event.kind for event in desk.history()], found.extend)
        self.shown.wait_idle()
        return found


@pytest.fixture(autouse=True)
def rested(qapp: QApplication) -> Iterator[None]:
    fonts.load_first()
    fonts.load_rest(qapp)
    yield
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A car with some yeses, and a program that ships the next version."""
    made = Place(data_dir=tmp_path / "data", packs=shipping(tmp_path / "first", first_tree()))
    desk = made.desk()
    desk.open()
    desk.add_car(desk.check_details(name="Little Blue", owner="Lin Yue"), desk.notices.load(PACK))
    car = desk.find_car(None)
    notice = desk.choices(car).notice
    for practice, term in (
        (VOICE, Term.MONTHS_3),
        (DRIVING, Term.OPEN),
        (CABIN, Term.YEAR_1),
        (DASHCAM, Term.YEAR_1),
    ):
        desk.answer(car, [yes(notice, practice, term)], language=ENGLISH)
    desk.close()
    made.packs = shipping(tmp_path / "second", next_tree(*EDITS))
    made.clock.set(DUE)
    yield made
    made.close()


@pytest.fixture
def scene(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[Scene]:
    """The window on the day on which the new version applies."""
    with shown_window(qapp, qtbot, place) as shown:
        yield Scene(shown, place)


@pytest.fixture
def before(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[Scene]:
    """The window on the evening before."""
    place.clock.set(datetime(2026, 11, 30, 12, tzinfo=UTC))
    with shown_window(qapp, qtbot, place) as shown:
        yield Scene(shown, place)


@pytest.mark.rule("CN-P-08")
def test_a_banner_and_a_mark_say_it_until_the_page_was_looked_at(scene: Scene) -> None:
    changing, nav = scene.changing, scene.shown.window.sidebar.nav
    assert "The privacy notice has changed. 2 of your choices are off" in changing.banner.text()
    assert nav.badge("choices") == "My choices, the notice has changed"
    assert not changing.link.isVisible()

    page = scene.open()
    page.back_link.click()
    scene.shown.wait_idle()

    assert scene.choices.isVisible()
    assert not changing.banner.isVisible()
    assert changing.link.text() == "What changed in version 2.0"
    assert nav.badge("choices") == ""


def test_the_mark_is_told_to_screen_readers(scene: Scene) -> None:
    nav = scene.shown.window.sidebar.nav
    index = nav.model().index(0, 0)

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "My choices, the notice has changed"
    assert index.data(Qt.ItemDataRole.DisplayRole) == "My choices"


def test_the_page_shows_what_changed_and_what_to_answer(scene: Scene) -> None:
    page = scene.open()
    told = texts_told(page)

    assert page.head.heading.text() == "The privacy notice has changed"
    assert {"2 choices to make again", "They stay off until you answer"} <= told
    assert any("Removed: 7\nAdded: 30" in text for text in told)
    assert "Removed words" in told
    assert [card.state_shown().practice for card in page.cards()] == [DRIVING, VOICE]


def test_leaving_the_page_answers_nothing(scene: Scene) -> None:
    count = len(scene.kinds())
    page = scene.open()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    scene.shown.wait_idle()

    assert scene.choices.isVisible()
    assert scene.status(VOICE) is Status.SUPERSEDED
    assert len(scene.kinds()) == count


def test_the_row_of_the_choices_leaves_the_page(scene: Scene) -> None:
    scene.open()
    nav = scene.shown.window.sidebar.nav
    spot = nav.visualRect(nav.currentIndex()).center()
    QTest.mouseClick(nav.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    scene.shown.wait_idle()

    assert scene.choices.isVisible()


def test_keep_off_is_saved_at_once_and_its_card_goes(scene: Scene) -> None:
    page = scene.open()
    page.cards()[1].pair.refuse_button.click()
    scene.shown.wait_idle()

    assert scene.status(VOICE) is Status.REFUSED
    assert [card.state_shown().practice for card in page.cards()] == [DRIVING]
    assert "1 choice to make again" in texts_told(page)


def test_a_rule_of_the_persons_own_stands_on_a_choice_to_make_again(scene: Scene) -> None:
    def keep(desk: Desk) -> None:
        desk.rules.keep(desk.find_car(None), RuleAbout.SOUND, Term.DAYS_7)

    scene.shown.session.call(keep)
    scene.shown.wait_idle()
    scene.shown.home.look_again()
    scene.shown.wait_idle()
    said = [card.state_shown().rule for card in scene.open().cards()]

    assert said == ["", "Your rule “Sound and voice” says: at most 7 days"]
    assert set(said) - {""} <= texts_told(scene.changing.page())


@pytest.mark.rule("CN-P-02")
def test_turn_on_again_shows_the_whole_new_text_first(scene: Scene) -> None:
    page = scene.open()
    count = len(scene.kinds())
    page.cards()[1].pair.agree_button.click()
    scene.shown.settle()
    sheet = scene.shown.home.flow().sheet()

    assert sheet is not None
    assert "30 days, then deleted." in texts_told(sheet)
    assert sheet.controls.tiles.chosen_key() is None
    assert len(scene.kinds()) == count
    sheet.reject()


def test_the_end_that_was_chosen_before_can_stay(scene: Scene) -> None:
    page = scene.open()
    view = scene.shown.home.view()
    assert view is not None
    item = view.of(VOICE)
    assert item is not None
    assert item.former is not None
    end = item.former.ends_at
    page.cards()[1].pair.agree_button.click()
    scene.shown.settle()
    sheet = scene.shown.home.flow().sheet()
    assert sheet is not None
    tiles = sheet.controls.tiles
    (kept,) = (tile for tile in tiles.tiles() if tile.option.key.endswith("-kept"))
    assert kept.option.text == "Until 20 Feb 2027"
    for _ in range(20):
        if sheet.controls.pair.agree_button.text() == "Turn on until 20 Feb 2027":
            sheet.controls.pair.agree_button.click()
        else:
            kept.click()
        scene.shown.settle()
        if scene.shown.home.flow().sheet() is None:
            break
    scene.shown.wait_idle()

    assert scene.status(VOICE) is Status.GIVEN
    view = scene.shown.home.view()
    assert view is not None
    item = view.of(VOICE)
    assert item is not None
    assert item.choice is not None
    assert item.choice.ends_at == end


def test_a_failure_is_said_on_the_page_and_nothing_changes(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = scene.open()

    def full(*_args: object, **_more: object) -> None:
        raise DiskFullError(path="store.db")

    monkeypatch.setattr(Desk, "answer", full)
    page.cards()[0].pair.refuse_button.click()
    scene.shown.wait_idle()

    assert page.banner.isVisible()
    assert len(page.cards()) == 2


def test_the_full_new_notice_can_be_read(scene: Scene) -> None:
    page = scene.open()
    window = scene.shown.window

    def opened() -> list[QDialog]:
        return [item for item in window.findChildren(QDialog) if item.isVisible()]

    page.notice_button.click()
    scene.shown.qtbot.waitUntil(lambda: len(opened()) == 1)
    scene.shown.wait_idle()
    scene.shown.settle()

    assert any("2.0" in text for text in texts_told(opened()[0]))
    opened()[0].close()


def test_unchanged_parts_are_folded_until_asked_for(scene: Scene) -> None:
    page = scene.open()
    button = page.table.fold_button()
    assert "other parts have not changed" in button.text()
    assert not any("Tyre pressure" in text for text in shown_words(page))

    button.click()
    scene.shown.settle()

    assert any("Tyre pressure" in text for text in shown_words(page))


def shown_words(page: NoticeChangedPage) -> set[str]:
    from PySide6.QtWidgets import QLabel  # noqa: PLC0415 - beside its one use

    return {item.text() for item in page.findChildren(QLabel) if item.isVisible()}


def test_one_row_at_a_time_takes_the_focus_and_arrows_move_it(scene: Scene) -> None:
    page = scene.open()
    rows = page.table.rows()
    stops = [row for row in rows if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [rows[0]]
    rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    QTest.keyClick(rows[1], Qt.Key.Key_End)
    assert rows[-1].hasFocus()
    QTest.keyClick(rows[-1], Qt.Key.Key_Home)
    assert rows[0].hasFocus()
    interface = QAccessible.queryAccessibleInterface(rows[0])
    assert "Removed: 1 year" in interface.text(QAccessible.Text.Name)


def test_another_language_changes_every_word(scene: Scene) -> None:
    page = scene.open()
    scene.shown.speak("zh_Hans")
    scene.shown.wait_idle()

    assert "保存 30 天\uff0c到期删除。" in {text.text() for text in page.findChildren(MarkedText)}


def test_the_timeline_names_what_is_gone_as_it_was_called(scene: Scene) -> None:
    page = scene.shown.go("timeline")
    assert isinstance(page, TimelinePage)
    page.tabs.pick(LIST)
    scene.shown.wait_idle()
    rows = page.list.rows_model.rows
    assert rows is not None
    texts = [rows.row(number).text for number in range(len(rows))]

    assert "Dashcam: your yes ended, because the notice changed" in texts
    assert "Version 2.0 of the notice began to apply" in texts


def test_before_the_day_the_window_tells_and_asks_nothing(before: Scene) -> None:
    changing = before.changing
    assert "applies from 1 Dec 2026" in changing.banner.text()
    assert "2 of your choices will then be off" in changing.banner.text()
    page = before.open()

    assert page.head.heading.text() == "The privacy notice will change"
    assert not any(card.pair.isVisible() for card in page.cards())
    assert before.status(VOICE) is Status.GIVEN
    page.back_link.click()
    before.shown.wait_idle()
    assert changing.link.text() == "What will change on 1 Dec 2026"


def test_a_window_that_is_open_over_midnight_follows(before: Scene) -> None:
    page = before.open()
    before.place.clock.set(DUE)
    before.shown.refresh()
    before.shown.wait_idle()
    before.shown.settle()
    before.shown.wait_idle()

    assert before.status(VOICE) is Status.SUPERSEDED
    assert page.head.heading.text() == "The privacy notice has changed"
    assert all(card.pair.isVisible() for card in page.cards())


def test_another_car_has_its_own_notice_and_leaves_the_page(scene: Scene) -> None:
    shown = scene.shown
    cars: list[object] = []

    def add(desk: Desk) -> object:
        details = desk.check_details(name="The other", owner="Lin Yue")
        return desk.add_car(details, desk.notices.load(PACK))

    shown.session.call(add, cars.append)
    shown.wait_idle()
    scene.open()
    shown.session.call(lambda desk: desk.choices(desk.cars()[1]), shown.home._take)
    shown.wait_idle()
    shown.settle()
    shown.wait_idle()

    assert scene.choices.isVisible()
    assert not scene.changing.banner.isVisible()
    assert not scene.changing.link.isVisible()


def test_everything_on_the_page_is_whole_named_drawn_and_mirrored(scene: Scene) -> None:
    found: list[str] = []
    shown = scene.shown
    page = scene.open()
    page.table.fold_button().click()
    for language, percent, size in LOOKS:
        shown.window.resize(*size)
        shown.look(language=language, theme=Theme.LIGHT, percent=percent)
        shown.settle()
        where = f"{language} {percent} %"
        found += [f"{where}: {line}" for line in problems(page)]
        if percent == 100:
            found += [f"{where}: tab {line}" for line in tab_problems(shown.window)]
    assert not found, "\n".join(dict.fromkeys(found))


def test_the_banner_and_the_link_are_whole_in_every_look(scene: Scene) -> None:
    found: list[str] = []
    for language, percent, size in LOOKS:
        scene.shown.window.resize(*size)
        scene.shown.look(language=language, theme=Theme.LIGHT, percent=percent)
        scene.shown.settle()
        found += [f"{language} {percent} %: {line}" for line in problems(scene.choices)]
    assert not found, "\n".join(dict.fromkeys(found))


class TestMarkedText:
    def shown(self, qtbot: QtBot, *pieces: Piece, width: int = 300) -> MarkedText:
        text = MarkedText()
        qtbot.addWidget(text)
        text.show_lines([pieces])
        text.resize(width, text.heightForWidth(width))
        text.show()
        QApplication.processEvents()
        return text

    def test_what_a_notice_says_is_never_markup(self, qtbot: QtBot) -> None:
        text = self.shown(qtbot, Piece(Part.ADDED, "<b>bold</b> <img src='x'>"))

        assert text.text() == "<b>bold</b> <img src='x'>"
        assert text.textFormat() is Qt.TextFormat.PlainText

    def test_marks_lie_where_the_words_are_also_beside_wide_signs(self, qtbot: QtBot) -> None:
        plain = self.shown(qtbot, Piece(Part.SAME, "ab "), Piece(Part.ADDED, "cd"))
        wide = self.shown(qtbot, Piece(Part.SAME, "\U00020000b "), Piece(Part.ADDED, "cd"))

        assert len(plain.marked_rects()) == len(wide.marked_rects()) == 1
        assert plain.marked_rects()[0][1].width() == pytest.approx(
            wide.marked_rects()[0][1].width(), abs=1
        )

    def test_a_piece_in_another_direction_does_not_move_its_neighbours(self, qtbot: QtBot) -> None:
        text = self.shown(
            qtbot,
            Piece(Part.SAME, "one "),
            Piece(Part.REMOVED, "\u05d0\u05d1\u05d2"),
            Piece(Part.ADDED, "\u05d3\u05d4\u05d5"),
            Piece(Part.SAME, " two"),
        )
        (removed, left), (added, right) = text.marked_rects()

        assert (removed, added) == (Part.REMOVED, Part.ADDED)
        assert left.right() <= right.left() + 1

    def test_an_isolate_in_a_notice_closes_none_of_ours(self, qtbot: QtBot) -> None:
        text = self.shown(qtbot, Piece(Part.SAME, "a\u2069b"), Piece(Part.ADDED, "\u2067c"))

        assert len(text.marked_rects()) == 1

    def test_a_mark_over_two_lines_is_drawn_on_both(self, qtbot: QtBot) -> None:
        text = self.shown(
            qtbot, Piece(Part.ADDED, "several words that need more than one line"), width=140
        )

        assert len(text.marked_rects()) > 1
        assert text.height() == text.heightForWidth(140)
        assert all(rect.right() <= 140 for _part, rect in text.marked_rects())

    def test_where_nothing_stood_muted_words_say_so(self, qtbot: QtBot) -> None:
        text = MarkedText()
        qtbot.addWidget(text)
        text.show_lines([], muted="Not stated by the maker")

        assert text.text() == "Not stated by the maker"
        assert text.marked_rects() == []

"""Never more than two banners stand above the cards: the most important ones first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.domain.errors import DiskFullError
from ownerapp.domain.term import Term
from ownerapp.presentation.desk import Desk
from ownerapp.ui import fonts, theme
from ownerapp.ui.pages.above import MOST_BANNERS, BannerPlaces
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.banner import Banner, BannerKind
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.text import Text
from tests.support.desks import CABIN, DRIVING, Place, add_car, commit, no, shipped, yes
from tests.support.windows import Shown, shown_window

COMPILED = "This notice was compiled from public statements. It was not issued by the car maker."
LOOK_IS_DUE = "Your car's own settings have not been looked at for 90 days."
ENDS = "1 choice ends within a day."
Open = Callable[[str], AbstractContextManager[tuple[Shown, ChoicesPage]]]


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens the window ninety days after the car was added, a day before a yes ends."""
    fonts.load_first()

    @contextmanager
    def begin(pack: str) -> Iterator[tuple[Shown, ChoicesPage]]:
        place = Place(data_dir=tmp_path / "data")
        place.clock.set(datetime(2026, 11, 20, 12, tzinfo=UTC))
        car = add_car(place.open(), pack=pack)
        place.clock.set(datetime(2026, 11, 21, 0, tzinfo=UTC))
        if pack == "cn-reference-ev":
            commit(place.open(), car, yes(shipped(pack).notice, CABIN, Term.MONTHS_3))
        place.close()
        place.clock.set(datetime(2027, 2, 20, 4, tzinfo=UTC))
        with shown_window(qapp, qtbot, place) as shown:
            page = shown.go("choices")
            assert isinstance(page, ChoicesPage)
            qtbot.waitUntil(page.is_built)
            qtbot.waitUntil(lambda: bool(page.drift.text()), timeout=5_000)
            shown.settle()
            yield shown, page
        place.close()

    yield begin
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


def said(page: ChoicesPage) -> list[str]:
    """Return what the banners say, from the top."""
    banners = [banner for banner in page.findChildren(Banner) if banner.isVisible()]
    return [banner.text() for banner in sorted(banners, key=lambda banner: banner.y())]


def full(*_arguments: object, **_named: object) -> None:
    raise DiskFullError(path="store.db")


def origin_in_head(page: ChoicesPage) -> bool:
    return COMPILED in [text.text() for text in page.head.findChildren(Text) if text.isVisible()]


def test_what_could_not_be_saved_takes_the_place_of_the_least_important_one_until_it_is(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened("cn-reference-ev") as (shown, page):
        assert said(page) == [ENDS, LOOK_IS_DUE]
        with monkeypatch.context() as patch:
            patch.setattr(Desk, "answer", full)
            page.answered.emit(no(DRIVING))
            shown.wait_idle()
            shown.settle()
        failed, *others = said(page)
        assert "The disk is full." in failed
        assert others == [ENDS]

        page.answered.emit(no(DRIVING))
        shown.wait_idle()
        shown.settle()
        assert said(page) == [ENDS, LOOK_IS_DUE]


def test_whose_statements_they_are_is_said_in_the_head_while_no_banner_has_room_for_it(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened("tesla-cn-compiled") as (shown, page):
        assert said(page) == [LOOK_IS_DUE, COMPILED]
        assert not origin_in_head(page)
        monkeypatch.setattr(Desk, "answer", full)
        page.answered.emit(no(shipped("tesla-cn-compiled").notice.optional()[0].id))
        shown.wait_idle()
        shown.settle()
        assert "The disk is full." in said(page)[0]
        assert said(page)[1:] == [LOOK_IS_DUE]
        assert origin_in_head(page)

        page.banner.clear()
        shown.settle()
        assert said(page) == [LOOK_IS_DUE, COMPILED]
        assert not origin_in_head(page)


def test_what_waits_follows_the_language_and_may_be_taken_back(opened: Open) -> None:
    with opened("cn-reference-ev") as (shown, page):
        page.banner.say(BannerKind.STOP, "One.")
        shown.speak("zh_Hans")
        shown.settle()
        assert len(said(page)) == 2
        page.drift.clear()
        page.banner.clear()
        shown.settle()
        assert len(said(page)) == 1
        assert said(page) == [page.ending.text()] != [ENDS]


def test_the_focus_in_a_banner_that_has_to_wait_goes_to_the_first_card(opened: Open) -> None:
    with opened("cn-reference-ev") as (shown, page):
        page.drift.findChildren(LinkButton)[0].setFocus(Qt.FocusReason.TabFocusReason)
        page.banner.say(BannerKind.STOP, "One.")
        shown.settle()
        assert shown.window.focusWidget() is page.cards()[0].details_button


class TestTheRule:
    """Of five that may speak, in any order of speaking, at most the first two are shown."""

    @pytest.fixture
    def banners(self, qtbot: QtBot) -> Iterator[list[Banner]]:
        owner = QWidget()
        qtbot.addWidget(owner)
        made = [Banner(owner) for _number in range(5)]
        BannerPlaces(owner, made)
        owner.show()
        yield made
        owner.close()

    @pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
    def test_the_most_important_ones_stand_whoever_spoke_first(
        self, banners: list[Banner], order: tuple[int, ...]
    ) -> None:
        speaking: set[int] = set()
        for number in (*order, *order):
            banner = banners[number]
            if number in speaking:
                banner.clear()
                speaking.remove(number)
            else:
                banner.say(BannerKind.INFO, f"This is {number}.")
                speaking.add(number)
            shown = [at for at, item in enumerate(banners) if item.isVisible()]
            assert shown == sorted(speaking)[:MOST_BANNERS]

    def test_what_had_to_wait_is_told_to_screen_readers_when_it_comes_and_once(
        self, banners: list[Banner], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told: list[str] = []
        monkeypatch.setattr(
            "ownerapp.ui.widgets.banner.QAccessibleAnnouncementEvent",
            lambda _where, words: told.append(words),
        )
        monkeypatch.setattr(QAccessible, "updateAccessibility", lambda _event: None)
        for number in (0, 1, 2):
            banners[number].say(BannerKind.INFO, f"This is {number}.")
        assert told == ["This is 0.", "This is 1."]
        banners[0].clear()
        assert told[2:] == ["This is 2."]
        banners[1].say(BannerKind.INFO, "This is 1 again.")
        assert told[3:] == ["This is 1 again."]

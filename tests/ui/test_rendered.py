"""Every page and dialog by its pixels and by the keyboard alone: contrast, ring, presses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.domain.settings import Theme
from ownerapp.i18n import set_language
from ownerapp.ui import fonts, theme
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.text import Text
from tests.support import scenes
from tests.support.desks import Place, add_car
from tests.support.look_run import looked_at
from tests.support.pixels import (
    drawn,
    low_contrasts,
    measured,
    misplaced_texts,
    ring_problem,
    sideways,
)
from tests.support.record_scenes import export_dialog
from tests.support.scenes import SCENES, Scene, opened
from tests.support.sweep import (
    focusable,
    key_problems,
    say,
    tab_problems,
    tab_scope,
    texts_told,
)
from tests.support.visits import in_parts, make_all_pages
from tests.support.windows import Shown, shown_window


@pytest.fixture(autouse=True)
def rested(qapp: QApplication) -> Iterator[None]:
    fonts.load_first()
    fonts.load_rest(qapp)
    yield
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()
    (tmp_path / "Documents").mkdir()
    with shown_window(qapp, qtbot, place) as window:
        yield window
    place.close()


ROUND = tuple(
    (language, theme, percent)
    for percent in (100, 200)
    for language in ("en", "zh_Hans", "en-XA", "ar-XB")
    for theme in (Theme.LIGHT, Theme.DARK)
)
"""Each scene is looked at in high contrast, and in the next of these; ``dev.py looks`` has all."""


HIGH_CONTRAST = ("en", Theme.HIGH_CONTRAST, 100)
VISITS = (
    *((look, SCENES[number :: len(ROUND)]) for number, look in enumerate(ROUND)),
    *((HIGH_CONTRAST, scenes) for scenes in in_parts(SCENES, 5)),
)
"""What is looked at in one window."""


@pytest.mark.parametrize(
    ("look", "scenes"),
    VISITS,
    ids=[
        f"{language}-{colours.value}-{percent}-{scenes[0].__name__}"
        for (language, colours, percent), scenes in VISITS
    ],
)
def test_every_text_stands_out_and_keys_press_what_they_are_seen_on(
    shown: Shown, look: tuple[str, Theme, int], scenes: tuple[Scene, ...]
) -> None:
    found: list[str] = []
    language, colours, percent = look
    shown.window.resize(1180, 1600)
    make_all_pages(shown)
    shown.look(language=language, theme=colours, percent=percent)
    for scene in scenes:
        where = f"{scene.__name__}, {language}, {colours.value}, {percent} %"
        with opened(scene, shown) as root:
            wrong, count, _least = looked_at(shown, root)
            assert count, where
            assert texts_told(root), where
            assert focusable(shown.window), where
            if look == HIGH_CONTRAST:  # its ring is the widest
                wrong += walk_problems(shown, root.window())
                wrong += key_problems(root.window())
            found += [f"{where}: {line}" for line in wrong]
    assert not found, "\n".join(dict.fromkeys(found))


def test_every_scene_is_visited_in_high_contrast_and_in_one_of_the_other_looks() -> None:
    for is_high in (True, False):
        parts = [scenes for look, scenes in VISITS if (look == HIGH_CONTRAST) is is_high]
        visited = Counter(scene.__name__ for scenes in parts for scene in scenes)
        assert visited == Counter(scene.__name__ for scene in SCENES)


def walk_problems(shown: Shown, window: QWidget) -> list[str]:
    """Walk with Tab, look at each stop, and say what the walk did not reach or reached twice."""
    window.activateWindow()
    shown.qtbot.waitUntil(window.isActiveWindow)
    scope = tab_scope(window)
    found: list[str] = []

    def look(part: QWidget) -> None:
        problem = ring_problem(part) if scope.isAncestorOf(part) else ""
        if problem:
            found.append(f"{problem}: {say(part)}")

    return [*tab_problems(window, at_each_stop=look), *found]


DIALOGS: tuple[Scene, ...] = (
    scenes.sheet, export_dialog, scenes.notice, scenes.crash, scenes.notice_file,
    scenes.bad_notice_file, scenes.new_kit, scenes.joining, scenes.erasing,
)  # fmt: skip


@pytest.mark.parametrize("scene", DIALOGS, ids=lambda scene: scene.__name__)
def test_escape_closes_a_dialog_and_stores_nothing(shown: Shown, scene: Scene) -> None:
    before = entries(shown)
    steps: Any = scene(shown)
    root = next(steps)
    shown.settle()
    window = root.window()
    window.activateWindow()
    shown.qtbot.waitUntil(window.isActiveWindow)
    focused = window.focusWidget()
    assert focused is not None
    assert root.isVisible()

    QTest.keyClick(focused, Qt.Key.Key_Escape)
    shown.settle()
    shown.wait_idle()
    steps.close()

    assert not shiboken6.isValid(root) or not root.isVisible()
    assert entries(shown) == before


def entries(shown: Shown) -> list[int]:
    """Return how many entries the history has, and how many records were written."""
    view = shown.home.view()
    assert view is not None
    found: list[int] = []
    shown.session.call(lambda desk: desk.choices(view.vehicle).entries, found.append)
    shown.session.call(lambda desk: len(desk.records.exports()), found.append)
    shown.wait_idle()
    assert len(found) == 2
    return found


def test_a_pale_text_and_a_cut_ring_are_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(300, 200)
    pale = Text("Hardly to be read", parent=root)
    pale.setGeometry(20, 20, 200, 30)
    palette = pale.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#999999"))
    palette.setColor(QPalette.ColorRole.Window, QColor("#FFFFFF"))
    pale.setAutoFillBackground(True)
    pale.setPalette(palette)
    Text("Well to be read", parent=root).setGeometry(20, 60, 200, 30)
    button = ActionButton("Drawn words", parent=root)
    button.setGeometry(0, 150, 200, 36)
    root.show()
    root.activateWindow()
    qtbot.waitUntil(root.isActiveWindow)

    assert {item.words for item in measured(root, root)} == {
        "Hardly to be read", "Well to be read", "Drawn words",
    }  # fmt: skip
    (low,) = low_contrasts(root, root)
    assert low.startswith("2.8")

    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring_problem(button) == "has a ring that is cut"
    button.move(40, 150)
    QApplication.processEvents()
    assert not ring_problem(button)
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert not key_problems(root)


class Painter(QWidget):
    """Paints a text that has no room below its middle."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        painter = QPainter(self)
        painter.drawText(QRect(0, 10, 200, 30), 0, "Over the edge")
        painter.end()


def test_stray_covered_and_overhanging_texts_are_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(400, 300)
    holders = [QWidget(root), QWidget(root)]
    for number, holder in enumerate(holders):
        holder.setGeometry(10, 10 + 8 * number, 200, 40)
        Text(f"Text {number}", parent=holder).setGeometry(0, 0, 200, 30)
    Text("Until {date}", parent=root).setGeometry(10, 80, 200, 30)
    Painter(root).setGeometry(10, 120, 200, 20)
    area = QScrollArea(root)
    area.setGeometry(10, 180, 100, 60)
    wide = QWidget()
    wide.resize(300, 30)
    area.setWidget(wide)
    root.show()
    QApplication.processEvents()
    found = [*misplaced_texts(drawn(root, root)), *sideways(root)]

    assert any("'Text 0' and 'Text 1'" in line for line in found)
    assert any("is painted over the edge" in line and "'Over the edge'" in line for line in found)
    assert "is no text for anybody: 'Until {date}'" in found
    assert any(line.startswith("scrolls sideways") for line in found)

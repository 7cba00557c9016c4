from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.ui import theme
from ownerapp.ui.theme import LIGHT, ThemeChoice
from ownerapp.ui.widgets.buttons import ActionButton, IconButton, LinkButton, PrimaryButton
from ownerapp.ui.widgets.fields import ChoiceField, RadioRow, TextField
from ownerapp.ui.widgets.focus import FocusRing, KeyboardFocus, ring_of
from ownerapp.ui.widgets.nav import NavItem, NavList
from ownerapp.ui.widgets.scroll import ScrollColumn
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.term_tiles import TermOption, TermTile
from ownerapp.ui.widgets.toggle import Toggle


def nav_list() -> NavList:
    nav = NavList()
    nav.set_items([NavItem(key=str(n), text=f"Page {n}", icon="doc") for n in range(3)])
    return nav


def choice_field() -> ChoiceField:
    field = ChoiceField()
    field.set_choices((("en", "English"), ("zh", "简体中文")))
    return field


MAKERS: dict[str, Callable[[], QWidget]] = {
    "action": lambda: ActionButton("Export"),
    "primary": lambda: PrimaryButton("Next"),
    "icon": lambda: IconButton("x", "Close"),
    "link": lambda: LinkButton("See entry"),
    "toggle": lambda: Toggle("Voice"),
    "text field": TextField,
    "choice": choice_field,
    "radio": lambda: RadioRow("a", "Light"),
    "tile": lambda: TermTile(TermOption(key="7d", text="7 days", second="Ends soon")),
    "nav": nav_list,
}


@pytest.fixture(params=MAKERS)
def focusable(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(20, 20, 20, 20)
    window.first = ActionButton("First")  # type: ignore[attr-defined]  # keeps it alive
    widget = MAKERS[request.param]()
    column.addWidget(window.first)  # type: ignore[attr-defined]  # the same
    column.addWidget(widget)
    qtbot.addWidget(window)
    window.kept = widget  # type: ignore[attr-defined]  # the same
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.first.setFocus()  # type: ignore[attr-defined]  # the same
    request.addfinalizer(lambda: window)  # noqa: PT021 -- only holds the window until the end
    return widget


def accent_pixels(image: QImage) -> int:
    accent = QColor(LIGHT.accent).rgb()
    return sum(
        image.pixelColor(x, y).rgb() == accent
        for x in range(image.width())
        for y in range(image.height())
    )


def test_tab_shows_a_ring_of_accent_around_every_focusable_widget(
    qtbot: QtBot, focusable: QWidget
) -> None:
    window = focusable.window()
    before = window.grab().toImage()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is focusable
    assert isinstance(focusable, KeyboardFocus)
    assert focusable.shows_focus()
    rect = focusable.focus_rect()
    around = rect.translated(focusable.mapTo(window, QPoint(0, 0))).adjusted(-4, -4, 4, 4)
    with_ring = accent_pixels(window.grab().toImage().copy(around))
    assert with_ring - accent_pixels(before.copy(around)) > 2 * rect.height()


def test_the_mouse_shows_no_ring(qtbot: QtBot, focusable: QWidget) -> None:
    assert isinstance(focusable, KeyboardFocus)
    target = focusable.viewport() if isinstance(focusable, NavList) else focusable
    if isinstance(focusable, ChoiceField):
        focusable.setFocus(Qt.FocusReason.MouseFocusReason)
    else:
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    assert not focusable.shows_focus()


def test_everything_focusable_has_a_role_and_can_be_named(focusable: QWidget) -> None:
    focusable.setAccessibleName("A name")
    interface = QAccessible.queryAccessibleInterface(focusable)
    if not isinstance(focusable, ChoiceField):  # Qt names it by its value, labels by relation
        assert interface.text(QAccessible.Text.Name) == "A name"
    assert interface.role() is not QAccessible.Role.NoRole
    assert interface.role() is not QAccessible.Role.Client


def test_targets_are_high_enough(focusable: QWidget) -> None:
    least = {LinkButton: 24, Toggle: 40, RadioRow: 32, NavList: 40}.get(type(focusable), 36)
    assert focusable.height() >= least


def test_the_ring_goes_when_its_widget_goes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = ActionButton("Gone", parent=window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = window.findChild(FocusRing)
    assert ring is not None
    button.hide()
    assert not ring.isVisible()
    button.deleteLater()
    qtbot.waitUntil(lambda: ring.target() is None)


def test_the_ring_scrolls_with_its_widget_and_brings_it_into_view(
    qapp: QApplication, qtbot: QtBot
) -> None:
    scroll = ScrollColumn()
    qtbot.addWidget(scroll)
    buttons = [ActionButton(f"Button {n}") for n in range(30)]
    for button in buttons:
        scroll.column.addWidget(button)
    scroll.resize(400, 300)
    scroll.show()
    scroll.activateWindow()
    qtbot.waitUntil(scroll.isActiveWindow)
    qapp.processEvents()
    buttons[-1].setFocus(Qt.FocusReason.TabFocusReason)
    qapp.processEvents()
    at = buttons[-1].mapTo(scroll, QPoint(0, 0)).y()
    assert 0 <= at <= scroll.height() - buttons[-1].height()
    ring = scroll.findChild(FocusRing)
    assert ring is not None
    assert ring.parentWidget() is scroll.content()


def test_the_ring_follows_a_widget_out_of_what_scrolls(qapp: QApplication, qtbot: QtBot) -> None:
    window, scroll, head = QWidget(), ScrollColumn(), QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(scroll)
    button = ActionButton("Full notice", parent=head)
    scroll.column.addWidget(head)
    window.resize(400, 300)
    window.show()
    ring = ring_of(button)
    ring.surround(button)
    assert ring.parentWidget() is scroll.content()
    scroll.column.removeWidget(head)
    column.insertWidget(0, head)
    head.show()
    qapp.processEvents()
    ring.follow()
    assert ring.parentWidget() is window
    middle = ring.mapTo(window, ring.rect().center())
    assert (middle - button.mapTo(window, button.rect().center())).manhattanLength() <= 2


def test_high_contrast_has_a_thicker_ring(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    ActionButton("First", parent=window).setGeometry(20, 80, 100, 36)
    button = ActionButton("Button", parent=window)
    button.setGeometry(20, 20, 100, 36)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = window.findChild(FocusRing)
    assert ring is not None
    assert ring.width() == 100 + 2 * (2 + 2)
    theme.apply_theme(qapp, ThemeChoice.HIGH_CONTRAST)
    ring.follow()
    assert ring.width() == 100 + 2 * (2 + 3)


def test_the_ring_of_what_lies_below_a_sheet_stays_below_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    button = ActionButton("Below", parent=window)
    button.setGeometry(40, 40, 200, 36)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = ring_of(button)
    sheet = Sheet(window)
    sheet.open_over()
    # A window that is not active sends no focus event, so the ring is still there.
    ring.surround(button)
    button.move(60, 60)
    QApplication.processEvents()

    assert ring.isVisible()
    order = [child for child in window.children() if child in {ring, sheet.parent()}]
    assert order == [ring, sheet.parent()]
    sheet.reject()

"""What has to hold for every page in every language and text size, found by walking widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFont, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton, DecisionPair
from ownerapp.ui.widgets.card import PlateLabel
from ownerapp.ui.widgets.chip import Chip
from ownerapp.ui.widgets.code_groups import CodeGroups
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import Text
from ownerapp.ui.widgets.toggle import Toggle

LEAST_TARGET = 24
_NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client)
_BY_THE_WINDOW = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignHCenter
"""Without one of these a label goes by the direction of its text, not by that of the window."""
_LEFT_TO_RIGHT_ALWAYS = (QPlainTextEdit, QLineEdit, PlateLabel, CodeGroups)
"""A report of code places; what is typed has the direction of its letters, as plates and codes."""


def problems(root: QWidget) -> list[str]:
    """Return everything that is wrong with what a widget shows, each in one line."""
    return [
        *_unnamed(root),
        *_cut(root),
        *_overlapping(root),
        *_small_targets(root),
        *_unequal_answers(root),
        *_unequal_heights(root),
        *_not_mirrored(root),
        *_undrawable(root),
    ]


def _shown(root: QWidget) -> list[QWidget]:
    return [part for part in root.findChildren(QWidget) if part.isVisible() and not part.isWindow()]


def focusable(root: QWidget) -> list[QWidget]:
    """Return what the keyboard must reach."""
    return [
        part
        for part in _shown(root)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.isEnabled()
        and part.focusProxy() is None
        and not isinstance(part.parentWidget(), QComboBox)
    ]


def say(part: QObject) -> str:
    """Return a widget's kind and words."""
    words = part.text() if isinstance(part, QLabel | QAbstractButton) else part.objectName()
    return f"{type(part).__name__} {words!r}"


def _unnamed(root: QWidget) -> Iterator[str]:
    for part in focusable(root):
        told = QAccessible.queryAccessibleInterface(part)
        if not told.text(QAccessible.Text.Name):
            yield f"has no name: {say(part)}"
        if told.role() in _NO_ROLES and not isinstance(part, QAbstractScrollArea):
            yield f"has no role: {say(part)}"


def _cut(root: QWidget) -> Iterator[str]:
    for part in _shown(root):
        if not isinstance(part, Text | QAbstractButton | Chip):
            continue
        wraps = part.wordWrap() if isinstance(part, QLabel) else part.hasHeightForWidth()
        needed = part.heightForWidth(part.width()) if wraps else part.minimumSizeHint().height()
        if needed > part.height() + 1:
            yield f"is cut below, {needed} > {part.height()}: {say(part)}"
        least = part.minimumSizeHint().width()
        if least > part.width() + 1:
            yield f"is cut aside, {least} > {part.width()}: {say(part)}"
        if isinstance(part, Text) and not part.wordWrap():
            drawn = part.fontMetrics().horizontalAdvance(part.text())
            if drawn > part.width() + 1:
                yield f"does not fit, {drawn} > {part.width()}: {say(part)}"
        parent = part.parentWidget()
        if parent is not None and not parent.rect().contains(part.geometry()):
            yield f"sticks out of its place, {part.geometry()} in {parent.rect()}: {say(part)}"


def _overlapping(root: QWidget) -> Iterator[str]:
    by_parent: dict[QWidget, list[QWidget]] = {}
    for part in _shown(root):
        parent = part.parentWidget()
        has_words = isinstance(part, Text | QAbstractButton) and part.text()
        if parent is not None and (has_words or isinstance(part, Chip)):
            by_parent.setdefault(parent, []).append(part)
    for parts in by_parent.values():
        for one, other in combinations(parts, 2):
            both = one.geometry() & other.geometry()
            if both.width() > 1 and both.height() > 1:
                yield f"overlap: {say(one)} and {say(other)}"


def _small_targets(root: QWidget) -> Iterator[str]:
    for part in focusable(root):
        if isinstance(part, QAbstractScrollArea):
            continue
        if min(part.width(), part.height()) < LEAST_TARGET:
            yield f"is hard to press, {part.width()} x {part.height()}: {say(part)}"


def _unequal_answers(root: QWidget) -> Iterator[str]:
    for pair in root.findChildren(DecisionPair):
        if not pair.isVisible():
            continue
        no, yes = pair.refuse_button, pair.agree_button
        ratio = no.width() * no.height() / (yes.width() * yes.height())
        if not 0.98 <= ratio <= 1.02:
            yield f"weigh differently, {ratio:.3f}: {say(no)} and {say(yes)}"
        if no.font() != yes.font() or no.isEnabled() != yes.isEnabled():
            yield f"look different: {say(no)} and {say(yes)}"


def _unequal_heights(root: QWidget) -> Iterator[str]:
    for row in root.findChildren(ButtonRow):
        items = [row.itemAt(number) for number in range(row.count())]
        parts = [item.widget() for item in items if item is not None]
        buttons = [part for part in parts if isinstance(part, ActionButton) and part.isVisible()]
        highest = max((part.height() for part in buttons), default=0)
        for part in buttons:
            if part.height() < highest:
                yield f"is lower than its neighbour, {part.height()} < {highest}: {say(part)}"


def _not_mirrored(root: QWidget) -> Iterator[str]:
    direction = QApplication.layoutDirection()
    for part in _shown(root):
        if part.layoutDirection() is not direction and not _is_within_ltr(part):
            yield f"runs the wrong way: {say(part)}"
        if isinstance(part, Text) and not part.alignment() & _BY_THE_WINDOW:
            yield f"stands at a side by its own letters: {say(part)}"


def _is_within_ltr(part: QWidget) -> bool:
    step: QWidget | None = part
    while step is not None:
        if isinstance(step, _LEFT_TO_RIGHT_ALWAYS):
            return True
        step = step.parentWidget()
    return False


def texts_told(root: QWidget) -> set[str]:
    """Return all words that a screen reader would find, and with them all that are drawn."""
    found = {part.text() for part in _shown(root) if isinstance(part, QLabel | QAbstractButton)}
    waiting: list[QAccessibleInterface | None] = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        step = waiting.pop()
        if step is None:
            continue
        found |= set(_texts_of(step))
        waiting += [step.child(number) for number in range(step.childCount())]
    return {text for text in found if text}


def _texts_of(step: QAccessibleInterface) -> Iterator[str]:
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield step.text(kind)


def _undrawable(root: QWidget) -> Iterator[str]:
    font = theme.current().font(TextRole.BODY)
    for text in texts_told(root):
        missing = undrawable_signs(text, font)
        if missing:
            yield f"cannot be drawn, {missing!r}: {text!r}"


def undrawable_signs(text: str, font: QFont) -> str:
    """Return the signs of a text for which no font has a shape."""
    if not _is_missing(text, font):
        return ""
    return "".join(sign for sign in text if _is_missing(sign, font)) or text


def _is_missing(text: str, font: QFont) -> bool:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line = layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())


def _pass_by(_part: QWidget) -> None:
    """Look at nothing."""


def walked_by_tab(
    window: QWidget, *, at_each_stop: Callable[[QWidget], None] = _pass_by
) -> list[QWidget]:
    """Return what Tab stops at, in its order, until it comes around."""
    begin: QWidget | None = window.focusWidget()
    QTest.keyClick(window if begin is None else begin, Qt.Key.Key_Tab)
    stops = [window.focusWidget()]
    for _ in range(400):
        at_each_stop(stops[-1])
        QTest.keyClick(stops[-1], Qt.Key.Key_Tab)
        if window.focusWidget() is stops[0]:
            return stops
        stops.append(window.focusWidget())
    raise AssertionError([say(stop) for stop in stops[-12:]])


def tab_scope(window: QWidget) -> QWidget:
    """Return what Tab goes around in: the sheet that is open, or the window."""
    sheets = [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]
    return sheets[-1] if sheets else window


def tab_problems(
    window: QWidget, *, at_each_stop: Callable[[QWidget], None] = _pass_by
) -> list[str]:
    """Return what Tab does not reach, or reaches more than once."""
    scope = tab_scope(window)
    stops = walked_by_tab(window, at_each_stop=at_each_stop)
    found = [f"twice: {say(stop)}" for stop in stops if stops.count(stop) > 1]
    found += [f"outside: {say(stop)}" for stop in stops if not scope.isAncestorOf(stop)]
    for part in focusable(scope):
        if part in stops or (isinstance(part, QRadioButton) and _has_stop(part, stops)):
            continue
        if isinstance(part, QScrollArea) and not part.verticalScrollBar().maximum():
            continue
        found.append(f"never: {say(part)}")
    return found


def _has_stop(radio: QRadioButton, stops: list[QWidget]) -> bool:
    """Say whether Tab stops at a radio button's group; arrows move within it."""
    group: QButtonGroup | None = radio.group()
    return bool(group) and any(button in stops for button in radio.group().buttons())


def key_problems(window: QWidget) -> list[str]:
    """Return the buttons that Space or Enter would not press; nothing is pressed by it."""
    found = []
    for part in focusable(tab_scope(window)):
        if not isinstance(part, QAbstractButton):
            continue
        QTest.keyPress(part, Qt.Key.Key_Space)
        if not part.isDown():
            found.append(f"Space does not press: {say(part)}")
        part.setDown(False)  # The press is taken back before it counts.
        QTest.keyRelease(part, Qt.Key.Key_Space)
        if (isinstance(part, Toggle) or not part.isCheckable()) and not _pressed_by_enter(part):
            found.append(f"Enter does not press: {say(part)}")
    return found


def _pressed_by_enter(part: QAbstractButton) -> list[bool]:
    pressed: list[bool] = []
    watched: Any = part
    watched.click = lambda: pressed.append(True)
    QTest.keyClick(part, Qt.Key.Key_Return)
    del watched.click
    return pressed

"""The focus ring: 2 px in the accent colour, 2 px away, after keyboard focus only.

One ring per window lies over the widgets instead of inside them, so that a widget's size is
the size of what is seen and no part of it has to know how to draw focus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary, ref

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.widgets.drawing import painting, rounded

GAP: Final = 2
_VEILS: Final[list[ref[QWidget]]] = []
"""What covers windows, the latest on top; a window that may be about to go is not searched."""
_RINGS: Final[WeakKeyDictionary[QWidget, ref[FocusRing]]] = WeakKeyDictionary()
"""The ring of each window: a ring knows its widget, and would keep the window by it."""
_AIR: Final = 16
"""What is shown above and below the focused widget when the page scrolls to it."""

_BY_KEYBOARD: Final = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)
_FOLLOWED: Final = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.LayoutRequest,
        QEvent.Type.LayoutDirectionChange,
    }
)

if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object


def _above(target: QWidget, frame: QWidget) -> list[QWidget]:
    """Return what covers a widget in its window: veils that came after the one it lies in."""
    found: list[QWidget] = []
    for kept in _VEILS:
        veil = kept()
        if veil is None or not shiboken6.isValid(veil) or veil.parentWidget() is not frame:
            continue
        if veil.isAncestorOf(target):
            found = []
        elif veil.isVisible():
            found.append(veil)
    return found


def cover(veil: QWidget) -> None:
    """Take notice of what covers a window: the ring of what lies below stays below it."""
    _VEILS[:] = [kept for kept in _VEILS if kept() is not None]
    _VEILS.append(ref(veil))


class KeyboardFocus(_Mixed):
    """Mix into a focusable widget, before its Qt class, to give it the ring."""

    def focus_rect(self) -> QRect:
        """Return what the ring surrounds, in the widget's own coordinates."""
        return self.rect()

    def focus_radius(self) -> float:
        """Return the corner radius of what the ring surrounds."""
        return theme.RADIUS_BUTTON

    def shows_focus(self) -> bool:
        """Say whether the ring is drawn around this widget now."""
        ring = _ring_in(self.window())
        return ring is not None and ring.target() is self and ring.isVisible()

    def scroll_into_view(self) -> None:
        """Let the scrolled page show the widget and its ring."""
        area = area_of(self)
        if area is None:
            return
        area.ensureWidgetVisible(self, 8, _AIR)
        # Of a field Qt shows the line that is typed in, not its edge and the ring.
        content, half = area.widget(), self.height() // 2 + _AIR
        if content is not None and 2 * half <= area.viewport().height():
            middle = self.mapTo(content, self.rect().center())
            area.ensureVisible(middle.x(), middle.y(), 8, half)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring when the keyboard or the program moved the focus here."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYBOARD:
            ring_of(self).surround(self)
            self.scroll_into_view()
        elif event.reason() is Qt.FocusReason.ActiveWindowFocusReason:
            ring_of(self).resume(self)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away; coming back to the window brings it back."""
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.ActiveWindowFocusReason:
            ring_of(self).hide()
        else:
            ring_of(self).release()

    def move_focus_ring(self) -> None:
        """Draw the ring anew after ``focus_rect`` changed."""
        if self.shows_focus():
            ring_of(self).follow()


class FocusRing(QWidget):
    """The overlay that draws the ring around one widget and follows it."""

    # Defaults on the class: Python's collector may empty an instance while Qt still sends
    # it the last events of a window that goes.
    _target: QWidget | None = None
    _watched: tuple[QWidget, ...] = ()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        _RINGS[window] = ref(self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def target(self) -> QWidget | None:
        """Return the widget that is surrounded, if any."""
        if self._target is not None and not shiboken6.isValid(self._target):
            self._target = None
        return self._target

    def surround(self, target: QWidget) -> None:
        """Draw the ring around a widget from now on."""
        self.release()
        self._target = target
        frame = _frame_of(target)
        self.setParent(frame)
        step: QWidget | None = target
        while step is not None:
            step.installEventFilter(self)
            self._watched = (*self._watched, step)
            step = step.parentWidget() if step is not frame else None
        self.follow()

    def resume(self, target: QWidget) -> None:
        """Draw the ring again if it was around this widget when the window lost focus."""
        if self.target() is target:
            self.follow()

    def release(self) -> None:
        """Surround nothing."""
        for watched in self._watched:
            if shiboken6.isValid(watched):
                watched.removeEventFilter(self)
        self._watched = ()
        self._target = None
        self.hide()

    def follow(self) -> None:
        """Move to where the widget is now."""
        target = self.target()
        frame = self.parentWidget()
        if target is None or frame is None or not isinstance(target, KeyboardFocus):
            self.hide()
            return
        if not frame.isAncestorOf(target):
            # The head of a page moves into what scrolls, and out of it again.
            self.surround(target)
            return
        if not target.isVisibleTo(frame):
            # It moves often while its page is laid out, before it is there.
            self.hide()
            return
        rect = target.focus_rect()
        reach = GAP + theme.current().tokens.focus_width
        corner = target.mapTo(frame, QPoint(rect.left(), rect.top()))
        self.setGeometry(QRect(corner, rect.size()).adjusted(-reach, -reach, reach, reach))
        self.show()
        self.raise_()
        # A window that is not active sends no focus events: what lies below a sheet may keep
        # its ring, and moves when the window does.
        for veil in _above(target, frame):
            self.stackUnder(veil)
            break
        self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget when it or a parent of it moves."""
        if self._target is not None and event.type() in _FOLLOWED:
            self.follow()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        target = self.target()
        if not isinstance(target, KeyboardFocus):
            return
        tokens = theme.current().tokens
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=target.focus_radius() + GAP + tokens.focus_width,
                border=theme.colour(tokens.accent),
                width=tokens.focus_width,
            )


def area_of(widget: QWidget) -> QScrollArea | None:
    """Return the scrolled page that a widget lies in, if any."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def ring_of(widget: QWidget) -> FocusRing:
    """Return the ring of the widget's window, made when first needed."""
    window = widget.window()
    return _ring_in(window) or FocusRing(window)


def _ring_in(window: QWidget) -> FocusRing | None:
    """Return the ring of a window, if it has one; the way through its tree would be long."""
    kept = _RINGS.get(window)
    ring = kept() if kept is not None else None
    if ring is None or not shiboken6.isValid(ring) or ring.window() is not window:
        return None
    return ring


def _frame_of(widget: QWidget) -> QWidget:
    """Return the parent to draw in: the scrolled content, so that the ring scrolls with it."""
    step = widget
    parent = widget.parentWidget()
    while parent is not None and not step.isWindow():
        viewport_owner = parent.parentWidget()
        if isinstance(viewport_owner, QScrollArea) and viewport_owner.viewport() is parent:
            return step if step is not widget else parent
        step, parent = parent, parent.parentWidget()
    return widget.window()

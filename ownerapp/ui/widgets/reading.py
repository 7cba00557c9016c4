"""What of a text was on screen: a yes is given only to what could be read.

Rules:

1. A part counts once each of its lines was inside the scrolled view, from its top to its
   end. What was jumped over was not on screen.
2. Seen stays seen while the words stay; other words begin anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

_SLACK: Final = 2
"""Pixels that are no letter."""
_ABOVE: Final = 16
"""How much of what was read stays in view."""


class ReadingWatch(QObject):
    """Follows which parts of a scrolled text were on screen.

    Args:
        part: A widget inside a scroll area, now or later.
        parts: Returns the widgets whose words count. What lies outside the scroll area is
            always in view.
        parent: Who asks; the watch ends with it.
    """

    def __init__(
        self, part: QWidget, parts: Callable[[], Sequence[QWidget]], *, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._inside = part
        self._parts = parts
        self._area: QScrollArea | None = None
        self._seen: dict[QWidget, _Seen] = {}

    def begin(self) -> None:
        """Begin anew: the words are other ones."""
        self._seen = {}
        self._follow()

    def is_done(self) -> bool:
        """Say whether everything was on screen."""
        self._look()
        return bool(self._seen) and all(seen.is_whole() for seen in self._seen.values())

    def scroll_on(self) -> None:
        """Bring the first unread line to the top of the view."""
        self._look()
        content = self._area.widget() if self._area is not None else None
        if self._area is None or content is None:
            return
        tops = [
            part.mapTo(content, QPoint(0, self._seen[part].until)).y()
            for part in self._present()
            if not self._seen[part].is_whole()
        ]
        if tops:
            self._area.verticalScrollBar().setValue(min(tops) - _ABOVE)

    def _follow(self) -> None:
        """Find the scroll area that the text lies in."""
        area = _scroll_area_of(self._inside)
        if area is not None and area is not self._area:
            if self._area is not None and shiboken6.isValid(self._area):
                self._area.viewport().removeEventFilter(self)
            self._area = area
            area.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of what is drawn; a scrolled view draws before it scrolls on."""
        if event.type() is QEvent.Type.Paint:
            self._look()
        return False

    def _present(self) -> list[QWidget]:
        """Return the parts that scroll; those of words that went are forgotten."""
        content = self._area.widget() if self._area is not None else None
        parts = [
            part
            for part in self._parts()
            if content is not None and content.isAncestorOf(part) and part.height()
        ]
        self._seen = {part: self._seen.get(part, _Seen()) for part in parts}
        return parts

    def _look(self) -> None:
        """Add what is in view now (rule 1)."""
        self._follow()
        if self._area is None or not self._inside.isVisible():
            return
        view = self._area.viewport()
        for part in self._present():
            seen = self._seen[part]
            if not seen.is_whole():
                top = part.mapTo(view, QPoint(0, 0)).y()
                seen.add(QRect(0, top, 1, part.height()), QRect(0, 0, 1, view.height()))


class _Seen:
    """How far one part was on screen, from its top."""

    def __init__(self) -> None:
        self.height = 0
        self.until = 0

    def is_whole(self) -> bool:
        """Say whether its end was on screen."""
        return bool(self.height) and self.until >= self.height - _SLACK

    def add(self, place: QRect, view: QRect) -> None:
        """Take note of what is in view, unless lines above it were not."""
        if place.height() != self.height:
            self.height, self.until = place.height(), 0
        visible = place & view
        if visible.isValid() and visible.top() - place.top() <= self.until:
            self.until = max(self.until, visible.bottom() + 1 - place.top())


def _scroll_area_of(part: QWidget) -> QScrollArea | None:
    """Return the scroll area around a widget."""
    parent = part.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def words_in(root: QWidget, *without: QWidget) -> list[QWidget]:
    """Return the visible innermost parts of a widget."""
    return [
        part
        for part in root.findChildren(QWidget)
        if part.isVisibleTo(root)
        and not part.findChild(QWidget)
        and not any(other is part or other.isAncestorOf(part) for other in without)
    ]

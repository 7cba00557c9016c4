"""In a larger text size the sidebar shows icons only where its words would take too much room.

It is narrow before anything is measured in that size: the words that nobody sees then would be
measured for nothing, and a window is slow enough where every word gets another size.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ownerapp.domain.settings import Theme
from tests.support.windows import Shown


class Measured(QWidget):
    """Stands in the sidebar and remembers how it was when everything in it was measured."""

    def __init__(self, shown: Shown) -> None:
        self._sidebar = shown.window.sidebar
        super().__init__(self._sidebar)
        self.was_narrow: list[bool] = []

    def restyle(self) -> None:
        """Be measured, as everything that has words."""
        self.was_narrow.append(self._sidebar.is_compact())


def look(shown: Shown, percent: int) -> None:
    shown.look(language="en", theme=Theme.LIGHT, percent=percent)


def test_the_sidebar_is_narrow_before_its_words_are_measured(shown: Shown) -> None:
    shown.window.resize(1180, 760)
    shown.settle()
    measured = Measured(shown)
    assert not shown.window.sidebar.is_compact()

    look(shown, 200)
    assert measured.was_narrow
    assert all(measured.was_narrow)
    assert shown.window.sidebar.is_compact()

    look(shown, 100)
    assert not shown.window.sidebar.is_compact()


def test_the_words_stay_where_there_is_room_for_them(shown: Shown) -> None:
    shown.window.resize(1600, 900)
    shown.settle()
    measured = Measured(shown)

    look(shown, 200)
    assert measured.was_narrow
    assert not any(measured.was_narrow)
    assert not shown.window.sidebar.is_compact()

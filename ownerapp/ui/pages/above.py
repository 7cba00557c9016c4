"""Which of several banners stand above the cards: never more than two at once.

Rules:

1. The most important ones stand there. The others wait, and come when a place is free.
2. What waits is never only there: whoever puts a banner here says where else it can be found.
3. What a banner says does not change by waiting, so whoever said it takes it back as ever.
4. What waited is told to screen readers when it comes, not before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from typing_extensions import override

from ownerapp.ui.widgets.banner import Banner

MOST_BANNERS: Final = 2
_WATCHED: Final = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent})


class BannerPlaces(QObject):
    """Shows and hides banners that have something to say.

    Args:
        owner: The page.
        banners: The most important one first.

    Signals:
        moved: Another banner stands there, or none.
        leaving: A banner that is to wait is about to be hidden.
    """

    moved = Signal()
    leaving = Signal(Banner)

    def __init__(self, owner: QObject, banners: Sequence[Banner]) -> None:
        super().__init__(owner)
        self._banners = tuple(banners)
        self._is_settling = False
        for banner in self._banners:
            banner.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Decide anew when a banner came or went."""
        if event.type() in _WATCHED and not self._is_settling:
            self._is_settling = True
            try:
                self._settle()
            finally:
                self._is_settling = False
            self.moved.emit()
        return False

    def _settle(self) -> None:
        """Give the places to the first banners that have something to say (rule 1)."""
        speaking = [banner for banner in self._banners if banner.text()]
        for banner in speaking[MOST_BANNERS:]:
            if not banner.isHidden():
                self.leaving.emit(banner)
                banner.hide()
        for banner in speaking[:MOST_BANNERS]:
            if banner.isHidden():
                banner.show()
                banner.speak()

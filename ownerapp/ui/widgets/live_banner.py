"""A banner whose words are made anew when the language changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from typing_extensions import override

from ownerapp.ui.widgets.banner import Banner, BannerKind


class LiveBanner(Banner):
    """Says what a callable returns, in the language in force."""

    # A default on the class: Qt sends a first event while the banner is being made.
    _words: Callable[[], str] | None = None

    def tell(self, kind: BannerKind, words: Callable[[], str]) -> None:
        """Say something, and say it in another language when that changes."""
        self._words = words
        self.say(kind, words())

    @override
    def clear(self) -> None:
        """Hide the banner."""
        self._words = None
        super().clear()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._words is not None:
            self.say(self.kind(), self._words())

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
    _link_words: Callable[[], str] | None = None

    def tell(
        self, kind: BannerKind, words: Callable[[], str], link: Callable[[], str] | None = None
    ) -> None:
        """Say something, and say it in another language when that changes."""
        self._words, self._link_words = words, link
        self.say(kind, words(), link() if link is not None else "")

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
            link = self._link_words() if self._link_words is not None else ""
            self.say(self.kind(), self._words(), link)

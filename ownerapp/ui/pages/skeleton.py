"""The first frame of a page; light, because nothing may come before it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.i18n import _
from ownerapp.ui.pages.page import Page


class SkeletonPage(Page):
    """The heading alone, until the store has answered; nothing is made up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.addStretch(1)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        """Write the heading."""
        self.head.heading.setText(_("My choices"))

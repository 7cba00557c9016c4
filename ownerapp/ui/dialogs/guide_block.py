"""Guided steps on a sheet: what to press, then from where that is known."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ownerapp.presentation.guide_state import GuideText
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.numbered_line import NumberedLine
from ownerapp.ui.widgets.text import detail


class GuideBlock(QWidget):
    """The steps below one another, and their source in smaller letters."""

    def __init__(self, guide: GuideText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if guide.label:
            column.addWidget(detail(guide.label, tone=Tone.MUTED))
        for step in guide.steps:
            line = NumberedLine()
            line.set_text(step)
            column.addWidget(line)
        column.addWidget(detail(guide.source, tone=Tone.MUTED))

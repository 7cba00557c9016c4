"""Says that the program made a mistake; the report names code places and nothing else."""

from __future__ import annotations

import traceback
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

import ownerapp
from ownerapp.i18n import _, pgettext
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, heading, label
from ownerapp.ui.widgets.words_field import FramedWords


def report_of(error: BaseException) -> str:
    """Return the kinds and places of an error; never its message, which may hold a name."""
    lines = [f"ownerapp {ownerapp.__version__}"]
    step: BaseException | None = error
    while step is not None:
        lines.append(type(step).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(step.__traceback__)
        ]
        step = step.__cause__
    return "\n".join(lines)


class CrashSheet(Sheet):
    """The sheet with the report to copy; nothing is sent."""

    def __init__(self, window: QWidget, error: BaseException) -> None:
        super().__init__(window, width=640)
        self._report = report_of(error)
        self.body.addWidget(heading(_("The program made a mistake")))
        self.body.addWidget(
            body(_("What you did last may not have been saved. Your saved data is unchanged."))
        )
        text = FramedWords()
        text.setPlainText(self._report)
        text.setReadOnly(True)
        text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        text.setAccessibleName(_("Report"))
        text.setMinimumHeight(160)
        self.body.addWidget(text)
        self.body.addWidget(label(_("Nothing is sent. The report holds no name and no answer.")))
        copy = ActionButton(pgettext("button", "Copy the report"))
        close = ActionButton(pgettext("button", "Close"))
        copy.clicked.connect(self._on_copy_clicked)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(close)
        self.foot.addLayout(row)
        self.setAccessibleName(_("The program made a mistake"))

    @Slot()
    def _on_copy_clicked(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)

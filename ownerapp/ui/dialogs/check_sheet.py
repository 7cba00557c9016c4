"""Checks one file over the window, where there are no pages yet to show a result on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ownerapp.domain.errors import CheckFailedError, OwnerAppError
from ownerapp.domain.verdict import Verdict
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.file_words import shown_name
from ownerapp.presentation.given_trust import keys_refused
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.verdict_page import verdict_state
from ownerapp.ui.dialogs.said_sheet import SaidSheet
from ownerapp.ui.pages.opened import show_opened
from ownerapp.ui.pages.record_check import Checked, check_files
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.trust_fold import TrustFold
from ownerapp.ui.pages.verdict_panel import VerdictPanel
from ownerapp.ui.widgets.banner import Banner, BannerKind
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, panel_heading

if TYPE_CHECKING:
    from ownerapp.ui.tasks import Task


class CheckSheet(Sheet):
    """The verdict about a file that somebody was handed; nothing of it is kept.

    Args:
        window: The window, or a widget in it.
        session: The desk; no store need be open.
        path: The file.
        is_closed: The person has data that is not open now, so their own keys are not known.

    Signals:
        data_wanted: The person goes on to their own data.
    """

    data_wanted = Signal()

    def __init__(
        self, window: QWidget, session: Session, path: Path, *, is_closed: bool = False
    ) -> None:
        super().__init__(window.window())
        self.setObjectName("check-sheet")
        self._session = session
        self._path = path
        self._is_closed = is_closed
        self._parent_window = window.window()
        heading = _("Check a record")
        self.setAccessibleName(heading)
        self.panel = VerdictPanel()
        self.panel.hide()
        self.said = Banner()
        self.trust = TrustFold(session.documents_dir())
        self.trust.hide()
        self._note = body(_("Checking the record"))
        self.close_button = ActionButton(pgettext("button", "Close"))
        self.data_button = ActionButton(pgettext("button", "Open my data"))
        self.data_button.setVisible(is_closed)
        self.body.addWidget(panel_heading(heading))
        self.body.addWidget(self.said)
        self.body.addWidget(self.panel)
        self.body.addWidget(self.trust)
        self.body.addWidget(self._note)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.data_button)
        foot.addWidget(self.close_button)
        self.foot.addLayout(foot)
        self.close_button.clicked.connect(self._on_close)
        self.data_button.clicked.connect(self._on_data)
        self.panel.open_pressed.connect(self._on_open)
        self.trust.given.connect(self._check)
        self.trust.opened.connect(self._on_trust_opened)
        self._task: Task[Checked] | None = None
        self._check()
        self.finished.connect(self._on_finished_checking)

    @Slot(QWidget)
    def _on_trust_opened(self, part: QWidget) -> None:
        """Bring the field and the file of keys into view."""
        show_opened(self.scroll_part(), part)

    @Slot()
    def _check(self) -> None:
        """Check the file, with what the person gave; an earlier check is forgotten."""
        if self._task is not None:
            self._task.cancel()
        self.said.clear()
        path, given = str(self._path), self.trust.trust()
        self._task = self._session.call(
            lambda desk: check_files(desk, (path,), "", given), self._on_checked, self._on_failed
        )

    @Slot(object)
    def _on_checked(self, found: Checked) -> None:
        """Show the verdict."""
        report = found.files[0][1]
        state = verdict_state(report, file_name=shown_name(str(self._path)), zone=found.zone)
        state = replace(state, lines=(*found.given_lines(), *state.lines))
        self.panel.show_verdict(report.verdict, state)
        # The sheet has a button for it.
        self.panel.set_close_name("")
        self.panel.show()
        self.trust.show()
        said = [_("Nothing of this file was kept.")]
        if self._is_closed and report.verdict is Verdict.CANNOT_TELL:
            said.append(_("Your own keys are not known here while your data is closed."))
        self._note.setText(sentences(*said))

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say why it could not be checked, in place of this sheet."""
        if isinstance(error, CheckFailedError):
            # Only a file of keys that was given fails by itself; a record has its verdict.
            self.said.say(BannerKind.WARN, keys_refused())
            return
        self.reject()
        SaidSheet(self._parent_window, explain(error), self._path.name).open_over()

    @Slot()
    def _on_open(self) -> None:
        """Open the file in the desktop's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    @Slot()
    def _on_data(self) -> None:
        """Go on to the own data, which is below."""
        self.data_wanted.emit()
        self.reject()

    @Slot()
    def _on_close(self) -> None:
        """Go on with what is below."""
        self.reject()

    @Slot()
    def _on_finished_checking(self) -> None:
        """Forget a check that still runs."""
        if self._task is not None:
            self._task.cancel()

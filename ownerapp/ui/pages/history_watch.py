"""The state of the history at the foot of the sidebar, and the checks that it tells of.

Rules:

1. A state is never better than the last check: entries that came after it are said to be
   unchecked, and are checked a little after the last of them.
2. A check that nobody asked for fails in silence; one that was asked for says why it did not run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.log import LogReport
from ownerapp.i18n import pgettext
from ownerapp.ui.pages.pieces import tone_of
from ownerapp.ui.pages.session import Session

if TYPE_CHECKING:
    from ownerapp.presentation.states import SidebarState
    from ownerapp.ui.widgets.nav import HistoryFoot

CHECK_AFTER_MS: Final = 2_000


class HistoryWatch(QObject):
    """Shows how the history stood when it was last checked, and checks it again.

    Signals:
        changed: There is something else to show; call :meth:`show_state`.
        trouble_wanted: The person wants to know what is wrong with the history.
        failed: A check that was asked for did not run, with its error.
    """

    changed = Signal()
    trouble_wanted = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, foot: HistoryFoot, report: LogReport, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._foot = foot
        self._report = report
        self._is_checking = False
        foot.button.clicked.connect(self._on_pressed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(CHECK_AFTER_MS)
        self._soon.timeout.connect(self._on_time)

    def report(self) -> LogReport:
        """Return how the history stood when it was last checked."""
        return self._report

    @Slot(object)
    def take(self, report: LogReport) -> None:
        """Show how a check of the history came out."""
        self._report = report
        self.changed.emit()

    def show_state(self, state: SidebarState) -> None:
        """Say how the history stands."""
        self._foot.show_state(
            state.history_title,
            state.history_line,
            icon=state.history_icon,
            tone=tone_of(state.history_tone),
        )
        words = pgettext("button", "Checking") if self._is_checking else state.history_action
        self._foot.show_action(words, enabled=not self._is_checking)

    def check_soon(self) -> None:
        """Check what is new a little after the last of several answers (rule 1)."""
        self._soon.start()

    def leave(self) -> None:
        """Say nothing more."""
        self._soon.stop()
        self._foot.show_action("")

    @Slot()
    def _on_time(self) -> None:
        """Recompute the whole history in the background.

        The first one compares all choices with it, later ones those that new entries speak of.
        """
        self._session.call(lambda desk: desk.check_history(goes_on=True), self.take, _ignore)

    @Slot()
    def _on_pressed(self) -> None:
        """Check the history now; or lead to what is wrong with it and what to do."""
        if not self._report.is_good:
            self.trouble_wanted.emit()
            return
        self._is_checking = True
        self.changed.emit()
        self._session.call(lambda desk: desk.check_history(), self._on_checked, self._on_failed)

    @Slot(object)
    def _on_checked(self, report: LogReport) -> None:
        """Show how the check that was asked for came out."""
        self._is_checking = False
        self.take(report)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Show what was known before, and let the page say why the check did not run."""
        self._is_checking = False
        self.changed.emit()
        self.failed.emit(error)


def _ignore(_error: OwnerAppError) -> None:
    """Let a check in the background fail in silence (rule 2)."""

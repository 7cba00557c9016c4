"""Checks files and texts for the records page, and shows the result beside the drop area.

The functions run on the store thread and return frozen values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.domain.errors import FileMissingError
from ownerapp.domain.values import dataclass
from ownerapp.domain.verdict import Report, Verdict
from ownerapp.presentation.given_trust import GivenTrust, given_lines
from ownerapp.ui import theme
from ownerapp.ui.pages.verdict_panel import VerdictPanel
from ownerapp.ui.widgets.drop_area import DropArea

if TYPE_CHECKING:
    from ownerapp.domain.keys import KnownKey
    from ownerapp.presentation.desk import Desk
    from ownerapp.presentation.states import CheckLine

_SIDE_BY_SIDE: Final = 680
_WORST_FIRST: Final = (Verdict.NOT_VALID, Verdict.CANNOT_TELL, Verdict.VALID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was checked, each with its report, the worst first."""

    files: tuple[tuple[str, Report], ...]
    """The path is empty for a pasted text."""
    missing: tuple[str, ...]
    record: str
    zone: tzinfo
    given: GivenTrust = GivenTrust()
    """What the person gave to check against."""
    keys: tuple[KnownKey, ...] = ()
    """Those in the file of keys that they gave."""

    def given_lines(self) -> tuple[CheckLine, ...]:
        """Return whether what they gave matches the first file."""
        return given_lines(self.files[0][1], self.given, self.keys)


class CheckArea(QWidget):
    """The drop area and, beside or below it, the result.

    Signals:
        closed: The result is to be put away.
        open_pressed: The file that the result is about is to be opened.
        keep_pressed: The record that the result is about is to be kept.
    """

    closed = Signal()
    open_pressed = Signal()
    keep_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop = DropArea()
        self._panel: VerdictPanel | None = None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 4, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(self.drop, 38)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def panel(self) -> VerdictPanel:
        """Return the result, made when there first is one: the page comes without it."""
        if self._panel is None:
            self._panel = made = VerdictPanel(self)
            made.hide()
            self._row.addWidget(made, 60)
            made.details_folded.connect(self._fit)
            made.closed.connect(self.closed)
            made.open_pressed.connect(self.open_pressed)
            made.keep_pressed.connect(self.keep_pressed)
        return self._panel

    def hide_result(self) -> None:
        """Show the drop area alone."""
        if self._panel is not None:
            self._panel.hide()

    def restyle(self) -> None:
        """Place the parts in the look in force."""
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Put the result below where there is little room."""
        beside = self.width() >= theme.current().px(_SIDE_BY_SIDE)
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
        # Beside a result with all its details the words would stand far down in an empty frame.
        is_long = beside and self._panel is not None and self._panel.details_shown()
        side = Qt.AlignmentFlag.AlignTop if is_long else Qt.AlignmentFlag(0)
        self._row.setAlignment(self.drop, side)


Check = Callable[["Desk", GivenTrust], Checked]
"""Checks something with what the person gave to check against."""


def check_files(desk: Desk, paths: Sequence[str], record: str, given: GivenTrust) -> Checked:
    """Check each file that is there; a dropped file that is not raises."""
    keys, accepted = given.keys or None, given.accepted()
    files: list[tuple[str, Report]] = []
    missing: list[str] = []
    for path in paths:
        try:
            files.append((path, desk.records.verify_file(path, accepted=accepted, keys=keys)))
        except FileMissingError:
            if not record:
                raise
            missing.append(path)
    files.sort(key=lambda item: _WORST_FIRST.index(item[1].verdict))
    return _checked(desk, files, given, missing=tuple(missing), record=record)


def check_text(desk: Desk, text: str, given: GivenTrust) -> Checked:
    """Check a text."""
    report = desk.records.verify_text(text, accepted=given.accepted(), keys=given.keys or None)
    return _checked(desk, [("", report)], given)


def _checked(
    desk: Desk,
    files: Sequence[tuple[str, Report]],
    given: GivenTrust,
    *,
    missing: tuple[str, ...] = (),
    record: str = "",
) -> Checked:
    """Return what was checked, with whether what the person gave matches."""
    return Checked(
        files=tuple(files),
        missing=missing,
        record=record,
        zone=desk.zone(),
        given=given,
        keys=desk.records.keys_in_file(given.keys) if given.keys else (),
    )

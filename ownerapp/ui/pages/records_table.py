"""The table of exported records: one row each, with what its last check said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.verdict import Verdict
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.presentation.records_page import status_line
from ownerapp.presentation.states import ExportRow
from ownerapp.ui import theme
from ownerapp.ui.pages.pieces import tone_of
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.rows_list import Column, RowsList
from ownerapp.ui.widgets.text import Text

SHOWN_AT_FIRST: Final = 12
_FEW: Final = 4
"""So many new records are put before the others; for more, the list is made again."""
_WIDE_FROM: Final = 720
_WIDE: Final = (
    Column(stretch=16, widest=170),
    Column(stretch=31, widest=320),
    Column(stretch=9, widest=90),
    Column(stretch=7, widest=60),
    Column(),
    Column(),
    Column(),
)
_COMPACT: Final = (Column(stretch=1, widest=320), Column(), Column(), Column())


class RecordsTable(QWidget):
    """The newest records, and older ones when asked for.

    Signals:
        check_pressed: The record is to be checked; its id.
        open_pressed: The record is to be opened; its id.
    """

    check_pressed = Signal(str)
    open_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ExportRow, ...] = ()
        self._verdicts: dict[str, Verdict] = {}
        self._selected = ""
        self._limit = SHOWN_AT_FIRST
        self._status: dict[str, IconText] = {}
        self._is_compact = False
        self.list = RowsList(_WIDE)
        self.more_button = LinkButton()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.list)
        self._column.addWidget(self.more_button)
        self.more_button.hide()
        self.more_button.clicked.connect(self._on_more)

    def show_rows(self, rows: Sequence[ExportRow], verdicts: Mapping[str, Verdict]) -> None:
        """Show these records; only what is new is built, where that stands before the others."""
        self._verdicts = dict(verdicts)
        before, self._rows = self._rows, tuple(rows)
        new = len(self._rows) - len(before)
        if not self.list.count() or new not in range(_FEW) or self._rows[new:] != before:
            self._build()
            return
        for record, status in self._status.items():
            self._show_status(record, status)
        for row in reversed(self._rows[:new]):
            self._add(row, first=True)
        while self.list.count() > self._limit:
            del self._status[self.list.drop_last()]
        self._show_more()

    def retranslate(self) -> None:
        """Write all words."""
        says, status = pgettext("column", "What it says"), pgettext("column", "Status")
        if self._is_compact:
            self.list.set_headers((says, status, "", ""))
        else:
            files = pgettext("column", "Files")
            # Translators: the number of the entry of the history that binds the record.
            entry = pgettext("column", "Entry")
            self.list.set_headers((pgettext("column", "Date"), says, files, entry, status, "", ""))
        self.list.setAccessibleName(_("Exported records"))

    def forget(self) -> None:
        """Build all rows anew the next time, for another language."""
        self._rows = ()

    def show_verdict(self, record: str, verdict: Verdict | None) -> None:
        """Say how the check of a record came out; None where its files could not be found."""
        if verdict is None:
            self._verdicts.pop(record, None)
        else:
            self._verdicts[record] = verdict
        status = self._status.get(record)
        if status is not None:
            self._show_status(record, status)

    def status_text(self, record: str) -> str:
        """Return the status that a row shows."""
        status = self._status.get(record)
        return status.text() if status is not None else ""

    def select(self, record: str) -> None:
        """Mark the row that the result panel is about."""
        self._selected = record
        self.list.select(record)

    def _build(self) -> None:
        self.retranslate()
        self.list.clear()
        self._status = {}
        for row in self._rows[: self._limit]:
            self._add(row)
        self.list.select(self._selected)
        self._show_more()

    def _show_more(self) -> None:
        """Offer the older records, where there are some that are not in the list."""
        older = len(self._rows) - self._limit
        self.more_button.setVisible(older > 0)
        if older > 0:
            self.more_button.setText(
                # Translators: {count} is the number of records that are not in the list yet.
                ngettext(
                    # Translators: {count} is how many records are not in the list yet.
                    "Show {count} older record",
                    "Show {count} older records",
                    older,
                    count=older,
                )
            )

    def _add(self, row: ExportRow, *, first: bool = False) -> None:
        status = IconText("wait", role=TextRole.DETAIL, size=18)
        self._status[row.record] = status
        self._show_status(row.record, status)
        check = self._link(
            pgettext("button", "Check"),
            # Translators: {date} is the date and time of an exported record.
            _("Check the record of {date}", date=row.when),
            lambda: self.check_pressed.emit(row.record),
        )
        open_ = self._link(
            pgettext("button", "Open"),
            # Translators: {date} is the date and time of an exported record.
            _("Open the record of {date}", date=row.when),
            lambda: self.open_pressed.emit(row.record),
        )
        if self._is_compact:
            self.list.add_row(row.record, (_stacked(row), status, check, open_), first=first)
            return
        files = Text(row.files, role=TextRole.DETAIL, tone=Tone.MUTED, widest=90)
        entry = Text(row.entry, role=TextRole.DETAIL, tone=Tone.MUTED, widest=60)
        cells = (row.when, row.what, files, entry, status, check, open_)
        self.list.add_row(row.record, cells, first=first)

    def _show_status(self, record: str, status: IconText) -> None:
        line = status_line(self._verdicts.get(record))
        status.show_line(line.icon, line.text, tone_of(line.tone))

    @staticmethod
    def _link(text: str, description: str, on_press: Callable[[], None]) -> LinkButton:
        link = LinkButton(text, underlined=False)
        link.setAccessibleName(description)
        link.clicked.connect(on_press)
        return link

    def restyle(self) -> None:
        """Choose the columns for the look in force."""
        self._fit()

    def _fit(self) -> None:
        """Put what a record says into one column where there is little room."""
        compact = self.width() < theme.current().px(_WIDE_FROM)
        if compact is self._is_compact:
            return
        self._is_compact = compact
        before, self.list = self.list, RowsList(_COMPACT if compact else _WIDE)
        self._column.replaceWidget(before, self.list)
        before.hide()
        before.deleteLater()
        self._build()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _on_more(self) -> None:
        """Show older records as well."""
        self._limit += SHOWN_AT_FIRST
        self._build()


def _stacked(row: ExportRow) -> QWidget:
    """Return what a record says, and below it when, as what and where it was written."""
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 8, 0, 8)
    column.setSpacing(0)
    # Translators: {number} is the number of an entry of the history.
    entry = _("Entry {number}", number=row.entry)
    column.addWidget(Text(row.what, role=TextRole.DETAIL))
    for text in (row.when, entry, row.files):
        column.addWidget(Text(text, role=TextRole.LABEL, tone=Tone.MUTED))
    return cell

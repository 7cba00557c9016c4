"""Keeping a record that was made elsewhere: who signed it, what is in it, and what counts here.

Rules:

1. A key that is not known here is accepted only by the fingerprint that the person types.
2. *Keep it* takes no choice over. Where choices in the record could hold here they are listed,
   and taking them over is a button of its own, which is never the default.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import ImportedKeyUnknownError, OwnerAppError
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.desk import Desk
from ownerapp.presentation.explain import explain
from ownerapp.presentation.importing_records import (
    imported_sentences,
    offer_sentences,
    record_sentences,
)
from ownerapp.presentation.joining import sentences
from ownerapp.services.importing import Imported, ReadRecord
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.banner import Banner, BannerKind
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, heading, label

WIDTH = 640


class ImportSheet(Sheet):
    """Reads a file on the store thread, shows what it is, and keeps it after a press.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        path: The file.
        car: The id of the car that is looked at.

    Signals:
        kept: Something was kept; the history has new entries.
    """

    kept = Signal()

    def __init__(self, window: QWidget, session: Session, path: str, car: str) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("import-sheet")
        self._session = session
        self._path = path
        self._car = car
        self._records: tuple[ReadRecord, ...] = ()
        self._zone: tzinfo = UTC
        self._is_done = False
        title = _("Keep this record in your history?")
        self.setAccessibleName(title)
        self._heading = heading(title)
        self.said = Banner()
        self._facts = body()
        self._note = body(_("It is shown as made elsewhere. By itself it changes no choice."))
        self._offer = body()
        self._offered = QWidget()
        self._field_label = label()
        self.field = TextField()
        self.check_button = ActionButton(pgettext("button", "Check the fingerprint"))
        self.cancel_button = ActionButton(pgettext("button", "Cancel"))
        self.keep_button = ActionButton(pgettext("button", "Keep it"))
        self.adopt_button = ActionButton(pgettext("button", "Keep it, and let these hold here"))
        self._build(path)
        self._show()
        self._begin()

    def records(self) -> tuple[ReadRecord, ...]:
        """Return what was read, once it was."""
        return self._records

    def is_done(self) -> bool:
        """Say whether it was kept."""
        return self._is_done

    def _build(self, path: str) -> None:
        self._field_label.setText(_("Fingerprint, as the one who made it told you"))
        self._field_label.setBuddy(self.field)
        self.field.setAccessibleName(self._field_label.text())
        self._lines = QVBoxLayout(self._offered)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        for part in (
            self._heading,
            PathLabel(path),
            self.said,
            self._facts,
            self._note,
            self._offer,
            self._offered,
            self._field_label,
            self.field,
        ):
            self.body.addWidget(part)
        buttons = QWidget()
        self._buttons = FlowLayout(buttons, gap=12, row_gap=8)
        for button in (
            self.cancel_button,
            self.check_button,
            self.keep_button,
            self.adopt_button,
        ):
            self._buttons.addWidget(button)
        self.foot.addWidget(buttons)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.check_button.clicked.connect(self._on_check)
        self.field.returnPressed.connect(self._on_check)
        self.keep_button.clicked.connect(self._on_keep)
        self.adopt_button.clicked.connect(self._on_adopt)

    # ------------------------------------------------------------------- reading

    def _begin(self, accepted: Sequence[str] = ()) -> None:
        self._busy(busy=True)
        path, car = self._path, self._car
        self._session.call(
            lambda desk: _read(desk, path, car, accepted), self._on_read, self._on_failed
        )

    @Slot(object)
    def _on_read(self, found: tuple[tuple[ReadRecord, ...], tzinfo]) -> None:
        """Show what it is."""
        records, self._zone = found
        self._busy(busy=False)
        self.said.clear()
        self._records = records
        self._show()
        self.setAccessibleDescription(self._facts.text())
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._facts.text()))

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say why not; a key that is not known may be given."""
        self._busy(busy=False)
        needs_key = isinstance(error, ImportedKeyUnknownError)
        self.said.say(BannerKind.WARN if needs_key else BannerKind.STOP, explain(error).text())
        for part in (self._field_label, self.field, self.check_button):
            show_when(part, needs_key)
        if needs_key:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_check(self) -> None:
        """Read it again with the fingerprint that was typed."""
        typed = self.field.text().strip()
        if typed:
            self._begin((typed,))

    # ------------------------------------------------------------------- keeping

    @Slot()
    def _on_keep(self) -> None:
        """Keep it as history."""
        self._keep(adopt=False)

    @Slot()
    def _on_adopt(self) -> None:
        """Keep it, and take the listed choices over."""
        self._keep(adopt=True)

    def _keep(self, *, adopt: bool) -> None:
        self._busy(busy=True)
        records = self._records
        self._session.call(
            lambda desk: desk.records.import_records(records, adopt=adopt),
            self._on_kept,
            self._on_failed,
        )

    @Slot(object)
    def _on_kept(self, imported: tuple[Imported, ...]) -> None:
        """Say what was done."""
        self._busy(busy=False)
        self._is_done = True
        self._show()
        self.said.say(BannerKind.OK, sentences(*imported_sentences(imported)))
        self.cancel_button.setText(pgettext("button", "Done"))
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kept.emit()

    @Slot()
    def _on_cancel(self) -> None:
        """Close."""
        self.reject()

    # ------------------------------------------------------------------- what is shown

    def _show(self) -> None:
        records, is_asking = self._records, bool(self._records) and not self._is_done
        offered = [item for record in records for item in record.offered()]
        self._facts.setText(
            sentences(*(line for item in records for line in record_sentences(item, self._zone)))
        )
        first, *lines = offer_sentences(offered, self._zone)
        self._offer.setText(first)
        if is_asking and not self._lines.count():
            for line in lines:
                self._lines.addWidget(IconText("info", line, role=TextRole.BODY))
        asked: tuple[QWidget, ...] = (self._facts, self._note, self.keep_button)
        offer: tuple[QWidget, ...] = (self._offer, self._offered, self.adopt_button)
        key: tuple[QWidget, ...] = (self._field_label, self.field, self.check_button)
        for parts, wanted in (
            (asked, is_asking),
            (offer, is_asking and bool(offered)),
            (key, False),
        ):
            for part in parts:
                show_when(part, wanted)
        self._buttons.invalidate()

    def _busy(self, *, busy: bool) -> None:
        for button in (self.check_button, self.keep_button, self.adopt_button):
            button.setEnabled(not busy)

    @override
    def open_over(self) -> None:
        """Show the sheet with the focus on *Cancel*."""
        super().open_over()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _read(
    desk: Desk, path: str, car: str, accepted: Sequence[str]
) -> tuple[tuple[ReadRecord, ...], tzinfo]:
    """Read a file; runs on the store thread."""
    return desk.records.read(path, car=car, accepted=accepted), desk.zone()

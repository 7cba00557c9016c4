"""The sheet that exports a record: what about, as which files, where to, what came of it.

Rules:

1. Nothing that identifies the person is ticked beforehand.
2. *Cancel*, Escape and a press outside stop an export that is under way; until its commit
   nothing is left behind, and the sheet says what happened if it came too late.
3. What was saved is checked at once, as anybody else would check it.
4. A preview is drawn by the typesetter and says on every page that it is not signed. What was
   saved as a PDF can be printed from the same drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import DateInvalidError, ExportStoppedError, OwnerAppError
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.vehicle import Vehicle
from ownerapp.i18n import _, current_language, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.export_page import (
    ExportOrder,
    Saved,
    preview,
    progress_words,
    saved_line,
)
from ownerapp.presentation.states import Tone as StateTone
from ownerapp.ui.dialogs.export_form import ExportForm
from ownerapp.ui.dialogs.export_scope import ExportScope
from ownerapp.ui.dialogs.paging import Paging
from ownerapp.ui.dialogs.saving import Saving
from ownerapp.ui.pages.pieces import banner_kind, tone_of
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.banner import Banner
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, heading

if TYPE_CHECKING:
    from ownerapp.ui.dialogs.preview_sheet import PreviewSheet

WIDTH: Final = 600


class ExportDialog(Sheet):
    """Exports a record of one car.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        vehicle: The car.
        language: The language in which the car's notice is shown.
        has_name: The owner's name is known.
        has_notes: There are private notes on the choices.
        practices: The optional collections of the car with their titles, in their order.
        has_several: There are other cars, too.
        today: The present local day.

    Signals:
        exported: Files were written; a ``Saved``.
    """

    exported = Signal(object)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        vehicle: Vehicle,
        *,
        language: Language,
        has_name: bool,
        has_notes: bool = False,
        practices: Sequence[tuple[PracticeId, str]],
        has_several: bool,
        today: date,
    ) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("export-dialog")
        self._session = session
        self._vehicle = vehicle
        self._language = language
        self._saving = Saving(session, self)
        self._paging = Paging(session, self)
        self._preview: PreviewSheet | None = None
        self._error: OwnerAppError | None = None
        self._saved: Saved | None = None
        self._asks_format = False
        self._asks_collection = False
        self._heading = heading()
        self._intro = body(tone=Tone.MUTED)
        self.scope = ExportScope(practices, has_several=has_several, car=vehicle.name, today=today)
        self.form = ExportForm(
            session.documents_dir(),
            has_name=has_name,
            has_plate=bool(vehicle.plate),
            has_vin=bool(vehicle.vin),
            has_notes=has_notes,
            stamp_server=session.settings.time_stamp_server,
        )
        self.banner = Banner()
        self._files = QWidget()
        self._file_rows = QVBoxLayout(self._files)
        self._file_rows.setContentsMargins(0, 0, 0, 0)
        self._file_rows.setSpacing(4)
        self._progress = IconText("wait", tone=Tone.MUTED)
        self._trouble = IconText("oct", tone=Tone.STOP, role=TextRole.BODY)
        self.cancel_button = ActionButton()
        self.preview_button = ActionButton()
        self.print_button = ActionButton()
        self.folder_button = ActionButton(icon="folder")
        self.export_button = PrimaryButton(icon="export")
        self.done_button = PrimaryButton()
        self._build()
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.export_button.clicked.connect(self._on_export_clicked)
        self.folder_button.clicked.connect(self._on_folder_clicked)
        self.done_button.clicked.connect(self._on_done_clicked)
        self.preview_button.clicked.connect(self._on_preview_clicked)
        self.print_button.clicked.connect(self._on_print_clicked)
        self._paging.slow.connect(self._on_slow)
        self._paging.drawn.connect(self._on_drawn)
        self._paging.failed.connect(self._on_failed)
        self.form.changed.connect(self._on_changed)
        self.scope.changed.connect(self._on_changed)
        self._saving.slow.connect(self._on_slow)
        self._saving.saved.connect(self._on_saved)
        self._saving.failed.connect(self._on_failed)
        self.retranslate()

    def is_working(self) -> bool:
        """Say whether an export is under way."""
        return self._saving.is_working() or self._paging.is_working()

    def preview_sheet(self) -> PreviewSheet | None:
        """Return the pages that are looked at, if any."""
        return self._preview

    def saved(self) -> Saved | None:
        """Return what was saved, once it is."""
        return self._saved

    def trouble(self) -> str:
        """Return what is said to be wrong, or nothing."""
        return self._trouble.text() if self._trouble.isVisibleTo(self) else ""

    def retranslate(self) -> None:
        """Write all words."""
        done = self._saved is not None
        self._heading.setText(_("Your record") if done else _("Export a record"))
        self._intro.setText(_("A signed copy of your choices. Anyone can check it."))
        self.setAccessibleName(self._heading.text())
        self.setAccessibleDescription(self._intro.text())
        self.scope.retranslate()
        self.form.retranslate()
        self._progress.show_line(
            "wait",
            _("Drawing the pages")
            if self._paging.is_working()
            else progress_words(stopping=self._saving.is_stopping()),
            Tone.MUTED,
        )
        self.preview_button.setText(pgettext("button", "Preview"))
        self.print_button.setText(pgettext("button", "Print"))
        self.cancel_button.setText(pgettext("button", "Cancel"))
        self.export_button.setText(pgettext("button", "Export"))
        self.folder_button.setText(pgettext("button", "Open folder"))
        self.done_button.setText(pgettext("button", "Done"))
        trouble = explain(self._error).text() if self._error is not None else ""
        if self._asks_format:
            trouble = _("Tick at least one kind of file.")
        elif self._asks_collection:
            trouble = _("Tick at least one collection.")
        self._trouble.show_line("oct", trouble, tone_of(StateTone.STOP))
        show_when(self._trouble, bool(trouble))
        if self._saved is not None:
            line = saved_line(self._saved)
            self.banner.say(banner_kind(line.tone), line.text)

    def _build(self) -> None:
        """Lay the parts out."""
        self.body.addWidget(self._heading)
        self.body.addWidget(self._intro)
        self.body.addSpacing(4)
        self.body.addWidget(self.scope)
        self.body.addWidget(self.form)
        self.body.addWidget(self.banner)
        self.body.addWidget(self._files)
        self.body.addStretch(1)
        self._files.hide()
        buttons = ButtonRow()
        buttons.addWidget(self._progress, 1)
        buttons.addStretch(1)
        for button in (
            self.cancel_button,
            self.folder_button,
            self.print_button,
            self.preview_button,
            self.export_button,
            self.done_button,
        ):
            buttons.add_button(button)
        self.foot.addWidget(self._trouble)
        self.foot.addLayout(buttons)
        for widget in (
            self._trouble,
            self._progress,
            self.folder_button,
            self.print_button,
            self.done_button,
        ):
            widget.hide()

    # ------------------------------------------------------------------- exporting

    @Slot()
    def _on_changed(self) -> None:
        """Take a complaint back once something was changed, and follow the day."""
        self.form.ask_notes(asks=not self.scope.is_about_a_day())
        if self._asks_format or self._asks_collection or self._error is not None:
            self._asks_format = self._asks_collection = False
            self._error = None
            self.retranslate()

    @Slot()
    def _on_export_clicked(self) -> None:
        """Begin, unless nothing is ticked or it has begun."""
        order = None if self.is_working() else self._order()
        if order is not None:
            self._saving.start(order)
            self._set_working(working=True)

    @Slot()
    def _on_preview_clicked(self) -> None:
        """Have the pages drawn as they would be, unless something is missing."""
        order = None if self.is_working() else self._order()
        if order is not None:
            self._paging.start(lambda desk: preview(desk, order))
            self._set_working(working=True)

    @Slot()
    def _on_print_clicked(self) -> None:
        """Have the pages drawn that were saved."""
        if self._saved is not None and not self.is_working():
            papers = self._saved.papers
            self._paging.start(lambda _desk: papers)
            self._set_working(working=True)

    @Slot(object)
    def _on_drawn(self, pages: tuple[bytes, ...]) -> None:
        """Show the pages above this sheet, which stays as it is."""
        from ownerapp.ui.dialogs.preview_sheet import PreviewSheet  # noqa: PLC0415 - seldom used

        self._set_working(working=False)
        name = _("Your record") if self._saved is not None else _("Preview, not signed")
        self._preview = PreviewSheet(self, self._session, name, pages, can_save=False)
        self._preview.finished.connect(self._on_preview_finished)
        self._preview.open_over()

    @Slot()
    def _on_preview_finished(self) -> None:
        """Forget the pages; the sheet deletes itself."""
        self._preview = None
        button = self.preview_button if self._saved is None else self.print_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order(self) -> ExportOrder | None:
        """Return what is ordered, or say what is missing."""
        formats = self.form.chosen_formats()
        self._error = None
        self._asks_format = not formats
        self._asks_collection = self.scope.lacks_ticks()
        if self._asks_format or self._asks_collection:
            self.retranslate()
            first = next(iter(self.scope.rows.values()), None) if formats else None
            asked = first or self.form.formats["pdf"]
            asked.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        try:
            scope = self.scope.scope()
        except DateInvalidError as error:
            self._error = error
            self.retranslate()
            self.scope.day_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        self.retranslate()
        return ExportOrder(
            vehicle=self._vehicle,
            folder=self.form.folder(),
            formats=formats,
            disclosure=self.form.disclosure(),
            language=self._language,
            interface_language=current_language(),
            practices=scope.practices,
            day=scope.day,
            every_car=scope.every_car,
            time_stamp=self.form.stamp.server(),
        )

    def _set_working(self, *, working: bool) -> None:
        """Take no second order while the first is carried out."""
        self.scope.setEnabled(not working)
        self.form.setEnabled(not working)
        for button in (self.export_button, self.preview_button, self.print_button):
            button.setEnabled(not working)
        if not working:
            self._progress.hide()
        self.retranslate()

    @Slot()
    def _on_slow(self) -> None:
        """Say that it takes a moment."""
        self._progress.show()

    @Slot(object)
    def _on_saved(self, saved: Saved) -> None:
        """Say what was saved, and offer the folder."""
        self._saved = saved
        self._session.change(last_export_dir=self.form.folder())
        self.scope.hide()
        self.form.hide()
        self._intro.hide()
        for path in saved.paths:
            row = PathLabel(path)
            self._file_rows.addWidget(row)
        self._files.show()
        self.cancel_button.hide()
        self.export_button.hide()
        self.preview_button.hide()
        self.print_button.setVisible(bool(saved.papers))
        self.folder_button.show()
        self.done_button.show()
        self._set_working(working=False)
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.exported.emit(saved)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what went wrong; what was ordered stays as it is."""
        self._set_working(working=False)
        if isinstance(error, ExportStoppedError):
            super().reject()
            return
        self._error = error
        self.retranslate()
        self.export_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------- leaving

    @override
    def reject(self) -> None:
        """Close; an export or a drawing under way is stopped first (rule 2)."""
        if self._paging.is_working():
            self._paging.stop()
            self._set_working(working=False)
        elif self._saved is not None:
            self.accept()
        elif not self._saving.is_working():
            super().reject()
        else:
            self._saving.stop()
            self._progress.show()
            self.cancel_button.setEnabled(False)
            self.retranslate()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        """Close without a record."""
        self.reject()

    @Slot()
    def _on_done_clicked(self) -> None:
        """Close after the record was saved."""
        self.accept()

    @Slot()
    def _on_folder_clicked(self) -> None:
        """Open the folder in the desktop's own program."""
        if self._saved is not None and self._saved.paths:
            folder = PurePath(self._saved.paths[0]).parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

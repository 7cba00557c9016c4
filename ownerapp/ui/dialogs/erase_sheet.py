"""Erasing a person or a car: what goes and what stays, a tick, the deed, and its result.

Rules:

1. Nothing is erased by one press: the tick comes first, then the button that names the deed.
2. Nothing brings it back, and the sheet says so before and not after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.erasing import erased_sentences, erasure_state
from ownerapp.presentation.explain import explain
from ownerapp.presentation.joining import sentences
from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.indenting import indented
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import heading, label, title

if TYPE_CHECKING:
    from ownerapp.services.erasure import Erased, ErasurePlan

WIDTH = 640


class EraseSheet(Sheet):
    """Asks before a plan is carried out, and says what came of it.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        plan: Who and what would be erased.

    Signals:
        erased: It is gone; sent when the sheet closes after it.
    """

    erased = Signal()

    def __init__(self, window: QWidget, session: Session, plan: ErasurePlan) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("erase-sheet")
        self._session = session
        self._plan = plan
        self._done: Erased | None = None
        self._is_busy = False
        self._asks_tick = False
        state = erasure_state(plan)
        self._heading = heading()
        self._goes_title, self._stays_title = title(), title()
        self._goes = [IconText("x", role=TextRole.BODY, gap=8) for _line in state.goes]
        self._stays = [IconText("check", role=TextRole.BODY, gap=8) for _line in state.stays]
        self._files = QWidget()
        self._more = label()
        self.tick = CheckRow()
        self.said = LiveBanner()
        self._trouble = IconText("oct", tone=Tone.STOP)
        self._progress = IconText("wait", tone=Tone.MUTED)
        self.cancel_button = ActionButton()
        self.erase_button = ActionButton()
        self.done_button = PrimaryButton()
        self._asked: list[QWidget] = []
        self._build(state.files)
        self.tick.toggled.connect(self._on_ticked)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.erase_button.clicked.connect(self._on_erase_clicked)
        self.done_button.clicked.connect(self._on_done_clicked)
        self.finished.connect(self._on_closed)
        self.retranslate()

    def trouble(self) -> str:
        """Return what is said to be missing, or nothing."""
        return self._trouble.text() if self._trouble.isVisibleTo(self) else ""

    def is_done(self) -> bool:
        """Say whether it is erased."""
        return self._done is not None

    def _build(self, files: tuple[str, ...]) -> None:
        paths = indented(self._files, mark=16, gap=8)
        paths.setSpacing(2)
        for path in files:
            paths.addWidget(PathLabel(path))
        paths.addWidget(self._more)
        self.body.addWidget(self._heading)
        self.body.addWidget(self.said)
        self._asked = [
            self._goes_title, *self._goes, self._stays_title, *self._stays, self._files, self.tick,
        ]  # fmt: skip
        for part in self._asked:
            self.body.addWidget(part)
        self.body.addStretch(1)
        buttons = ButtonRow()
        buttons.addWidget(self._progress, 1)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.erase_button, self.done_button):
            buttons.add_button(button)
        self.foot.addWidget(self._trouble)
        self.foot.addLayout(buttons)
        for part in (self._trouble, self._progress, self.done_button):
            part.hide()

    def retranslate(self) -> None:
        """Write all words."""
        if self._done is None:
            self._say_plan()
        else:
            self._heading.setText(_("It is erased"))
            self.setAccessibleDescription("")
            kind = BannerKind.OK if self._done.is_clean else BannerKind.WARN
            self.said.say(kind, sentences(*erased_sentences(self._done)))
        self.setAccessibleName(self._heading.text())
        self._trouble.show_line("oct", _("Tick the line above first."), Tone.STOP)
        show_when(self._trouble, self._asks_tick)
        self._progress.show_line("wait", _("It is being erased."), Tone.MUTED)
        self.cancel_button.setText(pgettext("button", "Cancel"))
        self.erase_button.setText(pgettext("button", "Erase for good"))
        self.done_button.setText(pgettext("button", "Done"))

    def _say_plan(self) -> None:
        """Say what goes and what stays."""
        state = erasure_state(self._plan)
        self._heading.setText(state.question)
        self.setAccessibleDescription(sentences(*state.goes))
        self._goes_title.setText(_("What goes"))
        self._stays_title.setText(_("What stays"))
        for line, text in zip(self._goes, state.goes, strict=True):
            line.show_line("x", text, Tone.INK)
        for line, text in zip(self._stays, state.stays, strict=True):
            line.show_line("check", text, Tone.INK)
        self._more.setText(state.more_files)
        show_when(self._more, bool(state.more_files))
        show_when(self._files, bool(state.files))
        self.tick.setText(_("I know that nothing brings it back."))

    @override
    def open_over(self) -> None:
        """Show the sheet with the focus on *Cancel*."""
        super().open_over()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_ticked(self) -> None:
        """Take a complaint back."""
        self._asks_tick = False
        self._trouble.hide()

    @Slot()
    def _on_erase_clicked(self) -> None:
        """Erase, once it is ticked (rule 1)."""
        if self._is_busy:
            return
        if not self.tick.isChecked():
            self._asks_tick = True
            self.demand(self.tick, self._trouble)
            return
        plan = self._plan
        self.said.clear()
        self._set_busy(busy=True)
        self._session.call(lambda desk: desk.erase(plan), self._on_erased, self._on_failed)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        for part in (self.tick, self.cancel_button, self.erase_button):
            part.setEnabled(not busy)
        show_when(self._progress, busy)

    @Slot(object)
    def _on_erased(self, erased: Erased) -> None:
        """Say what was done; the names are on the sheet no longer."""
        self._done = erased
        self._set_busy(busy=False)
        for part in (*self._asked, self.cancel_button, self.erase_button):
            part.hide()
        # No widget keeps a name behind the words that it is gone.
        for line in (*self._goes, *self._stays):
            line.show_line("", "", Tone.INK)
        for path in self._files.findChildren(PathLabel):
            path.set_path("")
        self.done_button.show()
        self.retranslate()
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work; nothing was erased."""
        self._set_busy(busy=False)
        self.said.tell(BannerKind.STOP, lambda: explain(error).text())
        self.erase_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def reject(self) -> None:
        """Close, unless it is being erased at this moment."""
        if self._done is not None:
            self.accept()
        elif not self._is_busy:
            super().reject()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        """Leave everything as it is."""
        self.reject()

    @Slot()
    def _on_done_clicked(self) -> None:
        """Close after it was erased."""
        self.accept()

    @Slot(int)
    def _on_closed(self, _result: int) -> None:
        """Let the window look anew."""
        if self._done is not None:
            self.erased.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

"""A new recovery kit: its code, once, with ways to put it on paper.

Rules:

1. The code is on the sheet only: not in the window's title, not in what the sheet is called,
   not in a log, and in the clipboard only after *Copy*. Closing takes it from there again.
2. The kit counts once the person says that the code is on paper. Any other way to close the
   sheet leaves everything as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.backup_page import group_name, kit_state
from ownerapp.presentation.explain import explain
from ownerapp.ui.dialogs.paging import Paging
from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.code_groups import CodeGroups
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, heading

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.backup import KitFacts
    from ownerapp.services.ports.recovery import RecoveryKit

WIDTH = 640


class KitSheet(Sheet):
    """Makes a kit, shows its code, and keeps the kit.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        before: The kit that it follows, if any.

    Signals:
        kept: The kit counts from now on.
    """

    kept = Signal()

    def __init__(self, window: QWidget, session: Session, before: KitFacts | None) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("kit-sheet")
        self._session = session
        self._before = before
        self._kit: RecoveryKit | None = None
        self._paging = Paging(session, self)
        self._is_busy = False
        self._asks_tick = False
        self._heading = heading()
        self._intro = body()
        self.groups = CodeGroups()
        self._warning = IconText("info", tone=Tone.WARN)
        self._others = body(tone=Tone.MUTED)
        self.print_button = ActionButton()
        self.save_button = ActionButton()
        self.copy_button = ActionButton()
        self.said = LiveBanner()
        self.tick = CheckRow()
        self._trouble = IconText("oct", tone=Tone.STOP)
        self._progress = IconText("wait", tone=Tone.MUTED)
        self.cancel_button = ActionButton()
        self.keep_button = PrimaryButton()
        self._build()
        self.print_button.clicked.connect(self._on_print_clicked)
        self._paging.drawn.connect(self._on_drawn)
        self._paging.failed.connect(self._on_failed)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.tick.toggled.connect(self._on_ticked)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self.finished.connect(self._on_closed)
        self.retranslate()
        self._set_busy(busy=True)
        session.call(lambda desk: desk.backups.make_recovery_kit(), self._on_made, self._on_failed)

    def has_code(self) -> bool:
        """Say whether the code is on the sheet by now."""
        return self._kit is not None

    def trouble(self) -> str:
        """Return what is said to be missing, or nothing."""
        return self._trouble.text() if self._trouble.isVisibleTo(self) else ""

    def _build(self) -> None:
        acts = FlowLayout(gap=8)
        for button in (self.print_button, self.save_button, self.copy_button):
            acts.addWidget(button)
        for part in (self._heading, self._intro, self.groups, self._warning, self._others):
            self.body.addWidget(part)
        self.body.addLayout(acts)
        self.body.addWidget(self.said)
        self.body.addWidget(self.tick)
        self.body.addStretch(1)
        buttons = ButtonRow()
        buttons.addWidget(self._progress, 1)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.keep_button):
            buttons.add_button(button)
        self.foot.addWidget(self._trouble)
        self.foot.addLayout(buttons)
        self._trouble.hide()

    def retranslate(self) -> None:
        """Write all words; the code stays as it is."""
        kit = self._kit
        state = kit_state(kit.name if kit is not None else "", self._before)
        title = state.heading if kit is not None else _("Your recovery kit")
        self._heading.setText(title)
        self.setAccessibleName(title)
        self._intro.setText(state.intro)
        self._warning.show_line("info", state.warning, Tone.WARN)
        self._others.setText(state.others)
        groups = kit.code.split("-") if kit is not None else []
        self.groups.show_groups(
            groups, [group_name(number, letters) for number, letters in enumerate(groups, start=1)]
        )
        self.print_button.setText(pgettext("button", "Print the page"))
        self.save_button.setText(pgettext("button", "Save the page"))
        self.copy_button.setText(pgettext("button", "Copy the code"))
        self.tick.setText(_("The code is on paper: printed, or written down."))
        self._trouble.show_line(
            "oct", _("Print the code or write it down first, then tick it."), Tone.STOP
        )
        self._progress.show_line("wait", _("A moment …"), Tone.MUTED)
        self.cancel_button.setText(pgettext("button", "Cancel"))
        self.keep_button.setText(pgettext("button", "Use this kit"))
        shown: tuple[QWidget, ...] = (
            self._intro, self.groups, self._warning, self.print_button, self.save_button,
            self.copy_button, self.tick, self.keep_button,
        )  # fmt: skip
        for part in shown:
            show_when(part, kit is not None)
        show_when(self._others, kit is not None and bool(state.others))
        show_when(self._trouble, self._asks_tick)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        for button in (self.print_button, self.save_button, self.keep_button):
            button.setEnabled(not busy)
        show_when(self._progress, busy)

    @Slot(object)
    def _on_made(self, kit: RecoveryKit) -> None:
        """Show the code."""
        self._kit = kit
        self._set_busy(busy=False)
        self.retranslate()
        # A screen reader is told that there is a code, and reads it where it stands.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._heading.text()))

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work."""
        self._set_busy(busy=False)
        self.said.tell(BannerKind.STOP, lambda: explain(error).text())

    # ------------------------------------------------------------------- onto paper

    @Slot()
    def _on_print_clicked(self) -> None:
        """Have the page drawn, to look at it and print it."""
        kit = self._kit
        if kit is None or self._is_busy:
            return
        self.said.clear()
        self._set_busy(busy=True)
        self._paging.draw(lambda desk: desk.backups.recovery_pages(kit))

    @Slot(object)
    def _on_drawn(self, pages: tuple[bytes, ...]) -> None:
        """Show the page as it will be printed."""
        from ownerapp.ui.dialogs.preview_sheet import PreviewSheet  # noqa: PLC0415 - seldom needed

        self._set_busy(busy=False)
        preview = PreviewSheet(self, self._session, self._heading.text(), pages)
        preview.save_wanted.connect(self._on_save_clicked)
        # The code leaves the screen with this sheet.
        self.finished.connect(preview.reject)
        preview.open_over()

    @Slot()
    def _on_save_clicked(self) -> None:
        """Ask where the page is to go."""
        from ownerapp.ui.dialogs.files import choose_new_file  # noqa: PLC0415 - seldom needed

        if self._kit is None or self._is_busy:
            return
        choose_new_file(
            self,
            _("Save the page"),
            folder=self._session.documents_dir(),
            # The short name opens nothing.
            name=f"ownerapp-recovery-kit-{self._kit.name}.pdf",
            on_chosen=self.save_to,
            # Translators: keep *.pdf as it is.
            names=_("Page to print (*.pdf)"),
        )

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the page into a file."""
        kit = self._kit
        if kit is None or self._is_busy:
            return
        self.said.clear()
        self._set_busy(busy=True)
        self._session.call(lambda desk: _save(desk, path, kit), self._on_saved, self._on_failed)

    @Slot(str)
    def _on_saved(self, path: str) -> None:
        """Say where it is, and that it holds the code openly."""
        self._set_busy(busy=False)
        self.said.tell(
            BannerKind.WARN,
            # Translators: {path} is the path of a file.
            lambda: _(
                "The code stands openly in {path}. Print it, then delete the file.", path=path
            ),
        )

    @Slot()
    def _on_copy_clicked(self) -> None:
        """Put the code into the clipboard, because the person pressed for it."""
        if self._kit is not None:
            QGuiApplication.clipboard().setText(self._kit.code)
            self.said.tell(
                BannerKind.INFO,
                lambda: _("The code is in the clipboard until you close this sheet."),
            )

    # ------------------------------------------------------------------- answers

    @Slot()
    def _on_ticked(self) -> None:
        """Take a complaint back."""
        self._asks_tick = False
        self._trouble.hide()

    @Slot()
    def _on_keep_clicked(self) -> None:
        """Let the kit count (rule 2)."""
        kit = self._kit
        if kit is None or self._is_busy:
            return
        if not self.tick.isChecked():
            self._asks_tick = True
            self.demand(self.tick, self._trouble)
            return
        self._set_busy(busy=True)
        self._session.call(
            lambda desk: desk.backups.keep_recovery_kit(kit), self._on_kept, self._on_failed
        )

    @Slot(object)
    def _on_kept(self, _facts: KitFacts) -> None:
        """Close."""
        self.kept.emit()
        self.accept()

    @override
    def reject(self) -> None:
        """Stop a drawing that is under way; else close, and leave everything as it was."""
        if self._paging.is_working():
            self._paging.stop()
            self._set_busy(busy=False)
            self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().reject()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        """Stop the drawing, or leave everything as it was."""
        self.reject()

    @Slot(int)
    def _on_closed(self, _result: int) -> None:
        """Forget the code, here and in the clipboard (rule 1)."""
        self._paging.stop()
        kit, self._kit = self._kit, None
        clipboard = QGuiApplication.clipboard()
        if kit is not None and clipboard.text() == kit.code:
            clipboard.clear()
        self.groups.show_groups((), ())

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()


def _save(desk: Desk, path: str, kit: RecoveryKit) -> str:
    """Write the page; runs on the store thread."""
    desk.backups.save_recovery_sheet(path, kit)
    return path

"""My rights: requests with their last days, letters and replies, and a way to ask anew.

Rules:

1. The program sends nothing: *Open in my mail program* hands the letter to the person's own.
2. Everything that changes something goes through the store and the list is read again.
3. Making all files of a request can be stopped.
4. A draft that was thrown away and a request that was closed can be had back, right after that.
5. Words typed into a sheet that was closed can be had back, too, until something else is done.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import ExportStoppedError, OwnerAppError
from ownerapp.domain.ids import PracticeId, ReplyId, RequestId
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, current_language, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.request_bundle import save_request_bundle
from ownerapp.presentation.requests_page import RequestsState, request_detail, requests_state
from ownerapp.services.rights import Offer, RequestView
from ownerapp.ui.dialogs.paging import PROGRESS_AFTER_MS, Paging
from ownerapp.ui.dialogs.request_sheet import RequestSheet
from ownerapp.ui.dialogs.request_steps import DaySheet, ReplySheet, Step, StepSheet
from ownerapp.ui.pages.page import Page, intro_text
from ownerapp.ui.pages.request_card import Act, RequestCard
from ownerapp.ui.pages.session import Session
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.card import Card, EmptyState
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.numbered_line import NumberedLine

if TYPE_CHECKING:
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.presentation.desk import Desk
    from ownerapp.ui.pages.home import Home

_STEPS = {Act.SENT: Step.SENT, Act.ARRIVED: Step.ARRIVED, Act.GAVE: Step.GAVE}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a new letter is to begin with, once the offer was read."""

    practice: PracticeId | None = None
    about: RequestId | None = None
    fill: Callable[[RequestSheet], None] | None = None


class RightsPage(Page):
    """The requests of everybody and every car of this store, newest first."""

    def __init__(self, session: Session, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._home = home
        self._views: tuple[RequestView, ...] | None = None
        self._is_stale = True
        self._wanted: RequestId | None = None
        self._asked: _Asked | None = None
        self._sheet: RequestSheet | StepSheet | None = None
        self._letter_shown: RequestView | None = None
        self.cards: list[RequestCard] = []
        self._intro = intro_text()
        self.head.leading.setSpacing(4)
        self.head.leading.addWidget(self._intro)
        self.new_button = ActionButton(icon="plus")
        self.head.set_trailing(self.new_button)
        self.said = LiveBanner()
        self.add_above(self.said)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self._empty = EmptyState("scales")
        self._lessons = [NumberedLine() for _number in range(4)]
        self._empty_card = Card()
        column = QVBoxLayout(self._empty_card)
        column.setContentsMargins(24, 8, 24, 24)
        column.setSpacing(8)
        column.addWidget(self._empty)
        for lesson in self._lessons:
            column.addWidget(lesson)
        self._empty_card.hide()
        self.column.addLayout(self._list)
        self.column.addWidget(self._empty_card)
        self.column.addStretch(1)
        self._undo: Callable[[Desk], RequestView] | None = None
        self._go_on: Callable[[], None] | None = None
        self._stopped: threading.Event | None = None
        self._paging = self._make_paging()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PROGRESS_AFTER_MS)
        self._slow.timeout.connect(self._on_slow)
        self.said.link_pressed.connect(self._on_link)
        self.new_button.clicked.connect(self._on_new_clicked)
        self.retranslate()

    def _make_paging(self) -> Paging:
        paging = Paging(self._session, self)
        paging.slow.connect(self._on_paging_slow)
        paging.drawn.connect(self._on_drawn)
        paging.failed.connect(self._on_failed)
        return paging

    # ------------------------------------------------------------------- showing

    def sheet(self) -> RequestSheet | StepSheet | None:
        """Return the sheet that is open, if any."""
        return self._sheet

    def views(self) -> tuple[RequestView, ...]:
        """Return the requests as they were read last."""
        return self._views or ()

    def card(self, request: str) -> RequestCard | None:
        """Return the card of a request."""
        return next((card for card in self.cards if card.request() == request), None)

    def ask_about(self, practice: PracticeId | None) -> None:
        """Begin a letter about a practice of the car that is looked at."""
        self._open_offer(_Asked(practice=practice))

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.new_button.setText(pgettext("button", "Write a letter"))
        self._show()

    @override
    def visit(self) -> None:
        """Read the list when something may have changed."""
        if self._is_stale:
            self._load()

    @override
    def store_changed(self) -> None:
        """Read the list again, now or when the page is next looked at."""
        self._is_stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self._is_stale = False
        self._session.call(lambda desk: desk.rights.all(), self._on_loaded, self._on_load_failed)

    @Slot(object)
    def _on_loaded(self, views: tuple[RequestView, ...]) -> None:
        """Show what was read."""
        if views != self._views:
            self._views = views
            self._show()
        self._home.take_requests(views)
        wanted, self._wanted = self._wanted, None
        card = self.card(wanted) if wanted is not None else None
        if card is not None and not card.is_open():
            card.open_content()

    @Slot(object)
    def _on_load_failed(self, error: OwnerAppError) -> None:
        """Say why the list cannot be read, and read it again at the next visit."""
        self._is_stale = True
        self.said.tell(BannerKind.STOP, lambda: explain(error).text())

    def _show(self) -> None:
        state: RequestsState = requests_state(self._views or (), current_language())
        self.head.heading.setText(state.heading)
        self._intro.setText(state.intro)
        if state.reminder:
            kind = BannerKind.WARN if state.is_pressing else BannerKind.INFO
            self.banner.say(kind, state.reminder, icon="clock")
        else:
            self.banner.clear()
        is_empty = self._views is not None and not state.rows
        self._empty_card.setVisible(is_empty)
        self._empty.set_texts(state.empty[0], "")
        for lesson, words in zip(self._lessons, state.empty[1:], strict=True):
            lesson.set_text(words)
        open_ones = {card.request() for card in self.cards if card.is_open()}
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for row in state.rows:
            card = RequestCard(row)
            card.wanted.connect(self._on_detail_wanted)
            card.acted.connect(self._on_acted)
            card.reply_wanted.connect(self._on_reply_wanted)
            card.opened.connect(self._on_card_opened)
            self.cards.append(card)
            self._list.addWidget(card)
            if row.id in open_ones:
                card.open_content()

    def _view(self, request: RequestId) -> RequestView | None:
        return next((view for view in self._views or () if view.request.id == request), None)

    @Slot(object)
    def _on_detail_wanted(self, request: RequestId) -> None:
        """Show everything about a request on its card."""
        view, card = self._view(request), self.card(request)
        if view is not None and card is not None:
            card.show_detail(request_detail(view, current_language()))

    @Slot(object)
    def _on_card_opened(self, card: RequestCard) -> None:
        """Bring the head of a card that was opened into view."""
        self.scroll_area.ensureWidgetVisible(card.details_button)

    # ------------------------------------------------------------------- new letters

    @Slot()
    def _on_new_clicked(self) -> None:
        """Ask what a new letter is to say."""
        self._open_offer(_Asked())

    def _open_offer(self, asked: _Asked) -> None:
        car = self._home.car()
        if car is not None:
            self._open_offer_about(car, asked)

    def _open_offer_about(self, car: Vehicle, asked: _Asked) -> None:
        if self._sheet is not None or self._asked is not None:
            return
        self._forget_words()
        self._asked = asked
        self._session.call(
            lambda desk: desk.rights.offer(car), self._on_offer, self._on_offer_failed
        )

    @Slot(object)
    def _on_offer(self, offer: Offer) -> None:
        """Open the sheet."""
        asked, self._asked = self._asked or _Asked(), None
        sheet = RequestSheet(self, self._session, offer, practice=asked.practice, about=asked.about)
        if asked.fill is not None:
            asked.fill(sheet)
        sheet.drafted.connect(self._on_drafted)
        self._open(sheet)

    @Slot(object)
    def _on_offer_failed(self, error: OwnerAppError) -> None:
        """Say why nothing can be asked for."""
        self._asked = None
        self._on_failed(error)

    @Slot(object)
    def _on_drafted(self, request: RequestId) -> None:
        """Show the letter."""
        self._wanted = request
        self.said.tell(
            BannerKind.INFO,
            lambda: _("The letter is kept as a draft. Read it, send it, then say so here."),
        )
        self._load()

    def _open(self, sheet: RequestSheet | StepSheet) -> None:
        self._sheet = sheet
        sheet.rejected.connect(self._on_sheet_rejected)
        sheet.finished.connect(self._on_sheet_finished)
        sheet.open_over()

    @Slot()
    def _on_sheet_finished(self) -> None:
        """Let the next sheet be opened."""
        self._sheet = None

    @Slot()
    def _on_sheet_rejected(self) -> None:
        """Offer the words of a sheet that was closed, if there are any (rule 5)."""
        sheet = self._sheet
        if isinstance(sheet, RequestSheet):
            letter, car = sheet.left(), sheet.offer().vehicle
            if letter is not None:
                self._offer_words(lambda: self._open_offer_about(car, _Asked(fill=letter)))
        elif isinstance(sheet, ReplySheet):
            reply, request = sheet.left(), sheet.request()
            if reply is not None:
                self._offer_words(lambda: self._open_reply(request, reply))

    def _offer_words(self, go_on: Callable[[], None]) -> None:
        self._undo, self._go_on = None, go_on
        self.said.tell(
            BannerKind.INFO,
            lambda: _("What you typed was not kept."),
            # Translators: a link; opens what was closed again, with the words that were typed.
            lambda: pgettext("button", "Go on typing"),
        )

    def _forget_words(self) -> None:
        """Take back the offer of words that were typed."""
        if self._go_on is not None:
            self._go_on = None
            self.said.clear()

    def _open_reply(
        self, request: RequestId, fill: Callable[[ReplySheet], None] | None = None
    ) -> None:
        view = self._view(request)
        if view is None or self._sheet is not None:
            return
        sheet = ReplySheet(self, self._session, request, view.today)
        if fill is not None:
            fill(sheet)
        self._open_step(sheet)

    # ------------------------------------------------------------------- acts

    @Slot(object, object)
    def _on_acted(self, request: RequestId, act: Act) -> None:  # noqa: C901 - one case for each act
        """Do what was pressed for."""
        view = self._view(request)
        if view is None or self._sheet is not None:
            return
        self.said.clear()
        self._undo = self._go_on = None
        match act:
            case Act.SENT | Act.ARRIVED | Act.GAVE:
                self._open_step(DaySheet(self, self._session, request, _STEPS[act], view.today))
            case Act.CORRECT:
                step, sent = Step.CORRECTED, view.request.sent
                self._open_step(DaySheet(self, self._session, request, step, view.today, said=sent))
            case Act.REPLY:
                self._open_reply(request)
            case Act.MAIL:
                self._open_mail(view)
            case Act.COPY:
                detail = request_detail(view, current_language())
                QGuiApplication.clipboard().setText(detail.letter)
                self.said.tell(BannerKind.INFO, lambda: _("The letter is in the clipboard."))
            case Act.SAVE:
                self._ask_where(view)
            case Act.PRINT:
                self._letter_shown = view
                self._paging.stop()
                self._paging.draw(lambda desk: desk.rights.letter_pages(request))
            case Act.COMPLAIN:
                self._open_offer(_Asked(practice=view.request.practice, about=request))
            case Act.BUNDLE:
                self._ask_folder(view)
            case Act.DROP:
                self._undo = lambda desk: desk.rights.bring_back(view.request)
                self._session.call(
                    lambda desk: desk.rights.drop(request), self._on_dropped, self._on_failed
                )
            case Act.CLOSE:
                self._undo = lambda desk: desk.rights.reopen(request)
                self._session.call(
                    lambda desk: desk.rights.close(request), self._on_closed, self._on_failed
                )

    def _open_step(self, sheet: StepSheet) -> None:
        sheet.kept.connect(self._on_kept)
        self._open(sheet)

    @Slot()
    def _on_kept(self) -> None:
        """Read the list again."""
        self._load()

    @Slot(object)
    def _on_dropped(self, _nothing: object) -> None:
        """Say that the draft is gone; it can come back as it was."""
        self.said.tell(BannerKind.INFO, lambda: _("The draft was thrown away."), _undo_words)
        self._load()

    @Slot(object)
    def _on_closed(self, _view: object) -> None:
        """Say that the request is closed; one can go on with it."""
        self.said.tell(BannerKind.INFO, lambda: _("The request is closed."), _undo_words)
        self._load()

    @Slot()
    def _on_link(self) -> None:
        """Stop what is under way, or take back what was done last."""
        if self._paging.is_working():
            self._paging.stop()
            self.said.clear()
            return
        if self._stopped is not None:
            self._stopped.set()
            self.said.tell(BannerKind.INFO, lambda: _("Stopping"))
            return
        go_on, self._go_on = self._go_on, None
        if go_on is not None:
            self.said.clear()
            go_on()
            return
        undo, self._undo = self._undo, None
        if undo is not None:
            self.said.clear()
            self._session.call(undo, self._on_undone, self._on_failed)

    @Slot(object)
    def _on_undone(self, view: RequestView) -> None:
        """Show the request as it was."""
        self._wanted = view.request.id
        self._load()

    def _open_mail(self, view: RequestView) -> None:
        """Hand the letter to the person's own mail program (rule 1)."""
        link = request_detail(view, current_language()).mail
        if not QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode)):
            self.said.tell(
                BannerKind.WARN,
                lambda: _("No mail program could be opened. Copy the letter, or save it."),
            )

    def _ask_where(self, view: RequestView) -> None:
        from ownerapp.ui.dialogs.files import choose_new_file  # noqa: PLC0415 - seldom needed

        request = view.request.id
        choose_new_file(
            self,
            _("Save the letter"),
            folder=self._session.documents_dir(),
            name=f"letter-{request[:8]}.pdf",
            on_chosen=lambda path: self.save_letter(request, path),
            # Translators: keep *.pdf and *.txt as they are.
            names=_("Letter (*.pdf *.txt)"),
        )

    def save_letter(self, request: RequestId, path: str) -> None:
        """Write a letter into a file: a PDF, or plain text for another ending."""

        def save(desk: Desk) -> tuple[str, ...]:
            desk.rights.save_letter(request, path)
            return (path,)

        self._session.call(save, self._on_written, self._on_failed)

    def _ask_folder(self, view: RequestView) -> None:
        request = view.request.id
        dialog = QFileDialog(self, _("Save everything in one file"), self._session.documents_dir())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.save_bundle(request, folder))
        dialog.open()

    def save_bundle(self, request: RequestId, folder: str) -> None:
        """Write everything about a request into one file of a folder."""
        language = current_language()
        stopped = self._stopped = threading.Event()

        def save(desk: Desk) -> tuple[str, ...]:
            view = desk.rights.find(request)
            made = save_request_bundle(
                desk,
                view,
                folder=folder,
                interface_language=language,
                is_wanted=lambda: not stopped.is_set(),
            )
            return tuple(made)

        self._slow.start()
        self._session.call(save, self._on_written, self._on_failed)

    @Slot()
    def _on_slow(self) -> None:
        """Say that it takes a moment, with a way to stop it."""
        if self._stopped is not None:
            self.said.tell(
                BannerKind.INFO, lambda: _("Making the files"), lambda: pgettext("button", "Stop")
            )

    @Slot()
    def _on_paging_slow(self) -> None:
        """Say that the pages of a letter take a moment, with a way to stop them."""
        self.said.tell(
            BannerKind.INFO, lambda: _("Drawing the pages"), lambda: pgettext("button", "Stop")
        )

    def _end(self) -> None:
        """Nothing is under way any more."""
        self._slow.stop()
        self._stopped = None

    @Slot(object, str)
    def _on_reply_wanted(self, reply: ReplyId, name: str) -> None:
        """Ask where a reply is to go."""
        from ownerapp.ui.dialogs.files import choose_new_file  # noqa: PLC0415 - seldom needed

        choose_new_file(
            self,
            _("Save the reply"),
            folder=self._session.documents_dir(),
            name=name if PurePath(name).suffix else "reply.txt",
            on_chosen=lambda path: self.save_reply(reply, path),
        )

    def save_reply(self, reply: ReplyId, path: str) -> None:
        """Write a reply into a file, byte for byte."""

        def save(desk: Desk) -> tuple[str, ...]:
            desk.rights.save_reply(reply, path)
            return (path,)

        self._session.call(save, self._on_written, self._on_failed)

    @Slot(object)
    def _on_written(self, paths: tuple[str, ...]) -> None:
        """Say where the file is."""
        self._end()
        # Translators: {path} is the path of a file that was written.
        self.said.tell(BannerKind.INFO, lambda: _("Written: {path}", path=paths[0]))

    @Slot(object)
    def _on_drawn(self, pages: tuple[bytes, ...]) -> None:
        """Show the letter as it will be printed."""
        from ownerapp.ui.dialogs.preview_sheet import PreviewSheet  # noqa: PLC0415 - seldom needed

        self.said.clear()
        if not self.isVisible():
            # Who went on to something else is not called back.
            return
        preview = PreviewSheet(self, self._session, _("The letter"), pages)
        preview.save_wanted.connect(self._on_save_wanted)
        preview.open_over()

    @Slot()
    def _on_save_wanted(self) -> None:
        """Ask where the letter that was looked at is to go."""
        if self._letter_shown is not None:
            self._ask_where(self._letter_shown)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work; a stop that was asked for is no failure."""
        self._end()
        if isinstance(error, ExportStoppedError):
            self.said.tell(BannerKind.INFO, lambda: _("Stopped. Nothing was written."))
        else:
            self.said.tell(BannerKind.STOP, lambda: explain(error).text())


def _undo_words() -> str:
    """Return the words of the link that takes back what was done last."""
    return pgettext("button", "Undo")

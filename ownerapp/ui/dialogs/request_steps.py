"""What happened to a letter, as the person says: sent, arrived, given, answered.

Rules:

1. Only the day is filled in beforehand, with today, and it can be changed. How a letter was
   sent and what a reply does is chosen by the person. A correction starts from what they said.
2. Closing keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import DateInvalidError, OwnerAppError
from ownerapp.domain.ids import RequestId
from ownerapp.domain.rights import ReplyKind, Sending, Way
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.request_words import way_word
from ownerapp.presentation.requests_page import reply_choices
from ownerapp.services.request_steps import ReplyGiven
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.fields import RadioList, TextField
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, heading, label, title
from ownerapp.ui.widgets.words_field import WordsField

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk
    from ownerapp.ui.pages.session import Session

WIDTH = 560


class Step(StrEnum):
    """What is to be kept."""

    SENT = "sent"
    CORRECTED = "corrected"
    """It was sent on another day, or in another way, than the person had said."""
    ARRIVED = "arrived"
    GAVE = "gave"


class StepSheet(Sheet):
    """A sheet with a day, and what is said about it; subclasses add more.

    Signals:
        kept: It is kept.
    """

    kept = Signal()

    def __init__(self, window: QWidget, session: Session, today: date) -> None:
        super().__init__(window.window(), width=WIDTH)
        self._session = session
        self._today = today
        self._error: OwnerAppError | None = None
        self._missing: Callable[[], str] | None = None
        self._heading = heading()
        self._intro = body()
        self._day_title = title()
        self._day_note = label()
        self.day = TextField()
        self.day.setText(today.isoformat())
        self._trouble = IconText("oct", tone=Tone.STOP)
        self.cancel_button = ActionButton()
        self.keep_button = PrimaryButton()
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.keep_button.clicked.connect(self._on_keep_clicked)

    def trouble(self) -> str:
        """Return what is said to be wrong, or nothing."""
        return self._trouble.text() if self._trouble.isVisibleTo(self) else ""

    def day_given(self) -> date:
        """Return the typed day.

        Raises:
            DateInvalidError: It is not one.
        """
        return _date(self.day.text())

    def lay_out(self, *parts: QWidget) -> None:
        """Put the parts below the heading, and the buttons at the foot."""
        for part in (self._heading, self._intro, *parts):
            self.body.addWidget(part)
        self.body.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.keep_button)
        self.foot.addWidget(self._trouble)
        self.foot.addLayout(buttons)
        self._trouble.hide()
        self.retranslate()

    def day_parts(self) -> tuple[QWidget, ...]:
        """Return the parts about the day."""
        return (self._day_title, self._day_note, self.day)

    def retranslate(self) -> None:
        """Write all words."""
        self._day_note.setText(_("The day as year, month and day"))
        self.day.setAccessibleName(self._day_title.text())
        self.day.setAccessibleDescription(self._day_note.text())
        self.cancel_button.setText(pgettext("button", "Cancel"))
        self.setAccessibleName(self._heading.text())
        self._show_trouble()

    def work(self) -> Callable[[Desk], object] | None:
        """Return what keeps it, or None after saying what is missing.

        Raises:
            DateInvalidError: A typed day is not one.
        """
        raise NotImplementedError

    def say_missing(self, words: Callable[[], str]) -> None:
        """Say what was not chosen."""
        self._missing = words

    def _show_trouble(self) -> None:
        text = explain(self._error).text() if self._error is not None else ""
        if not text and self._missing is not None:
            text = self._missing()
        self._trouble.show_line("oct", text, Tone.STOP)
        show_when(self._trouble, bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._trouble, text))

    @Slot()
    def _on_cancel_clicked(self) -> None:
        """Keep nothing."""
        self.reject()

    @Slot()
    def _on_keep_clicked(self) -> None:
        """Keep it."""
        self._error, self._missing, work = None, None, None
        try:
            work = self.work()
        except DateInvalidError as error:
            self._error = error
        self._show_trouble()
        if work is not None:
            self.keep_button.setEnabled(False)
            self._session.call(work, self._on_kept, self._on_failed)

    @Slot(object)
    def _on_kept(self, _view: object) -> None:
        """Close."""
        self.kept.emit()
        self.accept()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work; everything typed stays."""
        self.keep_button.setEnabled(True)
        self._error = error
        self._show_trouble()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()


class DaySheet(StepSheet):
    """On which day something happened; for a sent letter also in which way.

    Args:
        window: The window, or a widget in it.
        session: Keeps it.
        request: What the letter is about.
        step: What happened.
        today: The day that is filled in, unless something was said before.
        said: For a correction, what was said.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        request: RequestId,
        step: Step,
        today: date,
        *,
        said: Sending | None = None,
    ) -> None:
        super().__init__(window, session, today)
        self.setObjectName("request-day-sheet")
        self._request = request
        self._step = step
        self._ways_title = title()
        self.ways = RadioList()
        ways = (self._ways_title, self.ways) if step in {Step.SENT, Step.CORRECTED} else ()
        self.lay_out(*self.day_parts(), *ways)
        if said is not None:
            self.day.setText(said.on.isoformat())
            self.ways.pick(said.by.value)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        match self._step:
            case Step.SENT:
                self._heading.setText(_("You sent the letter"))
                self._intro.setText(_("This program sends nothing, so it knows only what you say."))
                self._day_title.setText(_("When did you send it?"))
            case Step.CORRECTED:
                self._heading.setText(_("Correct when you sent the letter"))
                self._intro.setText(
                    _(
                        "The time is counted anew, unless you know when the letter arrived. The "
                        "history keeps what you said before."
                    )
                )
                self._day_title.setText(_("When did you send it?"))
            case Step.ARRIVED:
                self._heading.setText(_("The letter arrived"))
                self._intro.setText(_("The law counts from the day on which it arrived."))
                self._day_title.setText(_("When did it arrive?"))
            case Step.GAVE:
                self._heading.setText(_("You gave what was asked for"))
                self._intro.setText(_("For example a proof of who you are."))
                self._day_title.setText(_("When did you give it?"))
        self._ways_title.setText(_("How did you send it?"))
        self.ways.set_choices([(way.value, way_word(way)) for way in Way])
        self.keep_button.setText(pgettext("button", "Keep this"))
        super().retranslate()

    @override
    def work(self) -> Callable[[Desk], object] | None:
        """Return what keeps it."""
        request, on, step = self._request, self.day_given(), self._step
        if step is Step.ARRIVED:
            return lambda desk: desk.rights.arrived(request, on=on)
        if step is Step.GAVE:
            return lambda desk: desk.rights.gave(request, on=on)
        if not self.ways.key():
            self.say_missing(lambda: _("Choose how you sent it."))
            return None
        way = Way(self.ways.key())
        if step is Step.CORRECTED:
            return lambda desk: desk.rights.correct_sent(request, on=on, by=way)
        return lambda desk: desk.rights.sent(request, on=on, by=way)


class ReplySheet(StepSheet):
    """A reply: what it does, the day, and its text or its file."""

    def __init__(self, window: QWidget, session: Session, request: RequestId, today: date) -> None:
        super().__init__(window, session, today)
        self.setObjectName("request-reply-sheet")
        self._request = request
        self._path = ""
        self._kinds_title = title()
        self.kinds = RadioList()
        self._until_title = title()
        self.until = TextField()
        self._reason_title = title()
        self.reason = TextField()
        self._authority_title = title()
        self.authority = TextField()
        self._court_title = title()
        self.court = TextField()
        self._content_title = title()
        self._content_note = label()
        self.file_button = ActionButton()
        self._file = PathLabel("")
        self.text = WordsField()
        self.lay_out(
            self._kinds_title, self.kinds, self._until_title, self.until, self._reason_title,
            self.reason, self._authority_title, self.authority, self._court_title, self.court,
            *self.day_parts(), self._content_title, self._content_note,
        )  # fmt: skip
        at = self.body.count() - 1
        self.body.insertWidget(at, self.file_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.insertWidget(at + 1, self._file)
        self.body.insertWidget(at + 2, self.text)
        self._file.hide()
        self.kinds.picked.connect(self._on_picked)
        self.file_button.clicked.connect(self._on_file_clicked)
        self._show_parts()

    def request(self) -> RequestId:
        """Return what the reply belongs to."""
        return self._request

    def left(self) -> Callable[[ReplySheet], None] | None:
        """Return what puts this content into another sheet, or None where no words are in it."""
        text, kind, path = self.text.toPlainText(), self.kinds.key(), self._path
        typed = tuple(field.text() for field in self._fields())
        if not any(words.strip() for words in (text, *typed)):
            return None
        day = self.day.text()

        def fill(sheet: ReplySheet) -> None:
            if kind:
                sheet.kinds.pick(kind)
            for field, words in zip(sheet._fields(), typed, strict=True):
                field.setText(words)
            sheet.day.setText(day)
            sheet.text.setPlainText(text)
            if path:
                sheet.take_file(path)
            sheet._show_parts()

        return fill

    def _fields(self) -> tuple[TextField, ...]:
        return (self.until, self.reason, self.authority, self.court)

    def take_file(self, path: str) -> None:
        """Keep this file instead of a text."""
        self._path = path
        self._file.set_path(PurePath(path).name)
        self._show_parts()

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self._heading.setText(_("Keep a reply"))
        self._intro.setText(_("It is kept encrypted with your other data."))
        self._kinds_title.setText(_("What does it do?"))
        self.kinds.set_choices([(kind.value, words) for kind, words in reply_choices()])
        self._until_title.setText(_("Until when does the company want time?"))
        self._reason_title.setText(_("Which reasons does it give?"))
        self._authority_title.setText(_("Which authority does it name for a complaint?"))
        self._court_title.setText(_("What does it say about going to court?"))
        for field, name in (
            (self.until, self._until_title),
            (self.reason, self._reason_title),
            (self.authority, self._authority_title),
            (self.court, self._court_title),
        ):
            field.setAccessibleName(name.text())
        self.until.setPlaceholderText(self._today.isoformat())
        self._day_title.setText(_("When did it come?"))
        self._content_title.setText(_("The reply itself"))
        self._content_note.setText(
            _("Choose its file, or type or paste its text. You can also keep only the fact.")
        )
        self.file_button.setText(pgettext("button", "Choose a file"))
        self.text.setAccessibleName(_("The text of the reply"))
        self.keep_button.setText(pgettext("button", "Keep the reply"))
        super().retranslate()

    @override
    def work(self) -> Callable[[Desk], object] | None:
        """Return what keeps it."""
        if not self.kinds.key():
            self.say_missing(lambda: _("Choose what the reply does."))
            return None
        kind, request = ReplyKind(self.kinds.key()), self._request
        is_refusal = kind in {ReplyKind.REFUSED, ReplyKind.PARTLY}
        given = ReplyGiven(
            kind=kind,
            on=self.day_given(),
            text="" if self._path else self.text.words(),
            path=self._path,
            until=_date(self.until.text()) if kind is ReplyKind.EXTENSION else None,
            reason=self.reason.text().strip() if is_refusal else "",
            authority=self.authority.text().strip() if is_refusal else "",
            court=self.court.text().strip() if is_refusal else "",
        )
        return lambda desk: desk.rights.reply(request, given)

    def _show_parts(self) -> None:
        kind = self.kinds.key()
        extends = kind == ReplyKind.EXTENSION.value
        refuses = kind in {ReplyKind.REFUSED.value, ReplyKind.PARTLY.value}
        for part in (self._until_title, self.until):
            show_when(part, extends)
        for part in (
            self._reason_title, self.reason, self._authority_title, self.authority,
            self._court_title, self.court,
        ):  # fmt: skip
            show_when(part, refuses)
        show_when(self._file, bool(self._path))
        show_when(self.text, not self._path)

    @Slot(str)
    def _on_picked(self, _key: str) -> None:
        """Show what belongs to the choice."""
        self._show_parts()

    @Slot()
    def _on_file_clicked(self) -> None:
        """Ask for the file."""
        from ownerapp.ui.dialogs.files import choose_file  # noqa: PLC0415 - seldom needed

        choose_file(
            self,
            _("Choose the file of the reply"),
            folder=self._session.documents_dir(),
            on_chosen=self.take_file,
        )


def _date(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as error:
        raise DateInvalidError(value=typed.strip()) from error

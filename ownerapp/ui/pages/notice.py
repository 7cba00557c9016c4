"""The page about a notice: read it, see what a check finds, and what it does not state.

Rules:

1. A view is made when it is first looked at; what is put into words for it is made beside
   the window's thread.
2. A check is kept for the notice and the rules it was made with: another language changes
   only its words.
3. Nothing on this page answers anything.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.finding import Profile
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice
from ownerapp.domain.trust import NoticeTrust
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, current_language
from ownerapp.presentation.explain import explain
from ownerapp.presentation.notice_head import (
    CHECK,
    MISSING,
    READ,
    checked_sentence,
    notice_head,
)
from ownerapp.presentation.voice import notice_language
from ownerapp.ui.pages.notice_check import CheckPane
from ownerapp.ui.pages.notice_missing import MissingPane
from ownerapp.ui.pages.notice_read import ReadPane
from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.pane import Pane
from ownerapp.ui.pages.pieces import tone_of
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.banner import Banner, BannerKind
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.tabs import TabStrip
from ownerapp.ui.widgets.text import Text, label

if TYPE_CHECKING:
    from ownerapp.domain.finding import NoticeReport
    from ownerapp.presentation.check_states import CheckPageState
    from ownerapp.presentation.desk import Desk
    from ownerapp.presentation.not_stated_page import NotStatedState
    from ownerapp.presentation.notice_page import NoticeState


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Subject:
    """Which notice is shown, and in which languages."""

    notice: Notice
    trust: NoticeTrust | None
    language: Language
    interface: str

    @property
    def key(self) -> tuple[object, ...]:
        """Return what tells one subject from another; comparing whole notices takes long."""
        return self.notice.hash, self.trust, self.language, self.interface


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Read:
    """The whole notice in words."""

    subject: Subject
    state: NoticeState


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Missing:
    """What is not stated in words."""

    subject: Subject
    state: NotStatedState


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Checked:
    """A check, when it was made, and its words."""

    subject: Subject
    report: NoticeReport
    day: date
    state: CheckPageState


class NoticePage(Page):
    """One notice in three views.

    Signals:
        back_pressed: The person wants to go back to the choices.
    """

    back_pressed = Signal()

    def __init__(
        self, session: Session, *, has_back: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._subject: Subject | None = None
        self._profile = Profile.LAW_AND_CAAM
        self._reports: dict[Profile, tuple[NoticeReport, date]] = {}
        self._begun: dict[str, tuple[object, ...]] = {}
        self._done: dict[str, tuple[object, ...]] = {}
        self._wanted_place = ""
        self._scrolled: dict[str, int] = {}
        self._key = READ
        self.back_link = LinkButton(chevron="left", leads=True)
        self.tabs = TabStrip()
        self.read = ReadPane()
        self.check = CheckPane()
        self.missing = MissingPane()
        self.panes: dict[str, Pane] = {READ: self.read, CHECK: self.check, MISSING: self.missing}
        self._car = Text(role=TextRole.DETAIL, tone=Tone.MUTED)
        self._version = Text(role=TextRole.DETAIL, tone=Tone.MUTED)
        self._trust = IconText(tone=Tone.MUTED)
        self._trust_note = label()
        self._origin = label()
        self._compiled = Banner()
        facts = QWidget()
        flow = FlowLayout(facts, gap=16, row_gap=4)
        for part in (self._car, self._version, self._trust):
            flow.addWidget(part)
        self._facts = facts
        self.head.leading.setSpacing(6)
        self.head.leading.insertWidget(0, self.back_link)
        for line in (facts, self._origin, self._trust_note):
            self.head.leading.addWidget(line)
        self.back_link.setVisible(has_back)
        self.add_above(self._compiled)
        self.add_above(self.tabs)
        for key, pane in self.panes.items():
            pane.setVisible(key == READ)
            pane.opened.connect(self._on_opened)
            self.column.addWidget(pane)
        self.column.addStretch(1)
        for part in (self._trust_note, self._origin):
            part.hide()
        self.back_link.clicked.connect(self.back_pressed)
        self.tabs.picked.connect(self._on_tab_picked)
        self.read.place_wanted.connect(self._on_place_wanted)
        self.read.built.connect(self._on_read_built)
        self.check.profile_picked.connect(self._on_profile_picked)

    # ------------------------------------------------------------------- what is shown

    def notice(self) -> Notice | None:
        """Return the notice that is shown."""
        return self._subject.notice if self._subject is not None else None

    def view(self) -> str:
        """Return the key of the view that is looked at."""
        return self._key

    def show_notice(self, notice: Notice, trust: NoticeTrust | None) -> None:
        """Show a notice and whose word it is, where that is known; the same one stays."""
        subject = Subject(
            notice=notice,
            trust=trust,
            language=notice_language(notice, current_language()),
            interface=current_language(),
        )
        before, self._subject = self._subject, subject
        if before is None or before.notice.hash != notice.hash:
            self._reports = {}
            self._scrolled = {}
        if before is None or before.key != subject.key:
            self._show_head()
            self._show_pane()

    def show_view(self, key: str) -> None:
        """Show a view."""
        self.tabs.pick(key)

    def show_practice(self, practice: str) -> None:
        """Show a practice in the text of the notice."""
        self._wanted_place = practice
        self.tabs.pick(READ)
        if self.is_settled():
            self._on_read_built()

    def is_settled(self) -> bool:
        """Say whether the view that is looked at is there in full."""
        subject, pane = self._subject, self.panes[self._key]
        return subject is not None and self._done.get(self._key) == subject.key and pane.is_built()

    @override
    def retranslate(self) -> None:
        """Write all words again; checks are kept (rule 2)."""
        if self._subject is not None:
            self.show_notice(self._subject.notice, self._subject.trust)

    @override
    def visit(self) -> None:
        """Show the view that is looked at."""
        self._show_pane()

    def _show_head(self) -> None:
        subject = self._subject
        if subject is None:
            return
        head = notice_head(subject.notice, subject.trust, subject.language)
        self.head.heading.setText(head.title)
        self._car.setText(head.car)
        self._version.setText(head.version)
        if head.trust is not None:
            self._trust.show_line(head.trust.icon, head.trust.text, tone_of(head.trust.tone))
        self._trust.setVisible(head.trust is not None)
        self._trust_note.setText(head.trust_note)
        self._trust_note.setVisible(bool(head.trust_note))
        self._origin.setText(head.origin)
        self._origin.setVisible(bool(head.origin) and not head.is_compiled)
        self._compiled.say(BannerKind.INFO, head.origin if head.is_compiled else "")
        self.tabs.setAccessibleName(head.tabs_name)
        self.tabs.set_tabs(head.tabs)
        self.back_link.setText(head.back)
        self.place_head()

    # ------------------------------------------------------------------- the views

    def _show_pane(self) -> None:
        """Make the view that is looked at, unless it is there (rule 1)."""
        subject = self._subject
        if subject is None or not self.isVisibleTo(self.window()):
            return
        if self._begun.get(self._key) == subject.key:
            return
        self._begun[self._key] = subject.key
        match self._key:
            case "read":
                self._session.tasks.run_documents(lambda: _read(subject), self._on_read)
            case "check":
                self._begin_check(subject)
            case _:
                self._session.tasks.run_documents(lambda: _missing(subject), self._on_missing)

    def _is_wanted(self, key: str, subject: Subject) -> bool:
        """Tell whether what was made is for what is shown now, and take note of it."""
        if self._subject is None or self._subject.key != subject.key:
            return False
        self._done[key] = subject.key
        return True

    @Slot(object)
    def _on_read(self, made: _Read) -> None:
        """Show the text."""
        if self._is_wanted(READ, made.subject):
            self.read.show_state(made.state)

    @Slot(object)
    def _on_missing(self, made: _Missing) -> None:
        """Show what is not stated."""
        if self._is_wanted(MISSING, made.subject):
            self.missing.show_state(made.state)

    def _begin_check(self, subject: Subject) -> None:
        profile = self._profile
        known = self._reports.get(profile)
        if known is None:
            self.check.show_waiting(_("Checking the notice"))
        self._session.call(
            lambda desk: _check(desk, subject, profile, known),
            self._on_checked,
            self._on_check_failed,
        )

    @Slot(object)
    def _on_checked(self, checked: _Checked) -> None:
        """Show the check."""
        if self._subject is None or checked.subject.notice.hash != self._subject.notice.hash:
            return
        self._reports[checked.report.profile] = (checked.report, checked.day)
        if checked.report.profile is self._profile and self._is_wanted(CHECK, checked.subject):
            said = checked_sentence(checked.subject.notice, checked.day)
            self.check.show_state(checked.state, said)

    @Slot(object)
    def _on_check_failed(self, error: OwnerAppError) -> None:
        """Say why there is no check, and make it at the next look."""
        self._begun.pop(CHECK, None)
        self.banner.say(BannerKind.STOP, explain(error).text())

    @Slot(str)
    def _on_profile_picked(self, key: str) -> None:
        """Look at other rules."""
        self._profile = Profile(key)
        self._begun.pop(CHECK, None)
        self._show_pane()

    @Slot(str)
    def _on_tab_picked(self, key: str) -> None:
        """Show another view where it was left."""
        bar = self.scroll_area.verticalScrollBar()
        self._scrolled[self._key] = bar.value()
        self._key = key
        for name, pane in self.panes.items():
            pane.setVisible(name == key)
        self._show_pane()
        place = self._scrolled.get(key, 0)
        QTimer.singleShot(0, self, lambda: bar.setValue(place))

    # ------------------------------------------------------------------- places

    @Slot()
    def _on_read_built(self) -> None:
        """Go to the place that was asked for before the text was there."""
        place, self._wanted_place = self._wanted_place, ""
        if place:
            QTimer.singleShot(0, self.read, lambda: self.read.go(place))

    @Slot(QWidget)
    def _on_place_wanted(self, place: QWidget) -> None:
        """Bring a part of the text to the top."""
        QTimer.singleShot(0, place, lambda: self._bring_to_top(place))

    def _bring_to_top(self, place: QWidget) -> None:
        content = self.scroll_area.content()
        top = place.mapTo(content, place.rect().topLeft()).y()
        self.scroll_area.verticalScrollBar().setValue(top - 8)

    @Slot(QWidget)
    def _on_opened(self, part: QWidget) -> None:
        """Bring what was opened into view, once it has its size."""
        QTimer.singleShot(0, part, lambda: self.scroll_area.ensureWidgetVisible(part, 0, 16))


def _read(subject: Subject) -> _Read:
    """Put the whole notice into words."""
    from ownerapp.presentation.notice_page import notice_state  # noqa: PLC0415 - rule 1

    return _Read(subject=subject, state=notice_state(subject.notice, subject.language))


def _missing(subject: Subject) -> _Missing:
    """Put into words what the notice does not state."""
    from ownerapp.presentation.not_stated_page import not_stated_state  # noqa: PLC0415 - rule 1

    return _Missing(subject=subject, state=not_stated_state(subject.notice, subject.language))


def _check(
    desk: Desk, subject: Subject, profile: Profile, known: tuple[NoticeReport, date] | None
) -> _Checked:
    """Check the notice, unless that was done, and put it into words."""
    from ownerapp.presentation.check_page import check_page_state  # noqa: PLC0415 - rule 1

    day = desk.now().astimezone(desk.zone()).date()
    report, day = known or (desk.notices.check(subject.notice, profile), day)
    return _Checked(
        subject=subject,
        report=report,
        day=day,
        state=check_page_state(subject.notice, report, subject.language),
    )

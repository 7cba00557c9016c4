"""What the window does about newer versions of a notice.

Rules:

1. The choices page says once, in a banner, that the notice changed or will; after the person
   has looked, a quiet link stays. Nobody is asked twice.
2. Nothing here answers: *Keep off* and *Turn on again* go the way of every other answer.
3. What is shown is read when the page is opened, and put into words again when language or
   choices change.
4. The modules of the page are loaded when it is wanted: the first cards do not wait for them.
"""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.values import dataclass
from ownerapp.presentation.explain import explain
from ownerapp.services.choices import CarChoices
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.session import Session
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import LinkButton

if TYPE_CHECKING:
    from ownerapp.domain.notice_change import NoticeDifference
    from ownerapp.presentation.change_banner import ChangeBanner
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.notice_updates import NoticeStanding
    from ownerapp.ui.pages.notice_changed import NoticeChangedPage

# ruff: noqa: PLC0415 - rule 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One change, as it was read."""

    difference: NoticeDifference
    coming: tuple[PracticeId, ...] | None
    """The practices whose yes will end; None for a change that holds already."""
    view: CarChoices
    standing: NoticeStanding


class Changing(QObject):
    """Joins the banner, the link, the badge and the page.

    Signals:
        page_wanted: The page is to be shown.
        left: The page is to be left.
        notice_wanted: A notice is to be read; the notice.
        answered: *Keep off* was pressed; the answer.
        ask_wanted: *Turn on again* was pressed; the practice.
        badge_changed: What the sidebar's row is to say, or nothing.
    """

    page_wanted = Signal()
    left = Signal()
    notice_wanted = Signal(object)
    answered = Signal(object)
    ask_wanted = Signal(object)
    badge_changed = Signal(str)

    def __init__(self, session: Session, choices: ChoicesPage, zone: tzinfo) -> None:
        super().__init__(choices)
        self._session = session
        self._choices = choices
        self._zone = zone
        self._view: CarChoices | None = None
        self._standing: NoticeStanding | None = None
        self._change: _Change | None = None
        self._page: NoticeChangedPage | None = None
        self.banner = choices.changed
        self.link = LinkButton()
        self.link.hide()
        leading = choices.head.leading
        leading.insertWidget(leading.count() - 1, self.link)
        self.banner.link_pressed.connect(self.open)
        self.link.clicked.connect(self.open)

    # ------------------------------------------------------------------- values

    def standing(self) -> NoticeStanding | None:
        """Return how the car stands with the versions of its notice, once it was read."""
        return self._standing

    def take(self, view: CarChoices) -> None:
        """Take notice of the present choices."""
        before, self._view = self._view, view
        is_other_car = before is not None and before.vehicle.id != view.vehicle.id
        if is_other_car or (before is not None and before.notice.hash != view.notice.hash):
            self._standing = None
            self.look()
            if is_other_car:
                self._change = None
                if self._is_shown():
                    self.left.emit()
            elif self._is_shown():
                self._session.call(
                    lambda desk: _read(desk, view, is_coming=False), self._on_read_again, _ignore
                )
        self.retranslate()

    def take_standing(self, standing: NoticeStanding) -> None:
        """Take notice of another version, or of none."""
        if standing != self._standing:
            self._standing = standing
            self._show_banner()

    def look(self) -> None:
        """Read how the car stands with the versions of its notice."""
        view = self._view
        if view is not None:
            self._session.call(lambda desk: desk.standing(view.vehicle), self._on_standing, _ignore)

    def retranslate(self) -> None:
        """Make all words again."""
        self._show_banner()
        self._show_page()

    # ------------------------------------------------------------------- page

    def page(self) -> NoticeChangedPage:
        """Return the page, made on the first visit."""
        from ownerapp.ui.pages.notice_changed import NoticeChangedPage

        if self._page is None:
            page = self._page = NoticeChangedPage()
            page.answered.connect(self.answered)
            page.ask_wanted.connect(self.ask_wanted)
            page.left.connect(self.left)
            page.notice_wanted.connect(self._on_notice_wanted)
            page.visited.connect(self._on_visited)
        return self._page

    @Slot()
    def open(self) -> None:
        """Read what changed and show the page."""
        view, banner = self._view, self._said()
        if view is None or banner is None:
            return
        is_coming = banner.is_coming
        self._session.call(
            lambda desk: _read(desk, view, is_coming=is_coming), self._on_read, self._on_failed
        )

    def failed(self, error: OwnerAppError) -> None:
        """Say on the page that nothing changed."""
        if self._page is not None:
            self._page.banner.say(BannerKind.STOP, explain(error).text())

    @Slot(object)
    def _on_read(self, change: _Change | None) -> None:
        """Show what was read, unless another car is looked at by now."""
        view = self._view
        if change is None or view is None or change.view.vehicle.id != view.vehicle.id:
            return
        self._change = change
        self.page().banner.clear()
        self._standing = change.standing
        self._show_page()
        self.page_wanted.emit()

    @Slot(object)
    def _on_read_again(self, change: _Change | None) -> None:
        """Show on the open page what applies by now."""
        self._change = change
        self._show_page()

    def _is_shown(self) -> bool:
        return self._page is not None and self._page.isVisible()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say on the choices page why there is nothing to see."""
        self._choices.banner.say(BannerKind.STOP, explain(error).text())

    @Slot()
    def _on_visited(self) -> None:
        """Keep that the person has looked (rule 1)."""
        change = self._change
        if change is None:
            return
        is_coming = change.coming is not None
        standing = change.standing
        if standing.is_coming_seen if is_coming else standing.is_seen:
            return
        vehicle, notice = change.view.vehicle, change.difference.new.hash

        def keep(desk: Desk) -> NoticeStanding:
            desk.mark_change_seen(vehicle, notice, is_coming=is_coming)
            return desk.standing(vehicle)

        self._session.call(keep, self._on_standing, _ignore)

    @Slot()
    def _on_notice_wanted(self) -> None:
        """Let the whole new notice be read."""
        if self._change is not None:
            new: Notice = self._change.difference.new
            self.notice_wanted.emit(new)

    @Slot(object)
    def _on_standing(self, standing: NoticeStanding) -> None:
        """Take over what was read."""
        self.take_standing(standing)

    # ------------------------------------------------------------------- words

    def _said(self) -> ChangeBanner | None:
        if self._view is None or self._standing is None:
            return None
        from ownerapp.presentation.change_banner import change_banner

        return change_banner(self._standing, self._view)

    def _show_banner(self) -> None:
        said = self._said()
        text = said.text if said is not None else ""
        link = said.link if said is not None else ""
        if text != self.banner.text() or link != self.link.text():
            self.banner.say(BannerKind.INFO, text, link, icon="doc")
            self.link.setText(link)
            self.link.setVisible(bool(link) and not text)
            self._choices.place_head()
        self.badge_changed.emit(said.badge if said is not None else "")

    def _show_page(self) -> None:
        change, view = self._change, self._view
        if change is None or view is None or self._page is None:
            return
        if change.view.notice.hash != view.notice.hash:
            return  # it is being read again
        from ownerapp.presentation.change_page import change_page_state

        self._page.show_change(
            change_page_state(change.difference, view, coming=change.coming, zone=self._zone)
        )


def _read(desk: Desk, view: CarChoices, *, is_coming: bool) -> _Change | None:
    """Read one change; runs on the store thread."""
    from ownerapp.domain.notice_change import compare_notices

    standing = desk.standing(view.vehicle)
    present = desk.choices(view.vehicle)
    if is_coming and standing.coming is not None:
        difference: NoticeDifference | None = compare_notices(
            present.notice, standing.coming.notice
        )
        affected: tuple[PracticeId, ...] | None = standing.coming.affected
    else:
        difference, affected = desk.difference(view.vehicle), None
    if difference is None:
        return None
    return _Change(difference=difference, coming=affected, view=present, standing=standing)


def _ignore(_error: OwnerAppError) -> None:
    """Let a look in the background fail in silence: the next one will say what is wrong."""

"""The pages of an open store: which car, which page, and what is shown on each.

Rules:

1. The domain values that pages are made from are kept here; a change of language makes the
   words again without asking the store.
2. Pages are made when they are first visited.
3. What the command line wrote meanwhile is noticed when the window becomes active and
   every few seconds while it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.ids import PracticeId, VehicleId
from ownerapp.domain.log import LogReport
from ownerapp.domain.vehicle import Vehicle
from ownerapp.i18n import current_language, translate_in
from ownerapp.presentation.car_names import car_names
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.explain import explain
from ownerapp.presentation.joining import phrases
from ownerapp.presentation.records_page import sidebar_state
from ownerapp.presentation.states import ChoicesState
from ownerapp.presentation.voice import notice_language
from ownerapp.services.choices import Answer, CarChoices
from ownerapp.ui import garbage
from ownerapp.ui.pages import making, opening
from ownerapp.ui.pages.car_button import CarButton
from ownerapp.ui.pages.car_deeds import CarDeeds
from ownerapp.ui.pages.changing import Changing
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.choices_flow import ChoicesFlow, Deed
from ownerapp.ui.pages.finding import Finding
from ownerapp.ui.pages.history_watch import HistoryWatch
from ownerapp.ui.pages.names import (
    CHANGED,
    CHOICES,
    NOTICE,
    nav_texts,
)
from ownerapp.ui.pages.noticing import Noticing, show_beside
from ownerapp.ui.pages.opening import LookedAgain, Opened
from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.ruling import Ruling
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.taken_files import TakenFiles
from ownerapp.ui.pages.ways import Ways
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.nav import Sidebar

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk
    from ownerapp.presentation.search import Hit
    from ownerapp.services.ports.notices import LoadedNotice
    from ownerapp.services.rights import RequestView
    from ownerapp.ui.notifying import Notifier
    from ownerapp.ui.pages.importing import Importing
    from ownerapp.ui.pages.rights_badge import RightsBadge

REFRESH_MS: Final = 5_000
OTHERS_AFTER_MS: Final = 200
"""The first page is drawn before the modules of others are loaded."""


class Home(QObject):
    """Keeps the open store's values and fills the pages with them.

    Signals:
        ready: The choices can be read; sent once.
        add_car_wanted: A car is to be added.
        help_wanted: The help is to be shown.
        reopen_wanted: What is kept here is gone or other: everything is to be read anew.
    """

    ready = Signal()
    add_car_wanted = Signal()
    help_wanted = Signal()
    reopen_wanted = Signal()

    _notifier: Notifier | None = None
    """Made when something is first said on the desktop."""
    _rights_badge: RightsBadge | None = None
    """Made once the pages can be used."""

    def __init__(
        self, session: Session, sidebar: Sidebar, stack: QStackedWidget, opened: Opened
    ) -> None:
        super().__init__(stack)
        self._session = session
        self._sidebar = sidebar
        self._stack = stack
        self._zone = opened.zone
        self._cars = opened.cars
        self._people = opened.people
        self._view: CarChoices | None = None
        self._is_ready = False
        self._importing: Importing | None = None
        self._pages: dict[str, Page] = {}
        self.ways = Ways(session, self, sidebar.nav)
        self._files = TakenFiles(session, self)
        self._files.notice_found.connect(self._on_notice_found)
        self._files.record_found.connect(self.ways.to_check_of)
        self._choices = ChoicesPage()
        self._add(CHOICES, self._choices)
        self._flow = self._make_flow()
        self._noticing = Noticing(session, self._choices)
        self._noticing.page_wanted.connect(self.ways.to_notice)
        self._noticing.left.connect(self.ways.to_choices)
        self._flow.notice_wanted.connect(self._noticing.open_beside)
        self._choices.built.connect(self._on_built)
        self._finding = Finding(self._choices)
        self._finding.car_wanted.connect(self._on_car_picked)
        self._finding.choices_wanted.connect(self.ways.to_choices)
        self._finding.notice_wanted.connect(self._on_place_wanted)
        self._choices.entry_wanted.connect(self.ways.to_entry)
        self._choices.rights_wanted.connect(self.ways.to_letter)
        self._changing = Changing(session, self._choices, opened.zone)
        self._changing.page_wanted.connect(self.ways.to_change)
        self._changing.left.connect(self.ways.leave_change)
        self._changing.notice_wanted.connect(self._noticing.open_other)
        self._changing.answered.connect(self._on_answered_again)
        self._changing.ask_wanted.connect(self._flow.ask)
        self._changing.badge_changed.connect(self._on_badge_changed)
        self._deeds = self._make_deeds()
        self._ruling = Ruling(self._choices, self._flow)
        sidebar.nav.activated.connect(self._on_row_pressed)
        sidebar.nav.clicked.connect(self._on_row_pressed)
        self._car_button = self._make_car_button()
        self._history = self._make_history(opened.report)
        self._garbage = garbage.GarbageWatch(session.tasks.way)
        self._refresher = QTimer(self)
        self._refresher.setInterval(REFRESH_MS)
        self._refresher.timeout.connect(self._on_rest)
        if opened.view is not None:
            self._take(opened.view)

    def _make_flow(self) -> ChoicesFlow:
        made = ChoicesFlow(self._choices, self._save, self._do)
        made.card_wanted.connect(self.show_choice)
        return made

    def _make_deeds(self) -> CarDeeds:
        made = CarDeeds(self._session, self, self._choices)
        made.done.connect(self.look_again)
        made.rights_wanted.connect(self.ways.to_any_letter)
        return made

    def _make_car_button(self) -> CarButton:
        made = CarButton(self._sidebar.vehicle)
        made.car_picked.connect(self._on_car_picked)
        made.add_picked.connect(self.add_car_wanted)
        made.notice_picked.connect(self._noticing.open)
        made.deeds_picked.connect(self.ways.to_this_car)
        made.erase_picked.connect(self._on_erase_picked)
        made.lock_picked.connect(self._session.lock_wanted)
        made.set_lockable(self._session.is_lockable())
        self._session.lockable_changed.connect(made.set_lockable)
        made.all_off_picked.connect(self._on_all_off_picked)
        return made

    def _make_history(self, report: LogReport) -> HistoryWatch:
        made = HistoryWatch(self._session, self._sidebar.foot, report, self)
        made.changed.connect(self._show_sidebar)
        made.trouble_wanted.connect(self.ways.to_settings)
        made.failed.connect(self._on_check_failed)
        return made

    # ------------------------------------------------------------------- values

    @property
    def zone(self) -> tzinfo:
        """Return the local zone."""
        return self._zone

    def car(self) -> Vehicle | None:
        """Return the car that is looked at."""
        return self._view.vehicle if self._view is not None else None

    def view(self) -> CarChoices | None:
        """Return the present choices."""
        return self._view

    def flow(self) -> ChoicesFlow:
        """Return what asks and saves on the choices page."""
        return self._flow

    def page(self, key: str) -> Page:
        """Return a page, made on the first visit."""
        if key not in self._pages:
            self._add(key, self._make(key))
        return self._pages[key]

    def made(self, key: str) -> Page | None:
        """Return a page that was visited."""
        return self._pages.get(key)

    def show_page(self, key: str) -> None:
        """Show a page."""
        self._session.tasks.way.take()
        page = self.page(
            key if key in {CHANGED, CHOICES, NOTICE} or key in making.MAKERS else CHOICES
        )
        page.prepare()
        # In the size it gets: shown in another, it would be laid out for nothing.
        page.resize(self._stack.contentsRect().size())
        self._stack.setCurrentWidget(page)
        page.visit()

    def titles(self) -> dict[PracticeId, str]:
        """Return the practices' titles in the language in which the notice is shown."""
        if self._view is None:
            return {}
        notice = self._view.notice
        language = notice_language(notice, current_language())
        return {
            item.id: item.title.best(language, notice.native_language)[1]
            for item in notice.practices
        }

    def retranslate(self) -> None:
        """Make all words again."""
        self._choices.do_when_seen("words of the choices", self._say_choices_again)
        self._changing.retranslate()
        self._deeds.retranslate()
        if self._rights_badge is not None:
            self._rights_badge.retranslate()
        self._ruling.retranslate()
        self._show_sidebar()

    def _say_choices_again(self) -> None:
        if self._view is not None:
            self._flow.show_choices(self._state(self._view))

    def _state(self, view: CarChoices) -> ChoicesState:
        return self._state_maker()(view)

    def _state_maker(self) -> Callable[[CarChoices], ChoicesState]:
        """Return what says choices in the words of now; it may be called on any thread."""
        zone, reminds = self._zone, self._session.settings.reminders
        shown_in = current_language()

        def make(view: CarChoices) -> ChoicesState:
            language = notice_language(view.notice, shown_in)
            return ChoicesPresenter(view, language=language, zone=zone, reminds=reminds).state()

        return make

    def _saved_by(
        self, deed: Callable[[Desk], CarChoices]
    ) -> Callable[[Desk], tuple[CarChoices, ChoicesState, str]]:
        """Return a deed that brings its choices along in the words of a language.

        The words of fifty cards are made where nobody waits for the window.
        """
        make, shown_in = self._state_maker(), current_language()

        def do(desk: Desk) -> tuple[CarChoices, ChoicesState, str]:
            view = deed(desk)
            with translate_in(shown_in):
                return view, make(view), shown_in

        return do

    def remind(self) -> None:
        """Say on the desktop what ends soon or is due, where the person asked for that."""
        if self._view is None or not self._session.settings.desktop_reminders:
            return
        # Few people ask for it, and the first cards do not wait for it.
        from ownerapp.ui.notifying import Notifier  # noqa: PLC0415 - see above

        self._notifier = self._notifier or Notifier(self._session, self)
        self._notifier.look()

    def _take(self, view: CarChoices) -> None:
        """Show these choices from now on; what was typed about another car waits for it."""
        before = self._view
        is_other = before is None or before.vehicle.id != view.vehicle.id
        if is_other:
            self.keep_typed()
            self._choices.show_typed({})
        self._view = view
        self._flow.show_choices(self._state(view))
        if is_other:
            self._choices.show_typed(self._session.notes.of(view.vehicle.id))
        self._ruling.take(view)
        self._changing.take(view)
        self._noticing.take(view)
        self._show_sidebar()
        self.remind()
        if is_other:
            self._session.change(car=view.vehicle.id)
            for card in self._choices.cards():
                # The same card may go on with the choices of another car.
                card.forget_undo()
            if self._is_ready:
                self._deeds.look()
        for page in self._pages.values():
            page.choices_changed()
        self._finding.car_shown(view.vehicle)

    @Slot()
    def _show_sidebar(self) -> None:
        """Say which car is looked at, and how its history stands."""
        view = self._view
        if view is None:
            return
        language = notice_language(view.notice, current_language())
        state = sidebar_state(
            view.vehicle,
            view.notice,
            self.report(),
            entries=view.entries,
            language=language,
            zone=self._zone,
        )
        if self._is_ready and view.entries > self.report().size:
            self._history.check_soon()
        names = car_names(self._cars, self._people)
        name = names.get(view.vehicle.id, state.car_name)
        self._sidebar.vehicle.show_car(name=name, plate=state.plate, state=state.car_line)
        self._history.show_state(state)
        if self._sidebar.is_compact():
            self._sidebar.vehicle.set_compact(True)
            self._sidebar.foot.set_compact(True)
        self._car_button.show_cars(names, view.vehicle.id, name)

    def take_report(self, report: LogReport) -> None:
        """Show how a check of the history came out."""
        self._history.take(report)

    def report(self) -> LogReport:
        """Return how the history stood when it was last checked."""
        return self._history.report()

    # ------------------------------------------------------------------- pages

    def has(self, page: object) -> bool:
        """Say whether a page is one of these."""
        return any(item is page for item in self._pages.values())

    def keep_typed(self) -> None:
        """Remember the private notes that were typed and are not saved."""
        if self._view is not None:
            self._session.notes.keep(self._view.vehicle.id, self._choices.typed_notes())

    def leave(self) -> None:
        """Make room for other pages."""
        self.keep_typed()
        self._refresher.stop()
        self._history.leave()
        self._car_button.hide()
        self._car_button.deleteLater()
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages = {}
        self.deleteLater()

    def _add(self, key: str, page: Page) -> None:
        self._pages[key] = page
        self._stack.addWidget(page)

    def _make(self, key: str) -> Page:
        """Make a page."""
        if key == CHANGED:
            return self._changing.page()
        if key == NOTICE:
            return self._noticing.page()
        return making.MAKERS[key](self._session, self)

    # ------------------------------------------------------------------- the store

    def _save(self, answers: tuple[Answer, ...]) -> None:
        """Save answers; they are for the car and the language that is shown now."""
        view = self._view
        if view is None:
            return
        language = notice_language(view.notice, current_language())
        self._choices.banner.clear()
        self._session.call(
            self._saved_by(lambda desk: desk.answer(view.vehicle, answers, language=language)),
            self._on_saved,
            self._on_save_failed,
        )

    def _do(self, deed: Deed) -> None:
        """Do something to the choices that are shown now that is no answer, and show them."""
        view = self._view
        if view is None:
            return
        language = notice_language(view.notice, current_language())
        self._choices.banner.clear()
        self._session.call(
            self._saved_by(lambda desk: deed(desk, view.vehicle, language)),
            self._on_saved,
            self._on_save_failed,
        )

    @Slot(object)
    def _on_saved(self, saved: tuple[CarChoices, ChoicesState, str]) -> None:
        """Show what was saved, in the language of now."""
        view, state, shown_in = saved
        self._view = view
        self._flow.saved(state if shown_in == current_language() else self._state(view))
        self._ruling.take(view)
        self._changing.take(view)
        self._noticing.take(view)
        self._show_sidebar()
        for page in self._pages.values():
            page.choices_changed()

    @Slot(object)
    def _on_save_failed(self, error: OwnerAppError) -> None:
        """Say that nothing changed."""
        self._flow.failed()
        self._choices.banner.say(BannerKind.STOP, explain(error).text())
        self._changing.failed(error)

    @Slot()
    def _on_rest(self) -> None:
        """Collect garbage, as nobody waits for anything, and look at the store."""
        self._garbage.rest()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look whether something else wrote to the store, or another notice applies by now."""
        view = self._view
        if view is None or self._session.tasks.is_busy() or self._flow.sheet() is not None:
            return
        self._session.call(
            lambda desk: opening.look_again(desk, view.vehicle), self._on_refreshed, _ignore
        )

    @Slot()
    def look_again(self) -> None:
        """Look at once, after something that is no answer: whom to trust, what to follow."""
        view = self._view
        if view is not None:
            self._session.call(
                lambda desk: opening.look_again(desk, view.vehicle), self._on_refreshed, _ignore
            )

    @Slot(object)
    def _on_refreshed(self, found: LookedAgain) -> None:
        """Take over what changed, and nothing when nothing did.

        An entry that changed no choice, as that of an export, concerns the history alone. A name
        may be corrected without any entry.
        """
        view = found.view
        present = self._view
        if present is None or view.vehicle.id != present.vehicle.id:
            return
        is_named_otherwise = (found.cars, found.people) != (self._cars, self._people)
        self._cars, self._people = found.cars, found.people
        if not _says_the_same(view, present, self._zone):
            self._take(view)
        elif view.entries != present.entries or is_named_otherwise:
            self._view = view
            self._show_sidebar()
            for page in self._pages.values():
                page.store_changed()
        self._changing.take_standing(found.standing)

    def set_active(self, active: bool) -> None:  # noqa: FBT001 -- a setter
        """Follow the window: look for changes only while it is in front."""
        if active:
            if self._is_ready:
                self.refresh()
            self._refresher.start()
        else:
            self._refresher.stop()
            garbage.collect_all()

    # ------------------------------------------------------------------- files and notices

    def importing(self) -> Importing:
        """Return what opens notices in files, made when first needed."""
        if self._importing is None:
            from ownerapp.ui.pages.importing import Importing  # noqa: PLC0415 - rule 2

            made = Importing(self._session, self._stack.window())
            made.kept.connect(self._on_notice_kept)
            made.followed.connect(self._on_notice_followed)
            made.read_wanted.connect(self.read_notice)
            self._importing = made
        self._importing.show_car(self.car())
        return self._importing

    def take_file(self, path: Path) -> None:
        """Take a file that was dropped: a notice is opened, anything else is checked."""
        self._files.take(path)

    @Slot(object)
    def _on_notice_found(self, path: Path) -> None:
        """Open a notice in a file."""
        self.importing().take(path)

    @Slot()
    def choose_notice_file(self) -> None:
        """Let the person choose a notice in a file."""
        self.importing().choose(self._session.documents_dir())

    @Slot(object)
    def read_notice(self, loaded: LoadedNotice) -> None:
        """Open a notice for reading, in a window of its own."""
        show_beside(self._stack.window(), self._session, loaded.notice, loaded.trust)

    @Slot()
    def _on_notice_kept(self) -> None:
        """Let every page know of a notice, or of a key that is accepted by now."""
        for page in self._pages.values():
            page.choices_changed()
        self.look_again()

    @Slot()
    def _on_notice_followed(self) -> None:
        """Show what the car's new notice changes."""
        self.look_again()
        self.ways.to_choices()

    @Slot(str)
    def _on_place_wanted(self, place: str) -> None:
        """Go to a place on the page of the notice."""
        self._noticing.open()
        if place:
            self._noticing.page().show_practice(place)

    def open_found(self, car: VehicleId, hit: Hit) -> None:
        """Go to what a search found, with the car that it is about."""
        self._finding.begin(car, hit)

    def show_choice(self, practice: PracticeId) -> None:
        """Go to the card of a practice."""
        self._finding.begin_practice(practice)

    @Slot(str)
    def _on_car_picked(self, car: str) -> None:
        """Show another car."""
        vehicle = next((item for item in self._cars if item.id == car), None)
        if vehicle is not None:
            self._session.call(lambda desk: desk.choices(vehicle), self._take, self._on_save_failed)

    @Slot()
    def _on_all_off_picked(self) -> None:
        """Turn everything optional off, from whichever page, and show that it is."""
        self.ways.to_choices()
        self._flow.turn_all_off()

    @Slot()
    def _on_erase_picked(self) -> None:
        """Ask in the settings whether the present car is to be erased."""
        car = self.car()
        if car is not None:
            self.ways.to_erasing(car.id)

    def ruling(self) -> Ruling:
        """Return what offers the suggestions of the person's own rules."""
        return self._ruling

    def deeds(self) -> CarDeeds:
        """Return what opens hand-over, drift check and passenger card."""
        return self._deeds

    @Slot()
    def _on_built(self) -> None:
        """Say once that the choices can be read, and check the history some time later."""
        if self._is_ready:
            return
        self._is_ready = True
        QTimer.singleShot(0, self, self.ready.emit)
        self._history.check_soon()
        self._changing.look()
        self._deeds.look()
        QTimer.singleShot(OTHERS_AFTER_MS, self, self._load_other_pages)

    # ------------------------------------------------------------------- newer notices

    def changing(self) -> Changing:
        """Return what tells about newer versions of the notice."""
        return self._changing

    @Slot(object)
    def _on_row_pressed(self, _index: object) -> None:
        """Leave a page without a row by the row that is the present one already."""
        shown = self._stack.currentWidget()
        self.ways.leave_beside(shown if isinstance(shown, Page) else None)

    @Slot(object)
    def _on_answered_again(self, answer: Answer) -> None:
        """Save a no to a choice that was to be made again."""
        self._save((answer,))

    @Slot(str)
    def _on_badge_changed(self, badge: str) -> None:
        """Mark the row of the choices."""
        nav = self._sidebar.nav
        row = next((text for key, text, _icon in nav_texts() if key == CHOICES), "")
        nav.set_badge(CHOICES, phrases(row, badge) if badge else "")

    @Slot()
    def _load_other_pages(self) -> None:
        """Load what the other pages need, beside the window that is read by now."""
        self._session.tasks.run_documents(making.load_all, self._on_others_loaded)

    @Slot(object)
    def _on_others_loaded(self, _nothing: object) -> None:
        """Look whether an answer is due, now that nobody waits for anything."""
        garbage.keep_loaded()
        from ownerapp.ui.pages.rights_badge import RightsBadge  # noqa: PLC0415 - off the start

        self._rights_badge = RightsBadge(self._session, self._sidebar.nav, self)
        self._rights_badge.look()

    def take_requests(self, views: Sequence[RequestView]) -> None:
        """Mark the row of the rights by requests that were read just now."""
        if self._rights_badge is not None:
            self._rights_badge.take(views)

    @Slot(object)
    def _on_check_failed(self, error: OwnerAppError) -> None:
        """Say on the page that is looked at why the check did not run."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.banner.say(BannerKind.STOP, explain(error).text())


def _says_the_same(view: CarChoices, present: CarChoices, zone: tzinfo) -> bool:
    """Tell whether the cards say of two views the same.

    On another day every offered term ends on another day, too.
    """
    days = {each.now.astimezone(zone).date() for each in (view, present)}
    return len(days) == 1 and view == replace(present, now=view.now, entries=view.entries)


def _ignore(_error: OwnerAppError) -> None:
    """Let a look in the background fail in silence: the next act will say what is wrong."""

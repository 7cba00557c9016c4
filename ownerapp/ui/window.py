"""The window: sidebar, pages, and the way from nothing to an open store.

Rules:

1. The first frame shows the sidebar and the heading in the chosen language; only then are
   the store and the pages loaded.
2. Whatever keeps the store closed is said on a page of its own, with the next step.
3. Closing waits for what is being saved, within a deadline.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QWidget,
)
from typing_extensions import override

from ownerapp.domain.errors import InputError, OwnerAppError
from ownerapp.domain.settings import Settings, Theme
from ownerapp.ui import theme
from ownerapp.ui.drawn_apart import DrawnApart
from ownerapp.ui.pages.names import (
    CHOICES,
    RIGHTS,
    SEARCH,
    SETTINGS,
    lock_keys,
    nav_name,
    nav_texts,
    search_keys,
)
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.skeleton import SkeletonPage
from ownerapp.ui.widgets.nav import NavItem, Sidebar
from ownerapp.ui.widgets.reading_order import move_focus

if TYPE_CHECKING:
    from ownerapp.services.opening import Need
    from ownerapp.ui.auto_lock import AutoLock
    from ownerapp.ui.first_run.first_run import FirstRun
    from ownerapp.ui.handed_files import HandedFiles
    from ownerapp.ui.pages.gate import PassphrasePage
    from ownerapp.ui.pages.home import Home
    from ownerapp.ui.pages.opening import Beginning, Found, Opened
    from ownerapp.ui.ways_back import WaysBack

DEFAULT_SIZE: Final = (1180, 760)
LEAST_SIZE: Final = (960, 640)


class MainWindow(DrawnApart):
    """The one window of the program.

    Args:
        session: The desk and the settings.
        passphrase: Returns the passphrase that the surroundings give, if any.
        trouble: An error that was met before the window was made.

    Signals:
        painted: The first frame is on screen; sent once.
        ready: The choices, or the first run, can be read; sent once.
        closed: The window is closed and everything is saved.
    """

    painted = Signal()
    ready = Signal()
    closed = Signal()

    def __init__(
        self,
        session: Session,
        *,
        passphrase: Callable[[], str | None],
        trouble: OwnerAppError | None = None,
    ) -> None:
        super().__init__(session.tasks.way)
        self._session = session
        self._passphrase = passphrase
        self._trouble = trouble
        self._need: Need | None = None
        self._home: Home | None = None
        self._first_run: FirstRun | None = None
        self._back: WaysBack | None = None
        self._locked: PassphrasePage | None = None
        self._looks = _look_of(session.settings)
        self._has_painted = False
        self._is_ready = False
        self._files: HandedFiles | None = None
        self.setWindowTitle("ownerapp")
        self.setMinimumSize(*LEAST_SIZE)
        self.setAcceptDrops(True)
        settings = session.settings
        self.resize(
            settings.window_width or DEFAULT_SIZE[0], settings.window_height or DEFAULT_SIZE[1]
        )
        self.sidebar = Sidebar()
        self.stack = QStackedWidget()
        self._skeleton = SkeletonPage()
        self.stack.addWidget(self._skeleton)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self.stack, 1)
        self.setCentralWidget(centre)
        self.sidebar.vehicle.show_car(name="", plate="", state="")
        self._name_pages()
        self.sidebar.nav.picked.connect(self._on_page_picked)
        self.sidebar.nav.clicked.connect(self._on_page_clicked)
        for keys in search_keys():
            QShortcut(keys, self).activated.connect(self._on_search_wanted)
        self._is_locked = False
        self._auto_lock: AutoLock | None = None
        lock = QShortcut(lock_keys(), self)
        lock.setContext(Qt.ShortcutContext.ApplicationShortcut)
        lock.activated.connect(self._on_lock_wanted)
        session.lock_wanted.connect(self._on_lock_wanted)
        session.lockable_changed.connect(self._follow_lock)
        session.settings_changed.connect(self._on_settings_changed)
        session.tasks.crashed.connect(self.show_crash)

    # ------------------------------------------------------------------- opening

    @Slot()
    def look(self) -> None:
        """Look into the data folder, and open the store if nothing has to be asked."""
        from ownerapp.ui.pages import opening  # noqa: PLC0415 - rule 1

        car, passphrase = self._session.settings.car, self._passphrase
        self._session.call(
            lambda desk: opening.look(desk, car=car, passphrase=passphrase),
            self._on_found,
            self._on_trouble,
        )
        # While the store thread waits for keys and disk, the pages' modules can load here.
        QTimer.singleShot(0, self, _load_pages)

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        """Go on with what is there."""
        if found.opened is not None:
            self._on_opened(found.opened)
        elif found.is_new:
            self._need = None if found.has_passphrase else found.need
            self._begin_first_run()
        else:
            self._ask_passphrase(is_lock=found.need_is_lock)

    @Slot(object)
    def _on_opened(self, opened: Opened) -> None:
        """Show the pages, or the first run where there is no car yet."""
        if self._is_locked:
            # It was read before the data was locked.
            return
        self._locked = None
        self._session.set_lockable(lockable=opened.is_lockable)
        if opened.view is None:
            self._need = None
            self._leave_home()
            self._begin_first_run()
            return
        from ownerapp.ui.pages.home import Home  # noqa: PLC0415 - rule 1

        self._leave_home()
        self._first_run = None
        self.sidebar.show()
        home = Home(self._session, self.sidebar, self.stack, opened)
        self._home = home
        home.ready.connect(self._say_ready)
        home.add_car_wanted.connect(self._on_add_car)
        home.reopen_wanted.connect(self._on_reopen)
        page = self._session.settings.last_page
        self.sidebar.nav.pick(page or CHOICES)
        home.show_page(self.sidebar.nav.current_key())
        self._drop_other_pages(home)
        # Otherwise the focus of the page before passes on to *Turn all off*.
        self.sidebar.nav.setFocus(Qt.FocusReason.NoFocusReason)
        home.set_active(self.isActiveWindow())
        self._follow_lock()

    def _leave_home(self) -> None:
        """Let go of the pages, and of what the sidebar says about their car."""
        if self._home is not None:
            self._home.leave()
            self._home = None
            self.sidebar.vehicle.show_car(name="", plate="", state="")

    @Slot()
    def _on_reopen(self) -> None:
        """Read everything anew: somebody or something is gone, or came."""
        from ownerapp.ui.pages import opening  # noqa: PLC0415 - rule 1

        car = self._session.settings.car
        self._session.call(
            lambda desk: opening.open_store(desk, car=car, passphrase=None),
            self._on_opened,
            self._on_trouble,
        )

    def home(self) -> Home | None:
        """Return the pages of the open store, once there is one."""
        return self._home

    def first_run(self) -> FirstRun | None:
        """Return the first run while it goes on."""
        return self._first_run

    @Slot(object)
    def _on_trouble(self, error: OwnerAppError) -> None:
        """Say what keeps the store closed."""
        from ownerapp.ui.pages.gate import TroublePage  # noqa: PLC0415 - rule 1

        page = TroublePage(error, self._session.data_dir)
        page.retry_pressed.connect(self._on_retry)
        page.folder_pressed.connect(self._on_folder)
        page.restore_pressed.connect(self._on_restore_lost)
        page.anew_pressed.connect(self._on_begin_anew)
        self._show_alone(page)
        self._say_ready()

    @Slot()
    def _on_retry(self) -> None:
        """Try again from the start."""
        self._show_alone(SkeletonPage())
        self.look()

    @Slot()
    def _on_folder(self) -> None:
        """Open the data folder in the desktop's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._session.data_dir))

    def _ask_passphrase(self, *, is_lock: bool) -> None:
        from ownerapp.ui.pages.gate import PassphrasePage  # noqa: PLC0415 - rule 1

        self._locked = PassphrasePage(is_lock=is_lock)
        self._locked.given.connect(self._on_passphrase)
        self._locked.restore_pressed.connect(self._on_restore_lost)
        self._show_alone(self._locked)
        # There is nowhere to go, and the lock stands for itself.
        self.sidebar.hide()
        self._locked.take_focus()
        self._say_ready()

    @Slot(str)
    def _on_passphrase(self, typed: str) -> None:
        """Try a passphrase."""
        from ownerapp.ui.pages import opening  # noqa: PLC0415 - rule 1

        car = self._session.settings.car
        self._session.call(
            lambda desk: opening.open_store(desk, car=car, passphrase=typed),
            self._on_unlocked,
            self._on_passphrase_failed,
        )

    @Slot(object)
    def _on_unlocked(self, opened: Opened) -> None:
        """Show the pages again."""
        self._is_locked = False
        self._on_opened(opened)
        if self._files is not None:
            self._files.go_on()

    @Slot(object)
    def _on_passphrase_failed(self, error: OwnerAppError) -> None:
        """Say beside the field that it was wrong; other troubles get their page."""
        if isinstance(error, InputError) and self._locked is not None:
            self._locked.show_error(error)
        else:
            self._is_locked = False
            self._on_trouble(error)

    # ------------------------------------------------------------------- locking

    @Slot()
    def _on_lock_wanted(self) -> None:
        """Lock, once whatever was pressed for it has returned; without a lock, offer one."""
        if self._session.is_lockable():
            QTimer.singleShot(0, self, self.lock)
        elif self._home is not None and self._is_at_rest():
            from ownerapp.ui.pages.settings import SettingsPage  # noqa: PLC0415 - rule 1

            page = self._home.page(SETTINGS)
            self.sidebar.nav.pick(SETTINGS)
            self._home.show_page(SETTINGS)
            if isinstance(page, SettingsPage):
                page.show_lock()

    @Slot()
    def lock(self) -> None:
        """Close the store and everything that shows anything of it.

        What is being saved is saved first; what was typed and not sent is gone.
        """
        if self._home is None or self._is_locked or not self._session.is_lockable():
            return
        from ownerapp.ui.closing_others import close_others  # noqa: PLC0415 - rule 1

        self._is_locked = True
        close_others(self)
        home = self._home
        self._leave_home()
        # At once: an answer that is on its way would be shown in the sidebar again.
        QApplication.sendPostedEvents(home, QEvent.Type.DeferredDelete)
        self._first_run = None
        for row in (CHOICES, RIGHTS):
            self.sidebar.nav.set_badge(row, "")
        self.sidebar.foot.show_state("", "")
        self._session.lock()
        self._follow_lock()
        self._ask_passphrase(is_lock=True)

    def is_locked(self) -> bool:
        """Say whether the person locked the data."""
        return self._is_locked

    @Slot()
    def _follow_lock(self) -> None:
        """Look for use only while there is something that a time without it locks."""
        can = self._home is not None and self._session.is_lockable()
        minutes = self._session.settings.lock_after_minutes if can else 0
        if self._auto_lock is None:
            if not minutes:
                return
            from ownerapp.ui.auto_lock import AutoLock  # noqa: PLC0415 - rule 1

            self._auto_lock = AutoLock(self)
            self._auto_lock.due.connect(self._on_unused)
        self._auto_lock.watch(minutes)

    @Slot()
    def _on_unused(self) -> None:
        """Lock, once what is under way has ended."""
        if not self._session.tasks.is_busy():
            self.lock()

    # ------------------------------------------------------------------- what is lost

    @Slot()
    def _on_restore(self) -> None:
        """Bring a backup back into the empty data folder."""
        self._ways_back().restore(over_lost=False)

    @Slot()
    def _on_restore_lost(self) -> None:
        """Bring a backup back in place of data whose key is lost."""
        self._ways_back().restore(over_lost=True)

    def _ways_back(self) -> WaysBack:
        """Return what asks where the way in is lost, made when first needed."""
        if self._back is None:
            from ownerapp.ui.ways_back import WaysBack  # noqa: PLC0415 - rule 1

            self._back = WaysBack(self, self._session, self._passphrase)
            self._back.back.connect(self._on_back)
            self._back.failed.connect(self._on_trouble)
        return self._back

    @Slot()
    def _on_begin_anew(self) -> None:
        """Ask before a new history begins where the key is lost."""
        self._ways_back().begin_anew()

    @Slot(object)
    def _on_back(self, passphrase: str | None) -> None:
        """Open what is there by now."""
        from ownerapp.ui.pages import opening  # noqa: PLC0415 - rule 1

        self._show_alone(SkeletonPage())
        self._first_run = None
        self._session.call(
            lambda desk: opening.open_store(desk, car=None, passphrase=passphrase),
            self._on_opened,
            self._on_trouble,
        )

    # ------------------------------------------------------------------- first run

    def _begin_first_run(self) -> None:
        from ownerapp.ui.pages import opening  # noqa: PLC0415 - rule 1

        self._session.call(opening.begin, self._on_beginning, self._on_trouble)

    @Slot(object)
    def _on_beginning(self, beginning: Beginning) -> None:
        """Show the first run, or the adding of a further car."""
        if self._is_locked:
            return
        from ownerapp.services.opening import Need  # noqa: PLC0415 - rule 1
        from ownerapp.ui.first_run.first_run import FirstRun  # noqa: PLC0415 - rule 1

        run = FirstRun(
            self._session,
            beginning,
            asks_passphrase=self._need is Need.NEW_PASSPHRASE,
            passphrase=self._passphrase,
            is_further_car=self._home is not None,
        )
        run.left.connect(self._on_first_run_left)
        run.done.connect(self._on_first_run_done)
        run.restore_wanted.connect(self._on_restore)
        self._first_run = run
        if self._home is None:
            self._show_alone(run)
        else:
            self.sidebar.hide()
            self.stack.addWidget(run)
            self.stack.setCurrentWidget(run)
        run.take_focus()
        self._say_ready()

    @Slot()
    def _on_add_car(self) -> None:
        """Add a further car."""
        self._need = None
        self._begin_first_run()

    @Slot()
    def _on_first_run_left(self) -> None:
        """Go back to the pages; nothing was saved."""
        run, self._first_run = self._first_run, None
        if run is not None and self._home is not None:
            self.sidebar.show()
            self._home.show_page(self.sidebar.nav.current_key())
            self.stack.removeWidget(run)
            run.deleteLater()

    @Slot(str)
    def _on_first_run_done(self, car: str) -> None:
        """Show the new car's choices."""
        from ownerapp.ui.pages import opening  # noqa: PLC0415 - rule 1

        self._session.change(car=car, last_page=CHOICES)
        self._session.call(
            lambda desk: opening.open_store(desk, car=car, passphrase=None),
            self._on_opened,
            self._on_trouble,
        )

    # ------------------------------------------------------------------- pages

    def _show_alone(self, page: QWidget) -> None:
        """Show a page instead of everything else; the sidebar stays where pages exist."""
        self.sidebar.setVisible(page.objectName() != "first-run")
        self.sidebar.nav.setEnabled(False)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        for number in reversed(range(self.stack.count())):
            other = self.stack.widget(number)
            if other is not None and other is not page:
                self.stack.removeWidget(other)
                other.deleteLater()

    def _drop_other_pages(self, home: Home) -> None:
        """Let go of skeletons, gates and first runs."""
        self.sidebar.nav.setEnabled(True)
        for number in reversed(range(self.stack.count())):
            page = self.stack.widget(number)
            if page is not None and not home.has(page):
                self.stack.removeWidget(page)
                page.deleteLater()

    @Slot(str)
    def _on_page_picked(self, key: str) -> None:
        """Go to a page."""
        if self._home is not None and self._first_run is None:
            self._home.show_page(key)
            self._session.change(last_page=key)

    @Slot()
    def _on_page_clicked(self) -> None:
        """Let a person who pressed *Search* type at once; arrows only pass by."""
        if self.sidebar.nav.current_key() == SEARCH:
            self._on_search_wanted()

    @Slot()
    def _on_search_wanted(self) -> None:
        """Go to the search, unless a question is open."""
        home = self._home
        if home is not None and self._is_at_rest():
            self.sidebar.nav.pick(SEARCH)
            home.page(SEARCH).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _name_pages(self) -> None:
        self.sidebar.nav.setAccessibleName(nav_name())
        self.sidebar.nav.set_items(
            [NavItem(key=key, text=text, icon=icon) for key, text, icon in nav_texts()]
        )

    # ------------------------------------------------------------------- look

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        """Show theme and text size as they are set now; a page that is kept changes neither."""
        self._follow_lock()
        looks = _look_of(settings)
        if looks != self._looks:
            self._looks = looks
            self.apply_look()

    @Slot()
    def apply_look(self) -> None:
        """Show the program in the theme and text size of the settings."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            settings = self._session.settings
            scale = settings.text_scale_percent / 100
            if self._is_narrow_for(theme.Look(text_scale=theme.clamp_scale(scale))):
                self.sidebar.set_compact(True)  # its words would be measured for nothing
            theme.apply_theme(
                app,
                theme_choice(settings.theme),
                text_scale=scale,
                reduced_motion=settings.reduced_motion,
            )
            self._fit_sidebar()

    def _fit_sidebar(self) -> None:
        """Show icons only where there is little room for the text size."""
        self.sidebar.set_compact(self._is_narrow_for(theme.current()))

    def _is_narrow_for(self, look: theme.Look) -> bool:
        """Tell whether there is little room beside the sidebar's words."""
        return self.width() < look.half_px(theme.COMPACT_BELOW)

    @Slot()
    def come_to_front(self) -> None:
        """Show the window before all others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot(object)
    def take_file(self, path: str) -> None:
        """Open a file as if it were dropped; while a question is open it waits its turn."""
        self._handed_files().take(path)

    def _handed_files(self) -> HandedFiles:
        """Return what shows files that are handed over."""
        if self._files is None:
            from ownerapp.ui.handed_files import HandedFiles  # noqa: PLC0415 - rule 1

            self._files = HandedFiles(self, self._session)
        return self._files

    @Slot(object)
    def show_crash(self, error: BaseException) -> None:
        """Say that the program made a mistake."""
        from ownerapp.ui.dialogs.crash import CrashSheet  # noqa: PLC0415 - hopefully never

        CrashSheet(self, error).open_over()

    # ------------------------------------------------------------------- events

    def _say_ready(self) -> None:
        if not self._is_ready:
            self._is_ready = True
            self.ready.emit()

    @Slot()
    def _on_first_paint(self) -> None:
        """Begin with the store after the first frame."""
        self.painted.emit()
        if not self.isVisible():
            return
        if self._trouble is not None:
            self._on_trouble(self._trouble)
        else:
            self.look()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Notice the first frame: the timer fires after the whole of it is flushed."""
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self, self._on_first_paint)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit_sidebar()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file anywhere, as the records page does in its area."""
        from ownerapp.ui.widgets.dropped import only_file  # noqa: PLC0415 - rule 1

        if self._handed_files().can_show() and only_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Open a notice, or check a record."""
        from ownerapp.ui.widgets.dropped import only_file  # noqa: PLC0415 - rule 1

        path = only_file(event.mimeData())
        if path is not None and self._handed_files().can_show():
            event.acceptProposedAction()
            self._handed_files().open(path)

    def _is_at_rest(self) -> bool:
        """Tell whether the pages are there and no question is open."""
        return self._home is not None and self._first_run is None and not self.is_asking()

    def is_asking(self) -> bool:
        """Tell whether a question is open."""
        from ownerapp.ui.widgets.sheet import Sheet  # noqa: PLC0415 - rule 1

        return any(sheet.isVisible() for sheet in self.findChildren(Sheet))

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go through the window as it is read."""
        centre = self.centralWidget()
        return centre is not None and move_focus(centre, forward=forward) is not None

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow language and activation."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._name_pages()
            if self._home is not None:
                self._home.retranslate()
        elif event.type() is QEvent.Type.ActivationChange and self._home is not None:
            self._home.set_active(self.isActiveWindow())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep size and page, and wait for what is being saved (rule 3)."""
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        self._session.save_now(window_width=size.width(), window_height=size.height())
        self._session.close()
        super().closeEvent(event)
        self.closed.emit()


def _look_of(settings: Settings) -> tuple[Theme, int, bool]:
    """Return the settings that decide how the window looks."""
    return settings.theme, settings.text_scale_percent, settings.reduced_motion


def _load_pages() -> None:
    """Load the modules of the pages, so that they are there when the store answers."""
    from ownerapp.ui.pages import home  # noqa: F401, PLC0415 - rule 1


def theme_choice(chosen: Theme) -> theme.ThemeChoice:
    """Return the theme of a setting."""
    return theme.ThemeChoice(chosen.value)

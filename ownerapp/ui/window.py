"""The window: it joins what stands in it, and hears what the desktop says to a window.

Rules:

1. The first frame shows the sidebar and the heading in the chosen language; only then are
   the store and the pages loaded.
2. Its parts know the stage and the session; what they have to say goes up by signals, and
   here is said who hears it. Those that few starts need are made when first needed.
3. Closing waits for what is being saved, within a deadline.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.ui.appearance import Appearance
from ownerapp.ui.drawn_apart import DrawnApart
from ownerapp.ui.helping import Helping
from ownerapp.ui.locking import Locking
from ownerapp.ui.page_keys import PageKeys
from ownerapp.ui.pages.names import CHOICES, SEARCH, lock_keys, search_keys
from ownerapp.ui.pages.session import Session
from ownerapp.ui.stage import Stage
from ownerapp.ui.way_in import WayIn
from ownerapp.ui.widgets.reading_order import move_focus

if TYPE_CHECKING:
    from ownerapp.services.opening import Need
    from ownerapp.ui.first_run.first_run import FirstRun
    from ownerapp.ui.first_runs import FirstRuns
    from ownerapp.ui.handed_files import HandedFiles
    from ownerapp.ui.pages.home import Home
    from ownerapp.ui.pages.opening import Opened
    from ownerapp.ui.passphrase_gate import PassphraseGate

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
        self._has_painted = False
        self._is_ready = False
        self._gate: PassphraseGate | None = None
        self._runs: FirstRuns | None = None
        self._files: HandedFiles | None = None
        self.setWindowTitle("ownerapp")
        self.setMinimumSize(*LEAST_SIZE)
        self.setAcceptDrops(True)
        settings = session.settings
        self.resize(
            settings.window_width or DEFAULT_SIZE[0], settings.window_height or DEFAULT_SIZE[1]
        )
        self._stage = stage = Stage()
        self.sidebar, self.stack = stage.sidebar, stage.stack
        self.setCentralWidget(stage)
        stage.name_no_car()
        stage.name_pages()
        self.locking = Locking(stage, session)
        self._appearance = Appearance(stage, session)
        self.way_in = WayIn(stage, session, passphrase)
        self.locking.locked.connect(self._on_locked)
        self.way_in.opened.connect(self._on_opened)
        self.way_in.passphrase_wanted.connect(self._on_passphrase_wanted)
        self.way_in.first_run_wanted.connect(self._on_first_run_wanted)
        self.way_in.trouble_shown.connect(self._say_ready)
        self.sidebar.nav.picked.connect(self._on_page_picked)
        self.sidebar.nav.clicked.connect(self._on_page_clicked)
        for keys in search_keys():
            QShortcut(keys, self).activated.connect(self._on_search_wanted)
        PageKeys(self, stage)
        self._helping = Helping(self, stage)
        lock = QShortcut(lock_keys(), self)
        lock.setContext(Qt.ShortcutContext.ApplicationShortcut)
        lock.activated.connect(self.locking.want)
        session.tasks.crashed.connect(self.show_crash)

    # ------------------------------------------------------------------- in and out

    @Slot(object)
    def _on_opened(self, opened: Opened) -> None:
        """Show the pages, or the first run where there is no car yet."""
        if self.locking.is_locked():
            # It was read before the data was locked.
            return
        if self._gate is not None:
            self._gate.leave()
        self._session.set_lockable(lockable=opened.is_lockable)
        self._stage.leave_home()
        self._session.notes.keep_only(car.id for car in opened.cars)
        if opened.view is None:
            self._first_runs().begin(None)
        else:
            self._show_pages(opened)

    def _show_pages(self, opened: Opened) -> None:
        """Show the page that was looked at last."""
        from ownerapp.ui.pages.home import Home  # noqa: PLC0415 - rule 1

        self._stage.end_first_run()
        self.sidebar.show()
        home = Home(self._session, self.sidebar, self.stack, opened)
        self._stage.take_home(home)
        home.ready.connect(self._say_ready)
        home.add_car_wanted.connect(self._on_add_car)
        home.help_wanted.connect(self._helping.show)
        home.reopen_wanted.connect(self.way_in.open_anew)
        page = self._session.settings.last_page
        self.sidebar.nav.pick(page or CHOICES)
        home.show_page(self.sidebar.nav.current_key())
        self._stage.show_home_only(home)
        # Otherwise the focus of the page before passes on to *Turn all off*.
        self.sidebar.nav.setFocus(Qt.FocusReason.NoFocusReason)
        home.set_active(self.isActiveWindow())
        self.locking.follow()

    # ------------------------------------------------------------------- a passphrase

    def _passphrase_gate(self) -> PassphraseGate:
        """Return what asks for a passphrase, made when first needed."""
        if self._gate is None:
            from ownerapp.ui.passphrase_gate import PassphraseGate  # noqa: PLC0415 - rule 2

            self._gate = PassphraseGate(self._stage, self._session)
            self._gate.shown.connect(self._say_ready)
            self._gate.opened.connect(self._on_unlocked)
            self._gate.failed.connect(self._on_not_unlocked)
            self._gate.restore_wanted.connect(self.way_in.restore_lost)
        return self._gate

    @Slot(bool)
    def _on_passphrase_wanted(self, is_lock: bool) -> None:  # noqa: FBT001 -- what a signal says
        """Ask for the passphrase of a store that is closed."""
        self._passphrase_gate().ask(is_lock=is_lock)

    @Slot()
    def _on_locked(self) -> None:
        """Ask for the passphrase of the lock."""
        self._passphrase_gate().ask(is_lock=True)

    @Slot(object)
    def _on_unlocked(self, opened: Opened) -> None:
        """Show the pages again."""
        self.locking.end()
        self._on_opened(opened)
        if self._files is not None:
            self._files.go_on()

    @Slot(object)
    def _on_not_unlocked(self, error: OwnerAppError) -> None:
        """Say what else than the passphrase keeps the data closed."""
        self.locking.end()
        self.way_in.say_trouble(error)

    # ------------------------------------------------------------------- a first run

    def _first_runs(self) -> FirstRuns:
        """Return what leads to a car, made when first needed."""
        if self._runs is None:
            from ownerapp.ui.first_runs import FirstRuns  # noqa: PLC0415 - rule 2

            self._runs = FirstRuns(self._stage, self._session, self.locking, self._passphrase)
            self._runs.shown.connect(self._say_ready)
            self._runs.done.connect(self.way_in.open_with)
            self._runs.restore_wanted.connect(self.way_in.restore)
            self._runs.failed.connect(self.way_in.say_trouble)
        return self._runs

    @Slot(object)
    def _on_first_run_wanted(self, need: Need | None) -> None:
        """Begin where there is no store yet."""
        self._first_runs().begin(need)

    @Slot()
    def _on_add_car(self) -> None:
        """Add a further car."""
        self._first_runs().begin(None)

    # ------------------------------------------------------------------- what stands there

    def home(self) -> Home | None:
        """Return the pages of the open store, once there is one."""
        return self._stage.home()

    def first_run(self) -> FirstRun | None:
        """Return the first run while it goes on."""
        return self._stage.first_run()

    def is_asking(self) -> bool:
        """Tell whether a question is open."""
        return self._stage.is_asking()

    @Slot(str)
    def _on_page_picked(self, key: str) -> None:
        """Go to a page."""
        home = self.home()
        if home is not None and self.first_run() is None:
            home.show_page(key)
            self._session.change(last_page=key)

    @Slot()
    def _on_page_clicked(self) -> None:
        """Let a person who pressed *Search* type at once; arrows only pass by."""
        if self.sidebar.nav.current_key() == SEARCH:
            self._on_search_wanted()

    @Slot()
    def _on_search_wanted(self) -> None:
        """Go to the search, unless a question is open."""
        home = self.home()
        if home is not None and self._stage.is_at_rest():
            self.sidebar.nav.pick(SEARCH)
            home.page(SEARCH).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ------------------------------------------------------------------- from the program

    @Slot()
    def apply_look(self) -> None:
        """Show the program in the theme and text size of the settings."""
        self._appearance.apply()

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

    # ------------------------------------------------------------------- from the desktop

    @Slot()
    def _say_ready(self) -> None:
        """Say once that something can be read."""
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
            self.way_in.say_trouble(self._trouble)
        else:
            self.way_in.look()

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
        self._appearance.fit_sidebar()

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
            self._stage.name_pages()
            home = self.home()
            if home is not None:
                home.retranslate()
        elif event.type() is QEvent.Type.ActivationChange:
            home = self.home()
            if home is not None:
                home.set_active(self.isActiveWindow())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep size, page and notes, and wait for what is being saved (rule 3)."""
        home = self.home()
        if home is not None:
            home.keep_typed()
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        self._session.save_now(window_width=size.width(), window_height=size.height())
        self._session.close()
        super().closeEvent(event)
        self.closed.emit()

"""Starts the window: application, look and language first, everything heavy afterwards."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.settings import Settings
from ownerapp.i18n import available_languages, negotiate, wishes_of_system
from ownerapp.resources import resource_path
from ownerapp.ui import fonts, garbage, theme
from ownerapp.ui.appearance import theme_choice
from ownerapp.ui.languages import Languages
from ownerapp.ui.pages.session import Session, SettingsStore
from ownerapp.ui.single_instance import Listener, raise_first, server_name
from ownerapp.ui.window import MainWindow

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk

PAINTED, READY = "painted", "ready"
_SWITCH_SECONDS = 0.0001


class Application(QObject):
    """The parts that live as long as the program: languages, window, listener."""

    def __init__(
        self,
        app: QApplication,
        make_desk: Callable[[], Desk],
        *,
        settings: SettingsStore,
        data_dir: str,
        documents_dir: str,
        language: str | None,
        passphrase: Callable[[], str | None],
    ) -> None:
        super().__init__(app)
        # The store thread lets the window go on at once, not after five milliseconds: drawing
        # comes back to Python a hundred times, and would wait so long each time.
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._app = app
        self._asked_language = language
        trouble: OwnerAppError | None = None
        present = Settings()
        set_aside: object | None = None
        try:
            loaded = settings.load()
            present, set_aside = loaded.settings, loaded.set_aside_path
        except OwnerAppError as error:
            trouble = error
        theme.apply_theme(
            app,
            theme_choice(present.theme),
            text_scale=present.text_scale_percent / 100,
            reduced_motion=present.reduced_motion,
        )
        fonts.load_first()
        self.languages = Languages(app)
        self.languages.use(chosen_language(language, present.language))
        self._language = present.language
        self.session = Session(
            make_desk,
            store=settings,
            settings=present,
            data_dir=data_dir,
            documents_dir=documents_dir,
            keeps_settings=trouble is None,
            parent=self,
        )
        self.session.settings_changed.connect(self._on_settings_changed)
        self.window = MainWindow(self.session, passphrase=passphrase, trouble=trouble)
        self._set_aside = str(set_aside) if set_aside is not None else ""
        self.window.ready.connect(self._on_ready)
        self.session.settings_set_aside.connect(self._on_set_aside)
        # The object stays in a variable of its own: PySide deletes it with a temporary.
        self._hints = app.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_scheme_changed)

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        """Switch the language, live."""
        if settings.language != self._language:
            self._language = settings.language
            self.languages.use(chosen_language(None, settings.language))

    @Slot(Qt.ColorScheme)
    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        """Follow the desktop between light and dark."""
        self.window.apply_look()

    @Slot()
    def _on_ready(self) -> None:
        """Collect garbage again, and load the fonts of other scripts once there is time."""
        garbage.begin()
        self.window.setWindowIcon(QIcon(str(resource_path("desktop", "ownerapp.svg"))))
        QTimer.singleShot(500, self, self._load_fonts)
        if self._set_aside:
            self._on_set_aside(self._set_aside)

    @Slot(str)
    def _on_set_aside(self, path: str) -> None:
        """Say where a damaged settings file was put."""
        from ownerapp.ui.pages.set_aside import SetAsideNotice  # noqa: PLC0415 - seldom needed

        SetAsideNotice(self.window).say(path)

    @Slot()
    def _load_fonts(self) -> None:
        fonts.load_rest(self._app)

    def show_error_of(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Say that the program made a mistake, and print it for who started it in a shell."""
        sys.__excepthook__(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            self.window.show_crash(error)


def run_window(
    make_desk: Callable[[], Desk],
    *,
    settings: SettingsStore,
    data_dir: str,
    documents_dir: str,
    exit_after: str | None = None,
    language: str | None = None,
    passphrase: Callable[[], str | None] = lambda: None,
    file: str | None = None,
) -> int:
    """Show the window until it is closed and return the exit code.

    Args:
        make_desk: Makes the desk; called on the store thread, after the first paint.
        settings: Where settings are kept.
        data_dir: The data folder.
        documents_dir: Where records go unless the person says otherwise.
        exit_after: ``painted`` or ``ready`` ends at that moment, for timing a start.
        language: The language asked for on the command line.
        passphrase: Returns the passphrase that the environment gives, if any.
        file: The absolute path of a file to open, as a double-click hands it over.
    """
    name = server_name(data_dir)
    if exit_after is None and raise_first(name, file):
        return 0
    QCoreApplication.setApplicationName("ownerapp")
    # By this name a desktop finds the entry, and with it the icon, of the window.
    QGuiApplication.setDesktopFileName("ownerapp")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    parts = Application(
        app,
        make_desk,
        settings=settings,
        data_dir=data_dir,
        documents_dir=documents_dir,
        language=language,
        passphrase=passphrase,
    )
    sys.excepthook = parts.show_error_of
    window = parts.window
    listener = Listener(name, parts)
    listener.raise_wanted.connect(window.come_to_front)
    listener.file_handed.connect(window.take_file)
    if file is not None:
        window.take_file(file)
    if exit_after == PAINTED:
        window.painted.connect(window.close)
    elif exit_after == READY:
        window.ready.connect(window.close)
    else:
        window.painted.connect(lambda: None if listener.listen() else window.close())
    window.show()
    code = app.exec()
    listener.close()
    sys.excepthook = sys.__excepthook__
    return code


def chosen_language(asked: str | None, kept: str | None) -> str:
    """Return the language to show: asked for, else kept, else the system's."""
    wishes = [tag for tag in (asked, kept) if tag]
    return negotiate([*wishes, *wishes_of_system()], available_languages(include_pseudo=True))

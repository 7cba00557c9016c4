"""The tour: the main job, once, in a temporary profile, pressed like a person would.

Works without a screen. Writes a picture of every page, the signed record (PDF and JSON)
and what a check of it says into one folder. It never touches the person's data or keyring:
the profile has a vault file with a random passphrase and is gone at the end.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.settings import Theme
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, current_language
from ownerapp.presentation.explain import exit_code, explain
from ownerapp.presentation.verdict_page import check_sentence
from ownerapp.ui.pages.session import SettingsStore

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk
    from ownerapp.ui.app import Application

STEP_SECONDS: Final = 60
"""A single step that takes longer has failed."""
_POLL_MS: Final = 15
_SETTLE_MS: Final = 250
_NOTICE: Final = "cn-reference-ev"
_SENSITIVE: Final = PracticeId("cabin-camera-clips")
_PLAIN: Final = PracticeId("charging-records")

Step = Callable[[], bool]
"""Something to wait for; the script goes on when it is true."""


class TourFailedError(Exception):
    """A step did not come about in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TourResult:
    """What the tour wrote."""

    folder: Path
    pictures: tuple[Path, ...]
    records: tuple[Path, ...]
    verdict: str


def run_tour(
    make_desk: Callable[[Path], Desk],
    *,
    settings: Callable[[Path], SettingsStore],
    target: Path | None,
    language: str | None,
) -> int:
    """Take the tour, say where everything is, and return the exit code."""
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = target or Path(tempfile.mkdtemp(prefix="ownerapp-tour-"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="ownerapp-tour-profile-") as profile:
            result = _take(make_desk, settings, Path(profile), folder.resolve(), language)
    except OSError:
        # Translators: {folder} is the path of a folder.
        _say(_("The folder {folder} cannot be written.", folder=folder), sys.stderr)
        return 3
    except OwnerAppError as error:
        _say(explain(error).text(), sys.stderr)
        return exit_code(error)
    except TourFailedError:
        _say(_("The tour stopped, because a step did not come about in time."), sys.stderr)
        return 3
    # Translators: {count} is a number of pictures, {folder} the path of a folder.
    _say(
        _(
            "{count} pictures, the signed record and its check are in {folder}.",
            count=len(result.pictures),
            folder=result.folder,
        ),
        sys.stdout,
    )
    for path in (*result.records, *result.pictures):
        _say(str(path), sys.stdout)
    _say(result.verdict, sys.stdout)
    return 0 if result.verdict == "valid" else 1


def _say(text: str, stream: object) -> None:
    write = getattr(stream, "write", None)
    if write is not None:
        write(f"{text}\n")


def _take(
    make_desk: Callable[[Path], Desk],
    settings: Callable[[Path], SettingsStore],
    profile: Path,
    folder: Path,
    language: str | None,
) -> TourResult:
    from ownerapp.ui.app import Application  # noqa: PLC0415 - the platform is chosen first

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    passphrase = secrets.token_urlsafe(24)
    parts = Application(
        app,
        lambda: make_desk(profile),
        settings=settings(profile),
        data_dir=str(profile),
        documents_dir=str(folder),
        language=language,
        passphrase=lambda: passphrase,
    )
    script = _Script(parts, folder)
    runner = _Runner(app, script.steps())
    parts.window.show()
    runner.start()
    app.exec()
    parts.window.close()
    if runner.failed:
        raise TourFailedError
    return script.result()


class _Runner(QObject):
    """Runs a script of conditions on the event loop."""

    def __init__(self, app: QApplication, steps: Iterator[Step]) -> None:
        super().__init__(app)
        self._app = app
        self._steps = steps
        self._wanted: Step = lambda: True
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._on_tick)
        self.failed = False

    def start(self) -> None:
        """Begin with the first step."""
        self._clock.start()
        self._timer.start()

    @Slot()
    def _on_tick(self) -> None:
        if not self._wanted():
            if self._clock.elapsed() > STEP_SECONDS * 1000:
                self._end(failed=True)
            return
        try:
            self._wanted = next(self._steps)
        except StopIteration:
            self._end(failed=False)
            return
        except Exception:
            self._end(failed=True)
            raise
        self._clock.restart()

    def _end(self, *, failed: bool) -> None:
        self.failed = failed
        self._timer.stop()
        self._app.exit(0)


class _Script:
    """What is pressed, in order, and what is photographed."""

    def __init__(self, parts: Application, folder: Path) -> None:
        self._parts = parts
        self._window = parts.window
        self._folder = folder
        self._pictures: list[Path] = []
        self._records: tuple[Path, ...] = ()
        self._verdict = ""

    def result(self) -> TourResult:
        """Return what was written."""
        return TourResult(
            folder=self._folder,
            pictures=tuple(self._pictures),
            records=self._records,
            verdict=self._verdict,
        )

    def steps(self) -> Iterator[Step]:
        """Yield what to wait for between presses."""
        yield from self._first_run()
        yield from self._pages()

    def _first_run(self) -> Iterator[Step]:
        from ownerapp.presentation.first_run import Step as RunStep  # noqa: PLC0415 - after the app
        from ownerapp.ui.pages.choices import ChoicesPage  # noqa: PLC0415 - after the app

        window = self._window
        yield lambda: window.first_run() is not None
        run = window.first_run()
        if run is None:
            raise TourFailedError
        yield from self._picture("first-run-language")
        run.next_button.click()
        yield lambda: run.step() is RunStep.CAR
        run.car.pick_notice(_NOTICE)
        run.car.fields["name"].setText(_("My car"))
        run.car.fields["plate"].setText("沪A·D41827")
        yield from self._picture("first-run-car")
        run.next_button.click()
        yield lambda: run.step() is RunStep.CHOICES
        page = run.findChild(ChoicesPage)
        if page is None:
            raise TourFailedError
        yield page.is_built
        yield from self._picture("first-run-choices")
        yield from self._ask(page, run.flow.sheet)
        yield lambda: _SENSITIVE in run.answers()
        run.next_button.click()
        yield lambda: run.step() is RunStep.REVIEW
        yield from self._picture("first-run-review")
        run.next_button.click()
        yield lambda: run.step() is RunStep.RECORD and run.record is not None
        yield from self._picture("first-run-record")
        run.next_button.click()
        yield lambda: run.record is not None and run.record.is_saved()
        yield from self._picture("first-run-saved")
        self._records = tuple(
            path for path in sorted(self._folder.iterdir()) if path.suffix in {".pdf", ".json"}
        )
        run.next_button.click()
        yield lambda: window.home() is not None

    def _ask(self, page: QWidget, sheet: Callable[[], QWidget | None]) -> Iterator[Step]:
        """Press the switch of a sensitive practice, read the sheet, and say yes for a term."""
        from ownerapp.ui.widgets.buttons import DecisionPair  # noqa: PLC0415 - after the app
        from ownerapp.ui.widgets.term_tiles import TermTiles  # noqa: PLC0415 - after the app
        from ownerapp.ui.widgets.toggle import Toggle  # noqa: PLC0415 - after the app

        card = page.card(_SENSITIVE) if hasattr(page, "card") else None
        toggle = card.findChild(Toggle) if isinstance(card, QWidget) else None
        _press(toggle)
        yield lambda: sheet() is not None
        yield from self._picture("sheet")
        opened = sheet()
        tiles = opened.findChild(TermTiles) if opened is not None else None
        pair = opened.findChild(DecisionPair) if opened is not None else None
        if tiles is None or pair is None:
            raise TourFailedError
        _press(next((tile for tile in tiles.tiles() if tile.option.key == "3m"), None))
        yield from self._picture("sheet-with-a-length")
        pair.agree_button.click()
        yield lambda: sheet() is None

    def _pages(self) -> Iterator[Step]:
        from ownerapp.ui.pages.choices import ChoicesPage  # noqa: PLC0415 - after the app
        from ownerapp.ui.pages.names import (  # noqa: PLC0415 - after the app
            CAR,
            CHOICES,
            COMPARE,
            FLOW,
            RECORDS,
            RIGHTS,
            SEARCH,
            SETTINGS,
            TIMELINE,
        )
        from ownerapp.ui.pages.search import SearchPage  # noqa: PLC0415 - after the app

        home = self._window.home()
        if home is None:
            raise TourFailedError
        choices = home.page(CHOICES)
        if isinstance(choices, ChoicesPage):
            yield choices.is_built
        yield from self._picture("choices")
        for key in (CAR, FLOW, TIMELINE, RECORDS, RIGHTS, SETTINGS):
            self._window.sidebar.nav.pick(key)
            home.show_page(key)
            yield self._idle
            if key == RECORDS:
                yield from self._check(home.page(RECORDS))
            yield from self._picture(key)
            if key == SETTINGS:
                yield from self._secure(home.page(SETTINGS))
        self._window.sidebar.nav.pick(SEARCH)
        search = home.page(SEARCH)
        if isinstance(search, SearchPage):
            yield lambda: search.searching.present_index() is not None
            search.field.field.setText(search.example())
            yield self._idle
        yield from self._picture(SEARCH)
        home.ways.to_comparison()
        yield self._idle
        yield from self._picture(COMPARE)
        home.show_page(CHOICES)
        self._window.sidebar.nav.pick(CHOICES)
        for theme in (Theme.DARK, Theme.HIGH_CONTRAST):
            self._parts.session.change(theme=theme)
            yield from self._picture(f"choices-{theme.value}")
        self._parts.session.change(theme=Theme.LIGHT)
        before = current_language()
        for tag in ("zh_Hans", "ar-XB"):
            self._parts.session.change(language=tag)
            yield from self._picture(f"choices-{tag}")
        self._parts.session.change(language=before)
        self._parts.languages.use(before)
        yield self._idle

    def _secure(self, page: QWidget) -> Iterator[Step]:
        """Show kit, backup, keys and the question before erasing; nothing is erased."""
        from ownerapp.ui.pages.settings import SettingsPage  # noqa: PLC0415 - after the app

        if not isinstance(page, SettingsPage):
            raise TourFailedError
        page.backup.kit_button.click()
        kit = page.backup_part.sheet()
        if kit is None:
            raise TourFailedError
        yield kit.has_code
        yield from self._picture("settings-kit")
        kit.tick.click()
        kit.keep_button.click()
        yield lambda: page.backup_part.sheet() is None and self._idle()
        with tempfile.TemporaryDirectory(prefix="ownerapp-tour-backup-") as folder:
            page.backup_part.back_up_to(str(Path(folder) / "ownerapp-backup"))
            yield self._idle
        for section, name in ((page.backup, "backup"), (page.keys, "keys"), (page.erase, "erase")):
            page.scroll_area.verticalScrollBar().setValue(section.y())
            yield from self._picture(f"settings-{name}")
        page.erase.cars.lines()[0].link.click()
        yield lambda: page.erase_part.sheet() is not None
        yield from self._picture("settings-erasing")
        asked = page.erase_part.sheet()
        if asked is not None:
            asked.reject()
        yield self._idle

    def _check(self, page: QWidget) -> Iterator[Step]:
        """Check the record as a stranger would, and keep what was found."""
        paths = self._records
        if not paths:
            raise TourFailedError
        exported: list[str] = []
        self._parts.session.call(
            lambda used: used.records.exports()[0].record,
            exported.append,
            lambda _error: exported.append(""),
        )
        yield lambda: bool(exported)
        check = getattr(page, "check_record", None)
        if check is not None:
            check(exported[0])
        yield self._idle
        found: list[str] = []

        def verify(used: Desk) -> list[str]:
            lines = []
            for path in paths:
                report = used.records.verify_file(str(path))
                lines.append(path.name)
                lines += [f"{item.outcome.value}: {check_sentence(item)}" for item in report.checks]
                lines.append(report.verdict.value)
            return lines

        self._parts.session.call(verify, found.extend, lambda _error: found.append("not valid"))
        yield lambda: bool(found)
        verdicts = {line for line in found if line in {"valid", "not valid", "cannot tell"}}
        self._verdict = "valid" if verdicts == {"valid"} else "not valid"
        (self._folder / "verification.txt").write_text("\n".join(found) + "\n", encoding="utf-8")
        yield self._idle

    def _idle(self) -> bool:
        return not self._parts.session.tasks.is_busy()

    def _picture(self, name: str) -> Iterator[Step]:
        """Let the window settle and write what it shows."""
        clock = QElapsedTimer()
        clock.start()
        yield lambda: clock.elapsed() > _SETTLE_MS
        path = self._folder / f"{len(self._pictures) + 1:02d}-{name}.png"
        self._window.grab().save(str(path))
        self._pictures.append(path)


def _press(button: QAbstractButton | None) -> None:
    """Press a control as a person would."""
    if button is None:
        raise TourFailedError
    button.click()

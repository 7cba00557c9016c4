"""First opening of a page, and a change of its look, against the same widgets bare.

Rules:

1. The bare twin of the window has a plain Qt widget for every widget of ours, in the same
   nesting, with the same words in the same fonts in labels, buttons and fields, in plain
   columns. What is hidden in ours is made and hidden in the twin, and the pages lie in a stack
   of which one is shown, as ours do. A chart or a list, which paints its words itself, has a
   label for each text that it painted. What is drawn from a file of lines, as all icons and
   the car are, is so in the twin: a bare window has its pictures, too, and without them the
   comparison would be one of a window that draws with one that does not. The twin keeps each
   as it was drawn, and draws those in sight again in other colours or another size, but for
   those on buttons.
2. Ours and the twin run in processes of their own, in turns, and each page is opened once in
   each: both find the caches of glyphs and fonts empty, and neither follows the other's look.
   The quickest of each is compared: a virtual machine may run one process half as fast as the
   next, and never one faster than it can. Rounds go on until a second process came close to
   each quickest, or there were too many: one that alone was lucky says nothing.
3. A change of language gives the twin's widgets the fonts of that language, and its labels
   and buttons the very words that ours have after it. They are read, as is the whole twin, in
   a process of its own that is not measured.
4. Measured is the processor time of the window's thread until all that is seen is as it will
   stay: another program on the machine hardly changes it. What is read on the store's thread is
   not in it, as the twin has nothing to read. The modules of the other pages are loaded before,
   as they are a moment after a start.
5. After a change of the look, pages that nobody looks at follow a while later, in turns of a few
   milliseconds. The twin changes all its pages at once, and what ours do later is told beside
   the ratio.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QByteArray, QEventLoop, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QIcon, QPainter, QPixmap, QRegion, QTextLayout
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from benchmarks.promise import Promise
from ownerapp.bootstrap import make_desk, passphrase, settings_file
from ownerapp.domain.event import Method
from ownerapp.domain.settings import Theme
from ownerapp.ui import fonts, icons, theme
from ownerapp.ui.app import Application
from ownerapp.ui.pages.home import Home
from ownerapp.ui.pages.names import CAR, CHOICES, FLOW, RECORDS, SETTINGS, TIMELINE
from ownerapp.ui.widgets import car_picture, sensor_dot
from ownerapp.ui.widgets.nav import Sidebar

LIMIT: Final = 1.5
_PAGES: Final = (CAR, FLOW, TIMELINE, RECORDS, SETTINGS)
_FEWEST_ROUNDS: Final = 8
_MOST_ROUNDS: Final = 24
_CLOSE: Final = 1.05
_LOADED_MS: Final = 2_500
_QUIET_MS: Final = 40
_LATER_MS: Final = 3_000
_LARGE_PERCENT: Final = 150
_SIDEBAR: Final = "sidebar"
_SIDES: Final = ("ours", "bare")
Measured = dict[str, list[float]]
"""Seconds until all that is seen is as it will stay, and those that follow later, by name."""
Spec = dict[str, Any]
"""A bare widget: its kind, words, font, whether it is hidden, and what lies in it."""
Picture = tuple[str, int, int]
"""A drawing, and the width and the height in which it is drawn."""
Painted = tuple[list[str], list[Picture]]
"""What a widget painted: words, and drawings."""
_NOTHING: Final[Painted] = ([], [])
_DRAWING: Final[tuple[tuple[Any, Any], ...]] = (
    (icons, icons._pixmap),  # noqa: SLF001 - what it kept would not be seen
    (car_picture, car_picture._drawn),  # noqa: SLF001 - as above
)
"""The modules that draw from files of lines, and what keeps their drawings."""


def run(data_dir: Path, env: dict[str, str]) -> list[Promise]:
    """Measure on a prepared folder."""
    settings = data_dir / "settings.json"
    before = settings.read_bytes()
    described = _child(env, data_dir, "describe")
    spec = data_dir.parent / "bare.json"
    spec.write_text(described, encoding="utf-8")
    rounds: list[tuple[Measured, Measured]] = []
    while len(rounds) < _FEWEST_ROUNDS or not (_is_sure(rounds) or len(rounds) == _MOST_ROUNDS):
        settings.write_bytes(before)  # each begins in the same look
        ours, bare = (json.loads(_child(env, data_dir, side, str(spec))) for side in _SIDES)
        rounds.append((ours, bare))
    promises = []
    for name in rounds[0][1]:
        ours_s, later_s = (min(ours[name][place] for ours, _bare in rounds) for place in (0, 1))
        bare_s = min(bare[name][0] for _ours, bare in rounds)
        note = f"{ours_s * 1000:.0f} ms against {bare_s * 1000:.0f} ms of {len(rounds)} processes"
        if later_s:
            note += f", and {later_s * 1000:.0f} ms a while later for pages that are not seen"
        promises.append(
            Promise(
                name=f"{name} / the same widgets bare",
                value=round(ours_s / bare_s, 2),
                limit=LIMIT,
                note=note,
            )
        )
    return promises


def _is_sure(rounds: list[tuple[Measured, Measured]]) -> bool:
    """Say whether a second process came close to the quickest of each (rule 2)."""
    for side in range(len(_SIDES)):
        for name in rounds[0][side]:
            quickest, second = sorted(measured[side][name][0] for measured in rounds)[:2]
            if second > quickest * _CLOSE:
                return False
    return True


def _child(env: dict[str, str], data_dir: Path, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, "-m", "benchmarks.opening", str(data_dir), *arguments],
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return result.stdout.splitlines()[-1]


# ------------------------------------------------------------------- the description


def describe(parts: Application, home: Home) -> Spec:
    """Return the bare twins of all pages, and the words of each after a change of language."""
    keys = (CHOICES, *_PAGES)
    pages: dict[str, Spec] = {}
    for key in keys:
        home.show_page(key)
        rest(parts)
        pages[key] = _described(home.page(key), _painted_on(home.page(key)))
    sidebar = _sidebar_of(parts)
    pages[_SIDEBAR] = _described(sidebar, _painted_on(sidebar))
    parts.session.change(language="zh_Hans")
    rest(parts)
    chinese: dict[str, list[str]] = {}
    for key in keys:
        home.show_page(key)
        rest(parts)
        chinese[key] = list(_words(_described(home.page(key), _painted_on(home.page(key)))))
    chinese[_SIDEBAR] = list(_words(_described(sidebar, _painted_on(sidebar))))
    size = parts.window.size()
    return {"pages": pages, "chinese": chinese, "size": [size.width(), size.height()]}


def _sidebar_of(parts: Application) -> QWidget:
    (sidebar,) = parts.window.findChildren(Sidebar)
    return sidebar


def _painted_on(page: QWidget) -> dict[QWidget, Painted]:
    """Return what is painted by widgets that hold no labels: charts, lists, icons.

    Each is painted alone and whole, as labels below the edge of the window are widgets, too.
    """
    found: dict[QWidget, Painted] = {}
    sensor_dot._drawn.cache_clear()  # noqa: SLF001 - what is kept paints no words
    for widget in (page, *page.findChildren(QWidget)):
        if widget.isVisible() and not isinstance(widget, QLabel):
            restyle = getattr(widget, "restyle", None)
            if restyle is not None:
                restyle()  # nothing that is kept painted
            with _texts() as texts, _pictures() as pictures:
                picture = QPixmap(widget.size())
                widget.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
            if isinstance(widget, QAbstractButton) and widget.text():
                texts = []  # its words are the twin's own
            if texts or pictures:
                found[widget] = texts, pictures
    return found


@contextlib.contextmanager
def _pictures() -> Iterator[list[Picture]]:
    """Write down what is drawn from a file of lines, even if it was drawn before."""
    pictures: list[Picture] = []

    class Noted(QSvgRenderer):
        def __init__(self, source: QByteArray) -> None:
            super().__init__(source)
            self._source = bytes(source.data()).decode("utf-8")

        @override
        def render(self, *values: Any) -> None:
            """Write down what is drawn, and draw it."""
            room = values[1]
            pictures.append((self._source, round(room.width()), round(room.height())))
            super().render(*values)

    for module, kept in _DRAWING:
        kept.cache_clear()
        module.QSvgRenderer = Noted
    try:
        yield pictures
    finally:
        for module, _kept in _DRAWING:
            module.QSvgRenderer = QSvgRenderer


@contextlib.contextmanager
def _texts() -> Iterator[list[str]]:
    """Write down each text that Python code paints, on whatever it paints."""
    texts: list[str] = []
    painter_type: Any = QPainter
    layout_type: Any = QTextLayout
    draw_text, draw_layout = painter_type.drawText, layout_type.draw

    def noted_text(painter: QPainter, *values: Any) -> Any:
        texts.append(next(value for value in values if isinstance(value, str)))
        return draw_text(painter, *values)

    def noted_layout(layout: QTextLayout, *values: Any) -> Any:
        texts.append(layout.text())
        return draw_layout(layout, *values)

    painter_type.drawText, layout_type.draw = noted_text, noted_layout
    try:
        yield texts
    finally:
        painter_type.drawText, layout_type.draw = draw_text, draw_layout


def _described(widget: QWidget, painted: dict[QWidget, Painted]) -> Spec:
    """Return the plain widget that stands for one of ours, and what lies in it."""
    font = widget.font()
    spec: Spec = {
        "font": [font.families(), font.pixelSize(), font.bold()],
        "hidden": widget.isHidden(),
        "words": "",
        "inside": [],
    }
    if isinstance(widget, QLabel):
        return spec | {"kind": "label", "words": widget.text(), "wraps": widget.wordWrap()}
    if isinstance(widget, QAbstractButton):
        texts, pictures = painted.get(widget, _NOTHING)
        words = widget.text() or " ".join(texts)
        return spec | {"kind": "button", "words": words, "pictures": pictures}
    if isinstance(widget, QLineEdit):
        return spec | {"kind": "field", "words": widget.text()}
    if isinstance(widget, QComboBox):
        return spec | {"kind": "list", "words": widget.currentText()}
    held = widget.widget() if isinstance(widget, QScrollArea) else None
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    children = [held] if held is not None else widget.findChildren(QWidget, options=direct)
    if held is None and isinstance(widget, QAbstractScrollArea):
        # Its words are painted on its viewport; scroll bars are Qt's own in the twin, too.
        children = []
    texts, pictures = painted.get(widget, _NOTHING)
    if isinstance(widget, QAbstractScrollArea):
        inner_texts, inner_pictures = painted.get(widget.viewport(), _NOTHING)
        texts, pictures = [*texts, *inner_texts], [*pictures, *inner_pictures]
    labels = [
        spec | {"kind": "label", "words": said, "wraps": True, "hidden": False} for said in texts
    ]
    labels += [
        spec | {"kind": "picture", "pictures": [picture], "hidden": False} for picture in pictures
    ]
    inside = [_described(child, painted) for child in children if not child.isWindow()]
    kind = "area" if held is not None else "frame" if isinstance(widget, QFrame) else "part"
    return spec | {"kind": kind, "inside": [*labels, *inside]}


def _words(spec: Spec) -> Iterator[str]:
    """Return all words of labels and buttons, in their order."""
    if spec["kind"] in {"label", "button"}:
        yield spec["words"]
    for inner in spec["inside"]:
        yield from _words(inner)


# ------------------------------------------------------------------- the bare twin


class BareWindow:
    """A window of plain widgets: a bar at the side, and a stack of pages."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self.window = QWidget()
        self.window.resize(*spec["size"])
        self._stack = QStackedWidget()
        self._sides = {_SIDEBAR: _made(spec["pages"][_SIDEBAR])}
        row = QHBoxLayout(self.window)
        row.addWidget(self._sides[_SIDEBAR])
        row.addWidget(self._stack, 1)
        self.open(CHOICES)
        self.window.show()

    def open(self, key: str) -> None:
        """Make a page and show it."""
        if key not in self._sides:
            self._sides[key] = _made(self._spec["pages"][key])
            self._stack.addWidget(self._sides[key])
        self._stack.setCurrentWidget(self._sides[key])

    def say_again(self) -> None:
        """Give every label and button the words of the other language, in its fonts."""
        families = list(fonts.families_for("zh_Hans"))
        pictures = {part for part, _picture in _PICTURED}
        for key, page in self._sides.items():
            words = itertools.cycle(self._spec["chinese"][key])
            for part in page.findChildren(QWidget):
                font = part.font()
                font.setFamilies(families)
                part.setFont(font)
                if isinstance(part, QLabel | QPushButton) and part not in pictures:
                    part.setText(next(words))

    def recolour(self) -> None:
        """Give all of it the colours that ours get."""
        QApplication.setPalette(theme.palette_of(theme.DARK))
        self._draw_again(1.0)

    def _draw_again(self, scale: float) -> None:
        """Draw the pictures in sight again, each once for a size."""
        _kept_picture.cache_clear()
        for part, picture in _PICTURED:
            if part.isVisible():
                _show_picture(part, picture, scale)

    def grow(self) -> None:
        """Give every widget a larger font, as ours gets."""
        self._draw_again(_LARGE_PERCENT / 100)
        for part in self.window.findChildren(QWidget):
            font = part.font()
            font.setPixelSize(font.pixelSize() * _LARGE_PERCENT // 100)
            part.setFont(font)


def _made(spec: Spec) -> QWidget:
    """Return plain widgets in the described nesting."""
    made = _of_kind(spec)
    families, pixels, bold = spec["font"]
    font = QFont(families)
    font.setPixelSize(max(pixels, 1))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFont(font)
    if spec["inside"]:
        inside = QWidget() if isinstance(made, QScrollArea) else made
        column = QVBoxLayout(inside)
        for inner in spec["inside"]:
            part = _made(inner)
            column.addWidget(part)
            if inner["hidden"]:
                part.hide()
        if isinstance(made, QScrollArea):
            made.setWidgetResizable(True)
            made.setWidget(inside)
    return made


_PICTURED: Final[list[tuple[QWidget, Picture]]] = []
"""The labels of the twin that are pictures; icons on its buttons stay as they were drawn."""


@functools.lru_cache(maxsize=512)
def _kept_picture(source: str, width: int, height: int) -> QPixmap:
    """Draw a picture once."""
    drawn = QPixmap(max(width, 1), max(height, 1))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source.encode("utf-8"))).render(painter, QRectF(drawn.rect()))
    painter.end()
    return drawn


def _show_picture(part: QWidget, picture: Sequence[Any], scale: float = 1.0) -> None:
    """Give a label or a button its picture."""
    source, width, height = picture
    drawn = _kept_picture(source, round(width * scale), round(height * scale))
    if isinstance(part, QLabel):
        part.setFixedSize(drawn.size())  # so that nothing is laid out again for other colours
        part.setPixmap(drawn)
    elif isinstance(part, QPushButton):
        part.setIcon(QIcon(drawn))


def _of_kind(spec: Spec) -> QWidget:  # noqa: PLR0911 - one for each kind
    match spec["kind"]:
        case "picture":
            label = QLabel()
            _show_picture(label, spec["pictures"][0])
            _PICTURED.append((label, spec["pictures"][0]))
            return label
        case "label":
            label = QLabel(spec["words"])
            label.setWordWrap(spec["wraps"])
            return label
        case "button":
            button = QPushButton(spec["words"])
            for picture in spec["pictures"][:1]:
                _show_picture(button, picture)
            return button
        case "field":
            return QLineEdit(spec["words"])
        case "list":
            box = QComboBox()
            box.addItem(spec["words"])
            return box
        case "area":
            return QScrollArea()
        case "frame":
            return QFrame()
        case _:
            return QWidget()


# ------------------------------------------------------------------- the measuring


class Bench:
    """What is measured in a process: the window, or its bare twin.

    Args:
        open_page: Opens a page by its key.
        changes: What changes the look, by name.
        rest: Waits until all that is seen is as it will stay.
        later: How long it takes until nothing at all is left to do, in milliseconds.
    """

    def __init__(
        self,
        open_page: Callable[[str], object],
        changes: Mapping[str, Callable[[], object]],
        rest: Callable[[], None],
        *,
        later: int,
    ) -> None:
        self._open_page = open_page
        self._changes = changes
        self._rest = rest
        self._later = later
        self.seconds: Measured = {}

    def measure(self) -> None:
        """Open each page for the first time, then change the look of the whole window."""
        for key in _PAGES:
            self._measure(f"first opening of {key}", partial(self._open_page, key))
        # The page that is shown is that of the settings, on which the look is chosen.
        self._open_page(SETTINGS)
        self._rest()
        for name, change in self._changes.items():
            self._measure(f"change of {name}", change, later=self._later)

    def _measure(self, name: str, action: Callable[[], object], *, later: int = 0) -> None:
        start = time.thread_time()
        action()
        self._rest()
        seen = time.thread_time()
        if later:
            QTest.qWait(later)
        self.seconds[name] = [seen - start, time.thread_time() - seen if later else 0.0]


def rest(parts: Application | None) -> None:
    """Wait until what was asked for is read and drawn; asleep, as waiting is nobody's work."""
    QApplication.processEvents()
    while parts is not None and parts.session.tasks.is_busy():
        waiting = QEventLoop()
        parts.session.tasks.busy_changed.connect(waiting.quit)
        waiting.exec()
    quiet = QEventLoop()
    QTimer.singleShot(_QUIET_MS, quiet.quit)
    quiet.exec()


def _measure_bare(app: QApplication, spec: Spec) -> Measured:
    theme.apply_theme(app, theme.ThemeChoice.LIGHT)
    fonts.load_rest(app)
    bare = BareWindow(spec)
    rest(None)
    changes = {"language": bare.say_again, "theme": bare.recolour, "text size": bare.grow}
    bench = Bench(bare.open, changes, partial(rest, None), later=0)
    bench.measure()
    return bench.seconds


def _measure_ours(parts: Application, home: Home) -> Measured:
    change = parts.session.change
    changes = {
        "language": partial(change, language="zh_Hans"),
        "theme": partial(change, theme=Theme.DARK),
        "text size": partial(change, text_scale_percent=_LARGE_PERCENT),
    }
    bench = Bench(home.show_page, changes, partial(rest, parts), later=_LATER_MS)
    bench.measure()
    return bench.seconds


def main(data_dir: Path, what: str, spec: Path | None) -> int:
    """Describe the twin, or measure one process; print what came of it as one line."""
    app = QApplication(sys.argv[:1])
    known = json.loads(spec.read_text(encoding="utf-8")) if spec is not None else {}
    if what == "bare":
        sys.stdout.write(json.dumps(_measure_bare(app, known)) + "\n")
        return 0
    parts = Application(
        app,
        lambda: make_desk(data_dir, Method.DESKTOP),
        settings=settings_file(data_dir),
        data_dir=str(data_dir),
        documents_dir=str(data_dir),
        language="en",
        passphrase=passphrase,
    )
    parts.window.show()
    home = parts.window.home()
    while home is None or parts.session.tasks.is_busy():
        QTest.qWait(20)
        home = parts.window.home()
    QTest.qWait(_LOADED_MS)
    rest(parts)  # on a machine that is busy, loading the modules of the other pages takes longer
    found = describe(parts, home) if what == "describe" else _measure_ours(parts, home)
    parts.window.close()
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]) if len(sys.argv) > 3 else None))

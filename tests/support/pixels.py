"""What is really drawn: the contrast of each text with its background, and the focus ring.

Rules:

1. A window is rendered with twice the pixels, so that the strokes of small letters reach the
   colour they are drawn in.
2. Of each text's own rectangle the most frequent colour is the background, and the letters
   are the colour that differs most from it; a single pixel does not count.
3. Labels are found as widgets; what is painted is written down while it is painted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPixmap, QTextLayout
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ownerapp.ui import theme
from ownerapp.ui.widgets.focus import FocusRing, KeyboardFocus, ring_of
from ownerapp.ui.widgets.kept_picture import KeptPicture
from ownerapp.ui.widgets.reading_text import ReadingText
from ownerapp.ui.widgets.text import Text

LEAST_CONTRAST: Final = 4.5
_TIMES: Final = 2
_LEAST_PIXELS: Final = 3
_LEAST_SEEN: Final = 6
"""A text of which less can be seen is looked at where it is scrolled to."""
_RING_SHARE: Final = 0.6
_PIECE: Final = 256
_SLACK: Final = 2
"""Letters may stand this many pixels over what they were measured to need."""
_ISOLATES: Final = re.compile("[\u2060-\u2069\u200b-\u200f]")
_NOT_WORDS: Final = re.compile(r"\{\w*\}|%\(\w+\)|</?[a-z]+>|&[a-z]+;|^None$|\bnan\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A text and the contrast it is drawn with."""

    words: str
    contrast: float
    letters: str
    background: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A window as it was drawn, with each text of a root in it and where it can be seen."""

    window: QWidget
    image: QImage
    places: tuple[tuple[QWidget, QRect, str], ...]
    """The widget, the text's rectangle in it, and the words."""


def drawn(window: QWidget, root: QWidget) -> Drawn:
    """Draw a window and write down the texts below a root."""
    with painted_texts() as painted:
        image = _rendered(window)
    places: list[tuple[QWidget, QRect, str]] = [
        (part, part.contentsRect(), part.text())
        for part in root.findChildren(Text)
        if part.isVisible() and part.text().strip()
    ]
    places += [
        (widget, rect, words)
        for widget, rect, words in painted
        if words.strip() and (widget is root or root.isAncestorOf(widget))
    ]
    return Drawn(window=window, image=image, places=tuple(places))


def measured(window: QWidget, root: QWidget) -> list[Measured]:
    """Return the contrast of each text that is seen below a root of a window."""
    return contrasts(drawn(window, root))


def contrasts(of: Drawn) -> list[Measured]:
    """Return the contrast of each text that is seen."""
    found = []
    for widget, rect, words in of.places:
        seen = rect & widget.visibleRegion().boundingRect()
        if min(seen.width(), seen.height()) < _LEAST_SEEN or seen.height() < rect.height() // 2:
            continue
        corner = widget.mapTo(of.window, seen.topLeft())
        part = QRect(corner * _TIMES, seen.size() * _TIMES)
        found.append(_measured(words, of.image.copy(part)))
    return found


def low_contrasts(window: QWidget, root: QWidget) -> list[str]:
    """Return the texts that are hard to read, each in one line."""
    return pale_texts(contrasts(drawn(window, root)))


def pale_texts(seen: Iterable[Measured]) -> list[str]:
    """Return the texts that are hard to read, each in one line."""
    return [
        f"{item.contrast:.2f}, {item.letters} on {item.background}: {item.words!r}"
        for item in seen
        if item.contrast < LEAST_CONTRAST
    ]


def misplaced_texts(of: Drawn) -> Iterator[str]:
    """Find texts that are painted over an edge, over each other, or are no words for anybody."""
    for widget, rect, words in of.places:
        if not isinstance(widget, Text):
            yield from _over_an_edge(widget, rect, words)
        if _NOT_WORDS.search(words):
            yield f"is no text for anybody: {words!r}"
    seen = sorted(_seen_places(of), key=lambda item: item[0].top())
    for number, (rect, widget, words) in enumerate(seen):
        for other_rect, other, other_words in seen[number + 1 :]:
            if other_rect.top() > rect.bottom():
                break
            both = rect & other_rect
            is_same = widget is other and _bare(words) == _bare(other_words)
            if min(both.width(), both.height()) > _SLACK and not is_same:
                yield f"overlap by {both.width()} x {both.height()}: {words!r} and {other_words!r}"


def _over_an_edge(widget: QWidget, rect: QRect, words: str) -> Iterator[str]:
    inside, edge = widget.rect(), rect.adjusted(_SLACK, _SLACK, -_SLACK, -_SLACK)
    if edge.left() < inside.left() or edge.right() > inside.right():
        yield f"is painted over the side, {rect} in {inside}: {words!r}"
    is_rolled = isinstance(widget.parentWidget(), QAbstractScrollArea)
    if not is_rolled and (edge.top() < inside.top() or edge.bottom() > inside.bottom()):
        yield f"is painted over the edge, {rect} in {inside}: {words!r}"


def _seen_places(of: Drawn) -> Iterator[tuple[QRect, QWidget, str]]:
    for widget, rect, words in of.places:
        edge = rect.adjusted(_SLACK, _SLACK, -_SLACK, -_SLACK)
        part = edge & widget.visibleRegion().boundingRect()
        if min(part.width(), part.height()) >= _LEAST_SEEN:
            yield QRect(widget.mapTo(of.window, part.topLeft()), part.size()), widget, words


def _bare(words: str) -> str:
    return _ISOLATES.sub("", words)


def sideways(root: QWidget) -> Iterator[str]:
    """Find what would have to be scrolled from side to side."""
    for area in root.findChildren(QAbstractScrollArea):
        # What is out of view breaks its lines when it comes into view.
        is_seen = area.isVisible() and not area.visibleRegion().isEmpty()
        if is_seen and area.horizontalScrollBar().maximum() > 0:
            yield f"scrolls sideways: {type(area).__name__} {area.objectName()!r}"


def ring_problem(part: QWidget) -> str:
    """Say what is wrong with how the focus is shown on a widget that has it, or nothing."""
    ring = ring_of(part)
    if not isinstance(part, KeyboardFocus) or ring.target() is not part:
        return "has no ring"
    if not ring.isVisible():
        return "has a ring that is hidden"
    seen = ring.visibleRegion().boundingRect()
    if isinstance(part, ReadingText):  # It shows the line that is read, of a text of any height.
        return "" if seen.width() == ring.width() else "has a ring that is cut aside"
    if seen != ring.rect():
        return "has a ring that is cut"
    return "" if _ring_is_drawn(ring) else "has a ring that is not drawn"


def _ring_is_drawn(ring: FocusRing) -> bool:
    """Look for the accent colour at the middle of all four sides; corners are round."""
    window = ring.window()
    tokens = theme.current().tokens
    rect = QRect(ring.mapTo(window, QPoint(0, 0)), ring.size())
    image = window.grab(rect).toImage().convertToFormat(QImage.Format.Format_RGB32)
    width, height = image.width(), image.height()
    inset, wanted = tokens.focus_width // 2, theme.colour(tokens.accent).rgb()
    across = range(width // 2 - 2, width // 2 + 3)
    down = range(height // 2 - 2, height // 2 + 3)
    sides = (
        [image.pixel(x, inset) for x in across],
        [image.pixel(x, height - 1 - inset) for x in across],
        [image.pixel(inset, y) for y in down],
        [image.pixel(width - 1 - inset, y) for y in down],
    )
    return all(side.count(wanted) >= _RING_SHARE * len(side) for side in sides)


@cache
def contrast(one: int, other: int) -> float:
    """Return the contrast ratio of two colours, as WCAG 2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def _luminance(rgb: int) -> float:
    red, green, blue = (_linear((rgb >> shift & 255) / 255) for shift in (16, 8, 0))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _measured(words: str, image: QImage) -> Measured:
    counts = _colours(bytes(image.constBits()))
    ((background, _count),) = counts.most_common(1)
    letters = max(
        (colour for colour, count in counts.items() if count >= _LEAST_PIXELS),
        key=lambda colour: contrast(colour, background),
    )
    return Measured(
        words=words,
        contrast=contrast(letters, background),
        letters=f"#{letters & 0xFFFFFF:06X}",
        background=f"#{background & 0xFFFFFF:06X}",
    )


def _colours(pixels: bytes) -> Counter[int]:
    """Count the colours of pixels of four bytes: first what is blank, in pieces, then the rest."""
    blank = pixels[:4] * (_PIECE // 4)
    pieces = [pixels[at : at + _PIECE] for at in range(0, len(pixels), _PIECE)]
    rest = b"".join(piece for piece in pieces if piece != blank)
    counts = Counter(memoryview(rest).cast("I").tolist())
    counts[memoryview(pixels[:4]).cast("I")[0]] += (len(pixels) - len(rest)) // 4
    return counts


def _rendered(window: QWidget) -> QImage:
    pixmap = QPixmap(window.size() * _TIMES)
    pixmap.setDevicePixelRatio(_TIMES)
    window.render(pixmap)
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1)
    return image


@contextmanager
def painted_texts() -> Iterator[list[tuple[QWidget, QRect, str]]]:
    """Write down each text that Python code paints: on which widget, where, and its words."""
    found: list[tuple[QWidget, QRect, str]] = []
    painter_type: Any = QPainter
    layout_type: Any = QTextLayout
    draw_text, draw_layout = painter_type.drawText, layout_type.draw

    def note(painter: QPainter, rect: QRectF, words: str) -> None:
        device = painter.device()
        if isinstance(device, QWidget):
            found.append((device, painter.worldTransform().mapRect(rect).toAlignedRect(), words))

    def noted_text(painter: QPainter, *values: Any) -> Any:
        words = next(value for value in values if isinstance(value, str))
        if isinstance(values[0], QRect | QRectF) and isinstance(values[1], int):
            note(painter, QRectF(painter.boundingRect(QRectF(values[0]), values[1], words)), words)
        elif isinstance(values[0], QPoint | QPointF):
            rect = QFontMetricsF(painter.font()).boundingRect(words)
            note(painter, rect.translated(QPointF(values[0])), words)
        else:
            pytest.fail(f"a text was drawn in a way that is not known here: {values}")
        return draw_text(painter, *values)

    def noted_layout(layout: QTextLayout, painter: QPainter, at: QPointF, *more: Any) -> Any:
        note(painter, layout.boundingRect().translated(at), layout.text())
        return draw_layout(layout, painter, at, *more)

    painter_type.drawText, layout_type.draw = noted_text, noted_layout
    KeptPicture.keeps = False  # what was painted before is painted again, and seen
    try:
        yield found
    finally:
        KeptPicture.keeps = True
        painter_type.drawText, layout_type.draw = draw_text, draw_layout

"""Colours, type and space of the window: one frozen token table per theme.

Rules:

1. Widgets paint from ``current()``; nothing else in ``ui`` names a colour or a font size.
2. A theme changes the palette and the fonts, never a style sheet: a style sheet over sixty
   cards costs as much as opening the window does.
3. ``apply_look`` changes a running window: palette and font first, where they differ, then
   ``restyle()`` of each widget that has one. No page is built anew. Where nothing but colours
   changed, only those few are told that keep a colour and said so with ``follow_colours``:
   all others are painted from the tokens, and Qt itself paints them again when the palette
   changes.
4. A page that nobody looks at is told when somebody does, or in short turns after a while.
5. Colour never carries meaning alone, and no answer of the person has a colour of its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, Protocol
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from ownerapp.domain.values import dataclass

GRID: Final = 8
HALF: Final = 4
PAGE_MARGIN: Final = 32
PAGE_TOP: Final = 24
CARD_GAP: Final = 8
GROUP_GAP: Final = 24
CONTENT_MAX: Final = 960
SIDEBAR_WIDTH: Final = 232
SIDEBAR_COMPACT_WIDTH: Final = 64
COMPACT_BELOW: Final = 1040

RADIUS_CHIP: Final = 4
RADIUS_BUTTON: Final = 6
RADIUS_TILE: Final = 8
RADIUS_CARD: Final = 10
RADIUS_SHEET: Final = 12

MIN_SCALE: Final = 1.0
MAX_SCALE: Final = 2.0


class ThemeChoice(StrEnum):
    """What the person chose in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class TextRole(StrEnum):
    """The type scale: the roles that text can have."""

    HEADING = "heading"
    PANEL = "panel"
    TITLE = "title"
    BODY = "body"
    STRONG = "strong"
    DETAIL = "detail"
    DETAIL_STRONG = "detail-strong"
    LABEL = "label"
    LABEL_STRONG = "label-strong"


class Tone(StrEnum):
    """Which token a text or a glyph is drawn in."""

    INK = "ink"
    MUTED = "muted"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The ten colours of one theme and the few numbers that differ between themes."""

    name: ThemeChoice
    window: str
    surface: str
    ink: str
    muted: str
    line: str
    accent: str
    accent_soft: str
    ok: str
    warn: str
    stop: str
    tint_percent: int
    border: int = 1
    focus_width: int = 2
    dim: str = "#1B2322"
    dim_percent: int = 45

    @property
    def is_high_contrast(self) -> bool:
        """Say whether hover and borders follow the high contrast rules."""
        return self.name is ThemeChoice.HIGH_CONTRAST

    def colour(self, tone: Tone) -> QColor:
        """Return the colour of a tone."""
        return colour(getattr(self, tone))

    def tint(self, hex_colour: str) -> QColor:
        """Return the colour laid thinly over the surface."""
        return blend(hex_colour, self.surface, self.tint_percent)

    def edge(self, hex_colour: str) -> QColor:
        """Return the border of a chip or a banner of this colour."""
        return colour(hex_colour) if self.is_high_contrast else blend(hex_colour, self.surface, 45)

    def hover(self, over: str) -> QColor:
        """Return the fill below the pointer."""
        return blend(self.ink, over, 6)


LIGHT: Final = Tokens(
    name=ThemeChoice.LIGHT,
    window="#F3F4F1",
    surface="#FFFFFF",
    ink="#1B2322",
    muted="#55605D",
    line="#D8DBD5",
    accent="#1A557A",
    accent_soft="#E4EEF4",
    ok="#22683A",
    warn="#855000",
    stop="#A1282B",
    tint_percent=9,
)
DARK: Final = Tokens(
    name=ThemeChoice.DARK,
    window="#141819",
    surface="#1D2324",
    ink="#ECEFEC",
    muted="#A7B2AE",
    line="#384142",
    accent="#8AC3E4",
    accent_soft="#1F3847",
    ok="#86CC95",
    warn="#E6B55E",
    stop="#F29C96",
    tint_percent=14,
    dim="#000000",
    dim_percent=60,
)
HIGH_CONTRAST: Final = Tokens(
    name=ThemeChoice.HIGH_CONTRAST,
    window="#000000",
    surface="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    line="#FFFFFF",
    accent="#6FE3FF",
    accent_soft="#00303C",
    ok="#7CF59A",
    warn="#FFDD4A",
    stop="#FF9C9C",
    tint_percent=0,
    border=2,
    focus_width=3,
    dim="#000000",
    dim_percent=60,
)

_SIZES: Final[dict[TextRole, tuple[int, bool]]] = {
    TextRole.HEADING: (24, True),
    TextRole.PANEL: (17, True),
    TextRole.TITLE: (15, True),
    TextRole.BODY: (14, False),
    TextRole.STRONG: (14, True),
    TextRole.DETAIL: (13, False),
    TextRole.DETAIL_STRONG: (13, True),
    TextRole.LABEL: (12, False),
    TextRole.LABEL_STRONG: (12, True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that a widget needs to know to paint itself."""

    tokens: Tokens = LIGHT
    text_scale: float = 1.0
    reduced_motion: bool = False
    families: tuple[str, ...] = ("Noto Sans",)

    def font(self, role: TextRole) -> QFont:
        """Return the font of a role at the chosen text size."""
        size, bold = _SIZES[role]
        return QFont(_font(self.families, round(size * self.text_scale), bold))

    def measures(self) -> tuple[float, tuple[str, ...], int, int]:
        """Return all that decides how large anything is; the first two decide the fonts."""
        return self.text_scale, self.families, self.tokens.border, self.tokens.focus_width

    def px(self, size: float) -> int:
        """Return a size of something that grows with the text: glyphs, rows, chips."""
        return round(size * self.text_scale)

    def half_px(self, size: float) -> int:
        """Return a size of something that grows half as fast as the text: controls."""
        return round(size * (1 + (self.text_scale - 1) / 2))


class _Current:
    """The one cell that says how the program looks now."""

    look = Look()


def current() -> Look:
    """Return the look in force."""
    return _Current.look


@lru_cache(maxsize=64)
def colour(hex_colour: str) -> QColor:
    """Return a colour object for a token value."""
    return QColor(hex_colour)


@lru_cache(maxsize=128)
def blend(over: str, under: str, percent: int) -> QColor:
    """Return one colour laid over another at a share of opacity."""
    a, b = QColor(over), QColor(under)
    share = percent / 100
    return QColor(
        round(a.red() * share + b.red() * (1 - share)),
        round(a.green() * share + b.green() * (1 - share)),
        round(a.blue() * share + b.blue() * (1 - share)),
    )


def clamp_scale(scale: float) -> float:
    """Return the text scale within what the layouts are made for."""
    return min(max(scale, MIN_SCALE), MAX_SCALE)


def tokens_for(app: QApplication, choice: ThemeChoice) -> Tokens:
    """Return the token table of a choice; *system* follows the desktop's hints."""
    match choice:
        case ThemeChoice.LIGHT:
            return LIGHT
        case ThemeChoice.DARK:
            return DARK
        case ThemeChoice.HIGH_CONTRAST:
            return HIGH_CONTRAST
        case ThemeChoice.SYSTEM:
            return _system_tokens(app)


def system_reduces_motion(app: QApplication) -> bool:
    """Say whether the desktop asks for no animation; Qt tells it from 6.12 on."""
    hints = app.styleHints()
    accessibility = hints.accessibility() if hasattr(hints, "accessibility") else None
    preference = getattr(accessibility, "motionPreference", None)
    return preference is not None and "Reduced" in str(preference())


def apply_look(app: QApplication, look: Look) -> None:
    """Show the whole program in this look, now."""
    before, _Current.look = _Current.look, look
    is_first = not app.property("ownerapp_look_applied")
    if is_first:
        app.setStyle("Fusion")
        app.setProperty("ownerapp_look_applied", True)  # noqa: FBT003 -- Qt's signature
    if is_first or look.tokens != before.tokens:
        palette = palette_of(look.tokens)
        app.setPalette(palette)
        QToolTip.setPalette(palette)
    if is_first or look.measures()[:2] != before.measures()[:2]:
        app.setFont(look.font(TextRole.BODY))
        QToolTip.setFont(look.font(TextRole.LABEL))
    if is_first or look.measures() != before.measures():
        restyle_all(app)
    elif look.tokens != before.tokens:
        for widget in list(_keepers):
            if shiboken6.isValid(widget):
                widget.recolour()


class KeepsColour(Protocol):
    """A widget that takes a colour from the tokens before it is painted."""

    def recolour(self) -> None:
        """Take the colour again."""


_keepers: Final[WeakSet[KeepsColour]] = WeakSet()


def follow_colours(widget: KeepsColour) -> None:
    """Tell a widget, as long as it lives, when nothing but colours changed."""
    _keepers.add(widget)


def restyle_all(app: QApplication) -> None:
    """Let every widget measure itself again; also needed when the direction changed.

    A widget that has to do something then has a method ``restyle``.
    """
    for window in app.topLevelWidgets():
        for _step in tell_below(window):
            pass


def tell_below(root: QWidget) -> Iterator[None]:
    """Restyle a widget and all in it, the inner ones first, in steps that may be far apart.

    A part that has ``tell_later`` and says that it waits is left out with all in it.
    """
    parts: list[Any] = [root]
    found: list[Any] = []
    while parts:
        part = parts.pop()
        kind: Any = type(part)
        if part is not root and _has(kind, "tell_later") and part.tell_later():
            continue
        if _has(kind, "restyle"):
            found.append(part)
        parts += part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for part in reversed(found):
        if shiboken6.isValid(part):  # it may have gone between two steps
            part.restyle()
        yield


@lru_cache(maxsize=512)
def _has(kind: Hashable, method: str) -> bool:
    """Say whether widgets of a kind have a method; to ask each widget takes far longer.

    So does ``isinstance`` with a protocol: longer than all the restyling.
    """
    return hasattr(kind, method)


def apply_theme(
    app: QApplication,
    choice: ThemeChoice,
    *,
    text_scale: float = 1.0,
    reduced_motion: bool = False,
) -> None:
    """Show the program in a theme and a text size; the fonts' families stay as they are."""
    apply_look(
        app,
        Look(
            tokens=tokens_for(app, choice),
            text_scale=clamp_scale(text_scale),
            reduced_motion=reduced_motion or system_reduces_motion(app),
            families=_Current.look.families,
        ),
    )


def apply_families(app: QApplication, families: tuple[str, ...]) -> None:
    """Use these font families, first choice first; called when the language changes."""
    now = _Current.look
    if families == now.families:
        restyle_all(app)  # the direction may have changed
        return
    apply_look(
        app,
        Look(
            tokens=now.tokens,
            text_scale=now.text_scale,
            reduced_motion=now.reduced_motion,
            families=families,
        ),
    )


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette for the few parts that Qt paints itself."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, value in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.accent_soft),
        (role.Text, tokens.ink),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.stop),
        (role.PlaceholderText, tokens.muted),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.surface),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.ink),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.line),
        (role.Mid, tokens.line),
        (role.Dark, tokens.muted),
        (role.Shadow, tokens.muted),
    ):
        palette.setColor(target, colour(value))
    disabled = QPalette.ColorGroup.Disabled
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, target, colour(tokens.muted))
    palette.setColor(disabled, role.Highlight, colour(tokens.muted))
    return palette


@lru_cache(maxsize=64)
def _font(families: tuple[str, ...], pixel_size: int, bold: bool) -> QFont:  # noqa: FBT001 -- a key
    """Return a font; the same few are asked for thousands of times."""
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(pixel_size)
    font.setBold(bold)
    # The same advance widths at every scale and on every machine.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _system_tokens(app: QApplication) -> Tokens:
    """Return the table that the desktop's scheme and contrast preference ask for."""
    # Both objects stay in variables: PySide6 deletes the inner one with its temporary owner.
    hints = app.styleHints()
    accessibility = hints.accessibility() if hasattr(hints, "accessibility") else None
    preference = getattr(accessibility, "contrastPreference", None)
    if preference is not None and "HighContrast" in str(preference()):
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT

"""The bundled fonts: Latin before the first paint, the others when a language needs them.

Rules:

1. ``load_first`` reads two small files; the first window is never later than that.
2. ``load_for`` reads what the language is written in, before its texts are shown.
3. ``load_rest`` reads all others, once the window is there: a name or a plate may be in any
   script, and without a system font it would show as boxes.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from ownerapp.i18n import canonical
from ownerapp.resources import resource_path
from ownerapp.ui import theme
from ownerapp.ui.widgets.wrapping import forget_measures

LATIN: Final = "Noto Sans"
HAN: Final = "Noto Sans SC"

_FILES: Final[dict[str, tuple[str, ...]]] = {
    LATIN: ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    HAN: ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"),
    "Noto Sans Arabic": ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    "Noto Sans Hebrew": ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    "Noto Sans Thai": ("NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
    "Noto Sans Math": ("NotoSansMath-Regular.ttf",),
    "Noto Sans Symbols2": ("NotoSansSymbols2-Regular.ttf",),
}
_BY_LANGUAGE: Final[dict[str, str]] = {
    "zh": HAN,
    "ja": HAN,
    "ko": HAN,
    "ar": "Noto Sans Arabic",
    "ar-XB": "Noto Sans Arabic",
    "fa": "Noto Sans Arabic",
    "ur": "Noto Sans Arabic",
    "he": "Noto Sans Hebrew",
    "th": "Noto Sans Thai",
}


class _Loaded:
    """Which families the program has registered with Qt."""

    families: set[str] = set()  # noqa: RUF012 -- the one cell of this module


def load_first() -> None:
    """Load the Latin fonts."""
    _load(LATIN)


def load_for(tag: str) -> None:
    """Load what a language is written in."""
    _load(LATIN)
    own = family_of(tag)
    if own is not None:
        _load(own)


def load_rest(app: QApplication) -> None:
    """Load all other fonts, and let what is on screen be drawn with them."""
    before = len(_Loaded.families)
    for family in _FILES:
        _load(family)
    if len(_Loaded.families) != before:
        theme.restyle_all(app)


def families_for(tag: str) -> tuple[str, ...]:
    """Return the families to set for a language, first choice first.

    All bundled families are named, so that a missing glyph is looked for among them before
    any font of the system: the same picture on every machine.
    """
    own = family_of(tag)
    # Han first in Chinese: its quotation marks and dots are as wide as its characters.
    first = (LATIN,) if own is None else (own, LATIN) if own == HAN else (LATIN, own)
    return (*first, *(family for family in _FILES if family not in first))


def family_of(tag: str) -> str | None:
    """Return the family that a language needs beside the Latin one, if any."""
    name = canonical(tag)
    return _BY_LANGUAGE.get(name) or _BY_LANGUAGE.get(name.partition("_")[0])


def _load(family: str) -> None:
    """Register a family's files once."""
    if family in _Loaded.families:
        return
    _Loaded.families.add(family)
    forget_measures()
    for name in _FILES[family]:
        QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))

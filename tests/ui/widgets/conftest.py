"""Each test starts and ends in the light theme, left to right, at 100 %."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ownerapp.i18n import set_language
from ownerapp.ui import fonts, theme
from ownerapp.ui.theme import ThemeChoice


@pytest.fixture(autouse=True)
def light_look(qapp: QApplication) -> Iterator[QApplication]:
    """Return the application in its resting look, and bring it back there."""
    fonts.load_first()
    _rest(qapp)
    yield qapp
    _rest(qapp)


def _rest(app: QApplication) -> None:
    """Bring the application back to where every test starts."""
    set_language("en")
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(app, ThemeChoice.LIGHT, reduced_motion=True)

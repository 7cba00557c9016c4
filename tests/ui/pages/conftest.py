"""Pages are tested in the real window, over a real store with one car."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.term import Term
from ownerapp.i18n import set_language
from ownerapp.ui import fonts, theme
from ownerapp.ui.theme import ThemeChoice
from tests.support.desks import CABIN, DRIVING, Place, add_car, commit, no, shipped, yes
from tests.support.windows import OpenedUrls, Shown, opened_urls, shown_window


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A data folder with a car, one yes and one no."""
    made = Place(data_dir=tmp_path / "data")
    opened = made.open()
    car = add_car(opened)
    made.clock.move(hours=1)
    commit(opened, car, yes(shipped().notice, CABIN, Term.DAYS_7))
    made.clock.move(hours=1)
    commit(opened, car, no(DRIVING))
    made.close()
    yield made
    made.close()


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[Shown]:
    """The window over that folder; afterwards the application looks as before."""
    fonts.load_first()
    with shown_window(qapp, qtbot, place) as window:
        yield window
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


@pytest.fixture
def opened() -> Iterator[OpenedUrls]:
    """What was handed to the desktop to open."""
    with opened_urls() as taker:
        yield taker

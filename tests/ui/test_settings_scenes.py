"""The scenes of the settings show all of the page, however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.settings import Theme
from ownerapp.ui import fonts, theme
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.theme import PAGE_MARGIN, ThemeChoice
from tests.support.desks import Place, add_car
from tests.support.everyday_scenes import reminders
from tests.support.rule_scenes import rules_scene
from tests.support.scenes import SCENES, Scene, known_notices, opened
from tests.support.settings_scenes import SETTINGS, settings_page
from tests.support.windows import Shown, shown_window

SHOWING: tuple[Scene, ...] = (*SETTINGS, rules_scene, reminders, known_notices)


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    fonts.load_first()
    fonts.load_rest(qapp)
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()
    with shown_window(qapp, qtbot, place) as window:
        yield window
    place.close()
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


def never_seen(section: Section, seen: set[int]) -> int:
    """Return how much of a section's height is in no picture."""
    return len(set(range(section.height())) - seen)


@pytest.mark.parametrize(("percent", "height"), [(100, 760), (200, 1600)])
def test_every_section_of_the_settings_is_in_a_picture(
    shown: Shown, percent: int, height: int
) -> None:
    shown.window.resize(1180, height)
    shown.look(language="en", theme=Theme.LIGHT, percent=percent)
    sections = settings_page(shown).index._sections
    seen: dict[Section, set[int]] = {section: set() for section in sections}
    for scene in SHOWING:
        with opened(scene, shown):
            for section in sections:
                part = section.visibleRegion().boundingRect()
                seen[section] |= set(range(part.top(), part.bottom() + 1))
    unseen = {section.title(): never_seen(section, lines) for section, lines in seen.items()}
    assert not {title: rows for title, rows in unseen.items() if rows > 0}


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_page_ends_below_its_last_section(shown: Shown, percent: int) -> None:
    shown.window.resize(1180, 760)
    shown.look(language="en", theme=Theme.LIGHT, percent=percent)
    page = settings_page(shown)
    content = page.scroll_area.content()
    end = page.about.mapTo(content, page.about.rect().bottomLeft()).y() + 1
    assert content.height() - end == PAGE_MARGIN


def test_the_sweeps_look_at_them() -> None:
    assert set(SHOWING) <= set(SCENES)

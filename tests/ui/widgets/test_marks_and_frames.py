"""Marks stand at the first line of their words; lines and frames are seen in every theme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.ui import theme
from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.chip import Chip, ChipSpec
from ownerapp.ui.widgets.drawing import painting
from ownerapp.ui.widgets.fields import RadioRow
from ownerapp.ui.widgets.radio_mark import paint_radio
from ownerapp.ui.widgets.reach import GLYPH, Reach
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.term_tiles import TermOption, TermTile
from ownerapp.ui.widgets.words_field import FramedWords

_LONG = "Words that are much too long for a single line of so narrow a row"


@pytest.fixture(params=[ThemeChoice.LIGHT, ThemeChoice.HIGH_CONTRAST])
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[theme.Look]:
    theme.apply_theme(qapp, request.param, reduced_motion=True)
    yield theme.current()
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


def unlike(image: QImage, ground: QColor, *, row: int) -> list[int]:
    """Return where a row of pixels is clearly of another colour than its ground."""

    def far(x: int) -> bool:
        there = image.pixelColor(x, row)
        return abs(there.lightness() - ground.lightness()) > 60

    return [x for x in range(image.width()) if far(x)]


def test_the_line_of_a_radio_is_as_wide_as_every_border(look: theme.Look) -> None:
    image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    ground = theme.colour(look.tokens.surface)
    image.fill(ground)
    with painting(image) as painter:
        line = theme.colour(look.tokens.muted)
        paint_radio(painter, QPointF(20, 20), 36, line, chosen=False)
    full = abs(line.lightness() - ground.lightness())
    there = (image.pixelColor(x, 20).lightness() for x in range(20))
    width = sum(abs(light - ground.lightness()) for light in there) / full
    assert width >= look.tokens.border - 0.2  # a pixel of which a part is covered counts so far


def test_the_frame_of_a_text_is_seen_in_every_theme(qtbot: QtBot, look: theme.Look) -> None:
    field = FramedWords()
    qtbot.addWidget(field)
    field.resize(200, 100)
    field.show()
    image = field.grab().toImage()
    found = unlike(image, theme.colour(look.tokens.surface), row=50)
    edge = list(range(look.tokens.border))
    assert [x for x in found if x < 20] == edge
    assert [199 - x for x in reversed(found) if x >= 180] == edge


@pytest.mark.parametrize("kind", [RadioRow, CheckRow])
def test_a_mark_stands_at_the_first_of_several_lines(
    qtbot: QtBot, look: theme.Look, kind: type[RadioRow | CheckRow]
) -> None:
    row = RadioRow("key", _LONG) if kind is RadioRow else CheckRow(_LONG)
    qtbot.addWidget(row)
    row.resize(160, row.heightForWidth(160))
    row.show()
    image = row.grab().toImage()
    ground = image.pixelColor(image.width() - 1, 0)
    rows = [y for y in range(image.height()) if [x for x in unlike(image, ground, row=y) if x < 16]]
    assert row.height() > 3 * row.fontMetrics().height()
    middle = (rows[0] + rows[-1]) / 2
    assert abs(middle - 4 - row.fontMetrics().height() / 2) <= 2


def test_the_mark_of_a_tile_stands_at_the_first_line(qtbot: QtBot) -> None:
    tile = TermTile(TermOption(key="open", text="Until I turn it off", second="No end date"))
    qtbot.addWidget(tile)
    line = tile.fontMetrics().height()
    assert tile._first_middle(1_000, line) == pytest.approx(line / 2, abs=1)
    assert tile._first_middle(60, 4 * line) < 2 * line


def test_the_gap_of_a_chip_grows_with_the_text(qapp: QApplication, qtbot: QtBot) -> None:
    def gaps() -> set[int]:
        look = theme.current()
        reach = Chip(ChipSpec(text="x", reach=Reach.CAR))
        icon = Chip(ChipSpec(text="x", icon="clock"))
        for chip in (reach, icon):
            qtbot.addWidget(chip)
        return {reach._before() - look.px(GLYPH.width()), icon._before() - look.px(14)}

    assert len(gaps()) == 1
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=2.0, reduced_motion=True)
    assert len(gaps()) == 1
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


def test_the_ring_of_a_link_has_as_much_air_before_its_words_as_behind_its_chevron(
    qtbot: QtBot,
) -> None:
    link = LinkButton("Show", chevron="chevd")
    qtbot.addWidget(link)
    link.resize(link.sizeHint())
    ring = link.focus_rect()
    assert -ring.left() == 2
    assert link.width() - link._chevron_inset() + 2 == ring.right() + 1


def test_the_ring_of_what_scrolls_in_a_sheet_is_clear_of_its_edge(
    qtbot: QtBot, look: theme.Look
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    sheet = Sheet(window)
    sheet.open_over()
    scroll = sheet._scroll
    reach = 2 + look.tokens.focus_width
    ring = scroll.focus_rect().adjusted(-reach, -reach, reach, reach)
    assert ring.left() >= look.tokens.border + 2
    assert scroll.rect().right() - ring.right() >= look.tokens.border + 2
    bar = scroll.verticalScrollBar()
    assert not bar.isVisible()
    spacer = QWidget()
    spacer.setFixedHeight(2_000)
    sheet.body.addWidget(spacer)
    qtbot.waitUntil(bar.isVisible)
    narrow = scroll.focus_rect().adjusted(-reach, -reach, reach, reach)
    assert scroll.rect().right() - narrow.right() >= bar.width() + look.tokens.border + 2
    sheet.reject()

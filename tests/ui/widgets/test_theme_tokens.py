from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ownerapp.ui import theme
from ownerapp.ui.icons import icon_names, pixmap
from ownerapp.ui.theme import DARK, HIGH_CONTRAST, LIGHT, TextRole, ThemeChoice, Tokens, Tone
from ownerapp.ui.widgets.text import Text

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda t: t.name)


def luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(v) for v in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: QColor, b: QColor) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.rule("US-C-20")
@THEMES
def test_every_text_tone_is_readable_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    for tone in Tone:
        for ground in (tokens.surface, tokens.window, tokens.accent_soft):
            if tone in {Tone.OK, Tone.WARN, Tone.STOP} and ground == tokens.accent_soft:
                continue
            assert contrast(tokens.colour(tone), theme.colour(ground)) >= 4.5, (tone, ground)


@THEMES
def test_state_colours_are_readable_on_their_own_tint(tokens: Tokens) -> None:
    for value in (tokens.ok, tokens.warn, tokens.stop):
        assert contrast(theme.colour(value), tokens.tint(value)) >= 4.5


@THEMES
def test_control_outlines_and_filled_buttons_stand_out(tokens: Tokens) -> None:
    assert contrast(theme.colour(tokens.muted), theme.colour(tokens.surface)) >= 3
    assert contrast(theme.colour(tokens.surface), theme.colour(tokens.accent)) >= 4.5
    assert contrast(theme.colour(tokens.surface), tokens.hover(tokens.accent)) >= 4.5


def test_measured_contrasts_are_those_of_the_design() -> None:
    assert contrast(QColor(LIGHT.ink), QColor(LIGHT.surface)) == pytest.approx(16.0, abs=0.1)
    assert contrast(QColor(DARK.accent), QColor(DARK.window)) == pytest.approx(9.4, abs=0.1)
    assert contrast(QColor(HIGH_CONTRAST.warn), QColor("#000")) == pytest.approx(15.7, abs=0.1)


def test_high_contrast_has_thicker_borders_and_no_tints() -> None:
    assert HIGH_CONTRAST.border == 2
    assert HIGH_CONTRAST.focus_width == 3
    assert HIGH_CONTRAST.tint(HIGH_CONTRAST.warn) == QColor(HIGH_CONTRAST.surface)
    assert HIGH_CONTRAST.edge(HIGH_CONTRAST.warn) == QColor(HIGH_CONTRAST.warn)


def test_a_theme_changes_live_without_building_widgets_anew(
    qapp: QApplication, qtbot: QtBot
) -> None:
    text = Text("Confirmed by the car", tone=Tone.OK)
    muted = Text("Recorded only", tone=Tone.MUTED)
    qtbot.addWidget(muted)
    muted.show()
    before = text.font().pixelSize()
    theme.apply_theme(qapp, ThemeChoice.DARK, text_scale=2.0)
    qapp.processEvents()
    assert text.palette().windowText().color() == QColor(DARK.ok)
    assert muted.palette().placeholderText().color() == QColor(DARK.muted)
    assert text.font().pixelSize() == 2 * before


def test_the_text_scale_is_kept_between_100_and_200_percent() -> None:
    assert theme.clamp_scale(0.2) == 1.0
    assert theme.clamp_scale(7) == 2.0


def test_the_system_choice_always_leads_to_a_whole_table(qapp: QApplication) -> None:
    assert theme.tokens_for(qapp, ThemeChoice.SYSTEM) in {LIGHT, DARK, HIGH_CONTRAST}


def test_only_the_bundled_type_scale_is_used() -> None:
    look = theme.Look(text_scale=1.5)
    assert look.font(TextRole.HEADING).pixelSize() == 36
    assert look.font(TextRole.LABEL).pixelSize() == 18
    assert look.font(TextRole.TITLE).bold()


def test_markup_is_shown_as_it_is(qapp: QApplication) -> None:
    text = Text('<img src="x"><b>bold</b>')
    assert text.text() == '<img src="x"><b>bold</b>'
    assert not text.hasScaledContents()
    assert QLabel(text.text()).sizeHint().width() < text.sizeHint().width()


def test_every_icon_draws_in_the_wished_colour(qapp: QApplication) -> None:
    assert len(icon_names()) > 50
    for name in icon_names():
        image = pixmap(name, QColor("#ff0000"), 24).toImage()
        colours = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }
        assert colours <= {"#ff0000"}, name


def test_only_icons_that_point_along_the_text_are_mirrored(qapp: QApplication) -> None:
    for name, differs in (("right", True), ("sedan", True), ("clock", False), ("check", False)):
        here = pixmap(name, QColor("#000000"), 24).toImage()
        there = pixmap(name, QColor("#000000"), 24, right_to_left=True).toImage()
        assert (here != there) is differs, name

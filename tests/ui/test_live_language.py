from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.i18n import set_language
from ownerapp.ui import fonts, theme
from ownerapp.ui.languages import QT_TEXTS, GettextTranslator, Languages
from ownerapp.ui.widgets.text import Text


class Listening(QWidget):
    """Counts how often it was told of a new language."""

    def __init__(self) -> None:
        super().__init__()
        self.told = 0

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.told += 1


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    languages = Languages(qapp)
    yield languages
    languages.use("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    set_language("en")


@pytest.mark.parametrize("tag", ["en", "zh_Hans", "ar-XB", "en-XA"])
def test_every_switch_tells_every_widget(qtbot: QtBot, languages: Languages, tag: str) -> None:
    window = Listening()
    inner = Listening()
    inner.setParent(window)
    qtbot.addWidget(window)
    window.show()
    languages.use("en-XA" if tag != "en-XA" else "en")
    QApplication.processEvents()
    window.told = inner.told = 0
    languages.use(tag)
    QApplication.processEvents()
    assert window.told >= 1
    assert inner.told >= 1


def test_the_direction_is_set_both_ways(qapp: QApplication, languages: Languages) -> None:
    languages.use("ar-XB")
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert QLocale().textDirection() is Qt.LayoutDirection.RightToLeft
    languages.use("en")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_texts_move_to_the_other_edge(qtbot: QtBot, languages: Languages) -> None:
    text = Text("Lin Yue's saloon")
    qtbot.addWidget(text)
    assert text.alignment() & Qt.AlignmentFlag.AlignLeft
    languages.use("ar-XB")
    assert text.alignment() & Qt.AlignmentFlag.AlignRight


def test_qts_own_words_are_chinese_in_chinese(qtbot: QtBot, languages: Languages) -> None:
    languages.use("zh_Hans")
    if languages.current() != "zh_Hans":
        pytest.skip("the catalogue is not there yet")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


def test_qts_own_words_come_from_our_catalogue_where_qt_has_none(
    qtbot: QtBot, languages: Languages
) -> None:
    languages.use("en-XA")
    shown = QCoreApplication.translate("QPlatformTheme", "Cancel")
    assert shown not in {"", "Cancel"}
    assert QCoreApplication.translate("QPlatformTheme", "Nobody knows this") == "Nobody knows this"


def test_the_list_of_qts_words_has_no_doubles() -> None:
    assert len(QT_TEXTS) == len(set(QT_TEXTS))
    assert not GettextTranslator().isEmpty()


def test_chinese_takes_the_han_font_first_and_latin_right_after() -> None:
    assert fonts.families_for("zh_Hans")[:2] == ("Noto Sans SC", "Noto Sans")
    assert fonts.families_for("ar-XB")[:2] == ("Noto Sans", "Noto Sans Arabic")
    assert set(fonts.families_for("en")) == set(fonts.families_for("th"))


def test_a_plate_in_another_script_is_drawn_once_all_fonts_are_there(
    qapp: QApplication, qtbot: QtBot
) -> None:
    fonts.load_first()
    theme.apply_families(qapp, fonts.families_for("en"))
    fonts.load_rest(qapp)
    assert "Noto Sans SC" in theme.current().families
    text = Text("沪A·D41827")
    qtbot.addWidget(text)
    assert text.fontMetrics().horizontalAdvance("沪") >= 12

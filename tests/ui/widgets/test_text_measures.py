"""A text says the same about its size as Qt's label would, measured fewer times."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, ThemeChoice
from ownerapp.ui.widgets.text import Text

_WORDS = "A rule says what you want. It stands on every card that it is about."
_TEXTS = ("Keys", _WORDS, "two\nlines of it", "沪A·D12345", "本程序不连接网络。")


@pytest.mark.parametrize("said", _TEXTS)
@pytest.mark.parametrize("role", list(TextRole))
@pytest.mark.parametrize("margins", [(0, 0, 0, 0), (24, 3, 9, 5)])
def test_a_text_is_as_high_and_at_least_as_wide_as_a_label(
    qtbot: QtBot, said: str, role: TextRole, margins: tuple[int, int, int, int]
) -> None:
    text = Text(said, role=role)
    qtbot.addWidget(text)
    text.setContentsMargins(*margins)
    assert text.minimumSizeHint() == QLabel.minimumSizeHint(text)
    wanted = text.sizeHint().width()
    for width in (30, wanted - 1, wanted, wanted + 1, wanted + 40, 2_000):
        assert text.heightForWidth(width) == QLabel.heightForWidth(text, width)


def test_other_words_and_another_size_are_measured_again(qtbot: QtBot, qapp: QApplication) -> None:
    text = Text("Keys")
    qtbot.addWidget(text)
    before = text.sizeHint(), text.minimumSizeHint()
    text.setText(_WORDS)
    assert text.minimumSizeHint() == QLabel.minimumSizeHint(text)
    assert text.heightForWidth(60) == QLabel.heightForWidth(text, 60)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=2)
    text.restyle()
    text.setText("Keys")
    assert text.minimumSizeHint() == QLabel.minimumSizeHint(text)
    assert (text.sizeHint(), text.minimumSizeHint()) != before

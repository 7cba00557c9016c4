"""Words stand clear of what is beside and below them: steps, results, labels of a notice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.ui import theme
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.numbered_line import NumberedLine
from ownerapp.ui.widgets.reading_text import ReadingText, TextRow
from ownerapp.ui.widgets.result_panel import LineMark, ResultKind, ResultLine, ResultPanel
from ownerapp.ui.widgets.text import Text

STEP = "3. The last day for the answer is counted by the law and shown with each step."
LABELS = ("Brand", "Where the notice is published", "The car's own switch for the location")


@pytest.fixture(params=[1.0, 2.0], ids=["100", "200"])
def scale(request: pytest.FixtureRequest, qapp: QApplication) -> float:
    found: float = request.param
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=found)
    return found


def left(part: QWidget, root: QWidget) -> int:
    return part.mapTo(root, QPoint(0, 0)).x()


@pytest.mark.parametrize("side", list(Qt.LayoutDirection)[:2])
def test_the_later_lines_of_a_step_begin_below_its_words(
    qtbot: QtBot, scale: float, side: Qt.LayoutDirection
) -> None:
    line = NumberedLine()
    qtbot.addWidget(line)
    line.setLayoutDirection(side)
    line.set_text(STEP)
    assert line.text() == STEP
    width = round(300 * scale)
    line.resize(width, line.heightForWidth(width))
    line.show()
    number, words = (part for part in line.findChildren(Text) if part.isVisible())
    assert (number.text(), words.text()) == tuple(STEP.split(" ", 1))
    assert words.height() >= 2 * number.height() - 2
    assert words.y() == number.y()
    if side is Qt.LayoutDirection.LeftToRight:
        assert words.x() >= number.x() + number.width() + 4
    else:
        assert number.x() >= words.x() + words.width() + 4


def test_a_sentence_without_a_number_keeps_all_its_words(qtbot: QtBot, scale: float) -> None:
    line = NumberedLine()
    qtbot.addWidget(line)
    line.set_text("Ask the maker.")
    line.show()
    assert line.text() == "Ask the maker."
    (words,) = (part for part in line.findChildren(Text) if part.isVisible())
    assert words.x() == 0


@pytest.mark.parametrize("links", [0, 1])
def test_the_last_line_of_a_result_is_clear_of_the_frame(
    qtbot: QtBot, scale: float, links: int
) -> None:
    panel = ResultPanel()
    qtbot.addWidget(panel)
    lines = [ResultLine(mark=LineMark.UNKNOWN, text="It is of a version that nobody knows")]
    panel.show_result(ResultKind.CANNOT_TELL, "Cannot tell", "Pasted text", lines)
    panel.set_links([("Show details", lambda: None)] * links)
    panel.resize(1000, panel.heightForWidth(1000))
    panel.show()
    shown = [*panel.findChildren(Text), *panel.findChildren(LinkButton)]
    last = [part for part in shown if part.isVisible()]
    lowest = max(part.mapTo(panel, QPoint(0, part.height())).y() for part in last)
    assert panel.height() - lowest >= (14 if links else 16)
    assert panel.height() - lowest <= 20


def test_no_label_of_a_notice_comes_near_its_answer(qtbot: QtBot, scale: float) -> None:
    text = ReadingText()
    qtbot.addWidget(text)
    text.show_pieces([tuple(TextRow(label=label, text="Not stated") for label in LABELS)])
    text.resize(round(852 * scale), 600)
    text.show()
    QApplication.processEvents()
    blocks = [text.document().findBlockByNumber(n) for n in range(text.document().blockCount())]
    labels = {block.text(): block for block in blocks if block.text() in LABELS}
    assert {*labels} == {*LABELS}
    answer = next(block for block in blocks if block.text() == "Not stated")
    begins = at(text, answer)
    for block in labels.values():
        lines = [block.layout().lineAt(n) for n in range(block.layout().lineCount())]
        ends = at(text, block) + max(line.naturalTextWidth() for line in lines)
        assert begins - ends >= 12
    assert labels[LABELS[1]].layout().lineCount() == 1


def at(text: ReadingText, block: QTextBlock) -> float:
    """Return where a block begins from the left."""
    layout = text.document().documentLayout()
    return layout.blockBoundingRect(block).left()

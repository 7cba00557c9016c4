"""What is written in a script whose font comes after the first paint has its whole room then."""

from __future__ import annotations

import os
import subprocess
import sys

SCRIPT = """
import sys
from PySide6.QtWidgets import QApplication
from ownerapp.ui import fonts, theme
from ownerapp.ui.widgets.card import PlateLabel

app = QApplication([])
fonts.load_first()
plate = PlateLabel("沪A·D12345")
plate.ensurePolished()
plate.sizeHint()
fonts.load_rest(app)
margins = plate.contentsMargins()
needed = plate.fontMetrics().horizontalAdvance(plate.text()) + margins.left() + margins.right()
print(plate.sizeHint().width(), needed)
"""


def test_a_plate_is_measured_again_once_its_font_is_there() -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    wide, needed = map(int, run.stdout.split())
    assert wide >= needed


NAMES = """
import sys
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from ownerapp.ui import fonts
from ownerapp.ui.first_run.steps import LanguageStep

app = QApplication([])
fonts.load_first()
before = fonts.HAN in QFontDatabase.families()
step = LanguageStep()
print(before, fonts.HAN in QFontDatabase.families())
"""


def test_the_first_page_names_each_language_in_its_own_script_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NAMES],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["False", "True"]

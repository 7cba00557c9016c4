"""What only a process of its own can show: long runs, and what importing costs."""

from __future__ import annotations

import subprocess
import sys

LONG_RUN = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for number in range(20_000):
    label.setText("x")
print("alive")
"""
IMPORTS = """
import sys
from ownerapp.ui import fonts, forms, icons, languages, tasks, theme
from ownerapp.ui.widgets import (
    banner, buttons, card, chip, details, drop_area, fields, icon_text, meter, nav,
    practice_card, reach, result_panel, rows_list, scroll, sheet, state_line, term_tiles, text,
)
heavy = {"sqlalchemy", "alembic", "keyring", "babel", "cryptography", "typst", "msgspec"}
print(sorted(heavy & set(sys.modules)))
"""


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_twenty_thousand_calls_that_return_nothing_do_not_kill_the_process() -> None:
    assert run(LONG_RUN) == "alive"


def test_the_toolkit_imports_nothing_heavy() -> None:
    assert run(IMPORTS) == "[]"

"""Cold start and memory against a bare window of the same toolkit.

Each measurement is a whole process, from its start to its end. The bare window ends after
its first frame; ours ends at ``--exit-after painted`` or ``ready``.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.promise import Promise, interleaved

_ROUNDS = 9
_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.instance().quit)

app = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("Bare"))
window.resize(1180, 760)
window.show()
sys.exit(app.exec())
"""
_WEIGH = """
import os, sys

_pid, status, usage = os.wait4(os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]), 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def run(data_dir: Path, env: dict[str, str]) -> list[Promise]:
    """Measure on a prepared folder, warm, in turns."""
    bare = [sys.executable, "-c", _BARE]
    ours = [sys.executable, "-m", "ownerapp", "--data-dir", str(data_dir), "--lang", "en"]
    painted = [*ours, "--exit-after", "painted"]
    ready = [*ours, "--exit-after", "ready"]
    for command in (bare, painted, ready):
        _seconds(command, env)
    bare_s, painted_s, ready_s = interleaved(
        [
            lambda: _seconds(bare, env),
            lambda: _seconds(painted, env),
            lambda: _seconds(ready, env),
        ],
        rounds=_ROUNDS,
    )
    bare_kb, ready_kb = interleaved(
        [lambda: _memory(bare, env), lambda: _memory(ready, env)], rounds=3
    )
    platform = env.get("QT_QPA_PLATFORM", "the screen's own")
    return [
        Promise(
            name="start to the first painted window / bare window",
            value=painted_s / bare_s,
            limit=2,
            note=f"bare {bare_s * 1000:.0f} ms here, platform {platform}",
        ),
        Promise(
            name="start to readable choices / bare window",
            value=ready_s / bare_s,
            limit=5,
            at_most=7,
        ),
        Promise(
            name="memory with readable choices / bare window",
            value=ready_kb / bare_kb,
            limit=2.5,
            note=f"bare {bare_kb / 1024:.0f} MB here, largest resident size",
        ),
    ]


def _seconds(command: list[str], env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _memory(command: list[str], env: dict[str, str]) -> float:
    """Return the largest resident size of a whole run, in kilobytes."""
    # By a small process between: a child begins with the size of the one that started it.
    weighed = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _WEIGH, *command],
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(weighed.stdout.splitlines()[-1])

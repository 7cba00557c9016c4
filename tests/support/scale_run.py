"""Every page and dialog at other scales and sizes: ``python -m tests.support.scale_run``.

A scale holds for a whole process, so each is tried in one of its own. Words after the command
are names of scenes; without them all are looked at. Ends with 1 where something is cut,
overlaps, or is hard to press.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from ownerapp.domain.settings import Theme
from ownerapp.ui import fonts
from tests.support.desks import Place, add_car
from tests.support.scene_window import PlainBot
from tests.support.scenes import SCENES, Scene, opened
from tests.support.sweep import problems
from tests.support.windows import Shown, shown_window

SCALES = ("1.25", "1.5", "2")
LOOKS = (("en", 960, 640), ("zh_Hans", 1920, 1080), ("en", 3840, 2160))
_INSIDE, _IN_TURN = "--inside", "--in-turn"


def at_scale(scale: str, names: Sequence[str] = (), *, in_turn: bool = False) -> list[str]:
    """Look at scenes in a process of this scale and return what is wrong.

    Args:
        scale: How many pixels of the screen make one of the program's.
        names: The scenes; all where none is named.
        in_turn: Look at each scene in one of the looks, not in all.
    """
    words = [*([_IN_TURN] if in_turn else []), *names]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.support.scale_run", _INSIDE, folder, *words],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale},
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def _inside(folder: Path, words: Sequence[str]) -> list[str]:
    in_turn, names = _IN_TURN in words, [word for word in words if word != _IN_TURN]
    app = QApplication(sys.argv[:1])
    fonts.load_first()
    fonts.load_rest(app)
    place = Place(data_dir=folder / "data")
    add_car(place.open())
    place.close()
    (folder / "Documents").mkdir()
    wanted = [scene for scene in SCENES if not names or scene.__name__ in names]
    bot: Any = PlainBot()
    with shown_window(app, bot, place) as shown:
        ratio = f"{shown.window.devicePixelRatioF():g}"
        assert ratio == f"{float(os.environ['QT_SCALE_FACTOR']):g}", ratio
        found = [line for scene in wanted for line in _looked_at(shown, scene, in_turn=in_turn)]
    place.close()
    return list(dict.fromkeys(found))


def _looked_at(shown: Shown, scene: Scene, *, in_turn: bool) -> Iterator[str]:
    # Each third of the scenes has one look, another at each scale: few changes of the look.
    third = SCENES.index(scene) * len(LOOKS) // len(SCENES)
    turn = (third + SCALES.index(os.environ["QT_SCALE_FACTOR"])) % len(LOOKS)
    for language, width, height in LOOKS[turn : turn + 1] if in_turn else LOOKS:
        shown.look(language=language, theme=Theme.LIGHT, percent=100)
        shown.window.resize(width, height)
        shown.settle()
        with opened(scene, shown) as root:
            where = f"{scene.__name__}, {language}, {width} x {height}"
            yield from (f"{where}: {line}" for line in problems(root))


def main(words: list[str]) -> int:
    """Try every scale, or be the process of one."""
    if words[:1] == [_INSIDE]:
        sys.stdout.write(json.dumps(_inside(Path(words[1]), words[2:])) + "\n")
        return 0
    count = 0
    for scale in SCALES:
        found = at_scale(scale, words)
        sys.stdout.write(f"scale {scale}: {len(found)} problems\n")
        sys.stdout.write("".join(f"  {line}\n" for line in found))
        count += len(found)
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

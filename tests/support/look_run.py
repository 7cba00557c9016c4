"""Every page and dialog in every look, checked and as pictures.

Run by ``python -m tests.support.look_run``. The first word is the folder for the pictures and
for ``index.html``, which shows them side by side. ``--scenes``, ``--languages``, ``--themes``,
``--percents`` and ``--size`` (960x640) narrow it down. Each language runs in a process of its
own. Ends with 1 where a text is cut, overlaps, strays or is hard to read, or a target is hard
to press.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ownerapp.domain.settings import Theme
from ownerapp.ui import fonts
from tests.support.desks import Place, add_car
from tests.support.pixels import contrasts, drawn, misplaced_texts, pale_texts, sideways
from tests.support.scene_window import PlainBot
from tests.support.scenes import SCENES, opened
from tests.support.sweep import focusable, problems
from tests.support.windows import Shown, shown_window

LANGUAGES = ("en", "zh_Hans", "en-XA", "ar-XB")
THEMES = tuple(item.value for item in (Theme.LIGHT, Theme.DARK, Theme.HIGH_CONTRAST))
PERCENTS = (100, 200)
SIZE = "1180x760"
_SIDE_BY_SIDE = 2
"""Processes at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A scene in one look: how many things were measured in it, and what is wrong."""

    scene: str
    language: str
    theme: str
    percent: int
    texts: int = 0
    least_contrast: float = 21.0
    targets: int = 0
    problems: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name of its picture, without the ending."""
        return f"{self.scene}-{self.language}-{self.theme}-{self.percent}"


def looked_at(shown: Shown, root: QWidget) -> tuple[list[str], int, float]:
    """Return what is wrong with a scene, how many texts were measured, and the palest."""
    picture = drawn(root.window(), root)
    measured = contrasts(picture)
    found = [*problems(root), *pale_texts(measured), *misplaced_texts(picture), *sideways(root)]
    if root.window() is shown.window and shown.window.sidebar.isVisible():
        found += problems(shown.window.sidebar)
    return found, len(measured), min((item.contrast for item in measured), default=21.0)


def _measured(look: Look, shown: Shown, root: QWidget) -> Look:
    """Return a look with what was found in it."""
    found, texts, least = looked_at(shown, root)
    return replace(
        look,
        texts=texts,
        least_contrast=round(least, 2),
        targets=len(focusable(root)),
        problems=tuple(dict.fromkeys(found)),
    )


def _leave(shown: Shown) -> None:
    """Close what a scene that failed has left open."""
    for sheet in shown.window.findChildren(QDialog):
        sheet.reject()
    shown.wait_idle()
    shown.settle()


def looks(shown: Shown, wanted: argparse.Namespace, folder: Path | None) -> Iterator[Look]:
    """Go through the scenes in one language and yield each look."""
    width, height = (int(part) for part in wanted.size.split("x"))
    (language,) = wanted.languages
    for scene in SCENES:
        if wanted.scenes and scene.__name__ not in wanted.scenes:
            continue
        for percent in wanted.percents:
            for colours in wanted.themes:
                shown.window.resize(width, height)
                shown.look(language=language, theme=Theme(colours), percent=percent)
                look = Look(scene=scene.__name__, language=language, theme=colours, percent=percent)
                try:
                    with opened(scene, shown) as root:
                        look = _measured(look, shown, root)
                        if folder is not None:
                            root.window().grab().save(str(folder / f"{look.name}.png"))
                except Exception as error:  # noqa: BLE001 - the other scenes are looked at all the same
                    look = replace(look, problems=(f"cannot be opened: {error!r}",))
                    _leave(shown)
                yield look


def _inside(wanted: argparse.Namespace) -> list[Look]:
    app = QApplication(sys.argv[:1])
    fonts.load_first()
    fonts.load_rest(app)
    bot: Any = PlainBot()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(data_dir=Path(folder) / "data")
        add_car(place.open())
        place.close()
        (Path(folder) / "Documents").mkdir()
        with shown_window(app, bot, place) as shown:
            found = list(looks(shown, wanted, wanted.folder))
        place.close()
    return found


def _in_language(wanted: argparse.Namespace, language: str) -> list[Look]:
    """Look at scenes in a process of this language."""
    words = [str(wanted.folder), "--inside", "--size", wanted.size, "--languages", language]
    words += ["--themes", *wanted.themes, "--percents", *map(str, wanted.percents)]
    words += ["--scenes", *wanted.scenes] if wanted.scenes else []
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.look_run", *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        reason = f"its process ended with {done.returncode}"
        return [Look(scene="all", language=language, theme="", percent=0, problems=(reason,))]
    return [
        Look(**{**item, "problems": tuple(item["problems"])})
        for item in json.loads(done.stdout.splitlines()[-1])
    ]


def contact_sheet(found: Sequence[Look]) -> str:
    """Return a page with every picture, a row for each scene."""
    rows: dict[str, list[Look]] = {}
    for look in found:
        rows.setdefault(look.scene, []).append(look)
    parts = []
    for scene, items in rows.items():
        parts.append(f"<h2>{html.escape(scene)}</h2><div>")
        for look in items:
            said = f"{look.language}, {look.theme}, {look.percent} %"
            wrong = "".join(f"<li>{html.escape(line)}</li>" for line in look.problems)
            parts.append(
                f'<figure><a href="{look.name}.png"><img loading="lazy" alt="{scene}, {said}" '
                f'src="{look.name}.png"></a><figcaption>{said}, {look.texts} texts, '
                f"contrast from {look.least_contrast}<ul>{wrong}</ul></figcaption></figure>"
            )
        parts.append("</div>")
    style = (
        "body{font:14px sans-serif;margin:16px}div{display:flex;flex-wrap:wrap;gap:12px}"
        "figure{margin:0;width:420px}img{width:100%;border:1px solid #888}li{color:#a1282b}"
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Looks</title>'
        f"<style>{style}</style><h1>{_sums(found)}</h1>{''.join(parts)}</html>"
    )


def _sums(found: Sequence[Look]) -> str:
    wrong = sum(bool(look.problems) for look in found)
    texts, targets = sum(look.texts for look in found), sum(look.targets for look in found)
    least = min((look.least_contrast for look in found), default=0)
    return (
        f"{len(found)} looks at {len({look.scene for look in found})} pages and dialogs, "
        f"{texts} texts (contrast from {least:g}), {targets} targets: {wrong} with problems"
    )


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py looks", description="Look at every page.")
    parser.add_argument("folder", type=Path, help="for the pictures and index.html")
    parser.add_argument("--scenes", nargs="+", default=[])
    parser.add_argument("--languages", nargs="+", default=list(LANGUAGES), choices=LANGUAGES)
    parser.add_argument("--themes", nargs="+", default=list(THEMES), choices=THEMES)
    parser.add_argument("--percents", nargs="+", type=int, default=list(PERCENTS))
    parser.add_argument("--size", default=SIZE, help="of the window, such as 960x640")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(words)


def main(words: Sequence[str]) -> int:
    """Look at everything that is wanted, or be the process of one language."""
    wanted = _parsed(words)
    if wanted.inside:
        sys.stdout.write(json.dumps([asdict(look) for look in _inside(wanted)]) + "\n")
        return 0
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        runs = pool.map(lambda language: _in_language(wanted, language), wanted.languages)
        found = [look for run in runs for look in run]
    (wanted.folder / "index.html").write_text(contact_sheet(found), encoding="utf-8")
    for look in found:
        for line in look.problems:
            where = f"{look.scene}, {look.language}, {look.theme}, {look.percent} %"
            sys.stdout.write(f"{where}: {line}\n")
    sys.stdout.write(f"{_sums(found)}\n")
    return 1 if any(look.problems for look in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

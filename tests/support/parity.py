"""Whether a yes and a no weigh the same: measured per language, and printed after the tests.

A test hands its rows to pytest's ``record_property``; :func:`table` puts those of a whole run
together, in whichever process they were measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from ownerapp.ui.widgets.buttons import DecisionPair
from tests.support.pixels import measured

PROPERTY: Final = "parity"
PRESSES: Final = "parity presses"
_HEADINGS = ("language", "where", "area", "contrast off/on", "font", "first", "presses off/on")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairWeight:
    """How the two buttons of a pair compare."""

    language: str
    where: str
    area_ratio: float
    """The area of *keep off* for one of *turn on*."""
    refuse_contrast: float
    agree_contrast: float
    has_same_font: bool
    refuse_is_first: bool
    """In the direction of reading: at the left, or at the right where that is the start."""
    refuse_presses: int = 1
    agree_presses: int = 1

    def problems(self) -> list[str]:
        """Return what weighs differently."""
        where = f"{self.language}, {self.where}"
        found = []
        if not 0.98 <= self.area_ratio <= 1.02:
            found.append(f"{where}: the areas differ, {self.area_ratio:.3f}")
        if abs(self.refuse_contrast - self.agree_contrast) > 0.5:
            found.append(f"{where}: {self.refuse_contrast:.1f} beside {self.agree_contrast:.1f}")
        if not self.has_same_font:
            found.append(f"{where}: the fonts differ")
        if not self.refuse_is_first:
            found.append(f"{where}: turning on comes first")
        if self.refuse_presses > self.agree_presses:
            found.append(f"{where}: no takes {self.refuse_presses}, yes {self.agree_presses}")
        return found

    def told(self) -> dict[str, Any]:
        """Return the row as plain values, which another process can be sent."""
        return asdict(self)


def weighed(language: str, where: str, pair: DecisionPair) -> PairWeight:
    """Measure a pair that is shown."""
    no, yes = pair.refuse_button, pair.agree_button
    window = pair.window()
    contrasts = {item.words: item.contrast for item in measured(window, pair)}
    lefts = [button.mapTo(window, QPoint(0, 0)) for button in (no, yes)]
    beside = lefts[0].y() == lefts[1].y()
    begins_left = lefts[0].x() < lefts[1].x()
    is_first = begins_left is not QApplication.isRightToLeft() if beside else _above(no, yes)
    return PairWeight(
        language=language,
        where=where,
        area_ratio=no.width() * no.height() / (yes.width() * yes.height()),
        refuse_contrast=contrasts[no.text()],
        agree_contrast=contrasts[yes.text()],
        has_same_font=no.font() == yes.font() and no.isEnabled() == yes.isEnabled(),
        refuse_is_first=is_first,
    )


def _above(one: QWidget, other: QWidget) -> bool:
    return one.y() < other.y()


def table(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Return the lines of the table, one for each place and language."""
    groups: dict[tuple[str, str], list[PairWeight]] = {}
    for row in rows:
        weight = PairWeight(**row)
        groups.setdefault((weight.language, weight.where), []).append(weight)
    if not groups:
        return []
    return _lines([_HEADINGS, *(_cells(groups[place]) for place in sorted(groups))])


def _cells(group: Sequence[PairWeight]) -> tuple[str, ...]:
    """Return the row of one place: the worst that was measured in all themes."""
    area = max((row.area_ratio for row in group), key=lambda ratio: abs(ratio - 1))
    pale = min(group, key=lambda row: min(row.refuse_contrast, row.agree_contrast))
    return (
        pale.language,
        pale.where,
        f"{area:.3f}",
        f"{pale.refuse_contrast:.1f} / {pale.agree_contrast:.1f}",
        "same" if all(row.has_same_font for row in group) else "DIFFERENT",
        "off" if all(row.refuse_is_first for row in group) else "ON",
        f"{pale.refuse_presses} / {pale.agree_presses}",
    )


def _lines(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]

"""Draws the code of a record: a QR code as SVG, as large on paper as a camera needs it.

Level M mends 15 % of the code, for a fold or a stain; the quiet zone of four modules that
the standard asks for (ISO/IEC 18004, 6.3.8) is part of the drawing, so nothing comes too near.
"""

from __future__ import annotations

import io
from typing import Final

import segno

from ownerapp.domain.errors import TypesetFailedError
from ownerapp.domain.values import dataclass

MODULE_MM: Final = 0.55
"""Edge of one module: a good three dots of a page that is looked at with 150 dpi."""

QUIET_MODULES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A code ready for the page."""

    svg: str
    edge_mm: float
    """Width and height of the code itself."""
    quiet_mm: float
    """Of the quiet zone, which the drawing has on every side."""


def draw_code(text: str, *, encoding: str | None = None) -> Drawing:
    """Return a code as black squares on nothing.

    Args:
        text: What it says.
        encoding: How its letters become bytes; None for the least that holds them.

    Raises:
        TypesetFailedError: The text does not fit any QR code.
    """
    try:
        code = segno.make_qr(text, error="m", boost_error=False, encoding=encoding)
    except ValueError:
        # The library's own error is one; it quotes the text.
        raise TypesetFailedError(reason="template") from None
    svg = io.BytesIO()
    code.save(svg, kind="svg", border=QUIET_MODULES, xmldecl=False, svgclass=None, lineclass=None)
    modules, _ = code.symbol_size(border=0)
    return Drawing(
        svg=svg.getvalue().decode("ascii"),
        edge_mm=modules * MODULE_MM,
        quiet_mm=QUIET_MODULES * MODULE_MM,
    )

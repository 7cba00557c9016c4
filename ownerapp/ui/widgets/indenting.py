"""Columns that begin further in, on the side where reading begins."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ownerapp.ui.widgets.icon_text import Icon


def indented(holder: QWidget, *, mark: int, gap: int) -> QVBoxLayout:
    """Return a column inside a widget that begins where words beside a mark do.

    Args:
        holder: The widget; it has no layout yet.
        mark: The size of the mark above, an icon's or a radio button's; it grows with the text.
        gap: The room between the mark and its words.
    """
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    row.addWidget(Icon("", size=mark))
    column = QVBoxLayout()
    row.addLayout(column, 1)
    return column

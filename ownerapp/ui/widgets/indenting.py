"""Columns that begin further in, on the side where reading begins."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def indented(holder: QWidget, by: int) -> QVBoxLayout:
    """Return a column inside a widget, indented at the leading edge.

    Args:
        holder: The widget; it has no layout yet.
        by: The indent in pixels. A margin would not do: layouts do not mirror margins.
    """
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addSpacing(by)
    column = QVBoxLayout()
    row.addLayout(column, 1)
    return column

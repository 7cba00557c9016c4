"""The order in which Tab goes through a window: the one in which it is read.

Qt's own order is the one of construction. Cards, terms and radio rows are built when they
are first shown, so they would come after the buttons below them. The layouts know the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget


def focus_stops(root: QWidget, *, keep: QWidget | None = None) -> list[QWidget]:
    """Return what Tab stops at below a widget, in reading order.

    Args:
        root: The widget whose parts are looked through.
        keep: A part that is returned even if it was just hidden or disabled.
    """
    return list(_stops(root, keep))


def move_focus(root: QWidget, *, forward: bool) -> QWidget | None:
    """Move the focus to the next part below a widget, around at its end; return the part."""
    focused = root.window().focusWidget()
    stops = _stops(root, focused)
    found = _after(stops, focused) if forward else _before(stops, focused)
    if found is not None:
        found.setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
    return found


def _stops(root: QWidget, keep: QWidget | None) -> Iterator[QWidget]:
    """Yield what Tab stops at; whoever has found the one they want looks no further."""
    for part in _parts(root, keep):
        if part is keep or (part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled()):
            yield part


def _after(stops: Iterator[QWidget], focused: QWidget | None) -> QWidget | None:
    """Return the stop after the focused one; after the last, or without one, the first."""
    first = None
    for stop in stops:
        if stop is focused:
            return next(stops, first)
        if first is None:
            first = stop
    return first


def _before(stops: Iterator[QWidget], focused: QWidget | None) -> QWidget | None:
    """Return the stop before the focused one; before the first, or without one, the last."""
    last = None
    for stop in stops:
        if stop is not focused:
            last = stop
        elif last is not None:
            break
    return last


def _parts(widget: QWidget, keep: QWidget | None) -> Iterator[QWidget]:
    """Yield what is shown below a widget, each before what it holds."""
    for part in _held(widget):
        if part.isHidden():
            if keep is not None and (part is keep or part.isAncestorOf(keep)):
                yield keep
            continue
        yield part
        if not _is_one_stop(part):
            yield from _parts(part, keep)


def _is_one_stop(part: QWidget) -> bool:
    """Say whether the parts of a part are its own business, as those of a text field."""
    takes_tab = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and not isinstance(part, QScrollArea)


def _held(widget: QWidget) -> list[QWidget]:
    """Return the widgets directly in a widget; those in its layout come first."""
    if isinstance(widget, QScrollArea):
        content = widget.widget()
        return [content] if content is not None else []
    children = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    layout = widget.layout()
    found = list(_in_layout(layout, children)) if layout is not None else []
    placed = set(found)
    return found + [child for child in children if child not in placed and not child.isWindow()]


def _in_layout(layout: QLayout, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """Yield the widgets of a layout and of those in it, a grid row by row.

    Never through ``itemAt``: the bindings keep what it returns as long as the layout, also
    after the item is gone, and then take the next object at that address for it.
    """
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    inner: list[QLayout] = layout.findChildren(QLayout, options=direct)
    held: list[tuple[int, QWidget | QLayout]] = [
        *((layout.indexOf(part), part) for part in children),
        *((layout.indexOf(part), part) for part in inner),
    ]
    for _at, part in sorted(
        ((_place(layout, number), part) for number, part in held if number >= 0),
        key=lambda pair: pair[0],
    ):
        if isinstance(part, QWidget):
            yield part
        else:
            yield from _in_layout(part, children)


def _place(layout: QLayout, number: int) -> tuple[int, int]:
    """Return where an item stands: its row and column in a grid, else its number."""
    if not isinstance(layout, QGridLayout):
        return number, 0
    # The bindings declare an object; it is a tuple of row, column and how many of each.
    row, column, *_spans = cast("tuple[int, int, int, int]", layout.getItemPosition(number))
    return row, column

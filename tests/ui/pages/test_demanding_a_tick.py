"""What wants a tick first shows the box that it means, and lists stand below their words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from ownerapp.domain.settings import Theme
from ownerapp.services.erasure import ErasurePlan
from ownerapp.ui.dialogs.erase_sheet import EraseSheet
from ownerapp.ui.dialogs.kit_sheet import KitSheet
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import Text
from tests.support.desks import OWNER
from tests.support.windows import Shown

FILES = tuple(f"/a-folder/consent-record-2026-11-2{number}.pdf" for number in range(4))


def erase_sheet(shown: Shown) -> EraseSheet:
    plans: list[ErasurePlan] = []
    shown.session.call(lambda desk: desk.plan_erasing_person(OWNER), plans.append)
    shown.wait_idle()
    return EraseSheet(shown.window, shown.session, replace(plans[0], exported=FILES))


def kit_sheet(shown: Shown) -> KitSheet:
    return KitSheet(shown.window, shown.session, None)


def seen(part: QWidget, sheet: Sheet) -> bool:
    """Say whether nothing of a part is scrolled out of sight."""
    view = sheet.scroll_part().viewport()
    place = QRect(part.mapTo(view, QPoint(0, 0)), part.size())
    return view.rect().contains(place)


@pytest.mark.parametrize("is_active", [True, False])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("name", ["erase", "kit"])
def test_the_box_that_is_asked_for_is_seen_and_has_the_focus(
    shown: Shown, name: str, percent: int, is_active: bool
) -> None:
    shown.window.resize(960, 640)
    shown.look(language="en", theme=Theme.LIGHT, percent=percent)
    sheet = erase_sheet(shown) if name == "erase" else kit_sheet(shown)
    sheet.open_over()
    shown.wait_idle()
    shown.settle()
    assert seen(sheet.tick, sheet) == (percent == 100)
    if not is_active:
        # In a window that is not active, a part is told of its focus when it becomes so.
        other = QWidget()
        other.show()
        other.activateWindow()
        shown.settle()
        assert not shown.window.isActiveWindow()
    button = sheet.erase_button if isinstance(sheet, EraseSheet) else sheet.keep_button
    button.click()
    shown.settle()
    assert sheet.trouble()
    assert seen(sheet.tick, sheet)
    assert shown.window.focusWidget() is sheet.tick
    sheet.reject()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_files_that_stay_begin_where_their_sentence_does(shown: Shown, percent: int) -> None:
    shown.look(language="en", theme=Theme.LIGHT, percent=percent)
    sheet = erase_sheet(shown)
    sheet.open_over()
    shown.settle()
    paths = [left(part, sheet) for part in sheet.findChildren(PathLabel)]
    lines = [line for line in sheet.findChildren(IconText) if line.isVisible()]
    words = {left(text, sheet) for line in lines for text in line.findChildren(Text)}
    assert len(paths) == len(FILES)
    assert {*paths} == words
    sheet.reject()


def left(part: QWidget, sheet: Sheet) -> int:
    return part.mapTo(sheet, QPoint(0, 0)).x()

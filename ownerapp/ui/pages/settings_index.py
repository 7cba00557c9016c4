"""What the settings hold, as links at their head: the page is long, and each part has a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ownerapp.i18n import _
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.reading_order import focus_stops
from ownerapp.ui.widgets.scroll import ScrollColumn


class SettingsIndex(QWidget):
    """One link for each section, in their order.

    Signals:
        picked: A section is to be shown.
    """

    picked = Signal(object)

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections = tuple(sections)
        self.links = tuple(LinkButton() for _section in self._sections)
        links = FlowLayout(gap=16, row_gap=0)
        for section, link in zip(self._sections, self.links, strict=True):
            links.addWidget(link)
            link.clicked.connect(partial(self.picked.emit, section))
        column = QVBoxLayout(self)
        # Above it the page begins: the ring of a link needs some room there.
        column.setContentsMargins(0, 6, 0, 16)
        column.addLayout(links)

    def retranslate(self) -> None:
        """Write the names of the sections; they have them by now."""
        self.setAccessibleName(_("The sections of the settings"))
        for section, link in zip(self._sections, self.links, strict=True):
            link.setText(section.title())


def show_section(section: Section, area: ScrollColumn) -> None:
    """Bring a section to the top of the page, with the focus on the first thing in it."""
    stops = focus_stops(section)
    if stops:
        stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    place = section.mapTo(area.content(), section.rect().topLeft())
    area.verticalScrollBar().setValue(place.y())

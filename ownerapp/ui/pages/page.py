"""What pages share: the fixed head above the scrolling column, and lists of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.pages.owed import Owed
from ownerapp.ui.theme import CONTENT_MAX, PAGE_MARGIN, PAGE_TOP, Tone
from ownerapp.ui.widgets.banner import Banner
from ownerapp.ui.widgets.scroll import ScrollColumn
from ownerapp.ui.widgets.text import Text, body, heading

_SIDE_BY_SIDE = 640
_MOST_OF_PAGE = 0.42


class PageHead(QWidget):
    """The heading with what belongs to it; a trailing block goes below when it is narrow.

    Signals:
        moved: The trailing block changed its place.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_beside = True
        self.heading = heading()
        self.heading.set_at_top()
        self.leading = QVBoxLayout()
        self.leading.setContentsMargins(0, 0, 0, 0)
        self.leading.setSpacing(12)
        self.leading.addWidget(self.heading)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(24)
        self._row.addLayout(self.leading, 1)
        self._trailing: QWidget | None = None
        self._stretches = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_trailing(self, widget: QWidget, *, stretches: bool = False) -> None:
        """Put a block at the trailing edge.

        Args:
            widget: The block.
            stretches: Below the heading it takes the whole width.
        """
        self._trailing = widget
        self._stretches = stretches
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the trailing block below the heading where there is little room."""
        super().resizeEvent(event)
        beside = self.width() >= theme.current().px(_SIDE_BY_SIDE)
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
            self._row.setSpacing(24 if beside else 12)
            if self._trailing is not None:
                below = Qt.AlignmentFlag(0) if self._stretches else Qt.AlignmentFlag.AlignLeading
                self._row.setAlignment(
                    self._trailing, Qt.AlignmentFlag.AlignTop if beside else below
                )
            self.is_beside = beside
            self.moved.emit()


class Page(QWidget):
    """A page: head and banner, and below them a scrolling column.

    The head stays in place while there is room; on a low or narrow window it scrolls too.
    """

    def __init__(self, parent: QWidget | None = None, *, scrolls: bool = True) -> None:
        super().__init__(parent)
        self._owed = Owed(self)
        self.head = PageHead()
        self.banner = Banner()
        self.scroll_area = ScrollColumn(covers=True)
        self.column = self.scroll_area.column
        self._top = QWidget()
        self._fixed = QVBoxLayout(self._top)
        self._fixed.setSpacing(12)
        self._fixed.addWidget(self.head)
        self._fixed.addWidget(self.banner)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._top)
        self._top.installEventFilter(self)
        if scrolls:
            self._column.addWidget(self.scroll_area, 1)
        else:
            self.scroll_area.hide()
        self._may_scroll = scrolls
        self._head_scrolls = False

    def add_above(self, widget: QWidget) -> None:
        """Put a widget below head and banner; it stays above the column as they do."""
        self._fixed.addWidget(widget)

    def retranslate(self) -> None:
        """Write all words in the language in force; overridden by pages."""

    def prepare(self) -> None:
        """Make what is shown, before it is; overridden by pages.

        What is seen already is laid out again for each part that comes or goes.
        """

    def visit(self) -> None:
        """Take notice that the page is shown; overridden by pages."""

    def choices_changed(self) -> None:
        """Take notice that a choice may have changed; overridden by pages that show choices."""
        self.store_changed()

    def store_changed(self) -> None:
        """Take notice that the store's content changed; overridden by pages."""

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.do_when_seen("words", self.retranslate)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        self._owed.settle()
        super().showEvent(event)

    def do_when_seen(self, name: str, work: Callable[[], object]) -> None:
        """Do something now if the page is looked at, otherwise once it is or after a while.

        Args:
            name: Of two works of one name that wait, only the later one is done.
            work: What is to be done.
        """

        def steps() -> Iterator[None]:
            yield
            work()

        self._owed.add(name, steps)

    def tell_later(self) -> bool:
        """Take notice of another look; say whether that waits until the page is looked at."""
        if self.isVisible():
            return False
        return self._owed.add("look", lambda: theme.tell_below(self))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the head as wide as the column, and out of the way on a low window."""
        super().resizeEvent(event)
        self.place_head()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Decide anew when what stands in the head needs other room, in a page of the same size."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._top:
            self.place_head()
        return super().eventFilter(watched, event)

    def place_head(self) -> None:
        """Give the head its margins, and decide whether it scrolls."""
        spare = max(self.width() - 2 * PAGE_MARGIN - theme.current().half_px(CONTENT_MAX), 0)
        inner = self.width() - 2 * PAGE_MARGIN - spare
        # In the room that the words get either way: what was decided last must not count.
        margins = self._fixed.contentsMargins()
        height = self._fixed.totalHeightForWidth(inner + margins.left() + margins.right())
        scrolls = self._may_scroll and height > self.height() * _MOST_OF_PAGE
        if scrolls != self._head_scrolls:
            self._head_scrolls = scrolls
            if scrolls:
                self._column.removeWidget(self._top)
                self.column.insertWidget(0, self._top)
            else:
                self.column.removeWidget(self._top)
                self._column.insertWidget(0, self._top)
            self._top.show()
        if scrolls:
            self._fixed.setContentsMargins(0, PAGE_TOP, 0, 12)
            return
        right_to_left = self.isRightToLeft()
        left, right = PAGE_MARGIN, PAGE_MARGIN + spare
        if right_to_left:
            left, right = right, left
        self._fixed.setContentsMargins(left, PAGE_TOP, right, 12)

    def restyle(self) -> None:
        """Place the head again in the look in force."""
        self.place_head()


def intro_text() -> Text:
    """Return the muted line below a heading."""
    return body(tone=Tone.MUTED)

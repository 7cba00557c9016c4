"""Shows pages as they will be printed: the typesetter's own pictures, never a redrawing.

Rules:

1. What is shown, printed and saved is drawn once; the zoom changes the size only.
2. Pictures are made smaller and larger beside the window's thread.
3. A page has its room from the beginning, so nothing moves when its picture comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QKeySequence,
    QPageSize,
    QPainter,
    QPixmap,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.ui import theme
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.focus import KeyboardFocus, area_of
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import Text, body, heading

WIDTH: Final = 840
ZOOMS: Final = (50, 75, 100, 150, 200)
"""In percent of the width of the sheet."""
_LEAST: Final = 200
_ANY: Final = 1_000_000
_INSIDE: Final = Qt.AspectRatioMode.KeepAspectRatio
_GAP: Final = 12
_RING: Final = 6
"""The room that the ring takes at its widest."""


class PreviewSheet(Sheet):
    """The pages with their numbers, larger or smaller, and what can be done with them.

    Args:
        window: The window, or a widget in it.
        session: Lends its threads.
        name: What is shown; the print queue calls it so.
        pages: The pages as PNG pictures.
        can_save: Whoever opens it can save the pages, too.
        size: The paper that they are meant for.

    Signals:
        save_wanted: The pages are to be saved; the sheet is closed.
    """

    save_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        session: Session,
        name: str,
        pages: Sequence[bytes],
        *,
        can_save: bool = True,
        size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4,
    ) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("preview-sheet")
        self._session = session
        self._name = name
        self._pages = tuple(pages)
        self._shapes = tuple(_shape_of(page) for page in self._pages)
        self._size = size
        self._zoom = ZOOMS.index(100)
        self._is_drawing = False
        self._heading = heading(name)
        self._count = body(tone=Tone.MUTED)
        self.smaller_button = ActionButton()
        self.larger_button = ActionButton()
        self._percent = Text(role=TextRole.BODY)
        self.view = _PagesView()
        self.close_button = ActionButton()
        self.save_button = ActionButton()
        self.print_button = PrimaryButton()
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._count, 1)
        for part in (self.smaller_button, self._percent, self.larger_button):
            tools.addWidget(part)
        self.body.addWidget(self._heading)
        self.body.addLayout(tools)
        self.body.addWidget(self.view, 1)
        buttons = ButtonRow()
        buttons.addStretch(1)
        for button in (self.close_button, self.save_button, self.print_button):
            buttons.add_button(button)
        self.foot.addLayout(buttons)
        self.save_button.setVisible(can_save)
        self.smaller_button.clicked.connect(self._on_smaller_clicked)
        self.larger_button.clicked.connect(self._on_larger_clicked)
        self.close_button.clicked.connect(self._on_close_clicked)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.print_button.clicked.connect(self._on_print_clicked)
        keys = QKeySequence.StandardKey
        self._take_keys(self.print_button, keys.Print)
        self._take_keys(self.smaller_button, keys.ZoomOut)
        self._take_keys(self.larger_button, keys.ZoomIn)
        if can_save:
            self._take_keys(self.save_button, keys.Save)
        self.retranslate()

    def _take_keys(self, button: ActionButton, keys: QKeySequence.StandardKey) -> None:
        """Let the keys that every program has for it press a button; its tip names them."""
        shortcut = QShortcut(keys, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        # Not a button's own shortcut: that goes with each change of its words.
        shortcut.activated.connect(button.click)
        button.setToolTip(shortcut.key().toString(QKeySequence.SequenceFormat.NativeText))

    def zoom(self) -> int:
        """Return the size in percent."""
        return ZOOMS[self._zoom]

    def retranslate(self) -> None:
        """Write all words; the pages keep their own language."""
        self.setAccessibleName(self._name)
        count = len(self._pages)
        self._count.setText(ngettext("{count} page", "{count} pages", count, count=count))
        self.smaller_button.setText(pgettext("button", "Smaller"))
        self.larger_button.setText(pgettext("button", "Larger"))
        # Translators: {percent} is how large a page is shown, such as 150.
        self._percent.setText(_("{percent} %", percent=self.zoom()))
        self.view.setAccessibleName(_("The pages as they will be printed"))
        self.view.retranslate()
        self.close_button.setText(pgettext("button", "Close"))
        self.save_button.setText(pgettext("button", "Save as PDF"))
        self.print_button.setText(pgettext("button", "Print"))
        self.smaller_button.setEnabled(self._zoom > 0)
        self.larger_button.setEnabled(self._zoom < len(ZOOMS) - 1)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Draw the pages in the width that there is."""
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        """Have the pages made as large as they are wanted (rule 2)."""
        ratio = self.devicePixelRatioF()
        room = max(theme.current().half_px(WIDTH) - 120, _LEAST)
        width = round(min(room, self.window().width() - 160) * self.zoom() / 100 * ratio)
        pages, zoom = self._pages, self._zoom
        room_of_pages = [shape.scaled(width, _ANY, _INSIDE) / ratio for shape in self._shapes]
        self.view.make_room(room_of_pages)
        self._session.tasks.run_documents(
            lambda: (zoom, ratio, tuple(_scaled(page, width) for page in pages)),
            self._on_drawn,
            self._on_failed,
        )

    @Slot(object)
    def _on_drawn(self, drawn: tuple[int, float, tuple[QImage, ...]]) -> None:
        """Show the pages, unless another size is wanted by now."""
        zoom, ratio, pictures = drawn
        if zoom == self._zoom:
            self.view.show_pages(pictures, ratio)

    @Slot(object)
    def _on_failed(self, _error: OwnerAppError) -> None:
        """Leave the pages as they are: nothing but memory can fail here."""

    @Slot()
    def _on_smaller_clicked(self) -> None:
        """Show smaller pages."""
        self._take_zoom(self._zoom - 1)

    @Slot()
    def _on_larger_clicked(self) -> None:
        """Show larger pages."""
        self._take_zoom(self._zoom + 1)

    def _take_zoom(self, zoom: int) -> None:
        self._zoom = min(max(zoom, 0), len(ZOOMS) - 1)
        self.retranslate()
        self._draw()

    @Slot()
    def _on_close_clicked(self) -> None:
        """Close; nothing was printed or saved by that."""
        self.reject()

    @Slot()
    def _on_save_clicked(self) -> None:
        """Let whoever opened it save the pages."""
        self.accept()
        self.save_wanted.emit()

    @Slot()
    def _on_print_clicked(self) -> None:
        """Ask for a printer."""
        from ownerapp.ui.dialogs.printing import ask_to_print  # noqa: PLC0415 - seldom needed

        ask_to_print(self, self._name, self._pages, size=self._size)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()


class _PagesView(KeyboardFocus, QScrollArea):
    """The pages below each other; a large one moves sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        # The sheet itself moves up and down; one bar for that is enough.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pictures: list[QLabel] = []
        self._numbers: list[Text] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._column.setSpacing(_GAP // 2)
        self.setWidget(self._inside)

    def pictures(self) -> list[QLabel]:
        """Return the pages whose pictures are there."""
        return [label for label in self._pictures if not label.pixmap().isNull()]

    def numbers(self) -> list[str]:
        """Return the words below the pages."""
        return [number.text() for number in self._numbers]

    def make_room(self, sizes: Sequence[QSize]) -> None:
        """Give each page its place, empty or with the picture that it has (rule 3)."""
        while len(self._pictures) < len(sizes):
            picture, number = QLabel(), Text(role=TextRole.LABEL, tone=Tone.MUTED)
            self._column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
            number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(number)
            # A layout counts what is shown, and shows what is new a moment too late.
            picture.show()
            number.show()
            self._pictures.append(picture)
            self._numbers.append(number)
        for label, size in zip(self._pictures, sizes, strict=True):
            label.setFixedSize(size)
        self.retranslate()
        self._column.activate()
        self.setFixedHeight(
            self._inside.minimumSizeHint().height() + self.horizontalScrollBar().sizeHint().height()
        )

    def show_pages(self, pictures: Sequence[QImage], ratio: float) -> None:
        """Show pages in the room that was made for them."""
        for label, page in zip(self._pictures, pictures, strict=True):
            drawn = QPixmap.fromImage(page)
            with QPainter(drawn) as painter:
                painter.setPen(theme.colour(theme.current().tokens.muted))
                painter.drawRect(drawn.rect().adjusted(0, 0, -1, -1))
            drawn.setDevicePixelRatio(ratio)
            label.setPixmap(drawn)

    def retranslate(self) -> None:
        """Write the numbers."""
        count = len(self._numbers)
        for number, (label, text) in enumerate(
            zip(self._pictures, self._numbers, strict=True), start=1
        ):
            # Translators: below the picture of a page, for example Page 1 of 3.
            words = _("Page {number} of {count}", number=number, count=count)
            text.setText(words)
            label.setAccessibleName(words)

    @override
    def focus_rect(self) -> QRect:
        """Return what is seen of the pages, so that no side of the ring is out of sight."""
        area = area_of(self)
        if area is None:
            return self.rect()
        room = area.viewport().rect().adjusted(0, _RING, 0, -_RING)
        seen = room.translated(self.mapFrom(area.viewport(), QPoint(0, 0)))
        shown = self.rect().intersected(seen)
        return self.rect() if shown.isEmpty() else shown

    @override
    def scroll_into_view(self) -> None:
        """Leave the pages where they are if some of them are seen; else show their top."""
        area = area_of(self)
        content = area.widget() if area is not None else None
        if area is None or content is None:
            return
        top = self.mapTo(content, QPoint(0, 0)).y()
        room, at = area.viewport().height(), area.verticalScrollBar().value()
        if not top <= at + room // 2 <= top + self.height():
            area.verticalScrollBar().setValue(top - _GAP)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return room for something."""
        return QSize(_LEAST, _LEAST)


def _shape_of(page: bytes) -> QSize:
    """Return the size of a picture, from its first bytes alone."""
    held = QBuffer()
    held.setData(QByteArray(page))
    return QImageReader(held).size()


def _scaled(page: bytes, width: int) -> QImage:
    """Return a page of a width in device pixels."""
    mode = Qt.TransformationMode.SmoothTransformation
    return QImage.fromData(page).scaledToWidth(width, mode)

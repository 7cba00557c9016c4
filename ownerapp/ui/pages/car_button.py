"""The press area over the car card: switch to another car, or add one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget
from typing_extensions import override

from ownerapp.domain.ids import VehicleId
from ownerapp.i18n import _, pgettext
from ownerapp.ui import theme
from ownerapp.ui.pages.names import lock_keys
from ownerapp.ui.theme import RADIUS_CARD
from ownerapp.ui.widgets.drawing import painting, rounded
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.pressing import ShowsHover, TakesEnter


class CarButton(KeyboardFocus, TakesEnter, ShowsHover, QAbstractButton):
    """Lies over the car card and opens a small menu.

    Signals:
        car_picked: Another car was chosen; its id.
        add_picked: A car is to be added.
        notice_picked: The notice of the present car is to be read.
        deeds_picked: What can be done with the present car is to be shown.
        erase_picked: The present car is to be erased, after a question.
        lock_picked: The data is to be locked.
        all_off_picked: Everything optional of the present car is to be turned off.
    """

    car_picked = Signal(str)
    add_picked = Signal()
    notice_picked = Signal()
    deeds_picked = Signal()
    erase_picked = Signal()
    lock_picked = Signal()
    all_off_picked = Signal()

    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self._card = card
        self._cars: dict[VehicleId, str] = {}
        self._car = ""
        self._is_lockable = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        card.installEventFilter(self)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_cars(self, cars: Mapping[VehicleId, str], present: str, name: str) -> None:
        """Offer these cars, each by what it is called in a list of all."""
        self._cars = dict(cars)
        self._car = present
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            _("Turn all off, read the notice, switch to another car, or add one")
        )
        self.setToolTip(self.accessibleDescription())
        self.setGeometry(self._card.rect())
        self.setVisible(bool(cars))
        self.raise_()

    def set_lockable(self, lockable: bool) -> None:  # noqa: FBT001 -- a slot
        """Offer to lock the data, or not."""
        self._is_lockable = lockable

    def menu(self) -> QMenu:
        """Return the menu as it would open now."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for car, name in self._cars.items():
            # An ampersand in a name is a letter here, not a shortcut.
            action = QAction(name.replace("&", "&&"), menu)
            action.setData(car)
            action.setCheckable(True)
            action.setChecked(car == self._car)
            menu.addAction(action)
        menu.addSeparator()
        # The words of the page of choices: from every page it is two presses away.
        all_off = QAction(_("Turn all off"), menu)
        all_off.triggered.connect(self._on_all_off_triggered)
        menu.addAction(all_off)
        read = QAction(pgettext("menu", "Read the notice of this car"), menu)
        read.triggered.connect(self._on_notice_triggered)
        menu.addAction(read)
        # Translators: in a menu; leads to the page with hand-over, drift check, card and details.
        deeds = QAction(pgettext("menu", "This car: hand over, check, card, details"), menu)
        deeds.triggered.connect(self._on_deeds_triggered)
        menu.addAction(deeds)
        add = QAction(pgettext("menu", "Add a car"), menu)
        add.setData("")
        menu.addAction(add)
        erase = QAction(pgettext("menu", "Erase this car"), menu)
        erase.triggered.connect(self._on_erase_triggered)
        menu.addAction(erase)
        if self._is_lockable:
            lock = QAction(pgettext("menu", "Lock now"), menu)
            lock.setShortcut(lock_keys())
            # The window has the keys; here they are shown only.
            lock.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            lock.triggered.connect(self.lock_picked)
            menu.addSeparator()
            menu.addAction(lock)
        menu.triggered.connect(self._on_triggered)
        return menu

    @override
    def focus_radius(self) -> float:
        """Return the card's radius."""
        return RADIUS_CARD

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the card whatever its size."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._card.rect())
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a darker border below the pointer; the card draws the rest."""
        if not self.underMouse():
            return
        tokens = theme.current().tokens
        colour = tokens.accent if tokens.is_high_contrast else tokens.muted
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=RADIUS_CARD,
                border=theme.colour(colour),
                width=tokens.border,
            )

    @Slot()
    def _on_clicked(self) -> None:
        """Open the menu below the card."""
        corner = (
            self.rect().bottomRight()
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            else self.rect().bottomLeft()
        )
        self.menu().popup(self.mapToGlobal(corner))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        """Pass on what was chosen."""
        car = action.data()
        if car:
            self.car_picked.emit(car)
        elif car is not None:
            self.add_picked.emit()

    @Slot()
    def _on_all_off_triggered(self) -> None:
        """Pass the choice on."""
        self.all_off_picked.emit()

    @Slot()
    def _on_notice_triggered(self) -> None:
        """Pass the choice on."""
        self.notice_picked.emit()

    @Slot()
    def _on_deeds_triggered(self) -> None:
        """Pass the choice on."""
        self.deeds_picked.emit()

    @Slot()
    def _on_erase_triggered(self) -> None:
        """Pass the choice on; nothing is erased without a question."""
        self.erase_picked.emit()

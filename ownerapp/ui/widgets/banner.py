"""Banners: one sentence above a page, with at most one link."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import RADIUS_BUTTON, Tone
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.drawing import is_right_to_left, mirror, painting, rounded, show_when
from ownerapp.ui.widgets.icon_text import Icon
from ownerapp.ui.widgets.text import body


class BannerKind(StrEnum):
    """What a banner is about."""

    INFO = "info"
    WARN = "warn"
    OK = "ok"
    STOP = "stop"


_ICONS = {
    BannerKind.INFO: ("info", Tone.ACCENT),
    BannerKind.WARN: ("pen", Tone.WARN),
    BannerKind.OK: ("shieldcheck", Tone.OK),
    BannerKind.STOP: ("oct", Tone.STOP),
}


class Banner(QFrame):
    """A banner; hidden until something is said.

    Signals:
        link_pressed: The person pressed the link.
    """

    link_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = BannerKind.INFO
        self._is_made = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(40)
        self.hide()

    def _make(self) -> None:
        """Make what is inside; most banners never say anything."""
        self._is_made = True
        self._icon = Icon("info", size=18, tone=Tone.ACCENT)
        self._text = body()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._link = LinkButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self._link, 0, Qt.AlignmentFlag.AlignVCenter)
        self._link.clicked.connect(self._on_link_clicked)

    def text(self) -> str:
        """Return what the banner says."""
        return self._text.text() if self._is_made else ""

    def kind(self) -> BannerKind:
        """Return what the banner is about."""
        return self._kind

    def say(self, kind: BannerKind, text: str, link: str = "", *, icon: str = "") -> None:
        """Show a sentence and tell screen readers; an empty sentence hides the banner."""
        self._kind = kind
        self.setProperty("kind", kind.value)
        if not self._is_made:
            if not text:
                return
            self._make()
        name, tone = _ICONS[kind]
        self._icon.show_icon(icon or name, tone)
        self._text.setText(text)
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self.setAccessibleName(text)
        show_when(self, bool(text))
        self.update()
        self.speak()

    def speak(self) -> None:
        """Tell screen readers what the banner says; one that has to wait says nothing yet."""
        if self.text() and not self.isHidden() and self.window().isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text()))

    def clear(self) -> None:
        """Hide the banner."""
        self.say(self._kind, "")

    @Slot()
    def _on_link_clicked(self) -> None:
        """Pass the press on."""
        self.link_pressed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint, the border and the leading bar."""
        tokens = theme.current().tokens
        main = {
            BannerKind.INFO: tokens.accent,
            BannerKind.WARN: tokens.warn,
            BannerKind.OK: tokens.ok,
            BannerKind.STOP: tokens.stop,
        }[self._kind]
        fill = (
            theme.colour(tokens.accent_soft) if self._kind is BannerKind.INFO else tokens.tint(main)
        )
        with painting(self) as painter:
            rect = QRectF(self.rect())
            if is_right_to_left(self):
                mirror(painter, rect.width())
            rounded(
                painter,
                rect,
                radius=RADIUS_BUTTON,
                fill=fill,
                border=tokens.edge(main),
                width=tokens.border,
            )
            painter.setClipRect(QRectF(0, 0, 4, rect.height()))
            rounded(painter, rect, radius=RADIUS_BUTTON, fill=theme.colour(main))

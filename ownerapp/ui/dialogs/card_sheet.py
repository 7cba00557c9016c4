"""The card for passengers: its second language, the car's name, and print or save."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QPageSize, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import _, current_language, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.passenger_card import card_name, second_language
from ownerapp.presentation.settings_page import FOLLOW_SYSTEM, language_choices
from ownerapp.services.choices import CarChoices
from ownerapp.ui import theme
from ownerapp.ui.dialogs.paging import Paging
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.fields import ChoiceField
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, heading

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk

WIDTH = 720
_PICTURE_WIDTH = 260


class CardSheet(Sheet):
    """Shows the card as it will be printed; nothing is saved in the store.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        view: The car's present choices.
        zone: The zone in which dates are shown.
    """

    def __init__(
        self, window: QWidget, session: Session, view: CarChoices, *, zone: tzinfo
    ) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("card-sheet")
        self._session = session
        self._view = view
        self._day = view.now.astimezone(zone)
        self._pages: tuple[bytes, ...] = ()
        self._paging = Paging(session, self)
        self._heading = heading()
        self._intro = body()
        self._choice = ChoiceField()
        self.language = FieldRow(self._choice)
        self.name_tick = CheckRow()
        self.said = LiveBanner()
        self.pictures: list[QLabel] = []
        self._row = FlowLayout(gap=16)
        self._progress = IconText("wait", tone=Tone.MUTED)
        self._progress.hide()
        self.print_button = ActionButton()
        self.save_button = ActionButton()
        self.close_button = PrimaryButton()
        for part in (self._heading, self._intro, self.language, self.name_tick, self.said):
            self.body.addWidget(part)
        self.body.addLayout(self._row)
        self.body.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self._progress, 1)
        buttons.addStretch(1)
        for button in (self.print_button, self.save_button, self.close_button):
            buttons.addWidget(button)
        self.foot.addLayout(buttons)
        self._choice.picked.connect(self._on_changed)
        self.name_tick.toggled.connect(self._on_changed)
        self._paging.slow.connect(self._on_slow)
        self._paging.drawn.connect(self._on_drawn)
        self._paging.failed.connect(self._on_failed)
        self.finished.connect(self._paging.stop)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.close_button.clicked.connect(self._on_close_clicked)
        self.retranslate()
        self._choice.pick(second_language(view, current_language()))
        self._draw()

    def languages(self) -> tuple[str, str]:
        """Return the languages of the two sides."""
        return current_language(), self._choice.key()

    def pages(self) -> tuple[bytes, ...]:
        """Return the sides as they were drawn last."""
        return self._pages

    def retranslate(self) -> None:
        """Write all words."""
        title = _("A card for passengers")
        self._heading.setText(title)
        self.setAccessibleName(title)
        self._intro.setText(
            _(
                "It says what is on in this car today, until when, and whom to ask. The code on "
                "it holds the same short text and leads nowhere."
            )
        )
        picked = self._choice.key()
        self._choice.set_choices([item for item in language_choices() if item[0] != FOLLOW_SYSTEM])
        self._choice.pick(picked)
        self.language.set_texts(_("Second language"))
        # Translators: {name} is what the owner calls the car.
        self.name_tick.setText(_("Put the car's name on it: {name}", name=self._view.vehicle.name))
        self._progress.show_line("wait", _("A moment …"), Tone.MUTED)
        self.print_button.setText(pgettext("button", "Print"))
        self.save_button.setText(pgettext("button", "Save as PDF"))
        self.close_button.setText(pgettext("button", "Done"))
        for picture in self.pictures:
            picture.setAccessibleName(_("The card as it will be printed"))

    def _draw(self) -> None:
        """Have the card drawn as it is chosen now."""
        vehicle, languages = self._view.vehicle, self.languages()
        with_name = self.name_tick.isChecked()
        # What is there belongs to another choice by now, and is not printed any more.
        self._paging.stop()
        self._show_ready(pages=())
        self._paging.draw(
            lambda desk: desk.this_car.card_pages(vehicle, languages=languages, with_name=with_name)
        )

    def _show_ready(self, pages: tuple[bytes, ...]) -> None:
        """Offer to print what was drawn."""
        self._pages = pages
        self.print_button.setEnabled(bool(pages))
        self._progress.hide()

    @Slot()
    def _on_slow(self) -> None:
        """Say that it takes a moment; the sheet can be left meanwhile."""
        self._progress.show()

    @Slot(object)
    def _on_drawn(self, pages: tuple[bytes, ...]) -> None:
        """Show the sides."""
        self._show_ready(pages)
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.pictures = []
        width = theme.current().half_px(_PICTURE_WIDTH)
        for page in pages:
            picture = QLabel()
            drawn = QPixmap()
            drawn.loadFromData(page)
            ratio = self.devicePixelRatioF()
            drawn = drawn.scaledToWidth(
                round(width * ratio), Qt.TransformationMode.SmoothTransformation
            )
            with QPainter(drawn) as painter:
                painter.setPen(theme.colour(theme.current().tokens.muted))
                painter.drawRect(drawn.rect().adjusted(0, 0, -1, -1))
            drawn.setDevicePixelRatio(ratio)
            picture.setPixmap(drawn)
            picture.setFixedSize(drawn.deviceIndependentSize().toSize())
            picture.setAccessibleName(_("The card as it will be printed"))
            self._row.addWidget(picture)
            self.pictures.append(picture)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work."""
        self._progress.hide()
        self.said.tell(BannerKind.STOP, lambda: explain(error).text())

    @Slot()
    def _on_changed(self) -> None:
        """Draw the card anew."""
        self.said.clear()
        self._draw()

    @Slot()
    def _on_print_clicked(self) -> None:
        """Ask for a printer."""
        from ownerapp.ui.dialogs.printing import ask_to_print  # noqa: PLC0415 - seldom needed

        if self._pages:
            ask_to_print(self, self._heading.text(), self._pages, size=QPageSize.PageSizeId.A6)

    @Slot()
    def _on_save_clicked(self) -> None:
        """Ask where the card is to go."""
        from ownerapp.ui.dialogs.files import choose_new_file  # noqa: PLC0415 - seldom needed

        choose_new_file(
            self,
            _("Save the card"),
            folder=self._session.documents_dir(),
            name=card_name(f"{self._day:%Y-%m-%d}"),
            on_chosen=self.save_to,
            # Translators: keep *.pdf as it is.
            names=_("Page to print (*.pdf)"),
        )

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the card into a file."""
        vehicle, languages = self._view.vehicle, self.languages()
        with_name = self.name_tick.isChecked()

        def save(desk: Desk) -> str:
            desk.this_car.save_card(vehicle, path, languages=languages, with_name=with_name)
            return path

        self._session.call(save, self._on_saved, self._on_failed)

    @Slot(str)
    def _on_saved(self, path: str) -> None:
        """Say where it is."""
        # Translators: {path} is the path of a file.
        self.said.tell(BannerKind.OK, lambda: _("The card is here: {path}", path=path))

    @Slot()
    def _on_close_clicked(self) -> None:
        """Close; nothing was kept here."""
        self.reject()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self._draw()

"""Sheets and sections of every day in states that no other scene shows: what the sweeps look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ownerapp.domain.rights import RightAsked, Way
from ownerapp.presentation.desk import Desk
from ownerapp.services.rights import Wish
from ownerapp.ui.dialogs.export_dialog import ExportDialog
from ownerapp.ui.pages.card_more import CardMore
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.pages.request_card import Act
from ownerapp.ui.pages.rights import RightsPage
from ownerapp.ui.widgets.sheet import Sheet
from tests.support.desks import CABIN, ENGLISH
from tests.support.settings_scenes import at_section, settings_page
from tests.support.windows import Shown


def reminders(shown: Shown) -> Iterator[QWidget]:
    """The reminders with everything ticked, and what is said where a passphrase is in the way."""
    page = settings_page(shown)
    section = page.reminders
    section.show_sign_in(is_on=True, asks=True)
    at_section(shown, section)
    yield page
    section.show_sign_in(is_on=False, asks=False)


def export_with_note(shown: Shown) -> Iterator[QWidget]:
    """The export of a car with a private note, about a day: the note is not offered for that."""
    _note(shown, "The children sit there")
    dialog = _export(shown)
    dialog.scope.change_button.click()
    next(row for row in dialog.scope.when.rows() if row.key == "day").click()
    yield dialog
    dialog.reject()
    _note(shown, "")


def record_preview(shown: Shown) -> Iterator[QWidget]:
    """The pages of a record that is not signed yet, above the sheet that exports it."""
    dialog = _export(shown)
    dialog.preview_button.click()
    shown.qtbot.waitUntil(lambda: dialog.preview_sheet() is not None, timeout=60_000)
    preview = dialog.preview_sheet()
    assert preview is not None
    shown.qtbot.waitUntil(lambda: bool(preview.view.pictures()), timeout=20_000)
    shown.wait_idle()
    yield preview
    preview.reject()
    dialog.reject()


def record_saved(shown: Shown) -> Iterator[QWidget]:
    """What is offered once a record was saved."""
    dialog = _export(shown)
    dialog.form.set_folder(str(Path(shown.session.data_dir).parent / "Documents"))
    dialog.export_button.click()
    shown.qtbot.waitUntil(lambda: dialog.saved() is not None, timeout=60_000)
    yield dialog
    dialog.reject()


def undoing_a_note(shown: Shown) -> Iterator[QWidget]:
    """A note that was changed just now, with the way back."""
    more = _more(shown)
    more.note.setText("The children sit there, and the dog")
    more.save_link.click()
    shown.wait_idle()
    page = shown.home.page("choices")
    assert isinstance(page, ChoicesPage)
    page.scroll_area.ensureWidgetVisible(more)
    yield page
    more.undo_link.click()
    shown.wait_idle()


def undoing_a_draft(shown: Shown) -> Iterator[QWidget]:
    """A draft that was thrown away just now, and an answer that is due."""
    shown.session.call(_ask)
    shown.wait_idle()
    page = shown.go("rights")
    assert isinstance(page, RightsPage)
    page.store_changed()
    shown.wait_idle()
    draft = next(card for card in page.cards if card.request() == _draft(page))
    if not draft.is_open():
        draft.open_content()
    draft.buttons[Act.DROP].click()
    shown.wait_idle()
    shown.settle()
    yield page


EVERYDAY = (
    reminders, export_with_note, record_preview, record_saved, undoing_a_note, undoing_a_draft,
)  # fmt: skip


def _export(shown: Shown) -> ExportDialog:
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    page.open_export()
    dialog = page.export_dialog()
    assert isinstance(dialog, Sheet)
    return dialog


def _note(shown: Shown, text: str) -> None:
    more = _more(shown)
    more.note.setText(text)
    more.save_link.click()
    shown.wait_idle()


def _more(shown: Shown) -> CardMore:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    card = page.card(CABIN)
    assert card is not None
    card.open_details(True)
    more = card.more()
    assert more is not None
    return more


def _ask(desk: Desk) -> None:
    """Keep a request of which the answer is due, and a draft."""
    car = desk.find_car(None)
    sent = desk.rights.draft(car, Wish(right=RightAsked.DELETE_OUTSIDE), language=ENGLISH)
    desk.rights.sent(sent.request.id, on=date(2026, 11, 20), by=Way.MAIL)
    desk.rights.draft(car, Wish(right=RightAsked.ACCESS), language=ENGLISH)


def _draft(page: RightsPage) -> str:
    return next(view.request.id for view in page.views() if view.request.sent is None)

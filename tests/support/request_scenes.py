"""The page of requests and its sheets: what the sweeps look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from ownerapp.domain.ids import RequestId
from ownerapp.domain.rights import ReplyKind, RightAsked, Way
from ownerapp.presentation.desk import Desk
from ownerapp.services.request_steps import ReplyGiven
from ownerapp.services.rights import Wish
from ownerapp.ui.dialogs.request_sheet import RequestSheet
from ownerapp.ui.dialogs.request_steps import DaySheet, ReplySheet
from ownerapp.ui.pages.request_card import Act
from ownerapp.ui.pages.rights import RightsPage
from tests.support.desks import CABIN, DRIVING, ENGLISH
from tests.support.windows import Shown

DAY = date(2026, 11, 20)


def keep_requests(desk: Desk) -> tuple[RequestId, RequestId]:
    """Keep a draft, and a request that was refused; return both."""
    rights, car = desk.rights, desk.find_car(None)
    sent = rights.draft(
        car, Wish(right=RightAsked.DELETE_OUTSIDE, practice=CABIN), language=ENGLISH
    ).request.id
    rights.sent(sent, on=DAY, by=Way.MAIL)
    rights.reply(sent, ReplyGiven(kind=ReplyKind.REFUSED, on=DAY, text="No."))
    draft = rights.draft(car, Wish(right=RightAsked.ACCESS, practice=DRIVING), language=ENGLISH)
    return draft.request.id, sent


def rights_page(shown: Shown) -> RightsPage:
    """Go to the page."""
    page = shown.go("rights")
    assert isinstance(page, RightsPage)
    return page


def rights_empty(shown: Shown) -> Iterator[QWidget]:
    yield rights_page(shown)


def rights_filled(shown: Shown) -> Iterator[QWidget]:
    page = rights_page(shown)
    if not page.cards:
        shown.session.call(keep_requests)
        shown.wait_idle()
        page.store_changed()
        shown.wait_idle()
    for card in page.cards:
        if not card.is_open():
            card.open_content()
    shown.settle()
    yield page


def request_sheet(shown: Shown) -> Iterator[QWidget]:
    page = rights_page(shown)
    page.new_button.click()
    shown.wait_idle()
    sheet = page.sheet()
    assert isinstance(sheet, RequestSheet)
    sheet.write_button.click()
    yield sheet
    sheet.reject()


def reply_sheet(shown: Shown) -> Iterator[QWidget]:
    page = rights_page(shown)
    if not page.cards:
        found: list[RequestId] = []
        shown.session.call(_sent, found.append)
        shown.wait_idle()
        page.store_changed()
        shown.wait_idle()
    card = page.cards[0]
    card.acted.emit(card.request(), Act.REPLY)
    sheet = page.sheet()
    assert isinstance(sheet, ReplySheet)
    sheet.kinds.rows()[6].click()
    yield sheet
    sheet.reject()


def corrected_day_sheet(shown: Shown) -> Iterator[QWidget]:
    page = rights_page(shown)
    if not page.cards:
        shown.session.call(_sent)
        shown.wait_idle()
        page.store_changed()
        shown.wait_idle()
    for card in page.cards:
        if not card.is_open():
            card.open_content()
    shown.settle()
    button = next(card.buttons[Act.CORRECT] for card in page.cards if Act.CORRECT in card.buttons)
    button.click()
    sheet = page.sheet()
    assert isinstance(sheet, DaySheet)
    yield sheet
    sheet.reject()


def _sent(desk: Desk) -> RequestId:
    draft = desk.rights.draft(desk.find_car(None), Wish(right=RightAsked.ACCESS), language=ENGLISH)
    return desk.rights.sent(draft.request.id, on=DAY, by=Way.POST).request.id

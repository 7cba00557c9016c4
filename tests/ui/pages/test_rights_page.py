"""The page of requests, in the real window: written, sent by the person, answered, bundled."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from ownerapp.domain.rights import RightAsked, Way
from ownerapp.ui.dialogs.request_sheet import RequestSheet
from ownerapp.ui.dialogs.request_steps import DaySheet, ReplySheet
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.request_card import Act, RequestCard
from ownerapp.ui.pages.rights import RightsPage
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.reading_text import TextLine
from tests.support.desks import CABIN, OWNER, PLATE, VIN, Place
from tests.support.request_scenes import rights_page
from tests.support.windows import Shown


@pytest.fixture
def page(shown: Shown) -> RightsPage:
    return rights_page(shown)


@pytest.fixture
def folder(place: Place) -> Path:
    return place.data_dir.parent / "Documents"


def new_sheet(shown: Shown, page: RightsPage) -> RequestSheet:
    page.new_button.click()
    shown.wait_idle()
    sheet = page.sheet()
    assert isinstance(sheet, RequestSheet)
    return sheet


def written(shown: Shown, page: RightsPage, right: RightAsked = RightAsked.ACCESS) -> RequestCard:
    """Write a letter through the sheet, and return its card, which is open."""
    sheet = new_sheet(shown, page)
    sheet.rights.pick(right.value)
    sheet.write_button.click()
    shown.wait_idle()
    shown.settle()
    assert page.sheet() is None
    card = page.cards[0]
    assert card.is_open()
    return card


def sent(shown: Shown, page: RightsPage) -> RequestCard:
    card = written(shown, page)
    card.buttons[Act.SENT].click()
    sheet = page.sheet()
    assert isinstance(sheet, DaySheet)
    sheet.ways.pick("mail")
    sheet.keep_button.click()
    shown.wait_idle()
    return page.cards[0]


def said(card: RequestCard) -> str:
    """Return everything that an open card says."""
    assert card.text is not None
    lines = []
    for piece in card.text.pieces():
        if isinstance(piece, TextLine):
            lines.append(piece.text)
        else:
            lines += [f"{row.label} {row.text}" for row in piece]
    return "\n".join(lines)


def test_an_empty_page_teaches_the_way(page: RightsPage) -> None:
    assert page.head.heading.text() == "My rights"
    assert page._empty_card.isVisible()
    assert not page.cards
    assert not page.banner.isVisible()


def test_nothing_is_chosen_or_ticked_beforehand(shown: Shown, page: RightsPage) -> None:
    sheet = new_sheet(shown, page)
    assert sheet.wish() is None
    assert not any(row.isChecked() for row in (sheet.name, sheet.plate, sheet.vin))
    sheet.write_button.click()
    assert sheet.trouble() == "Choose what you want."
    sheet.reject()
    shown.wait_idle()
    page.store_changed()
    shown.wait_idle()
    assert not page.cards


def test_a_letter_is_a_draft_with_who_gets_it_and_without_names(
    shown: Shown, page: RightsPage
) -> None:
    text = said(written(shown, page))
    assert "privacy@example-motors.example" in text
    assert "查阅个人信息的申请" in text
    assert "Request to see my personal information" in text
    for name in (OWNER, PLATE, VIN):
        assert name not in text
    assert page.said.text().startswith("The letter is kept as a draft.")


def test_a_letter_that_needs_words_of_the_persons_own_says_so(
    shown: Shown, page: RightsPage
) -> None:
    sheet = new_sheet(shown, page)
    sheet.rights.pick("correct")
    sheet.write_button.click()
    shown.wait_idle()
    assert sheet.trouble().startswith("Your own words is empty.")
    sheet.words.setPlainText("It was not I who drove.")
    sheet.write_button.click()
    shown.wait_idle()
    assert "It was not I who drove." in said(page.cards[0])


def test_sending_is_what_the_person_says_and_starts_the_clock(
    shown: Shown, page: RightsPage
) -> None:
    card = written(shown, page, RightAsked.DELETE_OUTSIDE)
    card.buttons[Act.SENT].click()
    sheet = page.sheet()
    assert isinstance(sheet, DaySheet)
    sheet.keep_button.click()
    assert sheet.trouble() == "Choose how you sent it."
    sheet.ways.pick("mail")
    sheet.day.setText("yesterday")
    sheet.keep_button.click()
    assert "yesterday" in sheet.trouble()
    sheet.day.setText("2026-11-20")
    sheet.keep_button.click()
    shown.wait_idle()
    text = said(page.cards[0])
    assert "You said that you sent it by e-mail on 20 Nov 2026." in text
    assert "The answer is due by 4 Dec 2026." in text
    assert "4 Dec 2026: the last day." in text
    assert Act.SENT not in page.cards[0].buttons


def test_a_wrong_day_of_sending_is_put_right_on_the_card(shown: Shown, page: RightsPage) -> None:
    card = sent(shown, page)
    card.buttons[Act.CORRECT].click()
    sheet = page.sheet()
    assert isinstance(sheet, DaySheet)
    # It starts from what was said.
    assert (sheet.day.text(), sheet.ways.key()) == ("2026-11-20", "mail")
    sheet.day.setText("2026-11-21")
    sheet.keep_button.click()
    shown.wait_idle()
    assert sheet.trouble().startswith("This day has not come yet.")
    sheet.day.setText("2026-11-18")
    sheet.keep_button.click()
    shown.wait_idle()
    text = said(page.cards[0])
    assert "You said that you sent it by e-mail on 18 Nov 2026." in text
    assert "You corrected the day. Before, you had said: 20 Nov 2026." in text
    assert "The time is counted anew, from the corrected day." in text
    assert "18 Nov 2026: the time runs from here" in text
    assert Act.CORRECT in page.cards[0].buttons


def test_what_is_overdue_is_said_at_the_head_of_the_page(
    shown: Shown, page: RightsPage, place: Place
) -> None:
    card = written(shown, page, RightAsked.DELETE_OUTSIDE)
    shown.session.call(
        lambda desk: desk.rights.sent(card.request(), on=date(2026, 11, 20), by=Way.POST)
    )
    shown.wait_idle()
    place.clock.set(datetime(2026, 12, 1, 12, tzinfo=UTC))
    page.store_changed()
    shown.wait_idle()
    assert page.banner.text() == "The next answer is due by 4 Dec 2026."
    assert page.banner.kind() is BannerKind.INFO
    place.clock.set(datetime(2026, 12, 8, 12, tzinfo=UTC))
    page.store_changed()
    shown.wait_idle()
    assert page.banner.text() == "1 answer is overdue."
    assert page.banner.kind() is BannerKind.WARN


def test_a_reply_is_kept_and_given_back_byte_for_byte(
    shown: Shown, page: RightsPage, folder: Path
) -> None:
    card = sent(shown, page)
    card.buttons[Act.REPLY].click()
    sheet = page.sheet()
    assert isinstance(sheet, ReplySheet)
    sheet.keep_button.click()
    assert sheet.trouble() == "Choose what the reply does."
    folder.mkdir()
    answer = folder / "answer.pdf"
    answer.write_bytes(b"%PDF an answer")
    sheet.kinds.pick("refused")
    sheet.take_file(str(answer))
    sheet.keep_button.click()
    shown.wait_idle()
    card = page.cards[0]
    assert "The refusal gives no reasons, as far as you kept them." in said(card)
    (link,) = card.reply_links
    assert link.text() == "Save the reply: answer.pdf"
    views: list[Any] = []
    shown.session.call(lambda desk: desk.rights.find(card.request()), views.append)
    shown.wait_idle()
    page.save_reply(views[0].replies[0].id, str(folder / "again.pdf"))
    shown.wait_idle()
    assert (folder / "again.pdf").read_bytes() == answer.read_bytes()


def test_a_letter_is_saved_copied_and_handed_to_the_persons_own_mail(
    shown: Shown, page: RightsPage, folder: Path
) -> None:
    card = written(shown, page)
    page.save_letter(card.request(), str(folder / "letter.pdf"))
    shown.wait_idle()
    assert (folder / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert page.said.kind() is BannerKind.INFO
    card.buttons[Act.COPY].click()
    assert "Dear Sir or Madam," in QGuiApplication.clipboard().text()

    class Taker(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.urls: list[QUrl] = []

        @Slot(QUrl)
        def take(self, url: QUrl) -> None:
            self.urls.append(url)

    taker = Taker()
    method: Any = "take"
    QDesktopServices.setUrlHandler("mailto", taker, method)
    try:
        card.buttons[Act.MAIL].click()
    finally:
        QDesktopServices.unsetUrlHandler("mailto")
    (url,) = taker.urls
    assert url.path() == "privacy@example-motors.example"
    assert "Dear%20Sir%20or%20Madam" in bytes(url.toEncoded().data()).decode()


def test_everything_about_a_request_is_saved_in_one_file(
    shown: Shown, page: RightsPage, place: Place, folder: Path
) -> None:
    card = sent(shown, page)
    place.clock.set(datetime(2026, 11, 21, 18, 0, tzinfo=UTC))  # two at night in Shanghai
    page.save_bundle(card.request(), str(folder))
    shown.wait_idle()
    (bundle,) = folder.glob("request-2026-11-22-*.zip")
    assert str(bundle) in page.said.text()
    with zipfile.ZipFile(bundle) as opened:
        names = set(opened.namelist())
    assert {"letter.pdf", "deadline.txt", "notice.json"} <= names
    assert any(name.startswith("consent-record-") for name in names)


def test_a_draft_goes_and_a_request_closes(shown: Shown, page: RightsPage) -> None:
    written(shown, page).buttons[Act.DROP].click()
    shown.wait_idle()
    assert not page.cards
    sent(shown, page).buttons[Act.CLOSE].click()
    shown.wait_idle()
    assert page.cards[0]._state.text() == "Closed"


def test_asking_about_a_practice_begins_on_its_card(shown: Shown) -> None:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    card = page.card(CABIN)
    assert card is not None
    card.open_details(True)
    link = next(item for item in card.findChildren(LinkButton) if item.text() == "Ask about this")
    link.click()
    shown.wait_idle()
    rights = shown.home.page("rights")
    assert isinstance(rights, RightsPage)
    sheet = rights.sheet()
    assert isinstance(sheet, RequestSheet)
    assert sheet.practices.key() == CABIN
    sheet.reject()


def test_a_complaint_names_the_request_that_it_is_about(shown: Shown, page: RightsPage) -> None:
    sent(shown, page).buttons[Act.COMPLAIN].click()
    shown.wait_idle()
    sheet = page.sheet()
    assert isinstance(sheet, RequestSheet)
    assert sheet.rights.key() == "complain"
    assert sheet.earlier.key()
    sheet.write_button.click()
    shown.wait_idle()
    text = said(page.cards[0])
    assert "Cyberspace Administration of China" in text
    assert "On 20 November 2026 I sent the company a letter" in text


def test_a_draft_that_was_thrown_away_comes_back_as_it_was(shown: Shown, page: RightsPage) -> None:
    card = written(shown, page)
    before = said(card)
    card.buttons[Act.DROP].click()
    shown.wait_idle()
    shown.settle()
    assert page.cards == []
    page.said.link_pressed.emit()
    shown.wait_idle()
    shown.settle()
    (back,) = page.cards
    assert said(back) == before
    assert not page.said.isVisible()


def test_a_request_that_was_closed_goes_on_with_the_same_days(
    shown: Shown, page: RightsPage
) -> None:
    sent(shown, page)
    (view,) = page.views()
    card = page.cards[0]
    if not card.is_open():
        card.open_content()
    card.buttons[Act.CLOSE].click()
    shown.wait_idle()
    shown.settle()
    (closed,) = page.views()
    assert closed.request.closed_on is not None
    page.said.link_pressed.emit()
    shown.wait_idle()
    assert page.views() == (view,)


def test_the_next_act_takes_the_undo_away(shown: Shown, page: RightsPage) -> None:
    written(shown, page).buttons[Act.DROP].click()
    shown.wait_idle()
    shown.settle()
    card = written(shown, page)
    card.buttons[Act.COPY].click()
    page.said.link_pressed.emit()
    shown.wait_idle()
    assert len(page.cards) == 1


def test_making_all_files_of_a_request_is_told_and_can_be_stopped(
    shown: Shown, page: RightsPage, folder: Path
) -> None:
    sent(shown, page)
    folder.mkdir()
    before = set(folder.iterdir())
    page.save_bundle(page.views()[0].request.id, str(folder))
    # The record itself comes after the letter; the words come before both.
    page._on_slow()
    assert page.said.text() == "Making the files"
    page.said.link_pressed.emit()
    shown.wait_idle()
    shown.settle()
    assert page.said.text() == "Stopped. Nothing was written."
    assert set(folder.iterdir()) == before
    page.save_bundle(page.views()[0].request.id, str(folder))
    shown.wait_idle()
    shown.settle()
    assert page.said.text().startswith("Written: ")
    assert set(folder.iterdir()) > before


def link_of(page: RightsPage) -> LinkButton:
    """Return the link of what is said above the list."""
    (link,) = [item for item in page.said.findChildren(LinkButton) if item.isVisible()]
    return link


def test_the_words_of_a_letter_that_was_closed_come_back(shown: Shown, page: RightsPage) -> None:
    sheet = new_sheet(shown, page)
    sheet.rights.pick(RightAsked.CORRECT.value)
    sheet.practices.pick(CABIN)
    sheet.words.setPlainText("The plate is wrong.")
    sheet.plate.setChecked(True)
    QTest.keyClick(sheet.words, Qt.Key.Key_Escape)
    shown.settle()
    assert page.sheet() is None
    assert page.said.text() == "What you typed was not kept."

    link_of(page).click()
    shown.wait_idle()
    again = page.sheet()
    assert isinstance(again, RequestSheet)
    wish = again.wish()
    assert wish is not None
    assert (wish.right, wish.practice) == (RightAsked.CORRECT, CABIN)
    assert wish.words == "The plate is wrong."
    assert (wish.disclosure.name, wish.disclosure.plate) == (False, True)
    assert page.said.isHidden()
    again.write_button.click()
    shown.wait_idle()
    assert len(page.cards) == 1


def test_a_letter_without_words_is_closed_without_a_word(shown: Shown, page: RightsPage) -> None:
    sheet = new_sheet(shown, page)
    sheet.rights.pick(RightAsked.ACCESS.value)
    sheet.cancel_button.click()
    shown.settle()
    assert page.said.isHidden()


def test_a_new_letter_begins_empty_and_ends_the_offer_of_earlier_words(
    shown: Shown, page: RightsPage
) -> None:
    sheet = new_sheet(shown, page)
    sheet.words.setPlainText("The plate is wrong.")
    sheet.reject()
    shown.settle()
    sheet = new_sheet(shown, page)
    assert sheet.words.words() == ""
    assert page.said.isHidden()


def test_the_words_of_a_reply_that_was_closed_come_back(shown: Shown, page: RightsPage) -> None:
    sent(shown, page).buttons[Act.REPLY].click()
    sheet = page.sheet()
    assert isinstance(sheet, ReplySheet)
    sheet.kinds.pick("refused")
    sheet.reason.setText("We do not know you.")
    sheet.text.setPlainText("Dear customer")
    sheet.reject()
    shown.settle()
    link_of(page).click()
    shown.wait_idle()
    again = page.sheet()
    assert isinstance(again, ReplySheet)
    assert (again.kinds.key(), again.reason.text()) == ("refused", "We do not know you.")
    assert again.reason.isVisible()
    assert again.text.words() == "Dear customer"
    again.reject()

"""Importing a record on the records page, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.term import Term
from ownerapp.services.choices import ChoiceService
from ownerapp.services.opening import OpenedStore
from ownerapp.services.vehicles import Vehicles
from ownerapp.ui.dialogs.import_sheet import ImportSheet
from ownerapp.ui.pages.records import RecordsPage
from tests.support.desks import ENGLISH, Place, add_car, commit, shipped, yes
from tests.support.windows import Shown

VOICE = PracticeId("voice-commands")
"""Not answered yet by the person of the window."""


@pytest.fixture
def notice() -> Notice:
    return shipped().notice


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[OpenedStore]:
    """Return the store of another computer."""
    place = Place(data_dir=tmp_path / "elsewhere")
    yield place.open()
    place.close()


@pytest.fixture
def foreign(elsewhere: OpenedStore, notice: Notice, tmp_path: Path) -> Path:
    """Return a record of another computer, with one yes in it."""
    car = add_car(elsewhere, name="Van", owner="Chen Mei")
    commit(elsewhere, car, yes(notice, VOICE, Term.DAYS_7))
    place = Place(data_dir=tmp_path / "elsewhere", vaults=elsewhere.around.vaults)  # type: ignore[arg-type] # the fake ones
    desk = place.desk()
    result = desk.records.export(
        car, folder=str(tmp_path), language=ENGLISH, interface_language="en", formats=("json",)
    )
    desk.close()
    return Path(result.paths[0])


@pytest.fixture
def page(shown: Shown) -> RecordsPage:
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    return page


def sheet_of(shown: Shown, page: RecordsPage, path: Path) -> ImportSheet:
    page.import_file(str(path))
    shown.wait_idle()
    sheet = page.import_sheet()
    assert sheet is not None
    return sheet


def status(place: Place) -> Status:
    opened = place.open()
    found = ChoiceService(opened).view(Vehicles(opened).all()[0]).of(VOICE)
    assert found is not None
    return found.status


def test_a_foreign_record_is_kept_by_its_fingerprint_and_turns_nothing_on(
    shown: Shown, page: RecordsPage, place: Place, foreign: Path, elsewhere: OpenedStore
) -> None:
    page.check_file(foreign)
    shown.wait_idle()
    words = [link.text() for link in page.check_area.panel.links()]
    assert "Keep it in my history" in words
    page.check_area.panel.links()[words.index("Keep it in my history")].click()
    shown.wait_idle()
    sheet = page.import_sheet()
    assert sheet is not None
    assert sheet.field.isVisible()
    assert not sheet.keep_button.isVisible()
    sheet.field.setText(elsewhere.known_keys()[-1].fingerprint)
    sheet.check_button.click()
    shown.wait_idle()
    assert sheet.adopt_button.isVisible()
    assert not sheet.adopt_button.isDefault()
    sheet.keep_button.click()
    shown.wait_idle()
    assert sheet.is_done()
    assert sheet.said.text().startswith("1 record was imported.")
    sheet.cancel_button.click()
    shown.wait_idle()
    assert page.imported.list.count() == 1
    assert status(place) is Status.UNDECIDED


def test_the_choices_in_it_hold_only_after_the_button_that_says_so(
    shown: Shown, page: RecordsPage, place: Place, foreign: Path, elsewhere: OpenedStore
) -> None:
    sheet = sheet_of(shown, page, foreign)
    sheet.field.setText(elsewhere.known_keys()[-1].fingerprint)
    sheet.check_button.click()
    shown.wait_idle()
    sheet.adopt_button.click()
    shown.wait_idle()
    assert sheet.is_done()
    assert status(place) is Status.GIVEN


def test_what_is_no_record_is_refused_in_words(
    shown: Shown, page: RecordsPage, tmp_path: Path
) -> None:
    path = tmp_path / "nothing.json"
    path.write_text("{}", encoding="utf-8")
    sheet = sheet_of(shown, page, path)
    assert sheet.said.text().startswith("This record is not valid.")
    assert not sheet.keep_button.isVisible()
    sheet.cancel_button.click()

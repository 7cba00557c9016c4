"""Correcting a car's details, with a name that is taken, and with a way back: for the sweeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ownerapp.domain.errors import OwnerNameTakenError
from ownerapp.domain.ids import VehicleId
from ownerapp.services.correcting import KeptDetails
from ownerapp.ui.dialogs.details_sheet import DetailsSheet
from ownerapp.ui.pages.this_car import ThisCarPage
from tests.support.windows import Shown


def details(shown: Shown) -> Iterator[QWidget]:
    """The fields as they are filled, and the other cars that the owner's name counts for."""
    sheet = _sheet(shown)
    yield sheet
    sheet.reject()


def details_refused(shown: Shown) -> Iterator[QWidget]:
    """The name of somebody else."""
    sheet = _sheet(shown)
    before = sheet.form.typed()
    field = sheet.form.fields["owner"]
    field.setText("Wu Hao")
    field.textEdited.emit(field.text())
    sheet._on_failed(OwnerNameTakenError())
    yield sheet
    sheet.form.fill(before)
    sheet.reject()


def details_corrected(shown: Shown) -> Iterator[QWidget]:
    """What was corrected just now, and the way back."""
    page = _page(shown)
    page.details.button.click()
    shown.wait_idle()
    sheet = page.correcting.sheet()
    assert sheet is not None
    field = sheet.form.fields["plate"]
    field.setText("B-AB 12")
    field.textEdited.emit(field.text())
    sheet.save_button.click()
    shown.wait_idle()
    shown.settle()
    assert page.correcting.said.isVisible()
    yield page
    page.correcting.said.link_pressed.emit()
    shown.wait_idle()


DETAILS = (details, details_refused, details_corrected)


def _page(shown: Shown) -> ThisCarPage:
    page = shown.go("this-car")
    assert isinstance(page, ThisCarPage)
    return page


def _sheet(shown: Shown) -> DetailsSheet:
    """Open the sheet, as for somebody who has two more cars."""
    page = _page(shown)
    car = shown.home.car()
    assert car is not None
    found: list[KeptDetails] = []
    shown.session.call(lambda desk: desk.kept_details(car), found.append)
    shown.wait_idle()
    others = tuple(
        replace(car, id=VehicleId(name), name=name) for name in ("Old Grey", "The van at the lake")
    )
    page.correcting._open(replace(found[0], others=others), None)
    sheet = page.correcting.sheet()
    assert sheet is not None
    return sheet

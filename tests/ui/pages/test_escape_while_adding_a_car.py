"""Escape while a further car is added: back as *Back* leads, and never with words thrown away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ownerapp.presentation.first_run import Step
from ownerapp.ui.first_run.first_run import FirstRun
from ownerapp.ui.pages.choices import ChoicesPage
from tests.support.windows import Shown


@pytest.fixture
def run(shown: Shown) -> FirstRun:
    shown.home.add_car_wanted.emit()
    shown.wait_idle()
    run = shown.window.first_run()
    assert run is not None
    return run


def escape() -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)


def test_escape_leaves_the_first_step_with_nothing_typed(shown: Shown, run: FirstRun) -> None:
    assert run.step() is Step.CAR
    escape()
    assert shown.window.first_run() is None
    assert isinstance(shown.window.stack.currentWidget(), ChoicesPage)


def test_escape_out_of_typed_words_leads_to_back_first(shown: Shown, run: FirstRun) -> None:
    name = run.car.fields["name"]
    name.setFocus()
    QTest.keyClicks(name, "Old Red")
    escape()
    assert shown.window.first_run() is run
    assert run.back_button.hasFocus()
    assert name.text() == "Old Red"
    escape()
    assert shown.window.first_run() is None


def test_on_later_steps_escape_goes_one_step_back_and_keeps_what_was_typed(
    shown: Shown, run: FirstRun
) -> None:
    run.car.pick_notice("cn-reference-ev")
    run.car.fields["name"].setText("Old Red")
    for _step in (Step.CHOICES, Step.REVIEW):
        run.next_button.setFocus()
        run.next_button.click()
        shown.wait_idle()
    assert run.step() is Step.REVIEW
    escape()
    assert run.step() is Step.CHOICES
    escape()
    assert run.step() is Step.CAR
    assert run.car.fields["name"].text() == "Old Red"
    assert shown.window.first_run() is run


def test_once_the_car_is_saved_escape_leaves_its_record_there(shown: Shown, run: FirstRun) -> None:
    run.car.pick_notice("cn-reference-ev")
    run.car.fields["name"].setText("Old Red")
    for _step in (Step.CHOICES, Step.REVIEW, Step.RECORD):
        run.next_button.setFocus()
        run.next_button.click()
        shown.wait_idle()
    assert run.step() is Step.RECORD
    escape()
    assert run.step() is Step.RECORD
    assert shown.window.first_run() is run

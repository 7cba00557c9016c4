"""The first run: a draft that one press saves whole, and nothing before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ownerapp.domain.event import Method
from ownerapp.domain.record import Disclosure
from ownerapp.domain.settings import Settings, Theme
from ownerapp.domain.term import Term
from ownerapp.i18n import set_language
from ownerapp.presentation.first_run import Step
from ownerapp.system.settings import SettingsFile
from ownerapp.ui import theme
from ownerapp.ui.app import Application
from ownerapp.ui.first_run.first_run import FirstRun
from ownerapp.ui.first_run.record_step import RecordStep
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.fields import RadioRow
from tests.support.desks import CABIN, DRIVING, Place
from tests.support.windows import cut_texts


@dataclass(frozen=True, kw_only=True)
class Started:
    """The first run in its window."""

    parts: Application
    qtbot: QtBot
    place: Place

    @property
    def run(self) -> FirstRun:
        run = self.parts.window.first_run()
        assert run is not None
        return run

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.parts.session.tasks.is_busy(), timeout=20_000)

    def next(self) -> None:
        self.run.next_button.click()
        self.wait()

    def to_choices(self) -> ChoicesPage:
        """Choose a notice, type a car and go to the choices."""
        self.next()
        self.run.car.pick_notice("cn-reference-ev")
        self.run.car.fields["name"].setText("Little Blue")
        self.run.car.fields["plate"].setText("沪A·D12345")
        self.next()
        page = self.run.findChild(ChoicesPage)
        assert isinstance(page, ChoicesPage)
        self.qtbot.waitUntil(page.is_built)
        return page

    def allow_cabin(self, page: ChoicesPage) -> None:
        """Say yes to the cabin camera for seven days, on its sheet."""
        card = page.card(CABIN)
        assert card is not None
        assert card.toggle is not None
        card.toggle.click()
        sheet = self.run.flow.sheet()
        assert sheet is not None
        next(t for t in sheet.controls.tiles.tiles() if t.option.key == Term.DAYS_7).click()
        sheet.controls.pair.agree_button.click()
        self.wait()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(data_dir=tmp_path / "data")


@pytest.fixture
def started(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[Started]:
    settings = SettingsFile(place.data_dir / "settings.json", clock=place.clock)
    place.data_dir.mkdir()
    settings.save(Settings(language="en", theme=Theme.LIGHT, reduced_motion=True))
    documents = place.data_dir.parent / "Documents"
    documents.mkdir()
    parts = Application(
        qapp,
        lambda: place.desk(Method.DESKTOP),
        settings=settings,
        data_dir=str(place.data_dir),
        documents_dir=str(documents),
        language=None,
        passphrase=lambda: None,
    )
    with qtbot.waitSignal(parts.window.ready, timeout=20_000):
        parts.window.show()
    yield Started(parts=parts, qtbot=qtbot, place=place)
    parts.window.close()
    parts.window.deleteLater()
    parts.deleteLater()
    qapp.sendPostedEvents()
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


def test_everything_optional_starts_off(started: Started) -> None:
    page = started.to_choices()
    state = page.state_shown()
    assert state is not None
    optional = [card for group in state.groups for card in group.cards if not card.required]
    assert optional
    assert not any(card.on for card in optional)


def test_nothing_is_on_disk_before_make_my_record(started: Started) -> None:
    page = started.to_choices()
    started.allow_cabin(page)
    started.next()
    assert started.run.step() is Step.REVIEW
    assert not started.place.store_path.exists()


def test_no_notice_is_chosen_for_anybody(started: Started) -> None:
    started.next()
    car = started.run.car
    assert car.notice() is None
    assert not any(row.isChecked() for row in car.notices.rows())
    car.fields["name"].setText("Little Blue")
    started.next()
    assert started.run.step() is Step.CAR
    assert car._missing.isVisible()
    assert car.notices.rows()[0].hasFocus()
    assert car.notice() is None
    car.notices.rows()[1].click()
    assert not car._missing.isVisible()
    assert car.notice() is not None


def test_who_finds_no_notice_of_the_car_is_told_what_to_do(started: Started) -> None:
    started.next()
    told = started.run.car.none_fits
    assert told.isVisible()
    assert "says nothing about your car" in told.text()
    set_language("zh_Hans")
    started.run.car.retranslate()
    assert "设置" in told.text()


def test_each_notice_is_listed_with_whose_word_it_is_the_reference_ones_first(
    started: Started,
) -> None:
    started.next()
    said = [row.accessibleDescription() for row in started.run.car.notices.rows()]
    assert all(words.endswith("Shipped with ownerapp.") for words in said)
    kinds = ["reference" if "written as an example" in words else "compiled" for words in said]
    assert kinds == sorted(kinds, reverse=True)
    assert {"reference", "compiled"} == set(kinds)


def test_a_name_is_needed_and_said_beside_its_field(started: Started) -> None:
    started.next()
    started.run.car.pick_notice("cn-reference-ev")
    started.next()
    run = started.run
    assert run.step() is Step.CAR
    assert run.car.rows["name"].error()
    assert run.car.fields["name"].hasFocus()


def test_a_wrong_vin_is_said_beside_its_field_and_what_was_typed_stays(started: Started) -> None:
    started.next()
    run = started.run
    run.car.pick_notice("cn-reference-ev")
    run.car.fields["name"].setText("Little Blue")
    run.car.fields["vin"].setText("OOO")
    started.next()
    assert run.car.rows["vin"].error()
    assert not run.car.rows["name"].error()
    assert run.car.fields["vin"].text() == "OOO"


def test_going_back_keeps_answers(started: Started) -> None:
    page = started.to_choices()
    started.allow_cabin(page)
    started.run.back_button.click()
    assert started.run.step() is Step.CAR
    started.next()
    assert started.run.step() is Step.CHOICES
    assert started.run.answers()[CABIN].on


def test_another_language_opens_the_answers_again_and_says_so(started: Started) -> None:
    page = started.to_choices()
    started.allow_cabin(page)
    started.parts.session.change(language="zh_Hans")
    started.wait()
    assert not started.run.answers()
    assert page.banner.text()


def test_going_back_for_another_language_says_that_answers_are_open_again(
    started: Started,
) -> None:
    page = started.to_choices()
    started.allow_cabin(page)
    started.run.back_button.click()
    started.run.back_button.click()
    started.parts.session.change(language="zh_Hans")
    started.next()
    started.next()
    assert started.run.step() is Step.CHOICES
    assert not started.run.answers()
    assert page.banner.isVisible()
    assert page.banner.text()


def test_the_whole_draft_is_saved_and_the_record_written(started: Started) -> None:
    page = started.to_choices()
    started.allow_cabin(page)
    started.next()
    started.next()
    run = started.run
    assert run.step() is Step.RECORD
    record = run.record
    assert record is not None
    assert record.form.disclosure() == Disclosure()
    started.next()
    started.qtbot.waitUntil(record.is_saved, timeout=30_000)
    folder = Path(record.form.folder())
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".pdf"]
    text = next(folder.glob("*.json")).read_text(encoding="utf-8")
    assert "沪A·D12345" not in text
    assert record.banner.kind() is BannerKind.OK
    assert record.banner.text() == "Record saved and checked"
    started.next()
    started.qtbot.waitUntil(lambda: started.parts.window.home() is not None, timeout=20_000)
    home = started.parts.window.home()
    assert home is not None
    view = home.view()
    assert view is not None
    assert view.vehicle.name == "Little Blue"
    given = {item.practice.id for item in view.choices if item.choice and item.choice.term}
    assert given == {CABIN}


def to_record(started: Started) -> RecordStep:
    """Go to the last step with everything off."""
    started.to_choices()
    for _ in range(2):
        started.next()
    record = started.run.record
    assert started.run.step() is Step.RECORD
    assert record is not None
    return record


def test_saving_can_be_cancelled_and_ordered_again(started: Started) -> None:
    record = to_record(started)
    run = started.run
    run.next_button.click()
    assert not record.form.isEnabled()
    assert run.back_button.text() == "Cancel"
    run.back_button.click()
    assert record.progress.isVisible()
    assert record.progress.text() == "Stopping"
    started.wait()
    assert not record.is_saved()
    assert not record.progress.isVisible()
    assert not record.banner.isVisible()
    assert record.form.isEnabled()
    assert run.back_button.text() == "Go to my choices"
    assert list(Path(record.form.folder()).iterdir()) == []

    started.next()
    started.qtbot.waitUntil(record.is_saved, timeout=30_000)


def test_a_slow_saving_says_so(started: Started) -> None:
    record = to_record(started)
    assert not record.progress.isVisible()
    record.show_progress(stopping=False)
    assert record.progress.text() == "Making and checking the record"
    assert record.progress.isVisible()


def test_the_window_goes_on_answering_while_a_folder_is_chosen(
    started: Started, tmp_path: Path
) -> None:
    record = to_record(started)
    chosen = tmp_path / "elsewhere"
    chosen.mkdir()
    record.form.folder_button.click()
    dialog = record.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(chosen))
    dialog.close()
    assert record.form.folder() == str(chosen)


def test_next_is_never_disabled_by_answers(started: Started) -> None:
    started.to_choices()
    assert started.run.next_button.isEnabled()
    started.next()
    assert started.run.step() is Step.REVIEW


def test_leaving_saves_nothing(started: Started) -> None:
    page = started.to_choices()
    started.allow_cabin(page)
    started.parts.window.close()
    assert not started.place.store_path.exists()


def test_escape_does_nothing_in_the_very_first_run(started: Started) -> None:
    started.to_choices()
    QTest.keyClick(started.run, Qt.Key.Key_Escape)
    assert started.run.step() is Step.CHOICES


@pytest.mark.parametrize("language", ["zh_Hans", "en-XA", "ar-XB"])
def test_no_step_cuts_its_texts(started: Started, language: str) -> None:
    started.parts.window.resize(960, 640)
    started.parts.session.change(language=language, text_scale_percent=150)
    started.wait()
    page = started.to_choices()
    card = page.card(DRIVING)
    assert card is not None
    assert card.toggle is not None
    card.toggle.click()
    for _ in range(4):
        QApplication.processEvents()
    assert not cut_texts(started.run)
    started.next()
    for _ in range(4):
        QApplication.processEvents()
    assert not cut_texts(started.run)


def test_after_the_first_run_the_focus_is_on_the_page_in_the_sidebar(started: Started) -> None:
    started.to_choices()
    started.next()
    started.next()
    started.run.back_button.click()
    nav = started.parts.window.sidebar.nav
    started.qtbot.waitUntil(nav.isEnabled, timeout=20_000)

    assert started.parts.window.focusWidget() is nav


def test_the_keyboard_finds_the_language_at_once(started: Started) -> None:
    focused = started.parts.window.focusWidget()

    assert isinstance(focused, RadioRow)
    assert focused.key == "en"
    assert focused.isChecked()

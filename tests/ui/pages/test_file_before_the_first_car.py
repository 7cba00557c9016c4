"""A stranger opens a file before there is a car: the verdict stands over the first run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.event import Method
from ownerapp.domain.settings import Settings, Theme
from ownerapp.presentation.first_run import Step
from ownerapp.resources import resource_path
from ownerapp.system.settings import SettingsFile
from ownerapp.ui.app import Application
from ownerapp.ui.dialogs.check_sheet import CheckSheet
from ownerapp.ui.dialogs.notice_window import NoticeWindow
from ownerapp.ui.dialogs.said_sheet import SaidSheet
from ownerapp.ui.first_run.first_run import FirstRun
from ownerapp.ui.widgets.result_panel import ResultKind
from ownerapp.ui.widgets.text import Text
from ownerapp.ui.window import MainWindow
from tests.support.desks import Place
from tests.support.notice_files import AUTHOR, changed, pack_bytes, pack_file
from tests.support.records import known_key
from tests.support.windows import OpenedUrls


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(data_dir=tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[MainWindow]:
    """A window on a computer where nothing was ever set up."""
    settings = SettingsFile(place.data_dir / "settings.json", clock=place.clock)
    place.data_dir.mkdir()
    settings.save(Settings(language="en", theme=Theme.LIGHT, reduced_motion=True))
    parts = Application(
        qapp,
        lambda: place.desk(Method.DESKTOP),
        settings=settings,
        data_dir=str(place.data_dir),
        documents_dir=str(place.data_dir.parent),
        language=None,
        passphrase=lambda: None,
    )
    with qtbot.waitSignal(parts.window.ready, timeout=20_000):
        parts.window.show()
    yield parts.window
    parts.window.close()
    parts.window.deleteLater()
    parts.deleteLater()
    qapp.sendPostedEvents()


def golden(*name: str) -> str:
    return str(resource_path("golden", *name))


def sheets(window: MainWindow) -> list[CheckSheet]:
    return [sheet for sheet in window.findChildren(CheckSheet) if sheet.isVisible()]


def verdict(qtbot: QtBot, window: MainWindow) -> CheckSheet:
    """Wait until a verdict can be read, and return its sheet."""
    qtbot.waitUntil(
        lambda: bool(sheets(window)) and sheets(window)[0].panel.isVisible(), timeout=20_000
    )
    (sheet,) = sheets(window)
    return sheet


def words(sheet: CheckSheet | SaidSheet) -> list[str]:
    return [text.text() for text in sheet.findChildren(Text) if text.isVisible()]


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        (("valid.json",), ResultKind.CANNOT_TELL, "It was signed with a key"),
        (("changed-bit.json",), ResultKind.NOT_VALID, "It was changed after it was signed"),
        (("valid.pdf",), ResultKind.CANNOT_TELL, "It was signed with a key"),
        (("page.pdf",), ResultKind.CANNOT_TELL, "It was sealed with a key"),
        (("bundles", "valid.zip"), ResultKind.CANNOT_TELL, "It was signed with a key"),
    ],
    ids=["record", "changed record", "PDF", "sealed page", "bundle"],
)
def test_the_verdict_is_shown_at_once(
    window: MainWindow, qtbot: QtBot, name: tuple[str, ...], kind: ResultKind, said: str
) -> None:
    window.take_file(golden(*name))

    sheet = verdict(qtbot, window)
    assert sheet.panel.kind() is kind
    assert any(text.startswith(said) for text in words(sheet))
    assert "Nothing of this file was kept." in words(sheet)


def test_a_check_makes_no_store(window: MainWindow, qtbot: QtBot, place: Place) -> None:
    window.take_file(golden("valid.json"))
    verdict(qtbot, window)

    assert {path.name for path in place.data_dir.iterdir()} <= {"settings.json"}


def test_after_it_the_first_run_goes_on_where_it_was(window: MainWindow, qtbot: QtBot) -> None:
    run = window.findChild(FirstRun)
    assert run is not None
    window.take_file(golden("valid.json"))
    verdict(qtbot, window).close_button.click()

    qtbot.waitUntil(lambda: not sheets(window))
    assert run.isVisible()
    assert run.step() is Step.LANGUAGE


def test_several_files_are_looked_at_one_after_the_other(window: MainWindow, qtbot: QtBot) -> None:
    window.take_file(golden("valid.json"))
    first = verdict(qtbot, window)
    window.take_file(golden("changed-bit.json"))
    assert first.panel.kind() is ResultKind.CANNOT_TELL
    first.close_button.click()
    qtbot.waitUntil(lambda: sheets(window) not in ([], [first]), timeout=20_000)

    assert verdict(qtbot, window).panel.kind() is ResultKind.NOT_VALID


def test_a_file_can_be_dropped_on_the_first_run(window: MainWindow, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(golden("changed-bit.json"))])
    window.dropEvent(
        QDropEvent(
            QPointF(300, 300),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )

    assert verdict(qtbot, window).panel.kind() is ResultKind.NOT_VALID


def test_the_checked_file_is_opened_by_its_link(
    window: MainWindow, qtbot: QtBot, opened: OpenedUrls
) -> None:
    window.take_file(golden("valid.json"))
    verdict(qtbot, window).panel.links()[0].click()

    assert opened.paths == [golden("valid.json")]


def test_a_page_without_a_record_is_not_called_one(window: MainWindow, qtbot: QtBot) -> None:
    window.take_file(golden("page.pdf"))

    links = verdict(qtbot, window).panel.links()
    assert [link.text() for link in links] == ["Open page", "Show technical details"]


def test_a_file_that_is_gone_is_named(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.take_file(str(tmp_path / "gone.json"))
    qtbot.waitUntil(lambda: bool(window.findChildren(SaidSheet)), timeout=20_000)

    (sheet,) = window.findChildren(SaidSheet)
    assert sheet.said().title.startswith("There is no file")
    qtbot.waitUntil(lambda: not sheets(window))


def test_a_notice_can_be_read_without_a_store(
    window: MainWindow, qtbot: QtBot, place: Place, tmp_path: Path
) -> None:
    window.take_file(pack_file(tmp_path, pack_bytes(signed_by=AUTHOR)))
    qtbot.waitUntil(lambda: bool(window.findChildren(NoticeWindow)), timeout=20_000)

    (beside,) = window.findChildren(NoticeWindow)
    assert beside.isVisible()
    assert beside.windowTitle()
    beside.close_button.click()
    assert not (place.data_dir / "store.db").exists()


def test_a_notice_that_was_changed_afterwards_is_not_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.take_file(pack_file(tmp_path, changed(pack_bytes(signed_by=AUTHOR))))
    qtbot.waitUntil(lambda: bool(window.findChildren(SaidSheet)), timeout=20_000)

    assert not window.findChildren(NoticeWindow)


def test_a_stranger_can_check_against_the_fingerprint_that_they_were_told(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.take_file(golden("valid.json"))
    sheet = verdict(qtbot, window)
    assert sheet.panel.kind() is ResultKind.CANNOT_TELL
    sheet.trust.open_content(wanted=True)
    form = sheet.trust.form()
    assert form is not None
    form.field.setText(known_key().fingerprint)
    form.check_button.click()
    qtbot.waitUntil(lambda: sheet.panel.kind() is ResultKind.VALID, timeout=20_000)
    qtbot.waitUntil(lambda: any("fingerprint matches" in line for line in words(sheet)))


def test_a_keys_file_that_does_not_hold_is_refused_and_the_verdict_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "keys.json").write_text("{}", encoding="utf-8")
    window.take_file(golden("valid.json"))
    sheet = verdict(qtbot, window)
    sheet.trust.open_content(wanted=True)
    form = sheet.trust.form()
    assert form is not None
    form.take_file(str(tmp_path / "keys.json"))
    qtbot.waitUntil(
        lambda: sheet.said.text().startswith("The history of keys does not hold"), timeout=20_000
    )
    assert sheet.isVisible()

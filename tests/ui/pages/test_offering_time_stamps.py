"""Time stamps in the window: off until a server is named, and never ticked beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ownerapp.domain.verdict import Check, Outcome
from ownerapp.ui.dialogs.export_dialog import ExportDialog
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.pages.settings import SettingsPage
from tests.support.time_stamps import new_authority, responding
from tests.support.windows import Shown


def settings_page(shown: Shown) -> SettingsPage:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    return page


def name_server(shown: Shown, address: str) -> SettingsPage:
    page = settings_page(shown)
    page.stamps.field.setText(address)
    page.stamps.field.editingFinished.emit()
    shown.wait_idle()
    return page


def opened_dialog(shown: Shown) -> ExportDialog:
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    page.export_button.click()
    dialog = page.export_dialog()
    assert dialog is not None
    return dialog


def test_without_a_server_no_time_stamp_is_offered(shown: Shown) -> None:
    assert settings_page(shown).stamps.field.text() == ""
    dialog = opened_dialog(shown)
    assert not dialog.form.stamp.isVisible()
    assert dialog.form.stamp.server() is None


def test_what_is_no_address_is_said_and_not_kept(shown: Shown) -> None:
    page = name_server(shown, "ftp://stamps.example")
    assert page.stamps.row.error().startswith("ftp://stamps.example is not the address")
    assert shown.settings.load().settings.time_stamp_server == ""
    page = name_server(shown, " https://stamps.example ")
    assert page.stamps.row.error() == ""
    assert shown.settings.load().settings.time_stamp_server == "https://stamps.example"
    name_server(shown, "")
    assert shown.settings.load().settings.time_stamp_server == ""


def test_a_ticked_time_stamp_is_in_the_saved_pdf(shown: Shown, tmp_path: Path) -> None:
    with responding(new_authority(tmp_path / "authority")) as server:
        name_server(shown, server.url)
        dialog = opened_dialog(shown)
        assert dialog.form.stamp.isVisible()
        assert not dialog.form.stamp.row.isChecked()
        assert server.asked == []
        dialog.form.stamp.row.click()
        dialog.export_button.click()
        shown.qtbot.waitUntil(lambda: dialog.saved() is not None, timeout=60_000)
    saved = dialog.saved()
    assert saved is not None
    found = {item.check: item.outcome for item in saved.reports[0].checks}
    assert found[Check.PDF_STAMP] is Outcome.OK
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [500])
def test_when_the_server_fails_nothing_is_saved_and_the_sheet_says_so(
    shown: Shown, tmp_path: Path, status: int
) -> None:
    with responding(new_authority(tmp_path / "authority")) as server:
        server.status = status
        name_server(shown, server.url)
        dialog = opened_dialog(shown)
        dialog.form.set_folder(str(tmp_path / "out"))
        dialog.form.stamp.row.click()
        dialog.export_button.click()
        shown.qtbot.waitUntil(lambda: bool(dialog.trouble()), timeout=60_000)
    assert "error 500" in dialog.trouble()
    assert "nothing was added to the history" in dialog.trouble()
    assert dialog.saved() is None
    assert not (tmp_path / "out").exists()

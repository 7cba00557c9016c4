"""The page of records, its checks and its sheet: what the sweeps look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ownerapp.resources import resource_path
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.widgets.result_panel import ResultKind
from tests.support.windows import Shown


def records_page(shown: Shown) -> RecordsPage:
    """Go to the page."""
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    return page


def records_empty(shown: Shown) -> Iterator[QWidget]:
    """Before the first record; only a window in which none was exported shows this."""
    page = records_page(shown)
    page.check_area.panel.closed.emit()
    yield page


def records(shown: Shown) -> Iterator[QWidget]:
    page = records_page(shown)
    page.check_record(exported(shown))
    shown.wait_idle()
    assert page.check_area.panel.kind() is ResultKind.VALID
    yield page


def record_details(shown: Shown) -> Iterator[QWidget]:
    """A good record with the technical part open."""
    page = records_page(shown)
    page.check_record(exported(shown))
    shown.wait_idle()
    page.check_area.panel.links()[-1].click()
    assert page.check_area.panel.details_shown()
    yield page


def record_changed(shown: Shown) -> Iterator[QWidget]:
    """A record of which one date was changed afterwards."""
    exported(shown)
    written = next(_folder(shown).glob("*.json"))
    file = _folder(shown).parent / "Copy.json"
    file.write_bytes(written.read_bytes().replace(b"2026-11-20", b"2026-11-19", 1))
    page = records_page(shown)
    page.check_file(file)
    shown.wait_idle()
    assert page.check_area.panel.kind() is ResultKind.NOT_VALID
    yield page


def record_of_later(shown: Shown) -> Iterator[QWidget]:
    """The code of a later program, of which nothing can be said."""
    page = records_page(shown)
    page.check_text("VC2:of a later program")
    shown.wait_idle()
    assert page.check_area.panel.kind() is ResultKind.CANNOT_TELL
    yield page


def record_against_keys(shown: Shown) -> Iterator[QWidget]:
    """A record of somebody else against a fingerprint and a keys file that do not go with it."""
    page = records_page(shown)
    page.trust.open_content(wanted=True)
    form = page.trust.form()
    assert form is not None
    form.field.setText("0123 " * 8)
    page.check_file(resource_path("golden", "other-persons-record.json"))
    form.take_file(str(resource_path("golden", "keys.json")))
    shown.wait_idle()
    yield page
    form.field.clear()
    form.take_file("")
    shown.wait_idle()
    page.trust.open_content(wanted=False)


def _folder(shown: Shown) -> Path:
    return Path(shown.session.documents_dir())


def export_dialog(shown: Shown) -> Iterator[QWidget]:
    page = records_page(shown)
    page.open_export()
    dialog = page.export_dialog()
    assert dialog is not None
    yield dialog
    dialog.reject()


def exported(shown: Shown) -> str:
    """Write a record of everything that is known, once, and return its name."""
    found: list[str] = []
    shown.session.call(lambda desk: [item.record for item in desk.records.exports()], found.extend)
    shown.wait_idle()
    if found:
        return found[0]
    view = shown.home.view()
    assert view is not None
    folder = str(shown.session.documents_dir())
    shown.session.call(
        lambda desk: desk.records.export(
            view.vehicle,
            folder=folder,
            language=view.notice.native_language,
            interface_language="en",
        )
    )
    shown.wait_idle()
    shown.refresh()
    shown.wait_idle()
    return exported(shown)

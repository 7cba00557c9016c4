"""From the first frame to readable choices, and what keeps the store closed in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.errors import KeyringLockedError
from ownerapp.domain.event import Method
from ownerapp.domain.settings import Settings
from ownerapp.i18n import set_language
from ownerapp.presentation.desk import Desk
from ownerapp.resources import resource_path
from ownerapp.system.settings import SettingsFile
from ownerapp.ui.app import Application
from ownerapp.ui.dialogs.crash import report_of
from ownerapp.ui.pages.gate import PassphrasePage, TroublePage
from ownerapp.ui.pages.names import RECORDS
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.pages.verdict_panel import VerdictPanel
from ownerapp.ui.single_instance import Listener, raise_first, server_name
from ownerapp.ui.widgets.banner import Banner
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.window import MainWindow
from tests.support.desks import Place, add_car

PASSPHRASE = "correct horse battery staple"  # noqa: S105 - of a store in a test
Start = Callable[..., MainWindow]


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot) -> Iterator[Start]:
    """Start windows that are closed at the end."""
    started: list[Application] = []

    def begin(place: Place, found: bytes | None = None) -> MainWindow:
        place.data_dir.mkdir(exist_ok=True)
        path = place.data_dir / "settings.json"
        settings = SettingsFile(path, clock=place.clock)
        settings.save(Settings(language="en", reduced_motion=True))
        if found is not None:
            path.write_bytes(found)
        parts = Application(
            qapp,
            lambda: place.desk(Method.DESKTOP),
            settings=settings,
            data_dir=str(place.data_dir),
            documents_dir=str(place.data_dir),
            language=None,
            passphrase=lambda: None,
        )
        started.append(parts)
        with qtbot.waitSignal(parts.window.ready, timeout=20_000):
            parts.window.show()
        return parts.window

    yield begin
    for parts in started:
        parts.window.close()
        parts.window.deleteLater()
        parts.deleteLater()
    qapp.sendPostedEvents()
    set_language("en")


def with_passphrase(tmp_path: Path) -> Place:
    """Return a place whose store was set up with a passphrase."""
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open(PASSPHRASE))
    place.close()
    return place


def test_a_wrong_passphrase_is_said_beside_the_field(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    window = start(with_passphrase(tmp_path))
    page = window.stack.currentWidget()
    assert isinstance(page, PassphrasePage)
    field = page.findChild(TextField)
    assert isinstance(field, TextField)
    assert field.echoMode() is TextField.EchoMode.Password
    field.setText("not this one, sorry")
    button = page.findChild(PrimaryButton)
    assert isinstance(button, PrimaryButton)
    button.click()
    qtbot.waitUntil(lambda: "does not open" in field.accessibleDescription(), timeout=20_000)
    assert field.text() == ""
    field.setText(PASSPHRASE)
    button.click()
    qtbot.waitUntil(lambda: window.home() is not None, timeout=20_000)


def test_a_locked_keyring_is_explained_and_can_be_tried_again(
    start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()

    def locked(_desk: Desk) -> object:
        raise KeyringLockedError

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "need", locked)
        window = start(place)
        page = window.stack.currentWidget()
        assert isinstance(page, TroublePage)
        assert page.head.heading.text() == "The keyring is locked."
    next(b for b in page.findChildren(ActionButton) if b.text() == "Try again").click()
    qtbot.waitUntil(lambda: window.home() is not None, timeout=20_000)


def test_a_newer_settings_file_is_named_and_not_touched(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"format": 99}', encoding="utf-8")
    place = Place(data_dir=tmp_path)
    parts = Application(
        qapp,
        lambda: place.desk(Method.DESKTOP),
        settings=SettingsFile(path, clock=place.clock),
        data_dir=str(tmp_path),
        documents_dir=str(tmp_path),
        language="en",
        passphrase=lambda: None,
    )
    with qtbot.waitSignal(parts.window.ready, timeout=20_000):
        parts.window.show()
    assert isinstance(parts.window.stack.currentWidget(), TroublePage)
    parts.window.close()
    assert path.read_text(encoding="utf-8") == '{"format": 99}'
    parts.window.deleteLater()
    parts.deleteLater()
    qapp.sendPostedEvents()


def test_the_first_frame_comes_before_the_desk(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    place = Place(data_dir=tmp_path / "data")
    place.data_dir.mkdir()
    seen: list[str] = []

    def make() -> Desk:
        seen.append("desk")
        return place.desk(Method.DESKTOP)

    parts = Application(
        qapp,
        make,
        settings=SettingsFile(place.data_dir / "settings.json", clock=place.clock),
        data_dir=str(place.data_dir),
        documents_dir=str(tmp_path),
        language="en",
        passphrase=lambda: None,
    )
    window = parts.window
    window.painted.connect(lambda: seen.append("painted"))
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show()
    assert seen == ["painted", "desk"]
    window.close()
    window.deleteLater()
    parts.deleteLater()
    qapp.sendPostedEvents()


def test_a_second_start_raises_the_first_window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    name = server_name(str(tmp_path / "data"))
    assert name != server_name(str(tmp_path / "other"))
    assert not raise_first(name)
    first = Listener(name)
    assert first.listen()
    with qtbot.waitSignal(first.raise_wanted, timeout=5_000):
        assert not Listener(name).listen()
    first.close()
    assert not raise_first(name)


def test_a_crash_report_holds_places_and_no_message() -> None:
    name = "Lin Yue"
    try:
        raise ValueError(name)  # noqa: TRY301 - the report is made from a real traceback
    except ValueError as error:
        report = report_of(error)
    assert "ValueError" in report
    assert name not in report
    assert "test_opening_the_window.py" in report


DAMAGED = b'{"language": "en", "them'


@pytest.mark.parametrize("has_car", [True, False])
def test_a_damaged_settings_file_is_said_with_where_it_is_now(
    start: Start, tmp_path: Path, has_car: bool
) -> None:
    place = Place(data_dir=tmp_path / "data")
    if has_car:
        add_car(place.open())
        place.close()
    window = start(place, DAMAGED)

    (aside,) = place.data_dir.glob("settings*damaged*")
    assert aside.read_bytes() == DAMAGED
    said = [banner.text() for banner in window.findChildren(Banner) if banner.isVisible()]
    assert len(said) == 1
    assert "The settings file was damaged" in said[0]
    assert str(aside) in said[0]


def test_a_settings_file_that_is_damaged_meanwhile_is_said_too(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()
    window = start(place)
    session = window._session
    (place.data_dir / "settings.json").write_bytes(DAMAGED)
    session.change(text_scale_percent=110)
    qtbot.waitUntil(lambda: any(b.isVisible() for b in window.findChildren(Banner)))
    (banner,) = (b for b in window.findChildren(Banner) if b.isVisible())
    session.change(language="zh_Hans")
    qtbot.waitUntil(lambda: not session.tasks.is_busy())

    (aside,) = place.data_dir.glob("settings*damaged*")
    assert str(aside) in banner.text()
    assert "damaged file" not in banner.text()


def test_sound_settings_are_nothing_to_talk_about(start: Start, tmp_path: Path) -> None:
    window = start(Place(data_dir=tmp_path / "data"))

    assert not any(banner.isVisible() for banner in window.findChildren(Banner))


@pytest.mark.parametrize("name", ["record.json", "a b\n记录.json", "\udcff.json"])
def test_a_second_start_hands_its_file_to_the_first_window(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    socket = server_name(str(tmp_path / "data"))
    first = Listener(socket)
    assert first.listen()
    path = str(tmp_path / name)
    with qtbot.waitSignal(first.file_handed, timeout=5_000) as heard:
        assert raise_first(socket, path)
    assert heard.args == [path]
    first.close()


@pytest.mark.parametrize(
    "line", [b"open zz\n", b"open 2e2e2f78\n", b"open \n", b"x" * 20_000, b"open 2f00\n", b""]
)
def test_whatever_else_is_said_to_the_window_opens_nothing(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: bytes
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    name = server_name(str(tmp_path / "data"))
    first = Listener(name)
    assert first.listen()
    opened: list[str] = []
    first.file_handed.connect(opened.append)
    client = QLocalSocket()
    client.connectToServer(name)
    assert client.waitForConnected(1_000)
    client.write(line)
    qtbot.waitUntil(lambda: client.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert opened == []
    first.close()


def test_a_handed_record_is_checked_in_the_window(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()
    window = start(place)
    window.take_file(str(resource_path("golden", "valid.json")))
    home = window.home()
    assert home is not None
    qtbot.waitUntil(lambda: window.sidebar.nav.current_key() == RECORDS, timeout=10_000)
    page = home.page(RECORDS)
    assert isinstance(page, RecordsPage)
    qtbot.waitUntil(lambda: page.findChild(VerdictPanel) is not None, timeout=10_000)

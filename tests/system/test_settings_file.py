"""The settings file: whole, tolerant of the unknown, never silently reset."""

from __future__ import annotations

import json
import stat
from dataclasses import fields
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest

from ownerapp.domain.errors import FileKindError, NewerFileError
from ownerapp.domain.settings import Settings, Theme
from ownerapp.system.settings import LoadedSettings, SettingsFile

EVERYTHING = Settings(
    language="zh_Hans",
    theme=Theme.HIGH_CONTRAST,
    text_scale_percent=150,
    reduced_motion=True,
    window_width=1280,
    window_height=800,
    last_page="records",
    last_export_dir="/home/somebody/文件",
    car="5b0f7f5e-0a39-4f0c-8f6a-2f8d8a4f7a11",
    unsigned_notices=True,
    time_stamp_server="https://stamps.example/tsa",
    knows_places=True,
    lock_after_minutes=5,
    reminders=False,
    desktop_reminders=True,
)


class StoppedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 20, 10, 30, tzinfo=UTC)

    def monotonic_ms(self) -> int:
        return 0

    def zone(self) -> tzinfo:
        return UTC

    def zone_name(self) -> str:
        return "UTC"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.fixture
def file(path: Path) -> SettingsFile:
    return SettingsFile(path, clock=StoppedClock())


def test_a_first_start_has_the_defaults_and_writes_nothing(file: SettingsFile, path: Path) -> None:
    assert file.load() == LoadedSettings(settings=Settings())
    assert not path.exists()


def test_every_setting_comes_back(file: SettingsFile, path: Path) -> None:
    for field in fields(Settings):
        assert getattr(EVERYTHING, field.name) != getattr(Settings(), field.name), field.name
    assert file.save(EVERYTHING) is None
    assert file.load() == LoadedSettings(settings=EVERYTHING)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_file_holds_the_declared_keys_and_no_others(file: SettingsFile, path: Path) -> None:
    file.save(EVERYTHING)
    assert json.loads(path.read_text("utf-8")).keys() == {
        "format",
        *(field.name for field in fields(Settings)),
    }


def test_a_missing_key_has_its_default(file: SettingsFile, path: Path) -> None:
    path.write_text('{"format": 1, "theme": "dark"}')
    assert file.load() == LoadedSettings(settings=Settings(theme=Theme.DARK))


def test_unknown_keys_are_kept(file: SettingsFile, path: Path) -> None:
    path.write_text('{"format": 1, "theme": "dark", "future": {"a": [1, "二"]}}')
    file.save(file.load().settings)
    found = json.loads(path.read_text("utf-8"))
    assert (found["future"], found["theme"]) == ({"a": [1, "二"]}, "dark")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b"\xff",
        b"{}",
        b'{"format": "1"}',
        b'{"format": true}',
        b'{"format": 0}',
        b'{"format": 1, "theme": "pink"}',
        b'{"format": 1, "theme": ["dark"]}',
        b'{"format": 1, "theme": {}}',
        b'{"format": 1, "theme": null}',
        b'{"format": 1, "text_scale_percent": 90}',
        b'{"format": 1, "text_scale_percent": 100.5}',
        b'{"format": 1, "text_scale_percent": true}',
        b'{"format": 1, "reduced_motion": 1}',
        b'{"format": 1, "unsigned_notices": 1}',
        b'{"format": 1, "unsigned_notices": "yes"}',
        b'{"format": 1, "window_width": 3}',
        b'{"format": 1, "window_height": 1e9}',
        b'{"format": 1, "language": 7}',
        b'{"format": 1, "last_page": null}',
        b'{"format": 1, "language": "\\ud800"}',
        b'{"format": 1, "format": 1}',
        b'{"format": 1, "text_scale_percent": NaN}',
        b'{"format": 1, "x": ' + b"9" * 5000 + b"}",
        b'{"format": 1, "x": ' + b"[" * 20_000 + b"}",
        b" " * 70_000,
    ],
)
def test_a_damaged_file_is_set_aside_and_told(
    file: SettingsFile, path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    loaded = file.load()
    assert loaded.settings == Settings()
    assert loaded.set_aside_path == path.with_name("settings.damaged-20261120T103000Z.json")
    assert loaded.set_aside_path.read_bytes() == content
    assert not path.exists()


def test_saving_over_a_damaged_file_sets_it_aside_first(file: SettingsFile, path: Path) -> None:
    path.write_bytes(b"{")
    aside = file.save(EVERYTHING)
    assert aside is not None
    assert aside.read_bytes() == b"{"
    assert file.load() == LoadedSettings(settings=EVERYTHING)


def test_a_newer_file_is_not_touched(file: SettingsFile, path: Path) -> None:
    content = b'{"format": 2, "theme": {"of": "tomorrow"}}'
    path.write_bytes(content)
    with pytest.raises(NewerFileError) as caught:
        file.load()
    assert caught.value.found == "2"
    with pytest.raises(NewerFileError):
        file.save(EVERYTHING)
    assert path.read_bytes() == content


def test_a_folder_in_its_place_is_named(file: SettingsFile, path: Path) -> None:
    path.mkdir()
    with pytest.raises(FileKindError):
        file.load()


@pytest.mark.parametrize(
    "values",
    [{"text_scale_percent": 99}, {"text_scale_percent": 201}, {"window_width": 99}],
)
def test_settings_out_of_range_cannot_be_made(values: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=str(*values.values())):
        Settings(**values)  # type: ignore[arg-type] # only numbers are wrong here


def test_unsigned_notices_are_not_allowed_unless_the_person_said_so(
    file: SettingsFile, path: Path
) -> None:
    assert not file.unsigned_notices()
    file.save(EVERYTHING)
    assert file.unsigned_notices()
    file.save(Settings())
    assert not file.unsigned_notices()
    assert path.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"format": 2, "unsigned_notices": true}',
        b'{"format": 1, "unsigned_notices": "true"}',
        b'{"format": 1, "unsigned_notices": true, "theme": "pink"}',
        b'{"unsigned_notices": true}',
        b" " * 70_000,
    ],
)
def test_settings_that_cannot_be_read_allow_nothing_and_stay_where_they_are(
    file: SettingsFile, path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    assert not file.unsigned_notices()
    assert path.read_bytes() == content
    assert [found.name for found in path.parent.iterdir()] == ["settings.json"]

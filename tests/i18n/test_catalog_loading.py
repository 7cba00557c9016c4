"""Promises of ownerapp.i18n.loading, by their numbers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ownerapp.i18n.loading import languages_with_catalog, load
from tests.support.catalogs import write_catalog

_ENTRY = 'msgid "On"\nmsgstr "开"\n'


def test_first_use_keeps_the_compiled_catalogue_and_the_second_reads_it(tmp_path: Path) -> None:
    po_path = write_catalog(tmp_path, "zh_Hans", _ENTRY)
    mo_path = po_path.with_suffix(".mo")

    assert load(tmp_path, "zh_Hans").gettext("On") == "开"
    assert mo_path.stat().st_mtime_ns == po_path.stat().st_mtime_ns
    assert [path.name for path in po_path.parent.iterdir() if path.name.startswith(".")] == []

    # What is read the second time is the compiled file: the source is made unreadable.
    stamp = po_path.stat().st_mtime_ns
    po_path.write_text("no catalogue", encoding="utf-8")
    os.utime(po_path, ns=(stamp, stamp))
    assert load(tmp_path, "zh_Hans").gettext("On") == "开"


@pytest.mark.parametrize("seconds", [-100, 100])
def test_changed_source_is_compiled_anew_also_when_its_time_goes_back(
    tmp_path: Path, seconds: int
) -> None:
    po_path = write_catalog(tmp_path, "zh_Hans", _ENTRY)
    load(tmp_path, "zh_Hans")
    stamp = po_path.stat().st_mtime_ns + seconds * 10**9

    write_catalog(tmp_path, "zh_Hans", _ENTRY.replace("开", "打开"))
    os.utime(po_path, ns=(stamp, stamp))

    assert load(tmp_path, "zh_Hans").gettext("On") == "打开"


def test_folder_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    po_path = write_catalog(tmp_path, "zh_Hans", _ENTRY)

    def refuse(**_options: object) -> tuple[int, str]:
        raise PermissionError

    monkeypatch.setattr("tempfile.mkstemp", refuse)

    assert load(tmp_path, "zh_Hans").gettext("On") == "开"
    assert not po_path.with_suffix(".mo").exists()


def test_installed_program_reads_the_compiled_catalogue_alone(tmp_path: Path) -> None:
    po_path = write_catalog(tmp_path, "zh_Hans", _ENTRY)
    load(tmp_path, "zh_Hans")
    po_path.unlink()

    assert languages_with_catalog(tmp_path) == ("zh_Hans",)
    assert load(tmp_path, "zh_Hans").gettext("On") == "开"


@pytest.mark.parametrize("damage", [b"", b"\xde\x12\x04\x95", b"\xde\x12\x04\x95" + b"\xff" * 60])
def test_damaged_compiled_catalogue_is_made_again_from_its_source(
    tmp_path: Path, damage: bytes
) -> None:
    po_path = write_catalog(tmp_path, "zh_Hans", _ENTRY)
    stamp = po_path.stat().st_mtime_ns
    mo_path = po_path.with_suffix(".mo")
    mo_path.write_bytes(damage)
    os.utime(mo_path, ns=(stamp, stamp))

    assert load(tmp_path, "zh_Hans").gettext("On") == "开"


@pytest.mark.parametrize(
    "damage", [b"", b"\xde\x12\x04\x95", b"\xde\x12\x04\x95" + b"\xff" * 60, b"\x00" * 100]
)
def test_damaged_installed_catalogue_shows_english_and_is_logged(
    tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    mo_path = write_catalog(tmp_path, "zh_Hans", _ENTRY).with_suffix(".mo")
    mo_path.with_suffix(".po").unlink()
    mo_path.write_bytes(damage)

    assert load(tmp_path, "zh_Hans").gettext("On") == "On"
    assert "unusable catalogue: zh_Hans" in caplog.text
    caplog.clear()


@pytest.mark.parametrize("entries", ["nonsense\n", 'msgid "On"\nmsgstr "x"\nnothing\n'])
def test_malformed_source_shows_english(
    tmp_path: Path, entries: str, caplog: pytest.LogCaptureFixture
) -> None:
    write_catalog(tmp_path, "zh_Hans", entries)

    assert load(tmp_path, "zh_Hans").gettext("On") == "On"
    assert "unusable catalogue: zh_Hans" in caplog.text
    caplog.clear()


@pytest.mark.parametrize(
    "rule", ["nplurals=x; plural=y;", "plural", "nplurals=1; plural=__import__"]
)
def test_nonsense_plural_header_does_not_stop_the_program(
    tmp_path: Path, rule: str, caplog: pytest.LogCaptureFixture
) -> None:
    write_catalog(tmp_path, "zh_Hans", _ENTRY, rule)

    assert load(tmp_path, "zh_Hans").gettext("On") == "On"
    assert "unusable catalogue: zh_Hans" in caplog.text
    caplog.clear()


def test_language_without_catalogue_shows_english(tmp_path: Path) -> None:
    assert load(tmp_path, "de").gettext("On") == "On"

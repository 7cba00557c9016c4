"""Starting at log-in: only when asked, and gone when it is turned off."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from ownerapp.domain.errors import FolderReadOnlyError
from ownerapp.services.ports.surroundings import Autostart
from ownerapp.system.autostart import ENTRY_NAME, DesktopAutostart, autostart_folder

COMMAND = ("/opt/my $car/ownerapp", "--data-dir", '/home/a "b"/100%', "remind")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return autostart_folder({"XDG_CONFIG_HOME": str(tmp_path / "config")})


def turned_on(folder: Path) -> Autostart:
    autostart = DesktopAutostart(folder, COMMAND)
    autostart.turn_on(name="Reminders", comment="Before a choice ends\nX-Evil=true")
    return autostart


def test_looking_writes_nothing(folder: Path) -> None:
    assert not DesktopAutostart(folder, COMMAND).is_on()
    assert not folder.exists()


def test_an_entry_for_another_data_folder_is_not_this_one(folder: Path) -> None:
    turned_on(folder)
    other = DesktopAutostart(folder, (*COMMAND[:2], "/elsewhere", "remind"))

    assert not other.is_on()
    other.turn_on(name="Reminders", comment="Looks once")
    assert other.is_on()
    assert not DesktopAutostart(folder, COMMAND).is_on()


def test_the_entry_is_one_that_desktops_accept(folder: Path) -> None:
    autostart = turned_on(folder)
    entry = folder / ENTRY_NAME

    assert autostart.is_on()
    assert stat.S_IMODE(folder.stat().st_mode) & 0o022 == 0
    assert shutil.which("desktop-file-validate")
    done = subprocess.run(
        ["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_a_path_with_marks_is_one_argument_and_a_line_stays_one_line(folder: Path) -> None:
    turned_on(folder)

    lines = (folder / ENTRY_NAME).read_text().splitlines()
    (exec_line,) = (line for line in lines if line.startswith("Exec="))
    assert exec_line == (
        'Exec="/opt/my \\\\$car/ownerapp" --data-dir "/home/a \\\\"b\\\\"/100%%" remind'
    )
    assert not any(line.startswith("X-Evil") for line in lines)


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_turned_off_is_off(folder: Path, line: str) -> None:
    autostart = turned_on(folder)
    with (folder / ENTRY_NAME).open("a") as file:
        file.write(f"{line}\n")

    assert not autostart.is_on()


def test_turning_off_takes_the_entry_and_nothing_else(folder: Path) -> None:
    autostart = turned_on(folder)
    other = folder / "other.desktop"
    other.write_text("[Desktop Entry]\n")
    autostart.turn_off()
    autostart.turn_off()

    assert not autostart.is_on()
    assert [path.name for path in folder.iterdir()] == ["other.desktop"]


def test_a_file_in_place_of_the_folder_is_said(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("")

    with pytest.raises(FolderReadOnlyError):
        turned_on(folder)


@pytest.mark.parametrize("named", ["", "relative/config"])
def test_a_relative_folder_of_settings_does_not_count(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert autostart_folder({"XDG_CONFIG_HOME": named}) == tmp_path / ".config" / "autostart"

"""Starts the reminders at log-in, by an entry that every desktop lists and can turn off.

Desktop Application Autostart Specification 0.5. Rules:

1. The entry is written when the person asks for it, and at no other time.
2. An entry that the desktop itself turned off (``Hidden``) stays off: nobody writes it anew
   without being asked.
3. Only an entry of this program is taken away; it lies under a name that no other has.
4. An entry that starts another program, or looks into another data folder, is not this one: it
   counts as off, and turning this one on takes its place.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from ownerapp.domain.errors import OwnerAppError
from ownerapp.system.atomic_files import make_folder, read_bounded, write_whole, writing
from ownerapp.system.paths import DATA_DIR_VARIABLE, find_data_dir

ENTRY_NAME: Final = "ownerapp-reminders.desktop"
COMMAND: Final = "remind"
"""Looks once, says what is due, and ends; it shows no window."""
_LIMIT_BYTES: Final = 64 * 1024
_OFF: Final = frozenset({"Hidden=true", "X-GNOME-Autostart-enabled=false"})
_QUOTED: Final = frozenset(" \t\n\"'\\><~|&;$*?#()`")
"""What makes an argument of ``Exec`` need quotation marks (Desktop Entry Specification)."""


class DesktopAutostart:
    """The entry in the person's own autostart folder; also the ``Autostart`` port."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        self._path = folder / ENTRY_NAME
        self._command = tuple(command)

    def is_on(self) -> bool:
        """Tell whether this very entry is there and neither hidden nor turned off (rules 2, 4)."""
        try:
            found = read_bounded(self._path, limit_bytes=_LIMIT_BYTES)
        except OwnerAppError:
            return False
        lines = {line.strip() for line in found.decode("utf-8", "replace").splitlines()}
        return {"[Desktop Entry]", self._exec_line()} <= lines and not lines & _OFF

    def _exec_line(self) -> str:
        return f"Exec={_value(' '.join(_argument(word) for word in self._command))}"

    def turn_on(self, *, name: str, comment: str) -> None:
        """Write the entry.

        Raises:
            DiskFullError: There is no room.
            FolderReadOnlyError: The folder cannot be written.
        """
        lines = [
            "[Desktop Entry]",
            "Type=Application",
            "Version=1.4",
            f"Name={_value(name)}",
            f"Comment={_value(comment)}",
            self._exec_line(),
            "Icon=ownerapp",
            "Terminal=false",
            "NoDisplay=true",
        ]
        with writing(self._path.parent):
            make_folder(self._path.parent, mode=0o700)
        write_whole(self._path, ("\n".join(lines) + "\n").encode("utf-8"))

    def turn_off(self) -> None:
        """Take the entry away.

        Raises:
            FolderReadOnlyError: The folder cannot be written.
        """
        with writing(self._path.parent):
            self._path.unlink(missing_ok=True)


def reminders_at_sign_in(
    data_dir: Path, *, environ: Mapping[str, str], program: str
) -> DesktopAutostart | None:
    """Return the entry that starts ``ownerapp remind``; None where there are no such entries.

    Args:
        data_dir: The data folder that is looked into; the usual one is not named in the entry.
        environ: The environment, for the person's own folders.
        program: How this process was started.
    """
    if not sys.platform.startswith("linux"):
        return None
    command = [*own_command(program)]
    without = {key: value for key, value in environ.items() if key != DATA_DIR_VARIABLE}
    if data_dir != find_data_dir(environ=without):
        command += ["--data-dir", str(data_dir)]
    return DesktopAutostart(autostart_folder(environ), [*command, COMMAND])


def own_command(program: str) -> tuple[str, ...]:
    """Return how this program is started again, whatever the search path is by then.

    Args:
        program: How this process was started, as ``sys.argv[0]`` says it.
    """
    path = Path(program)
    if path.name == "ownerapp" and path.is_file() and os.access(path, os.X_OK):
        return (str(path.absolute()),)
    return (sys.executable, "-m", "ownerapp")


def autostart_folder(environ: Mapping[str, str]) -> Path:
    """Return the person's autostart folder; a relative ``XDG_CONFIG_HOME`` does not count."""
    named = environ.get("XDG_CONFIG_HOME", "")
    base = Path(named) if os.path.isabs(named) else Path.home() / ".config"  # noqa: PTH117 - ""
    return base / "autostart"


def _value(text: str) -> str:
    """Return a text as one value of a desktop file."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "").replace("\t", "\\t")


def _argument(word: str) -> str:
    """Return one argument as ``Exec`` quotes it; a percent sign would be a place to fill."""
    plain = word.replace("%", "%%")
    if word and not set(word) & _QUOTED:
        return plain
    for mark in '\\"`$':
        plain = plain.replace(mark, f"\\{mark}")
    return f'"{plain}"'

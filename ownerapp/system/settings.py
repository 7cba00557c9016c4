"""The settings file.

1. It is read and written whole; keys that this program does not know are kept.
2. A damaged file is set aside under a dated name and the caller is told where it is.
3. A file of a newer format is not touched.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Final

from ownerapp.domain.errors import (
    FileMissingError,
    FileTooLargeError,
    NewerFileError,
    OwnerAppError,
)
from ownerapp.domain.settings import Settings, Theme
from ownerapp.domain.values import dataclass
from ownerapp.system.atomic_files import read_bounded, set_aside, write_whole
from ownerapp.system.json_object import NotAnObjectError, format_object, parse_object

if TYPE_CHECKING:
    from pathlib import Path

    from ownerapp.domain.json_value import JsonValue
    from ownerapp.services.ports.clock import Clock

FORMAT: Final = 1
_FORMAT_KEY: Final = "format"
_LIMIT_BYTES: Final = 64 * 1024
_KNOWN: Final = frozenset(field.name for field in fields(Settings))


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSettings:
    """Settings, and where a damaged file of them was put (rule 2)."""

    settings: Settings
    set_aside_path: Path | None = None


class SettingsFile:
    """The one settings file of a data folder; also the ``Preferences`` port."""

    def __init__(self, path: Path, *, clock: Clock) -> None:
        self._path = path
        self._clock = clock

    def load(self) -> LoadedSettings:
        """Return the settings; the defaults when there are none yet.

        Raises:
            NewerFileError: A newer program wrote the file.
            FileUnreadableError: The file is there but cannot be read.
        """
        try:
            settings = _to_settings(self._read())
        except FileMissingError:
            return LoadedSettings(settings=Settings())
        except (NotAnObjectError, FileTooLargeError):
            return LoadedSettings(settings=Settings(), set_aside_path=self._set_aside())
        return LoadedSettings(settings=settings)

    def save(self, settings: Settings) -> Path | None:
        """Write the file whole; return where a damaged one was put, if one was found.

        Raises:
            NewerFileError: A newer program wrote the file.
            DiskFullError: There is no room; the former settings stay.
            FolderReadOnlyError: The folder cannot be written.
        """
        unknown: dict[str, JsonValue] = {}
        aside: Path | None = None
        try:
            found = self._read()
            unknown = {key: value for key, value in found.items() if key not in _KNOWN}
        except FileMissingError:
            unknown = {}
        except (NotAnObjectError, FileTooLargeError):
            aside = self._set_aside()
        write_whole(self._path, format_object({**unknown, **asdict(settings), _FORMAT_KEY: FORMAT}))
        return aside

    def unsigned_notices(self) -> bool:
        """Tell whether the person lets a yes through to a notice that nobody signed.

        The file is read each time, because another process may have written it. Where it
        cannot be read the answer is no, and the file is left for :meth:`load` to deal with.
        """
        try:
            return _to_settings(self._read()).unsigned_notices
        except (OwnerAppError, NotAnObjectError):
            return False

    def _read(self) -> dict[str, JsonValue]:
        found = parse_object(read_bounded(self._path, limit_bytes=_LIMIT_BYTES))
        version = found.get(_FORMAT_KEY)
        if type(version) is not int or version < 1:
            raise NotAnObjectError
        if version > FORMAT:
            raise NewerFileError(path=str(self._path), found=str(version))
        return found

    def _set_aside(self) -> Path:
        return set_aside(self._path, at=self._clock.now())


def _to_settings(found: dict[str, JsonValue]) -> Settings:
    """Return the value of a parsed file; a missing key has its default."""
    known = {key: value for key, value in found.items() if key in _KNOWN}
    for key, value in known.items():
        if not _fits(key, value):
            raise NotAnObjectError
    if "theme" in known:
        known["theme"] = Theme(str(known["theme"]))
    try:
        return Settings(**known)  # type: ignore[arg-type] # every value was checked above
    except ValueError as error:
        raise NotAnObjectError from error


def _fits(key: str, value: JsonValue) -> bool:
    match key:
        case "theme":
            return isinstance(value, str) and value in set(Theme)
        case "text_scale_percent" | "lock_after_minutes":
            return type(value) is int
        case (
            "reduced_motion"
            | "unsigned_notices"
            | "reminders"
            | "desktop_reminders"
            | "knows_places"
        ):
            return type(value) is bool
        case "window_width" | "window_height":
            return value is None or type(value) is int
        case "last_page" | "time_stamp_server":
            return isinstance(value, str)
        case _:
            return value is None or isinstance(value, str)

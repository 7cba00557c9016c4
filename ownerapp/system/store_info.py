"""The small plain file beside the store: which store it is and where its key is kept."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Final

from ownerapp.domain.errors import (
    FileKindError,
    FileMissingError,
    FileTooLargeError,
    NewerFileError,
    StoreDamagedError,
)
from ownerapp.services.ports.store import StoreInfo
from ownerapp.services.ports.vault import VaultKind
from ownerapp.system.atomic_files import read_bounded, write_whole
from ownerapp.system.json_object import NotAnObjectError, format_object, parse_object

if TYPE_CHECKING:
    from pathlib import Path

    from ownerapp.domain.json_value import JsonValue

FORMAT: Final = 1
_LIMIT_BYTES: Final = 4 * 1024
_KEYS: Final = frozenset({"format", "id", "vault", "created"})


class JsonStoreInfoFile:
    """The ``StoreInfoFile`` port over ``store.json``."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> StoreInfo | None:
        """Return it, or None when there is no store here yet.

        Raises:
            StoreDamagedError: The file cannot be read as one.
            NewerFileError: A newer program wrote it.
            FileUnreadableError: It is there but cannot be opened.
        """
        try:
            found = parse_object(read_bounded(self._path, limit_bytes=_LIMIT_BYTES))
            return self._parse(found)
        except FileMissingError:
            return None
        except (ValueError, FileTooLargeError, FileKindError) as error:
            raise StoreDamagedError(path=str(self._path)) from error

    def save(self, info: StoreInfo) -> None:
        """Write it whole.

        Raises:
            DiskFullError: There is no room.
            FolderReadOnlyError: The folder cannot be written.
        """
        value: dict[str, JsonValue] = {
            "format": FORMAT,
            "id": info.store_id,
            "vault": info.vault.value,
            "created": info.created_at.isoformat(),
        }
        write_whole(self._path, format_object(value))

    def _parse(self, found: dict[str, JsonValue]) -> StoreInfo:
        version = found.get("format")
        if type(version) is not int or version < 1:
            raise NotAnObjectError
        if version > FORMAT:  # before anything else: a newer format may have other keys
            raise NewerFileError(path=str(self._path), found=str(version))
        if found.keys() != _KEYS:
            raise NotAnObjectError
        created_at = datetime.fromisoformat(str(found["created"]))
        if created_at.tzinfo is None:
            raise NotAnObjectError
        return StoreInfo(
            # The id becomes a name in the keyring: nothing but a UUID is let through.
            store_id=str(uuid.UUID(str(found["id"]))),
            vault=VaultKind(str(found["vault"])),
            created_at=created_at,
        )

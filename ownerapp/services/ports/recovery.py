"""The ports of the recovery kit."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from ownerapp.domain.values import dataclass

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKit:
    """A new recovery kit; the code is shown once and kept nowhere."""

    name: str
    """A short name that tells two kits apart; it opens nothing."""
    code: str = field(repr=False)
    kept: str = field(repr=False)
    """What the store keeps, so that later backups are opened by the same code."""


class Recovery(Protocol):
    """Seals the heads of backups under the code of a recovery kit."""

    def new_kit(self) -> RecoveryKit:
        """Return a new kit with its code."""
        ...

    def kit_name(self, kept: str) -> str:
        """Return the short name of a kit that the store keeps."""
        ...

    def kit_of(self, head: bytes, *, path: str) -> str:
        """Return the short name of the kit that opens the head of the file at ``path``.

        Raises:
            BackupDamagedError: The head is not one.
            NewerFileError: A newer program wrote it.
        """
        ...

    def seal(self, kept: str, contents: Mapping[str, str]) -> bytes:
        """Return the sealed head of a backup: one line that shows nothing of its contents."""
        ...

    def unseal(self, head: bytes, code: str, *, path: str) -> dict[str, str]:
        """Return what a head seals.

        Raises:
            BackupDamagedError: The head of the file at ``path`` is not one.
            NewerFileError: A newer program wrote it.
            RecoveryCodeMistypedError: The code has a mistake.
            RecoveryCodeWrongError: The code is of another kit.
        """
        ...

"""The ports of papers and tables that a person keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ownerapp.domain.values import dataclass

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ownerapp.domain.keys import SigningKey
    from ownerapp.domain.kit_paper import KitPaper
    from ownerapp.domain.paper import RecordPaper
    from ownerapp.domain.small_paper import SmallPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfStamp:
    """The time stamp that a seal says it has."""

    token: bytes
    """Empty where it is missing."""
    signature: bytes
    """The signature of the seal, over which the stamp must be."""


class PaperMaker(Protocol):
    """Makes the sealed PDF of a record, and the page of a recovery kit."""

    def make(
        self,
        paper: RecordPaper,
        receipt: bytes,
        *,
        seal: SigningKey,
        stamp: Callable[[bytes], bytes] | None = None,
    ) -> bytes:
        """Return a tagged PDF with the record attached, sealed with the document key.

        Args:
            paper: The words of the record.
            receipt: The signed record.
            seal: The document key.
            stamp: Returns the time stamp's token over the signature of the seal; what it
                raises goes through. None makes a seal without one.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        ...

    def draw(self, paper: RecordPaper) -> tuple[bytes, ...]:
        """Return the pages of a record as PNG pictures, for a screen or a printer.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        ...

    def make_kit(self, paper: KitPaper) -> bytes:
        """Return the page of a recovery kit as a tagged PDF, not sealed.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        ...

    def draw_kit(self, paper: KitPaper) -> tuple[bytes, ...]:
        """Return the pages of a recovery kit as PNG pictures, to be printed.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        ...

    def make_small(self, paper: SmallPaper, *, seal: SigningKey | None = None) -> bytes:
        """Return a small sheet as a tagged PDF, sealed where a document key is given.

        Raises:
            TypesetFailedError: A character cannot be drawn, a code holds too much, or the
                typesetter failed.
        """
        ...

    def draw_small(self, paper: SmallPaper) -> tuple[bytes, ...]:
        """Return the pages of a small sheet as PNG pictures, to be printed.

        Raises:
            TypesetFailedError: As above.
        """
        ...

    def close(self) -> None:
        """End the typesetter's process."""
        ...


class CsvMaker(Protocol):
    """Makes a table that no spreadsheet executes."""

    def make(self, rows: Sequence[Sequence[str]]) -> bytes:
        """Return the CSV bytes."""
        ...

"""Values of the tamper-evident log: RFC 6962 tree edge, C2SP checkpoint, stored entries."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ownerapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class TreeEdge:
    """The right edge of an RFC 6962 tree: enough to append and to compute the root.

    ``hashes`` are the 32-byte roots of the full subtrees, from the left (largest) to the
    right (smallest): one for each set bit of ``size``, from high to low.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """One entry as it lies in the store; ``body`` is the truth."""

    seq: int
    body: bytes
    leaf_hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A signed tree head (C2SP tlog-checkpoint) with its parsed size and root."""

    size: int
    root: bytes
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The log head kept outside the store, in the keyring: size and root."""

    size: int
    root: bytes

    def to_text(self) -> str:
        """Return the short secret that a vault keeps, for example ``12:ab01...``."""
        return f"{self.size}:{self.root.hex()}"

    @classmethod
    def from_text(cls, text: str) -> Anchor | None:
        """Return the anchor of a vault's text, or None when it is not one."""
        size, separator, root = text.partition(":")
        if not separator or not size.isdecimal() or len(root) != 64:  # noqa: PLR2004 - hex of SHA-256
            return None
        try:
            return cls(size=int(size), root=bytes.fromhex(root))
        except ValueError:
            return None


class LogState(StrEnum):
    """What a check of the log found; each is a different sentence with a next step."""

    INTACT = "intact"
    NOT_ANCHORED = "not-anchored"
    """The log holds, but no keyring keeps its head: a file beside the store is no anchor."""
    ANCHOR_LOST = "anchor-lost"
    """The keyring holds the store's key but no longer the log's head."""
    ROLLED_BACK = "rolled-back"
    """A consistent older store was put back: the anchor knows more entries."""
    CUT = "cut"
    """Entries are missing that the store's own checkpoint counts."""
    REWRITTEN = "rewritten"
    """An entry differs from what was signed or anchored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReport:
    """The result of a check of the log."""

    state: LogState
    size: int
    checked_at: datetime
    entry: int | None = None
    """The first entry that does not hold, where one is known."""
    anchored_size: int | None = None
    repaired: bool = False
    """The list of present choices differed from the log and was made from it anew."""

    @property
    def is_good(self) -> bool:
        """Tell whether nothing speaks against the log."""
        return self.state in {LogState.INTACT, LogState.NOT_ANCHORED}

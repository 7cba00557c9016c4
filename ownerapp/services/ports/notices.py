"""The ports of notice packs: reading, making, signing and keeping them."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from ownerapp.domain.trust import NoticeTrust, TrustLevel
from ownerapp.domain.values import dataclass

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from ownerapp.domain.ids import (
        NoticeHash,
        PackId,
    )
    from ownerapp.domain.notice import Notice
    from ownerapp.domain.trust import PackSignature


class Arrival(StrEnum):
    """How the bytes of a notice came into the store; both may be true of the same bytes."""

    SHIPPED = "shipped"
    """With the program: its list named these bytes when a car began to follow them."""
    IMPORTED = "imported"
    """From a file that the person imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeArrival:
    """That the bytes of a notice came, how and when."""

    hash: NoticeHash
    pack_id: PackId
    version: str
    came: Arrival
    at: datetime


def arrival_of(notice: Notice, came: Arrival, at: datetime) -> NoticeArrival:
    """Return that a notice came."""
    return NoticeArrival(
        hash=notice.hash, pack_id=notice.pack_id, version=notice.version, came=came, at=at
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFace:
    """The public face of an Ed25519 key."""

    did: str
    fingerprint: str


class NoticeSigner(Protocol):
    """Makes the keys of authors, signs notice packs, and checks their proofs."""

    def make_private_key(self) -> bytes:
        """Return a new Ed25519 private key, 32 raw bytes."""
        ...

    def face(self, private: bytes) -> KeyFace:
        """Return the public face of a private key."""
        ...

    def sign(self, pack: bytes, *, private: bytes, created: datetime) -> bytes:
        """Return a pack with a new proof in place of an old one; its text is written anew.

        Unknown fields and the order of all fields stay.

        Raises:
            NoticeFileError: The bytes have no canonical form.
        """
        ...

    def check(self, pack: bytes) -> PackSignature:
        """Return what the proof of a pack is worth; never raises for what the bytes hold."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedNotice:
    """A parsed notice with the exact bytes that it was parsed from."""

    notice: Notice
    pack: bytes
    shipped: bool
    """Its exact bytes are in the shipped list; being in the shipped folder is not enough."""
    trust: NoticeTrust = field(default_factory=lambda: NoticeTrust(level=TrustLevel.UNSIGNED))
    """Whose word it is. The desk fills it in; services that record a yes look themselves."""


class NoticePacks(Protocol):
    """Reads notice packs."""

    def is_shipped(self, notice_hash: NoticeHash) -> bool:
        """Tell whether the shipped list names these bytes."""
        ...

    def is_shipped_id(self, pack_id: PackId) -> bool:
        """Tell whether a notice of this id is shipped, without reading it."""
        ...

    def shipped(self) -> Sequence[LoadedNotice]:
        """Return the shipped packs in the order in which they are offered."""
        ...

    def load(self, id_or_path: str) -> LoadedNotice:
        """Return a shipped pack by its id, or the pack in a file.

        Raises:
            NoticeMissingError: There is neither.
            NoticeFileError: The file is not a pack.
            NoticeVersionError: It is of an unknown format version.
        """
        ...

    def load_file(self, path: str) -> LoadedNotice:
        """Return the pack in a file; raises as :meth:`load` does."""
        ...

    def load_bytes(self, pack: bytes) -> LoadedNotice:
        """Return the pack that bytes hold; those of a shipped one are a shipped one.

        Raises:
            NoticeFileError: They are not a pack.
            NoticeVersionError: They are of an unknown format version.
        """
        ...

    def parse(self, pack: bytes) -> Notice:
        """Return the notice of bytes that this store kept."""
        ...

    def by_id(self, pack_id: PackId) -> LoadedNotice | None:
        """Return the shipped pack of this id, or None."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedLanguage:
    """What came back from translators for one language of a pack."""

    language: str
    """A BCP 47 tag."""
    taken: int
    """Texts that the pack did not have like this before."""
    missing: int
    """Texts of the pack that still have no translation."""
    outdated: int
    """Translations of words that the pack no longer has."""


class NoticeWorkshop(Protocol):
    """The tools of those who write and translate notices."""

    def starter(self, pack_id: str, *, effective_from: date) -> bytes:
        """Return a small pack to start from."""
        ...

    def nasty(self) -> Mapping[str, bytes]:
        """Return awkward packs by name, for those who test screens and translations."""
        ...

    def schema(self) -> bytes:
        """Return the JSON Schema of packs, for editors."""
        ...

    def extract(self, pack: bytes) -> Mapping[str, bytes]:
        """Return the gettext catalogues of a pack by file name.

        Raises:
            NoticeFileError: The bytes are not a pack.
            NoticeVersionError: They are of an unknown format version.
        """
        ...

    def merge(
        self, pack: bytes, catalogues: Mapping[str, bytes]
    ) -> tuple[bytes, Sequence[MergedLanguage]]:
        """Return a pack with the translations of catalogues by BCP 47 tag.

        Raises:
            NoticeFileError: The bytes are not a pack, or would not be one afterwards, or a
                catalogue cannot be read.
            NoticeVersionError: They are of an unknown format version.
        """
        ...

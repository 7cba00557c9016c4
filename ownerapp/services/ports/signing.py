"""The ports of seals: over the log, over records, and by time-stamping servers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ownerapp.domain.values import dataclass

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ownerapp.domain.ids import (
        Sha256Hex,
    )
    from ownerapp.domain.json_value import JsonObject, JsonValue
    from ownerapp.domain.keys import KeyHistory, KnownKey, SigningKey
    from ownerapp.domain.log import Checkpoint, TreeEdge
    from ownerapp.domain.record_code import RecordCode
    from ownerapp.domain.time_stamp import TimeStamp
    from ownerapp.domain.verdict import CheckResult


class LogSealer(Protocol):
    """Canonical bytes, tree hashes and checkpoints."""

    def canonical(self, value: JsonValue) -> bytes:
        """Return the RFC 8785 bytes of a value."""
        ...

    def parse(self, data: bytes) -> JsonValue:
        """Read strict JSON that this program wrote.

        Raises:
            CheckFailedError: It is not strict JSON.
        """
        ...

    def sha256(self, data: bytes) -> Sha256Hex:
        """Return the lower-case hex SHA-256."""
        ...

    def leaf_hash(self, body: bytes) -> bytes:
        """Return the RFC 6962 leaf hash of an entry's bytes."""
        ...

    def extend(self, edge: TreeEdge, leaf_hashes: Sequence[bytes]) -> TreeEdge:
        """Return the edge after appending leaves."""
        ...

    def root(self, edge: TreeEdge) -> bytes:
        """Return the root of the tree with this edge."""
        ...

    def root_of(self, leaf_hashes: Sequence[bytes]) -> bytes:
        """Return the root recomputed from all leaf hashes."""
        ...

    def make_checkpoint(
        self,
        *,
        origin: str,
        size: int,
        root: bytes,
        key: SigningKey,
        before: SigningKey | None = None,
    ) -> Checkpoint:
        """Return the tree head, signed by the key and once also by the one before it."""
        ...

    def proof_of_place(
        self,
        *,
        edge: TreeEdge,
        new_hashes: Sequence[bytes],
        index: int,
        checkpoint: Checkpoint,
        body: bytes,
    ) -> bytes:
        """Return the C2SP proof that an entry just appended stands at its index.

        Args:
            edge: The edge before the new entries.
            new_hashes: The leaf hashes of the new entries.
            index: The place of one of them.
            checkpoint: The tree head after them.
            body: The bytes of that entry.
        """
        ...

    def is_checkpoint_good(
        self, checkpoint: Checkpoint, *, origin: str, keys: Sequence[KnownKey]
    ) -> bool:
        """Tell whether a kept checkpoint says what its columns say, signed by a known key."""
        ...


class RecordSigner(Protocol):
    """Makes keys and signs records."""

    def make_record_key(self, at: datetime) -> SigningKey:
        """Return a new Ed25519 key."""
        ...

    def make_document_key(self, at: datetime) -> SigningKey:
        """Return a new P-256 key with a self-signed certificate for ten years."""
        ...

    def known_key(self, key: SigningKey, certificate: bytes = b"") -> KnownKey:
        """Return the public face of a record key, with its did:key and fingerprint."""
        ...

    def sign(
        self, document: JsonObject, *, key: SigningKey, created: datetime
    ) -> dict[str, JsonValue]:
        """Return the document with its ``eddsa-jcs-2022`` proof."""
        ...

    def code(self, code: RecordCode, *, key: SigningKey) -> str:
        """Return the signed text of the code that goes on the paper of a record."""
        ...


class KeyHistories(Protocol):
    """Signs and reads who followed whom among record keys (``signing.key_history``)."""

    def make_succession(
        self, *, origin: str, old: SigningKey, new: SigningKey, certificate: bytes, until: datetime
    ) -> bytes:
        """Return the statement with which a key names its successor, signed by both.

        Args:
            origin: The log in which this happens.
            old: The key in use.
            new: The one that follows; it is in use from its ``valid_from`` on.
            certificate: The P-256 certificate that goes with the new key, DER.
            until: The last moment in which the old key was in use.
        """
        ...

    def make(
        self,
        *,
        origin: str,
        keys: Sequence[SigningKey],
        certificates: Sequence[bytes],
        created: datetime,
    ) -> bytes:
        """Return the history of all record keys, oldest first, signed by the last one."""
        ...

    def read(self, data: bytes) -> KeyHistory:
        """Return what a history says, after checking every signature in it.

        Raises:
            CheckFailedError: The first rule that does not hold.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StampCheck:
    """How the check of a time stamp came out, and what a good one states."""

    result: CheckResult
    at: datetime | None = None
    authority: str = ""
    """The name that its certificate states; nobody's list was asked about it."""


class TimeStamps(Protocol):
    """Asks for time stamps (RFC 3161) and checks them."""

    def ask(self, server: str, data: bytes) -> TimeStamp:
        """Return a checked time stamp over bytes; the server sees only their SHA-256.

        Raises:
            TimeStampAddressError: The address is not one of a server.
            TimeStampFailedError: The server gave no stamp that holds.
        """
        ...

    def check(self, token: bytes, data: bytes) -> StampCheck:
        """Return whether a token in a record holds over bytes; never raises."""
        ...

    def check_answer(self, answer: bytes, data: bytes) -> CheckResult:
        """Return whether a server's whole answer beside a record holds over bytes; as above."""
        ...

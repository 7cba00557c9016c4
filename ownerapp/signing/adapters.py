"""The classes that services know through ``services.ports``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from ownerapp.domain.ids import Sha256Hex
from ownerapp.domain.json_value import JsonObject, JsonValue
from ownerapp.domain.keys import KeyKind, KnownKey, SigningKey
from ownerapp.domain.log import Checkpoint, TreeEdge
from ownerapp.domain.record_code import RecordCode
from ownerapp.domain.verdict import CheckResult, Report
from ownerapp.services.ports.checking import PlaceOfRecord
from ownerapp.services.standing_aside import stand_aside
from ownerapp.signing import canonical, merkle
from ownerapp.signing import checkpoint as notes
from ownerapp.signing.data_integrity import sign_document
from ownerapp.signing.did_key import did_key, fingerprint
from ownerapp.signing.keys import make_document_pair, make_record_pair


class C2spLogSealer:
    """Seals the log: RFC 8785 bytes, RFC 6962 hashes, C2SP checkpoints."""

    def canonical(self, value: JsonValue) -> bytes:
        """Return the RFC 8785 bytes of a value."""
        return canonical.canonical_bytes(value)

    def parse(self, data: bytes) -> JsonValue:
        """Read strict JSON.

        Raises:
            CheckFailedError: It is not strict JSON.
        """
        stand_aside()
        return canonical.strict_json(data)

    def sha256(self, data: bytes) -> Sha256Hex:
        """Return the lower-case hex SHA-256."""
        return canonical.sha256_hex(data)

    def leaf_hash(self, body: bytes) -> bytes:
        """Return the RFC 6962 leaf hash of an entry's bytes."""
        return merkle.leaf_hash(body)

    def extend(self, edge: TreeEdge, leaf_hashes: Sequence[bytes]) -> TreeEdge:
        """Return the edge after appending leaves."""
        return merkle.extend(edge, leaf_hashes)

    def root(self, edge: TreeEdge) -> bytes:
        """Return the root of the tree with this edge."""
        return merkle.edge_root(edge)

    def root_of(self, leaf_hashes: Sequence[bytes]) -> bytes:
        """Return the root recomputed from all leaf hashes."""
        return merkle.root_of(leaf_hashes)

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
        others = () if before is None else (before.private,)
        return notes.make_checkpoint(
            origin=origin, size=size, root=root, private=key.private, others=others
        )

    def proof_of_place(
        self,
        *,
        edge: TreeEdge,
        new_hashes: Sequence[bytes],
        index: int,
        checkpoint: Checkpoint,
        body: bytes,
    ) -> bytes:
        """Return the C2SP proof that an entry just appended stands at its index."""
        hashes = merkle.inclusion_proof_of_new(edge, new_hashes, index)
        proof = notes.LogProof(index=index, hashes=hashes, checkpoint=checkpoint.note, extra=body)
        return notes.proof_text(proof).encode()

    def is_checkpoint_good(
        self, checkpoint: Checkpoint, *, origin: str, keys: Sequence[KnownKey]
    ) -> bool:
        """Tell whether a kept checkpoint says what its columns say, signed by a known key."""
        return notes.is_checkpoint_good(
            checkpoint, origin=origin, public_keys=[key.public for key in keys]
        )


class DataIntegritySigner:
    """Makes keys and signs records with ``eddsa-jcs-2022``."""

    def make_record_key(self, at: datetime) -> SigningKey:
        """Return a new Ed25519 key."""
        pair = make_record_pair()
        return SigningKey(
            kind=KeyKind.RECORD, private=pair.private, public=pair.public, valid_from=at
        )

    def make_document_key(self, at: datetime) -> SigningKey:
        """Return a new P-256 key with a self-signed certificate for ten years."""
        # A certificate holds whole seconds; it must hold from this second on.
        pair = make_document_pair(at.astimezone(UTC).replace(microsecond=0))
        return SigningKey(
            kind=KeyKind.DOCUMENT,
            private=pair.private,
            public=pair.public,
            certificate=pair.certificate,
            valid_from=at,
        )

    def known_key(self, key: SigningKey, certificate: bytes = b"") -> KnownKey:
        """Return the public face of a record key, with its did:key and fingerprint."""
        return KnownKey(
            did=did_key(key.public),
            public=key.public,
            fingerprint=fingerprint(key.public),
            valid_from=key.valid_from,
            valid_until=key.valid_until,
            certificate_sha256=canonical.sha256_hex(certificate) if certificate else "",
        )

    def sign(
        self, document: JsonObject, *, key: SigningKey, created: datetime
    ) -> dict[str, JsonValue]:
        """Return the document with its ``eddsa-jcs-2022`` proof.

        Raises:
            CheckFailedError: The key is not the issuer's, or the document has no
                canonical form.
        """
        at = f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return sign_document(document, private_key=key.private, created=at)

    def code(self, code: RecordCode, *, key: SigningKey) -> str:
        """Return the signed text of the code that goes on the paper of a record."""
        # Only an export needs CBOR: a start waits for none of it.
        from ownerapp.signing.cose_receipt import make_code  # noqa: PLC0415

        return make_code(code, private=key.private)


class PlaceChecker:
    """Checks the places of records."""

    def verify_place(
        self, proof: bytes, place: PlaceOfRecord, *, keys: Sequence[KnownKey]
    ) -> CheckResult:
        """Return the check; never raises for what the proof holds."""
        from ownerapp.signing.log_place import verify_place  # noqa: PLC0415 - no start needs it

        return verify_place(proof, place, keys=keys)


class ReceiptVerifier:
    """Checks signed records and their codes."""

    def verify(
        self,
        data: bytes,
        *,
        known_keys: Sequence[KnownKey],
        accepted: Sequence[str],
        now: datetime,
        extra: Sequence[CheckResult] = (),
        extra_facts: Mapping[str, str] | None = None,
    ) -> Report:
        """Return all checks and the verdict; never raises for what the bytes hold."""
        # The schema's structs are built on import: a start that verifies nothing waits for none.
        from ownerapp.signing.verify import verify_record  # noqa: PLC0415

        return verify_record(
            data,
            known_keys=known_keys,
            accepted_fingerprints=accepted,
            now=now,
            extra=extra,
            extra_facts=extra_facts,
        )

    def verify_code(
        self,
        text: str,
        *,
        known_keys: Sequence[KnownKey],
        accepted: Sequence[str],
        now: datetime,
    ) -> Report:
        """Return all checks of the text of a code; never raises for what it holds."""
        from ownerapp.signing.verify_code import verify_code  # noqa: PLC0415 - as above

        return verify_code(text, known_keys=known_keys, accepted_fingerprints=accepted, now=now)

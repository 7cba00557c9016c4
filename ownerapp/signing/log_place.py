"""Whether a record stands where it says in the log that it names (``records.md``, section 7).

Rules:

1. What the proof's ``extra`` line holds is believed only once its leaf hash leads to the root
   of a tree head that a key of the log signed.
2. The entry there is the export of exactly this record: its id and the SHA-256 of its signed
   bytes, at the index that the record names.
"""

from __future__ import annotations

from collections.abc import Sequence

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.event import EventKind, event_from_payload
from ownerapp.domain.keys import KnownKey
from ownerapp.domain.verdict import Check, CheckResult, Outcome
from ownerapp.services.ports.checking import PlaceOfRecord
from ownerapp.signing.canonical import canonical_bytes, strict_json
from ownerapp.signing.checkpoint import check_proof, parse_proof
from ownerapp.signing.failure import failed
from ownerapp.signing.merkle import leaf_hash


def verify_place(proof: bytes, place: PlaceOfRecord, *, keys: Sequence[KnownKey]) -> CheckResult:
    """Return whether a proof shows the place of a record; nothing in it makes this raise."""
    try:
        size = _checked(proof, place, [key.public for key in keys])
    except CheckFailedError as error:
        return CheckResult(check=Check.LOG_PROOF, outcome=Outcome.FAILED, reason=error.reason)
    return CheckResult(
        check=Check.LOG_PROOF,
        outcome=Outcome.OK,
        params={"entry": str(place.index), "size": str(size)},
    )


def _checked(data: bytes, place: PlaceOfRecord, keys: Sequence[bytes]) -> int:
    """Return the size of the log at the proof's tree head.

    Raises:
        CheckFailedError: The first rule that does not hold.
    """
    try:
        proof = parse_proof(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise failed(Check.LOG_PROOF, "proof-malformed") from error
    checkpoint = check_proof(
        proof, leaf=leaf_hash(proof.extra), origin=place.origin, public_keys=keys
    )
    if proof.index != place.index:
        raise failed(Check.LOG_PROOF, "other-place")
    value = strict_json(proof.extra)
    try:
        event = event_from_payload(value) if isinstance(value, dict) else None
    except ValueError:
        event = None
    if event is None or canonical_bytes(value) != proof.extra:
        raise failed(Check.LOG_PROOF, "not-an-entry")
    if (
        event.kind is not EventKind.RECORD_EXPORTED
        or event.seq != place.index
        or event.detail.get("record") != place.record
        or event.detail.get("sha256") != place.sha256
    ):
        raise failed(Check.LOG_PROOF, "other-record")
    return checkpoint.size

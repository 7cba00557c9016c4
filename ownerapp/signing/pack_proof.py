"""The proof of a notice pack: ``eddsa-jcs-2022`` by an Ed25519 did:key, over the whole file.

Rules:

1. The pack's member ``proof`` is one Data Integrity proof over the canonical form (RFC 8785)
   of everything else in the file, unknown fields included. Line breaks and the order of
   fields are free; every value is not.
2. The verification method is a did:key, so the proof names its key itself. Whose key that
   is no proof can say: that is for the person to accept.
3. The file is read strictly and within the bounds of a pack. A key that stands twice, and
   a number that two readers could read differently, has no canonical form.
4. What does not hold is broken. What holds but says more than this program understands,
   or is of another kind, is unsupported.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from ownerapp.domain.errors import CheckFailedError, NoticeFileError
from ownerapp.domain.event import parse_rfc3339
from ownerapp.domain.json_value import JsonObject, JsonValue
from ownerapp.domain.trust import PackSignature, SignatureState
from ownerapp.signing import ed25519
from ownerapp.signing.canonical import canonical_bytes, strict_json
from ownerapp.signing.data_integrity import (
    CRYPTOSUITE,
    PROOF_MEMBERS,
    PROOF_PURPOSE,
    PROOF_TYPE,
    add_proof,
    does_proof_hold,
    proof_options,
)
from ownerapp.signing.did_key import did_key, fingerprint, public_key_of, verification_method

PACK_BYTES = 8 * 1024 * 1024
"""The bound of a pack, as the pack format has it."""
PACK_DEPTH = 12
"""Levels of objects and lists, as the pack format has them."""
_INDENT = 2
_SAME_REASONS = frozenset({"too-large", "too-deep", "not-utf8", "not-json", "duplicate-key"})
_NONE = PackSignature(state=SignatureState.NONE)
_BROKEN = PackSignature(state=SignatureState.BROKEN)
_UNSUPPORTED = PackSignature(state=SignatureState.UNSUPPORTED)


def sign_pack(pack: bytes, *, private_key: bytes, created: datetime) -> bytes:
    """Return a pack with a new proof as its last member, in place of an old one.

    Raises:
        NoticeFileError: The bytes are no JSON object, or have no canonical form.
    """
    document = _read(pack)
    bare = {name: value for name, value in document.items() if name != "proof"}
    options = proof_options(
        bare,
        method=verification_method(did_key(ed25519.public_of(private_key))),
        created=f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    )
    try:
        signed = add_proof(bare, options, private_key=private_key)
    except CheckFailedError as error:
        raise NoticeFileError(reason="bad-value") from error
    return f"{json.dumps(signed, ensure_ascii=False, indent=_INDENT)}\n".encode()


def check_pack(pack: bytes) -> PackSignature:
    """Return what the proof of a pack is worth; nothing in the bytes makes it raise."""
    try:
        document = _read(pack)
        return _checked(document, document.get("proof"))
    except (NoticeFileError, CheckFailedError):
        # Nothing can be said of bytes without a canonical form, but that none is there.
        return _UNSUPPORTED if b'"proof"' in pack else _NONE


def _checked(document: JsonObject, proof: JsonValue) -> PackSignature:
    if proof is None:
        return _NONE
    public = _key_of(proof)
    if public is None or not isinstance(proof, dict):
        return _UNSUPPORTED
    did = did_key(public)
    names_itself = proof.get("verificationMethod") == verification_method(did)
    if not (names_itself and _has_its_context(document, proof)):
        return _BROKEN
    if not does_proof_hold(document, proof, public_key=public):
        return _BROKEN
    created = _instant(proof.get("created"))
    is_understood = proof.get("proofPurpose") == PROOF_PURPOSE and PROOF_MEMBERS.issuperset(proof)
    if created is None or not is_understood:
        return _UNSUPPORTED
    return PackSignature(
        state=SignatureState.GOOD, fingerprint=fingerprint(public), did=did, created=created
    )


def _key_of(proof: JsonValue) -> bytes | None:
    """Return the key that a proof of our kind names, or None for a proof of another kind."""
    if not isinstance(proof, dict):
        return None
    if proof.get("type") != PROOF_TYPE or proof.get("cryptosuite") != CRYPTOSUITE:
        return None
    method = proof.get("verificationMethod")
    try:
        return public_key_of(method.partition("#")[0] if isinstance(method, str) else "")
    except ValueError:
        return None


def _has_its_context(document: JsonObject, proof: JsonObject) -> bool:
    """Tell whether a proof repeats exactly the context of its document, mostly none."""
    if "@context" not in document and "@context" not in proof:
        return True
    return canonical_bytes(document.get("@context")) == canonical_bytes(proof.get("@context"))


def _read(pack: bytes) -> dict[str, JsonValue]:
    try:
        value = strict_json(pack, limit_bytes=PACK_BYTES, max_depth=PACK_DEPTH)
    except CheckFailedError as error:
        reason = error.reason if error.reason in _SAME_REASONS else "bad-value"
        raise NoticeFileError(reason=reason) from error
    if not isinstance(value, dict):
        raise NoticeFileError(reason="wrong-type", where="$")
    return value


def _instant(created: JsonValue) -> datetime | None:
    """Return when a proof says that it was made, or None where it does not say it."""
    if not isinstance(created, str):
        return None
    try:
        return parse_rfc3339(created)
    except ValueError:
        return None

"""The history of record keys: who followed whom, each step signed by both (``keys.json``).

Rules:

1. A *succession* is a JSON object of format ``ownerapp-key-succession``: until when the old
   key was in use, from when on the new one is, and the certificate that goes with it. It
   carries two ``eddsa-jcs-2022`` proofs, first the old key's, then the new key's.
2. The *history* (``ownerapp-key-history``) lists the keys, the oldest first, each but the
   first with its succession, and is signed by the last one.
3. Both are closed: no member is missing and none is unknown. Everything that the list says
   is found again in the successions; nothing is believed that no key of the chain signed.
4. The spans of two keys may overlap where a clock was set back, so that what was signed in
   them stays signed in them.
5. A history says that these keys follow each other, never whose they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from ownerapp.domain.event import parse_rfc3339, rfc3339
from ownerapp.domain.json_value import JsonObject, JsonValue
from ownerapp.domain.keys import KeyHistory, KnownKey, SigningKey
from ownerapp.domain.verdict import Check
from ownerapp.signing.canonical import canonical_bytes, sha256_hex, strict_json
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
from ownerapp.signing.failure import failed

HISTORY_FORMAT = "ownerapp-key-history"
SUCCESSION_FORMAT = "ownerapp-key-succession"
VERSION = 1
LIMIT_BYTES = 1024 * 1024
KEYS_LIMIT = 200
_HASH_DIGITS = 64
_HEX = frozenset("0123456789abcdef")
_NO_CONTEXT = PROOF_MEMBERS - {"@context"}
_SUCCESSION = frozenset(
    {"format", "version", "origin", "from", "fromUntil", "to", "toFrom", "toCertificateSha256"}
)
_HISTORY = frozenset({"format", "version", "origin", "created", "keys"})
_FIRST_KEY = frozenset({"did", "fingerprint", "certificateSha256", "validFrom"})


def make_succession(
    *, origin: str, old: SigningKey, new: SigningKey, certificate: bytes, until: datetime
) -> bytes:
    """Return the statement with which a key names its successor, signed by both.

    Args:
        origin: The log in which this happens.
        old: The key in use.
        new: The one that follows; it is in use from its ``valid_from`` on.
        certificate: The P-256 certificate that goes with the new key, DER.
        until: The last moment in which the old key was in use.
    """
    statement: dict[str, JsonValue] = {
        "format": SUCCESSION_FORMAT,
        "version": VERSION,
        "origin": origin,
        "from": did_key(old.public),
        "fromUntil": rfc3339(until),
        "to": did_key(new.public),
        "toFrom": rfc3339(new.valid_from),
        "toCertificateSha256": sha256_hex(certificate),
    }
    proofs = [_proof(statement, key, new.valid_from) for key in (old, new)]
    return canonical_bytes({**statement, "proof": proofs})


def make_history(
    *,
    origin: str,
    keys: Sequence[SigningKey],
    certificates: Sequence[bytes],
    created: datetime,
) -> bytes:
    """Return the history of all record keys, signed by the last one.

    Args:
        origin: The log that is written under these keys.
        keys: All record keys, the oldest first; each but the first has its statement.
        certificates: The P-256 certificate that goes with each, DER.
        created: When the history is made.
    """
    entries: list[JsonValue] = []
    for key, certificate in zip(keys, certificates, strict=True):
        entry: dict[str, JsonValue] = {
            "did": did_key(key.public),
            "fingerprint": fingerprint(key.public),
            "certificateSha256": sha256_hex(certificate),
            "validFrom": rfc3339(key.valid_from),
        }
        if key.valid_until is not None:
            entry["validUntil"] = rfc3339(key.valid_until)
        if key.statement:
            entry["succession"] = strict_json(key.statement, limit_bytes=LIMIT_BYTES)
        entries.append(entry)
    history: dict[str, JsonValue] = {
        "format": HISTORY_FORMAT,
        "version": VERSION,
        "origin": origin,
        "created": rfc3339(created),
        "keys": entries,
    }
    return canonical_bytes({**history, "proof": _proof(history, keys[-1], created)})


def read_history(data: bytes) -> KeyHistory:
    """Return what a history says, after checking every signature in it.

    Raises:
        CheckFailedError: The first rule that does not hold.
    """
    value = strict_json(data, limit_bytes=LIMIT_BYTES)
    history = _closed(value, _HISTORY | {"proof"}, HISTORY_FORMAT)
    entries = history["keys"]
    if not isinstance(entries, list) or not 0 < len(entries) <= KEYS_LIMIT:
        raise failed(Check.KEY, "history-malformed")
    keys: list[KnownKey] = []
    for number, entry in enumerate(entries):
        is_last = number == len(entries) - 1
        key = _key_of(entry, is_first=not keys, is_last=is_last)
        if keys:
            _check_succession(entry, keys[-1], key)
        keys.append(key)
    if len({key.did for key in keys}) != len(keys):
        raise failed(Check.KEY, "history-key-twice")
    _check_proof(history, history["proof"], keys[-1])
    return KeyHistory(
        origin=_text(history, "origin"), created=_moment(history, "created"), keys=tuple(keys)
    )


def _proof(document: JsonObject, key: SigningKey, created: datetime) -> JsonValue:
    options = proof_options(
        document,
        method=verification_method(did_key(key.public)),
        created=f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    )
    return add_proof(document, options, private_key=key.private)["proof"]


def _key_of(value: JsonValue, *, is_first: bool, is_last: bool) -> KnownKey:
    """Return one key of the list; only the last one is still in use."""
    members = set(_FIRST_KEY)
    members |= set() if is_first else {"succession"}
    members |= set() if is_last else {"validUntil"}
    if not isinstance(value, Mapping) or value.keys() != members:
        raise failed(Check.KEY, "history-malformed")
    did = _text(value, "did")
    try:
        public = public_key_of(did)
    except ValueError as error:
        raise failed(Check.KEY, "history-malformed") from error
    if _text(value, "fingerprint") != fingerprint(public):
        raise failed(Check.KEY, "history-fingerprint")
    return KnownKey(
        did=did,
        public=public,
        fingerprint=fingerprint(public),
        valid_from=_moment(value, "validFrom"),
        valid_until=None if is_last else _moment(value, "validUntil"),
        certificate_sha256=_hash(value, "certificateSha256"),
    )


def _check_succession(entry: JsonValue, old: KnownKey, new: KnownKey) -> None:
    """Check that the old key names the new one as the list has it, and both signed that."""
    if not isinstance(entry, Mapping):  # pragma: no cover - _key_of has looked
        raise failed(Check.KEY, "history-malformed")
    statement = _closed(entry["succession"], _SUCCESSION | {"proof"}, SUCCESSION_FORMAT)
    said = (
        _text(statement, "from"),
        _moment(statement, "fromUntil"),
        _text(statement, "to"),
        _moment(statement, "toFrom"),
        _hash(statement, "toCertificateSha256"),
    )
    _text(statement, "origin")
    if said != (old.did, old.valid_until, new.did, new.valid_from, new.certificate_sha256):
        raise failed(Check.KEY, "history-other-succession")
    proofs = statement["proof"]
    if not isinstance(proofs, list) or len(proofs) != 2:  # noqa: PLR2004 - old and new
        raise failed(Check.KEY, "history-succession-proofs")
    for proof, key in zip(proofs, (old, new), strict=True):
        _check_proof(statement, proof, key)


def _check_proof(document: JsonObject, proof: JsonValue, key: KnownKey) -> None:
    if (
        not isinstance(proof, dict)
        or proof.keys() != _NO_CONTEXT
        or proof.get("type") != PROOF_TYPE
        or proof.get("cryptosuite") != CRYPTOSUITE
        or proof.get("proofPurpose") != PROOF_PURPOSE
        or proof.get("verificationMethod") != verification_method(key.did)
        or not does_proof_hold(document, proof, public_key=key.public)
    ):
        raise failed(Check.KEY, "history-signature")


def _closed(value: JsonValue, members: frozenset[str], format_name: str) -> JsonObject:
    """Return an object of one format and of this version with exactly these members."""
    if not isinstance(value, Mapping) or value.get("format") != format_name:
        raise failed(Check.KEY, "not-a-key-history")
    version = value.get("version")
    if type(version) is not int or version != VERSION:
        raise failed(Check.KEY, "version-unknown")
    if value.keys() != members:
        raise failed(Check.KEY, "history-malformed")
    return value


def _text(value: JsonObject, name: str) -> str:
    item = value[name]
    if not isinstance(item, str) or not item:
        raise failed(Check.KEY, "history-malformed")
    return item


def _hash(value: JsonObject, name: str) -> str:
    text = _text(value, name)
    if len(text) != _HASH_DIGITS or not _HEX.issuperset(text):
        raise failed(Check.KEY, "history-malformed")
    return text


def _moment(value: JsonObject, name: str) -> datetime:
    """Return an instant that is written exactly as this program writes it."""
    text = _text(value, name)
    try:
        moment = parse_rfc3339(text)
    except ValueError as error:
        raise failed(Check.KEY, "history-malformed") from error
    if rfc3339(moment) != text:
        raise failed(Check.KEY, "history-malformed")
    return moment


class SignedKeyHistories:
    """The ``KeyHistories`` port."""

    def make_succession(
        self, *, origin: str, old: SigningKey, new: SigningKey, certificate: bytes, until: datetime
    ) -> bytes:
        """Return the statement with which a key names its successor, signed by both."""
        return make_succession(
            origin=origin, old=old, new=new, certificate=certificate, until=until
        )

    def make(
        self,
        *,
        origin: str,
        keys: Sequence[SigningKey],
        certificates: Sequence[bytes],
        created: datetime,
    ) -> bytes:
        """Return the history of all record keys, signed by the last one."""
        return make_history(origin=origin, keys=keys, certificates=certificates, created=created)

    def read(self, data: bytes) -> KeyHistory:
        """Return what a history says, after checking every signature in it.

        Raises:
            CheckFailedError: The first rule that does not hold.
        """
        return read_history(data)

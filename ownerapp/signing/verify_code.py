"""The verifier of a code: its text and a reference time in, a report out.

Rules (``records.md``, sections 4 and 7); the checks, their order and the verdicts are those
of a record:

1. Readable, format, suite, issuer, signature, key, states. The code carries no texts, and of
   the times only the one at which the record was made.
2. The algorithm is EdDSA and the header holds nothing else but the name of the key, which
   must be the issuer's; the file never chooses.
3. No meaning is read before the signature holds, and no fact but the issuer is reported.
4. *Valid* says that this key signed these digests and states; what the digests stand for is
   in the record alone.
5. Nothing in the text makes it raise.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.keys import KnownKey
from ownerapp.domain.record_code import CODE_START, CODE_VERSION, RecordCode
from ownerapp.domain.verdict import Check, Outcome, Report, verdict_of
from ownerapp.signing import ed25519
from ownerapp.signing.check_run import ORDER, VERSION_UNKNOWN, CheckRun
from ownerapp.signing.cose_receipt import (
    ALGORITHM,
    EDDSA,
    KEY_ID,
    Envelope,
    key_id,
    read_envelope,
    read_payload,
    signing_input,
    unpack,
)
from ownerapp.signing.did_key import did_key, fingerprint, public_key_of
from ownerapp.signing.failure import failed
from ownerapp.signing.key_check import check_key
from ownerapp.signing.states import FUTURE_TOLERANCE

_CODE: Final = "code"
_NOT_IN_A_CODE: Final = "not-in-a-code"
_ONLY_WHEN_MADE: Final = "only-when-made"


def verify_code(
    text: str,
    *,
    known_keys: Sequence[KnownKey],
    accepted_fingerprints: Sequence[str],
    now: datetime,
) -> Report:
    """Return all checks of a code, the verdict, and the facts worth reading.

    Args:
        text: The text of the code.
        known_keys: This store's own keys, its key history included.
        accepted_fingerprints: Fingerprints that the person accepts or gives.
        now: The present.
    """
    run = _Run()
    run.check_all(text, known_keys=known_keys, accepted=accepted_fingerprints, now=now)
    checks = run.results()
    return Report(verdict=verdict_of(checks), checks=checks, facts={"kind": "code", **run.facts})


class _Run(CheckRun):
    """One verification of a code."""

    def check_all(
        self, text: str, *, known_keys: Sequence[KnownKey], accepted: Sequence[str], now: datetime
    ) -> None:
        """Run the checks in their order."""
        self.skip((Check.TEXTS,), _NOT_IN_A_CODE)
        start = CODE_START.match(text)
        if start is not None and int(start[1]) != CODE_VERSION:
            # How a later version packs its bytes is not known, so nothing of it is read.
            self.skip(ORDER, VERSION_UNKNOWN)
            self.set(Check.FORMAT, Outcome.UNKNOWN, VERSION_UNKNOWN)
            return
        data = self.attempt(Check.READABLE, lambda: unpack(text))
        if data is None:
            return
        self.set(Check.READABLE, Outcome.OK, _CODE)
        read = self._read(data)
        if read is None:
            return
        envelope, code = read
        self.attempt(Check.SUITE, lambda: _check_suite(envelope))
        if not self.is_ok(Check.SUITE):
            return
        public = self.attempt(Check.ISSUER, lambda: _check_issuer(envelope, code))
        if public is None:
            return
        self.facts |= {"issuer": did_key(public), "fingerprint": fingerprint(public)}
        self.attempt(Check.SIGNATURE, lambda: _check_signature(envelope, public))
        if not self.is_ok(Check.SIGNATURE):
            return
        self.add(check_key(public, code.issued_at, known_keys=known_keys, accepted=accepted))
        if code.issued_at > now + FUTURE_TOLERANCE:
            self.set(Check.STATES, Outcome.UNKNOWN, "made-in-the-future")
        else:
            self.set(Check.STATES, Outcome.OK, _ONLY_WHEN_MADE)
        self.facts |= _facts(code)

    def _read(self, data: bytes) -> tuple[Envelope, RecordCode] | None:
        """Read envelope and payload; CBOR that is not strict is not readable."""
        try:
            envelope = read_envelope(data)
            code = read_payload(envelope.payload)
        except CheckFailedError as error:
            self.set(Check(error.check), Outcome.FAILED, error.reason)
            return None
        self.set(Check.FORMAT, Outcome.OK, _CODE)
        return envelope, code


def _check_suite(envelope: Envelope) -> None:
    header = envelope.header
    if header.get(ALGORITHM) != EDDSA:
        raise failed(Check.SUITE, "other-cryptosuite")
    if set(header) != {ALGORITHM, KEY_ID} or envelope.unprotected:
        raise failed(Check.SUITE, "unknown-proof-member")


def _check_issuer(envelope: Envelope, code: RecordCode) -> bytes:
    try:
        public = public_key_of(code.issuer)
    except ValueError as error:
        raise failed(Check.ISSUER, "issuer-not-a-key") from error
    if envelope.header[KEY_ID] != key_id(public):
        raise failed(Check.ISSUER, "proof-by-another-key")
    return public


def _check_signature(envelope: Envelope, public: bytes) -> None:
    message = signing_input(envelope.protected, envelope.payload)
    if not ed25519.holds(public, message, envelope.signature):
        raise failed(Check.SIGNATURE, "signature-does-not-hold")


def _facts(code: RecordCode) -> dict[str, str]:
    made = f"{code.issued_at:%Y-%m-%dT%H:%M:%SZ}"
    day = {"as-of-day": code.day} if code.day else {}
    return {
        **day,
        "record-id": code.receipt_id,
        "sha256": code.record_sha256,
        "created": made,
        "signed-at": made,
        "log-index": str(code.index),
        "notice-sha256": code.notice_sha256,
        "notice-version": code.notice_version,
        "choices": str(len(code.states)),
        "on-when-made": str(code.states.count(Status.GIVEN)),
    }

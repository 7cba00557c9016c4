"""The verifier of a JSON record: bytes and a reference time in, a report out.

Rules (``records.md``, section 7):

1. In order: readable, format, suite, issuer, signature, key, texts, states. What needs an
   earlier check that does not hold is skipped and says so.
2. Format, suite, issuer and signature look at the bytes only; no meaning is read before
   the signature holds, and no fact but the issuer is reported.
3. *Not valid*: a check fails; a proof by another key than the issuer's, or none, is one.
4. *Cannot tell*: everything that could run holds, but the key is not accepted here, the
   version is unknown, the record was made in the future of this computer, or its times
   are out of order because a clock was set back.
5. *Valid*: everything holds and the key is ours or accepted. A consent that has ended
   stays valid; the facts say when it ended.
6. Nothing in the bytes makes it raise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import UNSET

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.json_value import JsonObject, JsonValue
from ownerapp.domain.keys import KnownKey
from ownerapp.domain.record import CONTEXTS, CREDENTIALS_CONTEXT, VEHICLE_CONTEXT
from ownerapp.domain.verdict import Check, CheckResult, Outcome, Report, verdict_of
from ownerapp.signing.canonical import canonical_bytes, sha256_hex, strict_json
from ownerapp.signing.check_run import VERSION_UNKNOWN, CheckRun
from ownerapp.signing.data_integrity import check_issuer, check_signature, check_suite
from ownerapp.signing.did_key import did_key, fingerprint
from ownerapp.signing.key_check import check_key
from ownerapp.signing.receipt import NoticeReference, Receipt, read_receipt
from ownerapp.signing.states import (
    FUTURE_TOLERANCE,
    check_states,
    check_texts,
    end_facts,
    instant,
)

_PROFILES = frozenset({"dpv-27560:receipt", "dpv-27560:receipt-eu-gdpr"})
_OTHER_PROFILE = re.compile(r"dpv-27560:receipt[a-z0-9-]*")
_OTHER_VERSION = re.compile(re.escape(VEHICLE_CONTEXT.rpartition("/v")[0]) + r"/v[1-9][0-9]{0,3}")
_RECEIPT_TYPE = "dpv:ConsentReceipt"


def verify_record(
    data: bytes,
    *,
    known_keys: Sequence[KnownKey],
    accepted_fingerprints: Sequence[str],
    now: datetime,
    extra: Sequence[CheckResult] = (),
    extra_facts: Mapping[str, str] | None = None,
) -> Report:
    """Return all checks of a record, the verdict, and the facts worth reading.

    Args:
        data: The bytes of a JSON record.
        known_keys: This store's own keys, its key history included.
        accepted_fingerprints: Fingerprints that the person accepts or gives.
        now: The present.
        extra: Checks made elsewhere, for example of the PDF around the record.
        extra_facts: What those checks found.
    """
    run = _Run(known_keys=known_keys, accepted=accepted_fingerprints, now=now)
    run.check_all(data)
    checks = (*run.results(), *extra)
    return Report(
        verdict=verdict_of(checks),
        checks=checks,
        facts={"kind": "json", **run.facts, **(extra_facts or {})},
    )


class _Run(CheckRun):
    """One verification: what was found so far."""

    def __init__(
        self, *, known_keys: Sequence[KnownKey], accepted: Sequence[str], now: datetime
    ) -> None:
        super().__init__()
        self._known_keys = known_keys
        self._accepted = accepted
        self._now = now
        self._is_unknown_version = False

    def check_all(self, data: bytes) -> None:
        """Run the checks in their order."""
        value = self.attempt(Check.READABLE, lambda: strict_json(data))
        if not self.is_ok(Check.READABLE):
            return
        if not isinstance(value, dict) or not _is_receipt(value):
            self.set(Check.FORMAT, Outcome.FAILED, "not-a-record")
            return
        receipt = self._check_format(value)
        proof = self.attempt(
            Check.SUITE,
            lambda: check_suite(value, contexts=None if self._is_unknown_version else CONTEXTS),
        )
        if proof is None:
            return
        public = self.attempt(Check.ISSUER, lambda: check_issuer(value, proof))
        if public is None:
            return
        self.facts["issuer"] = did_key(public)
        self.facts["fingerprint"] = fingerprint(public)
        self.attempt(Check.SIGNATURE, lambda: check_signature(value, proof, public))
        if not self.is_ok(Check.SIGNATURE):
            return
        self.facts["sha256"] = sha256_hex(canonical_bytes(value))
        self._check_key(public, proof.get("created"))
        if receipt is not None:
            self._check_meaning(receipt)

    def _check_format(self, document: JsonObject) -> Receipt | None:
        if _is_other_version(document):
            self._is_unknown_version = True
            self.set(Check.FORMAT, Outcome.UNKNOWN, VERSION_UNKNOWN)
            self.skip((Check.TEXTS, Check.STATES), VERSION_UNKNOWN)
            return None
        return self.attempt(Check.FORMAT, lambda: read_receipt(document))

    def _check_key(self, public: bytes, created: JsonValue) -> None:
        """Check that the key is ours or accepted, and was in use when the proof was made."""
        try:
            at = instant(created) if isinstance(created, str) else None
        except CheckFailedError:
            at = None
        if at is None:
            self.set(Check.KEY, Outcome.FAILED, "bad-time")
            return
        self.facts["signed-at"] = str(created)
        self.add(check_key(public, at, known_keys=self._known_keys, accepted=self._accepted))

    def _check_meaning(self, receipt: Receipt) -> None:
        count = self.attempt(Check.TEXTS, lambda: check_texts(receipt))
        if count is not None:
            self.set(Check.TEXTS, Outcome.OK if count else Outcome.SKIPPED, count=str(count))
        in_order = self.attempt(Check.STATES, lambda: check_states(receipt))
        if not self.is_ok(Check.STATES):
            return
        if not in_order:
            self.set(Check.STATES, Outcome.UNKNOWN, "times-out-of-order")
        elif instant(receipt.proof.created) > self._now + FUTURE_TOLERANCE:
            self.set(Check.STATES, Outcome.UNKNOWN, "made-in-the-future")
        record = receipt.record
        self.facts |= {
            "record-id": receipt.subject.identifier,
            "created": receipt.subject.created,
            "language": record.language,
            "log-origin": receipt.subject.position.origin,
            "log-index": str(receipt.subject.position.index),
            "notice": record.notices[0].id,
            "notice-sha256": record.notices[0].pack_sha256,
            "notice-origin": record.notices[0].origin.value,
            **_trust_facts(record.notices[0]),
            **end_facts(receipt, self._now),
        }
        if record.as_of is not UNSET:
            self.facts["as-of-day"] = record.as_of.day


def _is_receipt(document: JsonObject) -> bool:
    """Tell whether the object claims to be a consent receipt at all."""
    types = document.get("type")
    return isinstance(types, list) and _RECEIPT_TYPE in types


def _is_other_version(document: JsonObject) -> bool:
    """Tell whether context or profile name a version that this program does not know."""
    context = document.get("@context")
    if (
        isinstance(context, list)
        and len(context) == len(CONTEXTS)
        and context[0] == CREDENTIALS_CONTEXT
        and isinstance(context[1], str)
        and context[1] != VEHICLE_CONTEXT
        and _OTHER_VERSION.fullmatch(context[1])
    ):
        return True
    subject = document.get("credentialSubject")
    profile = subject.get("dct:conformsTo") if isinstance(subject, dict) else None
    return (
        isinstance(profile, str)
        and profile not in _PROFILES
        and _OTHER_PROFILE.fullmatch(profile) is not None
    )


def _trust_facts(notice: NoticeReference) -> dict[str, str]:
    """Return whose word the notice was; the first records did not say it."""
    if notice.trust is UNSET:
        return {}
    key = {} if notice.key is UNSET else {"notice-key": notice.key}
    return {"notice-trust": notice.trust, **key}

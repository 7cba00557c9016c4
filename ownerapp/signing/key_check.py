"""Whether a signature's key counts here: ours and in use then, accepted, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ownerapp.domain.keys import KnownKey, bare_fingerprint
from ownerapp.domain.verdict import Check, CheckResult, Outcome
from ownerapp.signing.did_key import fingerprint


def check_key(
    public: bytes, at: datetime, *, known_keys: Sequence[KnownKey], accepted: Sequence[str]
) -> CheckResult:
    """Return what a key is worth here.

    Args:
        public: The raw key that made the signature.
        at: When it says that it did.
        known_keys: This store's own keys, its key history included.
        accepted: Fingerprints that the person accepts or gives.
    """
    ours = [key for key in known_keys if key.public == public]
    if any(key.was_in_use(at) for key in ours):
        return CheckResult(check=Check.KEY, outcome=Outcome.OK, reason="ours")
    if ours:
        return CheckResult(check=Check.KEY, outcome=Outcome.FAILED, reason="not-in-use-then")
    name = fingerprint(public)
    if bare_fingerprint(name) in {bare_fingerprint(text) for text in accepted}:
        return CheckResult(check=Check.KEY, outcome=Outcome.OK, reason="accepted")
    return CheckResult(
        check=Check.KEY,
        outcome=Outcome.UNKNOWN,
        reason="not-accepted",
        params={"fingerprint": name},
    )

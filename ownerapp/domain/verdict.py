"""What a verifier says: checks, each with its outcome, and one verdict.

The verdict follows ``records.md`` section 7: a check that fails makes the record *not
valid*; when all that could run hold but the key is not accepted here, the version is
unknown or a needed part is missing, nobody *can tell*; otherwise it is *valid*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from ownerapp.domain.values import dataclass

if TYPE_CHECKING:
    from ownerapp.domain.keys import KnownKey


class Check(StrEnum):
    """One thing that is checked, in the order in which it is checked."""

    READABLE = "readable"
    """Within the size limits, strict JSON without duplicate keys."""
    FORMAT = "format"
    """The closed schema and a known version."""
    SUITE = "suite"
    """Cryptosuite, proof purpose and context are the ones we allow."""
    ISSUER = "issuer"
    """The proof was made by the issuer's own key."""
    SIGNATURE = "signature"
    KEY = "key"
    """The key is ours, accepted before, or given."""
    TEXTS = "texts"
    """Each shown text has the hash that the record states."""
    STATES = "states"
    """Times in order, known terms, ends computed as stated."""
    LOG = "log"
    """The record has its place in the log that is here."""
    BUNDLE = "bundle"
    """The bundle can be read within bounds and holds its own files and no others."""
    KEY_HISTORY = "key-history"
    """The history of keys beside the record holds and names the record's key at that time."""
    LOG_PROOF = "log-proof"
    """The proof beside the record leads from its entry to a tree head signed by such a key."""
    CHECKPOINT_STAMP = "checkpoint-time-stamp"
    """The time stamp beside the record fits the tree head of its proof; whose it is stays open."""
    NOTICE = "notice"
    """The notice beside the record is the one that the record names."""
    PDF_SEAL = "pdf-seal"
    PDF_SEAL_KEY = "pdf-seal-key"
    """The seal was made by the document key that goes with the record's key."""
    PDF_STAMP = "pdf-time-stamp"
    """The time stamp that the seal says it has fits the seal; whose it is stays open."""
    PDF_WHOLE_FILE = "pdf-whole-file"
    PDF_ATTACHMENT = "pdf-attachment"
    PDF_SAME_JSON = "pdf-same-json"


class Outcome(StrEnum):
    """How one check came out."""

    OK = "ok"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """It could not be decided here; alone it makes the verdict *cannot tell*."""
    SKIPPED = "skipped"
    """It does not apply; it never changes the verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One check's outcome with a stable reason and values for its sentence."""

    check: Check
    outcome: Outcome
    reason: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


class Verdict(StrEnum):
    """The last line of ``ownerapp verify``, the same in every language."""

    VALID = "valid"
    NOT_VALID = "not valid"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All checks and what follows from them.

    ``facts`` are things a person wants to read beside the verdict: ``record-id``,
    ``issuer``, ``fingerprint``, ``created``, ``ended-on`` and the like, by stable name.
    """

    verdict: Verdict
    checks: Sequence[CheckResult]
    facts: Mapping[str, str] = field(default_factory=dict)
    records: tuple[Report, ...] = ()
    """Of a bundle with several records: what was found of each, in their order."""
    tied: tuple[KnownKey, ...] = ()
    """Of a bundle: the keys in its history of keys, where that holds."""


def verdict_of(checks: Sequence[CheckResult]) -> Verdict:
    """Return the verdict that follows from the outcomes of all checks."""
    outcomes = {check.outcome for check in checks}
    if Outcome.FAILED in outcomes:
        return Verdict.NOT_VALID
    if Outcome.UNKNOWN in outcomes or Outcome.OK not in outcomes:
        return Verdict.CANNOT_TELL
    return Verdict.VALID

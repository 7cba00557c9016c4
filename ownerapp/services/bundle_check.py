"""What the parts of a bundle say of each other (``records.md``, section 7, points 6 to 10).

Rules:

1. A bundle holds its own files and no others; a part that is missing leaves it undecided.
2. The history of keys holds, and the record's key stands in it and was in use when it signed.
   That says whose keys belong together, never whose they are.
3. The proof leads from the entry of exactly this record to a tree head signed by such a key.
4. The notice is the one whose hash the record states.
5. The PDF carries the same bytes as ``receipt.json``, sealed with the document key that the
   history names beside the record's key.
6. What rests on a signature that does not hold is not looked at.
7. A time stamp beside the records is over the tree head of each proof. An export that asks for
   stamps asks for both, so where the seal of a PDF states one the other one belongs to the bundle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.event import parse_rfc3339
from ownerapp.domain.keys import KeyHistory, KnownKey, tied_keys
from ownerapp.domain.values import dataclass
from ownerapp.domain.verdict import Check, CheckResult, Outcome, Report, Verdict, verdict_of
from ownerapp.services.bundling import (
    KEYS,
    NOTICE,
    PAPER,
    PROOF,
    RECEIPT,
    TIME_STAMP,
    folders_of,
)
from ownerapp.services.ports.checking import PlaceOfRecord
from ownerapp.services.ports.papers import PdfStamp
from ownerapp.services.surroundings import Surroundings

EARLIER_CHECK, PART_MISSING = "earlier-check", "part-missing"
_OUTCOMES = (Outcome.FAILED, Outcome.UNKNOWN, Outcome.OK, Outcome.SKIPPED)
_VERDICTS = (Verdict.NOT_VALID, Verdict.CANNOT_TELL, Verdict.VALID)

StampCheck = Callable[[PdfStamp, dict[str, str]], CheckResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """The files of a bundle, and the history of keys in it where that holds."""

    files: Mapping[str, bytes]
    history: KeyHistory | None
    history_reason: str = ""
    """Why there is none."""


def unpacked(around: Surroundings, files: Mapping[str, bytes]) -> Unpacked:
    """Return the files of a bundle with its history of keys."""
    data = files.get(KEYS)
    if data is None:
        return Unpacked(files=files, history=None, history_reason=PART_MISSING)
    try:
        return Unpacked(files=files, history=around.key_histories.read(data))
    except CheckFailedError as error:
        return Unpacked(files=files, history=None, history_reason=error.reason)


class BundleVerifier:
    """Checks every record of a bundle, and what its parts say of each other.

    Args:
        around: The ports.
        known: This store's own keys, with the history that the person gave.
        accepted: Fingerprints that the person accepts.
        also: Adds what the history on this computer says of a record.
        stamp: Checks the time stamp of a PDF's seal, and adds to the facts what it states.
    """

    def __init__(
        self,
        around: Surroundings,
        *,
        known: Sequence[KnownKey],
        accepted: Sequence[str],
        also: Callable[[Report], Report],
        stamp: StampCheck,
    ) -> None:
        self._around = around
        self._known = known
        self._accepted = accepted
        self._also = also
        self._stamp = stamp

    def verify(self, data: bytes) -> Report:
        """Return one report: of the only record, or each check as it came out worst."""
        read = self._around.bundles.read(data)
        if read.reason:
            return _report((_failed(Check.BUNDLE, read.reason),))
        bundle = unpacked(self._around, read.files)
        if bundle.history is not None:
            tied = tied_keys(bundle.history.keys, self._known, self._accepted)
            self._known = (*self._known, *tied)
        reports = [(folder, self._verify(bundle, folder)) for folder in folders_of(read.files)]
        if not reports:
            return _report((_missing(Check.READABLE),))
        folder, worst = min(reports, key=lambda item: _VERDICTS.index(item[1].verdict))
        if len(reports) == 1:
            return worst
        facts = {**worst.facts, "records": str(len(reports)), "folder": folder.rstrip("/")}
        records = tuple(
            replace(report, facts={**report.facts, "folder": name.rstrip("/")})
            for name, report in reports
        )
        whole = _report(worst_of(records), facts)
        return replace(whole, records=records, tied=worst.tied)

    def _verify(self, bundle: Unpacked, folder: str) -> Report:
        record = RecordInBundle(self._around, bundle, folder, stamp=self._stamp)
        if record.receipt is None:
            return _report((_missing(Check.READABLE),))
        alone = self._around.verifier.verify(
            record.receipt,
            known_keys=self._known,
            accepted=self._accepted,
            now=self._around.clock.now(),
        )
        facts = {**alone.facts, "kind": "bundle"}
        tied = bundle.history.keys if bundle.history is not None else ()
        whole = CheckResult(check=Check.BUNDLE, outcome=Outcome.OK)
        checks = (*alone.checks, whole, *record.checks(alone, facts))
        return self._also(replace(_report(checks, facts), tied=tuple(tied)))


class RecordInBundle:
    """One record of a bundle with its parts.

    Args:
        around: The ports.
        bundle: The bundle.
        folder: The record's folder, empty or ending in a slash.
        stamp: Checks the time stamp of a PDF's seal.
    """

    def __init__(
        self, around: Surroundings, bundle: Unpacked, folder: str, *, stamp: StampCheck
    ) -> None:
        self._stamp = stamp
        self._around = around
        self._bundle = bundle
        self._folder = folder

    @property
    def receipt(self) -> bytes | None:
        """The bytes of ``receipt.json``, None where it is missing."""
        return self._part(RECEIPT)

    def checks(self, report: Report, facts: dict[str, str]) -> tuple[CheckResult, ...]:
        """Return what the parts say, given what was found of the record alone.

        Args:
            report: What was found of the record alone.
            facts: What is worth reading; what the parts state is added.
        """
        paper = self._check_paper(report, facts)
        is_promised = any(item.check is Check.PDF_STAMP for item in paper)
        return (
            self._check_keys(report),
            self._check_place(report),
            self._check_notice(report),
            *paper,
            *self._check_head_stamp(is_promised=is_promised),
        )

    def _part(self, name: str) -> bytes | None:
        return self._bundle.files.get(self._folder + name)

    def _key(self, report: Report) -> KnownKey | None:
        """Return the record's key as the history has it."""
        keys = self._bundle.history.keys if self._bundle.history is not None else ()
        did = report.facts.get("issuer", "")
        return next((key for key in keys if key.did == did), None)

    def _check_keys(self, report: Report) -> CheckResult:
        """Rule 2."""
        if self._bundle.history is None:
            reason = self._bundle.history_reason
            if reason == PART_MISSING:
                return _missing(Check.KEY_HISTORY)
            return _failed(Check.KEY_HISTORY, reason)
        signed_at = report.facts.get("signed-at", "")
        if not signed_at:
            return _skipped(Check.KEY_HISTORY)
        key = self._key(report)
        if key is None:
            return _failed(Check.KEY_HISTORY, "key-not-in-history")
        if not key.was_in_use(parse_rfc3339(signed_at)):
            return _failed(Check.KEY_HISTORY, "not-in-use-then")
        return CheckResult(check=Check.KEY_HISTORY, outcome=Outcome.OK)

    def _check_place(self, report: Report) -> CheckResult:
        """Rule 3."""
        proof = self._part(PROOF)
        if proof is None:
            return _missing(Check.LOG_PROOF)
        index, history = report.facts.get("log-index", ""), self._bundle.history
        if not index or history is None:
            return _skipped(Check.LOG_PROOF)
        place = PlaceOfRecord(
            record=report.facts["record-id"],
            sha256=report.facts["sha256"],
            origin=report.facts["log-origin"],
            index=int(index),
        )
        return self._around.places.verify_place(proof, place, keys=history.keys)

    def _check_notice(self, report: Report) -> CheckResult:
        """Rule 4."""
        notice = self._part(NOTICE)
        if notice is None:
            return _missing(Check.NOTICE)
        stated = report.facts.get("notice-sha256", "")
        if not stated:
            return _skipped(Check.NOTICE)
        if self._around.sealer.sha256(notice) != stated:
            return _failed(Check.NOTICE, "other-notice")
        return CheckResult(check=Check.NOTICE, outcome=Outcome.OK)

    def _check_paper(self, report: Report, facts: dict[str, str]) -> tuple[CheckResult, ...]:
        """Rule 5."""
        paper = self._part(PAPER)
        if paper is None:
            return (_missing(Check.PDF_ATTACHMENT),)
        pdf = self._around.pdf_reader.read(paper)
        if pdf.receipt is None:
            return pdf.checks
        same = CheckResult(check=Check.PDF_SAME_JSON, outcome=Outcome.OK)
        if pdf.receipt != self.receipt:
            same = _failed(Check.PDF_SAME_JSON, "other-record")
        seal_key = self._check_seal_key(report, pdf.certificate_sha256)
        stamp = () if pdf.stamp is None else (self._stamp(pdf.stamp, facts),)
        return (*pdf.checks, same, seal_key, *stamp)

    def _check_head_stamp(self, *, is_promised: bool) -> tuple[CheckResult, ...]:
        """Rule 7; a proof ends with the text of its tree head, after the first empty line."""
        answer, proof = self._bundle.files.get(TIME_STAMP), self._part(PROOF)
        if answer is None and is_promised:
            return (_missing(Check.CHECKPOINT_STAMP),)
        if answer is None or proof is None:
            return ()
        return (self._around.time_stamps.check_answer(answer, proof.partition(b"\n\n")[2]),)

    def _check_seal_key(self, report: Report, certificate: str) -> CheckResult:
        key = self._key(report)
        if key is None or not certificate:
            return _skipped(Check.PDF_SEAL_KEY)
        if certificate != key.certificate_sha256:
            return _failed(Check.PDF_SEAL_KEY, "not-in-history")
        return CheckResult(check=Check.PDF_SEAL_KEY, outcome=Outcome.OK, reason="in-history")


def worst_of(reports: Sequence[Report]) -> tuple[CheckResult, ...]:
    """Return each check of several records once, as it came out worst, in the first one's order."""
    found: dict[Check, CheckResult] = {}
    for report in reports:
        for item in report.checks:
            before = found.get(item.check)
            if before is None or _OUTCOMES.index(item.outcome) < _OUTCOMES.index(before.outcome):
                found[item.check] = item
    return tuple(found.values())


def _report(checks: Sequence[CheckResult], facts: Mapping[str, str] | None = None) -> Report:
    return Report(
        verdict=verdict_of(checks), checks=tuple(checks), facts=facts or {"kind": "bundle"}
    )


def _missing(check: Check) -> CheckResult:
    return CheckResult(check=check, outcome=Outcome.UNKNOWN, reason=PART_MISSING)


def _skipped(check: Check) -> CheckResult:
    return CheckResult(check=check, outcome=Outcome.SKIPPED, reason=EARLIER_CHECK)


def _failed(check: Check, reason: str) -> CheckResult:
    return CheckResult(check=check, outcome=Outcome.FAILED, reason=reason)

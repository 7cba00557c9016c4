"""Verify a record: a JSON file, or a PDF with the record attached. Needs no store."""

from __future__ import annotations

from collections.abc import Sequence

from ownerapp.domain.errors import FileKindError
from ownerapp.domain.event import EventKind, event_from_payload
from ownerapp.domain.keys import KnownKey, bare_fingerprint
from ownerapp.domain.verdict import Check, CheckResult, Outcome, Report, verdict_of
from ownerapp.services.key_words import typed_fingerprint
from ownerapp.services.opening import OpenedStore
from ownerapp.services.surroundings import Surroundings

FILE_LIMIT_BYTES = 32 * 1024 * 1024
_PDF_MAGIC = b"%PDF-"
_PDF_MAGIC_WITHIN = 1024


class VerificationService:
    """Use cases around checking what somebody hands over."""

    def __init__(self, around: Surroundings, opened: OpenedStore | None = None) -> None:
        self._around = around
        self._opened = opened

    def verify_file(
        self, path: str, *, accepted: Sequence[str] = (), keys: str | None = None
    ) -> Report:
        """Check a file.

        Args:
            path: The file.
            accepted: Fingerprints that the person accepts, in digits or in words.
            keys: A file with the history of the issuer's keys; it counts where one of them
                is accepted.

        Raises:
            CheckFailedError: The history of keys does not hold.
            FileMissingError: There is none.
            FileTooLargeError: It is larger than any record.
            FileKindError: It is empty.
            FileUnreadableError: It cannot be read.
        """
        data = self._around.files.read(path, limit_bytes=FILE_LIMIT_BYTES)
        if not data:
            raise FileKindError(path=path)
        history = None
        if keys is not None:
            history = self._around.files.read(keys, limit_bytes=FILE_LIMIT_BYTES)
        return self.verify_bytes(data, accepted=accepted, history=history)

    def verify_bytes(
        self, data: bytes, *, accepted: Sequence[str] = (), history: bytes | None = None
    ) -> Report:
        """Check the bytes of a JSON record or of a PDF; see :meth:`verify_file`."""
        known = self._opened.known_keys() if self._opened is not None else ()
        accepted = [typed_fingerprint(text) for text in accepted]
        if history is not None:
            known = (*known, *self._linked(history, known, accepted))
        now = self._around.clock.now()
        extra: tuple[CheckResult, ...] = ()
        facts: dict[str, str] = {}
        receipt = data
        if _PDF_MAGIC in data[:_PDF_MAGIC_WITHIN]:
            pdf = self._around.pdf_reader.read(data)
            extra = pdf.checks
            if pdf.receipt is None:
                return Report(verdict=verdict_of(extra), checks=extra, facts={"kind": "pdf"})
            receipt = pdf.receipt
            facts = {"kind": "pdf", "certificate": pdf.certificate_sha256}
            extra = (
                *extra,
                self._certificate_check(
                    pdf.certificate_sha256,
                    known_certificates={
                        key.certificate_sha256 for key in known if key.certificate_sha256
                    },
                ),
            )
        report = self._around.verifier.verify(
            receipt,
            known_keys=known,
            accepted=accepted,
            now=now,
            extra=extra,
            extra_facts=facts,
        )
        log = self._log_check(report)
        if log is None:
            return report
        checks = (*report.checks, log)
        return Report(verdict=verdict_of(checks), checks=checks, facts=report.facts)

    def _linked(
        self, history: bytes, ours: Sequence[KnownKey], accepted: Sequence[str]
    ) -> tuple[KnownKey, ...]:
        """Return the keys of a history that count because one of them is accepted.

        A history of our own keys is never believed over what this store knows: whoever took
        an old key could sign another successor with it.

        Raises:
            CheckFailedError: The history does not hold.
        """
        keys = self._around.key_histories.read(history).keys
        if {key.public for key in keys} & {key.public for key in ours}:
            return ()
        names = {bare_fingerprint(text) for text in accepted}
        is_accepted = any(bare_fingerprint(key.fingerprint) in names for key in keys)
        return keys if is_accepted else ()

    def _certificate_check(self, certificate: str, *, known_certificates: set[str]) -> CheckResult:
        """Say whether the seal was made by the document key of this computer."""
        if certificate and certificate in known_certificates:
            return CheckResult(check=Check.PDF_SEAL_KEY, outcome=Outcome.OK)
        # The JSON inside carries its own proof, so a foreign seal alone decides nothing.
        return CheckResult(check=Check.PDF_SEAL_KEY, outcome=Outcome.SKIPPED, reason="not-ours")

    def _log_check(self, report: Report) -> CheckResult | None:
        """Compare a record of this store with the entry that binds it."""
        opened = self._opened
        if opened is None or report.facts.get("log-origin") != opened.ledger.origin:
            return None
        index = report.facts.get("log-index", "")
        digest = report.facts.get("sha256", "")
        if not index.isdecimal():
            return None
        with opened.store.read() as work:
            stored = next(iter(work.events.read(int(index), int(index) + 1)), None)
        if stored is None:
            return CheckResult(check=Check.LOG, outcome=Outcome.FAILED, reason="no-entry")
        value = self._around.sealer.parse(stored.body)
        if isinstance(value, dict):
            event = event_from_payload(value)
            if event.kind is EventKind.RECORD_EXPORTED and event.detail.get("sha256") == digest:
                return CheckResult(
                    check=Check.LOG, outcome=Outcome.OK, params={"entry": str(event.seq)}
                )
        return CheckResult(check=Check.LOG, outcome=Outcome.FAILED, reason="other-record")

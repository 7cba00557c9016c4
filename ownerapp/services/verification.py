"""Verify what somebody hands over. Needs no store.

A record as JSON, a PDF with the record attached, a bundle, the text of its code, or a picture
of it; or a sealed page that carries no record, such as the certificate of a hand-over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ownerapp.domain.errors import FileKindError
from ownerapp.domain.event import EventKind, event_from_payload, parse_rfc3339
from ownerapp.domain.keys import KnownKey, tied_keys
from ownerapp.domain.record_code import CODE_START
from ownerapp.domain.verdict import Check, CheckResult, Outcome, Report, verdict_of
from ownerapp.services.key_words import typed_fingerprint
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.checking import PdfFacts
from ownerapp.services.ports.papers import PdfStamp
from ownerapp.services.surroundings import Surroundings

FILE_LIMIT_BYTES = 32 * 1024 * 1024
_PDF_MAGIC = b"%PDF-"
_PDF_MAGIC_WITHIN = 1024
_PICTURE_MAGICS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How PNG and JPEG begin."""
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip file begins, an empty one too."""
_LONGEST_START = len("VC9999:")


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
        return self.verify_bytes(data, accepted=accepted, history=self._read_keys(keys))

    def verify_text(
        self, text: str, *, accepted: Sequence[str] = (), keys: str | None = None
    ) -> Report:
        """Check a text that was typed or pasted: a code, or a whole JSON record.

        The arguments and errors are those of :meth:`verify_file`.
        """
        data = text.encode("utf-8", errors="replace")
        return self.verify_bytes(data, accepted=accepted, history=self._read_keys(keys))

    def verify_bytes(
        self, data: bytes, *, accepted: Sequence[str] = (), history: bytes | None = None
    ) -> Report:
        """Check the bytes of a record, a PDF, a bundle, a code or a picture.

        The arguments and errors are those of :meth:`verify_file`.
        """
        known = self._opened.known_keys() if self._opened is not None else ()
        accepted = [typed_fingerprint(text) for text in accepted]
        if self._opened is not None:
            accepted += self._opened.earlier_keys()
        if history is not None:
            known = (*known, *self._linked(history, known, accepted))
        if data.startswith(_PICTURE_MAGICS):
            return self._verify_picture(data, known, accepted)
        if data.startswith(_ZIP_MAGICS):
            return self._verify_bundle(data, known, accepted)
        code = _code_in(data)
        if code is not None:
            return self._verify_code(code, known, accepted)
        now = self._around.clock.now()
        extra: tuple[CheckResult, ...] = ()
        facts: dict[str, str] = {}
        receipt = data
        if _PDF_MAGIC in data[:_PDF_MAGIC_WITHIN]:
            pdf = self._around.pdf_reader.read(data)
            extra = pdf.checks
            if pdf.is_page:
                return self._verify_page(pdf, known)
            if pdf.receipt is None:
                return Report(verdict=verdict_of(extra), checks=extra, facts={"kind": "pdf"})
            receipt = pdf.receipt
            facts = {"kind": "pdf", "certificate": pdf.certificate_sha256}
            extra = (
                *extra,
                self._certificate_check(pdf.certificate_sha256, known),
            )
            if pdf.stamp is not None:
                extra = (*extra, self._stamp_check(pdf.stamp, facts))
        report = self._around.verifier.verify(
            receipt,
            known_keys=known,
            accepted=accepted,
            now=now,
            extra=extra,
            extra_facts=facts,
        )
        return self._with_log_check(report)

    def _verify_page(self, pdf: PdfFacts, known: Sequence[KnownKey]) -> Report:
        """Judge a page under a seal that holds, with nothing attached: there is only the seal.

        A fingerprint that the person accepts names a record key. Which document key goes with
        it only this store knows, or a history of keys; without either it stays open.
        """
        none = CheckResult(check=Check.PDF_ATTACHMENT, outcome=Outcome.SKIPPED, reason="no-record")
        checks = [
            *(none if item.check is Check.PDF_ATTACHMENT else item for item in pdf.checks),
            self._page_key_check(pdf, known),
        ]
        facts = {"kind": "page", "certificate": pdf.certificate_sha256, "sealed-at": pdf.sealed_at}
        if pdf.stamp is not None:
            checks.append(self._stamp_check(pdf.stamp, facts))
        return Report(verdict=verdict_of(checks), checks=tuple(checks), facts=facts)

    def _page_key_check(self, pdf: PdfFacts, known: Sequence[KnownKey]) -> CheckResult:
        """Say whether the seal of a page was made by a document key that counts, while in use."""
        check, certificate = Check.PDF_SEAL_KEY, pdf.certificate_sha256
        found = [key for key in known if key.certificate_sha256 == certificate]
        if not found:
            return CheckResult(check=check, outcome=Outcome.UNKNOWN, reason="not-accepted")
        if not pdf.sealed_at:
            return CheckResult(check=check, outcome=Outcome.FAILED, reason="bad-time")
        at = parse_rfc3339(pdf.sealed_at)
        if not any(key.was_in_use(at) for key in found):
            return CheckResult(check=check, outcome=Outcome.FAILED, reason="not-in-use-then")
        return self._known_seal(certificate)

    def keys_in(self, path: str) -> tuple[KnownKey, ...]:
        """Return the keys in a file with the history of an issuer's keys.

        Raises:
            CheckFailedError: The history does not hold.
            FileMissingError: There is none.
            FileTooLargeError: It is larger than any record.
            FileUnreadableError: It cannot be read.
        """
        data = self._around.files.read(path, limit_bytes=FILE_LIMIT_BYTES)
        return self._around.key_histories.read(data).keys

    def _read_keys(self, path: str | None) -> bytes | None:
        if path is None:
            return None
        return self._around.files.read(path, limit_bytes=FILE_LIMIT_BYTES)

    def _verify_code(self, text: str, known: Sequence[KnownKey], accepted: Sequence[str]) -> Report:
        report = self._around.verifier.verify_code(
            text, known_keys=known, accepted=accepted, now=self._around.clock.now()
        )
        return self._with_log_check(report)

    def _verify_picture(
        self, data: bytes, known: Sequence[KnownKey], accepted: Sequence[str]
    ) -> Report:
        """Check the one code in a picture; without it nobody can tell anything."""
        found = self._around.pictures.codes(data)
        if len(found.texts) == 1:
            return self._verify_code(found.texts[0], known, accepted)
        reason = found.reason or ("several-codes" if found.texts else "no-code")
        checks = (CheckResult(check=Check.READABLE, outcome=Outcome.UNKNOWN, reason=reason),)
        return Report(verdict=verdict_of(checks), checks=checks, facts={"kind": "picture"})

    def _verify_bundle(
        self, data: bytes, known: Sequence[KnownKey], accepted: Sequence[str]
    ) -> Report:
        # Only a bundle needs it.
        from ownerapp.services.bundle_check import BundleVerifier  # noqa: PLC0415

        verifier = BundleVerifier(
            self._around,
            known=known,
            accepted=accepted,
            also=self._with_log_check,
            stamp=self._stamp_check,
        )
        return verifier.verify(data)

    def _linked(
        self, history: bytes, ours: Sequence[KnownKey], accepted: Sequence[str]
    ) -> tuple[KnownKey, ...]:
        """Return the keys of a history that count because one of them is accepted.

        Raises:
            CheckFailedError: The history does not hold.
        """
        return tied_keys(self._around.key_histories.read(history).keys, ours, accepted)

    def _certificate_check(self, certificate: str, known: Sequence[KnownKey]) -> CheckResult:
        """Say whether the seal was made by a document key that counts here."""
        if certificate and certificate in {key.certificate_sha256 for key in known}:
            return self._known_seal(certificate)
        # The JSON inside carries its own proof, so a foreign seal alone decides nothing.
        return CheckResult(check=Check.PDF_SEAL_KEY, outcome=Outcome.SKIPPED, reason="not-ours")

    def _known_seal(self, certificate: str) -> CheckResult:
        """Say whose key made a seal: one of this computer, or one of the history given with it."""
        own = self._opened.known_keys() if self._opened is not None else ()
        is_own = certificate in {key.certificate_sha256 for key in own}
        reason = "" if is_own else "in-history"
        return CheckResult(check=Check.PDF_SEAL_KEY, outcome=Outcome.OK, reason=reason)

    def _stamp_check(self, stamp: PdfStamp, facts: dict[str, str]) -> CheckResult:
        """Check the time stamp of a seal, and add to the facts what a good one states."""
        found = self._around.time_stamps.check(stamp.token, stamp.signature)
        if found.at is not None:
            facts["stamp-time"] = f"{found.at.replace(tzinfo=None).isoformat()}Z"
            facts["stamp-authority"] = found.authority
        return found.result

    def _with_log_check(self, report: Report) -> Report:
        log = self._log_check(report)
        if log is None:
            return report
        checks = (*report.checks, log)
        return replace(report, verdict=verdict_of(checks), checks=checks)

    def _log_check(self, report: Report) -> CheckResult | None:
        """Compare a record or a code of this store with the entry that binds it."""
        opened = self._opened
        index = report.facts.get("log-index", "")
        digest = report.facts.get("sha256", "")
        if opened is None or not index.isdecimal():
            return None
        must_stand_here = _must_stand_here(report, opened, int(index))
        if must_stand_here is None:
            return None
        with opened.store.read() as work:
            stored = next(iter(work.events.read(int(index), int(index) + 1)), None)
        value = self._around.sealer.parse(stored.body) if stored is not None else None
        if isinstance(value, dict):
            event = event_from_payload(value)
            if event.kind is EventKind.RECORD_EXPORTED and event.detail.get("sha256") == digest:
                return CheckResult(
                    check=Check.LOG, outcome=Outcome.OK, params={"entry": str(event.seq)}
                )
        if not must_stand_here:
            return None
        reason = "no-entry" if stored is None else "other-record"
        return CheckResult(check=Check.LOG, outcome=Outcome.FAILED, reason=reason)


def _must_stand_here(report: Report, opened: OpenedStore, index: int) -> bool | None:
    """Tell whether something must have its place in this store's log; None if it claims none.

    A code names no log, only a key. Where this store was restored from a backup, another
    computer may have gone on with the same keys from the entries that both have.
    """
    former = opened.former_sizes()
    if report.facts["kind"] == "code":
        if report.facts.get("issuer") not in {key.did for key in opened.known_keys()}:
            return None
        return all(index < size for size in former.values())
    origin = report.facts.get("log-origin", "")
    if origin == opened.ledger.origin or index < former.get(origin, 0):
        return True
    return None


def _code_in(data: bytes) -> str | None:
    """Return the text of a code, None for anything else.

    Without the line breaks that a file or a clipboard has around it; a space may be the last
    character of a code.
    """
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip().rstrip(b"\r\n\t")
    start = text[:_LONGEST_START].decode("ascii", errors="replace")
    return text.decode("ascii", errors="replace") if CODE_START.match(start) else None

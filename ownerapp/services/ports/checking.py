"""The ports of checking what strangers show: records, bundles, PDFs, pictures."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from ownerapp.domain.values import dataclass

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ownerapp.domain.keys import KnownKey
    from ownerapp.domain.verdict import CheckResult, Report
    from ownerapp.services.ports.papers import PdfStamp


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOfRecord:
    """What a record and its signature say of itself and of its place in a log."""

    record: str
    """The record's id."""
    sha256: str
    """Of the canonical bytes of the signed record."""
    origin: str
    index: int


class PlaceVerifier(Protocol):
    """Checks the proof that a record has its place in the log that it names."""

    def verify_place(
        self, proof: bytes, place: PlaceOfRecord, *, keys: Sequence[KnownKey]
    ) -> CheckResult:
        """Return the check; never raises for what the proof holds.

        Args:
            proof: The bytes of a C2SP proof whose extra line holds the entry.
            place: What it must prove.
            keys: The keys of the log; one of them must have signed the tree head.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFiles:
    """What is in the bytes of a bundle; ``reason`` says why nothing can be used."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """The bytes by their names, a record's folder before them."""
    reason: str = ""
    """``not-a-bundle``, ``too-large``, ``not-allowed``, ``duplicate-name``, ``extra-file``;
    empty where all is well."""


class Bundles(Protocol):
    """Packs and unpacks bundles, in memory only."""

    def make(self, files: Mapping[str, bytes], *, at: datetime) -> bytes:
        """Return a zip file; equal files and times give equal bytes."""
        ...

    def read(self, data: bytes) -> BundleFiles:
        """Return what is in a zip file, within bounds; never raises for what it holds."""
        ...

    def checker(self) -> bytes:
        """Return the page that checks records in a browser."""
        ...


class RecordVerifier(Protocol):
    """Checks a signed record, or its code; never raises for what they hold."""

    def verify(
        self,
        data: bytes,
        *,
        known_keys: Sequence[KnownKey],
        accepted: Sequence[str],
        now: datetime,
        extra: Sequence[CheckResult] = (),
        extra_facts: Mapping[str, str] | None = None,
    ) -> Report:
        """Return all checks and the verdict.

        Args:
            data: The bytes of a JSON record.
            known_keys: This store's own keys, its key history included.
            accepted: Fingerprints that the person accepts or gives.
            now: The present, to say whether a consent has ended.
            extra: Checks made elsewhere, for example of the PDF around the record.
            extra_facts: What those checks found.
        """
        ...

    def verify_code(
        self,
        text: str,
        *,
        known_keys: Sequence[KnownKey],
        accepted: Sequence[str],
        now: datetime,
    ) -> Report:
        """Return all checks of the text of a code, and the verdict."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """What a PDF holds: the attached record and the checks of its seal."""

    receipt: bytes | None
    checks: tuple[CheckResult, ...]
    certificate_sha256: str = ""
    stamp: PdfStamp | None = None
    """Not checked yet; None where the seal holds none, or does not hold."""
    sealed_at: str = ""
    """What a seal that holds states as its time, RFC 3339 in UTC; empty where it states none."""
    is_page: bool = False
    """The seal holds, and what it sealed carries nothing at all: no record belongs to it."""


class PdfReader(Protocol):
    """Reads untrusted PDF bytes."""

    def read(self, data: bytes) -> PdfFacts:
        """Return the attached record and the checks; never raises for what it holds."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureCodes:
    """What was found in a picture: the texts of codes of records, each once."""

    texts: tuple[str, ...] = ()
    reason: str = ""
    """Why nothing could be looked for: ``not-a-picture``, ``too-large``, ``unreadable`` or
    ``reader-failed``; empty when it was."""


class PictureReader(Protocol):
    """Looks for codes of records in untrusted pictures, PNG or JPEG."""

    def codes(self, data: bytes) -> PictureCodes:
        """Return what is found; never raises for what the bytes hold."""
        ...

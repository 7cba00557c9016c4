"""Rules over access to a car's event data recorder: US-F-02 and US-F-03.

Driver Privacy Act of 2015, section 24302(b).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from ownerapp.compliance.requests.finding import RequestFinding
from ownerapp.domain.values import dataclass


class AccessGround(StrEnum):
    """The grounds on which another than the owner may read the recorder."""

    COURT = "court"
    """Or an administrative authority."""
    OWNER_CONSENT = "owner_consent"
    INQUIRY = "ntsb_nhtsa"
    MEDICAL = "medical"
    RESEARCH = "research"


class ConsentForm(StrEnum):
    """How the owner or lessee agreed."""

    WRITTEN = "written"
    ELECTRONIC = "electronic"
    AUDIO = "audio"
    """A recorded voice."""
    UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrashRecordAccess:
    """One access to a recorder, as it was written down; None where nothing was."""

    ground: AccessGround | None
    consent_form: ConsentForm | None = None
    is_vin_disclosed: bool | None = None
    """Whether the VIN or other personal data went along."""


def check_crash_record_access(access: CrashRecordAccess) -> tuple[RequestFinding, ...]:
    """Return what the rules find in an access to a recorder."""
    return (*_ground(access), *_identity(access))


def _ground(access: CrashRecordAccess) -> Iterator[RequestFinding]:
    if access.ground is None:
        yield RequestFinding(rule="US-F-02", code="no-ground")
    if access.ground is AccessGround.OWNER_CONSENT and access.consent_form in {
        None,
        ConsentForm.UNRECORDED,
    }:
        yield RequestFinding(rule="US-F-02", code="consent-without-record")


def _identity(access: CrashRecordAccess) -> Iterator[RequestFinding]:
    withheld = {AccessGround.INQUIRY, AccessGround.RESEARCH}
    if access.ground in withheld and access.is_vin_disclosed:
        yield RequestFinding(
            rule="US-F-03", code="identity-disclosed", facts={"ground": str(access.ground)}
        )

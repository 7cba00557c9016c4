"""The published Chinese test of five requirements, and the recommended standards.

The requirements are those of the notices of CAAM and CNCERT; the standards are GB/T 41871,
GB/T 42574 and GB/T 44464.
"""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance import china_telling
from ownerapp.compliance.china_automobile import is_measured
from ownerapp.compliance.china_facts import is_anonymised, only_purposes, other_purposes
from ownerapp.compliance.china_sensitive import of_sensitive_data
from ownerapp.compliance.contact_forms import is_address, is_mail, is_phone
from ownerapp.compliance.practice_kinds import has_period_or_rule, is_cabin, is_outside
from ownerapp.compliance.rule import (
    KNOWLEDGE,
    SHOULD,
    SUMMARY,
    TEXT,
    Found,
    Look,
    Register,
    gap_of,
    is_filled,
)
from ownerapp.domain.finding import Finding, RuleRegime
from ownerapp.domain.notice import Practice
from ownerapp.domain.notice_codes import DefaultState, NoticeLevel, Purpose
from ownerapp.domain.notice_facts import Contact
from ownerapp.domain.term import Term

RULES = Register(RuleRegime.CHINA)

LOWEST_RATE = 0.9
"""Detection of faces and of plates, requirement 1."""
CABIN_PURPOSES = frozenset(
    {
        Purpose.VOICE_RECOGNITION,
        Purpose.REMOTE_CABIN_VIEW,
        Purpose.CLOUD_STORAGE,
        Purpose.LEGAL_DUTY,
    }
)
"""For these cabin data may leave the car, requirement 3."""
IMPROVEMENT = frozenset({Purpose.SERVICE_IMPROVEMENT, Purpose.USER_EXPERIENCE, Purpose.RESEARCH})

_CAAM = RuleRegime.CHINA_CAAM
_EVERY_OTHER_PURPOSE = frozenset(Purpose) - IMPROVEMENT
_RATES = ("face_rate", "plate_rate")
_TOLD = ("CN-AD-11", *(f"CN-AD-{number}" for number in range(13, 21)))
"""Art 7; CN-AD-12 cannot be decided."""


@RULES.practice("CN-T-01", "Test 1", SHOULD, SUMMARY, "Anonymisation detection rates", regime=_CAAM)
def detection_rates(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for both rates where a method is declared for what leaves the car."""
    if (
        not is_outside(look.notice, practice)
        or not practice.leaves_vehicle
        or not is_anonymised(practice)
    ):
        return
    for name in _RATES:
        rate = getattr(practice.anonymisation, name)
        yield from look.needs(f"anonymisation.{name}", rate, practice=practice)
        if rate is not None and rate < LOWEST_RATE:
            yield look.contrary(f"anonymisation.{name}", practice=practice, code="low")


@RULES.practice(
    "CN-T-02", "Test 2", SHOULD, SUMMARY, 'No "always"/"permanent" period', regime=_CAAM
)
@of_sensitive_data
def no_open_end(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a term without an end."""
    if practice.terms:
        look.applies()
    if Term.OPEN in practice.terms:
        yield look.contrary("terms", practice=practice, code="open")


@RULES.practice("CN-T-03", "Test 2", SHOULD, SUMMARY, "Cabin sensors off by default", regime=_CAAM)
def cabin_off(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the default of what watches or hears the cabin."""
    if not is_cabin(look.notice, practice):
        return
    state = practice.defaults.state if practice.defaults else None
    yield from look.needs("defaults.state", state, practice=practice)
    if state is DefaultState.ON:
        yield look.contrary("defaults.state", practice=practice, code="on")


@RULES.practice(
    "CN-T-04", "Test 3", SHOULD, SUMMARY, "Cabin data leaves only in allowed cases", regime=_CAAM
)
def cabin_data_stays(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for other purposes of cabin data that leaves the car."""
    if is_cabin(look.notice, practice) and practice.leaves_vehicle:
        yield from only_purposes(look, practice, CABIN_PURPOSES)


@RULES.notice(
    "CN-T-05", "Test 4", SHOULD, KNOWLEDGE, "Prominent notice of PI processing", regime=_CAAM
)
def prominent_notice(look: Look) -> Iterator[Found]:
    """Look whether the rules of Auto Prov. Art 7 found anything: CN-AD-11 to CN-AD-20."""
    look.applies()
    failed = [rule for rule in _TOLD if _finds(rule, look)]
    if failed:
        yield look.contrary(code="other-rules", facts={"rules": ", ".join(failed)})


def _finds(rule: str, look: Look) -> bool:
    """Tell whether another rule finds anything in the same notice."""
    other = Look(rule=rule, notice=look.notice, today=look.today, wording=look.wording)
    return any(isinstance(item, Finding) for item in china_telling.RULES.checks[rule](other))


@RULES.practice(
    "CN-T-06", "Test 5", SHOULD, SUMMARY, "Precision setting fits the function", regime=_CAAM
)
def fitting_precision(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for range, resolution and the reason why they fit."""
    if not is_measured(look, practice):
        return
    look.applies()
    facts = practice.precision
    for name in ("range", "resolution", "reason"):
        value = getattr(facts, name, None)
        if not is_filled(value):
            yield look.found(gap_of(value), f"precision.{name}", practice=practice)
            return


@RULES.practice(
    "CN-S-01", "GB/T 41871 gen. 3", SHOULD, SUMMARY, "Time and place per item, not globally"
)
def time_and_place(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for both in the practice itself: nothing is taken over from the notice."""
    look.applies()
    if not has_period_or_rule(practice) and not practice.retention.unlimited:
        yield look.found(gap_of(practice.retention.text), "retention.period", practice=practice)
    yield from look.needs("where_stored", practice.where_stored, practice=practice, code="place")


@RULES.practice(
    "CN-S-02",
    "GB/T 41871 gen. 8",
    SHOULD,
    SUMMARY,
    "No sensitive PI for service improvement, UX, R&D",
)
@of_sensitive_data
def no_improvement(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for purposes that serve the company's development."""
    if practice.purposes:
        look.applies()
    found = other_purposes(practice, _EVERY_OTHER_PURPOSE)
    if found:
        facts = {"purposes": ", ".join(found)}
        yield look.contrary("purposes.code", practice=practice, code="improvement", facts=facts)


@RULES.notice("CN-S-03", "GB/T 41871 gen. 10", SHOULD, SUMMARY, "Contact is valid")
def valid_contact(look: Look) -> Iterator[Found]:
    """Look at the form of each contact and for a check of it within twelve months."""
    contact = look.notice.rights_contact
    if contact is None or not contact.reachable:
        return
    look.applies()
    for name in _malformed(contact):
        yield look.contrary(f"rights_contact.{name}", code="form")
    checked = contact.last_verified
    yield from look.needs("rights_contact.last_verified", checked)
    if checked is not None:
        is_old = (checked.year + 1, checked.month, checked.day) < look.today.timetuple()[:3]
        if is_old or checked > look.today:
            code = "old" if is_old else "future"
            facts = {"date": checked.isoformat()}
            yield look.contrary("rights_contact.last_verified", code=code, facts=facts)


def _malformed(contact: Contact) -> Iterator[str]:
    """Yield the ways of a contact that cannot be what they are said to be."""
    if contact.phone and not is_phone(contact.phone):
        yield "phone"
    if contact.email and not is_mail(contact.email):
        yield "email"
    if contact.url and not is_address(contact.url):
        yield "url"


@RULES.practice("CN-S-04", "GB/T 42574 cl. 8", SHOULD, TEXT, "Notice strength fits the risk")
def notice_strength(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for more than a general notice where data is sensitive or exported."""
    if not practice.sensitive and not practice.transfers:
        return
    yield from look.needs("notice_level", practice.notice_level, practice=practice)
    if practice.notice_level is NoticeLevel.GENERAL:
        yield look.contrary("notice_level", practice=practice, code="general")


RULES.promise(
    "CN-S-05",
    "GB/T 42574",
    SHOULD,
    TEXT,
    "Evidence of consent, refusal, withdrawal kept",
    note="every answer is an entry of the log with person, practice, version, time and the hash "
    "of what was on screen, and later entries seal earlier ones",
)
RULES.promise(
    "CN-S-06",
    "GB/T 42574",
    SHOULD,
    KNOWLEDGE,
    "Refuse button equal to agree",
    note="both answers stand in one row, with one size, font and style",
)


@RULES.practice(
    "CN-S-07", "GB/T 44464 5.8", SHOULD, TEXT, "Vehicle does not send PI abroad directly"
)
def no_direct_export(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a car that itself sends abroad without an act of the person."""
    for transfer in practice.transfers:
        yield from look.needs("transfers.sender", transfer.sender, practice=practice)
        if transfer.sender == "vehicle" and not transfer.user_initiated:
            yield look.contrary("transfers.sender", practice=practice, code="car")

"""European rules about cars: ePrivacy, EDPB Guidelines 01/2020, type approval."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.europe_facts import grounds, worst
from ownerapp.compliance.practice_kinds import is_kept_for_no_time
from ownerapp.compliance.rule import (
    KNOWLEDGE,
    MUST,
    SHOULD,
    TEXT,
    Found,
    Look,
    Register,
    gap_of,
    is_filled,
)
from ownerapp.domain.finding import Gap, RuleRegime
from ownerapp.domain.notice import NotStated, Place, Practice
from ownerapp.domain.notice_codes import (
    DataCategory,
    DefaultState,
    Indicator,
    LegalGround,
    Purpose,
    StopMode,
    System,
    Tag,
    Trigger,
)

RULES = Register(RuleRegime.EU)

_WATCHING_THE_DRIVER = frozenset({Purpose.DROWSINESS, Purpose.DISTRACTION})


@RULES.practice(
    "EU-E-01", "ePrivacy 5(3)", MUST, TEXT, "Consent or need for reading and storing in the car"
)
def terminal_equipment(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the reason where data leaves the car or another stores it there."""
    if practice.leaves_vehicle or practice.stored_by_third is True:
        yield from look.needs("eprivacy", practice.eprivacy, practice=practice)


@RULES.practice(
    "EU-V-01", "EDPB 01/2020 2.1", SHOULD, KNOWLEDGE, "Location is off until a function needs it"
)
def location_by_default(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for off as the default, and for the start of a function as the trigger."""
    if not practice.optional or not practice.has_category(DataCategory.LOCATION):
        return
    state = practice.defaults.state if practice.defaults else None
    yield from look.needs("defaults.state", state, practice=practice)
    if state is DefaultState.ON:
        yield look.contrary("defaults.state", practice=practice, code="on")
    trigger = practice.trigger
    yield from look.needs("trigger", trigger, practice=practice, code="trigger")
    if isinstance(trigger, Trigger) and trigger is not Trigger.FUNCTION_START:
        yield look.contrary("trigger", practice=practice, code="other-trigger")


@RULES.practice("EU-V-02", "EDPB 01/2020 2.1", SHOULD, KNOWLEDGE, "An icon while location is on")
def location_icon(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for an icon among what shows that location is collected."""
    if not practice.has_category(DataCategory.LOCATION):
        return
    look.applies()
    shown = practice.indicators
    if isinstance(shown, NotStated) or not shown:
        yield look.found(gap_of(shown), "indicators", practice=practice)
    elif Indicator.ICON not in shown:
        yield look.contrary("indicators", practice=practice)


RULES.undecidable(
    "EU-V-03",
    "EDPB 01/2020 2.6",
    SHOULD,
    TEXT,
    "A profile for each known driver; all settings in one place",
    note="not built yet: one page holds every switch, and a car's choices are those of one "
    "person at a time",
)


@RULES.practice("EU-V-04", "EDPB 01/2020 2.6", SHOULD, TEXT, "Stopping for a while and for good")
def stopping(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for both ways to stop what is not always on."""
    if practice.required:
        return
    modes = practice.stop.modes if practice.stop else ()
    yield from look.needs("stop.modes", modes, practice=practice)
    if modes and not {StopMode.TEMPORARY, StopMode.PERMANENT}.issubset(modes):
        yield look.contrary("stop.modes", practice=practice)


RULES.undecidable(
    "EU-V-05",
    "EDPB 01/2020 2.6",
    SHOULD,
    TEXT,
    "A change of owner leads to deletion",
    note="not built yet: a hand-over that asks for deletion in the car and outside",
)


@RULES.practice(
    "EU-V-06", "EDPB 01/2020 2.1", SHOULD, KNOWLEDGE, "Way without body features; kept in the car"
)
def body_features(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a way without body features, and for the car as the place of processing."""
    if not practice.has_category(DataCategory.BIOMETRIC):
        return
    yield from look.needs("alternative", practice.alternative, practice=practice)
    place = practice.processing_place
    yield from look.needs("processing_place", place, practice=practice, code="place")
    if is_filled(place) and place is not Place.IN_VEHICLE:
        yield look.contrary("processing_place", practice=practice, code="outside")


@RULES.practice(
    "EU-V-07", "EDPB 01/2020 2.1", SHOULD, KNOWLEDGE, "Data that shows an offence stays in the car"
)
def offences(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the car as the place of processing, or for the reason why it is not."""
    if Tag.OFFENCE not in practice.tags:
        return
    look.applies()
    if practice.processing_place is not Place.IN_VEHICLE:
        yield from look.needs("local_reason", practice.local_reason, practice=practice)


@RULES.practice(
    "EU-V-08",
    "Reg. 2019/2144 6(3)",
    MUST,
    KNOWLEDGE,
    "What watches for tiredness keeps and sends nothing",
)
def watching_the_driver(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a closed loop: nothing leaves the car, nothing is kept."""
    if _WATCHING_THE_DRIVER.isdisjoint(purpose.code for purpose in practice.purposes):
        return
    yield from look.needs("reach", practice.reach, practice=practice, code="reach")
    if practice.leaves_vehicle:
        yield look.contrary("reach", practice=practice, code="leaves")
    if practice.retention.period is None:
        gap = gap_of(practice.retention.text)
        yield look.found(gap, "retention.period", practice=practice)
    elif not is_kept_for_no_time(practice):
        yield look.contrary("retention.period", practice=practice, code="kept")


@RULES.practice(
    "EU-V-09",
    "Reg. 2019/2144 6(4), Reg. 2015/758",
    MUST,
    KNOWLEDGE,
    "Crash recorder and emergency call have no switch",
)
def prescribed_systems(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for no switch, and for the legal duty as the ground."""
    if practice.system not in {System.EDR, System.ECALL}:
        return
    look.applies()
    if not practice.required:
        gap = Gap.CONTRARY if practice.optional else Gap.NOT_STATED
        yield look.found(gap, "mode", practice=practice, code="switch")
    stated = grounds(practice)
    missing = {str(at): gap_of(item) for at, item in enumerate(stated) if not is_filled(item)}
    if missing:
        yield look.found(worst(missing), "basis.ground", practice=practice)
    elif set(stated) != {LegalGround.GDPR_LEGAL_DUTY}:
        yield look.contrary("basis.ground", practice=practice, code="ground")

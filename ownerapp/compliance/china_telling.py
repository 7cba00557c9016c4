"""Automobile Data Provisions, Arts 7 and 8: what people are told, and on which ground."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.china_facts import (
    CHINESE_GROUNDS,
    grounds,
)
from ownerapp.compliance.practice_kinds import (
    has_period_or_rule,
    is_outside,
)
from ownerapp.compliance.rule import (
    KNOWLEDGE,
    MUST,
    SUMMARY,
    Found,
    Look,
    Register,
    gap_of,
    is_filled,
)
from ownerapp.domain.finding import Gap, RuleRegime
from ownerapp.domain.notice import Practice, Reach
from ownerapp.domain.notice_codes import (
    AnonymisationMethod,
    Channel,
    ConsentKind,
    LegalGround,
    stated,
)
from ownerapp.domain.text import Text

RULES = Register(RuleRegime.CHINA)

PROMINENT_CHANNELS = frozenset({Channel.MANUAL, Channel.DISPLAY, Channel.VOICE, Channel.APP})


@RULES.notice("CN-AD-11", "Auto Prov. 7", MUST, SUMMARY, "Prominent channel")
def channel(look: Look) -> Iterator[Found]:
    """Look for the owner's manual, the car's screen, a voice or the car's app."""
    channels = look.notice.channels
    yield from look.needs("channels", channels)
    if channels and not PROMINENT_CHANNELS.intersection(channels):
        yield look.contrary("channels", code="not-prominent")


RULES.undecidable(
    "CN-AD-12",
    "Auto Prov. 7(1)",
    MUST,
    KNOWLEDGE,
    "Every kind collected is listed",
    note="what the car collects is in its list of signals, which the program does not have; "
    "it cannot tell what a notice leaves out altogether",
)


@RULES.practice("CN-AD-13", "Auto Prov. 7(2)", MUST, KNOWLEDGE, "Context of collection per kind")
def context(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the situation in which it is collected."""
    yield from look.needs("context", practice.context, practice=practice)


@RULES.practice("CN-AD-14", "Auto Prov. 7(2)", MUST, KNOWLEDGE, "How to stop, per kind")
def how_to_stop(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the way to stop and its steps, or the reason why there is none."""
    look.applies()
    if practice.required and practice.required_reason:
        return
    stop = practice.stop
    if stop is None or not stop.path:
        yield look.found(gap_of(stop and stop.path), "stop.path", practice=practice)
    elif not stop.steps:
        yield look.found(Gap.MISSING, "stop.steps", practice=practice, code="steps")


@RULES.practice("CN-AD-15", "Auto Prov. 7(3)", MUST, KNOWLEDGE, "Purpose, use, method per kind")
def purpose_and_method(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a purpose and for how the data is used."""
    yield from look.needs("purposes", practice.purposes, practice=practice)
    yield from look.needs("method", practice.method, practice=practice, code="method")


@RULES.practice("CN-AD-16", "Auto Prov. 7(4)", MUST, KNOWLEDGE, "Storage place or its rule")
def storage_place(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for place and country, or the rule; what stays in the car has no country."""
    look.applies()
    if practice.storage_rule:
        return
    if not practice.where_stored:
        yield look.found(gap_of(practice.where_stored), "where_stored", practice=practice)
    elif not practice.storage_countries and practice.reach is not Reach.CAR:
        gap = gap_of(practice.storage_countries)
        yield look.found(gap, "storage_countries", practice=practice, code="country")


@RULES.practice("CN-AD-17", "Auto Prov. 7(4)", MUST, KNOWLEDGE, "Retention or its rule")
def retention(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a period or its rule; "for ever" is a statement, and CN-P-09 speaks to it."""
    look.applies()
    if not has_period_or_rule(practice) and not practice.retention.unlimited:
        yield look.found(gap_of(practice.retention.text), "retention.period", practice=practice)


@RULES.notice("CN-AD-18", "Auto Prov. 7(5)", MUST, KNOWLEDGE, "How to access and copy")
def access_and_copy(look: Look) -> Iterator[Found]:
    """Look for the ways to see one's data and to get a copy."""
    yield from look.needs("rights.access.how", way_of(look, "access"))
    yield from look.needs("rights.copy.how", way_of(look, "copy"), code="copy")


@RULES.notice(
    "CN-AD-19",
    "Auto Prov. 7(5)",
    MUST,
    KNOWLEDGE,
    "Delete in-car and ask deletion of sent data, as two routes",
)
def two_deletions(look: Look) -> Iterator[Found]:
    """Look for deletion in the car and, where anything leaves it, of what was sent."""
    yield from look.needs("rights.delete-in-vehicle.how", way_of(look, "delete-in-vehicle"))
    if any(practice.leaves_vehicle for practice in look.notice.practices):
        yield from look.needs(
            "rights.delete-outside.how", way_of(look, "delete-outside"), code="outside"
        )


def way_of(look: Look, right_id: str) -> Text | None:
    """Return how a right is exercised, or None where it is not listed."""
    right = look.notice.right(right_id)
    return right.how if right else None


@RULES.notice("CN-AD-20", "Auto Prov. 7(6)", MUST, KNOWLEDGE, "Named user-rights contact")
def rights_contact(look: Look) -> Iterator[Found]:
    """Look for a name and a way to reach it."""
    contact = look.notice.rights_contact
    yield from look.needs("rights_contact.name", contact and contact.name)
    if contact is not None and contact.name and not contact.reachable:
        yield look.found(Gap.MISSING, "rights_contact", code="unreachable")


@RULES.practice(
    "CN-AD-21", "Auto Prov. 8", MUST, SUMMARY, "Consent or another lawful case per item"
)
def lawful_case(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a ground of PIPL Art 13, and for consent where that is the ground."""
    look.applies()
    declared = grounds(practice)
    unstated = [ground for ground in declared if not is_filled(ground)]
    if unstated:
        yield look.found(gap_of(unstated[0]), "basis.ground", practice=practice)
    elif not CHINESE_GROUNDS.issuperset(declared):
        yield look.contrary("basis.ground", practice=practice, code="ground")
    if LegalGround.CONSENT in declared:
        kind = practice.asking.kind if practice.asking else None
        yield from look.needs("asking.kind", kind, practice=practice, code="asking")
        if kind is ConsentKind.NONE:
            yield look.contrary("asking.kind", practice=practice, code="not-asked")


@RULES.practice(
    "CN-AD-22",
    "Auto Prov. 8",
    MUST,
    SUMMARY,
    "Out-of-car persons anonymised before leaving the car",
)
def people_outside(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for frames deleted or faces blurred in the car, where not all rests on consent."""
    if not practice.leaves_vehicle or not is_outside(look.notice, practice):
        return
    if set(grounds(practice)) == {LegalGround.CONSENT}:
        return
    look.applies()
    facts = practice.anonymisation
    if facts is not None and facts.in_car:
        return
    method = facts.method if facts else None
    if facts is None or not method:
        yield look.found(gap_of(method), "anonymisation.method", practice=practice)
    elif method not in {AnonymisationMethod.FRAME_DELETION, AnonymisationMethod.CONTOUR}:
        yield look.contrary("anonymisation.method", practice=practice, code="method")
    elif stated(facts.before_egress) is None:
        gap = gap_of(facts.before_egress)
        yield look.found(gap, "anonymisation.before_egress", practice=practice, code="when")
    else:
        yield look.contrary("anonymisation.before_egress", practice=practice, code="afterwards")

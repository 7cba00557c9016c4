"""The rules of California and of the United States.

11 CCR are the CCPA regulations. What the rules call a consent asked alone is declared by
``asking``: ``kind`` explicit, and one topic.
"""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.practice_kinds import (
    has_period_or_rule,
    is_cabin_camera,
    is_kept_for_no_time,
)
from ownerapp.compliance.requests.california import DISCONNECT_LINK
from ownerapp.compliance.rule import (
    MUST,
    SHOULD,
    SUMMARY,
    TEXT,
    Found,
    Look,
    Register,
    gap_of,
    is_filled,
)
from ownerapp.domain.finding import Gap, RuleRegime
from ownerapp.domain.notice import Practice, Reach
from ownerapp.domain.notice_codes import (
    ConsentKind,
    DataCategory,
    PartyKind,
    Purpose,
    System,
)

RULES = Register(RuleRegime.CALIFORNIA)

PRECISE_RADIUS_METRES = 1850 * 0.3048
"""A position within 1,850 ft is precise, Cal. Civ. Code 1798.140(w)."""

_PROMOTION = frozenset({Purpose.PUSH, Purpose.MARKETING, Purpose.THIRD_PARTY})
_AGENCY = PartyKind.CONSUMER_REPORTING_AGENCY


@RULES.practice(
    "US-C-01", "11 CCR 7012(e)(1)-(2)", MUST, TEXT, "Category of each kind, and purposes"
)
def categories_and_purposes(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the category of Cal. Civ. Code 1798.140(v)(1) and for a purpose."""
    yield from look.needs("ccpa_category", practice.ccpa_category, practice=practice)
    yield from look.needs("purposes", practice.purposes, practice=practice, code="purposes")


@RULES.practice("US-C-02", "11 CCR 7012(e)(3)", MUST, TEXT, "Sold or shared, per category")
def sold_or_shared(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a yes or a no; both are answers."""
    yield from look.needs("sold_or_shared", practice.sold_or_shared, practice=practice)


@RULES.practice("US-C-03", "11 CCR 7012(e)(4)", MUST, TEXT, "Retention or criteria per category")
def retention(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a period or the rule by which it ends."""
    look.applies()
    if not has_period_or_rule(practice):
        yield look.found(gap_of(practice.retention.text), "retention.period", practice=practice)


@RULES.notice("US-C-04", "11 CCR 7012(e)(5)-(6)", MUST, TEXT, "Opt-out and policy links")
def links(look: Look) -> Iterator[Found]:
    """Look for the policy's section and, where anything is sold or shared, the way out."""
    notice = look.notice
    if any(practice.sold_or_shared is True for practice in notice.practices):
        yield from look.needs("opt_out_url", notice.opt_out_url, code="opt-out")
    yield from look.needs("policy_url", notice.policy_url)
    if notice.policy_url and not notice.policy_url.partition("#")[2]:
        yield look.contrary("policy_url", code="section")


RULES.promise(
    "US-C-05",
    "11 CCR 7012(c)-(d)",
    MUST,
    TEXT,
    "Notice at or before collection",
    note="a yes is taken only after the whole question was on screen; until then the "
    "practice counts as off",
)
RULES.promise(
    "US-C-06",
    "11 CCR 7004(a)(2)",
    MUST,
    TEXT,
    "Symmetry in choice: no is as short and as near as yes",
    note="both answers stand in one row, with one size, font and style; a no needs no term",
)
RULES.promise(
    "US-C-07",
    "11 CCR 7004(a)(2)(B)",
    MUST,
    TEXT,
    'No "ask me later" instead of "no"',
    note="every question offers *Keep off* beside *Turn on*",
)
RULES.promise(
    "US-C-08",
    "11 CCR 7004(a)(3)",
    MUST,
    TEXT,
    "No double negative; a toggle says what it does",
    note="a switch has its state in words beside it, and an answer names one deed",
)


@RULES.practice("US-C-09", "11 CCR 7004(a)(4)", MUST, TEXT, "No bundling of incompatible purposes")
def bundling(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for advertising or the ends of others under one switch with anything else.

    The regulation names no list; only the two groups that are plainly apart are taken.
    """
    if not practice.optional or not practice.purposes:
        return
    look.applies()
    promoting = [item.code for item in practice.purposes if item.code in _PROMOTION]
    if promoting and len(promoting) < len(practice.purposes):
        yield look.contrary("purposes", practice=practice)


RULES.promise(
    "US-C-10",
    "11 CCR 7004(a)(5)",
    MUST,
    TEXT,
    "Working links, no needless waits",
    note="turning off acts at once; nothing waits for its own sake. Whether an address in a "
    "notice answers is not looked up: the program contacts nobody by itself",
)
RULES.promise(
    "US-C-11",
    "11 CCR 7021",
    MUST,
    TEXT,
    "Receipt in 10 business days, answer in 45 or 90 calendar days",
    note="the check of a request counts the ten business days and the 45 or 90 days, and finds "
    "what is late",
)
RULES.promise(
    "US-C-12",
    "11 CCR 7026(f), 7027(g)",
    MUST,
    TEXT,
    "Opt-out and limit in 15 business days",
    note="the check of a request counts the 15 business days, and finds what is late",
)
RULES.promise(
    "US-C-13",
    "11 CCR 7060(b)",
    MUST,
    TEXT,
    "No identity check for opt-out and limit",
    note="the check of a request finds a form that asks for a document of identity",
)
RULES.promise(
    "US-C-14",
    "11 CCR 7026(k), 7027(l)",
    MUST,
    TEXT,
    "No re-asking for 12 months",
    note="the check of a question after a no finds one that comes within twelve months",
)
RULES.undecidable(
    "US-C-15",
    "11 CCR 7028",
    MUST,
    TEXT,
    "Two-step opt-in after opt-out",
    note="a second confirmation is not built yet: a yes after a no is one sheet",
)
RULES.undecidable(
    "US-C-16",
    "11 CCR 7026(g) as amended 2026",
    MUST,
    SUMMARY,
    "Opt-out confirmed",
    note="only the issuer knows whether an opt-out was honoured; the program says what was "
    "recorded here, and never more",
)
RULES.promise(
    "US-C-17",
    "11 CCR 7022(h)",
    MUST,
    TEXT,
    '"Delete all" beside partial choices',
    note="the check of a request finds a form that offers parts and no deletion of everything",
)
RULES.promise(
    "US-C-18",
    "11 CCR 7101",
    MUST,
    TEXT,
    "Request log kept for 24 months",
    note="the check of the log finds what an entry does not say, and until when it has to stay",
)


@RULES.practice(
    "US-C-19", "Cal. Civ. Code 1798.140(w),(ae)", MUST, TEXT, "Precise geolocation is sensitive"
)
def precise_geolocation(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a position within 1,850 ft that is not flagged as sensitive."""
    radius = practice.precision.radius_metres if practice.precision else None
    is_within = radius is not None and radius <= PRECISE_RADIUS_METRES
    is_location = practice.has_category(DataCategory.LOCATION)
    if not (is_location and is_within) and not practice.has_category(DataCategory.LOCATION_PRECISE):
        return
    if practice.ccpa_sensitive is False:
        yield look.contrary("ccpa_sensitive", practice=practice)
    else:
        yield from look.needs("ccpa_sensitive", practice.ccpa_sensitive, practice=practice)


RULES.promise(
    "US-C-20",
    "11 CCR 7003(b)(3)",
    MUST,
    TEXT,
    "WCAG 2.1",
    note="names, roles, contrast, target sizes, keyboard order and reflow of every screen",
)


@RULES.practice(
    "US-V-01",
    "Cal. BPC 22948.50-.53",
    MUST,
    TEXT,
    "Cabin camera disclosed; sharing and keeping only on consent asked alone; no ads, no sale",
)
def cabin_camera(look: Look, practice: Practice) -> Iterator[Found]:
    """Look at what is declared about pictures of a camera in the cabin."""
    if not is_cabin_camera(look.notice, practice):
        return
    yield from look.needs("disclosure", practice.disclosure, practice=practice, code="disclosure")
    is_kept = has_period_or_rule(practice) and not is_kept_for_no_time(practice)
    if is_kept or practice.leaves_vehicle:
        yield from _asked_alone(look, practice)
    if any(item.code in _PROMOTION for item in practice.purposes):
        yield look.contrary("purposes", practice=practice, code="advertising")
    if practice.sold_or_shared is True:
        yield look.contrary("sold_or_shared", practice=practice, code="sale")


@RULES.notice("US-V-02", "Cal. Veh. Code 28220", MUST, SUMMARY, "Route to disconnect remote access")
def disconnecting(look: Look) -> Iterator[Found]:
    """Look for the prescribed link where anything may leave the car."""
    notice = look.notice
    if all(practice.reach is Reach.CAR for practice in notice.practices):
        return
    yield from look.needs("disconnect_link", notice.disconnect_link)
    yield from look.needs("disconnect_url", notice.disconnect_url, code="address")
    if notice.disconnect_link and notice.disconnect_link != DISCONNECT_LINK:
        yield look.contrary("disconnect_link", code="words")


@RULES.notice("US-V-03", "Cal. Veh. Code 28240-44", MUST, TEXT, "In-car switch for location told")
def location_switch(look: Look) -> Iterator[Found]:
    """Look for the switch in the car where location is collected.

    That nobody is alerted when it is used is a matter of the car; this program sends
    nothing to anybody.
    """
    if any(practice.has_category(DataCategory.LOCATION) for practice in look.notice.practices):
        yield from look.needs("location_switch", look.notice.location_switch)


@RULES.practice(
    "US-F-01",
    "Driver Privacy Act 24302(a)",
    MUST,
    TEXT,
    "Event data recorder: whose data it is, and no switch",
    regime=RuleRegime.UNITED_STATES,
)
def event_data_recorder(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the statement that the data is the owner's or lessee's."""
    if practice.system is not System.EDR:
        return
    yield from look.needs("disclosure", practice.disclosure, practice=practice)
    if not practice.required:
        gap = Gap.CONTRARY if practice.optional else Gap.NOT_STATED
        yield look.found(gap, "mode", practice=practice, code="switch")


RULES.promise(
    "US-F-02",
    "Driver Privacy Act 24302(b)",
    MUST,
    TEXT,
    "Crash data retrieved only on a listed ground",
    regime=RuleRegime.UNITED_STATES,
    note="the check of an access to the recorder finds one without a listed ground, or on a "
    "consent without a record",
)
RULES.promise(
    "US-F-03",
    "Driver Privacy Act 24302(b)",
    MUST,
    TEXT,
    "Person and VIN withheld in inquiry and research",
    regime=RuleRegime.UNITED_STATES,
    note="the check of an access to the recorder finds a person or VIN disclosed for inquiry or "
    "research",
)


@RULES.notice(
    "US-F-04",
    "FTC v. GM (benchmark)",
    SHOULD,
    TEXT,
    "Location and driver behaviour only on express consent asked alone; copy and deletion",
    regime=RuleRegime.UNITED_STATES,
)
def express_consent(look: Look) -> Iterator[Found]:
    """Look at what is sent of location and driver behaviour, emergency calls apart.

    The order binds one maker about what it collects from cars; what stays in the car is
    not collected.
    """
    kinds = (DataCategory.LOCATION, DataCategory.DRIVER_BEHAVIOUR)
    practices = [
        practice
        for practice in look.notice.practices
        if practice.has_category(*kinds)
        and practice.reach is not Reach.CAR
        and practice.system is not System.ECALL
    ]
    if not practices:
        return
    for practice in practices:
        yield from _asked_alone(look, practice)
        yield from look.needs("how_to_stop", practice.how_to_stop, practice=practice, code="off")
    copying = look.notice.right("copy", "access")
    deleting = look.notice.right("delete-outside", "delete")
    yield from look.needs("rights.copy", copying, code="copy")
    yield from look.needs("rights.delete-outside", deleting, code="deletion")


@RULES.practice(
    "US-F-05",
    "FTC v. GM (benchmark)",
    SHOULD,
    TEXT,
    "Nothing to a consumer reporting agency",
    regime=RuleRegime.UNITED_STATES,
)
def consumer_reporting(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a consumer reporting agency among the recipients."""
    for party_id in dict.fromkeys(practice.recipients):
        look.applies()
        party = look.notice.party(party_id)
        if party is not None and party.kind is _AGENCY:
            language = look.notice.native_language
            name = party.name.best(language, language)[1] or party.id
            yield look.contrary("recipients", practice=practice, facts={"recipient": name})


@RULES.practice(
    "US-I-01",
    "Alliance principles",
    SHOULD,
    TEXT,
    "Affirmative consent for geolocation, biometrics and driver behaviour in marketing or for "
    "others",
    regime=RuleRegime.UNITED_STATES,
)
def marketing_consent(look: Look, practice: Practice) -> Iterator[Found]:
    """Look at the consent that is declared for marketing and for the ends of others."""
    kinds = (DataCategory.LOCATION, DataCategory.BIOMETRIC, DataCategory.DRIVER_BEHAVIOUR)
    purposes = {item.code for item in practice.purposes}
    if practice.has_category(*kinds) and purposes & {Purpose.MARKETING, Purpose.THIRD_PARTY}:
        yield from _explicit(look, practice)


def _explicit(look: Look, practice: Practice) -> Iterator[Found]:
    """Yield a finding unless explicit consent is declared."""
    kind = practice.asking.kind if practice.asking else None
    if kind is ConsentKind.EXPLICIT:
        look.applies()
    elif is_filled(kind):
        yield look.contrary("asking.kind", practice=practice, code="consent")
    else:
        yield look.found(gap_of(kind), "asking.kind", practice=practice)


def _asked_alone(look: Look, practice: Practice) -> Iterator[Found]:
    """Yield findings unless explicit consent to one topic is declared."""
    yield from _explicit(look, practice)
    if practice.asking is None or practice.asking.kind is not ConsentKind.EXPLICIT:
        return
    if len(practice.asking.topics) > 1:
        yield look.contrary("asking.topics", practice=practice, code="alone")
    else:
        yield from look.needs(
            "asking.topics", practice.asking.topics, practice=practice, code="topics"
        )

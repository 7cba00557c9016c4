"""A person's own rules, and what they suggest for a notice.

Rules:

1. A rule speaks about facts that a notice states in codes: kinds of data, the sensors that it
   names, how far data travels, who receives it, and what it is for. What a notice does not
   state never counts as stated: the rule is then *not decided*.
2. A suggestion is no answer. It records nothing and chooses nothing: off stays off until the
   person decides, and a yes is asked with its whole text.
3. Where several rules speak, the strictest counts: keep off, then the shortest time. A yes is
   not suggested while a stricter rule is not decided.
4. Only practices with a switch get a suggestion, and none a length that the notice does not
   offer or that is longer than the rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ownerapp.domain.notice_codes import NOT_STATED, DataCategory, NotStated, Purpose, Reach
from ownerapp.domain.term import Term
from ownerapp.domain.values import dataclass

# Only annotations need these.
if TYPE_CHECKING:
    from ownerapp.domain.choice import Choice
    from ownerapp.domain.ids import PersonId, PracticeId
    from ownerapp.domain.notice import Notice, Practice


class RuleAbout(StrEnum):
    """What a rule can be about; closed, and only what notices state in codes."""

    CABIN_PICTURES = "cabin-pictures"
    OUTSIDE_PICTURES = "outside-pictures"
    SOUND = "sound"
    LOCATION = "location"
    BIOMETRIC = "biometric"
    DRIVING = "driving"
    CONTACTS = "contacts"
    USAGE = "usage"
    SENSITIVE = "sensitive"
    """Whatever the notice marks as sensitive."""
    LEAVES_CAR = "leaves-car"
    LEAVES_COUNTRY = "leaves-country"
    OTHER_COMPANIES = "other-companies"
    """Somebody other than the company behind the notice receives it."""
    ADVERTISING = "advertising"
    RESEARCH = "research"
    """Research, and changing products and services."""


class SuggestionKind(StrEnum):
    """What comes of the rules for one practice."""

    KEEP_OFF = "keep-off"
    TURN_ON = "turn-on"
    """To ask about turning it on, for at most the term of the rule."""
    NO_LENGTH = "no-length"
    """A rule allows a time, and the notice offers none that is as short."""
    NOT_STATED = "not-stated"
    """A rule may speak, but the notice does not state the fact that it asks for."""


RULE_TERMS: Final = (Term.DRIVE, Term.DAYS_7, Term.MONTHS_3, Term.YEAR_1)
"""The times that a rule may allow at most; a rule without an end would be none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """One rule of one person; on one subject a person has at most one."""

    person: PersonId
    about: RuleAbout
    at_most: Term | None
    """The longest time for which turning on is suggested; None means keep off.

    Raises:
        ValueError: It has no end.
    """

    def __post_init__(self) -> None:
        """Refuse a rule without an end."""
        if self.at_most is Term.OPEN:
            raise ValueError(self.at_most)

    @property
    def keeps_off(self) -> bool:
        """Tell whether the rule says to keep off."""
        return self.at_most is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What the rules suggest for one practice; never an answer."""

    practice: PracticeId
    kind: SuggestionKind
    rule: OwnRule
    """The rule that gives it, or the one that could not be decided."""
    terms: tuple[Term, ...] = ()
    """For ``TURN_ON``: what the notice offers and the rule allows, shortest first."""

    @property
    def wants_answer(self) -> bool:
        """Tell whether there is something to confirm."""
        return self.kind in {SuggestionKind.KEEP_OFF, SuggestionKind.TURN_ON}


_ABOUT_ORDER = {about: number for number, about in enumerate(RuleAbout)}
_TERM_ORDER = {term: number for number, term in enumerate(Term)}
_CATEGORIES = {
    RuleAbout.SOUND: DataCategory.AUDIO,
    RuleAbout.LOCATION: DataCategory.LOCATION,
    RuleAbout.BIOMETRIC: DataCategory.BIOMETRIC,
    RuleAbout.DRIVING: DataCategory.DRIVER_BEHAVIOUR,
    RuleAbout.CONTACTS: DataCategory.CONTACTS,
    RuleAbout.USAGE: DataCategory.USAGE,
}
_PURPOSES = {
    RuleAbout.ADVERTISING: frozenset({Purpose.MARKETING, Purpose.PUSH}),
    RuleAbout.RESEARCH: frozenset(
        {Purpose.RESEARCH, Purpose.SERVICE_IMPROVEMENT, Purpose.USER_EXPERIENCE}
    ),
}
_CAMERAS = frozenset({"camera", "infrared"})
_PLACES = {RuleAbout.CABIN_PICTURES: "cabin", RuleAbout.OUTSIDE_PICTURES: "exterior"}
"""The groups of sensors."""


def suggestions(rules: Iterable[OwnRule], notice: Notice) -> tuple[Suggestion, ...]:
    """Return what rules suggest for a notice, in its order; the order of rules is no matter."""
    ordered = sorted(set(rules), key=_strictness)
    found = (_suggestion(ordered, notice, practice) for practice in notice.optional())
    return tuple(item for item in found if item is not None)


def in_order(rules: Iterable[OwnRule]) -> tuple[OwnRule, ...]:
    """Return rules in the order in which subjects are listed."""
    return tuple(sorted(rules, key=lambda rule: _ABOUT_ORDER[rule.about]))


def contradicts(suggestion: Suggestion, choice: Choice | None, *, is_on: bool) -> bool:
    """Tell whether what is on goes beyond the rule; what is off never does."""
    if not is_on or choice is None or suggestion.kind is SuggestionKind.NOT_STATED:
        return False
    most = suggestion.rule.at_most
    return most is None or choice.term is None or _TERM_ORDER[choice.term] > _TERM_ORDER[most]


def speaks(about: RuleAbout, notice: Notice, practice: Practice) -> bool | NotStated:
    """Tell whether a subject is in a practice, as the notice states it (rule 1)."""
    said: bool | NotStated
    if about in _CATEGORIES:
        said = _has_category(practice, _CATEGORIES[about])
    elif about in _PURPOSES:
        said = _has_purpose(practice, _PURPOSES[about])
    elif about in _PLACES:
        said = _has_pictures(notice, practice, _PLACES[about])
    elif about is RuleAbout.OTHER_COMPANIES:
        said = _has_other_recipient(notice, practice)
    elif about is RuleAbout.SENSITIVE:
        said = practice.sensitive
    else:
        said = _travels(practice, about)
    return said


def _strictness(rule: OwnRule) -> tuple[int, int]:
    """Return how strict a rule is, the strictest first, and then where its subject stands."""
    most = -1 if rule.at_most is None else _TERM_ORDER[rule.at_most]
    return most, _ABOUT_ORDER[rule.about]


def _suggestion(rules: list[OwnRule], notice: Notice, practice: Practice) -> Suggestion | None:
    undecided: OwnRule | None = None
    for rule in rules:
        said = speaks(rule.about, notice, practice)
        if isinstance(said, NotStated):
            undecided = undecided or rule
        elif said:
            is_stricter = undecided is not None and _strictness(undecided)[0] < _strictness(rule)[0]
            if undecided is None or not is_stricter:
                return _from_rule(rule, notice, practice)
            break
    if undecided is None:
        return None
    return Suggestion(practice=practice.id, kind=SuggestionKind.NOT_STATED, rule=undecided)


def _from_rule(rule: OwnRule, notice: Notice, practice: Practice) -> Suggestion:
    if rule.at_most is None:
        return Suggestion(practice=practice.id, kind=SuggestionKind.KEEP_OFF, rule=rule)
    most = _TERM_ORDER[rule.at_most]
    terms = sorted(
        {term for term in notice.offered_terms(practice) if _TERM_ORDER[term] <= most},
        key=_TERM_ORDER.__getitem__,
    )
    kind = SuggestionKind.TURN_ON if terms else SuggestionKind.NO_LENGTH
    return Suggestion(practice=practice.id, kind=kind, rule=rule, terms=tuple(terms))


def _has_category(practice: Practice, *kinds: DataCategory) -> bool | NotStated:
    if practice.has_category(*kinds):
        return True
    is_whole = bool(practice.personal_data) and all(
        data.category is not None for data in practice.personal_data
    )
    return False if is_whole else NOT_STATED


def _has_pictures(notice: Notice, practice: Practice, place: str) -> bool | NotStated:
    """Tell whether pictures are taken in a place: by what they are, and by whose camera."""
    has_pictures = _has_category(practice, DataCategory.VIDEO, DataCategory.IMAGE)
    if has_pictures is False:
        return False
    sensors = [notice.sensor(name) for name in practice.sensors]
    known = [sensor for sensor in sensors if sensor is not None]
    cameras = [sensor for sensor in known if sensor.kind in _CAMERAS]
    is_there = any(sensor.group == place for sensor in cameras)
    if has_pictures is True and is_there:
        return True
    is_whole = bool(known) and len(known) == len(sensors)
    # Pictures need a camera: where none is named, the notice leaves open which it is.
    is_ruled_out = is_whole and not is_there and (bool(cameras) or has_pictures is not True)
    return False if is_ruled_out else NOT_STATED


def _has_purpose(practice: Practice, wanted: frozenset[Purpose]) -> bool | NotStated:
    codes = {purpose.code for purpose in practice.purposes}
    if codes & wanted:
        return True
    # What other companies use data for is not said by that code.
    return False if codes and Purpose.THIRD_PARTY not in codes else NOT_STATED


def _has_other_recipient(notice: Notice, practice: Practice) -> bool | NotStated:
    if isinstance(practice.provisions, NotStated):
        return NOT_STATED
    return any(party != notice.controller for party in practice.recipients)


def _travels(practice: Practice, about: RuleAbout) -> bool | NotStated:
    if isinstance(practice.reach, NotStated):
        return NOT_STATED
    if about is RuleAbout.LEAVES_CAR:
        return practice.leaves_vehicle
    return practice.reach is Reach.ABROAD

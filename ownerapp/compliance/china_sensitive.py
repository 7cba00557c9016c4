"""Automobile Data Provisions, Art 9: sensitive data.

Art 9 gives way to laws and mandatory national standards: a practice that the notice
declares to be such a duty, and names the law, is reported as covered by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import wraps

from ownerapp.compliance.china_facts import (
    duty,
    only_purposes,
    separate_consent,
)
from ownerapp.compliance.rule import (
    KNOWLEDGE,
    MUST,
    SUMMARY,
    Found,
    Look,
    PracticeCheck,
    Register,
)
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.notice import Practice
from ownerapp.domain.notice_codes import (
    DataCategory,
    Indicator,
    Purpose,
)

RULES = Register(RuleRegime.CHINA)

SERVING_PURPOSES = frozenset(
    {
        Purpose.DRIVING_SAFETY,
        Purpose.ASSISTED_DRIVING,
        Purpose.NAVIGATION,
        Purpose.REQUESTED_SERVICE,
        Purpose.VOICE_RECOGNITION,
        Purpose.REMOTE_CABIN_VIEW,
        Purpose.CLOUD_STORAGE,
        Purpose.DROWSINESS,
        Purpose.DISTRACTION,
    }
)
"""Purposes that directly serve the person, Art 9(1).

The article's list is open. The uses for which requirement T3 of the published test lets cabin
data leave the car serve the person who asks for them; see ``docs/decisions``.
"""
_SAFETY = frozenset({Purpose.DRIVING_SAFETY, Purpose.DROWSINESS, Purpose.DISTRACTION})
"""Driving safety, and the two systems that serve nothing else."""
MOST_STEPS_TO_STOP = 3
"""A product choice; the law says only that stopping is easy."""
FEWEST_TERMS = 2
"""Fewer leave the person nothing to choose."""


def of_sensitive_data(check: PracticeCheck) -> PracticeCheck:
    """Let a rule of Art 9 look at sensitive practices alone, and give way to a duty."""

    @wraps(check)
    def check_sensitive(look: Look, practice: Practice) -> Iterator[Found]:
        if not practice.sensitive:
            return
        by = duty(practice)
        if by:
            yield look.covered(practice, by)
        else:
            yield from check(look, practice)

    return check_sensitive


@RULES.practice(
    "CN-AD-23",
    "Auto Prov. 9(1)",
    MUST,
    KNOWLEDGE,
    "Sensitive PI only for purposes serving the person",
)
@of_sensitive_data
def serving_purposes(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for purposes that do not serve the person directly."""
    yield from only_purposes(look, practice, SERVING_PURPOSES)


@RULES.practice("CN-AD-24", "Auto Prov. 9(2)", MUST, KNOWLEDGE, "Necessity and effect stated")
@of_sensitive_data
def necessity_and_effect(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for both texts."""
    yield from look.needs("necessity", practice.necessity, practice=practice)
    yield from look.needs("effect", practice.effect, practice=practice, code="effect")


@RULES.practice(
    "CN-AD-25",
    "Auto Prov. 9(3)",
    MUST,
    SUMMARY,
    "Separate consent, one record per sensitive item",
)
@of_sensitive_data
def separately_asked(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for separate consent; that each answer is a record of its own is the program's."""
    yield from separate_consent(look, practice)


@RULES.practice("CN-AD-26", "Auto Prov. 9(3)", MUST, KNOWLEDGE, "The person chooses the period")
@of_sensitive_data
def chosen_period(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for more than one term, and for the person as the one who chooses."""
    yield from look.needs("terms", practice.terms, practice=practice)
    if practice.terms and len(practice.terms) < FEWEST_TERMS:
        yield look.contrary("terms", practice=practice, code="one-term")
    chosen_by = practice.asking.chosen_by if practice.asking else ""
    yield from look.needs("asking.chosen_by", chosen_by, practice=practice, code="chosen-by")
    if chosen_by not in {"", "individual"}:
        yield look.contrary("asking.chosen_by", practice=practice, code="not-chosen")


RULES.promise(
    "CN-AD-27",
    "Auto Prov. 9(3)",
    MUST,
    KNOWLEDGE,
    "Consent lapses when the period ends",
    note="a yes counts as off from the moment its term ends, whether or not the program runs",
)


@RULES.practice("CN-AD-28", "Auto Prov. 9(4)", MUST, SUMMARY, "Collection state shown")
@of_sensitive_data
def state_shown(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a sign inside the car; the program shows on or off for each practice."""
    yield from look.needs("indicators", practice.indicators, practice=practice)
    if practice.indicators and set(practice.indicators) == {Indicator.SIGN}:
        yield look.contrary("indicators", practice=practice, code="outside")


@RULES.practice("CN-AD-29", "Auto Prov. 9(4)", MUST, SUMMARY, "Stopping is easy")
@of_sensitive_data
def easy_stop(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for no more steps to stop than to agree, and few of them."""
    steps = practice.stop.steps if practice.stop else None
    agreeing = practice.asking.steps_grant if practice.asking else None
    yield from look.needs("stop.steps", steps, practice=practice)
    yield from look.needs("asking.steps_grant", agreeing, practice=practice, code="agreeing")
    if steps is None:
        return
    facts = {"steps": str(steps), "agreeing": str(agreeing)}
    if agreeing is not None and steps > agreeing:
        yield look.contrary("stop.steps", practice=practice, code="harder", facts=facts)
    if steps > MOST_STEPS_TO_STOP:
        yield look.contrary(
            "stop.steps", practice=practice, code="many", facts={"steps": str(steps)}
        )


RULES.promise(
    "CN-AD-30",
    "Auto Prov. 9(5)",
    MUST,
    KNOWLEDGE,
    "Delete in 10 working days",
    note="a request to delete sensitive data gets a last day ten working days on, counted with "
    "China's holidays and make-up workdays, and is overdue after it",
)


@RULES.practice(
    "CN-AD-31",
    "Auto Prov. 9 end",
    MUST,
    SUMMARY,
    "Biometrics only for driving safety with necessity",
)
def biometrics(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for driving safety as the only purpose, and for the necessity."""
    if not practice.has_category(DataCategory.BIOMETRIC):
        return
    by = duty(practice)
    if by:
        yield look.covered(practice, by)
        return
    yield from only_purposes(look, practice, _SAFETY)
    yield from look.needs("necessity", practice.necessity, practice=practice, code="necessity")

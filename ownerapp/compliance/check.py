"""Checks a notice against every rule of its regimes: pure, in the order of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from ownerapp.compliance.adequacy import AdequacyList
from ownerapp.compliance.rule import Look, Register, Wording
from ownerapp.domain.finding import (
    NoticeReport,
    Profile,
    Rule,
    RuleRegime,
    Severity,
    Standing,
)
from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_codes import FurtherRegime, Regime

_OF_REGIME = {
    Regime.CHINA: (RuleRegime.CHINA, RuleRegime.CHINA_CAAM),
    Regime.EU: (RuleRegime.EU,),
    Regime.CALIFORNIA: (RuleRegime.CALIFORNIA, RuleRegime.UNITED_STATES),
}
_OF_FURTHER_REGIME = {
    FurtherRegime.BEIJING: RuleRegime.BEIJING,
    FurtherRegime.UK: RuleRegime.UK,
    FurtherRegime.KOREA: RuleRegime.KOREA,
    FurtherRegime.JAPAN: RuleRegime.JAPAN,
    FurtherRegime.BRAZIL: RuleRegime.BRAZIL,
}
_OF_PROFILE = {
    Profile.CHINA: _OF_REGIME[Regime.CHINA],
    Profile.EU: _OF_REGIME[Regime.EU],
    Profile.CALIFORNIA: _OF_REGIME[Regime.CALIFORNIA],
    Profile.UK: (RuleRegime.UK,),
    Profile.KOREA: (RuleRegime.KOREA,),
    Profile.JAPAN: (RuleRegime.JAPAN,),
    Profile.BRAZIL: (RuleRegime.BRAZIL,),
}


def check_notice(
    notice: Notice,
    *,
    today: dt.date,
    profile: Profile = Profile.LAW_AND_CAAM,
    wording: Wording | None = None,
    adequacy: AdequacyList | None = None,
) -> NoticeReport:
    """Return what every checked rule of a profile finds in a notice.

    A profile of one regime applies its rules whether or not the notice is written for it;
    the others apply the rules of the notice's own regimes.

    Args:
        notice: What is checked.
        today: The local date, for what expires.
        profile: Which rules are applied.
        wording: Word lists; without them no rule finds a word.
        adequacy: The EU's adequacy decisions; without them a transfer that rests on one
            gets a caveat.
    """
    regimes = _regimes(notice, profile)
    results = []
    for register, rule in _checked_rules():
        if rule.regime not in regimes:
            continue
        if profile is Profile.LAW and rule.severity is not Severity.MUST:
            continue
        look = Look(
            rule=rule.id,
            notice=notice,
            today=today,
            wording=wording or Wording(),
            adequacy=adequacy,
        )
        results.append(register.check(rule, look))
    return NoticeReport(profile=profile, results=tuple(results))


def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the register, in its order."""
    return tuple(rule for register in _registers() for rule in register.rules)


def _regimes(notice: Notice, profile: Profile) -> frozenset[RuleRegime]:
    """Return the sets of rules that a profile applies to a notice."""
    if profile in _OF_PROFILE:
        return frozenset({RuleRegime.ALL, *_OF_PROFILE[profile]})
    further = {_OF_FURTHER_REGIME[item] for item in notice.further_regimes}
    return frozenset({RuleRegime.ALL, *_OF_REGIME[notice.regime], *further})


def _checked_rules() -> Iterator[tuple[Register, Rule]]:
    for register in _registers():
        for rule in register.rules:
            if rule.standing is Standing.CHECKED:
                yield register, rule


@cache
def _registers() -> tuple[Register, ...]:
    """Return the registers of all regimes; loaded on first use, as no start needs them."""
    from ownerapp.compliance.registers import REGISTERS  # noqa: PLC0415 - see above

    return REGISTERS

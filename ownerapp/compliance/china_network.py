"""Network Data Security Management Regulations: retention's end, lists, rights, push."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.china_facts import worst_gap
from ownerapp.compliance.china_telling import way_of
from ownerapp.compliance.periods import hours_at_least
from ownerapp.compliance.practice_kinds import is_kept_for_no_time
from ownerapp.compliance.rule import MUST, TEXT, Found, Look, Register
from ownerapp.domain.finding import Gap, RuleRegime
from ownerapp.domain.notice import Practice
from ownerapp.domain.notice_codes import EndAction, Purpose, Tag

RULES = Register(RuleRegime.CHINA)

LONGEST_INCIDENTAL_HOURS = 24
"""How long unavoidable excess may be kept: a product choice."""


@RULES.practice("CN-N-01", "NDSMR 21(3)", MUST, TEXT, "What happens when retention ends")
def end_of_retention(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for deletion or anonymisation, unless nothing is kept at all."""
    if is_kept_for_no_time(practice):
        return
    action = practice.retention.end_action
    yield from look.needs("retention.end_action", action, practice=practice)
    if action is EndAction.KEEP:
        yield look.contrary("retention.end_action", practice=practice, code="keep")


RULES.promise(
    "CN-N-02",
    "NDSMR 21",
    MUST,
    TEXT,
    "Two lists: collected, provided",
    note="the notice is shown with a section for every practice, which says what is collected "
    "and who receives it, and with a row for every company that it names",
)


@RULES.notice("CN-N-03", "NDSMR 21(4)", MUST, TEXT, "Close account, transfer, restrict explained")
def further_rights(look: Look) -> Iterator[Found]:
    """Look for three ways."""
    look.applies()
    rights = ("close-account", "port", "restrict")
    ways = {f"rights.{right}.how": way_of(look, right) for right in rights}
    lacking = [name for name, way in ways.items() if not way]
    if lacking:
        yield look.found(worst_gap(tuple(ways[name] for name in lacking)), *lacking)


RULES.promise(
    "CN-N-04",
    "NDSMR 22(4)",
    MUST,
    TEXT,
    "Nothing beyond consented period",
    note="a yes counts as off from the moment its term ends; whether the car stops then is "
    "shown only where the car itself says so",
)
RULES.promise(
    "CN-N-05",
    "NDSMR 22(5)",
    MUST,
    TEXT,
    "No frequent re-asking",
    note="the check of a question after a no finds one that comes within the cool-down",
)


@RULES.practice("CN-N-06", "NDSMR 24", MUST, TEXT, "Unavoidable excess deleted/anonymised")
def incidental_data(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for what becomes of what could not be avoided, within a day."""
    if Tag.INCIDENTAL not in practice.tags:
        return
    look.applies()
    if not is_kept_for_no_time(practice):
        yield from look.needs(
            "retention.end_action", practice.retention.end_action, practice=practice
        )
    hours = hours_at_least(practice.retention.period or "")
    if practice.retention.unlimited or (hours is not None and hours > LONGEST_INCIDENTAL_HOURS):
        yield look.contrary("retention.period", practice=practice, code="long")
    elif hours is None:
        yield look.found(Gap.MISSING, "retention.period", practice=practice, code="period")


@RULES.practice("CN-N-07", "NDSMR 42", MUST, TEXT, "Personalised push off switch, delete tags")
def push(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the way to switch it off and to delete what it knows about the person."""
    if any(purpose.code is Purpose.PUSH for purpose in practice.purposes):
        yield from look.needs("opt_out", practice.opt_out, practice=practice)
        yield from look.needs("delete_tags", practice.delete_tags, practice=practice, code="tags")

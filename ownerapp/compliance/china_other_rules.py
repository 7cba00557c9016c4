"""Further Chinese rules: apps, face recognition, children online, driverless cars in Beijing."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.china_facts import separate_consent
from ownerapp.compliance.china_telling import way_of
from ownerapp.compliance.rule import (
    KNOWLEDGE,
    MUST,
    SHOULD,
    SUMMARY,
    TEXT,
    Found,
    Look,
    Register,
)
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Practice
from ownerapp.domain.notice_codes import DataCategory, Purpose

RULES = Register(RuleRegime.CHINA)

_SIMPLIFIED = Language("zh_Hans")

RULES.promise(
    "CN-O-01",
    "App method 2019",
    SHOULD,
    TEXT,
    "Notice reachable in at most 4 actions",
    note="the whole notice opens from every question in one action, from the page of choices in "
    "two",
)
RULES.promise(
    "CN-O-02",
    "App method 2019",
    SHOULD,
    KNOWLEDGE,
    "Correction, deletion, complaint in 15 working days",
    note="such a request gets a last day at most fifteen working days on, counted with China's "
    "holidays and make-up workdays",
)


@RULES.notice("CN-O-03", "App method 2019", SHOULD, TEXT, "Simplified Chinese available")
def simplified_chinese(look: Look) -> Iterator[Found]:
    """Look for Simplified Chinese among the languages."""
    look.applies()
    if _SIMPLIFIED not in look.notice.languages:
        yield look.contrary("languages", code="other")


@RULES.practice("CN-O-04", "Face Measures 2025", MUST, SUMMARY, "Face data stays in the device")
def faces_stay(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for separate consent where face data leaves the car."""
    if practice.has_category(DataCategory.FACE) and practice.leaves_vehicle:
        yield from separate_consent(look, practice)


@RULES.practice("CN-O-05", "Face Measures 2025", MUST, SUMMARY, "Non-face alternative")
def other_than_face(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for another way where a face opens something."""
    if practice.has_category(DataCategory.FACE) and any(
        purpose.code is Purpose.AUTHENTICATION for purpose in practice.purposes
    ):
        yield from look.needs("alternative", practice.alternative, practice=practice)


RULES.promise(
    "CN-O-06",
    "Minors Reg. 34",
    MUST,
    TEXT,
    "Refusal to minor/guardian in writing",
    note="the check of a request finds a refusal to a minor or guardian that has no document",
)


@RULES.notice(
    "CN-O-07",
    "Beijing AV Reg. 39(5)",
    MUST,
    TEXT,
    "Owner can consult running data, user accident/fault data",
    regime=RuleRegime.BEIJING,
)
def running_data(look: Look) -> Iterator[Found]:
    """Look for the way and the place; that both kinds are there nobody can check."""
    if not look.notice.autonomous:
        return
    right = look.notice.right("access")
    yield from look.needs("rights.access.how", way_of(look, "access"))
    place = right.exercised_at if right else ""
    yield from look.needs("rights.access.exercised_at", place, code="place")

"""What a notice does not state: exactly what its file says, and no silence that means nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_codes import NOT_STATED, Reach
from ownerapp.domain.notice_facts import Complaint, Contact
from ownerapp.domain.text import NO_TEXT, TEXT_NOT_STATED
from ownerapp.domain.unstated import Silence, Unstated, unstated
from ownerapp.packs.shipped_list import notices_folder
from tests.support import records

PACKS = sorted(path.stem for path in notices_folder().glob("*.json"))
ENGLISH = Language("en")


def said_in_file(pack: str) -> Counter[tuple[str, str]]:
    """Return where a pack's file says "not stated": practice and field."""
    tree = json.loads((notices_folder() / f"{pack}.json").read_bytes())
    practices = tree.pop("practices")
    found = Counter(("", path) for path in _paths(tree, ""))
    for practice in practices:
        found.update((practice["id"], path) for path in _paths(practice, ""))
    return found


def _paths(value: Any, path: str) -> Iterator[str]:
    if value == "not-stated":
        yield path
    elif isinstance(value, dict):
        for name, below in value.items():
            yield from _paths(below, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for below in value:
            yield from _paths(below, path)


def silent_in(notice: Notice) -> set[tuple[str, str]]:
    return {
        (fact.practice or "", fact.field)
        for fact in unstated(notice)
        if fact.silence is Silence.SILENT
    }


@pytest.mark.parametrize("pack", PACKS)
def test_what_is_said_to_be_not_stated_is_exactly_what_the_file_says(pack: str) -> None:
    found = Counter(
        (fact.practice or "", fact.field)
        for fact in unstated(records.shipped_notice(pack))
        if fact.silence is Silence.SAID
    )

    assert found == said_in_file(pack)


@pytest.mark.parametrize("pack", ["cn-reference-ev", "eu-reference-ev", "us-ca-reference-ev"])
def test_a_complete_notice_is_silent_only_about_where_it_is_published(pack: str) -> None:
    assert silent_in(records.shipped_notice(pack)) == {("", "url")}


def test_a_practice_that_says_nothing_is_silent_about_all_that_its_question_shows() -> None:
    notice = records.shipped_notice()
    practice = emptied(notice.optional()[0])
    silent = silent_in(replace(notice, practices=(practice,)))

    assert {field for key, field in silent if key == practice.id} == {
        "what", "why", "where_processed", "where_stored", "retention.text", "who", "how_to_stop",
        "legal_basis", "necessity", "effect", "personal_data", "terms",
    }  # fmt: skip


def test_a_required_practice_owes_its_reason_and_no_lengths() -> None:
    notice = records.shipped_notice()
    practice = emptied(notice.required()[0])
    fields = {field for key, field in silent_in(replace(notice, practices=(practice,))) if key}

    assert "required_reason" in fields
    assert not {"terms", "necessity", "effect"} & fields


def test_whether_there_is_a_switch_can_be_what_is_missing() -> None:
    notice = records.shipped_notice()
    practice = replace(emptied(notice.optional()[0]), mode=NOT_STATED)
    facts = unstated(replace(notice, practices=(practice,)))

    assert Unstated(field="mode", silence=Silence.SAID, practice=practice.id) in facts
    assert not {"required_reason", "necessity", "terms"} & {fact.field for fact in facts}


def test_data_that_leaves_the_country_to_nowhere_named_is_a_silence() -> None:
    notice = records.shipped_notice()
    practice = replace(notice.optional()[0], reach=Reach.ABROAD, transfers=())
    assert (practice.id, "transfers") in silent_in(replace(notice, practices=(practice,)))
    at_home = replace(practice, reach=Reach.COUNTRY)
    assert (practice.id, "transfers") not in silent_in(replace(notice, practices=(at_home,)))


def test_what_is_said_to_be_missing_is_not_called_silent_too() -> None:
    notice = records.shipped_notice()
    practice = replace(notice.optional()[0], who=TEXT_NOT_STATED)
    of_who = [
        fact.silence
        for fact in unstated(replace(notice, practices=(practice,)))
        if fact.field == "who"
    ]

    assert of_who == [Silence.SAID]


def test_a_missing_fact_of_a_party_or_sensor_says_whose_it_is() -> None:
    notice = records.shipped_notice("tesla-cn-compiled")
    sensors = [fact.item for fact in unstated(notice) if fact.field == "sensors.collects"]

    assert sensors == [sensor.id for sensor in notice.sensors]
    assert "maker" in {fact.item for fact in unstated(notice) if fact.field == "parties.address"}


def test_a_missing_fact_of_a_recipient_has_the_name_of_the_field_in_the_file() -> None:
    notice = records.shipped_notice()
    practice = next(item for item in notice.practices if item.recipients)
    provision = replace((practice.provisions or ())[0], purpose=TEXT_NOT_STATED)
    facts = unstated(replace(notice, practices=(replace(practice, provisions=(provision,)),)))

    assert (
        Unstated(
            field="recipients.purpose",
            silence=Silence.SAID,
            practice=practice.id,
            item=provision.party,
        )
        in facts
    )


def test_a_notice_that_nobody_can_be_asked_about_is_silent_about_its_contact() -> None:
    notice = records.shipped_notice()
    bare = replace(
        notice, parties=(), rights=(), complaint=None, withdraw_at="", sensors=(),
        rights_contact=None,
    )  # fmt: skip
    assert {field for key, field in silent_in(bare) if not key} == {
        "controller", "rights", "rights_contact", "complaint", "withdraw_at", "url", "sensors",
    }  # fmt: skip
    unreachable = replace(bare, rights_contact=Contact(name=NO_TEXT), complaint=Complaint())
    assert ("", "rights_contact") in silent_in(unreachable)
    assert ("", "complaint") not in silent_in(unreachable)
    reachable = replace(bare, rights_contact=Contact(name=NO_TEXT, phone="1"))
    assert ("", "rights_contact") not in silent_in(reachable)
    by_controller = replace(bare, parties=notice.parties)
    assert ("", "rights_contact") not in silent_in(by_controller)


def test_where_consent_is_withdrawn_matters_only_where_consent_is_given() -> None:
    notice = records.shipped_notice()
    without = replace(notice, withdraw_at="", practices=notice.required())

    assert ("", "withdraw_at") not in silent_in(without)


def emptied(practice: Practice) -> Practice:
    """Return a practice of which only the name is stated."""
    return replace(
        practice,
        what=NO_TEXT,
        why=NO_TEXT,
        where_processed=NO_TEXT,
        where_stored=NO_TEXT,
        who=NO_TEXT,
        how_to_stop=NO_TEXT,
        necessity=NO_TEXT,
        effect=NO_TEXT,
        required_reason=NO_TEXT,
        legal_basis=NO_TEXT,
        if_off=NO_TEXT,
        still_sent=NO_TEXT,
        retention=replace(practice.retention, text=NO_TEXT, chip=NO_TEXT, period=None),
        personal_data=(),
        terms=(),
        transfers=(),
    )

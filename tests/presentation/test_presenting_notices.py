"""A whole notice as lines and as a page: every statement, and nothing but statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import msgspec
import pytest

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Origin, Practice, Reach, Source
from ownerapp.domain.notice_codes import NOT_STATED as NOT_STATED_CODE
from ownerapp.domain.notice_codes import Reading
from ownerapp.domain.notice_facts import Approval
from ownerapp.domain.text import Text
from ownerapp.packs.reader import PackReader
from ownerapp.packs.shipped_list import notices_folder
from ownerapp.presentation.notice_page import notice_lines, notice_state
from ownerapp.presentation.source_words import source_sentence
from ownerapp.presentation.voice import Voice, notice_language
from tests.support import record_variety, records
from tests.support.full_pack import full_pack

EVERY_PACK = sorted(path.stem for path in notices_folder().glob("*.json"))
ENGLISH, CHINESE = Language("en"), Language("zh_Hans")
NOT_STATED = "Not stated by the maker"


@pytest.fixture(params=record_variety.PACKS)
def notice(request: pytest.FixtureRequest) -> Notice:
    return records.shipped_notice(request.param)


@pytest.mark.rule("CN-N-02")
@pytest.mark.parametrize("spoken", [ENGLISH, CHINESE])
def test_every_practice_party_and_right_stands_in_the_lines(
    notice: Notice, spoken: Language
) -> None:
    text = "\n".join(notice_lines(notice, spoken))

    for practice in notice.practices:
        assert f"{practice.title.get(spoken)} ({practice.id})" in text
        stated = [practice.what, practice.why, practice.who, practice.retention.text]
        stated += [practice.legal_basis, practice.still_sent]
        stated += [practice.required_reason] if practice.required else [practice.necessity]
        for item in stated:
            assert (item.get(spoken) or "") in text
    for party in notice.parties:
        assert (party.name.get(spoken) or "") in text
    for right in notice.rights:
        assert f"\n{right.title.get(spoken)}\n" in text
        assert (right.how.get(spoken) or "") in text


def test_lines_and_page_state_the_same(notice: Notice) -> None:
    lines = notice_lines(notice, ENGLISH)
    for section in notice_state(notice, ENGLISH).sections:
        for row in (*section.rows, *section.details):
            first, *further = row.text.split("\n")
            assert f"  {row.label}: {first}" in lines
            assert all(f"    {line}" in lines for line in further)
        assert all(f"  {line}" in lines for line in section.foot)


def test_the_lines_begin_with_whose_notice_it_is(notice: Notice) -> None:
    lines = notice_lines(notice, ENGLISH)

    assert lines[0] == notice.title.get(ENGLISH)
    assert lines[1].startswith("This is a reference notice")
    assert lines[2:4] == ["", "About this notice"]
    assert "  Version: 1.0" in lines[4:8]
    assert lines.count("  Role: Responsible") >= 1


def test_an_issuers_own_notice_without_controller_or_rights_invents_neither() -> None:
    base = records.shipped_notice()
    bare = replace(base, origin=Origin.ISSUER, parties=(), rights=(), practices=(), sensors=())
    state = notice_state(bare, ENGLISH)
    parts = {part.key: part for part in state.parts}

    assert (
        state.intro == "Everything in it is declared by its issuer. ownerapp verified none of it."
    )
    assert state.no_switch.startswith("This notice states no collection")
    for key, label in (
        ("parties", "Who is responsible"),
        ("rights", "Your rights, and how to use them"),
        ("sensors", "Sensors"),
    ):
        row = parts[key].sections[0].rows[0]
        assert (row.label, row.text, row.missing) == (label, NOT_STATED, True)
    assert not any(key.startswith("group-") for key in parts)


def rows_of(notice: Notice, practice: Practice) -> dict[str, str]:
    """Return the rows of one practice by their labels."""
    sections = notice_state(replace(notice, practices=(practice,)), ENGLISH).sections
    (section,) = (item for item in sections if item.key == practice.id)
    return {row.label: row.text for row in (*section.rows, *section.details)}


def test_an_optional_practice_says_its_lengths_and_a_required_one_its_reason(
    notice: Notice,
) -> None:
    for practice in notice.practices:
        labels = set(rows_of(notice, practice))

        assert ("Lengths offered for a yes" in labels) == (not practice.required)
        assert ("Why it is always on" in labels) == practice.required
        assert practice.required or "Why it is needed" in labels


@pytest.mark.rule("CN-T-02")
def test_the_lengths_of_a_sensitive_practice_in_china_hold_no_open_end() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    for practice in notice.optional():
        if practice.sensitive:
            rows = rows_of(notice, practice)
            assert rows["Lengths offered for a yes"] == "This drive · 7 days · 3 months · 1 year"


def test_what_is_missing_is_said_to_be_not_stated(notice: Notice) -> None:
    gaps = record_variety.with_gaps(notice)
    practice = replace(gaps.optional()[0], who=Text(), legal_basis=Text(), terms=())
    rows = rows_of(gaps, practice)

    for label in (
        "Who receives it", "Legal basis", "How long it is kept", "Lengths offered for a yes",
    ):  # fmt: skip
        assert rows[label] == NOT_STATED
    assert "Still sent if you refuse" not in rows


def test_the_page_has_a_section_for_each_practice_right_and_company(notice: Notice) -> None:
    state = notice_state(notice, ENGLISH)
    parts = {part.key: part for part in state.parts}
    keys = [section.key for section in state.sections if section.key]

    assert state.heading == notice.title.get(ENGLISH)
    assert sorted(keys) == sorted(practice.id for practice in notice.practices)
    assert [section.title for section in parts["rights"].sections if section.title] == [
        right.title.get(ENGLISH) for right in notice.rights
    ]
    assert [section.title for section in parts["parties"].sections] == [
        party.name.get(ENGLISH) for party in notice.parties
    ]
    for section in state.sections:
        assert all(row.label and row.text for row in (*section.rows, *section.details))


@pytest.mark.parametrize("pack", EVERY_PACK)
def test_practices_stand_under_their_group_unless_their_switch_is_not_stated(pack: str) -> None:
    notice = records.shipped_notice(pack)
    state = notice_state(notice, ENGLISH)
    where = {section.key: part.key for part in state.parts for section in part.sections}
    for practice in notice.practices:
        expected = f"group-{practice.group}" if practice.mode else "undetermined"
        assert where[practice.id] == expected
    undetermined = next((part for part in state.parts if part.key == "undetermined"), None)
    assert (undetermined is not None) == bool(notice.undetermined())
    if undetermined is not None:
        assert undetermined.intro == "It is not stated whether these can be switched off."


def test_a_practice_of_no_group_is_not_lost() -> None:
    base = records.shipped_notice()
    practice = replace(base.practices[0], group="unheard-of")
    parts = notice_state(replace(base, practices=(practice,)), ENGLISH).parts

    (part,) = (part for part in parts if part.key == "others")
    assert [section.key for section in part.sections] == [practice.id]


def test_what_a_person_decides_by_stands_before_the_rest(notice: Notice) -> None:
    practice = notice.optional()[0]
    section = next(
        section for section in notice_state(notice, ENGLISH).sections if section.key == practice.id
    )
    labels = [row.label for row in section.rows]

    assert labels[0] == "Who decides"
    assert labels.index("What is collected") < labels.index("How to stop")
    assert labels[-1] == "Legal basis"
    assert section.details_heading == "In detail"
    assert not set(labels) & {row.label for row in section.details}


def test_facts_that_are_not_stated_stand_together_at_the_end() -> None:
    notice = records.shipped_notice("tesla-cn-compiled")
    section = next(item for item in notice_state(notice, ENGLISH).sections if item.key)
    (last,) = (row for row in section.details if row.missing)

    assert last is section.details[-1]
    assert last.label == "Also not stated"
    assert "Whose data it is" in last.text.split(" · ")
    assert NOT_STATED not in " ".join(row.text for row in (*section.rows, *section.details))
    assert any(
        row.missing and row.text == "Not stated in the sources of this notice"
        for row in section.rows
    )


def test_each_statement_says_what_it_is_about_and_where_it_was_read() -> None:
    notice = records.shipped_notice("tesla-cn-compiled")
    sections = {section.key: section for section in notice_state(notice, ENGLISH).sections}
    foot = sections["safety-event-clips"].foot

    assert foot[0].startswith("About the brand as a whole. Source: Tesla: privacy notice for China")
    assert "read on 31 Aug 2026." in foot[0]
    assert foot[1].startswith("Where it is stored and Countries where it is stored: About the")
    assert "Source: a report, Press item of 2021" in foot[1]
    assert foot[-1].startswith("Sensors: About this model. Source: Owner's manual of Model 3")


def test_a_notice_of_one_source_names_it_once(notice: Notice) -> None:
    state = notice_state(notice, ENGLISH)
    parts = {part.key: part for part in state.parts}

    assert parts["sources"].intro == "Everything in this notice is from this source."
    assert not any("Source: " in line for section in state.sections for line in section.foot)
    practice = next(section for section in state.sections if section.key)
    assert practice.foot[0] == "About this model."
    assert any(line.endswith("About the brand as a whole.") for line in practice.foot)


def test_a_source_without_a_day_or_a_report_is_called_what_it_is() -> None:
    notice = records.shipped_notice()
    voice = Voice(notice, ENGLISH)
    source = Source(id="s", title=Text({"en": "A page."}))

    assert source_sentence(source, voice) == "Source: A page."
    report = replace(source, reading=Reading.SUMMARY)
    assert source_sentence(report, voice) == "Source: a report, A page."


def test_a_notice_that_states_no_switch_says_so_at_the_top() -> None:
    lotus = notice_state(records.shipped_notice("lotus-cn-compiled"), ENGLISH)
    lines = notice_lines(records.shipped_notice("lotus-cn-compiled"), ENGLISH)

    assert lotus.no_switch.startswith("The sources state no collection")
    assert lines[2] == lotus.no_switch
    assert notice_state(records.shipped_notice("tesla-cn-compiled"), ENGLISH).no_switch == ""


def test_a_transfer_says_where_to_on_what_and_until_when_it_is_approved() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    practice = next(item for item in notice.practices if item.transfers)
    said = rows_of(notice, practice)["Sent to other countries"]

    assert said.startswith("Germany: ")
    assert "Approval, as declared: EXAMPLE-SC-0001, given, valid until 31 Aug 2029" in said
    (move,) = practice.transfers
    for changed, words in (
        (replace(move, approved=None), "Approval, as declared: EXAMPLE-SC-0001"),
        (replace(move, approved=Approval(ref="X")), "Approval, as declared: X"),
        (replace(move, approved=Approval(status=NOT_STATED_CODE), approval=""), NOT_STATED),
        (replace(move, copy_url="https://copy.example"), "Where to get a copy: https://copy"),
    ):
        assert (
            words
            in rows_of(notice, replace(practice, transfers=(changed,)))["Sent to other countries"]
        )
    none = replace(move, approved=None, approval="")
    said = rows_of(notice, replace(practice, transfers=(none,)))["Sent to other countries"]
    assert "Approval" not in said
    empty = replace(move, approved=Approval(), approval="")
    said = rows_of(notice, replace(practice, transfers=(empty,)))["Sent to other countries"]
    assert "Approval" not in said


def test_data_that_goes_abroad_to_nowhere_named_is_said_to_be_not_stated() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    practice = replace(notice.optional()[0], reach=Reach.ABROAD, transfers=())

    assert "Sent to other countries" in rows_of(notice, practice)["Also not stated"]


def test_silence_about_what_need_not_apply_is_no_row() -> None:
    notice = records.shipped_notice()
    practice = replace(
        notice.optional()[0], provisions=(), reach=Reach.COUNTRY, storage_countries=(),
        processing_countries=(), sensors=(), transfers=(), made_public=None,
    )  # fmt: skip
    rows = rows_of(notice, practice)

    for label in (
        "Recipients by name", "Countries where it is stored", "Countries where it is processed",
        "Sensors", "Sent to other countries", "Whether it is made public",
    ):  # fmt: skip
        assert label not in rows
    at_home = replace(practice, reach=Reach.CAR)
    assert rows_of(notice, at_home)["Recipients by name"] == "Nobody"


@pytest.mark.parametrize("pack", EVERY_PACK)
def test_nothing_that_a_notice_states_in_words_is_left_out(pack: str) -> None:
    """Every text of the notice in English stands somewhere on the page."""
    notice = records.shipped_notice(pack)
    shown = "\n".join(notice_lines(notice, ENGLISH))
    skipped = {"question", "chip", "icon", "by", "title"}
    texts = {
        (name, said)
        for name, text in stated_texts(notice)
        if name not in skipped and (said := text.get(ENGLISH))
    }

    assert len(texts) > 5
    missing = [(name, said) for name, said in texts if said.rstrip(".") not in shown]
    assert missing == []


def stated_texts(value: object, name: str = "") -> Iterator[tuple[str, Text]]:
    """Yield every text below a value with the name of its field."""
    if isinstance(value, Text):
        yield name, value
    elif isinstance(value, tuple):
        for part in value:
            yield from stated_texts(part, name)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from stated_texts(getattr(value, field.name), field.name)


def test_a_notice_with_every_field_is_read_without_a_gap() -> None:
    notice = PackReader().parse(msgspec.json.encode(full_pack()))
    shown = "\n".join(notice_lines(notice, ENGLISH))

    assert "{" not in shown
    assert shown.count("Words") > 50
    for heading in ("Services that come with the car", "Published tests", "Versions", "Sources"):
        assert f"\n{heading}\n" in shown


def test_notices_read_well_in_every_language(notice: Notice, language: str) -> None:
    spoken = notice_language(notice, language)
    lines = notice_lines(notice, spoken)
    state = notice_state(notice, spoken)
    unfilled = re.compile(r"\{[a-z_]+\}")

    assert not any(unfilled.search(line) for line in lines)
    assert not unfilled.search(repr(state))
    assert state.close

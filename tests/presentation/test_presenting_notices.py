"""A whole notice as lines and as a page: every statement, and nothing but statements."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Origin, Practice
from ownerapp.domain.text import Text
from ownerapp.presentation.notice_page import notice_lines, notice_state
from ownerapp.presentation.voice import notice_language
from tests.support import record_variety, records

ENGLISH, CHINESE = Language("en"), Language("zh_Hans")
NOT_STATED = "Not stated by the maker"


@pytest.fixture(params=record_variety.PACKS)
def notice(request: pytest.FixtureRequest) -> Notice:
    return records.shipped_notice(request.param)


@pytest.mark.rule("CN-N-02")
@pytest.mark.parametrize("spoken", [ENGLISH, CHINESE])
def test_every_practice_party_and_right_stands_in_the_lines(notice: Notice, spoken: Language) -> None:
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
        for row in section.rows:
            assert f"  {row.label}: {row.text}" in lines


def test_the_lines_begin_with_whose_notice_it_is(notice: Notice) -> None:
    lines = notice_lines(notice, ENGLISH)

    assert lines[0] == notice.title.get(ENGLISH)
    assert lines[1].startswith("This is a reference notice")
    assert lines[2:4] == ["", "About this notice"]
    assert "  Version: 1.0" in lines[4:8]
    assert (
        sum(line.startswith("  Responsible: Example Motors (reference), ") for line in lines) == 1
    )


def test_an_issuers_own_notice_without_controller_or_rights_invents_neither() -> None:
    base = records.shipped_notice()
    bare = replace(base, origin=Origin.ISSUER, parties=(), rights=(), practices=())

    assert len(notice_lines(bare, ENGLISH)) == 1 + 2 + 3
    (about,) = notice_state(bare, ENGLISH).sections
    assert {row.label for row in about.rows} == {"Car model", "Version", "In force from"}
    assert notice_state(bare, ENGLISH).intro == ""


def rows_of(notice: Notice, practice: Practice) -> dict[str, str]:
    """Return the rows of one practice by their labels."""
    sections = notice_state(replace(notice, practices=(practice,)), ENGLISH).sections
    (section,) = (item for item in sections if item.key == practice.id)
    assert len({row.label for row in section.rows}) == len(section.rows)
    return {row.label: row.text for row in section.rows}


def test_an_optional_practice_says_its_lengths_and_a_required_one_its_reason(
    notice: Notice,
) -> None:
    for practice in notice.practices:
        labels = set(rows_of(notice, practice))

        assert ("Lengths offered" in labels) == (not practice.required)
        assert ("Why it is always on" in labels) == practice.required
        assert ("Why it is needed" in labels) == (not practice.required)


@pytest.mark.rule("CN-T-02")
def test_the_lengths_of_a_sensitive_practice_in_china_hold_no_open_end() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    for practice in notice.optional():
        if practice.sensitive:
            rows = rows_of(notice, practice)
            assert rows["Lengths offered"] == "This drive, 7 days, 3 months, 1 year"


def test_what_is_missing_is_said_to_be_not_stated(notice: Notice) -> None:
    gaps = record_variety.with_gaps(notice)
    practice = replace(gaps.optional()[0], who=Text(), legal_basis=Text(), terms=())
    rows = rows_of(gaps, practice)

    for label in ("Who receives it", "Legal basis", "How long", "Lengths offered"):
        assert rows[label] == NOT_STATED
    assert "Still sent if you refuse" not in rows


def test_the_page_has_a_section_for_each_right_and_practice(notice: Notice) -> None:
    state = notice_state(notice, ENGLISH)
    titles = [section.title for section in state.sections]

    assert state.heading == notice.title.get(ENGLISH)
    assert titles == [
        "About this notice",
        *(right.title.get(ENGLISH) for right in notice.rights),
        *(practice.title.get(ENGLISH) for practice in notice.practices),
    ]
    labels = [row.label for row in state.sections[0].rows]
    assert labels.count("Responsible") == 1
    assert labels.count("Responsible") + labels.count("Who is named") == len(notice.parties)
    for section, practice in zip(state.sections[-len(titles) :], notice.practices, strict=False):
        assert all(row.text for row in section.rows), practice.id


def test_notices_read_well_in_every_language(notice: Notice, language: str) -> None:
    spoken = notice_language(notice, language)
    lines = notice_lines(notice, spoken)
    state = notice_state(notice, spoken)
    unfilled = re.compile(r"\{[a-z_]+\}")

    assert not any(unfilled.search(line) for line in lines)
    assert not unfilled.search(repr(state))
    assert state.close

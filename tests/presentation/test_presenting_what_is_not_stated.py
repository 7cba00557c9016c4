"""What is not stated, in words: each missing fact once, by a name, and nothing in its place."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Origin, Practice
from ownerapp.domain.notice_codes import NotStated
from ownerapp.domain.text import NO_TEXT, TEXT_NOT_STATED, Text
from ownerapp.domain.unstated import unstated
from ownerapp.packs.shipped_list import notices_folder
from ownerapp.presentation.field_words import field_label, field_order
from ownerapp.presentation.not_stated_page import NotStatedPart, not_stated_state
from ownerapp.presentation.voice import Voice, notice_language
from ownerapp.presentation.whom_to_ask import whom_to_ask, whom_to_ask_for_missing
from tests.support import records

PACKS = sorted(path.stem for path in notices_folder().glob("*.json"))
ENGLISH = Language("en")


def parts_of(notice: Notice) -> dict[str, NotStatedPart]:
    return {part.key: part for part in not_stated_state(notice, ENGLISH).parts}


def paths_of(kind: type, above: str = "") -> Iterator[str]:
    """Yield every field below a value of the domain that may be said to be not stated."""
    hints = typing.get_type_hints(kind)
    for field in fields(kind):
        name = "recipients" if field.name == "provisions" else field.name
        yield from _below(hints[field.name], f"{above}{name}")


def _below(kind: Any, name: str) -> Iterator[str]:
    if kind is Text or kind is NotStated:
        yield name
    elif is_dataclass(kind) and isinstance(kind, type) and kind is not Practice:
        yield from paths_of(kind, f"{name}.")
    else:
        yield from {path for part in typing.get_args(kind) for path in _below(part, name)}


@pytest.mark.parametrize("kind", [Notice, Practice])
def test_every_field_that_can_be_missing_has_a_name_and_a_place(kind: type, language: str) -> None:
    paths = set(paths_of(kind))

    assert len(paths) > 25
    assert [path for path in paths if field_label(path) == path] == []
    last = field_order("no such field")
    assert all(field_order(path) < last for path in paths)
    assert field_label("no such field") == "no such field"


@pytest.mark.parametrize("pack", PACKS)
def test_every_missing_fact_is_named_in_its_part(pack: str) -> None:
    notice = records.shipped_notice(pack)
    parts = parts_of(notice)
    for fact in unstated(notice):
        part = parts[fact.practice or ""]
        lines = (*part.said, *part.silent)
        # A fact in short, or as a code, stands for no second question.
        folded = {
            "retention.chip": "retention.text",
            "processing_place": "where_processed",
            "processing_countries": "where_processed",
            "storage_countries": "where_stored",
            "recipients": "who",
            "stop.path": "how_to_stop",
            "basis.ground": "legal_basis",
        }
        labels = {field_label(fact.field), field_label(folded.get(fact.field, fact.field))}
        assert any(line.startswith(tuple(labels)) for line in lines), fact


@pytest.mark.parametrize("pack", PACKS)
def test_no_fact_stands_twice_and_the_counts_are_those_of_the_lines(pack: str) -> None:
    state = not_stated_state(records.shipped_notice(pack), ENGLISH)
    for part in state.parts:
        lines = (*part.said, *part.silent)
        assert lines
        assert len(set(lines)) == len(lines)
        assert part.count == ("1 fact" if len(lines) == 1 else f"{len(lines)} facts")
    assert state.count == sum(len(part.said) + len(part.silent) for part in state.parts)
    assert state.headline.startswith(f"{state.count} fact")


def test_facts_stand_in_the_order_in_which_a_reader_asks() -> None:
    notice = records.shipped_notice("lotus-cn-compiled")
    said = parts_of(notice)[notice.practices[0].id].said

    assert said[:4] == (
        "Who decides", "What it is for", "Why it is needed", "What it means for you",
    )  # fmt: skip
    assert said.index("How long it is kept") < said.index("Whose data it is")


def test_many_sensors_are_counted_and_few_parties_named() -> None:
    whole = parts_of(records.shipped_notice("tesla-cn-compiled"))[""]

    assert "What a sensor collects: 22 sensors" in whole.said
    assert "Address: Tesla" in whole.said
    assert "Your rights, and how to use them" in whole.silent


def test_rights_are_named_and_more_companies_than_can_be_read_are_counted() -> None:
    notice = records.shipped_notice()
    right = replace(notice.rights[0], how=TEXT_NOT_STATED)
    unknown = replace(right, id="unheard-of", title=NO_TEXT)
    parties = tuple(replace(party, address=TEXT_NOT_STATED) for party in notice.parties)
    assert len(parties) > 3
    said = parts_of(replace(notice, rights=(right, unknown), parties=parties))[""].said

    assert f"How to use a right: {right.title.get(ENGLISH)} and unheard-of" in said
    assert f"Address: {len(parties)} of them" in said


def test_of_a_compiled_notice_the_sources_are_silent_and_not_the_maker() -> None:
    compiled = not_stated_state(records.shipped_notice("byd-cn-compiled"), ENGLISH)
    issued = not_stated_state(
        replace(records.shipped_notice("byd-cn-compiled"), origin=Origin.ISSUER), ENGLISH
    )

    assert compiled.intro.startswith("The sources of this notice, as they were read,")
    assert "The maker may state them elsewhere." in compiled.intro
    assert {part.said_heading for part in compiled.parts} == {"The sources do not state"}
    assert issued.intro.startswith("This notice does not give these facts.")
    assert {part.said_heading for part in issued.parts} == {
        "The notice says that it does not state"
    }


def test_silence_is_kept_apart_from_what_is_said_to_be_missing() -> None:
    notice = records.shipped_notice()
    practice = replace(notice.optional()[0], why=TEXT_NOT_STATED, who=NO_TEXT)
    part = parts_of(replace(notice, practices=(practice,)))[practice.id]

    assert part.said == ("What it is for",)
    assert part.silent == ("Who receives it",)
    assert part.silent_heading == "Nothing is said about"


def test_whom_to_ask_is_only_whom_the_notice_names() -> None:
    base = records.shipped_notice("byd-cn-compiled")

    def next_step(notice: Notice) -> str:
        return not_stated_state(notice, ENGLISH).next_step

    assert next_step(base) == (
        "Ask BYD for what is missing. The notice gives no contact for questions."
    )
    assert "https://tesla.cn/legal/privacy" in next_step(
        records.shipped_notice("tesla-cn-compiled")
    )
    assert next_step(replace(base, parties=())).startswith(
        "The notice does not say who is responsible"
    )
    reference = records.shipped_notice()
    assert next_step(reference).endswith("nobody in it can be asked.")
    issued = replace(reference, origin=Origin.ISSUER)
    assert next_step(issued).startswith("Ask Example Motors (reference) for what is missing: ")
    by_letter = replace(issued, rights_contact=None)
    assert "privacy@example-motors.example" in next_step(by_letter)


def test_the_same_contact_is_named_wherever_a_person_is_told_whom_to_ask() -> None:
    base = replace(records.shipped_notice(), origin=Origin.ISSUER)
    (controller,) = [party for party in base.parties if party.id == base.controller]
    others = tuple(party for party in base.parties if party.id != base.controller)
    page = "https://example-motors.example/"

    def notice(*, email: str = "", url: str = "") -> Notice:
        party = replace(controller, email=email, phone="", url=url)
        return replace(base, rights_contact=None, parties=(*others, party))

    for ask, start in (
        (whom_to_ask, "Example Motors (reference) is responsible"),
        (whom_to_ask_for_missing, "Ask Example Motors (reference) for what is missing"),
    ):

        def said(told: Notice, ask: Callable[[Notice, Voice], str] = ask) -> str:
            return ask(told, Voice(told, ENGLISH))

        assert said(notice(email="a@b.example", url=page)) == f"{start}: a@b.example"
        # A page is no contact.
        assert said(notice(url=page)) == f"{start}. The notice gives this page of theirs: {page}"
        assert said(notice()) == f"{start}. The notice gives no contact for questions."
        assert said(records.shipped_notice()).endswith("nobody in it can be asked.")
        assert said(replace(base, parties=())).endswith("so it names nobody to ask.")


def test_a_notice_that_leaves_nothing_out_says_so_and_no_more() -> None:
    notice = records.shipped_notice()
    whole = replace(
        notice,
        url="https://example-motors.example/",
        parties=tuple(party for party in notice.parties if party.address),
    )
    state = not_stated_state(whole, ENGLISH)

    assert state.parts == ()
    assert state.headline == "No fact that is asked for here is missing"
    assert state.next_step == ""
    assert "true" in state.intro


@pytest.mark.parametrize("pack", PACKS)
def test_it_reads_well_in_every_language(pack: str, language: str) -> None:
    notice = records.shipped_notice(pack)
    state = not_stated_state(notice, notice_language(notice, language))

    assert not re.search(r"\{[a-z_]+\}", repr(state))
    assert all(part.title for part in state.parts)

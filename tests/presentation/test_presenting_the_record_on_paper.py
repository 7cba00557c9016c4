"""The record on paper: nothing that the JSON lacks, and every text in its own language."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.typesetting import Typesetter
from ownerapp.domain.choice import Status
from ownerapp.domain.event import EventKind, Method
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import Language
from ownerapp.domain.keys import bare_fingerprint
from ownerapp.domain.notice import Notice, Origin, Reach
from ownerapp.domain.notice_codes import NOT_STATED
from ownerapp.domain.paper import Direction, Mark, PaperLanguage, RecordPaper
from ownerapp.domain.record import RecordContent
from ownerapp.domain.term import Term
from ownerapp.domain.text import Text, shown_line
from ownerapp.i18n import available_languages, translate_in
from ownerapp.presentation.asking import with_term
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.paper_language import paper_language
from ownerapp.presentation.record_paper import record_paper
from ownerapp.services.key_words import fingerprint_of
from tests.support import codes, record_variety, records
from tests.support.choice_views import view

ZONE = ZoneInfo("Europe/Berlin")
MARKED = re.compile(r"Q\d+Q")
ISOLATES = re.compile("[\u2068\u2069]")
ENGLISH, CHINESE = Language("en"), Language("zh_Hans")


def paper_of(made: RecordContent, language: str = "en") -> RecordPaper:
    signed = records.signed_document(made)
    return record_paper(made, signed, "ab" * 32, language=language, zone=ZONE)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def marked(value: Any, numbers: Iterator[int]) -> Any:
    """Return a notice in which each text of the maker's is a mark of its own."""
    if isinstance(value, Text):
        return Text({name: f"Q{next(numbers)}Q" for name in value.by_language})
    if isinstance(value, tuple):
        return tuple(marked(item, numbers) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        free = {"email", "phone", "url", "version", "withdraw_at", "exercised_at", "approval"}
        changes: dict[str, Any] = {}
        for field in fields(value):
            inside = getattr(value, field.name)
            if field.name in free and inside:
                changes[field.name] = f"https://example.org/Q{next(numbers)}Q"
            else:
                changes[field.name] = marked(inside, numbers)
        return replace(value, **changes)
    return value


@pytest.mark.parametrize("pack", record_variety.PACKS)
@pytest.mark.parametrize("disclosure", record_variety.DISCLOSURES)
def test_the_paper_prints_nothing_that_the_json_lacks(pack: str, disclosure: Any) -> None:
    numbers = count(1000)
    notice = marked(records.shipped_notice(pack), numbers)
    made = records.content(notice, answers=record_variety.turned(notice, 0), disclosure=disclosure)
    names = {name: f"Q{next(numbers)}Q" for name in ("name", "plate", "vin", "owner")}
    made = replace(
        made,
        person=replace(made.person, name=names["owner"]),
        vehicle=replace(made.vehicle, name=names["name"], plate=names["plate"], vin=names["vin"]),
    )
    signed = records.signed_document(made)
    paper = record_paper(made, signed, "ab" * 32, language="en", zone=ZONE)

    printed = set(MARKED.findall(paper_json(paper)))
    carried = set(MARKED.findall(json.dumps(signed)))
    assert printed - carried == set()
    assert len(printed) > 60
    ticked = {
        "owner": disclosure.name, "name": disclosure.name, "plate": disclosure.plate,
        "vin": disclosure.vin,
    }  # fmt: skip
    assert {name: text in printed for name, text in names.items()} == ticked


def test_technical_values_are_the_records_own() -> None:
    made = records.content(records.shipped_notice())
    signed = records.signed_document(made)
    paper = record_paper(made, signed, "ab" * 32, language="en", zone=ZONE)
    values = {row.label: row.value for row in paper.technical.rows}
    text = json.dumps(signed)

    assert values.pop("SHA-256 of the signed record") == "ab" * 32
    assert values.pop("Time zone when made") == "UTC+01:00"
    origin, _, index = values.pop("Place in the history").partition(" / ")
    for value in (*values.values(), origin, index):
        assert value in text
    assert paper.created in text


def test_a_record_without_proof_prints_no_suite() -> None:
    made = records.content(records.shipped_notice())
    paper = record_paper(made, {}, "ab" * 32, language="en", zone=ZONE)

    assert {row.label: row.value for row in paper.technical.rows}["Signature"] == ""


def test_a_collection_without_a_stated_switch_has_a_mark_of_its_own() -> None:
    made = records.content(record_variety.with_gaps(records.shipped_notice()))
    open_ones = [item for item in paper_of(made).choices if item.mark is Mark.NOT_STATED]

    assert len(open_ones) == len(made.notice.undetermined()) > 0
    assert {item.state for item in open_ones} == {"Not stated whether it has a switch"}


def test_the_paper_says_whose_word_the_notice_is_and_no_more_than_the_record() -> None:
    lines = []
    for trust in record_variety.TRUSTS:
        paper = paper_of(records.content(records.shipped_notice(), trust=trust))
        lines += [row.value for row in paper.summary if row.label == "Origin of the notice"]
        assert "Somebody" not in paper_json(paper)

    signed = f"Signed by the key {record_variety.KEY.fingerprint}"
    assert lines == [
        "Shipped with ownerapp",
        signed,
        signed,
        "Not signed by its author",
        "Changed after it was signed",
    ]


@pytest.mark.parametrize("tag", available_languages(include_pseudo=True))
def test_the_page_label_keeps_both_places_in_every_language(tag: str) -> None:
    label = paper_of(records.content(records.shipped_notice()), tag).page_label

    assert label.count("{page}") == 1
    assert label.count("{pages}") == 1
    assert not re.search(r"[{}]", label.replace("{page}", "").replace("{pages}", ""))


def test_a_right_to_left_paper_is_typeset_with_its_page_numbers(tmp_path: Path) -> None:
    made = records.content(records.shipped_notice())
    paper = paper_of(made, "ar-XB")
    assert paper.language.direction is Direction.RTL
    assert ISOLATES.search(paper.page_label)

    pdf = tmp_path / "record.pdf"
    pdf.write_bytes(Typesetter().typeset(paper_json(paper), records.signed_bytes(made)))
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True
    ).stdout

    assert "{" not in text
    assert len(text.split("\f")) > 2


@pytest.mark.parametrize("tag", available_languages(include_pseudo=True))
def test_every_paper_is_whole_in_every_language(tag: str) -> None:
    for made in list(record_variety.every_status())[::6]:
        paper = paper_of(made, tag)

        unanswerable = len(made.notice.required()) + len(made.notice.undetermined())
        assert len(paper.choices) == len(made.choices) + unanswerable
        assert len(paper.sections) == len(made.choices)
        for text in strings(json.loads(paper_json(paper))):
            assert not re.search(r"\{(?!pages?\})", text), text
        assert all(section.title and section.state_line for section in paper.sections)
        assert all(choice.title and choice.state for choice in paper.choices)


MARKS = {
    Status.UNDECIDED: Mark.UNANSWERED,
    Status.REFUSED: Mark.OFF,
    Status.GIVEN: Mark.ON,
    Status.PAUSED: Mark.OFF,
    Status.WITHDRAWN: Mark.OFF,
    Status.EXPIRED: Mark.ENDED,
    Status.SUPERSEDED: Mark.UNANSWERED,
}


def test_every_status_has_its_mark_and_only_a_yes_is_marked_on() -> None:
    for made in record_variety.every_status():
        paper = paper_of(made)
        for item, choice, section in zip(made.choices, paper.choices, paper.sections, strict=False):
            assert choice.mark is section.mark is MARKS[item.status]
            # What a person saw of the car supports a no as well; a yes that is over nothing.
            is_said = item.choice is not None and item.choice.evidence is not None
            is_no = item.status in {Status.REFUSED, Status.WITHDRAWN}
            assert bool(choice.evidence) == (item.status is Status.GIVEN or (is_no and is_said))
            assert bool(choice.until) == (
                item.status in {Status.GIVEN, Status.PAUSED, Status.EXPIRED}
            )


def test_evidence_on_paper_is_never_a_higher_word_than_the_evidence() -> None:
    made = records.content(records.shipped_notice())
    item = made.choices[0]
    assert item.choice is not None
    words = []
    for level in (*EvidenceLevel, None):
        choice = replace(item.choice, evidence=level)
        changed = replace(made, choices=(replace(item, choice=choice),))
        words.append(paper_of(changed).choices[0].evidence)

    assert words[0] == words[-1] == "Recorded here"
    assert len(set(words)) == len(EvidenceLevel)


def test_the_paper_says_what_it_does_not_show() -> None:
    paper = paper_of(records.content(records.shipped_notice()))

    assert "Who sat at the computer." in paper.shows_not.sentences
    assert len(paper.shows_not.sentences) >= 4
    assert not set(paper.shows.sentences) & set(paper.shows_not.sentences)
    assert paper.origin_sentence.startswith("This is a reference notice")


def test_the_paper_of_a_compiled_notice_calls_it_compiled_and_blames_no_maker() -> None:
    compiled = replace(record_variety.with_gaps(records.shipped_notice()), origin=Origin.COMPILED)
    paper = paper_of(records.content(compiled))

    assert paper.origin_sentence.startswith("This notice was compiled from public statements.")
    summary = {row.label: row.value for row in paper.summary}
    assert summary["Version"] == "1.0, compiled on 1 Nov 2026"
    values = {row.value for row in paper.fields.rows}
    assert "Not stated in the sources of this notice" in values
    assert "Not stated by the maker" not in values


@pytest.mark.parametrize("tag", available_languages(include_pseudo=True))
def test_every_statement_has_a_sentence(tag: str) -> None:
    for made in record_variety.every_status():
        paper = paper_of(made, tag)
        sentences = [*paper.shows.sentences, *paper.shows_not.sentences]

        assert len(set(sentences)) == len(sentences)
        assert not any(re.fullmatch(r"[a-z]+(-[a-z]+)+", sentence) for sentence in sentences)


def test_what_the_maker_did_not_state_is_listed_as_such() -> None:
    notice = record_variety.with_gaps(records.shipped_notice("eu-reference-ev"))
    rows = {row.label: row.value for row in paper_of(records.content(notice)).fields.rows}

    assert rows["Who is responsible"] == "Stated"
    for label in (
        "Address of who is responsible", "Contact of who is responsible",
        "Where consent is withdrawn", "Where the notice is published",
        "How long each kind of data is kept",
    ):  # fmt: skip
        assert rows[label] == "Not stated by the maker"


def test_without_a_named_controller_nobody_is_invented() -> None:
    notice = replace(records.shipped_notice(), parties=())
    paper = paper_of(records.content(notice))

    assert "Responsible" not in {row.label for row in paper.summary}
    assert paper.fields.rows[0].value == "Not stated by the maker"


def test_a_ticked_name_of_nobody_is_not_printed() -> None:
    made = records.content(records.shipped_notice(), disclosure=record_variety.DISCLOSURES[-1])
    nobody = replace(made, person=replace(made.person, name=""))

    def rows(content: RecordContent) -> dict[str, str]:
        return {row.label: row.value for row in paper_of(content).summary}

    assert rows(made)["Owner"] == "Lin Yue"
    assert rows(nobody)["Owner"] == "Not named in this record"
    assert "Name of the car" in rows(nobody)


# ------------------------------------------------------------------------- shown texts


def asked(notice: Notice, interface: str, spoken: Language) -> RecordContent:
    """Return a record whose first practice was asked as the window asks it."""
    made = records.content(notice, language=spoken)
    item = made.choices[0]
    with translate_in(interface):
        ask = ChoicesPresenter(view(notice), language=spoken, zone=ZONE).ask(item.practice)
        return replace(made, choices=(replace(item, shown=with_term(ask, ask.terms[0])),))


def test_shown_texts_stand_under_the_labels_and_headings_of_the_screen() -> None:
    notice = records.shipped_notice("eu-reference-ev")
    made = asked(notice, "en", ENGLISH)
    assert made.choices[0].practice.asked_singly
    (section,) = paper_of(made).sections
    rows = [(row.label, row.value) for row in section.rows]
    shown = {line.field: line.text for line in made.choices[0].shown}

    assert (shown["label.why"], shown["why"]) in rows
    assert (shown["route.heading"], f"{shown['route.0']} · {shown['route.0.detail']}") in rows
    assert (shown["terms.heading"], f"{shown['term.7d']} · {shown['term.7d.ends']}") in rows
    assert ("The control that was pressed", shown["button"]) in rows
    printed = " ".join(part for row in rows for part in row)
    assert all(text in printed for text in shown.values())


def test_a_text_in_another_language_than_the_paper_is_marked_with_it() -> None:
    made = asked(records.shipped_notice("eu-reference-ev"), "en", ENGLISH)
    (in_chinese,) = paper_of(made, "zh_Hans").sections
    (in_english,) = paper_of(made, "en").sections
    english = PaperLanguage(lang="en")

    assert {row.language for row in in_chinese.rows} == {english}
    assert in_chinese.language == english
    assert {row.language for row in in_english.rows} == {None}
    assert in_english.language is None
    assert {choice.language for choice in paper_of(made, "zh_Hans").choices} == {english}


def test_a_card_s_texts_have_labels_too() -> None:
    made = records.content(records.shipped_notice())
    lines = [
        ("title", "A"), ("sentence", "B"), ("question", "C"), ("alone_reason", "D"),
        ("state", "Off"), ("state.line", "Ended"), ("chip.0", "Sensitive"),
        ("keep_off", "Keep off"),
        ("term.7d", "7 days"), ("footnote", "F"), ("unheard-of", "U"),
    ]  # fmt: skip
    shown = tuple(shown_line(field, ENGLISH, text) for field, text in lines)
    changed = replace(made, choices=(replace(made.choices[0], shown=shown),))
    (section,) = paper_of(changed).sections

    assert [row.value for row in section.rows] == [text for _field, text in lines]
    assert all(row.label for row in section.rows)
    assert [row.label for row in section.rows][4:6] == ["State before", "State before"]


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", PaperLanguage(lang="en")),
        ("zh_Hans", PaperLanguage(lang="zh", script="hans", region="cn")),
        ("zh_Hant_TW", PaperLanguage(lang="zh", script="hant", region="tw")),
        ("en-XA", PaperLanguage(lang="en")),
        ("ar-XB", PaperLanguage(lang="ar", direction=Direction.RTL)),
    ],
)
def test_a_language_as_the_typesetter_needs_it(tag: str, language: PaperLanguage) -> None:
    assert paper_language(tag) == language


def test_an_unknown_language_of_a_text_is_taken_for_the_papers() -> None:
    notice = records.shipped_notice()
    practice = replace(notice.optional()[0], title=Text())
    made = records.content(replace(notice, practices=(practice,)))

    assert paper_of(made).sections[0].language is None


def test_the_code_stands_on_the_paper_with_words_for_those_who_cannot_see_it() -> None:
    made = records.content(records.shipped_notice())
    text = codes.code_text(made)
    signed = records.signed_document(made)
    for tag in available_languages(include_pseudo=True):
        paper = record_paper(made, signed, "ab" * 32, code=text, language=tag, zone=ZONE)

        assert paper.code is not None
        assert paper.code.text == text
        words = (paper.code.caption, paper.code.note, paper.code.description)
        about = paper.code.about
        assert len({*words, about.heading}) == 4
        assert all((*words, about.heading))
        assert [bool(row.label and row.value) for row in about.rows] == [True, True]

    assert paper_of(made).code is None


def test_what_is_said_of_the_code_is_what_stands_in_it() -> None:
    made = records.content(records.shipped_notice())
    paper = record_paper(made, {}, "ab" * 32, code=codes.code_text(made), language="en", zone=ZONE)
    assert paper.code is not None
    shown, not_shown = (row.value for row in paper.code.about.rows)

    for said in ("SHA-256 of this record", "its notice", "each choice", "place in the history"):
        assert said in shown
    for said in ("texts", "dates of the choices", "ends"):
        assert said in not_shown
    assert "no name, plate or VIN" in paper.code.note


# ------------------------------------------------------------------------- odd records


def rows_of(made: RecordContent) -> dict[str, str]:
    """Return what happened to the first choice, by label."""
    (section, *_rest) = paper_of(made).sections
    return {row.label: row.value for row in section.happened}


def answered(*kinds: EventKind, term: Term | None = None) -> RecordContent:
    """Return a record of one practice to which this happened."""
    notice = records.shipped_notice()
    return records.content(notice, answers=(records.Answer(kinds, term),))


def test_an_undecided_record_says_neither_yes_nor_no_of_anything() -> None:
    notice = records.shipped_notice()
    nothing = tuple(records.Answer(()) for _practice in notice.optional())
    paper = paper_of(records.content(notice, answers=nothing))
    count = len(notice.optional())

    assert paper.choices_heading == f"0 of {count} optional collections are on"
    assert {choice.state for choice in paper.choices[:count]} == {"Not answered"}
    assert {section.state_line for section in paper.sections} == {"Not answered"}
    assert not any(section.happened or section.rows for section in paper.sections)
    assert paper.sections_heading == "Each choice"
    said = " ".join(paper.shows.sentences)
    assert "Which answers" not in said
    assert "What was not answered was never turned on." in said
    assert not re.search("kept off|turned off|refused", paper_json(paper), re.IGNORECASE)


def test_without_any_optional_choice_nothing_is_claimed_of_choices() -> None:
    notice = records.shipped_notice()
    paper = paper_of(records.content(replace(notice, practices=notice.required())))
    labels = {row.label for row in paper.fields.rows}

    assert paper.choices_heading == "This notice states no switch"
    assert not labels & {"How long each kind of data is kept", "Who receives each kind of data"}
    assert "Who is responsible" in labels
    assert paper.sections == ()


def test_a_fact_that_is_stated_for_some_is_claimed_neither_for_all_nor_for_none() -> None:
    made = records.content(records.shipped_notice())
    item = made.choices[0]
    practice = replace(item.practice, who=Text())
    some = replace(made, choices=(replace(item, practice=practice), *made.choices[1:]))
    rows = {row.label: row.value for row in paper_of(some).fields.rows}

    count = len(made.choices)
    assert rows["Who receives each kind of data"] == f"Stated for {count - 1} of {count}"
    assert rows["How long each kind of data is kept"] == "Stated"


def test_a_record_of_one_practice_says_that_it_is_silent_about_the_others() -> None:
    notice = records.shipped_notice()
    one = paper_of(answered(EventKind.CONSENT_REFUSED))
    whole = paper_of(records.content(notice, answers=record_variety.turned(notice, 0)))

    (note,) = one.notes
    assert note.startswith(
        f"This record is about 1 of the {len(notice.optional())} optional collections"
    )
    assert note.endswith("It says nothing about the others.")
    assert one.choices_heading == "Choices"
    assert whole.notes == ()
    assert whole.choices_heading.startswith("7 of ")


def test_a_withdrawal_is_printed_with_the_yes_before_it() -> None:
    made = answered(EventKind.CONSENT_GIVEN, EventKind.CONSENT_WITHDRAWN, term=Term.DAYS_7)

    assert rows_of(made) == {
        "20 Nov 2026, 13:00": "Turned on until 27 Nov 2026, 13:00",
        "20 Nov 2026, 14:00": "Turned off",
    }
    assert paper_of(made).sections[0].state_line == "Turned off, decided on 20 Nov 2026, 14:00"


@pytest.mark.parametrize(
    "kind",
    [EventKind.CONSENT_EXPIRED, EventKind.CONSENT_SUPERSEDED, EventKind.CONSENT_DORMANT],
)
def test_what_time_or_a_notice_ended_is_not_printed_as_somebody_s_decision(
    kind: EventKind,
) -> None:
    made = answered(EventKind.CONSENT_GIVEN, kind, term=Term.YEAR_1)
    item = made.choices[0]
    by_nobody = (item.events[0], replace(item.events[1], method=None))
    made = replace(made, choices=(replace(item, events=by_nobody),))

    assert "decided" not in paper_of(made).sections[0].state_line
    assert "Turned on until 20 Nov 2027, 13:00" in rows_of(made).values()
    assert len(set(rows_of(made).values())) >= 2


def test_a_yes_is_printed_with_its_end_and_its_evidence() -> None:
    assert rows_of(answered(EventKind.CONSENT_GIVEN, term=Term.MONTHS_3)) == {
        "Until": "20 Feb 2027, 13:00",
        "Evidence": "Recorded here",
    }
    assert rows_of(answered(EventKind.CONSENT_GIVEN, term=Term.OPEN))["Until"] == "Until turned off"


def test_an_answer_that_came_with_another_record_is_never_shown_as_given_here() -> None:
    made = answered(EventKind.CONSENT_REFUSED)
    item = made.choices[0]
    event = replace(item.events[0], method=Method.IMPORT)
    imported = replace(made, choices=(replace(item, events=(event,)),))
    twice = replace(made, choices=(replace(item, events=(item.events[0], event)),))

    assert rows_of(imported) == {"Note": "Imported from another record"}
    assert "Kept off (imported from another record)" in rows_of(twice).values()
    said = "That every answer was given here; some came with another record."
    assert said in paper_of(imported).shows_not.sentences
    assert said not in paper_of(made).shows_not.sentences


@pytest.mark.parametrize("origin", Origin)
def test_the_first_page_says_whose_word_the_notice_is_for_every_origin(origin: Origin) -> None:
    notice = replace(records.shipped_notice(), origin=origin)
    paper = paper_of(records.content(notice))
    named = paper_of(records.content(replace(notice, parties=())))

    assert paper.origin_sentence
    assert named.origin_sentence
    if origin is Origin.ISSUER:
        # What a notice says of itself is not taken for proven.
        assert paper.origin_sentence == (
            "This notice says that Example Motors (reference) issued it."
        )
    wrote = "That the car maker wrote these texts; others put them together."
    assert (wrote in paper.shows_not.sentences) == (origin is Origin.COMPILED)


def test_no_paper_speaks_of_a_time_stamp() -> None:
    for made in list(record_variety.every_status())[::5]:
        assert "time stamp" not in paper_json(paper_of(made)).casefold()


def test_the_key_stands_in_digits_and_in_words_where_it_is_known() -> None:
    made = records.content(records.shipped_notice())
    fingerprint = records.known_key().fingerprint
    signed = records.signed_document(made)
    paper = record_paper(made, signed, "ab" * 32, fingerprint=fingerprint, language="en", zone=ZONE)
    rows = {row.label: row.value for row in paper.technical.rows}

    assert rows["Fingerprint of the key"] == fingerprint
    assert fingerprint_of(rows["The same in words"]) == bare_fingerprint(fingerprint)
    assert "Fingerprint of the key" not in {row.label for row in paper_of(made).technical.rows}


def test_the_reach_glyph_says_no_more_than_the_notice() -> None:
    made = records.content(records.shipped_notice())
    stops = {Reach.CAR: 1, Reach.COUNTRY: 2, Reach.ABROAD: 3}
    for item, section in zip(made.choices, paper_of(made).sections, strict=True):
        assert section.reach is not None
        assert isinstance(item.practice.reach, Reach)
        assert section.reach.reached == stops[item.practice.reach]
    silent = replace(made.choices[0].practice, reach=NOT_STATED)
    changed = replace(made, choices=(replace(made.choices[0], practice=silent),))

    assert paper_of(changed).sections[0].reach is None


def test_labels_that_were_shown_in_another_language_are_marked_with_it() -> None:
    made = asked(records.shipped_notice("eu-reference-ev"), "zh_Hans", ENGLISH)
    (section,) = paper_of(made, "en").sections
    labels = {row.label: row.label_language for row in section.rows}
    chinese = PaperLanguage(lang="zh", script="hans", region="cn")
    shown = {line.field: line.text for line in made.choices[0].shown}

    assert labels[shown["label.why"]] == chinese
    assert labels["Title"] is None
    assert {row.label_language for row in paper_of(made, "zh_Hans").sections[0].rows} == {None}

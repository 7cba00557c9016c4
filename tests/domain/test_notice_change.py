"""What changed between two versions of a notice, and of which class it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_change import (
    NoticeDifference,
    PracticeMove,
    compare_notices,
    predecessors,
)
from ownerapp.domain.notice_codes import ChangeClass, MappingKind, Reach
from ownerapp.domain.notice_facts import Mapping, PracticeChange, VersionNote
from ownerapp.domain.text import TEXT_NOT_STATED, Text
from ownerapp.packs.reader import PackReader


@pytest.fixture(scope="module")
def old() -> Notice:
    loaded = PackReader().by_id("eu-reference-ev")  # type: ignore[arg-type]
    assert loaded is not None
    return replace(loaded.notice, version="1", version_notes=())


def note(
    *changes: tuple[str, ChangeClass],
    mappings: tuple[Mapping, ...] = (),
    version: str = "2",
    previous: str = "1",
) -> VersionNote:
    return VersionNote(
        version=version,
        date=date(2027, 1, 1),
        text=Text({"en": "A new version."}),
        previous=previous,
        changes=tuple(
            PracticeChange(practice=PracticeId(name), change=change) for name, change in changes
        ),
        mappings=mappings,
    )


def mapping(kind: MappingKind, old_ids: tuple[str, ...], new_ids: tuple[str, ...]) -> Mapping:
    return Mapping(
        kind=kind,
        old=tuple(PracticeId(name) for name in old_ids),
        new=tuple(PracticeId(name) for name in new_ids),
    )


def with_practice(
    notice: Notice, practice: Practice, *notes: VersionNote, in_place_of: str = ""
) -> Notice:
    place = in_place_of or practice.id
    return replace(
        notice,
        version="2",
        version_notes=notes,
        practices=tuple(practice if item.id == place else item for item in notice.practices),
    )


def first(notice: Notice) -> Practice:
    return notice.optional()[0]


def said(text: Text, language: str, words: str) -> Text:
    return Text({**text.by_language, language: words})


def only(difference: NoticeDifference) -> ChangeClass | None:
    (changed,) = difference.changed
    return changed.change


def test_the_same_notice_has_no_difference(old: Notice) -> None:
    difference = compare_notices(old, replace(old, version="2"))

    assert difference.changed == ()
    assert difference.notice_fields == ()


def test_undeclared_words_of_the_own_language_change_the_meaning(old: Notice) -> None:
    changed = replace(first(old), why=said(first(old).why, old.native_language, "For adverts."))

    assert only(compare_notices(old, with_practice(old, changed))) is ChangeClass.MEANING


def test_words_that_the_author_declares_as_wording_are_wording(old: Notice) -> None:
    changed = replace(first(old), why=said(first(old).why, old.native_language, "So that."))
    new = with_practice(old, changed, note((changed.id, ChangeClass.WORDING)))

    assert only(compare_notices(old, new)) is ChangeClass.WORDING


def test_words_declared_as_translation_but_changed_in_the_own_language_change_the_meaning(
    old: Notice,
) -> None:
    changed = replace(first(old), why=said(first(old).why, old.native_language, "For adverts."))
    new = with_practice(old, changed, note((changed.id, ChangeClass.TRANSLATION)))

    assert only(compare_notices(old, new)) is ChangeClass.MEANING


@pytest.mark.rule("CN-P-02")
def test_a_changed_fact_is_a_change_of_meaning_whatever_the_author_calls_it(old: Notice) -> None:
    changed = replace(first(old), reach=Reach.ABROAD)
    new = with_practice(old, changed, note((changed.id, ChangeClass.WORDING)))

    assert only(compare_notices(old, new)) is ChangeClass.MEANING


def test_another_language_alone_is_a_translation(old: Notice) -> None:
    other = next(item for item in old.languages if item != old.native_language)
    changed = replace(first(old), why=said(first(old).why, other, "其他说法。"))

    assert only(compare_notices(old, with_practice(old, changed))) is ChangeClass.TRANSLATION


def test_a_title_is_wording(old: Notice) -> None:
    changed = replace(first(old), title=said(first(old).title, old.native_language, "Clips"))

    assert only(compare_notices(old, with_practice(old, changed))) is ChangeClass.WORDING


def test_spaces_and_normalisation_are_no_change(old: Notice) -> None:
    words = first(old).why.get(old.native_language) or ""
    changed = replace(first(old), why=said(first(old).why, old.native_language, f" {words}  "))

    assert compare_notices(old, with_practice(old, changed)).changed == ()


def test_a_fact_that_is_no_longer_stated_is_a_change_of_meaning(old: Notice) -> None:
    changed = replace(first(old), who=TEXT_NOT_STATED)

    assert only(compare_notices(old, with_practice(old, changed))) is ChangeClass.MEANING


def test_a_new_controller_changes_every_practice(old: Notice) -> None:
    parties = tuple(
        replace(party, name=Text({"en": "Other Motors (reference)"}))
        if party.id == old.controller
        else party
        for party in old.parties
    )
    difference = compare_notices(old, replace(old, version="2", parties=parties))

    assert {item.change for item in difference.practices} == {ChangeClass.MEANING}
    assert [item.field for item in difference.notice_fields] == ["controller"]


def test_a_recipient_that_moved_abroad_changes_the_practices_that_name_it(old: Notice) -> None:
    given = next(item for item in old.optional() if item.recipients)
    party = given.recipients[0]
    parties = tuple(
        replace(item, country="US") if item.id == party else item for item in old.parties
    )
    difference = compare_notices(old, replace(old, version="2", parties=parties))

    naming = {item.id for item in old.practices if party in item.recipients}
    assert naming <= {item.practice for item in difference.changed}
    assert given.id in naming


def test_practices_appear_and_vanish(old: Notice) -> None:
    renamed = replace(first(old), id=PracticeId("something-else"))
    new = with_practice(old, renamed, in_place_of=first(old).id)
    moves = {item.practice: item.move for item in compare_notices(old, new).changed}

    assert moves == {
        "something-else": PracticeMove.APPEARED,
        first(old).id: PracticeMove.VANISHED,
    }


def test_a_declared_new_name_is_followed(old: Notice) -> None:
    renamed = replace(first(old), id=PracticeId("new-name"))
    declared = note(mappings=(mapping(MappingKind.RENAMED, (first(old).id,), ("new-name",)),))
    new = with_practice(old, renamed, declared, in_place_of=first(old).id)
    (changed,) = compare_notices(old, new).changed

    assert (changed.move, changed.old, changed.change) == (
        PracticeMove.RENAMED,
        (first(old).id,),
        None,
    )
    assert predecessors(new, PracticeId("new-name")) == ((first(old).id,),)


def test_merged_practices_are_asked_again_unless_declared_as_wording(old: Notice) -> None:
    one, two = old.optional()[:2]
    whole = replace(one, id=PracticeId("whole"))
    declared = note(mappings=(mapping(MappingKind.MERGED, (one.id, two.id), ("whole",)),))
    new = with_practice(old, whole, declared, in_place_of=one.id)
    new = replace(new, practices=tuple(item for item in new.practices if item.id != two.id))
    (changed,) = compare_notices(old, new).changed

    assert (changed.move, changed.old) == (PracticeMove.MERGED, (one.id, two.id))
    assert changed.change is ChangeClass.MEANING


def test_a_split_practice_names_where_both_parts_come_from(old: Notice) -> None:
    parts = [replace(first(old), id=PracticeId(name)) for name in ("part-a", "part-b")]
    declared = note(mappings=(mapping(MappingKind.SPLIT, (first(old).id,), ("part-a", "part-b")),))
    new = with_practice(old, parts[0], declared, in_place_of=first(old).id)
    new = replace(new, practices=(*new.practices, parts[1]))
    changed = compare_notices(old, new).changed

    assert [(item.move, item.old) for item in changed] == [
        (PracticeMove.SPLIT, (first(old).id,)),
        (PracticeMove.SPLIT, (first(old).id,)),
    ]


def test_names_are_followed_through_several_versions(old: Notice) -> None:
    notes = (
        note(
            mappings=(mapping(MappingKind.RENAMED, ("second",), ("third",)),),
            version="3",
            previous="2",
        ),
        note(mappings=(mapping(MappingKind.RENAMED, (first(old).id,), ("second",)),)),
    )
    third = replace(first(old), id=PracticeId("third"))
    new = replace(
        with_practice(old, third, in_place_of=first(old).id), version="3", version_notes=notes
    )

    assert predecessors(new, PracticeId("third")) == (("second",), (first(old).id,))
    assert compare_notices(old, new).changed[0].old == (first(old).id,)


def test_a_history_that_does_not_reach_the_old_version_maps_nothing(old: Notice) -> None:
    declared = note(
        mappings=(mapping(MappingKind.RENAMED, (first(old).id,), ("new-name",)),), previous="0"
    )
    renamed = replace(first(old), id=PracticeId("new-name"))
    new = with_practice(old, renamed, declared, in_place_of=first(old).id)

    moves = {item.move for item in compare_notices(old, new).changed}
    assert moves == {PracticeMove.APPEARED, PracticeMove.VANISHED}


def test_a_history_that_runs_in_a_circle_ends(old: Notice) -> None:
    new = replace(
        old,
        version="3",
        version_notes=(note(version="3", previous="2"), note(version="2", previous="3")),
    )

    assert compare_notices(old, new).changed == ()
    assert predecessors(new, first(old).id) == ()

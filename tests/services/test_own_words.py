"""What a person says about the car, and what they write for themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ownerapp.domain.choice import Choice
from ownerapp.domain.event import Method
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.private_note import LONGEST_NOTE
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import CarChoices, ChoiceService
from ownerapp.services.erasure import ErasureService
from ownerapp.services.opening import OpenedStore
from ownerapp.services.projection import kept, rebuilt
from tests.support.desks import CABIN, Place, add_car, command, commit, kinds_of, no, yes


def say_set(opened: OpenedStore, car: Vehicle) -> CarChoices:
    service = ChoiceService(opened)
    return service.set_in_car(car, PracticeId(CABIN), method=Method.CLI, language=Language("en"))


def choice_of(view: CarChoices) -> Choice | None:
    item = view.of(PracticeId(CABIN))
    assert item is not None
    return item.choice


@pytest.mark.parametrize("is_on", [True, False])
def test_a_persons_own_word_is_kept_as_that_and_never_confirms(
    opened: OpenedStore, car: Vehicle, notice: Notice, *, is_on: bool
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.YEAR_1) if is_on else no(CABIN))
    choice = choice_of(say_set(opened, car))

    assert choice is not None
    assert choice.evidence is EvidenceLevel.SELF_REPORTED
    assert not choice.evidence.is_confirmed
    assert kept(opened) == rebuilt(opened)
    say_set(opened, car)
    assert kinds_of(opened).count("evidence.added") == 1


def test_another_answer_needs_another_word(
    opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    commit(opened, car, no(CABIN))
    say_set(opened, car)
    choice = choice_of(commit(opened, car, yes(notice, CABIN, Term.YEAR_1)))

    assert choice is not None
    assert choice.evidence is EvidenceLevel.RECORDED


def test_what_was_not_answered_or_has_run_out_cannot_be_said_to_be_set(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    say_set(opened, car)
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    place.clock.move(days=8)
    say_set(opened, car)

    assert "evidence.added" not in kinds_of(opened)


def test_a_record_dates_the_persons_word_and_says_that_the_car_did_not_confirm(
    place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
) -> None:
    commit(opened, car, no(CABIN))
    place.clock.move(days=1)
    say_set(opened, car)
    code, out, _err = command(
        place, "export", "--format", "json", "--to", str(tmp_path / "out"), "--json"
    )
    assert code == 0
    (path,) = json.loads(out)["files"]
    assert command(place, "verify", path)[1].splitlines()[-1] == "valid"
    (record,) = json.loads(Path(path).read_bytes())["credentialSubject"]["dpv:hasRecordOfActivity"]
    (process,) = (item for item in record["dpv:hasProcess"] if item["dct:identifier"] == CABIN)
    assert process["car:evidence"] == {"car:level": "M", "car:at": "2026-11-21T12:00:00Z"}
    assert "car-not-confirmed" in record["car:doesNotShow"]


def note_of(opened: OpenedStore, car: Vehicle) -> str:
    item = ChoiceService(opened).view(car).of(PracticeId(CABIN))
    assert item is not None
    return item.note


def test_a_note_stays_beside_the_history_on_its_own_car_until_it_is_emptied(
    opened: OpenedStore, car: Vehicle
) -> None:
    other = add_car(opened)
    before = kinds_of(opened)
    service = ChoiceService(opened)
    service.keep_note(car, PracticeId(CABIN), "  the children\nsit there  ")

    assert note_of(opened, car) == "the children sit there"
    assert note_of(opened, other) == ""
    assert kinds_of(opened) == before
    service.keep_note(car, PracticeId(CABIN), "x" * 9_000)
    assert len(note_of(opened, car)) == LONGEST_NOTE
    service.keep_note(car, PracticeId(CABIN), " ")
    assert note_of(opened, car) == ""


@pytest.mark.parametrize("kind", ["json", "csv", "bundle", "pdf"])
def test_no_export_holds_a_note(
    place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path, kind: str
) -> None:
    commit(opened, car, no(CABIN))
    ChoiceService(opened).keep_note(car, PracticeId(CABIN), "unmistakable-note")
    place.clock.move(hours=1)
    code, out, _err = command(
        place, "export", "--format", kind, "--to", str(tmp_path / "out"), "--json"
    )
    assert code == 0
    for path in json.loads(out)["files"]:
        assert b"unmistakable" not in Path(path).read_bytes()


@pytest.mark.parametrize("is_person", [True, False])
def test_a_note_is_erased_with_the_car_and_with_the_person(
    opened: OpenedStore, car: Vehicle, *, is_person: bool
) -> None:
    ChoiceService(opened).keep_note(car, PracticeId(CABIN), "why")
    service = ErasureService(opened)
    service.erase(service.plan_person(car.person) if is_person else service.plan_car(car.id))
    with opened.store.read() as work:
        assert work.notes.of_vehicle(car.id) == ()

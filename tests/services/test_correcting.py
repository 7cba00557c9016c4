"""Correcting a car's details: the checks of adding, and nothing of a name in the history."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.errors import (
    CarMissingError,
    DiskFullError,
    HistoryBrokenError,
    OwnerAppError,
    OwnerNameTakenError,
)
from ownerapp.domain.ids import VehicleId
from ownerapp.domain.log import LogState
from ownerapp.domain.notice import Notice
from ownerapp.domain.record import Disclosure
from ownerapp.domain.rights import RightAsked
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import ChoiceService
from ownerapp.services.correcting import Correcting
from ownerapp.services.erasure import ErasureService
from ownerapp.services.locking import STORE_KEY_SECRET
from ownerapp.services.log_check import full_check
from ownerapp.services.opening import OpenedStore
from ownerapp.services.rights import Wish
from ownerapp.services.vehicles import CarDetails, Vehicles, checked_details
from tests.support.desks import (
    CABIN,
    ENGLISH,
    NAME,
    OWNER,
    PLATE,
    VIN,
    Place,
    commit,
    events_of,
    shipped,
    yes,
)
from tests.support.plain_pages import found_in

OTHER_VIN = "LSVAA2181E2100001"
NEW = checked_details(name="Little Red", owner="Chen Mei", plate="B-AB 12", vin=OTHER_VIN)


def kept(opened: OpenedStore, car: Vehicle) -> CarDetails:
    return Correcting(opened).look(car.id).details


def further(opened: OpenedStore, name: str, owner: str) -> Vehicle:
    return Vehicles(opened).add(checked_details(name=name, owner=owner), shipped())


def test_all_four_are_corrected_and_what_was_kept_comes_back(
    opened: OpenedStore, car: Vehicle
) -> None:
    before = Correcting(opened).correct(car.id, NEW)
    assert before.details == checked_details(name=NAME, owner=OWNER, plate=PLATE, vin=VIN)
    assert before.vehicle == car
    assert kept(opened, car) == NEW
    assert Vehicles(opened).all() == (replace(car, name=NEW.name, plate=NEW.plate, vin=NEW.vin),)
    Correcting(opened).correct(car.id, before.details)
    assert Vehicles(opened).all() == (car,)
    assert kept(opened, car) == before.details


def test_everything_but_the_name_may_be_emptied(opened: OpenedStore, car: Vehicle) -> None:
    Correcting(opened).correct(car.id, checked_details(name="Van"))
    assert kept(opened, car) == CarDetails(name="Van")


def test_a_correction_is_no_entry_and_the_history_stays_whole(
    opened: OpenedStore, car: Vehicle
) -> None:
    before = events_of(opened)
    Correcting(opened).correct(car.id, NEW)
    assert events_of(opened) == before
    assert full_check(opened.store, opened.ledger, opened.around).state is LogState.INTACT
    with opened.store.read() as work:
        bodies = b"\n".join(item.body for item in work.events.read())
    for text in (NAME, OWNER, PLATE, VIN, NEW.name, NEW.owner, NEW.plate, NEW.vin):
        assert text.encode() not in bodies


def test_choices_stay_with_the_person(opened: OpenedStore, car: Vehicle, notice: Notice) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    before = ChoiceService(opened).view(car)
    Correcting(opened).correct(car.id, NEW)
    # Asked for with the car as it was read before, it comes as it is kept now.
    after = ChoiceService(opened).view(car)
    assert after.vehicle.name == NEW.name
    assert replace(after, vehicle=car, now=before.now) == before


class TestTheOwner:
    def test_is_renamed_for_all_their_cars(self, opened: OpenedStore, car: Vehicle) -> None:
        second = further(opened, "Old Grey", OWNER)
        third = further(opened, "Somebody's", "Wu Hao")
        assert Correcting(opened).look(car.id).others == (second,)
        assert Correcting(opened).look(third.id).others == ()
        Correcting(opened).correct(car.id, NEW)
        assert kept(opened, second).owner == NEW.owner
        assert kept(opened, second).name == "Old Grey"
        assert [person.name for person in Vehicles(opened).people()] == [NEW.owner, "Wu Hao"]
        assert {item.person for item in Vehicles(opened).all()} == {car.person, third.person}

    @pytest.mark.parametrize(("taken", "reason"), [("Wu Hao", ""), ("", "nameless")])
    def test_is_not_given_the_name_of_somebody_else(
        self, opened: OpenedStore, car: Vehicle, taken: str, reason: str
    ) -> None:
        further(opened, "Old Grey", taken)
        before = (Vehicles(opened).all(), Vehicles(opened).people())
        with pytest.raises(OwnerNameTakenError) as caught:
            Correcting(opened).correct(car.id, replace(NEW, owner=taken))
        assert (caught.value.field, caught.value.reason) == ("owner", reason)
        assert (Vehicles(opened).all(), Vehicles(opened).people()) == before

    def test_may_keep_a_name_that_two_people_have(self, opened: OpenedStore, car: Vehicle) -> None:
        # As after joining the history of another computer.
        second = further(opened, "Old Grey", "Wu Hao")
        with opened.store.write() as work:
            person = next(item for item in work.people() if item.id == second.person)
            work.add_person(replace(person, name=OWNER))
            work.commit()
        Correcting(opened).correct(car.id, replace(NEW, owner=OWNER))
        assert kept(opened, car).plate == NEW.plate
        Correcting(opened).correct(car.id, NEW)
        assert [person.name for person in Vehicles(opened).people()] == [NEW.owner, OWNER]

    def test_is_erased_by_the_new_name_and_nothing_is_left_of_the_old_one(
        self, opened: OpenedStore, place: Place, car: Vehicle
    ) -> None:
        key = bytes.fromhex(place.vault.secrets[STORE_KEY_SECRET])
        texts = [OWNER, NAME, VIN, NEW.name, NEW.owner, NEW.vin]
        Correcting(opened).correct(car.id, NEW)
        assert {text for _file, text in found_in(place.data_dir, key, texts)} >= set(texts[3:])
        service = ErasureService(opened)
        service.erase(service.plan_person(NEW.owner))
        assert Vehicles(opened).people() == ()
        assert not found_in(place.data_dir, key, texts)


def test_a_car_that_is_gone_is_named(opened: OpenedStore, car: Vehicle) -> None:
    gone = VehicleId(f"{car.id}-gone")
    with pytest.raises(CarMissingError):
        Correcting(opened).correct(gone, NEW)
    with pytest.raises(CarMissingError):
        Correcting(opened).look(gone)


def test_a_failure_leaves_all_four_as_they_were(
    opened: OpenedStore, car: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(opened, car)
    with opened.store.read() as work:
        kind = type(work)

    def full(*_arguments: object) -> None:
        raise DiskFullError(path="store.db")

    with monkeypatch.context() as context:
        context.setattr(kind, "commit", full)
        with pytest.raises(DiskFullError):
            Correcting(opened).correct(car.id, NEW)
    assert kept(opened, car) == before


def test_nothing_is_written_into_a_store_whose_history_is_broken(
    opened: OpenedStore, car: Vehicle
) -> None:
    opened.ledger.broken = LogState.CUT
    with pytest.raises(HistoryBrokenError):
        Correcting(opened).correct(car.id, NEW)


def test_a_letter_keeps_its_words_and_a_later_one_has_the_new_ones(
    opened: OpenedStore, place: Place, car: Vehicle
) -> None:
    wish = Wish(right=RightAsked.ACCESS, disclosure=Disclosure(name=True, plate=True, vin=True))
    desk = place.desk()
    desk.open()
    first = desk.rights.draft(car, wish, language=ENGLISH).request
    desk.correct_car(car, NEW)
    # Both are asked for with the car as it was read before.
    second = desk.rights.draft(car, wish, language=ENGLISH).request
    again = desk.rights.find(first.id).request
    desk.close()
    assert again.letters == first.letters
    old, new = (str(item.letters) for item in (first, second))
    for text in (OWNER, PLATE, VIN):
        assert text in old
        assert text not in new
    for text in (NEW.owner, NEW.plate, NEW.vin):
        assert text in new


def test_a_record_keeps_its_words_and_a_later_one_has_the_new_ones(
    opened: OpenedStore, place: Place, car: Vehicle, notice: Notice, tmp_path: Path
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    desk = place.desk()
    desk.open()

    def exported() -> Path:
        # Asked for with the car as it was read before.
        result = desk.records.export(
            car,
            folder=str(tmp_path),
            language=ENGLISH,
            interface_language="en",
            formats=("json",),
            disclosure=Disclosure(name=True, plate=True, vin=True),
        )
        return Path(result.paths[0])

    first = exported()
    before = first.read_bytes()
    desk.correct_car(car, NEW)
    after = exported().read_text()
    desk.close()
    assert first.read_bytes() == before
    for text in (OWNER, NAME, VIN):
        assert text in before.decode()
        assert text not in after
    for text in (NEW.owner, NEW.name, NEW.plate, NEW.vin):
        assert text in after


TYPED = st.one_of(
    st.text(max_size=90),
    st.sampled_from(("", " ", VIN.lower(), "a\u202eb", "car \U0001f697", "x" * 81, "I" * 17)),
)


@given(name=TYPED, owner=TYPED, plate=TYPED, vin=TYPED)
def test_what_cannot_be_added_cannot_be_typed_as_a_correction(
    name: str, owner: str, plate: str, vin: str
) -> None:
    """Both take details that passed the one check; nothing else is taken by either."""
    typed = {"name": name, "owner": owner, "plate": plate, "vin": vin}
    try:
        details = checked_details(**typed)
    except OwnerAppError:
        return
    # What passed passes again and stays as it is: an undo keeps what stood there before.
    assert (
        checked_details(
            name=details.name, owner=details.owner, plate=details.plate, vin=details.vin
        )
        == details
    )

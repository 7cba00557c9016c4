"""Whose word a notice is: keys that are accepted, and yeses that are not taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.errors import (
    AcceptedKeyMissingError,
    FingerprintOtherError,
    NoticeMissingError,
    NoticeNotSignedError,
    NoticeNotTrustedError,
    NoticeSignatureError,
    StoreDamagedError,
)
from ownerapp.domain.event import Method
from ownerapp.domain.ids import NoticeHash
from ownerapp.domain.term import Term
from ownerapp.domain.trust import Before, TrustLevel
from ownerapp.domain.vehicle import Vehicle
from ownerapp.packs.reader import PackReader
from ownerapp.services.choices import ChoiceService
from ownerapp.services.notice_trust import NoticeTrustService
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.notices import Arrival, LoadedNotice
from ownerapp.services.vehicles import Vehicles, checked_details
from ownerapp.system.settings import SettingsFile
from tests.support.desks import (
    CABIN,
    DRIVING,
    ENGLISH,
    NAME,
    Place,
    SettableClock,
    add_car,
    commit,
    events_of,
    listed_packs,
    no,
    shipped,
    yes,
)
from tests.support.notice_files import (
    AUTHOR,
    OTHER_AUTHOR,
    PACK_ID,
    changed,
    did_of,
    fingerprint_of,
    pack_bytes,
)

FINGERPRINT = fingerprint_of(AUTHOR)


@pytest.fixture
def trust(opened: OpenedStore) -> NoticeTrustService:
    return NoticeTrustService(opened.around, opened)


def loaded(**members: Any) -> LoadedNotice:
    return listed_packs().load_bytes(pack_bytes(**members))


def allow_unsigned(place: Place) -> None:
    file = SettingsFile(place.data_dir / "settings.json", clock=SettableClock())
    file.save(replace(file.load().settings, unsigned_notices=True))


def car_with(opened: OpenedStore, notice: LoadedNotice) -> Vehicle:
    return Vehicles(opened).add(checked_details(name=NAME), notice)


class TestAcceptingAKey:
    """A key is accepted by the fingerprint that the person compared."""

    def test_a_signed_notice_is_accepted_with_its_key(self, trust: NoticeTrustService) -> None:
        notice = loaded(signed_by=AUTHOR)
        assert trust.of_loaded(notice).level is TrustLevel.SIGNED_NOT_ACCEPTED

        key = trust.accept(notice, FINGERPRINT)

        assert (key.did, key.fingerprint) == (did_of(AUTHOR), FINGERPRINT)
        assert (key.issuer, key.pack_id) == ("Example Motors", PACK_ID)
        assert trust.accepted() == (key,)
        found = trust.of_loaded(notice)
        assert (found.level, found.accepted_as) == (TrustLevel.SIGNED_ACCEPTED, "Example Motors")
        assert trust.looked_up(notice).trust == found

    @pytest.mark.parametrize("typed", [FINGERPRINT.upper(), FINGERPRINT.replace(" ", ":")])
    def test_the_fingerprint_may_be_typed_in_any_grouping(
        self, trust: NoticeTrustService, typed: str
    ) -> None:
        trust.accept(loaded(signed_by=AUTHOR), typed)
        assert len(trust.accepted()) == 1

    @pytest.mark.parametrize("typed", ["", FINGERPRINT[:-1], fingerprint_of(OTHER_AUTHOR)])
    def test_another_fingerprint_accepts_nothing(
        self, trust: NoticeTrustService, typed: str
    ) -> None:
        with pytest.raises(FingerprintOtherError) as caught:
            trust.accept(loaded(signed_by=AUTHOR), typed)
        assert caught.value.found == FINGERPRINT
        assert trust.accepted() == ()

    def test_without_a_signature_that_holds_there_is_nothing_to_accept(
        self, trust: NoticeTrustService
    ) -> None:
        with pytest.raises(NoticeNotSignedError):
            trust.accept(loaded(), FINGERPRINT)
        broken = listed_packs().load_bytes(changed(pack_bytes(signed_by=AUTHOR)))
        assert trust.of_loaded(broken).level is TrustLevel.BROKEN
        with pytest.raises(NoticeSignatureError):
            trust.accept(broken, FINGERPRINT)
        assert trust.accepted() == ()

    def test_a_trust_that_was_shown_before_does_not_decide(self, trust: NoticeTrustService) -> None:
        notice = replace(loaded(), trust=shipped().trust)
        assert trust.of_loaded(notice).level is TrustLevel.UNSIGNED

    def test_an_accepted_key_is_known_after_the_next_start(
        self, place: Place, trust: NoticeTrustService
    ) -> None:
        trust.accept(loaded(signed_by=AUTHOR), FINGERPRINT)
        again = place.open()
        level = NoticeTrustService(again.around, again).of_loaded(loaded(signed_by=AUTHOR)).level
        assert level is TrustLevel.SIGNED_ACCEPTED

    def test_without_a_store_no_key_is_accepted(
        self, place: Place, trust: NoticeTrustService
    ) -> None:
        notice = loaded(signed_by=AUTHOR)
        trust.accept(notice, FINGERPRINT)
        found = NoticeTrustService(place.around(), None).of_loaded(notice)
        assert found.level is TrustLevel.SIGNED_NOT_ACCEPTED

    def test_another_key_than_before_is_said_and_has_to_be_accepted(
        self, trust: NoticeTrustService
    ) -> None:
        trust.accept(loaded(signed_by=AUTHOR), FINGERPRINT)
        trust.accept(loaded(id="theirs", signed_by=OTHER_AUTHOR), fingerprint_of(OTHER_AUTHOR))
        taken_over = loaded(version="2.0", signed_by=OTHER_AUTHOR)

        found = trust.of_loaded(taken_over)
        assert (found.level, found.before) == (TrustLevel.SIGNED_NOT_ACCEPTED, Before.OTHER_KEY)
        trust.accept(taken_over, fingerprint_of(OTHER_AUTHOR))
        assert trust.of_loaded(taken_over).level is TrustLevel.SIGNED_ACCEPTED

    def test_the_name_of_a_shipped_notice_is_not_taken_over_by_an_accepted_key(
        self, trust: NoticeTrustService
    ) -> None:
        trust.accept(loaded(signed_by=AUTHOR), FINGERPRINT)
        pretending = loaded(id="cn-reference-ev", version="9.0", signed_by=AUTHOR)

        found = trust.of_loaded(pretending)
        assert (found.level, found.before) == (TrustLevel.SIGNED_NOT_ACCEPTED, Before.SHIPPED)

    def test_a_signature_that_was_taken_away_is_noticed(self, trust: NoticeTrustService) -> None:
        trust.accept(loaded(signed_by=AUTHOR), FINGERPRINT)
        found = trust.of_loaded(loaded(version="2.0"))
        assert (found.level, found.before) == (TrustLevel.UNSIGNED, Before.OTHER_KEY)

    def test_a_forgotten_key_is_accepted_no_more_and_nothing_else_changes(
        self, opened: OpenedStore, trust: NoticeTrustService
    ) -> None:
        notice = loaded(signed_by=AUTHOR)
        trust.accept(notice, FINGERPRINT)
        trust.accept(loaded(id="another", signed_by=AUTHOR), FINGERPRINT)
        car = car_with(opened, notice)
        commit(opened, car, yes(notice.notice, CABIN, Term.DAYS_7))
        before = events_of(opened)

        trust.forget(FINGERPRINT.replace(" ", "-"))

        assert trust.accepted() == ()
        assert trust.of_vehicle(car).level is TrustLevel.SIGNED_NOT_ACCEPTED
        assert events_of(opened) == before
        held = ChoiceService(opened).view(car).of(CABIN)
        assert held is not None
        assert held.status == "given"

    def test_an_unknown_key_cannot_be_forgotten(self, trust: NoticeTrustService) -> None:
        trust.accept(loaded(signed_by=AUTHOR), FINGERPRINT)
        with pytest.raises(AcceptedKeyMissingError):
            trust.forget(fingerprint_of(OTHER_AUTHOR))
        with pytest.raises(AcceptedKeyMissingError):
            trust.forget("")
        assert len(trust.accepted()) == 1

    def test_accepting_writes_no_entry(
        self, opened: OpenedStore, trust: NoticeTrustService
    ) -> None:
        trust.accept(loaded(signed_by=AUTHOR), FINGERPRINT)
        trust.forget(FINGERPRINT)
        assert events_of(opened) == []


class TestAYes:
    """It needs somebody known behind the notice; a no needs nothing."""

    @pytest.mark.parametrize(
        ("members", "level"),
        [
            ({}, TrustLevel.UNSIGNED),
            ({"signed_by": AUTHOR}, TrustLevel.SIGNED_NOT_ACCEPTED),
        ],
    )
    def test_it_is_refused_and_a_no_is_taken(
        self, opened: OpenedStore, members: dict[str, Any], level: TrustLevel
    ) -> None:
        notice = loaded(**members)
        car = car_with(opened, notice)
        before = events_of(opened)

        with pytest.raises(NoticeNotTrustedError) as caught:
            commit(opened, car, no(DRIVING), yes(notice.notice, CABIN, Term.DAYS_7))
        assert caught.value.trust == level
        assert caught.value.fingerprint == (FINGERPRINT if members else "")
        assert events_of(opened) == before

        view = commit(opened, car, no(CABIN))
        assert view.trust.level is level
        assert [item.status for item in view.choices if item.choice] == ["refused"]

    @pytest.mark.parametrize("members", [{}, {"signed_by": AUTHOR}])
    def test_a_first_run_with_a_yes_leaves_nothing_behind(
        self, opened: OpenedStore, members: dict[str, Any]
    ) -> None:
        notice = replace(loaded(**members), trust=shipped().trust, shipped=True)
        service = ChoiceService(opened)
        details = checked_details(name=NAME)

        with pytest.raises(NoticeNotTrustedError):
            service.make_my_record(
                details,
                notice,
                [yes(notice.notice, CABIN, Term.DAYS_7)],
                method=Method.DESKTOP,
                language=ENGLISH,
            )
        assert Vehicles(opened).all() == ()
        assert events_of(opened) == []
        service.make_my_record(
            details, notice, [no(CABIN)], method=Method.DESKTOP, language=ENGLISH
        )
        assert len(Vehicles(opened).all()) == 1

    def test_it_is_taken_from_a_notice_whose_key_is_accepted(
        self, opened: OpenedStore, trust: NoticeTrustService
    ) -> None:
        notice = loaded(signed_by=AUTHOR)
        car = car_with(opened, notice)
        trust.accept(notice, FINGERPRINT)
        view = commit(opened, car, yes(notice.notice, CABIN, Term.DAYS_7))
        assert view.trust.takes_yes

    def test_the_setting_lets_it_through_to_an_unsigned_notice_only(
        self, place: Place, opened: OpenedStore
    ) -> None:
        allow_unsigned(place)
        unsigned, signed = loaded(), loaded(id="theirs", signed_by=AUTHOR)
        view = commit(opened, car_with(opened, unsigned), yes(unsigned.notice, CABIN, Term.DAYS_7))
        assert view.trust.level is TrustLevel.UNSIGNED
        assert view.trust.takes_yes
        with pytest.raises(NoticeNotTrustedError):
            commit(opened, car_with(opened, signed), yes(signed.notice, CABIN, Term.DAYS_7))

    def test_a_notice_that_was_changed_after_signing_is_never_followed(
        self, place: Place, opened: OpenedStore
    ) -> None:
        allow_unsigned(place)
        broken = listed_packs().load_bytes(changed(pack_bytes(signed_by=AUTHOR)))
        with pytest.raises(NoticeSignatureError):
            car_with(opened, broken)
        assert Vehicles(opened).all() == ()

    def test_bytes_that_are_changed_in_the_store_are_no_notice_any_more(
        self, place: Place, opened: OpenedStore, trust: NoticeTrustService
    ) -> None:
        allow_unsigned(place)
        data = pack_bytes(signed_by=AUTHOR)
        notice = listed_packs().load_bytes(data)
        car = car_with(opened, notice)
        trust.accept(notice, FINGERPRINT)
        with place.sql() as connection:
            connection.execute("UPDATE notices SET pack = ?", (changed(data),))

        again = place.open()
        with pytest.raises(StoreDamagedError):
            ChoiceService(again).view(car)
        with pytest.raises(StoreDamagedError):
            NoticeTrustService(again.around, again).of_vehicle(car)
        with pytest.raises(StoreDamagedError):
            commit(again, car, yes(notice.notice, CABIN, Term.DAYS_7))

    def test_a_notice_that_the_store_lacks_has_no_trust(
        self, opened: OpenedStore, car: Vehicle, trust: NoticeTrustService
    ) -> None:
        with pytest.raises(NoticeMissingError):
            trust.of_vehicle(replace(car, notice=NoticeHash("0" * 64)))


class TestShippedNotices:
    """They need no signature, and stay shipped when the program ships later ones."""

    def test_a_car_remembers_that_its_notice_was_shipped(
        self, place: Place, opened: OpenedStore
    ) -> None:
        car = add_car(opened)
        with opened.store.read() as work:
            assert [item.came for item in work.arrivals()] == [Arrival.SHIPPED]

        later = place.open(packs=PackReader(listed=frozenset()))
        view = commit(later, car, yes(shipped().notice, CABIN, Term.DAYS_7))
        assert view.trust.level is TrustLevel.SHIPPED

    def test_the_same_bytes_are_not_shipped_where_nothing_says_so(self, place: Place) -> None:
        opened = place.open(packs=PackReader(listed=frozenset()))
        car = add_car(opened)
        with opened.store.read() as work:
            assert list(work.arrivals()) == []
        assert ChoiceService(opened).view(car).trust.level is TrustLevel.UNSIGNED


def test_the_signature_of_a_notice_is_checked_once_however_often_it_is_looked_at(
    place: Place, tmp_path: Path
) -> None:
    around = place.around()
    checks: list[bytes] = []

    class Counting:
        def __getattr__(self, name: str) -> Any:
            return getattr(around.notice_signer, name)

        def check(self, pack: bytes) -> Any:
            checks.append(pack)
            return around.notice_signer.check(pack)

    opened = place.open(notice_signer=Counting())
    notice = loaded(signed_by=AUTHOR)
    car = car_with(opened, notice)
    checks.clear()
    service = ChoiceService(opened)
    for _time in range(3):
        service.view(car)
    assert checks == [notice.pack]

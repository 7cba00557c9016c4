"""The desk: every use case behind plain calls, on a real store in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ownerapp.domain.errors import CarMissingError, FieldRequiredError, NoticeSignatureError
from ownerapp.domain.event import Method
from ownerapp.domain.log import LogState
from ownerapp.domain.record import Disclosure
from ownerapp.domain.settings import Settings
from ownerapp.domain.term import Term
from ownerapp.domain.trust import TrustLevel
from ownerapp.domain.verdict import Verdict
from ownerapp.presentation.desk import Desk
from ownerapp.presentation.draft import draft_choices
from ownerapp.presentation.export_page import ExportOrder, save_and_check, saved_line
from ownerapp.presentation.states import Tone
from ownerapp.services.opening import Need
from ownerapp.services.ports.vault import VaultKind
from ownerapp.services.surroundings import Surroundings
from ownerapp.system.settings import SettingsFile
from tests.support.desks import (
    CABIN,
    DRIVING,
    ENGLISH,
    NAME,
    OWNER,
    PLATE,
    VIN,
    Place,
    no,
    shipped,
    yes,
)
from tests.support.notice_files import AUTHOR, PACK_ID, changed, pack_bytes, pack_file
from tests.support.tampering import pretend_yes


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(data_dir=tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def desk(place: Place) -> Iterator[Desk]:
    made = place.desk(Method.DESKTOP)
    yield made
    made.close()


def test_nothing_is_made_before_the_first_question(place: Place) -> None:
    made: list[Surroundings] = []

    def make() -> Surroundings:
        made.append(place.around())
        return made[-1]

    desk = Desk(make, data_dir="data", method=Method.CLI)
    desk.close()
    assert made == []
    assert not desk.is_open
    assert not desk.has_store()
    assert desk.now() == place.clock.now()
    assert desk.zone() == place.clock.zone()
    assert len(made) == 1


def test_a_store_is_opened_once_and_by_itself(desk: Desk) -> None:
    assert desk.need() is Need.NOTHING
    assert desk.cars() == ()
    assert desk.is_open
    assert desk.has_store()
    assert desk.open() is desk.open()
    assert desk.open().state is LogState.INTACT


def test_a_closed_desk_opens_again(desk: Desk) -> None:
    details = desk.check_details(name=NAME)
    desk.add_car(details, shipped())
    desk.close()

    assert not desk.is_open
    assert [car.name for car in desk.cars()] == [NAME]


def test_the_main_job_through_the_desk(desk: Desk, tmp_path: Path) -> None:
    notice = desk.notices.load("cn-reference-ev")
    assert notice.notice.hash in {item.notice.hash for item in desk.notices.shipped()}
    details = desk.check_details(name=NAME, owner=OWNER, plate=PLATE, vin=VIN)
    car = desk.make_my_record(
        details, notice, [yes(notice.notice, CABIN, Term.DAYS_7)], language=ENGLISH
    )

    assert desk.owner_name(car) == OWNER
    assert desk.find_car(car.id) == car
    assert desk.notice_of(car).hash == notice.notice.hash
    chosen = desk.choices(car).of(CABIN)
    assert chosen is not None
    assert chosen.choice is not None
    assert chosen.choice.term is Term.DAYS_7
    after = desk.answer(car, [no(CABIN)], language=ENGLISH).of(CABIN)
    assert after is not None
    assert after.status == "withdrawn"
    assert desk.history(car)[-1].method is Method.DESKTOP
    assert len(desk.history(newest=1)) == 1
    assert {item.practice.id for item in desk.on_day(car, date(2026, 11, 20))} >= {CABIN}

    result = desk.records.export(
        car, folder=str(tmp_path), language=ENGLISH, interface_language="en", formats=("json",)
    )
    assert [desk.records.verify_file(path).verdict for path in result.paths] == [Verdict.VALID]
    assert [entry.formats for entry in desk.records.exports()] == [("json",)]
    assert desk.check_history().state is LogState.INTACT


def test_the_export_sheet_saves_checks_and_says_so(desk: Desk, tmp_path: Path) -> None:
    notice = shipped()
    details = desk.check_details(name=NAME)
    car = desk.make_my_record(details, notice, [no(CABIN)], language=ENGLISH)
    order = ExportOrder(
        vehicle=car,
        folder=str(tmp_path),
        formats=("csv", "json", "pdf"),
        disclosure=Disclosure(),
        language=ENGLISH,
        interface_language="zh_Hans",
    )

    saved = save_and_check(desk, order, lambda: True)

    assert [Path(path).suffix for path in saved.paths] == [".pdf", ".json", ".csv"]
    assert len(saved.reports) == 2
    assert saved_line(saved).tone is Tone.CONFIRMED
    assert Path(saved.paths[2]).read_text(encoding="utf-8-sig").count("\n") >= 2


def test_a_broken_history_is_gone_on_from_only_when_asked(desk: Desk, place: Place) -> None:
    details = desk.check_details(name=NAME)
    desk.add_car(details, shipped())
    place.vault.secrets["log-head"] = f"99:{'ab' * 32}"
    report = desk.check_history()
    assert not report.is_good

    assert desk.accept_break(report).is_good


def test_the_first_check_after_each_start_compares_every_choice(desk: Desk, place: Place) -> None:
    """Also one that was changed by hand before; later ones compare what is new."""
    desk.make_my_record(desk.check_details(name=NAME), shipped(), [no(CABIN)], language=ENGLISH)
    for _ in range(2):
        pretend_yes(place.open(), CABIN)
        assert desk.open().is_good
        assert desk.check_history(goes_on=True).repaired
        assert not desk.check_history(goes_on=True).repaired
        desk.close()


def test_what_is_checked_next_goes_on_from_what_was_compared(desk: Desk, place: Place) -> None:
    car = desk.make_my_record(
        desk.check_details(name=NAME), shipped(), [no(CABIN)], language=ENGLISH
    )
    desk.check_history(goes_on=True)
    desk.answer(car, [no(DRIVING)], language=ENGLISH)
    pretend_yes(place.open(), DRIVING)
    assert desk.check_history(goes_on=True).repaired
    pretend_yes(place.open(), DRIVING)
    assert not desk.check_history(goes_on=True).repaired
    assert desk.check_history().repaired


def test_facts_name_the_folder_the_vault_and_the_key(desk: Desk, place: Place) -> None:
    facts = desk.facts()

    assert facts.data_dir == str(place.data_dir)
    assert facts.vault is VaultKind.KEYRING
    assert len(facts.fingerprint) >= 16
    assert facts.origin.startswith("local/ownerapp/")


def test_what_is_wrong_with_a_field_is_raised_before_anything_is_made(desk: Desk) -> None:
    with pytest.raises(FieldRequiredError):
        desk.check_details(name="  ")
    assert not desk.has_store()


def test_a_car_that_is_not_there_is_missing(desk: Desk) -> None:
    with pytest.raises(CarMissingError):
        desk.find_car(None)


def test_the_name_of_nobody_is_empty(desk: Desk) -> None:
    car = desk.add_car(desk.check_details(name=NAME), shipped())

    assert desk.owner_name(car) == ""


def test_notices_and_keys_through_the_desk(desk: Desk, tmp_path: Path) -> None:
    path = pack_file(tmp_path, pack_bytes())
    assert desk.authors.author_need() is Need.NOTHING
    assert desk.authors.author_keys() == ()
    author = desk.authors.make_author_key("my-company")
    assert desk.authors.author_keys() == (author,)
    assert desk.notices.verify(path).trust.level is TrustLevel.UNSIGNED
    signed = desk.authors.sign_notice(path, "my-company")
    assert signed.trust.level is TrustLevel.SIGNED_NOT_ACCEPTED
    assert not desk.is_open
    assert not desk.has_store()

    imported = desk.notices.import_file(path)
    assert imported == signed
    assert desk.notices.all()[-1] == imported
    assert desk.notices.load(PACK_ID) == imported
    assert desk.notices.accepted_keys() == ()
    key = desk.notices.accept_key(imported, author.fingerprint)
    assert desk.notices.accepted_keys() == (key,)
    assert desk.notices.trust_of(imported).level is TrustLevel.SIGNED_ACCEPTED
    assert {item.trust.level for item in desk.notices.all()} == {
        TrustLevel.SHIPPED,
        TrustLevel.SIGNED_ACCEPTED,
    }

    car = desk.add_car(desk.check_details(name=NAME), imported)
    assert desk.notices.trust_of(car).level is TrustLevel.SIGNED_ACCEPTED
    desk.answer(car, [yes(imported.notice, CABIN, Term.DAYS_7)], language=ENGLISH)
    result = desk.records.export(
        car, folder=str(tmp_path), language=ENGLISH, interface_language="en", formats=("json",)
    )
    (report,) = (desk.records.verify_file(name) for name in result.paths)
    assert report.verdict is Verdict.VALID
    assert report.facts["notice-trust"] == "signed"
    assert report.facts["notice-key"] == author.fingerprint

    desk.notices.forget_key(author.fingerprint)
    assert desk.notices.accepted_keys() == ()
    assert desk.choices(car).trust.level is TrustLevel.SIGNED_NOT_ACCEPTED


def test_a_changed_file_is_read_and_named_but_not_imported(desk: Desk, tmp_path: Path) -> None:
    path = pack_file(tmp_path, changed(pack_bytes(signed_by=AUTHOR)))
    assert desk.notices.verify(path).trust.level is TrustLevel.BROKEN
    assert desk.notices.load(path).trust.level is TrustLevel.BROKEN
    with pytest.raises(NoticeSignatureError):
        desk.notices.import_file(path)


def test_a_first_run_with_an_unsigned_notice_is_locked_before_it_is_asked(
    desk: Desk, place: Place, tmp_path: Path
) -> None:
    notice = desk.notices.load(pack_file(tmp_path, pack_bytes()))
    details = desk.check_details(name=NAME)
    draft = draft_choices(notice, details, {}, now=desk.now(), zone=desk.zone())
    assert not draft.trust.takes_yes

    file = SettingsFile(place.data_dir / "settings.json", clock=place.clock)
    file.save(Settings(unsigned_notices=True))
    assert desk.notices.trust_of(notice).takes_yes
    car = desk.make_my_record(
        details, notice, [yes(notice.notice, CABIN, Term.DAYS_7)], language=ENGLISH
    )
    result = desk.records.export(
        car, folder=str(tmp_path), language=ENGLISH, interface_language="en", formats=("json",)
    )
    assert desk.records.verify_file(result.paths[0]).facts["notice-trust"] == "unsigned"

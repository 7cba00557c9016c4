"""Own rules are kept beside the history, and nothing that they suggest is ever recorded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import RuleMissingError
from ownerapp.domain.ids import NoticeHash, PracticeId
from ownerapp.domain.own_rule import OwnRule, RuleAbout, SuggestionKind, suggestions
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.presentation.erasing import plan_sentences
from ownerapp.presentation.own_rules_page import open_suggestions
from ownerapp.services import restoring
from ownerapp.services.backup import BackupService
from ownerapp.services.choices import ChoiceService
from ownerapp.services.erasure import ErasureService
from ownerapp.services.opening import OpenedStore
from ownerapp.services.own_rules import OwnRuleService
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.services.projection import kept, rebuilt
from ownerapp.system.argon2_seal import Argon2Cost
from ownerapp.system.recovery import CodeRecovery
from tests.support.desks import ENGLISH, Place, add_car, command, kinds_of, yes
from tests.support.notice_versions import PACK, first_tree, kept_longer, next_tree, shipping

DASHCAM, VOICE, CONTACTS = (
    PracticeId(name) for name in ("dashcam", "voice-commands", "phone-contacts")
)


def rules_of(opened: OpenedStore, car: Vehicle) -> list[tuple[RuleAbout, Term | None]]:
    return [(rule.about, rule.at_most) for rule in OwnRuleService(opened).of(car)]


def test_a_rule_is_kept_changed_and_forgotten_and_the_history_does_not_hear_of_it(
    opened: OpenedStore, car: Vehicle
) -> None:
    before = kinds_of(opened)
    service = OwnRuleService(opened)
    service.keep(car, RuleAbout.LOCATION, Term.DAYS_7)
    service.keep(car, RuleAbout.CABIN_PICTURES, None)
    service.keep(car, RuleAbout.LOCATION, Term.DRIVE)

    assert rules_of(opened, car) == [
        (RuleAbout.CABIN_PICTURES, None),
        (RuleAbout.LOCATION, Term.DRIVE),
    ]
    gone = service.remove(car, RuleAbout.LOCATION)
    assert gone == OwnRule(person=car.person, about=RuleAbout.LOCATION, at_most=Term.DRIVE)
    assert rules_of(opened, car) == [(RuleAbout.CABIN_PICTURES, None)]
    with pytest.raises(RuleMissingError):
        service.remove(car, RuleAbout.LOCATION)
    service.keep(car, gone.about, gone.at_most)
    assert rules_of(opened, car)[-1] == (RuleAbout.LOCATION, Term.DRIVE)
    assert kinds_of(opened) == before


def test_rules_answer_nothing(opened: OpenedStore, car: Vehicle) -> None:
    for about in RuleAbout:
        OwnRuleService(opened).keep(car, about, None if about.value < "m" else Term.YEAR_1)
    view = ChoiceService(opened).view(car)

    assert len(suggestions(view.rules, view.notice)) == len(view.choices) - 1  # not the calendar
    assert {item.status for item in view.choices} == {Status.UNDECIDED}
    assert kept(opened) == rebuilt(opened)


def test_rules_are_the_persons_and_speak_to_every_car_of_theirs(
    opened: OpenedStore, car: Vehicle
) -> None:
    OwnRuleService(opened).keep(car, RuleAbout.SOUND, None)
    same = add_car(opened)
    assert same.person == car.person
    assert rules_of(opened, same) == [(RuleAbout.SOUND, None)]
    assert ChoiceService(opened).view(same).rules == ChoiceService(opened).view(car).rules


def test_what_was_set_aside_comes_back_with_another_version_only(
    opened: OpenedStore, car: Vehicle
) -> None:
    service, other = OwnRuleService(opened), add_car(opened)
    service.keep(car, RuleAbout.SENSITIVE, None)
    service.set_aside(car, car.notice, [DASHCAM])
    view = ChoiceService(opened).view(car)

    assert view.set_aside == {DASHCAM}
    assert ChoiceService(opened).view(other).set_aside == frozenset()
    with opened.store.read() as work:
        assert work.rules.set_aside_of(car, NoticeHash("f" * 64)) == frozenset()


def test_rules_survive_a_car_and_go_with_the_person(opened: OpenedStore, car: Vehicle) -> None:
    other = add_car(opened)
    service, erasure = OwnRuleService(opened), ErasureService(opened)
    service.keep(car, RuleAbout.SOUND, None)
    service.set_aside(car, car.notice, [DASHCAM])
    plan = erasure.plan_car(car.id)
    assert (plan.rules, erasure.plan_person(car.person).rules) == (0, 1)
    assert not any("rule" in line for line in plan_sentences(plan))
    erasure.erase(plan)
    assert rules_of(opened, other) == [(RuleAbout.SOUND, None)]
    with opened.store.read() as work:
        assert work.rules.set_aside_of(car, car.notice) == frozenset()

    plan = erasure.plan_person(car.person)
    assert "1 rule for answers goes too." in plan_sentences(plan)
    erasure.erase(plan)
    assert rules_of(opened, other) == []


def test_rules_come_back_with_a_backup(place: Place, tmp_path: Path) -> None:
    cheap = CodeRecovery(Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1))
    opened = place.open(None, recovery=cheap)
    car = add_car(opened)
    OwnRuleService(opened).keep(car, RuleAbout.LOCATION, Term.MONTHS_3)
    path, shown = str(tmp_path / "backup"), list[RecoveryKit]()
    BackupService(opened).back_up(path, show=shown.append)
    other = Place(data_dir=tmp_path / "other")
    restoring.restore(other.around(recovery=cheap), path, shown[0].code)

    assert rules_of(other.open(), car) == [(RuleAbout.LOCATION, Term.MONTHS_3)]
    other.close()


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_no_export_holds_a_rule(
    place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path, kind: str
) -> None:
    OwnRuleService(opened).keep(car, RuleAbout.CABIN_PICTURES, None)
    code, _out, _err = command(place, "choices", "set", str(DASHCAM), "off")
    assert code == 0
    code, _out, _err = command(place, "export", "--format", kind, "--to", str(tmp_path / "out"))
    assert code == 0
    for path in (tmp_path / "out").iterdir():
        said = path.read_bytes()
        assert RuleAbout.CABIN_PICTURES.value.encode() not in said
        assert b"our rule" not in said


def test_a_new_version_asks_again_what_was_set_aside_and_what_its_change_turned_off(
    tmp_path: Path,
) -> None:
    place = Place(data_dir=tmp_path / "data", packs=shipping(tmp_path / "first", first_tree()))
    desk = place.desk()
    desk.open()
    desk.add_car(desk.check_details(name="Little Blue"), desk.notices.load(PACK))
    car = desk.find_car(None)
    desk.answer(car, [yes(desk.choices(car).notice, VOICE, Term.YEAR_1)], language=ENGLISH)
    desk.rules.keep(car, RuleAbout.SOUND, Term.DAYS_7)
    desk.rules.keep(car, RuleAbout.CONTACTS, None)
    assert [item.practice for item in open_suggestions(desk.choices(car))] == [CONTACTS]
    desk.rules.set_aside(car, desk.choices(car).notice.hash, [CONTACTS])
    assert open_suggestions(desk.choices(car)) == ()
    desk.close()

    place.packs = shipping(tmp_path / "second", next_tree(kept_longer(VOICE)))
    place.clock.set(datetime(2026, 12, 1, 4, tzinfo=UTC))
    desk = place.desk()
    desk.open()
    view = desk.choices(desk.find_car(None))
    found = {item.practice: item.kind for item in open_suggestions(view)}
    assert found == {
        VOICE: SuggestionKind.TURN_ON,
        CONTACTS: SuggestionKind.KEEP_OFF,
    }
    item = view.of(VOICE)
    assert item is not None
    assert item.status is Status.SUPERSEDED
    desk.close()
    place.close()

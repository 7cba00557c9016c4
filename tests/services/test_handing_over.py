"""Handing a car over: all or nothing, no more than *Turn all off*, and no VIN anywhere."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ownerapp.documents.paper_json import paper_json
from ownerapp.domain.choice import Status
from ownerapp.domain.errors import (
    CarMissingError,
    DiskFullError,
    NoticeChangedError,
    OwnerAppError,
    VinInvalidError,
)
from ownerapp.domain.event import EventKind, Method
from ownerapp.domain.handover import (
    GeneralTask,
    HandoverFacts,
    Occasion,
    Told,
    VinProof,
    tasks,
    vin_message,
)
from ownerapp.domain.notice import Notice
from ownerapp.domain.small_paper import CertificatePaper
from ownerapp.domain.term import Term
from ownerapp.domain.text import Text
from ownerapp.domain.vehicle import Vehicle
from ownerapp.presentation.handover_certificate import certificate
from ownerapp.services.choices import Answer, ChoiceService
from ownerapp.services.erasure import ErasureService
from ownerapp.services.handover import (
    CertificateOrder,
    HandoverDone,
    HandoverOrder,
    HandoverService,
)
from ownerapp.services.log_check import full_check
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.projection import repair
from ownerapp.services.vehicles import Vehicles, checked_details
from tests.support.desks import (
    CABIN,
    CHINESE,
    DRIVING,
    ENGLISH,
    NAME,
    OWNER,
    PLATE,
    VIN,
    Place,
    add_car,
    commit,
    events_of,
    kinds_of,
    no,
    shipped,
    yes,
)
from tests.support.printers import kept_printer

GIVING_AWAY = (Occasion.SOLD, Occasion.LEASE_END, Occasion.SCRAPPED)
CLOSING = "handover.done"


def service(opened: OpenedStore) -> HandoverService:
    shelf = NoticeShelf(opened.around.packs)
    return HandoverService(opened, ChoiceService(opened), shelf)


def page(facts: HandoverFacts) -> CertificatePaper:
    return certificate(facts, language="en", zone=UTC)


def hand_over(
    opened: OpenedStore,
    car: Vehicle,
    occasion: Occasion = Occasion.SOLD,
    *,
    told: dict[str, Told] | None = None,
    to: CertificateOrder | None = None,
    maker: Callable[[HandoverFacts], CertificatePaper] = page,
) -> HandoverDone:
    order = HandoverOrder(
        vehicle=car, occasion=occasion, told=told or {}, certificate=to, language=ENGLISH
    )
    return service(opened).finish(order, method=Method.DESKTOP, certificate=maker)


def some_on(opened: OpenedStore, car: Vehicle, notice: Notice) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7), no(DRIVING))


def statuses(opened: OpenedStore, car: Vehicle) -> dict[str, Status]:
    return {item.practice.id: item.status for item in ChoiceService(opened).view(car).choices}


def text_of(path: Path) -> str:
    run = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    )
    return run.stdout


def test_a_plan_keeps_nothing(opened: OpenedStore, car: Vehicle, notice: Notice) -> None:
    some_on(opened, car, notice)
    before = kinds_of(opened)
    plan = service(opened).plan(car, Occasion.SOLD)
    assert plan.closing == (CABIN,)
    assert kinds_of(opened) == before


@pytest.mark.parametrize("occasion", GIVING_AWAY)
def test_closing_is_turn_all_off_and_one_entry_more(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, occasion: Occasion
) -> None:
    other = add_car(opened, name="Other")
    for one in (car, other):
        some_on(opened, one, notice)
    place.clock.move(hours=1)
    hand_over(opened, car, occasion)
    service_of_choices = ChoiceService(opened)
    everything = [Answer(practice=item.id, on=False) for item in notice.optional()]
    service_of_choices.commit(other, everything, method=Method.DESKTOP, language=ENGLISH)
    assert statuses(opened, car) == statuses(opened, other)
    ours, theirs = (
        [
            (event.kind, event.practice, event.term, event.text_sha256)
            for event in events_of(opened)
            if event.vehicle == one.id and event.kind is not EventKind.HANDOVER_DONE
        ]
        for one in (car, other)
    )
    assert [item for item in ours if item[0] is not EventKind.NOTICE_SHOWN] == [
        item for item in theirs if item[0] is not EventKind.NOTICE_SHOWN
    ]
    assert kinds_of(opened).count(CLOSING) == 1


@pytest.mark.parametrize("occasion", [Occasion.LENT, Occasion.BOUGHT])
def test_lending_and_buying_change_no_choice(
    opened: OpenedStore, car: Vehicle, notice: Notice, tmp_path: Path, occasion: Occasion
) -> None:
    some_on(opened, car, notice)
    before = statuses(opened, car), kinds_of(opened)
    path = tmp_path / "page.pdf"
    done = hand_over(opened, car, occasion, to=CertificateOrder(path=str(path)))
    assert (statuses(opened, car), kinds_of(opened)) == (before[0], [*before[1], CLOSING])
    assert done.closed == ()
    assert not path.exists()


def test_another_car_keeps_what_is_on(opened: OpenedStore, car: Vehicle, notice: Notice) -> None:
    other = add_car(opened, name="Other")
    some_on(opened, other, notice)
    before = statuses(opened, other)
    hand_over(opened, car)
    assert statuses(opened, other) == before


def test_the_entry_holds_the_word_of_the_person_and_nobodys_name(
    opened: OpenedStore, car: Vehicle, notice: Notice, tmp_path: Path
) -> None:
    some_on(opened, car, notice)
    path = tmp_path / "a folder of Lin Yue" / "page.pdf"
    told = {GeneralTask.RESET.value: Told.DONE, GeneralTask.KEYS.value: Told.NOT_POSSIBLE}
    hand_over(opened, car, told=told, to=CertificateOrder(path=str(path), with_vin=True))
    (event,) = (item for item in events_of(opened) if item.kind is EventKind.HANDOVER_DONE)
    assert event.detail == {
        "occasion": "sold",
        "told": {"factory-reset": "done", "keys": "not-possible"},
        "closed": [CABIN],
        "certificate": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    body = json.dumps(event.payload(), ensure_ascii=False)
    for private in (NAME, OWNER, PLATE, VIN, "Lin Yue", str(tmp_path)):
        assert private not in body


def test_the_history_is_whole_and_the_choices_follow_from_it(
    opened: OpenedStore, car: Vehicle, notice: Notice, tmp_path: Path
) -> None:
    some_on(opened, car, notice)
    hand_over(opened, car, to=CertificateOrder(path=str(tmp_path / "page.pdf")))
    assert full_check(opened.store, opened.ledger, opened.around).is_good
    assert not repair(opened)


# ----------------------------------------------------------------------- all or nothing


def test_a_page_that_cannot_be_written_leaves_no_entry(
    opened: OpenedStore,
    car: Vehicle,
    notice: Notice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some_on(opened, car, notice)
    before = statuses(opened, car), kinds_of(opened)

    def full(*_arguments: object) -> None:
        raise DiskFullError(path="page.pdf")

    monkeypatch.setattr(type(opened.around.files), "write_together", full)
    with pytest.raises(DiskFullError):
        hand_over(opened, car, to=CertificateOrder(path=str(tmp_path / "page.pdf")))
    assert (statuses(opened, car), kinds_of(opened)) == before
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_page_that_cannot_be_made_leaves_no_entry(
    opened: OpenedStore, car: Vehicle, tmp_path: Path
) -> None:
    def broken(facts: HandoverFacts) -> CertificatePaper:
        return replace(page(facts), title="\ue000")

    before = kinds_of(opened)
    with pytest.raises(OwnerAppError):
        hand_over(opened, car, to=CertificateOrder(path=str(tmp_path / "page.pdf")), maker=broken)
    assert kinds_of(opened) == before


def test_a_wrong_vin_a_task_of_another_notice_and_an_erased_car_leave_no_entry(
    opened: OpenedStore, car: Vehicle, tmp_path: Path
) -> None:
    before = kinds_of(opened)
    with pytest.raises(VinInvalidError):
        hand_over(opened, car, to=CertificateOrder(path=str(tmp_path / "p.pdf"), vin="short"))
    with pytest.raises(NoticeChangedError):
        hand_over(opened, car, told={"dashcam/gone": Told.DONE})
    assert kinds_of(opened) == before
    erasure = ErasureService(opened)
    erasure.erase(erasure.plan_car(car.id))
    with pytest.raises(CarMissingError):
        hand_over(opened, car)
    assert CLOSING not in kinds_of(opened)


# ----------------------------------------------------------------------- the certificate


@pytest.fixture
def written(opened: OpenedStore, car: Vehicle, notice: Notice, tmp_path: Path) -> Path:
    some_on(opened, car, notice)
    path = tmp_path / "page.pdf"
    told = {GeneralTask.RESET.value: Told.DONE}
    hand_over(opened, car, told=told, to=CertificateOrder(path=str(path)))
    return path


def test_the_page_is_one_sealed_sound_page(written: Path) -> None:
    said = subprocess.run(["pdfsig", str(written)], check=False, capture_output=True, text=True)
    assert "Signature is Valid" in said.stdout
    assert "Total document signed" in said.stdout
    subprocess.run(["qpdf", "--check", str(written)], check=True, capture_output=True)
    information = subprocess.run(
        ["pdfinfo", str(written)], check=True, capture_output=True, text=True
    ).stdout
    assert re.search(r"^Pages:\s+1$", information, re.MULTILINE)
    assert re.search(r"^Tagged:\s+yes$", information, re.MULTILINE)


@pytest.mark.parametrize("language", ["en", "zh_Hans", "ar-XB", "en-XA"])
def test_with_everything_on_it_is_one_page_still(
    notice: Notice, tmp_path: Path, language: str
) -> None:
    facts = HandoverFacts(
        occasion=Occasion.SOLD,
        at=Place(data_dir=Path("nowhere")).clock.now(),
        notice=notice,
        tasks=tasks(notice, Occasion.SOLD),
        told={},
        closed=tuple(item.id for item in notice.optional()),
        proof=VinProof(salt="ab" * 16, sha256="cd" * 32, vin=VIN),
    )
    path = tmp_path / "page.pdf"
    path.write_bytes(kept_printer().make_small(certificate(facts, language=language, zone=UTC)))
    assert text_of(path).count("\f") == 1


def test_the_page_says_whose_word_it_is_and_names_neither_car_nor_owner(written: Path) -> None:
    text = text_of(written)
    assert "Declared by the owner, not verified." in text
    assert re.search(r"Reset the car to how it left the factory\s+Done", text)
    assert "Nothing was said" in text
    assert "Cabin camera clips" in text
    for private in (NAME, OWNER, PLATE, VIN):
        assert private not in text
    assert VIN.encode() not in written.read_bytes()


def test_a_buyer_compares_the_vin_by_the_printed_command(written: Path) -> None:
    text = text_of(written)
    (command,) = re.findall(r"printf '%s' '[0-9a-f]{32}:VIN' \| sha256sum", text)
    (printed,) = re.findall(r"^\s*([0-9a-f]{64})\s*$", text, re.MULTILINE)

    def run(vin: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command.replace(":VIN", f":{vin}")],
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.split()[0]

    assert run(VIN) == printed
    assert run(VIN[:-1] + "7") != printed


def test_two_pages_of_one_car_have_nothing_in_common_by_which_to_join_them(
    opened: OpenedStore, car: Vehicle, tmp_path: Path
) -> None:
    found = []
    for name in ("one.pdf", "two.pdf"):
        path = tmp_path / name
        hand_over(opened, car, to=CertificateOrder(path=str(path)))
        found.append(set(re.findall(r"\b[0-9a-f]{32,64}\b", text_of(path))))
    assert found[0]
    assert not found[0] & found[1]


def test_the_vin_stands_on_the_page_only_where_it_was_ticked(
    opened: OpenedStore, car: Vehicle, tmp_path: Path
) -> None:
    path = tmp_path / "page.pdf"
    hand_over(opened, car, to=CertificateOrder(path=str(path), with_vin=True))
    assert VIN in text_of(path)


def test_a_typed_vin_is_hashed_and_kept_nowhere(opened: OpenedStore, tmp_path: Path) -> None:
    car = Vehicles(opened).add(checked_details(name=NAME), shipped())
    path = tmp_path / "page.pdf"
    order = CertificateOrder(path=str(path), vin=" lsvaa4182 e2123456")
    hand_over(opened, car, to=order)
    text = text_of(path)
    salt, digest = re.findall(r"^\s*([0-9a-f]{32}|[0-9a-f]{64})\s*$", text, re.MULTILINE)
    assert hashlib.sha256(f"{salt}:{VIN}".encode()).hexdigest() == digest
    assert VIN not in repr(order) + text
    with opened.store.read() as work:
        assert [item.vin for item in work.vehicles()] == [""]


def test_without_a_vin_the_page_says_so_and_has_no_hash(
    opened: OpenedStore, tmp_path: Path
) -> None:
    car = Vehicles(opened).add(checked_details(name=NAME), shipped())
    path = tmp_path / "page.pdf"
    hand_over(opened, car, to=CertificateOrder(path=str(path)))
    text = text_of(path)
    assert "No VIN was given for this page" in text
    assert not re.search(r"\b[0-9a-f]{32,}\b", text)


# ----------------------------------------------------------------------- the tasks


def test_steps_come_from_the_notice_only_and_have_a_source(notice: Notice) -> None:
    found = tasks(notice, Occasion.SOLD)
    guided = [task for task in found if task.guide is not None]
    assert {task.practice.id for task in guided if task.practice} == {
        "parked-car-watch", "dashcam", "phone-contacts",
    }  # fmt: skip
    assert all(
        task.guide.sources and task.guide.action == "delete" for task in guided if task.guide
    )
    assert all(task.guide is None for task in found if task.general is not None)


@pytest.mark.parametrize("pack", ["byd-cn-compiled", "tesla-cn-compiled", "eu-reference-ev"])
@pytest.mark.parametrize("occasion", list(Occasion))
def test_every_notice_gives_tasks_with_keys_of_their_own(pack: str, occasion: Occasion) -> None:
    found = tasks(shipped(pack).notice, occasion)
    keys = [task.key for task in found]
    assert keys
    assert len(set(keys)) == len(keys)


HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40
) | st.sampled_from(["#panic()", "$x$", "<b>", "\\u{41}", "*_`", "{page}", "@a", "'; rm -rf /"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(title=HOSTILE, version=HOSTILE, language=st.sampled_from(["en", "zh_Hans", "ar-XB"]))
def test_a_hostile_notice_stays_text_on_the_page(title: str, version: str, language: str) -> None:
    notice = shipped().notice
    first = notice.practices[0]
    text = Text(by_language=dict.fromkeys(first.title.by_language, title))
    changed = replace(
        notice, version=version, practices=(replace(first, title=text), *notice.practices[1:])
    )
    facts = HandoverFacts(
        occasion=Occasion.SOLD,
        at=Place(data_dir=Path("nowhere")).clock.now(),
        notice=changed,
        tasks=tasks(changed, Occasion.SOLD),
        told={},
        closed=(first.id,),
        proof=None,
    )
    paper = certificate(facts, language=language, zone=UTC)
    assert json.loads(paper_json(paper))["tables"][0]["rows"][2]["value"] == version
    assert title in paper.tables[2].rows[0].value


def test_the_hash_is_over_salt_colon_and_vin() -> None:
    assert vin_message(VIN, "ab") == f"ab:{VIN}".encode()


def test_the_words_of_the_notice_are_in_the_language_of_the_page(notice: Notice) -> None:
    facts = HandoverFacts(
        occasion=Occasion.SOLD,
        at=Place(data_dir=Path("nowhere")).clock.now(),
        notice=notice,
        tasks=tasks(notice, Occasion.SOLD),
        told={},
        closed=(CABIN,),
        proof=None,
    )
    paper = certificate(facts, language=CHINESE, zone=UTC)
    assert paper.language.script == "hans"
    assert paper.tables[2].rows[0].value == "车内摄像头片段"

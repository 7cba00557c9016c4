"""Records about a day that is over: what stood then, and nothing that came later."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.notice import Notice
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import ChoiceService
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.record_counts import RecordCounts
from ownerapp.services.records import RecordService
from tests.support.desks import CABIN, DRIVING, Place, add_car, command, commit, no, yes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "exports"


def record_of(place: Place, folder: Path, *words: str) -> dict[str, Any]:
    """Export one JSON record on the command line, check it, and return what it says."""
    code, out, err = command(
        place, "export", "--format", "json", "--to", str(folder), "--json", *words
    )
    assert (code, err) == (0, "")
    (path,) = json.loads(out)["files"]
    code, said, _err = command(place, "verify", path)
    assert (code, said.splitlines()[-1]) == (0, "valid")
    (record,) = json.loads(Path(path).read_bytes())["credentialSubject"]["dpv:hasRecordOfActivity"]
    assert isinstance(record, dict)
    return record


def status(record: dict[str, Any], practice: str) -> str:
    (process,) = (item for item in record["dpv:hasProcess"] if item["dct:identifier"] == practice)
    return str(process["car:status"])


def test_it_says_what_stood_at_the_end_of_that_day_and_that_it_does(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, folder: Path
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7), no(DRIVING))
    place.clock.move(days=2)
    commit(opened, car, no(CABIN), yes(notice, DRIVING, Term.YEAR_1))
    place.clock.move(days=1)

    then = record_of(place, folder, "--on", "2026-11-20")
    now = record_of(place, folder)

    assert [status(then, item) for item in (CABIN, DRIVING)] == ["given", "refused"]
    assert [status(now, item) for item in (CABIN, DRIVING)] == ["withdrawn", "given"]
    assert "car:asOf" not in now
    assert then["car:asOf"] == {
        "car:day": "2026-11-20",
        "car:zone": "Asia/Shanghai",
        "car:at": "2026-11-20T15:59:59Z",
    }
    assert "as-of-day" in then["car:shows"]
    assert "2026-11-22" not in json.dumps(then["dpv:hasProcess"])


@pytest.mark.parametrize(("day", "stood"), [("2026-11-21", "given"), ("2026-11-28", "expired")])
def test_a_yes_that_ended_by_then_has_ended_and_one_that_ended_later_has_not(
    place: Place,
    opened: OpenedStore,
    car: Vehicle,
    notice: Notice,
    *,
    folder: Path,
    day: str,
    stood: str,
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    place.clock.move(days=20)

    assert status(record_of(place, folder, "--on", day), CABIN) == stood


def test_the_day_ends_by_the_clock_of_the_zone(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, folder: Path
) -> None:
    place.clock.set(datetime(2026, 11, 20, 15, 59, 59, 900_000, tzinfo=UTC))
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    place.clock.set(datetime(2026, 11, 20, 16, 0, tzinfo=UTC))
    commit(opened, car, no(CABIN))
    place.clock.move(days=2)

    assert status(record_of(place, folder, "--on", "2026-11-20"), CABIN) == "given"
    assert status(record_of(place, folder, "--on", "2026-11-21"), CABIN) == "withdrawn"


def test_today_means_now(place: Place, car: Vehicle, folder: Path) -> None:
    assert "car:asOf" not in record_of(place, folder, "--on", "2026-11-20")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-21", "has not begun yet"),
        ("2026-11-19", "was not here yet"),
        ("0001-01-01", "was not here yet"),
        ("9999-12-31", "has not begun yet"),
        ("2026-02-30", "is not a date"),
    ],
)
def test_a_day_without_a_history_is_refused_and_nothing_is_written(
    place: Place, car: Vehicle, folder: Path, day: str, said: str
) -> None:
    code, out, err = command(place, "export", "--to", str(folder), "--on", day)

    assert (code, out) == (2, "")
    assert said in err
    assert not folder.exists()


def test_of_all_cars_those_that_were_here_get_a_record(
    place: Place, opened: OpenedStore, car: Vehicle, folder: Path
) -> None:
    place.clock.move(days=3)
    add_car(opened, name="The later one")
    place.clock.move(days=1)

    for day, count in (("2026-11-21", 1), ("2026-11-23", 2)):
        code, out, _err = command(
            place, "export", "--all", "--on", day, "--format", "json", "--to",
            str(folder / day), "--json",
        )  # fmt: skip
        assert (code, len(json.loads(out)["files"]), len(json.loads(out)["records"])) == (
            0, count, count,
        )  # fmt: skip


def test_the_list_of_records_counts_what_was_on_at_that_day(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, folder: Path
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    place.clock.move(days=2)
    commit(opened, car, no(CABIN))
    record_of(place, folder, "--on", "2026-11-20")
    record_of(place, folder)
    service = RecordService(opened, ChoiceService(opened))

    counts = RecordCounts(opened, NoticeShelf(opened.around.packs)).of_all()

    assert [counts[entry.record] for entry in service.exports()] == [0, 1]


def test_the_code_on_its_paper_names_the_day(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, folder: Path
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    place.clock.move(days=2)
    record = json.dumps(record_of(place, folder, "--on", "2026-11-20"))
    assert record
    code, out, err = command(
        place, "export", "--on", "2026-11-20", "--format", "pdf", "--to", str(folder), "--json"
    )
    assert (code, err) == (0, "")
    (path,) = json.loads(out)["files"]
    assert "about the end of 20 Nov 2026" in command(place, "verify", path)[1]


def test_only_the_named_collections_go_in_and_unknown_ones_are_refused(
    place: Place, opened: OpenedStore, car: Vehicle, folder: Path
) -> None:
    record = record_of(place, folder, "--practice", DRIVING, CABIN)
    assert {item["dct:identifier"] for item in record["dpv:hasProcess"]} == {CABIN, DRIVING}
    for name, said in (("nothing", "no collection called"), ("crash-recorder", "has no switch")):
        code, _out, err = command(
            place, "export", "--practice", name, "--to", str(folder / "refused")
        )
        assert code == 2
        assert said in err
    assert not (folder / "refused").exists()


def test_all_cars_and_one_car_or_single_collections_do_not_go_together(
    place: Place, opened: OpenedStore, car: Vehicle, folder: Path
) -> None:
    add_car(opened, name="The other")
    with pytest.raises(SystemExit):
        command(place, "export", "--all", "--car", car.id, "--to", str(folder))
    code, _out, _err = command(place, "export", "--all", "--practice", CABIN, "--to", str(folder))
    assert code == 2
    assert not folder.exists()

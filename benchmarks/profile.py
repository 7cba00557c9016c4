"""A prepared profile: one car, a notice of 50 practices, 1,000 entries of history."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ownerapp.bootstrap import make_desk
from ownerapp.domain.event import Method
from ownerapp.domain.ids import Language
from ownerapp.domain.vehicle import Vehicle
from ownerapp.presentation.asking import with_term
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.desk import Desk
from ownerapp.resources import resource_path
from ownerapp.services.choices import Answer

PRACTICES = 50
ENTRIES = 1_000
_ENGLISH = Language("en")


def large_pack(path: Path, *, practices: int = PRACTICES) -> Path:
    """Write a notice of so many practices, made from the shipped one, and return its path."""
    pack = json.loads(resource_path("notices", "cn-reference-ev.json").read_bytes())
    originals = pack["practices"]
    made = list(originals)
    optional = [item for item in originals if item["mode"] == "optional"]
    number = 2
    while len(made) < practices:
        for item in optional:
            if len(made) == practices:
                break
            copy = json.loads(json.dumps(item))
            copy["id"] = f"{item['id']}-{number}"
            made.append(copy)
        number += 1
    pack["practices"] = made
    pack["id"] = "cn-reference-large"
    path.write_text(json.dumps(pack, ensure_ascii=False), encoding="utf-8")
    return path


def prepare(data_dir: Path, pack: Path, passphrase: str | None, *, entries: int = ENTRIES) -> None:
    """Fill a data folder with a car and that many entries of real answers."""
    allow_unsigned(data_dir)
    desk = make_desk(data_dir, Method.DESKTOP)
    try:
        desk.open(passphrase)
        details = desk.check_details(name="Bench car")
        vehicle = desk.add_car(details, desk.notices.load(str(pack)))
        _answer_until(desk, vehicle, entries)
    finally:
        desk.close()


def allow_unsigned(data_dir: Path) -> None:
    """Let a yes to the large notice through, which is nobody's, as a person would."""
    data_dir.mkdir(parents=True, exist_ok=True)
    settings = {"format": 1, "unsigned_notices": True}
    (data_dir / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


def _answer_until(desk: Desk, vehicle: Vehicle, entries: int) -> None:
    while True:
        view = desk.choices(vehicle)
        missing = entries - view.entries
        if missing <= 0:
            break
        turn_on = not any(item.choice and item.choice.is_on(view.now) for item in view.choices)
        batch = [
            _answer(desk, vehicle, on=turn_on, place=place) for place in range(len(view.choices))
        ]
        desk.answer(vehicle, batch[:missing], language=_ENGLISH)
    # Everything on at the end, so that turning off can be measured.
    everything = [
        _answer(desk, vehicle, on=True, place=place) for place in range(len(view.choices))
    ]
    desk.answer(vehicle, everything, language=_ENGLISH)


def _answer(desk: Desk, vehicle: Vehicle, *, on: bool, place: int) -> Answer:
    view = desk.choices(vehicle)
    practice = view.choices[place].practice
    if not on:
        return Answer(practice=practice.id, on=False)
    ask = ChoicesPresenter(view, language=_ENGLISH, zone=desk.zone()).ask(practice)
    term = ask.terms[-1]
    return Answer(practice=practice.id, on=True, term=term.term, shown=with_term(ask, term))


@contextmanager
def opened(data_dir: Path, passphrase: str | None) -> Iterator[Desk]:
    """Open a prepared folder and close it again."""
    desk = make_desk(data_dir, Method.DESKTOP)
    try:
        desk.open(passphrase)
        yield desk
    finally:
        desk.close()

"""Stalls of the event loop while a person types into the search, with twenty cars.

Each car follows a notice of its own with 27 practices. A child process opens the window on
them, types several searches letter by letter, opens results and goes through the list, while
a timer of one millisecond measures how late it is at worst.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.promise import Promise
from ownerapp.bootstrap import make_desk
from ownerapp.domain.event import Method
from ownerapp.resources import resource_path

CARS = 20
LIMIT_MS = 25


def run(home: Path, env: dict[str, str], passphrase: str | None) -> list[Promise]:
    """Measure on a folder with twenty cars, made for it."""
    data_dir = home / "twenty-cars"
    prepare(data_dir, home, passphrase)
    result = subprocess.run(
        [sys.executable, "-m", "benchmarks.search_visit", str(data_dir)],
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    worst: dict[str, float] = json.loads(result.stdout.splitlines()[-1])
    return [
        Promise(
            name=f"longest stall while {name}, {CARS} cars",
            value=value,
            limit=LIMIT_MS,
            unit="ms",
        )
        for name, value in worst.items()
    ]


def prepare(data_dir: Path, home: Path, passphrase: str | None) -> None:
    """Fill a data folder with cars, each with a notice of its own."""
    pack = json.loads(resource_path("notices", "us-ca-reference-ev.json").read_bytes())
    desk = make_desk(data_dir, Method.DESKTOP)
    try:
        desk.open(passphrase)
        for number in range(1, CARS + 1):
            path = home / f"car-{number}.json"
            pack["id"] = f"us-ca-reference-{number}"
            path.write_text(json.dumps(pack, ensure_ascii=False), encoding="utf-8")
            details = desk.check_details(name=f"Car {number}")
            desk.add_car(details, desk.notices.load(str(path)))
    finally:
        desk.close()

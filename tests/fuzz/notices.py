"""Fuzzes everything that is done with a notice: ``python -m tests.fuzz.notices --count 100000``.

Each mutated pack is read, and where it is a pack also checked against the law, shown,
compared, searched for what is not stated, given to translators and signed. Only our own
errors may come of it, in at most a second, and nothing outside the folder is touched.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from ownerapp.compliance.check import check_notice
from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_change import compare_notices
from ownerapp.packs.gettext_files import extract
from ownerapp.packs.parse import parse_pack
from ownerapp.presentation.check_page import check_page_state
from ownerapp.presentation.notice_page import notice_lines
from ownerapp.qa.nasty_packs import nasty_packs
from ownerapp.resources import resource_path
from ownerapp.services.wording import ListedWording
from tests.fuzz.guard import guarded
from tests.fuzz.mutations import Tree, mutated
from tests.support.full_pack import full_pack

LIMIT_SECONDS = 1.0
TODAY = date(2026, 11, 21)


def seeds() -> list[Tree]:
    """Return good packs, small ones so that many can be tried, that use every field."""
    shipped = [
        json.loads(path.read_bytes()) for path in sorted(resource_path("notices").glob("*.json"))
    ]
    for tree in shipped:
        tree["practices"] = tree["practices"][:2]
        tree["sensors"] = [
            sensor
            for sensor in tree.get("sensors", [])
            if any(sensor["id"] in item.get("sensors", []) for item in tree["practices"])
        ]
    nasty = [nasty_packs(shipped[0])[name] for name in ("renamed", "nothing-stated", "thai")]
    return [full_pack(), full_pack(), *shipped, *nasty]


def use(data: bytes, other: Notice) -> str:
    """Do everything with a file that the program would; return how it ended.

    Returns:
        ``pack``, or the code of our own error with its reason.
    """
    try:
        notice = parse_pack(data)
        report = check_notice(notice, today=TODAY, wording=ListedWording())
        for language in notice.languages[:2]:
            check_page_state(notice, report, language)
            notice_lines(notice, language)
        compare_notices(other, notice)
        compare_notices(notice, other)
        extract(data)
    except OwnerAppError as error:
        return f"{error.code} {getattr(error, 'reason', '')}".strip()
    return "pack"


def run(numbers: Sequence[int]) -> tuple[Counter[str], list[str]]:
    """Try the files of some numbers; return how they ended, and what was found."""
    good = seeds()
    other = parse_pack(json.dumps(good[0]).encode())
    ends: Counter[str] = Counter()
    found: list[str] = []
    use(json.dumps(good[2]).encode(), other)  # loads what is loaded on first use
    with tempfile.TemporaryDirectory() as folder, guarded(Path(folder)) as guard:
        for number in numbers:
            data = mutated(good, number)
            started = time.perf_counter()
            guard.active = True
            try:
                ends[use(data, other)] += 1
            except Exception as error:  # noqa: BLE001 - this is what a fuzzer looks for
                found.append(f"{number}: {type(error).__name__}: {error}")
            finally:
                guard.active = False
            took = time.perf_counter() - started
            if took > LIMIT_SECONDS:
                found.append(f"{number}: took {took:.2f} s")
    return ends, found


def main(arguments: Sequence[str]) -> int:
    """Try many files on several processes; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="the first number")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    started = time.monotonic()
    every = range(options.first, options.first + options.count)
    ends: Counter[str] = Counter()
    found: list[str] = []
    with ProcessPoolExecutor(options.jobs) as pool:
        size = 500
        parts = [every[start : start + size] for start in range(0, len(every), size)]
        for part_ends, part_found in pool.map(run, parts):
            ends += part_ends
            found += part_found
    print(f"{sum(ends.values())} files in {time.monotonic() - started:.0f} s")
    for end, count in ends.most_common():
        print(f"{count:>8}  {end}")
    for line in found:
        print(f"FOUND {line}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

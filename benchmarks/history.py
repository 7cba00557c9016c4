"""A history of 100,000 entries beside one of 100: start, day view, commit, and its full check.

The timeline of the long one is zoomed and moved, too; its event loop must not stall.

The baseline of the full check reads the same rows of the same file with the bare driver and
hashes each. Everything else is measured on both histories in turns.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from benchmarks.long_history import LONG, SHORT, prepare_long
from benchmarks.profile import opened
from benchmarks.promise import Promise, interleaved, processor_timed, timed
from benchmarks.stalls import stalls_of
from ownerapp.domain.event import Method
from ownerapp.domain.ids import Language
from ownerapp.presentation.asking import with_term
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.desk import Desk
from ownerapp.services.choices import Answer, check_answer, write_answers
from ownerapp.services.log_check import full_check
from ownerapp.storage.store_file import SqlStore

_ENGLISH = Language("en")
_CHECKS = 9
_STARTS = 9
_DAYS = 15
_COMMITS = 99
_DAYS_AGO = 400
_BATCH = 500
_ALL_ROWS = "SELECT seq, body, leaf_hash FROM events ORDER BY seq"


def run(home: Path, pack: Path, env: dict[str, str], passphrase: str | None) -> list[Promise]:
    """Make both histories and measure on them."""
    short, long = home / "short", home / "long"
    prepare_long(short, pack, passphrase, entries=SHORT)
    prepare_long(long, pack, passphrase, entries=LONG)
    promises = [_start(short, long, env)]
    with opened(short, passphrase) as few, opened(long, passphrase) as many:
        promises.append(_day(few, many))
        promises.append(_check(many))
        promises.append(_commit(few, many))
    return [*promises, *stalls_of(["benchmarks.long_visit", str(long)], env)]


def _start(short: Path, long: Path, env: dict[str, str]) -> Promise:
    def ready(data_dir: Path) -> float:
        command = [sys.executable, "-m", "ownerapp", "--data-dir", str(data_dir)]
        command += ["--lang", "en", "--exit-after", "ready"]
        return timed(
            lambda: subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
        )

    ready(short)
    ready(long)
    few, many = interleaved([lambda: ready(short), lambda: ready(long)], rounds=_STARTS)
    return Promise(
        name=f"start to readable choices with {LONG:,} entries / with {SHORT}",
        value=many / few,
        limit=1.3,
        note=f"{few * 1000:.0f} ms and {many * 1000:.0f} ms here",
    )


def _day(few: Desk, many: Desk) -> Promise:
    def look(desk: Desk) -> float:
        car = desk.cars()[0]
        today = desk.now().astimezone(desk.zone()).date()
        return processor_timed(
            lambda: [desk.on_day(car, today - timedelta(days=back)) for back in (0, _DAYS_AGO)]
        )

    for desk in (few, many):
        look(desk)
    short, long = interleaved([lambda: look(few), lambda: look(many)], rounds=_DAYS)
    return Promise(
        name=f"day view with {LONG:,} entries / with {SHORT}",
        value=long / short,
        limit=1.3,
        note=f"today and {_DAYS_AGO} days ago, {long * 1000:.0f} ms of the processor here",
    )


def _check(desk: Desk) -> Promise:
    store = desk._require()  # noqa: SLF001 - the benchmark looks at one layer below
    if not isinstance(store.store, SqlStore):
        raise TypeError
    engine = store.store._reading  # noqa: SLF001 - as above

    def bare() -> None:
        with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(_ALL_ROWS)
            while batch := cursor.fetchmany(_BATCH):
                for _seq, body, _leaf in batch:
                    sha256(b"\x00" + body).digest()

    def check() -> None:
        if not full_check(store.store, store.ledger, store.around).is_good:
            raise ValueError

    check()
    bare_seconds, check_seconds = interleaved(
        [lambda: processor_timed(bare), lambda: processor_timed(check)], rounds=_CHECKS
    )
    return Promise(
        name=f"full check of {LONG:,} entries / reading and hashing the same rows",
        value=check_seconds / bare_seconds,
        limit=2,
        note=f"{check_seconds * 1000:.0f} ms of the processor here",
    )


def _commit(few: Desk, many: Desk) -> Promise:
    short, long = interleaved([_Choices(few), _Choices(many)], rounds=_COMMITS)
    return Promise(
        name=f"committed choice with {LONG:,} entries / with {SHORT}",
        value=long / short,
        limit=1.5,
        note=f"{short * 1000:.2f} ms and {long * 1000:.2f} ms here",
    )


class _Choices:
    """Turns one practice on and off, without the vault, which the length does not touch."""

    def __init__(self, desk: Desk) -> None:
        self._ledger = desk._require().ledger  # noqa: SLF001 - as above
        self._ledger.anchor = lambda anchor: None  # type: ignore[method-assign] # noqa: ARG005 - see above
        self._car = desk.cars()[0]
        view = desk.choices(self._car)
        self._notice, practice = view.notice, view.choices[0].practice
        ask = ChoicesPresenter(view, language=_ENGLISH, zone=desk.zone()).ask(practice)
        term = ask.terms[-1]
        shown = with_term(ask, term)
        self._answers = (
            Answer(practice=practice.id, on=False),
            Answer(practice=practice.id, on=True, term=term.term, shown=shown),
        )
        self._turn = 0

    def __call__(self) -> float:
        self._turn += 1
        return timed(self._commit)

    def _commit(self) -> None:
        answer = self._answers[self._turn % 2]
        check_answer(self._notice, answer, _ENGLISH)
        with self._ledger.entries() as entries:
            write_answers(
                entries,
                self._car,
                self._notice,
                [answer],
                method=Method.DESKTOP,
                language=_ENGLISH,
            )

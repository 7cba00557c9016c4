"""A committed choice against one durable row through the same unit of work.

The keyring's part is reported apart: it comes after the commit and off the window's thread.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from benchmarks.profile import opened
from benchmarks.promise import Promise, interleaved, timed
from ownerapp.domain.event import Method
from ownerapp.domain.ids import Language, Sha256Hex
from ownerapp.domain.log import Anchor
from ownerapp.presentation.asking import with_term
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.desk import Desk
from ownerapp.services.choices import Answer, check_answer, write_answers

_ENGLISH = Language("en")
_ROUNDS = 99
_ROW_BYTES = 2048


def run(data_dir: Path, passphrase: str | None) -> list[Promise]:
    """Measure on a prepared folder."""
    with opened(data_dir, passphrase) as desk:
        return _measure(desk)


def _measure(desk: Desk) -> list[Promise]:
    opened_store = desk._require()  # noqa: SLF001 - the benchmark looks at one layer below
    ledger = opened_store.ledger
    vehicle = desk.cars()[0]
    view = desk.choices(vehicle)
    notice, practice = view.notice, view.choices[0].practice
    ask = ChoicesPresenter(view, language=_ENGLISH, zone=desk.zone()).ask(practice)
    term = ask.terms[-1]
    yes = Answer(practice=practice.id, on=True, term=term.term, shown=with_term(ask, term))
    no = Answer(practice=practice.id, on=False)
    turn = iter(range(10**9))
    anchors: list[Anchor] = []
    keep = ledger.anchor

    def row() -> float:
        return timed(lambda: _durable_row(desk, next(turn)))

    def choice() -> float:
        answer = yes if next(turn) % 2 else no

        def commit() -> None:
            check_answer(notice, answer, _ENGLISH)
            with ledger.entries() as entries:
                write_answers(
                    entries, vehicle, notice, [answer], method=Method.DESKTOP, language=_ENGLISH
                )

        return timed(commit)

    ledger.anchor = anchors.append  # type: ignore[method-assign, assignment] # apart below
    row_seconds, choice_seconds = interleaved([row, choice], rounds=_ROUNDS)
    ledger.anchor = keep  # type: ignore[method-assign] # as it was
    head = anchors[-1]
    (anchor_seconds,) = interleaved([lambda: timed(lambda: keep(head))], rounds=9)
    return [
        Promise(
            name="committed choice / one durable row",
            value=choice_seconds / row_seconds,
            limit=3,
            note=f"row {row_seconds * 1000:.2f} ms, choice {choice_seconds * 1000:.2f} ms here",
        ),
        Promise(
            name="log head into the vault, apart",
            value=anchor_seconds / row_seconds,
            limit=None,
            note=f"{opened_store.info.vault.value}, off the window's thread",
        ),
    ]


def _durable_row(desk: Desk, number: int) -> None:
    """Write one row of the size of an entry through the same unit of work, one commit."""
    opened_store = desk._require()  # noqa: SLF001 - the benchmark looks at one layer below
    with opened_store.store.write() as work:
        body = number.to_bytes(8, "big") * (_ROW_BYTES // 8)
        work.add_shown_text(Sha256Hex(sha256(body).hexdigest()), body)
        work.commit()

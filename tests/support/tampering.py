"""What somebody with the key could do to a closed store; each function is one deed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from ownerapp.domain.choice import Status
from ownerapp.domain.log import TreeEdge
from ownerapp.services.ledger import HEAD_SECRET
from ownerapp.services.opening import OpenedStore
from tests.support.desks import Place

_GIVEN, _REFUSED = b"consent.given", b"consent.refused"
_FIRST_YES = 2
"""The entry of the first yes: a car was added, its notice shown, then this."""


def older_copy(place: Place) -> Path:
    """Return where a test keeps an older copy of the store."""
    return place.data_dir.parent / "older.db"


def put_the_older_copy_back(place: Place) -> None:
    shutil.copyfile(older_copy(place), place.store_path)


def cut_the_end(place: Place) -> None:
    with place.sql() as connection:
        connection.execute("DELETE FROM events WHERE seq >= 5")


def cut_the_end_and_the_tree_with_it(place: Place) -> None:
    with place.sql() as connection:
        connection.execute("DELETE FROM events WHERE seq >= 5")
        _fit_the_tree(place, connection)


def cut_everything(place: Place) -> None:
    with place.sql() as connection:
        connection.execute("DELETE FROM events")


def rewrite_an_entry(place: Place) -> None:
    with place.sql() as connection:
        _rewrite(connection)


def rewrite_an_entry_and_its_hash(place: Place) -> None:
    with place.sql() as connection:
        body = _rewrite(connection)
        leaf = place.around().sealer.leaf_hash(body)
        connection.execute("UPDATE events SET leaf_hash = ? WHERE seq = ?", (leaf, _FIRST_YES))


def rewrite_an_entry_and_the_tree(place: Place) -> None:
    rewrite_an_entry_and_its_hash(place)
    with place.sql() as connection:
        _fit_the_tree(place, connection)


def rewrite_an_entry_the_tree_and_the_root(place: Place) -> None:
    rewrite_an_entry_and_its_hash(place)
    with place.sql() as connection:
        root = _fit_the_tree(place, connection)
        connection.execute(
            "UPDATE checkpoints SET root = ? "
            "WHERE position = (SELECT max(position) FROM checkpoints)",
            (root,),
        )


def take_an_entry_out_of_the_middle(place: Place) -> None:
    with place.sql() as connection:
        connection.execute("DELETE FROM events WHERE seq = 3")


def swap_two_entries(place: Place) -> None:
    with place.sql() as connection:
        rows = connection.execute(
            "SELECT seq, body, leaf_hash FROM events WHERE seq IN (2, 3) ORDER BY seq"
        ).fetchall()
        for (seq, _body, _leaf), (_seq, body, leaf) in zip(rows, reversed(rows), strict=True):
            connection.execute(
                "UPDATE events SET body = ?, leaf_hash = ? WHERE seq = ?", (body, leaf, seq)
            )


def slip_an_entry_in(place: Place) -> None:
    with place.sql() as connection:
        connection.execute(
            "INSERT INTO events SELECT (SELECT max(seq) + 1 FROM events), body, leaf_hash, at, "
            "kind, person, vehicle, practice FROM events WHERE seq = ?",
            (_FIRST_YES,),
        )


def take_the_checkpoints_out(place: Place) -> None:
    with place.sql() as connection:
        connection.execute("DELETE FROM checkpoints")


def spoil_the_signature(place: Place) -> None:
    with place.sql() as connection:
        # The last but one character of the base64 text, so that it stays base64.
        connection.execute(
            "UPDATE checkpoints SET note = substr(note, 1, length(note) - 6) "
            "|| CASE substr(note, length(note) - 5, 1) WHEN 'A' THEN 'B' ELSE 'A' END "
            "|| substr(note, length(note) - 4)"
        )


def empty_the_head(place: Place) -> None:
    place.vault.delete(HEAD_SECRET)


def spoil_the_head(place: Place) -> None:
    place.vault.set(HEAD_SECRET, "9:not a root")


def _rewrite(connection: Any) -> bytes:
    (body,) = connection.execute("SELECT body FROM events WHERE seq = ?", (_FIRST_YES,)).fetchone()
    changed = bytes(body).replace(_GIVEN, _REFUSED)
    assert changed != body
    connection.execute("UPDATE events SET body = ? WHERE seq = ?", (changed, _FIRST_YES))
    return changed


def _fit_the_tree(place: Place, connection: Any) -> bytes:
    """Make the kept edge fit the entries that are there, and return the root."""
    sealer = place.around().sealer
    leaves = [
        row[0] for row in connection.execute("SELECT leaf_hash FROM events ORDER BY seq").fetchall()
    ]
    edge = sealer.extend(TreeEdge(), leaves)
    connection.execute(
        "UPDATE tree_edge SET size = ?, hashes = ?", (edge.size, b"".join(edge.hashes))
    )
    return sealer.root(edge)


def pretend_yes(opened: OpenedStore, practice: str) -> None:
    """Change a kept choice by hand, past the log."""
    with opened.store.write() as work:
        choice = next(one for one in work.choices.all() if one.key.practice == practice)
        work.choices.put(replace(choice, status=Status.GIVEN))
        work.commit()

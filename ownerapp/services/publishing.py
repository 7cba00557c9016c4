"""Exported files between the commit of their entry and their names.

The entry of an export commits first, and then its files get their names. A process that
dies in between leaves them whole, under other names. Which ones these are is kept in the same
transaction as the entry, so the next start finishes what was begun: there is no entry without
its files, and never one file of two.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ownerapp.domain.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ownerapp.services.ports.store import Store, UnitOfWork
    from ownerapp.services.surroundings import Surroundings

_MARK = "publishing"


def publish(
    around: Surroundings,
    store: Store,
    work: UnitOfWork,
    files: Mapping[str, bytes],
    commit: Callable[[], None],
) -> None:
    """Write files around a commit of their entry; the caller holds the lock.

    Raises:
        DiskFullError: There is no room; nothing was committed and no file is left.
        FolderReadOnlyError: The folder cannot be written; the same.
        UnavailableError: The disk failed after the commit; the next start finishes it.
    """
    earlier = _kept(work)

    def committed(staged: Mapping[str, str]) -> None:
        _keep(work, {**earlier, **staged})
        commit()

    around.files.write_together(files, committed)
    try:
        with store.write() as after:
            _keep(after, earlier)
            after.commit()
    except UnavailableError:
        # The files are there; the next start finds nothing to do, and forgets it.
        return


def finish(around: Surroundings, store: Store) -> None:
    """Give files that a process left which died between commit and name their names.

    What cannot be reached now is tried again at the next start.
    """
    with store.read() as work:
        if not _kept(work):
            return
    try:
        # Read again inside the lock: another process may be between the two right now.
        with around.lock.hold(), store.write() as work:
            staged = _kept(work)
            waiting = around.files.finish(staged)
            if waiting != staged:
                _keep(work, waiting)
                work.commit()
    except UnavailableError:
        return


def forget(work: UnitOfWork) -> None:
    """Forget files that could not be reached: a path can say who somebody is."""
    if _kept(work):
        _keep(work, {})


def _kept(work: UnitOfWork) -> dict[str, str]:
    return dict(json.loads(work.meta(_MARK) or "{}"))


def _keep(work: UnitOfWork, staged: Mapping[str, str]) -> None:
    work.set_meta(_MARK, json.dumps(dict(staged)))

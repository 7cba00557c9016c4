"""What is left to do once somebody was erased: no byte of the name may stay anywhere.

The rows go with the entry, in one transaction. What the engine keeps of them elsewhere, in
free space, in its write-ahead log and in copies, is removed after that; until it is, the
store keeps a mark, and each start of the program tries again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ownerapp.domain.errors import UnavailableError

if TYPE_CHECKING:
    from ownerapp.services.ports.store import Store, UnitOfWork
    from ownerapp.services.surroundings import Surroundings

_MARK = "erasure"
_PENDING, _DONE = "pending", "done"


def mark_pending(work: UnitOfWork) -> None:
    """Keep that something was erased and its remains are to be removed."""
    work.set_meta(_MARK, _PENDING)


def is_pending(work: UnitOfWork) -> bool:
    """Tell whether remains are to be removed."""
    return work.meta(_MARK) == _PENDING


def scrub(around: Surroundings, store: Store) -> bool:
    """Remove the remains of what was erased, and tell whether none is left.

    False where another program has the store open, or the disk fails: nothing is lost by
    that, and the next start tries again.
    """
    try:
        with around.lock.hold():
            around.store_file.erase_copies()
            if not store.scrub():
                return False
            with store.write() as work:
                work.set_meta(_MARK, _DONE)
                work.commit()
    except UnavailableError:
        return False
    return True

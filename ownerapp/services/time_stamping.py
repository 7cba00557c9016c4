"""Time stamps for records that are exported: only where the person named a server."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ownerapp.domain.errors import TimeStampNowhereError
from ownerapp.domain.time_stamp import TimeStamp, checked_server
from ownerapp.services.bundling import BUNDLE
from ownerapp.services.ports.store import UnitOfWork
from ownerapp.services.surroundings import Surroundings


def check_stamp_order(server: str | None, formats: Sequence[str]) -> None:
    """Check, before anything is made, that a time stamp that was ordered can be had.

    Raises:
        TimeStampAddressError: The address is not one of a server.
        TimeStampNowhereError: No format was ordered that holds a time stamp.
    """
    if server is None:
        return
    checked_server(server)
    if not {"pdf", BUNDLE} & set(formats):
        raise TimeStampNowhereError


def seal_stamp(around: Surroundings, server: str | None) -> Callable[[bytes], bytes] | None:
    """Return what stamps the seal of a PDF, or None where no server was named."""
    if server is None:
        return None
    return lambda signature: around.time_stamps.ask(server, signature).token


def checkpoint_stamp(
    around: Surroundings, work: UnitOfWork, server: str | None
) -> TimeStamp | None:
    """Return a time stamp over the text of the last tree head, or None without a server.

    To be called once the entries of ``work`` are sealed and before they are committed: when the
    server fails, nothing is kept.

    Raises:
        TimeStampAddressError: The address is not one of a server.
        TimeStampFailedError: The server gave no stamp that holds.
    """
    checkpoint = work.events.latest_checkpoint()
    if server is None or checkpoint is None:
        return None
    return around.time_stamps.ask(server, checkpoint.note.encode("utf-8"))

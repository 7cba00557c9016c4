"""Time stamps for records that are exported: only where the person named a server."""

from __future__ import annotations

from collections.abc import Callable

from ownerapp.domain.time_stamp import TimeStamp
from ownerapp.services.ports import UnitOfWork
from ownerapp.services.surroundings import Surroundings


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

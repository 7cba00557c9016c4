"""The ports of time and chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from datetime import datetime, tzinfo


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC, to the millisecond."""
        ...

    def monotonic_ms(self) -> int:
        """Return a counter that never goes back while the computer runs."""
        ...

    def zone(self) -> tzinfo:
        """Return the local zone, in which days and months of a term count."""
        ...

    def zone_name(self) -> str:
        """Return the IANA name of the local zone, ``UTC`` when it is not known."""
        ...


class IdSource(Protocol):
    """The only source of randomness for ids."""

    def uuid(self) -> str:
        """Return a random UUID (version 4) in its usual text form."""
        ...

    def nonce(self) -> str:
        """Return 16 random bytes as 32 hex digits."""
        ...

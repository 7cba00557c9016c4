"""The computer's clock and its local zone."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

UNKNOWN_ZONE: Final = "UTC"
_LOCALTIME_PATH: Final = Path("/etc/localtime")
_TIMEZONE_PATH: Final = Path("/etc/timezone")
_MILLISECOND_US: Final = 1000


class SystemClock:
    """The one place that asks the computer for the time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC, to the millisecond."""
        instant = datetime.now(UTC)  # noqa: TID251 - this class is the Clock port
        return instant.replace(microsecond=instant.microsecond // _MILLISECOND_US * _MILLISECOND_US)

    def monotonic_ms(self) -> int:
        """Return a counter that never goes back while the computer runs."""
        return time.monotonic_ns() // 1_000_000

    def zone(self) -> ZoneInfo:
        """Return the local zone; it is asked anew each time, because people travel."""
        return ZoneInfo(self.zone_name())

    def zone_name(self) -> str:
        """Return the IANA name of the local zone, ``UTC`` when it is not known."""
        name = local_zone_name()
        return name if is_zone(name) else UNKNOWN_ZONE


def is_zone(name: str) -> bool:
    """Tell whether the time zone database has a zone of this name."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # a bad key, a folder, and an unknown zone
        return False
    return True


def local_zone_name() -> str:
    """Return what the system calls the local zone, not checked; empty when it says nothing.

    A ``TZ`` variable that is set decides alone, as for every other program.
    """
    if "TZ" in os.environ:
        return _zone_in_path(os.environ["TZ"].removeprefix(":"))
    return _registry_zone() if sys.platform == "win32" else _configured_zone()


def _configured_zone() -> str:
    try:
        # Not resolve(): some systems link the zone names among each other.
        name = _zone_in_path(str(_LOCALTIME_PATH.readlink()))
    except OSError:
        name = ""
    if name:
        return name
    try:
        return _TIMEZONE_PATH.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _zone_in_path(path: str) -> str:
    """Return ``Europe/Berlin`` of ``/usr/share/zoneinfo/posix/Europe/Berlin``."""
    _, found, name = path.rpartition("zoneinfo/")
    if not found and path.startswith(("/", "..")):
        return ""
    return name.removeprefix("posix/").removeprefix("right/")


def _registry_zone() -> str:
    # Windows names its zones in its own way; Babel carries the table of CLDR.
    from babel.localtime import get_localzone  # noqa: PLC0415 - Windows only, and slow

    try:
        return str(getattr(get_localzone(), "key", ""))
    except LookupError:
        return ""

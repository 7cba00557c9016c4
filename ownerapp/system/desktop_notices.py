"""Notifications of the desktop, asked for over the session bus.

Desktop Notifications Specification 1.2. Rules:

1. The bus of this session is asked and nobody else; where there is none, or nobody shows
   notifications, the answer is no, and soon.
2. A new text takes the place of the last one: old ones do not pile up.
3. The texts are the program's own words. What the person collects, the names of cars, people and
   companies never stand in them, because a locked screen may show them to everybody.
"""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jeepney import Message

_NAME: Final = "org.freedesktop.Notifications"
_PATH: Final = "/org/freedesktop/Notifications"
_WAIT_SECONDS: Final = 3.0
_PROGRAM: Final = "ownerapp"
"""The name, the icon and the desktop entry of the program."""
_DESKTOP_DECIDES: Final = -1
"""The desktop's own setting says how long a notification is shown."""


class BusNotices:
    """Also the ``DesktopNotices`` port."""

    def __init__(self) -> None:
        self._last = 0
        """The number that the desktop gave to what was said last; 0 is none."""

    def say(self, title: str, text: str) -> bool:
        """Say something in place of what was said last; tell whether the desktop took it."""
        if not sys.platform.startswith("linux"):
            return False
        number = _notify(title, text, replaces=self._last)
        self._last = number or 0
        return number is not None


def _notify(title: str, text: str, *, replaces: int) -> int | None:
    """Ask the desktop; return the number of the notification, or None (rule 1)."""
    # Only loaded where something is said, and there only on Linux.
    from jeepney import DBusErrorResponse, MessageType  # noqa: PLC0415 - see above
    from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 - see above

    try:
        with closing(open_dbus_connection("SESSION")) as connection:
            asked = _question(title, text, replaces=replaces)
            answer = connection.send_and_get_reply(asked, timeout=_WAIT_SECONDS)
    except (OSError, KeyError, ValueError, EOFError, RuntimeError, DBusErrorResponse):
        # No address or one of another kind, a socket that is gone, a bus that refuses, answers
        # nonsense or does not answer in time.
        return None
    if answer.header.message_type is not MessageType.method_return:
        return None
    number = answer.body[0] if answer.body else None
    return number if isinstance(number, int) else None


def _question(title: str, text: str, *, replaces: int) -> Message:
    from jeepney import DBusAddress, new_method_call  # noqa: PLC0415 - as above

    address = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
    hints = {"desktop-entry": ("s", _PROGRAM)}
    actions: list[str] = []
    body = (_PROGRAM, replaces, _PROGRAM, title, text, actions, hints, _DESKTOP_DECIDES)
    made: Message = new_method_call(address, "Notify", "susssasa{sv}i", body)
    return made

"""The words and icons for kinds of sensors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ownerapp.i18n import pgettext

_ICONS: Final[Mapping[str, str]] = {
    "antenna": "sat",
    "battery": "battery",
    "camera": "camera",
    "camera/cabin": "cabin",
    "controller": "box",
    "display": "screen",
    "gnss": "sat",
    "hvac": "thermo",
    "imu": "pulse",
    "lidar": "radar",
    "microphone": "mic",
    "modem": "sim",
    "nfc": "touch",
    "optical": "eye",
    "pedals": "wheel",
    "phone": "contacts",
    "port": "bolt",
    "radar": "radar",
    "seat": "user",
    "steering": "wheel",
    "storage": "folder",
    "ultrasonic": "ultra",
    "virtual": "globe",
    "wheel": "wheel",
}


def group_icon(kind: str) -> str:
    """Return the icon of a kind; a kind that is not known here has a general one."""
    return _ICONS.get(kind, "box")


def group_title(kind: str) -> str:
    """Return the words for several sensors of a kind."""
    match kind:
        case "camera":
            # Translators: several sensors of one kind, a row of a list.
            title = pgettext("sensors", "Outside cameras")
        case "camera/cabin":
            title = pgettext("sensors", "Cabin cameras")
        case "radar":
            title = pgettext("sensors", "Radars")
        case "lidar":
            title = pgettext("sensors", "Laser scanners")
        case "ultrasonic":
            title = pgettext("sensors", "Ultrasonic sensors")
        case "microphone":
            title = pgettext("sensors", "Microphones")
        case "antenna" | "gnss":
            title = pgettext("sensors", "Antennas")
        case "modem":
            title = pgettext("sensors", "Mobile network")
        case "seat":
            title = pgettext("sensors", "Seats")
        case "wheel":
            title = pgettext("sensors", "Wheels")
        case "controller":
            # Translators: computers inside a car.
            title = pgettext("sensors", "Control units")
        case "port":
            # Translators: sockets of a car, for charging or for a workshop.
            title = pgettext("sensors", "Sockets")
        case "virtual":
            # Translators: what collects data away from the car, such as a form or a server.
            title = pgettext("sensors", "Away from the car")
        case _:
            title = pgettext("sensors", "Other parts")
    return title

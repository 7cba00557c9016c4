"""What a person set for this program on this computer; never anything about a car's data."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ownerapp.domain.values import dataclass

TEXT_SCALE_MIN: Final = 100
TEXT_SCALE_MAX: Final = 200
LOCK_AFTER_CHOICES: Final = (0, 5, 15, 60)
"""Minutes without use after which the data may be locked; 0 is never."""
WINDOW_SIDE_MIN: Final = 100
WINDOW_SIDE_MAX: Final = 32_767
"""Qt's own bound is larger; no screen is."""


class Theme(StrEnum):
    """The colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, with the values of a first start as defaults.

    Raises:
        ValueError: A number is out of its range.
    """

    language: str | None = None
    """None follows the system."""
    theme: Theme = Theme.SYSTEM
    text_scale_percent: int = TEXT_SCALE_MIN
    reduced_motion: bool = False
    window_width: int | None = None
    window_height: int | None = None
    last_page: str = ""
    last_export_dir: str | None = None
    car: str | None = None
    """The car that was last looked at."""
    unsigned_notices: bool = False
    """Whether a yes may be recorded from a notice that nobody signed; the record says so."""
    time_stamp_server: str = ""
    """The server that may be asked for a time stamp at an export; empty means none, ever."""
    knows_places: bool = False
    """What is where was offered once; it is not offered again."""
    lock_after_minutes: int = 0
    """After so many minutes without use a store with a lock is locked; 0 is never."""

    reminders: bool = True
    """Whether the window says that a choice ends soon."""
    desktop_reminders: bool = False
    """Whether the desktop says it, too; only if asked."""

    def __post_init__(self) -> None:
        if not TEXT_SCALE_MIN <= self.text_scale_percent <= TEXT_SCALE_MAX:
            raise ValueError(self.text_scale_percent)
        if self.lock_after_minutes not in LOCK_AFTER_CHOICES:
            raise ValueError(self.lock_after_minutes)
        for side in (self.window_width, self.window_height):
            if side is not None and not WINDOW_SIDE_MIN <= side <= WINDOW_SIDE_MAX:
                raise ValueError(side)

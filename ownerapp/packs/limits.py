"""Bounds of a notice pack, checked before any work is done on it.

They are far above what a real notice needs and far below what would hurt a computer.
"""

from __future__ import annotations

FORMAT_VERSION = "1.0"
"""Major versions are refused when unknown; a higher minor version may add fields."""

FILE_BYTES = 8 * 1024 * 1024
CONTAINERS = 50_000
"""Objects and lists in one file."""
DEPTH = 12
"""Levels of objects and lists inside one another."""

NAME_LENGTH = 160
"""A title, a question, a name or a chip."""
TEXT_LENGTH = 2_000
"""A sentence or a paragraph."""
STRING_LENGTH = 4_000
"""Any string at all, in fields of later minor versions too."""

LANGUAGES = 40
GROUPS = 40
PARTIES = 100
RIGHTS = 40
PRACTICES = 200
SENSORS = 200
SOURCES = 200
FEW = 30
"""A list that is short by its nature: purposes, topics, guided steps."""
LIST = 100
"""Any other list."""

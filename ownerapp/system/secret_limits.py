"""What every vault takes, so that a secret kept in one fits into any other."""

from __future__ import annotations

from typing import Final

VALUE_LIMIT: Final = 1000
"""Windows takes 1,280 characters of UTF-16; the rest is reserve."""


def check_secret(name: str, value: str) -> None:
    """Refuse a secret that some system's vault would not take.

    Raises:
        ValueError: The name or the value does not fit; that is our bug. It is not shown.
    """
    if not (name and name.isascii() and name.replace("-", "").isalnum()):
        raise ValueError(name)
    if not value or len(value) > VALUE_LIMIT or not value.isascii() or not value.isprintable():
        raise ValueError(name)

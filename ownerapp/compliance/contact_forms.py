"""Tells whether a contact can be what it is said to be, by its form alone; nothing is called."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PHONE = re.compile(r"\+?[0-9(][0-9 ()./-]{3,28}[0-9]", re.ASCII)
_MAIL = re.compile(r"[^\s@<>()\[\],;:]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}")
_FEWEST_DIGITS = 5
"""Service numbers such as 12345 are the shortest."""


def is_phone(text: str) -> bool:
    """Tell whether a text has the form of a telephone number."""
    return _PHONE.fullmatch(text) is not None and sum(map(str.isdigit, text)) >= _FEWEST_DIGITS


def is_mail(text: str) -> bool:
    """Tell whether a text has the form of a mail address."""
    return _MAIL.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Tell whether a text has the form of an address on the web."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    has_host = "." in parts.netloc.strip(".")
    return parts.scheme in {"http", "https"} and has_host and not re.search(r"\s", text)

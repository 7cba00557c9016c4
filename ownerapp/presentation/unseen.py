"""Leaves out of names and paths what cannot be seen.

They are data of whoever made a file. Marks that turn the direction of writing around would let a
name end in another kind of file than it has, and move what stands beside it.
"""

from __future__ import annotations

import unicodedata


def without_unseen(text: str) -> str:
    """Return a name or a path as it is shown."""
    return "".join(character for character in text if unicodedata.category(character)[0] != "C")

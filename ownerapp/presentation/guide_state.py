"""Guided steps as a value: what to press, and from where that is known."""

from __future__ import annotations

from ownerapp.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideText:
    """One guide; without steps it says that nobody stated them."""

    label: str
    steps: tuple[str, ...]
    source: str
    """Scope, source and date; where there are no steps, that they are not stated."""

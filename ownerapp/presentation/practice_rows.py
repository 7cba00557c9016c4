"""What a notice tells of a collection, in the one order in which it is told everywhere.

The question before a yes shows all of it, a card under *Details* what fits there.
"""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.domain.notice import Practice
from ownerapp.domain.text import Text
from ownerapp.i18n import _


def told_rows(practice: Practice) -> Iterator[tuple[str, str, Text]]:
    """Yield field, label and text of every row that each collection has."""
    # Translators: the label of a row that says what is collected.
    yield "what", _("What"), practice.what
    # Translators: the label of a row that says what the data is collected for.
    yield "why", _("Why"), practice.why
    # What decides the answer comes before the particulars: it must not be the part that
    # one has to scroll for.
    yield "necessity", _("Why it is needed"), practice.necessity
    yield "effect", _("What it means for you"), practice.effect
    # Translators: the label of a row that names the place.
    yield "where_processed", _("Where processed"), practice.where_processed
    # Translators: the label of a row that names the place.
    yield "where_stored", _("Where stored"), practice.where_stored
    # Translators: the label of a row that says how long the data is kept.
    yield "how_long", _("How long"), practice.retention.text
    yield "who", _("Who receives it"), practice.who
    yield "how_to_stop", _("How to stop"), practice.how_to_stop

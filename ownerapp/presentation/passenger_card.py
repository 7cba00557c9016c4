"""Presents the card for passengers: what is on in this car today, until when, whom to ask.

Plain facts in two languages, a side for each. The code holds the short text itself: no link
and no server, so a telephone without a network reads it. The car's name stands on the card
only where the person ticked it; no plate, no VIN, no owner.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import tzinfo

from ownerapp.domain.choice import Choice, Status
from ownerapp.domain.event import rfc3339
from ownerapp.domain.notice import Practice
from ownerapp.domain.paper import PaperLanguage, PaperRow, PaperTable
from ownerapp.domain.small_paper import CardPaper, CardSide
from ownerapp.domain.text import Text
from ownerapp.i18n import _, available_languages, npgettext, pgettext, translate_in
from ownerapp.i18n.filling import OWN_MARKS
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation.joining import labelled
from ownerapp.presentation.paper_language import paper_language
from ownerapp.presentation.voice import Voice, notice_language
from ownerapp.presentation.whom_to_ask import whom_to_ask
from ownerapp.services.choices import CarChoices

CODE_LIMIT_BYTES = 440
"""So that a code at level M is at most 45 mm wide, on a card of 105 mm."""
_CONTACT_LIMIT_BYTES = 160
_OWN_MARKS = OWN_MARKS | frozenset("\u2066\u2067")


def second_language(view: CarChoices, first: str) -> str:
    """Return the other language of a card: the notice's own, or English."""
    known = available_languages()
    for tag in (view.notice.native_language, *known):
        if tag in known and paper_language(tag).lang != paper_language(first).lang:
            return tag
    return first


def card_paper(
    view: CarChoices, *, languages: Sequence[str], with_name: bool, zone: tzinfo
) -> CardPaper:
    """Return the card, a side for each language."""
    sides = []
    for tag in dict.fromkeys(languages):
        with translate_in(tag) as spoken:
            sides.append(_Side(view, spoken.language, zone).side(with_name=with_name))
    return CardPaper(
        language=sides[0].language,
        title=sides[0].title,
        created=rfc3339(view.now.replace(microsecond=0)),
        sides=tuple(sides),
    )


class _Side:
    """Puts the present choices into the words of one language."""

    def __init__(self, view: CarChoices, language: str, zone: tzinfo) -> None:
        self._view = view
        self._language = language
        self._zone = zone
        self._texts = notice_language(view.notice, language)
        self._voice = Voice(view.notice, self._texts)
        self._on = tuple(
            (item.practice, item.choice)
            for item in view.choices
            if item.choice is not None and item.status is Status.GIVEN
        )

    def side(self, *, with_name: bool) -> CardSide:
        """Return one side."""
        ask = whom_to_ask(self._view.notice, self._voice)
        day = format_date(self._view.now, self._zone)
        title = _("What this car collects today")
        if with_name:
            # Translators: the heading of a card; {name} is what the owner calls the car.
            title = _("What {name} collects today", name=self._view.vehicle.name)
        parts = [
            PaperTable(
                heading=_("On, because the owner allowed it"),
                intro="" if self._on else _("Nothing optional is on."),
                rows=tuple(
                    self._row(item, _until(choice, self._zone)) for item, choice in self._on
                ),
            ),
            *self._always(),
            PaperTable(heading=_("Whom to ask"), intro=ask),
        ]
        return CardSide(
            language=paper_language(self._language),
            title=title,
            # Translators: {date} is a date.
            day=_("As it stood on {date}", date=day),
            parts=tuple(parts),
            note=_(
                "The owner's choices as recorded on a computer, and what the maker's notice "
                "declares. Nobody checked the car."
            ),
            code=_code_text(
                # Translators: a heading with the day behind it.
                labelled(title, day),
                [
                    labelled(self._title(item), _until(choice, self._zone))
                    for item, choice in self._on
                ],
                none_on=_("Nothing optional is on."),
                required=[self._title(item) for item in self._view.notice.required()],
                ask=ask,
            ),
            caption=_("This text again, for a telephone. The code leads nowhere."),
        )

    def _always(self) -> Iterator[PaperTable]:
        notice = self._view.notice
        if required := notice.required():
            rows = tuple(self._row(item, pgettext("card", "always")) for item in required)
            yield PaperTable(heading=_("Always on"), rows=rows)
        if silent := notice.undetermined():
            rows = tuple(self._row(item, pgettext("card", "not stated")) for item in silent)
            yield PaperTable(heading=_("Not stated whether it can be turned off"), rows=rows)

    def _row(self, practice: Practice, value: str) -> PaperRow:
        words, language = self._words(practice.title)
        return PaperRow(label=words, value=value, label_language=language)

    def _words(self, text: Text) -> tuple[str, PaperLanguage | None]:
        language, words = text.best(self._texts, self._view.notice.native_language)
        own = paper_language(self._language)
        other = paper_language(language) if language else own
        return words, other if other.lang != own.lang else None

    def _title(self, practice: Practice) -> str:
        return self._voice.words(practice.title)


def _until(choice: Choice, zone: tzinfo) -> str:
    if choice.ends_at is None:
        # Translators: how long something is on, on a card for passengers.
        return pgettext("card", "no end date")
    # Translators: how long something is on, on a card for passengers; {date} is a date.
    return pgettext("card", "until {date}", date=format_date(choice.ends_at, zone))


def _code_text(
    head: str, on: Sequence[str], *, none_on: str, required: Sequence[str], ask: str
) -> str:
    """Return the text of the code, short enough to be drawn; what is left out is counted."""
    ask = _plain(ask)
    tail = [ask] if _size(ask) <= _CONTACT_LIMIT_BYTES else []
    always = [labelled(_("Always on"), title) for title in required]
    lines = [_plain(head)]
    if not on:
        lines.append(_plain(none_on))
    wanted = [_plain(line) for line in (*on, *always)]
    while True:
        left = len(on) + len(always) - len(wanted)
        more = [_plain(_more(left))] if left else []
        text = "\n".join((*lines, *wanted, *more, *tail))
        if _size(text) <= CODE_LIMIT_BYTES:
            return text
        if wanted:
            wanted.pop()
        elif tail:
            tail = []
        else:
            return _cut(text)


def _more(count: int) -> str:
    # Translators: at the end of a short list; {n} is how many are not in it.
    return npgettext("card", "and {n} more on the card", "and {n} more on the card", count)


def _plain(text: str) -> str:
    """Return a text on one line without marks that a telephone would show as boxes."""
    kept = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign
        for sign in text
        if sign not in _OWN_MARKS
    )
    return " ".join(kept.split())


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _cut(text: str) -> str:
    """Return as much of a text as fits, at the border of a letter."""
    return text.encode("utf-8")[:CODE_LIMIT_BYTES].decode("utf-8", "ignore")


def card_name(day: str) -> str:
    """Return the offered name of the file; it says nothing about the car."""
    return f"passenger-card-{day}.pdf"

"""Presents the question before a yes: the whole text, the terms and the equal pair.

Rules:

1. ``shown`` is everything that a person sees with the question, each piece once and
   exactly as it stands there; it is what the answer is kept with.
2. What is asked singly is a sheet: question, reason and route are on it, and of the chips
   those that are the reason; where and how long stand in its rows. Everything else is
   asked inside its card, where title, sentence, chips and state stand already.
3. Nothing is chosen beforehand. Where the text is not complete, no length is offered, or
   nobody known stands behind the notice, no yes can be given, and the question says why.
4. What the notice does not state is shown as not stated, and hashed as shown.
5. Where a change of the notice ended a yes, its end is offered beside the other lengths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from ownerapp.domain.continuing import FormerYes
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Practice, Reach
from ownerapp.domain.term import Term, term_end
from ownerapp.domain.text import ShownLine, ShownText, Text
from ownerapp.domain.trust import NoticeTrust
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation import words
from ownerapp.presentation.practice_rows import told_rows
from ownerapp.presentation.states import (
    AskState,
    ChipState,
    LineState,
    RowState,
    StopState,
    TermState,
    Tone,
)
from ownerapp.presentation.trust_words import locked_sentence
from ownerapp.presentation.voice import Voice

_NOT_ON_A_TERMINAL = ("route", "state", "keep_off", "turn_on", "footnote", "notice_link", "locked")


class Asker:
    """Makes the questions of one notice; the terms are put into words once for all."""

    def __init__(
        self,
        notice: Notice,
        *,
        trust: NoticeTrust,
        language: Language,
        voice: Voice,
        now: datetime,
        zone: tzinfo,
    ) -> None:
        self._notice = notice
        self._untrusted = locked_sentence(trust)
        self._language = language
        self._voice = voice
        self._now = now
        self._zone = zone
        self._terms: dict[Term, TermState] = {}

    def chips(self, practice: Practice) -> tuple[ChipState, ...]:
        """Return the chips in their fixed order: sensitive, place, other, time kept."""
        chips = []
        if practice.sensitive:
            # Translators: a mark on a kind of data that the law calls sensitive.
            chips.append(ChipState(text=_("Sensitive"), icon="finger", tone=Tone.ATTENTION))
        chips.append(words.reach_chip(practice, self._notice.regime))
        if practice.blurred_in_car:
            chips.append(ChipState(text=_("Blurred in the car first"), icon="blur"))
        chips.append(ChipState(text=self._time_kept(practice), icon="clock"))
        return tuple(chips)

    def ask(
        self,
        practice: Practice,
        *,
        chips: tuple[ChipState, ...],
        word: str,
        line: LineState | None,
        former: FormerYes | None = None,
        on_sheet: bool | None = None,
    ) -> AskState:
        """Return what is shown before a yes on one practice.

        Args:
            practice: What is asked.
            chips: The chips of its card, from :meth:`chips`.
            word: The state word on its card.
            line: The line below that word.
            former: The yes that a change of the notice ended and whose end may stay.
            on_sheet: Whether it is shown on a sheet; by default only what is asked singly is.
        """
        voice = self._voice
        on_sheet = practice.asked_singly if on_sheet is None else on_sheet
        if practice.asked_singly:
            chips = tuple(chip for chip in chips if chip.tone is Tone.ATTENTION)
        rows = tuple(
            (field, voice.row(label, text), text) for field, label, text in _rows(practice)
        )
        terms = tuple(self._term(term) for term in self._notice.offered_terms(practice))
        if former is not None and former.ends_at is not None:
            terms = (self._kept_end(former, former.ends_at), *terms)
        ask = AskState(
            practice=practice.id,
            icon=practice.icon,
            question=voice.words(practice.question) or voice.words(practice.title),
            reason=voice.words(practice.alone_reason) or voice.words(practice.sentence),
            chips=chips,
            rows=tuple(row for _field, row, _text in rows),
            route_heading=_("How far it travels"),
            route=self._route(practice),
            terms_heading=_("If you allow it, for how long?") if terms else "",
            terms=terms,
            choose_first=_("Choose how long"),
            # Translators: said when Turn on is pressed while a part of the text was not on screen.
            read_first=_("Read to the end first"),
            # Translators: says no to one collection. It stands beside Turn on, with the same
            # weight: keep the two about equally long.
            keep_off=_("Keep off"),
            # Translators: says yes to one collection. It stands beside Keep off, with the same
            # weight: keep the two about equally long.
            turn_on=_("Turn on"),
            footnote=_("Each change is saved in your history. You can change it at any time."),
            # Translators: {version} is the version of the notice, for example 1.0.
            notice_link=_("Read the full notice, version {version}", version=self._notice.version),
            locked=self._locked(practice, terms),
            shown=(),
            origin=words.origin_sentence(self._notice)
            if on_sheet and words.is_compiled(self._notice)
            else "",
        )
        lines = [
            voice.stated("title", practice.title),
            voice.stated("sentence", practice.sentence),
            *(self._sheet_lines(practice, ask) if on_sheet else ()),
            *voice.chips(chips),
            *(() if on_sheet else self._state_lines(word, line)),
            *self._row_lines(rows),
            *(self._route_lines(ask) if on_sheet else ()),
            *self._foot_lines(ask),
        ]
        return replace(ask, shown=tuple(line for line in lines if line.text))

    def _sheet_lines(self, practice: Practice, ask: AskState) -> tuple[ShownLine, ...]:
        return (
            self._voice.stated("question", practice.question),
            self._voice.stated("alone_reason", practice.alone_reason),
            self._voice.said("origin", ask.origin),
        )

    def _state_lines(self, word: str, line: LineState | None) -> Iterator[ShownLine]:
        yield self._voice.said("state", word)
        if line is not None:
            yield self._voice.said("state.line", line.text)

    def _row_lines(self, rows: Sequence[tuple[str, RowState, Text]]) -> Iterator[ShownLine]:
        for field, row, text in rows:
            yield self._voice.said(f"label.{field}", row.label)
            yield self._voice.stated(field, text) if text else self._voice.said(field, row.text)

    def _route_lines(self, ask: AskState) -> Iterator[ShownLine]:
        yield self._voice.said("route.heading", ask.route_heading)
        for number, stop in enumerate(ask.route):
            yield self._voice.said(f"route.{number}", stop.title)
            yield self._voice.said(f"route.{number}.detail", stop.detail)

    def _foot_lines(self, ask: AskState) -> Iterator[ShownLine]:
        said = self._voice.said
        yield said("terms.heading", ask.terms_heading)
        for term in ask.terms:
            yield said(f"term.{term.key}", term.title)
            yield said(f"term.{term.key}.ends", term.ends)
        yield said("locked", ask.locked)
        yield said("keep_off", ask.keep_off)
        yield said("turn_on", ask.turn_on)
        yield said("footnote", ask.footnote)
        yield said("notice_link", ask.notice_link)

    def _locked(self, practice: Practice, terms: tuple[TermState, ...]) -> str:
        if self._untrusted:
            return self._untrusted
        if not terms:
            return words.no_length(self._notice)
        if practice.is_complete_in(self._language):
            return ""
        if not all(practice.yes_texts().values()):
            return words.no_whole_text(self._notice)
        return _(
            "This text is not complete in the chosen language, so it cannot be turned on here. "
            "Choose another language in Settings."
        )

    def _time_kept(self, practice: Practice) -> str:
        return self._voice.words(practice.retention.chip) or _("Time kept not stated")

    def _route(self, practice: Practice) -> tuple[StopState, ...]:
        regime, reach = self._notice.regime, practice.reach
        is_stated = isinstance(reach, Reach)
        # Translators: under a place that the data does not reach.
        not_reached = _("Not sent") if is_stated else words.not_stated(self._notice)
        return (
            StopState(
                title=pgettext("place", "In the car"), detail=_("Recorded here first"), reached=True
            ),
            StopState(
                title=words.country_stop(regime),
                detail=self._time_kept(practice) if practice.leaves_vehicle else not_reached,
                reached=practice.leaves_vehicle,
            ),
            StopState(
                title=words.outside_stop(regime),
                # Translators: under a place that the data reaches.
                detail=_("Sent") if practice.leaves_country else not_reached,
                reached=practice.leaves_country,
            ),
        )

    def _kept_end(self, former: FormerYes, ends_at: datetime) -> TermState:
        """Return the end that the person chose before the notice changed."""
        date = format_date(ends_at, self._zone)
        return TermState(
            term=former.term,
            # Translators: {date} is a date such as 12 Dec 2026; the end that was chosen before.
            title=_("Until {date}", date=date),
            # Translators: under an end date that a person had chosen before.
            ends=_("As you had it before"),
            # Translators: the words of a button; {date} is a date such as 12 Dec 2026.
            turn_on=_("Turn on until {date}", date=date),
            keep_end=True,
        )

    def _term(self, term: Term) -> TermState:
        """Return a term in words; formatting dates is most of the work, so once per page."""
        kept = self._terms.get(term)
        if kept is None:
            ends_at = term_end(term, self._now, self._zone)
            kept = self._terms[term] = TermState(
                term=term,
                title=words.term_title(term),
                ends=words.term_ends(term, ends_at, self._zone),
                turn_on=words.turn_on_words(term),
            )
        return kept


def with_term(ask: AskState, term: TermState) -> ShownText:
    """Return what was on screen when the second button was pressed with a term chosen.

    Its words name the term then, in place of *Turn on*.
    """
    return tuple(
        ShownLine(field="button", lang=line.lang, text=term.turn_on)
        if line.field == "turn_on"
        else line
        for line in ask.shown
    )


def on_terminal(ask: AskState, term: TermState) -> ShownText:
    """Return what the command line prints, and hashes, for a yes with a term.

    A former end is not offered there: a length is what one can type.
    """
    kept = tuple(f"term.{item.key}" for item in ask.terms if item.keep_end)
    return tuple(
        line
        for line in with_term(ask, term)
        if line.field.partition(".")[0] not in _NOT_ON_A_TERMINAL
        and not (kept and line.field.startswith(kept))
    )


def _rows(practice: Practice) -> list[tuple[str, str, Text]]:
    """Return field, label and text of every row, in the order of the sheet."""
    rows = list(told_rows(practice))
    if practice.if_off:
        rows.append(("if_off", _("If it stays off"), practice.if_off))
    if practice.still_sent:
        rows.append(("still_sent", _("Still sent if you refuse"), practice.still_sent))
    return rows

"""The facts of one practice as labelled rows, in the order in which a reader asks.

Rules:

1. A fact that the notice states is a row; one that it says it does not state is a row that
   says so, and so is one that a person is asked to decide without.
2. Silence about a fact that need not apply is no row: nothing is made of it.
3. What a person decides by stands first; then everything else, in detail. There what is not
   stated stands together at the end, each fact by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ownerapp.domain.notice import Notice, Practice, Reach
from ownerapp.domain.notice_codes import NotStated
from ownerapp.domain.notice_facts import StatedPurpose, Transfer
from ownerapp.domain.text import NO_TEXT, Text
from ownerapp.domain.unstated import Silence, unstated_of
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext, npgettext, pgettext
from ownerapp.i18n.formatting import format_date, format_number, format_percent
from ownerapp.presentation import telling_words as telling
from ownerapp.presentation import words
from ownerapp.presentation.code_words import anonymisation_word, ground_word
from ownerapp.presentation.fact_items import FactReader
from ownerapp.presentation.field_words import field_label
from ownerapp.presentation.joining import labelled, phrases, sentences
from ownerapp.presentation.purpose_words import purpose_word
from ownerapp.presentation.voice import Voice

BETWEEN = " · "
"""Stands between items that may hold commas themselves."""
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """A label and what the notice says under it."""

    label: str
    text: str
    missing: bool = False
    """The notice does not state it."""


def practice_rows(notice: Notice, practice: Practice, voice: Voice) -> tuple[NoticeRow, ...]:
    """Return the facts by which a person decides."""
    return tuple(_Practice(notice, practice, voice).main())


def practice_details(notice: Notice, practice: Practice, voice: Voice) -> tuple[NoticeRow, ...]:
    """Return all other facts (rule 3)."""
    rows = list(_Practice(notice, practice, voice).details())
    missing = dict.fromkeys(row.label for row in rows if row.missing)
    stated = [row for row in rows if not row.missing]
    if missing:
        said = NoticeRow(
            # Translators: the label of a list of facts that a notice does not state, either.
            label=_("Also not stated"),
            text=BETWEEN.join(missing),
            missing=True,
        )
        return (*stated, said)
    return tuple(stated)


class _Practice:
    """Puts one practice into rows."""

    def __init__(self, notice: Notice, practice: Practice, voice: Voice) -> None:
        self._notice = notice
        self._practice = practice
        self._voice = voice
        self._facts = FactReader(notice=notice, language=voice.language)
        self._in_detail = FactReader(notice=notice, language=voice.language, in_detail=True)
        self._silent = {
            fact.field for fact in unstated_of(notice, practice) if fact.silence is Silence.SILENT
        }

    def main(self) -> Iterator[NoticeRow]:
        """Yield what a person decides by, in the order of the question."""
        practice = self._practice
        yield from self._fact("mode")
        yield from self._text("required_reason", practice.required_reason)
        yield from self._text("alone_reason", practice.alone_reason)
        yield from self._text("what", practice.what)
        yield from self._text("why", practice.why)
        yield from self._text("necessity", practice.necessity)
        yield from self._text("effect", practice.effect)
        yield from self._text("where_processed", practice.where_processed)
        yield from self._text("where_stored", practice.where_stored)
        yield from self._text("retention.text", practice.retention.text)
        yield from self._text("who", practice.who)
        yield from self._text("how_to_stop", practice.how_to_stop)
        yield from self._text("if_off", practice.if_off)
        yield from self._text("still_sent", practice.still_sent)
        offered = self._notice.offered_terms(practice) if practice.optional else ()
        yield from self._codes("terms", offered, words.term_title)
        if "terms" in self._silent:
            yield self._missing("terms")
        yield from self._text("legal_basis", practice.legal_basis)

    def details(self) -> Iterator[NoticeRow]:
        """Yield everything else."""
        yield from self._kinds()
        yield from self._places()
        yield from self._receivers()
        yield from self._stopping()
        yield from self._law()
        yield from self._telling()
        yield from self._more()

    # ------------------------------------------------------------------- the kinds of rows

    def _missing(self, field: str) -> NoticeRow:
        return NoticeRow(
            label=field_label(field), text=words.not_stated(self._notice), missing=True
        )

    def _text(self, field: str, text: Text) -> Iterator[NoticeRow]:
        """Yield a text of the notice (rules 1 and 2)."""
        said = self._voice.words(text)
        if said:
            yield NoticeRow(label=field_label(field), text=said)
        elif text.not_stated or field in self._silent:
            yield self._missing(field)

    def _fact(self, field: str, reader: FactReader | None = None) -> Iterator[NoticeRow]:
        """Yield a coded fact that a comparison of versions knows as well."""
        items = (reader or self._facts).items(field, self._practice)
        if items == (words.not_stated(self._notice),):
            yield self._missing(field)
        elif items:
            yield NoticeRow(label=field_label(field), text=BETWEEN.join(items))

    def _code(
        self, field: str, value: _Value | NotStated | None, word: Callable[[_Value], str]
    ) -> Iterator[NoticeRow]:
        if isinstance(value, NotStated):
            yield self._missing(field)
        elif value is not None:
            yield NoticeRow(label=field_label(field), text=word(value))

    def _codes(
        self, field: str, values: Iterable[_Value] | NotStated, word: Callable[[_Value], str]
    ) -> Iterator[NoticeRow]:
        if isinstance(values, NotStated):
            yield self._missing(field)
            return
        items = tuple(word(value) for value in values)
        if items:
            yield NoticeRow(label=field_label(field), text=BETWEEN.join(items))

    def _plain(self, field: str, text: str) -> Iterator[NoticeRow]:
        if text:
            yield NoticeRow(label=field_label(field), text=text)

    # ------------------------------------------------------------------- the groups of rows

    def _kinds(self) -> Iterator[NoticeRow]:
        practice = self._practice
        yield from self._fact("sensitive")
        yield from self._fact("personal_data")
        if "personal_data" in self._silent:
            yield self._missing("personal_data")
        yield from self._fact("subjects")
        yield from self._plain(
            "subject_count",
            "" if practice.subject_count is None else format_number(practice.subject_count),
        )
        yield from self._codes("purposes", practice.purposes, self._purpose)
        yield from self._text("context", practice.context)
        yield from self._code("trigger", practice.trigger, telling.trigger_word)
        yield from self._text("method", practice.method)
        if practice.sensors:
            yield from self._fact("sensors")
        yield from self._text("obtained_from", practice.obtained_from)

    def _places(self) -> Iterator[NoticeRow]:
        practice = self._practice
        yield from self._fact("reach")
        yield from self._fact("processing_place")
        if practice.processing_countries != ():
            yield from self._fact("processing_countries")
        yield from self._text("local_reason", practice.local_reason)
        if practice.storage_countries != ():
            yield from self._fact("storage_countries")
        yield from self._text("storage_rule", practice.storage_rule)
        yield from self._fact("retention.period")
        yield from self._fact("retention.end_action")

    def _receivers(self) -> Iterator[NoticeRow]:
        practice, people = self._practice, self._practice.anonymisation
        if practice.provisions or practice.reach is Reach.CAR or _is_not_stated(practice):
            yield from self._fact("recipients", self._in_detail)
        yield from self._provisions()
        for move in practice.transfers:
            yield NoticeRow(label=field_label("transfers"), text=self._transfer(move))
        if "transfers" in self._silent:
            yield self._missing("transfers")
        yield from self._text("disclosure", practice.disclosure)
        yield from self._fact("made_public")
        yield from self._fact("sold_or_shared")
        if people is not None:
            yield from self._code("anonymisation.method", people.method, anonymisation_word)
            yield from self._code("anonymisation.before_egress", people.before_egress, _yes_or_no)
            yield from self._text("anonymisation.why_not", people.why_not)
            yield from self._plain("anonymisation.face_rate", self._rates())

    def _stopping(self) -> Iterator[NoticeRow]:
        practice, stop = self._practice, self._practice.stop
        if stop is not None:
            yield from self._text("stop.path", stop.path)
            yield from self._plain(
                "stop.steps",
                "" if stop.steps is None else ngettext("{n} step", "{n} steps", stop.steps),
            )
            yield from self._codes("stop.modes", stop.modes, telling.stop_mode_word)
        yield from self._text("alternative", practice.alternative)
        yield from self._text("opt_out", practice.opt_out)
        yield from self._text("delete_tags", practice.delete_tags)
        for guide in practice.guides:
            steps = [
                # Translators: one of several steps, for example: 1. Tap Settings.
                _("{number}. {step}", number=number, step=self._voice.words(step))
                for number, step in enumerate(guide.steps, start=1)
            ]
            yield NoticeRow(label=telling.guide_word(guide.action), text="\n".join(steps))

    def _law(self) -> Iterator[NoticeRow]:
        practice, basis, asking = self._practice, self._practice.basis, self._practice.asking
        yield from self._fact("basis")
        if basis is not None:
            yield from self._plain("basis.ref", phrases(basis.ref, basis.article_9))
            yield from self._text("basis.interest", basis.interest)
        if asking is not None:
            yield from self._code("asking.kind", asking.kind, telling.consent_word)
        if practice.defaults is not None:
            yield from self._code("defaults.state", practice.defaults.state, telling.default_word)
            yield from self._code("defaults.reset", practice.defaults.reset, telling.reset_word)
        yield from self._code("eprivacy", practice.eprivacy, telling.device_access_word)
        yield from self._code("ccpa_category", practice.ccpa_category, telling.ccpa_word)
        yield from self._code("ccpa_sensitive", practice.ccpa_sensitive, _yes_or_no)
        yield from self._code("important", practice.important, _yes_or_no)
        yield from self._code("importance", practice.importance, telling.importance_word)
        yield from self._code("system", practice.system, telling.system_word)

    def _telling(self) -> Iterator[NoticeRow]:
        practice, precision = self._practice, self._practice.precision
        yield from self._code("notice_level", practice.notice_level, telling.level_word)
        yield from self._codes("indicators", practice.indicators, telling.indicator_word)
        if precision is not None:
            yield from self._text("precision.range", precision.range)
            yield from self._text("precision.resolution", precision.resolution)
            yield from self._text("precision.reason", precision.reason)
            yield from self._plain(
                "precision.radius_metres",
                ""
                if precision.radius_metres is None
                # Translators: {count} is a number of metres.
                else _("{count} m", count=format_number(precision.radius_metres)),
            )

    def _more(self) -> Iterator[NoticeRow]:
        practice, decision = self._practice, self._practice.automated_decision
        if decision is not None:
            yield from self._fact("automated_decision")
            yield from self._text("automated_decision.logic", decision.logic)
            yield from self._text("automated_decision.effect", decision.effect)
            yield from self._text("automated_decision.human_contact", decision.human_contact)
        yield from self._text("explanation", practice.explanation)
        yield from self._code("stored_by_third", practice.stored_by_third, _yes_or_no)
        yield from self._codes("tags", practice.tags, telling.tag_word)
        yield from self._plain("child_rules", practice.child_rules)
        if practice.standard_icon is not None:
            yield from self._text("standard_icon.alt", practice.standard_icon.alt)
        yield from self._product_data()

    def _product_data(self) -> Iterator[NoticeRow]:
        data = self._practice.product_data
        if data is None:
            return
        yield from self._text("product_data.type", data.type)
        yield from self._text("product_data.format", data.format)
        yield from self._text("product_data.volume", data.volume)
        yield from self._code("product_data.continuous", data.continuous, _yes_or_no)
        yield from self._code("product_data.storage", data.storage, telling.site_word)
        yield from self._text("product_data.retention", data.retention)
        yield from self._text("product_data.access", data.access)
        yield from self._text("product_data.erase", data.erase)
        yield from self._text("product_data.terms", data.terms)

    # ------------------------------------------------------------------- composed answers

    def _purpose(self, purpose: StatedPurpose) -> str:
        """Return a purpose with what the notice says of it beyond the practice's own sentence."""
        ground = ground_word(purpose.ground) if purpose.ground is not None else ""
        name = phrases(purpose_word(purpose.code), ground)
        said = self._voice.words(_unless(purpose.text, self._practice.why))
        return labelled(name, said) if said else name

    def _provisions(self) -> Iterator[NoticeRow]:
        """Yield what each recipient uses data for and how it gets them."""
        for provision in self._practice.provisions or ():
            party = self._notice.party(provision.party)
            name = self._voice.words(party.name) if party is not None else provision.party
            for field, text in (
                ("recipients.purpose", _unless(provision.purpose, self._practice.why)),
                ("recipients.method", provision.method),
            ):
                for row in self._text(field, text):
                    yield NoticeRow(
                        label=row.label, text=labelled(name, row.text), missing=row.missing
                    )

    def _transfer(self, move: Transfer) -> str:
        """Return where data is sent, on what, for what and how, as sentences below one another."""
        lines = [self._facts.transfer(move)]
        for field, text in (
            ("transfers.mechanism", move.mechanism),
            ("transfers.purpose", move.purpose),
            ("transfers.method", move.method),
            ("transfers.exemption", move.exemption),
            ("transfers.rights_procedure", move.rights_procedure),
            ("transfers.risk", move.risk),
            ("transfers.country_system", move.country_system),
            ("transfers.recipient_measures", move.recipient_measures),
        ):
            lines += [labelled(row.label, row.text) for row in self._text(field, text)]
        lines += self._approval(move)
        if move.copy_url:
            lines.append(labelled(field_label("transfers.copy_url"), move.copy_url))
        return "\n".join(lines)

    def _approval(self, move: Transfer) -> list[str]:
        """Return the approval as declared: its number, how it stands and until when."""
        approved = move.approved
        if approved is None:
            number = [labelled(field_label("transfers.approval"), move.approval)]
            return number if move.approval else []
        status = (
            words.not_stated(self._notice)
            if isinstance(approved.status, NotStated)
            else telling.approval_word(approved.status)
            if approved.status is not None
            else ""
        )
        until = (
            # Translators: {date} is the last day of an approval.
            pgettext("approval", "valid until {date}", date=format_date(approved.expires))
            if approved.expires is not None
            else ""
        )
        people = (
            npgettext(
                "approval",
                "for up to {count} person",
                "for up to {count} people",
                approved.scale,
                count=format_number(approved.scale),
            )
            if approved.scale is not None
            else ""
        )
        said = phrases(approved.ref or move.approval, status, until, people)
        return [labelled(field_label("transfers.approval"), said)] if said else []

    def _rates(self) -> str:
        """Return how many faces and plates are found in the car, as declared."""
        stated = self._practice.anonymisation
        if stated is None:
            return ""
        faces = (
            # Translators: {share} is a number such as 98%.
            _("{share} of faces are found.", share=format_percent(stated.face_rate))
            if stated.face_rate is not None
            else ""
        )
        plates = (
            # Translators: {share} is a number such as 98%.
            _("{share} of number plates are found.", share=format_percent(stated.plate_rate))
            if stated.plate_rate is not None
            else ""
        )
        return sentences(faces, plates)


def _unless(text: Text, same: Text) -> Text:
    """Return a text, or nothing where it only repeats another one."""
    return NO_TEXT if text == same else text


def _is_not_stated(practice: Practice) -> bool:
    return isinstance(practice.provisions, NotStated)


def _yes_or_no(value: bool) -> str:  # noqa: FBT001 - a fact
    return _("Yes") if value else _("No")

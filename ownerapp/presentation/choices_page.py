"""Presents the choices page: groups of cards, the meter, the headline, the questions.

What a card or a question shows is also what is hashed with the answer: each state carries
``shown``, the ordered list of everything visible on it.
"""

from __future__ import annotations

from datetime import tzinfo

from ownerapp.domain.choice import Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Practice, Reach
from ownerapp.domain.term import Term, term_end
from ownerapp.domain.text import ShownLine, ShownText, Text, shown_line
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation import words
from ownerapp.presentation.states import (
    AskState,
    CardState,
    ChipState,
    ChoicesState,
    GroupState,
    LineState,
    MeterCell,
    RowState,
    StopState,
    TermState,
    Tone,
)
from ownerapp.services.choices import CarChoices, PracticeChoice

ALWAYS_ON_GROUP = "always-on"


class ChoicesPresenter:
    """Makes the choices page's state from the present choices of one car."""

    def __init__(self, view: CarChoices, *, language: Language, zone: tzinfo) -> None:
        self._view = view
        self._notice = view.notice
        self._language = language
        self._zone = zone
        self._terms: dict[Term, TermState] = {}

    def state(self) -> ChoicesState:
        """Return the whole page."""
        choices = self._view.choices
        on = [item for item in choices if item.status is Status.GIVEN]
        cells = sorted((_cell(item) for item in choices), key=list(MeterCell).index)
        return ChoicesState(
            # Translators: a heading. {on} of {count} collections are on; both are numbers.
            heading=ngettext(
                "{on} of {count} optional collection is on",
                "{on} of {count} optional collections are on",
                len(choices),
                on=len(on),
                count=len(choices),
            ),
            meter=tuple(cells),
            meter_name=self._meter_name(cells),
            counts=self._counts(cells),
            # Translators: says no to all. It stands beside Turn all on, with the same weight: keep
            # the two about equally long.
            all_off=_("Turn all off"),
            # Translators: says yes to all. It stands beside Turn all off, with the same weight:
            # keep the two about equally long.
            all_on=_("Turn all on"),
            pair_note=_("Sensitive items and items that leave the country are asked one by one."),
            groups=self._groups(),
            origin_note=words.origin_sentence(self._notice),
        )

    def ask(self, practice: Practice) -> AskState:
        """Return what is shown before a yes on one practice."""
        return self._ask(practice)

    def _groups(self) -> tuple[GroupState, ...]:
        groups = []
        for group in self._notice.groups:
            members = [item for item in self._view.choices if item.practice.group == group.id]
            if not members:
                continue
            on = sum(item.status is Status.GIVEN for item in members)
            groups.append(
                GroupState(
                    id=group.id,
                    title=self._words(group.title),
                    # Translators: {on} of {count} collections in a group are on.
                    count=_("{on} of {count} on", on=on, count=len(members)),
                    cards=tuple(self._card(item) for item in members),
                )
            )
        required = self._notice.required()
        if required:
            groups.append(
                GroupState(
                    id=ALWAYS_ON_GROUP,
                    title=_("Always on"),
                    # Translators: {count} is the number of collections in a group.
                    count=ngettext(
                        "{count} item", "{count} items", len(required), count=len(required)
                    ),
                    cards=tuple(self._required_card(item) for item in required),
                    icon="lock",
                )
            )
        return tuple(groups)

    def _card(self, item: PracticeChoice) -> CardState:
        practice = item.practice
        title, chips = self._words(practice.title), self._chips(practice)
        word = words.state_word(item.status, item.choice, self._zone)
        line = words.second_line(item.status, item.choice, self._zone)
        return CardState(
            practice=practice.id,
            icon=practice.icon,
            title=title,
            sentence=self._words(practice.sentence),
            chips=chips,
            required=False,
            on=item.status is Status.GIVEN,
            word=word,
            line=line,
            details=self._details(practice, item),
            # Translators: a button that opens more rows; Hide details closes them.
            details_show=_("Details"),
            details_hide=_("Hide details"),
            toggle_name=title,
            toggle_description=". ".join(
                part for part in (word, line.text if line else "") if part
            ),
            asked_singly=practice.asked_singly,
            ask=self._ask(practice),
            shown=self._shown_card(practice, chips, word, line),
        )

    def _required_card(self, practice: Practice) -> CardState:
        title = self._words(practice.title)
        word = _("Always on")
        chips = (
            *self._chips(practice),
            ChipState(text=self._words(practice.legal_basis), icon="scales", tone=Tone.NEUTRAL),
        )
        return CardState(
            practice=practice.id,
            icon=practice.icon,
            title=title,
            sentence=self._words(practice.sentence),
            chips=tuple(chip for chip in chips if chip.text),
            required=True,
            on=True,
            word=word,
            line=None,
            details=self._details(practice, None),
            details_show=_("Details"),
            details_hide=_("Hide details"),
            toggle_name=title,
            toggle_description=word,
            asked_singly=False,
            ask=None,
            shown=(),
        )

    def _chips(self, practice: Practice) -> tuple[ChipState, ...]:
        """Return the chips in their fixed order: sensitive, place, other, time kept."""
        chips = []
        if practice.sensitive:
            # Translators: a mark on a kind of data that the law calls sensitive.
            chips.append(ChipState(text=_("Sensitive"), icon="finger", tone=Tone.ATTENTION))
        chips.append(words.reach_chip(practice, self._notice.regime))
        if practice.blurred_in_car:
            chips.append(ChipState(text=_("Blurred in the car first"), icon="blur"))
        kept = self._words(practice.retention.chip)
        chips.append(ChipState(text=kept or _("Time kept not stated"), icon="clock"))
        return tuple(chips)

    def _details(self, practice: Practice, item: PracticeChoice | None) -> tuple[RowState, ...]:
        rows = [
            # Translators: the label of a row that says what is collected.
            self._row(_("What"), practice.what),
            self._row(_("Who receives it"), practice.who),
            # Translators: the label of a row that says what the data is collected for.
            self._row(_("Why"), practice.why),
            self._row(_("How to stop"), practice.how_to_stop),
            # Translators: the label of a row that names the place.
            self._row(_("Where processed"), practice.where_processed),
            # Translators: the label of a row that says how long the data is kept.
            self._row(_("How long"), practice.retention.text),
        ]
        if practice.required:
            rows.append(self._row(_("Why it is always on"), practice.required_reason))
        if practice.if_off:
            rows.append(self._row(_("If it is off"), practice.if_off))
        if practice.still_sent:
            rows.append(self._row(_("Still sent if you refuse"), practice.still_sent))
        if item is not None and item.choice is not None:
            # Translators: the label of a row such as: On, 3 Nov 2026, notice 1.0.
            rows.append(RowState(label=_("Your choice"), text=self._choice_words(item)))
            rows.append(
                RowState(
                    # Translators: the list of everything that happened, kept on this computer. Not
                    # a record.
                    label=_("History"),
                    # Translators: {number} is the number of an entry of the history.
                    text=_("Entry {number}", number=item.choice.event_seq + 1),
                )
            )
        # Translators: this statement holds for every car of the model, not for one car.
        rows.append(RowState(label=_("Says who"), text=self._scope_words()))
        return tuple(rows)

    def _scope_words(self) -> str:
        notice = self._notice
        # Translators: {version} is the version of the notice, {model} a car model.
        return _(
            "Declared in notice {version} for {model}, not verified",
            version=notice.version,
            model=self._words(notice.model),
        )

    def _choice_words(self, item: PracticeChoice) -> str:
        if item.choice is None:
            return words.status_word(item.status)
        # Translators: {status} is for example Kept off, {date} a date, {version} the version of the
        # notice.
        return _(
            "{status}, {date}, notice {version}",
            status=words.status_word(item.status),
            date=format_date(item.choice.decided_at, self._zone),
            version=self._notice.version,
        )

    def _ask(self, practice: Practice) -> AskState:
        notice = self._notice
        rows = [
            self._row(_("What"), practice.what),
            self._row(_("Why"), practice.why),
            self._row(_("Where processed"), practice.where_processed),
            self._row(_("Where stored"), practice.where_stored),
            self._row(_("How long"), practice.retention.text),
            self._row(_("Who receives it"), practice.who),
            self._row(_("How to stop"), practice.how_to_stop),
            self._row(_("Why it is needed"), practice.necessity),
            self._row(_("What it means for you"), practice.effect),
        ]
        fields = [
            "what", "why", "where_processed", "where_stored", "how_long", "who",
            "how_to_stop", "necessity", "effect",
        ]  # fmt: skip
        if practice.if_off:
            rows.append(self._row(_("If it stays off"), practice.if_off))
            fields.append("if_off")
        if practice.still_sent:
            rows.append(self._row(_("Still sent if you refuse"), practice.still_sent))
            fields.append("still_sent")
        chips = self._chips(practice)
        terms = tuple(self._term(term) for term in notice.offered_terms(practice))
        question = self._words(practice.question) or self._words(practice.title)
        locked = (
            ""
            if practice.is_complete_in(self._language)
            else _(
                "This text is not complete in the chosen language, so it cannot be turned on here. "
                "Choose another language in Settings."
            )
        )
        lines = [
            self._line("title", practice.title),
            self._line("sentence", practice.sentence),
            self._line("question", practice.question),
            self._line("alone_reason", practice.alone_reason),
        ]
        texts = practice.yes_texts() | {
            "if_off": practice.if_off,
            "still_sent": practice.still_sent,
        }
        lines += [self._line(field, texts[field]) for field in fields]
        lines += [
            self._said(f"label.{field}", row.label) for field, row in zip(fields, rows, strict=True)
        ]
        lines += self._chip_lines(chips)
        lines += [
            self._said(f"term.{item.term.value}", f"{item.title}. {item.ends}") for item in terms
        ]
        return AskState(
            practice=practice.id,
            icon=practice.icon,
            question=question,
            reason=self._words(practice.alone_reason) or self._words(practice.sentence),
            chips=chips,
            rows=tuple(rows),
            route_heading=_("How far it travels"),
            route=self._route(practice),
            terms_heading=_("If you allow it, for how long?"),
            terms=terms,
            choose_first=_("Choose how long"),
            # Translators: says no to one collection. It stands beside Turn on, with the same
            # weight: keep the two about equally long.
            keep_off=_("Keep off"),
            # Translators: says yes to one collection. It stands beside Keep off, with the same
            # weight: keep the two about equally long.
            turn_on=_("Turn on"),
            footnote=_("Either answer is saved in your history. You can change it at any time."),
            # Translators: {version} is the version of the notice, for example 1.0.
            notice_link=_("Read the full notice, version {version}", version=notice.version),
            locked=locked,
            shown=tuple(line for line in lines if line.text),
        )

    def _route(self, practice: Practice) -> tuple[StopState, ...]:
        regime, reach = self._notice.regime, practice.reach
        kept = self._words(practice.retention.chip)
        return (
            StopState(
                title=pgettext("place", "In the car"), detail=_("Recorded here first"), reached=True
            ),
            StopState(
                title=words.country_stop(regime),
                # Translators: under a place that the data does not reach.
                detail=kept if reach is not Reach.CAR else _("Not sent"),
                reached=reach is not Reach.CAR,
            ),
            StopState(
                title=words.outside_stop(regime),
                # Translators: under a place that the data reaches.
                detail=_("Sent") if reach is Reach.ABROAD else _("Not sent"),
                reached=reach is Reach.ABROAD,
            ),
        )

    def _term(self, term: Term) -> TermState:
        """Return a term in words; formatting dates is most of the work, so once per page."""
        kept = self._terms.get(term)
        if kept is None:
            ends_at = term_end(term, self._view.now, self._zone)
            kept = self._terms[term] = TermState(
                term=term,
                title=words.term_title(term),
                ends=words.term_ends(term, ends_at, self._zone),
                turn_on=words.turn_on_words(term),
            )
        return kept

    def _counts(self, cells: list[MeterCell]) -> tuple[LineState, ...]:
        confirmed, recorded = cells.count(MeterCell.FILLED), cells.count(MeterCell.STRIPED)
        lines = []
        if confirmed:
            lines.append(
                LineState(
                    # Translators: {count} is a number of collections.
                    text=_("Confirmed by the car: {count}", count=confirmed),
                    icon="dcheck",
                    tone=Tone.CONFIRMED,
                )
            )
        lines.append(
            # Translators: {count} is a number of collections that are on and that the car did not
            # confirm.
            LineState(
                text=_("Recorded only: {count}", count=recorded), icon="pen", tone=Tone.ATTENTION
            )
        )
        lines.append(
            # Translators: {count} is a number of collections that have no switch.
            LineState(text=_("Always on: {count}", count=len(self._notice.required())), icon="lock")
        )
        return tuple(lines)

    def _meter_name(self, cells: list[MeterCell]) -> str:
        # Translators: what a screen reader says for the row of small squares.
        return _(
            "{confirmed} confirmed, {recorded} recorded only, {off} off",
            confirmed=cells.count(MeterCell.FILLED),
            recorded=cells.count(MeterCell.STRIPED),
            off=cells.count(MeterCell.EMPTY),
        )

    def _shown_card(
        self, practice: Practice, chips: tuple[ChipState, ...], word: str, line: LineState | None
    ) -> ShownText:
        lines = [
            self._line("title", practice.title),
            self._line("sentence", practice.sentence),
            *self._chip_lines(chips),
            self._said("state", word),
        ]
        if line is not None:
            lines.append(self._said("state.line", line.text))
        return tuple(item for item in lines if item.text)

    def _chip_lines(self, chips: tuple[ChipState, ...]) -> list[ShownLine]:
        return [self._said(f"chip.{number}", chip.text) for number, chip in enumerate(chips)]

    def _row(self, label: str, text: Text) -> RowState:
        language, said = text.best(self._language, self._notice.native_language)
        if not said:
            return RowState(label=label, text=words.not_stated())
        return RowState(label=label, text=said, native=language != self._language)

    def _line(self, field: str, text: Text) -> ShownLine:
        language, said = text.best(self._language, self._notice.native_language)
        return shown_line(field, language or self._language, said)

    def _said(self, field: str, text: str) -> ShownLine:
        return shown_line(field, self._language, text)

    def _words(self, text: Text) -> str:
        return text.best(self._language, self._notice.native_language)[1]


def _cell(item: PracticeChoice) -> MeterCell:
    if item.status is not Status.GIVEN or item.choice is None:
        return MeterCell.EMPTY
    level = item.choice.evidence or EvidenceLevel.RECORDED
    return MeterCell.FILLED if level.is_confirmed else MeterCell.STRIPED


def with_term(ask: AskState, term: TermState) -> ShownText:
    """Return what was on screen when *Turn on* was pressed with a term chosen."""
    language = ask.shown[0].lang if ask.shown else Language("en")
    return (*ask.shown, shown_line("button", language, term.turn_on))


def notice_language(notice: Notice, interface: str) -> Language:
    """Return the language in which a notice's texts are shown for an interface language.

    A pseudo-language shows the texts of the language it is made from; a language that the
    notice lacks shows the notice's own.
    """
    wanted = Language(
        {"en_XA": "en", "ar_XB": "en", "en-XA": "en", "ar-XB": "en"}.get(interface, interface)
    )
    if wanted in notice.languages:
        return wanted
    return notice.native_language if "en" not in notice.languages else Language("en")

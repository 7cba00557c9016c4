"""Presents the choices page: groups of cards, the meter, the headline, the questions.

What a card or a question shows is also what is hashed with the answer: each state carries
``shown``, the ordered list of everything visible on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo
from functools import cache
from typing import TYPE_CHECKING

from ownerapp.domain.choice import Choice, Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Practice
from ownerapp.domain.private_note import LONGEST_NOTE
from ownerapp.domain.text import ShownText
from ownerapp.i18n import _, current_language, ngettext, pgettext, translate_in
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation import words
from ownerapp.presentation.asking import Asker
from ownerapp.presentation.joined_words import joined_sentence
from ownerapp.presentation.joining import phrases
from ownerapp.presentation.practice_rows import told_rows
from ownerapp.presentation.reminders import long_away, reminder
from ownerapp.presentation.states import (
    AskState,
    CardState,
    ChipState,
    ChoicesState,
    GroupState,
    LineState,
    MeterCell,
    MoreState,
    RowState,
    Tone,
)
from ownerapp.presentation.voice import Voice
from ownerapp.services.choices import CarChoices, PracticeChoice, can_say_set
from ownerapp.services.standing_aside import stand_aside

if TYPE_CHECKING:
    from ownerapp.domain.own_rule import Suggestion

ALWAYS_ON_GROUP = "always-on"
UNDETERMINED_GROUP = "undetermined"
_NOT_ON_A_CARD = frozenset({"necessity", "effect", "where_stored"})
"""What the question before a yes tells besides; on a card it would be too much."""


class ChoicesPresenter:
    """Makes the choices page's state from the present choices of one car."""

    def __init__(
        self, view: CarChoices, *, language: Language, zone: tzinfo, reminds: bool = False
    ) -> None:
        self._view = view
        self._notice = view.notice
        self._zone = zone
        self._reminds = reminds
        self._today = view.now.astimezone(zone).date().isoformat()
        self._voice = Voice(view.notice, language)
        self._asker = Asker(
            view.notice,
            trust=view.trust,
            language=language,
            voice=self._voice,
            now=view.now,
            zone=zone,
        )
        self._suggested: Mapping[PracticeId, Suggestion] = {}
        if view.rules:
            # Most people have none, so a start does not load this.
            from ownerapp.presentation.own_rules_page import suggested  # noqa: PLC0415 - above

            self._suggested = suggested(view)

    def state(self) -> ChoicesState:
        """Return the whole page."""
        choices = self._view.choices
        on = [item for item in choices if item.status is Status.GIVEN]
        cells = sorted((_cell(item) for item in choices), key=list(MeterCell).index)
        soon = long_away(self._view, self._zone)
        if soon is None and self._reminds:
            soon = reminder(self._view)
        return ChoicesState(
            ending=soon.text if soon else "",
            ending_link=soon.link if soon else "",
            ending_practice=soon.practice if soon else None,
            heading=_heading(len(on), len(choices)),
            meter=tuple(cells),
            meter_name=self._meter_name(cells),
            counts=self._counts(cells),
            # Translators: says no to all. It stands beside Turn all on, with the same weight: keep
            # the two about equally long.
            all_off=_("Turn all off") if choices else "",
            # Translators: says yes to all. It stands beside Turn all off, with the same weight:
            # keep the two about equally long.
            all_on=_("Turn all on") if choices else "",
            pair_note=_("Sensitive items and items that leave the country are asked one by one."),
            groups=self._groups(),
            origin_note=words.origin_sentence(self._notice),
            is_compiled=words.is_compiled(self._notice),
            # Translators: a link to the whole notice, with what a check of it finds.
            notice_link=_("Read and check the notice"),
        )

    def ask(self, practice: Practice) -> AskState:
        """Return what is shown before a yes on one practice."""
        item = self._view.of(practice.id)
        status, choice = (item.status, item.choice) if item else (Status.UNDECIDED, None)
        return self._asker.ask(
            practice,
            chips=self._asker.chips(practice),
            word=words.state_word(status, choice, self._zone),
            line=self._line(status, choice),
            former=item.former if item else None,
        )

    def _line(self, status: Status, choice: Choice | None) -> LineState | None:
        """Return the line under the state word; a draft never says that it is recorded."""
        if self._view.saved:
            return words.second_line(status, choice, self._zone)
        if status is not Status.GIVEN:
            return None
        # Translators: an answer of the first run, which only the last step saves.
        return LineState(text=_("Not saved yet"), icon="pen", tone=Tone.ATTENTION)

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
                    title=self._voice.words(group.title),
                    # Translators: {on} of {count} collections in a group are on.
                    count=_("{on} of {count} on", on=on, count=len(members)),
                    cards=tuple(self._card(item) for item in members),
                )
            )
        undetermined = self._notice.undetermined()
        if undetermined:
            groups.append(
                GroupState(
                    id=UNDETERMINED_GROUP,
                    # Translators: a heading above collections of which the notice does not say
                    # whether a person can switch them.
                    title=_("It is not stated whether these can be switched off"),
                    count=_item_count(len(undetermined)),
                    cards=tuple(self._fixed_card(item) for item in undetermined),
                    icon="info",
                )
            )
        required = self._notice.required()
        if required:
            groups.append(
                GroupState(
                    id=ALWAYS_ON_GROUP,
                    title=_("Always on"),
                    count=_item_count(len(required)),
                    cards=tuple(self._fixed_card(item) for item in required),
                    icon="lock",
                )
            )
        return tuple(groups)

    def _card(self, item: PracticeChoice) -> CardState:
        stand_aside()
        practice = item.practice
        title, chips = self._voice.words(practice.title), self._asker.chips(practice)
        word = words.state_word(item.status, item.choice, self._zone)
        line = self._line(item.status, item.choice)
        return CardState(
            practice=practice.id,
            icon=practice.icon,
            title=title,
            sentence=self._voice.words(practice.sentence),
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
            toggle_description=phrases(word, line.text if line else ""),
            asked_singly=practice.asked_singly,
            asked_on=self._today,
            ask_later=self._question(item, chips, word, line),
            sheet_later=self._question(item, chips, word, line, on_sheet=True),
            shown=self._shown_card(practice, chips, word, line),
            hold=self._hold_words(item.status),
            paused=item.status is Status.PAUSED,
            note=item.note,
            can_say_set=self._can_say_set(item),
            rule=self._rule_line(item, word),
            more_later=self._more_later(item),
        )

    def _rule_line(self, item: PracticeChoice, word: str) -> str:
        """Return what the person's own rules say about a practice; mostly nothing."""
        if item.practice.id not in self._suggested:
            return ""
        from ownerapp.presentation.own_rules_page import card_line  # noqa: PLC0415 - as above

        return card_line(self._suggested, item, self._view, word)

    def _can_say_set(self, item: PracticeChoice) -> bool:
        return item.choice is not None and can_say_set(item.choice, self._view.now)

    def _more_later(self, item: PracticeChoice) -> Callable[[], MoreState] | None:
        """Return what makes the part below the details, in the language of the card."""
        if not self._view.saved:
            return None
        interface = current_language()

        def make() -> MoreState:
            with translate_in(interface):
                return self._more(item)

        return cache(make)

    def _more(self, item: PracticeChoice) -> MoreState:
        """Return the steps in the car, the person's own word, and their note."""
        # Most cards are never opened, so a start does not wait for these words.
        from ownerapp.presentation.guide_text import guide_text, no_guide  # noqa: PLC0415 - above

        wanted = "turn-on" if item.status is Status.GIVEN else "turn-off"
        can_say = self._can_say_set(item)
        return MoreState(
            guides=tuple(
                guide_text(self._notice, guide, self._voice)
                for action in (wanted, "check")
                for guide in item.practice.guides
                if guide.action == action
            )
            or (no_guide(self._notice, wanted),),
            set_hint=_("This is your own word. The car does not confirm it.") if can_say else "",
            # Translators: a button; the person says that they changed the setting in the car.
            set_action=_("I have set it in the car") if can_say else "",
            # Translators: the label of a field: a note for oneself on why one chose so.
            note_label=_("Private note"),
            note_hint=_("Only for you. No record holds it unless you tick that at an export."),
            note=item.note,
            note_save=_("Save the note"),
            note_most=LONGEST_NOTE,
        )

    def _hold_words(self, status: Status) -> str:
        """Return the words of the link that pauses or resumes; a draft has none."""
        if not self._view.saved:
            return ""
        if status is Status.GIVEN:
            # Translators: a link; it turns a kind of data off until the person resumes it.
            return pgettext("choice", "Pause")
        if status is Status.PAUSED:
            # Translators: a link; what was paused goes on until its own end.
            return pgettext("choice", "Resume")
        return ""

    def _question(
        self,
        item: PracticeChoice,
        chips: tuple[ChipState, ...],
        word: str,
        line: LineState | None,
        *,
        on_sheet: bool | None = None,
    ) -> Callable[[], AskState]:
        """Return what makes a card's question when it is asked, in the language of the card."""
        interface = current_language()

        def make() -> AskState:
            with translate_in(interface):
                return self._asker.ask(
                    item.practice,
                    chips=chips,
                    word=word,
                    line=line,
                    former=item.former,
                    on_sheet=on_sheet,
                )

        return cache(make)

    def _fixed_card(self, practice: Practice) -> CardState:
        """Return the card of a practice that has no switch here."""
        title = self._voice.words(practice.title)
        word = words.fixed_word(practice)
        chips = (
            *self._asker.chips(practice),
            ChipState(
                text=self._voice.words(practice.legal_basis), icon="scales", tone=Tone.NEUTRAL
            ),
        )
        return CardState(
            practice=practice.id,
            icon=practice.icon,
            title=title,
            sentence=self._voice.words(practice.sentence),
            chips=tuple(chip for chip in chips if chip.text),
            required=practice.required,
            undetermined=not practice.required,
            on=practice.required,
            word=word,
            line=None,
            details=self._details(practice, None),
            details_show=_("Details"),
            details_hide=_("Hide details"),
            toggle_name=title,
            toggle_description=word,
            asked_singly=False,
            asked_on="",
            ask_later=None,
            sheet_later=None,
            shown=(),
        )

    def _details(self, practice: Practice, item: PracticeChoice | None) -> tuple[RowState, ...]:
        rows = [
            self._voice.row(label, text)
            for field, label, text in told_rows(practice)
            if field not in _NOT_ON_A_CARD
        ]
        if practice.required:
            rows.append(self._voice.row(_("Why it is always on"), practice.required_reason))
        if practice.if_off:
            rows.append(self._voice.row(_("If it is off"), practice.if_off))
        if practice.still_sent:
            rows.append(self._voice.row(_("Still sent if you refuse"), practice.still_sent))
        if item is not None and item.choice is not None:
            # Translators: the label of a row such as: On, 3 Nov 2026, notice 1.0.
            rows.append(
                RowState(label=_("Your choice"), text=self._choice_words(item.status, item.choice))
            )
        if item is not None and item.choice is not None and _is_own_word(item.choice):
            rows.append(
                RowState(
                    # Translators: the label of a row that says what is known about the car.
                    label=_("In the car"),
                    text=_("You said you set it there. The car has not confirmed it."),
                )
            )
        if item is not None and item.choice is not None and item.choice.joined:
            # Translators: the label of a row that says why this choice holds and no other one.
            rows.append(RowState(label=_("Why this one"), text=joined_sentence(item.choice)))
        if item is not None and item.choice is not None and self._view.saved:
            rows.append(
                RowState(
                    # Translators: the list of everything that happened, kept on this computer. Not
                    # a record.
                    label=_("History"),
                    # Translators: {number} is the number of an entry of the history.
                    text=_("Entry {number}", number=item.choice.event_seq + 1),
                    entry=item.choice.event_seq,
                )
            )
        # Translators: this statement holds for every car of the model, not for one car.
        rows.append(RowState(label=_("Who says so"), text=self._scope_words()))
        return tuple(rows)

    def _scope_words(self) -> str:
        notice = self._notice
        # Translators: {version} is the version of the notice, {model} a car model.
        return _(
            "Declared in notice {version} for {model}, not verified",
            version=notice.version,
            model=self._voice.words(notice.model),
        )

    def _choice_words(self, status: Status, choice: Choice) -> str:
        # A yes that was resumed is still the one that was given.
        at = (choice.given_at if status is Status.GIVEN else None) or choice.decided_at
        said, date = words.status_word(status), format_date(at, self._zone)
        if choice.notice != self._notice.hash:
            # Translators: {status} is for example Kept off, {date} a date.
            return _("{status}, {date}, an earlier notice", status=said, date=date)
        # Translators: {status} is for example Kept off, {date} a date, {version} the version of the
        # notice.
        return _(
            "{status}, {date}, notice {version}",
            status=said,
            date=date,
            version=self._notice.version,
        )

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
        if self._view.saved:
            # Translators: {count} is a number of collections that are on and that the car did not
            # confirm.
            said = _("Recorded only: {count}", count=recorded)
        else:
            # Translators: {count} is a number of collections; only the last step saves them.
            said = _("Not saved yet: {count}", count=recorded)
        if cells:
            lines.append(LineState(text=said, icon="pen", tone=Tone.ATTENTION))
        required, open_ = len(self._notice.required()), len(self._notice.undetermined())
        if required or not open_:
            # Translators: {count} is a number of collections that have no switch.
            said = _("Always on: {count}", count=required)
            lines.append(LineState(text=said, icon="lock"))
        if open_:
            # Translators: {count} is a number of collections of which the notice does not say
            # whether they have a switch.
            said = _("Switch not stated: {count}", count=open_)
            lines.append(LineState(text=said, icon="info"))
        return tuple(lines)

    def _meter_name(self, cells: list[MeterCell]) -> str:
        if not self._view.saved:
            # Translators: what a screen reader says for the row of small squares.
            return _(
                "{answered} on and not saved yet, {off} off",
                answered=cells.count(MeterCell.STRIPED),
                off=cells.count(MeterCell.EMPTY),
            )
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
            self._voice.stated("title", practice.title),
            self._voice.stated("sentence", practice.sentence),
            *self._voice.chips(chips),
            self._voice.said("state", word),
        ]
        if line is not None:
            lines.append(self._voice.said("state.line", line.text))
        return tuple(item for item in lines if item.text)


def _heading(on: int, count: int) -> str:
    if not count:
        return _("This notice states no switch")
    return words.collections_on(on, count)


def _item_count(count: int) -> str:
    # Translators: {count} is the number of collections in a group.
    return ngettext("{count} item", "{count} items", count, count=count)


def _is_own_word(choice: Choice) -> bool:
    return choice.evidence is EvidenceLevel.SELF_REPORTED


def _cell(item: PracticeChoice) -> MeterCell:
    if item.status is not Status.GIVEN or item.choice is None:
        return MeterCell.EMPTY
    level = item.choice.evidence or EvidenceLevel.RECORDED
    return MeterCell.FILLED if level.is_confirmed else MeterCell.STRIPED

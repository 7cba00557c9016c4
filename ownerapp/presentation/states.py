"""View states: everything a page shows, as frozen values with finished words.

A page draws a state and decides nothing; a presenter makes the state from domain values
and decides everything. All texts are plain text in the chosen language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from ownerapp.domain.ids import PracticeId
from ownerapp.domain.term import Term
from ownerapp.domain.text import ShownText
from ownerapp.domain.values import dataclass
from ownerapp.presentation.joining import sentences

if TYPE_CHECKING:
    from ownerapp.presentation.guide_state import GuideText


class Tone(StrEnum):
    """What a word or shape is about; colour follows, and never stands alone."""

    NEUTRAL = "neutral"
    ATTENTION = "attention"
    """Sensitive, leaves the country, recorded only, waiting."""
    CONFIRMED = "confirmed"
    STOP = "stop"


class MeterCell(StrEnum):
    """One cell of the meter: one optional practice."""

    FILLED = "filled"
    """On, evidence level 4 or 5."""
    STRIPED = "striped"
    """On, with less evidence than that."""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipState:
    """A small label; ``reach`` (0 car, 1 country, 2 abroad) draws the reach glyph."""

    text: str
    icon: str = ""
    tone: Tone = Tone.NEUTRAL
    reach: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """A short line with an icon, for example "Recorded here"."""

    text: str
    icon: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """A label and its answer."""

    label: str
    text: str
    native: bool = False
    """The text is in the notice's own language, because it is missing in the chosen one."""
    entry: int | None = None
    """The answer names this entry of the history, counted from 0, and leads to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermState:
    """One offered term: its name, when it would end, and the words on the button."""

    term: Term
    title: str
    ends: str
    turn_on: str
    keep_end: bool = False
    """It keeps the end of a yes that a change of the notice ended."""

    @property
    def key(self) -> str:
        """Return what tells it from the others."""
        return f"{self.term.value}-kept" if self.keep_end else self.term.value


@dataclass(frozen=True, slots=True, kw_only=True)
class StopState:
    """One stop of the vertical route: in the car, in the country, outside."""

    title: str
    detail: str
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskState:
    """What is shown before a yes: the whole text, the terms and the equal pair.

    Used as a sheet of its own for what is asked singly, and inside the card otherwise.
    Nothing is chosen at first. ``shown`` is exactly what this state shows, with
    ``term_shown`` adding the words of the term that was chosen.
    """

    practice: PracticeId
    icon: str
    question: str
    reason: str
    chips: tuple[ChipState, ...]
    rows: tuple[RowState, ...]
    route_heading: str
    route: tuple[StopState, ...]
    terms_heading: str
    terms: tuple[TermState, ...]
    choose_first: str
    """Shown above the terms when *Turn on* is pressed without one."""
    read_first: str
    """Shown there when *Turn on* is pressed before the whole text was on screen."""
    keep_off: str
    turn_on: str
    footnote: str
    notice_link: str
    locked: str
    """Why no yes can be given here (text not complete in this language); empty if it can."""
    shown: ShownText
    origin: str = ""
    """On a sheet: that the notice was compiled, and by whom it was not issued."""
    rule: str = ""
    """On a sheet: what a rule of the person's own says. It is theirs, as a private note is, and
    no part of ``shown``."""
    stop_here: str = ""
    """When several are asked in a row: the words of the way out."""
    progress: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreState:
    """What stands below the details of a card with a switch: steps in the car, and a note."""

    guides: tuple[GuideText, ...]
    set_hint: str
    """That the person's own word is not the car's; empty where it cannot be given."""
    set_action: str
    note_label: str
    note_hint: str
    note: str
    note_save: str
    note_most: int
    """The most characters of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardState:
    """One practice on the choices page."""

    practice: PracticeId
    icon: str
    title: str
    sentence: str
    chips: tuple[ChipState, ...]
    required: bool
    on: bool
    word: str
    """The state word: "Off", "On until ...", "Always on", "Switch not stated"."""
    line: LineState | None
    details: tuple[RowState, ...]
    details_show: str
    details_hide: str
    toggle_name: str
    toggle_description: str
    asked_singly: bool
    asked_on: str
    """The local day from which the ends of the offered terms count, as YYYY-MM-DD."""
    ask_later: Callable[[], AskState] | None = field(compare=False)
    """Makes the question, once; a page of 50 cards seldom asks more than one."""
    sheet_later: Callable[[], AskState] | None = field(compare=False)
    """The same question as it stands on a sheet, which shows other things around it."""
    shown: ShownText
    """What the closed card shows, kept with a no."""
    undetermined: bool = False
    """The notice does not say whether the practice has a switch; so none is shown."""
    hold: str = ""
    """The words that pause what is on, or resume what is paused; empty where neither can be."""
    paused: bool = False
    note: str = ""
    can_say_set: bool = False
    rule: str = ""
    """What a rule of the person's own says about this; no part of ``shown``."""
    more_later: Callable[[], MoreState] | None = field(compare=False, default=None)
    """Makes what stands below the details, once; few cards are ever opened."""

    @property
    def has_switch(self) -> bool:
        """Tell whether the person decides."""
        return not (self.required or self.undetermined)

    @property
    def ask(self) -> AskState | None:
        """Return what to ask before a yes; None for a required practice."""
        return self.ask_later() if self.ask_later is not None else None

    @property
    def more(self) -> MoreState | None:
        """Return what stands below the details; None in a draft, and without a switch."""
        return self.more_later() if self.more_later is not None else None

    @property
    def sheet_ask(self) -> AskState | None:
        """Return the same for a sheet."""
        return self.sheet_later() if self.sheet_later is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupState:
    """A heading with its cards; ``icon`` is set for the always-on group."""

    id: str
    title: str
    count: str
    cards: tuple[CardState, ...]
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesState:
    """The choices page of one car."""

    heading: str
    meter: tuple[MeterCell, ...]
    meter_name: str
    counts: tuple[LineState, ...]
    all_off: str
    """Empty, as ``all_on``, where nothing has a switch."""
    all_on: str
    pair_note: str
    groups: tuple[GroupState, ...]
    origin_note: str
    """Whose statements these are, for example that this is a reference notice."""
    is_compiled: bool
    """The notice was compiled from public statements, which is said aloud."""
    notice_link: str
    """The words that lead to the whole notice."""
    ending: str = ""
    """That some choices end soon; empty where none does, or where nobody wants to hear of it."""
    ending_link: str = ""
    ending_practice: PracticeId | None = None
    """To whose card the link leads; None where it keeps everything on."""

    def card(self, practice: PracticeId) -> CardState | None:
        """Return the card of one practice."""
        for group in self.groups:
            for card in group.cards:
                if card.practice == practice:
                    return card
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SidebarState:
    """The sidebar: the car, and how the history stands."""

    car_name: str
    plate: str
    car_line: str
    history_title: str
    history_line: str
    history_icon: str
    history_tone: Tone
    history_action: str = ""
    """The words of what can be done about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One entry of the history as a sentence."""

    when: str
    text: str
    detail: str
    icon: str
    entry: str
    """The entry's number as shown, for example "Entry 12"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineState:
    """The timeline page: a list, newest first."""

    heading: str
    intro: str
    rows: tuple[TimelineRow, ...]
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """One exported record in the list."""

    record: str
    when: str
    what: str
    files: str
    entry: str
    path: str
    """The first of its files; may be gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsState:
    """The records page."""

    heading: str
    intro: str
    rows: tuple[ExportRow, ...]
    count: str
    empty: str
    origin_note: str
    """That the car's notice was compiled, and by whom it was not issued; mostly empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check of a verified file, as a sentence."""

    text: str
    icon: str
    tone: Tone
    routine: bool = False
    """It passed and says nothing that the other lines do not: shown with the details."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictState:
    """The result panel: the word first, then one line per check, failed ones first."""

    word: str
    file_name: str
    icon: str
    tone: Tone
    lines: tuple[CheckLine, ...]
    technical: tuple[RowState, ...]
    meaning: str = ""
    """What is safe to conclude and what to do next; nothing where it is valid."""
    is_record: bool = True
    """False for a page that carries none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked before something that cannot be taken back."""

    question: str
    text: str
    """What will happen, and what will not."""
    deed: str
    """The words of the button that does it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An error in words: what happened, what is safe, what to do next."""

    title: str
    body: str
    next_step: str

    def text(self) -> str:
        """Return the whole explanation as one paragraph, for the command line."""
        return sentences(self.title, self.body, self.next_step)

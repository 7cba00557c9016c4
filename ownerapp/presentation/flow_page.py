"""Presents where data goes: one row for each collection, from the car across each gate.

Rules:

1. What flows is what the notice declares and the person's answers let through; nobody here
   has looked at a wire, and the sentence at the top says so.
2. What the notice leaves open is a row of its own kind, and is never counted as staying.
3. A gate at the border is open only for an approval or another lawful route that the notice
   states; where it states none for what it sends abroad, that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from enum import StrEnum

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Notice, NotStated, Practice, Reach, Regime
from ownerapp.domain.notice_codes import ApprovalStatus, TransferMechanism
from ownerapp.domain.notice_facts import Transfer
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import format_list, format_territory
from ownerapp.presentation import words
from ownerapp.presentation.code_words import route_word
from ownerapp.presentation.joining import phrases, sentences
from ownerapp.presentation.voice import Voice
from ownerapp.services.choices import CarChoices


class Gate(StrEnum):
    """How a gate stands for one row."""

    OPEN = "open"
    SHUT = "shut"
    LOCKED_OPEN = "locked-open"
    """Nobody asked: it is always on."""
    UNSTATED = "unstated"
    NONE = "none"
    """The row does not come that far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """One collection from the car to where it ends."""

    practice: PracticeId
    icon: str
    title: str
    choice_gate: Gate
    choice_word: str
    """The state word, for example "On until 20 Feb 2027"."""
    reach: int | None
    """0 in the car, 1 the notice's own territory, 2 outside; None where it is not stated."""
    kept: str
    """How long it is kept in the territory; empty where it does not come there."""
    kept_icon: str
    border_gate: Gate
    border: str
    """The words beside the gate at the border."""
    outside: tuple[str, ...]
    """Who receives it outside, and where."""
    has_switch: bool
    spoken: str

    @property
    def flows(self) -> bool:
        """Tell whether anything is sent now, by the notice and the answers."""
        return self.choice_gate in {Gate.OPEN, Gate.LOCKED_OPEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowState:
    """The page of one car."""

    heading: str
    intro: str
    lanes: tuple[str, str, str]
    gates: tuple[str, str]
    rows: tuple[FlowRow, ...]
    nothing_outside: str
    picture_tab: str
    table_tab: str
    picture_name: str
    columns: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    """The same in words, a row for each of ``rows``, without its title."""
    legend: tuple[str, ...]
    """On and sent, off, always on, stays in the car, open, shut."""
    empty_title: str
    empty: str


class FlowPresenter:
    """Makes the page's state from the notice and the present choices of one car."""

    def __init__(self, view: CarChoices, *, language: Language, zone: tzinfo) -> None:
        self._view = view
        self._notice = view.notice
        self._voice = Voice(view.notice, language)
        self._zone = zone
        self._today = view.now.astimezone(zone).date()

    def state(self) -> FlowState:
        """Return the whole page."""
        notice, regime = self._notice, self._notice.regime
        practices = sorted(notice.practices, key=self._order)
        rows = tuple(self._row(practice) for practice in practices)
        return FlowState(
            heading=_("Where data goes"),
            intro=self._intro(practices),
            lanes=(
                # Translators: the first of three places where data may be.
                pgettext("place", "In the car"),
                words.country_stop(regime),
                words.outside_stop(regime),
            ),
            gates=(_("Your choice"), _border_name(regime)),
            rows=rows,
            nothing_outside=_nothing_outside(regime),
            picture_tab=_("Picture"),
            table_tab=_("Table"),
            picture_name=_("Where each collection goes; the table says the same in words"),
            columns=(
                _("Collection"),
                _("Your choice"),
                _("Where it goes"),
                _("How long"),
                _border_name(regime),
                words.outside_stop(regime),
            ),
            table=tuple(
                self._told(row, practice) for row, practice in zip(rows, practices, strict=True)
            ),
            legend=(
                # Translators: a line in a picture: the collection is on and data is sent.
                pgettext("flow", "On, sent"),
                pgettext("flow", "Off, nothing sent"),
                pgettext("flow", "Always on"),
                pgettext("flow", "Stays in the car"),
                # Translators: a gate on the way of data.
                pgettext("gate", "Open"),
                pgettext("gate", "Shut"),
                pgettext("gate", "Not stated"),
            ),
            empty_title=_("Nothing to show"),
            empty=_("The notice of this car names no collections."),
        )

    # ------------------------------------------------------------------- the sentence

    def _intro(self, practices: Sequence[Practice]) -> str:
        """Return what leaves now, what more would, and what is left open (rule 1)."""
        abroad = [item for item in practices if item.reach is Reach.ABROAD]
        now = [item for item in abroad if not item.optional or self._is_on(item)]
        more = len(abroad) - len(now)
        unknown = sum(isinstance(item.reach, NotStated) for item in practices)
        said = [leaving_sentence(self._notice.regime, len(now), is_sure=not unknown)]
        if more and now:
            said.append(
                ngettext(
                    # Translators: {count} is a number of collections; after a sentence about
                    # what leaves the country now.
                    "{count} more would, if you turned it on.",
                    "{count} more would, if you turned them on.",
                    more,
                    count=more,
                )
            )
        elif more:
            said.append(
                ngettext(
                    "{count} collection would, if you turned it on.",
                    "{count} collections would, if you turned them on.",
                    more,
                    count=more,
                )
            )
        if unknown:
            said.append(
                ngettext(
                    "Of {count} collection it is not stated where it goes.",
                    "Of {count} collections it is not stated where they go.",
                    unknown,
                    count=unknown,
                )
            )
        return sentences(*said)

    def _is_on(self, practice: Practice) -> bool:
        choice = self._view.of(practice.id)
        return choice is not None and choice.status is Status.GIVEN

    def _order(self, practice: Practice) -> tuple[int, int, int]:
        """Sort by how far data travels, the farthest first; what is not stated comes first."""
        far = {Reach.ABROAD: 1, Reach.COUNTRY: 2, Reach.CAR: 3}
        reach = 0 if isinstance(practice.reach, NotStated) else far[practice.reach]
        return reach, int(practice.required), 0 if self._is_on(practice) else 1

    # ------------------------------------------------------------------- rows

    def _row(self, practice: Practice) -> FlowRow:
        gate, word = self._choice_gate(practice)
        border_gate, border = self._border(practice)
        reach = _reach(practice)
        title = self._voice.words(practice.title)
        kept = ""
        if reach != 0:
            kept = self._voice.words(practice.retention.chip) or words.not_stated(self._notice)
        outside = self._outside(practice)
        chip = words.reach_chip(practice, self._notice.regime).text
        return FlowRow(
            practice=practice.id,
            icon=practice.icon,
            title=title,
            choice_gate=gate,
            choice_word=word,
            reach=reach,
            kept=kept,
            kept_icon=self._kept_icon(practice),
            border_gate=border_gate,
            border=border,
            outside=outside,
            has_switch=practice.optional,
            spoken=phrases(title, word, chip),
        )

    def _choice_gate(self, practice: Practice) -> tuple[Gate, str]:
        if practice.optional:
            choice = self._view.of(practice.id)
            kept = choice.choice if choice is not None else None
            status = choice.status if choice is not None else Status.UNDECIDED
            gate = Gate.OPEN if status is Status.GIVEN else Gate.SHUT
            return gate, words.state_word(status, kept, self._zone)
        gate = Gate.LOCKED_OPEN if practice.required else Gate.UNSTATED
        return gate, words.fixed_word(practice)

    def _kept_icon(self, practice: Practice) -> str:
        """Return the evidence of a yes, or the lock of what is always on."""
        if practice.required:
            return "lock"
        choice = self._view.of(practice.id)
        if choice is None or choice.status is not Status.GIVEN or choice.choice is None:
            return ""
        level = choice.choice.evidence
        return "dcheck" if level is not None and level.is_confirmed else "pen"

    def _border(self, practice: Practice) -> tuple[Gate, str]:
        """Return how the gate at the border stands (rule 3)."""
        match practice.reach:
            case Reach.CAR:
                return Gate.NONE, ""
            case Reach.COUNTRY:
                # Translators: beside a gate at a border: the notice says that data stays inside.
                return Gate.SHUT, _("Not sent on")
            case Reach.ABROAD:
                return self._route(practice.transfers)
            case NotStated.NOT_STATED:
                return Gate.UNSTATED, words.not_stated(self._notice)

    def _route(self, transfers: Sequence[Transfer]) -> tuple[Gate, str]:
        """Return the one way over the border that all transfers of a practice need."""
        found = [self._way(transfer) for transfer in transfers]
        closed = [way for way in found if way[0] is not Gate.OPEN]
        if closed:
            return closed[0]
        if not found:
            return Gate.UNSTATED, _route_missing(self._notice)
        return Gate.OPEN, format_list(list(dict.fromkeys(said for _gate, said in found)))

    def _way(self, transfer: Transfer) -> tuple[Gate, str]:
        approved = transfer.approved
        reference = (approved.ref if approved is not None else "") or transfer.approval
        status = approved.status if approved is not None else None
        if approved is not None and status in {ApprovalStatus.PENDING, ApprovalStatus.REFUSED}:
            if status is ApprovalStatus.PENDING:
                # Translators: {reference} is the number of an approval that is asked for.
                return Gate.SHUT, _("Approval {reference} is not given yet", reference=reference)
            # Translators: {reference} is the number of an approval.
            return Gate.SHUT, _("Approval {reference} was refused", reference=reference)
        if approved is not None and _is_over(approved.expires, self._today):
            # Translators: {reference} is the number of an approval.
            return Gate.SHUT, _("Approval {reference} has run out", reference=reference)
        if reference:
            # Translators: {reference} is the number of an approval, as the notice states it.
            return Gate.OPEN, _("Approval {reference}", reference=reference)
        route = transfer.route
        if isinstance(route, TransferMechanism) and route is not TransferMechanism.NONE:
            said = route_word(route)
            return Gate.OPEN, said[:1].upper() + said[1:]
        return Gate.UNSTATED, _route_missing(self._notice)

    def _outside(self, practice: Practice) -> tuple[str, ...]:
        if practice.reach is not Reach.ABROAD:
            return ()
        return tuple(self._receiver(transfer) for transfer in practice.transfers) or (
            words.not_stated(self._notice),
        )

    def _receiver(self, transfer: Transfer) -> str:
        party = self._notice.party(transfer.recipient)
        name = self._voice.words(party.name) if party is not None else ""
        country = format_territory(transfer.country) or transfer.country
        if not name:
            return country
        # Translators: a receiver and its country, for example Example Research, Germany.
        return _("{name}, {country}", name=name, country=country)

    def _told(self, row: FlowRow, practice: Practice) -> tuple[str, ...]:
        """Return the cells of the table after the title."""
        chip = words.reach_chip(practice, self._notice.regime).text
        kept = self._voice.words(practice.retention.chip) or words.not_stated(self._notice)
        return (
            row.choice_word,
            chip,
            kept,
            row.border or _not_sent_there(),
            format_list(row.outside) or self._nothing_outside(practice),
        )

    def _nothing_outside(self, practice: Practice) -> str:
        """Return that nothing is sent outside, where the notice says so."""
        if isinstance(practice.reach, NotStated):
            return words.not_stated(self._notice)
        return _not_sent_there()


def _not_sent_there() -> str:
    # Translators: a cell of a table: no data of this collection is sent to this point.
    return pgettext("flow", "Not sent there")


def leaving_sentence(regime: Regime, count: int, *, is_sure: bool) -> str:
    """Return how many collections leave the territory now, by notice and choices.

    Args:
        regime: The regime of the notice, which names the territory.
        count: How many leave.
        is_sure: False where the notice leaves open where some go, so that none can only be
            said of what is stated.
    """
    if count:
        match regime:
            case Regime.CHINA:
                return ngettext(
                    "By the notice and your choices, {count} collection leaves mainland China now.",
                    "By the notice and your choices, {count} collections leave mainland China now.",
                    count,
                    count=count,
                )
            case Regime.EU:
                return ngettext(
                    "By the notice and your choices, {count} collection leaves the EU and EEA now.",
                    "By the notice and your choices, {count} collections leave the EU and EEA now.",
                    count,
                    count=count,
                )
            case Regime.CALIFORNIA:
                return ngettext(
                    "By the notice and your choices, {count} collection leaves the United States "
                    "now.",
                    "By the notice and your choices, {count} collections leave the United States "
                    "now.",
                    count,
                    count=count,
                )
    if not is_sure:
        return _("No collection is stated to leave the country now.")
    match regime:
        case Regime.CHINA:
            return _("By the notice and your choices, nothing leaves mainland China now.")
        case Regime.EU:
            return _("By the notice and your choices, nothing leaves the EU and EEA now.")
        case Regime.CALIFORNIA:
            return _("By the notice and your choices, nothing leaves the United States now.")


def _border_name(regime: Regime) -> str:
    """Return the name of the second gate: what the law asks for before data may leave."""
    match regime:
        case Regime.CHINA:
            # Translators: a gate on the way of data out of a country, and a column of a table.
            return _("Border approval")
        case Regime.EU:
            # Translators: a gate on the way of data out of the EU, and a column of a table.
            return _("Lawful route out")
        case Regime.CALIFORNIA:
            # Translators: a gate on the way of data out of a country, and a column of a table.
            return _("Route out")


def _nothing_outside(regime: Regime) -> str:
    match regime:
        case Regime.EU:
            return _("The notice names no other collection that leaves the EU and EEA.")
        case Regime.CHINA | Regime.CALIFORNIA:
            return _("The notice names no other collection that leaves the country.")


def _route_missing(notice: Notice) -> str:
    if notice.chinese_profile:
        return _("No approval is stated")
    return _("No route is stated")


def _reach(practice: Practice) -> int | None:
    match practice.reach:
        case Reach.CAR:
            return 0
        case Reach.COUNTRY:
            return 1
        case Reach.ABROAD:
            return 2
        case NotStated.NOT_STATED:
            return None


def _is_over(last: date | None, today: date) -> bool:
    return last is not None and last < today

"""Presents a person's own rules, and what they suggest for the car that is looked at.

Rules:

1. A line on a card repeats the rule; it is the person's own, like a private note, and so it is
   no part of what an answer is kept with and stands in no record.
2. Suggestions are offered for what was never answered, or is to be answered again. After a no,
   after a yes that ran out, and once they were set aside for this version, nothing is offered.
3. To keep off and to ask about turning on are said with the same weight. Several noes may be
   given with one press that shows all of them; a yes is asked as always.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_codes import NotStated
from ownerapp.domain.own_rule import (
    OwnRule,
    RuleAbout,
    Suggestion,
    SuggestionKind,
    contradicts,
    in_order,
    speaks,
    suggestions,
)
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.presentation.joining import labelled, sentences
from ownerapp.presentation.own_rule_words import (
    about_title,
    beyond_rule,
    rule_sentence,
    suggestion_sentence,
    wish_title,
)
from ownerapp.presentation.voice import Voice
from ownerapp.services.choices import CarChoices, PracticeChoice

_UNANSWERED = frozenset({Status.UNDECIDED, Status.SUPERSEDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One rule in the list of the settings."""

    about: RuleAbout
    title: str
    wish: str
    described: str
    """The whole rule, for a screen reader on the links beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """One practice that a rule suggests to keep off."""

    practice: PracticeId
    title: str
    line: str
    keep_off: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferState:
    """What the rules suggest for what is not answered yet."""

    text: str
    hint: str
    go: str
    later: str
    noes: tuple[OfferRow, ...]
    yeses: tuple[PracticeId, ...]
    """To be asked one after the other."""
    heading: str
    """Of the sheet with the noes; empty, as the next ones, where there are none."""
    note: str
    skip: str
    keep_off_all: str

    @property
    def practices(self) -> tuple[PracticeId, ...]:
        """Return everything that is offered."""
        return (*(row.practice for row in self.noes), *self.yeses)


def suggested(view: CarChoices) -> Mapping[PracticeId, Suggestion]:
    """Return what the rules suggest for a car's notice, by practice."""
    return {item.practice: item for item in suggestions(view.rules, view.notice)}


def card_line(
    found: Mapping[PracticeId, Suggestion], item: PracticeChoice, view: CarChoices, word: str
) -> str:
    """Return what the rules say on a card, or nothing.

    Args:
        found: From :func:`suggested`.
        item: The choice on the card.
        view: The choices of the car.
        word: The state word of the card.
    """
    suggestion = found.get(item.practice.id)
    if suggestion is None:
        return ""
    if contradicts(suggestion, item.choice, is_on=item.status is Status.GIVEN):
        return beyond_rule(word, suggestion)
    return suggestion_sentence(suggestion, view.notice)


def open_suggestions(view: CarChoices) -> tuple[Suggestion, ...]:
    """Return what is offered to be confirmed (rule 2)."""
    unanswered = {item.practice.id for item in view.choices if item.status in _UNANSWERED}
    return tuple(
        item
        for item in suggestions(view.rules, view.notice)
        if item.wants_answer and item.practice in unanswered - view.set_aside
    )


def offer_state(view: CarChoices, voice: Voice) -> OfferState | None:
    """Return what the choices page offers, or None where there is nothing to confirm."""
    offered = open_suggestions(view)
    if not offered or not view.saved:
        return None
    count = len(offered)
    titles = {item.practice.id: voice.words(item.practice.title) for item in view.choices}
    noes = tuple(
        OfferRow(
            practice=item.practice,
            title=titles[item.practice],
            line=rule_sentence(item.rule),
            # Translators: says no to one collection.
            keep_off=_("Keep off"),
        )
        for item in offered
        if item.kind is SuggestionKind.KEEP_OFF
    )
    number = len(noes)
    return OfferState(
        # Translators: {count} is a number of collections that nobody answered yet.
        text=ngettext(
            "Your rules speak about {count} collection that you have not answered.",
            "Your rules speak about {count} collections that you have not answered.",
            count,
            count=count,
        ),
        hint=_("Nothing is saved until you confirm it."),
        # Translators: the words of a button.
        go=ngettext(
            "Go through {count} collection",
            "Go through {count} collections one by one",
            count,
            count=count,
        ),
        # Translators: the words of a button; it sets suggestions aside and answers nothing.
        later=pgettext("button", "Not now"),
        noes=noes,
        yeses=tuple(item.practice for item in offered if item.kind is SuggestionKind.TURN_ON),
        # Translators: a question above a list; {count} is a number of collections.
        heading=ngettext(
            "Keep {count} collection off?", "Keep {count} collections off?", number, count=number
        )
        if noes
        else "",
        note=_("Your rules say so. You can change each answer at any time."),
        # Translators: the words of a button; it goes on without an answer.
        skip=pgettext("button", "Leave open"),
        # Translators: the words of a button; it says no to all that stand in the list.
        keep_off_all=ngettext("Keep off this one", "Keep off these {count}", number, count=number),
    )


def reach_sentence(rule: OwnRule, notice: Notice) -> str:
    """Return about how much of a car's notice a rule is, once it was made."""
    said = [speaks(rule.about, notice, practice) for practice in notice.optional()]
    count, unknown = said.count(True), sum(isinstance(item, NotStated) for item in said)
    # Translators: {count} is a number of collections that a person can turn on.
    about = ngettext(
        "The rule speaks about {count} collection of this car.",
        "The rule speaks about {count} collections of this car.",
        count,
        count=count,
    )
    # Translators: whether the rule of the person speaks about them is not known. It follows the
    # sentence: The rule speaks about {count} collections of this car. It may also stand alone.
    silent = ngettext(
        "For {count} collection the notice does not state whether the rule speaks about it.",
        "For {count} collections the notice does not state whether the rule speaks about them.",
        unknown,
        count=unknown,
    )
    nothing = _("The rule speaks about nothing in this car.")
    if not unknown:
        return about if count else nothing
    return sentences(about if count else "", silent)


def rule_rows(rules: Iterable[OwnRule]) -> tuple[RuleRow, ...]:
    """Return the rules as the settings list them."""
    return tuple(
        RuleRow(
            about=rule.about,
            title=about_title(rule.about),
            wish=wish_title(rule.at_most),
            described=labelled(about_title(rule.about), wish_title(rule.at_most)),
        )
        for rule in in_order(rules)
    )


def abouts() -> tuple[tuple[str, str], ...]:
    """Return what a rule can be about, as codes with words."""
    return tuple((about.value, about_title(about)) for about in RuleAbout)

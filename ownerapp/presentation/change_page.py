"""Presents the page *notice changed*: what is different, what holds, what to answer again.

Rules:

1. The page tells; it presses nobody. Everything that changed in meaning is off until it is
   answered, and leaving the page answers nothing.
2. Before a new version applies there is nothing to answer: the page says what will be off
   from which day on.
3. A choice to make again says what is new in the notice's own words, and whether the end
   that the person chose before would stay.
"""

from __future__ import annotations

from datetime import tzinfo

from ownerapp.domain.choice import Status
from ownerapp.domain.continuing import FormerYes
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Practice
from ownerapp.domain.notice_change import NoticeDifference, notes_between
from ownerapp.domain.notice_codes import ChangeClass
from ownerapp.domain.text import ShownLine, shown_line
from ownerapp.i18n import _, current_language, ngettext
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation.difference_page import DifferencePresenter, plain
from ownerapp.presentation.difference_states import (
    AgainState,
    ChangePageState,
    DifferenceRow,
    DifferenceTable,
)
from ownerapp.presentation.joining import labelled, sentences
from ownerapp.presentation.states import LineState
from ownerapp.presentation.voice import interface_language, notice_language
from ownerapp.services.choices import CarChoices, PracticeChoice


def change_page_state(
    difference: NoticeDifference,
    view: CarChoices,
    *,
    coming: tuple[PracticeId, ...] | None,
    zone: tzinfo,
) -> ChangePageState:
    """Return the page in the language in force.

    Args:
        difference: What changed since the person last answered, or what will change.
        view: The present choices.
        coming: The practices whose yes will end, for a version that does not apply yet.
        zone: The zone in which dates are shown.
    """
    return _Page(difference, view, zone).state(coming)


class _Page:
    """Makes one page."""

    def __init__(self, difference: NoticeDifference, view: CarChoices, zone: tzinfo) -> None:
        self._difference = difference
        self._view = view
        self._zone = zone
        self._interface = current_language()
        self._presenter = DifferencePresenter(difference, self._interface, is_own=True)

    def state(self, coming: tuple[PracticeId, ...] | None) -> ChangePageState:
        """Return the page."""
        new = self._difference.new
        given = any(item.choice and item.choice.given_at for item in self._view.choices)
        table = self._presenter.table(agreed=given)
        if coming is None:
            waiting = [item for item in self._view.choices if item.status is Status.SUPERSEDED]
            again = tuple(self._again(item, table) for item in waiting)
        else:
            found = (new.practice(name) for name in coming)
            practices = [item for item in found if item is not None and item.optional]
            again = tuple(self._to_come(item, table) for item in practices)
        count = len(again)
        return ChangePageState(
            notice=new.hash,
            is_coming=coming is not None,
            heading=_("The privacy notice has changed")
            if coming is None
            else _("The privacy notice will change"),
            lead=self._lead(count, is_coming=coming is not None),
            author=self._author(),
            # Translators: a button that shows the whole notice.
            full_notice=_("Full notice"),
            table=table,
            again_heading=ngettext(
                "{count} choice to make again",
                "{count} choices to make again",
                count,
                count=count,
            )
            if count
            else "",
            again_note=self._again_note(count, is_coming=coming is not None),
            again=again,
            note=_("You can leave this page. Nothing turns on without your answer."),
            # Translators: a link to the page with all choices.
            back=_("Back to my choices"),
        )

    def _lead(self, count: int, *, is_coming: bool) -> str:
        new = self._difference.new
        # Translators: {version} is the version of a notice, {date} a date such as 12 Nov 2026.
        begins = _(
            "Version {version} applies from {date}.",
            version=new.version,
            date=format_date(new.effective_from),
        )
        rest = len(self._view.choices) - count
        if is_coming:
            until = _("Until then everything stays as it is.")
            affected = ngettext(
                "{count} of your choices will then be off until you answer again.",
                "{count} of your choices will then be off until you answer again.",
                count,
                count=count,
            )
            return sentences(begins, until, affected if count else "")
        if not count:
            return sentences(begins, _("Your choices stay as they are."))
        return sentences(
            begins,
            ngettext(
                "{count} of your choices is affected.",
                "{count} of your choices are affected.",
                count,
                count=count,
            ),
            ngettext(
                "The other {count} stays as it is.",
                "The other {count} stay as they are.",
                rest,
                count=rest,
            )
            if rest
            else "",
        )

    def _again_note(self, count: int, *, is_coming: bool) -> str:
        if not count:
            return ""
        if is_coming:
            date = format_date(self._difference.new.effective_from)
            # Translators: {date} is a date such as 12 Nov 2026.
            return _("From {date} on, not before", date=date)
        return ngettext("It stays off until you answer", "They stay off until you answer", count)

    def _author(self) -> str:
        """Return what the author says about the versions in between, as the author's word."""
        old, new = self._difference.old, self._difference.new
        language = notice_language(new, self._interface)
        said = [
            note.text.best(language, new.native_language)[1] for note in notes_between(old, new)
        ]
        text = sentences(*said)
        # Translators: {text} is what the author of a notice says about a new version.
        return _("The author of the notice says: {text}", text=text) if text else ""

    # ------------------------------------------------------------- choices to make again

    def _again(self, item: PracticeChoice, table: DifferenceTable) -> AgainState:
        practice = item.practice
        title = self._presenter.title(practice, self._view.notice)
        line = LineState(text=self._former(item), icon="clock")
        keep_off = _("Keep off")
        # Translators: says yes again after the notice changed. It stands beside Keep off, with
        # the same weight: keep the two about equally long.
        turn_on = _("Turn on again")
        label, words = self._news(practice, table)
        return AgainState(
            practice=practice.id,
            icon=practice.icon,
            title=title,
            sentence=labelled(label, words) if label else words,
            line=line,
            keep_off=keep_off,
            turn_on=turn_on,
            rule=self._rule(item),
            shown=tuple(
                shown
                for shown in (
                    self._stated("title", title),
                    self._said("change.label", label),
                    self._stated("change", words),
                    self._said("state.line", line.text),
                    self._said("keep_off", keep_off),
                    self._said("turn_on", turn_on),
                )
                if shown.text
            ),
        )

    def _rule(self, item: PracticeChoice) -> str:
        """Return what the person's own rules say about a practice; mostly nothing."""
        if not self._view.rules:
            return ""
        # Most people have none.
        from ownerapp.presentation.own_rules_page import (  # noqa: PLC0415 - see above
            card_line,
            suggested,
        )

        return card_line(suggested(self._view), item, self._view, "")

    def _to_come(self, practice: Practice, table: DifferenceTable) -> AgainState:
        label, words = self._news(practice, table)
        date = format_date(self._difference.new.effective_from)
        return AgainState(
            practice=practice.id,
            icon=practice.icon,
            title=self._presenter.title(practice),
            sentence=labelled(label, words) if label else words,
            line=LineState(
                # Translators: {date} is a date such as 12 Nov 2026.
                text=_("On now, and off from {date} until you answer again.", date=date),
                icon="clock",
            ),
            keep_off="",
            turn_on="",
            shown=(),
        )

    def _news(self, practice: Practice, table: DifferenceTable) -> tuple[str, str]:
        """Return the name and the new words of what changed first in meaning."""
        for row in table.rows:
            if row.key.startswith(f"{practice.id}/") and row.change is ChangeClass.MEANING:
                return row.name, _in_a_line(row)
        language = notice_language(self._view.notice, self._interface)
        return "", practice.sentence.best(language, self._view.notice.native_language)[1]

    def _former(self, item: PracticeChoice) -> str:
        choice = item.choice
        if item.former is not None:
            return sentences(self._had_until(item.former), self._would_stay(item.former))
        if choice is None or choice.ends_at is None:
            return _("You had this on. You would choose a new length.")
        date = format_date(choice.ends_at, self._zone)
        # Translators: {date} is a date such as 12 Dec 2026.
        had = _("You had this on until {date}.", date=date)
        return sentences(had, _("You would choose a new length."))

    def _had_until(self, former: FormerYes) -> str:
        if former.ends_at is None:
            return _("You had this on without an end date.")
        # Translators: {date} is a date such as 12 Dec 2026.
        return _("You had this on until {date}.", date=format_date(former.ends_at, self._zone))

    def _would_stay(self, former: FormerYes) -> str:
        if former.ends_at is None:
            return _("You could leave it so, or choose a length.")
        return _("That end date would stay.")

    def _stated(self, field: str, text: str) -> ShownLine:
        return shown_line(field, notice_language(self._view.notice, self._interface), text)

    def _said(self, field: str, text: str) -> ShownLine:
        return shown_line(field, interface_language(), text)


def _in_a_line(row: DifferenceRow) -> str:
    """Return how a part reads now, in one line."""
    return sentences(*plain(row.new).split("\n")) if row.new else row.after

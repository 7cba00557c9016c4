"""Presents requests: the list, one request with its clocks, and what can be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ownerapp.compliance.deadlines.clock import Clock, ClockState
from ownerapp.compliance.deadlines.counting import Reason
from ownerapp.domain.ids import PracticeId, ReplyId, RequestId
from ownerapp.domain.rights import KeptReply, KeptRequest, ReplyKind, RequestState, RightAsked
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext
from ownerapp.i18n.formatting import format_date, format_size, language_name
from ownerapp.presentation.deadline_words import (
    caution_words,
    counting_words,
    due_words,
    target_words,
)
from ownerapp.presentation.explain import explain
from ownerapp.presentation.joining import phrases, sentences
from ownerapp.presentation.request_words import (
    address_rows,
    corrected_sentence,
    finding_sentence,
    letter_text,
    mail_link,
    reply_word,
    right_hint,
    right_title,
    role_word,
    sent_sentence,
    start_sentence,
    state_look,
    state_word,
)
from ownerapp.presentation.states import LineState, RowState, Tone
from ownerapp.presentation.unseen import without_unseen
from ownerapp.presentation.voice import notice_language
from ownerapp.services.rights import Offer, RequestView

_SOON_DAYS = 7
_OPEN = frozenset(
    {
        RequestState.SENT,
        RequestState.ACKNOWLEDGED,
        RequestState.EXTENDED,
        RequestState.WAITING_FOR_YOU,
        RequestState.OVERDUE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request in the list."""

    id: RequestId
    title: str
    about: str
    """The practice and the car."""
    state: LineState
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsState:
    """The list of requests."""

    heading: str
    intro: str
    reminder: str
    """What is due or overdue; empty when nothing is."""
    is_pressing: bool
    """Something is overdue or waits for the person."""
    rows: tuple[RequestRow, ...]
    empty: tuple[str, ...]
    """What teaches where there is no request yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockText:
    """One law's clock in words."""

    title: str
    """The article."""
    due: str
    more: tuple[str, ...]
    """A day to plan with, an extension, and what weakens it."""
    counting: tuple[str, ...]
    """How it was counted, day by day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """A reply in the list of one request."""

    id: ReplyId
    name: str
    title: str
    detail: str
    has_content: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDetail:
    """One request with everything that is known about it."""

    id: RequestId
    title: str
    about: str
    state: LineState
    due: str
    said: tuple[str, ...]
    """What the person said about the sending, and from when the time is counted."""
    to_heading: str
    to: tuple[RowState, ...]
    clocks: tuple[ClockText, ...]
    findings: tuple[str, ...]
    replies: tuple[ReplyRow, ...]
    letter: str
    letter_note: str
    mail: str
    is_draft: bool
    is_open: bool
    """Sent and not closed."""
    awaits_person: bool
    can_complain: bool
    knows_arrival: bool
    sent_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RightOption:
    """Something that can be asked for."""

    right: RightAsked
    title: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferState:
    """What the sheet for a new letter offers."""

    car: str
    notice: str
    """The title of the notice on which the letter rests."""
    rights: tuple[RightOption, ...]
    practices: tuple[tuple[PracticeId | None, str], ...]
    """None is everything in the notice."""
    earlier: tuple[tuple[RequestId | None, str], ...]
    has_name: bool
    has_plate: bool
    has_vin: bool


def requests_state(views: Sequence[RequestView], interface: str) -> RequestsState:
    """Return the list."""
    reminder, is_pressing = reminder_of(views)
    return RequestsState(
        heading=_("My rights"),
        intro=_(
            "Ask the maker for your data, have it deleted, or complain. You send the letters "
            "yourself; this program writes them, counts the days and keeps the replies."
        ),
        reminder=reminder,
        is_pressing=is_pressing,
        rows=tuple(request_row(view, interface) for view in views),
        empty=(
            _("You have not asked for anything yet."),
            _("1. Choose what you want and what it is about. A letter is written for you."),
            _("2. Send it yourself, by your own mail or by post, and say here when you did."),
            _("3. The last day for the answer is counted by the law and shown with each step."),
            _(
                "4. Keep the replies here. If none comes, a complaint is put together from what "
                "is kept here."
            ),
        ),
    )


def reminder_of(views: Sequence[RequestView]) -> tuple[str, bool]:
    """Return one line about what is due, and whether it presses."""
    late = sum(view.state is RequestState.OVERDUE for view in views)
    waiting = sum(view.state is RequestState.WAITING_FOR_YOU for view in views)
    soon = [
        view.headline.on
        for view in views
        if view.state in _OPEN
        and view.headline is not None
        and 0 <= (view.headline.on - view.today).days <= _SOON_DAYS
    ]
    said = []
    if late:
        said.append(
            ngettext("{count} answer is overdue.", "{count} answers are overdue.", late, count=late)
        )
    if waiting:
        said.append(
            ngettext(
                # Translators: the company asked the person for something.
                "{count} request waits for something from you.",
                "{count} requests wait for something from you.",
                waiting,
                count=waiting,
            )
        )
    if soon:
        # Translators: {date} is a date such as 4 Dec 2026.
        said.append(_("The next answer is due by {date}.", date=format_date(min(soon))))
    return sentences(*said), bool(late or waiting)


def request_row(view: RequestView, interface: str) -> RequestRow:
    """Return a request as a row of the list."""
    icon, tone = state_look(view.state)
    return RequestRow(
        id=view.request.id,
        title=right_title(view.request.right),
        about=_about(view, interface),
        state=LineState(text=state_word(view.state, view.request), icon=icon, tone=tone),
        due=_due(view),
    )


def request_detail(view: RequestView, interface: str) -> RequestDetail:
    """Return everything about one request."""
    row = request_row(view, interface)
    request = view.request
    language = notice_language(view.notice, interface)
    return RequestDetail(
        id=request.id,
        title=row.title,
        about=row.about,
        state=row.state,
        due=row.due,
        said=tuple(_sending(request)),
        to_heading=role_word(view.address.role),
        to=address_rows(view.address, view.notice, language),
        clocks=tuple(clock_text(clock, view) for clock in view.clocks),
        findings=finding_sentences(view),
        replies=tuple(_reply_row(reply) for reply in view.replies),
        letter=letter_text(request.letters),
        letter_note=_letter_note(view),
        mail=mail_link(view.address, request.letters),
        is_draft=request.sent is None,
        is_open=request.sent is not None and request.closed_on is None,
        awaits_person=request.awaits_person,
        can_complain=request.sent is not None and request.right is not RightAsked.COMPLAIN,
        knows_arrival=request.arrived_on is not None,
        sent_on=request.sent.on if request.sent is not None else None,
    )


def finding_sentences(view: RequestView) -> tuple[str, ...]:
    """Return what the law's rules find, and which of them could not be decided."""
    if view.report is None:
        return ()
    said = [finding_sentence(item) for item in view.report.findings]
    said += [explain(item.reason).title for item in view.report.undecided]
    return tuple(dict.fromkeys(said))


def clock_text(clock: Clock, view: RequestView) -> ClockText:
    """Return one law's clock in words, with each step of the count."""
    parameter, deadline = clock.parameter, clock.deadline
    if deadline is None:
        refusal = explain(clock.refusal).text() if clock.refusal is not None else ""
        return ClockText(
            title=parameter.article,
            due=_("No last day can be worked out."),
            more=(refusal,),
            counting=(),
        )
    return ClockText(
        title=parameter.article,
        due=due_words(deadline),
        more=tuple(line for line in _more(clock, view) if line),
        counting=counting_words(deadline),
    )


def deadline_lines(view: RequestView) -> tuple[str, ...]:
    """Return the whole calculation as lines of plain text."""
    lines = [*_said(view), ""]
    for clock in view.clocks:
        text = clock_text(clock, view)
        lines += [text.title, text.due, *text.more]
        lines += [f"  {step}" for step in text.counting]
        lines.append("")
    lines += finding_sentences(view)
    return tuple(lines)


def offer_state(offer: Offer, interface: str) -> OfferState:
    """Return what the sheet for a new letter offers."""
    notice = offer.notice
    language = notice_language(notice, interface)
    return OfferState(
        car=offer.vehicle.name,
        notice=notice.title.best(language, notice.native_language)[1],
        rights=tuple(
            RightOption(right=right, title=right_title(right), hint=right_hint(right))
            for right in offer.rights
        ),
        practices=(
            (None, _("Everything in the notice")),
            *(
                (item.id, item.title.best(language, notice.native_language)[1])
                for item in notice.practices
            ),
        ),
        earlier=(
            (None, _("No request that I made here")),
            *((view.request.id, _earlier_title(view)) for view in offer.earlier),
        ),
        has_name=bool(offer.owner),
        has_plate=bool(offer.vehicle.plate),
        has_vin=bool(offer.vehicle.vin),
    )


def with_due_first(state: RequestsState) -> RequestsState:
    """Return the list with what presses first; the order is otherwise kept."""
    rows = sorted(state.rows, key=lambda row: row.state.tone is not Tone.ATTENTION)
    return replace(state, rows=tuple(rows))


def _said(view: RequestView) -> Iterator[str]:
    yield right_title(view.request.right)
    yield from _sending(view.request)


def _sending(request: KeptRequest) -> Iterator[str]:
    """Yield what the person said about the sending, and from when the time is counted."""
    said = (sent_sentence(request), corrected_sentence(request), start_sentence(request))
    yield from (sentence for sentence in said if sentence)


def _earlier_title(view: RequestView) -> str:
    on = format_date(view.request.sent.on) if view.request.sent is not None else ""
    # Translators: {title} is what was asked for, {date} the day on which it was sent.
    return _("{title}, sent on {date}", title=right_title(view.request.right), date=on)


def _about(view: RequestView, interface: str) -> str:
    language = notice_language(view.notice, interface)
    practice = view.practice
    if practice is None:
        about = _("Everything in the notice")
    else:
        about = practice.title.best(language, view.notice.native_language)[1]
    return phrases(about, view.vehicle.name)


def _due(view: RequestView) -> str:
    """Return when the answer is due, in few words; empty where nothing is counted."""
    if view.state not in _OPEN:
        return ""
    if view.headline is None:
        has_number = any(
            clock.deadline is None or clock.deadline.state is not ClockState.NO_NUMBER
            for clock in view.clocks
        )
        return (
            _("No last day can be worked out.") if has_number else _("The law gives no last day.")
        )
    on, days = format_date(view.headline.on), (view.headline.on - view.today).days
    if days < 0:
        # Translators: {date} is a date such as 4 Dec 2026.
        return _("Was due by {date}", date=on)
    if days == 0:
        return _("Due today")
    return ngettext(
        # Translators: {date} is a date such as 4 Dec 2026, {count} a number of days.
        "Due by {date}, in {count} day",
        "Due by {date}, in {count} days",
        days,
        date=on,
        count=days,
    )


def _more(clock: Clock, view: RequestView) -> Iterator[str]:
    deadline, request = clock.deadline, view.request
    if deadline is None:
        return
    yield target_words(deadline)
    extension = request.extension
    if deadline.due_on is not None and clock.parameter.extension is not None:
        counts = (
            extension is not None
            and extension.told_on is not None
            and extension.told_on <= deadline.due_on
            and (deadline.extendable_to is None or extension.until <= deadline.extendable_to)
        )
        if extension is not None and counts:
            yield _(
                # Translators: both are dates such as 4 Dec 2026.
                "You were told in time that the company needs until {date}; the law allows it.",
                date=format_date(extension.until),
            )
        elif extension is None and deadline.extendable_to is not None:
            yield _(
                # Translators: both are dates such as 4 Dec 2026.
                "The company may take until {date}, if it tells you so and why by {due}.",
                date=format_date(deadline.extendable_to),
                due=format_date(deadline.due_on),
            )
    elif extension is not None and deadline.due_on is not None:
        yield _("This law knows no more time, so the last day stays.")
    if request.awaits_person and not clock.parameter.is_pausable:
        yield _("The time runs on while the company waits for you.")
    yield from caution_words(deadline)
    if any(step.reason is Reason.PAUSED for step in deadline.steps):
        yield _("The time stood still while the company waited for you.")


def _reply_row(reply: KeptReply) -> ReplyRow:
    size = format_size(reply.size) if reply.size else ""
    if reply.name:
        name = without_unseen(reply.name)
    elif reply.size:
        name = _("Your text")
    else:
        name = _("Nothing but the fact")
    return ReplyRow(
        id=reply.id,
        name=name,
        title=_(
            # Translators: {date} is a date such as 4 Dec 2026, {what} for example It refuses.
            "{date}: {what}",
            date=format_date(reply.on),
            what=reply_word(reply.kind),
        ),
        detail=phrases(name, size),
        has_content=bool(reply.size),
    )


def _letter_note(view: RequestView) -> str:
    names = [language_name(part.language) for part in view.request.letters]
    if len(names) == 1:
        # Translators: {language} is the name of a language.
        return _("The letter is in {language}, the language of the notice.", language=names[0])
    return _(
        # Translators: both are names of languages.
        "The letter is in {first}, the language of the notice, and in {second}.",
        first=names[0],
        second=names[1],
    )


def reply_choices() -> tuple[tuple[ReplyKind, str], ...]:
    """Return what a reply can do, for a list to choose from."""
    return tuple((kind, reply_word(kind)) for kind in ReplyKind)

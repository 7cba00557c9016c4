"""The words for requests: what can be asked for, where one stands, what the law's check found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import quote

from ownerapp.compliance.requests import RequestFinding
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice
from ownerapp.domain.request import Outcome
from ownerapp.domain.rights import (
    KeptRequest,
    LetterPart,
    RecipientRole,
    ReplyKind,
    RequestState,
    RightAsked,
    Way,
)
from ownerapp.domain.text import Text
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_date, format_list
from ownerapp.presentation import words
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.states import RowState, Tone
from ownerapp.services.letter_writing import Address


def right_title(right: RightAsked) -> str:
    """Return what a person asks for, to stand in a list."""
    return _RIGHTS[right][0]()


def right_hint(right: RightAsked) -> str:
    """Return what comes of it, in one sentence."""
    return _RIGHTS[right][1]()


_RIGHTS: Mapping[RightAsked, tuple[Callable[[], str], Callable[[], str]]] = {
    RightAsked.ACCESS: (
        lambda: pgettext("request", "See my data"),
        lambda: _("The company tells you what it has about you, why, and who got it."),
    ),
    RightAsked.COPY: (
        lambda: pgettext("request", "Get a copy"),
        lambda: _("The company gives you your data in a file that you can keep."),
    ),
    RightAsked.CORRECT: (
        lambda: pgettext("request", "Correct my data"),
        lambda: _("The company puts right what is wrong. Say below what that is."),
    ),
    RightAsked.DELETE_IN_VEHICLE: (
        lambda: pgettext("request", "Delete data in the car"),
        lambda: _("The company deletes what the car keeps, or tells you how you do it."),
    ),
    RightAsked.DELETE_OUTSIDE: (
        lambda: pgettext("request", "Delete data outside the car"),
        lambda: _("The company deletes what left the car, also where others keep it for them."),
    ),
    RightAsked.RESTRICT: (
        lambda: pgettext("request", "Restrict the use of my data"),
        lambda: _("The company keeps the data and does nothing else with it."),
    ),
    RightAsked.OBJECT: (
        lambda: pgettext("request", "Object"),
        lambda: _("You say no to a use that does not rest on your consent."),
    ),
    RightAsked.WITHDRAW: (
        lambda: pgettext("request", "Withdraw my consent in writing"),
        lambda: _("You tell the company that your yes no longer holds."),
    ),
    RightAsked.PORT: (
        lambda: pgettext("request", "Take my data along"),
        lambda: _("You get your data in a form that another company can read."),
    ),
    RightAsked.EXPLAIN: (
        lambda: pgettext("request", "Have it explained"),
        lambda: _("The company explains in plain words what it does and how it decides."),
    ),
    RightAsked.OPT_OUT: (
        lambda: pgettext("request", "No sale and no sharing"),
        lambda: _("The company no longer sells your data or shares it for advertising."),
    ),
    RightAsked.LIMIT: (
        lambda: pgettext("request", "Limit sensitive data"),
        lambda: _("The company uses sensitive data only for what you asked it to do."),
    ),
    RightAsked.DISCONNECT: (
        lambda: pgettext("request", "End another person's access to the car"),
        lambda: _("The company ends the remote access of the person that you name below."),
    ),
    RightAsked.DATA_ACT: (
        lambda: pgettext("request", "Get the car's data"),
        lambda: _("The company gives you the data that the car makes when you use it."),
    ),
    RightAsked.COMPLAIN: (
        lambda: pgettext("request", "Complain to the authority"),
        lambda: _("You ask the authority that the notice names to look into it."),
    ),
}


def state_word(state: RequestState, request: KeptRequest | None = None) -> str:
    """Return where a request stands, in a word or two."""
    if (
        state is RequestState.ANSWERED
        and request is not None
        and request.answer is not None
        and request.answer.outcome is Outcome.PARTLY
    ):
        return pgettext("state of a request", "Granted in part")
    return _STATES[state][0]()


def state_look(state: RequestState) -> tuple[str, Tone]:
    """Return the icon and the tone of a state."""
    return _STATES[state][1:]


_STATES: Mapping[RequestState, tuple[Callable[[], str], str, Tone]] = {
    RequestState.DRAFTED: (
        lambda: pgettext("state of a request", "Draft, not sent"),
        "pen",
        Tone.NEUTRAL,
    ),
    RequestState.SENT: (lambda: pgettext("state of a request", "Sent"), "clock", Tone.NEUTRAL),
    RequestState.ACKNOWLEDGED: (
        lambda: pgettext("state of a request", "Receipt confirmed"),
        "clock",
        Tone.NEUTRAL,
    ),
    RequestState.WAITING_FOR_YOU: (
        lambda: pgettext("state of a request", "Waits for you"),
        "info",
        Tone.ATTENTION,
    ),
    RequestState.EXTENDED: (
        # Translators: the company said that it takes longer.
        lambda: pgettext("state of a request", "More time taken"),
        "clock",
        Tone.NEUTRAL,
    ),
    RequestState.OVERDUE: (
        lambda: pgettext("state of a request", "Overdue"),
        "info",
        Tone.ATTENTION,
    ),
    RequestState.ANSWERED: (
        lambda: pgettext("state of a request", "Answered"),
        "check",
        Tone.NEUTRAL,
    ),
    RequestState.REFUSED: (
        lambda: pgettext("state of a request", "Refused"),
        "oct",
        Tone.STOP,
    ),
    RequestState.CLOSED: (
        lambda: pgettext("state of a request", "Closed"),
        "check",
        Tone.NEUTRAL,
    ),
}


def way_word(way: Way) -> str:
    """Return how a letter was sent, to stand alone."""
    return _WAYS[way]()


_WAYS: Mapping[Way, Callable[[], str]] = {
    Way.MAIL: lambda: pgettext("way of sending", "By e-mail"),
    Way.POST: lambda: pgettext("way of sending", "By post"),
    Way.CAR: lambda: pgettext("way of sending", "On the car's screen"),
    Way.FORM: lambda: pgettext("way of sending", "On a page of the company"),
}


def reply_word(kind: ReplyKind) -> str:
    """Return what a reply does."""
    return _REPLIES[kind]()


_REPLIES: Mapping[ReplyKind, Callable[[], str]] = {
    ReplyKind.RECEIPT: lambda: pgettext("reply", "It confirms that the letter arrived"),
    ReplyKind.EXTENSION: lambda: pgettext("reply", "It takes more time"),
    ReplyKind.IDENTITY: lambda: pgettext("reply", "It asks who I am"),
    ReplyKind.CLARIFICATION: lambda: pgettext("reply", "It asks what I mean"),
    ReplyKind.GRANTED: lambda: pgettext("reply", "It does what I asked for"),
    ReplyKind.PARTLY: lambda: pgettext("reply", "It does a part of it"),
    ReplyKind.REFUSED: lambda: pgettext("reply", "It refuses"),
    ReplyKind.OTHER: lambda: pgettext("reply", "Something else"),
}


def role_word(role: RecipientRole) -> str:
    """Return who a letter goes to."""
    match role:
        case RecipientRole.RIGHTS_CONTACT:
            return _("The contact for users' rights that the notice names")
        case RecipientRole.REPRESENTATIVE:
            return _("The representative that the notice names")
        case RecipientRole.CONTROLLER:
            return _("The company that the notice names")
        case RecipientRole.AUTHORITY:
            return _("The authority that the notice names")


def sent_sentence(request: KeptRequest) -> str:
    """Return what the person said about the sending; empty for a draft."""
    if request.sent is None:
        return ""
    on = format_date(request.sent.on)
    match request.sent.by:
        # Translators: {date} is a date such as 20 Nov 2026.
        case Way.MAIL:
            return _("You said that you sent it by e-mail on {date}.", date=on)
        case Way.POST:
            return _("You said that you sent it by post on {date}.", date=on)
        case Way.CAR:
            return _("You said that you made it on the car's screen on {date}.", date=on)
        case Way.FORM:
            return _("You said that you made it on a page of the company on {date}.", date=on)


def corrected_sentence(request: KeptRequest) -> str:
    """Return what the person had said about the sending before; empty where that still holds."""
    sent = request.sent
    days = dict.fromkeys(item.on for item in request.sent_before)
    ways = dict.fromkeys(item.by for item in request.sent_before)
    said = []
    if sent is not None and any(day != sent.on for day in days):
        said.append(
            _(
                # Translators: {dates} is a date such as 20 Nov 2026, or a list of them.
                "You corrected the day. Before, you had said: {dates}.",
                dates=format_list(tuple(format_date(day) for day in days if day != sent.on)),
            )
        )
        if request.arrived_on is None:
            said.append(_("The time is counted anew, from the corrected day."))
    if sent is not None and any(way is not sent.by for way in ways):
        said.append(
            _(
                # Translators: {ways} is for example By post, or a list of such words.
                "You corrected how you sent it. Before, you had said: {ways}.",
                ways=format_list(tuple(way_word(way) for way in ways if way is not sent.by)),
            )
        )
    return sentences(*said)


def start_sentence(request: KeptRequest) -> str:
    """Return from which day the time is counted, and why; empty for a draft."""
    if request.sent is None:
        return ""
    if request.arrived_on is not None:
        # Translators: {date} is a date such as 20 Nov 2026.
        return _("It arrived on {date}, as you said.", date=format_date(request.arrived_on))
    return _(
        # Translators: {date} is a date such as 20 Nov 2026.
        "The law counts from the day on which it arrived. That day is not known, so {date} is "
        "taken, the day on which you sent it. If it came later, the last day is later too.",
        date=format_date(request.sent.on),
    )


def address_rows(address: Address, notice: Notice, language: Language) -> tuple[RowState, ...]:
    """Return who gets a letter, with what the maker does not state."""

    def said(text: Text) -> str:
        return text.best(language, notice.native_language)[1] or words.not_stated(notice)

    return (
        RowState(label=_("To"), text=said(address.name)),
        RowState(label=_("E-mail"), text=address.email or words.not_stated(notice)),
        RowState(label=_("Address"), text=said(address.address)),
        RowState(
            # Translators: the label of a web address.
            label=_("On the web"),
            text=address.url or words.not_stated(notice),
        ),
    )


def finding_sentence(finding: RequestFinding) -> str:
    """Return what a rule of the law found in a request."""
    maker = _FINDINGS.get(finding.code)
    if maker is not None:
        return maker(finding)
    return _(
        # Translators: {rule} and {code} are short names that stay as they are.
        "The check of rule {rule} found something that has no words here yet: {code}.",
        rule=finding.rule,
        code=finding.code,
    )


def _on(finding: RequestFinding, fact: str) -> str:
    return format_date(date.fromisoformat(finding.facts[fact]))


_FINDINGS: Mapping[str, Callable[[RequestFinding], str]] = {
    "overdue": lambda f: _(
        # Translators: {date} is a date such as 20 Nov 2026.
        "No answer is kept here, and the last day was {date}.",
        date=_on(f, "due"),
    ),
    "answered-late": lambda f: _(
        # Translators: both are dates such as 20 Nov 2026.
        "The answer came on {date}. The last day was {due}.",
        date=_on(f, "answered"),
        due=_on(f, "due"),
    ),
    "not-acknowledged": lambda f: _(
        "Receipt is not confirmed, and the last day for that was {date}.", date=_on(f, "due")
    ),
    "acknowledged-late": lambda f: _(
        "Receipt was confirmed on {date}. The last day was {due}.",
        date=_on(f, "acknowledged"),
        due=_on(f, "due"),
    ),
    "extension-not-told": lambda f: _(
        "You were not told of more time by {date}, so it does not count.", date=_on(f, "due")
    ),
    "extension-told-late": lambda f: _(
        "You were told of more time on {date}, after the last day, so it does not count.",
        date=_on(f, "told"),
    ),
    "extended-too-far": lambda f: _(
        "The company takes time until {date}. The law allows until {limit} at most.",
        date=_on(f, "until"),
        limit=_on(f, "limit"),
    ),
    "no-reason": lambda _f: _("The refusal gives no reasons, as far as you kept them."),
    "no-document": lambda _f: _("The refusal is not in writing, as far as you kept it."),
    "no-authority": lambda _f: _(
        "The refusal does not name the authority to complain to, as far as you kept it."
    ),
    "no-court": lambda _f: _(
        "The refusal does not say that you can go to court, as far as you kept it."
    ),
    "refused-late": lambda f: _(
        "The refusal came on {date}. The last day for a refusal was {due}.",
        date=_on(f, "answered"),
        due=_on(f, "due"),
    ),
    "not-electronic": lambda _f: _("The answer is in no common electronic form."),
    "not-portable": lambda _f: _("The answer is in no form that another company can read."),
    "ground-without-portability": lambda _f: _(
        "The notice rests this on a ground for which the law gives no right to take data along."
    ),
    "recipient-without-name": lambda _f: _("The answer does not name everybody who got the data."),
}


def letter_text(letters: tuple[LetterPart, ...]) -> str:
    """Return a letter as plain text, its languages one after the other."""
    return f"\n\n{'-' * 40}\n\n".join(_part_text(part) for part in letters) + "\n"


def mail_link(address: Address, letters: tuple[LetterPart, ...]) -> str:
    """Return a link that opens the person's own mail program; nothing is sent by it.

    Empty where the notice states no e-mail address.
    """
    if not address.email:
        return ""
    subject = " / ".join(part.subject for part in letters)
    body = f"\r\n\r\n{'-' * 40}\r\n\r\n".join(
        _body_text(part).replace("\n", "\r\n") for part in letters
    )
    to = quote(address.email, safe="@")
    return f"mailto:{to}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def _part_text(part: LetterPart) -> str:
    head = "\n".join((*part.recipient, "", part.subject, ""))
    return f"{head}\n{_body_text(part)}"


def _body_text(part: LetterPart) -> str:
    blocks = [*part.paragraphs, "\n".join(part.signature), *part.notes]
    return "\n\n".join(blocks)

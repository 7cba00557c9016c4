"""``ownerapp request``: letters to the maker, what was sent, replies, and last days.

Nothing here sends anything: the person does, and says so.
"""

from __future__ import annotations

from datetime import date

from ownerapp.cli.arguments import expanded
from ownerapp.cli.context import Context
from ownerapp.domain.errors import DateInvalidError, OptionInvalidError
from ownerapp.domain.ids import PracticeId, RequestId
from ownerapp.domain.json_value import JsonObject
from ownerapp.domain.record import Disclosure
from ownerapp.domain.rights import ReplyKind, RightAsked, Way
from ownerapp.i18n import _
from ownerapp.presentation.joining import labelled
from ownerapp.presentation.request_bundle import save_request_bundle
from ownerapp.presentation.request_words import letter_text
from ownerapp.presentation.requests_page import request_detail, requests_state
from ownerapp.presentation.voice import interface_language
from ownerapp.services.request_steps import ReplyGiven
from ownerapp.services.rights import RequestView, Wish

_SHORT_ID = 8


def list_requests(context: Context) -> int:
    """List requests, newest first."""
    views = context.desk.rights.all()
    if context.json:
        context.say_json([_value(view) for view in views])
        return 0
    state = requests_state(views, context.language)
    if not state.rows:
        for line in state.empty:
            context.say(line)
        return 0
    if state.reminder:
        context.say(state.reminder)
        context.say()
    context.say_table(
        # Translators: a column with ids.
        [_("Id"), _("What"), _("About"), _("State"), _("Answer")],
        [[row.id[:_SHORT_ID], row.title, row.about, row.state.text, row.due] for row in state.rows],
    )
    return 0


def show(context: Context) -> int:
    """Print one request with its clocks and replies."""
    return _told(context, context.desk.rights.find(context.options.request))


def new(context: Context) -> int:
    """Write a letter and print it."""
    options, desk = context.options, context.desk
    vehicle = desk.find_car(options.car)
    wish = Wish(
        right=RightAsked(options.right),
        practice=None if options.collection is None else PracticeId(options.collection),
        words=options.words,
        disclosure=Disclosure(
            name=options.with_name, plate=options.with_plate, vin=options.with_vin
        ),
        about=None
        if options.about is None
        else RequestId(desk.rights.find(options.about).request.id),
        member_state=options.state,
    )
    view = desk.rights.draft(vehicle, wish, language=interface_language())
    if context.json:
        context.say_json({**_value(view), "letter": letter_text(view.request.letters)})
        return 0
    context.say(letter_text(view.request.letters))
    context.say(_("This letter is kept as a draft. You send it yourself."))
    # Translators: {id} is the beginning of a long random id; ownerapp request sent is a command.
    context.say(
        _(
            "When you did, type: ownerapp request sent {id} --by mail",
            id=view.request.id[:_SHORT_ID],
        )
    )
    return 0


def sent(context: Context) -> int:
    """Keep that the person sent the letter, or on which day it arrived."""
    options, rights = context.options, context.desk.rights
    view = rights.find(options.request)
    arrived, former = _day(options.arrived), view.request.sent
    if options.correct and former is not None:
        view = rights.correct_sent(
            view.request.id,
            on=_day(options.on) or former.on,
            by=Way(options.by) if options.by is not None else former.by,
        )
    elif view.request.sent is None or options.by is not None:
        if options.by is None:
            raise OptionInvalidError(
                option="--by", value="", allowed=tuple(item.value for item in Way)
            )
        view = rights.sent(
            view.request.id, on=_day(options.on) or rights.today(), by=Way(options.by)
        )
    if arrived is not None:
        view = rights.arrived(view.request.id, on=arrived)
    return _told(context, view)


def reply(context: Context) -> int:
    """Keep a reply, or that the person gave what was asked for."""
    options, rights = context.options, context.desk.rights
    on = _day(options.on) or rights.today()
    if options.gave:
        return _told(context, rights.gave(options.request, on=on))
    given = ReplyGiven(
        kind=ReplyKind(options.kind),
        on=on,
        text=options.text,
        path=expanded(options.file) if options.file else "",
        until=_day(options.until),
        reason=options.reason,
        authority=options.authority,
        court=options.court,
    )
    return _told(context, rights.reply(options.request, given))


def close(context: Context) -> int:
    """Close a request, or throw a draft away."""
    rights = context.desk.rights
    view = rights.find(context.options.request)
    if view.request.sent is None:
        rights.drop(view.request.id)
        if context.json:
            context.say_json({"request": view.request.id, "dropped": True})
        else:
            context.say(_("The draft was thrown away."))
        return 0
    return _told(context, rights.close(view.request.id))


def letter(context: Context) -> int:
    """Print the letter, save it, or write everything about the request into one file."""
    options, rights = context.options, context.desk.rights
    view = rights.find(options.request)
    paths: list[str] = []
    if options.to is not None:
        path = expanded(options.to)
        rights.save_letter(view.request.id, path)
        paths.append(path)
    if options.bundle is not None:
        paths += save_request_bundle(
            context.desk, view, folder=expanded(options.bundle), interface_language=context.language
        )
    if context.json:
        detail = request_detail(view, context.language)
        context.say_json({"files": list(paths), "letter": detail.letter, "mail": detail.mail})
    elif paths:
        for path in paths:
            # Translators: {path} is the path of a file that was written.
            context.say(_("Written: {path}", path=path))
    else:
        context.say(letter_text(view.request.letters))
    return 0


def _told(context: Context, view: RequestView) -> int:
    """Print one request."""
    if context.json:
        context.say_json(_value(view))
        return 0
    detail = request_detail(view, context.language)
    context.say(labelled(detail.title, detail.about))
    context.say(labelled(_("State"), detail.state.text))
    for line in (detail.due, *detail.said, *detail.findings):
        if line:
            context.say(line)
    for row in detail.to:
        context.say(labelled(row.label, row.text))
    for clock in detail.clocks:
        context.say()
        for line in (
            clock.title,
            clock.due,
            *clock.more,
            *(f"  {step}" for step in clock.counting),
        ):
            context.say(line)
    for item in detail.replies:
        context.say()
        context.say(item.title)
        context.say(item.detail)
    return 0


def _value(view: RequestView) -> JsonObject:
    request = view.request
    return {
        "request": request.id,
        "right": request.right.value,
        "car": request.vehicle,
        "collection": request.practice,
        "state": view.state.value,
        "sent": request.sent.on.isoformat() if request.sent else None,
        "by": request.sent.by.value if request.sent else None,
        "arrived": request.arrived_on.isoformat() if request.arrived_on else None,
        "due": view.headline.on.isoformat() if view.headline else None,
        "certain": view.headline.is_certain if view.headline else None,
        "clocks": [
            {
                "id": clock.parameter.id,
                "article": clock.parameter.article,
                "binding": clock.parameter.is_binding,
                "due": clock.deadline.due_on.isoformat()
                if clock.deadline is not None and clock.deadline.due_on is not None
                else None,
                "refused": clock.refusal.code if clock.refusal is not None else None,
            }
            for clock in view.clocks
        ],
        "findings": [
            {"rule": item.rule, "code": item.code, "facts": dict(item.facts)}
            for item in (view.report.findings if view.report is not None else ())
        ],
        "replies": [
            {
                "reply": item.id,
                "is": item.kind.value,
                "on": item.on.isoformat(),
                "file": item.name,
                "bytes": item.size,
            }
            for item in view.replies
        ],
    }


def _day(typed: str | None) -> date | None:
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise DateInvalidError(value=typed) from error

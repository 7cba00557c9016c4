"""The arguments of ``ownerapp request``."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ownerapp.i18n import _

# Written out: every start of the window reads the parser, and the domain of requests is heavy.
RIGHTS = (
    "access", "copy", "correct", "delete-in-vehicle", "delete-outside", "restrict", "object",
    "withdraw", "port", "explain", "optout", "limit", "disconnect", "data-act", "complain",
)  # fmt: skip
"""The values of the domain's ``RightAsked``."""
WAYS = ("mail", "post", "car", "form")
"""The values of the domain's ``Way``."""
REPLIES = (
    "receipt", "extension", "identity", "clarification", "granted", "partly", "refused", "other",
)  # fmt: skip
"""The values of the domain's ``ReplyKind``."""

Option = Callable[[argparse.ArgumentParser], None]


def add_request(
    request: argparse.ArgumentParser, *, car_option: Option, json_option: Option
) -> None:
    """Add the actions of ``request``.

    Args:
        request: Its parser.
        car_option: Adds the option that names a car.
        json_option: Adds the options that hold for every command.
    """
    # Translators: a place in the help of the command line, for example for list.
    actions = request.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    json_option(actions.add_parser("list", help=_("list your requests with their last days")))
    show = _of_one(
        actions.add_parser("show", help=_("see one request and how its time is counted"))
    )
    json_option(show)
    new = actions.add_parser("new", help=_("write a letter; it is not sent by that"))
    new.add_argument("right", choices=RIGHTS, help=_("what you want"))
    new.add_argument(
        "--collection",
        # Translators: a place in the help of the command line, for the id of a kind of data.
        metavar=_("COLLECTION"),
        help=_("what it is about, instead of everything in the notice"),
    )
    new.add_argument(
        # Translators: a place in the help of the command line.
        "--words",
        default="",
        metavar=_("TEXT"),
        help=_("your own words in the letter"),
    )
    new.add_argument("--with-name", action="store_true", help=_("put your name in the letter"))
    new.add_argument("--with-plate", action="store_true", help=_("put the licence plate in it"))
    new.add_argument("--with-vin", action="store_true", help=_("put the VIN in it"))
    new.add_argument(
        "--about",
        # Translators: a place in the help of the command line, for the id of a request.
        metavar=_("REQUEST"),
        help=_("for a complaint, the request that it is about"),
    )
    new.add_argument(
        "--state",
        default="",
        metavar=_("CODE"),
        help=_("the state from which the company answers, where the notice does not say it: DE"),
    )
    car_option(new)
    json_option(new)
    sent = _of_one(actions.add_parser("sent", help=_("say that you sent the letter")))
    sent.add_argument("--by", choices=WAYS, help=_("how you sent it; needed once"))
    _day(sent, "--on", _("the day on which you sent it, instead of today"))
    _day(sent, "--arrived", _("the day on which it arrived, where you know it"))
    sent.add_argument(
        "--correct",
        action="store_true",
        help=_("correct the day or the way that you said before; the history keeps both"),
    )
    json_option(sent)
    reply = _of_one(actions.add_parser("reply", help=_("keep a reply, encrypted")))
    reply.add_argument(
        "--is",
        dest="kind",
        choices=REPLIES,
        default="other",
        help=_("what it does"),
    )
    content = reply.add_mutually_exclusive_group()
    content.add_argument("--file", metavar=_("FILE"), default="", help=_("the file to keep"))
    content.add_argument("--text", metavar=_("TEXT"), default="", help=_("the text to keep"))
    _day(reply, "--on", _("the day on which it came, instead of today"))
    _day(reply, "--until", _("for more time, the day that the company names"))
    reply.add_argument("--reason", metavar=_("TEXT"), default="", help=_("why it refuses"))
    reply.add_argument(
        "--authority", metavar=_("TEXT"), default="", help=_("the authority that a refusal names")
    )
    reply.add_argument(
        "--court", metavar=_("TEXT"), default="", help=_("what a refusal says about going to court")
    )
    reply.add_argument(
        "--gave", action="store_true", help=_("you gave what the company had asked for")
    )
    json_option(reply)
    close = actions.add_parser("close", help=_("close a request, or throw a draft away"))
    json_option(_of_one(close))
    letter = _of_one(actions.add_parser("letter", help=_("print or save the letter")))
    letter.add_argument(
        "--to", metavar=_("FILE"), help=_("save it: a PDF for a name in .pdf, else plain text")
    )
    letter.add_argument(
        "--bundle",
        metavar=_("FOLDER"),
        help=_("write everything about the request into one zip file, with a signed record"),
    )
    json_option(letter)


def _of_one(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "request", metavar=_("REQUEST"), help=_("its id, or the first letters of it")
    )
    return parser


def _day(parser: argparse.ArgumentParser, name: str, said: str) -> None:
    # Translators: a place in the help of the command line.
    parser.add_argument(name, metavar=_("DATE"), help=said)

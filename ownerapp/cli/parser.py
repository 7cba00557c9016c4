"""The parser of the command line: every command with its help, and nothing else."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from typing_extensions import override

from ownerapp import __version__
from ownerapp.cli.arguments import END_MOMENTS
from ownerapp.cli.output import harmless
from ownerapp.cli.request_arguments import add_request
from ownerapp.cli.rules_arguments import add_rules
from ownerapp.domain.finding import Profile
from ownerapp.i18n import _, available_languages

INPUT_ERROR = 2
TERM_CODES = ("drive", "7d", "3m", "1y", "open")


class _Parser(argparse.ArgumentParser):
    """Ends with code 2 and a hint, without a traceback, for arguments that do not fit."""

    @override
    def error(self, message: str) -> NoReturn:
        print(harmless(f"{self.prog}: {message}"), file=sys.stderr)
        print(_("See the help with --help."), file=sys.stderr)
        raise SystemExit(INPUT_ERROR)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with its help in the current language."""
    parser = _Parser(
        prog="ownerapp",
        description=_(
            "See what data your car collects, decide what it may, and prove what you decided. "
            "Without a command, the window opens."
        ),
        epilog=_(
            "Exit codes: 0 good; 1 the thing checked is not good or cannot be told; "
            "2 you can correct what you typed; 3 the surroundings fail."
        ),
    )
    parser.add_argument("--version", action="version", version=f"ownerapp {__version__}")
    _global_options(parser, default=None)
    parser.add_argument(
        "--exit-after",
        choices=END_MOMENTS,
        help=_("end the window when it is painted, or when the choices can be read"),
    )
    # Translators: a place in the help of the command line, in capitals where the language has them.
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"))
    _add_car(commands)
    _add_notice(commands)
    _add_choices(commands)
    _add_records(commands)
    _add_keys(commands)
    _add_backup(commands)
    _add_other_computer(commands)
    _add_erase(commands)
    _json_option(commands.add_parser("about", help=_("versions, keys, licences, network use")))
    _add_this_car(commands)
    add_request(
        commands.add_parser("request", help=_("write to the maker, and count the days")),
        car_option=_car_option,
        json_option=_json_option,
    )
    add_rules(
        commands.add_parser("rules", help=_("make rules for your answers; a rule answers nothing")),
        car_option=_car_option,
        json_option=_json_option,
    )
    return parser


def _add_car(commands: argparse._SubParsersAction[_Parser]) -> None:
    car = commands.add_parser("car", help=_("add, list or correct cars"))
    # Translators: a place in the help of the command line, for example for list.
    actions = car.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    add = actions.add_parser("add", help=_("add a car with its notice"))
    add.add_argument("--notice", required=True, metavar=_("ID or FILE"))
    add.add_argument("--name", required=True, help=_("what you call the car"))
    # Translators: a place in the help of the command line, for the name of a person.
    add.add_argument("--owner", default="", metavar=_("PERSON"), help=_("your name"))
    add.add_argument("--plate", default="", help=_("licence plate"))
    add.add_argument("--vin", default="", help=_("vehicle identification number"))
    _json_option(add)
    correct = actions.add_parser(
        "correct", help=_("correct what was typed about a car; what you leave out stays")
    )
    correct.add_argument("--name", help=_("what you call the car"))
    correct.add_argument(
        "--owner", metavar=_("PERSON"), help=_("your name; it counts for all of your cars")
    )
    correct.add_argument("--plate", help=_("licence plate"))
    correct.add_argument("--vin", help=_("vehicle identification number"))
    _car_option(correct)
    _json_option(correct)
    _json_option(actions.add_parser("list", help=_("list cars")))


def _add_notice(commands: argparse._SubParsersAction[_Parser]) -> None:
    notice = commands.add_parser("notice", help=_("read, check, compare or write notices"))
    actions = notice.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    _json_option(actions.add_parser("list", help=_("list the notices that are at hand")))
    show = actions.add_parser("show", help=_("read a whole notice"))
    show.add_argument("notice", metavar=_("ID or FILE"))
    _json_option(show)
    check = actions.add_parser("check", help=_("see what a notice leaves out"))
    check.add_argument("notice", metavar=_("ID or FILE"))
    check.add_argument(
        "--profile",
        choices=tuple(profile.value for profile in Profile),
        default=Profile.LAW_AND_CAAM.value,
        help=_("which rules are looked at"),
    )
    check.add_argument(
        "--format",
        choices=("text", "json", "sarif", "html"),
        default="text",
        help=_("how the result is written"),
    )
    _json_option(check)
    diff = actions.add_parser("diff", help=_("see what changed from one notice to another"))
    diff.add_argument("old", metavar=_("ID or FILE"))
    diff.add_argument("new", metavar=_("ID or FILE"))
    _json_option(diff)
    _add_notice_authoring(actions)


def _add_notice_authoring(actions: argparse._SubParsersAction[_Parser]) -> None:
    """Add what those need who write, translate and sign notices."""
    new = actions.add_parser("new", help=_("start a notice of your own"))
    # Translators: a place in the help of the command line.
    new.add_argument("folder", metavar=_("FOLDER"))
    new.add_argument(
        "--nasty",
        action="store_true",
        help=_("instead, awkward notices to test screens and translations with"),
    )
    _json_option(new)
    extract = actions.add_parser("extract", help=_("write catalogues for translators"))
    extract.add_argument("notice", metavar=_("ID or FILE"))
    extract.add_argument("--to", required=True, metavar=_("FOLDER"))
    _json_option(extract)
    merge = actions.add_parser("merge", help=_("take translations back"))
    merge.add_argument("notice", metavar=_("FILE"))
    merge.add_argument("--from", dest="source", required=True, metavar=_("FOLDER"))
    _json_option(merge)
    keygen = actions.add_parser("keygen", help=_("make a key that signs notices"))
    # Translators: a place in the help of the command line, for the name of a key.
    keygen.add_argument("name", metavar=_("NAME"))
    _json_option(keygen)
    _new_passphrase_options(
        actions.add_parser(
            "passphrase", help=_("change the passphrase that opens your keys for notices")
        )
    )
    sign = actions.add_parser("sign", help=_("sign a notice"))
    sign.add_argument("notice", metavar=_("FILE"))
    sign.add_argument("--key", required=True, metavar=_("NAME"), help=_("the name of your key"))
    _json_option(sign)
    verify = actions.add_parser("verify", help=_("see whose word a notice is"))
    verify.add_argument("notice", metavar=_("FILE"))
    _json_option(verify)
    take = actions.add_parser("import", help=_("keep a notice beside the shipped ones"))
    take.add_argument("notice", metavar=_("FILE"))
    take.add_argument(
        "--accept",
        default="",
        metavar=_("FINGERPRINT"),
        help=_("accept the key that signed it, by the fingerprint that you compared"),
    )
    _json_option(take)


def _add_choices(commands: argparse._SubParsersAction[_Parser]) -> None:
    choices = commands.add_parser("choices", help=_("list your choices or change one"))
    actions = choices.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    listing = actions.add_parser("list", help=_("list your choices"))
    _car_option(listing)
    _json_option(listing)
    change = actions.add_parser("set", help=_("turn one collection on or off"))
    # Translators: a place in the help of the command line, for the id of a kind of data.
    change.add_argument("practice", metavar=_("COLLECTION"))
    change.add_argument("answer", choices=("on", "off"))
    change.add_argument(
        "--for",
        dest="term",
        # Translators: a place in the help of the command line, for a length of time such as 7d.
        metavar=_("LENGTH"),
        # Translators: {terms} is a list of codes such as drive, 7d, 3m.
        help=_("how long, one of {terms}", terms=", ".join(TERM_CODES)),
    )
    _car_option(change)
    _json_option(change)
    for name, said in (
        ("pause", _("turn one collection off until you resume it")),
        ("resume", _("let a paused collection go on until its end")),
    ):
        hold = actions.add_parser(name, help=said)
        # Translators: a place in the help of the command line, for the id of a kind of data.
        hold.add_argument("practice", metavar=_("COLLECTION"))
        _car_option(hold)
        _json_option(hold)
    keep = actions.add_parser("keep", help=_("let everything stay on after a year without opening"))
    _car_option(keep)
    _json_option(keep)
    calendar = actions.add_parser(
        "calendar", help=_("write when what is on ends and answers are due, as a calendar file")
    )
    # Translators: a place in the help of the command line.
    calendar.add_argument("--to", required=True, metavar=_("FILE"))
    _json_option(calendar)
    remind = commands.add_parser(
        "remind", help=_("say once, as a notification, what ends soon or is due")
    )
    remind.add_argument(
        "--at-sign-in",
        choices=("on", "off"),
        help=_("instead: let this run whenever you sign in to the computer, or not any more"),
    )
    _json_option(remind)
    history = commands.add_parser("history", help=_("read the history, or what held on a day"))
    # Translators: a place in the help of the command line.
    history.add_argument("--on", metavar=_("DATE"), help=_("what held on this day, YYYY-MM-DD"))
    _car_option(history)
    _json_option(history)


def _add_export(commands: argparse._SubParsersAction[_Parser]) -> None:
    export = commands.add_parser("export", help=_("write a signed record"))
    # Translators: a place in the help of the command line.
    export.add_argument("--to", required=True, metavar=_("FOLDER"))
    export.add_argument(
        "--format",
        choices=("pdf", "json", "csv", "bundle"),
        help=_("pdf and json if not given; a bundle is a zip file with all that proves it"),
    )
    export.add_argument(
        "--practice",
        action="extend",
        nargs="+",
        default=None,
        metavar=_("COLLECTION"),
        help=_("only these collections, by their ids"),
    )
    export.add_argument(
        "--on",
        # Translators: a place in the help of the command line.
        metavar=_("DATE"),
        help=_("how your choices stood when this day ended, YYYY-MM-DD"),
    )
    export.add_argument(
        "--with-name", action="store_true", help=_("put your name and the car's in")
    )
    export.add_argument("--with-plate", action="store_true", help=_("put the licence plate in"))
    export.add_argument("--with-vin", action="store_true", help=_("put the VIN in"))
    export.add_argument(
        "--with-notes",
        action="store_true",
        help=_("put your private notes in; not in a record about a day"),
    )
    export.add_argument(
        "--time-stamp",
        # Translators: a place in the help of the command line, for a web address.
        metavar=_("URL"),
        help=_("ask this server to say when (RFC 3161); it sees a hash and your network address"),
    )
    which = export.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help=_("one record of each car"))
    _car_option(which)
    _json_option(export)


def _add_records(commands: argparse._SubParsersAction[_Parser]) -> None:
    _add_export(commands)
    verify = commands.add_parser("verify", help=_("check a record that somebody hands you"))
    # Translators: a place in the help of the command line.
    verify.add_argument(
        "file",
        metavar=_("FILE"),
        # Translators: the code is a QR code.
        help=_("a record as PDF, JSON or zip, a picture of its code, or the text of the code"),
    )
    verify.add_argument(
        "--key",
        action="append",
        default=[],
        # Translators: a place in the help of the command line, for the fingerprint of a key.
        metavar=_("FINGERPRINT"),
        help=_("accept this key for this check"),
    )
    verify.add_argument(
        "--keys",
        metavar=_("FILE"),
        help=_("the history of the owner's keys, where the key was changed"),
    )
    _json_option(verify)
    log = commands.add_parser("log", help=_("check the history"))
    actions = log.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    _json_option(actions.add_parser("check", help=_("check every entry of the history")))
    _json_option(
        actions.add_parser(
            "continue", help=_("go on from a broken history, with the break on record")
        )
    )
    tour = commands.add_parser("tour", help=_("do the main job once and take pictures"))
    _global_options(tour, default=argparse.SUPPRESS)
    tour.add_argument("--to", metavar=_("FOLDER"), help=_("where the pictures and the record go"))


def _add_keys(commands: argparse._SubParsersAction[_Parser]) -> None:
    keys = commands.add_parser("keys", help=_("see or change the key that signs your records"))
    actions = keys.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    show = actions.add_parser("show", help=_("see the fingerprint, in digits and in words"))
    show.add_argument(
        "--to",
        metavar=_("FILE"),
        help=_("also write the history of your keys, for people who check your records"),
    )
    _json_option(show)
    _json_option(
        actions.add_parser("rotate", help=_("make a new key; the old one signs that it follows"))
    )
    _new_passphrase_options(
        actions.add_parser("passphrase", help=_("change the passphrase that opens your data"))
    )
    lost = actions.add_parser("lost", help=_("begin anew where your data cannot be opened"))
    lost.add_argument(
        "--record",
        metavar=_("FILE"),
        help=_("a record of yours that names the earlier history"),
    )
    lost.add_argument("--yes", action="store_true", help=_("begin without asking"))
    _json_option(lost)


def _add_backup(commands: argparse._SubParsersAction[_Parser]) -> None:
    backup = commands.add_parser("backup", help=_("write everything into one encrypted file"))
    backup.add_argument("--to", required=True, metavar=_("FILE"))
    backup.add_argument(
        "--new-code",
        action="store_true",
        help=_("make a new recovery code; earlier backups still need their own"),
    )
    backup.add_argument(
        "--sheet",
        metavar=_("FILE"),
        help=_("write a page with a new code, to print; the code stands in it openly"),
    )
    _json_option(backup)
    restore = commands.add_parser("restore", help=_("put a backup into an empty data folder"))
    restore.add_argument("file", metavar=_("FILE"))
    restore.add_argument(
        "--code-file",
        metavar=_("FILE"),
        help=_("a file with the recovery code, where nobody is there to type it"),
    )
    _json_option(restore)


def _add_other_computer(commands: argparse._SubParsersAction[_Parser]) -> None:
    merge = commands.add_parser("merge", help=_("add the history of another computer to this one"))
    # Translators: a place in the help of the command line, for the file of a backup.
    merge.add_argument("file", metavar=_("BACKUP"), help=_("a backup of the other computer"))
    merge.add_argument(
        "--code-file",
        metavar=_("FILE"),
        help=_("a file with the recovery code, where nobody is there to type it"),
    )
    _json_option(merge)
    take = commands.add_parser("import", help=_("keep a record that was made elsewhere"))
    take.add_argument("file", metavar=_("FILE"), help=_("a record as PDF or JSON, or a bundle"))
    take.add_argument(
        "--key",
        action="append",
        default=[],
        metavar=_("FINGERPRINT"),
        help=_("accept the key that signed it, by the fingerprint that you compared"),
    )
    take.add_argument(
        "--adopt", action="store_true", help=_("let the choices in it hold here, without asking")
    )
    _car_option(take)
    _json_option(take)


def _add_erase(commands: argparse._SubParsersAction[_Parser]) -> None:
    erase = commands.add_parser("erase", help=_("erase a person or a car for good"))
    who = erase.add_mutually_exclusive_group(required=True)
    who.add_argument(
        "--person", metavar=_("PERSON"), help=_("the name or the id of a person, with all cars")
    )
    who.add_argument("--car", metavar=_("CAR"), help=_("the id of a car; its owner stays"))
    erase.add_argument("--yes", action="store_true", help=_("erase without asking"))
    _json_option(erase)


def _add_this_car(commands: argparse._SubParsersAction[_Parser]) -> None:
    """Add what is done with one car when it changes hands, is updated, or is shared."""
    handover = commands.add_parser("handover", help=_("see what to do when a car changes hands"))
    handover.add_argument("occasion", choices=("sold", "lease-end", "scrapped", "lent", "bought"))
    _car_option(handover)
    _json_option(handover)
    drift = commands.add_parser("drift", help=_("compare the car's own settings with your choices"))
    drift.add_argument(
        "--saw",
        action="extend",
        nargs="+",
        type=_seen,
        default=[],
        # Translators: a place in the help of the command line; keep the sign in the middle.
        metavar=_("COLLECTION=SHOWN"),
        help=_("write down what the car shows: on, off or not-found"),
    )
    _car_option(drift)
    _json_option(drift)
    card = commands.add_parser("card", help=_("write a card for passengers as a PDF"))
    card.add_argument("--to", required=True, metavar=_("FILE"))
    card.add_argument(
        "--second",
        choices=available_languages(),
        help=_("the second language of the card"),
    )
    card.add_argument("--with-name", action="store_true", help=_("put the car's name on it"))
    _car_option(card)
    _json_option(card)


def _seen(text: str) -> str:
    """Return what was seen of one collection, such as ``dashcam=off``.

    Raises:
        argparse.ArgumentTypeError: It is not of that form.
    """
    name, _sign, said = text.rpartition("=")
    if not name or said not in {"on", "off", "not-found"}:
        raise argparse.ArgumentTypeError(
            # Translators: an example of what is to be typed; keep it as it is.
            _("Type it like this: {example}", example="dashcam=off")
        )
    return text


def _global_options(parser: argparse.ArgumentParser, *, default: str | None) -> None:
    """Add the options that hold for every command; they may stand before or after it."""
    parser.add_argument(
        "--data-dir",
        default=default,
        metavar=_("FOLDER"),
        help=_("where your data is kept, instead of the usual place"),
    )
    parser.add_argument(
        "--lang",
        default=default,
        # Translators: a place in the help of the command line, for a code such as en.
        metavar=_("LANGUAGE"),
        help=_("language of the words, for example en or zh_Hans"),
    )


def _json_option(parser: argparse.ArgumentParser) -> None:
    _global_options(parser, default=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help=_("print JSON for programs"))


def _new_passphrase_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--new-file",
        metavar=_("FILE"),
        help=_("a file with the new passphrase, where nobody is there to type it"),
    )
    _json_option(parser)


def _car_option(parser: argparse._ActionsContainer) -> None:
    # Translators: a place in the help of the command line, for the id of a car.
    parser.add_argument("--car", metavar=_("CAR"), help=_("the id of the car, needed with several"))

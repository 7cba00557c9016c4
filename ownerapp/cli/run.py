"""Runs one command: opens the store, asks for a passphrase where needed, prints.

Every text that goes to the terminal passes :func:`harmless`: notices and names are data,
so no escape of theirs reaches a terminal.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import sys
from collections.abc import Callable, Mapping
from typing import TextIO

from ownerapp.cli import (
    about,
    backup,
    car,
    choices,
    erase,
    export,
    history,
    import_record,
    keys,
    log,
    merge,
    notice,
    notice_author,
    notice_check,
    notice_diff,
    remind,
    request,
    rules,
    this_car,
    verify,
)
from ownerapp.cli.arguments import Arguments
from ownerapp.cli.context import Context
from ownerapp.cli.output import harmless
from ownerapp.domain.errors import (
    OwnerAppError,
    PassphraseNeededError,
    StoreLockedError,
    UnavailableError,
)
from ownerapp.domain.log import LogReport
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _
from ownerapp.presentation.desk import Desk
from ownerapp.presentation.explain import exit_code, explain
from ownerapp.presentation.history_page import log_explanation
from ownerapp.services.opening import Need

Passphrase = Callable[[], str | None]

_OPENS_ITSELF = frozenset(
    {
        "car add",
        "keys lost",
        "keys passphrase",
        "notice check",
        "notice diff",
        "notice extract",
        "notice keygen",
        "notice list",
        "notice merge",
        "notice new",
        "notice passphrase",
        "notice show",
        "notice sign",
        "notice verify",
        "remind",
        "restore",
    }
)
"""Commands that need no store, or first check what was typed."""

SURROUNDINGS_FAIL = 3

_KNOWS_MORE_WITH_A_STORE = frozenset(
    {
        "about",
        "verify",
        "notice check",
        "notice diff",
        "notice list",
        "notice show",
        "notice verify",
    }
)
"""Commands that work without a store, and with one know its keys."""

_CHECKS_THE_LOG = frozenset({"log check", "log continue"})
"""Commands that say themselves how the history stands."""

COMMANDS: Mapping[str, Callable[[Context], int]] = {
    "about": about.run,
    "car add": car.add,
    "car correct": car.correct,
    "car list": car.list_cars,
    "notice list": notice.list_notices,
    "notice show": notice.show,
    "notice check": notice_check.run,
    "notice diff": notice_diff.run,
    "notice new": notice_author.new,
    "notice extract": notice_author.extract,
    "notice merge": notice_author.merge,
    "notice keygen": notice_author.keygen,
    "notice passphrase": notice_author.passphrase,
    "notice sign": notice_author.sign,
    "notice verify": notice_author.verify,
    "notice import": notice_author.import_notice,
    "choices list": choices.list_choices,
    "choices set": choices.set_choice,
    "choices pause": choices.pause_choice,
    "choices resume": choices.resume_choice,
    "choices calendar": choices.write_calendar,
    "choices keep": choices.keep_choices,
    "history": history.run,
    "export": export.run,
    "verify": verify.run,
    "backup": backup.back_up,
    "restore": backup.restore,
    "merge": merge.run,
    "import": import_record.run,
    "erase": erase.run,
    "request list": request.list_requests,
    "request show": request.show,
    "request new": request.new,
    "request sent": request.sent,
    "request reply": request.reply,
    "request close": request.close,
    "request letter": request.letter,
    "remind": remind.run,
    "rules list": rules.list_rules,
    "rules add": rules.add_rule,
    "rules remove": rules.remove_rule,
    "rules suggest": rules.suggest,
    "handover": this_car.handover,
    "drift": this_car.drift,
    "card": this_car.card,
    "keys show": keys.show,
    "keys rotate": keys.rotate,
    "keys passphrase": keys.passphrase,
    "keys lost": keys.lost,
    "log check": log.check,
    "log continue": log.go_on,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Where a command reads and writes, and whether a person is there to answer."""

    out: TextIO
    err: TextIO
    is_interactive: bool
    ask: Callable[[str], str]
    ask_secret: Callable[[str], str]

    @classmethod
    def of_process(cls) -> Terminal:
        """Return the process's own terminal."""
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                # A terminal that cannot show a character must not end the program.
                reconfigure(errors="backslashreplace")
        return cls(
            out=sys.stdout,
            err=sys.stderr,
            is_interactive=sys.stdin.isatty(),
            ask=input,
            ask_secret=getpass.getpass,
        )


def run_command(
    arguments: Arguments,
    desk: Desk,
    *,
    terminal: Terminal,
    language: str,
    passphrase: Passphrase,
) -> int:
    """Run a command and return its exit code.

    Raises:
        OwnerAppError: What keeps it from being done; the caller puts it into words.
    """
    context = Context(
        desk=desk,
        options=arguments.options,
        json=arguments.json,
        language=language,
        out=terminal.out,
        err=terminal.err,
        ask=terminal.ask if terminal.is_interactive else None,
        open_store=lambda: _open_and_tell(desk, terminal, passphrase),
        author_passphrase=lambda: _author_passphrase(desk, terminal, passphrase),
        new_passphrase=lambda: _new_passphrase(desk, terminal, passphrase),
        present_passphrase=lambda: _present_passphrase(desk, terminal, passphrase),
        chosen_passphrase=lambda: _prompt_twice(terminal),
    )
    name = arguments.command or ""
    if name in _KNOWS_MORE_WITH_A_STORE:
        _open_if_possible(desk, terminal, passphrase)
    elif name in _CHECKS_THE_LOG:
        _open(desk, terminal, passphrase)
    elif name not in _OPENS_ITSELF:
        context.open_store()
    try:
        code = COMMANDS[name](context)
        terminal.out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # Adapters raise our own errors, so this is the output that cannot be written.
        print(f"ownerapp: {error.strerror}", file=terminal.err)
        return SURROUNDINGS_FAIL
    return code


def report_error(error: OwnerAppError, arguments: Arguments, terminal: Terminal) -> int:
    """Print an error in words, or as JSON, and return its exit code."""
    said = explain(error)
    code = exit_code(error)
    if arguments.json:
        value = {"error": error.code, "message": harmless(said.text()), "exit": code}
        print(json.dumps(value, ensure_ascii=False), file=terminal.err)
    else:
        print(harmless(said.text()), file=terminal.err)
    return code


def _open_and_tell(desk: Desk, terminal: Terminal, passphrase: Passphrase) -> None:
    """Open the store and say so when something speaks against its history."""
    report = _open(desk, terminal, passphrase)
    if not report.is_good:
        print(harmless(log_explanation(report).text()), file=terminal.err)


def _open(desk: Desk, terminal: Terminal, passphrase: Passphrase) -> LogReport:
    """Open the store; a passphrase comes from the environment's file or from a prompt."""
    given = passphrase()
    if given is not None and not desk.has_store():
        # With a passphrase file set, a new store uses the vault file.
        return desk.open(given)
    match desk.need():
        case Need.NOTHING:
            try:
                return desk.open(given)
            except StoreLockedError:
                # The key in the keyring is locked under a passphrase.
                if not terminal.is_interactive:
                    raise
                return desk.open(_prompt(terminal, _("Passphrase: ")))
        case Need.PASSPHRASE:
            # Translators: a prompt; keep the space at the end.
            return desk.open(given if given is not None else _prompt(terminal, _("Passphrase: ")))
        case Need.NEW_PASSPHRASE:
            return desk.open(_prompt_new(terminal))


def _open_if_possible(desk: Desk, terminal: Terminal, passphrase: Passphrase) -> None:
    """Open an existing store to know its keys; a check works without one, too."""
    try:
        if not desk.has_store():
            return
        match desk.need():
            case Need.NOTHING:
                try:
                    desk.open(passphrase())
                except StoreLockedError:
                    _open_if_said(desk, terminal)
            case Need.PASSPHRASE:
                given = passphrase()
                if given is not None:
                    desk.open(given)
                else:
                    _open_if_said(desk, terminal)
            case Need.NEW_PASSPHRASE:
                return
    except UnavailableError:
        return


def _open_if_said(desk: Desk, terminal: Terminal) -> None:
    """Ask for the passphrase; who says none goes on without the store."""
    if terminal.is_interactive:
        # Translators: a prompt; keep the space at the end.
        words = _("Passphrase, to know your own keys (empty to go on without): ")
        given = terminal.ask_secret(words)
        if given:
            desk.open(given)


def _author_passphrase(desk: Desk, terminal: Terminal, passphrase: Passphrase) -> str | None:
    """Return the passphrase of the authors' vault; None where the keyring keeps the keys."""
    given = passphrase()
    if given is not None:
        return given
    match desk.authors.author_need():
        case Need.NOTHING:
            return None
        case Need.PASSPHRASE:
            # Translators: a prompt; keep the space at the end.
            return _prompt(terminal, _("Passphrase: "))
        case Need.NEW_PASSPHRASE:
            return _prompt_new(terminal)


def _new_passphrase(desk: Desk, terminal: Terminal, passphrase: Passphrase) -> str | None:
    """Return the passphrase of a store that is about to be made; None for the keyring."""
    given = passphrase()
    if given is not None or desk.need_of_new_store() is Need.NOTHING:
        return given
    return _prompt_new(terminal)


def _present_passphrase(desk: Desk, terminal: Terminal, passphrase: Passphrase) -> str | None:
    """Open the store and return the passphrase that did; none is made where there is none."""
    if not desk.has_store():
        return None
    if desk.need() is Need.NOTHING:
        with contextlib.suppress(StoreLockedError):
            desk.open()
            return None
    given = passphrase()
    # Translators: a prompt; keep the space at the end.
    present = given if given is not None else _prompt(terminal, _("Passphrase: "))
    desk.open(present)
    return present


def _prompt(terminal: Terminal, words: str) -> str:
    if not terminal.is_interactive:
        raise PassphraseNeededError
    try:
        return terminal.ask_secret(words)
    except EOFError as error:
        raise PassphraseNeededError from error


def _prompt_new(terminal: Terminal) -> str:
    """Ask for a new passphrase, twice; there is no keyring to keep a key in."""
    if not terminal.is_interactive:
        raise PassphraseNeededError
    print(_("There is no keyring here, so a passphrase will protect your data."), file=terminal.err)
    return _prompt_twice(terminal)


def _prompt_twice(terminal: Terminal) -> str:
    while True:
        first = _prompt(terminal, _("New passphrase: "))
        # Translators: a prompt for the new passphrase; keep the space at the end.
        if first == _prompt(terminal, _("The same again: ")):
            return first
        print(_("These two are not the same."), file=terminal.err)

"""The recovery kit on paper: one page with the code, and the words around a backup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from html import escape

from ownerapp.i18n import _, bcp47, current_translator, ngettext
from ownerapp.i18n.formatting import format_date, format_datetime
from ownerapp.services.backup import BackupMade
from ownerapp.services.ports import RecoveryKit
from ownerapp.services.restoring import Restored

_STYLE = """
@page { margin: 2cm }
body { font: 12pt/1.5 sans-serif; max-width: 42em; margin: 2em auto; color: #000 }
h1 { font-size: 1.5em }
.code { font: bold 20pt/1.8 monospace; border: 2px solid; padding: .6em; text-align: center;
  direction: ltr; unicode-bidi: isolate }
.code span { display: inline-block; margin: 0 .4em }
li { margin: .4em 0 }
"""


def show_code_sentences(kit: RecoveryKit) -> tuple[str, ...]:
    """Return what is said with a new code, before and after it."""
    return (
        # Translators: {kit} is the short name of a recovery kit, such as 3F2A.
        _("This is the code of your recovery kit {kit}. It is shown only now.", kit=kit.name),
        _(
            "Write it down or print it, and keep it apart from the backup. Who has both can "
            "read everything; without the code nobody can open the backup, not even you."
        ),
    )


def backup_sentences(made: BackupMade) -> tuple[str, ...]:
    """Return what was written, and what opens it."""
    return (
        # Translators: {path} is the path of a file.
        _("The backup is written: {path}", path=made.path),
        # Translators: {kit} is the short name of a recovery kit, such as 3F2A.
        _("It is opened by the code of your recovery kit {kit}.", kit=made.kit),
    )


def restored_sentences(restored: Restored, zone: tzinfo) -> tuple[str, ...]:
    """Return what came back, and what did not."""
    return (
        # Translators: {count} is the number of entries of the history.
        ngettext(
            "Your data is back, with {count} entry of the history.",
            "Your data is back, with {count} entries of the history.",
            restored.entries,
            count=restored.entries,
        ),
        # Translators: {date} is a date with a time.
        _(
            "It is as it was on {date}. What you did after that is not in it.",
            date=format_datetime(restored.created, zone),
        ),
        _("Use it on this computer only from now on: two copies do not know of each other."),
    )


def sheet(kit: RecoveryKit, *, now: datetime, zone: tzinfo) -> bytes:
    """Return one page of HTML to print, with nothing in it that is loaded from elsewhere."""
    spoken = current_translator()
    parts = (
        f'<!doctype html><html lang="{bcp47(spoken.language)}" dir="{spoken.direction}">',
        '<meta charset="utf-8"><title>',
        escape(_title(kit)),
        f"</title><style>{_STYLE}</style><body>",
        *_body(kit, format_date(now, zone)),
        "</body></html>\n",
    )
    return "".join(parts).encode("utf-8")


def _title(kit: RecoveryKit) -> str:
    # Translators: the heading of a printed sheet. {kit} is a short name such as 3F2A.
    return _("ownerapp recovery kit {kit}", kit=kit.name)


def _body(kit: RecoveryKit, date: str) -> Iterator[str]:
    yield f"<h1>{escape(_title(kit))}</h1>"
    # Translators: {date} is a date.
    yield f"<p>{escape(_('Made on {date}.', date=date))}</p>"
    groups = "".join(f"<span>{escape(group)}</span>" for group in kit.code.split("-"))
    yield f'<p class="code">{groups}</p>'
    yield "<p>"
    yield escape(
        _(
            "This code opens the backups of your data. Keep it apart from them and from the "
            "computer. Who has a backup and this code can read everything in it."
        )
    )
    yield "</p><ol>"
    for step in _steps():
        yield f"<li>{escape(step)}</li>"
    yield "</ol>"


def _steps() -> tuple[str, ...]:
    return (
        _("Install ownerapp on the computer that is to hold your data."),
        # Translators: ownerapp restore is a command; keep it.
        _("Type: ownerapp restore, then a space and the name of the backup file."),
        _("Type the code above. There is no letter I, L, O or U in it."),
    )

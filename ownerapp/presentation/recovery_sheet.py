"""The recovery kit on paper: one page with the code, and the words around a backup.

The code stands on the page and nowhere else: not in its title, and not in what is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from html import escape

from ownerapp.domain.event import rfc3339
from ownerapp.domain.kit_paper import KitPaper
from ownerapp.domain.paper import PaperSentences
from ownerapp.i18n import _, bcp47, current_translator, ngettext
from ownerapp.i18n.formatting import format_date, format_datetime
from ownerapp.presentation.paper_language import paper_language
from ownerapp.services.backup import BackupMade
from ownerapp.services.ports.recovery import RecoveryKit
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


def kit_paper(kit: RecoveryKit, *, now: datetime, zone: tzinfo) -> KitPaper:
    """Return the page as the typesetter takes it, in the language in force."""
    return KitPaper(
        language=paper_language(current_translator().language),
        title=_title(kit),
        created=rfc3339(now.replace(microsecond=0)),
        made=_made(format_date(now, zone)),
        code_heading=_("The code"),
        groups=tuple(kit.code.split("-")),
        opens=_("This code opens the backups of your data. It is nowhere else."),
        steps=PaperSentences(heading=_("To bring your data back"), sentences=_steps()),
        keep=PaperSentences(heading=_("Where to keep this page"), sentences=_keeping()),
        # Translators: {page} and {pages} are numbers; keep both places.
        page_label=_("Page {page} of {pages}", page="{page}", pages="{pages}"),
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
    yield f"<p>{escape(_made(date))}</p>"
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


def _made(date: str) -> str:
    # Translators: {date} is a date.
    return _("Made on {date}.", date=date)


def _steps() -> tuple[str, ...]:
    return (
        _("Install ownerapp on the computer that is to hold your data."),
        # Translators: "I have a backup" are the words of a button, in quotation marks of your
        # language; ownerapp restore is a command; keep it.
        _(
            "Open it and press “I have a backup” on its first page. Or type: ownerapp restore, "
            "then a space and the name of the backup file."
        ),
        _("Type the code above. There is no letter I, L, O or U in it."),
    )


def _keeping() -> tuple[str, ...]:
    return (
        _("Keep it apart from the backups and from the computer, where you keep other papers."),
        _("Who has a backup and this code can read everything in it."),
        _("Without this code nobody can open the backups, not even you."),
        _("Nobody will ask you for it. It is never sent anywhere."),
    )

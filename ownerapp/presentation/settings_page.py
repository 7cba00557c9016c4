"""Presents the settings page: what can be set, and where the person's data and keys are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from ownerapp.domain.log import LogReport, LogState
from ownerapp.domain.settings import TEXT_SCALE_MAX, TEXT_SCALE_MIN, Theme
from ownerapp.domain.trust import AcceptedKey
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, available_languages, pgettext
from ownerapp.i18n.formatting import format_date, format_list, language_name, sort_key
from ownerapp.presentation.states import LineState, Tone
from ownerapp.services.ports.vault import VaultKind

FOLLOW_SYSTEM = "system"
"""The key of the language that the desktop has."""
_TEXT_SIZES = (TEXT_SCALE_MIN, 110, 125, 150, 175, TEXT_SCALE_MAX)


def language_choices() -> tuple[tuple[str, str], ...]:
    """Return the offered languages by tag, each in its own name."""
    named = [(tag, language_name(tag)) for tag in available_languages()]
    named.sort(key=lambda item: sort_key(item[1]))
    return ((FOLLOW_SYSTEM, _("Same as this computer")), *named)


def testing_choices() -> tuple[tuple[str, str], ...]:
    """Return the languages that exist for testing translations."""
    real = set(available_languages())
    return tuple(
        (tag, language_name(tag))
        for tag in available_languages(include_pseudo=True)
        if tag not in real
    )


def theme_choices() -> tuple[tuple[str, str], ...]:
    """Return the themes with their words."""
    return (
        (Theme.SYSTEM, _("Same as this computer")),
        (Theme.LIGHT, pgettext("theme", "Light")),
        (Theme.DARK, pgettext("theme", "Dark")),
        (Theme.HIGH_CONTRAST, pgettext("theme", "High contrast")),
    )


def text_size_choices(present: int) -> tuple[tuple[str, str], ...]:
    """Return the text sizes in percent; one that was set by hand is among them."""
    sizes: Sequence[int] = sorted({*_TEXT_SIZES, present})
    # Translators: {percent} is a text size such as 125.
    return tuple((str(size), _("{percent} %", percent=size)) for size in sizes)


def set_aside_sentence(path: str) -> str:
    """Return what happened to a damaged settings file, and where it is now."""
    # Translators: {path} is the path of a file.
    return _(
        "The settings file was damaged, so everything is set as it was at first. Your choices "
        "are not touched. The damaged file is here: {path}",
        path=path,
    )


def keys_sentence(vault: VaultKind) -> str:
    """Return where the keys are."""
    match vault:
        case VaultKind.KEYRING:
            return _(
                "The key to your data is in this computer's keyring. It opens when you log in."
            )
        case VaultKind.FILE:
            return _(
                "The key to your data is in a file beside it, locked with your passphrase. "
                "Nobody can replace the passphrase."
            )


def unsigned_notices_words() -> tuple[str, str]:
    """Return the words of the switch for notices that nobody signed, and what it does."""
    return (
        _("Allow notices without a signature"),
        _(
            "Then something can be turned on from a notice that anybody may have written. The "
            "record says that it was not signed."
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStampWords:
    """The words around the field for a time stamp server."""

    title: str
    label: str
    help: str
    off: str
    """What stands in the empty field."""


def time_stamp_words() -> TimeStampWords:
    """Return the words around the field for a time stamp server, and what the server sees."""
    return TimeStampWords(
        title=_("Time stamps"),
        label=_("Time stamp server"),
        help=_(
            "A time stamp (RFC 3161) lets somebody else say when a record was there. The server "
            "is asked only when you tick it for an export. It sees a hash of the record and your "
            "network address, and nothing of what the record says."
        ),
        # Translators: stands in an empty field for a web address.
        off=_("None: nobody is asked"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedKeyRow:
    """One accepted key for the list of them."""

    fingerprint: str
    title: str
    """The name under which it was accepted, or its fingerprint."""
    detail: str
    """For which notices, and since when."""


def accepted_key_rows(keys: Sequence[AcceptedKey], zone: tzinfo) -> tuple[AcceptedKeyRow, ...]:
    """Return one row for each accepted key, the one accepted first at the top."""
    by_did: dict[str, list[AcceptedKey]] = {}
    for key in keys:
        by_did.setdefault(key.did, []).append(key)
    return tuple(
        AcceptedKeyRow(
            fingerprint=entries[0].fingerprint,
            title=entries[0].issuer or entries[0].fingerprint,
            # Translators: {notices} is a list of names such as cn-reference-ev, {date} a date.
            detail=_(
                "Accepted on {date} for {notices}",
                date=format_date(entries[0].accepted_at, zone),
                notices=format_list(tuple(entry.pack_id for entry in entries)),
            ),
        )
        for entries in by_did.values()
    )


def history_line(report: LogReport, title: str) -> LineState:
    """Return how the history stands, as a line with a shape."""
    if report.is_good:
        return LineState(text=title, icon="shieldcheck", tone=Tone.CONFIRMED)
    if report.state is LogState.ANCHOR_LOST:
        return LineState(text=title, icon="wait", tone=Tone.ATTENTION)
    return LineState(text=title, icon="oct", tone=Tone.STOP)

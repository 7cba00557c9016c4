"""Presents a notice in a file before anything is kept: what it is, and whose word it is.

Rules:

1. Accepting the key and keeping the notice are two answers; neither is given by the other,
   and closing gives none.
2. What the file says of itself is put as its own claim.
3. The fingerprint stands there in full, because comparing it is the whole point.
"""

from __future__ import annotations

from pathlib import PurePath

from ownerapp.domain.notice import Notice
from ownerapp.domain.trust import TrustLevel
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.i18n import _, current_language, ngettext, pgettext
from ownerapp.i18n.formatting import format_list, language_name
from ownerapp.presentation import words
from ownerapp.presentation.states import RowState
from ownerapp.presentation.trust_words import TrustState, trust_state
from ownerapp.presentation.voice import notice_language
from ownerapp.services.ports.notices import LoadedNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyQuestion:
    """Whether the key that signed the notice is accepted: two answers of equal weight."""

    fingerprint_label: str
    not_now: str
    accept: str
    declined: str
    """Said after *Not now*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFileState:
    """A notice in a file, as the sheet shows it."""

    heading: str
    version: str
    origin: str
    """Whose statement it is; empty for an issuer's own."""
    file: str
    """The name of the file."""
    rows: tuple[RowState, ...]
    trust_heading: str
    trust: TrustState
    key: KeyQuestion | None
    """None where there is no key to accept."""
    read: str
    """The link that opens the whole notice beside the sheet."""
    note: str
    """What keeping it means, or that it is kept."""
    no: str
    yes: str
    """Empty where nothing is left to do."""


def can_open(loaded: LoadedNotice) -> bool:
    """Tell whether anything of a notice is shown; not of one that was changed afterwards."""
    return loaded.trust.level is not TrustLevel.BROKEN


def notice_file_state(
    loaded: LoadedNotice, path: str, *, is_kept: bool, car: Vehicle | None
) -> NoticeFileState:
    """Return what is shown of a notice in a file.

    Args:
        loaded: The notice with its trust.
        path: The file.
        is_kept: The person keeps it already.
        car: The car that could follow it, or None.
    """
    notice = loaded.notice
    language = notice_language(notice, current_language())
    trust = trust_state(loaded.trust, notice, language)
    is_here = is_kept or loaded.shipped
    return NoticeFileState(
        heading=notice.title.best(language, notice.native_language)[1],
        version=words.dated_version(notice),
        origin=words.origin_sentence(notice),
        file=PurePath(path).name,
        rows=_rows(loaded),
        # Translators: a heading above who signed a notice, and whether that key is accepted.
        trust_heading=_("Whose word it is"),
        trust=trust,
        key=_key_question() if trust.can_accept else None,
        read=_("Read and check the notice"),
        note=_note(loaded, car, is_kept=is_kept),
        no=pgettext("button", "Close") if is_here else pgettext("button", "Not now"),
        yes=_yes(loaded, car, is_here=is_here),
    )


def _rows(loaded: LoadedNotice) -> tuple[RowState, ...]:
    notice = loaded.notice
    language = notice_language(notice, current_language())

    def said(text: str) -> str:
        return text or words.not_stated(notice)

    issuer = loaded.trust.issuer.best(language, notice.native_language)[1]
    model = notice.model.best(language, notice.native_language)[1]
    languages = format_list([language_name(tag) for tag in notice.languages])
    return (
        # Translators: the label of a row with the author that a file names for itself.
        RowState(label=_("Says it is from"), text=said(issuer)),
        RowState(label=_("Car model"), text=said(model)),
        RowState(label=_("Languages"), text=languages),
        RowState(label=_("What it lists"), text=_collections(notice)),
    )


def _collections(notice: Notice) -> str:
    count = len(notice.practices)
    # Translators: {count} is the number of collections of data in a notice.
    return ngettext("{count} collection", "{count} collections", count, count=count)


def _key_question() -> KeyQuestion:
    return KeyQuestion(
        fingerprint_label=_("Fingerprint of the key"),
        # Translators: leaves a key unaccepted. It stands beside I compared it, accept this key.
        not_now=pgettext("button", "Not now"),
        # Translators: accepts the key that signed a notice, after comparing its fingerprint.
        accept=pgettext("button", "I compared it, accept this key"),
        declined=_("The key is not accepted. You can open the file again at any time."),
    )


def _note(loaded: LoadedNotice, car: Vehicle | None, *, is_kept: bool) -> str:
    if loaded.shipped:
        return _("This notice is shipped with ownerapp, so it is here already.")
    if not is_kept:
        return _(
            "Keeping it copies it into your data folder. No car follows it by that, and "
            "nothing is turned on."
        )
    if car is not None and car.notice != loaded.notice.hash:
        # Translators: {car} is the name of a car.
        return _(
            "The notice is kept. If {car} follows it, what it changes in meaning is off until "
            "you answer again.",
            car=car.name,
        )
    return _("The notice is kept. You find it in Settings.")


def _yes(loaded: LoadedNotice, car: Vehicle | None, *, is_here: bool) -> str:
    if not is_here:
        return pgettext("button", "Keep this notice")
    if car is None or car.notice == loaded.notice.hash:
        return ""
    # Translators: a button; {car} is the name of a car, which then follows another notice.
    return pgettext("button", "Use it for {car}", car=car.name)

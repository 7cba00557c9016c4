"""Presents what the settings say about notices: those kept, and the keys that were accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from ownerapp.domain.trust import AcceptedKey
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, current_language, pgettext
from ownerapp.i18n.formatting import format_date, format_list
from ownerapp.presentation import words
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.states import LineState
from ownerapp.presentation.trust_words import trust_state
from ownerapp.presentation.voice import notice_language
from ownerapp.services.ports.notices import LoadedNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNotice:
    """One notice in a list: its title, its version, and whose word it is."""

    key: str
    """Its hash."""
    title: str
    second: str
    line: LineState
    read: str
    """The link that opens it."""
    described: str
    """Title and version, for choosing it from a list."""
    note: str
    """Whose statement it is and whose word, for choosing it from a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """One accepted key with the notices for which it was accepted."""

    fingerprint: str
    title: str
    """The names under which it was accepted."""
    second: str
    forget: str
    """The link that forgets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetQuestion:
    """What is asked before a key is forgotten."""

    question: str
    text: str
    deed: str


def known_notice(loaded: LoadedNotice) -> KnownNotice:
    """Return a notice as a line of a list."""
    notice = loaded.notice
    language = notice_language(notice, current_language())
    title = notice.title.best(language, notice.native_language)[1]
    line = trust_state(loaded.trust, notice, language).line
    return KnownNotice(
        key=notice.hash,
        title=title,
        second=words.dated_version(notice),
        line=line,
        read=pgettext("link", "Read"),
        # Translators: {title} is the title of a notice, {version} for example 1.0.
        described=_("{title}, version {version}", title=title, version=notice.version),
        note=sentences(words.origin_sentence(notice), _closed(line.text)),
    )


def notice_choices(notices: Sequence[LoadedNotice]) -> list[tuple[str, str, str]]:
    """Return notices to choose from: their hash, title and version, and whose word they are."""
    known = [known_notice(loaded) for loaded in notices]
    return [(item.key, item.described, item.note) for item in known]


def known_keys(keys: Sequence[AcceptedKey], zone: tzinfo) -> tuple[KnownKey, ...]:
    """Return the accepted keys, oldest first, each once."""
    by_fingerprint: dict[str, list[AcceptedKey]] = {}
    for key in keys:
        by_fingerprint.setdefault(key.fingerprint, []).append(key)
    return tuple(_known_key(same, zone) for same in by_fingerprint.values())


def forget_question(key: KnownKey) -> ForgetQuestion:
    """Return what is asked before a key is forgotten."""
    return ForgetQuestion(
        # Translators: {issuer} is a company or person.
        question=_("Forget the key of {issuer}?", issuer=key.title),
        text=_(
            "Then nothing can be turned on from notices that it signed until you accept it "
            "again. What you chose before stays as it is."
        ),
        deed=pgettext("button", "Forget the key"),
    )


def _known_key(same: Sequence[AcceptedKey], zone: tzinfo) -> KnownKey:
    issuers = tuple(dict.fromkeys(key.issuer or key.pack_id for key in same))
    packs = tuple(dict.fromkeys(str(key.pack_id) for key in same))
    return KnownKey(
        fingerprint=same[0].fingerprint,
        title=format_list(issuers),
        # Translators: {date} is a day, {notices} are names of notices such as cn-example-ev.
        second=_(
            "Accepted on {date} for {notices}",
            date=format_date(same[0].accepted_at, zone),
            notices=format_list(packs),
        ),
        forget=pgettext("link", "Forget"),
    )


def _closed(text: str) -> str:
    """Return a line as a sentence."""
    # Translators: {text} is a short line without a full stop, such as Shipped with ownerapp.
    return _("{text}.", text=text)

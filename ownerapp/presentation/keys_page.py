"""Presents the keys that sign records: fingerprints in digits and words, and their times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from ownerapp.domain.keys import KnownKey
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_datetime
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.states import Question
from ownerapp.services.key_loss import BegunAnew
from ownerapp.services.key_words import words_of
from ownerapp.services.keys import KeyBreak

_WORDS_IN_A_ROW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyState:
    """One key, ready to be shown; digits and words mean the same."""

    fingerprint: str
    words: tuple[str, ...]
    """Rows of four English words, the same in every language."""
    since: str
    is_in_use: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysState:
    """The keys of a store, the one in use first."""

    heading: str
    intro: str
    keys: tuple[KeyState, ...]
    earlier_heading: str
    """Empty where there is no earlier key."""


def keys_state(keys: Sequence[KnownKey], zone: tzinfo) -> KeysState:
    """Return the keys, the one in use first."""
    return KeysState(
        heading=_("Your signing key"),
        intro=_(
            "People who check your records compare this fingerprint with one that you give "
            "them by another way. The digits and the words say the same."
        ),
        keys=tuple(key_state(key, zone) for key in reversed(keys)),
        earlier_heading=_("Earlier keys") if len(keys) > 1 else "",
    )


def key_state(key: KnownKey, zone: tzinfo) -> KeyState:
    """Return one key."""
    since = format_datetime(key.valid_from, zone)
    words = words_of(key.fingerprint)
    return KeyState(
        fingerprint=key.fingerprint,
        words=tuple(
            " ".join(words[start : start + _WORDS_IN_A_ROW])
            for start in range(0, len(words), _WORDS_IN_A_ROW)
        ),
        # Translators: {date} is a date with a time.
        since=_("In use since {date}", date=since)
        if key.valid_until is None
        # Translators: {start} and {end} are dates with a time.
        else _(
            "In use from {start} to {end}",
            start=since,
            end=format_datetime(key.valid_until, zone),
        ),
        is_in_use=key.valid_until is None,
    )


def rotate_question() -> Question:
    """Return what is asked before the key is changed."""
    return Question(
        question=_("Change the key that signs your records?"),
        text=sentences(
            _("A new key is made. The old one signs that the new one follows it."),
            _("After that the old one cannot sign any more, and this cannot be taken back."),
            _("Records that you made before stay valid."),
            _(
                "People who accepted your fingerprint need the new one, or the history of "
                "your keys."
            ),
        ),
        deed=pgettext("button", "Change the key"),
    )


def break_words(lost: KeyBreak, zone: tzinfo) -> tuple[str, str]:
    """Return that the key to an earlier history was lost, and what that means."""
    text = _(
        "No signature links that history to this one, and the first entry of this one says so. "
        "Records of that time still check for whoever accepted your old fingerprint."
    )
    if lost.accepted is not None:
        # Translators: {fingerprint} is a row of digits and letters.
        accepted = _(
            "You said that this key was yours, so this computer accepts it: {fingerprint}",
            fingerprint=lost.accepted,
        )
        text = sentences(text, accepted)
    return (
        # Translators: {date} is a date with a time.
        _(
            "The key to an earlier history was lost. This one began anew on {date}.",
            date=format_datetime(lost.at, zone),
        ),
        text,
    )


def lost_sentences() -> tuple[str, ...]:
    """Return what beginning anew means, for the question before it."""
    return (
        _("The data here cannot be opened. A backup and its recovery code would bring it back."),
        _("Without one, a new history can begin. It says for ever that an earlier one was lost."),
        _("The unreadable file is kept, in case the key is found again."),
    )


def begun_sentences(begun: BegunAnew) -> tuple[str, ...]:
    """Return what was done."""
    said = [_("A new history has begun, with new keys.")]
    if begun.kept:
        # Translators: {name} is the name of a file.
        said.append(_("The unreadable file is kept as {name}.", name=begun.kept))
    if begun.earlier is not None:
        said.append(_("Records under the key of that record are accepted here."))
    return tuple(said)


def rotated_sentences() -> tuple[str, ...]:
    """Return what a change of the key means."""
    return (
        _("There is a new signing key. The old one signed that this one follows it."),
        _("Records that you made before stay valid."),
        _("Give people the new fingerprint, and the history of your keys with the next record."),
    )

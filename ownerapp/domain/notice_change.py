"""What changed between two versions of a notice, and of which class each change is.

Rules:

1. A change of a coded fact that a person agreed to -- kind of data, purpose, recipient,
   reach, time kept and so on (PIPL Art 14, Network Data Regulations Art 22(6)) -- is one of
   *meaning*, whatever the author calls it.
2. A change of words in the notice's own language is one of meaning too, unless the author
   declares it as wording in the version history: a program cannot tell the two apart, and
   asking once too often harms nobody. Titles, questions and the way to stop are wording.
3. Where only other languages changed, it is a *translation*. Texts that differ in spaces
   or in Unicode normalisation alone have not changed.
4. Practices follow the mappings that the author declares; see :func:`predecessors`.
5. A new controller, or another name, country or role of a recipient, is a change of
   meaning of every practice that it concerns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_codes import ChangeClass, MappingKind
from ownerapp.domain.notice_facts import Party, VersionNote
from ownerapp.domain.practice_fields import (
    FACTS,
    MEANING_TEXTS,
    OTHER_TEXTS,
    recipient_facts,
)
from ownerapp.domain.text import NO_TEXT, Text
from ownerapp.domain.values import dataclass


class PracticeMove(StrEnum):
    """What became of a practice."""

    KEPT = "kept"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    APPEARED = "appeared"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field that changed.

    For a text both texts are here, to be compared word by word; a coded fact that has no
    sentence of its own has two empty texts.
    """

    field: str
    change: ChangeClass
    old: Text = NO_TEXT
    new: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeDifference:
    """One practice of the new version beside what it comes from."""

    practice: PracticeId
    """Its id in the new version; in the old one for a practice that vanished."""
    move: PracticeMove
    old: tuple[PracticeId, ...]
    change: ChangeClass | None
    """The heaviest class; None when nothing changed."""
    fields: tuple[FieldChange, ...] = ()
    declared: ChangeClass | None = None
    """What the author calls it."""

    @property
    def ends_consent(self) -> bool:
        """Tell whether a yes to the old terms ends: the meaning changed, or is said to have."""
        return ChangeClass.MEANING in {self.change, self.declared}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDifference:
    """Everything that changed from one version to another."""

    old: Notice
    new: Notice
    practices: tuple[PracticeDifference, ...]
    """In the new notice's order, those that vanished last."""
    notice_fields: tuple[FieldChange, ...]
    """What concerns the notice as a whole: names, contacts, rights."""

    @property
    def changed(self) -> tuple[PracticeDifference, ...]:
        """Return the practices with any change."""
        return tuple(
            item
            for item in self.practices
            if item.change is not None or item.move is not PracticeMove.KEPT
        )

    def of(self, practice: PracticeId) -> PracticeDifference | None:
        """Return the difference of one practice of the new version."""
        return next((item for item in self.practices if item.practice == practice), None)


def compare_notices(old: Notice, new: Notice) -> NoticeDifference:
    """Return what changed from one version of a notice to another, or to another notice."""
    notes = notes_between(old, new)
    before = {
        item.id: _predecessors(notes, item.id, frozenset(practice.id for practice in old.practices))
        for item in new.practices
    }
    practices = [
        _compare_practice(old, new, item, before[item.id], notes) for item in new.practices
    ]
    gone = {item.id for item in old.practices}.difference(*(before.values()))
    practices += [
        PracticeDifference(
            practice=item.id, move=PracticeMove.VANISHED, old=(item.id,), change=ChangeClass.MEANING
        )
        for item in old.practices
        if item.id in gone
    ]
    return NoticeDifference(
        old=old,
        new=new,
        practices=tuple(practices),
        notice_fields=tuple(_notice_fields(old, new)),
    )


def notes_between(old: Notice, new: Notice) -> tuple[VersionNote, ...]:
    """Return the version notes that lead from one version to another, oldest first.

    The chain is followed by ``previous``; where it does not reach the old version, the
    author has not said what became of its practices, and no note counts.
    """
    by_version = {note.version: note for note in new.version_notes}
    chain: list[VersionNote] = []
    version = new.version
    while version != old.version:
        note = by_version.pop(version, None)
        if note is None or not note.previous:
            return ()
        chain.append(note)
        version = note.previous
    return tuple(reversed(chain))


def predecessors(notice: Notice, practice: PracticeId) -> tuple[tuple[PracticeId, ...], ...]:
    """Return the ids that a practice had in earlier versions, the nearest version first.

    Each entry is the set of practices that it came from through one declared mapping; more
    than one id means that practices were merged.
    """
    found: list[tuple[PracticeId, ...]] = []
    present: tuple[PracticeId, ...] = (practice,)
    by_version = {note.version: note for note in notice.version_notes}
    note = by_version.pop(notice.version, None)
    while note is not None:
        earlier = _step(note, present)
        if earlier != present:
            found.append(earlier)
            present = earlier
        note = by_version.pop(note.previous, None)
    return tuple(found)


def _step(note: VersionNote, present: tuple[PracticeId, ...]) -> tuple[PracticeId, ...]:
    """Return from which practices of the version before these came."""
    result: list[PracticeId] = []
    for item in present:
        mapped = [name for mapping in note.mappings if item in mapping.new for name in mapping.old]
        result += [name for name in (mapped or [item]) if name not in result]
    return tuple(result)


def _predecessors(
    notes: tuple[VersionNote, ...], practice: PracticeId, known: frozenset[PracticeId]
) -> tuple[PracticeId, ...]:
    """Return from which practices of the old version one of the new version came."""
    present: tuple[PracticeId, ...] = (practice,)
    for note in reversed(notes):
        present = _step(note, present)
    return tuple(item for item in present if item in known)


def _compare_practice(
    old: Notice,
    new: Notice,
    practice: Practice,
    before: tuple[PracticeId, ...],
    notes: tuple[VersionNote, ...],
) -> PracticeDifference:
    declared = _declared(notes, practice.id)
    olds = [item for item in (old.practice(name) for name in before) if item is not None]
    if not olds:
        return PracticeDifference(
            practice=practice.id,
            move=PracticeMove.APPEARED,
            old=(),
            change=ChangeClass.MEANING,
            declared=declared,
        )
    native = new.native_language
    is_same_language = native == old.native_language
    fields: list[FieldChange] = []
    one = olds[0] if len(olds) == 1 else None
    if one is not None:
        fields += _text_changes(one, practice, native if is_same_language else None, declared)
        fields += _fact_changes(old, new, one, practice)
    else:
        # Practices that were merged: a fact changed unless every part had it.
        for part in olds:
            changes = _fact_changes(old, new, part, practice)
            fields += [item for item in changes if item.field not in {f.field for f in fields}]
        if declared is not ChangeClass.WORDING:
            fields.append(FieldChange(field="sentence", change=ChangeClass.MEANING))
    return PracticeDifference(
        practice=practice.id,
        move=_move(notes, practice.id, before),
        old=before,
        change=_heaviest(fields),
        fields=tuple(fields),
        declared=declared,
    )


def _move(
    notes: tuple[VersionNote, ...], practice: PracticeId, before: tuple[PracticeId, ...]
) -> PracticeMove:
    """Return what the declared mappings say became of a practice."""
    if len(before) > 1:
        return PracticeMove.MERGED
    present: tuple[PracticeId, ...] = (practice,)
    kinds = []
    for note in reversed(notes):
        kinds += [mapping.kind for mapping in note.mappings if set(present) & set(mapping.new)]
        present = _step(note, present)
    if MappingKind.SPLIT in kinds:
        return PracticeMove.SPLIT
    return PracticeMove.KEPT if before == (practice,) else PracticeMove.RENAMED


def _declared(notes: tuple[VersionNote, ...], practice: PracticeId) -> ChangeClass | None:
    """Return the heaviest class that the author declares for a practice."""
    classes = [item.change for note in notes for item in note.changes if item.practice == practice]
    return min(classes, key=list(ChangeClass).index, default=None)


def _text_changes(
    old: Practice, new: Practice, native: Language | None, declared: ChangeClass | None
) -> Iterator[FieldChange]:
    """Yield the texts that changed; ``native`` is None where the own language changed."""
    for field, get in MEANING_TEXTS.items():
        # Own words that changed cannot be a mere translation, whatever is declared.
        is_wording = declared is ChangeClass.WORDING
        heaviest = ChangeClass.WORDING if is_wording else ChangeClass.MEANING
        yield from _text_change(field, get(old), get(new), native, heaviest)
    for field, get in OTHER_TEXTS.items():
        yield from _text_change(field, get(old), get(new), native, ChangeClass.WORDING)


def _text_change(
    field: str, old: Text, new: Text, native: Language | None, heaviest: ChangeClass
) -> Iterator[FieldChange]:
    if _plain(old) == _plain(new) and old.not_stated == new.not_stated:
        return
    stays = native is not None and _words(old, native) == _words(new, native)
    change = ChangeClass.TRANSLATION if stays and old.not_stated == new.not_stated else heaviest
    yield FieldChange(field=field, change=change, old=old, new=new)


def _fact_changes(
    old: Notice, new: Notice, before: Practice, after: Practice
) -> Iterator[FieldChange]:
    """Yield the coded facts that changed."""
    for field, get in FACTS.items():
        if get(before) != get(after):
            yield FieldChange(field=field, change=ChangeClass.MEANING)
    shared = {move.recipient for move in after.transfers} | set(after.recipients)
    changed = {
        party
        for party in shared
        if _party_facts(old.party(party), old.native_language)
        != _party_facts(new.party(party), old.native_language)
    }
    if changed and _names_same_recipients(before, after):
        yield FieldChange(field="recipients", change=ChangeClass.MEANING)
    if _party_facts(old.party(old.controller), old.native_language) != _party_facts(
        new.party(new.controller), old.native_language
    ):
        yield FieldChange(field="controller", change=ChangeClass.MEANING)


def _names_same_recipients(before: Practice, after: Practice) -> bool:
    """Tell whether recipients are named alike, so that their own facts tell the change."""
    return recipient_facts(before) == recipient_facts(after)


def _notice_fields(old: Notice, new: Notice) -> Iterator[FieldChange]:
    """Yield what changed about the notice as a whole; none of it is asked again by itself."""
    native = new.native_language if new.native_language == old.native_language else None
    for field, before, after in (
        ("title", old.title, new.title),
        ("brand", old.brand, new.brand),
        ("model", old.model, new.model),
        ("controller", _name(old, old.controller), _name(new, new.controller)),
        (
            "rights_contact",
            old.rights_contact.name if old.rights_contact else NO_TEXT,
            new.rights_contact.name if new.rights_contact else NO_TEXT,
        ),
    ):
        yield from _text_change(field, before, after, native, ChangeClass.WORDING)
    rights = {right.id: right for right in old.rights}
    for right in new.rights:
        before_right = rights.pop(right.id, None)
        yield from _text_change(
            f"rights.{right.id}",
            before_right.how if before_right else NO_TEXT,
            right.how,
            native,
            ChangeClass.WORDING,
        )
    for right in rights.values():
        yield from _text_change(
            f"rights.{right.id}", right.how, NO_TEXT, native, ChangeClass.WORDING
        )


def _name(notice: Notice, party_id: str) -> Text:
    party = notice.party(party_id)
    return party.name if party else NO_TEXT


def _heaviest(fields: list[FieldChange]) -> ChangeClass | None:
    return min((item.change for item in fields), key=list(ChangeClass).index, default=None)


def _party_facts(party: Party | None, language: Language) -> object:
    if party is None:
        return None
    return (_words(party.name, language), party.country, party.role, party.kind)


def _plain(text: Text) -> dict[str, str]:
    """Return a text by language, without what no reader sees."""
    return {language: _squeezed(words) for language, words in text.by_language.items()}


def _words(text: Text, language: Language) -> str:
    return _squeezed(text.get(language) or "")


def _squeezed(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())

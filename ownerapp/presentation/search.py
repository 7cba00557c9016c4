"""Searches the notices: practices, data items, recipients, sensors, and everything they say.

Rules:

1. A notice is taken apart once for a language; a search only compares.
2. Every word of the query has to stand somewhere in what is found, as a whole or as a part.
   Case, accents and punctuation do not count; see ``i18n.folding``.
3. Who has all words in its name is found by name, otherwise by what is said about it: never
   by both.
4. The notice's own words are searched, in the language in which the notice is shown.
5. Work is bounded whatever is typed. Nothing here translates, so any thread may search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from operator import attrgetter
from typing import Final

from ownerapp.domain.ids import Language, NoticeHash, PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_texts import practice_texts, texts_below
from ownerapp.domain.text import Text
from ownerapp.domain.values import dataclass
from ownerapp.i18n.folding import fold
from ownerapp.presentation.excerpts import Marked, excerpt, mark
from ownerapp.presentation.voice import notice_language

QUERY_LIMIT: Final = 200
"""Characters; what is typed beyond them is not looked at."""
WORDS_LIMIT: Final = 8
SHOWN_AT_FIRST: Final = 6
"""How many of each kind are shown until the person asks for more."""
SHOWN_AT_MOST: Final = 200
_NOT_WORTH_HIDING: Final = 2

EXAMPLES: Final = 3
EXAMPLE_LIMIT: Final = 24
"""Characters of an example."""

_NAMED: Final = frozenset({"title", "sentence", "personal_data.name"})
"""Texts of a practice by which it or its data is found by name."""
_APART: Final = frozenset({"practices", "parties", "sensors", "rights", "groups"})
"""Parts of a notice that are found as things of their own."""


class Kind(StrEnum):
    """What is found, in the order in which it is shown."""

    PRACTICE = "practice"
    DATA = "data"
    RECIPIENT = "recipient"
    SENSOR = "sensor"
    TEXT = "text"
    """Something that is said, about whatever it is."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text and the field of the pack that it stands in."""

    field: str
    text: str
    folded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing of a notice that can be found."""

    kind: Kind
    """As what it is found by its name."""
    practice: PracticeId | None
    """Where it leads; None for the notice as a whole."""
    title: str
    context: str
    """What stands below the title: the practice's sentence, or to what the thing belongs."""
    icon: str
    """The practice's own icon; empty for anything else."""
    name: str
    """The folded title."""
    head: str
    """All by which it is found by name, folded."""
    passages: tuple[Passage, ...]
    everything: str
    """Head and passages, folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeIndex:
    """A notice taken apart for searching (rule 1)."""

    notice: NoticeHash
    interface: str
    """The language of the interface that it was made for."""
    language: Language
    """The one in which the notice is shown then."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found."""

    kind: Kind
    notice: NoticeHash
    practice: PracticeId | None
    title: Marked
    second: Marked
    icon: str = ""
    field: str = ""
    """The field that ``second`` stands in, for a hit in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HitGroup:
    """What was found of one kind, the best first."""

    kind: Kind
    hits: tuple[Hit, ...]
    """As many as were asked for."""
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The outcome of a search."""

    words: tuple[str, ...]
    """What was looked for; empty when nothing in the query can be found."""
    groups: tuple[HitGroup, ...] = ()

    @property
    def total(self) -> int:
        """Return how many things were found."""
        return sum(group.total for group in self.groups)


def words_of(query: str) -> tuple[str, ...]:
    """Return the words that a query looks for, each once."""
    return tuple(dict.fromkeys(fold(query[:QUERY_LIMIT]).split()))[:WORDS_LIMIT]


def index_notice(notice: Notice, interface: str) -> NoticeIndex:
    """Take a notice apart for the language of an interface."""
    language = notice_language(notice, interface)
    return NoticeIndex(
        notice=notice.hash,
        interface=interface,
        language=language,
        entries=tuple(_Indexer(notice, language).entries()),
    )


def find(
    query: str, indexes: Sequence[NoticeIndex], most: Mapping[Kind, int] | None = None
) -> Found:
    """Return what matches a query, by kind.

    Args:
        query: What was typed; anything.
        indexes: The notices; of equally good hits those of the first notice come first.
        most: How many of a kind are wanted; :data:`SHOWN_AT_FIRST` where it says nothing.
    """
    words = words_of(query)
    if not words:
        return Found(words=())
    matches: dict[Kind, list[_Match]] = {kind: [] for kind in Kind}
    for index in indexes:
        for entry in _with_all(words, index.entries):
            if all(word in entry.head for word in words):
                quality = sum(_nearness(word, entry.name) for word in words)
                matches[entry.kind].append(_Match(quality, index, entry))
            else:
                missing = _missing(entry, words)
                matches[Kind.TEXT].append(_Match(missing, index, entry, is_named=False))
    wanted = most or {}
    return Found(
        words=words,
        groups=tuple(
            _group(kind, found, words, min(wanted.get(kind, SHOWN_AT_FIRST), SHOWN_AT_MOST))
            for kind, found in matches.items()
            if found
        ),
    )


@dataclass(frozen=True, slots=True)
class _Match:
    """An entry that matches, before it is made ready for showing."""

    quality: int
    """Less is better."""
    index: NoticeIndex
    entry: Entry
    is_named: bool = True
    """It is found by its name and not by what is said about it."""


def _with_all(words: tuple[str, ...], entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries in which all words stand; the longest word rules out the most."""
    for word in sorted(words, key=len, reverse=True):
        entries = [entry for entry in entries if word in entry.everything]
    return entries


def _group(kind: Kind, found: list[_Match], words: tuple[str, ...], most: int) -> HitGroup:
    """Order what was found and make the first of it ready for showing."""
    wanted = len(found) if len(found) <= most + _NOT_WORTH_HIDING else most
    best = sorted(found, key=attrgetter("quality"))[:wanted]
    return HitGroup(
        kind=kind, hits=tuple(_hit(kind, match, words) for match in best), total=len(found)
    )


def _hit(kind: Kind, match: _Match, words: tuple[str, ...]) -> Hit:
    entry = match.entry
    passage = None if match.is_named else _best_passage(entry, words)
    return Hit(
        kind=kind,
        notice=match.index.notice,
        practice=entry.practice,
        title=mark(entry.title, words),
        second=excerpt(passage.text, words) if passage else mark(entry.context, words),
        icon=entry.icon,
        field=passage.field if passage else "",
    )


def _nearness(word: str, name: str) -> int:
    """Return how well a word fits a name: at its start, at a word's start, inside, nowhere."""
    if name.startswith(word):
        return 0
    if f" {word}" in name:
        return 1
    return 2 if word in name else 3


def _missing(entry: Entry, words: tuple[str, ...]) -> int:
    """Return how many words the best passage lacks; they stand in others or in the name."""
    if len(words) == 1:
        return 0
    return sum(word not in _best_passage(entry, words).folded for word in words)


def _best_passage(entry: Entry, words: tuple[str, ...]) -> Passage:
    """Return the passage with most of the words, the first of equal ones."""
    return max(entry.passages, key=lambda passage: sum(word in passage.folded for word in words))


class _Indexer:
    """Takes one notice apart in one language."""

    def __init__(self, notice: Notice, language: Language) -> None:
        self._notice = notice
        self._language = language
        self._title = self._said(notice.title)
        self._seen: set[tuple[Kind, str]] = set()
        """The parties and sensors whose own texts were taken."""

    def entries(self) -> Iterator[Entry]:
        """Yield everything that can be found."""
        for practice in self._notice.practices:
            yield from self._of_practice(practice)
        for party in self._notice.parties:
            yield from self._thing(Kind.RECIPIENT, party, party.name, None, self._title)
        for sensor in self._notice.sensors:
            yield from self._thing(Kind.SENSOR, sensor, sensor.name, None, self._title)
        for right in self._notice.rights:
            yield self._entry(
                Kind.TEXT,
                self._said(right.title),
                self._title,
                passages=self._passages([("rights.how", right.how)]),
            )
        yield self._as_a_whole()

    def _of_practice(self, practice: Practice) -> Iterator[Entry]:
        title, sentence = self._said(practice.title), self._said(practice.sentence)
        texts = ((name, text) for name, text in practice_texts(practice) if name not in _NAMED)
        yield self._entry(
            Kind.PRACTICE,
            title,
            sentence,
            practice=practice.id,
            icon=practice.icon,
            head=(title, sentence),
            passages=self._passages(texts),
        )
        names = dict.fromkeys(self._said(data.name) for data in practice.personal_data)
        for name in filter(None, names):
            yield self._entry(Kind.DATA, name, title, practice=practice.id)
        receivers = (*practice.recipients, *(move.recipient for move in practice.transfers))
        for party_id in dict.fromkeys(receivers):
            party = self._notice.party(party_id)
            if party is not None:
                yield from self._thing(Kind.RECIPIENT, party, party.name, practice.id, title)
        for sensor_id in dict.fromkeys(practice.sensors):
            sensor = self._notice.sensor(sensor_id)
            if sensor is not None:
                yield from self._thing(Kind.SENSOR, sensor, sensor.name, practice.id, title)

    def _thing(
        self, kind: Kind, thing: object, name: Text, practice: PracticeId | None, context: str
    ) -> Iterator[Entry]:
        """Yield a party or sensor once for each practice, or once for the notice.

        What is said about the thing itself belongs to the first of them.
        """
        key = (kind, str(getattr(thing, "id", "")))
        is_first = key not in self._seen
        self._seen.add(key)
        if not name or (practice is None and not is_first):
            return
        field = "parties" if kind is Kind.RECIPIENT else "sensors"
        texts = texts_below(field, thing) if is_first else ()
        own = [(label, text) for label, text in texts if label != f"{field}.name"]
        yield self._entry(
            kind, self._said(name), context, practice=practice, passages=self._passages(own)
        )

    def _as_a_whole(self) -> Entry:
        """Return the notice itself, with every text that belongs to nothing else."""
        notice = self._notice
        texts = [
            item
            for field in fields(notice)
            if field.name not in _APART and field.name != "title"
            for item in texts_below(field.name, getattr(notice, field.name))
        ]
        model = self._said(notice.model)
        return self._entry(Kind.TEXT, self._title, model, passages=self._passages(texts))

    def _entry(
        self,
        kind: Kind,
        title: str,
        context: str,
        *,
        practice: PracticeId | None = None,
        icon: str = "",
        head: Iterable[str] = (),
        passages: tuple[Passage, ...] = (),
    ) -> Entry:
        folded = "\n".join(fold(part) for part in (tuple(head) or (title,)))
        return Entry(
            kind=kind,
            practice=practice,
            title=title,
            context=context,
            icon=icon,
            name=fold(title),
            head=folded,
            passages=passages,
            everything="\n".join((folded, *(passage.folded for passage in passages))),
        )

    def _passages(self, texts: Iterable[tuple[str, Text]]) -> tuple[Passage, ...]:
        said = ((field, self._said(text)) for field, text in texts)
        return tuple(Passage(field, text, fold(text)) for field, text in said if text)

    def _said(self, text: Text) -> str:
        return text.best(self._language, self._notice.native_language)[1]


def examples(index: NoticeIndex) -> tuple[str, ...]:
    """Return a few short things of a notice that can be searched for, each of another kind."""
    found: dict[Kind, str] = {}
    for entry in index.entries:
        if entry.practice is not None and len(entry.title) <= EXAMPLE_LIMIT:
            found.setdefault(entry.kind, entry.title)
    return tuple(dict.fromkeys(found[kind] for kind in Kind if kind in found))[:EXAMPLES]

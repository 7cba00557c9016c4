"""The references inside a pack, and from a pack to the program's own lists.

Only what would leave a hole is refused: an id that leads nowhere, an id that stands
twice, a text in a language that the pack does not declare. Whether the notice is lawful
or complete is the business of ``compliance``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from msgspec import UNSET

from ownerapp.domain.errors import NoticeFileError
from ownerapp.packs.catalogue import catalogue, icon_names
from ownerapp.packs.format import PRACTICE_TEXTS, NoticePack, PackPractice, PackSource
from ownerapp.packs.strict_json import has_bidi_control

_PRACTICE_NAMES = ("title", "question")


def check_references(pack: NoticePack) -> None:
    """Check every reference and every language of a pack.

    Raises:
        NoticeFileError: One leads nowhere (``bad-reference``), or an id stands twice or
            a name holds a bidi control character (``bad-value``).
    """
    for name, ids in (
        ("languages", pack.languages),
        ("parties", [item.id for item in pack.parties]),
        ("rights", [item.id for item in pack.rights]),
        ("groups", [item.id for item in pack.groups]),
        ("practices", [item.id for item in pack.practices]),
    ):
        _check_unique(ids, f"$.{name}")
    parties = {item.id for item in pack.parties}
    _check_known(pack.controller, parties, "$.controller")
    _check_known(pack.native_language, frozenset(pack.languages), "$.native_language")
    _Texts(frozenset(pack.languages)).check_pack(pack)
    groups = {item.id for item in pack.groups}
    for index, practice in enumerate(pack.practices):
        _check_practice(practice, f"$.practices[{index}]", groups=groups, parties=parties)


def _check_practice(
    practice: PackPractice, path: str, *, groups: AbstractSet[str], parties: AbstractSet[str]
) -> None:
    """Check what one practice refers to."""
    known = catalogue()
    _check_known(practice.group, groups, f"{path}.group")
    _check_known(practice.icon, icon_names(), f"{path}.icon")
    _check_all_known(practice.recipients, parties, f"{path}.recipients")
    _check_all_known(practice.sensors, known.sensors.keys(), f"{path}.sensors")
    for index, data in enumerate(practice.personal_data):
        where = f"{path}.personal_data[{index}]"
        _check_known(data.item, known.items.keys(), f"{where}.item")
        if data.dpv.startswith("car:"):
            _check_known(data.dpv, known.car_terms, f"{where}.dpv")
    for index, transfer in enumerate(practice.transfers):
        _check_known(transfer.recipient, parties, f"{path}.transfers[{index}].recipient")
    _check_unique(practice.terms, f"{path}.terms")
    is_required = practice.mode == "required"
    if is_required == bool(practice.terms):
        # A required practice has no switch; an optional one without a term has no yes.
        raise NoticeFileError(reason="bad-value", where=f"{path}.terms")
    if is_required and practice.required_reason is UNSET:
        raise NoticeFileError(reason="wrong-type", where=f"{path}.required_reason")


def _check_known(name: str, known: AbstractSet[str], where: str) -> None:
    """Refuse a reference that leads nowhere."""
    if name not in known:
        raise NoticeFileError(reason="bad-reference", where=where)


def _check_all_known(names: Iterable[str], known: AbstractSet[str], where: str) -> None:
    """Refuse a list in which one reference leads nowhere."""
    for index, name in enumerate(names):
        _check_known(name, known, f"{where}[{index}]")


def _check_unique(ids: Iterable[str], where: str) -> None:
    """Refuse an id that stands twice."""
    seen: set[str] = set()
    for index, item in enumerate(ids):
        if item in seen:
            raise NoticeFileError(reason="bad-value", where=f"{where}[{index}]")
        seen.add(item)


class _Texts:
    """Checks the languages of texts, and names for characters that turn their direction."""

    def __init__(self, languages: frozenset[str]) -> None:
        self._languages = languages

    def check_pack(self, pack: NoticePack) -> None:
        """Check every text of a pack."""
        for name in ("title", "brand", "model"):
            self._name(getattr(pack, name), f"$.{name}")
        for index, party in enumerate(pack.parties):
            self._name(party.name, f"$.parties[{index}].name")
            self._text(party.address, f"$.parties[{index}].address")
        for index, right in enumerate(pack.rights):
            self._name(right.title, f"$.rights[{index}].title")
            self._text(right.how, f"$.rights[{index}].how")
        for index, group in enumerate(pack.groups):
            self._name(group.title, f"$.groups[{index}].title")
        self._sources(pack.sources, "$")
        for index, practice in enumerate(pack.practices):
            self._practice(practice, f"$.practices[{index}]")

    def _practice(self, practice: PackPractice, path: str) -> None:
        """Check every text of a practice."""
        for name in _PRACTICE_NAMES:
            self._name(getattr(practice, name), f"{path}.{name}")
        for name in PRACTICE_TEXTS:
            self._text(getattr(practice, name), f"{path}.{name}")
        self._name(practice.retention.chip, f"{path}.retention.chip")
        self._text(practice.retention.text, f"{path}.retention.text")
        for index, data in enumerate(practice.personal_data):
            self._name(data.name, f"{path}.personal_data[{index}].name")
        for index, transfer in enumerate(practice.transfers):
            self._text(transfer.mechanism, f"{path}.transfers[{index}].mechanism")
        self._sources(practice.sources, path)

    def _sources(self, sources: Iterable[PackSource], path: str) -> None:
        for index, source in enumerate(sources):
            self._text(source.title, f"{path}.sources[{index}].title")

    def _text(self, text: object, where: str) -> None:
        """Check the languages of a text; what is not stated has none."""
        if isinstance(text, Mapping) and not text.keys() <= self._languages:
            raise NoticeFileError(reason="bad-reference", where=where)

    def _name(self, text: object, where: str) -> None:
        """Check a text that stands alone on the page, where direction must be plain."""
        self._text(text, where)
        if isinstance(text, Mapping) and any(has_bidi_control(name) for name in text.values()):
            raise NoticeFileError(reason="bad-value", where=where)

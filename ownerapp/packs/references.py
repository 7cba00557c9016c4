"""The references inside a pack, and from a pack to the program's own lists.

Only what would leave a hole is refused: an id that leads nowhere, an id that stands
twice, a text in a language that the pack does not declare. Whether the notice is lawful
or complete is the business of ``compliance``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from msgspec import UNSET, Struct, structs

from ownerapp.domain.errors import NoticeFileError
from ownerapp.domain.notice_codes import Mode, Origin
from ownerapp.domain.values import dataclass
from ownerapp.packs.catalogue import catalogue, icon_names
from ownerapp.packs.format import (
    NoticePack,
    PackPractice,
    PackStatement,
)
from ownerapp.packs.strict_json import has_bidi_control

_NAMES = frozenset(
    {"title", "question", "name", "brand", "model", "chip", "author", "alt", "by", "authority"}
)
"""Texts that stand alone on the page, where direction must be plain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ids:
    """What references of a pack may lead to."""

    languages: frozenset[str]
    parties: frozenset[str]
    groups: frozenset[str]
    sensors: frozenset[str]
    sources: frozenset[str]
    practices: frozenset[str]


def check_references(pack: NoticePack) -> None:
    """Check every reference and every language of a pack.

    Raises:
        NoticeFileError: One leads nowhere (``bad-reference``), or an id stands twice or
            a name holds a bidi control character (``bad-value``).
    """
    ids = _Ids(
        languages=_unique(pack.languages, "$.languages"),
        parties=_unique((item.id for item in pack.parties), "$.parties"),
        groups=_unique((item.id for item in pack.groups), "$.groups"),
        sensors=_unique((item.id for item in pack.sensors), "$.sensors"),
        sources=_unique((item.id for item in pack.sources), "$.sources"),
        practices=_unique((item.id for item in pack.practices), "$.practices"),
    )
    _unique((item.id for item in pack.rights), "$.rights")
    _check_known(pack.native_language, ids.languages, "$.native_language")
    _check_texts(pack, "$", ids.languages)
    for name in ("controller", "representative", "data_protection_officer"):
        party = getattr(pack, name)
        if party is not None:
            _check_known(party, ids.parties, f"$.{name}")
    for index, service in enumerate(pack.related_services):
        if service.holder is not None:
            _check_known(service.holder, ids.parties, f"$.related_services[{index}].holder")
    _check_all_known(pack.statement_sources, ids.sources, "$.statement_sources")
    _check_statements(pack.statements, "$", fields=pack.__struct_fields__, sources=ids.sources)
    for name in ("sensors", "published_checks"):
        for index, item in enumerate(getattr(pack, name)):
            _check_all_known(item.sources, ids.sources, f"$.{name}[{index}].sources")
    for index, note in enumerate(pack.version_notes):
        for number, mapping in enumerate(note.mappings if index == 0 else ()):
            where = f"$.version_notes[{index}].mappings[{number}].new"
            _check_all_known(mapping.new, ids.practices, where)
    for index, practice in enumerate(pack.practices):
        _check_practice(practice, f"$.practices[{index}]", ids)
        _check_switch(practice, f"$.practices[{index}]", pack.origin)


def _check_practice(practice: PackPractice, path: str, ids: _Ids) -> None:
    """Check what one practice refers to."""
    known = catalogue()
    _check_known(practice.group, ids.groups, f"{path}.group")
    _check_known(practice.icon, icon_names(), f"{path}.icon")
    if not isinstance(practice.recipients, str):
        for index, provision in enumerate(practice.recipients):
            _check_known(provision.party, ids.parties, f"{path}.recipients[{index}].party")
    _check_all_known(practice.sensors, ids.sensors, f"{path}.sensors")
    _check_all_known(practice.sources, ids.sources, f"{path}.sources")
    _check_statements(
        practice.statements, path, fields=practice.__struct_fields__, sources=ids.sources
    )
    for index, guide in enumerate(practice.guides):
        _check_all_known(guide.sources, ids.sources, f"{path}.guides[{index}].sources")
    for index, data in enumerate(practice.personal_data):
        where = f"{path}.personal_data[{index}]"
        _check_known(data.item, known.items.keys(), f"{where}.item")
        if data.dpv.startswith("car:"):
            _check_known(data.dpv, known.car_terms, f"{where}.dpv")
    for index, transfer in enumerate(practice.transfers):
        _check_known(transfer.recipient, ids.parties, f"{path}.transfers[{index}].recipient")
    _unique(practice.terms, f"{path}.terms")


def _check_switch(practice: PackPractice, path: str, origin: Origin) -> None:
    """Check that a switch has terms, and that what has no switch has a reason and none.

    A pack compiled from public statements may name a switch whose terms nobody states:
    it can be answered with a no, and a yes stays locked.
    """
    is_optional = practice.mode == Mode.OPTIONAL
    if bool(practice.terms) != is_optional and not (is_optional and origin is Origin.COMPILED):
        raise NoticeFileError(reason="bad-value", where=f"{path}.terms")
    if practice.mode == Mode.REQUIRED and practice.required_reason is UNSET:
        raise NoticeFileError(reason="wrong-type", where=f"{path}.required_reason")


def _check_statements(
    statements: Iterable[PackStatement],
    path: str,
    *,
    fields: Iterable[str],
    sources: AbstractSet[str],
) -> None:
    """Check that statements name fields and sources that there are, each field once."""
    known = frozenset(fields)
    seen: list[str] = []
    for index, statement in enumerate(statements):
        where = f"{path}.statements[{index}]"
        _check_all_known(statement.fields, known, f"{where}.fields")
        _check_all_known(statement.sources, sources, f"{where}.sources")
        seen += statement.fields
    _unique(seen, f"{path}.statements")


def _check_known(name: str, known: AbstractSet[str], where: str) -> None:
    """Refuse a reference that leads nowhere."""
    if name not in known:
        raise NoticeFileError(reason="bad-reference", where=where)


def _check_all_known(names: Iterable[str], known: AbstractSet[str], where: str) -> None:
    """Refuse a list in which one reference leads nowhere."""
    for index, name in enumerate(names):
        _check_known(name, known, f"{where}[{index}]")


def _unique(ids: Iterable[str], where: str) -> frozenset[str]:
    """Return ids as a set, unless one stands twice."""
    seen: set[str] = set()
    for index, item in enumerate(ids):
        if item in seen:
            raise NoticeFileError(reason="bad-value", where=f"{where}[{index}]")
        seen.add(item)
    return frozenset(seen)


def _check_texts(struct: Struct, path: str, languages: frozenset[str]) -> None:
    """Check the languages of every text below a struct, and names for direction controls."""
    for name, value in zip(struct.__struct_fields__, structs.astuple(struct), strict=True):
        kind = type(value)
        # Most are plain words; and a proof is no text that is shown.
        if kind is str or not value or name == "proof":
            continue
        if kind is dict:
            is_name = name in _NAMES
            # What is printable holds no control; joined, that is asked once for all languages.
            is_plain = not is_name or "".join(value.values()).isprintable()
            if not is_plain or not value.keys() <= languages:
                _check_text(value, f"{path}.{name}", languages, is_name=is_name)
        elif kind is tuple:
            for index, item in enumerate(value):
                if isinstance(item, Struct):
                    _check_texts(item, f"{path}.{name}[{index}]", languages)
                elif type(item) is dict:
                    _check_text(item, f"{path}.{name}[{index}]", languages, is_name=False)
        elif isinstance(value, Struct):
            _check_texts(value, f"{path}.{name}", languages)


def _check_text(
    text: Mapping[str, str], where: str, languages: frozenset[str], *, is_name: bool
) -> None:
    """Check the languages of one text, and its direction where it is a name."""
    if not text.keys() <= languages:
        raise NoticeFileError(reason="bad-reference", where=where)
    if is_name and any(has_bidi_control(words) for words in text.values()):
        raise NoticeFileError(reason="bad-value", where=where)

"""From the plain values of a pack to those of the domain: texts, codes, yes and no."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Literal, TypeVar

from msgspec import UnsetType
from typing_extensions import override

from ownerapp.domain.ids import Language
from ownerapp.domain.notice_codes import NOT_STATED, NotStated
from ownerapp.domain.notice_facts import Statement
from ownerapp.domain.text import NO_TEXT, TEXT_NOT_STATED, Text
from ownerapp.packs.format import PackStatement

_Code = TypeVar("_Code", bound=StrEnum)
_Item = TypeVar("_Item")


class _InLanguages(Mapping[str, str]):
    """The words of one text by the program's languages, over the file's own map of tags.

    A large pack has thousands of texts in many languages; most are never looked at, so no
    map is made anew for any of them.
    """

    __slots__ = ("_by_tag",)

    def __init__(self, by_tag: dict[str, str]) -> None:
        self._by_tag = by_tag

    @override
    def __getitem__(self, language: str) -> str:
        return self._by_tag[language.replace("_", "-")]

    @override
    def __contains__(self, language: object) -> bool:
        return isinstance(language, str) and language.replace("_", "-") in self._by_tag

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(tag.replace("-", "_") for tag in self._by_tag)

    @override
    def __len__(self) -> int:
        return len(self._by_tag)

    @override
    def __repr__(self) -> str:
        return repr(dict(self))


def to_language(tag: str) -> Language:
    """Return the program's form of a BCP 47 tag: ``zh-Hans`` becomes ``zh_Hans``."""
    return Language(tag.replace("-", "_"))


def text(value: dict[str, str] | Literal["not-stated"] | UnsetType) -> Text:
    """Return a text in the program's languages."""
    if type(value) is dict:
        return Text(_InLanguages(value))
    return NO_TEXT if isinstance(value, UnsetType) else TEXT_NOT_STATED


def code(kind: type[_Code], value: str) -> _Code | NotStated:
    """Return a code, or that it is not stated."""
    return NOT_STATED if value == NOT_STATED.value else kind(value)


def code_or_none(kind: type[_Code], value: str | None) -> _Code | NotStated | None:
    """Return a code, that it is not stated, or None where the pack is silent."""
    return None if value is None else code(kind, value)


def flag(value: bool | Literal["not-stated"] | None) -> bool | NotStated | None:  # noqa: FBT001 - it is the value
    """Return yes, no, that it is not stated, or None where the pack is silent."""
    return NOT_STATED if isinstance(value, str) else value


def listed(values: tuple[_Item, ...] | Literal["not-stated"]) -> tuple[_Item, ...] | NotStated:
    """Return a list, or that it is not stated."""
    return NOT_STATED if isinstance(values, str) else values


def statements(values: tuple[PackStatement, ...]) -> tuple[Statement, ...]:
    """Return scopes and sources of single fields."""
    return tuple(
        Statement(fields=item.fields, scope=item.scope, sources=item.sources) for item in values
    )

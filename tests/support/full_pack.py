"""A pack that uses every field of the format, made from the structs themselves.

A field that is added to the format is in it without anybody thinking of it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from ownerapp.packs.format import NoticePack

_BY_NAME: dict[str, Any] = {
    "notice_pack": "1.0",
    "id": "one",
    "version": "2.0",
    "previous": "1.0",
    "origin": "issuer",
    "regime": "cn",
    "jurisdiction": "CN",
    "country": "CN",
    "native_language": "en",
    "languages": ["en", "zh-Hans"],
    "controller": "one",
    "representative": "one",
    "data_protection_officer": "one",
    "holder": "one",
    "party": "one",
    "recipient": "one",
    "practice": "one",
    "group": "one",
    "old": ["older"],
    "new": ["one"],
    "icon": "cabin",
    "item": "vin",
    "sensors": ["one"],
    "sources": ["one"],
    "statement_sources": ["one"],
    "fields": ["title"],
    "terms": ["7d", "3m"],
    "mode": "optional",
    "period": "P30D",
    "dpv": "pd:Vehicle",
    "purpose_dpv": "dpv:ServiceProvision",
    "legal_basis_dpv": ["dpv:Consent"],
    "processing_dpv": ["dpv:Collect"],
    "requirement": "t1",
    "applicable_law": ["https://law.example/"],
    "storage_countries": ["CN"],
    "processing_countries": ["CN"],
}
_LISTS_OF_STRUCTS = frozenset({"sensors", "sources"})


@cache
def _encoded() -> bytes:
    return msgspec.json.encode(_value(inspect.type_info(NoticePack), "", top=True))


def full_pack() -> dict[str, Any]:
    """Return a new tree of a pack in which every field has a value."""
    tree: dict[str, Any] = msgspec.json.decode(_encoded())
    return tree


def _value(kind: inspect.Type, name: str, *, top: bool = False) -> Any:
    """Return a value of a type; where a reference is meant, one that leads somewhere."""
    if isinstance(kind, inspect.UnionType):
        return _value(_first(kind), name)
    if isinstance(kind, inspect.StructType):
        return {
            field.name: _field(field, top=top) for field in kind.fields if field.name != "proof"
        }
    if isinstance(kind, inspect.VarTupleType):
        return [_value(kind.item_type, name.removesuffix("s"))]
    if isinstance(kind, inspect.EnumType):
        return next(iter(kind.cls)).value
    simple: dict[type, Any] = {
        inspect.DictType: {"en": "Words", "zh-Hans": "文字"},
        inspect.BoolType: False,
        inspect.IntType: 2,
        inspect.FloatType: 0.5,
        inspect.DateType: "2026-11-01",
        inspect.AnyType: None,
    }
    return simple[type(kind)] if type(kind) in simple else _string(kind, name)


def _field(field: inspect.Field, *, top: bool) -> Any:
    """Return the value of a field: by its name where that decides, else by its type."""
    name = field.encode_name
    is_list_of_structs = top and name in _LISTS_OF_STRUCTS
    is_list = _takes_list(field.type)
    if name == "dpv" and is_list:
        return ["eu-gdpr:A7-3"]
    fits = isinstance(_BY_NAME.get(name), list) == is_list
    if name in _BY_NAME and fits and not is_list_of_structs and not _is_struct_list(field.type):
        return _BY_NAME[name]
    return _value(field.type, name)


def _is_struct_list(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.VarTupleType) and isinstance(kind.item_type, inspect.StructType)


def _takes_list(kind: inspect.Type) -> bool:
    kinds = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    return any(isinstance(_plain(item), inspect.VarTupleType) for item in kinds)


def _plain(kind: inspect.Type) -> inspect.Type:
    return kind.type if isinstance(kind, inspect.Metadata) else kind


def _first(kind: inspect.UnionType) -> inspect.Type:
    """Return the alternative that says most: neither null nor "not stated"."""
    wanted = [item for item in kind.types if not _says_nothing(item)]
    return wanted[0]


def _says_nothing(kind: inspect.Type) -> bool:
    return isinstance(_plain(kind), (inspect.NoneType, inspect.LiteralType))


def _string(kind: inspect.Type, name: str) -> Any:
    """Return a string of a type that a pattern or a list of codes bounds."""
    if isinstance(kind, inspect.LiteralType):
        return next(value for value in kind.values if value)
    if isinstance(kind, inspect.Metadata):
        codes = (kind.extra_json_schema or {}).get("enum")
        if codes:
            return str(codes[0])
        return _value(kind.type, name)
    return "one"

"""Every term in a record exists: in DPV 2.3, or in our own context with a definition."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.record import receipt_document
from ownerapp.packs.catalogue import catalogue
from ownerapp.resources import resource_path
from tests.support import record_variety, records

TERM = re.compile(r"(dpv-27560|dpv|pd|loc|tech|eu-gdpr|car):([A-Za-z0-9_.-]+)")
PROFILES = {
    f"https://w3id.org/dpv/schema/dpv-27560#{name}"
    for name in ("record", "receipt", "record-eu-gdpr", "receipt-eu-gdpr")
}
"""Declared in the schema file of the guide, beside DPV itself."""
OTHER = {
    "dct": {"conformsTo", "created", "creator", "date", "description", "identifier", "language",
            "title"},
    "skos": {"broader", "prefLabel"},
    "rdf": {"value"},
    "schema": {"ContactPoint", "PostalAddress", "addressCountry", "contactPoint", "email",
               "streetAddress", "telephone", "url"},
}  # fmt: skip
TEXTS = {"car:shownText", "car:nativeText"}


def names(value: object) -> Iterator[str]:
    """Yield the name of every member, but not inside what was shown: that is one value."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield name
            if name not in TEXTS:
                yield from names(item)
    elif isinstance(value, list):
        for item in value:
            yield from names(item)


def texts(value: object, member: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text with the member that holds it."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in TEXTS:
                yield from texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, member)
    elif isinstance(value, str):
        yield member, value


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    path = resource_path("contexts", "vehicle-consent-v1.json")
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value


@pytest.fixture(scope="module")
def used() -> dict[str, set[str]]:
    """The names of all terms that records of every variety hold, by their prefix."""
    found: dict[str, set[str]] = {}
    statuses = set()
    for made in record_variety.every_status():
        statuses |= {(item.practice.id, item.status) for item in made.choices}
        document = receipt_document(made)
        for text in (*names(document), *(text for _member, text in texts(document))):
            if match := re.fullmatch(r"([a-z][a-z0-9-]*):([A-Za-z0-9_.-]+)", text):
                found.setdefault(match[1], set()).add(match[2])
    optional = {
        practice.id
        for pack in record_variety.PACKS
        for practice in records.shipped_notice(pack).optional()
    }
    assert statuses == {(practice, status) for practice in optional for status in Status}
    return found


def test_every_dpv_term_exists_in_dpv_2_3(
    used: dict[str, set[str]], context: dict[str, Any], vectors: Path
) -> None:
    known = set((vectors / "dpv-2.3-iris.txt").read_text(encoding="utf-8").split()) | PROFILES
    prefixes = ("dpv", "pd", "loc", "eu-gdpr", "dpv-27560")
    iris = {
        context["@context"][prefix] + name for prefix in prefixes for name in used.get(prefix, ())
    }

    assert iris - known == set()
    assert all(used[prefix] for prefix in prefixes)
    assert len(iris) > 60


def test_every_own_term_is_defined_in_our_context(
    used: dict[str, set[str]], context: dict[str, Any]
) -> None:
    definitions = context["car:definitions"]

    assert used["car"] - set(definitions) == set()
    assert {"logPosition", "NotStated", "NoRecipient"} <= used["car"]


def test_every_other_term_is_one_we_know(used: dict[str, set[str]]) -> None:
    ours = {"dpv", "pd", "loc", "eu-gdpr", "dpv-27560", "car"}
    schemes = {"did", "https", "mailto", "tel", "urn"}

    assert set(used) - ours - schemes == set(OTHER)
    assert {prefix: used[prefix] - names for prefix, names in OTHER.items()} == {
        prefix: set() for prefix in OTHER
    }


def test_the_context_defines_exactly_the_own_kinds_of_data_of_the_catalogue(
    context: dict[str, Any], vectors: Path
) -> None:
    known = set((vectors / "dpv-2.3-iris.txt").read_text(encoding="utf-8").split())
    definitions = context["car:definitions"]
    data = {name: value for name, value in definitions.items() if isinstance(value, dict)}
    items = [item for item in catalogue().items.values() if item.dpv.startswith("car:")]

    assert {f"car:{name}" for name in data} == {item.dpv for item in items}
    for item in items:
        definition = data[item.dpv.removeprefix("car:")]
        prefix, _, name = item.broader.partition(":")
        assert definition["skos:broader"] == item.broader
        assert item.name["en"] in definition["skos:definition"]
        assert context["@context"][prefix] + name in known


def test_every_definition_says_something(context: dict[str, Any]) -> None:
    for name, value in context["car:definitions"].items():
        words = value["skos:definition"] if isinstance(value, dict) else value
        assert re.fullmatch(r"[A-Z].+\.", words), name


def test_a_term_stands_only_where_our_context_takes_it_for_one(context: dict[str, Any]) -> None:
    definitions = {
        name: value["@type"]
        for name, value in context["@context"].items()
        if isinstance(value, dict)
    }
    plain = {
        (member, text)
        for made in record_variety.every_status()
        for member, text in texts(receipt_document(made))
        if TERM.fullmatch(text)
        and member not in {"type", "@type"}
        and definitions.get(member) != "@id"
    }

    # The one sentence that may be missing says so in its place.
    assert plain == {("dct:description", "car:NotStated")}

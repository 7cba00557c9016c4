"""The catalogue, and every DPV term that the packs and the catalogue use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.packs.catalogue import catalogue, icon_names
from ownerapp.packs.reader import PackReader
from ownerapp.resources import data_root

PREFIXES = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "tech": "https://w3id.org/dpv/tech#",
}


@pytest.fixture(scope="module")
def dpv_iris() -> frozenset[str]:
    path = Path(data_root()).parent / "shared" / "data" / "dpv-2.3-iris.txt"
    if not path.is_file():
        pytest.skip("the public DPV 2.3 term list does not stand beside the project")
    return frozenset(path.read_text(encoding="utf-8").split())


def terms_of_packs() -> Iterator[str]:
    for pack in PackReader().shipped():
        notice = pack.notice
        for right in notice.rights:
            yield from right.dpv
        for practice in notice.practices:
            yield practice.purpose_dpv
            yield from practice.processing_dpv
            yield from practice.legal_basis_dpv
            yield from (data.dpv for data in practice.personal_data)
            for transfer in practice.transfers:
                yield f"loc:{transfer.country}"
                yield from transfer.dpv
            stored, processed = practice.storage_countries, practice.processing_countries
            countries = (*(stored or ()), *(processed or ()))
            yield from (f"loc:{country}" for country in countries)
        yield f"loc:{notice.jurisdiction}"
        yield from (f"loc:{party.country}" for party in notice.parties if party.country)


def test_every_dpv_term_of_the_packs_exists(dpv_iris: frozenset[str]) -> None:
    terms = {term for term in terms_of_packs() if not term.startswith("car:")}
    assert len(terms) > 30
    assert {term for term in terms if _iri(term) not in dpv_iris} == set()


def test_every_dpv_term_of_the_catalogue_exists(dpv_iris: frozenset[str]) -> None:
    items = catalogue().items.values()
    terms = {item.broader if item.dpv.startswith("car:") else item.dpv for item in items}
    assert {term for term in terms if _iri(term) not in dpv_iris} == set()


def _iri(term: str) -> str:
    prefix, _, name = term.partition(":")
    return PREFIXES[prefix] + name


def test_the_catalogue_has_its_items_and_sensors_in_both_languages() -> None:
    found = catalogue()
    assert len(found.items) == 100
    assert len(found.sensors) == 62
    names = [item.name for item in found.items.values()]
    names += [sensor.name for sensor in found.sensors.values()]
    for name in names:
        assert set(name) == {"en", "zh-Hans"}
        assert all(name.values())


def test_own_terms_are_unique_and_narrow_a_dpv_term() -> None:
    own = [item for item in catalogue().items.values() if item.dpv.startswith("car:")]
    assert own
    assert max(Counter(item.dpv for item in own).values()) == 1
    for item in catalogue().items.values():
        assert bool(item.broader) == item.dpv.startswith("car:"), item.id
        assert not item.broader.startswith("car:")


def test_items_name_known_sensors_and_plausible_vss_paths() -> None:
    known = catalogue().sensors.keys()
    for item in catalogue().items.values():
        assert item.sensors, item.id
        assert set(item.sensors) <= known, item.id
        assert re.fullmatch(r"(Vehicle(\.[A-Z][A-Za-z0-9]+)+)?", item.vss), item.id


def test_icons_are_known_by_name() -> None:
    assert {"cabin", "camera", "pin", "mic", "sos"} <= icon_names()

"""The catalogue: the data items and sensors that packs refer to, with their terms.

The file is the program's own and shipped; it is read once and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from ownerapp.resources import resource_path


class CatalogueItem(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of data that cars collect."""

    id: str
    name: dict[str, str]
    category: str
    sensors: tuple[str, ...]
    sensitive: bool
    """It is often sensitive; a pack says whether it is in its own practice."""
    dpv: str
    """``pd:`` where DPV 2.3 has a term, otherwise ``car:``."""
    broader: str = ""
    """For a ``car:`` term, the DPV term that it narrows."""
    vss: str = ""
    """The path in COVESA VSS 6.0, unexpanded; empty where it has none."""


class Sensor(msgspec.Struct, frozen=True, kw_only=True):
    """One place on the car, or off it, where data comes from."""

    id: str
    name: dict[str, str]
    kind: str
    group: str


class _File(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the file."""

    catalogue: str
    items: tuple[CatalogueItem, ...]
    sensors: tuple[Sensor, ...]


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """The items and sensors by their ids, and the program's own terms."""

    items: Mapping[str, CatalogueItem]
    sensors: Mapping[str, Sensor]
    car_terms: frozenset[str]


@cache
def catalogue() -> Catalogue:
    """Return the shipped catalogue."""
    data = resource_path("catalogue", "items.json").read_bytes()
    file = msgspec.json.decode(data, type=_File)
    return Catalogue(
        items=MappingProxyType({item.id: item for item in file.items}),
        sensors=MappingProxyType({sensor.id: sensor for sensor in file.sensors}),
        car_terms=frozenset(item.dpv for item in file.items if item.dpv.startswith("car:")),
    )


@cache
def icon_names() -> frozenset[str]:
    """Return the names of the shipped icons."""
    return frozenset(path.stem for path in resource_path("icons").glob("*.svg"))

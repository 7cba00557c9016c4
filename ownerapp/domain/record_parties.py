"""The parties and places of a record, as DPV entities."""

from __future__ import annotations

from ownerapp.domain.ids import Language
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.notice import Notice, Party, PartyRole

_ROLE_TYPES = {
    PartyRole.CONTROLLER: "dpv:DataController",
    PartyRole.PROCESSOR: "dpv:DataProcessor",
    PartyRole.JOINT: "dpv:DataController",
    PartyRole.THIRD_PARTY: "dpv:ThirdParty",
}


def location_iri(code: str) -> str:
    """Return the DPV location of an ISO 3166-1 code or ``EU``, ``car:NotStated`` for none."""
    return f"loc:{code}" if code else "car:NotStated"


def entities(notice: Notice, language: Language) -> list[JsonValue]:
    """Return every party of the notice that a practice or the notice itself names."""
    named = {notice.controller}
    for practice in notice.practices:
        named.update(practice.recipients)
        named.update(move.recipient for move in practice.transfers)
    return [_entity(party, notice, language) for party in notice.parties if party.id in named]


def _entity(party: Party, notice: Notice, language: Language) -> dict[str, JsonValue]:
    value: dict[str, JsonValue] = {
        "id": f"urn:party:{party.id}",
        "type": ["dpv:Organisation", _ROLE_TYPES[party.role]],
        "dpv:hasIdentifier": f"urn:party:{party.id}",
        "dpv:hasName": party.name.best(language, notice.native_language)[1],
    }
    missing: list[JsonValue] = []
    street = party.address.best(language, notice.native_language)[1]
    if street or party.country:
        address: dict[str, JsonValue] = {"@type": "schema:PostalAddress"}
        if street:
            address["schema:streetAddress"] = street
        if party.country:
            address["schema:addressCountry"] = party.country
        value["dpv:hasAddress"] = address
    else:
        missing.append("dpv:hasAddress")
    contact = {
        name: item
        for name, item in (
            ("schema:email", party.email),
            ("schema:telephone", party.phone),
            ("schema:url", party.url),
        )
        if item
    }
    if contact:
        value["schema:contactPoint"] = {"@type": "schema:ContactPoint", **contact}
    else:
        missing.append("schema:contactPoint")
    if missing:
        value["car:notStated"] = missing
    return value

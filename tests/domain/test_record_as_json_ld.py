"""A signed record read by an independent JSON-LD processor: nothing is dropped.

The W3C's credentials context is not shipped by any package and is never fetched. In its
place stands a mapping of the few terms of it that a record uses, written from the data
model's text; our own context is the shipped file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from pyld import jsonld

from ownerapp.domain.record import CREDENTIALS_CONTEXT, VEHICLE_CONTEXT
from ownerapp.resources import resource_path
from tests.support import record_variety, records

CREDENTIALS = "https://www.w3.org/2018/credentials#"
SECURITY = "https://w3id.org/security#"
DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"
CREDENTIALS_TERMS: dict[str, Any] = {
    "@context": {
        "@protected": True,
        "id": "@id",
        "type": "@type",
        "VerifiableCredential": f"{CREDENTIALS}VerifiableCredential",
        "credentialSubject": {"@id": f"{CREDENTIALS}credentialSubject", "@type": "@id"},
        "issuer": {"@id": f"{CREDENTIALS}issuer", "@type": "@id"},
        "validFrom": {"@id": f"{CREDENTIALS}validFrom", "@type": DATE_TIME},
        "proof": {"@id": f"{SECURITY}proof", "@type": "@id", "@container": "@graph"},
        "DataIntegrityProof": f"{SECURITY}DataIntegrityProof",
        "cryptosuite": f"{SECURITY}cryptosuite",
        "created": {"@id": "http://purl.org/dc/terms/created", "@type": DATE_TIME},
        "proofPurpose": {"@id": f"{SECURITY}proofPurpose", "@type": "@vocab"},
        "assertionMethod": f"{SECURITY}assertionMethod",
        "verificationMethod": {"@id": f"{SECURITY}verificationMethod", "@type": "@id"},
        "proofValue": f"{SECURITY}proofValue",
    }
}
OURS: dict[str, Any] = json.loads(
    resource_path("contexts", "vehicle-consent-v1.json").read_text(encoding="utf-8")
)
AS_JSON = {"car:shownText", "car:nativeText"}
KEYWORDS = {"id": "@id", "type": "@type"}


def shipped_only(address: str, _options: object) -> dict[str, Any]:
    """Load the two contexts that a record names, and nothing from anywhere."""
    documents = {CREDENTIALS_CONTEXT: CREDENTIALS_TERMS, VEHICLE_CONTEXT: OURS}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": documents[address],
    }


def whole(name: str) -> str:
    """Return the whole address of a term, as our context's prefixes give it."""
    prefix, _, rest = name.partition(":")
    address = OURS["@context"].get(prefix)
    return f"{address}{rest}" if isinstance(address, str) and rest else name


def source_names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield KEYWORDS.get(name) or whole(name)
            if name not in AS_JSON:
                yield from source_names(item)
    elif isinstance(value, list):
        for item in value:
            yield from source_names(item)


def source_values(value: object, member: str = "") -> Iterator[str]:
    if member in AS_JSON:
        yield json.dumps(value, sort_keys=True)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from source_values(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from source_values(item, member)
    else:
        is_name = member in {"id", "type", "@type"} or (
            isinstance(definition := OURS["@context"].get(member), dict)
            and definition["@type"] == "@id"
        )
        yield whole(str(value)) if is_name else str(value)


def expanded_names(value: object) -> Iterator[str]:
    if isinstance(value, dict) and "@value" not in value:
        for name, item in value.items():
            yield name
            yield from expanded_names(item)
    elif isinstance(value, list):
        for item in value:
            yield from expanded_names(item)


def expanded_values(value: object) -> Iterator[str]:
    if isinstance(value, dict) and "@value" in value:
        inside = value["@value"]
        is_json = value.get("@type") == "@json"
        yield json.dumps(inside, sort_keys=True) if is_json else str(inside)
    elif isinstance(value, dict):
        for item in value.values():
            yield from expanded_values(item)
    elif isinstance(value, list):
        for item in value:
            yield from expanded_values(item)
    else:
        yield str(value)


def expand(document: dict[str, Any]) -> dict[str, Any]:
    (node,) = jsonld.expand(document, {"documentLoader": shipped_only})
    found: dict[str, Any] = node
    return found


def subject_of(node: dict[str, Any]) -> dict[str, Any]:
    (subject,) = node[f"{CREDENTIALS}credentialSubject"]
    found: dict[str, Any] = subject
    return found


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return [records.signed_document(made) for made in record_variety.every_status()]


def test_every_member_and_value_of_a_record_survives_expansion(
    documents: list[dict[str, Any]],
) -> None:
    of_a_day = [document for document in documents if "car:asOf" in json.dumps(document)]
    assert of_a_day
    for document in (*documents[::3], *of_a_day):
        source = document["credentialSubject"]
        expanded = subject_of(expand(document))

        names = Counter(expanded_names(expanded))
        # A name that is coerced becomes a node of its own.
        del names["@id"]
        wanted = Counter(source_names(source))
        del wanted["@id"]
        assert names == wanted
        assert Counter(expanded_values(expanded)) == Counter(source_values(source))
        assert sum(names.values()) > 400


def test_every_name_is_a_whole_address(documents: list[dict[str, Any]]) -> None:
    for document in documents[::7]:
        for name in expanded_names(expand(document)):
            assert name.startswith(("https://", "http://", "@")), name


def test_what_surrounds_the_record_survives_too(documents: list[dict[str, Any]]) -> None:
    document = documents[0]
    node = expand(document)

    assert node["@id"] == document["id"]
    assert node["@type"] == [
        f"{CREDENTIALS}VerifiableCredential", "https://w3id.org/dpv#ConsentReceipt",
    ]  # fmt: skip
    assert node[f"{CREDENTIALS}issuer"] == [{"@id": document["issuer"]}]
    ((proof,),) = [item["@graph"] for item in node[f"{SECURITY}proof"]]
    assert set(proof) == {
        "@type",
        "http://purl.org/dc/terms/created",
        *(f"{SECURITY}{name}" for name in (
            "cryptosuite", "proofPurpose", "proofValue", "verificationMethod",
        )),
    }  # fmt: skip


def test_a_member_that_no_context_knows_would_be_missed() -> None:
    """The comparison is not vacuous: what a processor drops makes it fail."""
    document = records.signed_document()
    source = document["credentialSubject"]
    source["unknown member"] = "lost"
    expanded = subject_of(expand(document))

    assert "lost" in set(source_values(source)) - set(expanded_values(expanded))

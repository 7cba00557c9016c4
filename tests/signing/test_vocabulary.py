"""Every term in a record exists: in DPV 2.3 or in our own context."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.ids import Language
from ownerapp.domain.record import Disclosure
from ownerapp.resources import resource_path
from tests.support import records

_TERM = re.compile(r"(dpv|pd|loc|tech|eu-gdpr):[A-Za-z0-9_.-]+")
_OWN = re.compile(r"car:([A-Za-z0-9]+)")
# The catalogue's own kinds of data: named by a capital, each with its broader term there.
_CATALOGUE_PLACES = {"skos:broader"}


def _terms(value: object, key: str = "") -> list[tuple[str, str]]:
    """Return every member name and text of a record, with the member it stands in."""
    if isinstance(value, dict):
        return [(key, name) for name in value] + [
            found for name, item in value.items() for found in _terms(item, name)
        ]
    if isinstance(value, list):
        return [found for item in value for found in _terms(item, key)]
    return [(key, value)] if isinstance(value, str) else []


def _signed(pack: str) -> Any:
    every_member = Disclosure(name=True, plate=True, vin=True)
    return records.signed_document(
        records.content(
            records.shipped_notice(pack),
            language=Language("en"),
            answers=records.ANSWERS * 4,
            disclosure=every_member,
        )
    )


@pytest.mark.parametrize("pack", ["eu-reference-ev", "cn-reference-ev"])
def test_every_dpv_term_of_a_record_exists_in_dpv_2_3(vectors: Path, pack: str) -> None:
    known = set((vectors / "dpv-2.3-iris.txt").read_text(encoding="utf-8").split())
    context = json.loads(
        resource_path("contexts", "vehicle-consent-v1.json").read_text(encoding="utf-8")
    )["@context"]

    used = {text for _, text in _terms(_signed(pack)) if _TERM.fullmatch(text)}
    missing = {
        text for text in used if context[text.split(":")[0]] + text.split(":")[1] not in known
    }

    assert len(used) > 20
    assert missing == set()


@pytest.mark.parametrize("pack", ["eu-reference-ev", "cn-reference-ev"])
def test_every_own_term_of_a_record_is_defined_in_our_context(pack: str) -> None:
    definitions = json.loads(
        resource_path("contexts", "vehicle-consent-v1.json").read_text(encoding="utf-8")
    )["car:definitions"]

    used = {
        match.group(1)
        for key, text in _terms(_signed(pack))
        if key not in _CATALOGUE_PLACES and (match := _OWN.fullmatch(text))
    }

    assert "logPosition" in used
    assert used - set(definitions) == set()


def test_gdpr_terms_stand_only_in_records_of_the_european_regime() -> None:
    def terms(pack: str) -> set[str]:
        return {text for _, text in _terms(_signed(pack)) if text.startswith("eu-gdpr:")}

    assert terms("eu-reference-ev")
    assert terms("cn-reference-ev") == set()

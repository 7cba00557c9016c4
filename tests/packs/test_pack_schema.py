"""The JSON Schema says what the structs say, and the packs obey both."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ownerapp.packs.fields_page import page_path, page_text
from ownerapp.packs.schema import main, schema_path, schema_text
from ownerapp.resources import resource_path

PACKS = sorted(resource_path("notices").glob("*.json"))


def validator() -> Draft202012Validator:
    schema = json.loads(schema_path().read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_schema_file_is_what_the_structs_say() -> None:
    assert schema_path().read_text(encoding="utf-8") == schema_text()
    assert main(["--check"]) == 0


@pytest.mark.skipif(not page_path().is_file(), reason="an installed program has no docs folder")
def test_the_list_of_fields_is_what_the_structs_say() -> None:
    assert page_path().read_text(encoding="utf-8") == page_text()


@pytest.mark.parametrize("index", range(len(PACKS)), ids=[path.stem for path in PACKS])
def test_shipped_packs_obey_the_schema(index: int) -> None:
    pack = json.loads(PACKS[index].read_text(encoding="utf-8"))
    assert [error.json_path for error in validator().iter_errors(pack)] == []


def test_the_schema_refuses_what_the_parser_refuses() -> None:
    pack: dict[str, Any] = json.loads(PACKS[0].read_text(encoding="utf-8"))
    broken = copy.deepcopy(pack)
    broken["practices"][0]["mode"] = "sometimes"
    broken["practices"][1]["title"] = {"EN": "Title"}
    del broken["practices"][2]["why"]
    found = {error.json_path for error in validator().iter_errors(broken)}
    assert found == {
        "$.practices[0].mode",
        "$.practices[1].title",
        "$.practices[2]",
    }


def test_the_schema_leaves_room_for_a_later_minor_version() -> None:
    pack = json.loads(PACKS[0].read_text(encoding="utf-8"))
    pack |= {"notice_pack": "1.3", "new_field": 1}
    assert not list(validator().iter_errors(pack))

"""What the program says about itself, in the window and on the command line."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ownerapp import __version__
from ownerapp.domain.event import Method
from ownerapp.presentation.about_page import about_facts, about_rows
from ownerapp.resources import resource_path
from tests.support.desks import Place, add_car
from tests.support.programs import new_program


def test_an_open_store_tells_the_fingerprints_of_its_keys(tmp_path: Path) -> None:
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()
    desk = place.desk(Method.DESKTOP)
    assert desk.about().fingerprints == ()
    desk.open()

    facts = desk.about()

    keys = desk.signing_keys.all()
    desk.close()
    assert facts.fingerprints == tuple(key.fingerprint for key in keys)
    assert facts.fingerprints
    texts = "\n".join(row.text for row in about_rows(facts))
    assert facts.fingerprints[0] in texts
    assert facts.data_dir in texts


def test_it_names_versions_licences_and_the_list_of_shipped_notices() -> None:
    facts = about_facts((), data_dir="/data")
    listed = resource_path("notices", "SHA256SUMS").read_bytes()

    assert facts.version == __version__
    assert dict(facts.packages)["typst"] == "0.15.0"
    assert facts.notices_sha256 == hashlib.sha256(listed).hexdigest()
    texts = "\n".join(row.text for row in about_rows(facts))
    assert "SIL Open Font License 1.1" in texts
    assert f"typst {dict(facts.packages)['typst']}" in texts


def test_the_command_line_says_the_same_without_a_store(tmp_path: Path) -> None:
    program = new_program(tmp_path / "home")

    told = program.run("about", "--json").value()
    said = program.run("about", "--lang", "en").out

    assert told["version"] == __version__
    assert told["fingerprints"] == []
    assert told["data_dir"] == str(program.data_dir)
    assert told["notices_sha256"] in said
    assert "Network use: None, unless you name a time stamp server" in said

"""The notice commands as an author, a translator and a careful reader use them."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override

from ownerapp.domain.finding import Profile
from tests.support.programs import Program

REFERENCE = "cn-reference-ev"


@pytest.fixture
def pack(program: Program) -> Path:
    """Return a pack that somebody just started."""
    program.run("notice", "new", str(program.home / "my car"))
    return program.home / "my car" / "my-car.json"


def edit(pack: Path, **changes: Any) -> None:
    tree = json.loads(pack.read_bytes())
    pack.write_text(json.dumps(tree | changes, ensure_ascii=False), encoding="utf-8")


# ------------------------------------------------------------------------- new


def test_a_new_notice_can_be_read_and_checked_at_once(program: Program, pack: Path) -> None:
    assert (pack.parent / "notice-pack-1.schema.json").is_file()
    assert "My Car" in program.run("notice", "show", str(pack)).out
    assert program.run("notice", "check", str(pack), "--json", expect=None).code in {0, 1}


def test_a_notice_that_is_there_is_never_overwritten(program: Program, pack: Path) -> None:
    before = pack.read_bytes()
    done = program.run("notice", "new", str(pack.parent), expect=2)
    assert "stays as it is" in done.err
    assert pack.read_bytes() == before


def test_testers_get_awkward_notices_that_can_be_read(program: Program) -> None:
    folder = program.home / "nasty"
    files = program.run("notice", "new", str(folder), "--nasty", "--json").value()["files"]
    assert len(files) > 15
    program.run("notice", "show", str(folder / "arabic-with-vin.json"), "--lang", "ar")
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    program.run("notice", "new", str(folder), "--nasty", expect=2)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


# ------------------------------------------------------------------------- check


def test_a_check_ends_with_1_exactly_when_binding_text_asks_for_more(
    program: Program, pack: Path
) -> None:
    good = program.run("notice", "check", REFERENCE, "--json").value()
    poor = program.run("notice", "check", str(pack), "--json", expect=1).value()
    assert good["must"] == 0
    assert poor["must"] > 0
    assert {item["severity"] for item in poor["findings"]} <= {"must", "should"}


@pytest.mark.parametrize("profile", [item.value for item in Profile])
def test_every_profile_can_be_asked_for(program: Program, profile: str) -> None:
    done = program.run("notice", "check", REFERENCE, "--profile", profile, "--json", expect=None)
    value = done.value()
    assert value["profile"] == profile
    assert done.code == (1 if value["must"] else 0)


def test_the_text_says_what_a_check_cannot_see(program: Program) -> None:
    said = program.run("notice", "check", REFERENCE).out
    assert "cannot see whether what the notice declares is true" in " ".join(said.split())
    assert "complies" not in said


def test_a_compiled_notice_is_never_taken_for_the_makers_own(program: Program) -> None:
    said = program.run("notice", "check", "tesla-cn-compiled", expect=None).out
    assert "compiled from public statements" in said


def test_sarif_names_each_finding_with_its_rule_and_place(program: Program, pack: Path) -> None:
    log = json.loads(program.run("notice", "check", str(pack), "--format", "sarif", expect=1).out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
        assert result["message"]["text"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("my-car.json")
        assert place["logicalLocations"][0]["fullyQualifiedName"].startswith("$")


class _Page(HTMLParser):
    """Collects what a page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href"}]


def test_the_page_loads_nothing_and_runs_nothing_of_a_notice(program: Program, pack: Path) -> None:
    hostile = "<script>alert(1)</script><img src=//evil.example>"
    edit(pack, title={"en": hostile})
    page = program.run("notice", "check", str(pack), "--format", "html", expect=1).out
    parser = _Page()
    parser.feed(page)
    assert "script" not in parser.tags
    assert "img" not in parser.tags
    assert parser.addresses == []
    assert "&lt;script&gt;" in page


# ------------------------------------------------------------------------- translation


def test_a_notice_goes_to_translators_and_comes_back(program: Program, pack: Path) -> None:
    edit(pack, languages=["en", "de"])
    folder = program.home / "po"
    program.run("notice", "extract", str(pack), "--to", str(folder))
    catalogue = folder / "de.po"
    assert (folder / "my-car.pot").is_file()
    text = catalogue.read_text(encoding="utf-8")
    before = 'msgid "Charging records"\nmsgstr ""'
    assert before in text
    catalogue.write_text(
        text.replace(before, before.replace('msgstr ""', 'msgstr "Ladevorgänge"')),
        encoding="utf-8",
    )
    (merged,) = program.run("notice", "merge", str(pack), "--from", str(folder), "--json").value()
    assert (merged["language"], merged["taken"]) == ("de", 1)
    assert merged["missing"] > 0
    title = json.loads(pack.read_bytes())["practices"][0]["title"]
    assert title == {"en": "Charging records", "de": "Ladevorgänge"}


def test_a_broken_catalogue_leaves_the_notice_as_it_is(program: Program, pack: Path) -> None:
    folder = program.home / "po"
    folder.mkdir()
    (folder / "de.po").write_bytes(b"\xff\xfe not a catalogue")
    before = pack.read_bytes()
    done = program.run("notice", "merge", str(pack), "--from", str(folder), expect=2)
    assert "gettext catalogue" in done.err
    assert pack.read_bytes() == before


# ------------------------------------------------------------------------- signatures


def test_an_author_signs_and_a_reader_accepts(program: Program, pack: Path) -> None:
    key = program.run("notice", "keygen", "my-motors", "--json").value()
    signed = program.run("notice", "sign", str(pack), "--key", "my-motors", "--json").value()
    assert signed["fingerprint"] == key["fingerprint"]
    assert signed["trust"] == "signed-not-accepted"
    assert not signed["takes_yes"]

    first = program.run("notice", "import", str(pack)).out
    assert key["fingerprint"] in first
    listed = {item["id"]: item for item in program.run("notice", "list", "--json").value()}
    assert listed["my-car"]["trust"] == "signed-not-accepted"

    taken = program.run(
        "notice", "import", str(pack), "--accept", key["fingerprint"], "--json"
    ).value()
    assert taken["trust"] == "signed-accepted"
    assert taken["takes_yes"]


def test_a_key_of_another_fingerprint_is_not_accepted(program: Program, pack: Path) -> None:
    program.run("notice", "keygen", "my-motors")
    program.run("notice", "sign", str(pack), "--key", "my-motors")
    wrong = "0000 " * 16
    program.run("notice", "import", str(pack), "--accept", wrong.strip(), expect=2)
    listed = {item["id"]: item for item in program.run("notice", "list", "--json").value()}
    assert listed.get("my-car", {}).get("trust") != "signed-accepted"


def test_one_changed_word_breaks_the_signature(program: Program, pack: Path) -> None:
    program.run("notice", "keygen", "my-motors")
    program.run("notice", "sign", str(pack), "--key", "my-motors")
    pack.write_bytes(pack.read_bytes().replace(b"Frankfurt", b"Frankfort", 1))
    assert program.run("notice", "verify", str(pack), "--json", expect=1).value()["trust"] == (
        "broken"
    )
    program.run("notice", "import", str(pack), expect=1)


def test_a_key_is_made_once_and_stands_in_no_file_and_no_output(
    program: Program, pack: Path
) -> None:
    program.run("notice", "keygen", "my-motors")
    program.run("notice", "keygen", "my-motors", expect=2)
    program.run("notice", "sign", str(pack), "--key", "nobody", expect=2)


def test_an_unsigned_notice_can_be_read_but_takes_no_yes(program: Program, pack: Path) -> None:
    program.run("car", "add", "--notice", str(pack), "--name", "Test car")
    refused = program.run("choices", "set", "charging-records", "on", "--for", "3m", expect=2)
    assert "sign" in refused.err
    program.run("choices", "set", "charging-records", "off")

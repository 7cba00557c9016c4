"""``ownerapp verify`` on the code of a record: as a text, in a file, and in a picture."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support import codes
from tests.support.programs import Program, new_program


@pytest.fixture
def page_path(filled: Program, pdf_path: Path) -> Path:
    """Return a picture of the first page, as a scanner makes it."""
    page = filled.home / "page"
    subprocess.run(
        ["pdftoppm", "-r", "150", "-l", "1", "-singlefile", "-gray", "-jpeg", str(pdf_path), page],
        check=True,
    )
    return page.with_suffix(".jpg")


@pytest.fixture
def code(page_path: Path) -> str:
    """Return what another program reads there."""
    run = subprocess.run(
        ["zbarimg", "-q", "--raw", str(page_path)], check=True, capture_output=True
    )
    return run.stdout.decode("ascii").removesuffix("\n")


def test_a_picture_of_the_page_and_the_text_of_its_code_are_valid_here(
    filled: Program, page_path: Path, code: str
) -> None:
    kept = filled.home / "code.txt"
    kept.write_text(code + "\n", encoding="ascii")
    outputs = []
    for what in (str(page_path), code, str(kept)):
        done = filled.run("verify", what, expect=0)
        assert done.last_line == "valid"
        assert done.err == ""
        outputs.append(done.out)
    assert len(set(outputs)) == 1
    assert "Not checked" not in outputs[0]
    assert "A code holds neither the texts" in outputs[0]
    assert "It is entry" in outputs[0]


def test_one_changed_character_is_not_valid_and_a_stranger_cannot_tell(
    filled: Program, code: str, tmp_path: Path
) -> None:
    stranger = new_program(tmp_path / "stranger")
    middle = len(code) // 2
    changed = code[:middle] + ("0" if code[middle] != "0" else "1") + code[middle + 1 :]

    assert filled.run("verify", changed, expect=1).last_line == "not valid"
    assert stranger.run("verify", code, expect=1).last_line == "cannot tell"
    facts = stranger.run("verify", code, "--json", expect=1).value()["facts"]
    given = stranger.run("verify", code, "--key", facts["fingerprint"], expect=0)
    assert given.last_line == "valid"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("VC1:", "not valid"),
        ("VC1:" + "\u202e" * 5, "not valid"),
        ("VC2:OF TOMORROW", "cannot tell"),
        (codes.code_text(), "cannot tell"),
    ],
)
def test_what_is_typed_is_judged_and_never_a_traceback(
    filled: Program, text: str, verdict: str
) -> None:
    done = filled.run("verify", text, expect=1)

    assert done.last_line == verdict
    assert done.err == ""
    assert "\u202e" not in done.out


def test_a_text_that_does_not_begin_like_a_code_is_the_name_of_a_file(filled: Program) -> None:
    for name in ("vc1:abc", "VC:abc", "HC1:abc"):
        assert filled.run("verify", name, expect=2).err


def test_a_picture_in_which_no_code_can_be_read_cannot_be_told(
    filled: Program, page_path: Path
) -> None:
    path = filled.home / "cut.jpg"
    path.write_bytes(page_path.read_bytes()[:2_000])
    report = filled.run("verify", str(path), "--json", expect=1).value()

    assert report["verdict"] == "cannot tell"
    assert report["facts"] == {"kind": "picture"}
    assert [item["check"] for item in report["checks"]] == ["readable"]

"""Notice files that somebody else wrote, through the command line: nothing runs, nothing stays."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ownerapp.packs import limits
from ownerapp.resources import resource_path
from tests.support.programs import Program

GOOD = resource_path("notices", "eu-reference-ev.json").read_bytes()
HTML = "<script>alert(1)</script><img src=x onerror=alert(2)>"
TYPST = '#panic("out") #read("/etc/passwd") $x$ *bold* @ref \\ {{name}} {name}'


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    tree = json.loads(GOOD)
    change(tree)
    return json.dumps(tree).encode()


def said(text: str) -> dict[str, str]:
    return {"en": text, "zh-Hans": text}


FILES: dict[str, bytes] = {
    "huge": GOOD + b" " * limits.FILE_BYTES,
    "truncated": GOOD[: len(GOOD) // 2],
    "empty": b"",
    "not-json": b"Dear customer,",
    "two-values": GOOD + b"{}",
    "binary": bytes(range(256)),
    "not-utf8": GOOD.replace(b"Example", b"Ex\xe4mple"),
    "utf16": GOOD.decode().encode("utf-16"),
    "duplicate-key": GOOD.replace(b'"regime"', b'"regime": "cn", "regime"', 1),
    "nested-duplicate-key": GOOD.replace(b'"sensitive"', b'"sensitive": false, "sensitive"', 1),
    "deep": b'{"a":' * 100_000,
    "list": b"[]",
    "null": b"null",
    "number": b"9" * 10_000,
    "no-version": changed(lambda tree: tree.pop("notice_pack")),
    "newer-version": changed(lambda tree: tree.update(notice_pack="2.0")),
    "version-of-another-type": changed(lambda tree: tree.update(notice_pack=1)),
    "practices-as-text": changed(lambda tree: tree.update(practices="all of them")),
    "mode-as-number": changed(lambda tree: tree["practices"][0].update(mode=1)),
    "sensitive-as-text": changed(lambda tree: tree["practices"][0].update(sensitive="no")),
    "title-as-list": changed(lambda tree: tree["practices"][0].update(title=["a"])),
    "unknown-party": changed(lambda tree: tree.update(controller="nobody")),
    "same-practice-twice": changed(
        lambda tree: tree["practices"].append(dict(tree["practices"][0]))
    ),
    "path-as-id": changed(lambda tree: tree.update(id="../../etc/passwd")),
    "escape-in-a-text": changed(lambda tree: tree.update(title=said("\x1b[2J\x1b]0;owned\x07"))),
    "c1-escape-in-a-text": changed(lambda tree: tree.update(title=said("\x9b31mred"))),
    "null-character": changed(lambda tree: tree.update(title=said("a\0b"))),
    "right-to-left-override": changed(lambda tree: tree.update(title=said("a\u202eb"))),
    "lone-surrogate": changed(lambda tree: tree.update(title=said("\ud800"))),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_one_clear_sentence_and_nothing_is_made(program: Program, name: str) -> None:
    path = program.home / "notice.json"
    path.write_bytes(FILES[name])
    done = program.run(
        "--lang", "en", "car", "add", "--notice", str(path), "--name", "Blue", expect=2
    )
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("This ")
    assert len(done.err) < 400
    assert not (program.data_dir / "store.db").exists()
    assert not (program.data_dir / "store.json").exists()


def test_the_kind_of_mistake_and_its_place_are_said(program: Program) -> None:
    path = program.home / "notice.json"
    for name, words in (
        ("huge", "larger than any notice"),
        ("not-json", "not a notice pack"),
        ("duplicate-key", "says the same thing twice"),
        ("newer-version", "2.0"),
        ("mode-as-number", "$.practices[0].mode"),
    ):
        path.write_bytes(FILES[name])
        assert words in program.run("--lang", "en", "notice", "show", str(path), expect=2).err


class TestWhatIsNoFile:
    @pytest.fixture
    def strange(self, program: Program) -> dict[str, Path]:
        folder = program.home / "strange"
        folder.mkdir()
        (folder / "one").symlink_to(folder / "other")
        (folder / "other").symlink_to(folder / "one")
        os.mkfifo(folder / "pipe")
        return {
            "folder": folder,
            "loop": folder / "one",
            "pipe": folder / "pipe",
            "device": Path("/dev/zero"),
            "missing": folder / "missing",
            "long": folder / ("x" * 5000),
            "below-a-file": program.home / "passphrase" / "notice.json",
        }

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
    @pytest.mark.parametrize(
        "name", ["folder", "loop", "pipe", "device", "missing", "long", "below-a-file"]
    )
    def test_it_is_no_notice_and_nothing_waits_for_it(
        self, program: Program, strange: dict[str, Path], name: str
    ) -> None:
        path = str(strange[name])
        done = program.run("--lang", "en", "notice", "show", path, expect=2)
        assert done.err.startswith("There is no notice called")
        program.run("car", "add", "--notice", path, "--name", "Blue", expect=2)
        assert not (program.data_dir / "store.db").exists()

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
    @pytest.mark.parametrize("name", ["folder", "loop", "pipe", "device"])
    def test_nor_is_it_a_record(
        self, program: Program, strange: dict[str, Path], name: str
    ) -> None:
        code = 3 if name == "loop" else 2
        assert program.run("verify", str(strange[name]), expect=code).out == ""


def test_markup_in_texts_is_plain_text_on_the_terminal_and_on_paper(
    program: Program, tmp_path: Path
) -> None:
    tree = json.loads(GOOD)
    tree["id"] = "markup"
    practice = tree["practices"][0]
    practice["title"] = said(HTML)
    practice["why"] = said(TYPST)
    practice["effect"] = said("%s %d {0} ${HOME} `id` $(id)")
    path = tmp_path / "markup.json"
    path.write_text(json.dumps(tree), encoding="utf-8")
    program.allow_unsigned_notices()
    program.run("car", "add", "--notice", str(path), "--name", "<b>Blue</b>")
    shown = program.run("notice", "show", str(path)).out
    asked = program.run("choices", "set", practice["id"], "on", "--for", "7d").out
    for out in (shown, asked):
        for text in (HTML, TYPST, "%s %d {0} ${HOME} `id` $(id)"):
            assert text in out
    program.run("export", "--to", str(program.exports_dir), "--with-name")
    json_path, pdf_path = sorted(program.exports_dir.iterdir())
    assert program.run("verify", str(pdf_path)).last_line == "valid"
    printed = subprocess.run(
        ["pdftotext", str(pdf_path), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    # Paper breaks lines where it must.
    on_paper = "".join(printed.split())
    for text in (HTML, TYPST, "<b>Blue</b>"):
        assert "".join(text.split()) in on_paper
    assert json.loads(json_path.read_bytes())["issuer"].startswith("did:key:")

"""The files by which a Linux desktop knows the program; other programs read them here."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from ownerapp.cli.parser import build_parser
from shipping import completion, desktop, icons, man_page
from shipping.commands import commands
from tests.support.notice_files import pack_bytes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these files are Linux's own")
GOLDEN = Path(__file__).resolve().parents[2] / "resources" / "golden" / "valid.json"


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    assert shutil.which(command[0]), f"dev.py test installs {command[0]}"
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


def test_the_entry_of_the_menu_is_valid_and_speaks_every_language(tmp_path: Path) -> None:
    path = tmp_path / "ownerapp.desktop"
    path.write_text(desktop.desktop_file(), encoding="utf-8")

    done = run("desktop-file-validate", str(path))

    assert (done.returncode, done.stdout) == (0, "")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert "Exec=ownerapp %f" in lines
    source = next(line for line in lines if line.startswith("Comment="))
    chinese = next(line for line in lines if line.startswith("Comment[zh_CN]="))
    assert chinese.partition("=")[2] != source.partition("=")[2]


def test_the_entry_for_software_catalogues_is_valid(tmp_path: Path) -> None:
    path = tmp_path / f"{desktop.COMPONENT}.metainfo.xml"
    path.write_bytes(desktop.metainfo())

    done = run("appstreamcli", "validate", "--no-net", "--no-color", str(path))

    # A reserved domain is nobody's, and the validator says that it does not know it.
    told = [line for line in done.stdout.splitlines() if line.startswith(("E:", "W:", "I:"))]
    assert done.returncode == 0, done.stdout
    assert all("cid-maybe-not-rdns" in line for line in told), done.stdout


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of shared data where the kinds of files are installed."""
    folder = tmp_path_factory.mktemp("share")
    packages = folder / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy("/usr/share/mime/packages/freedesktop.org.xml", packages)
    (packages / "ownerapp.xml").write_bytes(desktop.mime_package())
    done = run("update-mime-database", str(folder / "mime"), XDG_DATA_DIRS=str(folder))
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return folder


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("consent-record-2026-11-21-0001.json", GOLDEN.read_bytes(), desktop.RECORD_TYPE),
        ("record", GOLDEN.read_bytes(), desktop.RECORD_TYPE),
        ("mine.notice.json", pack_bytes(), desktop.NOTICE_TYPE),
        ("notice", pack_bytes(), desktop.NOTICE_TYPE),
        ("ownerapp-backup", b"ownerapp backup 1\n{}\n", desktop.BACKUP_TYPE),
        ("consent-record-of-mine.json", b"{}", "application/json"),
        ("package.json", b'{"name": "other"}', "application/json"),
        ("notes", b"ownerapp is a program\n", "text/plain"),
    ],
)
def test_a_file_is_known_by_its_first_bytes_or_by_the_name_the_program_gives(
    kinds: Path, tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    asked = ("gio", "info", "--attributes=standard::content-type", str(path))

    done = run(*asked, XDG_DATA_DIRS=str(kinds), XDG_DATA_HOME="/none")

    assert f"standard::content-type: {kind}\n" in done.stdout, done.stderr


@pytest.mark.parametrize("size", icons.SIZES)
def test_the_icon_has_the_size_that_its_folder_says(size: int) -> None:
    picture = icons.icon_png(size)

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == (size, size)
    assert picture == icons.icon_png(size)


# --- The manual page and completion ----------------------------------------------------------


def test_the_manual_page_names_every_command_and_man_prints_it_without_a_warning(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ownerapp.1"
    path.write_text(man_page.man_page(), encoding="utf-8")

    done = run("man", "--warnings", "--local-file", str(path), MANWIDTH="200", LC_ALL="C.UTF-8")

    assert (done.returncode, done.stderr) == (0, "")
    for command in commands(build_parser()):
        if not command.children:
            assert " ".join(("ownerapp", *command.path)) in done.stdout
        for option in command.options:
            assert option.option_strings[-1] in done.stdout


def bash(*words: str, folder: Path) -> set[str]:
    line = " ".join(f"'{word}'" for word in ("ownerapp", *words))
    program = (
        f"source ./ownerapp.bash; COMP_WORDS=({line}); COMP_CWORD={len(words)}; "
        "compopt() { :; }; _ownerapp; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    (folder / "ownerapp.bash").write_text(completion.bash(), encoding="utf-8")
    done = subprocess.run(
        ["bash", "-u", "-c", program],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return set(done.stdout.split())


def fish(*words: str, folder: Path) -> set[str]:
    path = folder / "ownerapp.fish"
    path.write_text(completion.fish(), encoding="utf-8")
    line = " ".join(("ownerapp", *words))
    done = run("fish", "--no-config", "-c", f"source {path}; complete -C '{line}'")
    assert done.stderr == ""
    return {answer.split("\t")[0] for answer in done.stdout.splitlines()}


@pytest.mark.parametrize("shell", [bash, fish])
def test_a_shell_completes_commands_options_and_words(shell: object, tmp_path: Path) -> None:
    assert callable(shell)

    assert {"car", "notice", "verify", "export"} <= shell("", folder=tmp_path)
    assert shell("not", folder=tmp_path) == {"notice"}
    assert {"list", "show", "check"} <= shell("notice", "", folder=tmp_path)
    assert "list" in shell("--lang", "en", "car", "", folder=tmp_path)
    assert shell("export", "--for", folder=tmp_path) == {"--format"}
    assert shell("export", "--format", "p", folder=tmp_path) == {"pdf"}
    assert {"on", "off"} <= shell("choices", "set", "cabin", "", folder=tmp_path)


def test_zsh_reads_the_completion_and_knows_every_command(tmp_path: Path) -> None:
    path = tmp_path / "_ownerapp"
    path.write_text(completion.zsh(), encoding="utf-8")
    # Without a terminal zsh completes nothing, so its own parts are replaced by what they get.
    stubs = (
        '_arguments() { state=word; print -rl -- "$@"; return 1 }; _files() { : };'
        '_describe() { print -rl -- "${(@P)2}" }'
    )

    done = run("zsh", "-f", "-c", f"{stubs}; source {path}")

    assert (done.returncode, done.stderr) == (0, "")
    for command in commands(build_parser()):
        if len(command.path) == 1:
            assert f"{command.path[0]}:" in done.stdout
    assert "--lang[" in done.stdout

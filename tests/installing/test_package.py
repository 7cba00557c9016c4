"""The package for Debian, built around a small stand-in of the Python packages.

That the whole one installs and works in a bare system is shown by
``python3 dev.py package --check``, which takes minutes.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ownerapp import __version__
from shipping.bundled import locked_subset, runtime_packages
from shipping.deb import build, control

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = ("libgl1", "libxcb-cursor0")
pytestmark = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="not a Debian")


def stand_in(packages: Path, project: Path) -> None:
    """Install a package that says its version, with the traces that an installation leaves."""
    (packages / "ownerapp").mkdir()
    main = "def entry() -> None:\n    print('stand-in')\n"
    (packages / "ownerapp" / "__main__.py").write_text(main)
    told = packages / "other-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Name: other\nVersion: 1.0\nLicense: MIT\n")
    (told / "direct_url.json").write_text(f'{{"url": "file://{packages}"}}')


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("dist"), LIBRARIES, stand_in)


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    subprocess.run(["dpkg-deb", "--extract", str(package), str(folder)], check=True)
    return folder


def test_it_says_what_it_is_and_what_it_needs(package: Path) -> None:
    done = subprocess.run(
        ["dpkg-deb", "--field", str(package)], capture_output=True, text=True, check=True
    )
    fields = dict(line.split(": ", 1) for line in done.stdout.splitlines() if ": " in line)

    assert package.name == f"ownerapp_{__version__}_amd64.deb"
    assert (fields["Package"], fields["Version"]) == ("ownerapp", __version__)
    needs = fields["Depends"].split(", ")
    assert f"python{sys.version_info[0]}.{sys.version_info[1]}" in needs
    assert set(LIBRARIES) <= set(needs)


def test_every_file_is_roots_and_nobody_else_can_write_it(package: Path) -> None:
    done = subprocess.run(
        ["dpkg-deb", "--contents", str(package)], capture_output=True, text=True, check=True
    )
    lines = [line.split(None, 5) for line in done.stdout.splitlines()]

    assert {line[1] for line in lines} == {"root/root"}
    modes = {line[0] for line in lines}
    assert modes == {"drwxr-xr-x", "-rw-r--r--", "-rwxr-xr-x", "lrwxrwxrwx"}
    runnable = [line[5] for line in lines if line[0] == "-rwxr-xr-x"]
    assert runnable == ["./usr/bin/ownerapp"]


def test_it_brings_all_that_a_desktop_and_a_shell_look_for(unpacked: Path) -> None:
    share = unpacked / "usr" / "share"

    for name in (
        "applications/ownerapp.desktop",
        "metainfo/example.consent.ownerapp.metainfo.xml",
        "mime/packages/ownerapp.xml",
        "icons/hicolor/scalable/apps/ownerapp.svg",
        "icons/hicolor/16x16/apps/ownerapp.png",
        "icons/hicolor/512x512/apps/ownerapp.png",
        "man/man1/ownerapp.1.gz",
        "bash-completion/completions/ownerapp",
        "zsh/vendor-completions/_ownerapp",
        "fish/vendor_completions.d/ownerapp.fish",
        "doc/ownerapp/copyright",
    ):
        assert (share / name).stat().st_size > 100, name
    assert "other 1.0: MIT" in (share / "doc/ownerapp/copyright").read_text()


def test_no_file_says_where_it_was_built(unpacked: Path) -> None:
    compiled = list(unpacked.rglob("*.pyc"))
    assert compiled
    for path in unpacked.rglob("*"):
        if path.is_file() and not path.is_symlink():
            held = path.read_bytes()
            assert b"ownerapp-package-" not in held, path
            assert str(ROOT).encode() not in held, path
    assert any(b"/usr/lib/ownerapp/" in path.read_bytes() for path in compiled)
    assert not list(unpacked.rglob("direct_url.json"))


def test_the_starter_runs_the_systems_python_apart_from_the_owners_packages(
    unpacked: Path,
) -> None:
    starter = (unpacked / "usr/bin/ownerapp").read_text()

    assert starter.startswith("#!/usr/lib/ownerapp/bin/python3 -I\n")
    link = unpacked / "usr/lib/ownerapp/bin/python3"
    assert str(link.readlink()).startswith("/usr/bin/python3.")
    settings = (unpacked / "usr/lib/ownerapp/pyvenv.cfg").read_text()
    assert "include-system-site-packages = false" in settings


def test_installing_and_removing_runs_no_code_of_ours(package: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "--control", str(package), str(tmp_path)], check=True)

    assert {path.name for path in tmp_path.iterdir()} == {"control", "md5sums"}


# --- What goes in ---------------------------------------------------------------------------


def test_it_carries_what_the_program_needs_and_no_tool_of_developers() -> None:
    names = runtime_packages()

    assert {"pyside6-essentials", "typst", "sqlcipher3", "cryptography"} <= names
    assert not names & {"pytest", "mypy", "ruff", "hypothesis", "hatchling", "atheris"}


def test_every_package_that_goes_in_has_its_hashes() -> None:
    names = runtime_packages()
    text = locked_subset(ROOT / "requirements.lock", names)

    entries = text.split("\n\n")[0].replace(" \\\n    ", " ").splitlines()
    pinned = [entry for entry in entries if "==" in entry]
    assert len(pinned) == len(names)
    assert all("--hash=sha256:" in entry for entry in pinned)


def test_a_package_that_is_not_locked_stops_the_build() -> None:
    with pytest.raises(LookupError, match="unheard-of"):
        locked_subset(ROOT / "requirements.lock", frozenset({"unheard-of"}))


def test_what_is_told_to_dpkg_ends_with_a_line_feed_and_has_no_empty_line() -> None:
    text = control(LIBRARIES, installed_kib=1)

    assert text.endswith("network.\n")
    assert "\n\n" not in text


def test_dev_py_hands_the_libraries_over() -> None:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)

    assert "package" in dev.COMMANDS
    assert "network" in dev.COMMANDS

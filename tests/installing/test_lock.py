"""What the lock of packages promises."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS: dict[str, tuple[str, str]] = {
    canonicalize_name(name): (version, marker)
    for name, version, marker in re.findall(
        r"^([A-Za-z0-9._-]+)==(\S+)(?: ; (.+?))? \\$", LOCK, re.MULTILINE
    )
}


def direct_requirements() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("wanted", direct_requirements(), ids=str)
def test_every_declared_package_is_locked_to_a_version_that_is_allowed(wanted: Requirement) -> None:
    version, _marker = PINS[canonicalize_name(wanted.name)]
    assert wanted.specifier.contains(version)


def test_every_locked_package_has_hashes() -> None:
    entries = re.split(r"^(?=[A-Za-z])", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(PINS)
    for entry in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]


def test_the_lock_names_no_index_no_address_and_no_folder() -> None:
    assert not re.search(r"https?:|file:|index-url|find-links|^\s*-e|@ |/", LOCK, re.MULTILINE)


def test_the_toolkit_is_one_that_does_not_abort_python_3_11() -> None:
    assert PINS["pyside6-essentials"][0] == PINS["shiboken6"][0] == "6.11.3"


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize(
    ("system", "keyring_parts"),
    [
        ("linux", {"secretstorage", "jeepney"}),
        ("win32", {"pywin32-ctypes"}),
        ("darwin", set[str]()),
    ],
)
def test_each_system_and_python_gets_its_own_keyring_parts(
    python: str, system: str, keyring_parts: set[str]
) -> None:
    machine = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": system,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    chosen = {
        name for name, (_, marker) in PINS.items() if not marker or Marker(marker).evaluate(machine)
    }
    assert chosen & {"secretstorage", "jeepney", "pywin32-ctypes"} == keyring_parts
    assert {"keyring", "pyside6-essentials", "sqlcipher3", "typst"} <= chosen

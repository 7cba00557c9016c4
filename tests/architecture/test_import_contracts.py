"""The layers: kept as they are, and each contract proven by breaking it once."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.source_tree import ROOT

BREAKS = {
    "Layers": ("domain/term.py", "ownerapp.services.ports"),
    "The toolkit only in ui": ("presentation/words.py", "PySide6"),
    "SQL only in storage": ("services/history.py", "sqlalchemy"),
    "The keyring only in system": ("services/vehicles.py", "keyring"),
    "Canonical JSON only in signing": ("services/ledger.py", "rfc8785"),
    "Typesetting only in documents": ("services/records.py", "typst"),
    "Cryptography only in signing, documents and system": ("packs/limits.py", "cryptography"),
    "Front ends know no adapter": ("cli/log.py", "ownerapp.storage"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", "PATH": ""},
        check=False,
    )


def copy_of(folder: Path) -> Path:
    shutil.copytree(
        ROOT / "ownerapp", folder / "ownerapp", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_contract_is_kept() -> None:
    result = lint(ROOT)

    assert result.returncode == 0, result.stdout
    assert f"Contracts: {len(BREAKS)} kept, 0 broken." in result.stdout


def test_every_contract_is_proven_here() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]

    assert {contract["name"] for contract in contracts} == set(BREAKS)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy in which each contract is broken once."""
    folder = copy_of(tmp_path_factory.mktemp("broken"))
    for path, module in BREAKS.values():
        with (folder / "ownerapp" / path).open("a", encoding="utf-8") as file:
            file.write(f"\nimport {module}\n")
    (folder / "ownerapp" / "unplaced").mkdir()
    (folder / "ownerapp" / "unplaced" / "__init__.py").touch()
    result = lint(folder)
    assert result.returncode == 1
    return result.stdout


@pytest.mark.parametrize("contract", BREAKS)
def test_breaking_a_contract_is_noticed_and_named(broken: str, contract: str) -> None:
    path, module = BREAKS[contract]
    importer = "ownerapp." + path.removesuffix(".py").replace("/", ".")
    section = broken.partition("Broken contracts")[2].partition(f"\n{contract}\n---")[2]
    section = re.split(r"\n[A-Z][^\n]+\n-{5,}\n", section)[0]

    assert f"{contract} BROKEN" in broken
    assert f"{importer} -> {module} " in section


def test_a_package_without_a_place_in_the_layers_is_noticed(broken: str) -> None:
    assert "The following modules are not listed as layers" in broken
    assert "ownerapp.unplaced" in broken

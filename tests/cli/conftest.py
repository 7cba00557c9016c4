"""The command line on an empty home, and on one in which the main job was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.programs import Program, add_car, new_program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return the command line on an empty data folder, with a passphrase file."""
    return new_program(tmp_path / "home")


@pytest.fixture(scope="session")
def done_once(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Do the main job once; tests that change something take a copy."""
    made = new_program(tmp_path_factory.mktemp("done") / "home")
    add_car(made)
    made.run("choices", "set", "cabin-camera-clips", "on", "--for", "3m")
    made.run("choices", "set", "driving-behaviour", "off")
    made.run("export", "--to", str(made.exports_dir))
    return made


@pytest.fixture
def filled(done_once: Program, tmp_path: Path) -> Program:
    """Return a copy of the data folder in which the main job was done."""
    return done_once.copy(tmp_path / "home")


@pytest.fixture
def record_path(filled: Program) -> Path:
    """Return the exported JSON."""
    (path,) = filled.exports_dir.glob("*.json")
    return path


@pytest.fixture
def pdf_path(filled: Program) -> Path:
    """Return the exported PDF."""
    (path,) = filled.exports_dir.glob("*.pdf")
    return path

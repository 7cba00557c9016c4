"""Where data lies: an explicit folder first, and for its owner alone."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from ownerapp.domain.errors import FolderReadOnlyError
from ownerapp.system.paths import (
    DataPaths,
    find_data_dir,
    find_documents_dir,
    prepare_data_dir,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_explicit_folder_wins_over_the_environment(tmp_path: Path) -> None:
    environ = {"OWNERAPP_DATA_DIR": str(tmp_path / "named")}
    assert find_data_dir(tmp_path / "explicit", environ=environ) == tmp_path / "explicit"
    assert find_data_dir(environ=environ) == tmp_path / "named"


def test_without_either_the_system_has_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for environ in ({}, {"OWNERAPP_DATA_DIR": ""}):
        found = find_data_dir(environ=environ)
        assert found.is_relative_to(tmp_path)
        assert found.name == "ownerapp"
        assert not found.exists()


def test_a_relative_folder_is_that_of_the_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_data_dir(Path("data"), environ={}) == tmp_path / "data"


def test_a_home_folder_of_nobody_is_a_name_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert find_data_dir(Path("~/data"), environ={}) == tmp_path / "home" / "data"
    assert find_data_dir(Path("~no-such-person"), environ={}) == tmp_path / "~no-such-person"


@pytest.mark.usefixtures("usual_umask")
def test_a_new_folder_is_the_owners_alone(tmp_path: Path) -> None:
    assert prepare_data_dir(tmp_path / "a" / "data") == DataPaths(tmp_path / "a" / "data")
    assert mode(tmp_path / "a" / "data") == 0o700


@pytest.mark.parametrize("name", [None, "store.json"])
def test_an_empty_folder_and_our_own_are_closed_to_others(tmp_path: Path, name: str | None) -> None:
    if name is not None:
        (tmp_path / name).write_bytes(b"{}")
    tmp_path.chmod(0o755)
    prepare_data_dir(tmp_path)
    assert mode(tmp_path) == 0o700


def test_a_folder_of_other_things_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    tmp_path.chmod(0o1777)
    prepare_data_dir(tmp_path)
    assert mode(tmp_path) == 0o1777


@pytest.mark.parametrize("name", ["file", "file/data"])
def test_a_file_in_its_place_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderReadOnlyError):
        prepare_data_dir(tmp_path / name)


def test_everything_lies_in_the_folder_under_names_of_its_own(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path)
    found = [
        paths.store_path,
        paths.store_info_path,
        paths.vault_path,
        paths.settings_path,
        paths.write_lock_path,
    ]
    assert len(set(found)) == 5
    assert {path.parent for path in found} == {tmp_path}


def test_exports_are_offered_in_a_folder_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    assert find_documents_dir() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert find_documents_dir() == tmp_path / "Documents"

"""An installed wheel is whole: program, resources and compiled translations."""

from __future__ import annotations

import gettext
import importlib.util
import json
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import PoFileError, read_po

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
TRANSLATIONS = ROOT / "translations"


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build without isolation, so that nothing is downloaded."""
    target = tmp_path_factory.mktemp("dist")
    before = files_below(TRANSLATIONS)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    assert files_below(TRANSLATIONS) == before, "the build wrote into the checkout"
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install into a clean environment that sees the packages of this one; return its programs.

    The link to the present packages is made after the installation: pip must not find ownerapp
    there, where the checkout itself is installed for development.
    """
    venv = tmp_path_factory.mktemp("clean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    programs = venv / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install"]
    subprocess.run([*pip, "-q", "--no-deps", "--no-index", str(wheel)], check=True)
    paths = {"base": str(venv), "platbase": str(venv)}
    own_packages = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    present = sysconfig.get_path("purelib")
    (own_packages / "present.pth").write_text(f"{present}\n", encoding="utf-8")
    return programs


def test_the_wheel_holds_every_resource_of_the_checkout(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {f"ownerapp/_data/resources/{name}" for name in files_below(RESOURCES)}
    assert len(wanted) > 50
    assert wanted <= held


def test_the_wheel_holds_a_compiled_catalogue_for_each_source_and_no_source(wheel: Path) -> None:
    sources = [name for name in files_below(TRANSLATIONS) if name.endswith(".po")]
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if "/translations/" in name}
    assert sources
    assert held == {
        f"ownerapp/_data/translations/{name.removesuffix('.po')}.mo" for name in sources
    }


def test_the_wheel_holds_no_test_and_no_tool(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"ownerapp"}


def test_two_builds_of_the_same_sources_are_the_same_bytes(tmp_path: Path) -> None:
    # A copy, so that an edit in the checkout while the test runs is not taken for a difference.
    sources = tmp_path / "sources"
    sources.mkdir()
    for name in ("ownerapp", "resources", "translations"):
        shutil.copytree(ROOT / name, sources / name)
    for name in ("pyproject.toml", "hatch_build.py", "README.md"):
        shutil.copy(ROOT / name, sources / name)
    built = []
    for target in (tmp_path / "first", tmp_path / "second"):
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
        subprocess.run(build, cwd=sources, check=True, capture_output=True)
        (made,) = target.glob("*.whl")
        built.append(made.read_bytes())
    assert built[0] == built[1]


def test_a_compiled_catalogue_does_not_hold_the_moment_of_the_build(tmp_path: Path) -> None:
    made = load_hook().compile_catalogs(TRANSLATIONS, tmp_path)

    assert made
    for relative in made:
        compiled = (tmp_path / relative).read_bytes()
        assert b"POT-Creation-Date: 1980-01-01" in compiled
        assert b"PO-Revision-Date: 1980-01-01" in compiled


def test_the_installed_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    result = subprocess.run(
        [str(installed / "ownerapp"), "--version"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.split()[-1] == wheel_version()
    assert result.stderr == ""


def wheel_version() -> str:
    text = (ROOT / "ownerapp" / "__init__.py").read_text(encoding="utf-8")
    return text.split('__version__ = "')[1].split('"')[0]


def test_the_installed_program_finds_its_own_data(installed: Path, tmp_path: Path) -> None:
    question = "from ownerapp import resources; print(resources.data_root())"
    result = subprocess.run(
        [str(installed / "python"), "-c", question],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    data = Path(result.stdout.strip())
    assert data.is_relative_to(installed.parent)
    assert files_below(data / "resources") == files_below(RESOURCES)
    catalogs = sorted((data / "translations").rglob("*.mo"))
    assert catalogs
    for path in catalogs:
        with path.open("rb") as file:
            header = gettext.GNUTranslations(file).info()
        assert header["content-type"] == "text/plain; charset=utf-8", path.name


def test_the_installed_program_lists_the_shipped_notices(installed: Path, tmp_path: Path) -> None:
    listing = subprocess.run(
        [str(installed / "ownerapp"), "--data-dir", str(tmp_path), "notice", "list", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    notices = {notice["id"] for notice in json.loads(listing.stdout)}
    assert {"cn-reference-ev", "eu-reference-ev"} <= notices


def test_the_installed_program_speaks_the_translated_language(
    installed: Path, tmp_path: Path
) -> None:
    with (TRANSLATIONS / "zh_Hans" / "LC_MESSAGES" / "ownerapp.po").open("rb") as file:
        catalog = read_po(file, locale="zh_Hans")
    message = next(
        entry
        for entry in catalog
        if isinstance(entry.id, str) and entry.id and entry.string and not entry.fuzzy
        if entry.context is None and "{" not in entry.id
    )
    program = (
        "import sys; from ownerapp import i18n; i18n.set_language('zh_Hans');"
        "sys.stdout.buffer.write(i18n._(sys.argv[1]).encode())"
    )
    said = subprocess.run(
        [str(installed / "python"), "-c", program, str(message.id)],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert said.stdout.decode() == message.string


# --- The build hook -------------------------------------------------------------------------


def load_hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_catalog(folder: Path, locale: str, body: str) -> None:
    messages = folder / locale / "LC_MESSAGES"
    messages.mkdir(parents=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (messages / "ownerapp.po").write_text(header + body, encoding="utf-8")


def test_a_compiled_catalogue_says_what_its_source_says(tmp_path: Path) -> None:
    write_catalog(tmp_path / "po", "zh_Hans", 'msgid "Your choices"\nmsgstr "您的选择"\n')
    made = load_hook().compile_catalogs(tmp_path / "po", tmp_path / "mo")
    assert made == [Path("zh_Hans/LC_MESSAGES/ownerapp.mo")]
    with (tmp_path / "mo" / made[0]).open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Your choices") == "您的选择"


def test_an_entry_that_waits_for_review_is_left_out(tmp_path: Path) -> None:
    fuzzy = '#, fuzzy\nmsgid "Turn off"\nmsgstr "Einschalten"\n'
    write_catalog(tmp_path / "po", "de", fuzzy)
    (made,) = load_hook().compile_catalogs(tmp_path / "po", tmp_path / "mo")
    with (tmp_path / "mo" / made).open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Turn off") == "Turn off"


def test_a_catalogue_that_cannot_be_parsed_fails_the_build(tmp_path: Path) -> None:
    write_catalog(tmp_path / "po", "de", 'msgid "Turn off"\nAusschalten\n')
    with pytest.raises(PoFileError):
        load_hook().compile_catalogs(tmp_path / "po", tmp_path / "mo")

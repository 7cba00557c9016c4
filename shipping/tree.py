"""The files of the package as they will lie on an owner's system.

Rules:

1. Everything of Python lies below ``/usr/lib/ownerapp`` as a virtual environment: the system's
   own Python runs it, and nothing that the owner installs for Python can reach it.
2. Nothing is compiled, fetched or written when the package is installed or removed.
3. No file says where it was built.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from shipping import completion, desktop, icons, man_page
from shipping.bundled import locked_subset, runtime_packages

HOME = Path("usr/lib/ownerapp")
PYTHON = f"python{sys.version_info[0]}.{sys.version_info[1]}"
PACKAGES = HOME / "lib" / PYTHON / "site-packages"
_STARTER = f"""#!/{HOME}/bin/python3 -I
from ownerapp.__main__ import entry

entry()
"""
_UNUSED_QT = (
    "*.pyi", "assistant", "designer", "linguist", "lrelease", "lupdate", "qmlformat", "qmllint",
    "qmlls", "svgtoqml", "balsam*", "qsb", "rcc", "uic", "doc", "glue", "include", "scripts",
    "support", "typesystems", "Qt/metatypes", "Qt/qml", "Qt/libexec", "Qt/plugins/designer",
    "Qt/plugins/qml*", "Qt/plugins/sqldrivers", "Qt/plugins/wayland-graphics-integration-server",
    "Qt/plugins/platforminputcontexts/libqtvirtual*", "Qt/plugins/platforms/libqwebgl*",
    "Qt/lib/libQt6Quick*", "Qt/lib/libQt6Qml*", "Qt/lib/libQt6Labs*", "Qt/lib/libQt6Designer*",
    "Qt/lib/libQt6Lottie*", "Qt/lib/libQt6Help*", "Qt/lib/libQt6Test*", "Qt/lib/libQt6UiTools*",
    "Qt/lib/libQt6WaylandCompositor*", "Qt/lib/libQt6VirtualKeyboard*", "Qt/lib/libQt6Sql*",
    "QtQuick*", "QtQml*", "QtDesigner*", "QtHelp*", "QtTest*", "QtUiTools*", "QtSql*",
    "libpyside6qml*",
)  # fmt: skip
"""What of Qt this program never loads; half of its size."""


Fill = Callable[[Path, Path], None]
"""Puts the program and what it needs into a folder of Python packages, out of a project."""


def make_tree(root: Path, project: Path, fill: Fill | None = None) -> None:
    """Fill an empty folder with everything that the package installs.

    Args:
        root: The folder.
        project: The checkout.
        fill: Brings the Python packages; by default the locked wheels.

    Raises:
        subprocess.CalledProcessError: A package could not be had or built.
    """
    _environment(root)
    (fill or fill_packages)(root / PACKAGES, project)
    for said in (root / PACKAGES).glob("*.dist-info/direct_url.json"):
        said.unlink()  # it says where the wheel lay (rule 3)
    compiled = [sys.executable, "-m", "compileall", "-q", "-s", str(root), "-p", "/"]
    _run([*compiled, "--invalidation-mode", "unchecked-hash", str(root / PACKAGES)])
    _desktop(root)
    _documentation(root)
    _set_modes(root)


def _environment(root: Path) -> None:
    """Make the virtual environment, and what starts the program in it."""
    home = root / HOME
    (root / PACKAGES).mkdir(parents=True)
    (home / "bin").mkdir()
    # A virtual environment is these two: the system's Python is not copied.
    (home / "bin" / "python3").symlink_to(f"/usr/bin/{PYTHON}")
    (home / "pyvenv.cfg").write_text("home = /usr/bin\ninclude-system-site-packages = false\n")
    starter = root / "usr" / "bin" / "ownerapp"
    starter.parent.mkdir(parents=True)
    starter.write_text(_STARTER)


def fill_packages(packages: Path, project: Path) -> None:
    """Install the locked wheels, by their hashes, and the wheel of this project.

    Raises:
        subprocess.CalledProcessError: One could not be had or built.
    """
    with tempfile.TemporaryDirectory(prefix="ownerapp-wheels-") as folder:
        _fill(packages, project, Path(folder))
    shutil.rmtree(packages / "bin", ignore_errors=True)
    for pattern in _UNUSED_QT:
        for found in (packages / "PySide6").glob(pattern):
            shutil.rmtree(found) if found.is_dir() else found.unlink()


def _fill(packages: Path, project: Path, work: Path) -> None:
    wanted = work / "requirements.txt"
    wanted.write_text(locked_subset(project / "requirements.lock", runtime_packages()))
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    pip += ["-qq", "--no-deps", "--no-compile", "--only-binary", ":all:"]
    pip += ["--target", str(packages)]
    _run([*pip, "--require-hashes", "--requirement", str(wanted)])
    shutil.rmtree(packages / "bin", ignore_errors=True)
    wheels = work / "wheel"
    hatch = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(hatch, cwd=project, check=True, capture_output=True)  # noqa: S603 - our own
    (wheel,) = wheels.glob("*.whl")
    _run([*pip, "--no-index", str(wheel)])


def _desktop(root: Path) -> None:
    share = root / "usr" / "share"
    files: dict[str, bytes] = {
        "applications/ownerapp.desktop": desktop.desktop_file().encode(),
        f"metainfo/{desktop.COMPONENT}.metainfo.xml": desktop.metainfo(),
        "mime/packages/ownerapp.xml": desktop.mime_package(),
        "icons/hicolor/scalable/apps/ownerapp.svg": icons.icon_source(),
        "man/man1/ownerapp.1.gz": gzip.compress(man_page.man_page().encode(), mtime=0),
        "bash-completion/completions/ownerapp": completion.bash().encode(),
        "zsh/vendor-completions/_ownerapp": completion.zsh().encode(),
        "fish/vendor_completions.d/ownerapp.fish": completion.fish().encode(),
    }
    for size in icons.SIZES:
        files[f"icons/hicolor/{size}x{size}/apps/ownerapp.png"] = icons.icon_png(size)
    for name, data in files.items():
        path = share / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _documentation(root: Path) -> None:
    """Write whose work the package carries, as each part says it itself."""
    lines = [
        "ownerapp carries the following work of others. The full texts of their licences are in",
        f"/{PACKAGES}/*.dist-info and in /{PACKAGES}/ownerapp/_data/resources.",
        "",
        "Noto fonts: SIL Open Font License 1.1",
        "BIP 39 list of words: see words/LICENCE.txt",
    ]
    found = importlib.metadata.distributions(path=[str(root / PACKAGES)])
    for each in sorted(found, key=lambda distribution: distribution.name.lower()):
        if each.name != "ownerapp":
            said = [*_said(each, "License-Expression"), *_said(each, "License"), "see its files"]
            licence = said[0].strip()
            lines.append(f"{each.name} {each.version}: {licence.splitlines()[0]}")
    folder = root / "usr" / "share" / "doc" / "ownerapp"
    folder.mkdir(parents=True)
    (folder / "copyright").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _said(each: importlib.metadata.Distribution, field: str) -> list[str]:
    return [text for text in each.metadata.get_all(field, []) if text.strip()]


def _set_modes(root: Path) -> None:
    """Let everybody read everything, and nobody but root write it."""
    starters = {root / "usr" / "bin" / "ownerapp"}
    root.chmod(0o755)
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in starters else 0o644)


def _run(command: Sequence[str], folder: Path | None = None) -> None:
    subprocess.run(list(command), cwd=folder, check=True)  # noqa: S603 - our own commands

#!/usr/bin/env python3
"""Set up, run, test and check ownerapp on a machine that has only git and Python.

    python3 dev.py COMMAND [ARGUMENTS]

Rules:

1. Only the standard library is used, and Python 3.7 can still read this file: an older
   interpreter says what is missing, or hands over to a newer one that is installed.
2. Python packages go into ``.venv`` and nowhere else, and only those whose hashes are in
   ``requirements.lock``; the package index is the one that pip is set up with.
3. System packages are installed by apt-get, and only as root or where sudo asks no password.
   Otherwise the one command that installs them is printed and nothing is changed.
4. A stamp is written into ``.venv`` when it is complete and says what it was made from. Without
   a matching stamp it is made anew, so an interrupted set-up repairs itself.
5. Progress goes to the standard error stream; standard output belongs to the command.

Exit codes: 0 good; 1 a check or a test failed; 2 the command is not known; 3 the surroundings
fail (a package, a tool or the network is missing). ``run``, ``tour``, ``test``, ``bench``,
``fuzz``, ``kill``, ``read``, ``scales`` and ``looks`` return the code of the program they start.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = "ownerapp-set-up.json"
MACHINES = (
    "Windows (x86-64), macOS (Apple silicon), and Linux with glibc 2.34 (x86-64) or 2.39 (ARM64)"
)
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))

EXIT_FAILED = 1
EXIT_INPUT = 2
EXIT_SURROUNDINGS = 3
EXIT_INTERRUPTED = 130

# What Qt loads, as shared library and the Debian and Ubuntu package that has it. Without
# libxcb-icccm4 and libxcb-keysyms1 the window does not open, although imports work.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libbrotlidec.so.1": "libbrotli1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}

# Independent programs that the tests compare ownerapp with, or run it under.
TOOLS = {
    "pdfsig": "poppler-utils",
    "qpdf": "qpdf",
    "zbarimg": "zbar-tools",
    "openssl": "openssl",
    "gnome-keyring-daemon": "gnome-keyring",
    "dbus-run-session": "dbus",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "chromium": "chromium",
    "chromedriver": "chromium-driver",
    "strace": "strace",
    "appstreamcli": "appstream",
    "desktop-file-validate": "desktop-file-utils",
    "update-mime-database": "shared-mime-info",
    "gio": "libglib2.0-bin",
    "man": "man-db",
    "zsh": "zsh",
    "fish": "fish",
    # Compiles what stands between a program and a dying disk; gcc alone brings no headers.
    "cc": "g++",
}

# What proves the package in a bare system; only `package --check` asks for it.
PACKAGE_TOOLS = {"debootstrap": "debootstrap"}


class StopError(Exception):
    """The command cannot go on; the sentence says why and what to do."""


def say(line: str) -> None:
    """Print one progress line at once."""
    print(f"dev.py: {line}", file=sys.stderr, flush=True)


# --- Which Python ---------------------------------------------------------------------------


def is_supported(version: Sequence[int]) -> bool:
    """Say whether the locked packages exist for this version of Python."""
    return PYTHONS[0] <= tuple(version[:2]) <= PYTHONS[-1]


def version_of(program: str) -> tuple[int, int] | None:
    """Ask an interpreter for its version: a name on the path may lead nowhere."""
    question = "import sys; print('%d %d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [program, "-c", question],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=20,
            check=True,
        )
        major, minor = answer.stdout.split()
        return int(major), int(minor)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def other_python(which: Callable[[str], str | None] = shutil.which) -> str | None:
    """Return the first supported interpreter on the path, in the order of ``PYTHONS``."""
    for version in PYTHONS:
        program = which("python{}.{}".format(*version))
        if program is not None and version_of(program) == version:
            return program
    return None


def continue_with_supported_python(arguments: Sequence[str]) -> None:
    """Return when this interpreter will do; otherwise hand over to one that will.

    Raises:
        StopError: There is none.
    """
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if is_supported(sys.version_info[:2]) and not inside:
        return
    if inside:
        # The interpreter of .venv cannot remake .venv; the one it was made with can.
        successor = getattr(sys, "_base_executable", None)
        if successor == sys.executable:
            successor = str(Path(sys.executable).resolve())
    else:
        successor = other_python()
    if successor is None:
        found = "{}.{}".format(*sys.version_info[:2])
        first, last = ("{}.{}".format(*version) for version in (PYTHONS[0], PYTHONS[-1]))
        raise StopError(
            f"ownerapp needs Python {first} to {last}. This is Python {found}, and no other was "
            f"found. Install Python {first} or newer and start this command with it."
        )
    if not inside:
        say(f"this is Python {sys.version_info[0]}.{sys.version_info[1]}; using {successor}")
    raise SystemExit(subprocess.call([successor, str(ROOT / "dev.py"), *arguments]))


# --- System packages ------------------------------------------------------------------------


def library_is_present(soname: str) -> bool:
    """Say whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def can_make_venv() -> bool:
    """Say whether this Python has what makes ``.venv``; Debian packs it apart."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def missing_parts(
    *,
    qt: bool,
    tools: bool,
    more: Mapping[str, str] | None = None,
    library_present: Callable[[str], bool] = library_is_present,
    which: Callable[[str], str | None] = shutil.which,
    venv_present: Callable[[], bool] = can_make_venv,
) -> dict[str, str]:
    """Return what the system lacks: the part, and the Debian package that has it."""
    missing = {}
    if not venv_present():
        missing["the venv module"] = "python{}.{}-venv".format(*sys.version_info[:2])
    if qt:
        missing.update(
            {name: pack for name, pack in LIBRARIES.items() if not library_present(name)}
        )
    wanted = {**(TOOLS if tools else {}), **(more or {})}
    missing.update({name: pack for name, pack in wanted.items() if which(name) is None})
    return missing


def install_steps(packages: Iterable[str]) -> list[list[str]]:
    """Return the two apt-get calls that install packages."""
    wanted = sorted(set(packages))
    return [
        ["apt-get", "update"],
        ["apt-get", "install", "--yes", "--no-install-recommends", *wanted],
    ]


def install_command(packages: Iterable[str], *, has_sudo: bool) -> str:
    """Return the one command that a person pastes to install packages."""
    steps = [" ".join(shlex.quote(word) for word in step) for step in install_steps(packages)]
    if has_sudo:
        return " && ".join(f"sudo {step}" for step in steps)
    return "su -c {}".format(shlex.quote(" && ".join(steps)))


def administrator_prefix() -> list[str] | None:
    """Return what to put before apt-get, or ``None`` where a password would be asked."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    quiet = subprocess.run(
        ["sudo", "-n", "true"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return ["sudo", "-n"] if quiet.returncode == 0 else None


def ensure_system(*, qt: bool, tools: bool, more: Mapping[str, str] | None = None) -> None:
    """Install the system packages that are missing, or say how; ``more`` are further tools.

    Raises:
        StopError: They are missing and may not or could not be installed.
    """
    if sys.platform != "linux":
        return
    missing = missing_parts(qt=qt, tools=tools, more=more)
    if not missing:
        return
    if shutil.which("apt-get") is None:
        # Not Debian or Ubuntu: names differ, so the parts themselves are named. Only the
        # one without which nothing works stops here.
        say("not found on this system: {}".format(", ".join(sorted(missing))))
        say("install them with your package manager if the next step fails")
        return
    packages = sorted(set(missing.values()))
    prefix = administrator_prefix()
    one_command = install_command(packages, has_sudo=shutil.which("sudo") is not None)
    if prefix is None:
        raise StopError(
            "some system packages are missing, and installing them needs an administrator. "
            f"Run this one command, then start again:\n\n    {one_command}\n"
        )
    say("installing {} system packages: {}".format(len(packages), " ".join(packages)))
    update, install = install_steps(packages)
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    # A failed update is no reason to stop: the lists that are there may be enough.
    run_quietly([*prefix, *quiet, *update])
    if not run_quietly([*prefix, *quiet, *install]):
        raise StopError(
            "apt-get could not install the system packages; its message is above. Run this "
            f"one command yourself, then start again:\n\n    {one_command}\n"
        )
    importlib.invalidate_caches()
    left = missing_parts(qt=qt, tools=tools, more=more)
    if left:
        raise StopError("still missing after installation: {}".format(", ".join(sorted(left))))


def run_quietly(command: Sequence[str], *, show: int = 2) -> bool:
    """Run a step; show what it printed only when it fails, on the stream numbered ``show``."""
    result = subprocess.run(
        list(command),
        cwd=str(ROOT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if result.returncode != 0:
        stream = sys.stdout if show == 1 else sys.stderr
        stream.flush()
        stream.buffer.write(result.stdout)
        stream.flush()
    return result.returncode == 0


# --- The environment ------------------------------------------------------------------------


def venv_program(name: str, venv: Path = VENV) -> str:
    """Return the path of a program in ``.venv``."""
    if sys.platform == "win32":
        return str(venv / "Scripts" / f"{name}.exe")
    return str(venv / "bin" / name)


def recipe(root: Path = ROOT) -> dict[str, object]:
    """Say what an environment made now would be made from."""
    import tomllib  # noqa: PLC0415 - Python 3.7 must be able to start this file (rule 1)

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    parts = {
        "build-system": project.get("build-system"),
        "project": project.get("project"),
        "hatch": project.get("tool", {}).get("hatch"),
    }
    return {
        "lock": hashlib.sha256((root / LOCK.name).read_bytes()).hexdigest(),
        "project": hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest(),
        "python": list(sys.version_info[:2]),
        "root": str(root),
    }


def is_complete(venv: Path, wanted: Mapping[str, object]) -> bool:
    """Say whether an environment is whole and made from what is wanted."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(stamp == wanted) and Path(venv_program("python", venv)).exists()


def ensure_venv() -> None:
    """Make ``.venv`` unless it is complete.

    Raises:
        StopError: A step failed.
    """
    wanted = recipe()
    if is_complete(VENV, wanted):
        return
    started = time.monotonic()
    if VENV.exists():
        say("removing the .venv of another or unfinished set-up")
        shutil.rmtree(str(VENV))
    say("making .venv with Python {}.{}".format(*sys.version_info[:2]))
    python = venv_program("python")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    pip += ["--no-user", "--progress-bar", "off", "--no-warn-script-location"]
    if not run_quietly([sys.executable, "-m", "venv", str(VENV)]):
        raise StopError("Python could not make .venv; its message is above.")
    count = sum("==" in line for line in LOCK.read_text(encoding="utf-8").splitlines())
    say(f"downloading and installing {count} locked packages (a minute or two)")
    # Wheels only: nothing is compiled, and no code of a package runs while it is installed.
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]
    if not run_quietly([*pip, *locked]):
        raise StopError(
            "pip could not install the locked packages; its message is above. If it speaks of "
            "the network, check the connection and pip's settings, then start again. If it finds "
            f"no matching distribution: ready-made packages exist for {MACHINES}."
        )
    say("installing ownerapp itself from this folder")
    own = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    if not run_quietly([*pip, *own]):
        raise StopError("pip could not install ownerapp itself; its message is above.")
    # Compiled once here, so that the first start is as quick as the second.
    run_quietly([python, "-m", "compileall", "-q", str(ROOT / "ownerapp")])
    (VENV / STAMP).write_text(json.dumps(wanted, indent=2) + "\n", encoding="utf-8")
    say(f"ready after {time.monotonic() - started:.0f} s")


def start(
    arguments: Sequence[str],
    *,
    qt: bool = True,
    tools: bool = False,
    environment: Mapping[str, str] | None = None,
) -> int:
    """Set everything up, run a program of ``.venv`` here and return its exit code."""
    ensure_system(qt=qt, tools=tools)
    ensure_venv()
    program = [venv_program(arguments[0]), *arguments[1:]]
    code = subprocess.call(program, cwd=str(ROOT), env={**os.environ, **(environment or {})})
    if code != 0 and qt:
        explain_qt()
    return code


def explain_qt() -> None:
    """Look whether Qt itself is why a program failed.

    Raises:
        StopError: Qt cannot be loaded on this system.
    """
    probe = subprocess.run(
        [venv_program("python"), "-c", "import PySide6.QtWidgets"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if probe.returncode != 0:
        lines = probe.stderr.decode("utf-8", "replace").strip().splitlines()
        raise StopError(
            "Qt cannot be loaded on this system: {}".format(lines[-1] if lines else "no reason")
        )


# --- Commands -------------------------------------------------------------------------------

COMMANDS: dict[str, Callable[[list[str]], int]] = {}


def command(function: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """Register a function as the command of its name; its docstring is the help."""
    COMMANDS[function.__name__] = function
    return function


def has_screen(environment: Mapping[str, str]) -> bool:
    """Say whether a window can be shown, or Qt was told what to do without a screen."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(environment.get(name) for name in names)


def wants_window(arguments: Sequence[str]) -> bool:
    """Say whether these arguments of ownerapp name no command, so that a window would open."""
    rest = iter(arguments)
    for argument in rest:
        if argument in {"--version", "--help", "-h"}:
            return False
        if argument in {"--lang", "--data-dir", "--exit-after", "--to"}:
            next(rest, None)
        elif not argument.startswith("-"):
            return False
    return True


@command
def run(arguments: list[str]) -> int:
    """Start the app; ARGUMENTS go to ownerapp. With no screen, ``tour`` is run instead."""
    if wants_window(arguments) and not has_screen(os.environ):
        say("there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)")
        say("running `ownerapp tour` instead, which shows the main job in pictures")
        return tour(arguments)
    return start(["python", "-m", "ownerapp", *arguments])


@command
def tour(arguments: list[str]) -> int:
    """Do the main job in a temporary profile and write pictures, the record and its check."""
    unseen = {} if has_screen(os.environ) else {"QT_QPA_PLATFORM": "offscreen"}
    return start(["python", "-m", "ownerapp", "tour", *arguments], environment=unseen)


# With these a person looks at one process, runs nothing, or has said how many there shall be.
ONE_PROCESS = {
    "--numprocesses", "--dist", "--pdb", "--trace", "--capture", "--co", "--collect-only",
    "--fixtures", "--markers", "--setup-only", "--setup-plan", "--setup-show", "--help",
    "--version",
}  # fmt: skip


def wants_workers(arguments: Sequence[str]) -> bool:
    """Say whether pytest is quicker with more processes, and nothing asked for is lost by it.

    A debugger and printed output need the one process; for one file the others start in vain.
    """
    if any(argument.split("=")[0] in ONE_PROCESS for argument in arguments):
        return False
    if any(argument[:2] in {"-n", "-s", "-h", "-V"} for argument in arguments):
        return False
    if any(argument.endswith("no:xdist") for argument in arguments):
        return False
    return sum(".py" in argument for argument in arguments) != 1


def cores() -> int:
    """Return how many cores this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
# The tests leave a gigabyte and a half there, and their processes need some, too.
LEAST_MEMORY_BYTES = 8_000_000_000


def available_memory(told: Path = Path("/proc/meminfo")) -> int:
    """Return how many bytes of memory programs may still take; 0 where the system does not say."""
    try:
        lines = told.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    found = [int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")]
    return found[0] * 1024 if found else 0


@contextlib.contextmanager
def temporary_files_in_memory(memory: Path = MEMORY) -> Iterator[dict[str, str]]:
    """Keep temporary files of a program in memory while it runs, where there is plenty.

    Thousands of stores are made by the tests, and each waits for the disk many times. What happens
    when a disk dies is shown by tests that let one die, and by no waiting for a good one.
    """
    try:
        room = os.statvfs(memory)
        is_fit = not room.f_flag & os.ST_NOEXEC and os.access(memory, os.W_OK)
        free = min(room.f_bavail * room.f_frsize, available_memory())
    except (OSError, AttributeError):
        is_fit, free = False, 0
    if "TMPDIR" in os.environ or not is_fit or free < LEAST_MEMORY_BYTES:
        yield {}
        return
    folder = tempfile.mkdtemp(prefix="ownerapp-tests-", dir=memory)
    Path(folder).chmod(0o755)  # some tests run programs as another user
    try:
        yield {"TMPDIR": folder}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@command
def test(arguments: list[str]) -> int:
    """Run the tests, on every core; ARGUMENTS go to pytest."""
    # One more than there are cores: many tests wait for other programs and for the disk.
    workers = ["-n", str(cores() + 1), "--dist", "worksteal"] if wants_workers(arguments) else []
    # Each worker prepares all tests; the programs that they start read what the first one wrote.
    kept = {"PYTHONDONTWRITEBYTECODE": ""}
    program = ["python", "-m", "pytest", *workers, *arguments]
    with temporary_files_in_memory() as place:
        return start(program, tools=True, environment={**kept, **place})


@command
def check(arguments: list[str]) -> int:
    """Check format, lint, types, contracts, catalogues and generated files (no tests)."""
    if arguments:
        return refuse("check takes no arguments")
    ensure_system(qt=False, tools=False)
    ensure_venv()
    python = venv_program("python")
    steps = {
        "format": [venv_program("ruff"), "format", "--check", "."],
        "lint": [venv_program("ruff"), "check", "."],
        "types": [venv_program("mypy")],
        "import contracts": [venv_program("lint-imports")],
        "translation catalogues": [python, "-m", "ownerapp.i18n.catalogs", "check"],
        "schemas": [python, "-m", "ownerapp.packs.schema", "--check"],
        "checker page": [python, "-m", "ownerapp.presentation.checker", "--check"],
    }
    failed = []
    for name, step in steps.items():
        started = time.monotonic()
        good = run_quietly(step, show=1)
        result = "good" if good else "FAILED"
        print(f"{name:<24}{result:<8}{time.monotonic() - started:5.1f} s", flush=True)
        if not good:
            failed.append(name)
    print("check failed: {}".format(", ".join(failed)) if failed else "check passed", flush=True)
    return EXIT_FAILED if failed else 0


@command
def bench(arguments: list[str]) -> int:
    """Measure speed and memory against a baseline of the same run."""
    return start(["python", "-m", "benchmarks", *arguments])


@command
def fuzz(arguments: list[str]) -> int:
    """Fuzz the readers (ARGUMENTS such as all --minutes 30, pdf, or notices --count 1000)."""
    # Without a name it is notices, which are mutated by their structure and not led by coverage.
    if arguments[:1] == ["notices"]:
        arguments = arguments[1:]
    elif arguments and not arguments[0].startswith("-"):
        return start(["python", "-m", "tests.fuzz.run", *arguments])
    return start(["python", "-m", "tests.fuzz.notices", *arguments])


@command
def kill(arguments: list[str]) -> int:
    """Kill at random moments and look at what is left (ARGUMENTS such as power, sync, full)."""
    return start(["python", "-m", "tests.support.kill_run", *arguments])


@command
def read(arguments: list[str]) -> int:
    """Read every page and dialog as a screen reader does, on a screen of its own."""
    return start(["python", "-m", "tests.support.read_run", *arguments], tools=True)


@command
def network(arguments: list[str]) -> int:
    """Take the tour under strace; fail if anything asks for more than a local socket."""
    if arguments:
        return refuse("network takes no arguments")
    return start(["python", "-m", "tests.support.network_run"], tools=True)


@command
def package(arguments: list[str]) -> int:
    """Build the .deb into dist/; with --check, install and use it in a bare system (as root)."""
    ensure_system(qt=True, tools=False, more=PACKAGE_TOOLS if "--check" in arguments else {})
    libraries = ["--libraries", *sorted(set(LIBRARIES.values()))]
    return start(["python", "-m", "shipping", *arguments, *libraries])


@command
def scales(arguments: list[str]) -> int:
    """Look at every page at screen scales of 1.25, 1.5 and 2, in sizes from small to 4K."""
    return start(["python", "-m", "tests.support.scale_run", *arguments])


@command
def looks(arguments: list[str]) -> int:
    """Look at every page in every language, theme and text size; pictures go to FOLDER."""
    return start(["python", "-m", "tests.support.look_run", *arguments])


@command
def setup(arguments: list[str]) -> int:
    """Set everything up for running and testing, and start nothing."""
    if arguments:
        return refuse("setup takes no arguments")
    ensure_system(qt=True, tools=True)
    ensure_venv()
    say("everything is set up")
    return 0


@command
def lock(arguments: list[str]) -> int:
    """Write requirements.lock anew from pyproject.toml with uv (ARGUMENTS such as --upgrade).

    uv is not among the locked packages: only whoever changes a dependency needs it.
    """
    uv = shutil.which("uv")
    if uv is None:
        raise StopError("uv is not installed. Install it (https://docs.astral.sh/uv/), then retry.")
    compile_lock = [uv, "pip", "compile", "pyproject.toml", "--group", "dev", "--quiet"]
    # One file for every system and every supported Python, without index addresses.
    compile_lock += ["--universal", "--python-version", "{}.{}".format(*PYTHONS[0])]
    compile_lock += ["--generate-hashes", "--no-emit-index-url", "--no-annotate"]
    compile_lock += ["--custom-compile-command", "python3 dev.py lock"]
    compile_lock += ["--output-file", LOCK.name, *arguments]
    return subprocess.call(compile_lock, cwd=str(ROOT), stdout=subprocess.DEVNULL)


def refuse(reason: str) -> int:
    """Say what is wrong with the command line and return its exit code."""
    say(reason)
    return EXIT_INPUT


def help_text() -> str:
    """Return the whole help: this file's rules and every command."""
    lines = [(__doc__ or "").strip(), "", "Commands:"]
    for name, function in COMMANDS.items():
        first = (function.__doc__ or "").strip().splitlines()[0]
        lines.append(f"  {name:<8}{first}")
    lines += ["", "Arguments after the command are passed on; `--` may stand between them:"]
    lines += ["  python3 dev.py test -q -k record", "  python3 dev.py run -- --lang zh_Hans"]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(help_text())
        return 0
    name, rest = arguments[0], list(arguments[1:])
    if name not in COMMANDS:
        return refuse("there is no command {!r}; there are: {}".format(name, ", ".join(COMMANDS)))
    if rest[:1] == ["--"]:
        rest = rest[1:]
    try:
        continue_with_supported_python(arguments)
        return COMMANDS[name](rest)
    except StopError as stop:
        say(str(stop))
        return EXIT_SURROUNDINGS
    except KeyboardInterrupt:
        say("interrupted; start again to continue")
        return EXIT_INTERRUPTED


def _exit() -> NoReturn:
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    _exit()

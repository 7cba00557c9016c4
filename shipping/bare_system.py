"""The proof: the package in a Debian that has nothing but its base, as an ordinary user.

debootstrap makes the system in a temporary folder of its own. The system has no Python, no Qt
and no screen before the package brings them in; what is asked of the program afterwards is what
an owner does first.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

SUITE = "bookworm"
_USER = "owner"
_SECONDS = 900


def questions() -> tuple[tuple[str, str, str], ...]:
    """Return each step: what it shows, the shell line of the user, and what must be said."""
    valid = "valid.json"
    named = "consent-record-2026-11-21-0001.json"
    return (
        ("version", "ownerapp --version", "ownerapp "),
        ("shipped notices", "ownerapp notice list", "cn-reference-ev"),
        ("Chinese words", "ownerapp --lang zh_Hans --help", "您"),
        (
            "golden record",
            f'ownerapp verify --json --key "$(cat key)" {valid}',
            '"verdict": "valid"',
        ),
        ("manual page", "zcat /usr/share/man/man1/ownerapp.1.gz", ".SH COMMANDS"),
        (
            "kind of a record",
            f"cp {valid} {named} && gio info --attributes=standard::content-type {named}",
            "application/vnd.ownerapp.record+json",
        ),
        (
            "double-click opens it",
            "xdg-mime query default application/vnd.ownerapp.record+json",
            "ownerapp.desktop",
        ),
        (
            "tour in a window",
            "cd && xvfb-run -a ownerapp tour --to tour && tail -n 1 tour/verification.txt",
            "valid",
        ),
        (
            "no file says where it was built",
            "! grep -rlE 'ownerapp-(package|wheels)-' /usr/lib/ownerapp /usr/share/doc/ownerapp",
            "",
        ),
        (
            "not a file of the package is changed",
            "dpkg --verify ownerapp && echo unchanged",
            "unchanged",
        ),
    )


def prove(package: Path, project: Path, say: Callable[[str], None]) -> list[str]:
    """Install the package in a bare system and ask it everything; return what failed."""
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="ownerapp-bare-") as folder:
        root = Path(folder) / "system"
        started = time.monotonic()
        _run(["debootstrap", "--variant=minbase", SUITE, str(root)])
        say(f"{'bare system':<40}made     {time.monotonic() - started:6.1f} s")
        try:
            _mount(root)
            started = time.monotonic()
            _install(root, package, project)
            took = time.monotonic() - started
            say(f"{'package and what it depends on':<40}installed{took:6.1f} s")
            for name, line, expected in questions():
                started = time.monotonic()
                done = _ask(root, line)
                good = done.returncode == 0 and expected in done.stdout
                took = time.monotonic() - started
                say(f"{name:<40}{'good' if good else 'FAILED':<9}{took:6.1f} s")
                if not good:
                    say(f"{done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
                    failed.append(name)
            _run(["chroot", str(root), "dpkg", "--purge", "ownerapp"])
            left = [path for path in root.glob("usr/**/*ownerapp*") if path.exists()]
            say(f"{'removed without a rest':<40}{'FAILED' if left else 'good'}")
            failed += [str(path) for path in left]
        finally:
            _unmount(root)
    return failed


def _install(root: Path, package: Path, project: Path) -> None:
    inside = root / package.name
    shutil.copy(package, inside)
    apt = ["chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes"]
    apt += ["install", "--no-install-recommends"]
    _run([*apt[:-2], "update"])
    # The screen and the asking about kinds of files are the proof's own and come first.
    _run(
        [
            *apt,
            "xvfb",
            "xauth",
            "xdg-utils",
            "shared-mime-info",
            "desktop-file-utils",
            "libglib2.0-bin",
        ]
    )
    _run([*apt, f"/{package.name}"])
    inside.unlink()
    _run(["chroot", str(root), "useradd", "--create-home", _USER])
    home = root / "home" / _USER
    golden = project / "resources" / "golden"
    shutil.copy(golden / "valid.json", home / "valid.json")
    (home / "key").write_text(_golden_key(golden))
    (home / "passphrase").write_text("correct horse battery staple\n")
    _run(["chroot", str(root), "chown", "-R", _USER, f"/home/{_USER}"])


def _golden_key(golden: Path) -> str:
    """Return the fingerprint of the key that signed the golden record."""
    known = json.loads((golden / "keys.json").read_bytes())
    return str(known["keys"][0]["fingerprint"])


def _ask(root: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell as the ordinary user of the system, in an environment of its own."""
    command = ["chroot", f"--userspec={_USER}:{_USER}", str(root), "env", "-i"]
    command += [f"HOME=/home/{_USER}", "PATH=/usr/bin:/bin", "LANG=C.UTF-8"]
    command += [f"OWNERAPP_PASSPHRASE_FILE=/home/{_USER}/passphrase", "sh", "-c"]
    return subprocess.run(  # noqa: S603 - our own commands
        [*command, f"cd && {line}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )


def _mount(root: Path) -> None:
    _run(["mount", "-t", "proc", "proc", str(root / "proc")])


def _unmount(root: Path) -> None:
    """Take the mount away, or the folder could not be removed."""
    subprocess.run(["umount", str(root / "proc")], check=False)  # noqa: S603, S607 - as root


def _run(command: Sequence[str]) -> None:
    subprocess.run(list(command), check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours

"""What a process does first: new files are its owner's, and no core dump is left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="masks and limits are POSIX's")
def test_a_hardened_process_opens_nothing_to_others(tmp_path: Path) -> None:
    program = (
        "import os, resource, sys\n"
        "from ownerapp.system.process_hardening import harden_process\n"
        "os.umask(0)\n"
        "harden_process()\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\n"
        "open(sys.argv[1], 'w').close()\n"
    )
    path = tmp_path / "file"
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)
    assert path.stat().st_mode & 0o777 == 0o600

"""One target led by coverage: ``python -m tests.fuzz.coverage_run TARGET FOLDER FLAG...``.

The flags are libFuzzer's. Findings go to ``FOLDER/findings`` and do not end the run; what kills
the process (a crash, a hang, all memory) libFuzzer writes there itself. Only this program and
the parsers in Python that it relies on are watched for coverage, and the words of ends go to
``FOLDER/ends.json``.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.fuzz.targets import target_of
from tests.fuzz.trial import Trial, quiet

PARSERS = ("ownerapp", "rfc8785", "asn1crypto", "pyhanko", "zipfile")
_TELL_EVERY = 100
_NATIVE_SHARE = 0.3


def is_possible() -> bool:
    """Tell whether coverage can lead here: atheris is there on Linux before Python 3.13."""
    return find_spec("atheris") is not None


class _Watched:
    """What libFuzzer calls; keeps what is found and goes on."""

    def __init__(self, trial: Trial, folder: Path) -> None:
        self._trial = trial
        self._folder = folder
        self._kinds: set[str] = set()
        self._count = 0

    def __call__(self, data: bytes) -> None:
        finding = self._trial(bytes(data))
        if finding is not None and finding.kind not in self._kinds:
            self._kinds.add(finding.kind)
            (self._folder / "findings" / finding.name).write_bytes(finding.data)
        self._count += 1
        if self._count % _TELL_EVERY == 0:
            self.tell()

    def tell(self) -> None:
        """Write down how inputs ended so far."""
        (self._folder / "ends.json").write_text(json.dumps(self._trial.ends), encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Run until libFuzzer's flags say stop; it ends the process."""
    name, place, *flags = arguments
    folder = Path(place)
    atheris: Any = import_module("atheris")
    for parser in PARSERS:
        # What a start has loaded already would not be watched.
        for loaded in [item for item in sys.modules if item.split(".")[0] == parser]:
            del sys.modules[loaded]
    with quiet(), tempfile.TemporaryDirectory() as scratch:
        seeds = [path.read_bytes() for path in sorted((folder / "seeds").iterdir())]
        watching = atheris.instrument_imports(include=list(PARSERS))
        with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere), watching:
            target = target_of(name)
            trial = Trial(target, Path(scratch), seeds)
        # Loads what makes good trees, which is no reader and need not be watched.
        target.mutate(seeds[0], random.Random(0))  # noqa: S311 - to be repeated, not to be secret

        def mutate(data: bytes, most: int, number: int) -> bytes:
            chance = random.Random(number)  # noqa: S311 - as above
            if chance.random() > _NATIVE_SHARE:
                changed = target.mutate(bytes(data), chance)
                if len(changed) <= most:
                    return changed
            return bytes(atheris.Mutate(data, most))

        atheris.Setup([name, *flags], _Watched(trial, folder), custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])

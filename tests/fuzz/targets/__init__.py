"""One fuzz target per reader of what others wrote, each a module with a ``TARGET``.

Each target reads its input as the program does, and where the input is a part of a signed or
sealed whole also as the forger would hand it over who has a key of his own: signed or sealed
anew, so that what stands behind the signature is reached, too.

What happens inside native code (the typesetter's decoders, zxing, msgspec, OpenSSL) leads no
fuzzer and shows in no audit hook; there only a crash, time and memory are seen.
"""

from __future__ import annotations

from importlib import import_module

from tests.fuzz.target import Target

NAMES = ("records", "keys", "pdf", "code", "picture", "backup", "bundle", "stamps", "imports")


def target_of(name: str) -> Target:
    """Return a target; its reader is loaded only now, so that it can be watched as it loads."""
    target = import_module(f"tests.fuzz.targets.{name}").TARGET
    if not isinstance(target, Target):
        raise TypeError(name)
    return target

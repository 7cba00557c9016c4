"""Every page and dialog as a screen reader sees it: ``python -m tests.support.read_run``.

Needs a screen of its own, so it runs on a machine without one. Ends with 1 where something is
not told.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.support.at_spi import Node, Reader
from tests.support.desktop_session import missing_programs, running_desktop, running_scenes
from tests.support.scenes import SCENES

_NO_ROLES = {"", "invalid", "unknown"}
_AREAS = {"filler", "viewport"}
"""What Qt calls a part that scrolls; the keyboard reaches it where nothing in it does."""


def reading_problems(told: Any, reader: Reader, tree: Node) -> list[str]:
    """Compare what is before a person with what a screen reader is told, one line each."""
    nodes = list(tree.walk())
    names = {node.name for node in nodes}
    found = [f"not told: text {text!r}" for text in told["texts"] if text not in names]
    focusable = [node for node in nodes if "focusable" in node.states]
    for node in focusable:
        if not node.name and node.role not in _AREAS:
            found.append(f"has no name: {node.role} {node.description!r}")
        if node.role in _NO_ROLES:
            found.append(f"has no role: {node.name!r}")
        if "visible" not in node.states:
            found.append(f"is not told to be visible: {node.role} {node.name!r}")
    reached = Counter(node.name for node in focusable)
    # On Linux Qt gives a choice's value as its name, and its label as a relation.
    reached += Counter(reader.label_of(node) for node in focusable if node.role == "combo box")
    checked = {(node.name, "checked" in node.states) for node in focusable if _switches(node)}
    for part in told["reached"]:
        words = part["words"]
        if words and not reached[words] and part["kind"] != "TabStrip":
            found.append(f"cannot be reached: {part['kind']} {words!r}")
        if part["checked"] is not None and (words, part["checked"]) not in checked:
            found.append(f"is not told as {part['checked']}: {part['kind']} {words!r}")
    return found


def _switches(node: Node) -> bool:
    return "checkable" in node.states


def main(names: list[str]) -> int:
    """Read the named scenes, or all."""
    missing = missing_programs()
    if missing:
        sys.stderr.write(f"not installed: {', '.join(missing)}\n")
        return 3
    wanted = names or [scene.__name__ for scene in SCENES]
    count = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        running_desktop() as desktop,
        running_scenes(desktop, Path(folder)) as scenes,
    ):
        for name in wanted:
            told, tree = scenes.open(name), scenes.tree()
            problems = reading_problems(told, scenes.reader, tree)
            focusable = sum("focusable" in node.states for node in tree.walk())
            sys.stdout.write(f"{name}: {focusable} can be reached, {len(told['texts'])} texts\n")
            for line in problems:
                sys.stdout.write(f"  {line}\n")
            count += len(problems)
            scenes.close()
    sys.stdout.write(f"{len(wanted)} pages and dialogs read, {count} problems\n")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

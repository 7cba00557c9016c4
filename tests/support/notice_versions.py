"""Later versions of the Chinese reference notice, as its author would write them."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ownerapp.domain.ids import NoticeHash
from ownerapp.packs.reader import PackReader
from ownerapp.resources import resource_path
from ownerapp.services.ports.notices import LoadedNotice

PACK = "cn-reference-ev"
FROM = "2026-12-01"
"""The day from which the second version applies."""

Tree = dict[str, Any]
Edit = Callable[[Tree], None]


def first_tree() -> Tree:
    """Return the present version as JSON."""
    tree: Tree = json.loads(resource_path("notices", f"{PACK}.json").read_bytes())
    return tree


def next_tree(
    *edits: Edit, of: Tree | None = None, version: str = "2.0", effective_from: str = FROM
) -> Tree:
    """Return the version after another one, with what its author changed."""
    tree = copy.deepcopy(first_tree() if of is None else of)
    note = {
        "version": version,
        "date": effective_from,
        "previous": tree["version"],
        "text": {"en": f"What changed in version {version}.", "zh-Hans": f"{version} 版的变更。"},
        "changes": [],
        "mappings": [],
    }
    tree["version"], tree["effective_from"] = version, effective_from
    tree["version_notes"].insert(0, note)
    for edit in edits:
        edit(tree)
    return tree


def practice_in(tree: Tree, practice: str) -> Tree:
    """Return one practice of a pack."""
    found: Tree = next(item for item in tree["practices"] if item["id"] == practice)
    return found


def kept_longer(practice: str = "voice-commands", *, days: int = 30) -> Edit:
    """Keep data longer: the meaning changed."""

    def edit(tree: Tree) -> None:
        retention = practice_in(tree, practice)["retention"]
        retention["text"] = {
            "en": f"{days} days, then deleted.",
            "zh-Hans": f"保存 {days} 天\uff0c到期删除。",
        }
        retention["chip"] = {"en": f"Kept {days} days", "zh-Hans": f"保存 {days} 天"}
        retention["period"] = f"P{days}D"

    return edit


def said(practice: str, field: str, **texts: str) -> Edit:
    """Say one text differently, in the languages that are given."""

    def edit(tree: Tree) -> None:
        for language, words in texts.items():
            practice_in(tree, practice)[field][language.replace("_", "-")] = words

    return edit


def declared(practice: str, change: str) -> Edit:
    """Let the author call the change of a practice something."""

    def edit(tree: Tree) -> None:
        tree["version_notes"][0]["changes"].append({"practice": practice, "change": change})

    return edit


def gone(practice: str) -> Edit:
    """Leave a practice out."""

    def edit(tree: Tree) -> None:
        tree["practices"] = [item for item in tree["practices"] if item["id"] != practice]

    return edit


def mapped(kind: str, old: tuple[str, ...], new: tuple[str, ...]) -> Edit:
    """Rename, split or merge practices, with the mapping that declares it.

    The new ones have the texts of the first old one.
    """

    def edit(tree: Tree) -> None:
        before = practice_in(tree, old[0])
        place = tree["practices"].index(before)
        after = [copy.deepcopy(before) | {"id": name} for name in new]
        tree["practices"][place:place] = after
        for name in old:
            if name not in new:
                tree["practices"].remove(practice_in(tree, name))
        mapping = {"kind": kind, "old": list(old), "new": list(new)}
        tree["version_notes"][0]["mappings"].append(mapping)

    return edit


def added(practice: str, like: str = "diagnostic-data") -> Edit:
    """Add a practice."""

    def edit(tree: Tree) -> None:
        tree["practices"].append(copy.deepcopy(practice_in(tree, like)) | {"id": practice})

    return edit


def bytes_of(tree: Tree) -> bytes:
    """Return a pack's file."""
    return json.dumps(tree, ensure_ascii=False).encode()


def shipping(folder: Path, tree: Tree) -> PackReader:
    """Return the packs of a program that ships this version and nothing else."""
    folder.mkdir(exist_ok=True)
    data = bytes_of(tree)
    (folder / f"{tree['id']}.json").write_bytes(data)
    return PackReader(folder, listed=frozenset({NoticeHash(hashlib.sha256(data).hexdigest())}))


def loaded(tree: Tree) -> LoadedNotice:
    """Return a version as a notice that nobody ships."""
    return PackReader(listed=frozenset()).load_bytes(bytes_of(tree))

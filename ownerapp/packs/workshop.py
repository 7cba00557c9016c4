"""The tools of those who write and translate notices, behind one port."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from typing_extensions import override

from ownerapp.packs.schema import schema_path
from ownerapp.qa.nasty_packs import nasty_packs
from ownerapp.resources import resource_path
from ownerapp.services.ports.notices import MergedLanguage, NoticeWorkshop


class PackWorkshop(NoticeWorkshop):
    """Starts, extracts and merges packs; it touches no file of the person."""

    @override
    def starter(self, pack_id: str, *, effective_from: date) -> bytes:
        """Return the pack of the guide under another id, from another day on."""
        tree = json.loads(resource_path("templates", "starter-notice.json").read_bytes())
        tree["id"] = pack_id
        tree["effective_from"] = effective_from.isoformat()
        return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()

    @override
    def nasty(self) -> Mapping[str, bytes]:
        """Return awkward packs made from a shipped one; see :mod:`ownerapp.qa.nasty_packs`."""
        good = json.loads(resource_path("notices", "eu-reference-ev.json").read_bytes())
        return {
            name: (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()
            for name, tree in nasty_packs(good).items()
        }

    @override
    def schema(self) -> bytes:
        """Return the JSON Schema of packs."""
        return schema_path().read_bytes()

    @override
    def extract(self, pack: bytes) -> Mapping[str, bytes]:
        """Return the gettext catalogues of a pack; see :func:`.gettext_files.extract`."""
        from ownerapp.packs import gettext_files  # noqa: PLC0415 - Babel's catalogues, off the start

        return gettext_files.extract(pack)

    @override
    def merge(
        self, pack: bytes, catalogues: Mapping[str, bytes]
    ) -> tuple[bytes, Sequence[MergedLanguage]]:
        """Return a pack with translations; see :func:`.gettext_files.merge`."""
        from ownerapp.packs import gettext_files  # noqa: PLC0415 - as above

        return gettext_files.merge(pack, catalogues)

"""Use cases of those who write and translate notices; none of them needs a store."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ownerapp.domain.errors import FolderNotEmptyError
from ownerapp.services.ports.notices import MergedLanguage

if TYPE_CHECKING:
    from ownerapp.services.surroundings import Surroundings

SCHEMA_NAME = "notice-pack-1.schema.json"
CATALOGUE_ENDING = ".po"
_CATALOGUES = 40
"""As many languages as a pack may have."""
_CATALOGUE_BYTES = 8 * 1024 * 1024
_FALLBACK_ID = "my-notice"
_ID_LIMIT = 64


class NoticeAuthoring:
    """Starts packs and brings them to translators and back."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def start(self, folder: str) -> str:
        """Write a small pack and its schema into a new or empty folder.

        Returns:
            The path of the pack, named after the folder.

        Raises:
            FolderNotEmptyError: A file of one of these names is there already.
            UnavailableError: Disk or folder fail; nothing was written.
        """
        around = self._around
        pack_id = _id_of(folder)
        pack = os.path.join(folder, f"{pack_id}.json")  # noqa: PTH118 - a Path would touch the disk
        schema = os.path.join(folder, SCHEMA_NAME)  # noqa: PTH118 - as above
        if around.files.free_name(folder, pack_id, [".json"]) != pack_id:
            raise FolderNotEmptyError(path=pack)
        today = around.clock.now().astimezone(around.clock.zone()).date()
        around.files.write_together(
            {
                pack: around.workshop.starter(pack_id, effective_from=today),
                schema: around.workshop.schema(),
            },
            lambda _staged: None,
        )
        return pack

    def write_nasty(self, folder: str) -> tuple[str, ...]:
        """Write awkward packs for testers into a folder and return their paths.

        Raises:
            FolderNotEmptyError: A file of one of these names is there already.
            UnavailableError: Disk or folder fail; nothing was written.
        """
        files = self._around.files
        written = {}
        for name, data in self._around.workshop.nasty().items():
            path = os.path.join(folder, f"{name}.json")  # noqa: PTH118 - a Path would touch the disk
            if files.free_name(folder, name, [".json"]) != name:
                raise FolderNotEmptyError(path=path)
            written[path] = data
        files.write_together(written, lambda _staged: None)
        return tuple(written)

    def extract(self, path: str, folder: str) -> tuple[str, ...]:
        """Write the gettext catalogues of a pack into a folder and return their paths.

        A catalogue that is there already is written anew from the pack: merge first.

        Raises:
            NoticeMissingError: There is no such pack.
            NoticeFileError: The file is not a pack.
            NoticeVersionError: It is of an unknown format version.
            UnavailableError: Disk or folder fail; nothing was written.
        """
        loaded = self._around.packs.load(path)
        files = {
            os.path.join(folder, name): data  # noqa: PTH118 - as above
            for name, data in self._around.workshop.extract(loaded.pack).items()
        }
        self._around.files.write_together(files, lambda _staged: None)
        return tuple(files)

    def merge(self, path: str, folder: str) -> Sequence[MergedLanguage]:
        """Take the finished translations of a folder into a pack, in place.

        Raises:
            NoticeMissingError: There is no such pack.
            NoticeFileError: The file is not a pack, or a catalogue cannot be read.
            FileMissingError: There is no such folder, or no catalogue in it.
            UnavailableError: Disk or folder fail; the pack is as it was.
        """
        around = self._around
        pack = around.packs.load_file(path).pack
        names = around.files.names(folder, CATALOGUE_ENDING, limit=_CATALOGUES)
        catalogues = {
            name.removesuffix(CATALOGUE_ENDING).replace("_", "-"): around.files.read(
                os.path.join(folder, name),  # noqa: PTH118 - as above
                limit_bytes=_CATALOGUE_BYTES,
            )
            for name in names
        }
        result, merged = around.workshop.merge(pack, catalogues)
        around.files.write(path, result)
        return merged


def _id_of(folder: str) -> str:
    """Return a pack id made of the name of a folder."""
    name = os.path.basename(os.path.abspath(folder))  # noqa: PTH119, PTH100 - as above
    found = "-".join(re.findall("[a-z0-9]+", name.lower()))[:_ID_LIMIT].strip("-")
    return found or _FALLBACK_ID

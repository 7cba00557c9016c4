"""The notices at hand: those shipped with the program and those that the person imported.

Rules:

1. An imported notice is kept as its exact bytes, by their hash. The same bytes twice are
   one notice.
2. A pack whose signature does not hold is not imported. A pack without one is: it can be
   read and checked, and its trust says what it is worth.
3. One id and version means one notice: other bytes under both are refused, because two
   people who name a version must mean the same text.
4. Of several notices with one id the one that is in force last counts, the shipped one
   when they begin on the same day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ownerapp.domain.errors import NoticeSignatureError, NoticeVersionTakenError
from ownerapp.domain.ids import PackId
from ownerapp.domain.trust import SignatureState
from ownerapp.services.ports.notices import Arrival, arrival_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ownerapp.domain.notice import Notice
    from ownerapp.services.opening import OpenedStore
    from ownerapp.services.ports.notices import LoadedNotice, NoticeArrival
    from ownerapp.services.ports.store import UnitOfWork
    from ownerapp.services.surroundings import Surroundings


class NoticeLibrary:
    """Use cases around the notices at hand; without an open store only the shipped ones."""

    def __init__(self, around: Surroundings, opened: OpenedStore | None) -> None:
        self._around = around
        self._opened = opened

    def all(self) -> tuple[LoadedNotice, ...]:
        """Return the shipped notices, then the imported ones, oldest import first."""
        return (*self._around.packs.shipped(), *self.imported())

    def imported(self) -> tuple[LoadedNotice, ...]:
        """Return the imported notices, oldest import first."""
        if self._opened is None:
            return ()
        with self._opened.store.read() as work:
            return tuple(self._load(work, imports(work)))

    def by_id(self, pack_id: PackId) -> LoadedNotice | None:
        """Return the notice of an id that counts (rule 4), or None."""
        shipped = self._around.packs.by_id(pack_id)
        found: list[LoadedNotice] = []
        if self._opened is not None:
            with self._opened.store.read() as work:
                named = [item for item in imports(work) if item.pack_id == pack_id]
                found = self._load(work, reversed(named))
        # Of equal ones max() returns the first: the shipped one, else the newest import.
        candidates = [*([shipped] if shipped else []), *found]
        return max(candidates, key=lambda item: item.notice.effective_from, default=None)

    def load(self, id_or_path: str) -> LoadedNotice:
        """Return the notice of an id, or the one in a file.

        Raises:
            NoticeMissingError: There is neither.
            NoticeFileError: The file is not a pack.
            NoticeVersionError: It is of an unknown format version.
            FileUnreadableError: The file is there but may not be read.
        """
        return self.by_id(PackId(id_or_path)) or self._around.packs.load(id_or_path)

    def import_file(self, path: str) -> LoadedNotice:
        """Keep the pack in a file among the notices at hand, and return it.

        Raises:
            NoticeMissingError: There is no such file.
            NoticeFileError: The file is not a pack.
            NoticeVersionError: It is of an unknown format version.
            NoticeSignatureError: Its signature does not hold.
            NoticeVersionTakenError: Another notice has this id and version.
            UnavailableError: Lock, disk or store fail; nothing was kept.
        """
        return self.keep(self._around.packs.load_file(path))

    def keep(self, loaded: LoadedNotice) -> LoadedNotice:
        """Keep a pack that was read before, by its exact bytes; raises as above.

        What is kept is what was shown, whatever stands in the file by now.
        """
        if self._opened is None:  # pragma: no cover - the desk opens the store first
            raise RuntimeError
        if loaded.shipped:
            return loaded
        if self._around.notice_signer.check(loaded.pack).state is SignatureState.BROKEN:
            raise NoticeSignatureError
        with self._around.lock.hold(), self._opened.store.write() as work:
            self._check_version(work, loaded.notice)
            work.add_notice(loaded.notice, loaded.pack)
            now = self._around.clock.now()
            work.add_arrival(arrival_of(loaded.notice, Arrival.IMPORTED, now))
            work.commit()
        return loaded

    def _load(self, work: UnitOfWork, arrivals: Iterable[NoticeArrival]) -> list[LoadedNotice]:
        packs = (work.notice_pack(arrival.hash) for arrival in arrivals)
        return [self._around.packs.load_bytes(pack) for pack in packs if pack is not None]

    def _check_version(self, work: UnitOfWork, notice: Notice) -> None:
        """Refuse other bytes under an id and version that are taken (rule 3)."""
        taken = {
            arrival.hash
            for arrival in imports(work)
            if (arrival.pack_id, arrival.version) == (notice.pack_id, notice.version)
        }
        shipped = self._around.packs.by_id(notice.pack_id)
        if shipped is not None and shipped.notice.version == notice.version:
            taken.add(shipped.notice.hash)
        if taken - {notice.hash}:
            raise NoticeVersionTakenError(pack=notice.pack_id, version=notice.version)


def imports(work: UnitOfWork) -> list[NoticeArrival]:
    """Return the imported notices that a store keeps, oldest import first."""
    return [arrival for arrival in work.arrivals() if arrival.came is Arrival.IMPORTED]

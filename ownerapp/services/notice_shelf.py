"""The notices that a store keeps, each parsed once while the program runs."""

from __future__ import annotations

from ownerapp.domain.errors import NoticeMissingError, StoreDamagedError
from ownerapp.domain.ids import NoticeHash
from ownerapp.domain.notice import Notice
from ownerapp.services.ports.notices import NoticePacks
from ownerapp.services.ports.store import UnitOfWork


class NoticeShelf:
    """Parsed notices by their hash; bytes with a known hash never change."""

    def __init__(self, packs: NoticePacks) -> None:
        self._packs = packs
        self._notices: dict[NoticeHash, Notice] = {}

    def take(self, work: UnitOfWork, notice_hash: NoticeHash) -> Notice:
        """Return a kept notice.

        Raises:
            NoticeMissingError: The store does not hold it.
            StoreDamagedError: What it holds under this hash is something else.
        """
        notice = self._notices.get(notice_hash)
        if notice is None:
            pack = work.notice_pack(notice_hash)
            if pack is None:
                raise NoticeMissingError(notice=notice_hash)
            notice = self._packs.parse(pack)
            if notice.hash != notice_hash:
                raise StoreDamagedError(path="store.db")
            self._notices[notice_hash] = notice
        return notice

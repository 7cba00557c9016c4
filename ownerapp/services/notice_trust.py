"""Whose word a notice is, and the keys that the person accepted.

Rules:

1. Trust is looked up anew from the exact bytes each time it decides something; what a front
   end was shown before never decides.
2. A key is accepted by its fingerprint, so that what is accepted is what was compared.
3. Accepting and forgetting change no choice and no entry of the history.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ownerapp.domain.errors import (
    AcceptedKeyMissingError,
    FingerprintOtherError,
    NoticeNotSignedError,
    NoticeNotTrustedError,
    NoticeSignatureError,
)
from ownerapp.domain.keys import bare_fingerprint
from ownerapp.domain.trust import (
    AcceptedKey,
    NoticeTrust,
    PackSignature,
    SignatureState,
    author_of,
    judge,
    shipped_trust,
)
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.ports.notices import Arrival, arrival_of

if TYPE_CHECKING:
    from datetime import datetime

    from ownerapp.domain.ids import NoticeHash
    from ownerapp.domain.notice import Notice
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.services.opening import OpenedStore
    from ownerapp.services.ports.notices import LoadedNotice
    from ownerapp.services.ports.store import Store, UnitOfWork
    from ownerapp.services.surroundings import Surroundings


class TrustReader:
    """Looks up the trust of notices; a signature is checked once for the same bytes."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._signatures: dict[NoticeHash, PackSignature] = {}

    def of(self, notice: Notice, pack: Callable[[], bytes], work: UnitOfWork | None) -> NoticeTrust:
        """Return the trust of a notice.

        Args:
            notice: The notice.
            pack: Returns its exact bytes; called only when its signature has to be checked.
            work: The store, or None where none is open: then no key is accepted.
        """
        packs = self._around.packs
        if packs.is_shipped(notice.hash) or (work is not None and _came_shipped(work, notice)):
            return shipped_trust(notice)
        return judge(
            notice,
            self._signature(notice.hash, pack),
            is_shipped_id=packs.is_shipped_id(notice.pack_id),
            accepted=work.accepted_keys() if work is not None else (),
            unsigned_allowed=self._around.preferences.unsigned_notices(),
        )

    def of_kept(self, notice: Notice, work: UnitOfWork) -> NoticeTrust:
        """Return the trust of a notice that a store keeps."""
        # What is not there any more has no signature.
        return self.of(notice, lambda: work.notice_pack(notice.hash) or b"", work)

    def _signature(self, notice_hash: NoticeHash, pack: Callable[[], bytes]) -> PackSignature:
        signature = self._signatures.get(notice_hash)
        if signature is None:
            signature = self._around.notice_signer.check(pack())
            self._signatures[notice_hash] = signature
        return signature


def check_takes_yes(trust: NoticeTrust) -> None:
    """Refuse a yes that no known word stands behind.

    Raises:
        NoticeNotTrustedError: No yes is taken from a notice of this trust.
    """
    if not trust.takes_yes:
        raise NoticeNotTrustedError(trust=trust.level.value, fingerprint=trust.fingerprint)


def keep_followed_notice(
    work: UnitOfWork, loaded: LoadedNotice, around: Surroundings, at: datetime
) -> None:
    """Keep the bytes of a notice that a car follows from now on.

    Whether they were shipped is kept with them: a later version of the program ships later
    versions of its notices.

    Raises:
        NoticeSignatureError: The notice was changed after it was signed.
    """
    notice = loaded.notice
    is_shipped = around.packs.is_shipped(notice.hash)
    if not is_shipped and around.notice_signer.check(loaded.pack).state is SignatureState.BROKEN:
        raise NoticeSignatureError
    work.add_notice(notice, loaded.pack)
    if is_shipped:
        work.add_arrival(arrival_of(notice, Arrival.SHIPPED, at))


class NoticeTrustService:
    """Use cases around the trust of notices; the first one works without an open store."""

    def __init__(
        self,
        around: Surroundings,
        opened: OpenedStore | None,
        reader: TrustReader | None = None,
        shelf: NoticeShelf | None = None,
    ) -> None:
        self._around = around
        self._opened = opened
        self._reader = reader or TrustReader(around)
        self._shelf = shelf or NoticeShelf(around.packs)

    def looked_up(self, loaded: LoadedNotice) -> LoadedNotice:
        """Return a notice with its trust as it is now."""
        return replace(loaded, trust=self.of_loaded(loaded))

    def of_loaded(self, loaded: LoadedNotice) -> NoticeTrust:
        """Return the trust of a loaded notice."""
        if self._opened is None:
            return self._reader.of(loaded.notice, lambda: loaded.pack, None)
        with self._opened.store.read() as work:
            return self._reader.of(loaded.notice, lambda: loaded.pack, work)

    def of_vehicle(self, vehicle: Vehicle) -> NoticeTrust:
        """Return the trust of the notice that a car follows.

        Raises:
            NoticeMissingError: The store does not hold it.
            StoreDamagedError: What it holds in its place is something else.
        """
        with self._store.read() as work:
            return self._reader.of_kept(self._shelf.take(work, vehicle.notice), work)

    def accept(self, loaded: LoadedNotice, fingerprint: str) -> AcceptedKey:
        """Accept the key that signed a notice, and return what is kept.

        Args:
            loaded: The notice; its signature is checked again here.
            fingerprint: The fingerprint that the person compared, in any grouping.

        Raises:
            NoticeSignatureError: Its signature does not hold.
            NoticeNotSignedError: It has none that can be checked.
            FingerprintOtherError: Another key signed it.
        """
        signature = self._around.notice_signer.check(loaded.pack)
        if signature.state is SignatureState.BROKEN:
            raise NoticeSignatureError
        if signature.state is not SignatureState.GOOD:
            raise NoticeNotSignedError
        if bare_fingerprint(signature.fingerprint) != bare_fingerprint(fingerprint):
            raise FingerprintOtherError(found=signature.fingerprint)
        notice = loaded.notice
        key = AcceptedKey(
            did=signature.did,
            fingerprint=signature.fingerprint,
            issuer=author_of(notice).best(notice.native_language, notice.native_language)[1],
            pack_id=notice.pack_id,
            accepted_at=self._around.clock.now(),
        )
        store = self._store
        with self._around.lock.hold(), store.write() as work:
            work.add_accepted_key(key)
            work.commit()
        return key

    def accepted(self) -> tuple[AcceptedKey, ...]:
        """Return what was accepted, oldest first; one entry for a key and a notice."""
        with self._store.read() as work:
            return tuple(work.accepted_keys())

    def forget(self, fingerprint: str) -> None:
        """Forget an accepted key for every notice; answers given before stay as they are.

        Raises:
            AcceptedKeyMissingError: It was not accepted.
        """
        wanted = bare_fingerprint(fingerprint)
        with self._around.lock.hold(), self._store.write() as work:
            dids = {
                key.did
                for key in work.accepted_keys()
                if bare_fingerprint(key.fingerprint) == wanted
            }
            if not dids:
                raise AcceptedKeyMissingError(fingerprint=fingerprint)
            for did in dids:
                work.forget_accepted_key(did)
            work.commit()

    @property
    def _store(self) -> Store:
        if self._opened is None:  # pragma: no cover - the desk opens the store first
            raise RuntimeError
        return self._opened.store


def _came_shipped(work: UnitOfWork, notice: Notice) -> bool:
    """Tell whether these bytes were shipped when a car began to follow them.

    A later version of the program ships later versions of its notices; the cars that follow
    an earlier one lose nothing by that.
    """
    return any(
        arrival.hash == notice.hash and arrival.came is Arrival.SHIPPED
        for arrival in work.arrivals()
    )

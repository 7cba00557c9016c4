"""What a person does with notices and with the keys that signed them, before and beside a car.

All methods are synchronous and know no thread, as those of the desk itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ownerapp.domain.notice import Notice
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.notice_trust import NoticeTrustService
from ownerapp.services.opening import OpenedStore

if TYPE_CHECKING:
    from ownerapp.domain.finding import NoticeReport, Profile
    from ownerapp.domain.notice_change import NoticeDifference
    from ownerapp.domain.trust import AcceptedKey, NoticeTrust
    from ownerapp.services.notice_library import NoticeLibrary
    from ownerapp.services.ports.notices import LoadedNotice
    from ownerapp.services.surroundings import Surroundings


class NoticeDesk:
    """What a person does with notices and with the keys that signed them.

    Args:
        around: The ports.
        opened: Opens the store where that is needed, and returns it.
        library: Returns what finds notices; without an open store the shipped ones only.
        trust: Returns what tells whose word a notice is.
    """

    def __init__(
        self,
        around: Surroundings,
        opened: Callable[[], OpenedStore],
        *,
        library: Callable[[], NoticeLibrary],
        trust: Callable[[], NoticeTrustService],
    ) -> None:
        self._around = around
        self._opened = opened
        self._library = library
        self._trust_service = trust

    def shipped(self) -> tuple[LoadedNotice, ...]:
        """Return the shipped notice packs in the order in which they are offered."""
        return tuple(self._around.packs.shipped())

    def all(self) -> tuple[LoadedNotice, ...]:
        """Return the shipped notices, then the imported ones, each with its trust.

        Works without an open store, and then knows the shipped ones only.
        """
        trust = self._trust_service()
        return tuple(trust.looked_up(loaded) for loaded in self._library().all())

    def load(self, id_or_path: str) -> LoadedNotice:
        """Return the notice of an id, or the pack in a file, with its trust.

        Among several of one id the one in force last counts; see ``NoticeLibrary.load``.
        """
        return self._trust_service().looked_up(self._library().load(id_or_path))

    def import_file(self, path: str) -> LoadedNotice:
        """Keep the pack in a file beside the shipped ones and return it with its trust.

        The same bytes twice are one import. A broken signature, an unknown format version,
        and other bytes under a known id and version are refused; see
        ``NoticeLibrary.import_file``. Opens the store.
        """
        self._opened()
        return self._trust_service().looked_up(self._library().import_file(path))

    def keep(self, loaded: LoadedNotice) -> LoadedNotice:
        """Keep a pack as it was read from a file, and return it with its trust.

        See ``NoticeLibrary.keep``. Opens the store.
        """
        self._opened()
        return self._trust_service().looked_up(self._library().keep(loaded))

    def imported(self) -> tuple[LoadedNotice, ...]:
        """Return the notices that the person imported, oldest first, each with its trust."""
        trust = self._trust_service()
        return tuple(trust.looked_up(loaded) for loaded in self._library().imported())

    def check(self, notice: Notice, profile: Profile | None = None) -> NoticeReport:
        """Return what a notice does not declare of what the law asks for.

        Without a profile the law and the published requirements are looked at. No store has
        to be open.
        """
        # Loaded when first needed: no start checks a notice.
        from ownerapp.compliance.check import check_notice  # noqa: PLC0415
        from ownerapp.domain.finding import Profile as Profiles  # noqa: PLC0415
        from ownerapp.services.wording import ListedWording  # noqa: PLC0415

        clock = self._around.clock
        return check_notice(
            notice,
            today=clock.now().astimezone(clock.zone()).date(),
            profile=profile or Profiles.LAW_AND_CAAM,
            wording=ListedWording(),
            adequacy=self._around.law.adequacy(),
        )

    def compare(self, old: str, new: str) -> NoticeDifference:
        """Return the difference of two notices, by id or path; needs no open store."""
        from ownerapp.domain.notice_change import compare_notices  # noqa: PLC0415 - rarely used

        library = self._library()
        return compare_notices(library.load(old).notice, library.load(new).notice)

    # -------------------------------------------------------------- whose word they are

    def trust_of(self, notice: LoadedNotice | Vehicle) -> NoticeTrust:
        """Return whose word a loaded notice is, or the notice that a car follows.

        For a loaded notice no store has to be open; then no key is known as accepted.
        """
        if isinstance(notice, Vehicle):
            self._opened()
            return self._trust_service().of_vehicle(notice)
        return self._trust_service().of_loaded(notice)

    def verify(self, path: str) -> LoadedNotice:
        """Return the pack in a file with its trust; never one of the same id.

        A signature that does not hold is no error here: ``trust.level`` says it.
        """
        return self._trust_service().looked_up(self._around.packs.load_file(path))

    def accept_key(self, notice: LoadedNotice, fingerprint: str) -> AcceptedKey:
        """Accept the key that signed a notice, by the fingerprint that the person compared.

        See ``NoticeTrustService.accept``. Opens the store.
        """
        self._opened()
        return self._trust_service().accept(notice, fingerprint)

    def accepted_keys(self) -> tuple[AcceptedKey, ...]:
        """Return what was accepted, oldest first: one entry for a key and a notice."""
        self._opened()
        return self._trust_service().accepted()

    def forget_key(self, fingerprint: str) -> None:
        """Forget an accepted key for every notice; answers given before stay as they are."""
        self._opened()
        self._trust_service().forget(fingerprint)

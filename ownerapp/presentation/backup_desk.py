"""What a person does with backups, recovery kits and other computers' histories."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ownerapp.services.opening import OpenedStore

if TYPE_CHECKING:
    from ownerapp.domain.kit_paper import KitPaper
    from ownerapp.services.backup import BackupFacts, BackupMade, BackupService, KitFacts
    from ownerapp.services.merging import Merged, MergeService
    from ownerapp.services.ports.recovery import RecoveryKit
    from ownerapp.services.restoring import Restored
    from ownerapp.services.surroundings import Surroundings


class BackupDesk:
    """What a person does with backups, recovery kits and other computers' histories.

    Args:
        around: The ports.
        opened: Opens the store where that is needed, and returns it.
    """

    def __init__(self, around: Surroundings, opened: Callable[[], OpenedStore]) -> None:
        self._around = around
        self._opened = opened

    def recovery_kit(self) -> KitFacts | None:
        """Return the kit that opens the backups of this store, or None before the first one."""
        return self._backup_service().kit()

    def backup_facts(self) -> BackupFacts:
        """Return the recovery kit and when the last backup was made."""
        return self._backup_service().facts()

    def make_recovery_kit(self) -> RecoveryKit:
        """Return a new kit to be shown; it opens nothing until it is kept."""
        return self._backup_service().make_kit()

    def keep_recovery_kit(self, kit: RecoveryKit) -> KitFacts:
        """Seal later backups for a kit that the person has seen."""
        return self._backup_service().keep_kit(kit)

    def back_up(
        self,
        path: str,
        *,
        show: Callable[[RecoveryKit], None],
        new_kit: bool = False,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> BackupMade:
        """Write everything into one encrypted file; see ``BackupService.back_up``."""
        return self._backup_service().back_up(path, show=show, new_kit=new_kit, is_wanted=is_wanted)

    def save_recovery_sheet(self, path: str, kit: RecoveryKit) -> None:
        """Write the page with a kit's code, to be printed; the code stands in it openly.

        A name that ends in ``.pdf`` gives a PDF, any other one HTML.
        """
        from ownerapp.presentation.recovery_sheet import sheet  # noqa: PLC0415 - as above

        if path.casefold().endswith(".pdf"):
            data = self._around.paper.make_kit(self._kit_paper(kit))
        else:
            data = sheet(kit, now=self._around.clock.now(), zone=self._around.clock.zone())
        self._around.files.write(path, data)

    def recovery_pages(self, kit: RecoveryKit) -> Callable[[], tuple[bytes, ...]]:
        """Return what draws the page with a kit's code as pictures (PNG); any thread may call it.

        It can be printed so without a file.
        """
        return partial(self._around.paper.draw_kit, self._kit_paper(kit))

    def _kit_paper(self, kit: RecoveryKit) -> KitPaper:
        from ownerapp.presentation.recovery_sheet import kit_paper  # noqa: PLC0415 - as above

        return kit_paper(kit, now=self._around.clock.now(), zone=self._around.clock.zone())

    def backup_kit(self, path: str, *, over_lost: bool = False) -> str:
        """Return the short name of the kit that opens a backup; see ``restoring.kit_of``."""
        from ownerapp.services import restoring  # noqa: PLC0415 - as above

        return restoring.kit_of(self._around, path, over_lost=over_lost)

    def check_recovery_code(self, path: str, code: str) -> None:
        """Check that a code opens a backup; nothing is restored yet."""
        from ownerapp.services import restoring  # noqa: PLC0415 - as above

        restoring.check_code(self._around, path, code)

    def recovery_code_in(self, path: str) -> str:
        """Return the code that stands in a file of a person's own."""
        from ownerapp.services import restoring  # noqa: PLC0415 - as above

        return restoring.code_in(self._around, path)

    def restore(
        self,
        path: str,
        code: str,
        *,
        passphrase: str | None = None,
        over_lost: bool = False,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Restored:
        """Put a backup into this data folder, which must be empty; see ``restoring.restore``.

        The store can be opened afterwards.
        """
        from ownerapp.services import restoring  # noqa: PLC0415 - as above

        return restoring.restore(
            self._around,
            path,
            code,
            passphrase=passphrase,
            over_lost=over_lost,
            is_wanted=is_wanted,
        )

    def merge_kit(self, path: str) -> str:
        """Return the short name of the kit that opens another computer's backup."""
        return self._merge_service().kit_of(path)

    def merge(
        self, path: str, code: str, *, is_wanted: Callable[[], bool] = lambda: True
    ) -> Merged:
        """Join the history in a backup of another computer; see ``MergeService.merge``."""
        return self._merge_service().merge(path, code, is_wanted=is_wanted)

    def _backup_service(self) -> BackupService:
        from ownerapp.services.backup import BackupService  # noqa: PLC0415 - as above

        return BackupService(self._opened())

    def _merge_service(self) -> MergeService:
        from ownerapp.services.merging import MergeService  # noqa: PLC0415 - as above

        return MergeService(self._opened())

"""What those do who write, translate and sign notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ownerapp.services.notice_trust import NoticeTrustService
from ownerapp.services.opening import Need

if TYPE_CHECKING:
    from ownerapp.domain.trust import AuthorKey
    from ownerapp.services.author_keys import AuthorKeys
    from ownerapp.services.notice_authoring import NoticeAuthoring
    from ownerapp.services.ports.notices import LoadedNotice, MergedLanguage
    from ownerapp.services.surroundings import Surroundings


class AuthorDesk:
    """What those do who write, translate and sign notices; no store has to be open.

    Args:
        around: The ports.
        trust: Returns what tells whose word a notice is.
    """

    def __init__(self, around: Surroundings, trust: Callable[[], NoticeTrustService]) -> None:
        self._around = around
        self._trust_service = trust

    def start_notice(self, folder: str) -> str:
        """Write a small pack to start from; see ``NoticeAuthoring.start``."""
        return self._authoring().start(folder)

    def write_nasty_notices(self, folder: str) -> tuple[str, ...]:
        """Write awkward packs for testers; see ``NoticeAuthoring.write_nasty``."""
        return self._authoring().write_nasty(folder)

    def extract_notice(self, path: str, folder: str) -> tuple[str, ...]:
        """Write the catalogues of a pack for translators; see ``NoticeAuthoring.extract``."""
        return self._authoring().extract(path, folder)

    def merge_notice(self, path: str, folder: str) -> Sequence[MergedLanguage]:
        """Take translations back into a pack; see ``NoticeAuthoring.merge``."""
        return self._authoring().merge(path, folder)

    def author_need(self) -> Need:
        """Return what has to be asked before the calls below; see ``AuthorKeys.need``."""
        return self._author_keys().need()

    def make_author_key(self, name: str, *, passphrase: str | None = None) -> AuthorKey:
        """Make a key that signs notices and keep it in the vault; see ``AuthorKeys.make``.

        No store has to be open, or to exist.
        """
        return self._author_keys().make(name, passphrase)

    def author_keys(self, *, passphrase: str | None = None) -> tuple[AuthorKey, ...]:
        """Return the public faces of the keys that sign notices, oldest first."""
        return self._author_keys().all(passphrase)

    def change_passphrase(self, passphrase: str, *, present: str) -> None:
        """Let another passphrase open the authors' vault; see ``AuthorKeys.change_passphrase``."""
        self._author_keys().change_passphrase(passphrase, present=present)

    def sign_notice(
        self, path: str, name: str, *, to: str | None = None, passphrase: str | None = None
    ) -> LoadedNotice:
        """Sign the pack in a file with a named key, in place unless ``to`` names another.

        See ``AuthorKeys.sign_file``.
        """
        signed = self._author_keys().sign_file(path, name, to=to, passphrase=passphrase)
        return self._trust_service().looked_up(signed)

    def _authoring(self) -> NoticeAuthoring:
        from ownerapp.services.notice_authoring import NoticeAuthoring  # noqa: PLC0415 - as above

        return NoticeAuthoring(self._around)

    def _author_keys(self) -> AuthorKeys:
        from ownerapp.services.author_keys import AuthorKeys  # noqa: PLC0415 - as above

        return AuthorKeys(self._around)

"""Fills the card *Notices* from the store, and does what is pressed on it."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ownerapp.domain.values import dataclass
from ownerapp.presentation.known_notices import forget_question, known_keys, known_notice
from ownerapp.ui.dialogs.confirm_sheet import ConfirmSheet
from ownerapp.ui.pages.notices_section import NoticesSection
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.store_reading import StoreReading

if TYPE_CHECKING:
    from ownerapp.domain.trust import AcceptedKey
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.ports.notices import LoadedNotice


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Known:
    """What the store knows."""

    notices: tuple[LoadedNotice, ...]
    keys: tuple[AcceptedKey, ...]
    zone: tzinfo


class KnownNotices(QObject):
    """Joins the card to the store.

    Signals:
        read_wanted: A kept notice is to be read; the notice with its trust.
        trust_changed: A key was forgotten, or unsigned notices are treated otherwise.
        failed: Something did not work; the error.
    """

    read_wanted = Signal(object)
    trust_changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, section: NoticesSection) -> None:
        super().__init__(section)
        self._session = session
        self._section = section
        self._known: _Known | None = None
        self._reading = StoreReading(session, self._on_read, self.failed.emit, self)
        self._sheet: ConfirmSheet | None = None
        self._forgotten = ""
        section.read_pressed.connect(self._on_read_pressed)
        section.forget_pressed.connect(self._on_forget_pressed)
        section.unsigned_allowed.connect(self._on_unsigned_allowed)

    def sheet(self) -> ConfirmSheet | None:
        """Return the open question, if any."""
        return self._sheet

    def load(self) -> None:
        """Read what is kept and accepted."""
        self._reading.ask(_read)

    def retranslate(self) -> None:
        """Make all words again."""
        known = self._known
        if known is not None:
            self._section.show_notices([known_notice(item) for item in known.notices])
            self._section.show_keys(known_keys(known.keys, known.zone))

    @Slot(object)
    def _on_read(self, known: _Known) -> None:
        """Show what was read."""
        self._known = known
        self.retranslate()

    @Slot(str)
    def _on_read_pressed(self, key: str) -> None:
        """Let a kept notice be read."""
        notices = self._known.notices if self._known is not None else ()
        found = next((item for item in notices if item.notice.hash == key), None)
        if found is not None:
            self.read_wanted.emit(found)

    @Slot(str)
    def _on_forget_pressed(self, fingerprint: str) -> None:
        """Ask before a key is forgotten."""
        known = self._known
        if known is None or self._sheet is not None:
            return
        keys = known_keys(known.keys, known.zone)
        key = next((item for item in keys if item.fingerprint == fingerprint), None)
        if key is None:
            return
        asked = forget_question(key)
        self._forgotten = fingerprint
        self._sheet = ConfirmSheet(
            self._section, question=asked.question, text=asked.text, deed=asked.deed
        )
        self._sheet.accepted.connect(self._on_forget)
        self._sheet.finished.connect(self._on_sheet_finished)
        self._sheet.open_over()

    @Slot()
    def _on_forget(self) -> None:
        """Forget the key."""
        fingerprint = self._forgotten
        self._session.call(
            lambda desk: desk.notices.forget_key(fingerprint), self._on_forgotten, self.failed.emit
        )

    @Slot(object)
    def _on_forgotten(self, _nothing: None) -> None:
        """Show what is left; the choices page says what it means."""
        self.load()
        self.trust_changed.emit()

    @Slot(bool)
    def _on_unsigned_allowed(self, allowed: bool) -> None:  # noqa: FBT001 -- a signal's value
        """Keep the setting; it holds from the next look on."""
        self._session.change(unsigned_notices=allowed)
        self.load()
        self.trust_changed.emit()

    @Slot()
    def _on_sheet_finished(self) -> None:
        """Forget the question; it deletes itself."""
        self._sheet = None


def _read(desk: Desk) -> _Known:
    """Read everything; runs on the store thread."""
    return _Known(
        notices=desk.notices.imported(), keys=desk.notices.accepted_keys(), zone=desk.zone()
    )

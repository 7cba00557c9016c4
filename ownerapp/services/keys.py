"""The keys that sign records and PDFs: shown, stated for others, and changed.

Rules:

1. A change makes both keys anew. The old record key signs who follows it, and the new one
   signs that too; the entry ``key.rotated`` binds that statement to its place in the log.
2. Entry, keys and the first tree head under the new key are one transaction. That head is
   signed by both keys, all later ones by the new key alone.
3. The private parts of the old keys are overwritten: nothing can be signed with them any
   more on this computer. Their public parts stay, with the time in which they were in use.
4. Where the clock was set back, the old key counts as in use up to the latest record, so that
   what it signed stays signed in its time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ownerapp.domain.event import EventKind
from ownerapp.domain.keys import KeyKind, KnownKey
from ownerapp.domain.values import dataclass
from ownerapp.services.history import read_events
from ownerapp.services.opening import OpenedStore


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyBreak:
    """The key to an earlier history was lost, and this one begins with that."""

    at: datetime
    accepted: str | None
    """The fingerprint of a lost key that the person says was theirs, if any."""


class KeyService:
    """Use cases around the signing keys of a store."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def all(self) -> tuple[KnownKey, ...]:
        """Return the public faces of all record keys, oldest first; the last one is in use."""
        return self._opened.known_keys()

    def lost(self) -> KeyBreak | None:
        """Return the break with which this history begins, or None where there is none.

        Raises:
            CheckFailedError: The first entry is none: the store was changed by hand.
        """
        opened = self._opened
        with opened.store.read() as work:
            first = next(iter(read_events(opened, work, stop=1)), None)
        if first is None or first.kind is not EventKind.LOG_PREDECESSOR:
            return None
        return KeyBreak(at=first.at, accepted=next(iter(opened.earlier_keys()), None))

    def statement(self) -> bytes:
        """Return ``keys.json``: the signed history of the record keys, for other people."""
        around = self._opened.around
        with self._opened.store.read() as work:
            records, documents = work.keys(KeyKind.RECORD), work.keys(KeyKind.DOCUMENT)
        return around.key_histories.make(
            origin=self._opened.ledger.origin,
            keys=records,
            certificates=[key.certificate for key in documents],
            created=around.clock.now(),
        )

    def save_statement(self, path: str) -> None:
        """Write ``keys.json`` into a file.

        Raises:
            UnavailableError: Disk or folder fail; no half file is left.
        """
        self._opened.around.files.write(path, self.statement())

    def rotate(self) -> KnownKey:
        """Change the keys and return the public face of the new record key.

        Raises:
            HistoryBrokenError: The history is known to be broken.
            UnavailableError: Lock, disk or store fail; the keys are as they were.
        """
        opened, around = self._opened, self._opened.around
        with opened.ledger.entries() as entries:
            work, now, old = entries.work, entries.now, opened.ledger.key
            new = around.signer.make_record_key(now)
            document = around.signer.make_document_key(now)
            until = max(now, old.valid_from, *(entry.at for entry in work.exports()))
            statement = around.key_histories.make_succession(
                origin=opened.ledger.origin,
                old=old,
                new=new,
                certificate=document.certificate,
                until=until,
            )
            for retired in (old, work.keys(KeyKind.DOCUMENT)[-1]):
                work.retire_key(retired.public, until=until)
            new = replace(new, statement=statement)
            work.add_key(new)
            work.add_key(document)
            entries.note(
                EventKind.KEY_ROTATED,
                detail={
                    "from": around.signer.known_key(old).did,
                    "to": around.signer.known_key(new).did,
                    "statement": around.sealer.sha256(statement),
                },
            )
            entries.next_key = new
        return around.signer.known_key(new, document.certificate)

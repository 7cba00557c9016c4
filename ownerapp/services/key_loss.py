"""Beginning anew after the key to the data was lost, with the break on record for ever.

Rules:

1. Only where the data cannot be opened: a key that is there is never given up.
2. Nothing is deleted. The unreadable store is set aside under a dated name, in case the key
   is found again, and a passphrase vault likewise.
3. The new history has new keys and a new name. Its first entry, ``log.predecessor``, says
   that there was an earlier one to which no signature links it.
4. With a record of the earlier history at hand, the entry names its log, place and key; the
   record must hold in itself. Records under that key are then accepted here, because the
   person says that it was theirs. Nobody else need believe it.
5. Saving the info file is the moment from which the new store is there, as in a restore.
"""

from __future__ import annotations

from ownerapp.domain.errors import (
    CheckFailedError,
    FileMissingError,
    KeyNotLostError,
    StoreDamagedError,
    StoreKeyMissingError,
    VaultDamagedError,
    WrongPassphraseError,
)
from ownerapp.domain.event import EventKind
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.values import dataclass
from ownerapp.domain.verdict import Check, Outcome, Report
from ownerapp.services.ledger import Ledger
from ownerapp.services.locking import kept_key, key_of
from ownerapp.services.opening import (
    ORIGIN,
    STORE_KEY_SECRET,
    accept_earlier_key,
    first_facts,
    make_vault,
)
from ownerapp.services.ports.store import Store, StoreInfo
from ownerapp.services.ports.vault import Vault, VaultKind
from ownerapp.services.surroundings import Surroundings
from ownerapp.services.verification import VerificationService


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunAnew:
    """What was set aside, and what is known of the earlier history."""

    kept: str
    """The name of the file with the unreadable store; empty where there was none."""
    earlier: Report | None
    """The record that names the earlier history."""


def begin_anew(
    around: Surroundings, *, record: str | None = None, passphrase: str | None = None
) -> BegunAnew:
    """Set the unreadable store aside and begin a new history.

    Args:
        around: The ports of the data folder.
        record: A file with a record of the earlier history, as JSON or PDF.
        passphrase: For a passphrase vault; None for the keyring.

    Raises:
        FileMissingError: There is no data here, or no such record.
        KeyNotLostError: The data can be opened.
        CheckFailedError: The record does not hold.
        PassphraseTooShortError: The passphrase is too short.
        UnavailableError: Keyring, disk or folder fail; what was there is still there.
    """
    check_lost(around, passphrase=passphrase)
    earlier = _earlier(around, record) if record is not None else None
    with around.lock.hold():
        info = check_lost(around, passphrase=passphrase)
        store_id = around.ids.uuid()
        key = bytes.fromhex(around.ids.nonce() + around.ids.nonce())
        vault = make_vault(around, store_id, passphrase)
        with around.store_file.prepare(key) as store:
            first_facts(around, store)
            vault.set(STORE_KEY_SECRET, key.hex())
            _write_break(around, store, vault, info, earlier)
        kept = around.store_file.set_aside(around.clock.now())
        around.store_info.save(
            StoreInfo(store_id=store_id, vault=vault.kind, created_at=around.clock.now())
        )
        around.store_file.adopt()
    return BegunAnew(kept=kept, earlier=earlier)


def check_lost(around: Surroundings, *, passphrase: str | None = None) -> StoreInfo | None:
    """Check that there is data whose key is lost, and return what is known of it.

    Raises:
        FileMissingError: There is no data here.
        KeyNotLostError: The data can be opened.
        UnavailableError: The keyring cannot be asked.
    """
    info = around.store_info.load()
    if info is None and not around.store_file.exists():
        raise FileMissingError(path="store.db")
    vault = _vault(around, info, passphrase)
    kept = kept_key(vault) if vault is not None else None
    if kept is not None and _opens(around, kept.text, passphrase):
        raise KeyNotLostError
    return info


def _vault(around: Surroundings, info: StoreInfo | None, passphrase: str | None) -> Vault | None:
    if info is None:
        return None
    if info.vault is VaultKind.KEYRING:
        return around.vaults.keyring(info.store_id)
    try:
        return around.vaults.open_file(passphrase or "")
    except (WrongPassphraseError, FileMissingError):
        # Nobody can tell a lost passphrase from one that is not said.
        return None


def _opens(around: Surroundings, text: str, passphrase: str | None) -> bool:
    if not around.store_file.exists():
        return False
    try:
        # As with a vault file, a forgotten passphrase and one that is not said are the same.
        around.store_file.open(key_of(around, text, passphrase or "")).close()
    except (StoreDamagedError, StoreKeyMissingError, VaultDamagedError, WrongPassphraseError):
        return False
    return True


def _earlier(around: Surroundings, path: str) -> Report:
    """Return what a record of the earlier history says.

    Raises:
        CheckFailedError: It does not hold, or is no record with a place in a log.
    """
    report = VerificationService(around).verify_file(path)
    for item in report.checks:
        if item.outcome is Outcome.FAILED:
            raise CheckFailedError(check=item.check.value, reason=item.reason)
    if not {"issuer", "fingerprint", "log-origin", "log-index"} <= report.facts.keys():
        raise CheckFailedError(check=Check.LOG.value, reason="no-place")
    return report


def _write_break(
    around: Surroundings,
    store: Store,
    vault: Vault,
    info: StoreInfo | None,
    earlier: Report | None,
) -> None:
    with store.read() as work:
        origin, key = work.meta(ORIGIN) or "", work.keys(KeyKind.RECORD)[-1]
    ledger = Ledger(
        store=store,
        vault=vault,
        lock=around.lock,
        clock=around.clock,
        ids=around.ids,
        sealer=around.sealer,
        origin=origin,
        key=key,
    )
    detail: dict[str, JsonValue] = {"linked": False}
    if info is not None:
        detail["store"] = info.store_id
    with ledger.entries() as entries:
        if earlier is not None:
            facts = earlier.facts
            detail |= {
                "origin": facts["log-origin"],
                "index": int(facts["log-index"]),
                "key": facts["issuer"],
                "record": facts["sha256"],
            }
            accept_earlier_key(entries.work, facts["fingerprint"])
        entries.note(EventKind.LOG_PREDECESSOR, detail=detail)

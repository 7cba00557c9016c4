"""Everything that services are given: one value, made by the composition root."""

from __future__ import annotations

from ownerapp.domain.values import dataclass
from ownerapp.services.ports.checking import (
    Bundles,
    PdfReader,
    PictureReader,
    PlaceVerifier,
    RecordVerifier,
)
from ownerapp.services.ports.clock import Clock, IdSource
from ownerapp.services.ports.notices import NoticePacks, NoticeSigner, NoticeWorkshop
from ownerapp.services.ports.papers import CsvMaker, PaperMaker
from ownerapp.services.ports.recovery import Recovery
from ownerapp.services.ports.signing import KeyHistories, LogSealer, RecordSigner, TimeStamps
from ownerapp.services.ports.store import BackupFiles, StoreFile, StoreInfoFile, WriteLock
from ownerapp.services.ports.surroundings import (
    Autostart,
    DesktopNotices,
    Files,
    LegalFacts,
    Preferences,
)
from ownerapp.services.ports.vault import Vaults


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The ports of one data folder."""

    clock: Clock
    ids: IdSource
    vaults: Vaults
    store_file: StoreFile
    store_info: StoreInfoFile
    lock: WriteLock
    sealer: LogSealer
    signer: RecordSigner
    verifier: RecordVerifier
    places: PlaceVerifier
    key_histories: KeyHistories
    time_stamps: TimeStamps
    packs: NoticePacks
    notice_signer: NoticeSigner
    workshop: NoticeWorkshop
    law: LegalFacts
    preferences: Preferences
    pdf_reader: PdfReader
    pictures: PictureReader
    paper: PaperMaker
    csv: CsvMaker
    bundles: Bundles
    files: Files
    recovery: Recovery
    backup_files: BackupFiles
    desktop_notices: DesktopNotices
    autostart: Autostart | None
    """None where no desktop starts programs by an entry in a folder."""
